// SPDX-License-Identifier: Apache-2.0
#include "core/record/payload.hpp"

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::record {
namespace {

constexpr std::size_t block = 256;
constexpr std::size_t commitment_key_size = 32;
constexpr std::uint8_t padding_mark = 0x80;

std::size_t padded_size(std::size_t plain_size) {
    return ((commitment_key_size + plain_size) / block + 1) * block;
}

Bytes associated_of(const EntryHeader& h) {
    crypto::Packer out;
    out.bytes(h.log_id).bytes(h.conference.bytes).u16(h.type).bytes(h.entry_nonce);
    return out.take();
}

Bytes wrap_associated_of(const EntryHeader& h) {
    crypto::Packer out;
    out.bytes(view_of("cpc/rk/v1")).bytes(h.log_id).bytes(h.key_id).bytes(h.entry_nonce);
    return out.take();
}

Failure damaged(std::string_view problem, const EntryHeader& h) {
    return fail(Fault::damaged, "The content of an entry " + std::string{problem},
                "entry " + std::to_string(h.seq));
}

}  // namespace

bool payload_fits(std::size_t plain_size) {
    return padded_size(plain_size) + crypto::sealed_overhead <= ciphertext_bytes_max;
}

Bytes seal_payload(EntryHeader& header, ByteView plain, const PayloadSecrets& secrets) {
    CPC_CHECK(payload_fits(plain.size()));
    CPC_CHECK(secrets.commitment_key.size() == commitment_key_size);
    Bytes padded = crypto::joined({secrets.commitment_key.view(), plain});
    padded.push_back(padding_mark);
    padded.resize(padded_size(plain.size()));
    header.payload_commitment = crypto::blake2b_keyed(secrets.commitment_key.view(), {plain});
    Bytes sealed = crypto::seal(secrets.record_key, secrets.nonce, padded, associated_of(header));
    crypto::wipe(padded);
    header.ciphertext_hash = crypto::sha256(sealed);
    header.ciphertext_size = static_cast<std::uint32_t>(sealed.size());
    return sealed;
}

Result<Bytes> open_payload(const EntryHeader& header, ByteView ciphertext,
                           const crypto::SecretBytes& record_key) {
    if (ciphertext.size() != header.ciphertext_size ||
        crypto::sha256(ciphertext) != header.ciphertext_hash)
        return damaged("does not match its digest", header);
    Bytes padded = CPC_TRY(crypto::open(record_key, ciphertext, associated_of(header)));
    std::size_t end = padded.size();
    while (end > 0 && padded[end - 1] == 0)
        --end;
    const bool marked = end > commitment_key_size && padded[end - 1] == padding_mark;
    if (!marked || padded_size(end - 1 - commitment_key_size) != padded.size())
        return damaged("is not padded as it should be", header);
    const ByteView all{padded};
    Bytes plain(padded.begin() + commitment_key_size,
                padded.begin() + static_cast<std::ptrdiff_t>(end - 1));
    const auto commitment = crypto::blake2b_keyed(all.first(commitment_key_size), {plain});
    crypto::wipe(padded);
    if (commitment != header.payload_commitment)
        return damaged("is not what its author signed", header);
    return plain;
}

Bytes wrap_record_key(const EntryHeader& header, const crypto::SecretBytes& conference_key,
                      const crypto::SecretBytes& record_key, const crypto::Nonce24& nonce) {
    Bytes out = crypto::seal(conference_key, nonce, record_key.view(), wrap_associated_of(header));
    CPC_CHECK(out.size() == wrap_size);
    return out;
}

Result<crypto::SecretBytes> unwrap_record_key(const EntryHeader& header,
                                              const crypto::SecretBytes& conference_key,
                                              ByteView wrap) {
    if (wrap.size() != wrap_size) return damaged("has no key of the right size", header);
    auto key = crypto::open_secret(conference_key, wrap, wrap_associated_of(header));
    if (!key) return damaged("has a key that does not open", header);
    return std::move(*key);
}

Result<Bytes> read_payload(const EntryHeader& header, ByteView ciphertext, ByteView wrap,
                           const crypto::SecretBytes& conference_key) {
    crypto::SecretBytes record_key(wrap_size - crypto::sealed_overhead);
    return read_payload(header, ciphertext, wrap, conference_key, record_key);
}

Result<Bytes> read_payload(const EntryHeader& header, ByteView ciphertext, ByteView wrap,
                           const crypto::SecretBytes& conference_key,
                           crypto::SecretBytes& record_key) {
    if ((header.flags & flag::has_payload) == 0) return Bytes{};
    if (wrap.size() != wrap_size) return damaged("has no key of the right size", header);
    if (!crypto::open_secret_into(record_key, conference_key, wrap, wrap_associated_of(header)))
        return damaged("has a key that does not open", header);
    auto plain = open_payload(header, ciphertext, record_key);
    crypto::wipe(record_key.span());
    return plain;
}

}  // namespace cpc::record
