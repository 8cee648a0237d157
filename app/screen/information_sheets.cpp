// SPDX-License-Identifier: Apache-2.0
// The sheets of the information stage.
#include "app/screen/information_sheets.hpp"

#include <algorithm>
#include "app/view/decision_support.hpp"

namespace cpc::screen {
namespace {

using conference::Say;
using view::AddSheet;
using view::InformationView;

const view::PersonLine* line_of(const std::vector<view::PersonLine>& people, PersonId id) {
    const auto found =
        std::find_if(people.begin(), people.end(), [&](const auto& p) { return p.id == id; });
    return found == people.end() ? nullptr : &*found;
}

// People to choose one from, as chips.
std::optional<std::size_t> choose_person(ui::Ui& ui, const std::string& label,
                                         const std::vector<view::PersonLine>& people,
                                         PersonId chosen) {
    std::vector<std::string> names;
    std::vector<bool> on;
    for (const auto& person : people) {
        names.push_back(person.name);
        on.push_back(!chosen.empty() && person.id == chosen);
    }
    return ui.chips(label, names, on);
}

void which_children(ui::Ui& ui, const InformationView& view, AddDraft& draft) {
    if (view.children.size() < 2) return;
    ui.strong(view.add.children_question);
    std::vector<std::string> refs;
    std::vector<bool> on;
    for (const auto& [id, ref] : view.children) {
        refs.push_back(ref);
        on.push_back(std::find(draft.children.begin(), draft.children.end(), id) !=
                     draft.children.end());
    }
    const auto pressed = ui.chips(view.add.children_question, refs, on);
    if (!pressed) return;
    const auto id = view.children.at(*pressed).first;
    if (on.at(*pressed))
        std::erase(draft.children, id);
    else
        draft.children.push_back(id);
}

// Who says it for somebody else: read out for somebody absent, by the chair if nobody is chosen;
// for somebody present only when they want it so.
void who_presents(ui::Ui& ui, const AddSheet& words, AddDraft& draft) {
    bool absent = false;
    for (std::size_t i = 0; i < words.speakers.size(); ++i)
        if (words.speakers[i].id == draft.speaker) absent = words.absent.at(i);
    const bool by_another = !draft.presenter.empty() || draft.by_another;
    if (!absent && !draft.speaker.empty() &&
        ui.toggle(words.by_another, words.by_another_help, by_another)) {
        draft.by_another = !by_another;
        draft.presenter = {};
    }
    if (draft.speaker.empty() || (!absent && !draft.by_another)) return;
    const auto& question = absent ? words.presenter_label : words.by_another_who;
    ui.strong(question);
    std::vector<std::string> names;
    std::vector<bool> on;
    std::vector<PersonId> ids;
    if (absent) {
        names.push_back(words.presenter_none);
        on.push_back(draft.presenter.empty());
        ids.emplace_back();
    }
    for (const auto& person : words.presenters) {
        if (person.id == draft.speaker) continue;
        names.push_back(person.name);
        on.push_back(!draft.presenter.empty() && person.id == draft.presenter);
        ids.push_back(person.id);
    }
    if (const auto chosen = ui.chips(question, names, on)) draft.presenter = ids.at(*chosen);
}

// What few points need stays folded until somebody asks for it.
void more_about_it(ui::Ui& ui, const AddSheet& words, AddDraft& draft) {
    if (!draft.more && draft.authority.empty()) {
        ui::Action more;
        more.label = words.more;
        more.icon = ui::Icon::plus;
        if (ui.button(more)) draft.more = true;
        return;
    }
    if (ui.toggle(words.risk_issue, words.risk_issue_help, draft.risk_issue))
        draft.risk_issue = !draft.risk_issue;
    if (ui.toggle(words.third_party, words.third_party_help, draft.third_party))
        draft.third_party = !draft.third_party;
    ui::TextField authority;
    authority.label = words.authority;
    authority.hint = words.authority_hint;
    authority.lines = 1;
    authority.single_line = true;
    authority.bytes_max = 400;
    (void)ui.text_field(authority, draft.authority);
}

std::string add_missing(const InformationView& view, const AddDraft& draft) {
    if (line_of(view.add.speakers, draft.speaker) == nullptr) return view.add.need_speaker;
    if (!draft.label) return view.add.need_kind;
    if (draft.by_another && draft.presenter.empty()) return view.add.by_another_need;
    if (view::trimmed(draft.text).empty()) return view.add.need_text;
    if (!view.add.relevance.empty() && !draft.relevant) return view.add.need_relevance;
    if (view.children.size() > 1 && draft.children.empty()) return view.add.need_child;
    return {};
}

view::Ask add_ask(const InformationView& view, const AddDraft& draft) {
    conference::ContributionRecorded said;
    said.speaker = draft.speaker;
    said.label = *draft.label;
    said.text = view::trimmed(draft.text);
    said.source = view::trimmed(draft.source);
    said.children = draft.children;
    if (view.children.size() == 1) said.children = {view.children.front().first};
    for (std::size_t i = 0; i < view.add.speakers.size(); ++i)
        if (view.add.speakers[i].id == draft.speaker) said.mode = view.add.modes.at(i);
    if (!view.add.relevance.empty() && draft.relevant) said.relevance = view.add.relevance;
    said.presenter = draft.presenter;
    // Somebody else says it for them; a report stays a report, whoever reads it out.
    if (!said.presenter.empty() && said.mode != conference::Mode::written_report)
        said.mode = conference::Mode::by_proxy;
    if (draft.risk_issue) said.risk_issue = true;
    if (draft.third_party) said.third_party = true;
    if (!view::trimmed(draft.authority).empty()) said.authority = view::trimmed(draft.authority);
    return {Say<conference::ContributionRecorded>{std::move(said)}, {}, view.add.done_text};
}

std::optional<view::Intent> add_sheet(ui::Ui& ui, const InformationView& view, AddDraft& draft) {
    const auto& words = view.add;
    const auto* speaker = line_of(words.speakers, draft.speaker);
    ui::Sheet sheet;
    sheet.title = words.title;
    sheet.width_u = 1040;
    ui::Action save{words.save, ui::Icon::done, ui::Kind::primary};
    save.blocked_by = add_missing(view, draft);
    sheet.actions = {{words.cancel}, save};
    const auto pressed = ui.sheet(sheet, [&] {
        if (speaker == nullptr || draft.choosing) {
            ui.strong(words.speaker_label);
            if (const auto who =
                    choose_person(ui, words.speaker_label, words.speakers, draft.speaker)) {
                draft.speaker = words.speakers.at(*who).id;
                draft.presenter = {};
                draft.by_another = false;
                draft.choosing = false;
            }
        } else {
            ui::ListRow from;
            from.label = speaker->name;
            from.detail = words.speaker_label;
            from.icon = ui::Icon::speaking;
            if (ui.list_row(from)) draft.choosing = true;
        }
        std::vector<ui::LabelTile> tiles;
        for (const auto& label : words.labels)
            tiles.push_back({label_kind(label.label), label.word, label.meaning});
        ui.strong(words.kind_question);
        std::optional<ui::LabelKind> kind;
        if (draft.label) kind = label_kind(*draft.label);
        if (const auto chosen = ui.label_chooser(words.kind_question, tiles, kind))
            draft.label = words.labels.at(*chosen).label;
        which_children(ui, view, draft);
        who_presents(ui, words, draft);
        ui::TextField text;
        text.label = words.text_question;
        text.hint = words.text_hint;
        text.lines = 2;  // grows with what is written; the next question stays in sight
        if (draft.label) text.chip = words.labels.at(static_cast<std::size_t>(*draft.label)).word;
        if (draft.text.size() > words.text_bytes_hint) text.note = words.long_text_hint;
        (void)ui.text_field(text, draft.text);
        ui::TextField source;
        source.label = words.source_question;
        source.hint = words.source_hint;
        source.lines = 1;
        source.single_line = true;
        source.bytes_max = 400;
        (void)ui.text_field(source, draft.source);
        more_about_it(ui, words, draft);
        if (!words.relevance.empty() &&
            ui.toggle(words.relevance_label, words.relevance_question, draft.relevant))
            draft.relevant = !draft.relevant;
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) {
        draft.choosing = false;
        return view::CloseSheet{};
    }
    return add_ask(view, draft);
}

std::optional<view::Intent> heard(ui::Ui& ui, const view::SpeakerSheet& view, FollowDraft& draft) {
    std::optional<view::Intent> intent;
    constexpr auto follows = static_cast<std::size_t>(conference::Heard::to_follow);
    ui.strong(view.heard_label);
    std::vector<bool> on;
    for (std::size_t i = 0; i < view.heard.size(); ++i)
        on.push_back(draft.asking ? i == follows : view.heard_now == i);
    conference::AgencyHeard fact;
    fact.person = view.line.id;
    if (const auto chosen = ui.chips(view.heard_label, view.heard, on)) {
        draft.asking = *chosen == follows;
        if (!draft.asking) {
            fact.heard = static_cast<conference::Heard>(*chosen);
            intent = view::Ask{Say<conference::AgencyHeard>{fact}, {}, view.heard_done.at(*chosen)};
        }
    }
    if (!draft.asking) return intent;
    ui::TextField owner;
    owner.label = view.owner_label;
    owner.single_line = true;
    owner.lines = 1;
    owner.bytes_max = 200;
    (void)ui.text_field(owner, draft.owner);

    ui::DateStepper due;
    due.label = view.due_label;
    due.value = draft.due.value_or(view.today);
    due.spoken = view::say_day(due.value);
    if (const auto date = ui.date_stepper(due)) draft.due = *date;
    const auto blocked = draft.owner.empty() ? view.follow_need : std::string{};
    if (!ui.button(view.follow_record, ui::Kind::outlined, blocked)) return intent;
    fact.heard = conference::Heard::to_follow;
    fact.owner = draft.owner;
    fact.due = due.value;
    return view::Ask{
        Say<conference::AgencyHeard>{std::move(fact)}, {}, view.heard_done.at(follows)};
}

std::optional<view::Intent> speaker_sheet(ui::Ui& ui, const view::SpeakerSheet& view,
                                          InformationDraft& draft) {
    if (!(draft.follow.person == view.line.id)) {
        // What was found again after a power cut belongs to the first sheet that is opened.
        if (!draft.follow.person.empty()) draft.follow = {};
        draft.follow.person = view.line.id;
    }
    std::optional<view::Intent> intent;
    ui::Sheet sheet;
    sheet.title = view.line.name;
    sheet.note = view.line.detail;
    ui::Action add{view.add_label, ui::Icon::plus, ui::Kind::primary};
    sheet.actions = {{view.done}, add};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.small(view.points, ui::Tone::secondary, ui::Icon::comment);
        if (!view.note.empty()) ui.small(view.note, ui::Tone::secondary, ui::Icon::document);
        if (!view.prompts.empty())
            ui.card(view.prompts_title, [&] {
                for (const auto& prompt : view.prompts)
                    ui.paragraph(prompt, ui::Tone::secondary);
            });
        if (!view.report_text.empty()) ui.paragraph(view.report_text, ui::Tone::secondary);
        if (!view.read_in_label.empty() && ui.button(view.read_in_label)) {
            conference::ReportReadIn read;
            read.author = view.line.id;
            intent = view::Ask{Say<conference::ReportReadIn>{read}, {}, view.read_in_done};
        }
        if (view.can_be_heard)
            if (auto chosen = heard(ui, view, draft.follow)) intent = std::move(chosen);
        if (!view.views_label.empty() && ui.button(view.views_label))
            intent = view::OpenSheet{view.views_sheet, {}, {}};
        if (!view.called_away.empty() && ui.button(view.called_away))
            intent = view::OpenSheet{"person", view.line.id, {}};
    });
    if (!pressed) return intent;
    if (*pressed == 0) return view::CloseSheet{};
    if (!(draft.add.speaker == view.line.id)) {
        draft.add.presenter = {};
        draft.add.by_another = false;
    }
    draft.add.speaker = view.line.id;
    draft.add.choosing = false;
    return view::OpenSheet{"add", view.line.id, {}};
}

std::optional<view::Intent> put_right(ui::Ui& ui, const view::ContributionSheet& view,
                                      CorrectDraft& draft) {
    ui.strong(view.by_label);
    if (const auto who = choose_person(ui, view.by_label, view.people, draft.by))
        draft.by = view.people.at(*who).id;
    ui::TextField text;
    text.label = view.correct_question;
    text.note = view.correct_hint;
    (void)ui.text_field(text, draft.text);
    const auto blocked = draft.by.empty()                    ? view.need_by
                         : view::trimmed(draft.text).empty() ? view.need_text
                                                             : std::string{};
    if (!ui.button(view.save, ui::Kind::outlined, blocked)) return std::nullopt;
    conference::CorrectionLinked correction;
    correction.original = view.original.id;
    correction.by = draft.by;
    correction.text = view::trimmed(draft.text);
    return view::Ask{Say<conference::CorrectionLinked>{std::move(correction)}, {}, view.done_text};
}

std::optional<view::Intent> compare(ui::Ui& ui, const view::ContributionSheet& view) {
    std::optional<view::Intent> intent;
    const auto pair = [&](ContributionId other, bool settled, const std::string& done) {
        conference::ConflictPaired paired;
        paired.first = view.original.id;
        paired.second = other;
        paired.settled = settled;
        intent = view::Ask{Say<conference::ConflictPaired>{paired}, {}, done};
    };
    ui.paragraph(view.pair_help, ui::Tone::secondary);
    for (const auto& conflict : view.open_conflicts) {
        const auto& id = conflict.first;
        const auto& label = conflict.second;
        const auto name = ui.id(id.hex());
        ui.card([&] {
            ui.paragraph(label);
            if (ui.button(view.settle)) pair(id, true, view.settle_done);
        });
    }
    if (view.others.empty() && view.open_conflicts.empty())
        ui.paragraph(view.none_to_pair, ui::Tone::secondary);
    if (!view.others.empty()) {
        ui.strong(view.pair_title);
        ui.card([&] {
            for (const auto& [id, label] : view.others) {
                ui::ListRow row;
                row.label = label;
                row.icon = ui::Icon::link;
                if (ui.list_row(row)) pair(id, false, view.pair_done);
            }
        });
    }
    return intent;
}

std::optional<view::Intent> contribution_sheet(ui::Ui& ui, const view::ContributionSheet& view,
                                               CorrectDraft& draft) {
    if (!(draft.original == view.original.id)) {
        if (!draft.original.empty()) draft = {};  // as above
        draft.original = view.original.id;
    }
    std::optional<view::Intent> intent;
    ui::Sheet sheet;
    sheet.title = view.title;
    sheet.width_u = 900;
    sheet.actions = {{view.close}};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.quote(view.original.text, view.original.said_by);
        for (const auto& correction : view.original.corrections)
            ui.quote(correction.text, correction.said_by);
        if (const auto tab = ui.segmented(view.tabs_label, view.tabs, draft.tab)) draft.tab = *tab;
        auto chosen = draft.tab == 0 ? put_right(ui, view, draft) : compare(ui, view);
        if (chosen) intent = std::move(chosen);
    });
    if (pressed) intent = view::CloseSheet{};
    return intent;
}

std::optional<view::Intent> views_sheet(ui::Ui& ui, const view::ViewsSheet& view,
                                        ViewsDraft& draft) {
    if (!(draft.child == view.child && draft.person == view.person)) {
        if (!draft.person.empty()) draft = {};  // as above
        draft.child = view.child;
        draft.person = view.person;
    }
    ui::Sheet sheet;
    sheet.title = view.title;
    const bool none = draft.source && view.means_none.at(*draft.source);
    ui::Action save{view.save, ui::Icon::done, ui::Kind::primary};
    if (!draft.source || view::trimmed(draft.text).empty()) save.blocked_by = view.need;
    sheet.actions = {{view.cancel}, save};
    const auto pressed = ui.sheet(sheet, [&] {
        ui.strong(view.source_label);
        std::vector<std::string> labels;
        std::vector<bool> on;
        for (const auto& [id, label] : view.sources) {
            labels.push_back(label);
            on.push_back(draft.source == on.size());
        }
        if (const auto chosen = ui.chips(view.source_label, labels, on)) draft.source = *chosen;
        ui::TextField text;
        text.label = none ? view.none_label : view.question;
        text.hint = none ? view.none_hint : view.hint;
        (void)ui.text_field(text, draft.text);
    });
    if (!pressed) return std::nullopt;
    if (*pressed == 0) return view::CloseSheet{};
    conference::ViewsRecorded recorded;
    recorded.child = view.child;
    recorded.person = view.person;
    recorded.source = view.sources.at(*draft.source).first;
    (none ? recorded.none_because : recorded.text) = view::trimmed(draft.text);
    return view::Ask{Say<conference::ViewsRecorded>{std::move(recorded)}, {}, view.done_text};
}

}  // namespace

std::optional<view::Intent> draw_information_sheet(ui::Ui& ui, const InformationView& view,
                                                   InformationDraft& draft) {
    if (view.sheet == "add") return add_sheet(ui, view, draft.add);
    if (view.speaker) return speaker_sheet(ui, *view.speaker, draft);
    if (view.contribution) return contribution_sheet(ui, *view.contribution, draft.correct);
    if (view.views_sheet) return views_sheet(ui, *view.views_sheet, draft.views);
    return std::nullopt;
}

}  // namespace cpc::screen
