// SPDX-License-Identifier: Apache-2.0
// Golden bytes: what this program writes today must be what it wrote on the day the vector was
// added. Vectors are added, never edited.
#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <sstream>

#include "core/record/merkle.hpp"
#include "core/record/note.hpp"
#include "core/record/paper_code.hpp"
#include "tests/unit/core/record/record_fixture.hpp"

namespace cpc::record {
namespace {

const std::string path = std::string{CPC_SOURCE_DIR} + "/tests/vectors/record/entry-v1.txt";

// One "name = value" a line; bytes in hexadecimal.
std::string vector_text() {
    const auto sample = test::make_sample();
    const Bytes entry = serialise(sample.entry);
    const Hash32 leaf = leaf_hash(entry);
    const std::string origin = origin_of("example.org", sample.entry.header.log_id);
    const Checkpoint checkpoint{origin, 8, node_hash(leaf, leaf)};
    const auto text = checkpoint_text(checkpoint);
    const Note note{text,
                    {sign_note(text, origin, sample.device),
                     cosign_note(text, "example.org/attendee", sample.attendee, 1'806'397'200)}};
    std::ostringstream out;
    out << "device_public_key = " << to_hex(sample.device.public_key()) << "\n"
        << "attendee_public_key = " << to_hex(sample.attendee.public_key()) << "\n"
        << "log_id = " << to_hex(sample.entry.header.log_id) << "\n"
        << "statement = " << to_hex(statement_of(sample.entry.header)) << "\n"
        << "entry = " << to_hex(entry) << "\n"
        << "leaf_hash = " << to_hex(leaf) << "\n"
        << "conference_key = " << to_hex(sample.conference_key.view()) << "\n"
        << "key_wrap = " << to_hex(sample.key_wrap) << "\n"
        << "ciphertext = " << to_hex(sample.ciphertext) << "\n"
        << "plaintext = " << to_hex(sample.plain) << "\n"
        << "paper_code_of_leaf = " << paper_code(leaf) << "\n"
        << "note = " << to_hex(view_of(write_note(note))) << "\n";
    return out.str();
}

TEST_CASE("the golden entry is written byte for byte as on the day it was recorded",
          "[record][vectors]") {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream content;
    content << file.rdbuf();
    CHECK(content.str() == vector_text());
}

TEST_CASE("write the golden entry where there is none yet", "[.][write-vectors]") {
    REQUIRE_FALSE(std::ifstream(path).good());
    std::ofstream(path, std::ios::binary) << vector_text();
}

}  // namespace
}  // namespace cpc::record
