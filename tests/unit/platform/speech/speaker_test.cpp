// SPDX-License-Identifier: Apache-2.0
// Against a service of the test's own on a Unix socket in a folder of its own. Nothing sleeps to be
// in time: each step waits for what the other side says.
#include "platform/speech/speaker.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/speech/jacks.hpp"
#include "platform/speech/ssip.hpp"

using namespace cpc::speech;
namespace fs = std::filesystem;

namespace {

// What a service answers to a line of the client; `said` is set when the line ends a text.
using Answers = std::function<std::string(const std::string& line, bool ends_text)>;

std::string usual(const std::string& line, bool ends_text) {
    if (ends_text) return "225-7\r\n225 OK MESSAGE QUEUED\r\n";
    if (line == "SPEAK") return "230 OK RECEIVING DATA\r\n";
    if (line == "CANCEL SELF") return "210 OK CANCELED\r\n";
    if (line == "QUIT") return "231 HAPPY HACKING\r\n";
    return "200 OK\r\n";
}
constexpr const char* end_event = "702-7\r\n702-1\r\n702 END\r\n";

class Service {
  public:
    explicit Service(Answers answers) : answers_(std::move(answers)) {
        folder_ = (fs::temp_directory_path() / "cpc-speech-XXXXXX").string();
        REQUIRE(mkdtemp(folder_.data()) != nullptr);
        listening_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(static_cast<void*>(address.sun_path), path().data(), path().size());
        REQUIRE(::bind(listening_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        REQUIRE(::listen(listening_, 4) == 0);
        thread_ = std::thread([this] { serve(); });
    }
    ~Service() {
        ::shutdown(listening_, SHUT_RDWR);
        hang_up();
        thread_.join();
        ::close(listening_);
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    [[nodiscard]] std::string path() const { return folder_ + "/s"; }
    // Waits until the client has sent this line, or the end of a text ("."), so many times.
    bool got(const std::string& line, std::ptrdiff_t times = 1) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(60), [&] {
            return std::count(lines_.begin(), lines_.end(), line) >= times;
        });
    }
    void tell(const std::string& bytes) {
        const std::lock_guard lock(mutex_);
        (void)!::send(client_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    void hang_up() {
        const std::lock_guard lock(mutex_);
        if (client_ >= 0) ::shutdown(client_, SHUT_RDWR);
    }
    [[nodiscard]] std::vector<std::string> lines() {
        const std::lock_guard lock(mutex_);
        return lines_;
    }

  private:
    void serve() {
        for (;;) {
            const int client = ::accept(listening_, nullptr, nullptr);
            if (client < 0) return;
            {
                const std::lock_guard lock(mutex_);
                client_ = client;
            }
            talk(client);
            const std::lock_guard lock(mutex_);
            client_ = -1;
            ::close(client);
        }
    }
    void talk(int client) {
        std::string rest;
        bool text = false;
        std::array<char, 512> room{};
        for (;;) {
            const auto got = ::recv(client, room.data(), room.size(), 0);
            if (got <= 0) return;
            rest.append(room.data(), static_cast<std::size_t>(got));
            for (auto at = rest.find("\r\n"); at != std::string::npos; at = rest.find("\r\n")) {
                const std::string line = rest.substr(0, at);
                rest.erase(0, at + 2);
                const bool ends = text && line == ".";
                const std::string answer = text && !ends ? "" : answers_(line, ends);
                if (line == "SPEAK" && !answer.empty()) text = true;
                if (ends) text = false;
                const std::lock_guard lock(mutex_);
                (void)!::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
                lines_.push_back(line);
                changed_.notify_all();
            }
        }
    }

    Answers answers_;
    std::string folder_;
    int listening_ = -1;
    int client_ = -1;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> lines_;
    std::thread thread_;
};

// Until it is so; a minute means never.
bool comes(const std::function<bool()>& is) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!is()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));  // asked once in a while
    }
    return true;
}

bool becomes(Speaker& speaker, State state) {
    return comes([&] { return speaker.state() == state; });
}

bool tells_end(Speaker& speaker, std::uint64_t id) {
    return comes([&] { return speaker.ended() == id; });
}

}  // namespace

TEST_CASE("A sentence is said in its language, and its end is told", "[speech]") {
    Service service(usual);
    Speaker speaker({service.path()});
    speaker.say({5, "Agenda\n.a line of its own", "cy", 80, 120});
    REQUIRE(service.got("."));
    const auto lines = service.lines();
    const auto has = [&](const char* line) {
        return std::find(lines.begin(), lines.end(), line) != lines.end();
    };
    CHECK(has("SET SELF LANGUAGE cy"));
    CHECK(has("SET SELF VOLUME 60"));
    CHECK(has("SET SELF RATE 20"));
    CHECK(has("SET SELF NOTIFICATION ALL on"));
    CHECK(has("Agenda"));
    CHECK(has("..a line of its own"));
    CHECK(speaker.state() == State::ready);
    CHECK_FALSE(speaker.ended());
    service.tell("701-7\r\n701-1\r\n701 BEGIN\r\n");
    service.tell(end_event);
    CHECK(tells_end(speaker, 5));
}

TEST_CASE("Stopping overtakes what is being said, and its end is not told", "[speech]") {
    Service service(usual);
    Speaker speaker({service.path()});
    speaker.say({1, "a long sentence", "en"});
    REQUIRE(service.got("."));
    speaker.stop();
    REQUIRE(service.got("CANCEL SELF"));
    service.tell("703-7\r\n703-1\r\n703 CANCELED\r\n");
    speaker.say({2, "the next one", "en"});
    REQUIRE(service.got(".", 2));
    service.tell(end_event);
    CHECK(tells_end(speaker, 2));
    CHECK_FALSE(speaker.ended());
}

TEST_CASE("The end of a sentence that was replaced does not end the one in its place", "[speech]") {
    int number = 6;
    Service service([&](const std::string& line, bool ends) {
        return ends ? "225-" + std::to_string(++number) + "\r\n225 OK MESSAGE QUEUED\r\n"
                    : usual(line, ends);
    });
    Speaker speaker({service.path()});
    speaker.say({1, "first", "en"});
    REQUIRE(service.got("."));
    speaker.say({2, "second", "en"});
    REQUIRE(service.got(".", 2));
    service.tell(end_event);                        // of the first
    service.tell("702-8\r\n702-1\r\n702 END\r\n");  // of the second
    CHECK(tells_end(speaker, 2));
    CHECK_FALSE(speaker.ended());
}

TEST_CASE("An end that comes together with the answer is not missed", "[speech]") {
    Service service([](const std::string& line, bool ends) {
        return usual(line, ends) + (ends ? end_event : "");
    });
    Options options{service.path()};
    options.longest_ms = 3'600'000;
    Speaker speaker(options);
    speaker.say({4, "short", "en"});
    CHECK(tells_end(speaker, 4));
    CHECK(speaker.state() == State::ready);
}

TEST_CASE("Without a service the speaker is absent and whatever is said is over", "[speech]") {
    Speaker speaker({"/nowhere/at/all"});
    CHECK(becomes(speaker, State::absent));
    speaker.say({1, "nobody hears it", "en"});
    CHECK(tells_end(speaker, 1));
    CHECK(speaker.state() == State::absent);
}

TEST_CASE("A service that dies in the middle of a word ends it and is looked for again",
          "[speech]") {
    Service service(usual);
    Speaker speaker({service.path()});
    speaker.say({1, "half a wo", "en"});
    REQUIRE(service.got("."));
    service.hang_up();
    CHECK(tells_end(speaker, 1));
    CHECK(becomes(speaker, State::absent));
    speaker.look();
    CHECK(becomes(speaker, State::ready));
    speaker.say({2, "a whole one", "en"});
    REQUIRE(service.got(".", 2));
    service.tell(end_event);
    CHECK(tells_end(speaker, 2));
}

TEST_CASE("A service that never answers is given up, and leaving does not wait for it",
          "[speech]") {
    Service service([](const std::string&, bool) { return std::string(); });
    Options options{service.path()};
    options.answer_ms = 30;
    {
        Speaker speaker(options);
        CHECK(becomes(speaker, State::absent));
        speaker.say({1, "said to a wall", "en"});
        CHECK(tells_end(speaker, 1));
    }
    options.answer_ms = 3'600'000;
    Speaker patient(options);
    REQUIRE(service.got("SET SELF CLIENT_NAME case-conference:kiosk:main", 2));
    CHECK(patient.state() == State::looking);
}

TEST_CASE("A sentence whose end is never told is given up after its time", "[speech]") {
    Service service(usual);
    Options options{service.path()};
    options.longest_ms = 1;
    Speaker speaker(options);
    speaker.say({1, "", "en"});
    CHECK(tells_end(speaker, 1));
    CHECK(becomes(speaker, State::absent));
}

TEST_CASE("A service that talks nonsense is given up", "[speech]") {
    for (const std::string& nonsense :
         {std::string("hello\r\n"), std::string("\x00\xff\r\n", 4), std::string(10'000, '2'),
          std::string("225-a\r\n226 b\r\n"), std::string("22 OK\r\n")}) {
        Service service([&](const std::string& line, bool ends) {
            return ends ? nonsense : usual(line, ends);
        });
        Speaker speaker({service.path()});
        speaker.say({1, "what", "en"});
        CHECK(tells_end(speaker, 1));
        CHECK(becomes(speaker, State::absent));
    }
}

TEST_CASE("A service that refuses to speak is absent; one that lacks the language is not",
          "[speech]") {
    Service deaf([](const std::string& line, bool ends) {
        return line == "SPEAK" ? std::string("401 ERR INTERNAL\r\n") : usual(line, ends);
    });
    Speaker refused({deaf.path()});
    refused.say({1, "what", "en"});
    CHECK(tells_end(refused, 1));
    CHECK(becomes(refused, State::absent));
    Service english([](const std::string& line, bool ends) {
        return line == "SET SELF LANGUAGE cy" ? std::string("409 ERR\r\n") : usual(line, ends);
    });
    Speaker speaker({english.path()});
    speaker.say({2, "beth", "cy"});
    CHECK(english.got("."));
}

TEST_CASE("Nothing that is said can end its block or become a command", "[speech]") {
    CHECK(data_block("a") == "a\r\n.\r\n");
    CHECK(data_block(".\nQUIT") == "..\r\nQUIT\r\n.\r\n");
    CHECK(data_block("a\r\n.\r\nQUIT\r\n") == "a\r\n..\r\nQUIT\r\n\r\n.\r\n");
    CHECK(set_language("cy\r\nQUIT") == "SET SELF LANGUAGE en\r\n");
    CHECK(set_language("") == "SET SELF LANGUAGE en\r\n");
    CHECK(set_language("en-x-pseudo") == "SET SELF LANGUAGE en-x-pseudo\r\n");
    CHECK(set_volume(1'000) == "SET SELF VOLUME 100\r\n");
    CHECK(set_rate(-1'000) == "SET SELF RATE -100\r\n");
}

TEST_CASE("Answers are read in whatever pieces they come", "[speech]") {
    ReplyReader reader;
    for (const char c : std::string_view("225-21\r\n225 OK\r\n702-21\r\n702-1\r\n702 END\r\n"))
        reader.feed({&c, 1});
    const auto queued = reader.next();
    REQUIRE(queued);
    CHECK(queued->good());
    CHECK(queued->lines == std::vector<std::string>{"21", "OK"});
    const auto event = reader.next();
    REQUIRE(event);
    CHECK(event->event());
    CHECK(event->code == message_ended);
    CHECK_FALSE(reader.next());
    CHECK_FALSE(reader.garbage());
}

TEST_CASE("Only a jack that can feel headphones speaks for them", "[speech]") {
    for (const char* yes : {"Headphone Jack", "Front Headphone Jack", "Headset Jack"})
        CHECK(is_headphone_jack(yes));
    for (const char* no : {"Headphone Phantom Jack", "Headset Mic Jack", "Speaker Jack",
                           "HDMI Jack", "Headphone Playback Switch", "Jack", ""})
        CHECK_FALSE(is_headphone_jack(no));
}

TEST_CASE("Where nothing can be known about headphones there are none", "[speech]") {
    CHECK_FALSE(headphones_in("/nowhere/at/all"));
    auto folder = (fs::temp_directory_path() / "cpc-jacks-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()) != nullptr);
    std::ofstream(folder + "/controlC0") << "Headphone Jack: on\n";
    fs::create_symlink("/dev/null", folder + "/controlC1");
    CHECK_FALSE(headphones_in(folder));
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}
