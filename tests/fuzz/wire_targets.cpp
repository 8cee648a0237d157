// SPDX-License-Identifier: Apache-2.0
// Decoders of what travels: bundles, receipts, pairing files, network bodies.
#include <algorithm>

#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "sync/wire/answers.hpp"
#include "sync/wire/bundle.hpp"
#include "sync/wire/container.hpp"
#include "sync/wire/pack.hpp"
#include "sync/wire/receipt.hpp"
#include "tests/fuzz/target.hpp"

namespace cpc::fuzz {
namespace {

bool same(ByteView a, ByteView b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

Bytes frame(std::uint8_t kind, ByteView bytes) {
    return crypto::Packer{}
        .u8(kind)
        .u32(static_cast<std::uint32_t>(bytes.size()))
        .bytes(bytes)
        .take();
}

// The frames of a bundle that was accepted, written again.
Bytes frames_again(const wire::Bundle& bundle) {
    Bytes out;
    for (const auto& key : bundle.keys)
        crypto::append(
            out, frame(4, crypto::joined({key.conference.bytes, key.key_id, key.key.view()})));
    for (const auto& entry : bundle.entries) {
        for (const auto& key : entry.raw.new_keys)
            crypto::append(out, frame(5, key));
        crypto::append(out, frame(1, entry.raw.entry));
        if (entry.raw.ciphertext.empty()) continue;
        crypto::append(out, frame(2, entry.raw.ciphertext));
        crypto::append(out, frame(3, entry.raw.key_wrap));
    }
    return out;
}

Bytes inside_of(wire::Manifest manifest, ByteView frames) {
    manifest.frames_digest = crypto::sha256(frames);
    const Bytes bytes = codec::encode(manifest);
    return crypto::joined({crypto::Packer{}.u32(static_cast<std::uint32_t>(bytes.size())).take(),
                           bytes, crypto::SignatureBytes{}, frames});
}

}  // namespace

// No trailer of chance is signed, so the layout is what is reached; the head by itself as well.
void run_container(ByteView input) {
    (void)wire::looks_like_container(input);
    (void)wire::inspect_container(input);
    if (const auto header = codec::decode<wire::ContainerHeader>(input))
        require(same(codec::encode(*header), input), "a head was read in a second form");
}

void run_manifest(ByteView input) {
    if (const auto manifest = codec::decode<wire::Manifest>(input))
        require(same(codec::encode(*manifest), input), "a manifest was read in a second form");
    const auto bundle = wire::parse_bundle(input);
    if (!bundle) return;
    const Bytes again = crypto::joined(
        {crypto::Packer{}.u32(static_cast<std::uint32_t>(bundle->manifest_bytes.size())).take(),
         bundle->manifest_bytes, bundle->manifest_signature, frames_again(*bundle)});
    require(same(again, input), "a bundle was read in a second form");
}

// Behind the digest: a manifest is made to fit whatever the frames are, so that the fuzzer reaches
// their reader. First byte: how many entries; second and third: contents and keys.
void run_frames(ByteView input) {
    if (input.size() < 3 + record::header_size) return;
    wire::Manifest manifest;
    manifest.to = 1 + (input[0] & 3U);
    manifest.contents = input[1] & 3U;
    manifest.keys = input[2] & 3U;
    const auto frames = input.subspan(3);
    const std::string_view magic = "CPCENT01";
    const auto at = text_of(frames).find(magic);
    if (at == std::string_view::npos || frames.size() - at < 40) return;
    std::copy_n(frames.begin() + static_cast<std::ptrdiff_t>(at + magic.size()), 32,
                manifest.log_id.begin());
    manifest.checkpoint = record::write_note(
        {record::checkpoint_text({"x", manifest.to, manifest.root}), {{"x", {}, Bytes(64, 0)}}});
    const auto bundle = wire::parse_bundle(inside_of(manifest, frames));
    if (bundle) require(same(frames_again(*bundle), frames), "frames were read in a second form");
}

void run_receipt(ByteView input) {
    (void)wire::looks_like_receipt(input);
    const auto receipt = wire::read_receipt(input);
    if (!receipt) return;
    const auto note = record::parse_note(text_of(input));
    require(note && record::write_note(*note) == text_of(input),
            "a receipt was read in a second form");
    require(receipt->level == 1 || receipt->level == 2, "a receipt of another level");
}

// Up to the signature; the list has none.
void run_pack(ByteView input) {
    if (const auto pack = wire::read_pack(input)) {
        const auto note = record::parse_note(text_of(input));
        require(note && record::write_note(*note) == text_of(input),
                "a prepared conference was read in a second form");
    }
    if (const auto offers = wire::read_offers(input))
        require(wire::write_offers(*offers) == text_of(input), "a list was read in a second form");
}

void run_pairing(ByteView input) {
    if (const auto pairing = wire::read_pairing(input))
        require(wire::good_signer_name(pairing->name), "a central without a name");
    if (const auto device = wire::read_registration(input))
        require(wire::good_signer_name(device->origin), "a tablet without an origin");
}

void run_http_body(ByteView input) {
    if (const auto commit = wire::read_commit(input)) {
        const auto again = wire::read_commit(view_of(wire::write_commit(*commit)));
        require(again && again->bytes == commit->bytes && again->digest == commit->digest,
                "a commit did not survive being written");
    }
    if (const auto head = wire::read_head(input)) {
        const auto again = wire::read_head(view_of(wire::write_head(*head)));
        require(again && again->root == head->root && again->size == head->size,
                "a head did not survive being written");
    }
    if (const auto upload = wire::read_upload(input)) {
        const auto again = wire::read_upload(view_of(wire::write_upload(*upload)));
        require(again && again->pieces == upload->pieces,
                "an upload did not survive being written");
    }
    if (const auto refusal = wire::read_refusal(input)) {
        const auto again = wire::read_refusal(view_of(wire::write_refusal(*refusal)));
        require(again && again->code == refusal->code && again->message == refusal->message,
                "a refusal did not survive being written");
    }
}

}  // namespace cpc::fuzz
