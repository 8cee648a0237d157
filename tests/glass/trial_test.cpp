// SPDX-License-Identifier: Apache-2.0
// "The first time at this tablet": what each task asks of somebody who has never seen it, counted
// on the real screens. The page app/stage/TRIAL.md is written from it: CPC_WRITE_TRIAL=1.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "app/view/ballot.hpp"
#include "app/view/chair_decision.hpp"
#include "app/view/decision.hpp"
#include "app/view/information.hpp"
#include "app/view/say.hpp"
#include "tests/glass/tablet.hpp"

namespace cpc::glass {
namespace {

using ui::Role;

struct Row {
    std::string task, who;
    int taps = 0, holds = 0, pin_digits = 0, texts = 0, screens = 0;
    std::size_t words = 0;
};

std::size_t words_in(const std::string& text) {
    std::istringstream in{text};
    std::string word;
    std::size_t count = 0;
    while (in >> word)
        ++count;
    return count;
}

// One task from the screen it begins on. Words are those of each new page or sheet that has to be
// passed, every one of them, keys and digits left out: a careful first reader reads them all.
class Task {
  public:
    Task(Tablet& tablet, std::string task, std::string who) : tablet_(&tablet) {
        row_.task = std::move(task);
        row_.who = std::move(who);
        read();
    }
    void tap(const std::string& label) {
        tablet_->press(label);
        ++row_.taps;
        read();
    }
    void hold(const std::string& label) {
        tablet_->hold(label);
        ++row_.holds;
    }
    void pin(const std::string& typed) {
        tablet_->digits(typed);
        row_.pin_digits += static_cast<int>(typed.size());
        read();
    }
    // Field, text, Done. Letters are not counted: they are the person's own.
    void write(const std::string& label, const std::string& text) {
        tap(label);
        tablet_->text(text);
        tap(tablet_->glass().settings().words.done);
        ++row_.texts;
    }
    [[nodiscard]] const Row& row() const { return row_; }

  private:
    void read() {
        std::string title;
        std::size_t words = 0;
        for (const auto& e : tablet_->glass().entries()) {
            if (e.role == Role::key || !e.visible) continue;
            if (e.role == Role::title) title += e.label;
            words += words_in(e.label) + (e.role == Role::field ? 0 : words_in(e.value));
        }
        const auto name = std::to_string(static_cast<int>(tablet_->shell().place())) + title;
        if (name == on_) return;
        on_ = name;
        ++row_.screens;
        row_.words += words;
    }

    Tablet* tablet_;
    std::string on_;
    Row row_;
};

std::string in(const std::string& group, const std::string& label) {
    return group + ": " + label;
}

Row sign_in() {
    Tablet tablet{*play_until("torbay-split.txt", at_verb("sign-in")), 1};
    tablet.enter();
    tablet.press(view::say("intro.signs_in", {{"name", "Social worker"}}));
    Task task{tablet, "Sign in with a PIN", "Social worker"};
    task.tap(view::say("hand.i_am", {{"who", "Social worker"}}));
    task.tap(view::say("hand.choose_pin"));
    task.pin("4711");
    task.pin("4711");
    REQUIRE(tablet.says(view::say("hand.thanks")));
    return task.row();
}

Row position(std::size_t choice, const std::string& name) {
    Tablet tablet{*play_until("torbay-split.txt", at_verb("view")), 1};
    tablet.enter();
    tablet.press("Social worker");
    Task task{tablet, name, "Social worker"};
    task.tap(view::say("hand.i_am", {{"who", "Social worker"}}));
    task.pin(tablet.pin_of("Social worker"));
    const auto ballot =
        view::make_ballot_view(tablet.state(), tablet.shell().meeting()->rules(), {},
                               tablet.person("Social worker"), tablet.state().child_order.front());
    task.tap(in(ballot.question, ballot.choices.at(choice).label));
    if (ballot.choices.at(choice).reason_needed) task.write(ballot.reason_label, "Because.");
    task.hold(ballot.hold_label);
    REQUIRE(tablet.says(view::say("hand.thanks")));
    return task.row();
}

Row contribution() {
    Tablet tablet{*play_until("torbay-split.txt", after_stage("information")), 1};
    tablet.enter();
    Task task{tablet, "Add a contribution", "Chair, for the social worker"};
    task.tap(view::say("info.add"));
    view::Moment moment;
    moment.place = view::Place::information;
    moment.sheet = {"add", {}, {}};
    const auto form =
        view::make_information_view(tablet.state(), tablet.shell().meeting()->rules(), moment).add;
    const auto who = in(form.speaker_label, "Social worker");
    if (const auto* there = tablet.find(who); there != nullptr && !there->chosen) task.tap(who);
    task.tap(in(form.kind_question, form.labels.front().word));
    task.write(form.text_question, "Seen at home.");
    task.write(form.source_question, "Visit, 4 May");
    task.tap(form.save);
    REQUIRE(tablet.state().contributions.size() == 1);
    return task.row();
}

Row correction() {
    Tablet tablet{*play_until("torbay-majority.txt", at_verb("correct")), 1};
    tablet.enter();
    Task task{tablet, "Put a contribution right", "Mother"};
    task.tap(view::say("info.edit"));
    task.tap(in(view::say("correct.what"), view::say("correct.tab")));
    task.tap(in(view::say("correct.by"), "Mother"));
    task.write(view::say("correct.question"), "It was not so.");
    task.tap(view::say("correct.save"));
    return task.row();
}

Row round_begins() {
    Tablet tablet{*play_until("torbay-split.txt", at_verb("continuing-risk")), 1};
    tablet.enter();
    Task task{tablet, "Start the round of views", "Chair"};
    task.tap(view::say("decision.risk-yes"));
    task.tap(view::say("decision.risk-record"));
    task.tap(view::say("decision.start"));
    REQUIRE(tablet.state().children.begin()->second.ballot.has_value());
    return task.row();
}

Row chair_decides() {
    Tablet tablet{*play_until("torbay-split.txt", at_verb("chair-decides")), 1};
    tablet.enter();
    Task task{tablet, "The chair's decision", "Chair"};
    task.tap(view::say("decision.chair-button"));
    for (const auto* key : {"cover.turned", "cover.open"})
        if (tablet.find(view::say(key)) != nullptr) task.tap(view::say(key));
    if (tablet.says(view::say("cover.pin_title"))) task.pin(std::string{chair_pin});
    view::Moment moment;
    moment.place = view::Place::decision;
    moment.sheet = {"chair-decision", {}, {}};
    moment.child = tablet.state().child_order.front();
    const auto form =
        view::make_chair_decision_view(tablet.state(), tablet.shell().meeting()->rules(), moment);
    task.tap(in(form.title, form.protect_label));
    for (const auto& heading : form.headings)
        task.write(heading.label, "A child of two was alone.");
    task.hold(form.hold_label);
    REQUIRE(tablet.state().children.begin()->second.ballot->chair.has_value());
    return task.row();
}

std::string page_of(const std::vector<Row>& rows) {
    std::ostringstream out;
    out << "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
           "# The first time at this tablet\n\n"
           "Counted on the real screens at 1280 × 800 by `tests/glass/trial_test.cpp`, which "
           "writes this page\n(`CPC_WRITE_TRIAL=1 glass_tests \"[trial]\"`) and fails when it is "
           "no longer true. Each task begins with the tablet\nin that person's hands. A tap is a "
           "finger on a control, a hold a press of one second; the digits of a PIN\nstand apart, "
           "and the letters of what somebody writes are their own and not counted. Words are all "
           "that stand\non each new page or sheet on the way.\n\n"
           "| task | who | taps | holds | PIN digits | texts written | screens | words to read |\n"
           "|---|---|---|---|---|---|---|---|\n";
    for (const auto& row : rows)
        out << "| " << row.task << " | " << row.who << " | " << row.taps << " | " << row.holds
            << " | " << row.pin_digits << " | " << row.texts << " | " << row.screens << " | "
            << row.words << " |\n";
    return out.str();
}

}  // namespace

TEST_CASE(
    "The first time at this tablet each task takes the taps and words that its page says, "
    "and a position no more than six taps and a PIN",
    "[trial][REQ-148]") {
    const auto agree = position(0, "Give a view: I agree");
    const auto differ = position(1, "Give a view: I do not agree");
    const auto unable = position(2, "Give a view: I am unable to say");
    for (const auto& row : {agree, differ, unable}) {
        INFO(row.task);
        CHECK(row.taps + row.holds <= 6);
        CHECK(row.pin_digits == 4);
    }
    const auto page = page_of({sign_in(), agree, differ, unable, contribution(), correction(),
                               round_begins(), chair_decides()});
    const auto file = std::string{CPC_SOURCE_DIR} + "/app/stage/TRIAL.md";
    if (std::getenv("CPC_WRITE_TRIAL") != nullptr) std::ofstream{file} << page;
    std::ifstream read{file};
    std::ostringstream there;
    there << read.rdbuf();
    CHECK(there.str() == page);
}

}  // namespace cpc::glass
