// SPDX-License-Identifier: Apache-2.0
// Decoders of the tablet's own files: keys, ledger of attempts, journal. On a disk in memory.
#include <algorithm>

#include "core/crypto/attempt_ledger.hpp"
#include "core/crypto/keyslot.hpp"
#include "core/store/journal.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/memory_files.hpp"

namespace cpc::fuzz {
namespace {

const crypto::SecretBytes& journal_key() {
    static const auto key = crypto::SecretBytes::copy_of(Bytes(32, 7));
    return key;
}

bool same(ByteView a, ByteView b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

Bytes copy_of(ByteView input) {
    return {input.begin(), input.end()};
}

}  // namespace

void run_keyslots(ByteView input) {
    support::MemoryFiles files;
    files.set_contents(crypto::key_path("d", crypto::keyslots_file), copy_of(input));
    files.set_contents(crypto::key_path("d", crypto::device_secret_file), Bytes(32, 1));
    const auto copies = crypto::read_key_copies(files, "d");
    (void)crypto::Keyslots::inspect(files, "d");
    (void)crypto::Keyslots::list(files, "d");
    (void)crypto::Keyslots::escrow(files, "d");
    if (!copies || copies->newest() == nullptr) return;
    const auto newest = *copies->newest();
    support::MemoryFiles fresh;
    if (!crypto::create_key_copies(fresh, "e", newest)) return;
    const auto again = crypto::read_key_copies(fresh, "e");
    require(again && again->alike() && *again->newest() == newest,
            "a key file did not survive being written");
}

void run_attempts(ByteView input) {
    support::MemoryFiles files;
    files.set_contents(crypto::key_path("d", crypto::attempts_file), copy_of(input));
    const auto base = crypto::SecretBytes::copy_of(Bytes(32, 9));
    (void)crypto::AttemptLedger::inspect(files, "d", base);
    // Whatever stands there, somebody at the tablet gets a ledger that counts.
    const ClockReading now{};
    auto ledger = crypto::AttemptLedger::open(files, "d", now);
    require(ledger.has_value(), "a damaged ledger locks everybody out");
    (void)ledger->report(base, 1);
    require(ledger->start_epoch(base, 2).has_value(), "an epoch could not be begun");
    const auto again = crypto::AttemptLedger::open(files, "d", now);
    require(again && again->report(base, 2).faults.empty(), "a mended ledger is not whole");
}

void run_journal_frame(ByteView input) {
    const store::FrameContext context{journal_key(), Hash32{}};
    // Whoever opens a frame has read its head and cut out just so many bytes.
    if (const auto head = store::read_frame_head(input); head && head->frame_size == input.size())
        (void)store::open_frame(context, {}, input);
    // Behind the encryption: the plaintext, and a frame around it.
    if (input.size() > store::frame_size_max / 2) return;
    const auto sealed = store::write_frame(context, 3, {}, {}, input);
    const auto opened = store::open_frame(context, {}, sealed);
    require(opened && same(*opened, input), "a frame did not open to what it was made of");
    const auto raw = store::unpack(3, input);
    if (!raw) return;
    const Bytes again = store::pack(*raw);
    require(again.size() <= input.size() && same(again, input.first(again.size())),
            "a frame's content was read in a second form");
    require(std::all_of(input.begin() + static_cast<std::ptrdiff_t>(again.size()), input.end(),
                        [](std::uint8_t b) { return b == 0; }),
            "a frame's content has a rest");
}

// First byte: how many whole frames stand before the rest of the input (0 to 3).
void run_journal(ByteView input) {
    if (input.empty()) return;
    const std::uint64_t whole = input[0] & 3U;
    const auto rest = input.subspan(1);
    support::MemoryFiles files;
    support::SeededEntropy entropy;
    std::uint64_t end = store::journal_head_size;
    {
        const store::LogIdentity identity{{}, crypto::SecretBytes::copy_of(Bytes(32, 5))};
        auto made =
            store::Journal::create(files, entropy, "d/journal.cpl", journal_key(), identity);
        require(made.has_value(), "no journal on an empty disk");
        for (std::uint64_t seq = 0; seq < whole; ++seq) {
            store::RawEntry raw;
            raw.seq = seq;
            raw.entry = copy_of(rest.first(std::min<std::size_t>(rest.size(), 40)));
            const auto place = made->append(raw);
            require(place.has_value(), "no entry on an empty disk");
            end = place->offset + place->size;
        }
    }
    auto& bytes = files.contents("d/journal.cpl");
    bytes.resize(end);
    bytes.insert(bytes.end(), rest.begin(), rest.end());
    auto journal = store::Journal::open(files, entropy, "d/journal.cpl", journal_key(),
                                        store::Journal::Access::read);
    require(journal.has_value(), "a whole head does not open");
    std::uint64_t seen = 0;
    const auto scan =
        journal->scan([&](const store::FramePlace&, const store::RawEntry&) -> Result<void> {
            ++seen;
            return {};
        });
    require(scan.has_value() && scan->end <= bytes.size(), "a scan went past the end");
    require(seen == whole && scan->end == end, "a scan lost an entry or found one out of nowhere");
}

}  // namespace cpc::fuzz
