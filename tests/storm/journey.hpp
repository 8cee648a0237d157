// SPDX-License-Identifier: Apache-2.0
// Five meetings as the vault sees them, each lived through once on a disk in memory. What is kept
// of one: the disk before it, every act on the disk, and beside them when each thing was begun and
// when it was acknowledged. From that it can be said for any moment what a tablet must still know.
#pragma once

#include <functional>
#include <optional>
#include <set>

#include "core/store/vault.hpp"
#include "core/store/verify.hpp"
#include "tests/storm/disk.hpp"
#include "tests/support/fakes.hpp"

namespace cpc::storm {

// A promise of the vault: something that must be there once it is acknowledged.
struct Promise {
    std::size_t begun = 0;                      // number of acts on the disk by then
    std::optional<std::size_t> acknowledged{};  // nothing: never, or not successfully
    // One of the two:
    bool entry = false;
    std::string state_key{};
    std::optional<Bytes> state_value{};  // nothing: erased
};

struct Journey {
    std::string name;
    Contents before;
    std::map<std::string, std::size_t> nodes;
    std::vector<Act> acts;
    std::vector<Promise> promises;
    std::vector<Hash32> roots;  // by number of entries
    std::uint64_t entries_before = 0;
    std::map<std::string, Bytes> state_before;
    bool creates = false;  // there is no record before it

    // What must and what may be there when the power goes before act number `act`.
    struct Bounds {
        std::uint64_t entries_min = 0;
        std::uint64_t entries_max = 0;
        std::map<std::string, std::vector<std::optional<Bytes>>> state;  // any of these values
    };
    [[nodiscard]] Bounds bounds(std::size_t act) const;
};

// A vault on a disk, the people in the room, and a note of every promise. An error of the vault
// ends the meeting (`why` keeps the first); what was promised before stays promised. Stubborn
// people go on after an error as if nothing had been said.
enum class Manner : std::uint8_t { sensible, stubborn };
class Room {
  public:
    Room(Disk& disk, const std::string& directory, Manner manner = Manner::sensible);
    Room(Files& files, const std::string& directory, Manner manner);  // on the machine's own disk
    [[nodiscard]] store::Ports ports() { return {files_, clock_, entropy_, vfs_}; }

    void create();
    void open();
    void close();  // the program ends; whatever the writer still has is written
    void say_as_chair(std::size_t size);
    void say_as_attendee(std::size_t who, std::size_t size);
    void sign_in(std::size_t who);
    void put_state(const std::string& key, std::size_t size);
    void erase_state(const std::string& key);
    void settle();
    void make_ready();

    [[nodiscard]] store::Vault& vault() { return *vault_; }
    [[nodiscard]] bool waited() const { return waited_; }
    [[nodiscard]] bool is_open() const { return vault_.has_value(); }
    [[nodiscard]] bool broke() const { return broke_.has_value(); }
    [[nodiscard]] const std::optional<Error>& why() const { return broke_; }

    std::vector<Promise> promises;
    std::vector<Hash32> roots;
    std::function<void()> on_entry;  // one was acknowledged

  private:
    void append(std::uint16_t type, std::size_t size, std::vector<store::Signer> signers);
    Promise& begin();
    void kept(Promise& promise, const Result<void>& outcome);

    [[nodiscard]] bool over() const;  // nothing more is said
    [[nodiscard]] std::size_t moment() const;
    void failed(const Error& error);

    Files& files_;
    Disk* disk_ = nullptr;
    const char* vfs_ = nullptr;
    std::string directory_;
    Manner manner_;
    support::FakeClock clock_;
    support::SeededEntropy entropy_{7};
    std::optional<store::Vault> vault_;
    std::vector<crypto::SigningKey> attendees_;
    std::optional<Error> broke_;
    bool waited_ = false;
};

[[nodiscard]] const crypto::SecretBytes& passphrase();
// The five, by number; `directory` is a real one (the lock lies there) of the same name.
inline constexpr std::size_t journey_count = 5;
using Script = std::function<void(Room&)>;
[[nodiscard]] std::string script_name(std::size_t number);
[[nodiscard]] Script script(std::size_t number);
[[nodiscard]] Journey live(std::size_t number, const std::string& directory);

}  // namespace cpc::storm
