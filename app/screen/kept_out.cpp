// SPDX-License-Identifier: Apache-2.0
#include "app/screen/kept_out.hpp"

#include <algorithm>

#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using view::KeptOutPerson;
using view::KeptOutSheet;

constexpr float kept_out_u = 900;

const KeptOutPerson* open_page(const KeptOutSheet& view, PersonId id) {
    const auto found = std::find_if(view.people.begin(), view.people.end(),
                                    [&](const auto& row) { return row.id == id; });
    return found == view.people.end() ? nullptr : &*found;
}

ui::TextField words(const std::string& label, const std::string& hint = {}) {
    ui::TextField field;
    field.label = label;
    field.hint = hint;
    field.lines = 2;
    return field;
}

ui::Sheet sheet_of(const KeptOutSheet& view, const std::string& note) {
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.note = note;
    sheet.private_chip = view.chip;
    sheet.width_u = kept_out_u;
    return sheet;
}

// Another person's page begins empty: nothing of the last one's stands in it.
void open_for(KeptOutDraft& draft, PersonId person) {
    draft = {};
    draft.person = person;
}

std::optional<view::Intent> list_page(ui::Ui& ui, const KeptOutSheet& view, KeptOutDraft& draft) {
    auto sheet = sheet_of(view, {});
    sheet.actions = {{view.close}};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.paragraph(view.rule);
        ui.small(view.cites, ui::Tone::secondary, ui::Icon::scales);
        ui.paragraph(view.people.empty() ? view.nobody : view.list_help, ui::Tone::secondary);
        ui.card([&] {
            for (const auto& person : view.people) {
                ui::ListRow row;
                row.label = person.line.name;
                row.detail = person.detail;
                row.icon = person.decided ? ui::Icon::lock : ui::Icon::person;
                if (ui.list_row(row)) open_for(draft, person.id);
            }
        });
    });
    if (!pressed) return std::nullopt;
    draft = {};
    return view::CloseSheet{};
}

void grounds(ui::Ui& ui, const KeptOutSheet& view, KeptOutDraft& draft) {
    ui.strong(view.grounds_label);
    const auto scope = ui.id("grounds");
    for (const auto& ground : view.grounds) {
        const auto found = std::find(draft.grounds.begin(), draft.grounds.end(), ground.id);
        const bool on = found != draft.grounds.end();
        if (!ui.toggle(ground.label, ground.means, on)) continue;
        if (on)
            draft.grounds.erase(found);
        else
            draft.grounds.push_back(ground.id);
    }
}

void what_they_know(ui::Ui& ui, const KeptOutSheet& view, KeptOutDraft& draft) {
    if (ui.toggle(view.discussed_label, view.discussed_help, draft.discussed))
        draft.discussed = !draft.discussed;
    if (draft.discussed) {
        auto who = words(view.discussed_who);
        who.single_line = true;
        who.lines = 1;
        (void)ui.text_field(who, draft.discussed_by);
    }
    if (ui.toggle(view.told_label, view.told_help, draft.told)) draft.told = !draft.told;
    if (!draft.told) (void)ui.text_field(words(view.told_why), draft.told_why);
    if (!view.unaware_label.empty() &&
        ui.toggle(view.unaware_label, view.unaware_help, draft.unaware))
        draft.unaware = !draft.unaware;
    if (view.talk_label.empty()) return;
    if (ui.toggle(view.talk_label, view.talk_help, draft.talk)) draft.talk = !draft.talk;
    if (!draft.talk) return;
    ui::DateStepper day;
    day.label = view.talk_day;
    day.value = draft.talk_day.value_or(view.today);
    day.spoken = view::say_day(day.value) + " " + std::to_string(day.value.year());
    if (const auto chosen = ui.date_stepper(day)) draft.talk_day = *chosen;
}

view::ExclusionWish wish_of(const KeptOutDraft& draft) {
    view::ExclusionWish wish;
    wish.grounds = draft.grounds;
    if (draft.extent) wish.whole = *draft.extent == 1;
    wish.facts = draft.facts;
    wish.privacy_note = draft.privacy;
    wish.discussed = draft.discussed;
    wish.discussed_by = draft.discussed_by;
    wish.told = draft.told;
    wish.suppressed_because = draft.told_why;
    return wish;
}

conference::ExclusionDecided decided(const KeptOutSheet& view, const KeptOutDraft& draft) {
    conference::ExclusionDecided said;
    said.person = draft.person;
    said.grounds = draft.grounds;
    said.whole = draft.extent == 1;
    said.facts = view::trimmed(draft.facts);
    said.discussed_before = draft.discussed;
    if (draft.discussed) said.discussed_by = view::trimmed(draft.discussed_by);
    if (!draft.told) said.suppressed_because = view::trimmed(draft.told_why);
    said.privacy_note = view::trimmed(draft.privacy);
    said.without_knowledge = draft.unaware;
    if (draft.talk) said.talk_offered = draft.talk_day.value_or(view.today);
    return said;
}

void objections(ui::Ui& ui, const KeptOutSheet& view, const KeptOutPerson& person) {
    if (person.objections.empty()) return;
    ui.card(view.objection_title, [&] {
        for (const auto& objection : person.objections)
            ui.paragraph(objection);
    });
}

std::optional<view::Intent> decision_page(ui::Ui& ui, const KeptOutSheet& view,
                                          const KeptOutPerson& person, KeptOutDraft& draft) {
    auto sheet = sheet_of(view, person.line.name);
    ui::Action hold{view.hold, ui::Icon::lock, ui::Kind::primary};
    hold.hold = true;
    hold.blocked_by = view::exclusion_missing(view, wish_of(draft));
    sheet.actions = {{view.cancel}, hold};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.small(view.rule);
        ui.small(view.cites, ui::Tone::secondary, ui::Icon::scales);
        if (person.decided) ui.small(view.change_help, ui::Tone::secondary, ui::Icon::info);
        // Whoever objects is heard before the chair decides; what is typed here stays.
        objections(ui, view, person);
        if (ui.button(ui::Action{view.objection_open, ui::Icon::comment})) draft.objecting = true;
        ui.strong(view.extent_label);
        if (const auto chosen = ui.segmented(view.extent_label, view.extents, draft.extent))
            draft.extent = *chosen;
        grounds(ui, view, draft);
        (void)ui.text_field(words(view.facts_label, view.facts_hint), draft.facts);
        (void)ui.text_field(words(view.privacy_label, view.privacy_hint), draft.privacy);
        what_they_know(ui, view, draft);
        ui.small(view.decided_by, ui::Tone::secondary, ui::Icon::gavel);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) {
        // What is typed stays a draft of this person's page.
        draft.changing = false;
        if (person.decided) return std::nullopt;
        if (view.asked.empty()) {
            draft.person = {};
            return std::nullopt;
        }
        return view::CloseSheet{};
    }
    return view::Ask{Say<conference::ExclusionDecided>{decided(view, draft)}, {}, view.done_text};
}

std::optional<view::Intent> objection_page(ui::Ui& ui, const KeptOutSheet& view,
                                           const KeptOutPerson& person, KeptOutDraft& draft) {
    auto sheet = sheet_of(view, person.line.name);
    ui::Action record{view.objection_record, ui::Icon::done, ui::Kind::primary};
    if (view::trimmed(draft.objection).empty()) record.blocked_by = view.objection_need_why;
    if (draft.objector.empty()) record.blocked_by = view.objection_need_by;
    sheet.actions = {{view.cancel}, record};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.strong(view.objection_by);
        std::vector<std::string> names;
        std::vector<bool> on;
        for (const auto& each : view.objectors) {
            names.push_back(each.name);
            on.push_back(!draft.objector.empty() && each.id == draft.objector);
        }
        if (const auto chosen = ui.chips(view.objection_by, names, on))
            draft.objector = view.objectors.at(*chosen).id;
        (void)ui.text_field(words(view.objection_why), draft.objection);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) {
        draft.objecting = false;
        return std::nullopt;
    }
    conference::ObjectionRaised raised;
    raised.by = draft.objector;
    raised.about = person.id;
    raised.reason = view::trimmed(draft.objection);
    return view::Ask{Say<conference::ObjectionRaised>{std::move(raised)}, {}, view.objection_done};
}

std::optional<view::Intent> at_the_meeting(ui::Ui& ui, const KeptOutSheet& view,
                                           const KeptOutPerson& person, KeptOutDraft& draft) {
    std::optional<view::Intent> intent;
    if (person.ways.empty()) return intent;
    ui.card(view.record_title, [&] {
        auto note = words(view.note_label);
        note.bytes_max = 400;
        (void)ui.text_field(note, draft.note);
        for (const auto& way : person.ways) {
            const bool lacks = way.needs_note && view::trimmed(draft.note).empty();
            if (!ui.button(way.label, ui::Kind::outlined, lacks ? view.need_note : std::string{}))
                continue;
            conference::AttendanceMarked marked;
            marked.person = person.id;
            marked.attendance = way.attendance;
            marked.note = view::trimmed(draft.note);
            intent = view::Ask{
                Say<conference::AttendanceMarked>{std::move(marked)}, {}, person.way_done};
        }
    });
    return intent;
}

std::optional<view::Intent> person_page(ui::Ui& ui, const KeptOutSheet& view,
                                        const KeptOutPerson& person, KeptOutDraft& draft) {
    std::optional<view::Intent> intent;
    auto sheet = sheet_of(view, person.line.name);
    sheet.actions = {{view.asked.empty() ? view.back : view.close}};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.card([&] {
            for (const auto& [label, value] : person.facts)
                ui.fact(label, value);
        });
        if (auto marks = at_the_meeting(ui, view, person, draft)) intent = std::move(marks);
        objections(ui, view, person);
        const std::vector<ui::Action> more{{view.change, ui::Icon::pencil},
                                           {view.objection_open, ui::Icon::comment}};
        const auto wanted = ui.buttons(more);
        if (wanted) (*wanted == 0 ? draft.changing : draft.objecting) = true;
    });
    if (intent) return intent;
    if (!pressed) return std::nullopt;
    const bool closes = !view.asked.empty();
    draft = {};
    if (closes) return view::CloseSheet{};
    return std::nullopt;
}

}  // namespace

std::optional<view::Intent> draw_kept_out(ui::Ui& ui, const KeptOutSheet& view,
                                          KeptOutDraft& draft) {
    const auto level = ui.at_level(ui::Level::chair);
    if (!view.asked.empty() && !(draft.person == view.asked)) {
        // What was found again after a power cut belongs to the first page that is opened.
        if (!draft.person.empty()) draft = {};
        draft.person = view.asked;
    }
    const auto* person = open_page(view, draft.person);
    if (person == nullptr) return list_page(ui, view, draft);
    const auto scope = ui.id(person->id.hex());
    if (draft.objecting) return objection_page(ui, view, *person, draft);
    if (!person->decided || draft.changing) return decision_page(ui, view, *person, draft);
    return person_page(ui, view, *person, draft);
}

bool said(const conference::Command& command, KeptOutDraft& draft) {
    const auto* marked = std::get_if<Say<conference::AttendanceMarked>>(&command);
    const bool kept_out =
        marked != nullptr && (marked->fact.attendance == conference::Attendance::excluded_wholly ||
                              marked->fact.attendance == conference::Attendance::excluded_partly);
    if (std::holds_alternative<Say<conference::ObjectionRaised>>(command)) {
        draft.objecting = false;
        draft.objector = {};
        draft.objection.clear();
        return false;  // the person's page goes on, with the decision as far as it was typed
    }
    if (!kept_out && !std::holds_alternative<Say<conference::ExclusionDecided>>(command))
        return false;
    draft = {};
    return true;
}

}  // namespace cpc::screen
