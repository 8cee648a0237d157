// SPDX-License-Identifier: Apache-2.0
// A record goes on on another tablet, in the middle of a meeting if need be, and nowhere else.
//
// The log stays the same one: its entries, its key, the PINs, the screen. So at no moment may two
// tablets be able to add to it. Three steps, each of which can be done again:
//
//     the new tablet   expect_record()   makes a key of its own and writes its public half, the
//                                        arrival card, for a stick
//     the old tablet   hand_over()       tries the stick with a whole copy; then "log closed" is
//                                        recorded, naming that key: from this sync on the old
//                                        record is closed for good; then the copy is written
//     the new tablet   take_up()         copies, verifies, and adds "log taken up", which only the
//                                        holder of that key can; then destroys the key
//
// The device's secret travels sealed to the arrival key, so the stick opens for nobody else, chair
// or thief. Where the power goes:
//
//     before "log closed" is synced      the old tablet goes on as if nothing had been begun
//     after it, before the copy is whole hand_over() again writes it anew, on any stick
//     while the new tablet copies        take_up() again
//     after "log taken up" is synced     take_up() again only finishes
//
// What is left to people: if the new tablet is lost before it has taken the record up, nobody can
// carry this log on, and the closed record is the source of a restore (restore.hpp). When it is
// taken up, the old folder holds nothing that the new one does not, and may be wiped.
// Source: security design, 3.8.
#pragma once

#include <string>

#include "core/store/vault.hpp"

namespace cpc::store {

inline constexpr const char* arriving_suffix = ".arriving";
inline constexpr const char* arrival_key_file = "arrival.key";
inline constexpr const char* sealed_secret_file = "device.sealed";

struct ArrivalCard {
    std::string line;  // for a file on a stick; no secret
    Hash32 heir{};     // digest of the key; as a paper code it is compared by eye
};
// `target` is where the record will lie; until then NAME.arriving holds the key. Twice: the same.
[[nodiscard]] Result<ArrivalCard> expect_record(Files& files, Entropy& entropy,
                                                const std::string& target);
[[nodiscard]] Result<Hash32> read_arrival_card(std::string_view line);

struct HandedOver {
    std::uint64_t entries = 0;
    Hash32 root{};
    Hash32 heir{};
    bool again = false;  // it had been closed before, and only the copy was written anew
};
// Fault::refused: it was handed over to another key before. After an error the record is open as
// before, unless its advice says that it is closed.
[[nodiscard]] Result<HandedOver> hand_over(Ports ports, const std::string& directory,
                                           const crypto::SecretBytes& passphrase,
                                           std::string_view arrival_card,
                                           const std::string& target);

struct TakenUp {
    std::uint64_t entries = 0;  // with the one that says so
    Hash32 root{};
    Hash32 log_id{};
};
[[nodiscard]] Result<TakenUp> take_up(Ports ports, const std::string& source,
                                      const std::string& target,
                                      const crypto::SecretBytes& passphrase);

}  // namespace cpc::store
