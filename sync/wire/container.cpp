// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/container.hpp"

#include <algorithm>

#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/crypto/stream.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::wire {
namespace {

constexpr std::string_view head_magic = "CPCBNDL1";
constexpr std::string_view trailer_magic = "CPCBSEAL";
constexpr std::string_view trailer_label{"cpc/bundle-seal/v1\0", 19};
constexpr std::size_t magic_size = 8;
constexpr std::size_t sealed_key_size = 32 + crypto::box_overhead;
constexpr std::size_t stream_header_size = sizeof(crypto::StreamHeader);
constexpr std::size_t sealed_chunk_size = limits::chunk_bytes + crypto::stream_chunk_overhead;
constexpr std::size_t digest_size = 32;
constexpr std::size_t signature_size = 64;

constexpr std::size_t trailer_size(std::size_t chunks) {
    return magic_size + 32 + digest_size * (1 + chunks) + signature_size;
}

std::string span_text(std::string_view part, std::size_t from, std::size_t size) {
    return std::string(part) + ", bytes " + std::to_string(from) + " to " +
           std::to_string(from + size - 1);
}

Failure damage(std::string what, std::string where) {
    return fail(
        Fault::damaged, std::move(what), std::move(where),
        "Nothing was taken from it. Make the bundle again on the tablet; the record there is "
        "untouched.");
}

Bytes associated(const Hash32& header_digest, std::uint64_t index) {
    return crypto::Packer{}.bytes(header_digest).u64(index).take();
}

// Where everything lies, once the open header has been read and the size has been found to fit it.
struct Layout {
    ContainerHeader header;
    Hash32 header_digest{};
    std::size_t header_size = 0;
    std::size_t head_size = 0;  // all before the first chunk
    std::size_t last_chunk_size = 0;
    std::size_t trailer_at = 0;

    [[nodiscard]] std::size_t chunk_at(std::size_t i) const {
        return head_size + i * sealed_chunk_size;
    }
    [[nodiscard]] std::size_t chunk_size(std::size_t i) const {
        return i + 1 == header.chunks ? last_chunk_size : sealed_chunk_size;
    }
    [[nodiscard]] ByteView chunk(ByteView file, std::size_t i) const {
        return file.subspan(chunk_at(i), chunk_size(i));
    }
    [[nodiscard]] std::string chunk_place(std::size_t i) const {
        return span_text("chunk " + std::to_string(i), chunk_at(i), chunk_size(i));
    }
};

Result<void> find_ends(ByteView file, Layout& layout) {
    const std::size_t chunks = layout.header.chunks;
    const std::size_t least = layout.head_size + (chunks - 1) * sealed_chunk_size +
                              crypto::stream_chunk_overhead + 1 + trailer_size(chunks);
    if (file.size() < least || file.size() > least + limits::chunk_bytes - 1)
        return damage(
            "The bundle's size does not fit its head: it is cut short, or something was "
            "added to it.",
            std::to_string(file.size()) + " bytes, the head says " + std::to_string(chunks) +
                " chunks");
    layout.trailer_at = file.size() - trailer_size(chunks);
    layout.last_chunk_size = layout.trailer_at - layout.chunk_at(chunks - 1);
    return {};
}

Result<Layout> read_layout(ByteView file) {
    if (file.size() > limits::bundle_bytes_max)
        return fail(Fault::refused, "The bundle is larger than any bundle may be.",
                    std::to_string(file.size()) + " bytes");
    const auto cut_short = [&] {
        return damage("The bundle is cut short: its head is not whole.",
                      std::to_string(file.size()) + " bytes");
    };
    if (file.size() < magic_size + 4) return cut_short();
    Layout layout;
    layout.header_size = crypto::get_u32(file.subspan(magic_size, 4));
    if (layout.header_size == 0 || layout.header_size > limits::header_bytes_max)
        return damage("The bundle's head gives an impossible length.", span_text("head", 8, 4));
    layout.head_size = magic_size + 4 + layout.header_size + sealed_key_size + stream_header_size;
    if (file.size() < layout.head_size) return cut_short();
    const auto header_bytes = file.subspan(magic_size + 4, layout.header_size);
    const auto place = span_text("head", magic_size + 4, layout.header_size);
    const auto header = codec::decode<ContainerHeader>(header_bytes);
    if (!header) return damage("The bundle's head cannot be read.", place);
    layout.header = *header;
    layout.header_digest = crypto::sha256(header_bytes);
    if (header->chunk_bytes != limits::chunk_bytes || header->chunks == 0 ||
        header->chunks > limits::chunks_max)
        return damage("The bundle's head gives an impossible number or size of chunks.", place);
    CPC_TRY(find_ends(file, layout));
    return layout;
}

struct Trailer {
    crypto::PublicKey device_key{};
    ByteView digests;    // head, then each chunk
    ByteView statement;  // what the signature covers, but for the label
    crypto::SignatureBytes signature{};
};

Trailer read_trailer(ByteView file, const Layout& layout) {
    const ByteView bytes = file.subspan(layout.trailer_at);
    Trailer trailer;
    crypto::Unpacker in(bytes.subspan(magic_size));
    in.into(trailer.device_key);
    trailer.digests = in.bytes(digest_size * (1 + std::size_t{layout.header.chunks}));
    in.into(trailer.signature);
    CPC_CHECK(in.whole());
    trailer.statement = bytes.first(bytes.size() - signature_size);
    return trailer;
}

bool digest_fits(const Trailer& trailer, std::size_t index, ByteView part) {
    const auto wanted = trailer.digests.subspan(index * digest_size, digest_size);
    const auto found = crypto::sha256(part);
    return std::equal(found.begin(), found.end(), wanted.begin());
}

// With a good signature the digests are the device's own, so whatever does not fit one is what was
// changed. With a bad one the trailer was changed, whatever else was.
Result<void> check_trailer(ByteView file, const Layout& layout) {
    if (text_of(file.subspan(layout.trailer_at, magic_size)) != trailer_magic)
        return damage("The bundle's trailer does not begin as it should.",
                      span_text("trailer", layout.trailer_at, magic_size));
    const Trailer trailer = read_trailer(file, layout);
    const auto statement = crypto::joined({view_of(trailer_label), trailer.statement});
    if (!crypto::verify(trailer.device_key, statement, trailer.signature))
        return damage("The device's signature does not fit the bundle's trailer.",
                      span_text("trailer", layout.trailer_at, file.size() - layout.trailer_at));
    if (!digest_fits(trailer, 0, file.first(layout.head_size)))
        return damage("The bundle's head was changed after it was sealed.",
                      span_text("head", 0, layout.head_size));
    for (std::size_t i = 0; i < layout.header.chunks; ++i)
        if (!digest_fits(trailer, i + 1, layout.chunk(file, i)))
            return damage("A part of the bundle was changed after it was sealed.",
                          layout.chunk_place(i));
    return {};
}

bool has_trailer_magic(ByteView file, const Layout& layout) {
    return text_of(file.subspan(layout.trailer_at, magic_size)) == trailer_magic;
}

Result<Layout> checked_layout(ByteView file) {
    if (!looks_like_container(file))
        return fail(Fault::malformed, "This is not a bundle.", {},
                    "A bundle's name ends in .cpb; choose that file.");
    auto layout = CPC_TRY(read_layout(file));
    if (text_of(file.first(magic_size)) != head_magic)
        return damage("The bundle does not begin as it should.", span_text("head", 0, magic_size));
    CPC_TRY(check_trailer(file, layout));
    return layout;
}

Result<Bytes> open_chunks(ByteView file, const Layout& layout, crypto::StreamReader& stream) {
    Bytes plaintext;
    plaintext.reserve(std::size_t{layout.header.chunks} * limits::chunk_bytes);
    for (std::size_t i = 0; i < layout.header.chunks; ++i) {
        const auto chunk = stream.pull(layout.chunk(file, i), associated(layout.header_digest, i));
        if (!chunk) return damage("A chunk of the bundle does not open.", layout.chunk_place(i));
        const bool last = chunk->kind == crypto::ChunkKind::last;
        if (last != (i + 1 == layout.header.chunks))
            return damage("The bundle's last chunk is not where its head says.",
                          layout.chunk_place(i));
        crypto::append(plaintext, chunk->plaintext);
    }
    return plaintext;
}

}  // namespace

Result<Bytes> seal_container(const BundleId& bundle, const crypto::BoxPublicKey& to,
                             ByteView plaintext, const crypto::SigningKey& device) {
    CPC_CHECK(!plaintext.empty());
    const std::size_t chunks = (plaintext.size() + limits::chunk_bytes - 1) / limits::chunk_bytes;
    const std::size_t overhead = chunks * (crypto::stream_chunk_overhead + digest_size) + 1'024;
    if (chunks > limits::chunks_max || plaintext.size() + overhead > limits::bundle_bytes_max)
        return fail(Fault::refused, "There is more to send than fits into one bundle.",
                    std::to_string(plaintext.size()) + " bytes",
                    "Send it in several bundles, oldest first.");
    const auto header = codec::encode(ContainerHeader{
        bundle, crypto::sha256(to), limits::chunk_bytes, static_cast<std::uint32_t>(chunks)});
    const Hash32 header_digest = crypto::sha256(header);
    const auto key = crypto::SecretBytes::random(32);
    crypto::StreamWriter stream(key);
    Bytes file = crypto::Packer{}
                     .bytes(view_of(head_magic))
                     .u32(static_cast<std::uint32_t>(header.size()))
                     .bytes(header)
                     .bytes(crypto::box_seal(to, key.view()))
                     .bytes(stream.header())
                     .take();
    file.reserve(plaintext.size() + overhead);
    Bytes statement =
        crypto::joined({view_of(trailer_magic), device.public_key(), crypto::sha256(file)});
    for (std::size_t i = 0; i < chunks; ++i) {
        const std::size_t at = i * limits::chunk_bytes;
        const auto part =
            plaintext.subspan(at, std::min(limits::chunk_bytes, plaintext.size() - at));
        const Bytes chunk =
            stream.push(part, associated(header_digest, i),
                        i + 1 == chunks ? crypto::ChunkKind::last : crypto::ChunkKind::more_follow);
        crypto::append(file, chunk);
        crypto::append(statement, crypto::sha256(chunk));
    }
    crypto::append(file, statement);
    crypto::append(file, device.sign(crypto::joined({view_of(trailer_label), statement})));
    return file;
}

bool looks_like_container(ByteView file) {
    if (file.size() < magic_size) return false;
    if (text_of(file.first(magic_size)) == head_magic) return true;
    const auto layout = read_layout(file);
    return layout && has_trailer_magic(file, *layout);
}

Result<ContainerFacts> inspect_container(ByteView file) {
    const auto layout = CPC_TRY(checked_layout(file));
    return ContainerFacts{layout.header, read_trailer(file, layout).device_key, file.size(),
                          crypto::sha256(file)};
}

Result<Bytes> open_container(ByteView file, const crypto::BoxKeyPair& ingest) {
    const auto layout = CPC_TRY(checked_layout(file));
    if (layout.header.ingest_kid != ingest.kid())
        return fail(Fault::wrong_secret, "The bundle is sealed to another central service's key.",
                    "key " + to_hex(layout.header.ingest_kid).substr(0, 16),
                    "Check which central service this tablet is paired with.");
    const std::size_t key_at = magic_size + 4 + layout.header_size;
    const auto key =
        CPC_TRY(crypto::box_open_secret(ingest, file.subspan(key_at, sealed_key_size)));
    if (key.size() != 32) return damage("The bundle's key has the wrong size.", "head");
    crypto::StreamHeader stream_header{};
    const auto stream_bytes = file.subspan(key_at + sealed_key_size, stream_header_size);
    std::copy(stream_bytes.begin(), stream_bytes.end(), stream_header.begin());
    auto stream = CPC_TRY(crypto::StreamReader::start(key, stream_header));
    return open_chunks(file, layout, stream);
}

}  // namespace cpc::wire
