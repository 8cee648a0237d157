// SPDX-License-Identifier: Apache-2.0
// Conferences that were prepared at the centre (sync/wire/pack.hpp), as they reach a tablet.
//
//     auto found = send::fetch_packs(inbox, *carrier);             // unlocks nothing
//     auto done = send::open_inbox(vault, inbox, take);            // once a chair has unlocked
//
// Fetching needs the tablet's log id and central's file, no key: a pack lies in the inbox
// directory as ‹conference›.cpd, sealed, until the record is open. `take` then makes the conference
// (app/meeting/prepared.hpp); it may be called again for the same pack if the power went in
// between, and has to go on where it was. After that the file is gone and the vault knows which
// version was taken.
//
// What always holds: nothing is opened that this tablet's own central did not sign for this
// tablet; a pack that is refused is kept as a line with code and time, and stops no other; a
// refusal never takes the place of what was taken.
//
// State in the vault: sync/pack/taken/‹conference›, sync/pack/refused/‹conference›. In the inbox:
// ‹conference›.done, the version that needs no fetching any more; nothing rests on it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/store/vault.hpp"
#include "sync/engine/carrier.hpp"
#include "sync/wire/pack.hpp"
#include "sync/wire/pairing.hpp"

namespace cpc::send {

struct Inbox {
    Files& files;
    std::string directory;  // made if need be
    Hash32 log_id{};
    const wire::Pairing& pairing;
};

// What became of one.
struct PackLine {
    wire::PackName name;
    wire::PackCode code{};
    Instant at;
    std::string words;  // what the procedure or the decoder said; may be empty
    static constexpr std::size_t words_max = 1'000;
};

struct Fetched {
    std::vector<wire::PackName> fresh;  // lie in the inbox now
    std::vector<PackLine> refused;
};
// An Error means that the way or the tablet itself failed.
[[nodiscard]] Result<Fetched> fetch_packs(const Inbox& inbox, engine::Carrier& carrier,
                                          Instant now);

// What the conference's maker answers.
struct PackTaken {
    wire::PackCode code = wire::PackCode::taken;
    std::string words;
};
// `before`: the version that was taken before this one; 0 for none.
using TakePack = std::function<Result<PackTaken>(const wire::PackName& name, std::uint32_t before,
                                                 ByteView content)>;
// Gives what became of each that was looked at now. An Error of `take` ends it; the file stays and
// is tried again.
[[nodiscard]] Result<std::vector<PackLine>> open_inbox(store::Vault& vault, const Inbox& inbox,
                                                       Instant now, const TakePack& take);

// Refusals that were found while the record was not open.
[[nodiscard]] Result<void> keep_refused(store::Vault& vault, const std::vector<PackLine>& lines);
// Everything that is known, the newest last.
[[nodiscard]] Result<std::vector<PackLine>> kept_packs(store::Vault& vault);

}  // namespace cpc::send
