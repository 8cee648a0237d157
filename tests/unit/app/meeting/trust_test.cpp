// SPDX-License-Identifier: Apache-2.0
// Whose procedures a tablet takes.
#include "app/meeting/trust.hpp"

#include "app/meeting/key_of_signer.hpp"
#include "shelf.hpp"

namespace cpc::meeting {
namespace {

using test::Shelves;

ProfileKey key_named(const std::string& name) {
    auto key = make_profile_key(name);
    REQUIRE(key.has_value());
    return std::move(*key);
}

procedure::Procedure read_from(Shelves& shelves, const std::string& name) {
    auto edition = Library::load_edition(shelves.files, shelves.path("assets"), shelves.path(name));
    if (!edition) FAIL(edition.error().text());
    return edition->rules.procedure;
}

// Puts a file where procedures are installed, with its signature.
void install(Shelves& shelves, const std::string& name, const std::string& text,
             const ProfileKey& key) {
    shelves.put("installed/" + name, text);
    shelves.put("installed/" + name + ".sig",
                sign_procedure(read_from(shelves, "installed/" + name), key));
}

TEST_CASE("a procedure signed by a trusted key is taken, with the signer's name", "[REQ-009]") {
    Shelves shelves;
    const auto key = key_named("board.example");
    install(shelves, "torbay-2.toml", shelves.newer_torbay(), key);
    const auto signed_one = read_from(shelves, "installed/torbay-2.toml");
    const auto signer = verify_procedure(signed_one, sign_procedure(signed_one, key),
                                         {public_half(key_named("a")), public_half(key)});
    REQUIRE(signer.has_value());
    CHECK(*signer == "board.example");
    const auto library = Library::load(shelves.files, shelves.trusting({public_half(key)}));
    REQUIRE(library.has_value());
    CHECK(library->refused().empty());
    REQUIRE(library->by_id("torbay-cpp") != nullptr);
    CHECK(library->by_id("torbay-cpp")->rules.procedure.edition == "2026-2");
}

TEST_CASE("an installed procedure without a signature is left out, and the tablet says why",
          "[REQ-009]") {
    Shelves shelves;
    shelves.put("installed/torbay-2.toml", shelves.newer_torbay());
    const auto library =
        Library::load(shelves.files, shelves.trusting({public_half(key_named("board.example"))}));
    REQUIRE(library.has_value());
    CHECK(library->by_id("torbay-cpp")->rules.procedure.edition == "2026-1");
    REQUIRE(library->refused().size() == 1);
    CHECK(library->refused()[0].text().find("nobody has signed it") != std::string::npos);
    CHECK(library->refused()[0].where.find("torbay-2.toml") != std::string::npos);
}

TEST_CASE("a signature by a stranger, for another file, or damaged does not count", "[REQ-009]") {
    Shelves shelves;
    const auto ours = key_named("board.example");
    const auto theirs = key_named("board.example");  // the same name is not the same key
    const auto refusal = [&](const std::string& signature) {
        shelves.put("installed/torbay-2.toml.sig", signature);
        const auto library = Library::load(shelves.files, shelves.trusting({public_half(ours)}));
        REQUIRE(library.has_value());
        CHECK(library->editions().size() == 1);
        CHECK(library->other_editions().empty());
        REQUIRE(library->refused().size() == 1);
        return library->refused()[0].what;
    };
    install(shelves, "torbay-2.toml", shelves.newer_torbay(), theirs);
    const auto procedure = read_from(shelves, "installed/torbay-2.toml");
    CHECK(refusal(sign_procedure(procedure, theirs)) ==
          "no key this device trusts has signed this procedure");
    CHECK(refusal(sign_procedure(read_from(shelves, "assets/procedures/torbay-cpp.toml"), ours)) ==
          "the signature is for another procedure or another text of it");
    CHECK(refusal("not a note") == "this is not a signature");
    CHECK(refusal("") == "this is not a signature");
    const auto good = sign_procedure(procedure, ours);
    for (std::size_t at = 0; at < good.size(); at += 3) {
        auto flipped = good;
        flipped[at] = static_cast<char>(flipped[at] ^ 1);
        CAPTURE(at);
        CHECK_FALSE(verify_procedure(procedure, flipped, {public_half(ours)}).has_value());
    }
}

TEST_CASE("a signed file that was changed afterwards is left out", "[REQ-009]") {
    Shelves shelves;
    const auto key = key_named("board.example");
    install(shelves, "torbay-2.toml", shelves.newer_torbay(), key);
    shelves.put("installed/torbay-2.toml", shelves.newer_torbay() + "# one more remark\n");
    const auto library = Library::load(shelves.files, shelves.trusting({public_half(key)}));
    REQUIRE(library.has_value());
    CHECK(library->refused().size() == 1);
    CHECK(library->by_id("torbay-cpp")->rules.procedure.edition == "2026-1");
}

TEST_CASE("a procedure of the program's own that was changed on the disk is not taken",
          "[REQ-009]") {
    Shelves shelves;
    const auto whole = Library::load(shelves.files, shelves.trusting({}));
    REQUIRE(whole.has_value());
    CHECK(came_with_the_program(whole->editions()[0].rules.procedure.hash));
    shelves.put("assets/procedures/torbay-cpp.toml", shelves.torbay() + "\n");
    const auto changed = Library::load(shelves.files, shelves.trusting({}));
    REQUIRE_FALSE(changed.has_value());
    CHECK(changed.error().text().find("did not come with the program") != std::string::npos);
    // For practice nobody is asked.
    CHECK(Library::load(shelves.files, shelves.shelf()).has_value());
}

TEST_CASE("a broken installed file does not keep the tablet from starting", "[REQ-009]") {
    Shelves shelves;
    shelves.put("installed/broken.toml", "id = ");
    const auto library = Library::load(shelves.files, shelves.trusting({}));
    REQUIRE(library.has_value());
    CHECK(library->editions().size() == 1);
    CHECK(library->refused().size() == 1);
}

TEST_CASE("keys survive their files, and what is no key is refused with its line", "[REQ-009]") {
    const auto key = key_named("board.example");
    CHECK_FALSE(make_profile_key("two words").has_value());
    CHECK_FALSE(make_profile_key("").has_value());
    const auto line = record::write_verifier_key(public_half(key));
    const auto keys = parse_trusted_keys("# ours\n\n" + line + "\n", "keys");
    REQUIRE(keys.has_value());
    CHECK(keys->size() == 1);
    const auto wrong = parse_trusted_keys(line + "\nnonsense\n", "keys");
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().where == "keys:2");
}

crypto::SecretBytes phrase(const char* words) {
    return crypto::SecretBytes::from(words);
}

TEST_CASE("a signing key's file opens with its passphrase and with no other", "[REQ-009]") {
    const auto cost = crypto::KeyslotCost::practice();
    const auto key = key_named("board.example");
    const auto sealed = seal_profile_key(key, phrase("seven quiet herons"), cost);
    REQUIRE(sealed.has_value());
    const auto again = open_profile_key(*sealed, phrase("seven quiet herons"), "board.key");
    REQUIRE(again.has_value());
    CHECK(again->name == "board.example");
    CHECK(again->key.public_key() == key.key.public_key());
    const auto other = open_profile_key(*sealed, phrase("seven quiet heron"), "board.key");
    REQUIRE_FALSE(other.has_value());
    CHECK(other.error().what == "the passphrase does not open this key");
    CHECK(other.error().where == "board.key");
    CHECK_FALSE(seal_profile_key(key, {}, cost).has_value());
    // The seed is nowhere in the file, and two seals of one key have nothing in common.
    CHECK(sealed->find(to_base64(key.key.seed().view())) == std::string::npos);
    CHECK(*seal_profile_key(key, phrase("seven quiet herons"), cost) != *sealed);
}

TEST_CASE("a signing key that was changed anywhere, or bears another name, does not open",
          "[REQ-009]") {
    const auto cost = crypto::KeyslotCost::practice();
    const auto sealed = seal_profile_key(key_named("board.example"), phrase("herons"), cost);
    REQUIRE(sealed.has_value());
    for (std::size_t at = 0; at + 1 < sealed->size(); ++at) {
        auto flipped = *sealed;
        flipped[at] = flipped[at] == 'A' ? 'B' : 'A';
        if (flipped == *sealed) continue;
        CAPTURE(at);
        CHECK_FALSE(open_profile_key(flipped, phrase("herons"), "k").has_value());
    }
    for (const char* wrong : {"", "SEALED+KEY+", "SEALED+KEY+a+AAAA", "a+b+c"})
        CHECK_FALSE(open_profile_key(wrong, phrase("herons"), "k").has_value());
}

TEST_CASE("a signing key without a passphrase is refused, with the way to a new one", "[REQ-009]") {
    const auto key = key_named("board.example");
    const auto bare = "PRIVATE+KEY+board.example+" + to_base64(key.key.seed().view()) + "\n";
    const auto refused = open_profile_key(bare, phrase("anything"), "board.key");
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().what == "this key lies in its file without a passphrase");
    CHECK(refused.error().advice.find("cpc profile key") != std::string::npos);
}

std::string gp_overlay(Shelves& shelves) {
    return shelves.source("assets/overlays/rcgp-gp.toml");
}
std::string newer_overlay(Shelves& shelves) {
    auto text = gp_overlay(shelves);
    const auto at = text.find("edition = \"");
    text.replace(at, text.find('\n', at) - at, "edition = \"next\"");
    const auto from = text.find("effective_from = ");
    text.replace(from, text.find('\n', from) - from, "effective_from = 2026-09-01");
    return text;
}

TEST_CASE("overlays are held to the same trust as procedures", "[REQ-006][REQ-009]") {
    Shelves shelves;
    std::filesystem::create_directories(shelves.path("assets/overlays"));
    std::filesystem::create_directories(shelves.path("installed/overlays"));
    shelves.put("assets/overlays/rcgp-gp.toml", gp_overlay(shelves));
    const auto key = key_named("board.example");
    const auto load = [&] {
        auto library = Library::load(shelves.files, shelves.trusting({public_half(key)}));
        REQUIRE(library.has_value());
        return std::move(*library);
    };
    // As it came with the program.
    REQUIRE(load().addition("rcgp-gp") != nullptr);
    CHECK(came_with_the_program(load().addition("rcgp-gp")->overlay.hash));
    // Changed on the disk: not taken, and the tablet says so.
    shelves.put("assets/overlays/rcgp-gp.toml", gp_overlay(shelves) + "\n");
    CHECK(load().addition("rcgp-gp") == nullptr);
    REQUIRE(load().left_out_in_words().size() == 1);
    CHECK(load().left_out_in_words()[0].find("rcgp-gp.toml is not used") == 0);
    shelves.put("assets/overlays/rcgp-gp.toml", gp_overlay(shelves));
    // Brought later: only with a signature that is trusted, and that is one for an overlay.
    const auto text = newer_overlay(shelves);
    shelves.put("installed/overlays/gp-2.toml", text);
    CHECK(load().addition("rcgp-gp")->overlay.edition != "next");
    CHECK(load().refused().size() == 1);
    const auto read = read_addition(text, "gp-2.toml");
    REQUIRE(read.has_value());
    shelves.put("installed/overlays/gp-2.toml.sig", sign_overlay(read->overlay, key));
    CHECK(load().refused().empty());
    CHECK(load().addition("rcgp-gp")->overlay.edition == "next");
    procedure::Procedure same;
    same.id = read->overlay.id;
    same.edition = read->overlay.edition;
    same.hash = read->overlay.hash;
    shelves.put("installed/overlays/gp-2.toml.sig", sign_procedure(same, key));
    CHECK(load().refused().size() == 1);
    CHECK(load().addition("rcgp-gp")->overlay.edition != "next");
}

TEST_CASE("what is left out is told in one plain sentence a file, by the file's own name",
          "[REQ-009]") {
    Shelves shelves;
    shelves.put("installed/torbay-2.toml", shelves.newer_torbay());
    shelves.put("installed/broken.toml", "id = ");
    const auto library = Library::load(shelves.files, shelves.trusting({}));
    REQUIRE(library.has_value());
    const auto told = library->left_out_in_words();
    REQUIRE(told.size() == 2);
    CHECK(told[0].find("broken.toml") == 0);
    CHECK(told[1] ==
          "torbay-2.toml is not used: this procedure did not come with the program and nobody has "
          "signed it.");
    for (const auto& line : told) {
        CHECK(line.find('/') == std::string::npos);
        CHECK(line.back() == '.');
    }
}

}  // namespace
}  // namespace cpc::meeting
