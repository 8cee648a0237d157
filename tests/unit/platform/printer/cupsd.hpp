// SPDX-License-Identifier: Apache-2.0
// The real print service (cupsd) in a folder of its own: its own socket, its own queues, a printer
// that writes what it gets into a file. Nothing of the machine's own service is touched or asked.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "platform/printer/printer.hpp"

namespace cpc::test {

inline constexpr const char* cupsd_program = "/usr/sbin/cupsd";

// Asked until it is so, ten seconds at most.
template <class Asks>
bool in_time(Asks asks) {
    for (int tries = 0; tries < 200; ++tries) {
        if (asks()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
    return false;
}

class Cupsd {
  public:
    // `file_most`: how large a file of the service can become, as on a disk that is full then.
    explicit Cupsd(rlim_t file_most = RLIM_INFINITY) {
        std::string name = (std::filesystem::temp_directory_path() / "cpc-cupsd-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder_ = name;
        lay_out();
        pid_ = ::fork();
        REQUIRE(pid_ >= 0);
        if (pid_ == 0) become(file_most);
        printer::SystemPrinters printers(socket());
        if (in_time([&] { return printers.list().has_value(); })) return;
        end();
        const bool kept_out = text_of_file("/sys/module/apparmor/parameters/enabled") == "Y\n" &&
                              std::filesystem::exists("/etc/apparmor.d/usr.sbin.cupsd");
        if (kept_out) SKIP("this machine's AppArmor keeps cupsd out of every folder but its own");
        FAIL("cupsd did not start: " << text_of_file(folder_ + "/log/error"));
    }
    ~Cupsd() {
        end();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Cupsd(const Cupsd&) = delete;
    Cupsd& operator=(const Cupsd&) = delete;

    [[nodiscard]] std::string socket() const { return folder_ + "/sock"; }
    // What the printer put out for this job.
    [[nodiscard]] std::string put_out(std::int32_t job) const {
        return text_of_file(folder_ + "/out/" + std::to_string(job));
    }
    // Papers that still lie in the service's folder.
    [[nodiscard]] std::size_t kept_papers() const {
        std::size_t count = 0;
        for (const auto& each : std::filesystem::directory_iterator(folder_ + "/spool"))
            count += each.path().filename().string().front() == 'd' ? 1U : 0U;
        return count;
    }
    void end() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        pid_ = -1;
    }

  private:
    static std::string text_of_file(const std::string& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    void put(const std::string& name, const std::string& text) const {
        std::ofstream out(folder_ + "/" + name, std::ios::binary);
        out << text;
        out.close();
        REQUIRE(out.good());
    }

    void lay_out() const {
        for (const auto* each : {"spool/tmp", "cache", "state", "log", "etc", "data/mime",
                                 "bin/backend", "bin/filter", "bin/daemon", "out"})
            std::filesystem::create_directories(folder_ + "/" + each);
        // Started by root, the service runs its printers as another user.
        REQUIRE(::chmod(folder_.c_str(), 0711) == 0);
        REQUIRE(::chmod((folder_ + "/out").c_str(), 0777) == 0);
        std::filesystem::create_symlink("/usr/lib/cups/daemon/cups-exec",
                                        folder_ + "/bin/daemon/cups-exec");
        put("data/mime/mime.types",
            "application/pdf pdf string(0,%PDF)\napplication/octet-stream\n"
            "application/vnd.cups-raw\n");
        put("bin/backend/keep", "#!/bin/sh\nexec cat -- ${6:+\"$6\"} >" + folder_ + "/out/$1\n");
        put("bin/backend/broken", "#!/bin/sh\nexit 1\n");
        for (const auto* each : {"/bin/backend/keep", "/bin/backend/broken"})
            REQUIRE(::chmod((folder_ + each).c_str(), 0755) == 0);
        put("etc/cupsd.conf", "Listen " + socket() + R"(
Browsing Off
WebInterface No
LogLevel warn
PreserveJobFiles No
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
)");
        put("etc/cups-files.conf", "User lp\nGroup lp\nServerRoot " + folder_ + "/etc\nStateDir " +
                                       folder_ + "/state\nCacheDir " + folder_ +
                                       "/cache\nRequestRoot " + folder_ + "/spool\nTempDir " +
                                       folder_ + "/spool/tmp\nDataDir " + folder_ +
                                       "/data\nServerBin " + folder_ + "/bin\nAccessLog " +
                                       folder_ + "/log/access\nErrorLog " + folder_ +
                                       "/log/error\nPageLog " + folder_ + "/log/page\n");
        put("etc/printers.conf",
            "<DefaultPrinter office>\nInfo First floor\nDeviceURI keep:/\nState Idle\n"
            "Accepting Yes\n</DefaultPrinter>\n"
            "<Printer paused>\nDeviceURI keep:/\nState Stopped\nAccepting Yes\n</Printer>\n"
            "<Printer closed>\nDeviceURI keep:/\nState Idle\nAccepting No\n</Printer>\n"
            "<Printer broken>\nDeviceURI broken:/\nState Idle\nAccepting Yes\n"
            "ErrorPolicy abort-job\n</Printer>\n");
    }

    [[noreturn]] void become(rlim_t file_most) const {
        const rlimit most{file_most, file_most};
        (void)::signal(SIGXFSZ, SIG_IGN);  // a write past it fails, as on a full disk
        (void)::setrlimit(RLIMIT_FSIZE, &most);
        const int log = ::open((folder_ + "/log/start").c_str(), O_WRONLY | O_CREAT, 0600);
        (void)::dup2(log, 1);
        (void)::dup2(log, 2);
        const auto main = folder_ + "/etc/cupsd.conf";
        const auto files = folder_ + "/etc/cups-files.conf";
        ::execl(cupsd_program, "cupsd", "-f", "-c", main.c_str(), "-s", files.c_str(), nullptr);
        ::_exit(127);
    }

    std::string folder_;
    pid_t pid_ = -1;
};

}  // namespace cpc::test
