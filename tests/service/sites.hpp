// SPDX-License-Identifier: Apache-2.0
// A second site for the world of world.hpp, and the sending of a tablet there.
#pragma once

#include <optional>
#include <string>

#include "sync/service/embedded_store.hpp"
#include "sync/service/second_site.hpp"
#include "sync/wire/receipt.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {

// A second site in the same temporary directory, with keys and a store of its own.
class Sites {
  public:
    explicit Sites(World& world, const std::string& name = "second")
        : world_(world), home_(world.folder.at(name)) {
        keys_.emplace(
            NEED(service::create_keys(files_, home_, {name + ".example.org/cpc", true, {}})));
        (void)NEED(service::name_first_site(files_, home_, *keys_,
                                            view_of(world.centre.central().pairing_text())));
        site_json_ = wire::write_pairing(keys_->pairing, keys_->root);
        store_ = NEED(service::EmbeddedStore::open(home_ + "/" + service::embedded_store_file,
                                                   keys_->store_key, false));
    }
    // The way there and back, as two people would carry it.
    service::CheckFacts carry(service::Whole whole = service::Whole::no) {
        const auto facts = check(copy(whole));
        if (facts.confirmed > 0) {
            const auto central_keys = first_keys();
            const auto taken = NEED(service::take_confirmed(first(central_keys), answers()));
            CHECK(taken.refused == std::vector<std::string>{});
        }
        return facts;
    }
    std::string copy(service::Whole whole = service::Whole::no) {
        name();
        const auto central_keys = first_keys();
        const auto path = home_ + "-copy-" + std::to_string(++number_);
        copied = NEED(service::write_copy(first(central_keys), path, whole));
        return path;
    }
    service::CheckFacts check(const std::string& path) {
        return NEED(service::check_copy({*store_, *keys_, files_, clock, home_}, path, answers()));
    }
    // Central's second site is this one from now on.
    void name() {
        (void)NEED(service::name_second_site(files_, world_.centre.directory(), first_keys(),
                                             view_of(site_json_)));
    }
    service::SiteDesk desk() { return {*store_, *keys_, files_, clock, home_}; }
    // At central.
    template <class Work>
    auto at_central(const Work& work) {
        const auto keys = first_keys();
        return work(first(keys));
    }
    void close() { store_.reset(); }
    service::RecordStore& store() { return *store_; }
    std::string answers() { return home_ + "-answers"; }
    service::CopyFacts copied;
    MovedClock clock;

  private:
    service::CentralKeys first_keys() {
        return NEED(service::open_keys(files_, world_.centre.directory()));
    }
    service::SiteDesk first(const service::CentralKeys& keys) {
        return {world_.centre.central().store(), keys, files_, clock, world_.centre.directory()};
    }
    World& world_;
    std::string home_;
    platform::SystemFiles files_;
    std::optional<service::CentralKeys> keys_;
    std::unique_ptr<service::RecordStore> store_;
    std::string site_json_;
    int number_ = 0;
};

inline send::SendReport sent(World& world) {
    if (!world.centre.serving()) world.centre.serve();
    auto desk = world.tablet.desk();
    return NEED(send::send_all(desk, *world.centre.carrier()));
}

}  // namespace cpc::test
