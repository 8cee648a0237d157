// SPDX-License-Identifier: Apache-2.0
#include "app/view/settings.hpp"

#include <array>
#include <utility>

namespace cpc::view {
namespace {

// What the program is made with, and under which licence each part stands.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> parts{{
    {"Dear ImGui", "MIT"},
    {"SDL 2", "zlib"},
    {"FreeType", "FreeType License"},
    {"SQLCipher", "BSD-3-Clause"},
    {"libsodium", "ISC"},
    {"OpenSSL", "Apache-2.0"},
    {"cairo", "LGPL-2.1 / MPL-1.1"},
    {"Pango", "LGPL-2.0"},
    {"qpdf", "Apache-2.0"},
    {"libqrencode", "LGPL-2.1"},
    {"Poppler (in cpc-reader only)", "GPL-2.0 / GPL-3.0"},
    {"libjpeg-turbo (in cpc-reader only)", "IJG / BSD-3-Clause"},
    {"curl", "curl License"},
    {"libseccomp", "LGPL-2.1"},
    {"toml++", "MIT"},
    {"JSON for Modern C++", "MIT"},
    {"valijson", "BSD-2-Clause"},
    {"date", "MIT"},
    {"CLI11", "BSD-3-Clause"},
    {"tl::expected", "CC0-1.0"},
    {"Inter", "OFL-1.1"},
    {"Material Design Icons", "Apache-2.0 / OFL-1.1"},
}};

OpenSheet sheet(std::string_view name) {
    return {std::string{settings_prefix} + std::string{name}, {}, {}};
}

std::string minutes(int n) {
    return say_count("settings.minutes", static_cast<std::size_t>(n));
}

void put_rows(SettingsView& view, const SettingsFacts& facts, const Moment& moment) {
    const auto add = [&](std::string_view key, std::string detail, Intent intent) {
        view.rows.push_back({say(key), std::move(detail), std::move(intent)});
    };
    const std::array themes{"display.paper", "display.dusk", "display.contrast"};
    add("settings.reading",
        say("settings.reading_now",
            {{"percent", say("display.percent", {{"n", std::to_string(facts.text_percent)}})},
             {"colours", say(themes.at(facts.theme))}}),
        OpenSheet{"display", {}, {}});
    add("settings.touch", say(facts.tap_twice ? "settings.tap_twice" : "settings.hold"),
        sheet("touch"));
    add("settings.meeting", say("settings.meeting_now", {{"minutes", minutes(facts.hide_minutes)}}),
        sheet("meeting"));
    add("settings.chairs",
        facts.known ? say_count("settings.chairs_now", facts.chairs) : say("ready.looking"),
        sheet("chairs"));
    add("settings.procedures",
        facts.known ? say_count("ready.procedures_figures", facts.procedures.size())
                    : say("ready.looking"),
        sheet("procedures"));
    add("settings.storage", say("settings.storage_now"), sheet("storage"));
    add("settings.centre",
        facts.centre.empty() ? say("settings.centre_none")
                             : say("settings.centre_now", {{"name", facts.centre}}),
        sheet("centre"));
    add("settings.clock", say_date_and_time(moment.now), sheet("clock"));
    add("settings.about", say("settings.about_now"), sheet("about"));
}

SettingsPage touch_page(const SettingsFacts& facts) {
    SettingsPage page;
    page.title = say("settings.touch");
    page.choices = {{say("settings.confirm"),
                     say("settings.confirm_help"),
                     "set-hold",
                     {say("settings.hold"), say("settings.tap_twice")},
                     facts.tap_twice ? 1U : 0U},
                    {say("settings.movement"),
                     say("settings.movement_help"),
                     "set-movement",
                     {say("settings.gentle"), say("settings.still")},
                     facts.movement ? 0U : 1U},
                    {say("settings.digits"),
                     say("settings.digits_help"),
                     "set-digits",
                     {say("settings.digits_mixed"), say("settings.digits_ordered")},
                     facts.mixed_digits ? 0U : 1U}};
    page.text = {say("settings.no_sounds")};
    return page;
}

SettingsPage meeting_page(const SettingsFacts& facts) {
    SettingsPage page;
    page.title = say("settings.meeting");
    page.steps = {{say("settings.hide_after"), say("settings.hide_after_help"), "set-hide-minutes",
                   minutes(facts.hide_minutes), facts.hide_minutes > hide_minutes_least,
                   facts.hide_minutes < hide_minutes_most}};
    page.text = {say("settings.sealed")};
    return page;
}

SettingsPage chairs_page(const SettingsFacts& facts) {
    SettingsPage page;
    page.title = say("settings.chairs");
    page.text = {say_count("settings.chairs_text", facts.chairs), say("settings.chairs_keeper")};
    page.buttons = {{say(facts.has_chair_pin ? "settings.pin_change" : "settings.pin_set"),
                     Do{"new-chair-pin", {}}}};
    return page;
}

SettingsPage storage_page(const SettingsFacts& facts) {
    SettingsPage page;
    page.title = say("settings.storage");
    page.text = {say("settings.storage_text"),
                 say(facts.recovery_keys ? "settings.recovery" : "settings.no_recovery")};
    page.buttons = {{say("ready.home"), GoTo{Place::diagnostics, {}, {}}},
                    {say("ready.copies_do"), OpenSheet{std::string{backup_sheet}, {}, {}}}};
    return page;
}

SettingsPage centre_page(const SettingsFacts& facts) {
    SettingsPage page;
    page.title = say("settings.centre");
    page.text = {facts.address.empty() ? say("settings.no_address")
                                       : say("settings.address", {{"address", facts.address}}),
                 facts.centre.empty() ? say("settings.no_centre")
                                      : say("settings.paired", {{"name", facts.centre}})};
    page.buttons = {{say("home.sending"), GoTo{Place::sending, {}, {}}}};
    return page;
}

SettingsPage clock_page(const Moment& moment) {
    SettingsPage page;
    page.title = say("settings.clock");
    page.text = {say("ready.clock_figures", {{"when", say_date_and_time(moment.now)}}),
                 say("settings.clock_text")};
    page.buttons = {{say("ready.clock_do"), Do{"look-at-clock", {}}}};
    return page;
}

SettingsPage about_page(const SettingsFacts& facts) {
    SettingsPage page;
    page.title = say("settings.about");
    page.text = {say("settings.about_text"),
                 facts.program.empty() ? say("ready.program_unknown")
                                       : say("ready.program_figures", {{"digest", facts.program}})};
    for (const auto& [name, licence] : parts)
        page.rows.emplace_back(name, licence);
    return page;
}

SettingsPage procedures_page(const SettingsFacts& facts) {
    auto told = make_procedures_sheet(facts.procedures, facts.holidays, facts.left_out);
    SettingsPage page;
    page.title = std::move(told.title);
    page.text = std::move(told.text);
    page.rows = std::move(told.rows);
    return page;
}

std::optional<SettingsPage> page_named(std::string_view name, const SettingsFacts& facts,
                                       const Moment& moment) {
    if (name == backup_sheet) {
        SettingsPage page;
        page.title = say("ready.backup_title");
        page.text = {say("ready.backup_1"), say("ready.backup_2"), say("ready.backup_3")};
        return page;
    }
    if (name.substr(0, settings_prefix.size()) != settings_prefix) return std::nullopt;
    name.remove_prefix(settings_prefix.size());
    if (name == "touch") return touch_page(facts);
    if (name == "meeting") return meeting_page(facts);
    if (name == "chairs") return chairs_page(facts);
    if (name == "procedures") return procedures_page(facts);
    if (name == "storage") return storage_page(facts);
    if (name == "centre") return centre_page(facts);
    if (name == "clock") return clock_page(moment);
    if (name == "about") return about_page(facts);
    return std::nullopt;
}

}  // namespace

SettingsView make_settings_view(const SettingsFacts& facts, const Moment& moment) {
    SettingsView view;
    view.title = say("settings.title");
    view.help = say("settings.help");
    view.band = moment.practice ? say("shell.training") : std::string{};
    view.display = say("shell.display");
    view.hide = say("shell.hide");
    view.back_label = say("past.back");
    view.notice = moment.notice;
    put_rows(view, facts, moment);
    view.page = page_named(moment.sheet.name, facts, moment);
    if (view.page) {
        view.page->close = say("shell.ok");
        const bool changes = !view.page->choices.empty() || !view.page->steps.empty();
        if (changes && facts.can_undo) view.page->undo = say("settings.undo");
    }
    return view;
}

}  // namespace cpc::view
