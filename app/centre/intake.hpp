// SPDX-License-Identifier: Apache-2.0
// From central's store to the ledger: reads what was received since the last time, opens it with
// the keys that the tablets gave central, replays each conference that something was added to, and
// puts its work into the ledger and the figures.
//
// What always holds: only what was verified and stored is read. Nothing that was opened is written
// anywhere: the ledger lives in this process's memory and is made again at its next start, so that
// an erased content is gone from here too. One conference that cannot be read stops no other; it is
// listed with the reason.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/centre/ledger.hpp"
#include "app/centre/monitoring.hpp"
#include "app/meeting/library.hpp"
#include "sync/service/central.hpp"

namespace cpc::centre {

struct Unread {
    Place place;
    std::string region;
    std::string why;
};

class Intake {
  public:
    explicit Intake(meeting::Library library) : library_(std::move(library)) {}

    // What came since the last call. Costs what came, not what there is.
    [[nodiscard]] Result<void> refresh(service::Central& central);

    // The procedures that are known here.
    [[nodiscard]] const meeting::Library& library() const { return library_; }
    [[nodiscard]] Ledger& ledger() { return ledger_; }
    [[nodiscard]] const Figures& figures() const { return figures_; }
    [[nodiscard]] std::vector<Unread> unread() const;

  private:
    // Conferences of which something was held back, or came right, since the last time.
    [[nodiscard]] Result<std::set<ConferenceId>> look_at_held(service::Central& central,
                                                              const Hash32& log_id);
    [[nodiscard]] Result<void> take(service::Central& central, const service::LogRow& log,
                                    std::uint64_t size, std::set<ConferenceId> touched);
    [[nodiscard]] Result<void> replay(service::Central& central, const Source& source);
    [[nodiscard]] const meeting::Edition* rules_of(const conference::ConferenceOpened& opened);

    meeting::Library library_;
    std::map<std::string, std::unique_ptr<meeting::Edition>> overlaid_;
    std::map<Hash32, std::uint64_t> read_to_;
    std::map<Place, std::vector<std::uint64_t>> entries_;  // of each conference, by their numbers
    std::map<Place, Unread> unread_;
    std::map<Place, std::string> held_;  // why something of it is not received
    Ledger ledger_;
    Figures figures_;
};

}  // namespace cpc::centre
