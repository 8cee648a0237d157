// SPDX-License-Identifier: Apache-2.0
#include "app/send/export_record.hpp"

#include "core/record/device_events.hpp"
#include "core/record/payload.hpp"
#include "core/record/single_record.hpp"
#include "sync/wire/receipt.hpp"

namespace cpc::send {
namespace {

struct Basis {
    std::uint64_t size = 0;
    std::string checkpoint;
};

Result<Basis> basis_of_receipt(store::Vault& vault, const std::string& receipt) {
    const auto parsed = CPC_TRY(wire::read_receipt(view_of(receipt)));
    const auto& checkpoint = parsed.checkpoint;
    if (checkpoint.origin != vault.origin() || checkpoint.size > vault.size() ||
        CPC_TRY(vault.root_at(checkpoint.size)) != checkpoint.root)
        return fail(Fault::conflict, "The receipt is not for this record.", {},
                    "Nothing was written. Name a receipt that this tablet was given.");
    return Basis{checkpoint.size, std::string{wire::checkpoint_inside(receipt)}};
}

Result<record::LogOpened> opening_of(store::Vault& vault) {
    const auto first = CPC_TRY(vault.range(0, 1));
    if (first.empty()) return fail(Fault::not_found, "The record is empty.");
    return record::decode_event<record::LogOpened>(first.front().payload);
}

}  // namespace

Result<std::string> export_record(store::Vault& vault, std::uint64_t seq, WithContent content,
                                  const std::optional<std::string>& receipt) {
    const auto basis = receipt ? CPC_TRY(basis_of_receipt(vault, *receipt))
                               : Basis{vault.size(), CPC_TRY(vault.checkpoint_note())};
    if (seq >= basis.size)
        return fail(Fault::not_found, "There is no such entry in what the checkpoint covers.",
                    "entry " + std::to_string(seq), "Nothing was written.");
    const auto opened = CPC_TRY(opening_of(vault));
    auto raw = std::move(CPC_TRY(vault.raw(seq, seq + 1)).front());
    const auto entry = CPC_TRY(record::parse(raw.entry));
    record::SingleRecord out;
    out.device_key = opened.device_key;
    out.salt = opened.salt;
    for (const auto& signature : entry.signatures) {
        const auto key = vault.public_key(signature.kid);
        if (!key) return fail(Fault::damaged, "A signer's key is not in the record.");
        out.signers.push_back(*key);
    }
    if (content == WithContent::yes && !raw.ciphertext.empty()) {
        const auto key = CPC_TRY(
            vault.conference_key(entry.header.conference, record::section_of(entry.header)));
        auto own = CPC_TRY(record::unwrap_record_key(entry.header, key, raw.key_wrap));
        out.content = record::ExportedContent{std::move(raw.ciphertext), std::move(own)};
    }
    out.path = CPC_TRY(vault.inclusion(seq, basis.size));
    out.entry = std::move(raw.entry);
    out.checkpoint = basis.checkpoint;
    CPC_TRY(record::verify_single_record(out));
    return record::write_single_record(out);
}

Result<std::string> export_consistency(store::Vault& vault, std::uint64_t from) {
    const auto size = vault.size();
    if (from > size)
        return fail(Fault::not_found, "The record has not so many entries.",
                    std::to_string(size) + " entries", "Nothing was written.");
    return record::write_consistency_file({from, CPC_TRY(vault.root_at(from)),
                                           CPC_TRY(vault.consistency(from, size)),
                                           CPC_TRY(vault.checkpoint_note_at(size))});
}

}  // namespace cpc::send
