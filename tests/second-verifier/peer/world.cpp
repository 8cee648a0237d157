// SPDX-License-Identifier: Apache-2.0
#include "tests/second-verifier/peer/world.hpp"

#include <algorithm>

#include "core/codec/wire.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/device_events.hpp"
#include "core/record/note.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::peer {
namespace {

using record::Role;

crypto::SigningKey key_from(Dice& dice) {
    return crypto::SigningKey::from_seed(dice.secret());
}

void put_random(Dice& dice, codec::Writer& out, int depth) {
    const std::uint64_t kind = dice.below(depth < 7 ? 8 : 5);
    switch (kind) {
        case 0:
            return out.integer(static_cast<std::int64_t>(dice.below(1ULL << (8 * dice.below(8)))));
        case 1:
            return out.integer(-1 -
                               static_cast<std::int64_t>(dice.below(1ULL << (8 * dice.below(8)))));
        case 2:
            return out.boolean(dice.once_in(2));
        case 3:
            return out.text(dice.once_in(3) ? "Gr\xC3\xBC\xC3\x9F"
                                              "e"
                                            : std::string(dice.below(300), 'a'));
        case 4:
            return out.bytes(dice.bytes(dice.below(40)));
        case 5:
        case 6: {
            const auto count = dice.below(4);
            out.enter();
            out.head(codec::Major::map, count);
            std::uint64_t key = dice.below(3);
            for (std::uint64_t i = 0; i < count; ++i) {
                out.head(codec::Major::unsigned_integer, key);
                put_random(dice, out, depth + 1);
                key += 1 + dice.below(30);
            }
            return out.leave();
        }
        default: {
            const auto count = dice.below(4);
            out.enter();
            out.head(codec::Major::array, count);
            for (std::uint64_t i = 0; i < count; ++i)
                put_random(dice, out, depth + 1);
            return out.leave();
        }
    }
}

}  // namespace

Bytes random_content(Dice& dice) {
    codec::Writer out;
    put_random(dice, out, 0);
    return out.take();
}

// Never an erasure or a purge: what it says is judged against what is missing, so it is made on purpose only.
std::uint16_t random_type(Dice& dice) {
    if (dice.once_in(12)) return static_cast<std::uint16_t>(0x0201 + dice.below(0x300));
    const auto rules = record::type_rules();
    auto rule = rules[1 + dice.below(rules.size() - 1)];
    while (rule.signers == record::Signers::two_officers || rule.first == record::type::purged)
        rule = rules[1 + dice.below(rules.size() - 1)];
    return static_cast<std::uint16_t>(
        rule.first + dice.below(static_cast<std::uint64_t>(rule.last - rule.first) + 1));
}

std::vector<Person> signers_for(std::uint16_t type, World& world) {
    const Person chair{Role::chair, &world.chair};
    const Person attendee{Role::attendee, world.dice.once_in(2) ? &world.attendee : &world.other};
    const Person device{Role::device, &world.device};
    std::vector<Person> out;
    const auto* rule = record::rule_for(type);
    const auto signers = rule != nullptr ? rule->signers : record::Signers::attendee_or_chair;
    bool needs_device = false;
    switch (signers) {
        case record::Signers::device:
            return {device};
        case record::Signers::chair_and_device:
            needs_device = true;
            [[fallthrough]];
        case record::Signers::chair:
            out = {chair};
            break;
        case record::Signers::attendee:
            out = {attendee};
            break;
        case record::Signers::attendee_and_chair:
            out = {attendee, chair};
            break;
        case record::Signers::attendee_or_chair_and_device:
            needs_device = true;
            [[fallthrough]];
        case record::Signers::attendee_or_chair:
            out = {world.dice.once_in(2) ? attendee : chair};
            break;
        case record::Signers::two_officers:
            return {{Role::staff, &world.attendee}, {Role::staff, &world.other}, device};
    }
    if (needs_device || world.dice.once_in(2)) out.push_back(device);
    return out;
}

World::World(Dice& source)
    : dice(source),
      device(key_from(dice)),
      chair(key_from(dice)),
      attendee(key_from(dice)),
      other(key_from(dice)),
      central(key_from(dice)),
      ingest(crypto::BoxKeyPair::from_secret(dice.secret())),
      salt(dice.array<16>()),
      log_id(record::log_id_of(device.public_key(), salt)),
      conference(ConferenceId{dice.array<16>()}),
      key_id(dice.array<16>()),
      device_key_id(dice.array<16>()),
      conference_key(dice.secret()),
      device_conference_key(dice.secret()),
      practice(dice.once_in(2)) {}

void World::grow(std::size_t count, const Bend& bend) {
    for (std::size_t i = 0; i < count; ++i)
        add(bend);
}

Bytes World::content(std::uint64_t at) {
    if (at == 0)
        return record::encode_event(
            record::LogOpened{device.public_key(), salt, "example.org", practice});
    return random_content(dice);
}

void World::sign(MadeEntry& made, const std::vector<Person>& people) {
    auto& entry = made.entry;
    std::vector<std::pair<record::Signature, crypto::PublicKey>> signed_by;
    for (const auto& person : people)
        signed_by.emplace_back(record::sign_statement(entry.header, person.role, *person.key),
                               person.key->public_key());
    std::sort(signed_by.begin(), signed_by.end(), [](const auto& a, const auto& b) {
        return std::tie(a.first.role, a.first.kid) < std::tie(b.first.role, b.first.kid);
    });
    for (const auto& [signature, key] : signed_by) {
        entry.signatures.push_back(signature);
        made.signers.push_back(key);
        if (std::find(seen.begin(), seen.end(), signature.kid) != seen.end()) continue;
        seen.push_back(signature.kid);
        made.new_keys.push_back(key);
    }
}

void World::add(const Bend& bend) {
    const std::uint64_t at = entries.size();
    MadeEntry made;
    auto& h = made.entry.header;
    h.log_id = log_id;
    h.seq = at;
    h.prev_root = record::root_of(leaves);
    h.type = at == 0 ? record::type::log_open : random_type(dice);
    const bool of_device = h.type < 0x0100;
    if (!of_device) h.conference = conference;
    h.wall = Instant{static_cast<std::int64_t>(dice.below(1ULL << 42U))};
    h.boot_ms = dice.below(1ULL << 40U);
    h.boot_id = dice.array<16>();
    h.clock_state = static_cast<std::uint32_t>(dice.below(16));
    h.entry_nonce = dice.array<16>();
    h.basis_size = at == 0 ? 0 : 1 + dice.below(at);
    h.basis_root = root_at(h.basis_size);
    made.plain = at == 0 || !dice.once_in(6) ? content(at) : Bytes{};
    auto people = signers_for(h.type, *this);
    if (bend) bend(at, {h, people, made.plain});
    if (!made.plain.empty()) {
        h.flags |= record::flag::has_payload;
        const bool mine = h.conference == ConferenceId{};
        h.key_id = mine ? device_key_id : key_id;
        const auto& wrapping = mine ? device_conference_key : conference_key;
        const record::PayloadSecrets secrets{dice.secret(), dice.secret(), dice.array<24>()};
        made.ciphertext = record::seal_payload(h, made.plain, secrets);
        made.wrap = record::wrap_record_key(h, wrapping, secrets.record_key, dice.array<24>());
        made.record_key = secrets.record_key.clone();
    }
    h.signature_count = static_cast<std::uint8_t>(people.size());
    if (std::any_of(people.begin(), people.end(), [](auto& p) { return p.role != Role::device; }))
        h.flags |= record::flag::authored;
    sign(made, people);
    made.bytes = record::serialise(made.entry);
    leaves.push_back(record::leaf_hash(made.bytes));
    entries.push_back(std::move(made));
}

std::string World::origin() const {
    return record::origin_of("example.org", log_id);
}
Hash32 World::root_at(std::size_t size) const {
    return record::root_of(std::span{leaves}.first(size));
}
std::string World::checkpoint_at(std::size_t size) const {
    record::Note note{record::checkpoint_text({origin(), size, root_at(size)}), {}};
    note.signatures.push_back(record::sign_note(note.text, origin(), device));
    return record::write_note(note);
}

wire::BundlePlan World::plan() {
    wire::BundlePlan plan;
    auto& m = plan.manifest;
    m.bundle.bytes = dice.array<16>();
    m.log_id = log_id;
    m.to = entries.size();
    m.root = root_at(entries.size());
    m.checkpoint = checkpoint_at(entries.size());
    m.made_at_ms = static_cast<std::int64_t>(dice.below(1ULL << 42U));
    m.boot_id = dice.array<16>();
    for (const auto& made : entries)
        plan.entries.push_back({made.bytes, made.ciphertext, made.wrap, made.new_keys});
    plan.keys.push_back({ConferenceId{}, device_key_id, device_conference_key.clone()});
    plan.keys.push_back({conference, key_id, conference_key.clone()});
    return plan;
}

void hurt(Dice& dice, Bytes& bytes) {
    const auto at = static_cast<std::ptrdiff_t>(dice.below(bytes.size() + 1));
    const auto place = bytes.begin() + at;
    switch (dice.below(6)) {
        case 0:
            bytes.erase(place, bytes.end());
            return;
        case 1:
            bytes.insert(place, static_cast<std::uint8_t>(dice.below(256)));
            return;
        case 2:
            if (place != bytes.end()) bytes.erase(place);
            return;
        case 3:
            bytes.push_back(static_cast<std::uint8_t>(dice.once_in(2) ? 0 : dice.below(256)));
            return;
        default:
            if (place != bytes.end()) *place ^= static_cast<std::uint8_t>(1U << dice.below(8));
            return;
    }
}

void hurt(Dice& dice, std::string& text) {
    Bytes bytes(text.begin(), text.end());
    hurt(dice, bytes);
    text.assign(bytes.begin(), bytes.end());
}

}  // namespace cpc::peer
