// SPDX-License-Identifier: Apache-2.0
// Bits flipped, files cut and blocks swapped in a finished store: verifying must say so each time,
// with the file and the place.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "core/crypto/keyslot.hpp"
#include "core/store/chairs.hpp"
#include "core/store/copies.hpp"
#include "tests/whole/workplace.hpp"

namespace cpc::whole {
namespace {

constexpr std::size_t beginning = 512;
constexpr std::size_t random_flips = 320;
constexpr std::size_t block = 4096;

struct Sums {
    std::size_t tried = 0;
    std::size_t findings = 0;
    std::size_t errors = 0;
    std::vector<std::string> unnoticed;
    std::vector<std::string> no_place;
};

void ask(Machine& machine, const std::string& store, const std::string& hurt,
         const std::string& what, Sums& sums) {
    ++sums.tried;
    const auto report = machine.verify(store);
    if (!report) {
        ++sums.errors;
        sums.no_place.push_back(what + ": " + report.error().text());
        return;
    }
    if (report->whole()) {
        sums.unnoticed.push_back(what);
        return;
    }
    ++sums.findings;
    const auto& damage = report->damage;
    const bool placed = std::any_of(damage.begin(), damage.end(), [&](const auto& finding) {
        return finding.file == hurt && (finding.offset || finding.seq) && !finding.what.empty();
    });
    if (!placed) sums.no_place.push_back(what + ": " + damage.front().text());
}

std::vector<std::uint64_t> places_in(std::size_t size, std::mt19937_64& random) {
    std::vector<std::uint64_t> out;
    for (std::size_t i = 0; i < std::min(size, beginning); ++i)
        out.push_back(i);
    if (size > beginning)
        for (std::size_t i = 0; i < random_flips; ++i)
            out.push_back(
                std::uniform_int_distribution<std::uint64_t>{beginning, size - 1}(random));
    return out;
}

// Half of the random places go where entries lie, not into the zeros behind them.
std::size_t used_size(const Bytes& content) {
    std::size_t used = content.size();
    while (used > beginning + 1 && content[used - 1] == 0)
        --used;
    return used;
}

void flip_everywhere(const std::string& from, const std::string& name, Sums& sums) {
    const Folder folder;
    const auto store = folder.path("store");
    copy_store(from, store);
    const auto path = store + "/" + name;
    const auto whole = bytes_of(path);
    Machine machine;
    std::mt19937_64 random{7};
    auto places = places_in(whole.size(), random);
    const auto used = places_in(used_size(whole), random);
    if (used.size() > beginning)
        places.insert(places.end(), used.begin() + static_cast<std::ptrdiff_t>(beginning),
                      used.end());
    for (const auto at : places) {
        const auto bit = std::uniform_int_distribution<unsigned>{0, 7}(random);
        flip(path, at, bit);
        ask(machine, store, name,
            name + ", byte " + std::to_string(at) + ", bit " + std::to_string(bit), sums);
        flip(path, at, bit);
    }
    CHECK(bytes_of(path) == whole);
    CHECK(machine.verify(store).value().whole());
}

void cut_and_swap(const std::string& from, const std::string& name, Sums& sums) {
    const Folder folder;
    const auto store = folder.path("store");
    copy_store(from, store);
    const auto path = store + "/" + name;
    const auto whole = bytes_of(path);
    Machine machine;
    for (const std::size_t keep :
         {std::size_t{0}, std::size_t{1}, whole.size() / 3, whole.size() / 2, whole.size() - 1,
          whole.size() - std::min(whole.size() / 4, block), std::size_t{511}, std::size_t{4096}}) {
        if (keep >= whole.size()) continue;
        put_bytes(path, ByteView{whole}.first(keep));
        ask(machine, store, name, name + " cut to " + std::to_string(keep), sums);
    }
    auto longer = whole;
    longer.push_back(1);
    put_bytes(path, longer);
    ask(machine, store, name, name + " with a byte more", sums);
    std::mt19937_64 random{11};
    const auto blocks = used_size(whole) / block;
    for (int i = 0; blocks > 1 && i < 20; ++i) {
        std::uniform_int_distribution<std::size_t> any{0, blocks - 1};
        const auto one = any(random) * block;
        const auto other = any(random) * block;
        auto swapped = whole;
        std::swap_ranges(swapped.begin() + static_cast<std::ptrdiff_t>(one),
                         swapped.begin() + static_cast<std::ptrdiff_t>(one + block),
                         swapped.begin() + static_cast<std::ptrdiff_t>(other));
        if (swapped == whole) continue;
        put_bytes(path, swapped);
        ask(machine, store, name,
            name + ", blocks at " + std::to_string(one) + " and " + std::to_string(other), sums);
    }
}

std::string listed(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines)
        out += line + "\n";
    return out;
}

// The played record with a second and a third chair and three recovery keys.
const std::string& with_chairs_and_officers() {
    static const Folder folder;
    static const std::string store = [] {
        const auto path = folder.path("store");
        copy_store(played().store, path);
        Machine machine;
        const auto own = crypto::SecretBytes::from(passphrase);
        auto vault = store::Vault::open(machine.ports(), path, own);
        REQUIRE(vault);
        store::Chairs chairs{machine.ports(), path, *vault};
        for (const char* words : {"words of a second chair", "words of a third chair"})
            REQUIRE(chairs.add(own, crypto::SecretBytes::from(words),
                               crypto::KeyslotCost::practice(), {}));
        crypto::OfficerKeys officers{};
        for (auto& officer : officers)
            officer = crypto::BoxKeyPair::generate().public_key();
        REQUIRE(chairs.enrol_recovery(own, officers));
        REQUIRE(vault->settle());
        return path;
    }();
    return store;
}

void hurt(const std::string& name, const std::string& from = played().store) {
    Sums sums;
    flip_everywhere(from, name, sums);
    cut_and_swap(from, name, sums);
    INFO(name << ": " << sums.tried << " hurts, " << sums.findings << " found, " << sums.errors
              << " refused");
    CHECK(listed(sums.unnoticed) == "");
    CHECK(listed(sums.no_place) == "");
    CHECK(sums.findings + sums.errors == sums.tried);
    // An error says "cannot be answered"; damage to a record must be an answer.
    CHECK(sums.errors == 0);
    WARN(name << ": " << sums.tried << " hurts, " << sums.findings << " named, " << sums.errors
              << " refused");
}

}  // namespace

TEST_CASE("No flipped bit, cut or swapped block of the journal stays unnoticed",
          "[flips-journal][REQ-298]") {
    hurt(store::journal_file);
}
TEST_CASE("No flipped bit, cut or swapped block of the store stays unnoticed",
          "[flips-store][REQ-298]") {
    hurt(store::store_file);
}
TEST_CASE("No flipped bit, cut or swapped block of the key file stays unnoticed", "[flips-keys]") {
    hurt(crypto::keyslots_file, with_chairs_and_officers());
}
TEST_CASE("No flipped bit or cut of the device's secret stays unnoticed", "[flips-keys]") {
    hurt(crypto::device_secret_file);
}

}  // namespace cpc::whole
