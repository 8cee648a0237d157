// SPDX-License-Identifier: Apache-2.0
#include "tests/attacks/victim.hpp"

#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/merkle.hpp"
#include "core/record/note.hpp"
#include "core/record/paper_code.hpp"

namespace cpc::attacks {

using record::Role;
using store::test::conference_a;

store::AppendRequest Victim::says(std::uint16_t type, const std::string& text,
                                  std::vector<store::Signer> signers) {
    store::AppendRequest out;
    out.type = type;
    out.conference = conference_a;
    out.payload = codec::encode(store::test::Said{text});
    out.signers = std::move(signers);
    return out;
}

Victim::Victim() {
    static std::uint64_t tablets = 0;
    entropy = support::SeededEntropy{++tablets};  // each its own device key
    auto made = create();
    REQUIRE(made.has_value());
    auto& vault = *made;
    const auto record = [&](std::uint16_t type, const std::string& text,
                            std::vector<store::Signer> signers) {
        const auto stored = vault.append(says(type, text, std::move(signers)));
        REQUIRE(stored.has_value());
        return stored->seq;
    };
    const store::Signer chair{&vault.chair_key(), Role::chair};
    const store::Signer as_anna{&anna, Role::attendee};
    const store::Signer as_ben{&ben, Role::attendee};
    record(0x0100, "opened", {chair});
    record(0x0102, "anna is here", {as_anna, chair});
    record(0x0102, "ben is here", {as_ben, chair});
    record(0x0120, "something is known", {as_anna});
    auto restricted = says(0x0120, "something only some may know", {chair});
    restricted.flags = record::flag::restricted;
    REQUIRE(vault.append(restricted).has_value());
    record(0x0141, "what do you think", {chair});
    annas_view = record(0x0142, "anna is for it", {as_anna});
    bens_view = record(0x0142, "ben is against it", {as_ben});
    record(0x0143, "one and one", {chair});
    dissent = record(0x0146, "ben's dissent stands", {as_ben});
    decision = record(0x0144, "it is decided", {chair});
    record(0x0160, "closed", {chair});
    record(0x0161, "anna has read it", {as_anna});
    record(0x0161, "ben has read it", {as_ben});
    REQUIRE(vault.put_state("kept", view_of("small state")).has_value());
    REQUIRE(vault.settle().has_value());
    size = vault.size();
    root_ = vault.root();
    checkpoint = vault.checkpoint_note().value();
    paper_code = record::paper_code(vault.root());
}

std::string Victim::opening() {
    auto vault = open();
    return vault ? joined_lines(vault->report().notes) : vault.error().text();
}

std::string Victim::verifying() {
    const auto report = verify();
    if (!report) return report.error().text();
    std::vector<std::string> lines;
    for (const auto& finding : report->damage)
        lines.push_back(finding.text());
    lines.insert(lines.end(), report->notes.begin(), report->notes.end());
    return joined_lines(lines);
}

void Victim::nothing_is_opened(const std::string& words) {
    const Bytes journal = contents(store::journal_file);
    const Bytes database = contents(store::store_file);
    const auto vault = open();
    REQUIRE_FALSE(vault.has_value());
    CHECK(vault.error().text() == words);
    CHECK(contents(store::journal_file) == journal);
    CHECK(contents(store::store_file) == database);
}

std::string Victim::still_all_there() {
    auto vault = open();
    if (!vault) FAIL(vault.error().text());
    REQUIRE(vault->size() >= size);
    CHECK(vault->root_at(size).value() == root_);
    CHECK(vault->range(0, size).has_value());
    CHECK(vault->settle().has_value());
    return joined_lines(vault->report().notes);
}

Forger::Forger(Victim& victim) : victim_(victim) {
    auto& files = victim.real;
    const auto unlocked =
        crypto::Keyslots::unlock(files, victim.path(), victim.passphrase, crypto::Repair::none);
    REQUIRE(unlocked.has_value());
    keys_ = store::StoreKeys::from_master(unlocked->master);
    chair_ = crypto::SigningKey::from_seed(unlocked->chair_seed);
    auto journal =
        store::look_at_journal(victim.ports(), victim.directory.file(store::journal_file), keys_,
                               store::Journal::Access::read);
    REQUIRE(journal.has_value());
    const auto& identity = journal->journal->identity();
    identity_ = {identity.log_id, identity.device_seed.clone()};
    device_ = crypto::SigningKey::from_seed(identity_.device_seed);
    for (const auto& held : journal->held)
        entries.push_back(journal->journal->read(held->place).value());
}

record::Entry Forger::entry(std::uint64_t seq) const {
    return record::parse(entries[seq].entry).value();
}

void Forger::put(std::uint64_t seq, const record::Entry& entry) {
    entries[seq].entry = record::serialise(entry);
}

Hash32 Forger::root_before(std::uint64_t seq) const {
    record::CompactRange tree;
    for (std::uint64_t i = 0; i < seq; ++i)
        tree.append(record::leaf_hash(entries[i].entry));
    return tree.root();
}

// In the bytes themselves: a number that is smaller than what its author was shown could not be
// written by the product.
void Forger::renumber() {
    constexpr std::size_t seq_at = 40;
    constexpr std::size_t prev_root_at = 48;
    record::CompactRange tree;
    for (std::uint64_t seq = 0; seq < entries.size(); ++seq) {
        auto& bytes = entries[seq].entry;
        crypto::put_u64(std::span{bytes}.subspan(seq_at), seq);
        const auto root = tree.root();
        std::copy(root.begin(), root.end(), bytes.begin() + prev_root_at);
        entries[seq].seq = seq;
        tree.append(record::leaf_hash(bytes));
    }
}

void Forger::sign_again(std::uint64_t seq) {
    constexpr std::size_t basis_size_at = 168;
    renumber();
    crypto::put_u64(std::span{entries[seq].entry}.subspan(basis_size_at), seq);
    auto changed = entry(seq);
    changed.header.basis_root = root_before(seq);
    for (auto& signature : changed.signatures) {
        if (signature.role == Role::device)
            signature = record::sign_statement(changed.header, Role::device, device_);
        else if (signature.role == Role::chair)
            signature = record::sign_statement(changed.header, Role::chair, chair_);
    }
    put(seq, changed);
}

crypto::SecretBytes Forger::conference_key(record::Section section) const {
    for (const auto& raw : entries) {
        const auto header = record::parse(raw.entry)->header;
        if (raw.conference_key_wrap.empty() || !(header.conference == conference_a)) continue;
        if (record::section_of(header) != section) continue;
        const auto bound =
            store::conference_wrap_bound(identity_.log_id, conference_a, header.key_id);
        return crypto::open_secret(keys_.wrapping, raw.conference_key_wrap, bound).value();
    }
    FAIL("no such key");
    return {};
}

void Forger::write_journal() {
    auto& files = victim_.real;
    const auto path = victim_.directory.file(store::journal_file);
    REQUIRE(files.remove(path).has_value());
    auto journal = store::Journal::create(files, victim_.entropy, path, keys_.journal, identity_);
    REQUIRE(journal.has_value());
    for (const auto& raw : entries)
        REQUIRE(journal->append_without_sync(raw).has_value());
    REQUIRE(journal->sync().has_value());
}

void Forger::write_store() {
    auto& files = victim_.real;
    const auto path = victim_.directory.file(store::store_file);
    REQUIRE(files.remove(path).has_value());
    const auto hot = victim_.directory.file(store::store_hot_file);
    if (files.exists(hot)) REQUIRE(files.remove(hot).has_value());
    auto database = store::EntryStore::create(path, keys_.database, identity_);
    REQUIRE(database.has_value());
    const auto written = database->write(entries, {});
    if (!written) FAIL(written.error().text());
}

}  // namespace cpc::attacks
