// SPDX-License-Identifier: Apache-2.0
#include "app/centre/prepare.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/limits.hpp"
#include "core/codec/codec.hpp"
#include "core/procedure/zone.hpp"

namespace cpc::centre {
namespace {

using conference::Group;
using conference::NamedText;

constexpr int minutes_most = 600;

struct DraftRow {
    Hash32 log_id{};
    std::uint32_t version = 0;
    bool changed = true;
    std::string by;
    Bytes content;
    static constexpr auto fields() {
        using E = DraftRow;
        return std::tuple{&E::log_id, &E::version, &E::changed, &E::by, &E::content};
    }
};

// Reads fields one after the other and collects what is wrong with them.
class Reader {
  public:
    explicit Reader(const Form& form) : form_(form) {}
    Flaws flaws;

    void wrong(const std::string& field, std::string words) {
        flaws.push_back({field, std::move(words)});
    }
    std::string text(const std::string& field, const std::string& missing,
                     std::size_t most = limits::name_bytes_max) {
        auto out = plain(field, most);
        if (out.empty() && !missing.empty()) wrong(field, missing);
        return out;
    }
    std::optional<Date> date(const std::string& field, const std::string& missing = {}) {
        const auto typed = plain(field, 20);
        if (typed.empty()) {
            if (!missing.empty()) wrong(field, missing);
            return std::nullopt;
        }
        const auto out = Date::parse(typed);
        if (!out)
            wrong(field,
                  "\"" + typed +
                      "\" is not a date. Write year, month and day, for instance 2027-03-30.");
        return out;
    }
    bool ticked(const std::string& field) { return !form_.field(field).empty(); }

  private:
    std::string plain(const std::string& field, std::size_t most) {
        auto out = form_.field(field);
        const auto first = out.find_first_not_of(" \t\r\n");
        if (first == std::string::npos) return {};
        out = out.substr(first, out.find_last_not_of(" \t\r\n") - first + 1);
        if (out.size() > most) {
            wrong(field, "This is too long by " + std::to_string(out.size() - most) +
                             " bytes. Shorten it.");
            return out;
        }
        if (most <= limits::name_bytes_max && std::any_of(out.begin(), out.end(), [](char c) {
                return static_cast<unsigned char>(c) < 0x20;
            }))
            wrong(field, "This has a line break in it. Write it on one line.");
        return out;
    }
    const Form& form_;
};

std::string two(int value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

bool speaks_for_family(Group group) {
    return group == Group::supporter || group == Group::advocate;
}

Group group_of(const procedure::Role& role) {
    return conference::from_word<Group>(procedure::group_word(role.group))
        .value_or(Group::professional);
}

template <class AnyId>
std::optional<AnyId> id_of(const std::string& text) {
    AnyId out;
    const auto bytes = from_hex(text);
    if (!bytes || bytes->size() != out.bytes.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), out.bytes.begin());
    return out;
}

void take_when(Reader& read, const Form& form, const procedure::Procedure& procedure,
               conference::ConferenceOpened& into) {
    const auto day = read.date("date", "Choose the day of the conference.");
    const auto typed = form.field("time");
    const auto minute = parse_clock(typed.substr(0, 5));
    if (!minute)
        read.wrong("time", typed.empty() ? "Say when it begins."
                                         : "\"" + typed.substr(0, 20) +
                                               "\" is not a time. Write hours and minutes, for "
                                               "instance 09:30.");
    if (day && minute) {
        const auto start = procedure::wall_time(*day, *minute, procedure.time_zone);
        if (start)
            into.planned_start = *start;
        else
            read.wrong("date", "This day cannot be reckoned with. Choose another.");
    }
    const auto length = form.field("minutes");
    int minutes = 0;
    const auto parsed = std::from_chars(length.data(), length.data() + length.size(), minutes);
    if (parsed.ec != std::errc{} || parsed.ptr != length.data() + length.size() || minutes < 15 ||
        minutes > minutes_most)
        read.wrong("minutes", "Write how long it is planned for, in minutes: 15 to 600.");
    else
        into.planned_minutes = minutes;
}

void take_reasons(Reader& read, const procedure::ConferenceType& type,
                  conference::ConferenceOpened& into) {
    std::vector<NamedText> chosen;
    for (const auto& choice : type.opening_choices) {
        if (!read.ticked("ground-" + choice.id)) continue;
        const auto field = "text-" + choice.id;
        chosen.push_back({choice.id, read.text(field,
                                               type.opening_needs_text
                                                   ? "Write what supports it: " + choice.label + "."
                                                   : std::string{},
                                               2'000)});
    }
    if (static_cast<int>(chosen.size()) < type.opening_choices_least &&
        !type.opening_choices.empty())
        read.wrong("ground-" + type.opening_choices.front().id,
                   "Tick at least " + std::to_string(type.opening_choices_least) +
                       " reason for this conference.");
    into.basis = chosen.empty() ? std::string{} : chosen.front().name;
    into.grounds.reset();
    if (!chosen.empty()) into.grounds = std::move(chosen);
    into.flags.reset();
    for (const auto& flag : type.flags)
        if (read.ticked("flag-" + flag.id)) {
            if (!into.flags) into.flags.emplace();
            into.flags->push_back(flag.id);
        }
}

void take_supports(Reader& read, const Form& form, const meeting::Prepared& draft,
                   conference::PersonInvited& into) {
    const auto typed = form.field("supports");
    into.supports = {};
    const auto wanted = id_of<PersonId>(typed);
    const bool there =
        wanted && std::any_of(draft.people.begin(), draft.people.end(), [&](const auto& each) {
            return each.person == *wanted && !(each.person == into.person);
        });
    if (there)
        into.supports = *wanted;
    else if (speaks_for_family(into.group))
        read.wrong("supports",
                   "Say whom they come with. If that person is not on the list, add them first.");
}

void take_details(Reader& read, const procedure::Procedure& procedure, const procedure::Role& role,
                  const meeting::Prepared& draft, conference::PersonInvited& into) {
    into.details.reset();
    for (const auto& [id, label] : details_asked(procedure, role)) {
        auto text = read.text("detail-" + id, {}, 1'000);
        if (text.empty()) continue;
        if (!into.details) into.details.emplace();
        into.details->push_back({id, std::move(text)});
    }
    into.observer_agreed_on.reset();
    if (into.group == Group::observer) into.observer_agreed_on = read.date("agreed");
    into.children.reset();
    if (draft.children.size() < 2) return;
    std::vector<ChildId> chosen;
    for (const auto& child : draft.children)
        if (read.ticked("here-" + child.child.hex())) chosen.push_back(child.child);
    if (!chosen.empty() && chosen.size() < draft.children.size()) into.children = std::move(chosen);
}

}  // namespace

Bytes write_draft(const Draft& draft) {
    return codec::encode(DraftRow{draft.log_id, draft.version, draft.changed, draft.by,
                                  meeting::write_prepared(draft.content)});
}

Result<Draft> read_draft(const ConferenceId& id, ByteView bytes) {
    auto row = CPC_TRY(codec::decode<DraftRow>(bytes));
    Draft out;
    out.id = id;
    out.log_id = row.log_id;
    out.version = row.version;
    out.changed = row.changed;
    out.by = std::move(row.by);
    out.content = CPC_TRY(meeting::read_prepared(row.content));
    return out;
}

Values values_of(const conference::ConferenceOpened& opened) {
    Values out{{"family", opened.family}, {"venue", opened.venue}};
    if (opened.planned_start.date.days != 0) {
        out["date"] = opened.planned_start.date.iso();
        out["time"] =
            two(opened.planned_start.minute / 60) + ":" + two(opened.planned_start.minute % 60);
    }
    out["minutes"] = std::to_string(opened.planned_minutes);
    for (const auto& ground : opened.grounds.value_or(std::vector<NamedText>{})) {
        out["ground-" + ground.name] = "yes";
        out["text-" + ground.name] = ground.text;
    }
    for (const auto& flag : opened.flags.value_or(std::vector<std::string>{}))
        out["flag-" + flag] = "yes";
    for (const auto& event : opened.start_events)
        out["date-" + event.name] = event.date.iso();
    return out;
}

Values values_of(const conference::ChildAdded& child) {
    Values out{{"ref", child.ref}, {"name", child.name}};
    if (child.born) out["born"] = child.born->iso();
    if (child.expected) out["expected"] = child.expected->iso();
    return out;
}

Values values_of(const conference::PersonInvited& person) {
    Values out{{"role", person.role},
               {"name", person.name},
               {"agency", person.agency},
               {"reason", person.reason},
               {"class", person.invitee_class.value_or(std::string{})}};
    if (!person.supports.empty()) out["supports"] = person.supports.hex();
    if (person.invited_on) out["invited"] = person.invited_on->iso();
    if (person.observer_agreed_on) out["agreed"] = person.observer_agreed_on->iso();
    if (person.report_expected) out["report"] = "yes";
    if (person.key_agency) out["key"] = "yes";
    for (const auto& detail : person.details.value_or(std::vector<NamedText>{}))
        out["detail-" + detail.name] = detail.text;
    for (const auto& child : person.children.value_or(std::vector<ChildId>{}))
        out["here-" + child.hex()] = "yes";
    return out;
}

Flaws take_conference(const Form& form, const procedure::Procedure& procedure,
                      conference::ConferenceOpened& into) {
    Reader read(form);
    into.family =
        read.text("family", "Write how the room calls the family, for instance Family K.");
    into.venue = read.text("venue", "Write where it is held.");
    take_when(read, form, procedure, into);
    const auto* type = procedure.type(into.type);
    if (type == nullptr) return read.flaws;
    take_reasons(read, *type, into);
    into.start_events.clear();
    for (const auto& asked : dates_asked(procedure, *type)) {
        const auto& id = asked.first;
        const auto& label = asked.second;
        const bool always =
            std::find(type->events.begin(), type->events.end(), id) != type->events.end();
        const bool chosen = std::any_of(
            type->opening_choices.begin(), type->opening_choices.end(), [&](const auto& choice) {
                return read.ticked("ground-" + choice.id) &&
                       std::find(choice.events.begin(), choice.events.end(), id) !=
                           choice.events.end();
            });
        const auto day = read.date(
            "date-" + id, always || chosen ? "Choose the day: " + label + "." : std::string{});
        if (day) into.start_events.push_back({id, *day});
    }
    return read.flaws;
}

Flaws take_child(const Form& form, conference::ChildAdded& into) {
    Reader read(form);
    into.ref = read.text("ref", "Write the short name used in the room, for instance AB.");
    into.name = read.text("name", "Write the child's name.");
    into.born = read.date("born");
    into.expected = read.date("expected");
    if (into.born && into.expected)
        read.wrong("expected", "Give a date of birth, or the day a birth is expected, not both.");
    return read.flaws;
}

Flaws take_person(const Form& form, const procedure::Procedure& procedure,
                  const meeting::Prepared& draft, conference::PersonInvited& into) {
    Reader read(form);
    const auto* role = procedure.role(form.field("role"));
    if (role == nullptr) read.wrong("role", "Choose a role.");
    into.name = read.text("name", "Write the person's name.");
    into.agency = read.text("agency", {});
    into.reason = read.text("reason", "Say why they are asked (REQ-033).");
    into.invited_on = read.date("invited");
    into.report_expected = read.ticked("report");
    into.key_agency = read.ticked("key");
    into.invitee_class.reset();
    if (auto chosen = form.field("class"); !chosen.empty()) into.invitee_class = chosen;
    if (role == nullptr) return read.flaws;
    into.role = role->id;
    into.group = group_of(*role);
    if (into.agency.empty()) into.agency = role->agency;
    if (into.report_expected && into.group != Group::professional)
        read.wrong("report", "Only somebody who comes for an agency brings a report.");
    take_supports(read, form, draft, into);
    take_details(read, procedure, *role, draft, into);
    return read.flaws;
}

std::vector<std::pair<std::string, std::string>> details_asked(
    const procedure::Procedure& procedure, const procedure::Role& role) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& asked : role.details)
        out.emplace_back(asked.id, asked.label);
    if (group_of(role) != Group::observer) return out;
    const auto& rule = procedure.the<procedure::ObserverRule>();
    if (rule.needs_reason) out.emplace_back("exceptional", "Why exceptionally");
    for (const auto& consent : rule.consents)
        out.emplace_back(consent.id, consent.label);
    return out;
}

std::vector<std::pair<std::string, std::string>> dates_asked(
    const procedure::Procedure& procedure, const procedure::ConferenceType& type) {
    std::vector<std::string> ids = type.events;
    for (const auto& choice : type.opening_choices)
        for (const auto& id : choice.events)
            if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& id : ids) {
        const auto* event = procedure.event(id);
        out.emplace_back(id, event == nullptr ? id : event->label);
    }
    return out;
}

}  // namespace cpc::centre
