// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace cpc::fuzz {
namespace {

constexpr Target all[] = {
    {"entry", "an entry of the record", run_entry},
    {"cbor", "an entry's content", run_cbor},
    {"note", "a signed note, a checkpoint", run_note},
    {"verifier-key", "a key as people carry it", run_verifier_key},
    {"single-record", "an exported record (tlog-proof)", run_single_record},
    {"consistency", "a consistency proof as a file", run_consistency},
    {"merkle", "inclusion and consistency proofs", run_merkle},
    {"paper-code", "a code noted down by hand", run_paper_code},
    {"container", "a sealed bundle's outside", run_container},
    {"manifest", "a bundle's inside, whole", run_manifest},
    {"frames", "a bundle's frames under a manifest that fits", run_frames},
    {"receipt", "central's receipt", run_receipt},
    {"pack", "a prepared conference, and the list of those that wait", run_pack},
    {"pairing", "central.json and device.json", run_pairing},
    {"http-body", "bodies of requests and answers", run_http_body},
    {"keyslots", "keys.cpk", run_keyslots},
    {"attempts", "preauth.cpa, the ledger of attempts", run_attempts},
    {"journal-frame", "one frame of the journal, opened", run_journal_frame},
    {"journal", "the journal behind a whole head", run_journal},
    {"profile", "a procedure (TOML)", run_profile},
    {"overlay", "a local overlay (TOML)", run_overlay},
    {"scenario", "a written-down conference", run_scenario},
    {"calendar", "bank holidays (CSV)", run_calendar},
    {"event", "what an entry of a conference says", run_event},
    {"answers", "central's answers to records, and what it holds back", run_answers},
    {"backup-frame", "one frame of central's backup, opened", run_backup_frame},
    {"form", "a form of the staff pages", run_form},
    {"language", "a language's texts (gettext)", run_language},
    {"trusted-keys", "keys that may sign procedures", run_trusted_keys},
};

}  // namespace

std::span<const Target> targets() {
    return all;
}

const Target* find_target(std::string_view name) {
    const auto* found =
        std::find_if(std::begin(all), std::end(all), [&](const auto& t) { return t.name == name; });
    return found == std::end(all) ? nullptr : found;
}

void require(bool holds, std::string_view oracle) {
    if (holds) return;
    std::fprintf(stderr, "oracle broken: %.*s\n", static_cast<int>(oracle.size()), oracle.data());
    std::abort();
}

}  // namespace cpc::fuzz
