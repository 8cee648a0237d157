// SPDX-License-Identifier: Apache-2.0
// The kiosk as a process on a display of its own: start to lock screen, idle, memory. The display
// is Xvfb with its picture in a file, so that what is on it can be seen from outside the kiosk.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <thread>

#include "platform/files/files.hpp"
#include "tests/bench/figure.hpp"

namespace cpc::bench {
namespace fs = std::filesystem;
namespace {

constexpr const char* server = "/usr/bin/Xvfb";
constexpr int starts = 7;
constexpr double patience_ms = 20'000;
// A whole minute: exactly one change of the clock on the lock screen is in it.
constexpr double idle_ms = 60'000;
constexpr double start_limit_ms = 500;
constexpr double memory_limit_mib = 150;
constexpr double idle_limit_percent = 0.1;

class Process {
  public:
    Process(std::vector<std::string> words, const std::vector<std::string>& around, int kept = -1) {
        std::vector<char*> arguments;
        for (auto& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        auto copies = around;
        std::vector<char*> surroundings;
        for (auto& each : copies)
            surroundings.push_back(each.data());
        surroundings.push_back(nullptr);
        pid_ = ::fork();
        if (pid_ != 0) return;
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDERR_FILENO);
        ::dup2(kept >= 0 ? kept : nowhere, STDOUT_FILENO);
        ::execve(arguments[0], arguments.data(), surroundings.data());
        ::_exit(127);
    }
    ~Process() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    [[nodiscard]] bool ended() {
        if (pid_ > 0 && ::waitpid(pid_, nullptr, WNOHANG) == pid_) pid_ = -1;
        return pid_ <= 0;
    }
    [[nodiscard]] std::string about(const std::string& name) const {
        return "/proc/" + std::to_string(pid_) + "/" + name;
    }

  private:
    pid_t pid_ = -1;
};

// An X server with a screen of 1920 × 1200.
class Display {
  public:
    static Result<std::unique_ptr<Display>> make(const std::string& folder) {
        if (!fs::exists(server)) return fail(Fault::not_found, "Xvfb is not installed");
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0) return fail(Fault::io, "no pipe is to be had");
        auto out = std::make_unique<Display>();
        std::error_code ignored;
        fs::create_directories(folder, ignored);
        out->picture_ = folder + "/Xvfb_screen0";
        out->process_ = std::make_unique<Process>(
            std::vector<std::string>{server, "-displayfd", "1", "-screen", "0", "1920x1200x24",
                                     "-fbdir", folder, "-nolisten", "tcp", "-br"},
            std::vector<std::string>{"PATH=/usr/bin:/bin"}, ends[1]);
        ::close(ends[1]);
        char c = 0;
        while (::read(ends[0], &c, 1) == 1 && c != '\n')
            out->number_ += c;
        ::close(ends[0]);
        if (out->number_.empty()) return fail(Fault::io, "Xvfb did not start");
        return out;
    }
    [[nodiscard]] std::string name() const { return ":" + number_; }

    // Something stands in the middle of the screen. Before, it is all black.
    [[nodiscard]] bool shows_something() const {
        std::ifstream in{picture_, std::ios::binary | std::ios::ate};
        const auto size = static_cast<std::streamoff>(in.tellg());
        if (size <= 0) return false;
        std::array<char, 4096> row{};
        in.seekg(size / 2);
        in.read(row.data(), row.size());
        int lit = 0;
        for (const char byte : row)
            lit += byte != 0 ? 1 : 0;
        return lit > static_cast<int>(row.size()) / 2;
    }

  private:
    std::unique_ptr<Process> process_;
    std::string number_;
    std::string picture_;
};

std::unique_ptr<Process> start_kiosk(const Setting& setting, const Display& display) {
    const auto home = setting.folder + "/home";
    std::error_code ignored;
    fs::create_directories(home, ignored);
    return std::make_unique<Process>(
        std::vector<std::string>{setting.kiosk, "--practice", "--assets", setting.assets, "--store",
                                 setting.folder + "/kiosk", "--surface", "1920x1200@1.5"},
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
    const auto display = CPC_TRY(Display::make(setting.folder + "/display"));
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
