// SPDX-License-Identifier: Apache-2.0
// cpc-tidy CHECKOUT: says where the checkout breaks a rule of the house; exit 0 when nowhere.
//   --write-uncovered   writes tests/tidy/uncovered.txt anew from the tests' tags; reasons stay
//   --uncovered         prints the ids without a test, one a line
//   --write-trace       writes tests/tidy/TRACE.md anew: requirement, rules, refusals, code, tests
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>

#include "tests/tidy/house.hpp"
#include "tests/tidy/include_table.hpp"
#include "tests/tidy/reasons.hpp"
#include "tests/tidy/requirements.hpp"
#include "tests/tidy/size.hpp"
#include "tests/tidy/trace.hpp"

namespace {

using namespace cpc::tidy;

void say(const std::string& line) {
    std::printf("%s\n", line.c_str());
}

const SourceFile& named(const std::vector<SourceFile>& files, const std::string& path) {
    static const SourceFile none{};
    const auto found = std::find_if(files.begin(), files.end(),
                                    [&](const SourceFile& file) { return file.path == path; });
    return found == files.end() ? none : *found;
}

void add(Findings& all, const Findings& more) {
    all.insert(all.end(), more.begin(), more.end());
}

Findings every_rule(const std::vector<SourceFile>& files, const Coverage& coverage) {
    const auto read = read_include_table(named(files, "tests/tidy/includes.txt"));
    Findings all = read.findings;
    add(all, check_includes(files, read.table));
    add(all, check_sizes(files));
    add(all, check_licences(files));
    add(all, check_machine_words(files, named(files, "tests/tidy/forbidden.txt")));
    add(all, check_readmes(files));
    add(all, coverage.findings);
    const auto& uncovered = named(files, "tests/tidy/uncovered.txt");
    if (!uncovered.path.empty()) {
        add(all, check_shrinks(coverage, uncovered));
        add(all, check_reasons(coverage, uncovered));
    }
    return all;
}

int write(const std::string& top, const std::string& path, const std::string& text) {
    std::ofstream stream{top + "/" + path};
    stream << text;
    stream.close();
    if (!stream) {
        std::fputs((path + " could not be written.\n").c_str(), stderr);
        return 2;
    }
    return 0;
}

}  // namespace

int main(int count, char** words) {
    const std::string top = count > 1 ? words[1] : "";
    const std::string option = count > 2 ? words[2] : "";
    const auto files = read_tree(top);
    const auto& requirements = named(files, "tests/tidy/requirements.txt");
    if (requirements.path.empty()) {
        std::fputs("cpc-tidy wants the top of a checkout: cpc-tidy FOLDER\n", stderr);
        return 2;
    }
    const auto coverage = coverage_of(files, requirements);
    const auto reasons = reasons_of(named(files, "tests/tidy/uncovered.txt"));
    if (option == "--write-uncovered")
        return write(top, "tests/tidy/uncovered.txt", uncovered_list_of(coverage, reasons));
    if (option == "--uncovered") {
        std::fputs(uncovered_list_of(coverage).c_str(), stdout);
        return 0;
    }
    const auto trace = trace_of(files, coverage);
    const auto page = page_of(trace, coverage, reasons);
    if (option == "--write-trace") return write(top, std::string{trace_path}, page);
    auto findings = every_rule(files, coverage);
    add(findings, trace.findings);
    add(findings, check_page(page, named(files, std::string{trace_path})));
    for (const auto& finding : findings)
        say(finding.text());
    for (const auto& line : table_of(coverage, reasons))
        say(line);
    say(std::to_string(coverage.covered.size()) + " of " + std::to_string(coverage.all.size()) +
        " requirements are proved by a test.");
    say(named_in_tests(trace));
    say(std::to_string(files.size()) + " files read, " + std::to_string(findings.size()) +
        " findings.");
    return findings.empty() ? 0 : 1;
}
