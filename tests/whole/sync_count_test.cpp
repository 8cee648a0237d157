// SPDX-License-Identifier: Apache-2.0
// Counts, not times: how many syncs an acknowledged entry costs on the journal.
#include <catch2/catch_test_macros.hpp>

#include "app/play/command_hands.hpp"
#include "tests/watch/watched_files.hpp"
#include "tests/whole/workplace.hpp"

namespace cpc::whole {

TEST_CASE("An acknowledged entry of a meeting costs one sync of the journal", "[syncs]") {
    const Folder folder;
    Machine machine;
    watch::WatchedFiles files{machine.files};
    auto library = meeting::Library::load(files, assets_folder);
    REQUIRE(library.has_value());
    meeting::SetUp setup;
    setup.cost = crypto::KeyslotCost::practice();
    setup.practice = true;
    auto desk =
        meeting::Desk::set_up({files, machine.clock, machine.entropy}, folder.path("store"),
                              crypto::SecretBytes::from(passphrase), setup, std::move(*library));
    REQUIRE(desk.has_value());
    const auto made = (*desk)->vault().size();
    files.start_again();
    const auto text = bytes_of(scenario_file);
    const auto scenario = play::parse_scenario(text_of(text), scenario_file);
    REQUIRE(scenario.has_value());
    play::CommandHands hands{**desk, machine.clock};
    REQUIRE(play::play(*scenario, hands).has_value());
    const auto entries = (*desk)->vault().size() - made;
    CHECK(entries > 100);
    CHECK(files.counts().frames == entries);
    // At least one each: without it nothing would be durable. At most a tenth more.
    CHECK(files.counts().syncs >= entries);
    CHECK(static_cast<double>(files.counts().syncs) <= 1.1 * static_cast<double>(entries));
}

}  // namespace cpc::whole
