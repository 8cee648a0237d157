// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/app/ui/gallery.hpp"

#include <memory>

namespace cpc::ui::gallery {
namespace {

const std::vector<std::string> attendance{"Here", "Apologies", "Not here"};

Rail rail_at(std::size_t current) {
    const std::vector<std::string> names{"Introductions", "Information", "Risk",
                                         "Decision",      "Plan",        "Close"};
    Rail rail;
    for (std::size_t i = 0; i < names.size(); ++i)
        rail.tabs.push_back({names[i], i < current    ? TabState::done
                                       : i == current ? TabState::current
                                                      : TabState::open});
    rail.step_text = "Step " + std::to_string(current + 1) + " of 6 \u00B7 " + names[current];
    return rail;
}

void frame(Ui& ui, std::size_t stage, const BottomBar& bottom) {
    AppBar bar{"Initial conference \u00B7 Family K", "Room 2 \u00B7 Chair: reviewing officer",
               "14:32 \u00B7 42 min", "Saved here"};
    bar.home = "Home";
    bar.read_aloud = "Read aloud";
    bar.display = "Text and colours";
    bar.hide = "Hide screen";
    (void)ui.app_bar(bar);
    (void)ui.rail(rail_at(stage));
    (void)ui.bottom_bar(bottom);
}

BottomBar bottom(const std::string& status, Icon icon, const std::string& next,
                 const std::string& blocked = {}) {
    BottomBar bar;
    bar.left.push_back({"Undo", Icon::undo});
    bar.status = {status, icon, Tone::secondary};
    Action go{next, Icon::forward, Kind::primary};
    go.icon_last = true;
    go.blocked_by = blocked;
    bar.right.push_back(go);
    return bar;
}

void introductions(Ui& ui) {
    frame(ui, 0, bottom("1 person still to record", Icon::info, "Start information sharing"));
    Page page{"Who is here", "Each person says their name and role. Tap to record who is here."};
    page.side_width_u = 300;
    ui.page(
        page,
        [&] {
            ui.group("Family");
            ui.card([&] {
                ui.person_card({"M", "Mother of Child A and Child B", "Family", "", Icon::none,
                                Tone::secondary, true},
                               attendance, 0);
                ui.person_card({"F", "Father of Child B", "Family", "Part 2 only", Icon::lock,
                                Tone::warn, true},
                               {}, {}, "Excluded in part");
            });
            ui.group("Professionals");
            ui.card([&] {
                ui.person_card({"SW", "Social worker", "Children\u2019s services"}, attendance, 0);
                ui.person_card({"HV", "Health visitor", "Community health"}, attendance, 0);
                ui.person_card({"CT", "Class teacher", "Primary school"}, attendance, {});
                ui.person_card({"PO", "Police officer", "Public protection"}, attendance, 1);
            });
        },
        [&] {
            ui.card("Confidentiality", [&] {
                ui.paragraph(
                    "What is said here is private and is shared only to keep the "
                    "children safe. A record will be kept.");
                const std::vector<Action> both{{"Read it out", Icon::read_aloud},
                                               {"Mark as read", Icon::tick}};
                ui.buttons(both);
            });
            ui.card("Before we begin", [&] {
                ui.checklist_row({"Quorum", "5 agencies, 3 needed", true});
                ui.checklist_row({"Attendance", "7 here, 1 apology", false, Tone::warn});
                ui.checklist_row({"Exclusion reason", "Recorded by the chair", true});
            });
        });
}

void information(Ui& ui) {
    BottomBar bar = bottom("Family in the room", Icon::people, "Continue to risk");
    bar.right.insert(bar.right.begin(), {"Restricted\u2026", Icon::lock});
    frame(ui, 1, bar);
    Page page{"Information sharing", "Say what you know, and how you know it."};
    page.action = Action{"Add contribution", Icon::plus};
    page.side_fold = "Who has spoken";
    ui.page(
        page,
        [&] {
            ContributionCard card{LabelKind::fact, "Fact", "Social worker",
                                  "Child B was weighed on 3 June and 14 August. Weight moved from "
                                  "the 25th to below the 9th centile."};
            card.source = "Health record, 14 August";
            card.edit_label = "Edit fact";
            ui.contribution_card(card);
            card = {LabelKind::observation, "Observation", "Health visitor",
                    "At two of four home visits the heating was off and Child B was in a wet "
                    "sleepsuit. The mother changed Child B at once when I mentioned it."};
            card.source = "Seen by the health visitor";
            card.edit_label = "Edit observation";
            ui.contribution_card(card);
            card = {LabelKind::allegation, "Allegation", "Class teacher",
                    "A parent at the school gate said the children are alone at night."};
            card.edit_label = "Edit allegation";
            card.flags = {{Icon::link, "Conflicts with: Mother", Tone::allegation}};
            ui.contribution_card(card);
            card = {LabelKind::opinion, "Opinion", "Police officer",
                    "I think the older child carries too much for their age."};
            card.edit_label = "Edit opinion";
            ui.contribution_card(card);
        },
        [&] {
            ui.heading("Who has spoken");
            ui.card([&] {
                const auto row = [&](const char* who, const char* what, bool done) {
                    ChecklistRow r{who, what, done};
                    r.pressable = true;
                    ui.checklist_row(r);
                };
                row("Social worker", "Report \u00B7 3 points", true);
                row("Health visitor", "Report \u00B7 2 points", true);
                ChecklistRow now{"Class teacher", "Speaking now"};
                now.icon = Icon::speaking;
                now.current = now.pressable = true;
                ui.checklist_row(now);
                row("Police officer", "Report, not heard yet", false);
                row("Mother", "Not heard yet", false);
            });
        });
}

void decision(Ui& ui) {
    frame(
        ui, 3,
        bottom("1 view still to come", Icon::waiting, "Continue to plan", "1 view still to come"));
    ui.page(
        {"Registration"},
        [&] {
            const std::vector<std::string> children{"Child A \u00B7 7 yrs", "Child B \u00B7 2 yrs"};
            ui.segmented("Child", children, 0);
            ui.question(
                "Is Child A at risk of significant harm, and should Child A be registered "
                "under Neglect?");
            const std::vector<VoteTile> tiles{
                {"SW", "Social worker", "Children\u2019s services", "Agrees", ViewState::agrees},
                {"HV", "Health visitor", "Community health", "Agrees", ViewState::agrees},
                {"CT", "Class teacher", "Primary school", "Tap to pass the tablet",
                 ViewState::to_give},
                {"PO", "Police officer", "Public protection", "Does not agree \u00B7 reason given",
                 ViewState::differs},
                {"FS", "Family support worker", "Children\u2019s services", "Agrees",
                 ViewState::agrees},
                {"GP", "General practitioner", "Medical centre", "Apologies \u00B7 report read",
                 ViewState::apologies, false},
            };
            ui.vote_tiles(tiles);
        },
        [&] {
            Tally tally;
            tally.number = "4 of 5";
            tally.text = "people have given their view";
            tally.agree = 3;
            tally.differ = 1;
            tally.missing = 1;
            tally.words = {"Agree", "Do not agree, reason given", "Unable to say", "Not given yet"};
            tally.result = "So far: register, Neglect. Not final yet.";
            tally.rule =
                "Rule: majority of the professionals here. The chair decides only on a "
                "split.";
            tally.spoken = "Four of five have given their view.";
            ui.tally(tally);
            ui.button("Chair decision\u2026", Kind::outlined, "Open only on a split");
        });
}

void ballot(Ui& ui, std::size_t chosen, std::string& reason) {
    AppBar bar{"Class teacher", "", "", ""};
    bar.initials = "CT";
    bar.hide = "Hide screen";
    (void)ui.app_bar(bar);
    BottomBar actions;
    actions.left.push_back({"Start again", Icon::undo});
    Action hold{"Press and hold to confirm", Icon::done, Kind::primary};
    hold.hold = true;
    actions.width_u = 920;
    actions.right.push_back(hold);
    (void)ui.bottom_bar(actions);
    ui.column_page({"Should Child A be registered under Neglect?"}, 920, [&] {
        const std::vector<ChoiceRow> rows{
            {"I agree", "Register Child A under Neglect", Icon::tick},
            {"I do not agree", "You will be asked to say why", Icon::cross},
            {"I am unable to say", "For example, you do not know this child. You will be asked why",
             Icon::minus},
        };
        ui.choice_rows("View", rows, chosen);
        TextField field{"Why do you not agree? (needed)"};
        ui.text_field(field, reason);
    });
}

void add_contribution(Ui& ui, std::string& text) {
    information(ui);
    Sheet sheet{"Add a contribution", "From: Class teacher"};
    sheet.width_u = 940;
    sheet.actions = {{"Cancel"}, {"Add to the record", Icon::tick, Kind::primary}};
    ui.sheet(sheet, [&] {
        ui.strong("What kind of information is it?");
        const std::vector<LabelTile> tiles{
            {LabelKind::fact, "Fact", "Checked, with a source"},
            {LabelKind::observation, "Observation", "Seen or heard first hand"},
            {LabelKind::allegation, "Allegation", "Said by someone, not checked"},
            {LabelKind::opinion, "Opinion", "A professional view"},
        };
        ui.label_chooser("Kind", tiles, LabelKind::observation);
        TextField field{"What do you want to say?"};
        field.chip = "Observation";
        field.chip_icon = Icon::eye;
        field.chip_tone = Tone::observation;
        ui.text_field(field, text);
    });
}

void chair_sheet(Ui& ui, std::string& text) {
    decision(ui);
    Sheet sheet{"Chair decision"};
    sheet.private_chip = "Chair only";
    Action hold{"Press and hold to record", Icon::gavel, Kind::primary};
    hold.hold = true;
    sheet.actions = {{"Cancel"}, hold};
    ui.sheet(sheet, [&] {
        ui.paragraph(
            "The group\u2019s view: 2 agree, 2 do not agree. Your decision and your reason "
            "go in the minutes, next to the group\u2019s view.",
            Tone::secondary);
        const std::vector<std::string> options{"Register", "Do not register"};
        ui.segmented("Decision", options, 1);
        TextField field{"Reason (needed)"};
        field.note = "57 characters";
        ui.text_field(field, text);
    });
}

void home(Ui& ui) {
    AppBar bar{"Today \u00B7 Thursday 5 November", "", "14:32", "Saved here"};
    bar.read_aloud = "Read aloud";
    bar.display = "Text and colours";
    bar.hide = "Hide screen";
    (void)ui.app_bar(bar);
    BottomBar foot;
    foot.status = {"All records sent 08:12", Icon::done, Tone::ok};
    foot.right = {{"Lock the tablet", Icon::lock}};
    (void)ui.bottom_bar(foot);
    ui.column_page({"Today\u2019s conferences"}, 980, [&] {
        ui.card("10:00  Initial conference \u00B7 Family K", [&] {
            ui.small("2 children \u00B7 9 invited \u00B7 Room 2");
            const std::vector<Action> acts{{"Prepare"}, {"Start", Icon::forward, Kind::primary}};
            ui.buttons(acts);
        });
        ui.card([&] {
            ui.list_row({"14:00  Review \u00B7 Family R", "Room 2", "ready"});
            ui.list_row({"16:00  Transfer \u00B7 Family L", "Room 1", "2 points open",
                         Icon::warning, Tone::warn});
        });
        ui.empty_state("Finished conferences stay here until they are safely sent.");
        ui.button({"New conference", Icon::plus});
    });
}

void risk(Ui& ui) {
    frame(ui, 2, bottom("Child B not discussed yet", Icon::info, "Continue to decision"));
    Page page{"Risk"};
    page.banner = "Part of the meeting is restricted. Only professionals are in the room.";
    page.banner_icon = Icon::lock;
    page.banner_tone = Tone::bad;
    ui.page(page, [&] {
        ui.question("What the child says");
        ui.quote("I like it when nan is there.", "Said to the advocate, 3 November");
        Scale scale{"How safe is the child now?", "0 very unsafe", "10 safe enough to close", 3};
        scale.marks[3] = 2;
        scale.marks[5] = 1;
        ui.strong(scale.label);
        ui.scale_0_10(scale);
        const std::vector<std::string> kinds{"All", "Fact", "Observation", "Allegation", "Child A"};
        ui.chips("Show", kinds, {false, true, true, false, false});
        ui.toggle("Everyone writes a reason", "Nobody can tell from the time a view takes", true);
        ui.fact("Key worker", "Social worker");
        ui.progress("Checking 41 entries", 0.4F);
        ui.chip("Registered", Icon::done, Tone::ok);
    });
}

void dates(Ui& ui) {
    ui.column_page({"When is the first core group?"}, 760, [&] {
        DateStepper day{"Day of the meeting", Date::from_ymd(2027, 3, 2).value_or(Date{}),
                        "Tuesday 2 March 2027. Working day. Latest allowed date."};
        day.chips = {{"Latest: Tue 2 Mar", day.value}, {"Thu 25 Feb", day.value - 5}};
        ui.date_stepper(day);
        ui.time_stepper({"Time", 10 * 60 + 5});
        ui.stepper({"Text size", "125 %"});
    });
}

struct CountingPin final : PinSink {
    std::size_t typed = 0;
    void push(int) override { ++typed; }
    void pop() override { typed -= typed > 0 ? 1 : 0; }
    void clear() override { typed = 0; }
    [[nodiscard]] std::size_t count() const override { return typed; }
};

}  // namespace

std::vector<Sample> samples() {
    auto reason = std::make_shared<std::string>("The plan we have is working.");
    auto said =
        std::make_shared<std::string>("The class teacher saw that Child A was calmer this week.");
    auto pin = std::make_shared<CountingPin>();
    auto strokes = std::make_shared<Strokes>();
    return {
        {"introductions", introductions},
        {"information", information},
        {"decision", decision},
        {"risk", risk},
        {"home", home},
        {"dates", dates},
        {"ballot", [reason](Ui& ui) { ballot(ui, 1, *reason); }},
        {"add-contribution", [said](Ui& ui) { add_contribution(ui, *said); }},
        {"writing", [said](Ui& ui) { add_contribution(ui, *said); }, {"What do you want to say?"}},
        {"chair-decision", [reason](Ui& ui) { chair_sheet(ui, *reason); }},
        {"hidden",
         [](Ui& ui) {
             Quiet q{QuietLook::hidden, Icon::heart};
             q.title = "The screen is hidden";
             q.text = "Nothing is lost. The chair can open it again.";
             ui.quiet(q, [&] { ui.button({"Open with chair PIN", Icon::lock, Kind::primary}); });
         }},
        {"hand-over",
         [](Ui& ui) {
             Quiet q{QuietLook::hand_over};
             q.initials = "CT";
             q.lead = "Please pass the tablet to";
             q.title = "the class teacher";
             ui.quiet(q, [&] {
                 ui.button("I am the class teacher", Kind::primary);
                 ui.button("Not now, go back");
             });
         }},
        {"pin",
         [pin](Ui& ui) {
             Quiet q;
             q.title = "Your PIN";
             ui.quiet(q, [&] { ui.pin_pad({"Class teacher", "", 4, "Cancel"}, *pin); });
         },
         {"key 4", "key 2"}},
        {"signature",
         [strokes](Ui& ui) {
             ui.column_page({"Sign here"}, 800, [&] {
                 ui.signature_pad({"Signature", "Class teacher, Primary school"}, *strokes);
             });
         }},
    };
}

}  // namespace cpc::ui::gallery
