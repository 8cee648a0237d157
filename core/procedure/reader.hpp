// SPDX-License-Identifier: Apache-2.0
// A small reading glass over a TOML table that the schema has already passed. Because of that it
// cannot fail: a key that is missing here is one the schema lets be missing. For this module only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.hpp"
#include "core/procedure/profile.hpp"
#include "core/procedure/rules.hpp"
#include "core/procedure/toml.hpp"
#include "core/procedure/words.hpp"

namespace cpc::procedure {

class In {
  public:
    explicit In(const toml::table& table) : table_(table) {}

    [[nodiscard]] int line() const { return static_cast<int>(table_.source().begin.line); }
    [[nodiscard]] std::string text(std::string_view key) const {
        return table_[key].value_or(std::string{});
    }
    [[nodiscard]] int number(std::string_view key) const { return table_[key].value_or(0); }
    [[nodiscard]] bool flag(std::string_view key) const { return table_[key].value_or(false); }
    [[nodiscard]] bool flag_or_yes(std::string_view key) const {
        return table_[key].value_or(true);
    }
    [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }

    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const {
        std::vector<std::string> list;
        if (const auto* array = table_[key].as_array())
            for (const auto& item : *array)
                list.push_back(item.value_or(std::string{}));
        return list;
    }
    template <class Value, std::size_t N>
    [[nodiscard]] Value word(std::string_view key, const words::Table<Value, N>& table) const {
        return words::value(table, text(key));
    }
    template <class Value, std::size_t N>
    [[nodiscard]] std::vector<Value> each_word(std::string_view key,
                                               const words::Table<Value, N>& table) const {
        std::vector<Value> list;
        for (const auto& item : texts(key))
            list.push_back(words::value(table, item));
        return list;
    }
    // `read` makes one thing of one table: the entries of [[key]], in order.
    template <class Read>
    [[nodiscard]] auto each(std::string_view key, Read read) const {
        std::vector<decltype(read(*this))> list;
        if (const auto* array = table_[key].as_array())
            for (const auto& item : *array)
                if (const auto* entry = item.as_table()) list.push_back(read(In{*entry}));
        return list;
    }
    [[nodiscard]] In table(std::string_view key) const {
        static const toml::table nothing;
        const auto* found = table_[key].as_table();
        return In{found != nullptr ? *found : nothing};
    }

    [[nodiscard]] Basis basis() const {
        return Basis{text("id"), word("status", words::statuses), text("cites"),
                     texts("requirement"), line()};
    }

  private:
    const toml::table& table_;
};

[[nodiscard]] Choice read_choice(const In& in);
[[nodiscard]] ChecklistItem read_check(const In& in);
[[nodiscard]] EventName read_event(const In& in);
[[nodiscard]] Role read_role(const In& in);
[[nodiscard]] Statement read_statement(const In& in);
[[nodiscard]] RiskField read_risk_field(const In& in);
[[nodiscard]] DeadlineRule read_deadline(const In& in);
[[nodiscard]] DocumentRule read_document(const In& in);
[[nodiscard]] Note read_note(const In& in);
[[nodiscard]] GuidePage read_page(const In& in);
[[nodiscard]] PlanSection read_section(const In& in);
// The schema has checked the shape "2027-03-30"; whether there is such a day is checked here.
[[nodiscard]] Result<Date> read_date(const toml::table& document, std::string_view key,
                                     std::string_view file_name);
[[nodiscard]] std::vector<Rule> read_rules(const In& in);
// A document that fits the schema, before anybody asks whether what it says fits together.
[[nodiscard]] Result<Procedure> read_procedure(const toml::table& document,
                                               std::string_view file_name);

}  // namespace cpc::procedure
