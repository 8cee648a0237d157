// SPDX-License-Identifier: Apache-2.0
#include "app/dates/dates.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/procedure/zone.hpp"

namespace cpc::dates {
namespace {

using nlohmann::ordered_json;
using procedure::Calendar;
using procedure::Circumstances;
using procedure::Deadline;
using procedure::Deadlines;
using procedure::Events;
using procedure::in_words;
using procedure::iso;
using procedure::Procedure;
using procedure::Provisional;
using procedure::When;

constexpr const char* how_to_write = "Write NAME=2027-03-30 or NAME=2027-03-30T10:00.";

std::string known_events(const Procedure& p) {
    std::string list;
    for (const auto& event : p.events)
        list += (list.empty() ? "" : ", ") + event.id;
    return list;
}

Result<When> read_when(const Procedure& p, const std::string& name, const std::string& text) {
    const auto malformed = [&] {
        return fail(Fault::malformed, "\"" + text + "\" is not a date for " + name + ".", {},
                    how_to_write);
    };
    const auto day = Date::parse(text.substr(0, 10));
    if (!day) return malformed();
    if (text.size() == 10) return *day;
    const auto minute = text[10] == 'T' ? parse_clock(text.substr(11)) : std::nullopt;
    if (!minute) return malformed();
    return CPC_TRY(procedure::wall_time(*day, *minute, p.time_zone));
}

bool all_known(const std::vector<std::string>& names, const Events& events) {
    return std::all_of(names.begin(), names.end(),
                       [&](const auto& name) { return events.count(name) != 0; });
}

// A choice of the opening question sets its flag when the events it needs were given and no other
// choice's were: then nothing else can be meant.
std::set<std::string> flags_of(const procedure::ConferenceType& type, const Events& events,
                               std::set<std::string> flags) {
    for (const auto& choice : type.opening_choices) {
        if (choice.sets_flag.empty() || choice.events.empty()) continue;
        const bool other = std::any_of(
            type.opening_choices.begin(), type.opening_choices.end(), [&](const auto& another) {
                return another.id != choice.id && all_known(another.events, events);
            });
        if (!other && all_known(choice.events, events)) flags.insert(choice.sets_flag);
    }
    return flags;
}

ordered_json json_of(const Deadline& d) {
    ordered_json days = ordered_json::array();
    for (const auto& day : d.counting) {
        ordered_json entry{{"date", day.date.iso()}};
        if (day.number != 0)
            entry["number"] = day.number;
        else
            entry["skipped"] = day.reason;
        days.push_back(std::move(entry));
    }
    ordered_json out{{"id", d.id}, {"which", d.which}, {"label", d.label}, {"to", d.to}};
    out["from"] = {{"event", d.from_event}, {"when", iso(d.from)}};
    out["due"] = iso(d.due);
    out["practical"] = d.practical ? ordered_json(iso(*d.practical)) : ordered_json(nullptr);
    out["counting"] = d.counting_text;
    out["counting_days"] = std::move(days);
    out["rule_status"] = procedure::status_word(d.status);
    out["cites"] = d.cites;
    out["requirements"] = d.requirements;
    out["guide"] = d.guide;
    out["provisional"] = d.provisional == Provisional::yes;
    out["provisional_reason"] = d.provisional_reason;
    out["uses_local_day"] = d.uses_local_day;
    out["replaced_by"] = d.replaced_by;
    return out;
}

std::string render_json(const Procedure& p, const Calendar& calendar, const Request& request,
                        const std::set<std::string>& flags, const Events& events,
                        const Deadlines& deadlines) {
    ordered_json out{{"profile", p.id}, {"edition", p.edition}, {"profile_hash", p.hash}};
    out["type"] = request.type;
    out["flags"] = flags;
    out["region"] = calendar.region();
    out["time_zone"] = p.time_zone;
    out["coverage"] = {{"first", calendar.first().iso()}, {"last", calendar.last().iso()}};
    out["events"] = ordered_json::object();
    for (const auto& [name, when] : events)
        out["events"][name] = iso(when);
    out["deadlines"] = ordered_json::array();
    for (const auto& deadline : deadlines.counted)
        out["deadlines"].push_back(json_of(deadline));
    out["waiting"] = ordered_json::array();
    out["refused"] = ordered_json::array();
    for (const auto& limit : deadlines.uncounted) {
        ordered_json entry{{"id", limit.id}, {"which", limit.which}, {"label", limit.label}};
        if (limit.refused)
            entry["reason"] = limit.refused->text();
        else
            entry["for"] = limit.waits_for;
        out[limit.refused ? "refused" : "waiting"].push_back(std::move(entry));
    }
    return out.dump(2) + "\n";
}

std::string heading(const std::string& id, const std::string& which, const std::string& label) {
    return id + (which.empty() ? "" : " (" + which + ")") + "  " + label;
}

std::string join(const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words)
        list += (list.empty() ? "" : ", ") + word;
    return list;
}

std::string text_of(const Deadline& d) {
    std::string out = heading(d.id, d.which, d.label) + ": " + in_words(d.due);
    if (d.practical) out += "; in practice " + in_words(*d.practical);
    if (d.guide)
        out += d.replaced_by.empty() ? " (a guide)" : " (a guide: " + d.replaced_by + " applies)";
    out += "\n    " + d.to + ".\n    Counted from " + d.from_event + ": " + d.counting_text + "\n";
    if (d.provisional == Provisional::yes)
        out += "    PROVISIONAL: " + d.provisional_reason + ".\n";
    if (d.uses_local_day) out += "    Depends on a local holiday of this site.\n";
    const bool from_source = d.status == procedure::Status::source;
    out += std::string("    ") +
           (from_source ? "Source" : "Status " + std::string(procedure::status_word(d.status))) +
           ": " + d.cites + " [" + join(d.requirements) + "]\n";
    return out;
}

std::string render_text(const Procedure& p, const procedure::ConferenceType& type,
                        const Calendar& calendar, const std::set<std::string>& flags,
                        const Deadlines& deadlines) {
    std::string out = p.title + ", edition " + p.edition + ": " + type.label + "\n";
    out += "Holidays of " + calendar.region() + " from " + calendar.first().iso() + " to " +
           calendar.last().iso() + ", time zone " + p.time_zone + "\n";
    for (const auto& flag : flags)
        out += "With " + flag + "\n";
    for (const auto& deadline : deadlines.counted)
        out += "\n" + text_of(deadline);
    bool first = true;
    for (const auto& limit : deadlines.uncounted) {
        out += first ? "\nNot counted:\n" : "";
        first = false;
        out += "    " + heading(limit.id, limit.which, limit.label) + ": " +
               (limit.refused ? limit.refused->text() : "waits for " + join(limit.waits_for)) +
               "\n";
    }
    return out;
}

}  // namespace

Result<std::map<std::string, std::string>> split_events(const std::vector<std::string>& arguments) {
    std::map<std::string, std::string> events;
    for (const auto& argument : arguments) {
        const auto equals = argument.find('=');
        if (equals == std::string::npos || equals == 0)
            return fail(Fault::malformed, "\"" + argument + "\" is not an event with its date.", {},
                        how_to_write);
        const std::string name = argument.substr(0, equals);
        if (!events.emplace(name, argument.substr(equals + 1)).second)
            return fail(Fault::malformed, "The event " + name + " was given twice.", {},
                        how_to_write);
    }
    return events;
}

Result<Events> read_events(const Procedure& procedure,
                           const std::map<std::string, std::string>& events) {
    Events known;
    for (const auto& [name, text] : events) {
        if (procedure.event(name) == nullptr)
            return fail(Fault::not_found,
                        procedure.id + " counts from no event called \"" + name + "\".", {},
                        "Known events: " + known_events(procedure) + ".");
        known.emplace(name, CPC_TRY(read_when(procedure, name, text)));
    }
    return known;
}

Result<std::string> render_dates(const Procedure& procedure, const Calendar& calendar,
                                 const Request& request) {
    const auto* type = procedure.type(request.type);
    if (type == nullptr) {
        std::string list;
        for (const auto& known : procedure.types)
            list += (list.empty() ? "" : ", ") + known.id;
        return fail(Fault::not_found,
                    procedure.id + " has no conference type \"" + request.type + "\".", {},
                    "Known types: " + list + ".");
    }
    for (const auto& flag : request.flags)
        if (std::none_of(type->flags.begin(), type->flags.end(),
                         [&](const auto& known) { return known.id == flag; }))
            return fail(Fault::not_found,
                        "The conference type " + type->id + " has no flag \"" + flag + "\".");
    const Events events = CPC_TRY(read_events(procedure, request.events));
    Circumstances now;
    now.type = request.type;
    now.flags = flags_of(*type, events, request.flags);
    const Deadlines deadlines = compute_deadlines(procedure, calendar, now, events);
    if (request.form == Form::json)
        return render_json(procedure, calendar, request, now.flags, events, deadlines);
    return render_text(procedure, *type, calendar, now.flags, deadlines);
}

}  // namespace cpc::dates
