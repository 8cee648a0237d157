// SPDX-License-Identifier: Apache-2.0
// On the way to central and back: staff who carry bundles, and a stick that is not what it says.
// Central here is the embedded one, the whole of it but its sockets.
#include <sys/stat.h>

#include "tests/attacks/way.hpp"

namespace cpc::attacks {

// ---- staff ----

ATTACK("staff-opens-a-bundle", "[staff]") {
    Way way;
    way.tablet.speak(3);
    const auto sealed = way.seal();
    stopped(refused(wire::open_container(sealed.file, crypto::BoxKeyPair::generate())),
            {"another"});
}

ATTACK("bundle-sealed-to-another-central", "[staff]") {
    Way way;
    way.tablet.speak(2);
    auto plan = plan_of(way.tablet.vault());
    const auto id = plan.manifest.bundle;
    const auto file =
        NEED(wire::write_bundle(std::move(plan), crypto::BoxKeyPair::generate().public_key(),
                                way.tablet.vault().device_key()));
    stopped(way.taking_in(id, file), {"another central"});
}

ATTACK("bundle-with-a-byte-changed", "[staff]") {
    Way way;
    way.tablet.speak(3);
    auto sealed = way.seal();
    sealed.file[sealed.file.size() / 2] ^= 1U;
    stopped(way.taking_in(sealed.bundle, sealed.file), {"changed after it was sealed"});
}

ATTACK("bundle-cut-short", "[staff]") {
    Way way;
    way.tablet.speak(3);
    const auto sealed = way.seal();
    for (std::size_t size = 0; size < sealed.file.size(); size += 1 + sealed.file.size() / 50) {
        const auto words = way.taking_in(
            sealed.bundle,
            {sealed.file.begin(), sealed.file.begin() + static_cast<std::ptrdiff_t>(size)});
        if (size > 0) stopped(words, {"bundle"});
    }
    CHECK(way.held_by_central() == 0);
}

ATTACK("bundle-lengthened", "[staff]") {
    Way way;
    way.tablet.speak(3);
    auto sealed = way.seal();
    sealed.file.push_back(0);
    stopped(way.taking_in(sealed.bundle, sealed.file), {"bundle"});
}

ATTACK("chunks-of-a-bundle-exchanged", "[staff]") {
    Way way;
    way.tablet.speak(18, 12'000);
    auto sealed = way.seal();
    constexpr std::size_t chunk = wire::limits::chunk_bytes + 17;
    const auto facts = NEED(wire::inspect_container(sealed.file));
    REQUIRE(facts.header.chunks >= 3);
    const auto first = sealed.file.begin() + 300;  // behind any head
    std::swap_ranges(first, first + static_cast<std::ptrdiff_t>(chunk),
                     first + static_cast<std::ptrdiff_t>(chunk));
    stopped(way.taking_in(sealed.bundle, sealed.file), {"changed after it was sealed"});
}

// What a thief can read of it, in a container of their own that is whole.
ATTACK("piece-of-a-bundle-sealed-anew-by-a-thief", "[staff]") {
    Way way;
    way.tablet.speak(8);
    const auto sealed = way.seal();
    const auto thief = crypto::SigningKey::generate();
    const auto file =
        NEED(wire::seal_container(sealed.bundle, way.centre.central().pairing().ingest_key,
                                  ByteView{sealed.file}.first(1000), thief));
    stopped(way.taking_in(sealed.bundle, file), {"manifest"});
    CHECK(way.held_by_central() == 0);
}

ATTACK("bundle-under-another-bundles-name", "[staff]") {
    Way way;
    way.tablet.speak(2);
    const auto sealed = way.seal();
    stopped(way.taking_in(BundleId{{1, 2, 3}}, sealed.file), {"bundle"});
}

ATTACK("bundle-kept-back", "[staff]") {
    Way way;
    way.tablet.speak(4);
    (void)way.seal();
    const auto status = NEED(send::status(way.tablet.vault()));
    CHECK(status.received == 0);
    REQUIRE(status.items.size() == 1);
    CHECK_FALSE(status.items.front().stage == engine::Stage::received);
    stopped(std::to_string(status.received) + " of " + std::to_string(status.recorded) +
                " received; " + std::string{engine::stage_name(status.items.front().stage)},
            {"0 of 5 received"});
}

ATTACK("later-bundle-brought-without-the-earlier", "[staff]") {
    Way way;
    way.tablet.speak(2);
    const auto first = way.seal();
    way.tablet.speak(2);
    const auto second = way.seal();
    stopped(way.taking_in(second.bundle, second.file), {"Entries before this bundle"});
    (void)receipt_of(way.centre.central().take_in(first.bundle, first.file));
    (void)receipt_of(way.centre.central().take_in(second.bundle, second.file));
}

ATTACK("bundle-of-a-tablet-nobody-enrolled", "[staff]") {
    Way way;
    test::Tablet stranger(way.folder.at("stranger"));
    stranger.speak(1);
    auto plan = plan_of(stranger.vault());
    const auto id = plan.manifest.bundle;
    const auto file = NEED(wire::write_bundle(
        std::move(plan), way.centre.central().pairing().ingest_key, stranger.vault().device_key()));
    stopped(way.taking_in(id, file), {"not enrolled"});
}

// ---- replay ----

ATTACK("bundle-brought-twice", "[replay]") {
    Way way;
    way.tablet.speak(3);
    const auto sealed = way.seal();
    auto& central = way.centre.central();
    const auto first = receipt_of(central.take_in(sealed.bundle, sealed.file));
    const auto held = way.held_by_central();
    CHECK(receipt_of(central.take_in(sealed.bundle, sealed.file)) == first);
    CHECK(way.held_by_central() == held);
    CHECK(NEED(central.store().receipt_count()) == 1);
    stopped("the same receipt, byte for byte, and one copy", {"one copy"});
}

ATTACK("entry-twice-in-one-record", "[replay]") {
    Way way;
    way.tablet.speak(3);
    auto plan = plan_of(way.tablet.vault());
    auto again = plan.entries[2];
    again.new_keys.clear();
    plan.entries.push_back(again);
    ++plan.manifest.contents;
    make_consistent(plan, way.tablet.vault());
    stopped(offering(way, std::move(plan)), {"repeats another entry"});
}

ATTACK("old-receipt-shown-again", "[replay]") {
    Way way;
    way.tablet.speak(2);
    const auto first = way.receipt();
    CHECK(way.accepting(first).empty());
    const auto then = way.received();
    way.tablet.speak(2);
    CHECK(way.accepting(first).empty());
    CHECK(way.received() == then);
    const auto status = NEED(send::status(way.tablet.vault()));
    stopped(std::to_string(status.received) + " of " + std::to_string(status.recorded) +
                " received, as before",
            {"as before"});
    CHECK_FALSE(status.all_received());
}

// ---- receipts ----

ATTACK("receipt-for-another-tablets-record", "[stick]") {
    Way way;
    way.tablet.speak(2);
    Way other;
    other.tablet.speak(2);
    const auto keys = way.stolen_keys();
    const auto note = other.note();
    wire::Receipt receipt;
    receipt.bundle = BundleId{{9}};
    receipt.received = Instant{1'806'397'200'123};
    receipt.central_name = way.centre.central().pairing().name;
    receipt.central_key = keys.receipt.public_key();
    receipt.device_key = other.tablet.vault().device_key().public_key();
    receipt.checkpoint = checkpoint_in(note);
    way.refuses(NEED(wire::write_receipt(receipt, note, keys.receipt)),
                {"another tablet's record"});
}

ATTACK("receipt-of-a-central-that-is-not-paired", "[stick]") {
    Way way;
    way.tablet.speak(2);
    const auto stranger = crypto::SigningKey::generate();
    way.refuses(way.false_receipt(stranger, way.note()), {"another central service's key"});
}

ATTACK("receipt-under-another-centrals-name", "[stick]") {
    Way way;
    way.tablet.speak(2);
    const auto keys = way.stolen_keys();
    way.refuses(way.false_receipt(keys.receipt, way.note(),
                                  [](auto& r) { r.central_name = "elsewhere.example.org/cpc"; }),
                {"central"});
}

// Everything after the tablet's own checkpoint can be signed by whoever has the receipt key; the
// checkpoint cannot, and without the device's key there is none of another size.
ATTACK("receipt-for-more-than-there-is", "[central]") {
    Way way;
    way.tablet.speak(2);
    way.tablet.copy_to(way.folder.at("copy"));
    way.tablet.speak(3);
    const auto later = way.receipt();
    way.tablet.put_back(way.folder.at("copy"));
    way.refuses(later, {"confirms more than this tablet holds", "older state"});
}

ATTACK("receipt-for-another-history", "[central][clone]") {
    Way way;
    way.tablet.speak(2);
    way.tablet.copy_to(way.folder.at("copy"));
    way.tablet.speak(2);
    const auto theirs = way.receipt();
    way.tablet.put_back(way.folder.at("copy"));
    way.tablet.speak(6);
    way.refuses(theirs, {"another history than this tablet holds"});
}

ATTACK("receipt-with-a-line-changed", "[stick]") {
    Way way;
    way.tablet.speak(2);
    const auto whole = way.receipt();
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{"level 1", "level 2"},
                                                          {"level 1", "level 01"},
                                                          {"index 0", "index 7"},
                                                          {"cpc-receipt/v1\n", "cpc-receipt/v2\n"},
                                                          {"\nreceived ", "\nreceived 0"},
                                                          {"\n\n", "\nextension\n\n"}}) {
        auto text = whole;
        const auto at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
        way.refuses(text, {"eceipt"});
    }
    CHECK(way.accepting(whole).empty());
}

ATTACK("receipt-with-an-impossible-level", "[central]") {
    Way way;
    way.tablet.speak(2);
    const auto keys = way.stolen_keys();
    for (const std::uint8_t level : {std::uint8_t{0}, std::uint8_t{3}, std::uint8_t{9}}) {
        const auto pairing = way.centre.central().pairing();
        wire::Receipt out;
        out.bundle = BundleId{{9, 9}};
        out.received = Instant{1'806'397'200'123};
        out.central_name = pairing.name;
        out.central_key = keys.receipt.public_key();
        out.device_key = way.tablet.vault().device_key().public_key();
        const auto note = way.note();
        out.checkpoint = checkpoint_in(note);
        out.level = level;
        const auto text = wire::write_receipt(out, note, keys.receipt);
        if (!text) {
            stopped(text.error().text(), {});
            continue;
        }
        way.refuses(*text, {"eceipt"});
    }
}

ATTACK("receipt-of-seventy-thousand-bytes", "[stick]") {
    Way way;
    const auto text = "cpc-receipt/v1\n" + std::string(70'000, 'a');
    way.refuses(text, {"larger than any receipt"});
}

ATTACK("receipt-of-sixty-thousand-signatures", "[stick]") {
    Way way;
    way.tablet.speak(1);
    auto text = way.receipt();
    while (text.size() < 65'000)
        text += "\u2014 a AAAAAAA=\n";
    way.refuses(text, {"eceipt"});
    std::string deep = "cpc-receipt/v1\n";
    while (deep.size() < 65'000)
        deep += "\n\n";
    way.refuses(deep, {"eceipt"});
}

ATTACK("receipt-cut-at-every-length", "[stick]") {
    Way way;
    way.tablet.speak(1);
    const auto whole = way.receipt();
    std::string words;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        words = way.accepting(whole.substr(0, size));
        REQUIRE_FALSE(words.empty());
    }
    CHECK(way.received() == 0);
    stopped(words, {"eceipt"});
}

ATTACK("link-on-the-stick-in-place-of-a-receipt", "[stick]") {
    Way way;
    way.tablet.speak(2);
    const auto text = way.receipt();
    const auto stick = way.folder.at("stick");
    const auto secret = way.folder.at("somewhere-else.cpr");
    NEED(way.tablet.files.make_directories(stick));
    NEED(write_whole(way.tablet.files, secret, view_of(text)));
    std::filesystem::create_symlink(secret, stick + "/" + std::string(32, 'a') + ".cpr");
    REQUIRE(::mkfifo((stick + "/" + std::string(32, 'b') + ".cpr").c_str(), 0600) == 0);
    transport::DirectoryCarrier carrier(way.tablet.files, stick);
    auto desk = way.tablet.desk();
    const auto report = send::send_all(desk, carrier);
    CHECK(way.received() == 0);
    if (!report) return stopped(report.error().text(), {"cpr"});
    stopped("0 received, " + std::to_string(report->received) +
                " believed; the link and the pipe "
                "were not opened",
            {"0 believed"});
}

ATTACK("false-central-file-for-pairing", "[stick]") {
    Way way;
    auto text = way.centre.central().pairing_text();
    const auto at = text.find("\"receipt_key\"");
    REQUIRE(at != std::string::npos);
    const auto thief = crypto::SigningKey::generate();
    const auto value = text.find(": \"", at) == std::string::npos ? text.find(":\"", at) + 2
                                                                  : text.find(": \"", at) + 3;
    text.replace(value, 44, to_base64(thief.public_key()));
    stopped(refused(send::keep_pairing(way.tablet.vault(), view_of(text))), {"ignature"});
}

ATTACK("practice-central-for-a-real-record", "[staff]") {
    World real(false);
    test::Centre practice(real.folder.at("practice-central"), true);
    stopped(refused(send::keep_pairing(real.tablet.vault(),
                                       view_of(practice.central().pairing_text()))),
            {"for practice only"});
}

}  // namespace cpc::attacks
