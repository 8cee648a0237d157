// SPDX-License-Identifier: Apache-2.0
// The glass: the decision screen of the practice conference, with every position given, at 1920 ×
// 1200 on the software renderer; and the change to another stage, on GL as well.
#include <cstdlib>
#include <ctime>

#include "app/kiosk/places.hpp"
#include "app/ui/glass.hpp"
#include "platform/window/window.hpp"
#include "tests/bench/display.hpp"
#include "tests/bench/figure.hpp"
#include "tests/bench/room.hpp"

namespace cpc::bench {
namespace {

constexpr ui::Surface glass_size{1920, 1200, 1.5F};
constexpr int frames = 1200;
constexpr int warm_up = 20;
constexpr std::uint64_t step_ms = 40;
constexpr double percent_99 = 0.99;
constexpr double stage_limit_ms = 150, gl_stage_limit_ms = 50;

// Of this thread: a frame is all computing, and what others do meanwhile is not its cost.
double processor_ms() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

// The real screen on a real picture, with nobody carrying out what it asks for.
class Screen {
  public:
    static Result<std::unique_ptr<Screen>> make(const Setting& setting, const std::string& store,
                                                const window::Options& wanted) {
        auto out = std::make_unique<Screen>();
        out->room_ = CPC_TRY(
            play_room(store, setting.assets, crypto::KeyslotCost::practice(), "chair-decides"));
        ui::Settings settings;
        settings.surface = glass_size;
        out->glass_ = CPC_TRY(ui::Glass::make(settings));
        auto options = wanted;
        options.width_px = glass_size.width_px;
        options.height_px = glass_size.height_px;
        out->window_ = CPC_TRY(window::Window::open(options));
        out->set_scene();
        for (int i = 0; i < warm_up; ++i)
            out->move();
        out->window_->paint(out->glass_->picture());
        return out;
    }

    struct Took {
        double processor_ms;
        double wall_ms;
    };
    // One finger down or up, in turns, on one pressable thing after the other.
    Took move() {
        if (!down_) choose();
        window::InputEvent event;
        event.kind = down_ ? window::EventKind::finger_up : window::EventKind::finger_down;
        event.time_ms = now_ += step_ms;
        event.at = at_;
        // After a finger went up something may have been recorded: the view is made anew.
        if (down_) ++scene_.version;
        const double wall = now_ms();
        const double before = processor_ms();
        glass_->feed(event, draw_);
        const Took took{processor_ms() - before, now_ms() - wall};
        down_ = !down_;
        return took;
    }
    // A finger goes down and the answer is on the glass; the finger is then taken away.
    double press(bool everything) {
        const double before = now_ms();
        (void)move();
        if (everything)
            window_->paint_everything(glass_->picture());
        else
            window_->paint(glass_->picture());
        const double took = now_ms() - before;
        damage_ = window_->counts().damage_share;
        (void)move();
        window_->paint(glass_->picture());
        return took;
    }
    // The room goes on to another stage: made, laid out, drawn whole and presented.
    double change_stage() {
        constexpr view::Place stages[] = {view::Place::plan, view::Place::decision,
                                          view::Place::risk, view::Place::information};
        const double before = now_ms();
        scene_.place = scene_.moment.place = stages[stage_++ % std::size(stages)];
        ++scene_.version;
        glass_->tick(now_ += step_ms, draw_);
        window_->paint(glass_->picture());
        return now_ms() - before;
    }
    [[nodiscard]] std::uint64_t drawn_whole() const { return window_->counts().full; }
    [[nodiscard]] std::string renderer() const { return window_->renderer_name(); }
    [[nodiscard]] std::size_t entries() const { return glass_->entries().size(); }
    [[nodiscard]] double damage() const { return damage_; }

  private:
    void set_scene() {
        auto* meeting = room_->hands->meeting();
        scene_.place = view::Place::decision;
        scene_.record.state = std::make_shared<const conference::State>(meeting->state());
        scene_.record.rules = &meeting->rules();
        scene_.record.conference = meeting->id();
        scene_.moment.now = meeting->now();
        scene_.moment.place = view::Place::decision;
        scene_.moment.child = meeting->state().child_order.front();
        scene_.library = &room_->desk->library();
        scene_.summaries = &summaries_;
        scene_.version = 1;
        draw_ = [this](ui::Ui& ui) { (void)kiosk::draw_place(ui, scene_, views_, drafts_); };
        glass_->tick(now_ += step_ms, draw_);
    }
    void choose() {
        const auto all = glass_->entries();
        for (std::size_t i = 0; i < all.size(); ++i) {
            next_ = (next_ + 1) % all.size();
            const auto& entry = all[next_];
            if (!entry.pressable() || !entry.enabled || !entry.visible) continue;
            at_ = entry.rect.centre();
            return;
        }
    }

    std::unique_ptr<Room> room_;
    std::unique_ptr<ui::Glass> glass_;
    std::unique_ptr<window::Window> window_;
    kiosk::Scene scene_;
    kiosk::Views views_;
    kiosk::Drafts drafts_;
    std::vector<meeting::Summary> summaries_;
    ui::Draw draw_;
    ui::Point at_;
    std::size_t next_ = 0;
    std::size_t stage_ = 0;
    bool down_ = false;
    std::uint64_t now_ = 1000;
    double damage_ = 0;
};

Figure frame_figure(Screen& screen) {
    Series series;
    Series walls;
    for (int i = 0; i < frames; ++i) {
        const auto took = screen.move();
        series.push_back(took.processor_ms);
        walls.push_back(took.wall_ms);
    }
    return {"frame",
            "processor time of a decision screen's frame after a touch, without drawing, p99",
            "ms",
            1.0,
            percentile(series, percent_99),
            "median " + number(median(series), 3) + " ms; by the clock on the wall, with what " +
                "others did meanwhile, median " + number(median(walls), 3) + " ms and p99 " +
                number(percentile(walls, percent_99), 3) + " ms; of " + std::to_string(frames) +
                ", " + std::to_string(screen.entries()) +
                " things on it, view made anew each second one"};
}

Figures press_figures(Screen& screen, int rounds) {
    Series damaged;
    Series whole;
    Series shares;
    for (int i = 0; i < rounds; ++i) {
        damaged.push_back(screen.press(false));
        shares.push_back(screen.damage());
        whole.push_back(screen.press(true));
    }
    const double ours = median(damaged);
    const double theirs = median(whole);
    const auto detail = number(ours, 2) + " ms / " + number(theirs, 2) + " ms, medians of " +
                        std::to_string(rounds) + "; " + number(100 * median(shares), 2) +
                        " % of the glass drawn";
    return {{"press-share", "press to presented, drawing what changed / drawing everything", "×",
             0.1, ours / theirs, detail},
            {"press", "press to presented, software renderer, 1920 × 1200, median", "ms", 12.0,
             ours, detail}};
}

Figure stage_figure(const std::string& name, double limit_ms, Screen& screen, int rounds) {
    const auto whole_before = screen.drawn_whole();
    Series series;
    for (int i = 0; i < rounds; ++i)
        series.push_back(screen.change_stage());
    return {name,
            "the room goes on to another stage: made, laid out and drawn, 1920 × 1200, median",
            "ms",
            limit_ms,
            median(series),
            "slowest " + number(percentile(series, 1), 1) + " ms of " + std::to_string(rounds) +
                ", " + std::to_string(screen.drawn_whole() - whole_before) +
                " of them drawn whole; " + screen.renderer()};
}

// GL without a GPU, as on the weakest machine that has one at all.
Result<Figure> stage_on_gl(const Setting& setting) {
    const auto display = CPC_TRY(Display::make(setting.folder + "/gl-display", "1920x1200"));
    ::setenv("DISPLAY", display->name().c_str(), 1);
    ::setenv("SDL_VIDEODRIVER", "x11", 1);
    window::Options options;
    options.drawing = window::Drawing::gpu;
    const auto screen = CPC_TRY(Screen::make(setting, setting.folder + "/gl-screen", options));
    if (screen->renderer().find("opengles2") == std::string::npos)
        return fail(Fault::not_found, "there is no GL here");
    return stage_figure("stage-change-gl", gl_stage_limit_ms, *screen, setting.rounds);
}

}  // namespace

Result<Figures> screen_figures(const Setting& setting) {
    window::Options in_memory;
    in_memory.headless = true;
    const auto screen = CPC_TRY(Screen::make(setting, setting.folder + "/screen", in_memory));
    Figures out{frame_figure(*screen)};
    for (auto& figure : press_figures(*screen, setting.rounds))
        out.push_back(std::move(figure));
    out.push_back(stage_figure("stage-change", stage_limit_ms, *screen, setting.rounds));
    auto on_gl = stage_on_gl(setting);
    out.push_back(on_gl ? std::move(*on_gl)
                        : Figure{"stage-change-gl",
                                 "the same on GL",
                                 "ms",
                                 gl_stage_limit_ms,
                                 {},
                                 on_gl.error().text()});
    return out;
}

}  // namespace cpc::bench
