// SPDX-License-Identifier: Apache-2.0
// A dishonest chair: has the passphrase, and so the master key, the device's signing key and their
// own. Every frame, page and hash is made to fit by the product's own code (victim.hpp). What they
// do not have is the keys of the people who spoke, which were destroyed at the close.
#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/note.hpp"
#include "core/record/paper_code.hpp"
#include "tests/attacks/victim.hpp"

namespace cpc::attacks {
namespace {

using record::Role;

// Both: verify names it, and where it cannot be opened nothing is changed.
void refused_everywhere(Victim& victim, std::initializer_list<std::string_view> causes) {
    stopped(victim.verifying(), causes);
}

// What left the tablet is held against what the chair made of it.
void told_by_what_left(Victim& victim) {
    auto vault = victim.open();
    if (!vault) FAIL(vault.error().text());
    stopped(refused(store::agrees_with(*vault, victim.checkpoint)), {"The record on this tablet"});
    for (std::uint64_t size = 0; size <= vault->size(); ++size)
        CHECK_FALSE(record::paper_code_matches(victim.paper_code, vault->root_at(size).value()));
}

}  // namespace

ATTACK("dissent-cut-out-of-both-files", "[chair]") {
    Victim victim;
    Forger forger{victim};
    forger.cut(victim.dissent);
    for (std::uint64_t seq = victim.dissent; seq < forger.entries.size(); ++seq)
        forger.entries[seq].seq = seq;
    forger.write_both();
    refused_everywhere(victim, {"entry 10", "its number is wrong"});
    victim.nothing_is_opened(refused(victim.open()));
}

ATTACK("dissent-cut-out-and-the-rest-renumbered", "[chair]") {
    Victim victim;
    Forger forger{victim};
    forger.cut(victim.dissent);
    forger.renumber();
    forger.write_both();
    refused_everywhere(victim, {"its basis lies in the future"});
    victim.nothing_is_opened(refused(victim.open()));
}

// The chair's and the device's entries can be signed again; the people's at the close cannot.
ATTACK("dissent-cut-out-and-the-chairs-entries-signed-again", "[chair]") {
    Victim victim;
    Forger forger{victim};
    forger.cut(victim.dissent);
    for (auto seq = victim.dissent; seq + 2 < forger.entries.size(); ++seq)
        forger.sign_again(seq);
    forger.renumber();
    forger.write_both();
    refused_everywhere(victim, {"its basis lies in the future"});
}

// So the people's signatures have to go as well, and then the record is valid in itself.
ATTACK("dissent-cut-out-with-the-signatures-at-the-close", "[chair][rollback]") {
    Victim victim;
    Forger forger{victim};
    forger.cut(victim.dissent);
    forger.cut_from(forger.entries.size() - 2);
    for (auto seq = victim.dissent; seq < forger.entries.size(); ++seq)
        forger.sign_again(seq);
    forger.renumber();
    forger.write_both();
    CHECK(victim.verify()->whole());
    told_by_what_left(victim);
}

ATTACK("dissent-cut-out-of-the-journal-alone", "[chair]") {
    Victim victim;
    Forger forger{victim};
    forger.cut(victim.dissent);
    forger.renumber();
    forger.write_journal();
    refused_everywhere(victim, {"journal"});
    stopped(victim.still_all_there(), {"journal was repaired from the store"});
}

ATTACK("dissent-cut-out-of-the-store-alone", "[chair]") {
    Victim victim;
    Forger forger{victim};
    forger.cut(victim.dissent);
    forger.renumber();
    forger.write_store();
    refused_everywhere(victim, {"the journal holds something else here"});
    stopped(victim.still_all_there(), {"store was rebuilt from the journal"});
}

ATTACK("last-entries-cut-off-both-files", "[chair][rollback]") {
    Victim victim;
    Forger forger{victim};
    forger.cut_from(victim.dissent);
    forger.write_both();
    told_by_what_left(victim);
}

// Journal from one continuation, store from another, each valid in itself.
ATTACK("rival-branch-in-the-other-copy", "[chair][clone]") {
    Victim victim;
    Forger forger{victim};
    const auto whole = forger.entries;
    forger.cut(victim.decision);
    forger.cut_from(victim.decision);
    const auto other = forger.entries;
    const auto say = [&](const std::string& text) {
        auto vault = victim.open();
        if (!vault) FAIL(vault.error().text());
        REQUIRE(vault->append(Victim::says(0x0120, text, {{&vault->chair_key(), Role::chair}}))
                    .has_value());
        REQUIRE(vault->settle().has_value());
    };
    forger.write_both();
    say("this was decided");
    const auto journal = victim.contents(store::journal_file);
    forger.entries = other;
    forger.write_both();
    say("that was decided");
    victim.overwrite(store::journal_file, journal);
    const auto words = refused(victim.open());
    stopped(words, {"two different histories"});
    victim.nothing_is_opened(words);
    refused_everywhere(victim, {"the journal holds something else here"});
}

// A new content under the same keys, with digest, commitment and size made to fit.
ATTACK("words-of-a-signed-view-exchanged", "[chair]") {
    Victim victim;
    Forger forger{victim};
    auto entry = forger.entry(victim.bens_view);
    const auto key = forger.conference_key(record::Section::open);
    record::PayloadSecrets secrets{
        crypto::SecretBytes::random(32), crypto::SecretBytes::random(32), {}};
    const auto plain = codec::encode(store::test::Said{"ben is for it, after all"});
    auto& raw = forger.entries[victim.bens_view];
    raw.ciphertext = record::seal_payload(entry.header, plain, secrets);
    raw.key_wrap = record::wrap_record_key(entry.header, key, secrets.record_key, {});
    for (auto& signature : entry.signatures)
        if (signature.role == Role::device)
            signature = record::sign_statement(entry.header, Role::device, forger.device());
    forger.put(victim.bens_view, entry);
    // The rest is cut, or it would be signed over another past.
    forger.cut_from(victim.bens_view + 1);
    forger.write_both();
    refused_everywhere(victim, {"entry 8", "signature of the attendee that does not fit"});
}

ATTACK("content-exchanged-behind-its-digest", "[chair]") {
    Victim victim;
    Forger forger{victim};
    forger.entries[victim.bens_view].ciphertext = forger.entries[victim.annas_view].ciphertext;
    forger.entries[victim.bens_view].key_wrap = forger.entries[victim.annas_view].key_wrap;
    forger.write_both();
    refused_everywhere(victim, {"its content is not the one that was signed"});
    victim.nothing_is_opened(refused(victim.open()));
}

// Two contents of equal size change places together with their digests and keys.
ATTACK("two-views-changed-places", "[chair]") {
    Victim victim;
    Forger forger{victim};
    std::swap(forger.entries[victim.annas_view], forger.entries[victim.bens_view]);
    std::swap(forger.entries[victim.annas_view].new_keys,
              forger.entries[victim.bens_view].new_keys);
    forger.renumber();
    forger.write_both();
    refused_everywhere(victim, {"its basis lies in the future"});
}

ATTACK("another-record-key-wrapped-for-a-content", "[chair]") {
    Victim victim;
    Forger forger{victim};
    const auto header = forger.entry(victim.bens_view).header;
    forger.entries[victim.bens_view].key_wrap = record::wrap_record_key(
        header, forger.conference_key(record::Section::open), crypto::SecretBytes::random(32), {});
    forger.write_both();
    refused_everywhere(victim, {"entry 8", "does not open"});
}

ATTACK("view-of-an-attendee-signed-by-the-chair", "[chair]") {
    Victim victim;
    Forger forger{victim};
    forger.cut_from(victim.bens_view + 1);
    auto entry = forger.entry(victim.bens_view);
    for (auto& signature : entry.signatures)
        if (signature.role == Role::attendee)
            signature = record::sign_statement(entry.header, Role::attendee, forger.chair());
    record::sort_signatures(entry.signatures);
    forger.put(victim.bens_view, entry);
    forger.write_both();
    refused_everywhere(victim, {"entry 8", "another role"});
}

ATTACK("entry-in-the-devices-name-by-another-key", "[administrator]") {
    Victim victim;
    Forger forger{victim};
    forger.cut_from(victim.bens_view + 1);
    const auto other = crypto::SigningKey::generate();
    auto entry = forger.entry(victim.bens_view);
    for (auto& signature : entry.signatures)
        if (signature.role == Role::device)
            signature = record::sign_statement(entry.header, Role::device, other);
    record::sort_signatures(entry.signatures);
    forger.put(victim.bens_view, entry);
    forger.entries[victim.bens_view].new_keys.push_back(other.public_key());
    forger.write_both();
    refused_everywhere(victim, {"entry 8", "device"});
}

ATTACK("attendees-signature-left-out", "[chair]") {
    Victim victim;
    Forger forger{victim};
    forger.cut_from(victim.bens_view + 1);
    auto entry = forger.entry(victim.bens_view);
    entry.signatures.erase(entry.signatures.begin());
    entry.header.signature_count = 1;
    entry.header.flags &= static_cast<std::uint8_t>(~record::flag::authored);
    entry.signatures[0] = record::sign_statement(entry.header, Role::device, forger.device());
    forger.put(victim.bens_view, entry);
    forger.entries[victim.bens_view].new_keys.clear();
    forger.write_both();
    refused_everywhere(victim, {"entry 8", "not signed by those who must sign it"});
}

// An earlier view of Anna's, word for word with her true signature, once more at the end.
ATTACK("signed-view-repeated-later", "[replay][chair]") {
    Victim victim;
    Forger forger{victim};
    auto again = forger.entries[victim.annas_view];
    again.new_keys.clear();
    forger.entries.push_back(again);
    forger.renumber();
    forger.write_both();
    refused_everywhere(victim, {"entry 15", "repeats another entry"});
}

ATTACK("decision-that-rests-on-nothing", "[chair]") {
    Victim victim;
    Forger forger{victim};
    forger.cut_from(victim.decision + 1);
    auto entry = forger.entry(victim.decision);
    entry.header.basis_size = 0;
    entry.header.basis_root = record::empty_root();
    for (auto& signature : entry.signatures)
        signature = record::sign_statement(
            entry.header, signature.role,
            signature.role == Role::device ? forger.device() : forger.chair());
    forger.put(victim.decision, entry);
    forger.write_both();
    refused_everywhere(victim, {"does not say which record its author was shown"});
}

ATTACK("decision-that-rests-on-another-record", "[chair]") {
    Victim victim;
    Forger forger{victim};
    forger.cut_from(victim.decision + 1);
    auto entry = forger.entry(victim.decision);
    entry.header.basis_root[0] ^= 1U;
    for (auto& signature : entry.signatures)
        signature = record::sign_statement(
            entry.header, signature.role,
            signature.role == Role::device ? forger.device() : forger.chair());
    forger.put(victim.decision, entry);
    forger.write_both();
    refused_everywhere(victim, {"its author was shown a record that never was"});
}

ATTACK("decision-shown-before-the-views", "[chair]") {
    Victim victim;
    auto vault = victim.open();
    REQUIRE(vault.has_value());
    auto request = Victim::says(0x0144, "decided", {{&vault->chair_key(), Role::chair}});
    request.basis_size = vault->size() + 5;
    stopped(refused(vault->append(request)), {"cannot have been shown a later record"});
    request.basis_size = 0;
    stopped(refused(vault->append(request)), {"does not say which record"});
}

ATTACK("view-recorded-without-its-author", "[chair]") {
    Victim victim;
    auto vault = victim.open();
    REQUIRE(vault.has_value());
    const auto size = vault->size();
    stopped(refused(vault->append(Victim::says(0x0142, "ben agrees", {}))),
            {"not signed by those who must sign it"});
    stopped(refused(vault->append(
                Victim::says(0x0161, "ben has read it", {{&vault->chair_key(), Role::chair}}))),
            {"not signed by those who must sign it"});
    CHECK(vault->size() == size);
}

ATTACK("entry-of-another-tablet-spliced-in", "[chair]") {
    Victim victim;
    Victim other;
    Forger forger{victim};
    Forger from{other};
    auto raw = from.entries[other.annas_view];
    forger.cut_from(victim.annas_view);
    forger.entries.push_back(raw);
    forger.renumber();
    forger.write_both();
    refused_everywhere(victim, {"it belongs to another log"});
    victim.nothing_is_opened(refused(victim.open()));
}

ATTACK("conference-given-a-second-key", "[chair]") {
    Victim victim;
    Forger forger{victim};
    forger.cut_from(victim.bens_view + 1);
    forger.entries[victim.bens_view].conference_key_wrap = Bytes(72, 7);
    forger.write_both();
    refused_everywhere(victim, {"conference's key is missing or doubled"});
}

ATTACK("real-record-said-to-be-practice", "[chair]") {
    Victim victim;
    Forger forger{victim};
    auto entry = forger.entry(0);
    entry.header.payload_commitment[3] ^= 1U;  // what is said in it is another thing
    entry.signatures[0] = record::sign_statement(entry.header, Role::device, forger.device());
    forger.put(0, entry);
    forger.cut_from(1);
    forger.write_both();
    refused_everywhere(victim, {"entry 0"});
    (void)refused(victim.open());
}

}  // namespace cpc::attacks
