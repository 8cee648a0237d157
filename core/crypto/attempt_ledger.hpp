// SPDX-License-Identifier: Apache-2.0
// preauth.cpa: every try of the passphrase, written down while nothing is unlocked.
//
// A try is on the disk before Argon2 runs, so pulling the plug does not give it back. Each record
// carries a tag under a key that is replaced by its own hash at once: whoever takes the disk out
// can add records and cannot change, drop or reorder those that are there. The first key of a
// stretch ("epoch") is derived from the master key, so whoever unlocks can check them all, write
// what they say into the record, and begin the next epoch. One success begins an epoch.
//
//     file   = head A (128) ‖ head B (128) ‖ records of 64; laid down as 4096 bytes, so that a full
//              disk does not lock a chair out; it grows only after sixty records in one epoch
//     head   = "CPCATT01" | epoch u64 | records u32 | zero u32 | next key 32 |
//              BLAKE2b-256 of all before | zero
//     record = epoch u64 | number u32 | kind u8 | zero 3 | boot ms u64 | boot id 16 | tag 24
//     tag    = BLAKE2b-256(key, the 40 bytes before), first 24; next key = BLAKE2b-256(key, "next")
//
// What always holds: a try that cannot be written down is not made; the wall clock plays no part;
// nothing is wiped for too many tries. A ledger that is missing or unreadable while locked begins
// anew with five tries on it: a minute lost for an honest chair, and less than ten guesses in five
// minutes for somebody who removes it before each one.
//
// A whole older copy put back still has the key of its day, so the chain above does not show it.
// How far the ledger had come is therefore noted in a second file (ledger_witness.hpp). A ledger
// that does not go on from there, or a note that is gone, puts five tries on the count as well, and
// whoever unlocks is told. Not found: both files put back together. Whoever can do that can also
// take the disk away and guess there; the passphrase's length is what stands against it.
// Source: security design 3.12.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/crypto/attempts.hpp"
#include "core/crypto/ledger_witness.hpp"
#include "core/crypto/secret.hpp"

namespace cpc::crypto {

inline constexpr const char* attempts_file = "preauth.cpa";

// What whoever unlocked is told.
struct LedgerReport {
    std::uint64_t epoch = 0;
    std::uint32_t wrong = 0;          // tries that opened nothing, before the one that did
    std::vector<std::string> faults;  // missing, shortened, altered, older: each in a sentence
};

class AttemptLedger {
  public:
    // The first one of a new store. `base` is derived from the master key.
    [[nodiscard]] static Result<void> create(Files& files, const std::string& directory,
                                             const SecretBytes& base);
    // Without any key. Finishes what a power cut left half done; a ledger that is missing or
    // unreadable is begun anew, see above.
    [[nodiscard]] static Result<AttemptLedger> open(Files& files, const std::string& directory,
                                                    const ClockReading& now);
    // With the key and without writing: for verify.
    [[nodiscard]] static Result<LedgerReport> inspect(Files& files, const std::string& directory,
                                                      const SecretBytes& base);

    [[nodiscard]] const Attempts& attempts() const { return attempts_; }
    // Counts a try. On return it is on the disk; Fault::locked_out: the wait is not over.
    [[nodiscard]] Result<void> begin_try(const ClockReading& now);
    // The try ended before anything was guessed (no memory, damaged keys): it does not count.
    [[nodiscard]] Result<void> was_no_guess(const ClockReading& now);

    // With the master key open: is it all there, and no older than the epoch that is known of? A
    // try at the end is taken for the one that has just fitted.
    [[nodiscard]] LedgerReport report(const SecretBytes& base, std::uint64_t known_epoch) const;
    [[nodiscard]] Result<void> start_epoch(const SecretBytes& base, std::uint64_t epoch);

  private:
    enum class Kind : std::uint8_t {
        try_begun = 1,
        no_guess = 2,
        wait_again = 3,  // the machine was started anew while there was a wait
        begun_anew = 4,
        mended = 5,    // one head was damaged and written again
        put_back = 6,  // it was not the ledger that had last been written
    };
    struct Head {
        std::uint64_t epoch = 0;
        std::uint32_t records = 0;
        ByteArray<32> next_key{};
        friend bool operator==(const Head&, const Head&) = default;
    };
    struct Record {
        std::uint64_t epoch = 0;
        std::uint32_t number = 0;
        Kind kind{};
        std::uint64_t boot_ms = 0;
        ByteArray<16> boot_id{};
        ByteArray<24> tag{};
    };

    [[nodiscard]] static Bytes pack(const Head& head);
    [[nodiscard]] static std::optional<Head> unpack_head(ByteView in);
    [[nodiscard]] static Bytes body_of(const Record& record);
    [[nodiscard]] static std::optional<Record> unpack_record(ByteView in);
    [[nodiscard]] static ByteArray<24> tag_of(ByteView key, const Record& record);

    // What was read of a file, before anything is put right.
    [[nodiscard]] static Result<AttemptLedger> read(Files& files, const std::string& directory);
    [[nodiscard]] Result<void> begin_anew(Files& files, const std::string& directory,
                                          const ClockReading& now);
    [[nodiscard]] Result<void> add(Kind kind, const ClockReading& now);
    [[nodiscard]] Result<void> evolve_head();
    [[nodiscard]] Result<void> write_heads();
    void count(const Record& record);
    void fault(std::string sentence);
    [[nodiscard]] Result<void> hold_against_note(Files& files, const std::string& directory);
    [[nodiscard]] LedgerNote note() const;
    [[nodiscard]] Result<void> write_note();

    Files* files_ = nullptr;
    std::string directory_;
    std::unique_ptr<File> file_;
    Head head_;
    std::vector<Record> records_;
    ByteArray<32> digest_{};  // over records_
    Attempts attempts_;
    bool usable_ = false;      // at least one head could be read
    bool heads_alike_ = true;  // both say the same
    bool half_done_ = false;   // a record stands where the head does not count one yet
    bool note_fits_ = true;    // it goes on from where the note says
    bool note_whole_ = true;   // the note is what a finished write leaves
    bool note_torn_ = false;   // one of its two halves could not be read
    std::vector<std::string> faults_;
};

}  // namespace cpc::crypto
