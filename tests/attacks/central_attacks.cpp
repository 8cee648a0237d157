// SPDX-License-Identifier: Apache-2.0
// A central (or its receipt key) that lies or has lost something, and two tablets that carry on one
// record.
#include "sync/service/embedded_store.hpp"
#include "tests/attacks/way.hpp"

namespace cpc::attacks {

// With the true key and a true checkpoint of the tablet's own, a receipt for what central never
// stored cannot be told from a true one: central's own tree and its checks are what stands against
// it. With any other checkpoint it can.
ATTACK("stolen-receipt-key-and-a-checkpoint-of-ones-own", "[receipt-key]") {
    Way way;
    way.tablet.speak(2);
    const auto keys = way.stolen_keys();
    auto note = NEED(record::parse_note(way.note()));
    note.text = record::checkpoint_text({way.tablet.vault().origin(), 2, Hash32{1, 2, 3}});
    note.signatures = {record::sign_note(note.text, way.tablet.vault().origin(), keys.receipt)};
    const auto text = wire::write_receipt(
        [&] {
            wire::Receipt out;
            out.bundle = BundleId{{9, 9}};
            out.received = Instant{1'806'397'200'123};
            out.central_name = way.centre.central().pairing().name;
            out.central_key = keys.receipt.public_key();
            out.device_key = way.tablet.vault().device_key().public_key();
            out.checkpoint = NEED(record::parse_checkpoint(note.text));
            return out;
        }(),
        record::write_note(note), keys.receipt);
    if (!text) return stopped(text.error().text(), {"eceipt"});
    way.refuses(*text, {"two signatures of a receipt"});
}

ATTACK("central-says-it-holds-more-than-the-tablet", "[central][rollback]") {
    Way way;
    way.centre.serve();
    way.tablet.speak(2);
    way.tablet.copy_to(way.folder.at("copy"));
    way.tablet.speak(3);
    {
        auto desk = way.tablet.desk();
        REQUIRE(NEED(send::send_all(desk, *way.centre.carrier())).complete());
    }
    way.tablet.put_back(way.folder.at("copy"));
    auto desk = way.tablet.desk();
    const auto report = NEED(send::send_all(desk, *way.centre.carrier()));
    REQUIRE(report.problem.has_value());
    stopped(*report.problem, {"put back to an older state"});
}

ATTACK("rows-deleted-at-central", "[central]") {
    Way way;
    way.tablet.speak(6);
    (void)way.receipt();
    auto& database = dynamic_cast<service::EmbeddedStore&>(way.centre.central().store()).database();
    const auto kept = database.execute("DELETE FROM entry WHERE seq = 3");
    stopped(refused(kept), {"store"});
    NEED(database.execute("DROP TRIGGER entry_no_DELETE"));
    NEED(database.execute("PRAGMA foreign_keys=OFF"));
    NEED(database.execute("DELETE FROM entry WHERE seq = 3"));
    const auto report = NEED(way.centre.central().fsck());
    stopped(joined_lines(report.damage), {"entry 4: entries before it are missing"});
}

ATTACK("two-tablets-carry-on-one-record", "[clone]") {
    Way way;
    way.tablet.speak(2);
    way.tablet.copy_to(way.folder.at("copy"));
    way.tablet.speak(2);
    (void)way.receipt();
    way.tablet.put_back(way.folder.at("copy"));
    way.tablet.speak(3);
    auto plan = plan_of(way.tablet.vault());
    stopped(offering(way, std::move(plan)), {"two different histories", "frozen"});
    auto later = plan_of(way.tablet.vault());
    stopped(offering(way, std::move(later)), {"two different histories"});
    CHECK(NEED(way.centre.central().store().evidence_count(way.tablet.vault().log_id())) >= 1);
}

// The copy and the tablet never overlap; the token that only one of them has tells.
ATTACK("clone-that-never-overlaps", "[clone]") {
    Way way;
    way.tablet.speak(1);
    const auto send_all_of_it = [&] {
        auto desk = way.tablet.desk();
        NEED(desk.files.make_directories(desk.outbox));
        const auto prepared = NEED(send::prepare_one(desk, 0));
        const auto file = NEED(read_whole(desk.files, prepared.path, limits::bundle_bytes_max));
        auto answer = way.centre.central().take_in(prepared.item.bundle, file);
        if (const auto* receipt = std::get_if<std::string>(&answer))
            (void)NEED(send::accept_receipt(desk, view_of(*receipt)));
        return answer;
    };
    (void)receipt_of(send_all_of_it());
    way.tablet.speak(1);
    way.tablet.copy_to(way.folder.at("clone"));
    (void)receipt_of(send_all_of_it());
    (void)receipt_of(send_all_of_it());
    way.tablet.put_back(way.folder.at("clone"));
    way.tablet.speak(1);
    stopped(refusal_of(send_all_of_it()).message, {"frozen"});
}

ATTACK("view-in-a-bundle-with-its-signature-spoiled", "[staff][administrator]") {
    Way way;
    way.tablet.speak(3);
    auto plan = plan_of(way.tablet.vault());
    plan.entries.back().entry.back() ^= 1U;
    make_consistent(plan, way.tablet.vault());
    stopped(offering(way, std::move(plan)), {"signature", "does not fit"});
}

}  // namespace cpc::attacks
