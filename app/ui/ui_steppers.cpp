// SPDX-License-Identifier: Apache-2.0
// Dates, times and other values moved by − and +: no wheels, because a flick cannot be undone by
// feel.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/core.hpp"

namespace cpc::ui {
namespace {

constexpr float target_u = 76;

// A step key with a sign; its registry label says what it does: "Day more".
bool step_key(Core& c, std::string_view group, std::string_view what, bool more, const Rect& rect,
              bool enabled = true) {
    const Words& words = c.settings.words;
    Entry e = c.add(Role::button, std::string(what) + " " + (more ? words.more : words.less), rect);
    c.entries.pop_back();
    e.group = std::string(group);
    e.enabled = enabled;
    if (!enabled) e.blocked_by = more ? words.most : words.least;
    const Touch touch = c.control(std::move(e));
    c.fill(rect, !enabled ? Ink::sunken : touch.down ? Ink::primary_tint : Ink::surface, 14);
    c.outline(rect, Ink::line_strong, 14);
    c.icon(more ? Icon::plus : Icon::minus, Type::icon_medium, rect.centre(),
           enabled ? Ink::primary : Ink::ink_3);
    return touch.pressed;
}

struct Part {
    std::string_view name;
    std::string value;
};

// One column: + above, value, − below. Gives −1, 0 or +1.
int step_column(Core& c, std::string_view group, const Part& part, const Rect& rect) {
    Rect cut = rect;
    const float key = c.px(target_u);
    const Rect up = cut.cut_top(key);
    const Rect down = cut.cut_bottom(key);
    int step = 0;
    if (step_key(c, group, part.name, true, up)) step = 1;
    c.line_of_text(Type::lead, part.value, cut, Ink::ink, Align::centre);
    if (step_key(c, group, part.name, false, down)) step = -1;
    return step;
}

float value_height(Core& c) {
    return c.fonts.line(Type::lead) + 2 * c.pad(12);
}

Date moved(Date date, int days, int months, int years) {
    if (days != 0) return date + days;
    int year = date.year() + years;
    int month = date.month() + months;
    if (month < 1) {
        month = 12;
        --year;
    } else if (month > 12) {
        month = 1;
        ++year;
    }
    for (int day = date.day(); day >= 28; --day)  // 31 March − 1 month = 28 February
        if (const auto out = Date::from_ymd(year, month, day)) return *out;
    return Date::from_ymd(year, month, date.day()).value_or(date);
}

}  // namespace

std::optional<Date> Ui::date_stepper(const DateStepper& stepper) {
    Core& c = *core_;
    std::optional<Date> out;
    const Words& words = c.settings.words;
    if (!stepper.label.empty()) strong(stepper.label);
    const std::string& month =
        words.months.at(static_cast<std::size_t>(std::clamp(stepper.value.month(), 1, 12) - 1));
    const float key = c.px(target_u);
    const float between = c.px(15);
    float month_w = key;
    for (const auto& m : words.months)
        month_w = std::max(month_w, c.fonts.width(Type::lead, m) + c.px(16));
    const float day_w = std::max(c.px(96), c.fonts.width(Type::lead, "00") + c.px(16));
    const float year_w = std::max(c.px(110), c.fonts.width(Type::lead, "0000") + c.px(16));
    const Rect rect = c.place(2 * key + value_height(c), 12);
    Rect cut = rect;
    const Rect day_box = cut.cut_left(day_w);
    cut.cut_left(between);
    const Rect month_box = cut.cut_left(month_w);
    cut.cut_left(between);
    const Rect year_box = cut.cut_left(year_w);
    cut.cut_left(c.px(22));
    const int d =
        step_column(c, stepper.label, {words.day, std::to_string(stepper.value.day())}, day_box);
    const int m = step_column(c, stepper.label, {words.month, month}, month_box);
    const int y =
        step_column(c, stepper.label, {words.year, std::to_string(stepper.value.year())}, year_box);
    if (d != 0 || m != 0 || y != 0) out = moved(stepper.value, d, m, y);
    const auto chip_row = [&](const DateChip& chip, const Rect& spot) {
        Action a;
        a.label = chip.label;
        a.icon = chip.date == stepper.value ? Icon::tick : Icon::none;
        if (c.draw_button_in(a, spot)) out = chip.date;
    };
    float widest = 0;
    for (const DateChip& chip : stepper.chips)
        widest = std::max(widest, c.measure_button({chip.label, Icon::tick}, c.column().w).width);
    const bool beside =
        !stepper.chips.empty() && widest <= cut.w &&
        static_cast<float>(stepper.chips.size()) * (key + between) <= rect.h + between;
    if (beside) {
        float at = cut.y;
        for (const DateChip& chip : stepper.chips) {
            chip_row(chip, {cut.x, at, widest, key});
            at += key + between;
        }
    }
    if (!stepper.spoken.empty()) {
        const TextBlock b = c.wrap(Type::body, stepper.spoken, c.column().w);
        const Rect line = c.place(b.height, 12);
        c.text(b, {line.x, line.y}, Ink::ink);
        c.add(Role::status, stepper.spoken, line);
    }
    if (!beside)
        for (const DateChip& chip : stepper.chips) {
            const auto size = c.measure_button({chip.label, Icon::tick}, c.column().w);
            Rect spot = c.place(size.height, 12);
            spot.w = size.width;
            chip_row(chip, spot);
        }
    return out;
}

std::optional<int> Ui::time_stepper(const TimeStepper& stepper) {
    Core& c = *core_;
    constexpr int day_minutes = 24 * 60;
    const Words& words = c.settings.words;
    if (!stepper.label.empty()) strong(stepper.label);
    const float key = c.px(target_u);
    const float w = std::max(c.px(110), c.fonts.width(Type::lead, "00") + c.px(16));
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    const Rect rect = c.place(2 * key + value_height(c), 12);
    Rect cut = rect;
    const Rect hour = cut.cut_left(w);
    const Rect colon = cut.cut_left(std::max(c.px(15), c.fonts.width(Type::lead, ":")));
    const Rect minute = cut.cut_left(w);
    const int h = step_column(c, stepper.label, {words.hour, two(stepper.minute / 60)}, hour);
    c.line_of_text(Type::lead, ":", colon, Ink::ink_2, Align::centre);
    const int m = step_column(c, stepper.label, {words.minute, two(stepper.minute % 60)}, minute);
    if (h == 0 && m == 0) return std::nullopt;
    const int changed = stepper.minute + h * 60 + m * std::max(1, stepper.step);
    return (changed % day_minutes + day_minutes) % day_minutes;
}

std::optional<int> Ui::stepper(const Stepper& stepper) {
    Core& c = *core_;
    const float key = c.px(target_u);
    if (!stepper.label.empty()) strong(stepper.label);
    Rect rect = c.place(std::max(key, c.fonts.line(Type::lead) + 2 * c.pad(8)), 14);
    const float value_w = c.fonts.width(Type::lead, stepper.shown) + c.px(40);
    const Rect less = rect.cut_left(key);
    const Rect value = rect.cut_left(std::max(value_w, c.px(140)));
    const Rect more = rect.cut_left(key);
    std::optional<int> out;
    if (step_key(c, "", stepper.label, false, less, stepper.can_less)) out = -1;
    c.line_of_text(Type::lead, stepper.shown, value, Ink::ink, Align::centre);
    c.add(Role::status, stepper.label, value, stepper.shown);
    if (step_key(c, "", stepper.label, true, more, stepper.can_more)) out = 1;
    return out;
}

}  // namespace cpc::ui
