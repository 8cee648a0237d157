// SPDX-License-Identifier: Apache-2.0
// Reports and drawings that are brought as files: the list of them, taking one in from a stick, and
// its pages on the glass (REQ-096).
//
// What always holds: a file for professionals only is in none of these views while the family can
// see the glass, not even as a number; what was taken in in a restricted part only while that part
// goes on; what was put aside is listed and not opened. Of a past conference the chair alone opens
// the list (sheets.hpp), so it holds what was for professionals only as well; nothing can be said
// there.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/common.hpp"
#include "core/base/pages.hpp"

namespace cpc::view {

inline constexpr std::string_view materials_sheet = "materials";
inline constexpr std::string_view past_materials_sheet = "past-materials";
inline constexpr std::string_view take_in_sheet = "take-in";
[[nodiscard]] std::string page_sheet_name(MaterialId material);

// One page in one size.
struct PageRef {
    MaterialId material;
    int page = 0;  // from 0
    int width_px = 0, height_px = 0;
    friend bool operator==(const PageRef&, const PageRef&) = default;
};

// What acts have found out; never part of the record.
struct MaterialFacts {
    bool looked = false;             // at a stick, since the sheet was opened
    bool busy = false;               // something is under way with it
    std::vector<std::string> files;  // names on the stick
    std::string problem;
    PageRef shown;                               // that the picture, or the sentence, is of
    std::shared_ptr<const PagePicture> picture;  // empty: page_problem says why
    std::string page_problem;
    bool drawing = false;
};

struct MaterialRow {
    MaterialId id;
    std::string title, detail;
    bool stands = true;
    bool professionals_only = false;
};
struct MaterialsSheet {
    std::string title, help, empty, take_label, close, professionals;
    bool may_take = false;  // not after the close, nor in a past conference
    std::vector<MaterialRow> rows;
};

struct TakeInSheet {
    std::string title, help, save, cancel, busy;
    std::string file_question, none_found, look_again, problem;
    std::vector<std::string> files;
    bool looked = false;
    std::string kind_question;
    std::vector<std::string> kinds;  // in the order of conference::MaterialKind
    std::string label_question, label_hint;
    std::string brought_question, author_question, maker_question, about_question;
    std::vector<PersonLine> people;
    std::vector<std::pair<ChildId, std::string>> children;
    std::string professionals_label, professionals_help;
    std::string apart;  // a restricted part is going on: who may see it follows from that
    std::string need_file, need_kind, need_label, need_brought, need_author, need_maker;
};

struct PageSheet {
    MaterialId id;
    std::string title, note, chip;
    int page = 0, pages = 1;
    bool past = false;  // closing it leads back to the past conference
    std::string previous, next, first_is_here, last_is_here, larger, whole, close;
    std::string waiting, problem;
    std::string words;  // of the picture
    PageRef shown;
    std::shared_ptr<const PagePicture> picture;
    bool drawing = false;
    // Empty after the close.
    std::string aside_label, aside_question, aside_save, aside_done, need_reason;
};

[[nodiscard]] std::string materials_label();
// Whose page is open; nothing: none of this conference that may be seen now.
[[nodiscard]] std::optional<MaterialId> open_material(const conference::State& state,
                                                      const Moment& moment);
// Whether a past conference has any that may be read there.
[[nodiscard]] bool has_past_materials(const conference::State& state, const Moment& moment);
[[nodiscard]] MaterialsSheet make_materials_sheet(const conference::State& state,
                                                  const Moment& moment);
[[nodiscard]] TakeInSheet make_take_in_sheet(const conference::State& state,
                                             const conference::Rulebook& rules,
                                             const MaterialFacts& facts);
// Nothing where the open sheet is no page of a file that may be seen now. `page` is brought into
// what there is.
[[nodiscard]] std::optional<PageSheet> make_page_sheet(const conference::State& state,
                                                       const Moment& moment,
                                                       const MaterialFacts& facts, int page);

}  // namespace cpc::view
