// SPDX-License-Identifier: Apache-2.0
// One record on its own: an entry, and everything that anybody needs to check it without the log.
//
// The file is a C2SP tlog-proof, readable by any tool that knows those; its `extra` line carries
// the entry, its signers' keys and, if whoever exports it wants that, the content with the
// content's own key. What always holds after verify(): the log's id follows from the device's key,
// the device signed the checkpoint, the entry is in it at its number, everything before it is what
// the entry says it was, and everybody signed who must. Whose device that is, is another question:
// a cosignature of central on the checkpoint answers it.
//
// With a content the file is as secret as the content. A consistency proof has a file of its own:
// one older root is the beginning of one newer, signed record. Format: FORMAT.md, "One record on
// its own". Sources: security design, 3.6; C2SP tlog-proof.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/record/entry.hpp"
#include "core/record/merkle.hpp"
#include "core/record/note.hpp"

namespace cpc::record {

inline constexpr std::size_t single_record_bytes_max = 2U << 20U;

// Readable with its own key and no other: the conference's key is never exported.
struct ExportedContent {
    Bytes ciphertext;
    crypto::SecretBytes record_key;  // 32
};

struct SingleRecord {
    crypto::PublicKey device_key{};
    ByteArray<16> salt{};  // with the device's key: the log's id
    Bytes entry;
    std::vector<crypto::PublicKey> signers;  // one for each of the entry's signatures
    std::optional<ExportedContent> content;
    Proof path;
    std::string checkpoint;  // signed note
};

struct SingleRecordFacts {
    Entry entry;
    Checkpoint checkpoint;
    Hash32 leaf{};
    std::optional<Bytes> content;  // opened, as its author signed it
};

[[nodiscard]] Result<std::string> write_single_record(const SingleRecord& record);
[[nodiscard]] bool looks_like_single_record(ByteView file);
// Form only, and only the one form.
[[nodiscard]] Result<SingleRecord> read_single_record(ByteView file);
// Everything that can be checked without knowing whose log it is. Fault::forged, damaged or
// malformed; where names the part.
[[nodiscard]] Result<SingleRecordFacts> verify_single_record(const SingleRecord& record);

struct ConsistencyFile {
    std::uint64_t from_size = 0;
    Hash32 from_root{};
    Proof path;
    std::string checkpoint;  // of the newer record, a signed note
};
[[nodiscard]] std::string write_consistency_file(const ConsistencyFile& file);
[[nodiscard]] bool looks_like_consistency_file(ByteView file);
// Reads and checks the proof; gives what it proves. Signatures are verify_note()'s business.
[[nodiscard]] Result<ConsistencyFile> read_consistency_file(ByteView file);

}  // namespace cpc::record
