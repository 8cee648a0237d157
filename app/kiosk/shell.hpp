// SPDX-License-Identifier: Apache-2.0
// The shell: which place is on the glass, what is typed and not yet said, which sheet is open, who
// holds the tablet. It turns a screen's intent into an act and the act into fresh views.
//
// What always holds: nothing that can block runs on the drawing thread (worker.hpp); screens are
// made from a snapshot of the record that no other thread changes; a place that is covered (hidden,
// locked) is not drawn at all; a draft is kept, encrypted, two seconds after its last key and
// whenever the tablet is hidden, locked, passed on or goes to another stage.
//
// How a screen plugs in: places.cpp names, for each Place and each purpose of a hand-over, the view
// and the screen that draws it. The shell knows none of them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/kiosk/drafts.hpp"
#include "app/kiosk/handover.hpp"
#include "app/kiosk/idle.hpp"
#include "app/kiosk/places.hpp"
#include "app/kiosk/secrets.hpp"
#include "app/kiosk/settings.hpp"
#include "app/kiosk/undo.hpp"
#include "app/kiosk/watched.hpp"
#include "app/kiosk/worker.hpp"
#include "app/meeting/desk.hpp"
#include "app/report/translations.hpp"
#include "app/screen/lock.hpp"
#include "app/ui/ui.hpp"
#include "app/view/family_display.hpp"
#include "core/base/pages.hpp"
#include "core/base/power.hpp"

namespace cpc::kiosk {

struct Services {
    store::Ports ports;
    Worker& worker;
    meeting::Library library;
    std::string directory;  // of the vault
    std::string site;       // written into a new vault
    crypto::KeyslotCost cost;
    bool practice = false;
    // Shown where they are asked for; a real tablet has none.
    std::string practice_passphrase, practice_pin;
    // Guards of the program that are missing here; the lock screen says each.
    std::vector<std::string> weaker{};
    Power* power = nullptr;  // nothing: nobody is told of a battery
    view::GlassFacts glass{};
    std::string program_file{};
    report::Phrasebooks phrasebooks{};     // papers in other languages than English
    std::vector<play::Family> families{};  // to practise with; a real tablet has none
    bool strip = false;                    // a training tablet that people hold: Ui::band
    Pages* pages = nullptr;                // nothing: no file from outside can be opened
    Printers* printers = nullptr;          // nothing: papers go to sticks only
};

class Shell {
  public:
    explicit Shell(Services services);
    ~Shell();
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    // One pass of one frame. Give it to Glass or Driver as their Draw.
    void draw(ui::Ui& ui);
    // A finger or key was used. Whoever feeds events says so, for the idle times.
    void touched(std::uint64_t now_ms) { touched_ms_ = now_ms; }

    [[nodiscard]] view::Place place() const { return place_; }
    [[nodiscard]] const Display& display() const { return display_; }
    void show_as(const Display& display);
    [[nodiscard]] bool unlocked() const { return desk_ != nullptr; }
    [[nodiscard]] bool busy() const { return services_.worker.pending() > 0; }
    [[nodiscard]] meeting::Desk* desk() { return desk_.get(); }
    [[nodiscard]] meeting::Meeting* meeting() { return meeting_; }
    // What the procedure said to the last thing that was asked, if it said no.
    [[nodiscard]] const std::optional<conference::Refusal>& last_refusal() const {
        return last_refusal_;
    }
    void set_idle_times(const IdleTimes& times) { idle_ = times; }
    // The lid, the power key, a stick, a machine that slept: the keys go now, meeting or not. A
    // meeting under way is paused and comes back to the same place.
    void lock_at_once();
    // Locked, and nothing of the shell that was open needs to stay in memory: see renewed().
    [[nodiscard]] bool wants_renewal() const { return renew_ && !failure_; }
    // A new shell in the old one's place; whatever the old one held is gone with it.
    [[nodiscard]] static std::unique_ptr<Shell> renewed(std::unique_ptr<Shell> old);
    // Begins unlocked, as after the passphrase: tests and scripted meetings.
    void adopt(std::unique_ptr<meeting::Desk> desk);

    // ---- for places.cpp: acts by name (view::Do) ----
    [[nodiscard]] Drafts& drafts() { return drafts_; }
    [[nodiscard]] Services& services() { return services_; }
    // Runs `job` off the drawing thread with the unlocked tablet and the open meeting, then says
    // `done_text` in the confirmation line and runs `after` on the drawing thread.
    using Work = std::function<Result<void>(meeting::Desk&, meeting::Meeting*)>;
    void work(Work job, std::string done_text, Afterwards after = {});
    // For what only reads, and may have to give way: no fresh look at the record afterwards, and
    // nothing is begun while the tablet is being locked.
    using Look = std::function<void(meeting::Desk&)>;
    void look(Look job, Afterwards after);
    [[nodiscard]] LocalTime now() const;
    // Against the one that cannot be set, since the tablet was opened (ui-design 5).
    [[nodiscard]] bool clock_moved() const { return clock_moved_; }
    void ask_about_clock();
    // Of the tablet, not of whoever holds it: kept, and there again after a restart.
    [[nodiscard]] TabletSettings settings() const;
    // An act that changes one of them, or takes the last change back; false: it is none.
    bool change_setting(const view::Do& act);
    void begin_new_pin();
    // The cover, with the words for those who wait.
    void take_break();
    void open_conference(ConferenceId id, view::Place place);
    // Home, and nothing of the conference that was open stays here: it may go from the tablet now.
    void leave_conference();
    // What a second display may show now; of a type that can hold nothing else.
    [[nodiscard]] view::FamilyDisplay family_display() const;
    void go(view::Place place, ChildId child = {});
    void open_sheet(std::string name, PersonId person = {}, ContributionId contribution = {});
    void close_sheet();
    void notice(view::NoticeKind kind, std::string text);

  private:
    // What a job brings back from the worker's thread.
    struct Fresh {
        Snapshot record;
        std::vector<meeting::Summary> summaries;
    };

    // shell.cpp: what is on the glass
    void draw_here(ui::Ui& ui);
    void draw_shell_sheet(ui::Ui& ui);
    void draw_failure(ui::Ui& ui);
    [[nodiscard]] view::Moment moment() const;
    [[nodiscard]] Scene scene();
    void watch_time(ui::Ui& ui);
    [[nodiscard]] bool in_meeting() const;

    // intents.cpp: what somebody wants
    void new_hands();
    void carry_out(const view::Intent& intent);
    void carry(const view::Ask& ask);
    void carry(const view::GoTo& go_to);
    void carry(const view::PassTo& pass);
    void carry(const view::HideScreen& hide);
    void carry(const view::LockTablet& lock);
    void carry(const view::OpenSheet& open);
    void carry(const view::CloseSheet& close);
    void carry(const view::Do& act);
    void begin_conference(conference::ConferenceOpened opened, std::string done_text);
    void answered(const view::Ask& ask, const Result<meeting::Reply>& reply, Fresh fresh);
    void remember_undo(const view::Ask& ask, const Fresh& found);
    void turn_last_act();
    void failed(const Error& error);

    // unlock.cpp: lock, first set-up, resume
    void draw_lock(ui::Ui& ui);
    void draw_resume(ui::Ui& ui);
    void forget_strangers(ui::Ui& ui);
    void hide_if_apart();
    void begin_set_up();
    void words_act(screen::LockAct act);
    void lock_act(screen::LockAct act);
    void note_door(const store::AtTheDoor& door);
    void try_passphrase();
    void set_up();
    // What opening the vault brought back from the worker's thread.
    struct Opened {
        std::unique_ptr<meeting::Desk> desk;
        bool has_chair_pin = false;
        meeting::Desk::PinAnswer tries;
        std::optional<ConferenceId> running;
        meeting::Meeting* meeting = nullptr;
        Fresh found;
        std::map<std::string, std::string> drafts;
        std::string place;
        std::string settings;
        std::optional<LocalTime> last_entry;
        std::optional<LocalTime> drafts_at;
        std::optional<LocalTime> break_from;
        std::vector<std::string> older;              // what receipts say against the record
        Result<std::size_t> packs = std::size_t{0};  // conferences that came from the centre
    };
    void post_open(std::function<Result<std::unique_ptr<meeting::Desk>>()> open);
    void opened(Opened found);
    void lock();

    // cover.cpp: the cover, the chair's PIN, what is for the chair only
    void draw_hidden(ui::Ui& ui);
    void cover_act(screen::CoverAct act);
    void open_cover();
    void leave_cover();
    void hide();
    void cover_for(view::CoverFor what);
    void keep_break();
    void end_break();
    void take_back();
    void ask_chair_sheet(const view::OpenSheet& wanted);
    void try_chair_pin();
    void chair_is_here();
    void remember_chair();
    [[nodiscard]] bool chair_was_just_here() const;
    [[nodiscard]] bool person_opens() const;
    void note_tries(const meeting::Desk::PinAnswer& answer);

    // handing.cpp: the tablet goes from hand to hand
    void draw_handing(ui::Ui& ui);
    void hand_act(screen::HandAct act);
    void hand_pin_complete();
    void try_person_pin(crypto::SecretBytes pin);
    void sign_in(crypto::SecretBytes pin);
    void pass_to(const view::PassTo& pass);
    void hand_step(view::HandStep step);
    void help_said();
    void hand_display(screen::HandAct act);
    [[nodiscard]] view::HandFacts hand_facts();
    void leave_body();
    void end_handing();
    void cosign();
    [[nodiscard]] HandedOver handed() const;

    // clock.cpp: the chair is asked once whether a doubtful clock is right
    void draw_clock(ui::Ui& ui);
    void watch_clock(const ClockReading& reading);
    // power.cpp: the battery, once a minute
    void watch_power();
    void power_is(const PowerReading& reading);
    void draw_charger(ui::Ui& ui);
    // settings.cpp: what the chair chose for this tablet
    enum class NewPin : std::uint8_t { none, first, repeat };
    void take_settings(const std::string& line);
    void watch_settings();
    void set(const TabletSettings& wanted);
    [[nodiscard]] view::SettingsFacts settings_facts() const;
    void draw_new_pin(ui::Ui& ui);
    void new_pin_typed();
    void forget_new_pin();
    // older.cpp: and that the record was put back to an earlier day
    void draw_older(ui::Ui& ui);

    // watching.cpp: who looked at what is part of the record
    void watch_views(ui::Ui& ui);
    void write_view(std::uint64_t shown_ms);
    void end_view();
    void note_slip();
    template <class Event>
    void write_down(Event event);

    // keeping.cpp: drafts and the place, across power loss
    void watch_drafts(ui::Ui& ui);
    void watch_field(ui::Ui& ui);
    void keep_drafts();
    [[nodiscard]] std::map<std::string, std::string> texts();
    [[nodiscard]] std::vector<std::string> draft_fields();
    void fill_drafts(const std::map<std::string, std::string>& kept);
    void keep_place();
    void restore_place(const std::string& kept);

    void refused(const conference::Refusal& refusal);
    [[nodiscard]] static Fresh fresh(meeting::Desk& desk, meeting::Meeting* meeting);
    void take(Fresh fresh);
    void post(Job job);

    Services services_;
    IdleTimes idle_;
    Display display_;
    Display usual_;              // of the tablet
    bool hands_change_ = false;  // the toolkit is not told yet
    std::unique_ptr<meeting::Desk> desk_;
    meeting::Meeting* meeting_ = nullptr;
    Snapshot snapshot_;
    std::vector<meeting::Summary> summaries_;

    view::Place place_ = view::Place::lock;
    view::Place under_cover_ = view::Place::home;  // where the hidden screen opens to
    ChildId child_;
    view::SheetRef sheet_;
    view::Notice notice_;
    std::uint64_t notice_until_ms_ = 0;
    std::vector<std::string> history_;  // "what just happened", newest last, at most 20
    std::optional<Error> failure_;
    std::optional<view::Ask> failed_ask_;  // "Try again"
    std::optional<TakeBack> undo_;
    std::optional<TakeBack> turned_;  // offered once the present undo, or its opposite, is recorded
    std::optional<conference::Refusal> last_refusal_;
    Drafts drafts_;
    Views views_;
    std::uint64_t version_ = 1;  // of everything a view is made from
    Handing handing_;
    Unlocking unlocking_;
    Watched watched_;
    ResumeFound resume_;
    std::map<std::string, std::string> kept_;   // drafts as they lie on disk
    std::map<std::string, std::string> typed_;  // and as they were last seen
    std::string kept_place_;
    std::uint64_t field_ = 0;        // that is written in
    std::uint64_t write_again_ = 0;  // where somebody wrote when the plug was pulled
    std::uint64_t typed_ms_ = 0;
    std::uint64_t touched_ms_ = 0;
    std::uint64_t now_ms_ = 0;
    std::uint64_t busy_since_ms_ = 0;
    std::int32_t minute_ = -1;
    view::Saving saving_ = view::Saving::saved;
    bool not_saved_ = false;
    bool asking_ = false;                  // something is on its way to the record
    bool paused_ = false;                  // locked in the middle of a meeting
    std::optional<LocalTime> break_from_;  // the room has stopped since then
    std::vector<std::string> older_;       // nobody has said yet that they read it
    bool ask_clock_ = false;  // it was in doubt when the tablet was opened, or moved since
    bool clock_moved_ = false;
    std::optional<std::int64_t> clock_ahead_ms_;  // of the time since the machine was started
    TabletSettings kept_settings_;                // as they lie on disk
    std::optional<TabletSettings> settings_before_;
    int hide_minutes_ = view::hide_minutes_usual;
    NewPin new_pin_ = NewPin::none;
    PowerReading power_;
    std::int32_t power_minute_ = -1;
    int power_told_ = 100;  // the lowest step that was told; 100: none
    bool ask_charger_ = false;
    bool renew_ = false;  // locked, and everything of the open tablet has been let go
};

}  // namespace cpc::kiosk
