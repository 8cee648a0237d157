// SPDX-License-Identifier: Apache-2.0
#include "app/exports/calendar.hpp"

#include <algorithm>

#include "app/report/outcome.hpp"
#include "core/base/letters.hpp"
#include "core/crypto/hash.hpp"

namespace cpc::exports {
namespace {

using conference::Rulebook;
using conference::State;

constexpr std::size_t line_bytes_max = 75;

std::string with_capital(std::string_view text) {
    const auto first = first_letter(text);
    return in_capitals(first) + std::string{text.substr(first.size())};
}

std::string day_of(Date date) {
    auto text = date.iso();
    text.erase(std::remove(text.begin(), text.end(), '-'), text.end());
    return text;
}

std::string utc_of(const LocalTime& time) {
    const auto minutes = time.instant().ms / 60'000;
    const auto days = minutes / 1440 - (minutes % 1440 < 0 ? 1 : 0);
    const auto minute = static_cast<int>(minutes - days * 1440);
    const auto clock = LocalTime{{}, minute, 0}.clock();
    return day_of(Date{static_cast<std::int32_t>(days)}) + "T" + clock.substr(0, 2) +
           clock.substr(3, 2) + "00Z";
}

void add_meetings(std::vector<CalendarDate>& out, const State& state, const Rulebook& rules) {
    const auto& terms = rules.procedure.terms;
    std::vector<LocalTime> groups;  // brothers and sisters often have one together
    for (const auto& id : state.child_order) {
        const auto& group = state.children.at(id).core_group;
        if (!group || std::find(groups.begin(), groups.end(), group->first_meeting) != groups.end())
            continue;
        groups.push_back(group->first_meeting);
        out.push_back({"core-group " + group->first_meeting.iso(),
                       with_capital(terms.core_group),
                       {},
                       group->first_meeting,
                       true});
    }
    if (state.next_conference)
        out.push_back(
            {"next-conference", with_capital(terms.review), {}, state.next_conference->at, true});
}

void add_limits(std::vector<CalendarDate>& out, const State& state, const Rulebook& rules) {
    for (const auto& limit : conference::deadlines_of(state, rules).counted) {
        if (limit.guide || !limit.replaced_by.empty()) continue;
        if (report::measure(limit, state, rules).status != report::LimitStatus::open) continue;
        CalendarDate date;
        date.what = "limit " + limit.id + " " + limit.which;
        // Beside a meeting of the same name: until when, not when.
        date.title = with_capital(limit.label) +
                     (std::holds_alternative<Date>(limit.due) ? ": last day" : ": last moment");
        date.note = limit.id;
        if (limit.practical)
            date.note += ": in practice by " + procedure::in_words(*limit.practical);
        date.when = limit.due;
        out.push_back(std::move(date));
    }
}

// Says nothing of the conference to whoever does not know its id already.
std::string uid_of(ConferenceId id, std::string_view what) {
    const auto digest =
        crypto::sha256(view_of("cpc/calendar/v1 " + id.hex() + " " + std::string{what}));
    return to_hex(ByteView{digest}.first(16));
}

void put_event(std::string& out, const CalendarDate& date, ConferenceId id, const Marks& marks,
               const std::string& stamp) {
    const std::string training = marks.practice ? "TRAINING, made-up people: " : "";
    out += "BEGIN:VEVENT\r\n";
    out += calendar_text_line("UID", uid_of(id, date.what));
    out += "DTSTAMP:" + stamp + "\r\n";
    if (const auto* day = std::get_if<Date>(&date.when)) {
        out += "DTSTART;VALUE=DATE:" + day_of(*day) + "\r\n";
        out += "DTEND;VALUE=DATE:" + day_of(*day + 1) + "\r\n";
    } else {
        out += "DTSTART:" + utc_of(std::get<LocalTime>(date.when)) + "\r\n";
    }
    out += calendar_text_line("SUMMARY", training + date.title + " (" + marks.reference + ")");
    if (!date.note.empty()) out += calendar_text_line("DESCRIPTION", date.note);
    out += "CLASS:CONFIDENTIAL\r\n";
    out += date.meeting ? "TRANSP:OPAQUE\r\n" : "TRANSP:TRANSPARENT\r\n";
    out += "END:VEVENT\r\n";
}

}  // namespace

std::string calendar_text_line(std::string_view name, std::string_view text) {
    std::string line = std::string{name} + ":";
    std::string out;
    std::size_t used = line.size();
    for (std::size_t at = 0; at < text.size();) {
        const auto letter = std::max<std::size_t>(1, first_letter(text.substr(at)).size());
        std::string piece{text.substr(at, letter)};
        at += letter;
        if (piece == "\n") piece = "\\n";
        if (piece.size() == 1 && static_cast<unsigned char>(piece[0]) < 0x20) continue;
        if (piece == "\x7f") continue;
        if (piece == "\\" || piece == ";" || piece == ",") piece.insert(0, "\\");
        if (used + piece.size() > line_bytes_max) {
            out += line + "\r\n";
            line = " ";
            used = 1;
        }
        line += piece;
        used += piece.size();
    }
    return out + line + "\r\n";
}

std::vector<CalendarDate> calendar_dates(const State& state, const Rulebook& rules) {
    std::vector<CalendarDate> out;
    add_meetings(out, state, rules);
    add_limits(out, state, rules);
    return out;
}

Result<std::string> calendar_file(const State& state, const Rulebook& rules, ConferenceId id,
                                  const Marks& marks) {
    if (!state.closed)
        return fail(Fault::refused, "The conference is not closed.", {},
                    "Its dates can still change. Close it first.");
    const auto dates = calendar_dates(state, rules);
    if (dates.empty())
        return fail(Fault::not_found, "This conference set no dates.", {}, "Nothing was written.");
    const auto stamp = utc_of(state.closed->at);
    std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
    out += "PRODID:-//Case Conference//cpc//EN\r\n";
    out += calendar_text_line("UID", uid_of(id, "calendar"));
    out += "LAST-MODIFIED:" + stamp + "\r\n";
    out += calendar_text_line("NAME", (marks.practice ? "TRAINING " : "") +
                                          std::string{"Dates of record "} + marks.reference);
    for (const auto& date : dates)
        put_event(out, date, id, marks, stamp);
    return out + "END:VCALENDAR\r\n";
}

}  // namespace cpc::exports
