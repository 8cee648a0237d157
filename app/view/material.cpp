// SPDX-License-Identifier: Apache-2.0
#include "app/view/material.hpp"

#include <algorithm>

#include "app/view/apart.hpp"

namespace cpc::view {
namespace {

using conference::Material;
using conference::MaterialKind;
using conference::State;

bool is_past(const Moment& moment) {
    return moment.place == Place::past_conference;
}

bool seen_now(const State& state, const Moment& moment, const Material& material) {
    const bool family = moment.family_can_see && !is_past(moment);
    if (material.taken.professionals_only && family) return false;
    return shown_to_room(state, material.taken.segment);
}

std::string children_of(const State& state, const std::vector<ChildId>& children) {
    std::vector<std::string> refs;
    for (const auto& id : children)
        if (const auto* child = state.child(id)) refs.push_back(child->added.ref);
    return say_list(refs);
}

const Material* opened(const State& state, const Moment& moment) {
    for (const auto& each : state.materials)
        if (page_sheet_name(each.taken.material) == moment.sheet.name)
            return each.stands() && seen_now(state, moment, each) ? &each : nullptr;
    return nullptr;
}

// "Report from School", "Drawing by CD", "Something else"
std::string whose(const State& state, const conference::MaterialTaken& taken) {
    if (taken.kind == MaterialKind::report)
        return say("material.report_from", {{"who", person_name(state, taken.author)}});
    if (taken.kind == MaterialKind::drawing)
        return say("material.drawing_by", {{"who", children_of(state, taken.children)}});
    return say("material.kind-other");
}

}  // namespace

std::string page_sheet_name(MaterialId material) {
    return "page:" + material.hex();
}

std::string materials_label() {
    return say("material.title");
}

std::optional<MaterialId> open_material(const State& state, const Moment& moment) {
    const auto* found = opened(state, moment);
    return found == nullptr ? std::nullopt : std::optional{found->taken.material};
}

bool has_past_materials(const State& state, const Moment& moment) {
    return std::any_of(state.materials.begin(), state.materials.end(),
                       [&](const auto& each) { return seen_now(state, moment, each); });
}

MaterialsSheet make_materials_sheet(const State& state, const Moment& moment) {
    MaterialsSheet sheet;
    sheet.title = say("material.title");
    sheet.help = say(is_past(moment) ? "material.past_help" : "material.help");
    sheet.empty = say("material.empty");
    sheet.take_label = say("material.take");
    sheet.close = say("shell.close");
    sheet.professionals = say("material.professionals");
    sheet.may_take = !state.closed && !is_past(moment);
    for (const auto& material : state.materials) {
        if (!seen_now(state, moment, material)) continue;
        const auto& taken = material.taken;
        MaterialRow row;
        row.id = taken.material;
        row.title = taken.title;
        row.stands = material.stands();
        row.professionals_only = taken.professionals_only;
        row.detail = material.stands()
                         ? say("material.detail",
                               {{"what", whose(state, taken)},
                                {"who", person_name(state, taken.brought_by)},
                                {"pages", say_count("material.pages",
                                                    static_cast<std::size_t>(taken.pages))}})
                         : say("material.aside_row", {{"why", material.withdrawn_because}});
        sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

TakeInSheet make_take_in_sheet(const State& state, const conference::Rulebook& rules,
                               const MaterialFacts& facts) {
    TakeInSheet sheet;
    sheet.title = say("material.take");
    sheet.help = say("material.take_help");
    sheet.save = say("material.save");
    sheet.cancel = say("shell.cancel");
    if (facts.busy) sheet.busy = say(facts.looked ? "material.reading" : "material.looking");
    sheet.file_question = say("material.file");
    sheet.look_again = say("material.look_again");
    sheet.problem = facts.problem;
    sheet.files = facts.files;
    sheet.looked = facts.looked;
    if (facts.looked && facts.files.empty() && facts.problem.empty())
        sheet.none_found = say("material.none_found");
    sheet.kind_question = say("material.kind");
    for (const auto kind : {MaterialKind::report, MaterialKind::drawing, MaterialKind::other})
        sheet.kinds.push_back(say("material.kind-" + std::string{conference::word(kind)}));
    sheet.label_question = say("material.label");
    sheet.label_hint = say("material.label_hint");
    sheet.brought_question = say("material.brought");
    sheet.author_question = say("material.author");
    sheet.maker_question = say("material.maker");
    sheet.about_question = say("material.about");
    const auto* apart = state.open_segment();
    for (const auto& id : state.person_order) {
        const auto& out = apart == nullptr ? std::vector<PersonId>{} : apart->started.out;
        if (std::find(out.begin(), out.end(), id) != out.end()) continue;
        sheet.people.push_back(person_line(state.people.at(id), rules.procedure));
    }
    for (const auto& id : state.child_order)
        sheet.children.emplace_back(id, state.children.at(id).added.ref);
    sheet.professionals_label = say("material.professionals_label");
    sheet.professionals_help = say("material.professionals_help");
    if (apart != nullptr) sheet.apart = say("material.apart");
    sheet.need_file = say("material.need_file");
    sheet.need_kind = say("material.need_kind");
    sheet.need_label = say("material.need_label");
    sheet.need_brought = say("material.need_brought");
    sheet.need_author = say("material.need_author");
    sheet.need_maker = say("material.need_maker");
    return sheet;
}

std::optional<PageSheet> make_page_sheet(const State& state, const Moment& moment,
                                         const MaterialFacts& facts, int page) {
    const auto* found = opened(state, moment);
    if (found == nullptr) return std::nullopt;
    const auto& taken = found->taken;
    PageSheet sheet;
    sheet.id = taken.material;
    sheet.title = taken.title;
    sheet.past = is_past(moment);
    sheet.pages = taken.pages;
    sheet.page = std::clamp(page, 0, taken.pages - 1);
    const auto number = std::to_string(sheet.page + 1);
    const auto all = std::to_string(taken.pages);
    sheet.note = say("material.page_of", {{"n", number}, {"all", all}});
    if (taken.professionals_only) sheet.chip = say("material.professionals");
    sheet.previous = say("material.previous");
    sheet.next = say("material.next");
    sheet.first_is_here = say("material.first_is_here");
    sheet.last_is_here = say("material.last_is_here");
    sheet.larger = say("material.larger");
    sheet.whole = say("material.whole");
    sheet.close = say("shell.close");
    sheet.words = say("material.image", {{"what", taken.title}, {"n", number}, {"all", all}});
    sheet.drawing = facts.drawing;
    sheet.shown = facts.shown;
    const bool here = facts.shown.material == sheet.id && facts.shown.page == sheet.page;
    if (here) sheet.picture = facts.picture;
    if (here && !facts.picture) sheet.problem = facts.page_problem;
    if (!sheet.picture && sheet.problem.empty()) sheet.waiting = say("material.drawing");
    if (state.closed || sheet.past) return sheet;
    sheet.aside_label = say("material.aside");
    sheet.aside_question = say("material.aside_why");
    sheet.aside_save = say("material.aside_save");
    sheet.aside_done = say("material.aside_done", {{"what", taken.title}});
    sheet.need_reason = say("material.need_reason");
    return sheet;
}

}  // namespace cpc::view
