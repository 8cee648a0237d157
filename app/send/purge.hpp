// SPDX-License-Identifier: Apache-2.0
// May a conference be purged from this tablet, and if not, why not, and who can change that.
//
// hindrances() is the rule, pure: facts go in, everything that stands against it comes out, each
// with what it is measured by. Nothing stands against it when the conference is closed and nothing
// of it is half done; central has received every entry of it and holds none back; a second site has
// signed for all of them too; and thirty days have passed since, by two clocks that agree: the
// tablet's own, which is not in doubt, and central's, as far as receipts tell. A tablet's clock
// that was set forward therefore gains nothing: central has to have signed something thirty days
// after it first signed for the close. Papers that nobody has yet are told and stop nothing.
//
// purge_conference() asks the rule again and then the store, which asks for the receipt once more
// (core/store/purge.hpp). Source: security design, 3.9 and the table of threats.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/send/send.hpp"
#include "core/conference/rulebook.hpp"
#include "core/store/purge.hpp"

namespace cpc::send {

inline constexpr std::int32_t purge_age_days = 30;

enum class PurgeBar : std::uint8_t {
    kept_to_read,   // of the record before this one
    gone,           // erased or purged already
    not_closed,     // or it has nothing to remove
    still_to_sign,  // somebody's PIN still opens a key to sign with
    disagreement,   // a step of a way to disagree has no result yet
    not_paired,     // with any central
    not_received,
    held_back,
    not_confirmed,   // by a second site
    wrong_receipt,   // of level 2, and it does not verify
    clock_doubtful,  // the tablet's
    too_young,       // by the tablet's clock
    not_shown_old,   // by central's
};
// "too-young"; for a screen's own words.
[[nodiscard]] std::string_view code(PurgeBar bar);

struct Hindrance {
    PurgeBar bar{};
    std::optional<Date> from;  // it may end on this day
    std::uint64_t count = 0;   // entries, people, steps
    std::string detail;        // the receipt's trouble; what was done before
};
// What it is and who can change it, for a terminal.
[[nodiscard]] std::string describe(const Hindrance& hindrance);

struct PurgeFacts {
    bool kept_to_read = false;
    std::optional<std::string> gone;
    bool closed = false;
    bool still_to_sign = false;
    std::uint64_t disagreements = 0;
    bool paired = false;
    std::uint64_t last_entry = 0;
    std::uint64_t received = 0;   // of the record, by central
    std::uint64_t confirmed = 0;  // by a second site as well
    std::uint64_t held_back = 0;  // of this conference
    std::optional<std::string> wrong_receipt;
    Instant now;  // by the tablet's clock
    bool clock_in_doubt = false;
    Instant last_wall;  // the latest time on record
    Instant closed_at;  // by the tablet's clock
    // Signed times: the first receipt that covers the close, and the latest of all.
    std::optional<Instant> first_received;
    std::optional<Instant> last_signed;
};
[[nodiscard]] std::vector<Hindrance> hindrances(const PurgeFacts& facts);

// What only the conference itself can say. `still_to_sign`: somebody has a key and has not signed.
struct OfConference {
    bool kept_to_read = false;
    bool still_to_sign = false;
    std::uint64_t disagreements = 0;
    std::uint64_t papers_owed = 0;  // told; stops nothing
};
[[nodiscard]] OfConference of_conference(const conference::State& state,
                                         const conference::Rulebook& rules);

struct PurgeDesk {
    store::Vault& vault;
    const wire::Pairing* pairing = nullptr;  // none: not paired
    Files& files;
    Clock& clock;
    std::string outbox;
    bool clock_in_doubt = false;
};
struct PurgeOutlook {
    std::vector<Hindrance> hindrances;  // empty: it may be purged
    store::PurgeView view;              // what would go; empty where nothing could
    std::uint64_t papers_owed = 0;
    std::string receipt;  // of level 2, whole
};
[[nodiscard]] Result<PurgeOutlook> purge_outlook(const PurgeDesk& desk, const ConferenceId& id,
                                                 const OfConference& facts);
// Fault::refused with all that stands against it; else it is gone.
[[nodiscard]] Result<store::Erased> purge_conference(const PurgeDesk& desk, const ConferenceId& id,
                                                     const OfConference& facts);

// What a receipt of level 2 proves of this log, by this central's keys and its second site's.
[[nodiscard]] store::ReceiptReader receipt_reader(const wire::Pairing& pairing,
                                                  const std::string& origin,
                                                  const crypto::PublicKey& device);

}  // namespace cpc::send
