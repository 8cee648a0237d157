// SPDX-License-Identifier: Apache-2.0
// Rules of somebody else's: who is asked, who counts and where the chair may decide stand in a
// file, so a changed file would be a changed vote.
#include "app/meeting/key_of_signer.hpp"
#include "app/meeting/trust.hpp"
#include "tests/attacks/attack.hpp"
#include "tests/unit/app/meeting/shelf.hpp"

namespace cpc::attacks {
namespace {

using meeting::Library;
using meeting::ProfileKey;
using meeting::test::Shelves;

struct Rules : Shelves {
    ProfileKey key = make_key("board.example");
    static ProfileKey make_key(const std::string& name) {
        auto made = meeting::make_profile_key(name);
        REQUIRE(made.has_value());
        return std::move(*made);
    }
    void install(const std::string& text, const ProfileKey& by) {
        put("installed/torbay-2.toml", text);
        auto edition =
            Library::load_edition(files, path("assets"), path("installed/torbay-2.toml"));
        REQUIRE(edition.has_value());
        put("installed/torbay-2.toml.sig", meeting::sign_procedure(edition->rules.procedure, by));
    }
    // The rules that came with the program are the ones in use, and the tablet says why.
    std::string left_out() {
        const auto library = Library::load(files, trusting({meeting::public_half(key)}));
        REQUIRE(library.has_value());
        CHECK(library->by_id("torbay-cpp")->rules.procedure.edition == "2026-1");
        return joined_lines(library->left_out_in_words());
    }
};

}  // namespace

ATTACK("procedure-that-nobody-signed", "[administrator]") {
    Rules rules;
    rules.put("installed/torbay-2.toml", rules.newer_torbay());
    stopped(rules.left_out(), {"torbay-2.toml is not used", "nobody has signed it"});
}

ATTACK("procedure-signed-by-a-stranger", "[administrator]") {
    Rules rules;
    const auto stranger = Rules::make_key("board.example");
    rules.install(rules.newer_torbay(), stranger);
    stopped(rules.left_out(), {"no key this device trusts"});
}

ATTACK("procedure-changed-after-it-was-signed", "[administrator]") {
    Rules rules;
    rules.install(rules.newer_torbay(), rules.key);
    rules.put("installed/torbay-2.toml", rules.newer_torbay() + "# and one thing more\n");
    stopped(rules.left_out(), {"another text of it"});
}

ATTACK("procedures-signature-from-another-file", "[administrator]") {
    Rules rules;
    rules.install(rules.torbay(), rules.key);
    rules.put("installed/torbay-2.toml", rules.newer_torbay());
    stopped(rules.left_out(), {"another procedure or another text"});
}

ATTACK("programs-own-procedure-changed-on-the-disk", "[administrator]") {
    Rules rules;
    rules.put("assets/procedures/torbay-cpp.toml", rules.torbay() + "\n");
    stopped(refused(Library::load(rules.files, rules.trusting({}))),
            {"did not come with the program"});
}

}  // namespace cpc::attacks
