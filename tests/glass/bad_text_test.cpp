// SPDX-License-Identifier: Apache-2.0
// Every text field that can be reached is given what nobody should type: a hundred thousand
// letters, emoji, letters that run from right to left, marks without end, control characters, and
// bytes that are no text at all, as a hardware keyboard or an input method would send them.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/view/information.hpp"
#include "app/view/say.hpp"
#include "core/base/limits.hpp"
#include "core/codec/wire.hpp"
#include "tests/glass/tablet.hpp"

namespace cpc::glass {
namespace {

using ui::Role;

constexpr std::size_t long_text = 100'000;

// What is sent, in turn, and what of it may never be found in a draft.
struct Bad {
    std::string sent;
    std::string_view never;
};

const std::vector<Bad>& bad_texts() {
    static const std::vector<Bad> all = [] {
        std::string marks = "e";
        while (marks.size() < 2'000)
            marks += "\xCC\x81";
        std::string broken;
        for (int byte = 0x80; byte < 0x100; ++byte)
            broken += std::string(1, static_cast<char>(byte)) + "a";
        std::string controls;
        for (char c = 0; c < ' '; ++c)
            controls += std::string(1, c) + "c";
        return std::vector<Bad>{
            {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\xF0\x9F\x8F\xBD 100%", {}},
            {"\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB3\xD9\x84\xD8\xA7\xD9\x85", {}},
            {"left \xE2\x80\xAEright\xE2\x80\xAC \xE2\x81\xA6in\xE2\x81\xA9", "\xE2\x80\xAE"},
            {std::move(marks), {}},
            {std::move(controls), "\x1B"},
            {std::move(broken), "\xFF"},
            {"\xED\xA0\x80 \xC0\xAF \xF4\x90\x80\x80 \xE2\x82", "\xED\xA0\x80"},
            {"\xEF\xBB\xBFmark\xE2\x80\x8B of order", "\xEF\xBB\xBF"},
            {std::string(long_text, 'a'), {}},
            {std::string(long_text, '\n'), {}},
        };
    }();
    return all;
}

std::string title_of(const Tablet& tablet) {
    for (const auto& e : tablet.glass().entries())
        if (e.role == Role::title) return e.label;
    return {};
}

std::string value_being_written(const Tablet& tablet) {
    for (const auto& e : tablet.glass().entries())
        if (e.role == Role::field && e.owner == "writing") return e.value;
    return {};
}

// Gives a field everything; the finger is then lifted from it and the text stays as a draft.
void attack_field(Tablet& tablet, const std::string& label) {
    tablet.press(label);
    const auto& words = tablet.glass().settings().words;
    REQUIRE(tablet.find(words.done) != nullptr);
    for (const auto& bad : bad_texts()) {
        tablet.key(window::Key::end);
        const auto before = value_being_written(tablet);
        tablet.text(bad.sent);
        const auto after = value_being_written(tablet);
        CHECK(codec::is_utf8(after));
        CHECK(after.size() <= limits::text_bytes_max);
        CHECK(after.size() >= before.size());  // what stood there stands there
        for (const char c : after)
            CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
        if (!bad.never.empty()) CHECK(after.find(bad.never) == std::string::npos);
        if (bad.sent.size() >= long_text) {
            CHECK(tablet.says(words.field_full));
            tablet.key(window::Key::end);
            tablet.key(window::Key::backspace);
            CHECK_FALSE(tablet.says(words.field_full));
        }
        tablet.pass(3'000);  // it is kept on disk
    }
    tablet.press(words.done);
}

struct Reached {
    std::set<std::string> fields;  // "title: label"
    // Fields that are there now and were not attacked yet.
    void attack(Tablet& tablet) {
        const auto title = title_of(tablet);
        for (int again = 0; again < 8; ++again) {
            std::string next;
            for (const auto& e : tablet.glass().entries())
                if (e.role == Role::field && e.enabled && !fields.contains(title + ": " + e.label))
                    next = e.label;
            if (next.empty()) return;
            fields.insert(title + ": " + next);
            INFO("the field \"" << next << "\" of \"" << title << "\"");
            attack_field(tablet, next);
        }
    }
};

std::vector<std::string> controls_of(const Tablet& tablet, Role but = Role::key) {
    std::vector<std::string> out;
    for (const auto& e : tablet.glass().entries()) {
        if (!e.pressable() || !e.enabled || e.role == Role::key || e.role == Role::field ||
            e.role == Role::tab || e.role == but)
            continue;
        out.push_back(e.group.empty() ? e.label : e.group + ": " + e.label);
    }
    return out;
}

void start_again(Tablet& tablet) {
    tablet.start();
    tablet.enter();
    tablet.chair_opens();
    // The sheet that was open came back: everything starts from the page itself.
    for (const auto* key : {"shell.cancel", "shell.close", "shell.ok"})
        if (const auto* e = tablet.find(view::say(key)); e != nullptr && e->role == Role::button)
            tablet.press(view::say(key));
}

// The page, each sheet that one press opens, and what each choice in a sheet brings.
void attack_stage(const Played& played, Reached& reached) {
    Tablet tablet{played, 5};
    tablet.enter();
    reached.attack(tablet);
    std::set<std::string> opened;
    for (const auto& control : controls_of(tablet)) {
        if (!opened.insert(control).second) continue;
        start_again(tablet);
        const auto* there = tablet.find(control);
        if (there == nullptr || !there->enabled) continue;
        INFO("behind \"" << control << "\"");
        const auto page = title_of(tablet);
        tablet.press(control);
        tablet.chair_opens();
        reached.attack(tablet);
        if (title_of(tablet) == page || tablet.shell().place() == view::Place::home) continue;
        for (const auto& choice : controls_of(tablet, Role::hold_button)) {
            const auto* e = tablet.find(choice);
            const bool chooses =
                e != nullptr && e->enabled && (e->role == Role::radio || e->role == Role::checkbox);
            if (!chooses) continue;
            tablet.press(choice);
            reached.attack(tablet);
        }
    }
}

}  // namespace

TEST_CASE(
    "Bad text in every field that can be reached is cut at its limit and said so, and never "
    "reaches a draft as it came",
    "[bad-text]") {
    Reached reached;
    for (const auto* stage : {"introductions", "information", "risk", "decision", "plan", "close"})
        attack_stage(*play_until("torbay-split.txt", after_stage(stage)), reached);
    attack_stage(*play_until("torbay-split.txt", at_verb("chair-decides")), reached);
    std::string all;
    for (const auto& field : reached.fields)
        all += "\n" + field;
    WARN(reached.fields.size() << " fields:" << all);
    CHECK(reached.fields.size() >= 20);
}

TEST_CASE("A passphrase of a hundred thousand letters is cut and said so, and does not open",
          "[bad-text]") {
    Tablet tablet{*play_until("torbay-split.txt", after_stage("introductions")), 6};
    const auto& words = tablet.glass().settings().words;
    tablet.press(view::say("lock.passphrase"));
    tablet.text(std::string(long_text, 'a'));
    CHECK(tablet.says(words.field_full));
    for (const auto& bad : bad_texts())
        tablet.text(bad.sent);
    tablet.press(words.done);
    tablet.press(view::say("lock.open"));
    CHECK_FALSE(tablet.shell().unlocked());
}

TEST_CASE("What is recorded of bad text is what stood on the glass: UTF-8 within the limit",
          "[bad-text]") {
    const auto played = play_until("torbay-split.txt", after_stage("information"));
    for (const auto& bad : bad_texts()) {
        Tablet tablet{*played, 7};
        tablet.enter();
        tablet.press(view::say("info.add"));
        view::Moment moment;
        moment.place = view::Place::information;
        moment.sheet = {"add", {}, {}};
        const auto form =
            view::make_information_view(tablet.state(), tablet.shell().meeting()->rules(), moment)
                .add;
        if (const auto* who = tablet.find(form.speaker_label + ": Social worker"))
            if (!who->chosen) tablet.press(form.speaker_label + ": Social worker");
        tablet.press(form.kind_question + ": " + form.labels.front().word);
        tablet.press(form.text_question);
        tablet.text("Seen. " + bad.sent);
        const auto shown = value_being_written(tablet);
        tablet.press(tablet.glass().settings().words.done);
        tablet.fill(form.source_question, bad.sent + " File");
        tablet.press(form.save);
        REQUIRE(tablet.state().contributions.size() == 1);
        const auto& said = tablet.state().contributions.front().said;
        CHECK(said.text == view::trimmed(shown));
        CHECK(codec::is_utf8(said.text));
        CHECK(codec::is_utf8(said.source));
        CHECK(said.text.size() <= limits::text_bytes_max);
        // And it is read again as it was written.
        const auto text = said.text;
        tablet.start();
        tablet.enter();
        REQUIRE(tablet.state().contributions.size() == 1);
        CHECK(tablet.state().contributions.front().said.text == text);
    }
}

}  // namespace cpc::glass
