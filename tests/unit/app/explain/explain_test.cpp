// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "app/explain/diff.hpp"
#include "app/explain/page.hpp"
#include "core/procedure/toml.hpp"

namespace cpc::explain {
namespace {

namespace fs = std::filesystem;
using procedure::Procedure;

std::string read_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

const fs::path source = CPC_SOURCE_DIR;
const fs::path torbay_file = source / "assets/procedures/torbay-cpp.toml";
const fs::path sample_file = source / "tests/unit/core/procedure/sample.toml";

Procedure load_text(const std::string& text, const std::string& name) {
    auto procedure = procedure::load_procedure(text, name);
    if (!procedure) FAIL(procedure.error().text());
    return std::move(*procedure);
}
Procedure load(const fs::path& path) {
    return load_text(read_text(path), path.filename().string());
}

// The file with one piece of text in the place of another, which has to be there.
std::string edited(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

std::vector<fs::path> all_profiles() {
    std::vector<fs::path> files{sample_file};
    for (const auto& entry : fs::directory_iterator(source / "assets/procedures"))
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

// Everything the page says, one thing a line.
std::string everything(const Page& page) {
    std::string all;
    for (const auto& section : page.sections)
        for (const auto& entry : section.entries) {
            all += entry.title + "\n" + entry.key + "\n";
            for (const auto& fact : entry.facts)
                all += fact.text + "\n";
            if (!entry.basis) continue;
            all += entry.basis->cites + "\n";
            for (const auto& requirement : entry.basis->requirements)
                all += requirement + "\n";
        }
    return all;
}

// Texts for people, as opposed to ids: they have a blank or begin with a capital.
void collect_texts(const toml::node& node, std::set<std::string>& out) {
    if (const auto* text = node.as_string()) {
        const std::string& value = text->get();
        const bool for_people = value.find(' ') != std::string::npos ||
                                (!value.empty() && value.front() >= 'A' && value.front() <= 'Z');
        if (for_people) out.insert(value);
    }
    if (const auto* table = node.as_table())
        for (const auto& [key, value] : *table) {
            static_cast<void>(key);
            collect_texts(value, out);
        }
    if (const auto* array = node.as_array())
        for (const auto& item : *array)
            collect_texts(item, out);
}

TEST_CASE("every text of every profile stands on its page", "[explain]") {
    for (const auto& file : all_profiles()) {
        CAPTURE(file.filename().string());
        const std::string all = everything(explain(load(file)));
        std::set<std::string> texts;
        const auto document = procedure::parse_toml(read_text(file), "profile");
        REQUIRE(document.has_value());
        collect_texts(*document, texts);
        CHECK(texts.size() > 30);
        for (const auto& text : texts) {
            INFO(text);
            CHECK(all.find(text) != std::string::npos);
        }
    }
}

TEST_CASE("every rule stands on its page once, with its standing", "[explain][REQ-008]") {
    for (const auto& file : all_profiles()) {
        CAPTURE(file.filename().string());
        const Procedure p = load(file);
        std::multiset<std::string> on_page;
        for (const auto& section : explain(p).sections)
            for (const auto& entry : section.entries)
                if (entry.basis) on_page.insert(entry.basis->id);
        std::multiset<std::string> in_file{p.risk.basis.id};
        const auto take = [&](const auto& parts) {
            for (const auto& part : parts)
                in_file.insert(part.basis.id);
        };
        take(p.types);
        take(p.stages);
        take(p.outcomes);
        take(p.deadlines);
        take(p.documents);
        take(p.dissent_routes);
        take(p.access_notes);
        take(p.record_notes);
        for (const auto& rule : p.rules)
            in_file.insert(basis_of(rule).id);
        CHECK(on_page == in_file);
    }
}

TEST_CASE("no two entries of a section have the same key", "[explain]") {
    for (const auto& file : all_profiles()) {
        CAPTURE(file.filename().string());
        for (const auto& section : explain(load(file)).sections) {
            std::set<std::string> keys;
            for (const auto& entry : section.entries) {
                CAPTURE(entry.key);
                CHECK(keys.insert(entry.key).second);
                std::set<std::string> fields;
                for (const auto& fact : entry.facts) {
                    CAPTURE(fact.field);
                    CHECK(fields.insert(fact.field).second);
                }
            }
        }
    }
}

TEST_CASE("what is not verified or a default is named before anything else", "[explain][REQ-008]") {
    const std::string text = text_of_page(explain(load(sample_file)));
    const auto sure = text.find("1 not verified");
    REQUIRE(sure != std::string::npos);
    const auto unsure = text.find("Length – S-T15 (not verified)");
    REQUIRE(unsure != std::string::npos);
    CHECK(unsure < text.find("Conference types and how they open"));
    CHECK(text.find("Referral – S-T14 (default: the source is silent)") != std::string::npos);
}

TEST_CASE("a limit is told with its start, its kind of counting and its source", "[explain]") {
    const std::string text = text_of_page(explain(load(sample_file)));
    for (const char* words :
         {"Within 15 working days after “End of the investigation” or “Manager's decision”, "
          "whichever is earlier.",
          "Weekends and the public holidays of the list GB-SCT do not count.",
          "By the end of week 28 of the pregnancy", "At the latest 48 hours before",
          "At the latest 3 weeks before “Next review”.", "Within 3 months after “Close”.",
          "The meeting takes 60 to 120 minutes", "At once: at “Close”.",
          "[S-T01 · in the source · 3.1 · REQ-213]"}) {
        CAPTURE(words);
        std::string joined = text;  // lines are wrapped
        for (auto at = joined.find("\n"); at != std::string::npos; at = joined.find("\n", at)) {
            const auto end = joined.find_first_not_of(" \n", at);
            joined.replace(at, (end == std::string::npos ? joined.size() : end) - at, " ");
        }
        CHECK(joined.find(words) != std::string::npos);
    }
}

TEST_CASE("the HTML page stands alone, names its language and escapes what the file says",
          "[explain]") {
    const auto text = edited(read_text(sample_file), "Sampleshire Conferences",
                             "A <b> & \\\"C\\\" <script>alert(1)</script>");
    const std::string html = html_of_page(explain(load_text(text, "sample.toml")));
    CHECK(html.find("<html lang=\"en-GB\">") != std::string::npos);
    CHECK(html.find("A &lt;b&gt; &amp; &quot;C&quot; &lt;script&gt;") != std::string::npos);
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("http") == std::string::npos);
    CHECK(html.find("<h1>") != std::string::npos);
    CHECK(html.find("<span class=\"standing not-verified\">not verified</span>") !=
          std::string::npos);
    CHECK(html.find("@media print") != std::string::npos);
}

// Every link of the page leads to something on it, and every element that is opened is closed.
TEST_CASE("the HTML page's links and elements are whole", "[explain]") {
    for (const auto& file : all_profiles()) {
        CAPTURE(file.filename().string());
        const std::string html = html_of_page(explain(load(file)));
        std::set<std::string> ids;
        for (auto at = html.find(" id=\""); at != std::string::npos; at = html.find(" id=\"", at)) {
            at += 5;
            CHECK(ids.insert(html.substr(at, html.find('"', at) - at)).second);
        }
        for (auto at = html.find("href=\"#"); at != std::string::npos;
             at = html.find("href=\"#", at)) {
            at += 7;
            CHECK(ids.count(html.substr(at, html.find('"', at) - at)) == 1);
        }
        for (const std::string name : {"article", "section", "ul", "li", "p", "h2", "h3", "nav"}) {
            const auto count = [&](const std::string& mark) {
                int found = 0;
                for (auto at = html.find(mark); at != std::string::npos;
                     at = html.find(mark, at + 1))
                    ++found;
                return found;
            };
            CAPTURE(name);
            CHECK(count("<" + name + ">") + count("<" + name + " ") == count("</" + name + ">"));
        }
    }
}

}  // namespace
}  // namespace cpc::explain
