// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/toml.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace cpc::procedure {
namespace {

// The two mistakes that people make most often in TOML, said so that they can be found.
std::string in_plain_words(std::string_view description) {
    if (description.find("control characters other than TAB") != std::string_view::npos)
        return "A text that begins with a quotation mark does not end on this line.";
    constexpr std::string_view again = "cannot redefine existing";
    if (const auto at = description.find(again); at != std::string_view::npos) {
        const auto open = description.find('\'', at);
        const auto close = description.find('\'', open + 1);
        if (close != std::string_view::npos)
            return "\"" + std::string(description.substr(open + 1, close - open - 1)) +
                   "\" is given a second time here.";
    }
    return "This is not TOML: " + std::string(description) + ".";
}

// Where toml++ gives up it says no place. The shortest run of whole lines that makes it give up
// ends with the line that does; longer runs give up at the same spot.
bool gives_up(std::string_view text) {
    try {
        static_cast<void>(toml::parse(text, std::string_view{}));
    } catch (const toml::parse_error&) {
        return false;
    } catch (const std::exception&) {
        return true;
    }
    return false;
}

std::size_t line_of_giving_up(std::string_view text) {
    std::vector<std::size_t> ends;  // of the lines, one past the newline
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] == '\n') ends.push_back(at + 1);
    if (ends.empty() || ends.back() != text.size()) ends.push_back(text.size());
    const auto found = std::partition_point(
        ends.begin(), ends.end(), [&](std::size_t end) { return !gives_up(text.substr(0, end)); });
    return static_cast<std::size_t>(found - ends.begin()) + 1;
}

// What the text at a spot belongs to.
enum class Inside : std::uint8_t { nothing, comment, quotes, apostrophes, quotes_3, apostrophes_3 };

// The state after the sign at `at`, and how many further bytes belong to that sign.
struct Step {
    Inside inside;
    std::size_t more = 0;
};
Step step_from(Inside inside, std::string_view rest) {
    const char c = rest.front();
    const bool three = rest.substr(0, 3) == "\"\"\"" || rest.substr(0, 3) == "'''";
    switch (inside) {
        case Inside::nothing:
            if (c == '#') return {Inside::comment};
            if (c == '"') return three ? Step{Inside::quotes_3, 2} : Step{Inside::quotes};
            if (c == '\'')
                return three ? Step{Inside::apostrophes_3, 2} : Step{Inside::apostrophes};
            return {inside};
        case Inside::comment:
            return {c == '\n' ? Inside::nothing : inside};
        case Inside::quotes:
            if (c == '\\') return {inside, 1};
            return {c == '"' || c == '\n' ? Inside::nothing : inside};
        case Inside::apostrophes:
            return {c == '\'' || c == '\n' ? Inside::nothing : inside};
        case Inside::quotes_3:
            if (c == '\\') return {inside, 1};
            return three && c == '"' ? Step{Inside::nothing, 2} : Step{inside};
        case Inside::apostrophes_3:
            return three && c == '\'' ? Step{Inside::nothing, 2} : Step{inside};
    }
    return {inside};
}

// The first byte outside texts and comments that is not ASCII. TOML allows none there, and toml++
// looks such signs up in a table with a hole in it, so they never get that far.
std::size_t find_stray(std::string_view text) {
    Inside inside = Inside::nothing;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (inside == Inside::nothing && static_cast<unsigned char>(text[at]) >= 0x80U) return at;
        const Step step = step_from(inside, text.substr(at));
        inside = step.inside;
        at += step.more;
    }
    return std::string_view::npos;
}

Result<toml::table> parse_checked(std::string_view text, std::string_view file_name) {
    try {
        return toml::parse(text, file_name);
    } catch (const toml::parse_error& error) {
        return fail(Fault::malformed, in_plain_words(error.description()),
                    place_of(error.source(), file_name), mend_it);
    } catch (const std::exception&) {
        return fail(
            Fault::malformed,
            "This is not TOML: a sign stands here, or soon before, that cannot stand there.",
            std::string(file_name) + ":" + std::to_string(line_of_giving_up(text)), mend_it);
    }
}

}  // namespace

void detail::toml_gave_up() {
    throw std::logic_error("toml++ gave up");
}

std::string place_of(const toml::source_region& region, std::string_view file_name) {
    return std::string(file_name) + ":" + std::to_string(region.begin.line) + ":" +
           std::to_string(region.begin.column);
}

Result<toml::table> parse_toml(std::string_view text, std::string_view file_name) {
    const auto stray = find_stray(text);
    if (stray == std::string_view::npos) return parse_checked(text, file_name);
    // Something earlier may be the cause, such as a text that was never closed.
    const auto before = text.substr(0, stray);
    const auto newline = before.rfind('\n');
    const auto line_begin = newline == std::string_view::npos ? 0 : newline + 1;
    CPC_TRY(parse_checked(text.substr(0, line_begin), file_name));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    return fail(Fault::malformed,
                "Only plain letters can stand outside quotation marks and comments.",
                std::string(file_name) + ":" + std::to_string(line) + ":" +
                    std::to_string(stray - line_begin + 1),
                mend_it);
}

}  // namespace cpc::procedure
