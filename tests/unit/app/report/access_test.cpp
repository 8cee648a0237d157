// SPDX-License-Identifier: Apache-2.0
// Requests for access to a record: what is given, what is held back, and that nothing is silently
// missing.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/report/access.hpp"
#include "app/report/access_words.hpp"
#include "tests/unit/app/report/papers.hpp"

using namespace cpc;
using namespace cpc::test;
using conference::Capacity;

namespace {

struct Asked {
    report::AccessPapers papers;
    std::optional<Reading> copy;
    Reading list;
};

PersonId person_named(Room& room, const std::string& name) {
    const auto found = report::find_requester(room.state(), name);
    if (!found) FAIL(found.error().text());
    return *found;
}

Asked ask(Room& room, PersonId person, Capacity capacity) {
    auto made =
        report::make_access(room.desk(), room.meeting(),
                            {person, capacity, "Granted by the Records Officer, file 12"}, fonts());
    if (!made) FAIL(made.error().text());
    Asked out{std::move(*made), std::nullopt, {}};
    if (out.papers.copy) out.copy = read(*out.papers.copy);
    out.list = read(out.papers.list);
    return out;
}

void play_it(Room& room, const std::string& scenario) {
    const auto last = room.play(scenario);
    INFO(last << ": " << room.last().message);
    REQUIRE(last.rfind("error", 0) != 0);
}

bool in_segment(const conference::State& state, const std::optional<SegmentId>& id, PersonId who) {
    if (!id) return true;
    for (const auto& segment : state.segments)
        if (segment.started.segment == *id)
            return std::find(segment.started.in.begin(), segment.started.in.end(), who) !=
                   segment.started.in.end();
    return false;
}

// What this person must not read, worked out from the state without the judge: said apart, marked
// as about others, about children who are not theirs, and why somebody else was kept out.
std::vector<std::string> forbidden_to(const conference::State& state, PersonId id) {
    std::vector<std::string> out;
    const auto& person = state.people.at(id);
    const auto mine = [&](const std::vector<ChildId>& about) {
        return std::any_of(about.begin(), about.end(), [&](const auto& child) {
            return conference::entitled(state, person, child);
        });
    };
    for (const auto& each : state.contributions) {
        if (each.said.speaker == id) continue;
        const bool apart = !in_segment(state, each.said.segment, id);
        const bool others = each.said.third_party.value_or(false) || !mine(each.about);
        if (apart || others) out.push_back(each.said.text);
        for (const auto& correction : each.corrections)
            if (apart || !in_segment(state, correction.segment, id)) out.push_back(correction.text);
    }
    for (const auto& segment : state.segments)
        if (std::find(segment.started.in.begin(), segment.started.in.end(), id) ==
            segment.started.in.end())
            out.push_back(segment.started.reason);
    for (const auto& [other, who] : state.people) {
        if (who.report && !who.report->not_shared_reason.empty())
            out.push_back(who.report->not_shared_reason);
        if (other == id || !who.is_asked()) continue;
        if (who.exclusion && person.exclusion && who.exclusion->facts == person.exclusion->facts)
            continue;
        const bool child = who.invited.group == conference::Group::child;
        if (who.exclusion && !child) out.push_back(who.exclusion->facts);
    }
    for (const auto& child : state.child_order) {
        if (conference::entitled(state, person, child)) continue;
        for (const auto& risk : state.children.at(child).risks)
            out.push_back(risk.text);
        for (const auto& views : state.children.at(child).views)
            out.push_back(views.text);
    }
    if (state.request) out.push_back(state.request->contact.value_or(""));
    std::erase_if(out, [](const auto& text) { return text.size() < 8; });
    return out;
}

std::vector<std::pair<PersonId, Capacity>> requests(const conference::State& state) {
    std::vector<std::pair<PersonId, Capacity>> out;
    for (const auto& id : state.person_order) {
        const auto group = state.people.at(id).invited.group;
        if (group == conference::Group::family) {
            out.emplace_back(id, Capacity::own);
            out.emplace_back(id, Capacity::for_child);
        }
        if (group == conference::Group::child) out.emplace_back(id, Capacity::child);
    }
    return out;
}

void holds_none(const Asked& asked, const std::vector<std::string>& texts,
                const std::string& scenario) {
    for (const auto& text : texts) {
        INFO(scenario << ": " << text);
        CHECK_FALSE(asked.list.holds(text));
        CHECK(asked.papers.list.html.find(text) == std::string::npos);
        if (!asked.copy) continue;
        CHECK_FALSE(asked.copy->holds(text));
        CHECK(asked.papers.copy->html.find(text) == std::string::npos);
    }
}

void check_counts(Room& room, const Asked& asked) {
    const auto& count = asked.papers.count;
    const auto entries = room.desk().vault().conference(room.meeting().id());
    REQUIRE(entries);
    CHECK(count.entries == entries->size());
    CHECK(count.whole + count.in_part + count.withheld + count.no_words == count.entries);
}

std::vector<std::string> scenarios_of_section_five() {
    namespace fs = std::filesystem;
    std::vector<std::string> out;
    for (const auto* folder : {"", "more/"})
        for (const auto& entry :
             fs::directory_iterator(std::string{CPC_SOURCE_DIR} + "/tests/scenarios/" + folder)) {
            const auto name = entry.path().filename().string();
            const std::string ending = ".expected.json";
            if (name.size() < ending.size() || name.find(ending) == std::string::npos) continue;
            const auto story = name.substr(0, name.size() - ending.size());
            // Of the further ones, those about somebody who is kept from something.
            const bool apart = story.find("restricted") != std::string::npos ||
                               story.find("kept") != std::string::npos ||
                               story.find("apart") != std::string::npos ||
                               story.find("three-children") != std::string::npos ||
                               story.find("knowledge") != std::string::npos;
            if (*folder == 0 || apart) out.push_back(folder + story + ".txt");
        }
    return out;
}

}  // namespace

TEST_CASE("of every scenario, nobody who asks for access is given what was kept from them",
          "[REQ-280][REQ-282][REQ-276][REQ-289]") {
    std::size_t looked_for = 0;
    for (const auto& scenario : scenarios_of_section_five()) {
        Room room;
        play_it(room, scenario_file(scenario));
        if (!room.is_open() || (!room.state().closed && !room.state().cancelled)) continue;
        for (const auto& [person, capacity] : requests(room.state())) {
            INFO(scenario << ", " << room.state().people.at(person).invited.name << ", "
                          << conference::word(capacity));
            const auto asked = ask(room, person, capacity);
            check_counts(room, asked);
            const auto forbidden = forbidden_to(room.state(), person);
            looked_for += forbidden.size();
            holds_none(asked, forbidden, scenario);
        }
    }
    CHECK(looked_for > 100);
}

TEST_CASE("a father's later request: the restricted part is held back, unless a court orders it",
          "[REQ-280][REQ-282][REQ-283]") {
    Room room;
    play_it(room, scenario_file("torbay-restricted.txt"));
    const auto father = person_named(room, "Father");
    const auto asked = ask(room, father, Capacity::own);
    REQUIRE(asked.copy);
    CHECK_FALSE(asked.copy->holds("under observation"));
    CHECK(asked.list.holds("Would show who another person is"));
    CHECK(asked.list.holds("Could get in the way of police or court work"));
    CHECK(asked.list.holds("Granted by the Records Officer, file 12"));
    CHECK(asked.papers.count.withheld > 0);
    const auto ordered = ask(room, father, Capacity::court);
    REQUIRE(ordered.copy);
    CHECK(ordered.copy->holds(
        "A third adult is under observation for sexual offences against girls of this age."));
    CHECK(ordered.papers.count.withheld == 0);
    CHECK(ordered.papers.count.in_part == 0);
    CHECK(ordered.list.holds("Nothing is held back."));
}

TEST_CASE("whoever asks reads their own words and what was said of the child while they were there",
          "[REQ-280]") {
    Room room;
    play_it(room, scenario_file("register-unanimous.txt"));
    const auto asked = ask(room, person_named(room, "Mother"), Capacity::for_child);
    REQUIRE(asked.copy);
    for (const auto& each : room.state().contributions)
        if (!each.said.third_party.value_or(false)) CHECK(asked.copy->holds(each.said.text));
    CHECK(asked.copy->holds("I was tired and I shouted."));
    for (const auto& risk : room.child().risks)
        CHECK(asked.copy->holds(risk.text));
    for (const auto& action : room.child().actions)
        CHECK(asked.copy->holds(action.what));
}

TEST_CASE("somebody who does not know of the conference is given nothing of it, and staff are told",
          "[REQ-259][REQ-288]") {
    Room room;
    play_it(room, scenario_file("more/torbay-without-the-mothers-knowledge.txt"));
    const auto asked = ask(room, person_named(room, "Mother"), Capacity::for_child);
    CHECK_FALSE(asked.copy);
    CHECK(asked.papers.count.whole + asked.papers.count.in_part == 0);
    CHECK(asked.list.holds("They are not told of this"));
}

TEST_CASE("access is granted on something, to somebody of the family, and once it is closed",
          "[REQ-280][REQ-281][REQ-284]") {
    Room room;
    play_it(room, scenario_file("torbay-restricted.txt"));
    const auto& state = room.state();
    const auto mother = person_named(room, "Mother");
    const auto police = person_named(room, "Police");
    const auto child = person_named(room, "RS");
    CHECK(conference::may_ask(state, {mother, Capacity::for_child, "In RS's interest: …"}));
    CHECK_FALSE(conference::may_ask(state, {mother, Capacity::for_child, ""}));
    CHECK_FALSE(conference::may_ask(state, {mother, Capacity::guardian, ""}));
    CHECK_FALSE(conference::may_ask(state, {mother, Capacity::child, "x"}));
    CHECK_FALSE(conference::may_ask(state, {police, Capacity::own, "x"}));
    CHECK_FALSE(conference::may_ask(state, {child, Capacity::own, "x"}));
    CHECK(conference::may_ask(state, {child, Capacity::child, "Understands: 15"}));
    Room open;
    play_it(open, scenario_file("torbay-majority.txt")
                      .substr(0, scenario_file("torbay-majority.txt").find("\nstage close")));
    const auto parent = person_named(open, "Mother");
    CHECK_FALSE(conference::may_ask(open.state(), {parent, Capacity::own, "x"}));
}

// ---- files that others brought

namespace {

Bytes attachment(const std::string& name) {
    std::ifstream in(std::string{CPC_SOURCE_DIR} + "/tests/attachments/" + name, std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>{in}, {}};
    REQUIRE_FALSE(all.empty());
    return Bytes(all.begin(), all.end());
}

MaterialId bring(Room& room, const std::string& file, const std::string& title,
                 const std::string& by, bool professionals_only = false) {
    conference::MaterialTaken taken;
    taken.title = title;
    taken.pages = 1;
    taken.professionals_only = professionals_only;
    taken.brought_by = person_named(room, by);
    if (by == "RS") {
        taken.kind = conference::MaterialKind::drawing;
        taken.children = room.state().child_order;
    } else {
        taken.author = taken.brought_by;
    }
    const auto reply = room.meeting().take_material(std::move(taken), attachment(file));
    if (!reply) FAIL(reply.error().text());
    if (const auto* no = std::get_if<conference::Refusal>(&*reply)) FAIL(no->message);
    return room.state().materials.back().taken.material;
}

}  // namespace

TEST_CASE("files that others brought: each is given beside the copy or held back with its ground",
          "[REQ-096][REQ-280][REQ-282]") {
    Room room;
    const auto story = scenario_file("torbay-restricted.txt");
    const auto apart = story.find("\nsay police fact");
    REQUIRE(apart != std::string::npos);
    const auto before = story.rfind("\nat 13:52", apart);
    play_it(room, story.substr(0, before));
    bring(room, "report-three-pages.pdf", "Attendance this term", "School");
    bring(room, "photo.jpg", "Checks on the household", "Youth worker", true);
    bring(room, "drawing.png", "The house at night", "RS");
    const auto wrong = bring(room, "four-inks.jpg", "Another family's photograph", "School");
    REQUIRE(room.meeting().submit(
        conference::Say<conference::MaterialWithdrawn>{{wrong, "It belongs to another family."}}));
    play_it(room, story.substr(before, apart - before));
    bring(room, "scripts-and-links.pdf", "What the police hold", "Police");
    play_it(room, story.substr(apart));

    const auto father = person_named(room, "Father");
    const auto asked = ask(room, father, Capacity::own);
    REQUIRE(asked.copy);
    // The father was there when the drawing was brought, as with words that he heard.
    REQUIRE(asked.papers.files.size() == 2);
    const auto& given = asked.papers.files.front();
    CHECK(asked.papers.files.back().bytes == attachment("drawing.png"));
    CHECK(asked.copy->holds("The house at night: " + asked.papers.files.back().name));
    CHECK(given.bytes == attachment("report-three-pages.pdf"));
    CHECK(given.name.rfind("TRAINING-access-file-1-", 0) == 0);
    CHECK(asked.copy->holds("Attendance this term: " + given.name));
    for (const auto* held : {"Checks on the household", "What the police hold"}) {
        INFO(held);
        CHECK_FALSE(asked.copy->holds(held));
        CHECK(asked.list.holds(held));
    }
    CHECK(asked.list.holds("Taken in for professionals only"));
    CHECK(asked.list.holds("Put aside as the wrong file"));
    CHECK(asked.list.holds("Read each file before it is handed out"));
    CHECK(asked.list.holds(given.name));

    const auto ordered = ask(room, father, Capacity::court);
    REQUIRE(ordered.papers.files.size() == 4);  // all but the wrong one
    CHECK(ordered.papers.files[1].name.substr(ordered.papers.files[1].name.size() - 4) == ".jpg");
    CHECK(ordered.papers.files[3].bytes == attachment("scripts-and-links.pdf"));
    for (const auto& file : ordered.papers.files)
        CHECK(file.bytes != attachment("four-inks.jpg"));
}

// ---- every event is told with every text it holds

namespace {

struct Marker {
    std::vector<std::string> marks;
    int next = 0;

    std::string fresh() {
        marks.push_back("Mark" + std::to_string(100 + next++) + "x");
        return marks.back();
    }
    void fill(std::string& text) { text = fresh(); }
    void fill(std::optional<std::string>& text) { text = fresh(); }
    void fill(std::vector<std::string>& texts) { texts = {fresh()}; }
    void fill(std::optional<std::vector<std::string>>& texts) { texts = {{fresh()}}; }
    void fill(std::optional<std::vector<conference::NamedText>>& texts) {
        texts = {{{"n", fresh()}}};
    }
    void fill(bool& value) { value = true; }
    template <class Other>
    void fill(Other&) {}
};

// How many of its texts the words of an entry leave out.
template <class E>
std::size_t missing_of(Room& room, E event) {
    Marker marker;
    std::apply([&](auto... field) { (marker.fill(event.*field), ...); }, E::fields());
    const auto words = report::entry_words(conference::Event{event}, room.state(),
                                           room.meeting().rules().procedure);
    auto all = words.what;
    for (const auto& line : words.lines)
        all += "\n" + line;
    UNSCOPED_INFO(conference::tag_of<E> << ": " << all);
    return static_cast<std::size_t>(
        std::count_if(marker.marks.begin(), marker.marks.end(),
                      [&](const auto& mark) { return all.find(mark) == std::string::npos; }));
}

}  // namespace

TEST_CASE("the words of an entry hold every text that stands in it", "[REQ-280]") {
    Room room;
    play_it(room, scenario_file("register-unanimous.txt"));
    const auto check = [&](const auto& event, std::size_t leave_out) {
        CHECK(missing_of(room, event) == leave_out);
    };
    using namespace conference;
    check(ConferenceOpened{}, 4);  // procedure, its hash, the calendar's, the overlays'
    check(PersonInvited{}, 0);
    check(ChildAdded{}, 0);
    check(ReportReceived{}, 0);
    check(StageEntered{}, 0);
    check(AttendanceMarked{}, 0);
    check(PersonLeft{}, 0);
    check(PointConfirmed{}, 1);        // the answer is an id of the procedure
    check(ContributionRecorded{}, 1);  // the mark of relevance is one too
    check(CorrectionLinked{}, 0);
    check(AgencyHeard{}, 0);
    check(ViewsRecorded{}, 0);
    check(RiskNoted{}, 0);
    check(RiskSummarised{}, 0);
    check(BallotOpened{}, 0);
    check(PositionLogged{}, 0);
    check(ChairDecided{}, 0);
    check(ResultLocked{}, 0);
    check(FamilyViewRecorded{}, 0);
    check(ResultCorrected{}, 0);
    check(KeyWorkerNamed{}, 0);
    check(CoreGroupNamed{}, 0);
    check(ActionAgreed{}, 0);
    check(PlanNoteAdded{}, 0);
    check(NextConferenceSet{}, 0);
    check(ConferenceClosed{}, 0);
    check(RequestReceived{}, 1);  // the type that was asked for
    check(RequestAnswered{}, 0);
    check(StartDateSet{}, 0);
    check(ExclusionDecided{}, 0);
    check(ObjectionRaised{}, 0);
    check(ChildBorn{}, 0);
    check(ConferenceAdjourned{}, 0);
    check(ConferenceCancelled{}, 0);
    check(BreachExplained{}, 1);  // which of the limit's days
    check(SegmentStarted{}, 1);   // why it is left out of papers
    check(ActionCarried{}, 0);
    check(ActionReviewed{}, 0);
    check(DissentNoted{}, 0);
    check(ReferralMade{}, 1);  // the limit
    check(OutcomeAgreed{}, 0);
    check(RecommendationMade{}, 0);
    check(RecommendationAnswered{}, 0);
    check(MaterialTaken{}, 0);
    check(MaterialWithdrawn{}, 0);
    check(ActionWithdrawn{}, 0);
    check(RegisterEntered{}, 0);
    check(RouteStepTaken{}, 0);
    check(MatterRaised{}, 0);
    check(MatterAnswered{}, 0);
    check(MinutesMarked{}, 0);
    check(DocumentIssued{}, 1);  // the second language
    check(PaperDelivered{}, 0);
}
