// SPDX-License-Identifier: Apache-2.0
#include "html_reading.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace cpc::document::html {
namespace {

struct Open {
    std::string name;
    std::size_t item = 0;  // of a numbered list
};

class Reader {
  public:
    explicit Reader(std::string_view page) : page_(page) {}

    Reading read() {
        constexpr std::string_view doctype = "<!DOCTYPE html>\n";
        if (page_.substr(0, doctype.size()) != doctype) problem("no doctype");
        at_ = doctype.size();
        while (at_ < page_.size())
            page_[at_] == '<' ? tag() : letters();
        for (const auto& open : open_)
            problem("not closed: " + open.name);
        return std::move(out_);
    }

  private:
    void problem(std::string what) { out_.problems.push_back(std::move(what)); }
    [[nodiscard]] bool inside(std::string_view name) const {
        return std::any_of(open_.begin(), open_.end(),
                           [&](const Open& open) { return open.name == name; });
    }

    std::string referred(std::string_view text) {
        static const std::map<std::string_view, char> known{
            {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"#39", '\''}};
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '&') {
                out += text[i];
                continue;
            }
            const auto end = text.find(';', i);
            const auto found = end == std::string_view::npos
                                   ? known.end()
                                   : known.find(text.substr(i + 1, end - i - 1));
            if (found == known.end()) {
                problem("a loose ampersand");
                return out;
            }
            out += found->second;
            i = end;
        }
        return out;
    }

    void letters() {
        const auto end = std::min(page_.find('<', at_), page_.size());
        const auto raw = page_.substr(at_, end - at_);
        at_ = end;
        if (!open_.empty() && open_.back().name == "style") return;
        const auto text = referred(raw);
        if (writing_ != nothing) {
            out_.elements[writing_].text += text;
            return;
        }
        const bool blank = text.find_first_not_of(" \n") == std::string::npos;
        if (!blank && inside("main") && !inside("div")) problem("loose text: " + text);
    }

    std::map<std::string, std::string> attributes(std::string_view text) {
        std::map<std::string, std::string> out;
        while (true) {
            const auto from = text.find_first_not_of(' ');
            if (from == std::string_view::npos) return out;
            const auto equals = text.find("=\"", from);
            const auto end = equals == std::string_view::npos ? std::string_view::npos
                                                              : text.find('"', equals + 2);
            if (end == std::string_view::npos) {
                problem("an attribute without quotes");
                return out;
            }
            const std::string name{text.substr(from, equals - from)};
            if (!out.emplace(name, referred(text.substr(equals + 2, end - equals - 2))).second)
                problem("twice: " + name);
            text.remove_prefix(end + 1);
        }
    }

    void meet(const std::string& role) {
        if (writing_ != nothing) problem("an element within a text: " + role);
        writing_ = out_.elements.size();
        out_.elements.push_back(Element{role, {}});
    }

    void list_item() {
        auto& list = open_.back();
        const bool bullets = list.name == "ul";
        if (!bullets && list.name != "ol") problem("an item outside a list");
        out_.elements.push_back(Element{
            "Lbl", list_mark(bullets ? ListKind::bullets : ListKind::numbers, list.item++)});
        meet("LBody");
    }

    void begin(const std::string& name, const std::map<std::string, std::string>& with) {
        static const std::map<std::string, std::string> roles{
            {"h1", "H1"}, {"h2", "H2"}, {"h3", "H3"},  {"p", "P"},
            {"th", "TH"}, {"td", "TD"}, {"dt", "Lbl"}, {"dd", "LBody"}};
        const auto role = with.find("role");
        if (role != with.end() && role->second == "img")
            out_.elements.push_back(Element{"Figure", with.at("aria-label")});
        if (!inside("main")) return;
        if (name == "li") return list_item();
        if (const auto found = roles.find(name); found != roles.end()) meet(found->second);
    }

    void tag() {
        // A quoted value may hold no '>': it is escaped there too.
        const auto end = page_.find('>', at_);
        if (end == std::string_view::npos) {
            problem("a tag without an end");
            at_ = page_.size();
            return;
        }
        auto inner = page_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
        if (inner.substr(0, 1) == "/") return close(std::string{inner.substr(1)});
        const bool empty = !inner.empty() && inner.back() == '/';
        if (empty) inner.remove_suffix(1);
        const std::string name{inner.substr(0, inner.find(' '))};
        const auto with = attributes(inner.substr(std::min(name.size(), inner.size())));
        begin(name, with);
        if (!empty) open_.push_back({name, 0});
    }

    void close(const std::string& name) {
        static constexpr std::array written{"h1", "h2", "h3", "p", "th", "td", "dt", "dd", "li"};
        if (open_.empty() || open_.back().name != name) {
            problem("closed where it is not open: " + name);
            return;
        }
        open_.pop_back();
        if (std::find(written.begin(), written.end(), name) != written.end()) writing_ = nothing;
    }

    static constexpr std::size_t nothing = static_cast<std::size_t>(-1);
    std::string_view page_;
    std::size_t at_ = 0;
    std::size_t writing_ = nothing;
    std::vector<Open> open_;
    Reading out_;
};

}  // namespace

Reading read(std::string_view page) {
    return Reader{page}.read();
}

}  // namespace cpc::document::html
