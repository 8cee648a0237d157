// SPDX-License-Identifier: Apache-2.0
// From the tablet's record to central's verified receipt: what the kiosk and `cpc send` both call.
//
//     send::Desk desk{vault, pairing, files, clock, entropy, store_dir + "/outbox"};
//     auto report = CPC_TRY(send::send_all(desk, *carrier));      // network or stick
//     if (!report.complete()) …report.problem…
//
// What always holds: a record counts as received only when central's receipt was verified against
// the pairing, against this log's own root at that size, and kept in the vault; sending twice is
// harmless; whatever happens on the way, the record itself is not touched. Bundles lie sealed in
// the outbox directory until their receipt is there, so that an upload goes on where it stopped,
// and so that somebody who cannot unlock anything can carry them (carry_outbox).
//
// State in the vault, all under "sync/": item/‹bundle› (engine::Item as CBOR), receipt/‹bundle›
// (text), newest, largest and confirmed (bundle ids), held-back (HeldBack as CBOR),
// central-put-back (words not told yet), pairing (central.json). Source: security
// design, 3.8–3.10.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/store/vault.hpp"
#include "sync/engine/carrier.hpp"
#include "sync/engine/outbox.hpp"
#include "sync/wire/pairing.hpp"
#include "sync/wire/receipt.hpp"
#include "sync/wire/record_answer.hpp"

namespace cpc::send {

struct Desk {
    store::Vault& vault;
    const wire::Pairing& pairing;
    Files& files;
    Clock& clock;
    Entropy& entropy;
    std::string outbox;  // directory for sealed bundles; made if need be
    // For conferences that the centre prepared (packs.hpp); empty: none are fetched.
    std::string inbox = {};
};

// --- pairing and enrolment ---
[[nodiscard]] Result<wire::Pairing> keep_pairing(store::Vault& vault, ByteView central_json);
// Fault::not_found if the tablet is not paired yet.
[[nodiscard]] Result<wire::Pairing> kept_pairing(store::Vault& vault);
// device.json: what central enrols. The name is for central's staff ("Tablet 3").
[[nodiscard]] Result<std::string> registration(store::Vault& vault, const std::string& name);

// --- what central set aside ---
// One entry that a verified receipt names as held back (sync/wire/held_back.hpp): not received, and
// sent again with every sending until a later receipt does not name it.
struct HeldBack {
    std::uint64_t entry = 0;
    ConferenceId conference;  // empty: of the device's own entries
    std::string code;
    Instant since;            // by central's clock
    std::uint64_t epoch = 0;  // of the receipt that said so last …
    std::uint64_t index = 0;  // … and its place
    bool open = true;
    static constexpr auto fields() {
        return std::tuple{&HeldBack::entry, &HeldBack::conference, &HeldBack::code,
                          &HeldBack::since, &HeldBack::epoch,      &HeldBack::index,
                          &HeldBack::open};
    }
};

// --- where things stand ---
struct Status {
    std::uint64_t recorded = 0;  // entries in the log
    std::uint64_t received = 0;  // of these, the first so many are confirmed by a verified receipt
    std::optional<Instant> received_at;   // by central's clock
    std::uint64_t confirmed = 0;          // of these, so many by a second site as well (level 2)
    std::optional<Instant> confirmed_at;  // by the second site's clock
    std::vector<engine::Item> items;      // every bundle, oldest first
    std::vector<HeldBack> held_back;      // below `received`, and not received after all
    [[nodiscard]] bool all_received() const { return received >= recorded && held_back.empty(); }
    // Is anything of this conference set aside at central? The first of it.
    [[nodiscard]] const HeldBack* held_of(const ConferenceId& conference) const;
};
[[nodiscard]] Result<Status> status(store::Vault& vault);

// --- sealing ---
struct Prepared {
    engine::Item item;
    std::string path;
};
// Seals everything that is neither received nor sealed already into ‹outbox›/‹bundle›.cpb, and what
// central holds back once more. Called
// at the close of a conference and before sending; with nothing new it gives an empty list.
[[nodiscard]] Result<std::vector<Prepared>> prepare_bundles(Desk& desk);
// For whoever carries files by hand: seals what prepare_bundles would, then gives every bundle that
// waits for a receipt, oldest first: sealed now, sealed at the close, or sent and never answered. A
// second stick gets the same ones.
[[nodiscard]] Result<std::vector<Prepared>> bundles_to_carry(Desk& desk);

// --- sending ---
struct SendReport {
    std::uint64_t recorded = 0;
    std::uint64_t received = 0;
    std::uint64_t confirmed = 0;         // by a second site as well
    std::vector<HeldBack> held_back;     // what central set aside and has not taken yet
    std::vector<engine::Item> items;     // what was worked on, as it stands now
    std::vector<std::string> notes;      // worth knowing, harmless
    std::optional<std::string> problem;  // why it is not complete, in plain words
    std::vector<std::string> stored;     // files on a stick, safe to be carried
    std::optional<BundleId> last_receipt;
    std::size_t packs = 0;  // prepared conferences that lie in the inbox now, sealed
    [[nodiscard]] bool complete() const { return received >= recorded && held_back.empty(); }
};
// An Error means that the tablet itself failed; whatever went wrong on the way is in the report.
[[nodiscard]] Result<SendReport> send_all(Desk& desk, engine::Carrier& carrier);

// Only what came for this tablet is taken: receipts, answers and, where the desk has an inbox,
// prepared conferences. Nothing is sealed or sent. What is not this tablet's, or not right, is a
// note; a receipt that contradicts the record is the problem.
[[nodiscard]] Result<SendReport> take_brought(Desk& desk, engine::Carrier& carrier);

// --- receipts ---
// Verifies (signatures, this central, this log, size within the record, root equal to our own) and
// keeps it; the item becomes received, or needs attention where the receipt holds something of it
// back. Twice is harmless. Fault::conflict if central holds another
// or a longer history than this tablet: a person has to look.
[[nodiscard]] Result<wire::Receipt> accept_receipt(Desk& desk, ByteView file);
[[nodiscard]] Result<std::optional<std::string>> kept_receipt(store::Vault& vault,
                                                              const BundleId& bundle);

// --- answers ---
// Verifies a sheet of answers (signature, this central, this log) and keeps the newest for each
// conference. Gives how many were new. Older ones than those that are kept change nothing.
[[nodiscard]] Result<std::size_t> accept_answers(Desk& desk, ByteView sheet);
[[nodiscard]] Result<std::optional<wire::RecordAnswer>> kept_answer(store::Vault& vault,
                                                                    const ConferenceId& conference);

// --- for somebody who unlocks nothing ---
struct Carried {
    std::size_t delivered = 0;  // answered with a receipt of this central, kept beside the bundle
    std::size_t stored = 0;     // written to a stick
    std::vector<std::string> problems;
};
// Sends every ‹bundle›.cpb of the outbox and puts each receipt beside it as ‹bundle›.cpr. The vault
// takes them in at its next send_all.
[[nodiscard]] Result<Carried> carry_outbox(Files& files, const std::string& outbox,
                                           const wire::Pairing& pairing, engine::Carrier& carrier);

}  // namespace cpc::send
