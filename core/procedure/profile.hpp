// SPDX-License-Identifier: Apache-2.0
// A Procedure is one authority's rules in one edition, read from one TOML file.
//
// load_procedure reads, checks against assets/schema/profile.schema.json (built in), fills the
// struct and checks what a schema cannot: that every id that is named exists, that stages come in
// order, that rules which need each other are both there. Every complaint names file:line:column
// and what to write instead. A Procedure that was loaded holds every rule the kiosk asks for:
// `the<Kind>()` is only missing where the procedure has no such thing, and validate says so.
//
// The file's bytes are the law of a conference: `hash` is their SHA-256 in hexadecimal. This module
// may not use cryptography, so it leaves `hash` empty and the caller fills it in.
//
// The TOML is explained by example in core/procedure/README.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/check.hpp"
#include "core/base/result.hpp"
#include "core/base/time.hpp"
#include "core/procedure/parts.hpp"
#include "core/procedure/rule.hpp"
#include "core/procedure/rules.hpp"

namespace cpc::procedure {

struct Procedure {
    std::string id;       // "torbay-cpp"
    std::string edition;  // "2012-1"
    std::string title;
    std::string authority;  // whose procedure it is
    std::string source;     // the document it was taken from
    std::string file;       // the name given to load_procedure
    std::string hash;       // SHA-256 of the file, hexadecimal; filled in by the caller
    Date effective_from;
    std::optional<Date> effective_to;
    std::string region;     // of the calendar
    std::string time_zone;  // IANA
    std::string language;   // "en-GB"

    Terms terms;
    std::vector<EventName> events;
    std::vector<ConferenceType> types;
    std::vector<Role> roles;
    std::vector<AttendanceStatus> attendance;
    std::vector<Stage> stages;  // in order
    std::vector<Statement> statements;
    std::vector<Choice> labels;  // of contributions
    std::vector<AgencyOutcome> agency_outcomes;
    RiskWords risk;
    std::vector<OutcomeRule> outcomes;
    std::vector<DeadlineRule> deadlines;
    std::vector<DocumentRule> documents;
    std::vector<DissentRoute> dissent_routes;
    std::vector<Note> access_notes;
    std::vector<Note> record_notes;
    std::vector<GuidePage> guide;
    std::vector<GuidePage> explains;          // a word, and what it means
    std::vector<Rule> rules;                  // each kind at most once
    std::vector<std::string> overlays;        // ids of what was attached (overlay.hpp), in order
    std::vector<std::string> overlay_hashes;  // SHA-256 of their files, in the same order

    template <class Kind>
    [[nodiscard]] const Kind* find() const {
        for (const Rule& rule : rules)
            if (const Kind* held = std::get_if<Kind>(&rule)) return held;
        return nullptr;
    }
    // For the kinds that `validate` makes sure of: chair, quorum, observer, decision, report, …
    template <class Kind>
    [[nodiscard]] const Kind& the() const {
        const Kind* held = find<Kind>();
        CPC_CHECK(held != nullptr);
        return *held;
    }

    // Whether a conference may be opened under this edition on that day.
    [[nodiscard]] bool in_force(Date day) const;
    [[nodiscard]] const ConferenceType* type(std::string_view type_id) const;
    [[nodiscard]] const Role* role(std::string_view role_id) const;
    [[nodiscard]] const AttendanceStatus* attendance_status(std::string_view status_id) const;
    [[nodiscard]] const Stage* stage(StageKind kind) const;
    [[nodiscard]] const Statement* statement(std::string_view statement_id) const;
    [[nodiscard]] const EventName* event(std::string_view event_id) const;
    [[nodiscard]] const OutcomeRule* outcome(OutcomeKind kind) const;
    [[nodiscard]] const Ballot* ballot(std::string_view type_id) const;
    [[nodiscard]] const Choice* label(std::string_view label_id) const;
    [[nodiscard]] const DeadlineRule* deadline(std::string_view id_wanted,
                                               std::string_view which = {}) const;
    // The outcomes a conference of this type offers, in the file's order.
    [[nodiscard]] std::vector<const OutcomeRule*> outcomes_for(std::string_view type_id) const;
    // Any rule, limit, stage, outcome, document, route or note by its id.
    [[nodiscard]] const Basis* basis(std::string_view rule_id) const;
};

// `file_name` is for messages. The text is the whole file.
[[nodiscard]] Result<Procedure> load_procedure(std::string_view text, std::string_view file_name);

// What a schema cannot say. Empty when all is well, else one complaint a line, "file:line: …".
[[nodiscard]] std::string validate(const Procedure& procedure);

// {child} and friends: replaces each {name} by its value and leaves unknown ones alone.
[[nodiscard]] std::string fill_in(std::string_view text,
                                  const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace cpc::procedure
