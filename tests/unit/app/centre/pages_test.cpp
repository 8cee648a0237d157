// SPDX-License-Identifier: Apache-2.0
#include "sync/service/embedded_store.hpp"
#include "tests/unit/app/centre/office.hpp"

using namespace cpc;
using namespace cpc::test;

TEST_CASE("without a session there is nothing but the sign-in page and the style sheet",
          "[pages]") {
    Office office;
    office.play("torbay-majority.txt");
    const auto record = [&] {
        office.sign_in("records");
        auto out = office.first_record();
        office.cookie.clear();
        return out;
    }();
    for (const auto& target : {std::string{"/"}, std::string{"/register"}, record,
                               std::string{"/monitoring"}, std::string{"/nothing"}}) {
        const auto response = office.get(target);
        CHECK(response.status == 303);
        CHECK(response.location == "/sign-in");
        CHECK(response.body.empty());
    }
    CHECK(office.post(record + "/answer", "code=accepted").status == 303);
    CHECK(read_page(office.get("/sign-in").body).problems.empty());
    CHECK(office.get("/staff.css").content_type.rfind("text/css", 0) == 0);
}

TEST_CASE("the cookie is strict, of this session only, and says no name", "[pages]") {
    Office office;
    const auto response = office.sign_in("records");
    CHECK(response.status == 303);
    CHECK(response.set_cookie.find("HttpOnly") != std::string::npos);
    CHECK(response.set_cookie.find("SameSite=Strict") != std::string::npos);
    CHECK(response.set_cookie.find("records") == std::string::npos);
    const auto first = office.cookie;
    office.cookie.clear();
    office.sign_in("records");
    CHECK(office.cookie != first);
    centre::Pages tls(office.centre.central(), office.intake, office.told, {true, "Europe/London"});
    service::HttpRequest request;
    request.method = "POST";
    request.target = "/sign-in";
    request.content_type = "application/x-www-form-urlencoded";
    const std::string fields = "login=records&password=four+dry+words+here&purpose=daily";
    request.body = {fields.begin(), fields.end()};
    const auto over_tls = tls.answer(request).set_cookie;
    CHECK(over_tls.rfind("__Host-", 0) == 0);
    CHECK(over_tls.find("Secure") != std::string::npos);
}

TEST_CASE("wrong passwords open nothing, and after five the next has to wait, known name or not",
          "[pages]") {
    for (const std::string login : {"manager", "nobody-here"}) {
        Office office;  // names may share what is counted, so each has one of its own
        for (int i = 0; i < 5; ++i) {
            const auto response = office.sign_in(login, "wrong+wrong+wrong");
            CHECK(response.status == 403);
            CHECK(response.set_cookie.empty());
        }
        const auto waits = office.sign_in(login);
        CHECK(waits.status == 429);
        CHECK(waits.set_cookie.empty());
        office.told.pass(2 * 60'000);
        CHECK(office.sign_in("manager").status == 303);
    }
}

TEST_CASE("a session ends after a quarter of an hour without a page, and after eight hours anyway",
          "[pages]") {
    Office office;
    office.sign_in("manager");
    office.told.pass(14 * 60'000);
    CHECK(office.get("/register").status == 200);
    office.told.pass(15 * 60'000);
    CHECK(office.get("/register").status == 303);
    office.sign_in("manager");
    for (int i = 0; i < 48; ++i) {
        office.told.pass(10 * 60'000);
        if (i < 47) CHECK(office.get("/register").status == 200);
    }
    CHECK(office.get("/register").status == 303);
}

TEST_CASE("signing out ends the session, and an account that was removed ends with its next page",
          "[pages]") {
    Office office;
    office.sign_in("manager");
    (void)office.get_page("/register");
    CHECK(office.post("/sign-out", "token=" + office.token).status == 303);
    CHECK(office.get("/register").status == 303);
    office.sign_in("manager");
    centre::Staff staff(office.centre.central());
    NEED(staff.remove("manager"));
    CHECK(office.get("/register").status == 303);
    CHECK(office.sign_in("manager").status == 403);
}

TEST_CASE("a form without the session's own token, or from another site, changes nothing",
          "[pages]") {
    Office office;
    office.play("torbay-majority.txt");
    office.sign_in("records");
    const auto record = office.first_record();
    CHECK(office.post(record + "/answer", "code=accepted").status == 403);
    CHECK(office.post(record + "/answer", "code=accepted&token=" + std::string(64, '0')).status ==
          403);
    office.origin = "https://elsewhere.example";
    CHECK(office.post(record + "/answer", "code=accepted&token=" + office.token).status == 403);
    CHECK(office.post("/sign-in", "login=records&password=x&purpose=daily").status == 400);
    office.origin = "http://127.0.0.1:9443";
    CHECK(office.post(record + "/answer", "code=accepted&token=" + office.token).status == 200);
}

TEST_CASE("every page reads well: one heading, labels, heads of tables, no script, no style",
          "[pages]") {
    Office office;
    office.play("torbay-siblings.txt");
    office.play("register-unanimous.txt");
    office.sign_in("records");
    for (const auto* target : {"/bundles", "/records", "/register", "/deadlines", "/devices"})
        (void)office.get_page(target);
    (void)office.get_page(office.first_record());
    office.sign_in("auditor");
    (void)office.get_page("/monitoring");
    (void)office.get_page("/looks");
}

TEST_CASE("the register page shows the child, the plan and the key worker", "[pages][REQ-295]") {
    Office office;
    office.play("torbay-majority.txt");
    office.sign_in("manager");
    const auto page = office.get_page("/register");
    CHECK(page.says("Child CD"));
    CHECK(page.says("emotional"));
    CHECK(page.says("Social worker"));
    CHECK(page.says("Wed 30 Jun 2027"));
    const auto due = office.get_page("/deadlines");
    CHECK(due.says("Core group"));
    CHECK(due.says("Overdue"));
}

TEST_CASE("what people typed in a meeting is text on a page, never markup", "[pages]") {
    Office office;
    auto& room = office.tablet();
    auto text = [&] {
        const auto bytes = NEED(read_whole(
            office.files, std::string{CPC_SOURCE_DIR} + "/tests/scenarios/torbay-majority.txt",
            1U << 20U));
        return std::string{bytes.begin(), bytes.end()};
    }();
    const std::string name = "\"Child CD\"";
    text.replace(text.find(name), name.size(), "\"<script>alert(1)</script>&'x\"");
    office.play_text(room, text);
    office.sign_in("manager");
    const auto page = office.get_page("/register");
    CHECK(page.says("&lt;script&gt;"));
    CHECK(page.count("script") == 0);
}

TEST_CASE("a role sees its own pages and no others", "[pages]") {
    Office office;
    office.play("torbay-majority.txt");
    office.sign_in("records");
    const auto record = office.first_record();
    const auto sees = [&](const std::string& target) { return office.get(target).status == 200; };
    CHECK(sees(record));
    CHECK(sees("/bundles"));
    CHECK_FALSE(sees("/looks"));
    office.sign_in("manager");
    CHECK(sees(record));
    CHECK_FALSE(sees("/bundles"));
    CHECK_FALSE(sees("/devices"));
    (void)office.get_page("/register");
    CHECK(office.post(record + "/answer", "code=accepted&token=" + office.token).status == 404);
    office.sign_in("auditor");
    CHECK(sees("/monitoring"));
    CHECK(sees("/looks"));
    CHECK_FALSE(sees("/register"));
    CHECK_FALSE(sees("/records"));
    CHECK_FALSE(sees(record));
    const auto page = office.get_page("/looks");
    CHECK_FALSE(page.says("Child CD"));
}

TEST_CASE("a region's officer sees nothing of another region, by list or by address",
          "[pages][centre-store]") {
    Office office;
    office.play("torbay-majority.txt", "south");
    office.sign_in("records");
    const auto record = office.first_record();
    REQUIRE_FALSE(record.empty());
    office.sign_in("north.records");
    CHECK(office.get(record).status == 404);
    CHECK(office.first_record().empty());
    for (const auto* target : {"/register", "/deadlines", "/bundles", "/devices"}) {
        const auto page = office.get_page(target);
        CHECK_FALSE(page.says("Child CD"));
        CHECK_FALSE(page.says("Family C"));
    }
    CHECK(office.post(record + "/answer", "code=accepted&token=" + office.token).status != 200);
    const auto log = office.intake.ledger().all(everywhere).front()->source.place.log_id;
    CHECK(NEED(office.centre.central().answers(log, 0, 10)).empty());
}

TEST_CASE("an answer given on the page reaches the tablet with the name of whoever gave it",
          "[pages][centre-store]") {
    Office office;
    auto& room = office.play("torbay-majority.txt");
    office.sign_in("records");
    const auto record = office.first_record();
    CHECK(office.post(record + "/answer", "code=nonsense&token=" + office.token).status == 422);
    const auto given = office.post(record + "/answer", "code=papers-missing&token=" + office.token);
    CHECK(given.status == 200);
    CHECK(read_page(given.body).says("R. Officer"));
    const auto place = office.intake.ledger().all(everywhere).front()->source.place;
    auto& vault = room.desk().vault();
    const auto pairing = office.centre.central().pairing();
    send::Desk desk{vault, pairing, office.files, office.clock, office.entropy, "unused"};
    const auto sheet = NEED(office.centre.central().newest_answers(place.log_id));
    CHECK(NEED(send::accept_answers(desk, view_of(sheet))) == 1);
    const auto kept = NEED(send::kept_answer(vault, place.conference));
    REQUIRE(kept.has_value());
    CHECK(kept->code == wire::AnswerCode::papers_missing);
    CHECK(kept->by == "R. Officer");
}

TEST_CASE("a record answered as entered in error leaves the present register, and comes back",
          "[pages][REQ-302]") {
    Office office;
    office.play("torbay-majority.txt");
    office.sign_in("records");
    const auto record = office.first_record();
    const auto today = day("2027-04-05");
    CHECK(office.post(record + "/answer", "code=entered-in-error&token=" + office.token).status ==
          200);
    CHECK(office.intake.ledger().present(everywhere, today).empty());
    CHECK(office.get_page("/register").says("Entered in error"));
    CHECK(office.post(record + "/answer", "code=accepted&token=" + office.token).status == 200);
    CHECK(office.intake.ledger().present(everywhere, today).size() == 1);
}

TEST_CASE("each look is written down with person, purpose and what, before it is shown",
          "[pages][REQ-294][centre-store]") {
    Office office;
    office.play("torbay-majority.txt");
    office.sign_in("records");
    const auto record = office.first_record();
    (void)office.get_page(record);
    const auto looks = NEED(office.centre.central().notes("look", {}, 0, 100));
    REQUIRE(looks.size() >= 3);
    CHECK(text_of(looks.back().content) == "records\ndaily\nsaw " + record);
    CHECK(text_of(looks.front().content) == "records\ndaily\nsigned in");
    office.sign_in("auditor");
    const auto page = office.get_page("/looks");
    CHECK(page.says("saw " + record));
    CHECK(page.says("daily"));
}

TEST_CASE("where a look cannot be written down, nothing is shown", "[pages][embedded]") {
    Office office;
    office.play("torbay-majority.txt");
    office.sign_in("manager");
    CHECK(office.get("/register").status == 200);
    auto& store = dynamic_cast<service::EmbeddedStore&>(office.centre.central().store());
    REQUIRE(store.database().execute(
        "CREATE TRIGGER broken BEFORE INSERT ON office BEGIN SELECT RAISE(ABORT, 'full'); END"));
    const auto response = office.get("/register");
    CHECK(response.status == 503);
    CHECK(response.body.find("Child CD") == std::string::npos);
}

TEST_CASE("a bundle from a stick is taken in on the page, and its receipt is there to download",
          "[pages]") {
    Office office;
    auto& room = office.tablet();
    auto& vault = room.desk().vault();
    const auto pairing = office.centre.central().pairing();
    const auto outbox = room.folder() + "/outbox";
    NEED(office.files.make_directories(outbox));
    send::Desk desk{vault, pairing, office.files, office.clock, office.entropy, outbox};
    const auto prepared = NEED(send::prepare_bundles(desk));
    REQUIRE(prepared.size() == 1);
    const auto file =
        NEED(read_whole(office.files, prepared.front().path, limits::bundle_bytes_max));
    office.sign_in("records");
    (void)office.get_page("/bundles");
    service::HttpRequest request;
    request.method = "POST";
    request.target = "/upload";
    request.cookie = office.cookie;
    request.content_type = "multipart/form-data; boundary=xx";
    const auto body_of = [&](const Bytes& content) {
        return "--xx\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n" + office.token +
               "\r\n--xx\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"a.cpb\"\r\n"
               "\r\n" +
               std::string{content.begin(), content.end()} + "\r\n--xx--\r\n";
    };
    auto damaged = file;
    damaged[damaged.size() / 2] ^= 1;
    auto text = body_of(damaged);
    request.body = {text.begin(), text.end()};
    CHECK(office.pages.answer(request).status == 422);
    text = body_of(file);
    request.body = {text.begin(), text.end()};
    CHECK(office.pages.answer(request).status == 200);
    const auto id = prepared.front().item.bundle.hex();
    const auto receipt = office.get("/bundles/" + id + "/receipt");
    CHECK(receipt.download_as == id + ".cpr");
    CHECK(NEED(send::accept_receipt(desk, view_of(receipt.body))).bundle.hex() == id);
    CHECK(office.get_page("/bundles").says(id.substr(0, 16)));
}

TEST_CASE("an account needs a region or all of them, a name, and a password of twelve", "[pages]") {
    Office office;
    centre::Staff staff(office.centre.central());
    const auto password = crypto::SecretBytes::from(good_password);
    const auto made = [&](const std::string& login, const std::string& name,
                          const centre::Scope& scope, const crypto::SecretBytes& secret) {
        return staff.add({login, name, centre::Role::auditor, scope, false}, secret).has_value();
    };
    CHECK(made("ok", "A", {true, {}}, password));
    CHECK_FALSE(made("x", "A", {false, {}}, password));
    CHECK_FALSE(made("x", "", {true, {}}, password));
    CHECK_FALSE(made("Upper", "A", {true, {}}, password));
    CHECK_FALSE(made("", "A", {true, {}}, password));
    CHECK_FALSE(made("x", "A", {true, {}}, crypto::SecretBytes::from("short")));
    CHECK(NEED(staff.list()).size() == 5);
    CHECK_FALSE(staff.remove("nobody").has_value());
}
