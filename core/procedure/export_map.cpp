// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/export_map.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "core/procedure/toml.hpp"

namespace cpc::procedure {
namespace {

// Reads one table strictly: what is of another kind or nobody asked for is an error with its line.
class Strict {
  public:
    Strict(const toml::table& table, std::string_view file) : table_(table), file_(file) {}

    [[nodiscard]] Failure wrong(const toml::node& node, const std::string& what) const {
        return fail(Fault::malformed, what, place_of(node.source(), file_),
                    "Nothing was written. Mend the line and try again.");
    }
    [[nodiscard]] Result<void> only(std::initializer_list<std::string_view> known) const {
        for (const auto& [key, value] : table_)
            if (std::find(known.begin(), known.end(), key.str()) == known.end())
                return wrong(value, "\"" + std::string{key.str()} + "\" is not known here.");
        return {};
    }
    [[nodiscard]] Result<std::string> text(std::string_view key, bool needed) const {
        const auto* node = table_.get(key);
        if (node == nullptr && !needed) return std::string{};
        if (node == nullptr) return wrong(table_, "\"" + std::string{key} + "\" is missing.");
        const auto value = node->value_exact<std::string>();
        if (!value) return wrong(*node, "\"" + std::string{key} + "\" must be a text in quotes.");
        if (needed && value->empty())
            return wrong(*node, "\"" + std::string{key} + "\" must not be empty.");
        return *value;
    }
    [[nodiscard]] Result<bool> flag(std::string_view key) const {
        const auto* node = table_.get(key);
        if (node == nullptr) return false;
        const auto value = node->value_exact<bool>();
        if (!value) return wrong(*node, "\"" + std::string{key} + "\" must be true or false.");
        return *value;
    }
    // The place of the word in the list.
    [[nodiscard]] Result<std::size_t> one_of(std::string_view key,
                                             std::initializer_list<std::string_view> words) const {
        const auto* node = table_.get(key);
        if (node == nullptr) return std::size_t{0};
        const auto value = node->value_exact<std::string>();
        const auto found = value ? std::find(words.begin(), words.end(), *value) : words.end();
        if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
        std::string list;
        for (const auto& word : words)
            list += (list.empty() ? "" : ", ") + std::string{word};
        return wrong(*node, "\"" + std::string{key} + "\" must be one of: " + list + ".");
    }
    [[nodiscard]] Result<std::vector<std::string>> texts(std::string_view key) const {
        std::vector<std::string> out;
        const auto* node = table_.get(key);
        if (node == nullptr) return out;
        if (!node->is_array())
            return wrong(*node, "\"" + std::string{key} + "\" must be a list of texts.");
        for (const auto& item : *node->as_array()) {
            const auto value = item.value_exact<std::string>();
            if (!value) return wrong(item, "Each of this list must be a text in quotes.");
            out.push_back(*value);
        }
        return out;
    }
    [[nodiscard]] Result<WordPairs> words(std::string_view key) const {
        WordPairs out;
        const auto* node = table_.get(key);
        if (node == nullptr) return out;
        if (!node->is_table())
            return wrong(*node, "\"" + std::string{key} + "\" must be { ours = \"theirs\", … }.");
        for (const auto& [ours, theirs] : *node->as_table()) {
            const auto value = theirs.value_exact<std::string>();
            if (!value) return wrong(theirs, "Each of these words must be a text in quotes.");
            out.emplace_back(std::string{ours.str()}, *value);
        }
        return out;
    }
    // The tables of [[key]].
    [[nodiscard]] Result<std::vector<const toml::table*>> each(std::string_view key) const {
        std::vector<const toml::table*> out;
        const auto* node = table_.get(key);
        if (node == nullptr) return out;
        if (!node->is_array_of_tables())
            return wrong(*node,
                         "\"" + std::string{key} + "\" is written [[" + std::string{key} + "]].");
        for (const auto& item : *node->as_array())
            out.push_back(item.as_table());
        return out;
    }
    [[nodiscard]] int line() const { return static_cast<int>(table_.source().begin.line); }

  private:
    const toml::table& table_;
    std::string_view file_;
};

Result<ExportColumn> read_column(const Strict& in) {
    CPC_TRY(in.only({"name", "from", "means", "words"}));
    ExportColumn column;
    column.name = CPC_TRY(in.text("name", true));
    column.from = CPC_TRY(in.text("from", false));
    column.means = CPC_TRY(in.text("means", false));
    column.words = CPC_TRY(in.words("words"));
    column.line = in.line();
    return column;
}

Result<CensusRule> read_rule(const Strict& in) {
    CPC_TRY(in.only({"number", "kind", "check", "text", "cites"}));
    CensusRule rule;
    rule.number = CPC_TRY(in.text("number", true));
    rule.query = CPC_TRY(in.one_of("kind", {"error", "query"})) == 1;
    rule.check = CPC_TRY(in.text("check", true));
    rule.text = CPC_TRY(in.text("text", true));
    rule.cites = CPC_TRY(in.text("cites", true));
    rule.line = in.line();
    return rule;
}

Result<CensusDates> read_dates(const Strict& in) {
    CPC_TRY(in.only({"procedure", "enquiry_start", "target_limit", "target_which", "plan_start"}));
    CensusDates dates;
    dates.procedure = CPC_TRY(in.text("procedure", true));
    dates.enquiry_start = CPC_TRY(in.text("enquiry_start", true));
    dates.target_limit = CPC_TRY(in.text("target_limit", true));
    dates.target_which = CPC_TRY(in.text("target_which", false));
    dates.plan_start = CPC_TRY(in.text("plan_start", true));
    return dates;
}

Result<void> read_parts(ExportMap& map, const Strict& in, std::string_view file) {
    for (const auto* table : CPC_TRY(in.each("column")))
        map.columns.push_back(CPC_TRY(read_column(Strict{*table, file})));
    for (const auto* table : CPC_TRY(in.each("rule")))
        map.rules.push_back(CPC_TRY(read_rule(Strict{*table, file})));
    for (const auto* table : CPC_TRY(in.each("dates")))
        map.dates.push_back(CPC_TRY(read_dates(Strict{*table, file})));
    return {};
}

}  // namespace

const std::string* other_word(const WordPairs& pairs, std::string_view ours) {
    const auto found = std::find_if(pairs.begin(), pairs.end(),
                                    [&](const auto& pair) { return pair.first == ours; });
    return found == pairs.end() ? nullptr : &found->second;
}

bool ExportMap::is_for(std::string_view procedure_id) const {
    return procedures.empty() ||
           std::find(procedures.begin(), procedures.end(), procedure_id) != procedures.end();
}

const CensusDates* ExportMap::dates_of(std::string_view procedure_id) const {
    const auto found = std::find_if(dates.begin(), dates.end(), [&](const auto& each) {
        return each.procedure == procedure_id;
    });
    return found == dates.end() ? nullptr : &*found;
}

Result<ExportMap> load_export_map(std::string_view text, std::string_view file_name) {
    const auto document = CPC_TRY(parse_toml(text, file_name));
    const Strict in{document, file_name};
    CPC_TRY(in.only({"id", "title", "source", "shape", "rows", "days", "names_people", "procedures",
                     "column", "rule", "dates", "categories", "several_categories", "add"}));
    ExportMap map;
    map.id = CPC_TRY(in.text("id", true));
    map.title = CPC_TRY(in.text("title", true));
    map.source = CPC_TRY(in.text("source", true));
    map.shape = static_cast<ExportShape>(CPC_TRY(in.one_of("shape", {"table", "census"})));
    map.rows = static_cast<ExportRows>(
        CPC_TRY(in.one_of("rows", {"children", "actions", "plan-changes"})));
    map.days = static_cast<ExportDays>(CPC_TRY(in.one_of("days", {"2027-03-30", "30032027"})));
    map.names_people = CPC_TRY(in.flag("names_people"));
    map.procedures = CPC_TRY(in.texts("procedures"));
    map.categories = CPC_TRY(in.words("categories"));
    map.several_categories = CPC_TRY(in.text("several_categories", false));
    map.add = CPC_TRY(in.texts("add"));
    CPC_TRY(read_parts(map, in, file_name));
    if (map.shape == ExportShape::table && map.columns.empty())
        return in.wrong(document, "A table needs at least one [[column]].");
    if (map.shape == ExportShape::census && (map.rules.empty() || map.dates.empty()))
        return in.wrong(document, "A census needs its [[rule]] and [[dates]].");
    return map;
}

}  // namespace cpc::procedure
