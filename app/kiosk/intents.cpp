// SPDX-License-Identifier: Apache-2.0
// What somebody wants, carried out.
#include <utility>

#include "app/kiosk/complete.hpp"
#include "app/kiosk/shell.hpp"
#include "app/view/asked.hpp"
#include "app/view/request.hpp"
#include "app/view/room_sheets.hpp"
#include "app/view/say.hpp"
#include "app/view/sheets.hpp"
#include "core/conference/decide.hpp"

namespace cpc::kiosk {
namespace {

using conference::Say;
using view::NoticeKind;
using view::Place;

std::string stage_label(const conference::Rulebook& rules, conference::Stage stage) {
    const auto* known = view::procedure_stage(rules.procedure, stage);
    return known == nullptr ? std::string{} : known->label;
}

// Later than the next stage, and everything in between is complete: only the reason is missing.
bool may_pass_over_to(const Snapshot& record, conference::Stage stage, const LocalTime& now) {
    if (static_cast<int>(stage) <= static_cast<int>(record.state->stage) + 1) return false;
    const auto answer = conference::decide(*record.state, *record.rules, {now, {}},
                                           conference::EnterStage{stage, "…"});
    return !std::holds_alternative<conference::Refusal>(answer);
}

// The confirmation line where the screen had no words of its own.
std::string done_words(const conference::Command& command) {
    if (const auto* child = std::get_if<Say<conference::ChildAdded>>(&command))
        return view::say("done.added", {{"who", child->fact.ref}});
    if (const auto* person = std::get_if<Say<conference::PersonInvited>>(&command))
        return view::say("done.added", {{"who", person->fact.name}});
    if (std::holds_alternative<Say<conference::ReportReceived>>(command))
        return view::say("done.report");
    if (std::holds_alternative<Say<conference::PointConfirmed>>(command))
        return view::say("intro.point_done");
    if (const auto* stage = std::get_if<conference::EnterStage>(&command))
        return view::say(
            "done.stage",
            {{"stage", view::say("stage." + std::string{conference::word(stage->stage)})}});
    return view::say("shell.recorded");
}

}  // namespace

void Shell::carry_out(const view::Intent& intent) {
    touched_ms_ = now_ms_;
    std::visit([this](const auto& wanted) { carry(wanted); }, intent);
}

void Shell::carry(const view::Ask& ask) {
    if (!desk_) return;
    last_refusal_.reset();
    if (notice_.kind == NoticeKind::refused || notice_.kind == NoticeKind::failed) notice_ = {};
    if (const auto* opens = std::get_if<Say<conference::ConferenceOpened>>(&ask.command)) {
        begin_conference(opens->fact, ask.done_text);
        return;
    }
    // A second tap on a slow disk does not say it twice.
    if (meeting_ == nullptr || (asking_ && !sheet_.name.empty())) return;
    asking_ = true;
    auto* desk = desk_.get();
    auto* meeting = meeting_;
    post([this, desk, meeting, ask]() -> Afterwards {
        const auto command = complete(ask.command, *desk, meeting->now());
        auto reply = meeting->submit(command, ask.actor);
        auto found = fresh(*desk, meeting);
        return [this, ask, reply = std::move(reply), found = std::move(found)]() mutable {
            answered(ask, reply, std::move(found));
        };
    });
}

void Shell::answered(const view::Ask& ask, const Result<meeting::Reply>& reply, Fresh found) {
    asking_ = false;
    if (!reply) {
        failed_ask_ = ask;
        not_saved_ = true;
        turned_.reset();
        failed(reply.error());
        return;
    }
    not_saved_ = false;
    if (const auto* refusal = std::get_if<conference::Refusal>(&*reply)) {
        turned_.reset();
        take(std::move(found));
        refused(*refusal);
        return;
    }
    remember_undo(ask, found);
    take(std::move(found));
    const bool of_children = sheet_.name == view::here_for_sheet;
    const bool closes = said(ask.command, drafts_);
    if (closes) sheet_ = {};
    keep_drafts();
    notice(NoticeKind::done, ask.done_text.empty() ? done_words(ask.command) : ask.done_text);
    if (handing_.on && handing_.step == view::HandStep::body) {
        hand_step(view::HandStep::thanks);
        return;
    }
    if (const auto* stage = std::get_if<conference::EnterStage>(&ask.command))
        go(view::place_of(stage->stage).value_or(Place::home));
    if (std::holds_alternative<conference::CloseConference>(ask.command) ||
        std::holds_alternative<conference::CancelConference>(ask.command)) {
        go(Place::closed);
        new_hands();
    }
    if (std::holds_alternative<Say<conference::ConferenceAdjourned>>(ask.command)) new_hands();
    if (std::holds_alternative<Say<conference::ConferenceResumed>>(ask.command) && snapshot_.state)
        go(view::place_of(snapshot_.state->stage).value_or(Place::home));
    const bool invited = std::holds_alternative<Say<conference::PersonInvited>>(ask.command);
    // A child who came on the list later is nobody's until it is said: it is asked at once.
    if (((invited && of_children) ||
         std::holds_alternative<Say<conference::ChildAdded>>(ask.command)) &&
        snapshot_.state && !conference::here_for_unsaid(*snapshot_.state).empty())
        open_sheet(std::string{view::here_for_sheet});
    // Who came unexpectedly is next recorded as here: in the room, by telephone or by video.
    if (invited && !of_children && snapshot_.state &&
        snapshot_.state->stage > conference::Stage::introductions) {
        go(Place::introductions);
        open_sheet("person", snapshot_.state->person_order.back());
    }
    if (closes) keep_place();
}

// One button: it takes the last act back, and then does it again, until something else is done.
void Shell::remember_undo(const view::Ask& ask, const Fresh& found) {
    undo_ = std::exchange(turned_, std::nullopt);
    if (undo_ || !snapshot_.state || !found.record.state) return;
    undo_ = take_back_of(ask, ask.done_text.empty() ? done_words(ask.command) : ask.done_text,
                         *snapshot_.state, *found.record.state, *found.record.rules, now());
}

void Shell::turn_last_act() {
    if (!undo_ || asking_) return;
    const auto taken = *std::exchange(undo_, std::nullopt);
    turned_ = TakeBack{taken.other, taken.ask, taken.done_words, !taken.again};
    carry(taken.ask);
}

void Shell::refused(const conference::Refusal& refusal) {
    last_refusal_ = refusal;
    notice(NoticeKind::refused, view::refusal_text(refusal));
}

void Shell::failed(const Error& error) {
    failure_ = error;
    notice(NoticeKind::failed, error.what);
}

void Shell::begin_conference(conference::ConferenceOpened opened, std::string done_text) {
    auto* desk = desk_.get();
    post(
        [this, desk, opened = std::move(opened), done_text = std::move(done_text)]() -> Afterwards {
            // Space for a whole meeting first: nobody is asked anything that may not be recorded.
            std::vector<std::string> warnings;
            if (!desk->practice()) {
                auto ready = desk->vault().make_ready();
                if (!ready) return [this, error = ready.error()] { failed(error); };
                warnings = std::move(*ready);
            }
            auto begun = desk->begin(opened.procedure, opened);
            auto* meeting = begun ? begun->meeting : nullptr;
            auto found = fresh(*desk, meeting);
            return [this, begun = std::move(begun), found = std::move(found), meeting, done_text,
                    warnings = std::move(warnings)] {
                if (!begun) {
                    failed(begun.error());
                    return;
                }
                if (begun->refusal) {
                    refused(*begun->refusal);
                    return;
                }
                auto kept = drafts_.home;
                const bool asked = std::exchange(kept.for_request, false);
                drafts_ = {};
                drafts_.home = kept;
                kept_.clear();
                meeting_ = meeting;
                take(found);
                new_hands();
                go(Place::prepare);
                if (asked) open_sheet(std::string{view::request_sheet});
                if (warnings.empty()) {
                    notice(NoticeKind::done,
                           done_text.empty() ? view::say("shell.recorded") : done_text);
                } else {
                    notice(NoticeKind::failed, warnings.front());
                }
            };
        });
}

void Shell::open_conference(ConferenceId id, Place place) {
    auto* desk = desk_.get();
    post([this, desk, id, place, fields = draft_fields()]() -> Afterwards {
        auto meeting = desk->meeting(id);
        if (!meeting) return [this, error = meeting.error()] { failed(error); };
        std::map<std::string, std::string> kept;
        for (const auto& field : fields)
            if (auto text = (*meeting)->draft(field); text && !text->empty())
                kept.emplace(field, std::move(*text));
        auto found = fresh(*desk, *meeting);
        return [this, meeting = *meeting, kept = std::move(kept), found = std::move(found), place] {
            const auto home = drafts_.home;
            drafts_ = {};
            drafts_.home = home;
            meeting_ = meeting;
            take(found);
            new_hands();
            fill_drafts(kept);
            go(place);
        };
    });
}

void Shell::carry(const view::GoTo& go_to) {
    if (!go_to.conference.empty() &&
        !(snapshot_.state && snapshot_.conference == go_to.conference)) {
        open_conference(go_to.conference, go_to.place);
        return;
    }
    if (go_to.place == Place::home && snapshot_.state && snapshot_.state->family_in_room() &&
        !snapshot_.state->closed && unlocking_.has_chair_pin) {
        cover_for(view::CoverFor::home);
        return;
    }
    if (const auto stage = view::stage_of(go_to.place);
        stage && snapshot_.state && *stage > snapshot_.state->stage) {
        if (may_pass_over_to(snapshot_, *stage, now())) {
            open_sheet(view::stage_sheet_name(*stage));
            return;
        }
        notice(NoticeKind::refused,
               view::say("shell.not_there_yet",
                         {{"stage", stage_label(*snapshot_.rules, *stage)},
                          {"now", stage_label(*snapshot_.rules, snapshot_.state->stage)}}));
        return;
    }
    if (notice_.kind == NoticeKind::refused) notice_ = {};
    go(go_to.place, go_to.child);
}

void Shell::carry(const view::PassTo& pass) {
    pass_to(pass);
}

void Shell::carry(const view::HideScreen&) {
    hide();
}

void Shell::carry(const view::LockTablet&) {
    lock();
}

void Shell::carry(const view::OpenSheet& open) {
    if (view::chair_only(open.sheet))
        ask_chair_sheet(open);
    else
        open_sheet(open.sheet, open.person, open.contribution);
}

void Shell::carry(const view::CloseSheet&) {
    if (handing_.on) {
        leave_body();
        return;
    }
    const bool text_left = !typed_.empty() && typed_ != kept_;
    close_sheet();
    if (text_left) {
        keep_drafts();
        notice(NoticeKind::done, view::say("shell.draft_kept"));
    }
}

void Shell::carry(const view::Do& act) {
    if (act.act == "undo") {
        turn_last_act();
    } else if (act.act == "say") {
        notice(NoticeKind::refused, act.about);
    } else if (act.act == "cosign") {
        cosign();
    } else if (!do_act(*this, act)) {
        notice(NoticeKind::refused, view::say("shell.not_possible"));
    }
}

}  // namespace cpc::kiosk
