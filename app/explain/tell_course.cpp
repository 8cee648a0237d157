// SPDX-License-Identifier: Apache-2.0
// The course of a conference: stages with their points, outcomes, dates, papers, disagreement.
#include "app/explain/sentences.hpp"

namespace cpc::explain {
namespace {

using namespace procedure;

std::string answer_words(const Procedure& p, const PointAnswer& answer) {
    std::string out = quoted(answer.label);
    Texts then;
    if (answer.needs_text) then.push_back("with words");
    if (!answer.referral.empty()) then.push_back("causes a referral: " + plain_id(answer.referral));
    if (!answer.referral_deadline.empty())
        then.push_back("by: " + limit_name(p, answer.referral_deadline, {}));
    if (!answer.task.empty()) then.push_back("leaves to do: " + answer.task);
    if (!answer.task_owner.empty()) then.push_back("done by: " + role_name(p, answer.task_owner));
    if (!answer.task_deadline.empty())
        then.push_back("by: " + limit_name(p, answer.task_deadline, {}));
    return then.empty() ? out : out + " (" + and_list(then) + ")";
}

// Under which conditions a point is asked at all.
Texts condition_list(const Procedure& p, const ChecklistItem& item) {
    Texts when;
    if (!item.types.empty()) when.push_back("in: " + or_list(type_names(p, item.types)));
    if (!item.flags.empty()) when.push_back("if marked " + and_list(flag_names(p, item.flags)));
    if (!item.not_flags.empty())
        when.push_back("unless marked " + or_list(flag_names(p, item.not_flags)));
    Texts outcomes;
    for (const auto kind : item.outcomes)
        outcomes.push_back(outcome_words(kind));
    if (!outcomes.empty()) when.push_back("where the decision is: " + or_list(outcomes));
    Texts categories;
    for (const auto& id : item.categories)
        categories.push_back(plain_id(id));
    if (!categories.empty()) when.push_back("where a category is " + or_list(categories));
    if (item.age_least > 0)
        when.push_back("for a child of " + amount(item.age_least, "year") + " or more");
    return when;
}

void tell_stages(const Procedure& p, Page& page) {
    int number = 0;
    for (const auto& stage : p.stages) {
        auto& entry =
            add(page, Part::stages, stage.basis, std::to_string(++number) + ". " + stage.label);
        say(entry, "label", stage.label);
        say(entry, "stage", "In the program: the stage " + quoted(stage_word(stage.kind)));
        say(entry, "family_text", stage.family_text);
        list_all(entry, "purposes", "What it is for", stage.purposes);
        list_all(entry, "prompts", "Help for the chair", stage.prompts);
        for (const auto& item : stage.checklist)
            list_check(entry, p, "Points the chair goes through", item);
    }
}

void tell_outcomes(const Procedure& p, Page& page) {
    for (const auto& outcome : p.outcomes) {
        auto& entry = add(page, Part::outcomes, outcome.basis, outcome.label);
        say(entry, "outcome", "This means: " + outcome_words(outcome.kind));
        say(entry, "label", "On the button: " + outcome.label);
        say_types(entry, p, outcome.types);
        say(entry, "sentence", "In the papers: " + outcome.sentence);
        say(entry, "family_sentence", "For the family: " + outcome.family_sentence);
        say(entry, "under_status",
            outcome.under_status ? "Afterwards the child is " + p.terms.under_status
                                 : "Afterwards the child is not " + p.terms.under_status);
        if (!outcome.register_status.empty())
            say(entry, "register_status",
                "Entered in the register as: " + plain_id(outcome.register_status));
        for (const auto need : outcome.needs)
            list(entry, "needs " + std::string(need_word(need)),
                 "The conference cannot close without", need_words(need));
    }
}

Texts answer_names(const Texts& answers) {
    Texts out;
    for (const auto& each : answers) {
        const auto equals = each.find('=');
        out.push_back(equals == std::string::npos
                          ? plain_id(each)
                          : quoted(plain_id(each.substr(0, equals))) + " was answered " +
                                quoted(plain_id(each.substr(equals + 1))));
    }
    return out;
}

void tell_deadline(const Procedure& p, const DeadlineRule& rule, Entry& entry) {
    say(entry, "limit", limit_words(p, rule));
    say(entry, "to", rule.to);
    say(entry, "label", "Shown as: " + rule.label);
    say(entry, "kind", counting_words(p, rule));
    say_types(entry, p, rule.types);
    if (!rule.flags.empty())
        say(entry, "flags", "Only if marked " + and_list(flag_names(p, rule.flags)));
    if (!rule.not_flags.empty())
        say(entry, "not_flags", "Not if marked " + or_list(flag_names(p, rule.not_flags)));
    say(entry, "only_if", condition_words(rule.only_if));
    if (!rule.answers.empty())
        say(entry, "answers", "Only where " + and_list(answer_names(rule.answers)));
    if (rule.guide) say(entry, "guide", "A guide: it is shown and never missed");
    if (rule.replaces.empty()) return;
    Texts names;
    for (const auto& id : rule.replaces)
        names.push_back(limit_name(p, id, {}));
    say(entry, "replaces",
        std::string(rule.replaces_only_if_later ? "If it falls later, it" : "It") +
            " takes the place of " + and_list(names) + ", which is then a guide");
}

void tell_deadlines(const Procedure& p, Page& page) {
    for (const auto& rule : p.deadlines)
        tell_deadline(p, rule, add(page, Part::deadlines, rule.basis, rule.label, rule.which));
}

void tell_document(const Procedure& p, const DocumentRule& rule, Entry& entry) {
    say(entry, "label", rule.label);
    say(entry, "kind", "Kind: " + plain_id(rule.kind) + ", " + plain_id(rule.version) + " version");
    Texts to;
    for (const auto recipient : rule.to)
        to.push_back(recipient_words(recipient));
    for (const auto& id : rule.to_roles)
        to.push_back(role_name(p, id));
    if (!to.empty()) say(entry, "to", "Goes to " + and_list(to));
    say(entry, "when", document_when_words(rule.when));
    if (!rule.answers.empty())
        say(entry, "answers", "Only where " + and_list(answer_names(rule.answers)));
    say_types(entry, p, rule.types);
    say(entry, "deadline",
        rule.deadline.empty() ? "No time is given"
                              : "Due: " + limit_name(p, rule.deadline, rule.deadline_which));
    Texts channels;
    for (const auto& channel : rule.channels)
        channels.push_back(plain_id(channel));
    if (!channels.empty()) say(entry, "channels", "It may go as: " + or_list(channels));
    list_all(entry, "withheld", "Always left out", rule.withheld);
    if (!rule.note.empty()) say(entry, "note", "Printed in it: " + rule.note);
}

std::string dissent_who_words(DissentWho who) {
    switch (who) {
        case DissentWho::professional:
            return "For professionals";
        case DissentWho::family:
            return "For family";
        case DissentWho::anyone:
            return "For anyone";
    }
    return {};
}

void tell_dissent(const Procedure& p, Page& page) {
    for (const auto& route : p.dissent_routes) {
        auto& entry = add(page, Part::disagreement, route.basis, route.title);
        say(entry, "title", route.title);
        say(entry, "who", dissent_who_words(route.who));
        say(entry, "about", "About: " + plain_id(route.about));
        say(entry, "still_bound",
            route.still_bound ? "The agency's part of the plan stands meanwhile"
                              : "The agency's part of the plan does not bind it meanwhile");
        for (const auto& step : route.steps)
            list(entry, "step " + step.id, "Step by step", step.title + " – " + step.text);
        if (!route.receipt.empty()) say(entry, "receipt", "On the receipt: " + route.receipt);
    }
}

}  // namespace

void list_check(Entry& entry, const Procedure& p, const std::string& group,
                const ChecklistItem& item) {
    std::string line = ended(item.text);
    if (!item.prompt.empty()) line += " " + ended(item.prompt);
    if (!item.answers.empty()) {
        Texts answers;
        for (const auto& answer : item.answers)
            answers.push_back(answer_words(p, answer));
        line += " Answers: " + or_list(answers) + ".";
    }
    Texts how{item.weight == Weight::blocking ? "must be done" : "gives a warning"};
    if (item.per_child) how.push_back("for each child");
    if (item.needs_text) how.push_back("in words");
    if (item.waivable) how.push_back("can be gone without for a reason");
    line += " (" + and_list(how);
    const auto when = condition_list(p, item);
    if (!when.empty()) line += "; " + and_list(when);
    list(entry, "check " + item.id, group, line + ") " + item.requirement);
}

void tell_course(const Procedure& p, Page& page) {
    tell_stages(p, page);
    tell_outcomes(p, page);
    tell_deadlines(p, page);
    for (const auto& rule : p.documents)
        tell_document(p, rule, add(page, Part::documents, rule.basis, rule.label));
    tell_dissent(p, page);
}

}  // namespace cpc::explain
