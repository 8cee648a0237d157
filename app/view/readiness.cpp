// SPDX-License-Identifier: Apache-2.0
#include "app/view/readiness.hpp"

#include <algorithm>

namespace cpc::view {
namespace {

constexpr std::uint64_t mib = 1U << 20U;
constexpr std::int32_t soon_days = 60;  // before an edition ends

std::string number(std::uint64_t value) {
    return std::to_string(value);
}

// "42 GB" or "310 MB", as people are told the size of a disk.
std::string size_text(std::uint64_t bytes) {
    constexpr std::uint64_t thousand_mib = 1'000 * mib;
    if (bytes >= thousand_mib) return number(bytes / 1'000'000'000) + " GB";
    return number(bytes / 1'000'000) + " MB";
}

Do act(const char* name) {
    return Do{name, {}};
}

ReadinessLine line(std::string_view about, Standing standing, std::string sentence,
                   std::string figures = {}) {
    ReadinessLine out;
    out.about = say("ready." + std::string{about});
    out.standing = standing;
    out.sentence = std::move(sentence);
    out.figures = std::move(figures);
    return out;
}

void offer(ReadinessLine& to, std::string_view key, Intent intent) {
    to.action = say(key);
    to.intent = std::move(intent);
}

std::string storage_figures(const StorageFacts& facts) {
    std::string text = facts.free_bytes
                           ? say("ready.storage_free", {{"size", size_text(*facts.free_bytes)}})
                           : say("ready.storage_free_unknown");
    if (facts.write_ms) text += " " + say("ready.storage_write", {{"ms", number(*facts.write_ms)}});
    if (facts.key_damage.empty()) text += " " + say("ready.storage_key");
    if (facts.kept_aside > 0) text += " " + say_count("ready.storage_aside", facts.kept_aside);
    return text;
}

ReadinessLine storage_line(const StorageFacts& facts) {
    const bool full = facts.free_bytes && *facts.free_bytes < free_bytes_least;
    const bool slow = facts.write_ms && *facts.write_ms > write_ms_most;
    const auto figures = storage_figures(facts);
    auto bad = [&](std::string sentence) {
        auto out = line("storage", Standing::bad, std::move(sentence), figures);
        offer(out, "ready.again_storage", act("look-at-readiness"));
        return out;
    };
    if (!facts.write_problem.empty())
        return bad(say("ready.storage_no_write", {{"what", facts.write_problem}}));
    if (!facts.key_damage.empty())
        return bad(say("ready.storage_no_key", {{"what", facts.key_damage}}));
    if (facts.reserve_spent) return bad(say("ready.storage_spent"));
    if (full) return bad(say("ready.storage_full"));
    if (slow) return bad(say("ready.storage_slow"));
    if (!facts.free_bytes || !facts.write_ms)
        return line("storage", Standing::unknown, say("ready.storage_unknown"), figures);
    if (*facts.free_bytes < free_bytes_wanted) {
        auto out = line("storage", Standing::look, say("ready.storage_little"), figures);
        offer(out, "ready.again_storage", act("look-at-readiness"));
        return out;
    }
    return line("storage", Standing::good, say("ready.storage_good"), figures);
}

ReadinessLine record_line(const ReadinessFacts& facts) {
    const auto figures = say("ready.record_figures",
                             {{"conferences", say_count("ready.conferences", facts.conferences)},
                              {"entries", say_count("ready.entries", facts.entries)},
                              {"id", facts.record.substr(0, 16)}});
    const auto& check = facts.check;
    if (check.over && !check.whole) {
        auto out = line("record", Standing::bad, say("ready.record_bad", {{"what", check.trouble}}),
                        figures);
        offer(out, "ready.again_record", act("look-at-readiness"));
        return out;
    }
    if (!check.over) {
        auto out =
            line("record", Standing::unknown,
                 say(check.running ? "ready.record_running" : "ready.record_stopped"), figures);
        if (!check.running) offer(out, "ready.again_record", act("look-at-readiness"));
        return out;
    }
    if (facts.repairs > 0)
        return line("record", Standing::look, say_count("ready.record_repaired", facts.repairs),
                    figures);
    return line("record", Standing::good, say("ready.record_good"), figures);
}

ReadinessLine glass_line(const GlassFacts& facts) {
    if (facts.renderer.empty()) return line("glass", Standing::unknown, say("ready.glass_none"));
    const auto figures =
        say("ready.glass_figures",
            {{"renderer", facts.renderer},
             {"size", std::to_string(facts.width_px) + " × " + std::to_string(facts.height_px)},
             {"ppi", std::to_string(facts.pixels_per_inch)}});
    if (facts.inch_told) return line("glass", Standing::good, say("ready.glass_good"), figures);
    auto out = line("glass", Standing::look, say("ready.glass_guess"), figures);
    offer(out, "ready.glass_do", OpenSheet{"display", {}, {}});
    return out;
}

ReadinessLine clock_line(const ReadinessFacts& facts, const Moment& moment) {
    const auto figures = say("ready.clock_figures", {{"when", say_date_and_time(moment.now)}});
    if (!facts.clock_doubtful)
        return line("clock", Standing::good, say("ready.clock_good"), figures);
    auto out = line("clock", Standing::bad, say("ready.clock_bad"), figures);
    offer(out, "ready.clock_do", act("look-at-clock"));
    return out;
}

ReadinessLine holiday_line(const std::vector<HolidayFacts>& holidays) {
    std::vector<std::string> parts;
    bool ends = false;
    for (const auto& list : holidays) {
        parts.push_back(
            say("ready.holidays_until", {{"region", list.region}, {"day", say_date(list.until)}}));
        ends = ends || list.nears_end;
    }
    if (parts.empty()) return line("holidays", Standing::bad, say("ready.holidays_none"));
    auto out = line("holidays", ends ? Standing::look : Standing::good,
                    say(ends ? "ready.holidays_end" : "ready.holidays_good"), say_list(parts));
    if (ends) offer(out, "ready.procedures_do", OpenSheet{std::string{procedures_sheet}, {}, {}});
    return out;
}

ReadinessLine power_line(const PowerReading& power) {
    if (!power.told) return line("power", Standing::unknown, say("ready.power_unknown"));
    if (!power.battery) return line("power", Standing::good, say("ready.power_none"));
    const auto figures = say("ready.power_figures", {{"n", std::to_string(power.percent)}});
    if (power.charging) return line("power", Standing::good, say("ready.power_charging"), figures);
    if (power.percent > battery_low_percent)
        return line("power", Standing::good, say("ready.power_good"), figures);
    auto out =
        line("power", power.percent <= battery_empty_percent ? Standing::bad : Standing::look,
             say("ready.power_low"), figures);
    offer(out, "ready.again_power", act("look-at-readiness"));
    return out;
}

// A meeting can be held without one.
ReadinessLine printer_line(const PrintingFacts& facts) {
    if (!facts.service) return line("printer", Standing::unknown, say("ready.printer_no_service"));
    for (const auto& printer : facts.printers) {
        if (printer.name != facts.chosen) continue;
        const bool well = printer.state != PrinterState::stopped && printer.accepts;
        auto out = line("printer", well ? Standing::good : Standing::look,
                        say(well ? "ready.printer_good" : "ready.printer_stopped"),
                        printer.name + ": " + printer_words(printer));
        if (!well) offer(out, "print.look_again", act("look-at-readiness"));
        return out;
    }
    return line("printer", Standing::unknown, say("ready.printer_none"));
}

ReadinessLine procedures_line(const ReadinessFacts& facts, Date today) {
    const auto& all = facts.procedures;
    const auto ends = static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [&](const ProcedureFacts& each) {
            return each.until && each.until->days <= today.days + soon_days;
        }));
    const auto figures = say_count("ready.procedures_figures", all.size());
    auto out = line("procedures", Standing::good, say("ready.procedures_good"), figures);
    if (all.empty()) {
        out.standing = Standing::bad;
        out.sentence = say("ready.procedures_none");
    } else if (!facts.left_out.empty()) {
        out.standing = Standing::look;
        out.sentence = say_count("ready.procedures_left_out", facts.left_out.size());
    } else if (ends > 0) {
        out.standing = Standing::look;
        out.sentence = say_count("ready.procedures_end", ends);
    }
    offer(out, "ready.procedures_do", OpenSheet{std::string{procedures_sheet}, {}, {}});
    if (out.standing == Standing::good) {
        out.action.clear();
        out.intent.reset();
    }
    return out;
}

ReadinessLine copies_line(const ReadinessFacts& facts) {
    const auto& copies = facts.copies;
    const auto received = say("ready.copies_received",
                              {{"n", number(copies.received)}, {"all", number(facts.entries)}});
    if (copies.backed_up) {
        const auto since = facts.entries - std::min(facts.entries, *copies.backed_up);
        const auto when = copies.backed_up_at ? say_date_and_time(*copies.backed_up_at)
                                              : say("ready.copies_when_unknown");
        return line("copies", Standing::good, say("ready.copies_good", {{"when", when}}),
                    say_count("ready.copies_since", since) + " " + received);
    }
    auto out = line("copies", facts.practice ? Standing::unknown : Standing::look,
                    say("ready.copies_none"), received);
    offer(out, "ready.copies_do", OpenSheet{std::string{backup_sheet}, {}, {}});
    return out;
}

ReadinessLine program_line(const ReadinessFacts& facts) {
    if (!facts.weaker.empty()) {
        std::string all;
        for (const auto& each : facts.weaker)
            all += (all.empty() ? "" : " ") + each;
        return line("program", Standing::look, say("ready.program_weaker"), all);
    }
    if (facts.program.empty())
        return line("program", Standing::unknown, say("ready.program_unknown"));
    return line("program", Standing::good, say("ready.program_good"),
                say("ready.program_figures", {{"digest", facts.program}}));
}

int rank(Standing standing) {
    switch (standing) {
        case Standing::bad:
            return 0;
        case Standing::look:
            return 1;
        case Standing::unknown:
            return 2;
        case Standing::good:
            return 3;
    }
    return 3;
}

void put_lead(ReadinessView& view, const ReadinessFacts& facts) {
    const auto worst = [&](Standing standing) {
        return std::any_of(view.lines.begin(), view.lines.end(),
                           [&](const ReadinessLine& each) { return each.standing == standing; });
    };
    view.looking = !facts.known || facts.check.running;
    view.help = say(!facts.known            ? "ready.looking"
                    : worst(Standing::bad)  ? "ready.lead_bad"
                    : worst(Standing::look) ? "ready.lead_look"
                                            : "ready.lead_good");
    if (facts.checked_at)
        view.help += " " + say("ready.checked", {{"time", facts.checked_at->clock()}});
    if (facts.check.running) {
        view.progress = say("ready.progress",
                            {{"n", number(facts.check.done)}, {"all", number(facts.check.all)}});
        view.part = facts.check.all == 0 ? 0
                                         : static_cast<float>(facts.check.done) /
                                               static_cast<float>(facts.check.all);
    }
}

}  // namespace

InfoSheet make_procedures_sheet(const std::vector<ProcedureFacts>& procedures,
                                const std::vector<HolidayFacts>& holidays,
                                const std::vector<std::string>& left_out) {
    InfoSheet sheet;
    sheet.title = say("ready.procedures_title");
    sheet.close = say("shell.ok");
    sheet.text = left_out;
    for (const auto& each : procedures) {
        auto known = say("ready.edition", {{"edition", each.edition}});
        known += " " + (each.until ? say("ready.edition_until", {{"day", say_date(*each.until)}})
                                   : say("ready.edition_open"));
        known += " " + say(each.from_program ? "ready.from_program" : "ready.signed");
        sheet.rows.emplace_back(each.title, std::move(known));
    }
    for (const auto& list : holidays)
        sheet.rows.emplace_back(say("ready.holiday_list", {{"region", list.region}}),
                                say("ready.holiday_until", {{"day", say_date(list.until)}}));
    return sheet;
}

ReadinessView make_readiness_view(const ReadinessFacts& facts, const Moment& moment) {
    ReadinessView view;
    view.bar_title = say("ready.home_title");
    view.fine_title = say("ready.fine");
    view.title = say("ready.title");
    view.display = say("shell.display");
    view.hide = say("shell.hide");
    view.band = moment.practice ? say("shell.training") : std::string{};
    view.again_label = say("ready.again");
    view.save_label = say("ready.save");
    view.back_label = say("past.back");
    view.papers_line = say("ready.papers");
    view.notice = moment.notice;
    if (facts.known) {
        view.lines = {storage_line(facts.storage),  record_line(facts),
                      clock_line(facts, moment),    power_line(facts.power),
                      copies_line(facts),           procedures_line(facts, moment.now.date),
                      holiday_line(facts.holidays), glass_line(facts.glass),
                      program_line(facts),          printer_line(facts.printing)};
        const bool unfit =
            view.lines[0].standing == Standing::bad || view.lines[1].standing == Standing::bad;
        if (unfit) view.banner = say("ready.do_not_start");
        std::stable_sort(view.lines.begin(), view.lines.end(),
                         [](const ReadinessLine& a, const ReadinessLine& b) {
                             return rank(a.standing) < rank(b.standing);
                         });
    }
    put_lead(view, facts);
    if (!facts.known) view.save_blocked = say("ready.save_wait");
    if (moment.sheet.name == backup_sheet)
        view.sheet =
            InfoSheet{say("ready.backup_title"),
                      {say("ready.backup_1"), say("ready.backup_2"), say("ready.backup_3")},
                      {},
                      say("shell.ok")};
    if (moment.sheet.name == procedures_sheet)
        view.sheet = make_procedures_sheet(facts.procedures, facts.holidays, facts.left_out);
    return view;
}

}  // namespace cpc::view
