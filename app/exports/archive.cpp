// SPDX-License-Identifier: Apache-2.0
#include "app/exports/archive.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "app/exports/event_json.hpp"
#include "app/meeting/event_codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/device_events.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::exports {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view purpose{"cpc/archive/v1\0", 15};

std::string line_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string type_in_hex(std::uint16_t type) {
    const std::array<std::uint8_t, 2> bytes{static_cast<std::uint8_t>(type >> 8U),
                                            static_cast<std::uint8_t>(type & 0xFFU)};
    return to_hex(bytes);
}

Result<Json> head_of(store::Vault& vault, ConferenceId conference, std::size_t entries) {
    const auto first = CPC_TRY(vault.range(0, 1));
    if (first.empty()) return fail(Fault::not_found, "The record is empty.");
    const auto opened = CPC_TRY(record::decode_event<record::LogOpened>(first.front().payload));
    Json head;
    if (vault.practice()) head["training"] = true;
    head["archive"] = "cpc-archive/1";
    head["conference"] = conference.hex();
    head["device"] = to_base64(opened.device_key);
    head["salt"] = to_base64(opened.salt);
    head["entries"] = entries;
    head["checkpoint"] = CPC_TRY(vault.checkpoint_note());
    return head;
}

Result<void> put_content(Json& line, store::Vault& vault, const record::EntryHeader& header,
                         const store::Stored& stored, const store::RawEntry& raw) {
    const auto key = CPC_TRY(vault.conference_key(header.conference, record::section_of(header)));
    const auto own = CPC_TRY(record::unwrap_record_key(header, key, raw.key_wrap));
    line["content"] = {{"ciphertext", to_base64(raw.ciphertext)}, {"key", to_base64(own.view())}};
    const auto event = CPC_TRY(meeting::decode_event(header.type, stored.payload));
    if (event) line["says"] = event_json(*event);
    return {};
}

struct Place {
    std::uint64_t seq = 0;
    std::uint64_t size = 0;  // of the checkpoint
};

Result<Json> entry_line(store::Vault& vault, const store::Stored& stored, const Place& place,
                        RestrictedParts restricted, Archive& out) {
    const auto raw = std::move(CPC_TRY(vault.raw(place.seq, place.seq + 1)).front());
    const auto entry = CPC_TRY(record::parse(raw.entry));
    const auto& header = entry.header;
    Json line;
    line["seq"] = place.seq;
    line["type"] = type_in_hex(header.type);
    line["about"] = record::type_name(header.type);
    line["entry"] = to_base64(raw.entry);
    line["signers"] = Json::array();
    for (const auto& signature : entry.signatures) {
        const auto key = vault.public_key(signature.kid);
        if (!key) return fail(Fault::damaged, "A signer's key is not in the record.");
        line["signers"].push_back(to_base64(*key));
    }
    line["path"] = Json::array();
    for (const auto& hash : CPC_TRY(vault.inclusion(place.seq, place.size)))
        line["path"].push_back(to_base64(hash));
    const bool apart = (header.flags & record::flag::restricted) != 0;
    if (stored.erased) {
        line["withheld"] = "erased";
        ++out.erased;
    } else if (apart && restricted == RestrictedParts::left_out) {
        line["withheld"] = "restricted";
        ++out.withheld;
    } else if ((header.flags & record::flag::has_payload) != 0) {
        CPC_TRY(put_content(line, vault, header, stored, raw));
    }
    return line;
}

}  // namespace

Result<Archive> archive_of(store::Vault& vault, ConferenceId conference,
                           RestrictedParts restricted) {
    const auto all = CPC_TRY(vault.conference(conference));
    if (all.empty())
        return fail(Fault::not_found, "This record has no such conference.", conference.hex(),
                    "Nothing was written. One that was restored is read from its own record.");
    const auto size = vault.size();
    Archive out;
    out.entries = all.size();
    out.text = line_of(CPC_TRY(head_of(vault, conference, all.size())));
    for (const auto& stored : all)
        out.text +=
            line_of(CPC_TRY(entry_line(vault, stored, {stored.seq, size}, restricted, out)));
    const auto digest = crypto::sha256(view_of(out.text));
    std::string statement{purpose};
    statement += text_of(digest);
    out.text += line_of({{"end", all.size()},
                         {"signature", to_base64(vault.device_key().sign(view_of(statement)))}});
    return out;
}

}  // namespace cpc::exports
