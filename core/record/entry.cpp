// SPDX-License-Identifier: Apache-2.0
#include "core/record/entry.hpp"

#include <algorithm>
#include <tuple>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::record {
namespace {

constexpr std::string_view magic = "CPCENT01";
constexpr std::string_view statement_label{"cpc/stmt/v1\0", 12};
constexpr std::string_view log_label{"cpc/log/v1\0", 11};
constexpr std::uint8_t flags_known = 15;
constexpr std::uint32_t clock_states_known = 15;
constexpr std::uint8_t algorithm_ed25519 = 1;
constexpr std::uint64_t seq_limit = 1ULL << 63U;

template <class Array>
bool zero(const Array& bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](auto b) { return b == 0; });
}

Bytes header_bytes(const EntryHeader& h) {
    crypto::Packer out;
    out.bytes(view_of(magic)).bytes(h.log_id).u64(h.seq).bytes(h.prev_root);
    out.u16(h.type).u8(h.flags).u8(h.signature_count).bytes(h.conference.bytes).bytes(h.key_id);
    out.u64(static_cast<std::uint64_t>(h.wall.ms)).u64(h.boot_ms).bytes(h.boot_id);
    out.u32(h.clock_state).bytes(h.entry_nonce).u64(h.basis_size).bytes(h.basis_root);
    out.bytes(h.payload_commitment).bytes(h.ciphertext_hash).u32(h.ciphertext_size).u32(0);
    auto bytes = out.take();
    CPC_CHECK(bytes.size() == header_size);
    return bytes;
}

// What keeps a header from having a second meaning or a second form; nothing if all is well.
std::string_view header_problem(const EntryHeader& h) {
    const bool payload = (h.flags & flag::has_payload) != 0;
    if (h.seq >= seq_limit) return "its number is out of range";
    if ((h.flags & ~flags_known) != 0) return "it has unknown flags";
    if (h.signature_count > signatures_max) return "it has too many signatures";
    if ((h.clock_state & ~clock_states_known) != 0) return "it has an unknown clock state";
    if (h.basis_size > h.seq) return "its basis lies in the future";
    if (h.ciphertext_size > ciphertext_bytes_max) return "its content is too large";
    if (payload != (h.ciphertext_size != 0)) return "its content's size does not fit its flags";
    if (payload == zero(h.key_id)) return "its key does not fit its flags";
    if (!payload && !(zero(h.payload_commitment) && zero(h.ciphertext_hash)))
        return "it has digests of a content that is not there";
    return {};
}

std::string_view signatures_problem(const EntryHeader& h, const std::vector<Signature>& all) {
    bool authored = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        authored = authored || all[i].role != Role::device;
        const auto place = [&](std::size_t k) { return std::tie(all[k].role, all[k].kid); };
        if (i > 0 && !(place(i - 1) < place(i)))
            return "its signatures are doubled or out of order";
    }
    if (authored != ((h.flags & flag::authored) != 0)) return "its signers do not fit its flags";
    return {};
}

Failure malformed(std::string_view problem, std::uint64_t seq) {
    return fail(Fault::malformed, "An entry of the record is not valid: " + std::string{problem},
                "entry " + std::to_string(seq));
}

EntryHeader read_header(crypto::Unpacker& in) {
    EntryHeader h;
    in.into(h.log_id);
    h.seq = in.u64();
    in.into(h.prev_root);
    h.type = in.u16();
    h.flags = in.u8();
    h.signature_count = in.u8();
    in.into(h.conference.bytes);
    in.into(h.key_id);
    h.wall.ms = static_cast<std::int64_t>(in.u64());
    h.boot_ms = in.u64();
    in.into(h.boot_id);
    h.clock_state = in.u32();
    in.into(h.entry_nonce);
    h.basis_size = in.u64();
    in.into(h.basis_root);
    in.into(h.payload_commitment);
    in.into(h.ciphertext_hash);
    h.ciphertext_size = in.u32();
    return h;
}

}  // namespace

std::string_view role_name(Role role) {
    switch (role) {
        case Role::attendee:
            return "attendee";
        case Role::chair:
            return "chair";
        case Role::device:
            return "device";
        case Role::staff:
            return "staff";
    }
    return "unknown";
}

Bytes serialise(const Entry& entry) {
    CPC_CHECK(entry.header.signature_count == entry.signatures.size());
    CPC_CHECK(header_problem(entry.header).empty());
    CPC_CHECK(signatures_problem(entry.header, entry.signatures).empty());
    crypto::Packer out;
    out.bytes(header_bytes(entry.header));
    for (const auto& signature : entry.signatures)
        out.u8(static_cast<std::uint8_t>(signature.role))
            .u8(algorithm_ed25519)
            .u16(0)
            .bytes(signature.kid)
            .bytes(signature.bytes);
    return out.take();
}

Result<Entry> parse(ByteView bytes) {
    crypto::Unpacker in(bytes);
    const bool known = text_of(in.bytes(magic.size())) == magic;
    Entry out;
    out.header = read_header(in);
    const std::uint32_t reserved = in.u32();
    if (in.failed() || !known) return malformed("it does not begin like one", 0);
    const std::uint64_t seq = out.header.seq;
    if (reserved != 0) return malformed("bytes that must be zero are not", seq);
    if (const auto problem = header_problem(out.header); !problem.empty())
        return malformed(problem, seq);
    out.signatures.reserve(out.header.signature_count);
    for (int i = 0; i < out.header.signature_count; ++i) {
        Signature signature;
        const std::uint8_t role = in.u8();
        const std::uint8_t algorithm = in.u8();
        const std::uint16_t gap = in.u16();
        in.into(signature.kid);
        in.into(signature.bytes);
        if (role < 1 || role > 4 || algorithm != algorithm_ed25519 || gap != 0)
            return malformed("a signature is of an unknown kind", seq);
        signature.role = static_cast<Role>(role);
        out.signatures.push_back(signature);
    }
    if (!in.whole()) return malformed("it has the wrong length", seq);
    if (const auto problem = signatures_problem(out.header, out.signatures); !problem.empty())
        return malformed(problem, seq);
    return out;
}

ByteArray<statement_size> statement_in(ByteView entry) {
    CPC_CHECK(entry.size() >= header_size);
    const auto view = entry.first(header_size);
    const Bytes parts =
        crypto::joined({view_of(statement_label), view.subspan(8, 32), view.subspan(80)});
    ByteArray<statement_size> out{};
    CPC_CHECK(parts.size() == out.size());
    std::copy(parts.begin(), parts.end(), out.begin());
    return out;
}

ByteArray<statement_size> statement_of(const EntryHeader& header) {
    return statement_in(header_bytes(header));
}

Signature sign_statement(const EntryHeader& header, Role role, const crypto::SigningKey& key) {
    return {role, key.kid(), key.sign(statement_of(header))};
}

void sort_signatures(std::vector<Signature>& signatures) {
    std::sort(signatures.begin(), signatures.end(), [](const Signature& a, const Signature& b) {
        return std::tie(a.role, a.kid) < std::tie(b.role, b.kid);
    });
}

Hash32 log_id_of(const crypto::PublicKey& device, const ByteArray<16>& salt) {
    return crypto::sha256({view_of(log_label), device, salt});
}

}  // namespace cpc::record
