// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/ledger_witness.hpp"

#include <algorithm>

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::crypto {
namespace {

constexpr std::string_view magic = "CPCATW01";
constexpr std::size_t note_size = 512;

std::string path_in(const std::string& directory) {
    return directory + "/" + witness_file;
}

Bytes pack(const LedgerNote& note) {
    auto out = Packer{}
                   .bytes(view_of(magic))
                   .u64(note.epoch)
                   .u32(note.records)
                   .u32(0)
                   .bytes(note.digest)
                   .take();
    append(out, blake2b(out));
    out.resize(note_size);
    return out;
}

std::optional<LedgerNote> unpack(ByteView in) {
    LedgerNote out;
    Unpacker from{in.subspan(magic.size())};
    out.epoch = from.u64();
    out.records = from.u32();
    (void)from.u32();
    from.into(out.digest);
    const auto again = pack(out);
    if (!std::equal(again.begin(), again.end(), in.begin(), in.end())) return std::nullopt;
    return out;
}

Result<void> write_some(Files& files, const std::string& directory, const LedgerNote& note,
                        std::size_t count) {
    const auto raw = pack(note);
    if (!files.exists(path_in(directory))) {
        auto both = raw;
        append(both, raw);
        return write_whole(files, path_in(directory), both);
    }
    auto file = CPC_TRY(files.open(path_in(directory), OpenMode::read_write));
    for (std::size_t i = 0; i < count; ++i) {
        CPC_TRY(file->write_at(i * note_size, raw));
        CPC_TRY(file->sync_data());
    }
    return {};
}

}  // namespace

ByteArray<32> digest_with(const ByteArray<32>& before, ByteView record) {
    return blake2b(joined({before, record}));
}

Result<LedgerNotes> read_notes(Files& files, const std::string& directory) {
    LedgerNotes out;
    const auto path = path_in(directory);
    if (!files.exists(path)) return out;
    out.there = true;
    const auto raw = read_whole(files, path, 2 * note_size);
    if (!raw && raw.error().fault == Fault::io) return Failure{raw.error()};
    if (!raw) return out;
    for (std::size_t i = 0; i < out.notes.size(); ++i)
        if (raw->size() >= (i + 1) * note_size)
            out.notes[i] = unpack(ByteView{*raw}.subspan(i * note_size, note_size));
    return out;
}

Result<void> write_notes(Files& files, const std::string& directory, const LedgerNote& note) {
    return write_some(files, directory, note, 2);
}

Result<void> announce_note(Files& files, const std::string& directory, const LedgerNote& note) {
    return write_some(files, directory, note, 1);
}

}  // namespace cpc::crypto
