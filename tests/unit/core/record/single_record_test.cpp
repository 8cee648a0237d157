// SPDX-License-Identifier: Apache-2.0
// One record on its own, and consistency files: what they prove, and that nothing else passes.
#include "core/record/single_record.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/crypto/hash.hpp"
#include "tests/unit/core/record/record_fixture.hpp"

namespace cpc::record {
namespace {

const std::string vector_path =
    std::string{CPC_SOURCE_DIR} + "/tests/vectors/record/single-1.tlog-proof";

// A log of eleven entries by fixed keys, of which entry 5 is an attendee's position with a content.
struct Log {
    test::Sample sample = test::make_sample();
    std::vector<Bytes> entries;
    std::vector<Hash32> leaves;
    SingleRecord one;
};

Log make_log() {
    Log log;
    const auto& s = log.sample;
    for (std::uint8_t at = 0; at < 11; ++at) {
        Entry entry{s.entry.header, {}};
        auto& h = entry.header;
        h.seq = at;
        h.prev_root = root_of(log.leaves);
        h.basis_size = at;
        h.basis_root = h.prev_root;
        h.entry_nonce = test::filled<16>(at);
        const PayloadSecrets secrets{test::secret_of(0x32), test::secret_of(0x33),
                                     test::filled<24>(at)};
        const Bytes sealed = seal_payload(h, s.plain, secrets);
        entry.signatures = {sign_statement(h, Role::attendee, s.attendee),
                            sign_statement(h, Role::device, s.device)};
        log.entries.push_back(serialise(entry));
        log.leaves.push_back(leaf_hash(log.entries.back()));
        if (at == 5) log.one.content = ExportedContent{sealed, test::secret_of(0x32)};
    }
    auto& one = log.one;
    one.device_key = s.device.public_key();
    one.salt = test::filled<16>(0x51);
    one.entry = log.entries[5];
    one.signers = {s.attendee.public_key(), s.device.public_key()};
    one.path = inclusion_proof(log.leaves, 5);
    const auto origin = origin_of("example.org", log_id_of(one.device_key, one.salt));
    Note note{checkpoint_text({origin, log.leaves.size(), root_of(log.leaves)}), {}};
    note.signatures.push_back(sign_note(note.text, origin, s.device));
    one.checkpoint = write_note(note);
    return log;
}

std::string written(const Log& log) {
    const auto text = write_single_record(log.one);
    REQUIRE(text);
    return *text;
}

bool proves(const SingleRecord& one) {
    return verify_single_record(one).has_value();
}

std::string read_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST_CASE("an exported record says what its author signed, in which record, and opens",
          "[record][single]") {
    const auto log = make_log();
    const auto read = read_single_record(view_of(written(log)));
    REQUIRE(read);
    const auto facts = verify_single_record(*read);
    REQUIRE(facts);
    CHECK(facts->entry.header.seq == 5);
    CHECK(facts->checkpoint.size == 11);
    CHECK(facts->leaf == log.leaves[5]);
    CHECK(facts->content == log.sample.plain);
    CHECK(write_single_record(*read) == written(log));
}

TEST_CASE("without its content an exported record proves the same and tells nothing",
          "[record][single]") {
    auto log = make_log();
    log.one.content.reset();
    const auto facts = verify_single_record(log.one);
    REQUIRE(facts);
    CHECK_FALSE(facts->content);
    const auto text = written(log);
    CHECK(text.find(to_base64(log.sample.plain)) == std::string::npos);
}

TEST_CASE("every changed character of an exported record is refused", "[record][single]") {
    auto log = make_log();
    const auto whole = written(log);
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        for (const unsigned bit : {0U, 1U, 4U}) {
            auto changed = whole;
            changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ (1U << bit));
            const auto read = read_single_record(view_of(changed));
            if (!read || !proves(*read)) continue;
            // What is stepped over is a signature line of somebody else, and there is none.
            ++accepted;
            INFO("byte " << i);
            CHECK(false);
        }
    }
    CHECK(accepted == 0);
}

TEST_CASE("a record is not exported under another log, device, number, past or signer",
          "[record][single]") {
    const auto fresh = [] { return make_log().one; };
    REQUIRE(proves(fresh()));
    auto other_log = fresh();
    other_log.salt[0] ^= 1;
    CHECK_FALSE(proves(other_log));
    auto other_device = fresh();
    other_device.device_key = test::key_of(0x77).public_key();
    CHECK_FALSE(proves(other_device));
    auto swapped = fresh();
    std::swap(swapped.signers[0], swapped.signers[1]);
    CHECK_FALSE(proves(swapped));
    auto stripped = fresh();
    stripped.signers.pop_back();
    CHECK_FALSE(proves(stripped));
    auto other_place = fresh();
    other_place.path = inclusion_proof(make_log().leaves, 6);
    CHECK_FALSE(proves(other_place));
    auto other_key = fresh();
    other_key.content->record_key = test::secret_of(0x39);
    CHECK_FALSE(proves(other_key));
    auto other_content = fresh();
    other_content.content->ciphertext[30] ^= 1;
    CHECK_FALSE(proves(other_content));
}

TEST_CASE("an entry that names another past than the record's is refused though it is in the tree",
          "[record][single]") {
    auto log = make_log();
    auto entry = parse(log.entries[5]).value();
    entry.header.prev_root[0] ^= 1;  // not signed: only the tree binds it
    log.one.entry = serialise(entry);
    log.leaves[5] = leaf_hash(log.one.entry);
    log.one.path = inclusion_proof(log.leaves, 5);
    auto note = parse_note(log.one.checkpoint).value();
    auto checkpoint = parse_checkpoint(note.text).value();
    checkpoint.root = root_of(log.leaves);
    note.text = checkpoint_text(checkpoint);
    note.signatures = {sign_note(note.text, checkpoint.origin, log.sample.device)};
    log.one.checkpoint = write_note(note);
    const auto verdict = verify_single_record(log.one);
    REQUIRE_FALSE(verdict);
    CHECK(verdict.error().what.find("stands before") != std::string::npos);
}

TEST_CASE("every place of every record up to eleven entries is exported with its true past",
          "[record][single]") {
    auto log = make_log();
    for (std::size_t size = 1; size <= log.entries.size(); ++size) {
        const std::span leaves{log.leaves.data(), size};
        for (std::size_t at = 0; at < size; ++at) {
            auto& one = log.one;
            one.content.reset();
            one.entry = log.entries[at];
            one.path = inclusion_proof(leaves, at);
            auto note = parse_note(one.checkpoint).value();
            auto checkpoint = parse_checkpoint(note.text).value();
            checkpoint.size = size;
            checkpoint.root = root_of(leaves);
            note.text = checkpoint_text(checkpoint);
            note.signatures = {sign_note(note.text, checkpoint.origin, log.sample.device)};
            one.checkpoint = write_note(note);
            INFO(at << " of " << size);
            CHECK(proves(one));
        }
    }
}

TEST_CASE("a consistency file proves one past of one future and no other", "[record][single]") {
    const auto log = make_log();
    const std::span leaves{log.leaves};
    for (std::uint64_t from = 0; from <= leaves.size(); ++from) {
        const ConsistencyFile file{from, root_of(leaves.first(from)),
                                   consistency_proof(leaves, from), log.one.checkpoint};
        const auto text = write_consistency_file(file);
        const auto read = read_consistency_file(view_of(text));
        REQUIRE(read);
        CHECK(read->from_size == from);
        CHECK(write_consistency_file(*read) == text);
        auto other = file;
        other.from_root[0] ^= 1;
        CHECK_FALSE(read_consistency_file(view_of(write_consistency_file(other))));
        auto longer = file;
        longer.path.push_back(file.from_root);
        CHECK_FALSE(read_consistency_file(view_of(write_consistency_file(longer))));
    }
}

TEST_CASE("the golden exported record is written byte for byte as on the day it was recorded",
          "[record][vectors]") {
    const auto text = read_text(vector_path);
    REQUIRE_FALSE(text.empty());
    CHECK(written(make_log()) == text);
}

TEST_CASE("write the golden exported record where there is none yet", "[.][write-vectors]") {
    REQUIRE_FALSE(std::filesystem::exists(vector_path));
    std::ofstream(vector_path, std::ios::binary) << written(make_log());
}

}  // namespace
}  // namespace cpc::record
