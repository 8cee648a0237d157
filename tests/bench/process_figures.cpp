// SPDX-License-Identifier: Apache-2.0
// The kiosk as a process on a display of its own: start to lock screen, idle, memory. The display
// is Xvfb with its picture in a file, so that what is on it can be seen from outside the kiosk.
#include <filesystem>
#include <fstream>
#include <thread>

#include "platform/files/files.hpp"
#include "tests/bench/display.hpp"
#include "tests/bench/figure.hpp"

namespace cpc::bench {
namespace fs = std::filesystem;
namespace {

constexpr int starts = 7;
constexpr double patience_ms = 20'000;
// A whole minute: exactly one change of the clock on the lock screen is in it.
constexpr double idle_ms = 60'000;
constexpr double start_limit_ms = 300;
constexpr double memory_limit_mib = 64;
constexpr double idle_limit_percent = 0.05;

std::unique_ptr<Process> start_kiosk(const Setting& setting, const Display& display) {
    const auto home = setting.folder + "/home";
    std::error_code ignored;
    fs::create_directories(home, ignored);
    return std::make_unique<Process>(
        std::vector<std::string>{setting.kiosk, "--practice", "--assets", setting.assets, "--store",
                                 setting.folder + "/kiosk", "--surface", "1280x800@1"},
        std::vector<std::string>{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=" + home,
                                 "DISPLAY=" + display.name(), "SDL_VIDEODRIVER=x11"});
}

Result<double> wait_until_shown(Process& kiosk, const Display& display, double since_ms) {
    while (now_ms() - since_ms < patience_ms) {
        if (display.shows_something()) return now_ms() - since_ms;
        if (kiosk.ended()) return fail(Fault::io, "cpc-kiosk ended before it showed anything");
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return fail(Fault::io, "cpc-kiosk showed nothing for 20 seconds");
}

Result<void> wait_until_dark(const Display& display) {
    const double since = now_ms();
    while (display.shows_something()) {
        if (now_ms() - since > patience_ms) return fail(Fault::io, "the display stays lit");
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return {};
}

// Of all threads, in ms, as the scheduler counted it.
double processor_ms(const Process& process) {
    constexpr double ns_in_ms = 1e6;
    double sum = 0;
    std::error_code ignored;
    for (const auto& thread : fs::directory_iterator(process.about("task"), ignored)) {
        std::ifstream in{thread.path() / "schedstat"};
        double ns = 0;
        in >> ns;
        sum += ns / ns_in_ms;
    }
    return sum;
}

double most_memory_mib(const Process& process) {
    constexpr double kib_in_mib = 1024;
    std::ifstream in{process.about("status")};
    std::string word;
    double kib = 0;
    while (in >> word)
        if (word == "VmHWM:") in >> kib;
    return kib / kib_in_mib;
}

Figure start_figure(const Series& series) {
    return {"start",
            "process start to lock screen on the glass, store there already, median",
            "ms",
            start_limit_ms,
            median(series),
            "fastest " + number(percentile(series, 0), 0) + " ms, slowest " +
                number(percentile(series, 1), 0) + " ms of " + std::to_string(series.size())};
}

Result<Figures> measure(const Setting& setting) {
    if (!fs::exists(setting.kiosk)) return fail(Fault::not_found, "cpc-kiosk is not built");
    const auto display = CPC_TRY(Display::make(setting.folder + "/display", "1280x800"));
    Series series;
    // The first start makes the practice store and is left out.
    for (int i = 0; i <= starts; ++i) {
        const double before = now_ms();
        auto kiosk = start_kiosk(setting, *display);
        const double took = CPC_TRY(wait_until_shown(*kiosk, *display, before));
        if (i > 0) series.push_back(took);
        if (i < starts) {
            kiosk.reset();
            CPC_TRY(wait_until_dark(*display));
            continue;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{1500});
        const double cpu = processor_ms(*kiosk);
        const double from = now_ms();
        std::this_thread::sleep_for(std::chrono::milliseconds{static_cast<int>(idle_ms)});
        const double share = 100 * (processor_ms(*kiosk) - cpu) / (now_ms() - from);
        return Figures{
            start_figure(series),
            {"idle", "processor time of the waiting kiosk on its lock screen, of one core", "%",
             idle_limit_percent, share, "over " + number(idle_ms / 1000, 0) + " s in an X window"},
            {"memory", "most memory of the kiosk at its lock screen, no Argon2 in it", "MiB",
             memory_limit_mib, most_memory_mib(*kiosk), "VmHWM"}};
    }
    return Figures{};
}

}  // namespace

Result<Figures> process_figures(const Setting& setting) {
    auto measured = measure(setting);
    if (measured) return measured;
    const auto why = measured.error().text();
    return Figures{
        {"start", "process start to lock screen", "ms", start_limit_ms, {}, why},
        {"idle", "processor time of the waiting kiosk", "%", idle_limit_percent, {}, why},
        {"memory", "most memory of the kiosk", "MiB", memory_limit_mib, {}, why}};
}

}  // namespace cpc::bench
