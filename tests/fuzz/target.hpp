// SPDX-License-Identifier: Apache-2.0
// One target for each decoder that reads bytes from somewhere else. A target gives bytes to the
// decoder and holds what it accepted against an oracle: written again it must be the same bytes, so
// nothing has two forms. require() ends the program, which is what a fuzzer looks for.
#pragma once

#include <span>
#include <string_view>

#include "core/base/bytes.hpp"

namespace cpc::fuzz {

struct Target {
    std::string_view name;  // of its folder in corpus/
    std::string_view reads;
    void (*run)(ByteView input) = nullptr;
};

[[nodiscard]] std::span<const Target> targets();
[[nodiscard]] const Target* find_target(std::string_view name);

void require(bool holds, std::string_view oracle);

// By file.
void run_entry(ByteView input);
void run_cbor(ByteView input);
void run_note(ByteView input);
void run_verifier_key(ByteView input);
void run_single_record(ByteView input);
void run_consistency(ByteView input);
void run_merkle(ByteView input);
void run_paper_code(ByteView input);
void run_container(ByteView input);
void run_manifest(ByteView input);
void run_frames(ByteView input);
void run_receipt(ByteView input);
void run_pack(ByteView input);
void run_pairing(ByteView input);
void run_http_body(ByteView input);
void run_keyslots(ByteView input);
void run_attempts(ByteView input);
void run_journal_frame(ByteView input);
void run_journal(ByteView input);
void run_profile(ByteView input);
void run_overlay(ByteView input);
void run_scenario(ByteView input);
void run_calendar(ByteView input);
void run_event(ByteView input);
void run_answers(ByteView input);
void run_backup_frame(ByteView input);
void run_form(ByteView input);
void run_language(ByteView input);
void run_trusted_keys(ByteView input);

}  // namespace cpc::fuzz
