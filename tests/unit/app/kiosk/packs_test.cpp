// SPDX-License-Identifier: Apache-2.0
// From the centre's page to the tablet's glass: a conference is prepared there, sealed, brought by
// network or by stick, opened here and started, with the plug pulled in between.
#include "app/send/packs.hpp"
#include "app/centre/pages.hpp"
#include "app/kiosk/acts.hpp"
#include "app/meeting/prepared.hpp"
#include "tests/service/world.hpp"
#include "tests/unit/app/kiosk/rig.hpp"

using namespace cpc;
using namespace cpc::test;
using kiosk_test::Rig;

namespace {

constexpr const char* password = "four dry words here";

meeting::Library library() {
    platform::SystemFiles files;
    return NEED(meeting::Library::load(files, std::string{CPC_SOURCE_DIR} + "/assets"));
}

// An office with one records officer, and a tablet that is paired and enrolled.
struct Both {
    Rig rig;
    Folder folder;
    Centre centre{folder.at("central")};
    centre::Intake intake{library()};
    centre::Pages pages{centre.central(), intake, rig.clock, {}};
    std::string cookie, token, where;

    Both() {
        centre::Staff staff(centre.central());
        NEED(staff.add({"records", "R. Officer", centre::Role::records_officer, {true, {}}, false},
                       crypto::SecretBytes::from(password)));
        const auto in =
            post("/sign-in", "login=records&password=four+dry+words+here&purpose=daily");
        cookie = in.set_cookie.substr(0, in.set_cookie.find(';'));
        rig.set_up();
        NEED(vault().put_state("kiosk/centre-address", view_of("http://127.0.0.1:1")));
        (void)NEED(send::keep_pairing(vault(), view_of(centre.central().pairing_text())));
        const auto device = NEED(send::registration(vault(), "Tablet 3"));
        (void)NEED(centre.central().enrol(view_of(device)));
    }
    store::Vault& vault() { return rig.shell->desk()->vault(); }
    meeting::Desk& desk() { return *rig.shell->desk(); }
    service::HttpResponse ask(const std::string& method, const std::string& target,
                              const std::string& fields) {
        service::HttpRequest request;
        request.method = method;
        request.target = target;
        request.cookie = cookie;
        request.content_type = "application/x-www-form-urlencoded";
        request.body = {fields.begin(), fields.end()};
        return pages.answer(request);
    }
    service::HttpResponse post(const std::string& target, const std::string& fields) {
        if (token.empty()) return ask("POST", target, fields);
        return ask("POST", target, (fields.empty() ? "" : fields + "&") + "token=" + token);
    }
    // Must be taken: the page then leads somewhere.
    void good(const std::string& target, const std::string& fields) {
        const auto response = post(target, fields);
        INFO(target << " " << fields << "\n" << response.body);
        REQUIRE(response.status == 303);
        where = response.location;
    }
    std::string read(const std::string& target) {
        const auto response = ask("GET", target, {});
        CHECK(response.status == 200);
        const std::string mark = "name=\"token\" value=\"";
        const auto at = response.body.find(mark);
        if (at != std::string::npos) token = response.body.substr(at + mark.size(), 64);
        return response.body;
    }
    // Everything the procedure asks for; gives the conference's own page.
    std::string prepare(const std::string& family = "Family+K") {
        (void)read("/prepare");
        good("/prepare", "kind=torbay-cpp/initial&tablet=" + to_hex(vault().log_id()));
        const auto page = where;
        good(page, "family=" + family +
                       "&venue=Room+7&date=2027-03-30&time=10:30&minutes=90&ground-incident=yes"
                       "&date-strategy-meeting=2027-03-09");
        good(page + "/child/new", "ref=AB&name=Ab+Cd&born=2023-01-02");
        const std::string person = page + "/person/new";
        good(person, "role=social-worker&name=S.+Worker&reason=involved&invited=2027-03-20");
        good(person, "role=police&name=P.+Officer&reason=involved");
        good(person, "role=school&name=T.+Eacher&reason=involved&report=yes");
        good(person, "role=mother&name=M.+Other&reason=family");
        good(person, "role=chair&name=C.+Hair&reason=involved");
        return page;
    }
    void send(const std::string& page) { good(page + "/send", ""); }
    std::string stick_file(const std::string& page, const std::string& stick) {
        const auto file = ask("GET", page + "/file", {});
        REQUIRE(file.status == 200);
        NEED(write_whole(rig.files, stick + "/" + file.download_as, view_of(file.body)));
        return file.download_as;
    }
    void serve() {
        centre.serve();
        NEED(vault().put_state("kiosk/centre-address", view_of(centre.url())));
    }
    std::size_t made() { return desk().conferences().size(); }
    void start() {
        rig.press("Prepare or start");
        CHECK(rig.says("Prepared at the centre by R. Officer"));
        const auto& state = rig.state();
        CHECK(state.opened->family == "Family K");
        CHECK(state.opened->planned_start.minute == 10 * 60 + 30);
        CHECK(state.children.size() == 1);
        CHECK(state.people.size() == 5);
        rig.press("I am an Independent Chairperson from Children's Services.");
        rig.press("I do not manage anybody who works on this case.");
        rig.press("Start the conference");
        rig.press("Begin introductions");
        CHECK(rig.place() == view::Place::introductions);
    }
};

ConferenceId id_of_page(const std::string& page) {
    ConferenceId out;
    const auto bytes = *from_hex(page.substr(page.rfind('/') + 1));
    std::copy(bytes.begin(), bytes.end(), out.bytes.begin());
    return out;
}

}  // namespace

TEST_CASE("a conference prepared at the centre comes over the network and is started here",
          "[kiosk][network][packs]") {
    Both both;
    const auto page = both.prepare();
    both.send(page);
    CHECK(both.read(page).find("waits for the tablet") != std::string::npos);
    both.serve();
    both.rig.press("Where the records are");
    both.rig.check("packs-none");
    both.rig.press("Ask the centre now");
    CHECK(both.rig.says("Family K, version 1"));
    both.rig.check("packs-taken");
    CHECK(both.read(page).find("fetched by the tablet") != std::string::npos);
    both.rig.press("Home");
    CHECK(both.rig.says("Prepared at the centre by R. Officer"));
    both.rig.check("packs-home");
    both.start();
    CHECK(both.made() == 1);
}

TEST_CASE("and by stick, to a tablet that never saw a network", "[kiosk][packs]") {
    Both both;
    const auto page = both.prepare();
    both.send(page);
    const auto stick = both.rig.put_stick();
    both.stick_file(page, stick);
    both.rig.press("Where the records are");
    both.rig.press("Take from the stick");
    CHECK(both.rig.says("Family K, version 1"));
    both.rig.press("Take from the stick");  // twice is harmless
    CHECK(both.made() == 1);
    both.rig.press("Home");
    both.start();
}

TEST_CASE(
    "what was fetched while the tablet was locked stands on the home screen once a chair has "
    "unlocked it, once",
    "[kiosk][network][packs]") {
    Both both;
    const auto page = both.prepare();
    both.send(page);
    both.serve();
    const auto log = both.vault().log_id();
    const auto pairing = both.centre.central().pairing();
    const auto inbox = both.rig.directory + "/inbox";
    both.rig.restart();  // the process is gone; the tablet is locked
    const auto carrier = both.centre.carrier();
    const send::Inbox where{both.rig.files, inbox, log, pairing};
    REQUIRE(NEED(send::fetch_packs(where, *carrier, {})).fresh.size() == 1);
    for (int i = 0; i < 3; ++i) {
        both.rig.secret("Passphrase", "four words of ours");
        both.rig.press("Open");
        CHECK(both.made() == 1);
        if (i == 0) CHECK(both.rig.says("1 conference came from the centre"));
        if (i < 2) both.rig.restart();
        if (i < 2) CHECK(NEED(send::fetch_packs(where, *carrier, {})).fresh.empty());
    }
    both.start();
}

TEST_CASE("cut off after any of its entries, a pack is taken on from there and never twice",
          "[kiosk][packs]") {
    Both both;
    const auto page = both.prepare();
    both.send(page);
    const auto id = id_of_page(page);
    const auto sent = NEED(both.centre.central().packs(both.vault().log_id()));
    const auto whole = NEED(meeting::read_prepared(sent.at(0).content));
    const auto record = meeting::record_of(id, 1);
    // As far as a cut let it come: so many children, so many people.
    for (std::size_t people = 0; people <= whole.people.size(); ++people) {
        auto cut = whole;
        if (people == 0) cut.children.clear();
        cut.people.resize(people);
        const auto taken = NEED(meeting::take_prepared(both.desk(), id, 1, 0, cut));
        CHECK(taken.as == meeting::TakenAs::made);
        CHECK(taken.record == record);
        const auto& state = NEED(both.desk().meeting(record))->state();
        CHECK(state.people.size() == people);
        CHECK(state.children.size() == cut.children.size());
    }
    const auto entries = both.vault().size();
    CHECK(NEED(meeting::take_prepared(both.desk(), id, 1, 0, whole)).as == meeting::TakenAs::made);
    CHECK(both.vault().size() == entries);
    // Taken, and the plug pulled before that was written down or the file removed.
    const auto file =
        NEED(both.centre.central().pack_file(both.vault().log_id(), 1, service::PackWay::stick));
    const auto inbox = kiosk::inbox_folder(both.rig.shell->services());
    for (int i = 0; i < 2; ++i) {
        NEED(both.rig.files.make_directories(inbox));
        NEED(write_whole(both.rig.files, inbox + "/" + wire::pack_file_name(id), view_of(file)));
        (void)NEED(kiosk::open_packs(both.rig.shell->services(), both.desk()));
        CHECK(both.made() == 1);
        CHECK(both.vault().size() == entries);
    }
}

TEST_CASE("a later version takes the earlier one's place until the conference has begun",
          "[kiosk][packs]") {
    Both both;
    const auto page = both.prepare();
    both.send(page);
    const auto stick = both.rig.put_stick();
    both.stick_file(page, stick);
    both.rig.press("Where the records are");
    both.rig.press("Take from the stick");
    both.good(page + "/child/new", "ref=EF&name=Ef+Gh");
    both.send(page);
    both.stick_file(page, stick);
    both.rig.press("Take from the stick");
    CHECK(both.rig.says("Family K, version 2"));
    const auto id = id_of_page(page);
    REQUIRE(both.made() == 2);
    const auto& earlier = NEED(both.desk().meeting(meeting::record_of(id, 1)))->state();
    REQUIRE(earlier.cancelled.has_value());
    CHECK(earlier.cancelled->reason.find("version 2") != std::string::npos);
    auto* later = NEED(both.desk().meeting(meeting::record_of(id, 2)));
    CHECK(later->state().children.size() == 2);
    // It begins; the third version is refused and said so where sending is shown.
    const auto reply = NEED(
        later->submit(conference::EnterStage{conference::Stage::introductions, "Nobody waits."}));
    if (std::holds_alternative<conference::Refusal>(reply)) {
        for (const auto& point : later->rules().procedure.the<procedure::ChairRule>().confirmations)
            (void)NEED(later->submit(conference::Say<conference::PointConfirmed>{
                {point.id, later->now(), {}, false, {}}}));
        REQUIRE(std::holds_alternative<std::vector<conference::Recorded>>(NEED(later->submit(
            conference::EnterStage{conference::Stage::introductions, "Nobody waits."}))));
    }
    both.good(page + "/child/new", "ref=IJ&name=Ij+Kl");
    both.send(page);
    both.stick_file(page, stick);
    both.rig.press("Take from the stick");
    CHECK(both.rig.says("The conference has begun"));
    both.rig.check("packs-refused");
    CHECK(both.made() == 2);
    CHECK(later->state().children.size() == 2);
}

TEST_CASE("what the tablet's rules do not know or do not allow is refused whole",
          "[kiosk][packs]") {
    Both both;
    const auto page = both.prepare();
    both.send(page);
    const auto sent = NEED(both.centre.central().packs(both.vault().log_id()));
    const auto whole = NEED(meeting::read_prepared(sent.at(0).content));
    const auto entries = both.vault().size();
    const auto take = [&](const meeting::Prepared& prepared) {
        return NEED(meeting::take_prepared(both.desk(), ConferenceId{{5}}, 1, 0, prepared));
    };
    auto other = whole;
    other.opened.procedure_hash[0] = other.opened.procedure_hash[0] == 'a' ? 'b' : 'a';
    CHECK(take(other).as == meeting::TakenAs::unknown_procedure);
    other = whole;
    other.opened.procedure = "elsewhere";
    CHECK(take(other).as == meeting::TakenAs::unknown_procedure);
    other = whole;
    other.people.back().reason.clear();
    CHECK(take(other).as == meeting::TakenAs::not_allowed);
    other = whole;
    other.people.front().role = "nobody";
    const auto no = take(other);
    CHECK(no.as == meeting::TakenAs::not_allowed);
    CHECK_FALSE(no.words.empty());
    CHECK(both.vault().size() == entries);
    CHECK(both.made() == 0);
    auto doubled = whole;
    doubled.people.push_back(whole.people.front());
    CHECK_FALSE(meeting::read_prepared(meeting::write_prepared(doubled)).has_value());
    doubled = whole;
    doubled.children.front().child = {};
    CHECK_FALSE(meeting::read_prepared(meeting::write_prepared(doubled)).has_value());
}

// The network failed and left sealed files behind; each stick must still get every one of them.
TEST_CASE("every stick gets all that waits, however often and wherever it was sealed before",
          "[kiosk][REQ-301]") {
    Both both;
    const auto page = both.prepare();
    both.send(page);
    const auto stick = both.rig.put_stick();
    both.stick_file(page, stick);
    both.rig.press("Where the records are");
    both.rig.press("Take from the stick");
    const auto sealed = [&](const std::string& folder) {
        std::size_t count = 0;
        for (const auto& name : NEED(both.rig.files.list(folder)))
            if (name.size() > 4 && name.substr(name.size() - 4) == ".cpb") ++count;
        return count;
    };
    const auto empty_it = [&] {
        for (const auto& name : NEED(both.rig.files.list(stick)))
            NEED(both.rig.files.remove(stick + "/" + name));
    };
    both.rig.press("Save to stick");
    CHECK(both.rig.says("Sealed records copied to the stick."));
    const auto first = sealed(stick);
    CHECK(first > 0);
    const auto entries = both.vault().size();
    empty_it();  // another stick
    both.rig.press("Save to stick");
    CHECK(sealed(stick) > first);  // all of the first ones, and that they were copied
    CHECK(both.vault().size() > entries);
    // The second stick alone holds all that was recorded before it was written, without a gap.
    std::uint64_t to = 0;
    for (const auto& item : NEED(send::status(both.vault())).items)
        if (both.rig.files.exists(stick + "/" + item.bundle.hex() + ".cpb")) {
            CHECK(item.from <= to);
            to = std::max(to, item.to);
        }
    CHECK(to >= entries);
    // The same stick again is given only what is new.
    const auto second = sealed(stick);
    both.rig.press("Save to stick");
    CHECK(sealed(stick) == second + 1);
    // A file on it that was cut short is written again.
    const auto name = NEED(send::status(both.vault())).items.front().bundle.hex() + ".cpb";
    const auto whole = NEED(read_whole(both.rig.files, stick + "/" + name, 1U << 24U));
    NEED(write_whole(both.rig.files, stick + "/" + name, view_of(std::string{"half"})));
    both.rig.press("Save to stick");
    CHECK(NEED(read_whole(both.rig.files, stick + "/" + name, 1U << 24U)) == whole);
}
