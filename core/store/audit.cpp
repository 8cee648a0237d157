// SPDX-License-Identifier: Apache-2.0
#include "core/store/audit.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/merkle.hpp"
#include "core/record/note.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::store {
namespace {

// So many are read under the vault's lock at once: an append waits less than a millisecond.
constexpr std::uint64_t chunk = 128;

enum class Depth : std::uint8_t { leaves, signatures };

class Audit {
  public:
    Audit(Vault& vault, std::uint64_t size, Depth depth)
        : vault_(vault), size_(size), depth_(depth), leaves_(static_cast<std::size_t>(size)) {}

    // Each thread takes the next chunk until none is left; this one is the first of them.
    Result<Audited> run(unsigned threads) {
        std::vector<std::thread> others;
        for (unsigned i = 1; i < threads; ++i)
            others.emplace_back([this] { work(); });
        work();
        for (auto& other : others)
            other.join();
        if (broken_) return Failure{std::move(*broken_)};
        out_.entries = size_;
        out_.signatures = signatures_;
        out_.root = record::root_of(leaves_);
        std::sort(out_.findings.begin(), out_.findings.end(),
                  [](const auto& a, const auto& b) { return a.seq < b.seq; });
        return std::move(out_);
    }

  private:
    void work() {
        while (true) {
            const auto from = next_.fetch_add(chunk);
            if (from >= size_) return;
            look_at(from, std::min(size_, from + chunk));
        }
    }

    void look_at(std::uint64_t from, std::uint64_t to) {
        if (const auto all = vault_.raw(from, to)) {
            for (const auto& raw : *all)
                look_at(raw);
            return;
        }
        // One of them does not come off the medium whole: which?
        for (auto seq = from; seq < to; ++seq) {
            const auto one = vault_.raw(seq, seq + 1);
            if (one)
                look_at(one->front());
            else
                tell(seq, one.error());
        }
    }

    void look_at(const RawEntry& raw) {
        leaves_[static_cast<std::size_t>(raw.seq)] = record::leaf_hash(raw.entry);
        const auto entry = record::parse(raw.entry);
        if (!entry) return tell(raw.seq, entry.error());
        // Content that is not there any more was judged when the record was opened.
        const auto& h = entry->header;
        const bool other_content =
            !raw.ciphertext.empty() && crypto::sha256(raw.ciphertext) != h.ciphertext_hash;
        if (other_content)
            return tell(raw.seq,
                        {Fault::damaged, "its content is not the one that was signed", {}, {}});
        if (depth_ == Depth::leaves) return;
        const auto checked = record::check_signatures(
            *entry, [this](const Hash32& kid) { return vault_.public_key(kid); });
        if (!checked) return tell(raw.seq, checked.error());
        signatures_ += entry->signatures.size();
    }

    // What the machine could not do says nothing about the record.
    void tell(std::uint64_t seq, const Error& error) {
        const std::lock_guard lock(mutex_);
        if (error.fault == Fault::io || error.fault == Fault::exhausted)
            broken_ = error;
        else
            out_.findings.push_back({seq, error.what});
    }

    Vault& vault_;
    std::uint64_t size_;
    Depth depth_;
    std::vector<Hash32> leaves_;  // each written by one thread
    std::atomic<std::uint64_t> next_{0};
    std::atomic<std::uint64_t> signatures_{0};
    std::mutex mutex_;  // over what follows
    Audited out_;
    std::optional<Error> broken_;
};

}  // namespace

Result<Audited> audit_signatures(Vault& vault, unsigned threads) {
    CPC_CHECK(threads > 0);
    const auto size = vault.size();
    auto out = CPC_TRY(Audit(vault, size, Depth::signatures).run(threads));
    if (out.root != CPC_TRY(vault.root_at(size)))
        out.findings.push_back({size, "the journal's bytes give another root than at the open"});
    return out;
}

Result<Audited> audit_against(Vault& vault, std::string_view checkpoint_note, unsigned threads) {
    CPC_CHECK(threads > 0);
    const auto note = CPC_TRY(record::parse_note(checkpoint_note));
    const auto then = CPC_TRY(record::parse_checkpoint(note.text));
    if (then.origin != vault.origin() ||
        !record::verify_note(note, vault.origin(), vault.device_key().public_key()))
        return fail(Fault::forged, "That checkpoint is not one of this tablet's record.");
    if (then.size > vault.size())
        return fail(Fault::conflict, "The record is shorter than that checkpoint says.",
                    std::to_string(vault.size()) + " entries of " + std::to_string(then.size));
    auto out = CPC_TRY(Audit(vault, then.size, Depth::leaves).run(threads));
    if (out.root != then.root)
        out.findings.push_back({then.size,
                                "the entries before this one give another root than "
                                "the checkpoint"});
    return out;
}

}  // namespace cpc::store
