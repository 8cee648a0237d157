// SPDX-License-Identifier: Apache-2.0
#include "app/view/prepare.hpp"

#include <algorithm>
#include <array>

#include "core/conference/decide.hpp"
#include "core/conference/papers.hpp"

namespace cpc::view {
namespace {

using conference::Group;
using procedure::RoleGroup;

constexpr std::size_t filters = 3;  // professionals, family, support and observers

Group group_of(RoleGroup group) {
    return conference::from_word<Group>(procedure::group_word(group)).value_or(Group::observer);
}

std::size_t filter_of(Group group) {
    if (group == Group::professional) return 0;
    return is_family(group) ? 1 : 2;
}

// How long they have known, and whether that is less than the procedure asks for.
void add_notice(InvitedRow& row, const conference::Person& person, const conference::State& state,
                const conference::Rulebook& rules) {
    if (!person.invited.invited_on) return;
    const int days = state.opened->planned_start.date.days - person.invited.invited_on->days;
    const int least = rules.procedure.the<procedure::InvitationRule>().notice_days;
    const auto before = static_cast<std::size_t>(std::max(0, days));
    row.notice =
        say_count("prepare.notice", before, {{"when", say_date(*person.invited.invited_on)}});
    row.short_notice = days < least;
    if (row.short_notice)
        row.notice += " " + say_count("prepare.notice_short", static_cast<std::size_t>(least));
}

// They sent word: what they know still has to reach the meeting.
void add_apology(InvitedRow& row, const conference::Person& person) {
    const bool told = person.attendance == conference::Attendance::absent_with_report ||
                      person.attendance == conference::Attendance::absent_without_report;
    if (!told || !row.works_here) return;
    row.apology = say("prepare.away", {{"why", person.attendance_note}}) + " " +
                  say(row.report_here ? "prepare.away_read" : "prepare.away_ask");
}

InvitedRow row_of(const conference::Person& person, const conference::State& state,
                  const conference::Rulebook& rules) {
    InvitedRow row;
    row.line = person_line(person, rules.procedure);
    const auto& reasons = rules.procedure.the<procedure::InvitationRule>().reasons;
    const auto known = std::find_if(reasons.begin(), reasons.end(), [&](const auto& choice) {
        return choice.id == person.invited.reason;
    });
    row.note = known == reasons.end() ? person.invited.reason : known->label;
    row.report_expected = person.invited.report_expected;
    row.report_here = person.report.has_value();
    if (row.report_here)
        row.report =
            say("prepare.report_here", {{"when", say_date_and_time(person.report->received)}});
    else if (row.report_expected)
        row.report = say("prepare.report_expected");
    row.works_here = person.invited.group == Group::professional;
    row.here_for = here_for_line(state, person);
    row.here_for_unsaid = !conference::children_unsaid(state, person).empty();
    add_notice(row, person, state, rules);
    add_apology(row, person);
    return row;
}

bool listed(const std::vector<std::string>& list, const std::string& wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

// Which classes of person may be asked is data of the procedure; null where it has none for this
// type of conference.
const procedure::PermittedRule* permitted_rule(const conference::State& state,
                                               const conference::Rulebook& rules) {
    const auto* rule = rules.procedure.find<procedure::PermittedRule>();
    return rule != nullptr && listed(rule->types, state.opened->type) ? rule : nullptr;
}

void add_classes(PrepareView& view, const conference::State& state,
                 const conference::Rulebook& rules) {
    const auto* rule = permitted_rule(state, rules);
    if (rule == nullptr) return;
    view.person_class = say("prepare.person_class");
    view.class_rule = rule->sentence;
    const auto refused =
        refusal_text(conference::refuse("people.class-permitted", rules.procedure, rule->sentence));
    view.need_class = say("prepare.need_class") + " " + refused;
    for (const auto& known : rule->classes) {
        const bool may = std::any_of(rule->table.begin(), rule->table.end(), [&](const auto& row) {
            return row.invitee_class == known.id && listed(row.types, state.opened->type);
        });
        view.classes.push_back({known.id, known.label, known.means, may ? std::string{} : refused});
    }
}

bool anybody_of(const conference::State& state, std::string_view group) {
    return std::any_of(state.people.begin(), state.people.end(), [&](const auto& entry) {
        return conference::word(entry.second.invited.group) == group;
    });
}

// Of the role itself, and of every observer what the procedure wants agreed (REQ-051, REQ-052).
std::vector<DetailAsked> details_of(const procedure::Role& role, const conference::State& state,
                                    const conference::Rulebook& rules) {
    std::vector<DetailAsked> out;
    const auto ask = [&](const std::string& id, const std::string& label, const std::string& hint,
                         std::string_view rule, std::string_view missing) {
        out.push_back(
            {id, label, hint, refusal_text(conference::refuse(rule, rules.procedure, missing))});
    };
    for (const auto& asked : role.details)
        ask(asked.id, asked.label, asked.means, "people.details", asked.label + ".");
    if (group_of(role.group) != Group::observer) return out;
    const auto& observers = rules.procedure.the<procedure::ObserverRule>();
    if (observers.needs_reason)
        ask("exceptional", say("prepare.observer_exceptional"), {}, "observers.exceptional", {});
    for (const auto& consent : observers.consents)
        if (consent.of.empty() || anybody_of(state, consent.of))
            ask(consent.id, consent.label, say("prepare.observer_consent_hint"),
                "observers.consent", consent.label + ".");
    return out;
}

void add_people(PrepareView& view, const conference::State& state,
                const conference::Rulebook& rules, const Moment& moment) {
    static constexpr std::array titles{"people.professionals", "people.family", "people.support"};
    std::array<InvitedGroup, filters> groups;
    // The chair and the minute taker stand with the professionals here: they are people who work.
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        auto row = row_of(person, state, rules);
        if (moment.sheet.name == "report" && moment.sheet.person == id) view.person = row;
        if (is_family(person.invited.group)) view.family.push_back({id, row.line.name});
        const auto group = person.invited.group;
        const bool works = group == Group::chair || group == Group::minute_taker;
        groups.at(works ? 0 : filter_of(group)).people.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < filters; ++i) {
        if (groups.at(i).people.empty()) continue;
        groups.at(i).title = say(titles.at(i));
        view.groups.push_back(std::move(groups.at(i)));
    }
    view.roles.assign(filters, {});
    const auto* classes = permitted_rule(state, rules);
    for (const auto& role : rules.procedure.roles) {
        const auto group = group_of(role.group);
        const bool works = group == Group::chair || group == Group::minute_taker;
        const bool asks_class = classes != nullptr && !listed(classes->exempt_roles, role.id);
        view.roles.at(works ? 2 : filter_of(group))
            .push_back({role.id, role.label, role.agency, group, role.counted,
                        details_of(role, state, rules), asks_class});
    }
    view.people_count = say_count("prepare.people_count", state.person_order.size());
}

// In the rule's own words where a rule asks for the day.
std::string observer_date_needed(const conference::Rulebook& rules) {
    return rules.procedure.the<procedure::ObserverRule>().chair_agrees_before
               ? refusal_text(conference::refuse("observers.agreed-before", rules.procedure))
               : say("prepare.need_observer_date");
}

void add_languages(PrepareView& view) {
    view.person_language = say("person.language-label");
    for (const std::string language : {"en", "cy", "pl", "ar", "ur"})
        view.languages.push_back({language, say("person.language-" + language), {}});
}

void add_words(PrepareView& view, const conference::Rulebook& rules) {
    view.children_title = say("prepare.children");
    view.children_none = say("prepare.children_none");
    view.add_child = say("prepare.add_child");
    view.people_title = say("prepare.people");
    view.people_none = say("prepare.people_none");
    view.add_person = say("prepare.add_person");
    view.child_title = say("prepare.child_title");
    view.child_ref = say("prepare.child_ref");
    view.child_ref_hint = say("prepare.child_ref_hint");
    view.child_name = say("prepare.child_name");
    view.child_name_hint = say("prepare.child_name_hint");
    view.child_born_kind = say("prepare.child_born_kind");
    view.born_kinds = {say("prepare.born_known"), say("prepare.born_unknown"),
                       say("prepare.born_expected")};
    view.child_born = say("prepare.child_born");
    view.child_need_ref = say("prepare.child_need_ref");
    view.child_add = say("prepare.child_add");
    view.person_title = say("prepare.person_title");
    view.person_groups_label = say("prepare.person_groups");
    view.person_groups = {say("people.professionals"), say("people.family"), say("people.support")};
    view.person_role = say("prepare.person_role");
    view.person_name = say("prepare.person_name");
    view.person_agency = say("prepare.person_agency");
    view.person_reason = say("prepare.person_reason");
    view.person_supports = say("prepare.person_supports");
    view.person_observer = say("prepare.person_observer");
    view.person_report = say("prepare.person_report");
    view.person_report_help = rules.procedure.the<procedure::ReportRule>().sentence;
    view.person_key = say("prepare.person_key");
    view.person_key_help = say("prepare.person_key_help");
    view.person_add = say("prepare.person_add");
    view.person_next = say("prepare.person_next");
    view.person_back = say("prepare.person_back");
    view.need_role = say("prepare.need_role");
    view.need_name = say("prepare.need_name");
    view.need_reason = say("prepare.need_reason");
    view.need_supports = say("prepare.need_supports");
    view.need_observer_date = observer_date_needed(rules);
    view.person_children = say("prepare.person_children");
    view.need_children = say("prepare.need_children");
    view.supporter_rule = rules.procedure.the<procedure::SupporterRule>().sentence;
    view.observer_rule = rules.procedure.the<procedure::ObserverRule>().sentence;
    for (const auto& reason : rules.procedure.the<procedure::InvitationRule>().reasons)
        view.reasons.push_back({reason.id, reason.label, reason.means});
    view.report_title = say("prepare.report_title");
    view.report_text = rules.procedure.the<procedure::ReportRule>().sentence;
    view.report_format = say("prepare.report_format");
    view.report_format_help = say("prepare.report_format_help");
    view.report_shared = say("prepare.report_shared");
    view.report_shared_help = say("prepare.report_shared_help");
    view.report_shared_on = say("prepare.report_shared_on");
    view.report_by = say("prepare.report_by");
    view.report_not_shared = say("prepare.report_not_shared");
    view.report_record = say("prepare.report_record");
    view.report_need_reason = say("prepare.report_need_reason");
    view.report_earlier = say("prepare.report_earlier");
    view.report_earlier_help = say("prepare.report_earlier_help");
    view.report_came_on = say("prepare.report_came_on");
    view.report_came_at = say("prepare.report_came_at");
    view.report_not_ahead = say("prepare.report_not_ahead");
    view.away_title = say("prepare.away_title");
    view.away_text = rules.procedure.the<procedure::ReportRule>().absent_text;
    view.away_note = say("prepare.away_note");
    view.away_need = say("prepare.away_need");
    view.away_record = say("prepare.away_record");
    view.away_done = say("prepare.away_done");
    view.cancel = say("shell.cancel");
    view.done = say("shell.ok");
}

void add_start(PrepareView& view, const conference::State& state, const conference::Rulebook& rules,
               const Moment& moment) {
    const auto& decision = rules.procedure.the<procedure::DecisionRule>();
    view.start = say("prepare.start");
    view.start_title = say("prepare.start_title");
    view.start_rule_title = say("prepare.start_rule");
    view.start_rule = decision.sentence;
    view.start_rule_cites = decision.basis.cites;
    if (const auto* type = rules.procedure.type(state.opened->type))
        view.start_purpose = type->purpose;
    view.start_begin = say("prepare.begin");
    std::vector<std::string> in_charge;
    for (const auto& id : state.person_order) {
        const auto& person = state.people.at(id);
        if (person.invited.group == Group::chair || person.invited.group == Group::minute_taker)
            in_charge.push_back(say("shell.role_and_agency",
                                    {{"role", person.invited.name},
                                     {"agency", person_line(person, rules.procedure).detail}}));
    }
    view.start_who = say_list(in_charge);
    view.start_blocked = blocked_by(state, rules, moment,
                                    conference::EnterStage{conference::Stage::introductions, {}});
}

// Letters for everybody who is asked, and when they were last made.
void add_invitations(PrepareView& view, const conference::State& state,
                     const conference::Rulebook& rules) {
    const auto letters = conference::letters_of(state, rules).size();
    if (letters == 0) return;
    view.invitations = say("prepare.invitations");
    view.invitations_note = say_count("prepare.letters", letters);
    const auto made = std::find_if(state.documents.rbegin(), state.documents.rend(),
                                   [](const auto& each) { return each.kind == "invitation"; });
    if (made != state.documents.rend())
        view.invitations_note =
            say("prepare.letters_saved", {{"when", say_date_and_time(made->at)}});
}

}  // namespace

PrepareView make_prepare_view(const conference::State& state, const conference::Rulebook& rules,
                              const Moment& moment) {
    PrepareView view;
    view.frame = make_frame(state, rules, moment);
    view.sheet = moment.sheet.name;
    view.now = moment.now;
    view.title = say("prepare.title");
    view.help = say("prepare.help");
    if (state.opened->prepared_by)
        view.prepared_by = say("home.prepared_by", {{"who", *state.opened->prepared_by}});
    add_words(view, rules);
    add_languages(view);
    for (const auto& id : state.child_order) {
        const auto& child = state.children.at(id);
        view.children.push_back({id, child_label(child, moment.now.date), child.added.name});
    }
    view.here_for_open = here_for_open(state);
    view.here_for_ask = say("prepare.here_for_ask");
    view.always = make_always_asked(state, rules);
    view.left_out = make_left_out_sheet(state, rules, view.sheet);
    add_people(view, state, rules, moment);
    add_classes(view, state, rules);
    add_invitations(view, state, rules);
    const auto& chair = rules.procedure.the<procedure::ChairRule>();
    view.confirm_title = say("prepare.confirm");
    view.confirm_cites = chair.basis.cites;
    view.kept_out = say("kept.open_all");
    view.request = make_request_card(state, rules);
    view.confirmations = points_of(state, rules, conference::Stage::preparation, ChildId{});
    view.dates_title = say("prepare.dates");
    for (const auto& limit : conference::deadlines_of(state, rules).counted) {
        if (limit.guide || limit.from_event == "start" || limit.from_event == "close" ||
            limit.from_event == "core-group")
            continue;
        view.dates.emplace_back(limit.label,
                                procedure::in_words(limit.practical.value_or(limit.due)));
    }
    add_start(view, state, rules, moment);
    view.missing = view.start_blocked;
    return view;
}

}  // namespace cpc::view
