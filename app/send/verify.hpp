// SPDX-License-Identifier: Apache-2.0
// What `cpc verify` says about a file that left a tablet or came to it: whole, or changed and
// where. Needs no secret. What cannot be decided without knowing whom one trusts is said to be
// undecided.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/record/note.hpp"
#include "sync/wire/pairing.hpp"

namespace cpc::send {

struct FileVerdict {
    int exit_code = 2;  // 0 whole, 1 changed or damaged, 2 cannot be read or is something else
    std::string text;   // plain words, several lines, no case text
};

// By their first and last bytes; neither if it is something else.
enum class FileKind : std::uint8_t { bundle, receipt, single_record, consistency, note, other };
[[nodiscard]] FileKind kind_of_file(ByteView file);

[[nodiscard]] FileVerdict verify_bundle(ByteView file,
                                        const std::optional<wire::Pairing>& central = {});
// Without a pairing it says whose key signed, and that nobody vouched for that key.
[[nodiscard]] FileVerdict verify_receipt(ByteView file,
                                         const std::optional<wire::Pairing>& central = {});

// Whose keys a checkpoint is held against. What is not there is not asked.
struct Trusted {
    std::optional<wire::Pairing> central;
    std::optional<wire::DeviceRegistration> device;
    std::vector<record::VerifierKey> keys;
    std::string paper_code;  // as noted down by hand; empty: none
};

// One exported record: proved by itself; central's or the tablet's keys say whose it is.
[[nodiscard]] FileVerdict verify_single(ByteView file, const Trusted& trusted);
// An older record is the beginning of a newer one; the paper code may be the older one's.
[[nodiscard]] FileVerdict verify_consistency(ByteView file, const Trusted& trusted);
// A signed note or checkpoint. Without a key there is nothing to hold it against: exit code 2.
[[nodiscard]] FileVerdict verify_signed_note(ByteView file, const Trusted& trusted);
// Was this code copied right, and is it of this root?
[[nodiscard]] FileVerdict verify_paper_code(std::string_view code,
                                            const std::optional<record::Checkpoint>& of = {});

}  // namespace cpc::send
