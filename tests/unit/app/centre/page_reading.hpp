// SPDX-License-Identifier: Apache-2.0
// Reads a page tag by tag and says what somebody with a screen reader, a keyboard or a strict
// browser policy would stumble over.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cpc::test {

struct Tag {
    std::string name;
    std::map<std::string, std::string> attributes;
    [[nodiscard]] std::string at(const std::string& key) const {
        const auto found = attributes.find(key);
        return found == attributes.end() ? std::string{} : found->second;
    }
};

struct PageReading {
    std::vector<Tag> tags;              // opening ones, in order
    std::vector<std::string> problems;  // empty: nothing to stumble over
    std::string words;                  // the text between tags
    [[nodiscard]] std::size_t count(std::string_view name) const;
    [[nodiscard]] bool says(std::string_view text) const {
        return words.find(text) != std::string::npos;
    }
    // The value of the first tag of that name with that attribute value.
    [[nodiscard]] std::string value_of(const std::string& tag, const std::string& key,
                                       const std::string& value, const std::string& wanted) const;
};
[[nodiscard]] PageReading read_page(const std::string& page);

}  // namespace cpc::test
