// SPDX-License-Identifier: Apache-2.0
// The acts of level 2: what central and its second site carry to and fro.
#include "app/central/acts.hpp"
#include "app/central/say.hpp"
#include "app/central/store_choice.hpp"
#include "sync/service/brought_back.hpp"
#include "sync/service/second_site.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::central {
namespace {

// The store without the service around it, as backup uses it.
template <class Work>
auto with_desk(World& world, const Settings& settings, const Work& work)
    -> decltype(work(std::declval<const service::SiteDesk&>())) {
    auto open = CPC_TRY(open_store(world.files, settings));
    const service::SiteDesk desk{*open.store, open.keys, world.files, world.clock, settings.data};
    return work(desk);
}

}  // namespace

int second(const Settings& settings) {
    World world;
    const auto site = [&]() -> Result<wire::Pairing> {
        const auto keys =
            CPC_TRY(service::open_keys(world.files, settings.data, key_file(world.files)));
        const auto file =
            CPC_TRY(read_whole(world.files, settings.site, wire::limits::pairing_bytes_max));
        return service::name_second_site(world.files, settings.data, keys, file);
    }();
    if (!site) return say_why(site.error());
    say("Second site: " + site->name + ".");
    say("Its fingerprint, to be compared there: " + wire::fingerprint(*site));
    say("From the next copy on its signature counts: this central's root key endorses it.");
    return done;
}

int copy(const Settings& settings) {
    World world;
    const auto facts = with_desk(world, settings, [&](const service::SiteDesk& desk) {
        return service::write_copy(desk, settings.to,
                                   settings.whole ? service::Whole::yes : service::Whole::no);
    });
    if (!facts) return say_why(facts.error());
    if (facts->receipts == 0) {
        say("There is nothing that the second site has not confirmed. No file was written.");
        return done;
    }
    say("Copied: " + std::to_string(facts->receipts) + " receipts from number " +
        std::to_string(facts->first) + " on, " + std::to_string(facts->entries) +
        " entries. Only the second site opens it, and it reads no content.");
    return done;
}

int check(const Settings& settings) {
    World world;
    const auto facts = with_desk(world, settings, [&](const service::SiteDesk& desk) {
        return service::check_copy(desk, settings.from, settings.to);
    });
    if (!facts) return say_why(facts.error());
    say("Confirmed: " + std::to_string(facts->confirmed) + " receipts; " +
        std::to_string(facts->held) + " are held here. Carry " + settings.to +
        " back to central, or to the tablets.");
    if (!facts->wrong) return done;
    say("It went no further: " + *facts->wrong);
    return found_wrong;
}

int confirm(const Settings& settings) {
    World world;
    const auto facts = with_desk(world, settings, [&](const service::SiteDesk& desk) {
        return service::take_confirmed(desk, settings.from);
    });
    if (!facts) return say_why(facts.error());
    for (const auto& line : facts->refused)
        say("refused: " + line);
    say("Taken: " + std::to_string(facts->taken) +
        " receipts of level 2. Tablets get them when they next send.");
    return facts->refused.empty() ? done : found_wrong;
}

int ask_back(const Settings& settings) {
    World world;
    const auto facts = with_desk(world, settings, [&](const service::SiteDesk& desk) {
        return service::ask_back(desk, settings.to);
    });
    if (!facts) return say_why(facts.error());
    if (facts->entries == 0) {
        say("Nothing is held back that only the second site has. No file was written.");
        return done;
    }
    say("Asked for: " + std::to_string(facts->entries) + " contents of " +
        std::to_string(facts->logs) + " logs. Carry " + settings.to +
        " to the second site: cpc-central give-back.");
    return done;
}

int give_back(const Settings& settings) {
    World world;
    const auto facts = with_desk(world, settings, [&](const service::SiteDesk& desk) {
        return service::give_back(desk, settings.from, settings.to);
    });
    if (!facts) return say_why(facts.error());
    say("Given: " + std::to_string(facts->entries) + " contents. Only central opens " +
        settings.to + "; carry it there: cpc-central take-back.");
    if (facts->missing == 0) return done;
    say("Not here as they were signed: " + std::to_string(facts->missing) +
        ". Run cpc-central fsck at this site.");
    return found_wrong;
}

int take_back(const Settings& settings) {
    World world;
    const auto facts = with_desk(
        world, settings, [&](const service::SiteDesk& desk) -> Result<service::BroughtFacts> {
            const auto vetting = CPC_TRY(content_vetting(world, settings));
            return service::take_back(desk, vetting, settings.from, settings.by);
        });
    if (!facts) return say_why(facts.error());
    for (const auto& line : facts->refused)
        say("stays held back: " + line);
    say("Brought back: " + std::to_string(facts->taken) +
        " contents. The tablets' next receipts do not hold them back any more.");
    return facts->refused.empty() ? done : found_wrong;
}

}  // namespace cpc::central
