// SPDX-License-Identifier: Apache-2.0
// The sheets of the preparation: a child, a person and why they come, a report that arrived, the
// start with the rule of the day.
#include "app/screen/prepare_sheets.hpp"

#include <algorithm>
#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Group;
using view::PrepareView;

ui::TextField line_field(const std::string& label, const std::string& hint = {}) {
    ui::TextField field;
    field.label = label;
    field.hint = hint;
    field.single_line = true;
    field.lines = 1;
    field.bytes_max = 200;
    return field;
}

void pick_date(ui::Ui& ui, const std::string& label, const LocalTime& now,
               std::optional<Date>& date) {
    ui::DateStepper stepper;
    stepper.label = label;
    stepper.value = date.value_or(now.date);
    stepper.spoken = view::say_day(stepper.value) + " " + std::to_string(stepper.value.year());
    if (const auto chosen = ui.date_stepper(stepper)) date = *chosen;
}

std::optional<view::Intent> child_sheet(ui::Ui& ui, const PrepareView& view, ChildDraft& draft) {
    ui::Sheet sheet;
    sheet.title = view.child_title;
    ui::Action add{view.child_add, ui::Icon::done, ui::Kind::primary};
    if (view::trimmed(draft.ref).empty()) add.blocked_by = view.child_need_ref;
    sheet.actions = {{view.cancel}, add};
    const auto pressed = ui.sheet(sheet, [&] {
        (void)ui.text_field(line_field(view.child_ref, view.child_ref_hint), draft.ref);
        (void)ui.text_field(line_field(view.child_name, view.child_name_hint), draft.name);
        ui.strong(view.child_born_kind);
        if (const auto kind = ui.segmented(view.child_born_kind, view.born_kinds, draft.born_kind))
            draft.born_kind = *kind;
        if (draft.born_kind != 1) pick_date(ui, view.child_born, view.now, draft.date);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    conference::ChildAdded child;
    child.ref = view::trimmed(draft.ref);
    child.name = view::trimmed(draft.name);
    const auto date = draft.date.value_or(view.now.date);
    if (draft.born_kind == 0) child.born = date;
    if (draft.born_kind == 2) child.expected = date;
    return view::Ask{conference::Say<conference::ChildAdded>{std::move(child)}, {}, {}};
}

const view::RoleOffered* role_of(const PrepareView& view, const PersonDraft& draft) {
    if (!draft.role) return nullptr;
    const auto& roles = view.roles.at(draft.filter);
    return *draft.role < roles.size() ? &roles.at(*draft.role) : nullptr;
}

bool supports_somebody(Group group) {
    return group == Group::supporter || group == Group::advocate;
}

// With several children each parent's papers are of their own children only.
bool asks_children(const PrepareView& view, const view::RoleOffered& role) {
    return view.children.size() > 1 && view::is_family(role.group);
}

// What is still missing before the person can be added.
std::string person_missing(const PrepareView& view, const PersonDraft& draft,
                           const view::RoleOffered& role) {
    if (view::trimmed(draft.name).empty()) return view.need_name;
    if (!draft.reason) return view.need_reason;
    if (role.asks_class && !draft.invitee_class) return view.need_class;
    if (role.asks_class && !view.classes.at(*draft.invitee_class).blocked.empty())
        return view.classes.at(*draft.invitee_class).blocked;
    if (supports_somebody(role.group) && !draft.supports) return view.need_supports;
    if (role.group == Group::observer && !draft.observer_agreed) return view.need_observer_date;
    for (std::size_t i = 0; i < role.details.size(); ++i)
        if (i >= draft.details.size() || view::trimmed(draft.details[i]).empty())
            return role.details[i].need;
    if (asks_children(view, role) &&
        std::find(draft.here_for.begin(), draft.here_for.end(), true) == draft.here_for.end())
        return view.need_children;
    return {};
}

std::optional<view::Intent> role_sheet(ui::Ui& ui, const PrepareView& view, PersonDraft& draft) {
    ui::Sheet sheet;
    sheet.title = view.person_title;
    ui::Action next{view.person_next, ui::Icon::forward, ui::Kind::primary};
    next.icon_last = true;
    const auto* role = role_of(view, draft);
    if (role == nullptr) next.blocked_by = view.need_role;
    sheet.actions = {{view.cancel}, next};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.strong(view.person_groups_label);
        if (const auto filter =
                ui.segmented(view.person_groups_label, view.person_groups, draft.filter)) {
            draft.filter = *filter;
            draft.role.reset();
        }
        ui.strong(view.person_role);
        std::vector<std::string> labels;
        std::vector<bool> on;
        for (const auto& offered : view.roles.at(draft.filter)) {
            labels.push_back(offered.label);
            on.push_back(draft.role == on.size());
        }
        if (const auto chosen = ui.chips(view.person_role, labels, on)) draft.role = *chosen;
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    draft.page_two = true;
    draft.details.assign(role->details.size(), {});
    draft.name = role->label;
    draft.agency = role->agency;
    draft.report = role->group == Group::professional;
    return std::nullopt;
}

void person_class(ui::Ui& ui, const PrepareView& view, PersonDraft& draft) {
    ui.strong(view.person_class);
    std::vector<std::string> labels;
    std::vector<bool> on;
    for (const auto& known : view.classes) {
        labels.push_back(known.label);
        on.push_back(draft.invitee_class == on.size());
    }
    if (const auto chosen = ui.chips(view.person_class, labels, on)) draft.invitee_class = *chosen;
    if (!draft.invitee_class) {
        ui.small(view.class_rule, ui::Tone::secondary, ui::Icon::scales);
        return;
    }
    const auto& chosen = view.classes.at(*draft.invitee_class);
    if (!chosen.means.empty()) ui.small(chosen.means);
    if (!chosen.blocked.empty()) ui.small(chosen.blocked, ui::Tone::warn, ui::Icon::scales);
}

void person_children(ui::Ui& ui, const PrepareView& view, PersonDraft& draft) {
    draft.here_for.resize(view.children.size());
    ui.strong(view.person_children);
    std::vector<std::string> labels;
    for (const auto& child : view.children)
        labels.push_back(child.ref);
    if (const auto chosen = ui.chips(view.person_children, labels, draft.here_for))
        draft.here_for[*chosen] = !draft.here_for[*chosen];
}

// Said one by one even where it is all of them: a child who comes later is not among them.
std::vector<ChildId> children_chosen(const PrepareView& view, const PersonDraft& draft) {
    std::vector<ChildId> out;
    for (std::size_t i = 0; i < draft.here_for.size(); ++i)
        if (draft.here_for[i]) out.push_back(view.children.at(i).id);
    return out;
}

void person_links(ui::Ui& ui, const PrepareView& view, PersonDraft& draft,
                  const view::RoleOffered& role) {
    if (supports_somebody(role.group)) {
        ui.strong(view.person_supports);
        ui.small(view.supporter_rule);
        std::vector<std::string> names;
        std::vector<bool> on;
        for (const auto& person : view.family) {
            names.push_back(person.name);
            on.push_back(draft.supports == on.size());
        }
        if (const auto chosen = ui.chips(view.person_supports, names, on)) draft.supports = *chosen;
    }
    if (role.group == Group::observer) {
        ui.small(view.observer_rule);
        pick_date(ui, view.person_observer, view.now, draft.observer_agreed);
    }
    if (role.group != Group::professional) return;
    if (ui.toggle(view.person_report, view.person_report_help, draft.report))
        draft.report = !draft.report;
    if (ui.toggle(view.person_key, view.person_key_help, draft.key_agency))
        draft.key_agency = !draft.key_agency;
}

// Papers come in it beside the English ones.
void person_language(ui::Ui& ui, const PrepareView& view, PersonDraft& draft) {
    ui.strong(view.person_language);
    std::vector<std::string> labels;
    for (const auto& language : view.languages)
        labels.push_back(language.label);
    std::vector<bool> on(labels.size(), false);
    on.at(draft.language) = true;
    if (const auto chosen = ui.chips(view.person_language, labels, on)) draft.language = *chosen;
}

std::optional<view::Intent> details_sheet(ui::Ui& ui, const PrepareView& view, PersonDraft& draft,
                                          const view::RoleOffered& role) {
    ui::Sheet sheet;
    sheet.title = view.person_title;
    sheet.note = role.label;
    ui::Action add{view.person_add, ui::Icon::done, ui::Kind::primary};
    add.blocked_by = person_missing(view, draft, role);
    sheet.actions = {{view.cancel}, {view.person_back}, add};
    const auto pressed = ui.sheet(sheet, [&] {
        (void)ui.text_field(line_field(view.person_name), draft.name);
        if (!role.agency.empty() || role.group == Group::professional ||
            role.group == Group::observer)
            (void)ui.text_field(line_field(view.person_agency), draft.agency);
        ui.strong(view.person_reason);
        std::vector<std::string> reasons;
        std::vector<bool> on;
        for (const auto& reason : view.reasons) {
            reasons.push_back(reason.label);
            on.push_back(draft.reason == on.size());
        }
        if (const auto chosen = ui.chips(view.person_reason, reasons, on)) draft.reason = *chosen;
        if (role.group == Group::family || role.group == Group::child)
            person_language(ui, view, draft);
        if (role.asks_class) person_class(ui, view, draft);
        if (asks_children(view, role)) person_children(ui, view, draft);
        person_links(ui, view, draft, role);
        draft.details.resize(role.details.size());
        for (std::size_t i = 0; i < role.details.size(); ++i)
            (void)ui.text_field(line_field(role.details[i].label, role.details[i].hint),
                                draft.details[i]);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    if (*pressed == 1) {
        draft.page_two = false;
        return std::nullopt;
    }
    conference::PersonInvited person;
    person.name = view::trimmed(draft.name);
    person.role = role.id;
    person.agency = view::trimmed(draft.agency);
    person.group = role.group;
    person.reason = view.reasons.at(*draft.reason).id;
    if (role.asks_class && draft.invitee_class)
        person.invitee_class = view.classes.at(*draft.invitee_class).id;
    if (draft.supports) person.supports = view.family.at(*draft.supports).id;
    if (asks_children(view, role)) person.children = children_chosen(view, draft);
    for (std::size_t i = 0; i < role.details.size(); ++i) {
        if (!person.details) person.details.emplace();
        person.details->push_back({role.details[i].id, view::trimmed(draft.details[i])});
    }
    if (draft.language > 0) person.language = view.languages.at(draft.language).id;
    person.key_agency = draft.key_agency;
    person.report_expected = draft.report;
    person.invited_on = view.now.date;
    person.observer_agreed_on = draft.observer_agreed;
    return view::Ask{conference::Say<conference::PersonInvited>{std::move(person)}, {}, {}};
}

// When it came, to five minutes; nothing: just now.
std::optional<LocalTime> came(const PrepareView& view, const ReportDraft& draft) {
    if (!draft.earlier) return std::nullopt;
    auto when = view.now;
    when.date = draft.came_on.value_or(view.now.date);
    when.minute = draft.came_at.value_or(view.now.minute / 5 * 5);
    return when;
}

void when_it_came(ui::Ui& ui, const PrepareView& view, ReportDraft& draft) {
    if (ui.toggle(view.report_earlier, view.report_earlier_help, draft.earlier))
        draft.earlier = !draft.earlier;
    const auto when = came(view, draft);
    if (!when) return;
    pick_date(ui, view.report_came_on, view.now, draft.came_on);
    ui::TimeStepper time;
    time.label = view.report_came_at;
    time.minute = when->minute;
    if (const auto minute = ui.time_stepper(time)) draft.came_at = *minute;
}

// They send word that they cannot come. What they know is then shared for them.
std::optional<view::Intent> cannot_come(ui::Ui& ui, const PrepareView& view, ReportDraft& draft) {
    std::optional<view::Intent> intent;
    if (!view.person->works_here || !view.person->apology.empty()) return intent;
    ui.card(view.away_title, [&] {
        ui.small(view.away_text);
        (void)ui.text_field(line_field(view.away_note), draft.away);
        if (!ui.button(view.away_record, ui::Kind::outlined,
                       view::trimmed(draft.away).empty() ? view.away_need : std::string{}))
            return;
        conference::AttendanceMarked away;
        away.person = view.person->line.id;
        away.attendance = view.person->report_here ? conference::Attendance::absent_with_report
                                                   : conference::Attendance::absent_without_report;
        away.note = view::trimmed(draft.away);
        intent = view::Ask{
            conference::Say<conference::AttendanceMarked>{std::move(away)}, {}, view.away_done};
        draft.away.clear();
    });
    return intent;
}

std::optional<view::Intent> report_sheet(ui::Ui& ui, const PrepareView& view, ReportDraft& draft) {
    if (!view.person) return std::nullopt;
    ui::Sheet sheet;
    sheet.title = view.report_title;
    sheet.note = view.person->line.name;
    ui::Action record{view.report_record, ui::Icon::done, ui::Kind::primary};
    if (!draft.shared && view::trimmed(draft.why_not).empty())
        record.blocked_by = view.report_need_reason;
    const auto when = came(view, draft);
    if (when && view.now < *when) record.blocked_by = view.report_not_ahead;
    sheet.actions = {{view.cancel}, record};
    std::optional<view::Intent> away;
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.report_text, ui::Tone::secondary);
        when_it_came(ui, view, draft);
        if (ui.toggle(view.report_format, view.report_format_help, draft.format))
            draft.format = !draft.format;
        if (ui.toggle(view.report_shared, view.report_shared_help, draft.shared))
            draft.shared = !draft.shared;
        if (draft.shared) {
            (void)ui.text_field(line_field(view.report_by), draft.by);

            pick_date(ui, view.report_shared_on, view.now, draft.shared_on);
        } else {
            ui::TextField why;
            why.label = view.report_not_shared;
            why.lines = 2;
            (void)ui.text_field(why, draft.why_not);
        }
        away = cannot_come(ui, view, draft);
    });
    if (!pressed) return away;
    if (*pressed == 0) return view::CloseSheet{};
    conference::ReportReceived report;
    report.author = view.person->line.id;
    if (when) report.received = *when;
    report.format_correct = draft.format;
    report.shared_with_family = draft.shared;
    if (draft.shared) {
        report.shared_on = draft.shared_on.value_or(view.now.date);
        report.shared_by = draft.by;
    } else {
        report.not_shared_reason = view::trimmed(draft.why_not);
    }
    return view::Ask{conference::Say<conference::ReportReceived>{std::move(report)}, {}, {}};
}

std::optional<view::Intent> start_sheet(ui::Ui& ui, const PrepareView& view) {
    ui::Sheet sheet;
    sheet.title = view.start_title;
    ui::Action begin{view.start_begin, ui::Icon::forward, ui::Kind::primary};
    begin.icon_last = true;
    sheet.actions = {{view.cancel}, begin};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.start_purpose);
        if (!view.start_who.empty())
            ui.small(view.start_who, ui::Tone::secondary, ui::Icon::person);
        ui.card(view.start_rule_title, [&] {
            ui.paragraph(view.start_rule);
            ui.small(view.start_rule_cites, ui::Tone::secondary, ui::Icon::scales);
        });
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    return view::Ask{conference::EnterStage{conference::Stage::introductions, {}}, {}, {}};
}

}  // namespace

std::optional<view::Intent> draw_prepare_sheet(ui::Ui& ui, const view::PrepareView& view,
                                               PrepareDraft& draft) {
    if (view.sheet == "child") return child_sheet(ui, view, draft.child);
    if (view.sheet == "report") return report_sheet(ui, view, draft.report);
    if (view.sheet == "start") return start_sheet(ui, view);
    if (view.left_out) return draw_left_out(ui, *view.left_out, draft.asked);
    if (view.sheet != "person") return std::nullopt;
    const auto* role = role_of(view, draft.person);
    if (!draft.person.page_two || role == nullptr) return role_sheet(ui, view, draft.person);
    return details_sheet(ui, view, draft.person, *role);
}

}  // namespace cpc::screen
