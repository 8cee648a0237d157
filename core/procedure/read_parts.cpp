// SPDX-License-Identifier: Apache-2.0
// From a checked TOML table to a Procedure: the lists of people, stages, words and documents.
#include "core/base/limits.hpp"
#include "core/procedure/placeholders.hpp"
#include "core/procedure/profile.hpp"
#include "core/procedure/reader.hpp"
#include "core/procedure/schema_check.hpp"
#include "core/procedure/zone.hpp"

namespace cpc::procedure {
namespace {

OpeningChoice read_opening(const In& in) {
    return {in.text("id"), in.text("label"), in.texts("events"), in.text("sets_flag"),
            in.text("means")};
}

ConferenceType read_type(const In& in) {
    ConferenceType type;
    type.basis = in.basis();
    type.id = in.text("type");
    type.label = in.text("label");
    type.kind = in.word("kind", words::type_kinds);
    type.purpose = in.text("purpose");
    type.opening_question = in.text("opening_question");
    type.opening_choices = in.each("opening", read_opening);
    type.opening_choices_least = in.number("opening_choices_least");
    type.opening_needs_text = in.flag("opening_needs_text");
    type.events = in.texts("events");
    type.flags = in.each("flags", read_choice);
    return type;
}

AttendanceStatus read_attendance(const In& in) {
    return {in.text("id"),     in.text("label"),        in.flag("present"),
            in.flag("remote"), in.flag("needs_reason"), in.flag("needs_times")};
}

PointAnswer read_answer(const In& in) {
    return {in.text("id"),
            in.text("label"),
            in.flag("needs_text"),
            in.text("referral"),
            in.text("referral_deadline"),
            in.text("task"),
            in.text("task_owner"),
            in.text("task_deadline")};
}

Stage read_stage(const In& in) {
    return {in.basis(),
            in.word("stage", words::stages),
            in.text("label"),
            in.text("family_text"),
            in.texts("purposes"),
            in.texts("prompts"),
            in.each("check", read_check)};
}

AgencyOutcome read_agency_outcome(const In& in) {
    return {in.text("id"), in.text("label"), in.flag("needs_owner_and_date")};
}

RiskWords read_risk(const In& in) {
    return {in.basis(), in.each("severity", read_choice), in.each("likelihood", read_choice),
            in.each("views_sources", read_choice), in.each("field", read_risk_field)};
}

OutcomeRule read_outcome(const In& in) {
    return {in.basis(),
            in.word("outcome", words::outcomes),
            in.texts("types"),
            in.text("label"),
            in.text("sentence"),
            in.text("family_sentence"),
            in.flag("under_status"),
            in.each_word("needs", words::needs),
            in.text("register_status")};
}

LimitKind read_limit(const In& in) {
    const std::string kind = in.text("kind");
    const int count = in.number("count");
    if (kind == "working-days-after") return WorkingDaysAfter{count};
    if (kind == "months-after") return MonthsAfter{count};
    if (kind == "days-after") return DaysAfter{count};
    if (kind == "weeks-after") return WeeksAfter{count};
    if (kind == "hours-before") return HoursBefore{count};
    if (kind == "hours-after") return HoursAfter{count};
    if (kind == "gestation-weeks") return GestationWeeks{count};
    if (kind == "meeting-length")
        return MeetingLength{in.number("least_minutes"), in.number("most_minutes")};
    return AtOnce{};
}

DissentStep read_step(const In& in) {
    return {in.text("id"), in.text("title"), in.text("text")};
}

DissentRoute read_dissent(const In& in) {
    return {in.basis(),        in.word("who", words::dissent_whos), in.text("about"),
            in.text("title"),  in.each("step", read_step),          in.flag("still_bound"),
            in.text("receipt")};
}

Terms read_terms(const In& in) {
    Terms terms;
    terms.conference = in.text("conference");
    terms.conference_short = in.text("conference_short");
    terms.protected_status = in.text("protected_status");
    terms.under_status = in.text("under_status");
    terms.plan = in.text("plan");
    terms.outline_plan = in.text("outline_plan");
    terms.lead_worker = in.text("lead_worker");
    terms.chair = in.text("chair");
    terms.core_group = in.text("core_group");
    terms.review = in.text("review");
    terms.board = in.text("board");
    terms.board_short = in.text("board_short");
    terms.service = in.text("service");
    terms.harm_test = in.text("harm_test");
    terms.harm_category = in.text("harm_category");
    terms.enquiry = in.text("enquiry");
    terms.start_meeting = in.text("start_meeting");
    return terms;
}

Procedure read_lists(const In& in) {
    Procedure p;
    p.id = in.text("id");
    p.edition = in.text("edition");
    p.title = in.text("title");
    p.authority = in.text("authority");
    p.source = in.text("source");
    p.region = in.text("region");
    p.time_zone = in.text("time_zone");
    p.language = in.text("language");
    p.terms = read_terms(in.table("terms"));
    p.events = in.each("event", read_event);
    p.types = in.each("type", read_type);
    p.roles = in.each("role", read_role);
    p.attendance = in.each("attendance", read_attendance);
    p.stages = in.each("stage", read_stage);
    p.statements = in.each("statement", read_statement);
    p.labels = in.each("label", read_choice);
    p.agency_outcomes = in.each("agency_outcome", read_agency_outcome);
    p.risk = read_risk(in.table("risk"));
    p.outcomes = in.each("outcome", read_outcome);
    p.deadlines = in.each("deadline", read_deadline);
    p.documents = in.each("document", read_document);
    p.dissent_routes = in.each("dissent", read_dissent);
    p.access_notes = in.each("access", read_note);
    p.record_notes = in.each("record", read_note);
    p.guide = in.each("guide", read_page);
    p.explains = in.each("explains", read_page);
    p.rules = read_rules(in.table("rule"));
    return p;
}

// The header's values that are more than words; they have no table of their own to point at.
Result<void> read_header(const toml::table& document, std::string_view file_name, Procedure& p) {
    const auto place = [&](std::string_view key) {
        return place_of(document.get(key)->source(), file_name);
    };
    p.effective_from = CPC_TRY(read_date(document, "effective_from", file_name));
    if (document.contains("effective_to")) {
        p.effective_to = CPC_TRY(read_date(document, "effective_to", file_name));
        if (*p.effective_to < p.effective_from)
            return fail(Fault::malformed, "\"effective_to\" lies before \"effective_from\".",
                        place("effective_to"), mend_it);
    }
    if (!check_zone(p.time_zone))
        return fail(Fault::malformed, "There is no time zone \"" + p.time_zone + "\".",
                    place("time_zone"), "Time zones are written like Europe/London.");
    return {};
}

}  // namespace

EventName read_event(const In& in) {
    return {in.text("id"), in.text("label"), in.flag("needs_time"), in.text("means"), in.line()};
}

Role read_role(const In& in) {
    std::optional<RoleConsent> consent;
    if (in.has("consent")) {
        const auto asked = in.table("consent");
        consent = RoleConsent{asked.texts("flags"), asked.text("answer"), asked.text("requirement"),
                              asked.text("sentence")};
    }
    return {in.text("id"),
            in.text("label"),
            in.word("group", words::groups),
            in.flag("counted"),
            in.text("agency"),
            in.text("agency_group"),
            in.flag("lead_worker"),
            in.flag("invited_first"),
            in.texts("prompts"),
            in.line(),
            in.flag("omission_needs_reason"),
            in.each("details", read_choice),
            std::move(consent)};
}

Statement read_statement(const In& in) {
    return {in.text("id"), in.text("title"), in.text("text"), in.text("requirement")};
}

RiskField read_risk_field(const In& in) {
    return {in.text("id"),
            in.text("label"),
            in.text("prompt"),
            in.text("requirement"),
            in.word("need", words::field_needs),
            in.texts("types")};
}

DeadlineRule read_deadline(const In& in) {
    DeadlineRule rule;
    rule.basis = in.basis();
    rule.which = in.text("which");
    rule.label = in.text("label");
    rule.to = in.text("to");
    rule.kind = read_limit(in);
    rule.from = in.texts("from");
    rule.pick = in.word("pick", words::picks);
    rule.types = in.texts("types");
    rule.flags = in.texts("flags");
    rule.not_flags = in.texts("not_flags");
    rule.only_if = in.word("only_if", words::conditions);
    rule.guide = in.flag("guide");
    rule.replaces = in.texts("replaces");
    rule.replaces_only_if_later = in.flag("replaces_only_if_later");
    rule.answers = in.texts("answers");
    return rule;
}

DocumentRule read_document(const In& in) {
    DocumentRule rule;
    rule.basis = in.basis();
    rule.kind = in.text("kind");
    rule.version = in.text("version");
    rule.label = in.text("label");
    rule.to = in.each_word("to", words::recipients);
    rule.types = in.texts("types");
    rule.when = in.word("when", words::document_whens);
    rule.deadline = in.text("deadline");
    rule.deadline_which = in.text("deadline_which");
    rule.channels = in.texts("channels");
    rule.withheld = in.texts("withheld");
    rule.note = in.text("note");
    rule.to_roles = in.texts("to_roles");
    rule.answers = in.texts("answers");
    return rule;
}

Note read_note(const In& in) {
    return {in.basis(), in.text("text")};
}

GuidePage read_page(const In& in) {
    return {in.text("title"), in.text("text")};
}

Result<Date> read_date(const toml::table& document, std::string_view key,
                       std::string_view file_name) {
    const toml::node* node = document.get(key);
    std::string text = node->value_or(std::string{});
    if (const auto* date = node->as_date()) {
        const toml::date value = date->get();
        if (const auto found = Date::from_ymd(value.year, value.month, value.day)) return *found;
    }
    if (const auto date = Date::parse(text)) return *date;
    return fail(Fault::malformed, "\"" + std::string(key) + "\": there is no such day.",
                place_of(node->source(), file_name), "A date is written like 2027-03-30.");
}

Choice read_choice(const In& in) {
    return {in.text("id"), in.text("label"), in.text("means")};
}

ChecklistItem read_check(const In& in) {
    ChecklistItem item;
    item.id = in.text("id");
    item.text = in.text("text");
    item.requirement = in.text("requirement");
    item.weight = in.word("weight", words::weights);
    item.types = in.texts("types");
    item.flags = in.texts("flags");
    item.per_child = in.flag("per_child");
    item.not_flags = in.texts("not_flags");
    item.answers = in.each("answers", read_answer);
    item.needs_text = in.flag("needs_text");
    item.outcomes = in.each_word("outcomes", words::outcomes);
    item.categories = in.texts("categories");
    item.age_least = in.number("age_least");
    item.prompt = in.text("prompt");
    item.waivable = in.flag("waivable");
    return item;
}

Result<Procedure> read_procedure(const toml::table& document, std::string_view file_name) {
    Procedure procedure = read_lists(In{document});
    procedure.file = std::string(file_name);
    CPC_TRY(read_header(document, file_name, procedure));
    return procedure;
}

Result<Procedure> load_procedure(std::string_view text, std::string_view file_name) {
    if (text.size() > limits::profile_bytes_max)
        return fail(Fault::refused, "This file is too large for a procedure.",
                    std::string(file_name), "Nothing was changed.");
    const toml::table document = CPC_TRY(parse_toml(text, file_name));
    CPC_TRY(check_schema(document, file_name));
    if (auto unknown = placeholder_complaints(document, file_name); !unknown.empty())
        return Failure{std::move(unknown.front())};
    Procedure procedure = CPC_TRY(read_procedure(document, file_name));
    const std::string complaints = validate(procedure);
    if (complaints.empty()) return procedure;
    const std::string first = complaints.substr(0, complaints.find('\n'));
    const auto split = first.find(": ");
    return fail(Fault::malformed, first.substr(split + 2), first.substr(0, split), mend_it);
}

}  // namespace cpc::procedure
