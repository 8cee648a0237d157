// SPDX-License-Identifier: Apache-2.0
// Fixed keys and one fixed entry, the same in every run: what the golden vectors are made of.
#pragma once

#include <algorithm>

#include "core/record/entry.hpp"
#include "core/record/payload.hpp"

namespace cpc::record::test {

inline crypto::SecretBytes secret_of(std::uint8_t fill) {
    return crypto::SecretBytes::copy_of(Bytes(32, fill));
}
inline crypto::SigningKey key_of(std::uint8_t fill) {
    return crypto::SigningKey::from_seed(secret_of(fill));
}
template <std::size_t N>
ByteArray<N> filled(std::uint8_t fill) {
    ByteArray<N> out{};
    out.fill(fill);
    return out;
}

struct Sample {
    crypto::SigningKey device = key_of(0xD1);
    crypto::SigningKey chair = key_of(0xC1);
    crypto::SigningKey attendee = key_of(0xA1);
    crypto::SecretBytes conference_key = secret_of(0x31);
    Bytes plain = {0xA1, 0x01, 0x63, 'y', 'e', 's'};  // {1: "yes"}
    Entry entry;
    Bytes ciphertext;
    Bytes key_wrap;
};

// Entry 7 of a log: an attendee's position, signed by attendee and device.
inline Sample make_sample() {
    Sample out;
    auto& h = out.entry.header;
    h.log_id = log_id_of(out.device.public_key(), filled<16>(0x51));
    h.seq = 7;
    h.prev_root = filled<32>(0x71);
    h.type = 0x0142;
    h.flags = flag::has_payload | flag::authored;
    h.signature_count = 2;
    h.conference = ConferenceId{filled<16>(0x11)};
    h.key_id = filled<16>(0x21);
    h.wall = Instant{1'806'397'200'000};
    h.boot_ms = 3'600'000;
    h.boot_id = filled<16>(0x41);
    h.clock_state = clock_state::set_by_hand;
    h.entry_nonce = filled<16>(0x61);
    h.basis_size = 6;
    h.basis_root = filled<32>(0x72);
    const PayloadSecrets secrets{secret_of(0x32), secret_of(0x33), filled<24>(0x34)};
    out.ciphertext = seal_payload(h, out.plain, secrets);
    out.key_wrap = wrap_record_key(h, out.conference_key, secrets.record_key, filled<24>(0x35));
    out.entry.signatures = {sign_statement(h, Role::attendee, out.attendee),
                            sign_statement(h, Role::device, out.device)};
    sort_signatures(out.entry.signatures);
    return out;
}

}  // namespace cpc::record::test
