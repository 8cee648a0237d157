// SPDX-License-Identifier: Apache-2.0
// Settings of the tablet (ui-design B5): what can be chosen here, and what is told because somebody
// will look for it here. Each page has at most six controls, each with a line of help; a change
// holds at once and can be taken back. All but reading and display are behind the chair's PIN.
//
// What always holds: nothing here loosens what a procedure or the design asks for. Views stay
// sealed until the chair shows them, the screen hides itself after half an hour at the latest, and
// whoever may open the record is decided with the keeper's tools, not here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/view/readiness.hpp"

namespace cpc::view {

inline constexpr std::string_view settings_prefix = "settings-";
inline constexpr int hide_minutes_least = 3;
inline constexpr int hide_minutes_most = 30;
inline constexpr int hide_minutes_usual = 10;

struct SettingsFacts {
    bool asked = false;  // on this visit
    bool known = false;  // what follows was read
    std::size_t chairs = 0;
    bool recovery_keys = false;
    bool has_chair_pin = false;
    std::string address, centre;  // where records go; empty: not set up yet
    std::vector<HolidayFacts> holidays;
    std::vector<ProcedureFacts> procedures;
    std::vector<std::string> left_out;
    std::string program;
    // As they are now.
    int text_percent = 100;
    std::size_t theme = 0;
    bool tap_twice = false;
    bool movement = true;
    bool mixed_digits = true;
    int hide_minutes = hide_minutes_usual;
    bool can_undo = false;
};

struct SettingsRow {
    std::string label, detail;
    Intent intent;
};
// One of a few; pressing it is Do{act, number of the option}.
struct SettingChoice {
    std::string label, help, act;
    std::vector<std::string> options;
    std::size_t chosen = 0;
};
// A number; pressing it is Do{act, "-1"} or Do{act, "1"}.
struct SettingStep {
    std::string label, help, act, shown;
    bool can_less = true, can_more = true;
};
struct SettingButton {
    std::string label;
    Intent intent;
};
struct SettingsPage {
    std::string title, chip, close, undo;  // undo empty: nothing was changed
    std::vector<std::string> text;
    std::vector<SettingChoice> choices;
    std::vector<SettingStep> steps;
    std::vector<SettingButton> buttons;
    std::vector<std::pair<std::string, std::string>> rows;
};
struct SettingsView {
    std::string title, help, band, display, hide, back_label;
    std::vector<SettingsRow> rows;
    std::optional<SettingsPage> page;
    Notice notice;
};

[[nodiscard]] SettingsView make_settings_view(const SettingsFacts& facts, const Moment& moment);

}  // namespace cpc::view
