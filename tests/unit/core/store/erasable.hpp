// SPDX-License-Identifier: Apache-2.0
// A record with two closed conferences, each with an open and a restricted part, a third one that
// is still open, and three officers of whom any two may have something erased.
#pragma once

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/record/type_rules.hpp"
#include "core/store/chairs.hpp"
#include "core/store/copies.hpp"
#include "core/store/erase.hpp"
#include "core/store/next_files.hpp"
#include "tests/unit/core/store/in_clear.hpp"
#include "tests/unit/core/store/store_fixture.hpp"

namespace cpc::store::test {

inline const ConferenceId conference_open{{3, 3, 3}};
inline constexpr int words_each = 6;

inline std::string canary(const ConferenceId& id, int i) {
    return "canary-" + std::to_string(int{id.bytes[0]}) + "-" + std::to_string(i) +
           "-nobody-else-says-this";
}

struct Erasable : Bench {
    std::array<crypto::BoxKeyPair, 3> officers{crypto::BoxKeyPair::generate(),
                                               crypto::BoxKeyPair::generate(),
                                               crypto::BoxKeyPair::generate()};
    std::uint64_t size = 0;  // before anything is erased
    Hash32 root{};
    std::string note;
    std::map<ConferenceId, std::vector<std::uint64_t>> entries;

    explicit Erasable(bool on_the_forgetful_disk = false) {
        forgetful = on_the_forgetful_disk;
        auto vault = create();
        REQUIRE(vault);
        Chairs chairs{ports(), directory.path(), *vault};
        REQUIRE(chairs.enrol_officers(passphrase, public_halves()));
        for (const auto& id : {conference_a, conference_b, conference_open}) {
            for (int i = 0; i < words_each; ++i)
                say(*vault, id, i);
            if (!(id == conference_open)) close(*vault, id);
            REQUIRE(vault->put_state("draft/" + id.hex() + "/reason", view_of("half a sentence")));
        }
        REQUIRE(vault->settle());
        size = vault->size();
        root = vault->root();
        note = vault->checkpoint_note().value();
    }
    [[nodiscard]] std::array<crypto::RecoveryPublic, 3> public_halves() const {
        std::array<crypto::RecoveryPublic, 3> out;
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = {"officer-" + std::to_string(i + 1), officers[i].public_key(),
                      crypto::officer_signing_key(officers[i]).public_key()};
        return out;
    }
    void say(Vault& vault, const ConferenceId& id, int i) {
        auto request = said(vault, canary(id, i), id);
        if (i % 3 == 1) request.flags = record::flag::restricted;
        entries[id].push_back(vault.append(request).value().seq);
    }
    void close(Vault& vault, const ConferenceId& id) {
        auto request = said(vault, canary(id, words_each), id);
        request.type = record::type::conference_closed;
        entries[id].push_back(vault.append(request).value().seq);
    }
    [[nodiscard]] EraseRequest request(const ConferenceId& id = conference_a) const {
        EraseRequest out;
        out.conference = id;
        out.basis = record::ErasureBasis::wrong_child;
        out.reason = "recorded under another child's number";
        out.received = size;
        return out;
    }
    Result<Erased> erase_with(const EraseRequest& wanted, std::size_t i = 0, std::size_t j = 2) {
        return erase(ports(), directory.path(), passphrase, wanted,
                     crypto::officer_signing_key(officers[i]),
                     crypto::officer_signing_key(officers[j]));
    }
    StoreKeys keys() {
        return StoreKeys::from_master(crypto::Keyslots::unlock(ports().files, directory.path(),
                                                               passphrase, crypto::Repair::none)
                                          ->master);
    }
    // What is to be gone or to stay: of these entries as the journal has them.
    std::vector<RawEntry> frames(const std::vector<std::uint64_t>& numbers) {
        const auto with = keys();
        auto looked =
            look_at_journal(ports(), directory.file(journal_file), with, Journal::Access::read);
        REQUIRE(looked);
        std::vector<RawEntry> out;
        for (const auto seq : numbers)
            out.push_back(looked->journal->read(looked->held.at(seq)->place).value());
        return out;
    }
    // Every file of the folder, as it lies there and with our own keys opened: pages, frames.
    std::map<std::string, Bytes> everything() {
        const auto with = keys();
        std::map<std::string, Bytes> out;
        for (const auto& item : std::filesystem::directory_iterator(directory.path())) {
            if (!item.is_regular_file()) continue;
            const auto name = item.path().filename().string();
            auto bytes = contents(name);
            if (name.find(".db") != std::string::npos && bytes.size() % page_size == 0 &&
                !bytes.empty()) {
                const auto clear = in_clear(bytes, with.database);
                bytes.insert(bytes.end(), clear.begin(), clear.end());
            }
            if (name.find("journal.cpl") != std::string::npos) {
                auto journal = Journal::open(real, entropy, directory.file(name), with.journal,
                                             Journal::Access::read);
                REQUIRE(journal);
                REQUIRE(journal->scan([&](const FramePlace&, const RawEntry& raw) -> Result<void> {
                    const auto packed = pack(raw);
                    bytes.insert(bytes.end(), packed.begin(), packed.end());
                    return {};
                }));
            }
            out[name] = std::move(bytes);
        }
        return out;
    }
    // How many pieces of sixteen bytes of these are somewhere.
    std::size_t hits(const std::vector<Bytes>& secrets) {
        constexpr std::size_t piece = 16;
        std::size_t found = 0;
        for (const auto& [name, all] : everything())
            for (const auto& secret : secrets)
                for (std::size_t at = 0; at + piece <= secret.size(); at += piece) {
                    const auto from = secret.begin() + static_cast<std::ptrdiff_t>(at);
                    if (std::search(all.begin(), all.end(), from, from + piece) != all.end())
                        ++found;
                }
        return found;
    }
    static std::vector<Bytes> secrets_of(const std::vector<RawEntry>& raws) {
        std::vector<Bytes> out;
        for (const auto& raw : raws)
            for (const auto* part : {&raw.ciphertext, &raw.key_wrap, &raw.conference_key_wrap})
                if (!part->empty()) out.push_back(*part);
        return out;
    }
    // How many of its entries can be read, and that those read as they were said.
    std::size_t readable(Vault& vault, const ConferenceId& id) {
        std::size_t out = 0;
        const auto stored = vault.conference(id);
        REQUIRE(stored);
        REQUIRE(stored->size() == entries[id].size());
        for (std::size_t i = 0; i < stored->size(); ++i) {
            CHECK((*stored)[i].erased == (*stored)[i].payload.empty());
            if ((*stored)[i].erased) continue;
            CHECK(text_in((*stored)[i]) == canary(id, static_cast<int>(i)));
            ++out;
        }
        return out;
    }
};

}  // namespace cpc::store::test
