// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/receipt.hpp"

#include <catch2/catch_test_macros.hpp>

#include "core/crypto/hash.hpp"

namespace cpc::wire {
namespace {

struct Signing {
    crypto::SigningKey central = crypto::SigningKey::generate();
    crypto::SigningKey device = crypto::SigningKey::generate();
    record::Checkpoint checkpoint{"example.org/cpc/" + std::string(64, 'a'), 42,
                                  crypto::sha256(view_of("root"))};

    [[nodiscard]] std::string note() const {
        record::Note out{record::checkpoint_text(checkpoint), {}};
        out.signatures.push_back(record::sign_note(out.text, checkpoint.origin, device));
        return record::write_note(out);
    }
    [[nodiscard]] Receipt receipt() const {
        Receipt r;
        r.bundle = BundleId{{9, 9}};
        r.bundle_digest = crypto::sha256(view_of("bundle"));
        r.received = Instant{1'806'397'200'123};
        r.index = 17;
        r.tree_root = crypto::sha256(view_of("tree"));
        r.next_token = crypto::sha256(view_of("token"));
        r.central_name = "central.example.org/cpc";
        r.central_key = central.public_key();
        r.device_key = device.public_key();
        r.checkpoint = checkpoint;
        return r;
    }
    [[nodiscard]] std::string text() const {
        const auto out = write_receipt(receipt(), note(), central);
        REQUIRE(out);
        return *out;
    }
    [[nodiscard]] Pairing pairing() const {
        Pairing p;
        p.name = "central.example.org/cpc";
        p.receipt_key = central.public_key();
        return p;
    }
};

std::string held_receipt(const Signing& s, std::vector<HeldBack> held, std::uint64_t epoch = 0) {
    auto r = s.receipt();
    r.held_back = std::move(held);
    r.epoch = epoch;
    const auto out = write_receipt(r, s.note(), s.central);
    REQUIRE(out);
    return *out;
}

TEST_CASE("a receipt names what it does not confirm, in one form and no other", "[wire][held]") {
    const Signing s;
    const std::vector<HeldBack> held = {
        {3, 3, "content-locked"}, {4, 9, "newer-format"}, {41, 41, "of-another-day"}};
    for (const std::uint64_t epoch : {0U, 5U}) {
        const auto read = read_receipt(view_of(held_receipt(s, held, epoch)));
        REQUIRE(read);
        CHECK(read->held_back == held);
        CHECK(held_as(read->held_back, 9) == "newer-format");
        CHECK_FALSE(held_as(read->held_back, 10));
    }
    const std::vector<std::vector<HeldBack>> wrong = {
        {{42, 42, "newer-format"}},                          // beyond what the receipt reaches
        {{5, 4, "newer-format"}},                            // backwards
        {{3, 4, "newer-format"}, {5, 6, "newer-format"}},    // two lines where one would do
        {{5, 6, "newer-format"}, {6, 7, "content-locked"}},  // twice
        {{5, 6, "newer-format"}, {3, 3, "content-locked"}},  // out of order
        {{5, 6, ""}},                                        // no code
        {{5, 6, "Newer"}},                                   // not a code
        {{5, 6, "-"}}};
    for (const auto& one : wrong)
        CHECK_FALSE(read_receipt(view_of(held_receipt(s, one))));
    std::vector<HeldBack> many;
    for (std::uint64_t i = 0; i < held_back_lines_max + 1; ++i)
        many.push_back({i, i, i % 2 == 0 ? "newer-format" : "content-locked"});
    Signing large;
    large.checkpoint.size = 10'000;
    CHECK_FALSE(read_receipt(view_of(held_receipt(large, many))));
    many.pop_back();
    CHECK(read_receipt(view_of(held_receipt(large, many))));
    const auto text = held_receipt(s, held);
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto changed = text;
        changed[at] = static_cast<char>(changed[at] ^ 4);
        CHECK_FALSE(read_receipt(view_of(changed)));
    }
}

TEST_CASE("a receipt reads back as it was written, and is this central's", "[wire]") {
    const Signing s;
    const auto read = read_receipt(view_of(s.text()));
    REQUIRE(read);
    CHECK(read->bundle == s.receipt().bundle);
    CHECK(read->received == s.receipt().received);
    CHECK(read->index == 17);
    CHECK(read->next_token == s.receipt().next_token);
    CHECK(read->checkpoint == s.checkpoint);
    CHECK(trusted_by(*read, s.pairing()));
}

TEST_CASE("the same receipt is written with the same bytes", "[wire]") {
    const Signing s;
    CHECK(s.text() == s.text());
}

TEST_CASE("every flipped bit of a receipt is found without a secret, and its lines named",
          "[wire]") {
    const Signing s;
    const std::string whole = s.text();
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            std::string file = whole;
            file[at] = static_cast<char>(file[at] ^ (1 << bit));
            const auto read = read_receipt(view_of(file));
            INFO("byte " << at << " bit " << bit);
            REQUIRE_FALSE(read);
            CHECK(read.error().fault == Fault::damaged);
            CHECK(read.error().where.substr(0, 4) == "line");
        }
}

TEST_CASE("a receipt cut short or added to is refused", "[wire]") {
    const Signing s;
    const std::string whole = s.text();
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(read_receipt(view_of(std::string_view{whole}.substr(0, size))));
    CHECK_FALSE(read_receipt(view_of(whole + "\n")));
    CHECK_FALSE(read_receipt(view_of(whole + whole)));
}

TEST_CASE("a receipt under another central's key is whole but not trusted", "[wire]") {
    const Signing s;
    const Signing other;
    const auto read = read_receipt(view_of(s.text()));
    REQUIRE(read);
    const auto trusted = trusted_by(*read, other.pairing());
    REQUIRE_FALSE(trusted);
    CHECK(trusted.error().fault == Fault::forged);
}

TEST_CASE("the checkpoint inside a receipt can be taken out and checked by any C2SP tool",
          "[wire]") {
    const Signing s;
    const std::string text = s.text();
    const auto begin = text.find("\n\n") + 2;
    const auto end = text.rfind("\n\n") + 1;
    const auto inner = record::parse_note(std::string_view{text}.substr(begin, end - begin));
    REQUIRE(inner);
    CHECK(record::verify_note(*inner, s.checkpoint.origin, s.device.public_key()));
    const auto time =
        record::verify_cosignature(*inner, "central.example.org/cpc", s.central.public_key());
    REQUIRE(time);
    CHECK(*time == 1'806'397'200);
}

TEST_CASE("a file larger than any receipt is not read at all", "[wire]") {
    const auto read = read_receipt(Bytes(65'537, 'a'));
    REQUIRE_FALSE(read);
    CHECK(read.error().fault == Fault::refused);
}

TEST_CASE("a receipt names the head of central's list in one form and no other", "[wire]") {
    const Signing s;
    auto r = s.receipt();
    CHECK_FALSE(read_receipt(view_of(s.text()))->list);
    for (const std::uint64_t epoch : {0U, 7U})
        for (const std::uint64_t size : {0ULL, 42ULL, 1'000'000'000ULL}) {
            r.epoch = epoch;
            r.list = ListHead{size, crypto::sha256(view_of("list"))};
            const auto text = write_receipt(r, s.note(), s.central);
            REQUIRE(text);
            const auto read = read_receipt(view_of(*text));
            REQUIRE(read);
            CHECK(read->list == r.list);
            CHECK(read->epoch == epoch);
        }
    r.list = ListHead{1'000'000'001, {}};
    CHECK_FALSE(read_receipt(view_of(*write_receipt(r, s.note(), s.central))));
    // Signed by central itself, and still not in the one form.
    r.list = ListHead{42, {}};
    r.epoch = 7;
    const auto right = *write_receipt(r, s.note(), s.central);
    const auto line = right.substr(right.find("\nlist ") + 1, 5 + 3 + 44 + 1);
    REQUIRE(line.back() == '\n');
    const auto with = [&](const std::string& other) {
        auto text = right;
        text.replace(text.find(line), line.size(), other);
        auto note = record::parse_note(text);
        REQUIRE(note);
        note->signatures = {record::sign_note(note->text, r.central_name, s.central)};
        return read_receipt(view_of(record::write_note(*note))).has_value();
    };
    CHECK(with(line));
    CHECK_FALSE(with(line + line));
    CHECK_FALSE(with("list 042" + line.substr(7)));
    CHECK_FALSE(with("list  42" + line.substr(7)));
    CHECK_FALSE(with("list 42\n"));
    CHECK_FALSE(with("list 42 AAAA\n"));
    CHECK_FALSE(with("epoch 7\n" + line));
}

TEST_CASE("a receipt says when central's store began anew, and says nothing if it never did",
          "[wire]") {
    const Signing s;
    CHECK(s.text().find("\nepoch ") == std::string::npos);
    auto r = s.receipt();
    r.epoch = 1'806'000'000'000;
    const auto text = write_receipt(r, s.note(), s.central);
    REQUIRE(text);
    const auto read = read_receipt(view_of(*text));
    REQUIRE(read);
    CHECK(read->epoch == 1'806'000'000'000);
    for (std::size_t at = 0; at < text->size(); ++at) {
        std::string file = *text;
        file[at] = static_cast<char>(file[at] ^ 2);
        CHECK_FALSE(read_receipt(view_of(file)));
    }
}

// A second site that central's root key endorsed.
struct Second : Signing {
    crypto::SigningKey root = crypto::SigningKey::generate();
    crypto::SigningKey site = crypto::SigningKey::generate();

    [[nodiscard]] Confirmation confirmation() const {
        Confirmation c;
        c.confirmed = Instant{1'806'400'800'456};
        c.held = 18;
        c.site_name = "second.example.org/cpc";
        c.site_key = site.public_key();
        c.endorsement =
            endorse_site("central.example.org/cpc", c.site_name, site.public_key(), root);
        return c;
    }
    [[nodiscard]] std::string confirmed() const {
        return write_confirmed(confirmation(), text(), site);
    }
    [[nodiscard]] Pairing paired() const {
        auto p = pairing();
        p.root_key = root.public_key();
        return p;
    }
};

TEST_CASE("a confirmed receipt is of level 2 and holds the first one byte for byte", "[wire]") {
    const Second s;
    const auto first = s.text();
    const auto whole = write_confirmed(s.confirmation(), first, s.site);
    const auto read = read_receipt(view_of(whole));
    REQUIRE(read);
    CHECK(read->level == 2);
    REQUIRE(read->second);
    CHECK(read->second->held == 18);
    CHECK(read->checkpoint == s.checkpoint);
    CHECK(trusted_by(*read, s.paired()));
    CHECK(first_level(whole) == first);
    CHECK(checkpoint_inside(whole) == checkpoint_inside(first));
    CHECK(record::parse_note(checkpoint_inside(whole)));
}

TEST_CASE("every flipped bit of a confirmed receipt is found without a secret", "[wire]") {
    const Second s;
    const std::string whole = s.confirmed();
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            std::string file = whole;
            file[at] = static_cast<char>(file[at] ^ (1 << bit));
            const auto read = read_receipt(view_of(file));
            INFO("byte " << at << " bit " << bit);
            REQUIRE_FALSE(read);
            CHECK(read.error().fault == Fault::damaged);
            CHECK(read.error().where.substr(0, 4) == "line");
        }
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto cut = read_receipt(view_of(std::string_view{whole}.substr(0, size)));
        CHECK_FALSE(cut);
    }
}

TEST_CASE("a second signature counts only from a site that this central's root endorsed",
          "[wire]") {
    const Second s;
    const Second other;
    auto c = s.confirmation();
    c.endorsement = other.confirmation().endorsement;
    const auto stranger = read_receipt(view_of(write_confirmed(c, s.text(), s.site)));
    REQUIRE(stranger);
    const auto trusted = trusted_by(*stranger, s.paired());
    REQUIRE_FALSE(trusted);
    CHECK(trusted.error().fault == Fault::forged);
    auto own = s.confirmation();
    own.site_key = s.central.public_key();
    CHECK_FALSE(read_receipt(view_of(write_confirmed(own, s.text(), s.central))));
    auto behind = s.confirmation();
    behind.held = 17;
    CHECK_FALSE(read_receipt(view_of(write_confirmed(behind, s.text(), s.site))));
}

TEST_CASE("central alone cannot say level 2", "[wire]") {
    const Signing s;
    auto r = s.receipt();
    r.level = 2;
    const auto text = write_receipt(r, s.note(), s.central);
    REQUIRE(text);
    CHECK_FALSE(read_receipt(view_of(*text)));
}

}  // namespace
}  // namespace cpc::wire
