// SPDX-License-Identifier: Apache-2.0
// Sealing: which stretch of the record goes into which bundle.
#include <algorithm>
#include <iterator>
#include <map>

#include "app/send/prepare.hpp"
#include "app/send/state.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/entry.hpp"
#include "core/record/payload.hpp"
#include "sync/transport/directory_carrier.hpp"
#include "sync/wire/bundle.hpp"
#include "sync/wire/container.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::send {
namespace {

// Well below the format's limit, so that a slow line and a small machine both cope.
constexpr std::size_t bundle_bytes_wanted = 16U << 20U;
constexpr std::uint64_t entries_at_once = 500;

struct Stretch {
    std::vector<wire::BundleEntry> entries;
    std::map<std::pair<ConferenceId, ByteArray<16>>, record::Section> keys;
    std::uint64_t to = 0;
};

Result<void> add_entry(Stretch& stretch, store::RawEntry raw) {
    const auto entry = CPC_TRY(record::parse(raw.entry));
    if (!raw.ciphertext.empty())
        stretch.keys.emplace(std::pair{entry.header.conference, entry.header.key_id},
                             record::section_of(entry.header));
    stretch.entries.push_back({std::move(raw.entry), std::move(raw.ciphertext),
                               std::move(raw.key_wrap), std::move(raw.new_keys)});
    ++stretch.to;
    return {};
}

// Where each content that is gone is said to be erased or purged. A bundle that leaves a content
// out reaches as far as that, because central takes nothing with a hole that is not explained.
std::map<std::uint64_t, std::uint64_t> explained_at(store::Vault& vault) {
    std::map<std::uint64_t, std::uint64_t> out;
    for (const auto& erased : vault.erased())
        for (const auto seq : erased.what.entries)
            out.emplace(seq, erased.seq);
    return out;
}

Result<Stretch> gather(store::Vault& vault, std::uint64_t from, std::uint64_t to) {
    Stretch out;
    const auto explained = explained_at(vault);
    std::uint64_t owed = 0;
    out.to = from;
    std::size_t bytes = 0;
    const std::uint64_t end = std::min(vault.size(), from + wire::limits::entries_max);
    while (out.to < end && (out.to < to || out.to < owed)) {
        const auto wanted = std::min(std::max(to, owed), end);
        auto raw = CPC_TRY(vault.raw(out.to, std::min(out.to + entries_at_once, wanted)));
        for (auto& entry : raw) {
            const std::size_t size = entry.entry.size() + entry.ciphertext.size() + 300;
            const bool full = !out.entries.empty() && bytes + size > bundle_bytes_wanted;
            if (full && out.to >= owed) return out;
            const auto why = explained.find(out.to);
            if (why != explained.end()) owed = std::max(owed, why->second + 1);
            bytes += size;
            CPC_TRY(add_entry(out, std::move(entry)));
        }
    }
    return out;
}

Result<wire::BundlePlan> plan(Desk& desk, std::uint64_t from, Stretch stretch) {
    wire::BundlePlan out;
    auto& manifest = out.manifest;
    desk.entropy.fill(manifest.bundle.bytes);
    manifest.log_id = desk.vault.log_id();
    manifest.from = from;
    manifest.to = stretch.to;
    manifest.root = CPC_TRY(desk.vault.root_at(stretch.to));
    manifest.checkpoint = CPC_TRY(desk.vault.checkpoint_note_at(stretch.to));
    if (const auto newest = CPC_TRY(best_receipt(desk.vault, Best::newest))) {
        manifest.token = newest->next_token;
        manifest.receipts_seen = newest->index;
        manifest.receipts_root = newest->tree_root;
    }
    const auto now = desk.clock.read();
    manifest.made_at_ms = now.wall.ms;
    manifest.boot_ms = now.boot_ms;
    manifest.boot_id = now.boot_id;
    out.entries = std::move(stretch.entries);
    for (const auto& key : stretch.keys)
        out.keys.push_back({key.first.first, key.first.second,
                            CPC_TRY(desk.vault.conference_key(key.first.first, key.second))});
    return out;
}

// A sealed bundle of the outbox is of use only while it is whole and sealed to the central service
// the tablet is paired with now. One that is not is taken away and its stretch sealed again.
bool still_usable(Desk& desk, const BundleId& bundle) {
    const auto path = bundle_path(desk, bundle);
    if (!desk.files.exists(path)) return false;
    const auto file = read_whole(desk.files, path, wire::limits::bundle_bytes_max);
    const auto facts =
        file ? wire::inspect_container(*file) : Result<wire::ContainerFacts>{Failure{file.error()}};
    if (facts && facts->header.bundle == bundle &&
        facts->header.ingest_kid == crypto::sha256(desk.pairing.ingest_key))
        return true;
    (void)desk.files.remove(path);
    return false;
}

}  // namespace

std::string bundle_path(const Desk& desk, const BundleId& bundle) {
    return desk.outbox + "/" + bundle.hex() + ".cpb";
}

Result<Prepared> prepare_one(Desk& desk, std::uint64_t from, std::uint64_t end) {
    auto stretch = CPC_TRY(gather(desk.vault, from, end));
    auto bundle = CPC_TRY(plan(desk, from, std::move(stretch)));
    const BundleId id = bundle.manifest.bundle;
    const std::uint64_t to = bundle.manifest.to;
    const auto file = CPC_TRY(
        wire::write_bundle(std::move(bundle), desk.pairing.ingest_key, desk.vault.device_key()));
    CPC_TRY(transport::write_proved(desk.files, desk.outbox, id.hex() + ".cpb", file));
    const auto now = desk.clock.read().wall;
    engine::Item item{id, from, to, engine::Stage::draft, now, "", 0, now, std::nullopt};
    item = engine::evolve(std::move(item), engine::Sealed{id}, now);
    CPC_TRY(keep_item(desk.vault, item));
    return Prepared{std::move(item), bundle_path(desk, id)};
}

Result<std::vector<engine::Item>> waiting_items(Desk& desk, std::uint64_t from) {
    std::vector<engine::Item> out;
    std::uint64_t covered = from;
    for (auto& item : CPC_TRY(all_items(desk.vault))) {
        const bool fits =
            item.stage != engine::Stage::received && item.to > covered && item.from <= covered;
        if (!fits || !still_usable(desk, item.bundle)) continue;
        covered = item.to;
        out.push_back(std::move(item));
    }
    return out;
}

Result<std::vector<Prepared>> prepare_from(Desk& desk, std::uint64_t from) {
    CPC_TRY(desk.files.make_directories(desk.outbox));
    CPC_TRY(desk.vault.settle());
    const auto waiting = CPC_TRY(waiting_items(desk, from));
    std::uint64_t at = waiting.empty() ? from : waiting.back().to;
    std::vector<Prepared> out;
    while (at < desk.vault.size()) {
        out.push_back(CPC_TRY(prepare_one(desk, at)));
        at = out.back().item.to;
    }
    return out;
}

Result<std::vector<Prepared>> prepare_bundles(Desk& desk) {
    const auto before = CPC_TRY(status(desk.vault));
    auto out = CPC_TRY(prepare_from(desk, before.received));
    for (auto& again : CPC_TRY(prepare_again(desk, before.received))) {
        const auto waited = [&](const auto& item) { return item.bundle == again.item.bundle; };
        if (std::none_of(before.items.begin(), before.items.end(), waited))
            out.push_back(std::move(again));
    }
    return out;
}

Result<std::vector<Prepared>> bundles_to_carry(Desk& desk) {
    (void)CPC_TRY(prepare_bundles(desk));
    const auto received = CPC_TRY(status(desk.vault)).received;
    std::vector<Prepared> out;
    for (auto& item : CPC_TRY(waiting_items(desk, received))) {
        auto path = bundle_path(desk, item.bundle);
        out.push_back({std::move(item), std::move(path)});
    }
    auto again = CPC_TRY(prepare_again(desk, received));
    std::move(again.begin(), again.end(), std::back_inserter(out));
    return out;
}

Result<std::vector<Prepared>> prepare_again(Desk& desk, std::uint64_t size) {
    std::vector<Prepared> out;
    auto held = CPC_TRY(held_back(desk.vault));
    // What is not on this tablet any more cannot come right from here.
    const auto not_here = [&](const HeldBack& one) {
        const auto gone = desk.vault.erased(one.conference);
        return gone && gone->purge;
    };
    held.erase(std::remove_if(held.begin(), held.end(), not_here), held.end());
    const auto items = CPC_TRY(all_items(desk.vault));
    for (std::size_t i = 0; i < held.size() && held[i].entry < size;) {
        const auto first = held[i].entry;
        auto last = first;
        while (++i < held.size() && held[i].entry == last + 1 && last + 1 < size)
            ++last;
        const auto waits = [&](const engine::Item& item) {
            return item.stage != engine::Stage::received && item.from == first && item.to > last &&
                   still_usable(desk, item.bundle);
        };
        const auto found = std::find_if(items.begin(), items.end(), waits);
        if (found != items.end())
            out.push_back({*found, bundle_path(desk, found->bundle)});
        else
            out.push_back(CPC_TRY(prepare_one(desk, first, last + 1)));
        // A long run takes several bundles: what is beyond the first comes with the next sending.
    }
    return out;
}

}  // namespace cpc::send
