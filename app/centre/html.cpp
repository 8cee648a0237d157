// SPDX-License-Identifier: Apache-2.0
#include "app/centre/html.hpp"

#include <algorithm>

namespace cpc::centre::html {
namespace {

std::string esc(std::string_view text) {
    return escaped_markup(text);
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string{name} + "=\"" + esc(value) + "\"";
}

Markup time_element(const std::string& machine, const std::string& people) {
    return {"<time" + attribute("datetime", machine) + ">" + esc(people) + "</time>"};
}

}  // namespace

Markup words(std::string_view text) {
    return {esc(text)};
}
Markup strong(std::string_view text) {
    return {"<strong>" + esc(text) + "</strong>"};
}
Markup code(std::string_view text) {
    return {"<code>" + esc(text) + "</code>"};
}
Markup link(std::string_view target, std::string_view text) {
    return {"<a" + attribute("href", target) + ">" + esc(text) + "</a>"};
}
Markup moment(Instant at) {
    constexpr std::int64_t minute_ms = 60'000;
    constexpr std::int64_t day_minutes = 1440;
    const std::int64_t minutes = at.ms / minute_ms;
    const LocalTime utc{Date{static_cast<std::int32_t>(minutes / day_minutes)},
                        static_cast<std::int32_t>(minutes % day_minutes), 0};
    return time_element(utc.iso(), procedure::in_words(procedure::When{utc}) + " UTC");
}
Markup moment(const LocalTime& at) {
    return time_element(at.iso(), procedure::in_words(procedure::When{at}));
}
Markup day(Date date) {
    return time_element(date.iso(), procedure::in_words(procedure::When{date}));
}
Markup when(const procedure::When& when) {
    return time_element(procedure::iso(when), procedure::in_words(when));
}
Markup operator+(Markup a, const Markup& b) {
    a.text += b.text;
    return a;
}

std::string heading(std::string_view text) {
    return "<h2>" + esc(text) + "</h2>\n";
}
std::string paragraph(const Markup& text) {
    return "<p>" + text.text + "</p>\n";
}

std::string list(const std::vector<Markup>& lines) {
    std::string out = "<ul>";
    for (const auto& line : lines)
        out += "<li>" + line.text + "</li>\n";
    return out + "</ul>\n";
}
std::string button(std::string_view action, std::string_view form_token, std::string_view label,
                   std::string_view name, std::string_view value) {
    std::string out = "<form method=\"post\"" + attribute("action", action) +
                      "><input type=\"hidden\" name=\"token\"" + attribute("value", form_token) +
                      ">";
    if (!name.empty())
        out += "<input type=\"hidden\"" + attribute("name", name) + attribute("value", value) + ">";
    return out + "<p><button type=\"submit\">" + esc(label) + "</button></p></form>\n";
}

Table::Table(std::string_view caption, std::initializer_list<std::string_view> heads)
    : Table(caption, std::vector<std::string>(heads.begin(), heads.end())) {}

Table::Table(std::string_view caption, const std::vector<std::string>& heads) : caption_(caption) {
    for (const auto& head : heads)
        head_ += "<th scope=\"col\">" + esc(head) + "</th>";
}

void Table::row(const std::vector<Markup>& cells) {
    rows_ += "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i)
        rows_ += i == 0 ? "<th scope=\"row\">" + cells[i].text + "</th>"
                        : "<td>" + cells[i].text + "</td>";
    rows_ += "</tr>\n";
}

std::string Table::text(std::string_view empty) const {
    if (rows_.empty()) return heading(caption_) + "<p>" + esc(empty) + "</p>\n";
    return heading(caption_) + "<div class=\"wide\" tabindex=\"0\" role=\"region\"" +
           attribute("aria-label", caption_ + ", table") + "><table><caption class=\"away\">" +
           esc(caption_) + "</caption><thead><tr>" + head_ + "</tr></thead><tbody>\n" + rows_ +
           "</tbody></table></div>\n";
}

Form::Form(std::string_view action, std::string_view form_token, bool with_file) {
    out_ = "<form method=\"post\"" + attribute("action", action) +
           (with_file ? " enctype=\"multipart/form-data\"" : "") + ">\n";
    if (!form_token.empty())
        out_ += "<input type=\"hidden\" name=\"token\"" + attribute("value", form_token) + ">\n";
}

void Form::label(std::string_view name, std::string_view label, std::string_view hint) {
    out_ += "<p><label" + attribute("for", name) + ">" + esc(label) + "</label>";
    if (!hint.empty())
        out_ += "<span class=\"hint\"" + attribute("id", std::string{name} + "-hint") + ">" +
                esc(hint) + "</span>";
}

void Form::field(std::string_view name, std::string_view text, std::string_view type,
                 std::string_view autocomplete, std::string_view hint) {
    label(name, text, hint);
    out_ += "<input" + attribute("id", name) + attribute("name", name) + attribute("type", type) +
            attribute("autocomplete", autocomplete) + " required" +
            (hint.empty() ? "" : attribute("aria-describedby", std::string{name} + "-hint")) +
            "></p>\n";
}

void Form::choose(std::string_view name, std::string_view text, const std::vector<Choice>& choices,
                  std::string_view hint) {
    label(name, text, hint);
    out_ += "<select" + attribute("id", name) + attribute("name", name) + " required" +
            (hint.empty() ? "" : attribute("aria-describedby", std::string{name} + "-hint")) + ">";
    for (const auto& choice : choices)
        out_ +=
            "<option" + attribute("value", choice.value) + ">" + esc(choice.label) + "</option>";
    out_ += "</select></p>\n";
}

void Form::label(const Input& input) {
    label(input.name, input.label + (input.required ? "" : " (optional)"), input.hint);
    if (!input.error.empty())
        out_ += "<span class=\"error\"" + attribute("id", input.name + "-error") + ">" +
                esc(input.error) + "</span>";
}

namespace {

// What a reader of the field is told besides its label.
std::string described(const Input& input) {
    std::string by = input.hint.empty() ? "" : input.name + "-hint";
    if (!input.error.empty()) by += (by.empty() ? "" : " ") + input.name + "-error";
    return (by.empty() ? "" : attribute("aria-describedby", by)) +
           (input.error.empty() ? "" : " aria-invalid=\"true\"");
}

}  // namespace

// Not "required" in the browser's sense: the page itself says what is missing, with all of it.
void Form::input(const Input& input) {
    label(input);
    out_ += "<input" + attribute("id", input.name) + attribute("name", input.name) +
            attribute("type", input.type) + attribute("autocomplete", input.autocomplete) +
            attribute("value", input.value) + described(input) + "></p>\n";
}

void Form::choose(const Input& input, const std::vector<Choice>& choices) {
    label(input);
    out_ += "<select" + attribute("id", input.name) + attribute("name", input.name) +
            described(input) + ">";
    for (const auto& choice : choices)
        out_ += "<option" + attribute("value", choice.value) +
                (choice.value == input.value ? " selected" : "") + ">" + esc(choice.label) +
                "</option>";
    out_ += "</select></p>\n";
}

void Form::tick(const Input& input) {
    out_ += "<p class=\"tick\"><input" + attribute("id", input.name) +
            attribute("name", input.name) + " type=\"checkbox\" value=\"yes\"" +
            (input.value.empty() ? "" : " checked") + described(input) + "><label" +
            attribute("for", input.name) + ">" + esc(input.label) + "</label>";
    if (!input.hint.empty())
        out_ += "<span class=\"hint\"" + attribute("id", input.name + "-hint") + ">" +
                esc(input.hint) + "</span>";
    if (!input.error.empty())
        out_ += "<span class=\"error\"" + attribute("id", input.name + "-error") + ">" +
                esc(input.error) + "</span>";
    out_ += "</p>\n";
}

void Form::group(std::string_view legend) {
    out_ += "<fieldset><legend>" + esc(legend) + "</legend>\n";
}
void Form::end_group() {
    out_ += "</fieldset>\n";
}

void Form::file(std::string_view name, std::string_view text, std::string_view hint) {
    label(name, text, hint);
    out_ += "<input" + attribute("id", name) + attribute("name", name) +
            " type=\"file\" accept=\".cpb\" required" +
            attribute("aria-describedby", std::string{name} + "-hint") + "></p>\n";
}

std::string Form::text(std::string_view button) const {
    return out_ + "<p><button type=\"submit\">" + esc(button) + "</button></p></form>\n";
}

// Bars of a row side by side, each part in its own pattern of grey-blue: told apart by place and
// by the table, never by colour alone.
std::string chart(const FigureTable& table) {
    constexpr int width = 640;
    constexpr int bar = 22;
    constexpr int gap = 10;
    constexpr int left = 220;
    int most = 1;
    for (const auto& row : table.rows)
        most = std::max(most, row.total.value_or(0));
    std::string bars;
    int y = gap;
    for (const auto& row : table.rows) {
        const auto middle = std::to_string(y + bar - 6);
        bars += "<text x=\"0\" y=\"" + middle + "\">" + esc(row.label) + "</text>";
        const bool hidden =
            std::any_of(row.parts.begin(), row.parts.end(), [](const auto& part) { return !part; });
        int x = left;
        for (std::size_t i = 0; !hidden && i < row.parts.size(); ++i) {
            const int wide = *row.parts[i] * (width - left) / most;
            if (wide > 0)
                bars += "<rect class=\"part" + std::to_string(i) + "\" x=\"" + std::to_string(x) +
                        "\" y=\"" + std::to_string(y) + "\" width=\"" + std::to_string(wide) +
                        "\" height=\"" + std::to_string(bar) + "\"/>";
            x += wide;
        }
        if (hidden)
            bars += "<text x=\"" + std::to_string(left) + "\" y=\"" + middle +
                    "\">small numbers, not shown</text>";
        y += bar + gap;
    }
    std::string key;
    for (std::size_t i = 0; i < table.parts.size(); ++i)
        key += "<li><span class=\"swatch part" + std::to_string(i) + "\"></span>" +
               esc(table.parts[i]) + "</li>";
    std::vector<std::string> heads = {table.row_label};
    heads.insert(heads.end(), table.parts.begin(), table.parts.end());
    heads.push_back(table.of);
    Table figures(table.title, heads);
    for (const auto& row : table.rows) {
        const auto shown = [](const std::optional<int>& number) {
            return words(number ? std::to_string(*number) : "not shown");
        };
        std::vector<Markup> cells = {words(row.label)};
        for (const auto& part : row.parts)
            cells.push_back(shown(part));
        cells.push_back(shown(row.total));
        figures.row(cells);
    }
    auto out = figures.text("Nothing to count yet.");
    if (table.rows.empty()) return out;
    out += "<figure><figcaption>" + esc(table.title) + ", as bars. The same as the table above.";
    out += "</figcaption><div class=\"wide\" tabindex=\"0\" role=\"region\"" +
           attribute("aria-label", table.title + ", bars") + "><svg role=\"img\"" +
           attribute("aria-label", table.title + ": bars of the numbers in the table above") +
           " viewBox=\"0 0 " + std::to_string(width) + " " + std::to_string(y) + "\" width=\"" +
           std::to_string(width) + "\" height=\"" + std::to_string(y) + "\">" + bars +
           "</svg></div><ul class=\"key\">" + key + "</ul></figure>\n";
    return out;
}

std::string page(const Frame& frame, const std::string& body) {
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        // Without it browsers say "Origin: null" of our own forms, as they do of a stranger's.
        "<meta name=\"referrer\" content=\"same-origin\"><title>" +
        esc(frame.title) + " – " + esc(frame.centre) +
        "</title><link rel=\"stylesheet\" href=\"/staff.css\"></head>\n<body>"
        "<a class=\"skip\" href=\"#main\">Skip to the page</a>\n<header><p class=\"centre\">" +
        esc(frame.centre) + (frame.practice ? " <strong>practice only</strong>" : "") + "</p>\n";
    if (!frame.person.empty()) {
        out += "<nav aria-label=\"Pages\"><ul>";
        for (const auto& [target, name] : frame.pages)
            out += "<li><a" + attribute("href", target) +
                   (target == frame.here ? " aria-current=\"page\"" : "") + ">" + esc(name) +
                   "</a></li>";
        out +=
            "</ul></nav>\n<form class=\"out\" method=\"post\" action=\"/sign-out\"><input "
            "type=\"hidden\" name=\"token\"" +
            attribute("value", frame.form_token) + "><p>" + esc(frame.person) +
            " <button type=\"submit\">Sign out</button></p></form>\n";
    }
    out += "</header>\n<main id=\"main\" tabindex=\"-1\">\n<h1>" + esc(frame.title) + "</h1>\n";
    if (!frame.notice.empty())
        out += std::string{"<p class=\"notice"} +
               (frame.notice_is_bad ? " bad\" role=\"alert\">" : "\" role=\"status\">") +
               esc(frame.notice) + "</p>\n";
    return out + body + "</main></body></html>\n";
}

const std::string& style_sheet() {
    static const std::string text = R"css(
*{box-sizing:border-box}
body{font:1.0625rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:80rem;padding:1rem;color:#1b1f23;background:#fff;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2;margin:1rem 0}
h2{font-size:1.25rem;margin:2rem 0 .5rem}
a{color:#0b4f8a}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,.wide:focus-visible{outline:3px solid #0b4f8a;outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{position:static}
.centre{margin:0;color:#40474e}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;margin:.5rem 0}
nav a{display:inline-block;padding:.5rem 0;min-height:2.75rem}
nav a[aria-current]{font-weight:700;color:inherit;text-decoration-thickness:3px}
.out p{margin:.25rem 0}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.5rem;border-bottom:1px solid #767c82;font-weight:400}
thead th,th[scope=row]{font-weight:600}
.wide{overflow-x:auto}.wide th,.wide td{min-width:7rem}
.away{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
label{display:block;font-weight:600}.hint{display:block;color:#40474e}
input,select,button{font:inherit;min-height:2.75rem;padding:.25rem .75rem;max-width:100%;color:inherit;background:transparent;border:1px solid #596069;border-radius:.25rem}
input:not([type=file]):not([type=checkbox]),select{width:24rem}
.tick input{width:1.5rem;height:1.5rem;min-height:0;vertical-align:middle;margin:.25rem .75rem .25rem 0}.tick label{display:inline}
fieldset{border:1px solid #767c82;border-radius:.25rem;margin:1.5rem 0;padding:.5rem 1rem}legend{font-weight:600;padding:0 .25rem}
.error{display:block;color:#a11c1c;font-weight:600}[aria-invalid]{border:2px solid #a11c1c}
option{color:#1b1f23;background:#fff}
button{background:#0b4f8a;color:#fff;border-color:#0b4f8a;cursor:pointer}
.out button{background:transparent;color:inherit}
.notice{border-left:.4rem solid #1c6b3c;padding:.5rem 1rem;background:#eef6f0;color:#1b1f23}
.notice.bad{border-color:#a11c1c;background:#fbeeee}
figure{margin:1rem 0}figcaption{color:#40474e}
svg{display:block}svg text{font-size:15px;fill:currentColor}
rect{stroke:#1b1f23;stroke-width:1}
.part0{fill:#0b4f8a;background:#0b4f8a}.part1{fill:#c9ddf0;background:#c9ddf0}.part2{fill:#fff;background:#fff}
.key{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;padding:0}
.swatch{display:inline-block;width:1em;height:1em;margin-right:.5em;border:1px solid #1b1f23;vertical-align:-.1em}
@media(prefers-color-scheme:dark){body{color:#e8eaed;background:#15181b}a{color:#8ab8e6}.centre,.hint,figcaption{color:#b7bdc4}.error{color:#ff9c94}[aria-invalid]{border-color:#ff9c94}a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,.wide:focus-visible{outline-color:#8ab8e6}}
)css";
    return text;
}

}  // namespace cpc::centre::html
