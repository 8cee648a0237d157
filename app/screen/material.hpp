// SPDX-License-Identifier: Apache-2.0
// Reports and drawings that are brought as files: list, taking in, pages (view/material.hpp). The
// sheets stand over whatever stage is on the glass.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/screen/common.hpp"
#include "app/view/material.hpp"

namespace cpc::screen {

struct TakeInDraft {
    std::string file;  // a name on the stick
    std::optional<conference::MaterialKind> kind;
    std::string label;
    PersonId brought_by, author;
    std::vector<ChildId> children;
    bool professionals_only = false;
};

struct MaterialDraft {
    TakeInDraft take_in;
    MaterialId open;  // whose page the rest is about
    int page = 0;
    bool whole = false;
    bool aside = false;  // why it is put aside is asked
    std::string reason;
    view::PageRef wanted;  // the page, in the size its place has
    template <class Each>
    void each_text(Each&& each) {
        each("material.label", take_in.label);
        each("material.reason", reason);
    }
};

[[nodiscard]] std::optional<view::Intent> draw_materials(ui::Ui& ui,
                                                         const view::MaterialsSheet& sheet);
[[nodiscard]] std::optional<view::Intent> draw_take_in(ui::Ui& ui, const view::TakeInSheet& sheet,
                                                       TakeInDraft& draft);
[[nodiscard]] std::optional<view::Intent> draw_page(ui::Ui& ui, const view::PageSheet& sheet,
                                                    MaterialDraft& draft);
[[nodiscard]] bool said(const conference::Command& command, MaterialDraft& draft);

// The button of a stage that opens the list.
[[nodiscard]] std::optional<view::Intent> materials_button(ui::Ui& ui);

}  // namespace cpc::screen
