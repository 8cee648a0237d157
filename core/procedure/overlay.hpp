// SPDX-License-Identifier: Apache-2.0
// An overlay is what a profession adds to an authority's procedure: roles, points, documents, dates
// of its own. `attach` makes a new Procedure of the two.
//
// An overlay adds and never changes who decides or when. The base's decision rule, the way people
// are counted, its stages, outcomes and the dates of its limits stay as they are. What it may touch
// of the base's own: the chair's title, prompts of a role, how strongly a field of the risk record
// is asked for (never less), what a plan's action must hold (never less), and the standing of
// review limits where the base is silent: the same months, now with a source behind them.
//
// Ids name things once: an overlay that brings an id the base has for something else is refused. A
// role the base already has is not added twice; `same_as` names it under other ids. A new
// professional role is counted where the base counts professionals, because the base says so.
//
// `hash` is the caller's to fill in, as with a procedure. Source: requirements.md 2.5.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/procedure/profile.hpp"

namespace cpc::procedure {

struct OverlayRole {
    Role role;                         // `counted` is not the overlay's to say
    std::vector<std::string> same_as;  // ids under which a base may have this role already
};

struct OverlayStage {
    StageKind kind = StageKind::introductions;
    std::vector<std::string> requirements;
    std::vector<std::string> prompts;
    std::vector<ChecklistItem> checklist;
};

struct OverlayPlan {
    std::vector<std::string> requirements;
    std::vector<PlanSection> sections;
    bool action_outcome = false;
    bool action_date = false;
};

// The standing that review limits get where the base has them by default, and only by default.
struct OverlayReview {
    Basis basis;
    int first_months = 0;
    int next_months = 0;
};

struct OverlayDeadline {
    DeadlineRule rule;
    bool as_base_report = false;  // the base's own limit for reports, counted from `rule.from`
};

struct OverlayDocument {
    DocumentRule rule;
    bool with_minutes = false;  // due when the base's minutes are due
};

struct Overlay {
    std::string id;
    std::string edition;
    std::string title;
    std::string source;
    std::string file;
    std::string hash;  // SHA-256 of the file, hexadecimal; filled in by the caller
    Date effective_from;
    std::vector<std::string> regions;  // calendars' regions of procedures it may be attached to

    std::string chair;  // the chair's title; empty leaves the base's
    std::vector<EventName> events;
    std::vector<OverlayRole> roles;
    std::vector<Statement> statements;
    std::vector<OverlayStage> stages;
    std::vector<RiskField> risk_fields;
    OverlayPlan plan;
    std::optional<OverlayReview> review;
    std::vector<OverlayDeadline> deadlines;
    std::vector<OverlayDocument> documents;
    std::vector<Note> access_notes;
    std::vector<Note> record_notes;
    std::vector<GuidePage> guide;
    std::vector<GuidePage> explains;
};

// `file_name` is for messages. The text is the whole file.
[[nodiscard]] Result<Overlay> load_overlay(std::string_view text, std::string_view file_name);

// The base with the overlay on it; the base's id, edition and hash stay, and `overlays` grows.
[[nodiscard]] Result<Procedure> attach(Procedure base, const Overlay& overlay);

}  // namespace cpc::procedure
