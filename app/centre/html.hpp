// SPDX-License-Identifier: Apache-2.0
// The pieces that staff pages are made of. Plain HTML without script: one h1, tables with captions
// and headed rows and columns, a label for each field, one style sheet beside it. Everything that
// came from outside goes through escaped_markup() here; a page never joins foreign text itself.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/centre/monitoring.hpp"
#include "core/base/markup.hpp"
#include "core/base/time.hpp"
#include "core/procedure/deadline.hpp"

namespace cpc::centre::html {

// Text that is markup already. Made only by the functions here.
struct Markup {
    std::string text;
};
[[nodiscard]] Markup words(std::string_view text);
[[nodiscard]] Markup strong(std::string_view text);
[[nodiscard]] Markup code(std::string_view text);
[[nodiscard]] Markup link(std::string_view target, std::string_view text);
[[nodiscard]] Markup moment(Instant at);  // UTC
[[nodiscard]] Markup moment(const LocalTime& at);
[[nodiscard]] Markup day(Date date);
[[nodiscard]] Markup when(const procedure::When& when);
[[nodiscard]] Markup operator+(Markup a, const Markup& b);

[[nodiscard]] std::string heading(std::string_view text);  // h2
[[nodiscard]] std::string paragraph(const Markup& text);
[[nodiscard]] std::string list(const std::vector<Markup>& lines);
// One button that asks for something to be done; `name` and `value` go along.
[[nodiscard]] std::string button(std::string_view action, std::string_view form_token,
                                 std::string_view label, std::string_view name = {},
                                 std::string_view value = {});

// The first cell of each row is its head.
class Table {
  public:
    Table(std::string_view caption, std::initializer_list<std::string_view> heads);
    Table(std::string_view caption, const std::vector<std::string>& heads);
    void row(const std::vector<Markup>& cells);
    // `empty` in its place where there is no row.
    [[nodiscard]] std::string text(std::string_view empty) const;

  private:
    std::string caption_;
    std::string head_;
    std::string rows_;
};

struct Choice {
    std::string value, label;
};
// One field of a form, with what stands in it and, after a try, what is wrong with that.
struct Input {
    std::string name, label;
    std::string hint = {};
    std::string value = {};
    std::string error = {};
    bool required = false;
    std::string type = "text";
    std::string autocomplete = "off";
};
class Form {
  public:
    Form(std::string_view action, std::string_view form_token, bool with_file = false);
    void field(std::string_view name, std::string_view label, std::string_view type,
               std::string_view autocomplete, std::string_view hint = {});
    void choose(std::string_view name, std::string_view label, const std::vector<Choice>& choices,
                std::string_view hint = {});
    void input(const Input& input);
    void choose(const Input& input, const std::vector<Choice>& choices);
    void tick(const Input& input);        // ticked where it has a value
    void group(std::string_view legend);  // until end_group(): fields that belong together
    void end_group();
    void file(std::string_view name, std::string_view label, std::string_view hint);
    [[nodiscard]] std::string text(std::string_view button) const;

  private:
    void label(std::string_view name, std::string_view label, std::string_view hint);
    void label(const Input& input);
    std::string out_;
};

// A table of figures with bars beside it. The picture adds nothing that the table does not say.
[[nodiscard]] std::string chart(const FigureTable& table);

struct Frame {
    std::string title;  // of the page, and its h1
    std::string centre;
    bool practice = false;
    std::string notice;  // what the last act came to; read out first
    bool notice_is_bad = false;
    std::vector<std::pair<std::string, std::string>> pages;  // address, name
    std::string here;                                        // the page's own address
    std::string person;                                      // who is signed in
    std::string form_token;
};
[[nodiscard]] std::string page(const Frame& frame, const std::string& body);
[[nodiscard]] const std::string& style_sheet();

}  // namespace cpc::centre::html
