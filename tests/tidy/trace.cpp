// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/trace.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace cpc::tidy {

namespace {

bool is_test(std::string_view path) {
    return path.rfind("tests/", 0) == 0 && path.rfind("tests/tidy/", 0) != 0 &&
           path.rfind("tests/unit/tests/", 0) != 0 && !ends_with(path, ".md");
}

bool is_code(std::string_view path) {
    static constexpr std::array tops{"core/", "app/", "platform/", "sync/"};
    // The list of refusals has a column of its own.
    if (!is_cpp(path) || path.rfind("core/conference/refusal.", 0) == 0) return false;
    return std::any_of(tops.begin(), tops.end(),
                       [&](const char* top) { return path.rfind(top, 0) == 0; });
}

// "tests/unit/core/record/entry_test.cpp" → "core/record/entry".
std::string short_name(std::string_view path) {
    for (const std::string_view top : {"tests/unit/", "tests/"}) {
        if (path.rfind(top, 0) != 0) continue;
        path.remove_prefix(top.size());
        break;
    }
    for (const std::string_view end : {"_test.cpp", ".cpp", ".expected.json", ".txt"}) {
        if (!ends_with(path, end)) continue;
        path.remove_suffix(end.size());
        break;
    }
    return std::string{path};
}

std::string first_words(const std::string& name) {
    static constexpr std::size_t most = 8;
    const auto words = words_of(name);
    std::string text;
    for (std::size_t at = 0; at < std::min(words.size(), most); ++at)
        text += (at == 0 ? "" : " ") + words[at];
    return words.size() > most ? text + " …" : text;
}

// What stands between two quotes that follow each other, and the word after "refused ". More than
// was meant is found this way, and nothing less; only names of rules are kept of it.
std::vector<std::string> names_on(const std::string& line) {
    static constexpr std::string_view refused = "refused ";
    std::vector<std::string> names;
    for (auto open = line.find('"'); open != std::string::npos;) {
        const auto close = line.find('"', open + 1);
        if (close != std::string::npos) names.push_back(line.substr(open + 1, close - open - 1));
        open = close;
    }
    for (auto at = line.find(refused); at != std::string::npos; at = line.find(refused, at + 1)) {
        const auto from = at + refused.size();
        const auto end = std::find_if(
            line.begin() + static_cast<std::ptrdiff_t>(from), line.end(), [](char letter) {
                return std::islower(static_cast<unsigned char>(letter)) == 0 && letter != '.' &&
                       letter != '-';
            });
        names.emplace_back(line.begin() + static_cast<std::ptrdiff_t>(from), end);
    }
    return names;
}

// "chair.independent" and "TOR-T09" are looked for in tests. "decision" or "asked" would be found
// where nobody meant a rule.
bool has_own_name(const std::string& rule) {
    return rule.find('/') == std::string::npos &&
           (rule.find('.') != std::string::npos || rule.find("-T") != std::string::npos);
}

class Gathering {
  public:
    explicit Gathering(const Coverage& coverage) {
        for (const auto& requirement : coverage.all)
            trace_.requirements[requirement.id];
    }

    void refusals(const SourceFile& file) {
        for (const auto& row : refusals_of(file)) {
            rows_.push_back(row);
            auto& ties = trace_.refusals[row.rule];
            for (const auto& id : row.requirements) {
                ties.requirements.insert(id);
                if (auto* known = find(id, file.path, row.line)) known->refusals.insert(row.rule);
            }
        }
    }

    void procedure(const SourceFile& file) {
        for (const auto& rule : carried_by(file)) {
            if (auto* known = find(rule.requirement, file.path, rule.line))
                known->rules[rule.rule].insert(rule.procedure);
            if (!has_own_name(rule.rule)) continue;
            auto& ties = trace_.rules[rule.rule];
            ties.procedures.insert(rule.procedure);
            ties.requirements.insert(rule.requirement);
        }
    }

    void code(const SourceFile& file) {
        for (std::size_t at = 0; at < file.lines.size(); ++at) {
            for (const auto& id : ids_on(file.lines[at])) {
                if (auto* known = find(id, file.path, at + 1)) known->code.insert(file.path);
            }
            for (const auto& name : names_on(file.lines[at])) {
                const auto refusal = trace_.refusals.find(name);
                if (refusal != trace_.refusals.end()) refusal->second.code.insert(file.path);
            }
        }
    }

    // A tag that names no requirement is told by coverage_of() already.
    void test(const SourceFile& file) {
        for (const auto& tag : tags_of(file)) {
            const auto known = trace_.requirements.find(tag.id);
            if (known == trace_.requirements.end()) continue;
            auto& names = known->second.tests[short_name(file.path)];
            if (!tag.test.empty()) names.insert(first_words(tag.test));
        }
        for (const auto& line : file.lines) {
            for (const auto& name : names_on(line)) {
                const auto refusal = trace_.refusals.find(name);
                if (refusal != trace_.refusals.end())
                    refusal->second.tests.insert(short_name(file.path));
                const auto rule = trace_.rules.find(name);
                if (rule != trace_.rules.end()) rule->second.tests.insert(short_name(file.path));
            }
        }
    }

    Trace result() {
        for (const auto& row : rows_) {
            if (!trace_.refusals[row.rule].tests.empty()) continue;
            trace_.findings.push_back({std::string{refusal_path}, row.line,
                                       "No test names the refusal " + row.rule + "."});
        }
        return std::move(trace_);
    }

  private:
    Ties* find(const std::string& id, const std::string& path, std::size_t line) {
        const auto known = trace_.requirements.find(id);
        if (known != trace_.requirements.end()) return &known->second;
        trace_.findings.push_back({path, line, id + " is no requirement."});
        return nullptr;
    }

    Trace trace_;
    std::vector<RefusalRow> rows_;
};

// In a cell of a table a bar would end it.
std::string cell(const std::string& text) {
    std::string safe;
    for (const char letter : text) {
        if (letter == '|' || letter == '<' || letter == '*') safe += '\\';
        safe += letter;
    }
    return safe;
}

template <typename Texts, typename Say>
std::string joined(const Texts& texts, std::string_view between, const Say& say) {
    std::string all;
    for (const auto& text : texts) {
        if (!all.empty()) all += between;
        all += say(text);
    }
    return all;
}

std::string code_words(const std::set<std::string>& names) {
    return joined(names, "<br>", [](const std::string& name) { return "`" + name + "`"; });
}

std::string plain(const std::set<std::string>& names) {
    return joined(names, ", ", [](const std::string& name) { return name; });
}

std::string row_of(const Requirement& requirement, const Ties& ties, const Reasons& reasons) {
    const auto rules = joined(ties.rules, "<br>", [](const auto& rule) {
        return "`" + rule.first + "` (" + plain(rule.second) + ")";
    });
    auto tests = joined(ties.tests, "<br>", [](const auto& test) {
        auto text = "`" + test.first + "`";
        if (!test.second.empty()) text += ": ";
        return text + joined(test.second, "; ", cell);
    });
    const auto why_not = reasons.find(requirement.id);
    if (tests.empty() && why_not != reasons.end()) tests = "none: " + cell(why_not->second);
    return "| " + requirement.id + " " + requirement.level + " " + requirement.where + " | " +
           rules + " | " + code_words(ties.refusals) + " | " + code_words(ties.code) + " | " +
           tests + " |\n";
}

std::string sums_table(const Trace& trace, const Coverage& coverage) {
    std::string text =
        "| section | requirements | with a test | with a rule | with a refusal | named in code | "
        "MUST of the kiosk | of these with a test |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n";
    const auto line = [](const std::array<std::size_t, 7>& figures) {
        return joined(figures, " | ", [](std::size_t figure) { return std::to_string(figure); }) +
               " |\n";
    };
    std::array<std::size_t, 7> total{};
    for (const auto& sum : sums_of(coverage)) {
        std::array<std::size_t, 7> row{sum.all,        sum.proved,           0, 0, 0,
                                       sum.kiosk_must, sum.kiosk_must_proved};
        for (const auto& requirement : coverage.all) {
            if (requirement.section != sum.section) continue;
            const auto& ties = trace.requirements.at(requirement.id);
            row[2] += ties.rules.empty() ? 0U : 1U;
            row[3] += ties.refusals.empty() ? 0U : 1U;
            row[4] += ties.code.empty() ? 0U : 1U;
        }
        for (std::size_t at = 0; at < row.size(); ++at)
            total[at] += row[at];
        text += "| " + sum.section + " | " + line(row);
    }
    return text + "| all | " + line(total);
}

}  // namespace

Trace trace_of(const std::vector<SourceFile>& files, const Coverage& coverage) {
    Gathering gathering{coverage};
    // The names of refusals and rules first: the rest is searched for them.
    for (const auto& file : files) {
        if (file.path == refusal_path) gathering.refusals(file);
        if (is_delivered(file.path)) gathering.procedure(file);
    }
    for (const auto& file : files) {
        if (is_code(file.path)) gathering.code(file);
        if (is_test(file.path)) gathering.test(file);
    }
    return gathering.result();
}

std::string named_in_tests(const Trace& trace) {
    const auto share = [](const auto& ties) {
        const auto named = std::count_if(ties.begin(), ties.end(),
                                         [](const auto& tie) { return !tie.second.tests.empty(); });
        return std::to_string(named) + " of " + std::to_string(ties.size());
    };
    return share(trace.refusals) + " refusals and " + share(trace.rules) +
           " rules of procedures are named by a test.";
}

std::string page_of(const Trace& trace, const Coverage& coverage, const Reasons& reasons) {
    std::string page =
        "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
        "# From each requirement to what carries it out\n\n"
        "Written by `cpc-tidy . --write-trace`, never by hand. A rule is called by its id in the "
        "delivered procedures, with those that have it in brackets; a point of a stage stands "
        "behind the stage's id. Code is a source that names the requirement. A test is called by "
        "its file and the first words of its name. K is the kiosk, C central, KC both. What this "
        "page means, and what it does not: [README.md](README.md).\n\n" +
        sums_table(trace, coverage);
    std::string section;
    for (const auto& requirement : coverage.all) {
        if (requirement.section != section) {
            section = requirement.section;
            page += "\n## " + section +
                    "\n\n| requirement | rules of procedures | refusals | code | tests |\n"
                    "| --- | --- | --- | --- | --- |\n";
        }
        page += row_of(requirement, trace.requirements.at(requirement.id), reasons);
    }
    page +=
        "\n## Refusals\n\n| refusal | requirements | code | tests |\n"
        "| --- | --- | --- | --- |\n";
    for (const auto& [rule, ties] : trace.refusals) {
        page += "| `" + rule + "` | " + plain(ties.requirements) + " | " + code_words(ties.code) +
                " | " + code_words(ties.tests) + " |\n";
    }
    page +=
        "\n## Rules of procedures\n\nOnly rules whose id nothing else is called by; a rule without "
        "a "
        "test here may still be proved by one that names its requirement.\n\n"
        "| rule | procedures | requirements | tests that name it |\n| --- | --- | --- | --- |\n";
    for (const auto& [rule, ties] : trace.rules) {
        page += "| `" + rule + "` | " + plain(ties.procedures) + " | " + plain(ties.requirements) +
                " | " + code_words(ties.tests) + " |\n";
    }
    return page;
}

Findings check_page(const std::string& page, const SourceFile& committed) {
    if (file_of({}, page).lines == committed.lines) return {};
    return {{std::string{trace_path}, 0,
             "This page is not what the tree says now; cpc-tidy . --write-trace writes it anew."}};
}

}  // namespace cpc::tidy
