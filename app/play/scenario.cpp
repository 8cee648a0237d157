// SPDX-License-Identifier: Apache-2.0
#include "app/play/scenario.hpp"

#include <algorithm>

#include "core/base/limits.hpp"

namespace cpc::play {
namespace {

struct Word {
    std::string text;
    bool quoted = false;
};

std::string at(const std::string& file, int line) {
    return file + ":" + std::to_string(line);
}

// Splits a line into words and quoted texts; what follows an unquoted # is left out.
Result<std::vector<Word>> split(std::string_view line, const std::string& where) {
    std::vector<Word> words;
    std::size_t i = 0;
    while (i < line.size()) {
        const char c = line[i];
        if (c == ' ' || c == '\t' || c == '\r' || c == ',') {
            ++i;
        } else if (c == '#') {
            break;
        } else if (c == '"') {
            Word word{{}, true};
            for (++i; i < line.size() && line[i] != '"'; ++i) {
                if (line[i] == '\\' && i + 1 < line.size()) ++i;
                word.text += line[i];
            }
            if (i == line.size())
                return fail(Fault::malformed, "a text has no closing quotation mark", where,
                            "Put a \" at its end, on the same line.");
            ++i;
            words.push_back(std::move(word));
        } else {
            Word word;
            while (i < line.size() && line[i] != ' ' && line[i] != '\t' && line[i] != ',' &&
                   line[i] != '\r')
                word.text += line[i++];
            words.push_back(std::move(word));
        }
    }
    return words;
}

const Verb* find_verb(std::string_view word) {
    const auto known = verbs();
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const Verb& v) { return v.word == word; });
    return found == known.end() ? nullptr : &*found;
}

const Detail* find_detail(const Verb& verb, const Word& word) {
    if (word.quoted) return nullptr;
    for (const auto& detail : verb.details)
        if (detail.word == word.text) return &detail;
    return nullptr;
}

std::string details_of(const Verb& verb) {
    std::string out;
    for (const auto& detail : verb.details) {
        if (!out.empty()) out += ", ";
        out += detail.word;
    }
    return out.empty() ? "It takes no details." : "Its details are: " + out + ".";
}

// Takes "-> refused RULE" off the end of the words.
Result<void> take_expectation(std::vector<Word>& words, Act& act, const std::string& where) {
    const auto arrow = std::find_if(words.begin(), words.end(),
                                    [](const Word& w) { return !w.quoted && w.text == "->"; });
    if (arrow == words.end()) return {};
    if (words.end() - arrow != 3 || (arrow + 1)->text != "refused")
        return fail(Fault::malformed, "after -> stands what is expected", where,
                    "Write: -> refused RULE, for example -> refused observers.one");
    act.refused_by = (arrow + 2)->text;
    words.erase(arrow, words.end());
    return {};
}

Result<void> read_words(const Verb& verb, const std::vector<Word>& words, Act& act,
                        const std::string& where) {
    std::size_t i = 1;
    while (i < words.size()) {
        const auto* detail = find_detail(verb, words[i]);
        if (detail == nullptr) {
            if (!act.details.empty() && act.words.size() >= verb.most)
                return fail(Fault::malformed,
                            "\"" + words[i].text + "\" is not a detail of \"" +
                                std::string{verb.word} + "\"",
                            where, details_of(verb));
            act.words.push_back(words[i++].text);
            continue;
        }
        auto& values = act.details[std::string{detail->word}];
        ++i;
        while (i < words.size() && values.size() < detail->values &&
               find_detail(verb, words[i]) == nullptr)
            values.push_back(words[i++].text);
        const bool short_of =
            detail->values == many ? values.empty() : values.size() < detail->values;
        if (short_of)
            return fail(Fault::malformed,
                        "\"" + std::string{detail->word} + "\" needs " + std::string{detail->means},
                        where);
    }
    if (act.words.size() < verb.least || act.words.size() > verb.most)
        return fail(Fault::malformed,
                    "\"" + std::string{verb.word} + "\" is written: " + std::string{verb.word} +
                        " " + std::string{verb.about},
                    where, details_of(verb));
    return {};
}

Result<std::optional<Act>> parse_line(std::string_view line, int number, const std::string& file) {
    const auto where = at(file, number);
    auto words = CPC_TRY(split(line, where));
    if (words.empty()) return std::optional<Act>{};
    Act act;
    act.line = number;
    CPC_TRY(take_expectation(words, act, where));
    if (words.empty())
        return fail(Fault::malformed, "an expectation needs an act before it", where);
    const auto* verb = find_verb(words.front().text);
    if (verb == nullptr)
        return fail(Fault::malformed,
                    "\"" + words.front().text + "\" is not a word of this language", where,
                    "`cpc play --words` lists them all.");
    act.verb = verb->word;
    CPC_TRY(read_words(*verb, words, act, where));
    return std::optional<Act>{std::move(act)};
}

}  // namespace

bool Act::has(std::string_view detail) const {
    return details.contains(std::string{detail});
}

std::string Act::value(std::string_view detail) const {
    const auto found = details.find(std::string{detail});
    if (found == details.end() || found->second.empty()) return {};
    return found->second.front();
}

std::string Scenario::place(const Act& act) const {
    return at(file, act.line);
}

Result<Scenario> parse_scenario(std::string_view text, const std::string& file) {
    if (text.size() > limits::scenario_bytes_max)
        return fail(Fault::refused, "the scenario is too large", file);
    Scenario scenario;
    scenario.file = file;
    int number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto act = CPC_TRY(parse_line(text.substr(0, end), ++number, file));
        if (act) scenario.acts.push_back(std::move(*act));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (scenario.acts.empty())
        return fail(Fault::malformed, "the scenario has no acts", file,
                    "It begins with: procedure ID");
    return scenario;
}

Scenario moved_by(Scenario scenario, std::int32_t days) {
    const auto move = [days](std::vector<std::string>& words) {
        for (auto& word : words)
            if (const auto date = Date::parse(word)) word = (*date + days).iso();
    };
    for (auto& act : scenario.acts) {
        move(act.words);
        for (auto& [name, values] : act.details)
            move(values);
    }
    return scenario;
}

Result<Date> read_date(const Scenario& scenario, const Act& act, const std::string& text) {
    const auto date = Date::parse(text);
    if (!date)
        return fail(Fault::malformed, "\"" + text + "\" is not a date", scenario.place(act),
                    "Dates are written 2027-03-30.");
    return *date;
}

Result<std::int32_t> read_clock(const Scenario& scenario, const Act& act, const std::string& text) {
    const auto minute = parse_clock(text);
    if (!minute)
        return fail(Fault::malformed, "\"" + text + "\" is not a time", scenario.place(act),
                    "Times are written 14:50.");
    return *minute;
}

}  // namespace cpc::play
