// SPDX-License-Identifier: Apache-2.0
// Reports and drawings that are taken in as files: whose they are, how much there may be, and when
// one is put aside. The bytes themselves are read elsewhere (app/meeting/material.hpp).
#include <algorithm>

#include "core/base/limits.hpp"
#include "core/conference/judge.hpp"

namespace cpc::conference {
namespace {

// Nobody in particular made "other" things; a drawing is a child's, a report a person's.
std::optional<Refusal> whose(const Bench& bench, const MaterialTaken& taken) {
    const auto& state = bench.state;
    const auto no = [&](std::string_view what) {
        return refuse("material.whose", bench.procedure(), what);
    };
    if (state.person(taken.brought_by) == nullptr) return no("Choose who brought it.");
    if (!taken.author.empty() && state.person(taken.author) == nullptr)
        return refuse("people.known", bench.procedure());
    if (taken.kind == MaterialKind::report && taken.author.empty())
        return no("Choose whose report it is.");
    if (taken.kind == MaterialKind::drawing && taken.children.empty())
        return no("Choose the child who made it.");
    for (const auto& child : taken.children)
        if (state.child(child) == nullptr)
            return refuse("conference.has-a-child", bench.procedure());
    return std::nullopt;
}

bool fits_the_limits(const MaterialTaken& taken) {
    const auto pieces =
        (taken.size_bytes + limits::material_piece_bytes - 1) / limits::material_piece_bytes;
    const bool one_page = taken.media == MediaType::pdf || taken.pages == 1;
    return taken.size_bytes > 0 && taken.size_bytes <= limits::material_bytes_max &&
           taken.pages > 0 && static_cast<std::size_t>(taken.pages) <= limits::material_pages_max &&
           one_page && taken.pieces.size() == pieces;
}

// What was put aside still takes its place.
bool has_room(const State& state, const MaterialTaken& taken) {
    std::uint64_t bytes = taken.size_bytes;
    for (const auto& each : state.materials)
        bytes += each.taken.size_bytes;
    return state.materials.size() < limits::materials_max && bytes <= limits::materials_bytes_max;
}

}  // namespace

Answer judge(const Bench& bench, const Say<MaterialTaken>& command) {
    const auto& taken = command.fact;
    if (blank(taken.title) || taken.title.size() > limits::name_bytes_max)
        return bench.no("material.label");
    if (auto gap = whose(bench, taken)) return *gap;
    if (!fits_the_limits(taken)) return bench.no("material.file");
    const auto& others = bench.state.materials;
    const bool again = std::any_of(others.begin(), others.end(), [&](const auto& each) {
        return each.taken.material == taken.material ||
               (each.stands() && each.taken.sha256 == taken.sha256);
    });
    if (again) return bench.no("material.once");
    if (!has_room(bench.state, taken)) return bench.no("material.room");
    auto placed = taken;
    placed.segment.reset();
    if (const auto* open = bench.state.open_segment()) {
        const auto& out = open->started.out;
        if (std::find(out.begin(), out.end(), taken.brought_by) != out.end())
            return bench.no("segment.out-of-the-room");
        placed.segment = open->started.segment;
    }
    return yes(placed);
}

Answer judge(const Bench& bench, const Say<MaterialWithdrawn>& command) {
    const auto* known = bench.state.material(command.fact.material);
    if (known == nullptr || !known->stands()) return bench.no("material.known");
    if (blank(command.fact.reason)) return bench.no("material.reason");
    if (too_long(command.fact.reason)) return bench.no("text.length");
    return yes(command.fact);
}

}  // namespace cpc::conference
