// SPDX-License-Identifier: Apache-2.0
// Whom it is done to: a tablet with the record of one whole meeting on real files. Anna and Ben
// signed in, both gave their view, Ben's dissent is noted, the chair decided, everybody signed the
// close. And the forger: somebody who knows a chair's passphrase and has the program's own
// libraries, so that every seal and every hash of the device itself can be made to fit.
#pragma once

#include <functional>
#include <vector>

#include "core/store/copies.hpp"
#include "core/store/freshness.hpp"
#include "core/store/recovery.hpp"
#include "tests/attacks/attack.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::attacks {

struct Victim : store::test::Bench {
    crypto::SigningKey anna = crypto::SigningKey::generate();
    crypto::SigningKey ben = crypto::SigningKey::generate();
    std::uint64_t annas_view = 0, bens_view = 0, dissent = 0, decision = 0, size = 0;
    std::string checkpoint;  // at the close, as it left the tablet
    std::string paper_code;

    Victim();
    [[nodiscard]] std::string path() const { return directory.path(); }
    // Opens, and gives what was said: the error, or the notes of an opening that got over it.
    [[nodiscard]] std::string opening();
    // What verify finds: damage, then notes; nothing: it is whole.
    [[nodiscard]] std::string verifying();
    // Both leave every byte as it was, and the record cannot be opened.
    void nothing_is_opened(const std::string& words);
    // It opens, every entry of the meeting is there with the root it had.
    [[nodiscard]] std::string still_all_there();
    void remove(const std::string& name) { REQUIRE(real.remove(directory.file(name)).has_value()); }

    static store::AppendRequest says(std::uint16_t type, const std::string& text,
                                     std::vector<store::Signer> signers);

  private:
    Hash32 root_{};
};

// A chair who has the master key.
class Forger {
  public:
    explicit Forger(Victim& victim);

    std::vector<store::RawEntry> entries;

    [[nodiscard]] record::Entry entry(std::uint64_t seq) const;
    void put(std::uint64_t seq, const record::Entry& entry);
    // Takes it out; what stood behind it keeps its number.
    void cut(std::uint64_t seq) { entries.erase(at(seq)); }
    void cut_from(std::uint64_t seq) { entries.erase(at(seq), entries.end()); }
    void put_in(std::uint64_t seq, store::RawEntry raw) { entries.insert(at(seq), std::move(raw)); }
    // Numbers and pasts made to fit; the statements that people signed are left as they are.
    void renumber();
    // The device's and the chair's signatures made anew, for the record as it is before this entry.
    void sign_again(std::uint64_t seq);
    [[nodiscard]] const crypto::SigningKey& device() const { return device_; }
    [[nodiscard]] const crypto::SigningKey& chair() const { return chair_; }
    [[nodiscard]] Hash32 root_before(std::uint64_t seq) const;
    // The content's key and the conference's, opened.
    [[nodiscard]] crypto::SecretBytes conference_key(record::Section section) const;

    void write_journal();
    void write_store();
    void write_both() {
        write_journal();
        write_store();
    }

  private:
    [[nodiscard]] std::vector<store::RawEntry>::iterator at(std::uint64_t seq) {
        return entries.begin() + static_cast<std::ptrdiff_t>(seq);
    }
    Victim& victim_;
    store::StoreKeys keys_;
    store::LogIdentity identity_;
    crypto::SigningKey device_;
    crypto::SigningKey chair_;
};

}  // namespace cpc::attacks
