// SPDX-License-Identifier: Apache-2.0
// The page as one HTML file. Nothing is fetched from anywhere, no script runs, and no meaning hangs
// on colour: the standing of a rule is written in words beside it.
#include "app/explain/sentences.hpp"
#include "app/explain/standing.hpp"
#include "core/base/markup.hpp"

namespace cpc::explain {
namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1rem;
  color: #1b1f24; background: #fff; }
h1 { font-size: 1.8rem; line-height: 1.2; } h2 { font-size: 1.35rem; margin-top: 2.5rem;
  border-bottom: 2px solid #4a5a6a; } h3 { font-size: 1.05rem; margin: 1.5rem 0 0.25rem; }
p { margin: 0.25rem 0; } ul { margin: 0.25rem 0 0.5rem; padding-left: 1.4rem; }
.list { font-weight: 600; margin-top: 0.5rem; }
.basis { font-size: 0.875rem; color: #3f4a55; margin-top: 0.5rem; }
.standing { border: 1px solid #4a5a6a; border-radius: 0.25rem; padding: 0 0.35rem; }
.default { border-style: dashed; } .not-verified { border-width: 2px; font-weight: 700; }
.limit > p:first-of-type { font-weight: 600; }
a { color: #0b4f8a; } a:focus { outline: 3px solid #b35c00; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; }
@media (prefers-color-scheme: dark) { body { color: #e8eaed; background: #16191d; }
  .basis { color: #b8c0c8; } a { color: #8fc4ff; } }
@media print { nav, .skip { display: none; } body { max-width: none; font-size: 10pt;
  color: #000; background: #fff; } article { break-inside: avoid; } h2, h3 { break-after: avoid; }
  a { color: inherit; text-decoration: none; } }
)";

std::string section_id(Part part) {
    return "s" + std::to_string(static_cast<int>(part));
}

void put_basis(std::string& out, const procedure::Basis& basis) {
    const std::string word(procedure::status_word(basis.status));
    out += "<p class=\"basis\"><code>" + escaped_markup(basis.id) +
           "</code> <span class=\"standing " + word + "\">" + standing_words(basis.status) +
           "</span> <cite>" + escaped_markup(basis.cites) + "</cite>";
    for (const auto& requirement : basis.requirements)
        out += " " + escaped_markup(requirement);
    out += "</p>\n";
}

void put_entry(std::string& out, Part part, const Entry& entry) {
    out += std::string("<article") + (part == Part::deadlines ? " class=\"limit\"" : "") +
           " id=\"" + anchor_of(part, entry) + "\">\n<h3>" + escaped_markup(entry.title) +
           "</h3>\n";
    for (const auto& fact : entry.facts)
        if (fact.group.empty() && !repeats_title(entry, fact))
            out += "<p>" + escaped_markup(fact.text) + "</p>\n";
    std::string group;
    for (const auto& fact : entry.facts) {
        if (fact.group.empty()) continue;
        if (fact.group != group)
            out += (group.empty() ? "" : "</ul>\n") +
                   ("<p class=\"list\">" + escaped_markup(fact.group)) + ":</p>\n<ul>\n";
        group = fact.group;
        out += "<li>" + escaped_markup(fact.text) + "</li>\n";
    }
    if (!group.empty()) out += "</ul>\n";
    if (entry.basis) put_basis(out, *entry.basis);
    out += "</article>\n";
}

void put_standing(std::string& out, const Page& page) {
    const auto standing = standing_of(page);
    out += "<section id=\"standing\">\n<h2>How sure this is</h2>\n";
    for (const auto& sentence : standing.sentences)
        out += "<p>" + escaped_markup(sentence) + "</p>\n";
    if (!standing.to_check.empty()) {
        out += "<ul>\n";
        for (const auto& each : standing.to_check)
            out += "<li><a href=\"#" + each.anchor + "\">" + escaped_markup(each.title) + "</a> (" +
                   escaped_markup(each.id) + "): " + standing_words(each.status) + "</li>\n";
        out += "</ul>\n";
    }
    out += "</section>\n";
}

}  // namespace

std::string html_of_page(const Page& page) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + escaped_markup(page.language) +
                      "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                      "content=\"width=device-width, initial-scale=1\">\n<title>" +
                      escaped_markup(page.title) + "</title>\n<style>" + std::string(style) +
                      "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the "
                      "procedure</a>\n<header><h1>" +
                      escaped_markup(page.title) +
                      "</h1></header>\n<nav aria-label=\"Contents\">\n<ul>\n" +
                      "<li><a href=\"#standing\">How sure this is</a></li>\n";
    for (const auto& section : page.sections)
        if (!section.entries.empty())
            out += "<li><a href=\"#" + section_id(section.part) + "\">" +
                   escaped_markup(section.title) + "</a></li>\n";
    out += "</ul>\n</nav>\n<main id=\"main\">\n";
    put_standing(out, page);
    for (const auto& section : page.sections) {
        if (section.entries.empty()) continue;
        out += "<section id=\"" + section_id(section.part) + "\">\n<h2>" +
               escaped_markup(section.title) + "</h2>\n";
        if (!section.lead.empty()) out += "<p>" + escaped_markup(section.lead) + "</p>\n";
        for (const auto& entry : section.entries)
            put_entry(out, section.part, entry);
        out += "</section>\n";
    }
    return out + "</main>\n</body>\n</html>\n";
}

}  // namespace cpc::explain
