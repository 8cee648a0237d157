// SPDX-License-Identifier: Apache-2.0
#include "tests/storm/aftermath.hpp"

#include <algorithm>

namespace cpc::storm {
namespace {

using support::SeededEntropy;

std::size_t below(SeededEntropy& luck, std::size_t limit) {
    return static_cast<std::size_t>(luck.next() % limit);
}

bool coin(SeededEntropy& luck) {
    return (luck.next() & 1U) != 0;
}

void do_whole(Image& image, const Act& act) {
    if (act.kind == Act::Kind::write) image.write(act.offset, *act.bytes);
    if (act.kind == Act::Kind::resize) image.resize(act.offset);
}

// Some of the aligned pieces that it covers; what it does not cover stays as it was.
void do_pieces(Image& image, const Act& act, std::size_t piece, SeededEntropy& luck) {
    if (act.kind == Act::Kind::resize && coin(luck)) image.resize(act.offset);
    if (act.kind != Act::Kind::write) return;
    const auto end = act.offset + act.bytes->size();
    for (auto at = act.offset; at < end;) {
        const auto next = std::min<std::uint64_t>(end, (at / piece + 1) * piece);
        if (coin(luck))
            image.write(at, ByteView{*act.bytes}.subspan(static_cast<std::size_t>(at - act.offset),
                                                         static_cast<std::size_t>(next - at)));
        at = next;
    }
}

void spoil_end(Image& image, const Act& act, SeededEntropy& luck) {
    do_whole(image, act);
    if (act.kind != Act::Kind::write || act.bytes->empty()) return;
    const auto kept = below(luck, act.bytes->size());
    image.write(act.offset + kept, Bytes(act.bytes->size() - kept));
}

void spoil_sector(Image& image, const Act& act, SeededEntropy& luck) {
    constexpr std::size_t sector = 512;
    do_whole(image, act);
    if (act.kind != Act::Kind::write || act.bytes->empty()) return;
    const auto at = (act.offset + below(luck, act.bytes->size())) / sector * sector;
    Bytes nonsense(std::min<std::uint64_t>(sector, image.size() - at));
    luck.fill(nonsense);
    image.write(at, nonsense);
}

std::vector<const Act*> chosen(std::vector<const Act*> acts, Outcome outcome, SeededEntropy& luck) {
    switch (outcome) {
        case Outcome::none:
            return {};
        case Outcome::subset:
            std::erase_if(acts, [&](const Act*) { return coin(luck); });
            return acts;
        case Outcome::reordered:
            for (std::size_t i = acts.size(); i > 1; --i)
                std::swap(acts[i - 1], acts[below(luck, i)]);
            acts.resize(below(luck, acts.size() + 1));
            return acts;
        case Outcome::torn_512:
        case Outcome::torn_4096:
        case Outcome::zeroed_tail:
        case Outcome::garbage:
            // The last of them is the one that is hurt.
            if (!acts.empty()) acts.resize(1 + below(luck, acts.size()));
            return acts;
        case Outcome::all:
            return acts;
    }
    return acts;
}

void do_name(std::map<std::string, std::size_t>& names, const Act& act) {
    if (act.kind == Act::Kind::move_folder) return move_names(names, act.moved_from, act.path);
    if (act.kind == Act::Kind::link) names[act.path] = act.node;
    names.erase(act.kind == Act::Kind::link ? act.moved_from : act.path);
}

}  // namespace

Aftermath::Aftermath(const Contents& start, const std::map<std::string, std::size_t>& nodes) {
    for (const auto& [path, number] : nodes) {
        names_[path] = number;
        files_[number].durable = start.at(path);
    }
}

void Aftermath::apply(const Act& act) {
    auto& file = files_[act.node];
    switch (act.kind) {
        case Act::Kind::write:
        case Act::Kind::resize:
            file.pending.push_back(&act);
            return;
        case Act::Kind::sync:
            for (const auto* done : file.pending)
                do_whole(file.durable, *done);
            file.pending.clear();
            return;
        case Act::Kind::lost_sync:
            file.pending.clear();
            return;
        case Act::Kind::link:
        case Act::Kind::move_folder:
        case Act::Kind::unlink:
            pending_names_.push_back(&act);
            return;
        case Act::Kind::sync_names:
            for (const auto* done : pending_names_)
                do_name(names_, *done);
            pending_names_.clear();
            return;
    }
}

bool Aftermath::anything_pending() const {
    return !pending_names_.empty() ||
           std::any_of(files_.begin(), files_.end(),
                       [](const auto& item) { return !item.second.pending.empty(); });
}

Image Aftermath::image_after(const File& file, Outcome outcome, SeededEntropy& luck) const {
    Image out = file.durable;
    const auto acts = chosen(file.pending, outcome, luck);
    for (const auto* act : acts) {
        const bool hurt = act == acts.back();
        if (hurt && outcome == Outcome::torn_512)
            do_pieces(out, *act, 512, luck);
        else if (hurt && outcome == Outcome::torn_4096)
            do_pieces(out, *act, 4096, luck);
        else if (hurt && outcome == Outcome::zeroed_tail)
            spoil_end(out, *act, luck);
        else if (hurt && outcome == Outcome::garbage)
            spoil_sector(out, *act, luck);
        else
            do_whole(out, *act);
    }
    return out;
}

Contents Aftermath::cut(Outcome outcome, SeededEntropy& luck) const {
    auto names = names_;
    for (const auto* act : chosen(pending_names_, outcome, luck))
        do_name(names, *act);
    Contents out;
    for (const auto& [path, number] : names)
        if (const auto found = files_.find(number); found != files_.end())
            out[path] = image_after(found->second, outcome, luck);
        else
            out[path] = Image{};
    return out;
}

std::uint64_t fingerprint(const Contents& contents) {
    std::uint64_t hash = 17;
    for (const auto& [path, image] : contents) {
        for (const char c : path)
            hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x100000001B3;
        hash = (hash ^ image.fingerprint()) * 0x9FB21C651E98DF25;
        hash ^= hash >> 29U;
    }
    return hash;
}

}  // namespace cpc::storm
