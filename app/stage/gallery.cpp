// SPDX-License-Identifier: Apache-2.0
#include "app/stage/gallery.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "app/locale/language.hpp"
#include "app/screen/toolkit_words.hpp"
#include "core/base/markup.hpp"

namespace cpc::stage {
namespace {

constexpr std::array<ui::Surface, 4> surfaces{
    {{1280, 800, 1}, {1920, 1200, 1.5F}, {2560, 1600, 2}, {800, 1280, 1}}};
constexpr std::array percents{100, 200};
constexpr std::array themes{ui::Theme::paper, ui::Theme::dusk, ui::Theme::high_contrast};

std::string_view theme_name(ui::Theme theme) {
    switch (theme) {
        case ui::Theme::paper:
            return "paper";
        case ui::Theme::dusk:
            return "dusk";
        case ui::Theme::high_contrast:
            return "contrast";
    }
    return {};
}

// One word of each kind: size, text, colours, language.
std::array<std::string, 4> words_of(const Look& look) {
    const auto& surface = look.surface;
    return {std::to_string(surface.width_px) + "x" + std::to_string(surface.height_px),
            std::to_string(look.text_percent), std::string{theme_name(look.theme)}, look.language};
}

Result<void> show(const Look& look, kiosk::Shell& shell, ui::Driver& driver) {
    auto display = shell.display();
    display.theme = look.theme;
    display.text_percent = look.text_percent;
    display.language = look.language;
    shell.show_as(display);
    auto settings = driver.glass().settings();
    settings.surface = look.surface;
    settings.theme = look.theme;
    settings.text_percent = look.text_percent;
    (void)locale::speak(look.language);
    settings.words = screen::toolkit_words();
    return driver.change(std::move(settings));
}

}  // namespace

std::string Look::name() const {
    const auto words = words_of(*this);
    return words[0] + "-" + words[1] + "-" + words[2] + "-" + words[3];
}

std::vector<Look> all_looks() {
    std::vector<std::string> spoken;
    for (const auto& language : locale::languages())
        spoken.push_back(language.id);
    spoken.emplace_back(locale::pseudo);
    std::vector<Look> out;
    for (const auto& surface : surfaces)
        for (const int percent : percents)
            for (const auto theme : themes)
                for (const auto& language : spoken)
                    out.push_back({surface, percent, theme, language});
    return out;
}

Result<std::vector<Look>> looks_of(std::string_view wanted) {
    const auto all = all_looks();
    std::array<std::set<std::string>, 4> there, asked;
    for (const auto& look : all)
        for (std::size_t kind = 0; kind < there.size(); ++kind)
            there.at(kind).insert(words_of(look).at(kind));
    while (!wanted.empty()) {
        const auto end = std::min(wanted.find(','), wanted.size());
        const std::string word{wanted.substr(0, end)};
        wanted.remove_prefix(std::min(end + 1, wanted.size()));
        bool known = false;
        for (std::size_t kind = 0; kind < there.size(); ++kind) {
            if (there.at(kind).count(word) == 0) continue;
            asked.at(kind).insert(word);
            known = true;
        }
        if (known) continue;
        std::string list;
        for (const auto& kind : there)
            for (const auto& each : kind)
                list += (list.empty() ? "" : ", ") + each;
        return fail(Fault::malformed, "\"" + word + "\" is no look of a screen", {},
                    "There are: " + list + ".");
    }
    std::vector<Look> out;
    for (const auto& look : all) {
        const auto words = words_of(look);
        bool fits = true;
        for (std::size_t kind = 0; kind < words.size(); ++kind)
            fits = fits && (asked.at(kind).empty() || asked.at(kind).count(words.at(kind)) != 0);
        if (fits) out.push_back(look);
    }
    return out;
}

Result<void> Gallery::hang(const std::string& screen, kiosk::Shell& shell, ui::Driver& driver) {
    const auto before = shell.display();
    const auto settings = driver.glass().settings();
    const auto folder = wanted_.folder + "/" + screen;
    if (!wanted_.folder.empty()) CPC_TRY(files_.make_directories(folder));
    const auto all = wanted_.looks.size();
    const auto here = wanted_.looks_each == 0 ? all : std::min(all, wanted_.looks_each);
    for (std::size_t i = 0; i < here; ++i) {
        const auto& look = wanted_.looks.at(here == all ? i : looked_ % all);
        ++looked_;
        CPC_TRY(show(look, shell, driver));
        for (const auto& complaint : driver.checks())
            complaints_.push_back(screen + " in " + look.name() + ": " + complaint);
        if (wanted_.folder.empty()) continue;
        CPC_TRY(driver.save_png(folder + "/" + look.name() + ".png"));
        ++pictures_;
    }
    screens_.push_back(screen);
    shell.show_as(before);
    (void)locale::speak(before.language);
    return driver.change(settings);
}

Result<void> Gallery::write_page() const {
    std::string page =
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Screens</title>\n"
        "<style>body{font:16px sans-serif;margin:24px}div{display:flex;flex-wrap:wrap;gap:12px}"
        "figure{margin:0}img{height:150px;border:1px solid #999}"
        "figcaption{font-size:12px}</style>\n<h1>Screens</h1>\n<p>Made-up people only.</p>\n<ol>\n";
    for (const auto& screen : screens_)
        page += "<li><a href=\"#" + screen + "\">" + screen + "</a>\n";
    page += "</ol>\n";
    for (const auto& screen : screens_) {
        page += "<h2 id=\"" + screen + "\">" + screen + "</h2>\n<div>\n";
        for (const auto& look : wanted_.looks) {
            const auto file = screen + "/" + look.name() + ".png";
            page += "<figure><a href=\"" + file + "\"><img loading=\"lazy\" alt=\"" + look.name() +
                    "\" src=\"" + file + "\"></a><figcaption>" + look.name() +
                    "</figcaption></figure>\n";
        }
        page += "</div>\n";
    }
    if (!complaints_.empty()) page += "<h2>What the screens' own checks say</h2>\n<ul>\n";
    for (const auto& complaint : complaints_)
        page += "<li>" + escaped_markup(complaint) + "\n";
    if (!complaints_.empty()) page += "</ul>\n";
    return write_whole(files_, wanted_.folder + "/index.html", view_of(page));
}

}  // namespace cpc::stage
