// SPDX-License-Identifier: Apache-2.0
// What central says over the network besides receipts: small JSON texts that carry ids, numbers and
// plain sentences. Nothing here is believed for long: only a receipt makes a record "received".
// The requests are paths and bytes; see PROTOCOL.md, "Over the network".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/bytes.hpp"
#include "core/base/ids.hpp"
#include "core/base/result.hpp"

namespace cpc::wire {

// Why central did not take something. Closed; the words travel beside it, so that a tablet shows
// what staff at central see.
enum class RefusalCode : std::uint8_t {
    unknown_device,  // nobody enrolled this device key and log
    other_central,   // sealed to a key that is not ours
    practice,        // a practice record for a real central, or the other way round
    damaged,         // bytes changed on the way
    malformed,       // not a bundle, or not one this program reads
    forged,          // a signature does not fit or may not be there
    gap,             // entries before it are missing here; need_from says from where
    fork,            // different bytes at a place that is already taken
    frozen,          // the log has a fork or clone on record; a person has to decide
    clone,           // an old ratchet token with new entries: two tablets may share one log
    incomplete,      // pieces of the upload are missing
    too_large,       // larger than anything that may be sent
    busy,            // too many unfinished uploads; try again later
    storage,         // central could not store it
    not_found,       // no such thing here
    bad_request,     // the request itself is not understood
    held_back,       // what it brings again is set aside, and the cause is not gone yet
};
inline constexpr int refusal_code_count = 17;

[[nodiscard]] std::string_view code_name(RefusalCode code);
[[nodiscard]] std::optional<RefusalCode> code_from(std::string_view name);
// Who can put it right, in words: "the site's device administrator", "the central service".
[[nodiscard]] std::string_view who_can_fix(RefusalCode code);
[[nodiscard]] int http_status(RefusalCode code);

struct Refusal {
    RefusalCode code{};
    std::string message;  // plain sentences: what happened, what is safe, what to do
    std::optional<std::uint64_t> need_from;
};

struct HeadReport {
    Hash32 log_id{};
    std::uint64_t size = 0;
    Hash32 root{};
    bool frozen = false;
};

// Which pieces of an upload central holds, each with its digest, so that a resumed upload sends
// only what is missing or different.
struct UploadReport {
    BundleId bundle;
    bool received = false;  // a receipt exists: commit again to get it
    std::vector<std::optional<Hash32>> pieces;
};

struct CommitRequest {
    std::uint64_t bytes = 0;
    Hash32 digest{};
};

[[nodiscard]] std::string write_refusal(const Refusal& refusal);
[[nodiscard]] Result<Refusal> read_refusal(ByteView json);
[[nodiscard]] std::string write_head(const HeadReport& head);
[[nodiscard]] Result<HeadReport> read_head(ByteView json);
[[nodiscard]] std::string write_upload(const UploadReport& upload);
[[nodiscard]] Result<UploadReport> read_upload(ByteView json);
[[nodiscard]] std::string write_commit(const CommitRequest& request);
[[nodiscard]] Result<CommitRequest> read_commit(ByteView json);

// RFC 9530: "sha-256=:base64:".
[[nodiscard]] std::string content_digest(ByteView body);

}  // namespace cpc::wire
