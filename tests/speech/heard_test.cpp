// SPDX-License-Identifier: Apache-2.0
// What the real speech service makes of what the kiosk gives it, as sound.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <thread>

#include "platform/speech/speaker.hpp"
#include "tests/speech/voice.hpp"

namespace cpc::speech {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<Voice> a_voice() {
    auto voice = Voice::start();
    // Whose machine has none is told why, and is no worse a machine for it.
    if (!voice) SKIP(voice.error().text() << "\n" << voice.error().advice);
    return std::move(*voice);
}

bool comes(const std::function<bool()>& is) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!is()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));  // asked once in a while
    }
    return true;
}

// Said to its end; what was heard of it.
Sound say(Voice& voice, Speaker& speaker, Saying saying) {
    static std::uint64_t last_id = 0;
    saying.id = ++last_id;
    speaker.say(saying);
    INFO(saying.text);
    REQUIRE(comes([&] { return speaker.ended() == saying.id; }));
    REQUIRE(speaker.state() == State::ready);
    return voice.heard();
}

// Every sentence of a whole conference, each once.
std::set<std::string> sentences() {
    std::ifstream in(std::string{CPC_SOURCE_DIR} + "/tests/unit/app/stage/spoken-majority.txt");
    std::set<std::string> out;
    for (std::string line; std::getline(in, line);)
        if (!line.empty() && line.front() != '#' && line.front() != '=') out.insert(line);
    return out;
}

bool any_file_says(const std::string& folder, const std::string& word) {
    for (const auto& each : fs::recursive_directory_iterator(folder)) {
        if (!each.is_regular_file()) continue;
        std::ifstream in(each.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        if (bytes.find(word) != std::string::npos) return true;
    }
    return false;
}

constexpr const char* english = "The professionals decided that a plan is needed.";
constexpr const char* welsh = "Penderfynodd y gweithwyr proffesiynol fod angen cynllun.";
constexpr double loud = 500;  // of 32,768; speech at full volume is some thousands

}  // namespace

TEST_CASE("A sentence is heard, in English and in Welsh, each by a voice of its own", "[heard]") {
    auto voice = a_voice();
    Speaker speaker({voice->socket()});
    const auto in_english = say(*voice, speaker, {0, english, "en"});
    const auto in_welsh = say(*voice, speaker, {0, welsh, "cy"});
    for (const auto* sound : {&in_english, &in_welsh}) {
        CHECK(seconds(*sound) > 1.5);
        CHECK(seconds(*sound) < 15);
        CHECK(loudness(*sound) > loud);
    }
    // The same words are said otherwise by the other voice.
    CHECK(say(*voice, speaker, {0, welsh, "en"}) != in_welsh);
}

TEST_CASE("Louder is louder and faster is faster, as it was chosen on the glass", "[heard]") {
    auto voice = a_voice();
    Speaker speaker({voice->socket()});
    double before = 0;
    for (const int volume : {25, 50, 75, 100}) {
        const auto now = loudness(say(*voice, speaker, {0, english, "en", volume, 100}));
        INFO(volume << " %");
        CHECK(now > before * 1.1);
        before = now;
    }
    before = 60;
    for (const int speed : {50, 75, 100, 125, 150}) {
        const auto now = seconds(say(*voice, speaker, {0, english, "en", 100, speed}));
        INFO(speed << " %");
        CHECK(now < before);
        before = now;
    }
}

TEST_CASE("Every sentence of a whole conference is heard, and none stays behind in a file",
          "[heard]") {
    auto voice = a_voice();
    Speaker speaker({voice->socket()});
    const auto all = sentences();
    REQUIRE(all.size() > 500);
    for (const auto& sentence : all) {
        const auto sound = say(*voice, speaker, {0, sentence, "en", 100, 150});
        INFO(sentence);
        CHECK(loudness(sound) > loud);
        // Nobody says thirty characters in less time than half a second.
        CHECK(seconds(sound) > static_cast<double>(sentence.size()) / 60);
    }
    CHECK_FALSE(any_file_says(voice->folder(), "professionals"));
}

TEST_CASE("A service that dies is looked for again, and is heard again", "[heard]") {
    auto voice = a_voice();
    Speaker speaker({voice->socket()});
    CHECK_FALSE(say(*voice, speaker, {0, english, "en"}).empty());
    voice->kill();
    REQUIRE(comes([&] { return speaker.state() == State::absent; }));
    auto again = voice->start_again();
    REQUIRE(again);
    speaker.look();
    REQUIRE(comes([&] { return speaker.state() == State::ready; }));
    CHECK(loudness(say(*voice, speaker, {0, english, "en"})) > loud);
}

}  // namespace cpc::speech
