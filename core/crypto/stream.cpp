// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/stream.hpp"

#include <sodium.h>

#include "core/base/check.hpp"

namespace cpc::crypto {
namespace {

using State = crypto_secretstream_xchacha20poly1305_state;
static_assert(stream_chunk_overhead == crypto_secretstream_xchacha20poly1305_ABYTES);
static_assert(StreamHeader{}.size() == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
constexpr std::size_t key_size = crypto_secretstream_xchacha20poly1305_KEYBYTES;

// sodium_malloc puts the end of a block at a page's edge; a multiple of 16 keeps it aligned.
constexpr std::size_t state_size = (sizeof(State) + 15U) / 16U * 16U;

State* state_in(SecretBytes& bytes) {
    return reinterpret_cast<State*>(bytes.data());
}

}  // namespace

StreamWriter::StreamWriter(const SecretBytes& key) : state_(state_size) {
    CPC_CHECK(key.size() == key_size);
    CPC_CHECK(crypto_secretstream_xchacha20poly1305_init_push(state_in(state_), header_.data(),
                                                              key.data()) == 0);
}

Bytes StreamWriter::push(ByteView plaintext, ByteView associated, ChunkKind kind) {
    const std::uint8_t tag = kind == ChunkKind::last
                                 ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                 : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    Bytes out(plaintext.size() + stream_chunk_overhead);
    CPC_CHECK(crypto_secretstream_xchacha20poly1305_push(
                  state_in(state_), out.data(), nullptr, plaintext.data(), plaintext.size(),
                  associated.data(), associated.size(), tag) == 0);
    return out;
}

Result<StreamReader> StreamReader::start(const SecretBytes& key, const StreamHeader& header) {
    CPC_CHECK(key.size() == key_size);
    StreamReader out;
    out.state_ = SecretBytes(state_size);
    if (crypto_secretstream_xchacha20poly1305_init_pull(state_in(out.state_), header.data(),
                                                        key.data()) != 0)
        return fail(Fault::damaged, "The head of a sealed file is not valid.");
    return out;
}

Result<StreamReader::Chunk> StreamReader::pull(ByteView sealed, ByteView associated) {
    if (finished_) return fail(Fault::malformed, "A sealed file goes on after its last part.");
    if (sealed.size() < stream_chunk_overhead)
        return fail(Fault::damaged, "A part of a sealed file is cut short.");
    Chunk out;
    out.plaintext.resize(sealed.size() - stream_chunk_overhead);
    std::uint8_t tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(state_in(state_), out.plaintext.data(), nullptr,
                                                   &tag, sealed.data(), sealed.size(),
                                                   associated.data(), associated.size()) != 0)
        return fail(Fault::damaged, "A part of a sealed file was changed, left out or moved.");
    if (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
        out.kind = ChunkKind::last;
        finished_ = true;
    } else if (tag != crypto_secretstream_xchacha20poly1305_TAG_MESSAGE) {
        return fail(Fault::malformed, "A part of a sealed file is of an unknown kind.");
    }
    return out;
}

}  // namespace cpc::crypto
