// SPDX-License-Identifier: Apache-2.0
// Decoders of core/codec and core/record.
#include <algorithm>

#include "core/codec/wire.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/device_events.hpp"
#include "core/record/paper_code.hpp"
#include "core/record/single_record.hpp"
#include "core/record/type_rules.hpp"
#include "tests/fuzz/target.hpp"

namespace cpc::fuzz {
namespace {

bool same(ByteView a, ByteView b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

// Reads an accepted value and writes it again, kind by kind.
class Again {
  public:
    explicit Again(ByteView input) : input_(input) {}

    Bytes run() {
        item();
        require(at_ == input_.size(), "an accepted value has a rest");
        return out_.take();
    }

  private:
    std::uint64_t head() {
        const std::uint8_t low = input_[at_] & 31U;
        major_ = static_cast<codec::Major>(input_[at_] >> 5U);
        ++at_;
        if (low < 24) return low;
        std::uint64_t value = 0;
        for (std::size_t left = std::size_t{1} << (low - 24U); left > 0; --left)
            value = (value << 8U) | input_[at_++];
        return value;
    }
    void item() {
        const auto value = head();
        switch (major_) {
            case codec::Major::unsigned_integer:
                return out_.integer(static_cast<std::int64_t>(value));
            case codec::Major::negative_integer:
                return out_.integer(-1 - static_cast<std::int64_t>(value));
            case codec::Major::byte_string:
                return out_.bytes(take(value));
            case codec::Major::text_string:
                return out_.text(text_of(take(value)));
            case codec::Major::array:
            case codec::Major::map:
                return nested(major_, value);
            case codec::Major::simple:
                return out_.boolean(value == 21);
            case codec::Major::tag:
                break;
        }
        require(false, "a tag was accepted");
    }
    void nested(codec::Major kind, std::uint64_t count) {
        out_.enter();
        out_.head(kind, count);
        for (std::uint64_t i = 0; i < count; ++i) {
            if (kind == codec::Major::map) out_.head(codec::Major::unsigned_integer, head());
            item();
        }
        out_.leave();
    }
    ByteView take(std::uint64_t size) {
        const auto part = input_.subspan(at_, static_cast<std::size_t>(size));
        at_ += part.size();
        return part;
    }

    ByteView input_;
    std::size_t at_ = 0;
    codec::Major major_{};
    codec::Writer out_;
};

template <class Event>
void typed(ByteView input) {
    const auto event = record::decode_event<Event>(input);
    if (!event) return;
    require(same(record::encode_event(*event), input), "an event was read in a second form");
    require(record::check_content(input).has_value(), "an event is not canonical");
}

}  // namespace

void run_entry(ByteView input) {
    const auto entry = record::parse(input);
    if (!entry) return;
    require(same(record::serialise(*entry), input), "an entry was read in a second form");
    (void)record::check_signers(*entry);
    require(record::statement_of(entry->header).size() == record::statement_size,
            "a statement of another size");
}

void run_cbor(ByteView input) {
    if (record::check_content(input)) {
        const Bytes again = Again(input).run();
        require(same(again, input), "a value was read in a second form");
    }
    typed<record::LogOpened>(input);
    typed<record::StorageFault>(input);
    typed<record::Exported>(input);
    typed<record::UnlocksFailed>(input);
}

void run_note(ByteView input) {
    const auto text = text_of(input);
    if (const auto note = record::parse_note(text)) {
        require(record::write_note(*note) == text, "a note was read in a second form");
        (void)record::verify_note(*note, "example.org/cpc", {});
    }
    if (const auto checkpoint = record::parse_checkpoint(text))
        require(record::checkpoint_text(*checkpoint) == text,
                "a checkpoint was read in a second form");
}

void run_verifier_key(ByteView input) {
    if (const auto key = record::parse_verifier_key(text_of(input)))
        require(record::write_verifier_key(*key) == text_of(input),
                "a verifier key was read in a second form");
}

void run_single_record(ByteView input) {
    const auto one = record::read_single_record(input);
    if (!one) return;
    const auto again = record::write_single_record(*one);
    require(again && same(view_of(*again), input), "a record was read in a second form");
    (void)record::verify_single_record(*one);
}

void run_consistency(ByteView input) {
    if (const auto file = record::read_consistency_file(input))
        require(record::write_consistency_file(*file) == text_of(input),
                "a consistency file was read in a second form");
}

// sizes and hashes as they come; and the proofs of a tree that is made from them.
void run_merkle(ByteView input) {
    crypto::Unpacker in(input);
    const auto index = in.u64();
    const auto size = in.u64();
    Hash32 root{};
    in.into(root);
    record::Proof hashes;
    while (in.left() >= 32 && hashes.size() < 70)
        in.into(hashes.emplace_back());
    if (in.failed()) return;
    (void)record::verify_inclusion(root, index, size, root, hashes);
    (void)record::verify_consistency(index, root, size, root, hashes);
    if (hashes.empty()) return;
    const auto at = index % hashes.size();
    const auto whole = record::root_of(hashes);
    auto proof = record::inclusion_proof(hashes, at);
    require(record::verify_inclusion(hashes[at], at, hashes.size(), whole, proof),
            "a true inclusion was refused");
    proof.push_back(root);
    require(!record::verify_inclusion(hashes[at], at, hashes.size(), whole, proof),
            "a proof with a hash too many was taken");
    const auto steps = record::consistency_proof(hashes, at);
    const auto older = record::root_of(std::span{hashes}.first(at));
    require(record::verify_consistency(at, older, hashes.size(), whole, steps),
            "a true past was refused");
}

void run_paper_code(ByteView input) {
    const auto digits = record::read_paper_code(text_of(input));
    if (!digits) return;
    Hash32 root{};
    std::copy(digits->begin(), digits->end(), root.begin());
    const auto again = record::paper_code(root);
    require(record::read_paper_code(again) == digits, "a code was read in a second meaning");
    require(record::paper_code_matches(text_of(input), root), "a code does not match itself");
}

}  // namespace cpc::fuzz
