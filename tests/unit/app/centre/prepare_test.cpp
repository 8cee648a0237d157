// SPDX-License-Identifier: Apache-2.0
// The staff's pages for preparing a conference: what is missing is said by field, nothing typed is
// lost, and nobody outside role and region gets near it.
#include "tests/unit/app/centre/office.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

struct Desk : Office {
    std::string log, page;
    explicit Desk(const std::string& region = {}) {
        log = to_hex(tablet(region).desk().vault().log_id());
        sign_in("records");
        (void)get_page("/prepare");
    }
    service::HttpResponse give(const std::string& target, const std::string& fields) {
        return post(target, fields + (fields.empty() ? "" : "&") + "token=" + token);
    }
    std::string good(const std::string& target, const std::string& fields) {
        const auto response = give(target, fields);
        INFO(target << " " << fields << "\n" << read_page(response.body).words);
        REQUIRE(response.status == 303);
        return response.location;
    }
    PageReading bad(const std::string& target, const std::string& fields) {
        const auto response = give(target, fields);
        CHECK(response.status == 422);
        auto out = read_page(response.body);
        CHECK(out.problems.empty());
        return out;
    }
    void begin() { page = good("/prepare", "kind=torbay-cpp/initial&tablet=" + log); }
    void whole() {
        begin();
        good(page, conference);
        good(page + "/child/new", "ref=AB&name=Ab+Cd&born=2023-01-02");
        good(page + "/person/new", "role=social-worker&name=S.+Worker&reason=involved&report=yes");
    }
    static constexpr const char* conference =
        "family=Family+K&venue=Room+7&date=2027-04-20&time=10:30&minutes=90&ground-incident=yes"
        "&date-strategy-meeting=2027-03-09";
};

}  // namespace

TEST_CASE("a conference is prepared step by step, sent, and saved for a stick",
          "[pages][centre-store][packs]") {
    Desk desk;
    desk.begin();
    CHECK(desk.get_page(desk.page).says("Still to do before it can be sent"));
    CHECK(desk.bad(desk.page + "/send", "").says("It was not sent"));
    desk.good(desk.page, desk.conference);
    desk.good(desk.page + "/child/new", "ref=AB&name=Ab+Cd");
    desk.good(desk.page + "/person/new", "role=police&name=P.+Officer&reason=involved&report=yes");
    CHECK(desk.get_page(desk.page).says("Everything that is asked for is there"));
    desk.good(desk.page + "/send", "");
    const auto sent = desk.get_page(desk.page);
    CHECK(sent.says("sent as version 1"));
    const auto file = desk.get(desk.page + "/file");
    CHECK(file.status == 200);
    CHECK(file.download_as.size() == 36);
    const auto pack = NEED(wire::read_pack(view_of(file.body)));
    CHECK(pack.name.version == 1);
    CHECK(to_hex(pack.log_id) == desk.log);
    CHECK(file.body.find("Ab Cd") == std::string::npos);
    CHECK(desk.get_page(desk.page).says("saved for a stick"));
    CHECK(desk.get_page("/prepare").says("Family K"));
    // Changed and sent again: the next version; sent twice: the same one.
    desk.good(desk.page, std::string{desk.conference} + "&flag-unborn=yes");
    CHECK(desk.get_page(desk.page).says("changed here since"));
    desk.good(desk.page + "/send", "");
    desk.good(desk.page + "/send", "");
    CHECK(desk.get_page(desk.page).says("sent as version 2"));
}

TEST_CASE("what is wrong is said at its field with how to mend it, and nothing typed is lost",
          "[pages][packs]") {
    Desk desk;
    desk.begin();
    const auto wrong = desk.bad(
        desk.page,
        "family=Family+%3CK%3E&venue=&date=30.3.2027&time=half+ten&minutes=5&date-notification=x");
    for (const auto* words :
         {"Write where it is held", "&quot;30.3.2027&quot; is not a date", "&quot;half ten&quot; is not a time",
          "15 to 600", "Tick at least 1 reason", "Nothing you typed is lost", "To be mended"})
        CHECK(wrong.says(words));
    CHECK(wrong.value_of("input", "name", "family", "value") == "Family &lt;K&gt;");
    CHECK(wrong.value_of("input", "name", "date", "value") == "30.3.2027");
    CHECK(wrong.value_of("input", "name", "venue", "aria-invalid") == "true");
    CHECK(wrong.value_of("input", "name", "venue", "aria-describedby") == "venue-error");
    const auto child = desk.bad(desk.page + "/child/new", "ref=&name=Ab&born=2027-13-01");
    CHECK(child.says("short name used in the room"));
    CHECK(child.says("&quot;2027-13-01&quot; is not a date"));
    CHECK(child.value_of("input", "name", "name", "value") == "Ab");
    const auto person = desk.bad(desk.page + "/person/new",
                                 "role=mother&name=M&reason=family&report=yes&invited=soon");
    CHECK(person.says("Only somebody who comes for an agency brings a report"));
    CHECK(desk.bad("/prepare", "kind=&tablet=" + desk.log).says("Choose the procedure"));
    CHECK(desk.bad("/prepare", "kind=torbay-cpp/initial&tablet=00").says("Choose the tablet"));
}

TEST_CASE("what the procedure refuses is refused here in its own words", "[pages][packs]") {
    Desk desk;
    desk.whole();
    CHECK(desk.bad(desk.page + "/child/new", "ref=AB&name=Other").says("name"));
    const auto alone =
        desk.bad(desk.page + "/person/new", "role=supporter&name=S&reason=supporter");
    CHECK_FALSE(alone.words.empty());
    // Nothing of that was kept.
    const auto page = desk.get_page(desk.page);
    CHECK_FALSE(page.says("Other"));
    CHECK(page.says("S. Worker"));
}

TEST_CASE("a child or a person can be changed and taken off the list", "[pages][packs]") {
    Desk desk;
    desk.whole();
    const auto link_to = [&](const std::string& part) {
        for (const auto& tag : desk.get_page(desk.page).tags)
            if (tag.name == "a" && tag.at("href").find(part) != std::string::npos &&
                tag.at("href").find("/new") == std::string::npos)
                return tag.at("href");
        return std::string{};
    };
    const auto child = link_to("/child/");
    const auto form = desk.get_page(child);
    CHECK(form.value_of("input", "name", "born", "value") == "2023-01-02");
    desk.good(child, "ref=AB&name=Ab+Changed");
    CHECK(desk.get_page(desk.page).says("Ab Changed"));
    const auto person = link_to("/person/");
    CHECK(desk.get_page(person).value_of("input", "name", "name", "value") == "S. Worker");
    desk.good(person, "remove=yes");
    CHECK_FALSE(desk.get_page(desk.page).says("S. Worker"));
}

TEST_CASE("only a records officer of the region prepares, and each step is written down",
          "[pages][packs]") {
    Desk desk("south");
    desk.whole();
    desk.good(desk.page + "/send", "");
    for (const std::string login : {"manager", "auditor"}) {
        desk.sign_in(login);
        CHECK(desk.get("/prepare").status == 404);
        CHECK(desk.get(desk.page).status == 404);
        CHECK(desk.get(desk.page + "/file").status == 404);
    }
    desk.sign_in("north.records");
    CHECK_FALSE(desk.get_page("/prepare").says("Family K"));
    CHECK_FALSE(read_page(desk.get(desk.page).body).says("Ab Cd"));
    CHECK(desk.get(desk.page + "/file").status == 422);
    CHECK(desk.give(desk.page + "/send", "").status == 422);
    CHECK(desk.bad("/prepare", "kind=torbay-cpp/initial&tablet=" + desk.log)
              .says("Choose the tablet"));
    desk.sign_in("auditor");
    const auto looks = desk.get_page("/looks");
    CHECK(looks.says("began to prepare /prepare/"));
    CHECK(looks.says("changed " + desk.page));
    CHECK(looks.says("sent " + desk.page));
    CHECK_FALSE(looks.says("Ab Cd"));
}

TEST_CASE("what has begun on the tablet is not prepared any more", "[pages][packs]") {
    Desk desk;
    auto& room = desk.tablet();
    desk.log = to_hex(room.desk().vault().log_id());
    desk.whole();
    desk.good(desk.page + "/send", "");
    const auto pack = NEED(desk.centre.central().packs(room.desk().vault().log_id())).at(0);
    const auto prepared = NEED(meeting::read_prepared(pack.content));
    CHECK(prepared.opened.prepared_by == "R. Officer");
    const auto taken =
        NEED(meeting::take_prepared(room.desk(), pack.name.conference, 1, 0, prepared));
    REQUIRE(taken.as == meeting::TakenAs::made);
    desk.send(room);
    CHECK(desk.get_page(desk.page).says("opened on the tablet"));
    auto* meeting = NEED(room.desk().meeting(taken.record));
    (void)NEED(meeting->submit(conference::CancelConference{"The family moved away."}));
    desk.send(room);
    CHECK_FALSE(desk.get_page(desk.page).says("opened on the tablet"));
}

TEST_CASE("a new service over the same store knows what was being prepared",
          "[pages][centre-store][packs]") {
    Desk desk;
    desk.whole();
    centre::Pages later(desk.centre.central(), desk.intake, desk.told, {});
    service::HttpRequest request;
    request.method = "POST";
    request.target = "/sign-in";
    request.content_type = "application/x-www-form-urlencoded";
    const std::string fields = "login=records&password=four+dry+words+here&purpose=daily";
    request.body = {fields.begin(), fields.end()};
    const auto in = later.answer(request).set_cookie;
    request = {};
    request.method = "GET";
    request.target = desk.page;
    request.cookie = in.substr(0, in.find(';'));
    const auto page = read_page(later.answer(request).body);
    CHECK(page.says("S. Worker"));
    CHECK(page.says("Everything that is asked for is there"));
}
