// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/big_store.hpp"

#include <algorithm>
#include <filesystem>
#include <future>

#include "app/meeting/event_codec.hpp"
#include "core/crypto/aead.hpp"
#include "core/crypto/keyslot.hpp"
#include "core/record/payload.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/copies.hpp"
#include "tests/bench/room.hpp"

namespace cpc::bench {
namespace {

constexpr std::int64_t first_wall_ms = 1'800'000'000'000;
constexpr std::int64_t between_ms = 1'000;
constexpr std::size_t rows_at_a_time = 4096;

// One entry of every conference. Its people are numbered as they signed in.
struct Pattern {
    std::uint16_t type = 0;
    std::uint8_t flags = 0;
    Bytes payload;
    bool by_chair = false;
    std::optional<std::size_t> person;                    // signs it with their own key
    std::optional<conference::PersonSignedIn> signed_in;  // and this brings that key
    std::optional<conference::ChildAdded> child;
};

// Who signed the entry of the practice conference signs it in every one.
void add_signers(Pattern& out, const store::Stored& entry, std::vector<Hash32>& people) {
    for (const auto& signature : entry.signatures) {
        if (signature.role == record::Role::chair) out.by_chair = true;
        if (signature.role != record::Role::attendee) continue;
        const auto known = std::find(people.begin(), people.end(), signature.kid);
        out.person = static_cast<std::size_t>(known - people.begin());
        if (known == people.end()) people.push_back(signature.kid);
    }
}

// The practice conference's own entries; its first contribution is followed by others like it.
Result<std::vector<Pattern>> patterns_of(const std::string& folder, const std::string& assets,
                                         std::size_t wanted) {
    auto room = CPC_TRY(play_room(folder, assets, crypto::KeyslotCost::practice(), {}));
    const auto id = room->hands->meeting()->id();
    const auto stored = CPC_TRY(room->desk->vault().conference(id));
    std::vector<Pattern> out;
    std::vector<Hash32> people;
    bool longer = false;
    for (const auto& entry : stored) {
        const auto flags = static_cast<std::uint8_t>(entry.header.flags & record::flag::restricted);
        const auto event = CPC_TRY(meeting::decode_event(entry.header.type, entry.payload));
        // It says which root the person saw, and there is another one each time.
        if (event && std::holds_alternative<conference::CloseCosigned>(*event)) continue;
        Pattern pattern{entry.header.type, flags, entry.payload, false, {}, {}, {}};
        add_signers(pattern, entry, people);
        if (event)
            if (const auto* joined = std::get_if<conference::PersonSignedIn>(&*event))
                pattern.signed_in = *joined;
        if (event)
            if (const auto* child = std::get_if<conference::ChildAdded>(&*event))
                pattern.child = *child;
        out.push_back(std::move(pattern));
        const auto* said = event ? std::get_if<conference::ContributionRecorded>(&*event) : nullptr;
        if (said == nullptr || said->segment || longer) continue;
        longer = true;
        for (std::size_t i = stored.size(); i < wanted; ++i) {
            auto more = *said;
            more.contribution.bytes = {static_cast<std::uint8_t>(i),
                                       static_cast<std::uint8_t>(i >> 8U), 1};
            auto encoded = meeting::encode_event(conference::Event{more});
            auto another = out.back();
            another.type = encoded.type;
            another.payload = std::move(encoded.payload);
            out.push_back(std::move(another));
        }
    }
    return out;
}

struct Keys {
    crypto::SecretBytes secret{32};
    ByteArray<16> id{};
    Bytes wrap;  // for the entry that brings it
};

struct Conference {
    ConferenceId id;
    std::string child;  // empty: as it was played
    std::vector<crypto::SigningKey> people;
    Keys open;
    Keys restricted;
};

class Maker {
  public:
    Maker(Files& files, std::string folder) : files_(files), folder_(std::move(folder)) {}

    Result<void> open() {
        const auto unlocked = CPC_TRY(crypto::Keyslots::unlock(
            files_, folder_, crypto::SecretBytes::from(passphrase), crypto::Repair::none));
        keys_ = store::StoreKeys::from_master(unlocked.master);
        chair_ = crypto::SigningKey::from_seed(unlocked.chair_seed);
        journal_ =
            CPC_TRY(store::Journal::open(files_, entropy_, folder_ + "/" + store::journal_file,
                                         keys_.journal, store::Journal::Access::append));
        index_.emplace(journal_->identity().log_id);
        device_ = crypto::SigningKey::from_seed(journal_->identity().device_seed);
        const auto take = [&](const store::FramePlace& place,
                              const store::RawEntry& raw) -> Result<void> {
            CPC_TRY(index_->add(raw, place));
            return {};
        };
        const auto scan = CPC_TRY(journal_->scan(take));
        CPC_TRY(journal_->resume(scan));
        store_ = CPC_TRY(store::EntryStore::open(folder_ + "/" + store::store_file, keys_.database,
                                                 store::Database::Mode::read_write));
        return {};
    }

    Result<void> add(const std::vector<Pattern>& patterns, const BigStorePlan& plan) {
        for (std::size_t done = 0; done < plan.conferences; done += plan.at_a_time)
            CPC_TRY(add_group(patterns, plan, done));
        CPC_TRY(wait_for_store());
        return journal_->sync();
    }
    [[nodiscard]] std::uint64_t size() const { return index_->size(); }

  private:
    struct Made {
        record::Entry entry;
        store::RawEntry raw;
    };

    Keys new_keys(const ConferenceId& id) {
        Keys out;
        entropy_.fill(out.secret.span());
        entropy_.fill(out.id);
        const auto bound = store::conference_wrap_bound(journal_->identity().log_id, id, out.id);
        out.wrap = crypto::seal(keys_.wrapping, out.secret.view(), bound);
        return out;
    }

    Conference new_conference(std::size_t people) {
        Conference out;
        entropy_.fill(out.id.bytes);
        for (std::size_t i = 0; i < people; ++i)
            out.people.push_back(crypto::SigningKey::generate());
        out.open = new_keys(out.id);
        out.restricted = new_keys(out.id);
        return out;
    }

    // Who signs it, besides the device.
    std::vector<std::pair<record::Role, const crypto::SigningKey*>> signers_of(
        const Pattern& pattern, const Conference& conference) const {
        std::vector<std::pair<record::Role, const crypto::SigningKey*>> out;
        if (pattern.person)
            out.emplace_back(record::Role::attendee, &conference.people[*pattern.person]);
        if (pattern.by_chair) out.emplace_back(record::Role::chair, &chair_);
        return out;
    }

    static Bytes payload_of(const Pattern& pattern, const Conference& conference) {
        if (pattern.child && !conference.child.empty()) {
            auto child = *pattern.child;
            child.name = conference.child;
            return meeting::encode_event(conference::Event{child}).payload;
        }
        if (!pattern.signed_in) return pattern.payload;
        auto joined = *pattern.signed_in;
        joined.public_key = conference.people[*pattern.person].public_key();
        return meeting::encode_event(conference::Event{joined}).payload;
    }

    // Everything but the entry's place in the log.
    Made make(const Pattern& pattern, const Conference& conference, std::size_t nth,
              record::PayloadSecrets& secrets) const {
        Made out;
        auto& h = out.entry.header;
        h.log_id = journal_->identity().log_id;
        h.type = pattern.type;
        h.flags = static_cast<std::uint8_t>(pattern.flags | record::flag::has_payload);
        const auto people = signers_of(pattern, conference);
        if (!people.empty()) h.flags |= record::flag::authored;
        h.signature_count = static_cast<std::uint8_t>(people.size() + 1);
        h.conference = conference.id;
        const auto& keys = record::section_of(h) == record::Section::open ? conference.open
                                                                          : conference.restricted;
        h.key_id = keys.id;
        h.wall.ms = first_wall_ms + static_cast<std::int64_t>(index_->size() + nth) * between_ms;
        crypto::random_fill(h.entry_nonce);
        h.basis_size = index_->size();
        h.basis_root = index_->root();
        crypto::random_fill(secrets.record_key.span());
        crypto::random_fill(secrets.commitment_key.span());
        crypto::random_fill(secrets.nonce);
        out.raw.ciphertext = record::seal_payload(h, payload_of(pattern, conference), secrets);
        crypto::Nonce24 nonce{};
        crypto::random_fill(nonce);
        out.raw.key_wrap = record::wrap_record_key(h, keys.secret, secrets.record_key, nonce);
        for (const auto& [role, key] : people)
            out.entry.signatures.push_back(record::sign_statement(h, role, *key));
        out.entry.signatures.push_back(record::sign_statement(h, record::Role::device, device_));
        record::sort_signatures(out.entry.signatures);
        return out;
    }

    // Gives it its place: number, past, keys that are new.
    Result<void> admit(Made& made, const Pattern& pattern, const Conference& conference) {
        auto& h = made.entry.header;
        h.seq = made.raw.seq = index_->size();
        h.prev_root = index_->root();
        made.raw.entry = record::serialise(made.entry);
        const auto section = record::section_of(h);
        if (index_->key_of(h.conference, section) == nullptr)
            made.raw.conference_key_wrap = section == record::Section::open
                                               ? conference.open.wrap
                                               : conference.restricted.wrap;
        for (const auto& [role, key] : signers_of(pattern, conference))
            if (!index_->knows(key->kid())) made.raw.new_keys.push_back(key->public_key());
        const auto place = CPC_TRY(journal_->append_without_sync(made.raw));
        CPC_TRY(index_->add(made.raw, place));
        rows_.push_back(std::move(made.raw));
        return {};
    }

    Result<void> add_group(const std::vector<Pattern>& patterns, const BigStorePlan& plan,
                           std::size_t done) {
        const std::size_t count = std::min(plan.at_a_time, plan.conferences - done);
        std::size_t people = 0;
        for (const auto& pattern : patterns)
            if (pattern.person) people = std::max(people, *pattern.person + 1);
        std::vector<Conference> group;
        for (std::size_t i = 0; i < count; ++i) {
            group.push_back(new_conference(people));
            if (plan.children > 1)
                group.back().child = "Child " + std::to_string((done + i) % plan.children);
        }
        std::vector<Made> made(count * patterns.size());
        const auto make_every_second = [&](std::size_t first) {
            record::PayloadSecrets secrets{crypto::SecretBytes{32}, crypto::SecretBytes{32}, {}};
            for (std::size_t i = first; i < made.size(); i += 2)
                made[i] = make(patterns[i / count], group[i % count], i / count, secrets);
        };
        auto other = std::async(std::launch::async, make_every_second, 1);
        make_every_second(0);
        other.get();
        for (std::size_t i = 0; i < made.size(); ++i)
            CPC_TRY(admit(made[i], patterns[i / count], group[i % count]));
        return rows_.size() < rows_at_a_time ? Result<void>{} : hand_to_store();
    }

    // The store is filled by a thread of its own while the next ones are signed.
    Result<void> hand_to_store() {
        if (filling_.valid()) CPC_TRY(filling_.get());
        filling_ = std::async(std::launch::async, [this, rows = std::exchange(rows_, {})] {
            return store_->write(rows, {});
        });
        return {};
    }
    Result<void> wait_for_store() {
        CPC_TRY(hand_to_store());
        return filling_.get();
    }

    Files& files_;
    platform::SystemEntropy entropy_;
    std::string folder_;
    store::StoreKeys keys_;
    crypto::SigningKey chair_;
    crypto::SigningKey device_;
    std::optional<store::Journal> journal_;
    std::optional<store::EntryStore> store_;
    std::optional<store::LogIndex> index_;
    std::vector<store::RawEntry> rows_;
    std::future<Result<void>> filling_;
};

}  // namespace

Result<BigStore> make_big_store(const Setting& setting, const std::string& name,
                                const BigStorePlan& plan) {
    const double start = now_ms();
    const auto patterns = CPC_TRY(
        patterns_of(setting.folder + "/" + name + "-pattern", setting.assets, plan.entries_each));
    BigStore out;
    out.folder = setting.folder + "/" + name;
    Room room;
    {
        meeting::SetUp setup;
        setup.cost = crypto::KeyslotCost::practice();
        setup.practice = true;
        auto library = CPC_TRY(meeting::Library::load(room.files, setting.assets));
        CPC_TRY(meeting::Desk::set_up(room.ports(), out.folder,
                                      crypto::SecretBytes::from(passphrase), setup,
                                      std::move(library)));
    }
    Maker maker{room.system, out.folder};
    CPC_TRY(maker.open());
    CPC_TRY(maker.add(patterns, plan));
    out.entries = maker.size();
    std::error_code unknown;
    out.journal_bytes = std::filesystem::file_size(out.folder + "/journal.cpl", unknown);
    out.store_bytes = std::filesystem::file_size(out.folder + "/store.db", unknown);
    out.made_in_s = (now_ms() - start) / 1e3;
    return out;
}

}  // namespace cpc::bench
