// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/display.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace cpc::bench {
namespace fs = std::filesystem;
namespace {

constexpr const char* server = "/usr/bin/Xvfb";

}  // namespace

Process::Process(std::vector<std::string> words, const std::vector<std::string>& around, int kept) {
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

Process::~Process() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
}

bool Process::ended() {
    if (pid_ > 0 && ::waitpid(pid_, nullptr, WNOHANG) == pid_) pid_ = -1;
    return pid_ <= 0;
}

std::string Process::about(const std::string& name) const {
    return "/proc/" + std::to_string(pid_) + "/" + name;
}

Result<std::unique_ptr<Display>> Display::make(const std::string& folder, const std::string& size) {
    if (!fs::exists(server)) return fail(Fault::not_found, "Xvfb is not installed");
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return fail(Fault::io, "no pipe is to be had");
    auto out = std::make_unique<Display>();
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    out->picture_ = folder + "/Xvfb_screen0";
    out->process_ = std::make_unique<Process>(
        std::vector<std::string>{server, "-displayfd", "1", "-screen", "0", size + "x24", "-fbdir",
                                 folder, "-nolisten", "tcp", "-br"},
        std::vector<std::string>{"PATH=/usr/bin:/bin"}, ends[1]);
    ::close(ends[1]);
    char c = 0;
    while (::read(ends[0], &c, 1) == 1 && c != '\n')
        out->number_ += c;
    ::close(ends[0]);
    if (out->number_.empty()) return fail(Fault::io, "Xvfb did not start");
    return out;
}

bool Display::shows_something() const {
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

}  // namespace cpc::bench
