// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/bundle.hpp"

#include <algorithm>

#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/note.hpp"
#include "core/record/payload.hpp"
#include "sync/wire/container.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::wire {
namespace {

constexpr std::string_view manifest_label{"cpc/manifest/v1\0", 16};
constexpr std::size_t frame_head_size = 5;
constexpr std::size_t key_frame_size = 16 + 16 + 32;

// In the one order they may come in: all conference keys first; then for each entry its signers'
// keys, the entry, its content and the content's key.
enum class Frame : std::uint8_t {
    entry = 1,
    content = 2,
    key_wrap = 3,
    conference_key = 4,
    signer_key = 5,
};

void put_frame(Bytes& out, Frame kind, ByteView bytes) {
    crypto::append(out, crypto::Packer{}
                            .u8(static_cast<std::uint8_t>(kind))
                            .u32(static_cast<std::uint32_t>(bytes.size()))
                            .bytes(bytes)
                            .take());
}

void put_entry(Bytes& out, const BundleEntry& entry) {
    for (const auto& key : entry.new_keys)
        put_frame(out, Frame::signer_key, key);
    put_frame(out, Frame::entry, entry.entry);
    if (entry.ciphertext.empty()) return;
    put_frame(out, Frame::content, entry.ciphertext);
    put_frame(out, Frame::key_wrap, entry.key_wrap);
}

Bytes signed_manifest(ByteView manifest) {
    return crypto::joined({view_of(manifest_label), manifest});
}

bool key_order(const ConferenceKey& a, const ConferenceKey& b) {
    return std::pair{a.conference.bytes, a.key_id} < std::pair{b.conference.bytes, b.key_id};
}

Failure bad(std::string what, std::string where) {
    return fail(Fault::malformed, std::move(what), std::move(where),
                "Nothing was taken from it. The tablet that made it needs its program updated or "
                "looked at.");
}

// Walks the frames. The first thing wrong stops it for good.
class FrameReader {
  public:
    explicit FrameReader(ByteView in) : in_(in) {}

    [[nodiscard]] bool at_end() const { return in_.empty(); }
    [[nodiscard]] bool next_is(Frame kind) const {
        return !in_.empty() && in_[0] == static_cast<std::uint8_t>(kind);
    }
    [[nodiscard]] std::string place() const { return "frame " + std::to_string(index_); }

    Result<ByteView> take(Frame kind, std::size_t least, std::size_t most) {
        if (!next_is(kind)) return bad("A bundle's frames are not in their order.", place());
        if (in_.size() < frame_head_size) return bad("A bundle ends inside a frame.", place());
        const std::size_t size = crypto::get_u32(in_.subspan(1, 4));
        if (size < least || size > most)
            return bad("A frame of a bundle has an impossible size.", place());
        if (size > in_.size() - frame_head_size)
            return bad("A bundle ends inside a frame.", place());
        const auto out = in_.subspan(frame_head_size, size);
        in_ = in_.subspan(frame_head_size + size);
        ++index_;
        return out;
    }

  private:
    ByteView in_;
    std::uint64_t index_ = 0;
};

Result<void> read_keys(FrameReader& frames, Bundle& bundle) {
    while (frames.next_is(Frame::conference_key)) {
        const auto place = frames.place();
        const auto bytes =
            CPC_TRY(frames.take(Frame::conference_key, key_frame_size, key_frame_size));
        crypto::Unpacker in(bytes);
        ConferenceKey key;
        in.into(key.conference.bytes);
        in.into(key.key_id);
        key.key = crypto::SecretBytes::copy_of(in.bytes(32));
        if (!bundle.keys.empty() && !key_order(bundle.keys.back(), key))
            return bad("A bundle's keys are not in their order.", place);
        if (bundle.keys.size() == limits::keys_max)
            return bad("A bundle holds too many keys.", place);
        bundle.keys.push_back(std::move(key));
    }
    return {};
}

Result<void> check_content(const ParsedEntry& entry, const std::string& place) {
    const auto& header = entry.entry.header;
    const bool has_payload = (header.flags & record::flag::has_payload) != 0;
    const bool there = !entry.raw.ciphertext.empty();
    if (there && !has_payload)
        return bad("An entry's content is there without being named.", place);
    if (!there) return {};  // it has none; or it was erased, which whoever has the log judges
    if (header.ciphertext_size != entry.raw.ciphertext.size() ||
        header.ciphertext_hash != crypto::sha256(entry.raw.ciphertext))
        return fail(Fault::damaged, "An entry's content is not the one that was signed.", place);
    return {};
}

Result<ParsedEntry> read_entry(FrameReader& frames, const Manifest& manifest, std::uint64_t seq) {
    const std::string place = "entry " + std::to_string(seq);
    ParsedEntry out;
    while (frames.next_is(Frame::signer_key)) {
        if (out.raw.new_keys.size() == record::signatures_max)
            return bad("An entry brings more keys than it can have signatures.", place);
        const auto key = CPC_TRY(frames.take(Frame::signer_key, 32, 32));
        std::copy(key.begin(), key.end(), out.raw.new_keys.emplace_back().begin());
    }
    const auto entry =
        CPC_TRY(frames.take(Frame::entry, record::header_size, record::entry_size_max));
    out.raw.entry.assign(entry.begin(), entry.end());
    auto parsed = record::parse(entry);
    if (!parsed) return bad("An entry cannot be read: " + parsed.error().what, place);
    out.entry = std::move(*parsed);
    if (out.entry.header.log_id != manifest.log_id || out.entry.header.seq != seq)
        return bad("An entry belongs to another log or another place.", place);
    if (frames.next_is(Frame::content)) {
        const auto content = CPC_TRY(frames.take(Frame::content, 1, record::ciphertext_bytes_max));
        out.raw.ciphertext.assign(content.begin(), content.end());
        const auto wrap =
            CPC_TRY(frames.take(Frame::key_wrap, record::wrap_size, record::wrap_size));
        out.raw.key_wrap.assign(wrap.begin(), wrap.end());
    }
    CPC_TRY(check_content(out, place));
    return out;
}

Result<void> check_counts(const Bundle& bundle) {
    const auto contents = static_cast<std::uint64_t>(
        std::count_if(bundle.entries.begin(), bundle.entries.end(),
                      [](const ParsedEntry& e) { return !e.raw.ciphertext.empty(); }));
    if (contents != bundle.manifest.contents || bundle.keys.size() != bundle.manifest.keys)
        return bad("A bundle does not hold what its manifest counts.", "manifest");
    return {};
}

Result<void> check_manifest(const Manifest& manifest) {
    if (manifest.from >= manifest.to || manifest.to > cpc::limits::entries_max ||
        manifest.to - manifest.from > limits::entries_max)
        return bad("A bundle's manifest gives an impossible range.", "manifest");
    const auto note = record::parse_note(manifest.checkpoint);
    const auto checkpoint = note ? record::parse_checkpoint(note->text)
                                 : Result<record::Checkpoint>{Failure{note.error()}};
    if (!checkpoint) return bad("A bundle's checkpoint cannot be read.", "manifest");
    if (checkpoint->size != manifest.to || checkpoint->root != manifest.root)
        return bad("A bundle's checkpoint is not of the record it holds.", "manifest");
    return {};
}

}  // namespace

std::size_t packed_size(const BundleEntry& entry) {
    return entry.entry.size() + entry.ciphertext.size() + entry.key_wrap.size() +
           entry.new_keys.size() * (32 + frame_head_size) + 3 * frame_head_size;
}

Result<Bytes> write_bundle(BundlePlan plan, const crypto::BoxPublicKey& to,
                           const crypto::SigningKey& device) {
    CPC_CHECK(plan.manifest.to - plan.manifest.from == plan.entries.size());
    std::sort(plan.keys.begin(), plan.keys.end(), key_order);
    Bytes frames;
    for (const auto& key : plan.keys)
        put_frame(frames, Frame::conference_key,
                  crypto::joined({key.conference.bytes, key.key_id, key.key.view()}));
    for (const auto& entry : plan.entries)
        put_entry(frames, entry);
    auto& manifest = plan.manifest;
    manifest.ingest_kid = crypto::sha256(to);
    manifest.keys = plan.keys.size();
    manifest.contents = static_cast<std::uint64_t>(
        std::count_if(plan.entries.begin(), plan.entries.end(),
                      [](const BundleEntry& e) { return !e.ciphertext.empty(); }));
    manifest.frames_digest = crypto::sha256(frames);
    CPC_TRY(check_manifest(manifest));
    const Bytes manifest_bytes = codec::encode(manifest);
    Bytes plaintext = crypto::Packer{}
                          .u32(static_cast<std::uint32_t>(manifest_bytes.size()))
                          .bytes(manifest_bytes)
                          .bytes(device.sign(signed_manifest(manifest_bytes)))
                          .bytes(frames)
                          .take();
    auto file = seal_container(manifest.bundle, to, plaintext, device);
    crypto::wipe(plaintext);  // the conference keys are in there
    crypto::wipe(frames);
    return file;
}

bool Bundle::signed_by(const crypto::PublicKey& device) const {
    return crypto::verify(device, signed_manifest(manifest_bytes), manifest_signature);
}

Result<Bundle> parse_bundle(ByteView plaintext) {
    crypto::Unpacker in(plaintext);
    const std::size_t manifest_size = in.u32();
    if (manifest_size > limits::manifest_bytes_max)
        return bad("A bundle's manifest is too large.", "manifest");
    const auto manifest_bytes = in.bytes(manifest_size);
    Bundle bundle;
    in.into(bundle.manifest_signature);
    if (in.failed()) return bad("A bundle ends inside its manifest.", "manifest");
    auto manifest = codec::decode<Manifest>(manifest_bytes);
    if (!manifest) return bad("A manifest cannot be read: " + manifest.error().what, "manifest");
    bundle.manifest = std::move(*manifest);
    bundle.manifest_bytes.assign(manifest_bytes.begin(), manifest_bytes.end());
    CPC_TRY(check_manifest(bundle.manifest));
    const auto frame_bytes = in.bytes(in.left());
    if (crypto::sha256(frame_bytes) != bundle.manifest.frames_digest)
        return fail(Fault::damaged, "A bundle's frames are not those of its manifest.", "frames");
    FrameReader frames(frame_bytes);
    CPC_TRY(read_keys(frames, bundle));
    for (std::uint64_t seq = bundle.manifest.from; seq < bundle.manifest.to; ++seq)
        bundle.entries.push_back(CPC_TRY(read_entry(frames, bundle.manifest, seq)));
    if (!frames.at_end()) return bad("A bundle goes on after its last entry.", frames.place());
    CPC_TRY(check_counts(bundle));
    return bundle;
}

Result<Bundle> read_bundle(ByteView file, const crypto::BoxKeyPair& ingest) {
    const auto facts = CPC_TRY(inspect_container(file));
    Bytes plaintext = CPC_TRY(open_container(file, ingest));
    auto bundle = parse_bundle(plaintext);
    crypto::wipe(plaintext);
    if (!bundle) return bundle;
    bundle->device_key = facts.device_key;
    bundle->digest = facts.digest;
    if (!bundle->signed_by(facts.device_key))
        return fail(Fault::forged, "The manifest is not signed by the device that sealed it.",
                    "manifest");
    if (bundle->manifest.bundle != facts.header.bundle ||
        bundle->manifest.ingest_kid != ingest.kid())
        return fail(Fault::forged, "The manifest was made for another bundle or another central.",
                    "manifest");
    return bundle;
}

}  // namespace cpc::wire
