// SPDX-License-Identifier: Apache-2.0
#include "core/record/note.hpp"

#include <catch2/catch_test_macros.hpp>

#include "core/record/paper_code.hpp"
#include "tests/unit/core/record/record_fixture.hpp"

namespace cpc::record {
namespace {

// The example of the C2SP signed-note specification.
const std::string spec_key =
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const std::string spec_note =
    "This is an example message.\n\n"
    "\xE2\x80\x94 example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
    "\n";

TEST_CASE("the specification's own note verifies, and every change of its text does not",
          "[record][note]") {
    const auto key = parse_verifier_key(spec_key);
    REQUIRE(key);
    CHECK(write_verifier_key(*key) == spec_key);
    const auto note = parse_note(spec_note);
    REQUIRE(note);
    CHECK(write_note(*note) == spec_note);
    CHECK(verify_note(*note, key->name, key->key));
    CHECK_FALSE(verify_note(*note, "example.com/bar", key->key));
    CHECK_FALSE(verify_cosignature(*note, key->name, key->key));
    for (std::size_t i = 0; i + 1 < note->text.size(); ++i) {
        auto changed = *note;
        changed.text[i] ^= 1;
        CHECK_FALSE(verify_note(changed, key->name, key->key));
    }
}

TEST_CASE("a checkpoint is written in one form and read in no other", "[record][note]") {
    const Checkpoint checkpoint{"example.org/cpc/00ff", 128, test::filled<32>(7)};
    const auto text = checkpoint_text(checkpoint);
    CHECK(text == "example.org/cpc/00ff\n128\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n");
    const auto back = parse_checkpoint(text);
    REQUIRE(back);
    CHECK(*back == checkpoint);
    const std::string root = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n";
    CHECK_FALSE(parse_checkpoint("o\n0128\n" + root));
    CHECK_FALSE(parse_checkpoint("o\n+128\n" + root));
    CHECK_FALSE(parse_checkpoint("o\n-1\n" + root));
    CHECK_FALSE(parse_checkpoint("o\n128\n" + root + "extension\n"));
    CHECK_FALSE(parse_checkpoint("o o\n128\n" + root));
    CHECK_FALSE(parse_checkpoint("\n128\n" + root));
    CHECK_FALSE(parse_checkpoint("o\n128\nBwc=\n"));
    CHECK_FALSE(parse_checkpoint("o\n128"));
    CHECK_FALSE(parse_checkpoint("o\n99999999999999999999\n" + root));
}

TEST_CASE("a cosignature says when, and is not mistaken for the log's own signature",
          "[record][note]") {
    const auto log = test::key_of(1);
    const auto witness = test::key_of(2);
    const auto text = checkpoint_text({"example.org/cpc/00", 3, test::filled<32>(9)});
    Note note{text,
              {sign_note(text, "example.org/cpc/00", log),
               cosign_note(text, "example.org/chair", witness, 1'806'397'200)}};
    const auto back = parse_note(write_note(note));
    REQUIRE(back);
    CHECK(*back == note);
    CHECK(verify_note(*back, "example.org/cpc/00", log.public_key()));
    CHECK(verify_cosignature(*back, "example.org/chair", witness.public_key()) == 1'806'397'200);
    CHECK_FALSE(verify_note(*back, "example.org/chair", witness.public_key()));
    CHECK_FALSE(verify_cosignature(*back, "example.org/cpc/00", log.public_key()));
    note.signatures[1].bytes[7] ^= 1U;  // the time
    CHECK_FALSE(verify_cosignature(note, "example.org/chair", witness.public_key()));
}

TEST_CASE("notes that a person could misread are refused", "[record][note]") {
    CHECK_FALSE(parse_note(""));
    CHECK_FALSE(parse_note("text\n"));
    CHECK_FALSE(parse_note("text\n\n"));
    CHECK_FALSE(parse_note("te\txt\n\n\xE2\x80\x94 a AAAAAAA=\n"));
    CHECK_FALSE(parse_note("te\rxt\n\n\xE2\x80\x94 a AAAAAAA=\n"));
    CHECK_FALSE(parse_note("text\n\n- a AAAAAAA=\n"));
    CHECK_FALSE(parse_note("text\n\n\xE2\x80\x94 a AAAA\n"));
    CHECK_FALSE(parse_note("text\n\n\xE2\x80\x94 a+b AAAAAAA=\n"));
    CHECK_FALSE(parse_note("text\n\n\xE2\x80\x94 a AAAAAAB=\n"));
    CHECK_FALSE(parse_note("text\n\n\xE2\x80\x94 a AAAAAAA="));
    CHECK(parse_note("text\n\n\xE2\x80\x94 a AAAAAAA=\n"));
    CHECK_FALSE(parse_verifier_key("a+00000000+" + spec_key.substr(25)));
}

TEST_CASE("a public key is read in one form only", "[record][note]") {
    auto id_in_capitals = spec_key;
    const auto id_end = id_in_capitals.rfind('+');
    for (auto at = id_in_capitals.find('+'); at < id_end; ++at)
        id_in_capitals[at] =
            static_cast<char>(std::toupper(static_cast<unsigned char>(id_in_capitals[at])));
    REQUIRE(id_in_capitals != spec_key);
    CHECK(parse_verifier_key(spec_key));
    CHECK_FALSE(parse_verifier_key(id_in_capitals));
}

TEST_CASE("a paper code is copied by hand without an unnoticed slip", "[record][paper]") {
    const Hash32 root = crypto::kid_of(test::key_of(5).public_key());
    const auto code = paper_code(root);
    CHECK(code.size() == 18 + 4);
    CHECK(paper_code_matches(code, root));
    std::string spoken;
    for (const char c : code)
        spoken += c == '-' ? ' ' : static_cast<char>(c == '0' ? 'o' : c == '1' ? 'l' : c | 0x20);
    CHECK(paper_code_matches(spoken, root));
    CHECK_FALSE(paper_code_matches(code, test::filled<32>(1)));
    const std::string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < code.size(); ++i)
        if (code[i] != '-') places.push_back(i);
    for (const auto a : places) {
        for (const char c : alphabet) {
            auto one = code;
            one[a] = c;
            CHECK(read_paper_code(one).has_value() == (one == code));
            for (const auto b : places) {
                if (b <= a || c == code[a]) continue;
                auto two = one;
                two[b] = alphabet[(alphabet.find(two[b]) + 7) % 32];
                REQUIRE_FALSE(read_paper_code(two));
            }
        }
        for (const auto b : places) {
            auto swapped = code;
            std::swap(swapped[a], swapped[b]);
            CHECK(read_paper_code(swapped).has_value() == (swapped == code));
        }
    }
    CHECK_FALSE(read_paper_code(code.substr(0, code.size() - 1)));
    CHECK_FALSE(read_paper_code(code + "0"));
    CHECK_FALSE(read_paper_code("U" + code.substr(1)));
}

}  // namespace
}  // namespace cpc::record
