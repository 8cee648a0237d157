// SPDX-License-Identifier: Apache-2.0
#include "tests/storm/journey.hpp"

#include "core/base/check.hpp"
#include "core/codec/codec.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::storm {
namespace {

struct Said {
    std::string text;
    static constexpr auto fields() { return std::tuple{&Said::text}; }
};

const ConferenceId conference{{7, 7, 7}};

void whole_meeting(Room& room) {
    room.put_state("keys/1", 180);
    room.sign_in(0);
    room.sign_in(1);
    for (std::size_t i = 0; i < 4; ++i) {
        room.say_as_chair(40 + 300 * i);
        room.say_as_attendee(i % 2, 700);
    }
    room.settle();
    room.put_state("draft/1", 60);
    room.say_as_attendee(0, 2'000);
    room.erase_state("draft/1");
    room.say_as_chair(30);
    room.erase_state("keys/1");
    room.settle();
}

// One long text after another: frames over many sectors and a database that grows by many pages.
void long_texts(Room& room) {
    room.sign_in(0);
    for (std::size_t i = 0; i < 5; ++i) {
        room.say_as_attendee(0, 4'000 + 2'000 * i);
        if (i % 2 == 1) room.settle();
    }
    room.put_state("receipt/1", 3'000);
    room.settle();
}

void begun_and_reopened(Room& room) {
    room.say_as_chair(100);
    room.close();
    room.open();
    room.say_as_chair(500);
    room.put_state("keys/1", 180);
    room.close();
    room.open();
    room.say_as_chair(900);
    room.erase_state("keys/1");
    room.settle();
}

// The journal lays down room for a long meeting before it, and more when that is not enough.
void made_ready(Room& room) {
    room.make_ready();
    room.say_as_chair(200);
    room.settle();
    room.say_as_chair(12'000);
    room.settle();
}

void state_only(Room& room) {
    for (std::size_t i = 0; i < 4; ++i) {
        room.put_state("tries", 24 + i);
        room.put_state("item/" + std::to_string(i), 900);
    }
    room.say_as_chair(50);
    for (std::size_t i = 0; i < 4; ++i)
        room.erase_state("item/" + std::to_string(i));
    room.erase_state("tries");
}

struct Named {
    const char* name;
    void (*script)(Room&);
};
constexpr std::array<Named, journey_count> all = {{{"whole-meeting", whole_meeting},
                                                   {"long-texts", long_texts},
                                                   {"begun-and-reopened", begun_and_reopened},
                                                   {"made-ready", made_ready},
                                                   {"state-only", state_only}}};
constexpr std::size_t that_creates = 2;

}  // namespace

const crypto::SecretBytes& passphrase() {
    static const auto words = crypto::SecretBytes::from("five words of a storm");
    return words;
}

Room::Room(Files& files, const std::string& directory, Manner manner)
    : files_(files), directory_(directory), manner_(manner) {
    // The machine has been switched on again.
    static std::uint32_t boots = 0;
    ++boots;
    crypto::put_u32(clock_.now.boot_id, boots);
    entropy_ = support::SeededEntropy{boots};  // no two of them draw one nonce
    clock_.now.boot_ms = 60'000;
    for (std::uint8_t i = 1; i <= 2; ++i)
        attendees_.push_back(
            crypto::SigningKey::from_seed(crypto::SecretBytes::copy_of(Bytes(32, i))));
    roots.push_back(record::empty_root());
}

Room::Room(Disk& disk, const std::string& directory, Manner manner)
    : Room(static_cast<Files&>(disk), directory, manner) {
    disk_ = &disk;
    vfs_ = Disk::vfs_name;
}

bool Room::over() const {
    return !vault_ || (broke_ && manner_ == Manner::sensible);
}

std::size_t Room::moment() const {
    return disk_ == nullptr ? 0 : disk_->act_count();
}

void Room::failed(const Error& error) {
    if (!broke_) broke_ = error;
}

Promise& Room::begin() {
    Promise promise;
    promise.begun = moment();
    promises.push_back(std::move(promise));
    return promises.back();
}

void Room::kept(Promise& promise, const Result<void>& outcome) {
    if (!outcome) return failed(outcome.error());
    promise.acknowledged = moment();
    if (promise.entry && on_entry) on_entry();
}

void Room::create() {
    store::CreateOptions options;
    options.cost = crypto::KeyslotCost::practice();
    options.practice = true;
    auto& promise = begin();
    promise.entry = true;
    auto made = store::Vault::create(ports(), directory_, passphrase(), options);
    if (!made) return kept(promise, Failure{made.error()});
    vault_.emplace(std::move(*made));
    roots.push_back(vault_->root());
    kept(promise, {});
}

void Room::open() {
    if (broke_ && manner_ == Manner::sensible) return;
    auto opened = store::Vault::open(ports(), directory_, passphrase());
    if (!opened && opened.error().fault == Fault::locked_out) {
        // A ledger of tries that the power spoilt: an honest chair waits, and nothing is lost.
        waited_ = true;
        clock_.advance_ms(3'600'000);
        opened = store::Vault::open(ports(), directory_, passphrase());
    }
    if (!opened) {
        failed(opened.error());
        return;
    }
    vault_.emplace(std::move(*opened));
    while (roots.size() <= vault_->size())
        roots.push_back(vault_->root_at(roots.size()).value());
}

void Room::close() {
    vault_.reset();
}

void Room::append(std::uint16_t type, std::size_t size, std::vector<store::Signer> signers) {
    if (over()) return;
    store::AppendRequest request;
    request.type = type;
    request.conference = conference;
    request.payload = codec::encode(Said{std::string(size, 'a')});
    request.signers = std::move(signers);
    auto& promise = begin();
    promise.entry = true;
    const auto stored = vault_->append(request);
    if (stored) roots.push_back(vault_->root());
    kept(promise, stored ? Result<void>{} : Failure{stored.error()});
}

void Room::say_as_chair(std::size_t size) {
    if (!over()) append(0x0120, size, {{&vault_->chair_key(), record::Role::chair}});
}

void Room::say_as_attendee(std::size_t who, std::size_t size) {
    append(0x0120, size, {{&attendees_[who], record::Role::attendee}});
}

void Room::sign_in(std::size_t who) {
    if (over()) return;
    append(
        0x0102, 40,
        {{&attendees_[who], record::Role::attendee}, {&vault_->chair_key(), record::Role::chair}});
}

void Room::put_state(const std::string& key, std::size_t size) {
    if (over()) return;
    auto& promise = begin();
    promise.state_key = key;
    promise.state_value = Bytes(size, static_cast<std::uint8_t>(promises.size()));
    kept(promise, vault_->put_state(key, *promise.state_value));
}

void Room::erase_state(const std::string& key) {
    if (over()) return;
    auto& promise = begin();
    promise.state_key = key;
    kept(promise, vault_->erase_state(key));
}

void Room::settle() {
    if (over()) return;
    if (auto settled = vault_->settle(); !settled) failed(settled.error());
}

void Room::make_ready() {
    if (over()) return;
    if (auto ready = vault_->make_ready(); !ready) failed(ready.error());
}

Journey::Bounds Journey::bounds(std::size_t act) const {
    Bounds out;
    out.entries_min = entries_before;
    out.entries_max = entries_before;
    for (const auto& [key, value] : state_before)
        out.state[key] = {value};
    for (const auto& promise : promises) {
        const bool done = promise.acknowledged && *promise.acknowledged <= act;
        const bool begun = promise.begun <= act;
        if (promise.entry) {
            if (done) ++out.entries_min;
            if (begun) ++out.entries_max;
            continue;
        }
        auto& values = out.state[promise.state_key];
        if (values.empty()) values.push_back(std::nullopt);
        if (done) values.clear();
        if (begun) values.push_back(promise.state_value);
    }
    return out;
}

std::string script_name(std::size_t number) {
    return all[number].name;
}

Script script(std::size_t number) {
    return all[number].script;
}

Journey live(std::size_t number, const std::string& directory) {
    Journey out;
    out.name = all[number].name;
    out.creates = number == that_creates;
    if (!out.creates) {
        Disk disk;
        Room room{disk, directory};
        room.create();
        room.put_state("kept", 500);
        room.say_as_chair(300);
        room.settle();
        CPC_CHECK(!room.broke());
        out.entries_before = room.vault().size();
        out.state_before["kept"] = *room.promises[1].state_value;
        room.close();
        out.before = disk.contents();
    }
    Disk disk{out.before};
    out.nodes = disk.first_nodes();
    Room room{disk, directory};
    if (out.creates)
        room.create();
    else
        room.open();
    all[number].script(room);
    CPC_CHECK(!room.broke());
    room.close();
    out.acts = disk.acts();
    out.promises = std::move(room.promises);
    out.roots = std::move(room.roots);
    return out;
}

}  // namespace cpc::storm
