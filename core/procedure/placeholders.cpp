// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/placeholders.hpp"

#include <algorithm>
#include <array>

namespace cpc::procedure {
namespace {

constexpr std::array<std::string_view, 4> filled_in{"child", "chair", "person", "when"};

// One complaint for each pair of braces with a word nobody fills in, and for a brace left open.
std::vector<std::string> mistakes_in(std::string_view text) {
    std::vector<std::string> mistakes;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open)) {
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) {
            mistakes.emplace_back("A \"{\" stands here without its \"}\".");
            break;
        }
        const auto name = text.substr(open + 1, close - open - 1);
        if (std::find(filled_in.begin(), filled_in.end(), name) == filled_in.end())
            mistakes.push_back("\"{" + std::string(name) +
                               "}\" is not filled in. Known: {child}, {chair}, {person}, {when}.");
        open = close;
    }
    return mistakes;
}

void look(const toml::node& node, std::string_view file_name, std::vector<Error>& out) {
    if (const auto* text = node.as_string())
        for (const auto& mistake : mistakes_in(text->get()))
            out.push_back({Fault::malformed, mistake, place_of(text->source(), file_name),
                           "Nothing was changed. Mend the line and try again."});
    if (const auto* table = node.as_table())
        for (const auto& [key, value] : *table) {
            static_cast<void>(key);
            look(value, file_name, out);
        }
    if (const auto* array = node.as_array())
        for (const auto& item : *array)
            look(item, file_name, out);
}

}  // namespace

std::vector<Error> placeholder_complaints(const toml::table& document, std::string_view file_name) {
    std::vector<Error> out;
    look(document, file_name, out);
    return out;
}

}  // namespace cpc::procedure
