// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/schema_check.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <sstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "core/base/check.hpp"
#include "profile_schema.hpp"

namespace cpc::procedure {
namespace {

using nlohmann::json;

constexpr std::size_t text_bytes_max = 2'000;  // of one text in a procedure file

json to_json(const toml::node& node) {
    if (const auto* table = node.as_table()) {
        json object = json::object();
        for (const auto& [key, value] : *table)
            object[std::string(key.str())] = to_json(value);
        return object;
    }
    if (const auto* array = node.as_array()) {
        json list = json::array();
        for (const auto& item : *array)
            list.push_back(to_json(item));
        return list;
    }
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* number = node.as_integer()) return number->get();
    if (const auto* flag = node.as_boolean()) return flag->get();
    if (const auto* real = node.as_floating_point()) return real->get();
    // Dates are strings to the schema, which has a pattern for them.
    std::ostringstream text;
    if (const auto* date = node.as_date()) text << date->get();
    if (const auto* time = node.as_time()) text << time->get();
    if (const auto* moment = node.as_date_time()) text << moment->get();
    return text.str();
}

const json& schema_document() {
    static const json document = json::parse(profile_schema, nullptr, false);
    CPC_CHECK(!document.is_discarded());
    return document;
}

// An overlay's schema is one of the definitions; it is made a document of its own, with all of
// them.
const json& schema_of(Shape shape) {
    static const json overlay = [] {
        json document = schema_document().at("definitions").at("overlay");
        document["$schema"] = schema_document().at("$schema");
        document["definitions"] = schema_document().at("definitions");
        return document;
    }();
    return shape == Shape::overlay ? overlay : schema_document();
}

const json& resolve(const json& schema) {
    const json* at = &schema;
    while (at->contains("$ref")) {
        const std::string name = at->at("$ref").get<std::string>();
        at = &schema_document().at(json::json_pointer(name.substr(1)));
    }
    return *at;
}

// One step of valijson's context: "[deadline]" or "[0]".
std::string step_name(const std::string& context) {
    return context.size() > 2 ? context.substr(1, context.size() - 2) : std::string{};
}

// The place a complaint is about: the node in the file, the schema for it, and its last name.
struct Spot {
    const toml::node* node = nullptr;
    const json* schema = nullptr;
    std::string name;
};

const json no_schema = json::object();

// The schema for a part of what `schema` describes. Refers to the schema document, which lives on.
const json& schema_of_item(const json& schema) {
    const auto items = schema.find("items");
    return items == schema.end() ? no_schema : resolve(*items);
}
const json& schema_of_key(const json& schema, const std::string& name) {
    const auto properties = schema.find("properties");
    if (properties == schema.end()) return no_schema;
    const auto property = properties->find(name);
    return property == properties->end() ? no_schema : resolve(*property);
}

Spot find_spot(const toml::table& document, const std::vector<std::string>& context, Shape shape) {
    Spot spot{&document, &resolve(schema_of(shape)), {}};
    for (std::size_t i = 1; i < context.size(); ++i) {
        const std::string name = step_name(context[i]);
        if (const auto* array = spot.node->as_array()) {
            const auto* item = array->get(static_cast<std::size_t>(std::stoul(name)));
            if (item == nullptr) break;
            spot.node = item;
            spot.schema = &schema_of_item(*spot.schema);
            continue;
        }
        const auto* table = spot.node->as_table();
        const auto* item = table != nullptr ? table->get(name) : nullptr;
        if (item == nullptr) break;
        spot.name = name;
        spot.node = item;
        spot.schema = &schema_of_key(*spot.schema, name);
    }
    return spot;
}

std::string joined(const json& words) {
    std::string list;
    for (const auto& word : words)
        list += (list.empty() ? "" : ", ") + word.get<std::string>();
    return list;
}

std::string kind_in_words(const std::string& type) {
    if (type == "string") return "a text in quotation marks";
    if (type == "integer") return "a whole number";
    if (type == "boolean") return "true or false";
    if (type == "array") return "a list in square brackets";
    return "a table";
}

bool has_kind(const toml::node& node, const std::string& type) {
    if (type == "string") return node.is_string() || node.is_date();
    if (type == "integer") return node.is_integer();
    if (type == "boolean") return node.is_boolean();
    if (type == "array") return node.is_array();
    return node.is_table();
}

struct Complaint {
    std::string what;
    toml::source_region where;
    std::size_t depth = 0;  // how many tables and lists it lies in
};

// How many letters have to be changed, added or left out to make one word of the other.
std::size_t steps_between(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < right.size(); ++j) {
            const std::size_t changed = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

// What the author probably meant: "cuont" is near "count", and "foo" is near nothing.
std::string nearest_hint(const std::string& word, const std::vector<std::string>& known) {
    std::size_t best = word.size() / 3 + 2;
    std::string found;
    for (const auto& each : known) {
        const auto steps = steps_between(word, each);
        if (steps >= best || steps >= each.size()) continue;
        best = steps;
        found = each;
    }
    return found.empty() ? found : " Did you mean \"" + found + "\"?";
}

Complaint about_unknown(const toml::key& key, const json& properties) {
    std::string list;
    std::vector<std::string> known;
    for (const auto& [name, unused] : properties.items()) {
        static_cast<void>(unused);
        list += (list.empty() ? "" : ", ") + name;
        known.push_back(name);
    }
    const std::string word(key.str());
    return {"\"" + word + "\" is not a word that can stand here." + nearest_hint(word, known) +
                " Known here: " + list + ".",
            key.source()};
}

// A table that lacks keys, or holds some that nobody knows.
std::vector<Complaint> about_keys(const Spot& spot) {
    std::vector<Complaint> all;
    const auto* table = spot.node->as_table();
    if (table == nullptr || !spot.schema->contains("properties")) return all;
    const json& properties = spot.schema->at("properties");
    for (const auto& [key, value] : *table) {
        static_cast<void>(value);
        if (!properties.contains(std::string(key.str())))
            all.push_back(about_unknown(key, properties));
    }
    for (const auto& name : spot.schema->at("required"))
        if (!table->contains(name.get<std::string>()))
            all.push_back(
                {"\"" + name.get<std::string>() + "\" is missing here.", table->source()});
    return all;
}

Complaint about_value(const Spot& spot) {
    const json& schema = *spot.schema;
    const std::string quoted = "\"" + spot.name + "\"";
    const auto where = spot.node->source();
    if (schema.contains("enum"))
        return {quoted + " is \"" + spot.node->value_or(std::string("?")) +
                    "\", which is not one of: " + joined(schema.at("enum")) + ".",
                where};
    const std::string type = schema.value("type", std::string("object"));
    if (!has_kind(*spot.node, type))
        return {quoted + " should be " + kind_in_words(type) + ".", where};
    if (schema.contains("minItems"))
        return {quoted + " needs at least " + std::to_string(schema.at("minItems").get<int>()) +
                    " in its list.",
                where};
    return {quoted + ": " + schema.value("description", std::string("this value does not fit.")),
            where};
}

using Context = std::vector<std::string>;

// All complaints about the places at which the schema was not kept. That something is wrong inside
// is no complaint of its own.
std::vector<Complaint> complain(const toml::table& document, const std::vector<Context>& contexts,
                                Shape shape) {
    const auto something_inside = [&](const Context& place) {
        return std::any_of(contexts.begin(), contexts.end(), [&](const Context& other) {
            return other.size() > place.size() &&
                   std::equal(place.begin(), place.end(), other.begin());
        });
    };
    std::vector<Complaint> all;
    for (const auto& context : contexts) {
        const Spot spot = find_spot(document, context, shape);
        auto here = about_keys(spot);
        if (here.empty() && !something_inside(context)) here.push_back(about_value(spot));
        for (auto& complaint : here) {
            complaint.depth = context.size();
            all.push_back(std::move(complaint));
        }
    }
    return all;
}

Error error_of(const Complaint& complaint, std::string_view file_name) {
    return {Fault::malformed, complaint.what, place_of(complaint.where, file_name),
            "Nothing was changed. Mend the line and try again."};
}

// The first text of the document that is longer than any text of a procedure has a need to be. The
// schema's patterns are matched by a recursive engine, which long texts could exhaust.
const toml::node* find_long_text(const toml::node& node) {
    if (const auto* text = node.as_string())
        return text->get().size() > text_bytes_max ? &node : nullptr;
    if (const auto* table = node.as_table())
        for (const auto& [key, value] : *table) {
            static_cast<void>(key);
            if (const auto* found = find_long_text(value)) return found;
        }
    if (const auto* array = node.as_array())
        for (const auto& item : *array)
            if (const auto* found = find_long_text(item)) return found;
    return nullptr;
}

// Nothing: it fits. Throws what valijson throws.
std::vector<Complaint> hold_against(const toml::table& document, Shape shape) {
    valijson::Schema schema;
    valijson::SchemaParser parser;
    const valijson::adapters::NlohmannJsonAdapter schema_adapter(schema_of(shape));
    parser.populateSchema(schema_adapter, schema);
    const json target = to_json(document);
    const valijson::adapters::NlohmannJsonAdapter target_adapter(target);
    valijson::ValidationResults results;
    valijson::Validator validator;
    if (validator.validate(schema, target_adapter, &results)) return {};
    valijson::ValidationResults::Error error;
    std::vector<Context> contexts;
    while (results.popError(error))
        contexts.push_back(error.context);
    auto complaints = complain(document, contexts, shape);
    CPC_CHECK(!complaints.empty());
    return complaints;
}

bool earlier(const Complaint& left, const Complaint& right) {
    const auto& a = left.where.begin;
    const auto& b = right.where.begin;
    return a.line != b.line ? a.line < b.line : a.column < b.column;
}

std::optional<Error> about_long_text(const toml::table& document, std::string_view file_name) {
    const auto* text = find_long_text(document);
    if (text == nullptr) return std::nullopt;
    return Error{Fault::refused,
                 "This text is longer than " + std::to_string(text_bytes_max) + " bytes.",
                 place_of(text->source(), file_name), "Nothing was changed. Shorten the text."};
}

Error not_comparable(std::string_view file_name) {
    return {Fault::malformed, "The procedure file could not be held against its schema.",
            std::string(file_name), "Nothing was changed."};
}

}  // namespace

std::vector<Error> schema_complaints(const toml::table& document, std::string_view file_name,
                                     Shape shape) {
    if (auto too_long = about_long_text(document, file_name)) return {std::move(*too_long)};
    try {
        auto complaints = hold_against(document, shape);
        std::stable_sort(complaints.begin(), complaints.end(), earlier);
        std::vector<Error> errors;
        for (const auto& each : complaints) {
            auto error = error_of(each, file_name);
            const bool again = std::any_of(errors.begin(), errors.end(), [&](const Error& other) {
                return other.where == error.where && other.what == error.what;
            });
            if (!again) errors.push_back(std::move(error));
        }
        return errors;
    } catch (const std::exception&) {
        return {not_comparable(file_name)};
    }
}

Result<void> check_schema(const toml::table& document, std::string_view file_name, Shape shape) {
    if (auto too_long = about_long_text(document, file_name)) return Failure{std::move(*too_long)};
    try {
        const auto complaints = hold_against(document, shape);
        if (complaints.empty()) return {};
        const auto deepest = std::max_element(
            complaints.begin(), complaints.end(),
            [](const auto& left, const auto& right) { return left.depth < right.depth; });
        return Failure{error_of(*deepest, file_name)};
    } catch (const std::exception&) {
        return Failure{not_comparable(file_name)};
    }
}

}  // namespace cpc::procedure
