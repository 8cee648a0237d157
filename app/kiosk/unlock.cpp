// SPDX-License-Identifier: Apache-2.0
// Lock, first set-up, resume: what stands between a closed tablet and a meeting.
#include <charconv>
#include <utility>

#include "app/kiosk/acts.hpp"
#include "app/kiosk/shell.hpp"
#include "app/send/freshness.hpp"
#include "app/view/room_sheets.hpp"
#include "app/view/say.hpp"
#include "core/crypto/passphrase.hpp"
#include "core/procedure/zone.hpp"
#include "core/record/entry.hpp"
#include "core/record/time_bounds.hpp"

namespace cpc::kiosk {
namespace {

using view::Place;
using view::Setting;

constexpr std::uint64_t breath_ms = 300;
constexpr std::uint64_t tick_ms = 1'000;

// When the last thing was recorded in the meeting, by the clock it was recorded under.
std::optional<LocalTime> last_entry_of(meeting::Desk& desk, const meeting::Meeting& meeting) {
    const auto seq = meeting.state().last_seq;
    if (seq == 0 || seq >= desk.vault().size()) return std::nullopt;
    const auto raw = desk.vault().raw(seq, seq + 1);
    if (!raw || raw->empty()) return std::nullopt;
    const auto entry = record::parse(raw->front().entry);
    if (!entry || !record::believed(entry->header)) return std::nullopt;
    const auto local =
        procedure::local_time(entry->header.wall, meeting.rules().procedure.time_zone);
    return local ? std::optional<LocalTime>{*local} : std::nullopt;
}

std::optional<LocalTime> drafts_at(meeting::Desk& desk, const meeting::Meeting& meeting) {
    const auto kept = desk.state("shell.drafts_at");
    if (!kept || !*kept) return std::nullopt;
    const std::string& text = **kept;
    Instant when{};
    const auto* end = text.data() + text.size();
    if (std::from_chars(text.data(), end, when.ms).ptr != end) return std::nullopt;
    const auto local = procedure::local_time(when, meeting.rules().procedure.time_zone);
    return local ? std::optional<LocalTime>{*local} : std::nullopt;
}

// A record made for training says so in its first entry, and is never on the glass as a real one;
// nor is a real one shown, or written to, as if it were an exercise.
Result<std::unique_ptr<meeting::Desk>> of_this_kind(Result<std::unique_ptr<meeting::Desk>> desk,
                                                    bool practice) {
    if (!desk || (*desk)->practice() == practice) return desk;
    return practice
               ? fail(Fault::refused, "This is a real record, and the tablet was started to train",
                      {}, "Nothing was opened. Start it without --practice.")
               : fail(Fault::refused, "This record was made in training; it is not a real one", {},
                      "Nothing was opened. Start it with --practice, or name another folder.");
}

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
    facts.own_words = unlocking_.own_words;
    facts.problem = unlocking_.problem;
    facts.wrong = unlocking_.door_wrong;
    facts.weaker = services_.weaker;
    if (power_.battery) facts.battery_percent = power_.percent;
    const auto boot_ms = services_.ports.clock.read().boot_ms;
    if (unlocking_.door_until_boot_ms > boot_ms && unlocking_.setting == Setting::open) {
        facts.wait_ms = unlocking_.door_until_boot_ms - boot_ms;
        ui.wake_at(now_ms_ + tick_ms);
    }
    if (unlocking_.busy && !facts.busy) ui.wake_at(unlocking_.busy_since_ms + breath_ms);
    const auto act = screen::draw(ui, view::make_lock_view(facts), words_of(unlocking_.proposed),
                                  unlocking_.passphrase, unlocking_.pin);
    if (act == screen::LockAct::display) {
        touched_ms_ = now_ms_;
        sheet_ = {"display", {}, {}};
        ++version_;
    } else if (act && !unlocking_.busy) {
        lock_act(*act);
    }
    draw_shell_sheet(ui);
}

// Nobody is known before the tablet is open: what was chosen at the lock goes with who chose it.
void Shell::forget_strangers(ui::Ui& ui) {
    if (place_ != Place::lock || unlocking_.setting != Setting::open || display_ == usual_) return;
    if (now_ms_ < touched_ms_ + idle_.handover_ms) {
        ui.wake_at(touched_ms_ + idle_.handover_ms);
        return;
    }
    sheet_ = {};
    new_hands();
}

// On a practice tablet there is nothing to guess, and its passphrase stands on its screens.
void Shell::begin_set_up() {
    if (services_.practice) {
        unlocking_.setting = Setting::first_passphrase;
        return;
    }
    if (unlocking_.proposed.empty())
        unlocking_.proposed = crypto::propose_passphrase(services_.ports.entropy);
    unlocking_.own_words = false;
    unlocking_.setting = Setting::proposed;
}

void Shell::words_act(screen::LockAct act) {
    switch (act) {
        case screen::LockAct::take_words:
            unlocking_.first_passphrase = unlocking_.proposed.clone();
            unlocking_.setting = Setting::repeat_passphrase;
            break;
        case screen::LockAct::other_words:
            unlocking_.proposed = crypto::propose_passphrase(services_.ports.entropy);
            break;
        case screen::LockAct::own_words:
            unlocking_.own_words = true;
            unlocking_.setting = Setting::first_passphrase;
            break;
        case screen::LockAct::back_to_words:
            unlocking_.passphrase.clear();
            begin_set_up();
            break;
        case screen::LockAct::go_on:
        case screen::LockAct::pin_complete:
        case screen::LockAct::pin_cancel:
        case screen::LockAct::display:
            break;
    }
}

void Shell::lock_act(screen::LockAct act) {
    touched_ms_ = now_ms_;
    unlocking_.problem.clear();
    if (act != screen::LockAct::go_on && act != screen::LockAct::pin_complete &&
        act != screen::LockAct::pin_cancel) {
        words_act(act);
        return;
    }
    const bool pin = act == screen::LockAct::pin_complete;
    switch (unlocking_.setting) {
        case Setting::open:
            if (act == screen::LockAct::go_on) try_passphrase();
            break;
        case Setting::proposed:
            break;
        case Setting::first_passphrase: {
            auto wanted = unlocking_.passphrase.take();
            // On a practice tablet there is nothing to guess.
            const auto strong =
                services_.practice ? Result<void>{} : crypto::check_passphrase(wanted);
            if (!strong) {
                unlocking_.problem = strong.error().what;
                break;
            }
            unlocking_.first_passphrase = std::move(wanted);
            unlocking_.setting = Setting::repeat_passphrase;
            break;
        }
        case Setting::repeat_passphrase: {
            const auto again = unlocking_.passphrase.take();
            const bool alike = again.same_as(unlocking_.first_passphrase);
            unlocking_.setting = alike ? Setting::first_pin : Setting::first_passphrase;
            if (alike) {
                unlocking_.proposed = {};
            } else if (unlocking_.own_words) {
                unlocking_.problem = view::say("setup.differs");
            } else {
                begin_set_up();  // the same words once more
                unlocking_.problem = view::say("setup.words_differ");
            }
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
    post([this, open = std::move(open), fields = draft_fields(),
          practice = services_.practice]() -> Afterwards {
        auto desk = of_this_kind(open(), practice);
        // A closure that is kept in a std::function must be copyable; the desk is not.
        auto brought = std::make_shared<Opened>();
        std::optional<Error> error;
        store::AtTheDoor door;
        if (desk) {
            brought->desk = std::move(*desk);
            auto& opened = *brought->desk;
            brought->packs = open_packs(services_, opened);
            brought->has_chair_pin = opened.has_chair_pin();
            if (auto tries = opened.chair_pin_tries()) brought->tries = *tries;
            brought->running = opened.running();
            if (brought->running)
                if (auto meeting = opened.meeting(*brought->running)) brought->meeting = *meeting;
            if (brought->meeting != nullptr)
                for (const auto& field : fields)
                    if (auto text = brought->meeting->draft(field); text && !text->empty())
                        brought->drafts.emplace(field, std::move(*text));
            if (brought->meeting != nullptr)
                brought->last_entry = last_entry_of(opened, *brought->meeting);
            if (brought->meeting != nullptr && !brought->drafts.empty())
                brought->drafts_at = drafts_at(opened, *brought->meeting);
            brought->found = fresh(opened, brought->meeting);
            if (auto kept = opened.state("kiosk.settings"); kept && *kept)
                brought->settings = **kept;
            if (auto place = opened.state("shell.place"); place && *place) brought->place = **place;
            if (auto from = opened.state("shell.break_from"); from && *from)
                brought->break_from = LocalTime::parse(**from);
            if (auto older = send::contradictions(opened.vault(), services_.ports.files,
                                                  services_.directory + "/outbox"))
                brought->older = std::move(*older);
        } else {
            error = desk.error();
            if (auto found = store::at_the_door(services_.ports, services_.directory))
                door = *found;
        }
        return [this, brought, error, door] {
            unlocking_.busy = false;
            note_door(door);
            if (!error) {
                opened(std::move(*brought));
                return;
            }
            const bool wrong = error->fault == Fault::wrong_secret;
            const bool waits = error->fault == Fault::locked_out;
            unlocking_.problem = wrong ? view::say("lock.wrong") : error->text();
            if (waits) unlocking_.problem.clear();
        };
    });
}

void Shell::note_door(const store::AtTheDoor& door) {
    unlocking_.door_wrong = door.wrong;
    unlocking_.door_until_boot_ms =
        door.wait_ms == 0 ? 0 : services_.ports.clock.read().boot_ms + door.wait_ms;
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
    renew_ = false;
    unlocking_.setting = Setting::open;
    unlocking_.has_chair_pin = found.has_chair_pin;
    note_tries(found.tries);
    desk_ = std::move(found.desk);
    ask_clock_ = desk_->clock_in_doubt();
    clock_moved_ = false;
    clock_ahead_ms_.reset();
    older_ = std::move(found.older);
    sheet_ = {};
    take_settings(found.settings);
    meeting_ = found.meeting;
    drafts_ = {};
    take(std::move(found.found));
    if (meeting_ == nullptr) {
        go(Place::home);
        if (!found.packs)
            notice(view::NoticeKind::failed, found.packs.error().text());
        else if (*found.packs > 0)
            notice(view::NoticeKind::done, view::say_count("pack.came", *found.packs));
        return;
    }
    fill_drafts(found.drafts);
    break_from_ = found.break_from;
    if (same_session) {
        restore_place(found.place);
        end_break();
        hide_if_apart();
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
    facts.wrong_pins = static_cast<int>(unlocking_.wrong);
    facts.id = snapshot_.conference;
    facts.last_entry = found.last_entry;
    facts.drafts_at = found.drafts_at;
    facts.break_from = break_from_;
    facts.now = now();
    for (const auto& [id, child] : snapshot_.state->children)
        facts.ballot_open = facts.ballot_open || (child.ballot && !child.ballot->closed);
    facts.conference = view::make_frame(*snapshot_.state, *snapshot_.rules, moment()).title;
    facts.place = view::place_of(snapshot_.state->stage).value_or(Place::introductions);
    const auto* stage = view::procedure_stage(snapshot_.rules->procedure, snapshot_.state->stage);
    if (stage != nullptr) facts.stage = stage->label;
    for (const auto& [field, text] : found.drafts)
        facts.drafts.push_back(view::say("resume.draft", {{"field", part_of(field)}}));
    kept_place_ = found.place;
    place_ = Place::resume;
    ++version_;
}

// Who is in the room after a break is not known: the chair looks round before it is shown again.
void Shell::hide_if_apart() {
    if (snapshot_.state && snapshot_.state->open_segment() != nullptr) hide();
}

void Shell::draw_resume(ui::Ui& ui) {
    const auto intent = screen::draw(ui, view::make_resume_view(resume_.facts));
    if (!intent) return;
    end_break();
    if (const auto* go_to = std::get_if<view::GoTo>(&*intent);
        go_to != nullptr && go_to->place != Place::home) {
        touched_ms_ = now_ms_;
        restore_place(kept_place_);
        hide_if_apart();
        return;
    }
    carry_out(*intent);
}

void Shell::lock_at_once() {
    if (place_ == Place::lock) return;
    failure_.reset();
    lock();
}

std::unique_ptr<Shell> Shell::renewed(std::unique_ptr<Shell> old) {
    auto fresh = std::make_unique<Shell>(old->services_);
    fresh->idle_ = old->idle_;
    fresh->hide_minutes_ = old->hide_minutes_;
    fresh->display_ = fresh->usual_ = old->usual_;
    fresh->paused_ = old->paused_;
    return fresh;
}

void Shell::lock() {
    if (!desk_) return;
    end_view();
    keep_drafts();
    paused_ = in_meeting();
    place_ = Place::lock;
    sheet_ = {};
    handing_ = Handing{};
    forget_new_pin();
    new_hands();
    unlocking_.setting = Setting::open;
    unlocking_.asking_pin = false;
    unlocking_.cover = view::CoverFor::place;
    unlocking_.chair_until_ms = 0;
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
        auto settled = desk->destroy_spent_keys(meeting::Desk::Spent::at_lock);
        if (settled) settled = desk->vault().settle();
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
            field_ = write_again_ = 0;
            views_ = {};
            desk_.reset();
            watched_ = {};
            ask_clock_ = false;
            older_.clear();
            failed_ask_.reset();
            turned_.reset();
            last_refusal_.reset();
            resume_ = {};
            renew_ = true;
            ++version_;
        };
    });
}

}  // namespace cpc::kiosk
