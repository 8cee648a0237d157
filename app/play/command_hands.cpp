// SPDX-License-Identifier: Apache-2.0
#include "app/play/command_hands.hpp"

#include <algorithm>

#include "core/procedure/zone.hpp"

namespace cpc::play {

using conference::Say;

std::map<std::string, CommandHands::Method, std::less<>> CommandHands::methods_of_the_room() {
    using H = CommandHands;
    return {
        {"aim", &H::no_act},
        {"practise", &H::no_act},
        {"procedure", &H::procedure},
        {"conference", &H::conference},
        {"basis", &H::basis},
        {"date", &H::date},
        {"at", &H::at},
        {"child", &H::child},
        {"person", &H::person},
        {"here-for", &H::here_for},
        {"report", &H::report},
        {"confirm", &H::confirm},
        {"waive", &H::waive},
        {"stage", &H::stage},
        {"here", &H::attendance},
        {"phone", &H::attendance},
        {"video", &H::attendance},
        {"substitute", &H::attendance},
        {"absent", &H::attendance},
        {"absent-with-report", &H::attendance},
        {"declined", &H::attendance},
        {"introduce", &H::introduce},
        {"sign-in", &H::sign_in},
        {"arrives", &H::arrives},
        {"leaves", &H::leaves},
        {"say", &H::say},
        {"correct", &H::correct},
        {"conflict", &H::conflict},
        {"heard", &H::heard},
        {"read-in", &H::read_in},
        {"views", &H::views},
        {"risk", &H::risk},
        {"score", &H::score},
        {"summary", &H::summary},
        {"continuing-risk", &H::continuing_risk},
        {"round", &H::round},
        {"view", &H::view},
        {"show", &H::show},
        {"chair-decides", &H::chair_decides},
    };
}

const std::map<std::string, CommandHands::Method, std::less<>>& CommandHands::methods() {
    using H = CommandHands;
    static const auto all = [] {
        auto table = methods_of_the_room();
        table.insert({
            {"lock", &H::lock},
            {"family-view", &H::family_view},
            {"correct-result", &H::correct_result},
            {"key-worker", &H::key_worker},
            {"core-group", &H::core_group},
            {"action", &H::action},
            {"plan-note", &H::plan_note},
            {"next-conference", &H::next_conference},
            {"close", &H::close},
            {"cosign", &H::cosign},
            {"issue", &H::issue},
            {"deliver", &H::deliver},
            {"usual", &H::usual},
            {"flag", &H::flag},
            {"overlay", &H::overlay},
            {"request", &H::request},
            {"request-answer", &H::request_answer},
            {"set-date", &H::set_date},
            {"exclude", &H::exclude},
            {"object", &H::object},
            {"born", &H::born},
            {"adjourn", &H::adjourn},
            {"resume", &H::resume},
            {"break", &H::break_until},
            {"ask-chair", &H::ask_chair},
            {"chair-answers", &H::chair_answers},
            {"minutes", &H::minutes},
            {"cancel", &H::cancel},
            {"breach", &H::breach},
            {"restricted", &H::restricted},
            {"everyone-back", &H::everyone_back},
            {"carry", &H::carry},
            {"progress", &H::progress},
            {"dissent", &H::dissent},
            {"outcome", &H::outcome},
            {"recommend", &H::recommend},
            {"recommendation", &H::recommendation},
            {"step", &H::step},
            {"withdraw", &H::withdraw},
            {"excluded-wholly", &H::attendance},
            {"excluded-partly", &H::attendance},
        });
        return table;
    }();
    return all;
}

CommandHands::Answer CommandHands::carry_out(const Scenario& scenario, const Act& act) {
    scenario_ = &scenario;
    const auto& verb = act.verb;
    const bool before = verb == "aim" || verb == "procedure" || verb == "conference" ||
                        verb == "basis" || verb == "date" || verb == "at" || verb == "flag" ||
                        verb == "overlay";
    if (!before)
        if (auto refused = CPC_TRY(open_if_needed(act))) return refused;
    const auto found = methods().find(verb);
    if (found == methods().end()) return wrong(act, "\"" + verb + "\" cannot be played");
    return (this->*found->second)(act);
}

// ---- helpers ----

Failure CommandHands::wrong(const Act& act, const std::string& what,
                            const std::string& advice) const {
    return fail(Fault::malformed, what, scenario_->place(act), advice);
}

CommandHands::Answer CommandHands::give(const conference::Command& command, PersonId actor) {
    auto reply = CPC_TRY(meeting_->submit(command, actor));
    if (auto* refusal = std::get_if<conference::Refusal>(&reply))
        return std::optional<conference::Refusal>{std::move(*refusal)};
    return std::optional<conference::Refusal>{};
}

CommandHands::Answer CommandHands::open_if_needed(const Act& act) {
    if (meeting_ != nullptr) return std::optional<conference::Refusal>{};
    if (!opening_)
        return wrong(act, "no conference is open yet",
                     "Begin with: procedure ID, then: conference TYPE \"FAMILY\" on DATE TIME.");
    auto begun = CPC_TRY(desk_->begin(procedure_id_, *opening_));
    if (begun.refusal)
        return fail(Fault::refused, begun.refusal->message,
                    scenario_->file + ":" + std::to_string(opening_line_),
                    begun.refusal->rule + ", " + begun.refusal->requirement);
    meeting_ = begun.meeting;
    return std::optional<conference::Refusal>{};
}

Result<PersonId> CommandHands::find_person(const Act& act, const std::string& name) {
    const auto found = people_.find(name);
    if (found != people_.end()) return found->second;
    return wrong(act, "nobody is called \"" + name + "\" in this scenario",
                 "Write a person line before: person " + name + " role …");
}

Result<ChildId> CommandHands::find_child(const Act& act, const std::string& ref) {
    const auto found = children_.find(ref);
    if (found != children_.end()) return found->second;
    return wrong(act, "no child is called \"" + ref + "\" in this scenario",
                 "Write a child line before: child " + ref);
}

Result<ContributionId> CommandHands::find_contribution(const Act& act, const std::string& number) {
    std::size_t place = 0;
    for (const char c : number)
        place = c >= '0' && c <= '9' && place < 100'000
                    ? place * 10 + static_cast<std::size_t>(c - '0')
                    : 100'000;
    if (place >= 1 && place <= contributions_.size()) return contributions_[place - 1];
    return wrong(act, "there is no contribution number " + number + " yet",
                 std::to_string(contributions_.size()) + " have been said up to here.");
}

// "everyone" is everybody in the room; before anybody is, everybody who was invited.
Result<std::vector<PersonId>> CommandHands::people_named(const Act& act, std::size_t from) {
    std::vector<PersonId> out;
    for (std::size_t i = from; i < act.words.size(); ++i) {
        if (act.words[i] != "everyone") {
            out.push_back(CPC_TRY(find_person(act, act.words[i])));
            continue;
        }
        for (const auto& id : state().person_order) {
            const auto& person = state().people.at(id);
            const bool unmarked =
                act.verb == "here" && person.attendance == conference::Attendance::unrecorded;
            if (person.here() || unmarked) out.push_back(id);
        }
    }
    return out;
}

Result<LocalTime> CommandHands::moment(const Act& act, const std::string& date,
                                       const std::string& time) {
    const auto day = CPC_TRY(read_date(*scenario_, act, date));
    const auto minute = CPC_TRY(read_clock(*scenario_, act, time));
    const auto* edition = desk_->library().by_id(procedure_id_);
    if (edition == nullptr) return wrong(act, "name the procedure first", "procedure ID");
    return procedure::wall_time(day, minute, edition->rules.procedure.time_zone);
}

std::string CommandHands::pin_of(PersonId person) const {
    const auto& order = state().person_order;
    const auto place = std::find(order.begin(), order.end(), person) - order.begin();
    return scripted_pin(static_cast<std::size_t>(place));
}

Result<void> CommandHands::open_key(PersonId person) {
    const auto pin = crypto::SecretBytes::from(pin_of(person));
    if (!meeting_->signed_in(person)) CPC_TRY(meeting_->sign_in(person, pin));
    return meeting_->unlock(person, pin);
}

CommandHands::Answer CommandHands::no_act(const Act&) {
    return std::optional<conference::Refusal>{};
}

// ---- before the meeting ----

CommandHands::Answer CommandHands::procedure(const Act& act) {
    if (desk_->library().by_id(act.words[0]) == nullptr) {
        std::string known;
        for (const auto& edition : desk_->library().editions())
            known += (known.empty() ? "" : ", ") + edition.rules.procedure.id;
        return wrong(act, "no procedure is called \"" + act.words[0] + "\"",
                     "There are: " + known + ".");
    }
    procedure_id_ = act.words[0];
    return std::optional<conference::Refusal>{};
}

CommandHands::Answer CommandHands::conference(const Act& act) {
    if (opening_) return wrong(act, "a scenario plays one conference");
    const auto found = act.details.find("on");
    if (found == act.details.end())
        return wrong(act, "when does the conference start?", "Add: on 2027-03-30 10:00");
    conference::ConferenceOpened opened;
    opened.type = act.words[0];
    opened.family = act.words[1];
    opened.venue = act.value("at");
    opened.planned_start = CPC_TRY(moment(act, found->second[0], found->second[1]));
    const auto minutes = act.value("for");
    opened.planned_minutes = 120;
    if (!minutes.empty()) {
        int value = 0;
        for (const char c : minutes)
            value = c >= '0' && c <= '9' && value < 1000 ? value * 10 + (c - '0') : 10'000;
        if (value > 1'000) return wrong(act, "\"" + minutes + "\" is not a number of minutes");
        opened.planned_minutes = value;
    }
    day_ = opened.planned_start.date;
    if (clock_ != nullptr) clock_->set(Instant{opened.planned_start.instant().ms - 30 * 60'000});
    opening_ = opened;
    opening_line_ = act.line;
    return std::optional<conference::Refusal>{};
}

CommandHands::Answer CommandHands::basis(const Act& act) {
    if (!opening_ || meeting_ != nullptr)
        return wrong(act, "the basis stands after the conference line and before the first act");
    if (opening_->basis.empty()) opening_->basis = act.words[0];
    if (!opening_->grounds) opening_->grounds.emplace();
    opening_->grounds->push_back(
        {act.words[0], act.words.size() > 1 ? act.words[1] : std::string{}});
    return std::optional<conference::Refusal>{};
}

CommandHands::Answer CommandHands::overlay(const Act& act) {
    if (!opening_ || meeting_ != nullptr)
        return wrong(act, "overlays stand after the conference line and before the first act");
    if (desk_->library().addition(act.words[0]) == nullptr)
        return wrong(act, "no overlay is called \"" + act.words[0] + "\"");
    if (!opening_->overlays) opening_->overlays.emplace();
    opening_->overlays->push_back({act.words[0], {}});
    return std::optional<conference::Refusal>{};
}

CommandHands::Answer CommandHands::flag(const Act& act) {
    if (!opening_ || meeting_ != nullptr)
        return wrong(act, "flags stand after the conference line and before the first act");
    if (!opening_->flags) opening_->flags.emplace();
    opening_->flags->push_back(act.words[0]);
    return std::optional<conference::Refusal>{};
}

CommandHands::Answer CommandHands::date(const Act& act) {
    if (!opening_ || meeting_ != nullptr)
        return wrong(act, "dates stand after the conference line and before the first act");
    const auto* edition = desk_->library().by_id(procedure_id_);
    if (edition != nullptr && edition->rules.procedure.event(act.words[0]) == nullptr) {
        std::string known;
        for (const auto& event : edition->rules.procedure.events)
            known += (known.empty() ? "" : ", ") + event.id;
        return wrong(act, "no clock of this procedure runs from \"" + act.words[0] + "\"",
                     "There are: " + known + ".");
    }
    opening_->start_events.push_back(
        {act.words[0], CPC_TRY(read_date(*scenario_, act, act.words[1]))});
    return std::optional<conference::Refusal>{};
}

CommandHands::Answer CommandHands::at(const Act& act) {
    if (act.words.size() == 2) day_ = CPC_TRY(read_date(*scenario_, act, act.words[0]));
    const auto when = CPC_TRY(moment(act, day_.iso(), act.words.back()));
    if (clock_ != nullptr) clock_->set(when.instant());
    return std::optional<conference::Refusal>{};
}

CommandHands::Answer CommandHands::child(const Act& act) {
    conference::ChildAdded added;
    added.child = desk_->fresh_id<ChildId>();
    added.ref = act.words[0];
    added.name = act.words.size() > 1 ? act.words[1] : act.words[0];
    if (act.has("born")) added.born = CPC_TRY(read_date(*scenario_, act, act.value("born")));
    if (act.has("expected"))
        added.expected = CPC_TRY(read_date(*scenario_, act, act.value("expected")));
    auto refused = CPC_TRY(give(Say<conference::ChildAdded>{added}));
    if (!refused) children_[added.ref] = added.child;
    return refused;
}

CommandHands::Answer CommandHands::person(const Act& act) {
    const auto& rules = meeting_->rules().procedure;
    const auto* role = rules.role(act.value("role"));
    if (role == nullptr) {
        std::string known;
        for (const auto& each : rules.roles)
            known += (known.empty() ? "" : ", ") + each.id;
        return wrong(act, "\"" + act.value("role") + "\" is not a role of this procedure",
                     "There are: " + known + ".");
    }
    conference::PersonInvited invited;
    invited.person = desk_->fresh_id<PersonId>();
    invited.name = act.words.size() > 1 ? act.words[1] : act.words[0];
    invited.role = role->id;
    invited.agency = act.has("agency") ? act.value("agency") : role->agency;
    invited.group = conference::from_word<conference::Group>(procedure::group_word(role->group))
                        .value_or(conference::Group::professional);
    const bool family =
        invited.group == conference::Group::family || invited.group == conference::Group::child;
    const bool supports = invited.group == conference::Group::supporter ||
                          invited.group == conference::Group::advocate;
    invited.reason = family ? "family" : supports ? "supporter" : "involved";
    if (act.has("because")) invited.reason = act.value("because");
    if (act.has("supports")) invited.supports = CPC_TRY(find_person(act, act.value("supports")));
    if (act.has("agreed"))
        invited.observer_agreed_on = CPC_TRY(read_date(*scenario_, act, act.value("agreed")));
    if (act.has("invited"))
        invited.invited_on = CPC_TRY(read_date(*scenario_, act, act.value("invited")));
    invited.report_expected = act.has("report");
    invited.key_agency = act.has("key");
    if (act.has("language")) invited.language = act.value("language");
    if (act.has("class")) invited.invitee_class = act.value("class");
    if (act.has("with")) invited.details = CPC_TRY(pairs_of(act, "with"));
    if (act.has("for")) {
        invited.children.emplace();
        for (const auto& ref : act.details.at("for"))
            invited.children->push_back(CPC_TRY(find_child(act, ref)));
    }
    auto refused = CPC_TRY(give(Say<conference::PersonInvited>{invited}));
    if (!refused) people_[act.words[0]] = invited.person;
    return refused;
}

// The invitation once more, with the children that were said.
CommandHands::Answer CommandHands::here_for(const Act& act) {
    auto invited = state().person(CPC_TRY(find_person(act, act.words[0])))->invited;
    invited.children.emplace();
    for (std::size_t i = 1; i < act.words.size(); ++i)
        invited.children->push_back(CPC_TRY(find_child(act, act.words[i])));
    return give(Say<conference::PersonInvited>{std::move(invited)});
}

CommandHands::Answer CommandHands::report(const Act& act) {
    conference::ReportReceived received;
    received.author = CPC_TRY(find_person(act, act.words[0]));
    const auto found = act.details.find("received");
    if (found == act.details.end())
        return wrong(act, "when did the report come?", "Add: received 2027-03-25 15:00");
    received.received = CPC_TRY(moment(act, found->second[0], found->second[1]));
    received.format_correct = !act.has("wrong-format");
    received.shared_with_family = act.has("shared");
    if (act.has("shared"))
        received.shared_on = CPC_TRY(read_date(*scenario_, act, act.value("shared")));
    received.shared_by = act.value("by");
    received.not_shared_reason = act.value("not-shared");
    return give(Say<conference::ReportReceived>{received});
}

}  // namespace cpc::play
