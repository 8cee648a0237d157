// SPDX-License-Identifier: Apache-2.0
// What the people at the centre did: kept in either store, never changed, and on its way back.
#include "sync/service/office.hpp"

#include "sync/service/backup.hpp"
#include "tests/service/world.hpp"

using namespace cpc;
using namespace cpc::test;
using wire::AnswerCode;

namespace {

wire::RecordAnswer answer(const ConferenceId& conference, std::uint64_t size, AnswerCode code) {
    wire::RecordAnswer out;
    out.conference = conference;
    out.size = size;
    out.code = code;
    out.by = "R. Officer";
    return out;
}

const ConferenceId one{{7, 7, 7}};
const ConferenceId other{{8}};

// With one bundle received.
struct Sent : World {
    Sent() {
        tablet.speak(5);
        const auto sealed = seal();
        auto desk = tablet.desk();
        (void)NEED(send::accept_receipt(
            desk, view_of(receipt_of(centre.central().take_in(sealed.bundle, sealed.file)))));
        log = tablet.vault().log_id();
    }
    void say(const wire::RecordAnswer& what) { NEED(centre.central().answer_record(log, what)); }
    Hash32 log{};
};

}  // namespace

TEST_CASE("answers come back in order, and a later one does not take the earlier away") {
    Sent sent;
    sent.say(answer(one, 3, AnswerCode::key_worker_missing));
    sent.say(answer(one, 4, AnswerCode::accepted));
    const auto all = NEED(sent.centre.central().answers(sent.log, 0, 10));
    REQUIRE(all.size() == 2);
    CHECK(all.front().code == AnswerCode::key_worker_missing);
    CHECK(all.back().accepted());
    CHECK(all.front().number < all.back().number);
    CHECK(NEED(sent.centre.central().answers(sent.log, all.front().number, 10)).size() == 1);
    CHECK(NEED(sent.centre.central().answers(Hash32{1}, 0, 10)).empty());
    CHECK(NEED(sent.centre.central().fsck()).whole());
}

TEST_CASE("an answer to entries that never came, or by nobody, is refused") {
    Sent sent;
    const auto size = sent.tablet.vault().size();
    auto& central = sent.centre.central();
    CHECK_FALSE(central.answer_record(sent.log, answer(one, size + 1, AnswerCode::accepted)));
    CHECK_FALSE(central.answer_record(sent.log, answer(one, 0, AnswerCode::accepted)));
    CHECK_FALSE(central.answer_record(Hash32{1}, answer(one, 1, AnswerCode::accepted)));
    auto nameless = answer(one, 1, AnswerCode::accepted);
    nameless.by.clear();
    CHECK_FALSE(central.answer_record(sent.log, nameless));
    CHECK(NEED(central.answers(sent.log, 0, 10)).empty());
}

TEST_CASE("answers reach the tablet over the network, and the newest of each conference stays",
          "[network]") {
    Sent sent;
    sent.say(answer(one, 3, AnswerCode::key_worker_missing));
    sent.say(answer(other, 3, AnswerCode::accepted));
    sent.centre.serve();
    auto desk = sent.tablet.desk();
    auto carrier = sent.centre.carrier();
    CHECK(NEED(send::send_all(desk, *carrier)).notes.empty());
    auto& vault = sent.tablet.vault();
    CHECK(NEED(send::kept_answer(vault, one))->code == AnswerCode::key_worker_missing);
    CHECK(NEED(send::kept_answer(vault, one))->by == "R. Officer");
    CHECK(NEED(send::kept_answer(vault, other))->accepted());
    sent.say(answer(one, 4, AnswerCode::accepted));
    (void)NEED(send::send_all(desk, *carrier));
    CHECK(NEED(send::kept_answer(vault, one))->accepted());
}

TEST_CASE("answers reach the tablet by stick, and an old stick does not bring an old word back") {
    Sent sent;
    auto& central = sent.centre.central();
    sent.say(answer(one, 3, AnswerCode::papers_missing));
    const auto old_sheet = NEED(central.newest_answers(sent.log));
    sent.say(answer(one, 4, AnswerCode::accepted));
    const auto stick = sent.folder.at("stick");
    NEED(sent.tablet.files.make_directories(stick));
    const auto newest = NEED(central.newest_answers(sent.log));
    NEED(write_whole(sent.tablet.files, stick + "/" + to_hex(sent.log) + ".cpa", view_of(newest)));
    auto desk = sent.tablet.desk();
    transport::DirectoryCarrier carrier(sent.tablet.files, stick);
    (void)NEED(send::send_all(desk, carrier));
    CHECK(NEED(send::kept_answer(sent.tablet.vault(), one))->accepted());
    CHECK(NEED(send::accept_answers(desk, view_of(old_sheet))) == 0);
    CHECK(NEED(send::kept_answer(sent.tablet.vault(), one))->accepted());
}

TEST_CASE("answers of another central service or for another tablet are not taken") {
    Sent sent;
    sent.say(answer(one, 3, AnswerCode::accepted));
    Sent foreign;
    foreign.say(answer(one, 3, AnswerCode::accepted));
    auto desk = sent.tablet.desk();
    const auto theirs = NEED(foreign.centre.central().newest_answers(foreign.log));
    CHECK_FALSE(send::accept_answers(desk, view_of(theirs)).has_value());
    sent.tablet.pair(foreign.centre.central().pairing());
    auto other_desk = sent.tablet.desk();
    const auto wrong_log = send::accept_answers(other_desk, view_of(theirs));
    REQUIRE_FALSE(wrong_log.has_value());
    CHECK(wrong_log.error().fault == Fault::refused);
    CHECK_FALSE(NEED(send::kept_answer(sent.tablet.vault(), one)).has_value());
}

TEST_CASE("a stick brings the newest hundred answers where there are more") {
    Sent sent;
    for (int i = 0; i < 103; ++i)
        sent.say(answer(one, 3, i == 102 ? AnswerCode::accepted : AnswerCode::ask_the_centre));
    const auto text = NEED(sent.centre.central().newest_answers(sent.log));
    const auto sheet = NEED(wire::read_sheet(view_of(text)));
    CHECK(sheet.answers.size() == 100);
    CHECK(sheet.answers.back().accepted());
}

TEST_CASE("a backup holds what the people at the centre did") {
    Sent sent;
    sent.say(answer(one, 3, AnswerCode::category_missing));
    auto& central = sent.centre.central();
    const auto before = NEED(central.store().office(service::office_kind::answer, {}, 0, 10));
    REQUIRE(before.size() == 1);
    const auto keys = NEED(service::open_keys(sent.tablet.files, sent.centre.directory()));
    const auto file = sent.folder.at("backup");
    (void)NEED(service::write_backup(central.store(), keys, sent.tablet.files, file));
    CHECK(NEED(service::open_office(keys, before.front())).size() > 20);
    auto moved = before.front();
    moved.about = Bytes(32);
    CHECK_FALSE(service::open_office(keys, moved).has_value());
}
