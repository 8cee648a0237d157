// SPDX-License-Identifier: Apache-2.0
// Presses about what is known, and what is feared.
#include <algorithm>

#include "app/stage/press_names.hpp"
#include "app/stage/screen_hands.hpp"
#include "app/view/information.hpp"
#include "app/view/own_risk.hpp"
#include "app/view/risk.hpp"
#include "core/conference/own_hand.hpp"

namespace cpc::stage {

using namespace cpc::conference;
using Want = Stage::Want;
using view::Place;

namespace {

const ContributionRecorded* said_of(const State& state, ContributionId id) {
    for (const auto& contribution : state.contributions)
        if (contribution.said.contribution == id) return &contribution.said;
    return nullptr;
}

std::string label_in(const std::vector<std::pair<std::string, std::string>>& words,
                     const std::string& id) {
    for (const auto& [known, label] : words)
        if (known == id) return label;
    return {};
}

}  // namespace

Result<void> ScreenHands::perform(const Say<ContributionRecorded>& say_said) {
    const auto& said = say_said.fact;
    CPC_TRY(go(Place::information));
    CPC_TRY(stage_->press(view::say("info.add")));
    const auto view =
        view::make_information_view(state(), meeting_->rules(), moment({"add", {}, {}}));
    const auto& words = view.add;
    const auto name = in(words.speaker_label, name_of(said.speaker));
    if (!stage_->can_press(name)) {
        // Somebody else spoke last: their row opens the choice.
        CPC_TRY(stage_->press_that(
            [&](const ui::Entry& entry) {
                return entry.role == ui::Role::button &&
                       std::any_of(words.speakers.begin(), words.speakers.end(),
                                   [&](const auto& each) { return each.name == entry.label; });
            },
            "the speaker"));
    }
    CPC_TRY(stage_->choose(name));
    for (const auto& label : words.labels)
        if (label.label == said.label) CPC_TRY(stage_->choose(in(words.kind_question, label.word)));
    if (view.children.size() > 1)
        for (const auto& [id, ref] : view.children) {
            const bool about =
                std::find(said.children.begin(), said.children.end(), id) != said.children.end();
            CPC_TRY(stage_->choose(in(words.children_question, ref), about ? Want::on : Want::off));
        }
    if (!said.presenter.empty()) {
        const auto who = std::find_if(words.speakers.begin(), words.speakers.end(),
                                      [&](const auto& each) { return each.id == said.speaker; });
        if (who == words.speakers.end()) return no_screen("this person is not among the speakers");
        const bool absent = words.absent.at(static_cast<std::size_t>(who - words.speakers.begin()));
        if (!absent) CPC_TRY(stage_->choose(words.by_another));
        CPC_TRY(stage_->choose(
            in(absent ? words.presenter_label : words.by_another_who, name_of(said.presenter))));
    }
    CPC_TRY(stage_->fill(words.text_question, said.text));
    CPC_TRY(stage_->fill(words.source_question, said.source));
    if (!words.relevance.empty())
        CPC_TRY(stage_->choose(words.relevance_label, said.relevance ? Want::on : Want::off));
    CPC_TRY(stage_->look("information-add"));
    if (said.risk_issue || said.third_party || said.authority) {
        if (stage_->can_press(words.more)) CPC_TRY(stage_->press(words.more));
        const auto want = [](const std::optional<bool>& on) {
            return on.value_or(false) ? Want::on : Want::off;
        };
        CPC_TRY(stage_->choose(words.risk_issue, want(said.risk_issue)));
        CPC_TRY(stage_->choose(words.third_party, want(said.third_party)));
        CPC_TRY(stage_->fill(words.authority, said.authority.value_or(std::string{})));
        CPC_TRY(stage_->look("information-add-more"));
    }
    CPC_TRY(stage_->press(words.save));
    return stage_->look("information-said");
}

// The pencil on the card that shows these words.
Result<void> ScreenHands::edit_contribution(ContributionId original) {
    const auto* said = said_of(state(), original);
    if (said == nullptr) return no_screen("nothing was said under this number");
    CPC_TRY(go(Place::information));
    const auto fits = [&](const ui::Entry& entry) {
        if (entry.label != view::say("info.edit")) return false;
        const auto all = stage_->driver().entries();
        return std::any_of(all.begin(), all.end(), [&](const ui::Entry& card) {
            const auto at = entry.rect.centre();
            return card.role == ui::Role::article && card.label == said->text &&
                   at.x >= card.rect.x && at.x < card.rect.right() && at.y >= card.rect.y &&
                   at.y < card.rect.bottom();
        });
    };
    return stage_->press_that(fits, "the pencil of the card \"" + said->text + "\"");
}

Result<void> ScreenHands::perform(const Say<CorrectionLinked>& say_correction) {
    const auto& correction = say_correction.fact;
    CPC_TRY(edit_contribution(correction.original));
    CPC_TRY(stage_->choose(in(view::say("correct.what"), view::say("correct.tab"))));
    CPC_TRY(stage_->choose(in(view::say("correct.by"), name_of(correction.by))));
    CPC_TRY(stage_->fill(view::say("correct.question"), correction.text));
    CPC_TRY(stage_->look("information-put-right"));
    return stage_->press(view::say("correct.save"));
}

Result<void> ScreenHands::perform(const Say<ConflictPaired>& say_pair) {
    const auto* other = said_of(state(), say_pair.fact.second);
    if (other == nullptr) return no_screen("nothing was said under this number");
    CPC_TRY(edit_contribution(say_pair.fact.first));
    CPC_TRY(stage_->choose(in(view::say("correct.what"), view::say("correct.pair_tab"))));
    CPC_TRY(stage_->look("information-compare"));
    if (say_pair.fact.settled) return stage_->press(view::say("correct.settle"));
    return stage_->press(
        view::say("correct.other", {{"who", name_of(other->speaker)}, {"text", other->text}}));
}

Result<void> ScreenHands::perform(const Say<AgencyHeard>& say_heard) {
    const auto& heard = say_heard.fact;
    CPC_TRY(go(Place::information));
    CPC_TRY(stage_->press(name_of(heard.person)));
    const auto view = view::make_information_view(state(), meeting_->rules(),
                                                  moment({"speaker", heard.person, {}}));
    if (!view.speaker) return no_screen("this person has no place among the speakers");
    CPC_TRY(stage_->look("information-speaker"));
    const auto label = view.speaker->heard.at(static_cast<std::size_t>(heard.heard));
    CPC_TRY(stage_->choose(in(view.speaker->heard_label, label)));
    if (heard.heard != Heard::to_follow) return {};
    CPC_TRY(stage_->fill(view.speaker->owner_label, heard.owner));
    if (heard.due) CPC_TRY(stage_->set_date(*heard.due));
    CPC_TRY(stage_->look("information-to-follow"));
    return stage_->press(view.speaker->follow_record);
}

Result<void> ScreenHands::perform(const Say<ReportReadIn>& say_read) {
    CPC_TRY(go(Place::information));
    CPC_TRY(stage_->press(name_of(say_read.fact.author)));
    CPC_TRY(stage_->look("information-speaker-absent"));
    return stage_->press(view::say("speaker.read_in"));
}

Result<void> ScreenHands::perform(const Say<ViewsRecorded>& say_views) {
    const auto& views = say_views.fact;
    CPC_TRY(go(Place::information));
    const auto all = view::make_information_view(state(), meeting_->rules(), moment());
    const auto row = std::find_if(all.views.begin(), all.views.end(), [&](const auto& each) {
        return each.child == views.child && each.person == views.person;
    });
    if (row == all.views.end()) return no_screen("nobody is asked for these views");
    CPC_TRY(stage_->press(row->add_label));
    const auto open =
        view::make_information_view(state(), meeting_->rules(), moment({row->sheet, {}, {}}));
    if (!open.views_sheet) return no_screen("the sheet for these views does not open");
    const auto& sheet = *open.views_sheet;
    CPC_TRY(stage_->choose(in(sheet.source_label, label_in(sheet.sources, views.source))));
    const bool none = !views.none_because.empty();
    CPC_TRY(stage_->fill(none ? sheet.none_label : sheet.question,
                         none ? views.none_because : views.text));
    CPC_TRY(stage_->look("information-views"));
    return stage_->press(sheet.save);
}

// ---- what is feared ----

Result<void> ScreenHands::perform(const Say<RiskNoted>& say_risk) {
    const auto& risk = say_risk.fact;
    CPC_TRY(go(Place::risk, risk.child));
    auto here_now = moment();
    here_now.child = risk.child;
    const auto view = view::make_risk_view(state(), meeting_->rules(), here_now);
    const auto card = std::find_if(view.cards.begin(), view.cards.end(),
                                   [&](const auto& each) { return each.kind == risk.kind; });
    if (card == view.cards.end()) return no_screen("this kind of line has no card");
    CPC_TRY(stage_->press(card->main ? card->add_label : card->title));
    CPC_TRY(stage_->fill(card->prompt, risk.text));
    if (card->has_degree) {
        if (!risk.severity.empty())
            CPC_TRY(stage_->choose(
                in(view::say("risk.how-bad"), label_in(view.severity, risk.severity))));
        if (!risk.likelihood.empty())
            CPC_TRY(stage_->choose(
                in(view::say("risk.how-likely"), label_in(view.likelihood, risk.likelihood))));
    }
    for (const auto& evidence : view.evidence) {
        const bool rests = std::find(risk.evidence.begin(), risk.evidence.end(), evidence.id) !=
                           risk.evidence.end();
        CPC_TRY(stage_->choose(evidence.label, rests ? Want::on : Want::off));
    }
    CPC_TRY(stage_->look(card->has_degree ? "risk-line" : "risk-line-plain"));
    return stage_->press(view::say("stages.record"));
}

Result<void> ScreenHands::perform(const Say<SafetyScored>& say_score) {
    const auto& score = say_score.fact;
    const auto* person = state().person(score.by);
    if (person != nullptr && scores_by_own_hand(*person)) return own_score(score);
    CPC_TRY(go(Place::risk, score.child));
    const auto who = score.by.empty() ? view::say("risk.scale-room") : name_of(score.by);
    CPC_TRY(stage_->choose(in(view::say("risk.scale-who"), who)));
    const auto scale = view::say("risk.scale", {{"child", state().child(score.child)->added.ref}});
    CPC_TRY(stage_->look("risk-scale"));
    return stage_->press(in(scale, std::to_string(score.score)));
}

Result<void> ScreenHands::own_score(const SafetyScored& score) {
    CPC_TRY(open_hand(view::Handover::risk, score.by, score.child));
    const auto own =
        view::make_own_risk_view(state(), meeting_->rules(), moment(), score.by, score.child);
    CPC_TRY(stage_->look("own-risk"));
    CPC_TRY(stage_->choose(in(own.scale, std::to_string(score.score))));
    CPC_TRY(stage_->look("own-risk-chosen"));
    CPC_TRY(stage_->hold(own.hold_label));
    return stage_->look("own-risk-thanks");
}

Result<void> ScreenHands::perform(const Say<RiskSummarised>& say_summary) {
    const auto& summary = say_summary.fact;
    CPC_TRY(go(Place::risk, summary.child));
    auto here_now = moment();
    here_now.child = summary.child;
    const auto view = view::make_risk_view(state(), meeting_->rules(), here_now);
    if (stage_->can_press(view::say("risk.summary-change")))
        CPC_TRY(stage_->press(view::say("risk.summary-change")));
    CPC_TRY(stage_->fill(view.summary_prompt, summary.text));
    CPC_TRY(stage_->look("risk-summary"));
    return stage_->press(view::say("risk.summary-save"));
}

}  // namespace cpc::stage
