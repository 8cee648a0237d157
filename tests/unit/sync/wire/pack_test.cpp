// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/pack.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

#include "core/record/note.hpp"

namespace cpc::wire {
namespace {

constexpr const char* name_of_central = "central.example.org/cpc";

struct Made {
    crypto::SigningKey central = crypto::SigningKey::generate();
    crypto::SigningKey device = crypto::SigningKey::generate();
    Hash32 log{7, 8, 9};
    PackName name{3, ConferenceId{{1, 2, 3}}, 2};
    std::string text = write("Child AB, 16 December");

    [[nodiscard]] std::string write(std::string_view content) const {
        const auto out =
            write_pack(name, log, device.public_key(), view_of(content), name_of_central, central);
        REQUIRE(out.has_value());
        return *out;
    }
    // The same, signed again after a change: what a dishonest central could write.
    [[nodiscard]] std::string bent(const std::string& from, const std::string& to) const {
        auto note = *record::parse_note(text);
        const auto at = note.text.find(from);
        REQUIRE(at != std::string::npos);
        note.text.replace(at, from.size(), to);
        note.signatures = {record::sign_note(note.text, name_of_central, central)};
        return record::write_note(note);
    }
};

TEST_CASE("a pack reads back as it was written, and its tablet opens it", "[wire]") {
    const Made made;
    const auto pack = read_pack(view_of(made.text));
    REQUIRE(pack.has_value());
    CHECK(pack->name == made.name);
    CHECK(pack->log_id == made.log);
    const auto content = open_pack(*pack, made.device);
    REQUIRE(content.has_value());
    CHECK(text_of(*content) == "Child AB, 16 December");
    CHECK(made.text.find("Child") == std::string::npos);
}

TEST_CASE("another tablet cannot open a pack", "[wire]") {
    const Made made;
    const auto pack = *read_pack(view_of(made.text));
    const auto opened = open_pack(pack, crypto::SigningKey::generate());
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().fault == Fault::wrong_secret);
}

TEST_CASE("every changed bit of a pack is found", "[wire]") {
    const Made made;
    std::size_t taken = 0;
    for (std::size_t i = 0; i < made.text.size(); ++i)
        for (int bit = 0; bit < 8; ++bit) {
            auto changed = made.text;
            changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
            taken += read_pack(view_of(changed)) ? 1U : 0U;
        }
    CHECK(taken == 0);
}

TEST_CASE("a pack cut off anywhere, or with something behind it, is refused", "[wire]") {
    const Made made;
    for (std::size_t i = 0; i < made.text.size(); ++i)
        CHECK_FALSE(read_pack(view_of(made.text).first(i)).has_value());
    CHECK_FALSE(read_pack(view_of(made.text + "\n")).has_value());
    CHECK_FALSE(read_pack(view_of(made.text + made.text)).has_value());
}

TEST_CASE("a second form of a pack is refused even when central signed it", "[wire]") {
    const Made made;
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{"pack 3 ", "pack 03 "},
                                                          {"pack 3 ", "pack 0 "},
                                                          {"pack 3 ", "pack  3 "},
                                                          {" 2\nsealed", " 0\nsealed"},
                                                          {" 2\nsealed", " 1000001\nsealed"},
                                                          {"0102", "0x02"},
                                                          {"log 07", "log FF"},
                                                          {"sealed ", "sealed  "},
                                                          {"sealed ", "SEALED "},
                                                          {"\nsealed", "\nlog x\nsealed"},
                                                          {"cpc-pack/v1", "cpc-pack/v1 "},
                                                          {"cpc-pack/v1", "cpc-pack/v2"}})
        CHECK_FALSE(read_pack(view_of(made.bent(from, to))).has_value());
    CHECK(read_pack(view_of(made.bent("pack 3 ", "pack 4 "))).has_value());
}

TEST_CASE("a pack of another central service is told from the paired one's", "[wire]") {
    const Made made;
    const auto pack = *read_pack(view_of(made.text));
    Pairing pairing;
    pairing.name = name_of_central;
    pairing.receipt_key = made.central.public_key();
    CHECK(trusted_by(pack, pairing).has_value());
    pairing.name = "central.example.org/other";
    CHECK_FALSE(trusted_by(pack, pairing).has_value());
    pairing.name = name_of_central;
    pairing.receipt_key = crypto::SigningKey::generate().public_key();
    REQUIRE_FALSE(trusted_by(pack, pairing).has_value());
    CHECK(trusted_by(pack, pairing).error().fault == Fault::forged);
}

TEST_CASE("the largest pack is one that a reader takes, and nothing larger is written", "[wire]") {
    const Made made;
    const std::string most(pack_content_bytes_max, 'x');
    const auto pack = read_pack(view_of(made.write(most)));
    REQUIRE(pack.has_value());
    CHECK(open_pack(*pack, made.device)->size() == most.size());
    const auto write = [&](const crypto::PublicKey& device, const std::string& content) {
        return write_pack(made.name, made.log, device, view_of(content), name_of_central,
                          made.central);
    };
    CHECK_FALSE(write(made.device.public_key(), most + "x").has_value());
    CHECK_FALSE(write(made.device.public_key(), "").has_value());
    CHECK_FALSE(write(crypto::PublicKey{}, "x").has_value());
}

TEST_CASE("every code of a pack has one word", "[wire]") {
    for (std::size_t i = 0; i < pack_codes; ++i) {
        const auto code = static_cast<PackCode>(i);
        CHECK(pack_code(pack_word(code)) == code);
    }
    CHECK_FALSE(pack_code("fine").has_value());
}

TEST_CASE("a list of waiting packs has one form and an end", "[wire]") {
    std::vector<PackName> offers;
    for (std::uint32_t i = 1; i <= pack_offers_max; ++i)
        offers.push_back({i, ConferenceId{{static_cast<std::uint8_t>(i)}}, i});
    const auto text = write_offers(offers);
    const auto read = read_offers(view_of(text));
    REQUIRE(read.has_value());
    CHECK(*read == offers);
    CHECK(read_offers(view_of(write_offers({})))->empty());
    for (const auto& wrong : {std::string{}, text.substr(1), text.substr(0, text.size() - 1),
                              text + "\n", text + "pack 101 " + ConferenceId{}.hex() + " 1\n",
                              std::string{"cpc-packs/v1\npack 1 2\n"}})
        CHECK_FALSE(read_offers(view_of(wrong)).has_value());
}

TEST_CASE("a pack that another program made is read", "[wire]") {
    std::ifstream in(std::string{CPC_SOURCE_DIR} + "/tests/fuzz/corpus/pack/pack-1.cpd",
                     std::ios::binary);
    const std::string file{std::istreambuf_iterator<char>(in), {}};
    const auto pack = read_pack(view_of(file));
    REQUIRE(pack.has_value());
    CHECK(pack->name.number == 3);
    CHECK(pack->name.version == 2);
    CHECK(pack->sealed.size() == 90);
}

}  // namespace
}  // namespace cpc::wire
