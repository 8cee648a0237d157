// SPDX-License-Identifier: Apache-2.0
// Lock, first set-up, cover, resume: what stands between a closed tablet and a meeting.
#include <utility>

#include "app/kiosk/shell.hpp"
#include "app/view/say.hpp"
#include "core/base/limits.hpp"

namespace cpc::kiosk {
namespace {

using view::Place;
using view::Setting;

constexpr std::uint64_t breath_ms = 300;

}  // namespace

// ---- lock and set-up ----

void Shell::draw_lock(ui::Ui& ui) {
    view::LockFacts facts;
    facts.now = now();
    facts.setting = unlocking_.setting;
    facts.meeting_paused = paused_;
    facts.practice = services_.practice;
    facts.practice_passphrase = services_.practice_passphrase;
    facts.busy = unlocking_.busy && now_ms_ >= unlocking_.busy_since_ms + breath_ms;
    facts.typed = unlocking_.passphrase.count();
    facts.problem = unlocking_.problem;
    if (unlocking_.busy && !facts.busy) ui.wake_at(unlocking_.busy_since_ms + breath_ms);
    const auto act =
        screen::draw(ui, view::make_lock_view(facts), unlocking_.passphrase, unlocking_.pin);
    if (act && !unlocking_.busy) lock_act(*act);
}

void Shell::lock_act(screen::LockAct act) {
    touched_ms_ = now_ms_;
    unlocking_.problem.clear();
    const bool pin = act == screen::LockAct::pin_complete;
    switch (unlocking_.setting) {
        case Setting::open:
            if (act == screen::LockAct::go_on) try_passphrase();
            break;
        case Setting::first_passphrase:
            unlocking_.first_passphrase = unlocking_.passphrase.take();
            unlocking_.setting = Setting::repeat_passphrase;
            break;
        case Setting::repeat_passphrase: {
            const auto again = unlocking_.passphrase.take();
            const bool alike = again.same_as(unlocking_.first_passphrase);
            unlocking_.setting = alike ? Setting::first_pin : Setting::first_passphrase;
            if (!alike) unlocking_.problem = view::say("setup.differs");
            break;
        }
        case Setting::first_pin:
            if (!pin) break;
            unlocking_.first_pin = unlocking_.pin.take();
            unlocking_.setting = Setting::repeat_pin;
            break;
        case Setting::repeat_pin:
            if (!pin) break;
            set_up();
            break;
    }
}

void Shell::post_open(std::function<Result<std::unique_ptr<meeting::Desk>>()> open) {
    unlocking_.busy = true;
    unlocking_.busy_since_ms = now_ms_;
    post([this, open = std::move(open), fields = draft_fields()]() -> Afterwards {
        auto desk = open();
        // A closure that is kept in a std::function must be copyable; the desk is not.
        auto brought = std::make_shared<Opened>();
        std::optional<Error> error;
        if (desk) {
            brought->desk = std::move(*desk);
            auto& opened = *brought->desk;
            brought->has_chair_pin = opened.has_chair_pin();
            brought->running = opened.running();
            if (brought->running)
                if (auto meeting = opened.meeting(*brought->running)) brought->meeting = *meeting;
            if (brought->meeting != nullptr)
                for (const auto& field : fields)
                    if (auto text = brought->meeting->draft(field); text && !text->empty())
                        brought->drafts.emplace(field, std::move(*text));
            brought->found = fresh(opened, brought->meeting);
            if (auto place = opened.state("shell.place"); place && *place) brought->place = **place;
        } else {
            error = desk.error();
        }
        return [this, brought, error] {
            unlocking_.busy = false;
            if (!error) {
                opened(std::move(*brought));
                return;
            }
            const bool wrong = error->fault == Fault::wrong_secret;
            unlocking_.problem = wrong ? view::say("lock.wrong") : error->text();
        };
    });
}

void Shell::try_passphrase() {
    // Shared, because a std::function wants to be copied; it is wiped when the last copy goes.
    auto passphrase = std::make_shared<crypto::SecretBytes>(unlocking_.passphrase.take());
    post_open([passphrase, ports = services_.ports, directory = services_.directory,
               library = services_.library] {
        return meeting::Desk::open(ports, directory, *passphrase, library);
    });
}

void Shell::set_up() {
    const auto again = unlocking_.pin.take();
    if (!again.same_as(unlocking_.first_pin)) {
        unlocking_.setting = Setting::first_pin;
        unlocking_.problem = view::say("setup.differs");
        return;
    }
    auto passphrase = std::make_shared<crypto::SecretBytes>(std::move(unlocking_.first_passphrase));
    auto pin = std::make_shared<crypto::SecretBytes>(std::move(unlocking_.first_pin));
    meeting::SetUp set_up;
    set_up.cost = services_.cost;
    set_up.site = services_.site;
    set_up.practice = services_.practice;
    post_open([passphrase, pin, set_up, ports = services_.ports, directory = services_.directory,
               library = services_.library]() -> Result<std::unique_ptr<meeting::Desk>> {
        auto desk = CPC_TRY(meeting::Desk::set_up(ports, directory, *passphrase, set_up, library));
        CPC_TRY(desk->set_chair_pin(*pin));
        return desk;
    });
}

void Shell::opened(Opened found) {
    const bool same_session = paused_;
    paused_ = false;
    unlocking_.setting = Setting::open;
    unlocking_.has_chair_pin = found.has_chair_pin;
    unlocking_.wrong = 0;
    desk_ = std::move(found.desk);
    meeting_ = found.meeting;
    drafts_ = {};
    take(std::move(found.found));
    if (meeting_ == nullptr) {
        go(Place::home);
        return;
    }
    fill_drafts(found.drafts);
    if (same_session) {
        restore_place(found.place);
        return;
    }
    // Where a text belongs is said, the text itself is not: somebody else may be looking.
    const auto part_of = [&](const std::string& field) {
        const auto prefix = field.substr(0, field.find('.'));
        for (const auto& stage : snapshot_.rules->procedure.stages)
            if (procedure::stage_word(stage.kind) == prefix) return stage.label;
        return view::say(prefix == "chair" ? "resume.draft_chair" : "prepare.title");
    };
    const auto& report = desk_->opened();
    auto& facts = resume_.facts;
    facts = {};
    facts.entries = report.entries;
    facts.repairs = report.notes;
    facts.id = snapshot_.conference;
    facts.conference = view::make_frame(*snapshot_.state, *snapshot_.rules, moment()).title;
    facts.place = view::place_of(snapshot_.state->stage).value_or(Place::introductions);
    const auto kind = conference::stage_kind(snapshot_.state->stage);
    const auto* stage = kind ? snapshot_.rules->procedure.stage(*kind) : nullptr;
    if (stage != nullptr) facts.stage = stage->label;
    for (const auto& [field, text] : found.drafts)
        facts.drafts.push_back(view::say("resume.draft", {{"field", part_of(field)}}));
    kept_place_ = found.place;
    place_ = Place::resume;
    ++version_;
}

void Shell::draw_resume(ui::Ui& ui) {
    const auto intent = screen::draw(ui, view::make_resume_view(resume_.facts));
    if (!intent) return;
    if (const auto* go_to = std::get_if<view::GoTo>(&*intent);
        go_to != nullptr && go_to->place != Place::home) {
        touched_ms_ = now_ms_;
        restore_place(kept_place_);
        return;
    }
    carry_out(*intent);
}

// ---- cover ----

void Shell::hide() {
    if (place_ == Place::hidden || place_ == Place::lock) return;
    keep_drafts();
    under_cover_ = place_;
    place_ = Place::hidden;
    unlocking_.asking_pin = false;
    unlocking_.before_home = false;
    unlocking_.problem.clear();
    unlocking_.pin.clear();
    if (handing_.on) {
        handing_.pin.clear();
        handing_.body_stays = handing_.step == view::HandStep::body;
        auto* meeting = meeting_;
        post([meeting]() -> Afterwards {
            meeting->lock_person();
            return {};
        });
    }
    ++version_;
}

void Shell::draw_hidden(ui::Ui& ui) {
    view::CoverFacts facts;
    facts.asking = unlocking_.asking_pin;
    facts.has_pin = unlocking_.has_chair_pin;
    facts.practice_pin = services_.practice_pin;
    facts.problem = unlocking_.problem;
    facts.before_home = unlocking_.before_home;
    if (handing_.on && snapshot_.state)
        facts.person = view::person_name(*snapshot_.state, handing_.person);
    const auto act = screen::draw(ui, view::make_cover_view(facts), unlocking_.pin);
    if (!act || unlocking_.busy) return;
    touched_ms_ = now_ms_;
    switch (*act) {
        case screen::CoverAct::open:
            if (handing_.on) {
                // Straight to that person's own PIN: the draft stays theirs.
                place_ = under_cover_;
                hand_step(handing_.body_stays ? view::HandStep::pin : view::HandStep::pass);
            } else if (unlocking_.has_chair_pin) {
                unlocking_.asking_pin = true;
                unlocking_.problem.clear();
            } else {
                chair_is_here();
            }
            break;
        case screen::CoverAct::pin_cancel:
            unlocking_.asking_pin = false;
            unlocking_.pin.clear();
            if (unlocking_.before_home) {
                unlocking_.before_home = false;
                under_cover_ = view::place_of(snapshot_.state->stage).value_or(Place::home);
            }
            break;
        case screen::CoverAct::pin_complete:
            try_chair_pin();
            break;
    }
    ++version_;
}

void Shell::try_chair_pin() {
    auto* desk = desk_.get();
    auto pin = std::make_shared<crypto::SecretBytes>(unlocking_.pin.take());
    if (handing_.on) pin = std::make_shared<crypto::SecretBytes>(handing_.pin.take());
    unlocking_.busy = true;
    post([this, desk, pin]() -> Afterwards {
        const auto fits = desk->check_chair_pin(*pin);
        return [this, fits] {
            unlocking_.busy = false;
            ++version_;
            if (!fits) {
                failed(fits.error());
            } else if (*fits) {
                unlocking_.wrong = 0;
                chair_is_here();
            } else if (++unlocking_.wrong >= limits::pin_tries_max) {
                unlocking_.wrong = 0;
                lock();
                unlocking_.problem = view::say("lock.locked_out");
            } else {
                const auto left = std::to_string(limits::pin_tries_max - unlocking_.wrong);
                const auto text =
                    view::say("cover.wrong") + " " + view::say("hand.tries", {{"n", left}});
                (handing_.on ? handing_.problem : unlocking_.problem) = text;
            }
        };
    });
}

void Shell::chair_is_here() {
    unlocking_.asking_pin = false;
    unlocking_.problem.clear();
    if (handing_.on) {
        end_handing();
        return;
    }
    const bool home = std::exchange(unlocking_.before_home, false);
    place_ = home ? Place::home : under_cover_;
    if (home) go(Place::home);
    ++version_;
}

void Shell::lock() {
    if (!desk_) return;
    keep_drafts();
    paused_ = in_meeting();
    place_ = Place::lock;
    sheet_ = {};
    handing_ = Handing{};
    unlocking_.setting = Setting::open;
    unlocking_.asking_pin = false;
    unlocking_.problem.clear();
    unlocking_.pin.clear();
    unlocking_.passphrase.clear();
    notice_ = {};
    history_.clear();
    undo_.reset();
    auto* desk = desk_.get();
    unlocking_.busy = true;
    unlocking_.busy_since_ms = now_ms_;
    post([this, desk]() -> Afterwards {
        const auto settled = desk->vault().settle();
        return [this, settled] {
            unlocking_.busy = false;
            if (!settled) failed(settled.error());
            // Everything that was readable goes with the keys.
            meeting_ = nullptr;
            snapshot_ = {};
            summaries_.clear();
            drafts_ = {};
            kept_.clear();
            typed_.clear();
            kept_place_.clear();
            views_ = {};
            desk_.reset();
            ++version_;
        };
    });
}

}  // namespace cpc::kiosk
