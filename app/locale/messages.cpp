// SPDX-License-Identifier: Apache-2.0
#include "app/locale/messages.hpp"

#include <unordered_map>
#include <vector>

#include "app/locale/english.hpp"

namespace cpc::locale {

std::span<const std::span<const Message>> tables() {
    static const std::vector<std::span<const Message>> all{
        english_shell(),    english_home(),     english_introductions(), english_information(),
        english_risk(),     english_decision(), english_plan(),          english_close(),
        english_room(),     english_apart(),    english_matters(),       english_device(),
        english_record(),   english_settings(), english_spoken(),        english_toolkit(),
        english_training(), english_material(), english_register(),      english_handing_out()};
    return all;
}

std::optional<std::string_view> find_english(std::string_view key) {
    static const auto index = [] {
        std::unordered_map<std::string_view, std::string_view> by_key;
        for (const auto& table : tables())
            for (const auto& message : table)
                by_key.emplace(message.key, message.text);
        return by_key;
    }();
    const auto found = index.find(key);
    if (found == index.end()) return std::nullopt;
    return found->second;
}

}  // namespace cpc::locale
