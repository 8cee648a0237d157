// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/app/centre/page_reading.hpp"

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>

namespace cpc::test {
namespace {

const std::set<std::string> empty_tags = {"meta", "link", "input", "rect"};

Tag parse_tag(std::string_view inside) {
    Tag tag;
    std::size_t i = 0;
    while (i < inside.size() && std::isspace(static_cast<unsigned char>(inside[i])) == 0 &&
           inside[i] != '/')
        tag.name += inside[i++];
    while (i < inside.size()) {
        if (std::isspace(static_cast<unsigned char>(inside[i])) != 0 || inside[i] == '/') {
            ++i;
            continue;
        }
        std::string key;
        while (i < inside.size() && inside[i] != '=' && inside[i] != ' ')
            key += inside[i++];
        std::string value;
        if (i + 1 < inside.size() && inside[i] == '=' && inside[i + 1] == '"') {
            const auto end = inside.find('"', i + 2);
            value = std::string{inside.substr(i + 2, end - i - 2)};
            i = end == std::string_view::npos ? inside.size() : end + 1;
        }
        tag.attributes[key] = value;
    }
    return tag;
}

void check(PageReading& page) {
    auto& wrong = page.problems;
    const auto must = [&](bool good, const std::string& what) {
        if (!good) wrong.push_back(what);
    };
    must(page.count("html") == 1 && page.tags.front().at("lang") == "en", "no language");
    must(page.count("title") == 1, "no title");
    must(page.count("main") == 1, "no one main");
    must(page.count("h1") == 1, "not one h1");
    must(page.count("script") == 0, "a script");
    must(page.count("style") == 0, "a style element");
    std::set<std::string> ids;
    std::set<std::string> labelled;
    for (const auto& tag : page.tags) {
        for (const auto& [key, value] : tag.attributes)
            must(key != "style" && key.rfind("on", 0) != 0, "inline " + key);
        if (const auto id = tag.at("id"); !id.empty())
            must(ids.insert(id).second, "the id " + id + " twice");
        if (tag.name == "label") labelled.insert(tag.at("for"));
        if (tag.name == "th") must(!tag.at("scope").empty(), "a head of a table without scope");
        if (tag.name == "form") must(tag.at("method") == "post", "a form that is not posted");
        if (tag.name == "svg")
            must(tag.at("role") == "img" && !tag.at("aria-label").empty(), "a picture unnamed");
    }
    must(page.count("caption") == page.count("table"), "a table without a caption");
    for (const auto& tag : page.tags) {
        const bool field =
            tag.name == "select" || (tag.name == "input" && tag.at("type") != "hidden");
        if (field) must(labelled.count(tag.at("id")) == 1, "no label for " + tag.at("name"));
        std::istringstream described(tag.at("aria-describedby"));
        for (std::string id; described >> id;)
            must(ids.count(id) == 1, "described by nothing");
    }
}

}  // namespace

std::size_t PageReading::count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::count_if(tags.begin(), tags.end(), [&](const Tag& tag) { return tag.name == name; }));
}

std::string PageReading::value_of(const std::string& tag, const std::string& key,
                                  const std::string& value, const std::string& wanted) const {
    for (const auto& each : tags)
        if (each.name == tag && each.at(key) == value) return each.at(wanted);
    return {};
}

PageReading read_page(const std::string& page) {
    PageReading out;
    std::vector<std::string> open;
    std::size_t at = 0;
    if (page.rfind("<!DOCTYPE html>\n", 0) == 0)
        at = 16;
    else
        out.problems.emplace_back("no doctype");
    while (at < page.size()) {
        if (page[at] != '<') {
            const auto end = std::min(page.find('<', at), page.size());
            out.words += page.substr(at, end - at);
            at = end;
            continue;
        }
        const auto end = page.find('>', at);
        if (end == std::string::npos) {
            out.problems.emplace_back("a tag without an end");
            break;
        }
        auto tag = parse_tag(std::string_view{page}.substr(at + 1, end - at - 1));
        at = end + 1;
        if (tag.name.empty()) {  // a closing one begins with its stroke
            const auto slash = page.rfind('<', end);
            const auto name = page.substr(slash + 2, end - slash - 2);
            if (open.empty() || open.back() != name)
                out.problems.push_back("closed out of order: " + name);
            else
                open.pop_back();
            continue;
        }
        if (empty_tags.count(tag.name) == 0) open.push_back(tag.name);
        out.tags.push_back(std::move(tag));
    }
    for (const auto& name : open)
        out.problems.push_back("not closed: " + name);
    if (out.tags.empty())
        out.problems.emplace_back("nothing there");
    else
        check(out);
    return out;
}

}  // namespace cpc::test
