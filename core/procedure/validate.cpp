// SPDX-License-Identifier: Apache-2.0
// What a schema cannot say about a procedure: ids that are named must exist, no id stands twice,
// stages come in order, and what the kiosk cannot work without is there.
#include <algorithm>
#include <set>

#include "core/base/match.hpp"
#include "core/procedure/profile.hpp"
#include "core/procedure/words.hpp"

namespace cpc::procedure {
namespace {

using Ids = std::set<std::string, std::less<>>;

class Checker {
  public:
    explicit Checker(const Procedure& procedure) : p_(procedure) {
        for (const auto& part : p_.types) {
            types_.insert(part.id);
            for (const auto& flag : part.flags)
                flags_.insert(flag.id);
        }
        for (const auto& part : p_.roles)
            roles_.insert(part.id);
        for (const auto& part : p_.events)
            events_.insert(part.id);
        for (const auto& part : p_.deadlines)
            limits_.insert(part.basis.id);
        for (const auto& part : p_.roles)
            if (!part.agency_group.empty()) agency_groups_.insert(part.agency_group);
        if (const auto* rule = p_.find<CategoryRule>())
            for (const auto& category : rule->categories)
                categories_.insert(category.id);
        for (const auto& stage : p_.stages)
            for (const auto& item : stage.checklist)
                for (const auto& answer : item.answers)
                    answers_.insert(item.id + "=" + answer.id);
        if (const auto* rule = p_.find<ChairRule>())
            for (const auto& item : rule->confirmations)
                for (const auto& answer : item.answers)
                    answers_.insert(item.id + "=" + answer.id);
    }

    std::string run() {
        check_doubles();
        check_types();
        check_roles();
        check_stages();
        check_deadlines();
        check_outcomes();
        check_documents();
        for (const Rule& rule : p_.rules)
            check_rule(rule);
        return std::move(complaints_);
    }

  private:
    void complain(int line, const std::string& what) {
        complaints_ += p_.file + ":" + std::to_string(line) + ": " + what + "\n";
    }

    void need_all(const std::vector<std::string>& names, const Ids& known, int line,
                  const std::string& noun) {
        for (const auto& name : names) {
            if (known.count(name) != 0) continue;
            std::string list;
            for (const auto& id : known)
                list += (list.empty() ? "" : ", ") + id;
            complain(line, "There is no " + noun + " \"" + name + "\". Known: " + list + ".");
        }
    }
    void need(const std::string& name, const Ids& known, int line, const std::string& noun) {
        if (!name.empty()) need_all({name}, known, line, noun);
    }
    void need_limit(const std::string& id, const std::string& which, int line) {
        if (id.empty()) return;
        need(id, limits_, line, "time limit");
        if (limits_.count(id) != 0 && p_.deadline(id, which) == nullptr)
            complain(line, "The time limit " + id + " has no part \"" + which + "\".");
    }
    // A limit that may have several parts, any of which will do.
    void need_limit_id(const std::string& id, int line) { need(id, limits_, line, "time limit"); }

    template <class List, class Key, class Line>
    void no_doubles(const List& list, const std::string& noun, Key key, Line line) {
        Ids seen;
        for (const auto& part : list)
            if (!seen.insert(key(part)).second)
                complain(line(part), "The " + noun + " \"" + key(part) + "\" stands here twice.");
    }

    void check_doubles() {
        const auto id = [](const auto& part) { return part.id; };
        const auto basis_id = [](const auto& part) { return part.basis.id; };
        const auto line = [](const auto& part) { return part.line; };
        const auto basis_line = [](const auto& part) { return part.basis.line; };
        no_doubles(p_.events, "event", id, line);
        no_doubles(p_.roles, "role", id, line);
        no_doubles(p_.types, "conference type", id, basis_line);
        no_doubles(p_.documents, "document rule", basis_id, basis_line);
        no_doubles(p_.dissent_routes, "dissent route", basis_id, basis_line);
        no_doubles(
            p_.deadlines, "time limit",
            [](const DeadlineRule& d) {
                std::string key = d.basis.id + (d.which.empty() ? "" : " " + d.which);
                for (const auto& type : d.types)
                    key += " " + type;
                return key;
            },
            basis_line);
    }

    void check_types() {
        for (const auto& type : p_.types) {
            need_all(type.events, events_, type.basis.line, "event");
            if (type.opening_choices_least > static_cast<int>(type.opening_choices.size()))
                complain(type.basis.line,
                         "More answers are asked for than there are under [[type.opening]].");
            for (const auto& choice : type.opening_choices) {
                need_all(choice.events, events_, type.basis.line, "event");
                Ids own;
                for (const auto& flag : type.flags)
                    own.insert(flag.id);
                need(choice.sets_flag, own, type.basis.line, "flag of this conference type");
            }
        }
    }

    void check_roles() {
        for (const auto& role : p_.roles) {
            const bool professional = role.group == RoleGroup::professional;
            if (role.counted && !professional)
                complain(role.line, "Only a professional can have a counted view; \"" + role.id +
                                        "\" is " + std::string(group_word(role.group)) + ".");
            if (professional && role.agency.empty())
                complain(role.line, "The professional \"" + role.id + "\" needs an \"agency\".");
            if (!role.consent) continue;
            need_all(role.consent->flags, flags_, role.line, "flag");
            need_answers({role.consent->answer}, role.line);
        }
        for (const RoleGroup group : {RoleGroup::chair, RoleGroup::child, RoleGroup::family})
            if (std::none_of(p_.roles.begin(), p_.roles.end(),
                             [&](const Role& role) { return role.group == group; }))
                complain(
                    1, "There is no role of the group \"" + std::string(group_word(group)) + "\".");
    }

    void check_item(const ChecklistItem& item, int line) {
        need_all(item.types, types_, line, "conference type");
        need_all(item.flags, flags_, line, "flag");
        need_all(item.not_flags, flags_, line, "flag");
        need_all(item.categories, categories_, line, "category");
        if (item.waivable && item.weight != Weight::blocking)
            complain(line, "The check \"" + item.id +
                               "\" is a warning: nothing is waived, so \"waivable\" has no sense.");
        const bool of_child =
            !item.outcomes.empty() || !item.categories.empty() || item.age_least > 0;
        if (of_child && !item.per_child)
            complain(line, "The check \"" + item.id +
                               "\" looks at one child, so it needs per_child = true.");
        for (const auto& answer : item.answers) {
            need_limit_id(answer.referral_deadline, line);
            need_limit_id(answer.task_deadline, line);
        }
    }

    // "reporter=refer": a point some stage asks, and one of its answers.
    void need_answers(const std::vector<std::string>& answers, int line) {
        for (const auto& wanted : answers)
            if (answers_.count(wanted) == 0)
                complain(line, "No checklist has the answer \"" + wanted + "\".");
    }

    void check_stages() {
        const Stage* before = nullptr;
        for (const auto& stage : p_.stages) {
            if (before != nullptr && stage.kind <= before->kind)
                complain(stage.basis.line, "The stage \"" + std::string(stage_word(stage.kind)) +
                                               "\" cannot come after \"" +
                                               std::string(stage_word(before->kind)) + "\".");
            before = &stage;
            Ids seen;
            for (const auto& item : stage.checklist) {
                if (!seen.insert(item.id).second)
                    complain(stage.basis.line,
                             "The check \"" + item.id + "\" stands twice in this stage.");
                check_item(item, stage.basis.line);
            }
        }
        for (const StageKind kind : {StageKind::introductions, StageKind::close})
            if (p_.stage(kind) == nullptr)
                complain(p_.stages.front().basis.line,
                         "There is no stage \"" + std::string(stage_word(kind)) + "\".");
    }

    void check_count(const DeadlineRule& rule) {
        const int line = rule.basis.line;
        const auto at_least_one = [&](int count) {
            if (count < 1) complain(line, "\"count\" must be 1 or more for this kind of limit.");
        };
        const auto not_zero = [&](int count) {
            if (count == 0) complain(line, "\"count\" must not be 0.");
        };
        match(
            rule.kind, [&](const WorkingDaysAfter& k) { at_least_one(k.count); },
            [&](const MonthsAfter& k) { at_least_one(k.count); },
            [&](const DaysAfter& k) { not_zero(k.count); },
            [&](const WeeksAfter& k) { not_zero(k.count); },
            [&](const HoursBefore& k) { at_least_one(k.count); },
            [&](const HoursAfter& k) { at_least_one(k.count); },
            [&](const GestationWeeks& k) {
                if (k.week < 1 || k.week > 40)
                    complain(line, "\"count\" is a week of pregnancy, 1 to 40.");
            },
            [](const AtOnce&) {},
            [&](const MeetingLength& k) {
                if (k.least_minutes < 1 || k.most_minutes < k.least_minutes)
                    complain(line,
                             "\"least_minutes\" and \"most_minutes\" must both be there, "
                             "the second not smaller.");
            });
    }

    void check_deadlines() {
        for (const auto& rule : p_.deadlines) {
            need_all(rule.from, events_, rule.basis.line, "event");
            need_all(rule.types, types_, rule.basis.line, "conference type");
            need_all(rule.flags, flags_, rule.basis.line, "flag");
            need_all(rule.not_flags, flags_, rule.basis.line, "flag");
            need_all(rule.replaces, limits_, rule.basis.line, "time limit");
            need_answers(rule.answers, rule.basis.line);
            check_count(rule);
            if (!needs_moment(rule)) continue;
            for (const auto& name : rule.from)
                if (const auto* event = p_.event(name); event != nullptr && !event->needs_time)
                    complain(rule.basis.line,
                             "A limit in hours needs the time of day, but the "
                             "event \"" +
                                 name + "\" has no needs_time = true.");
        }
    }
    static bool needs_moment(const DeadlineRule& rule) {
        return std::holds_alternative<HoursBefore>(rule.kind) ||
               std::holds_alternative<HoursAfter>(rule.kind) ||
               std::holds_alternative<MeetingLength>(rule.kind);
    }

    void check_outcomes() {
        for (const auto& outcome : p_.outcomes) {
            need_all(outcome.types, types_, outcome.basis.line, "conference type");
            check_needs(outcome);
            const bool ends = outcome.kind == OutcomeKind::remove;
            for (const auto& name : outcome.types) {
                const auto* type = p_.type(name);
                // Ending a plan belongs to a review (REQ-025).
                if (ends && type != nullptr && type->kind != TypeKind::review)
                    complain(outcome.basis.line,
                             "\"remove\" can be offered in a review only, and \"" + name +
                                 "\" is not one.");
            }
        }
        for (const auto& type : p_.types)
            if (p_.outcomes_for(type.id).empty())
                complain(type.basis.line,
                         "The conference type \"" + type.id + "\" has no [[outcome]] at all.");
    }

    void check_documents() {
        for (const auto& document : p_.documents) {
            need_all(document.types, types_, document.basis.line, "conference type");
            need_limit(document.deadline, document.deadline_which, document.basis.line);
            need_all(document.to_roles, roles_, document.basis.line, "role");
            need_answers(document.answers, document.basis.line);
            if (document.to.empty() && document.to_roles.empty())
                complain(document.basis.line,
                         "Nobody gets this document: name \"to\" or \"to_roles\".");
        }
    }

    void check_rule(const Rule& rule) {
        const int line = basis_of(rule).line;
        match(
            rule, [](const ChairRule&) {},
            [&](const QuorumRule& r) {
                need_all(r.agency_groups, agency_groups_, line, "agency_group of a role");
                for (const auto& must : r.must_attend) {
                    need(must.role, roles_, line, "role");
                    need_all(must.types, types_, line, "conference type");
                    need_all(must.flags, flags_, line, "flag");
                }
            },
            [&](const ObserverRule& r) {
                if (r.most < 0) complain(line, "\"most\" cannot be less than 0.");
            },
            [](const SupporterRule&) {}, [](const InvitationRule&) {},
            [&](const PermittedRule& r) { check_permitted(r); }, [](const AttendanceRule&) {},
            [](const ExclusionRule&) {},
            [&](const ReportRule& r) {
                need_limit(r.deadline, r.deadline_which, line);
                need_limit(r.family_deadline, r.family_which, line);
                need_all(r.family_roles, roles_, line, "role");
                need_all(r.exempt_roles, roles_, line, "role");
            },
            [&](const DecisionRule& r) { check_decision(r); },
            [&](const CategoryRule& r) { need_all(r.not_unborn, categories_, line, "category"); },
            [&](const LeadWorkerRule& r) { need_all(r.roles, roles_, line, "role"); },
            [&](const CoreGroupRule& r) {
                need_limit_id(r.first_deadline, line);
                need_limit_id(r.next_deadline, line);
            },
            [](const PlanRule&) {},
            [&](const ReviewRule& r) {
                need_limit(r.first_deadline, r.first_which, line);
                need_limit(r.next_deadline, r.next_which, line);
                need_limit(r.ceiling_deadline, r.ceiling_which, line);
                need_all(r.ceiling_types, types_, line, "conference type");
                for (const auto& own : r.by_type) {
                    need_all(own.types, types_, line, "conference type");
                    need_limit(own.deadline, own.which, line);
                }
            },
            [](const RestrictedRule&) {},
            [&](const RelevanceRule& r) {
                for (const auto& mark : r.marks)
                    need_all(mark.types, types_, line, "conference type");
            },
            [](const ExternalRequestRule&) {});
    }

    void check_permitted(const PermittedRule& rule) {
        const int line = rule.basis.line;
        Ids classes;
        for (const auto& known : rule.classes)
            classes.insert(known.id);
        need_all(rule.types, types_, line, "conference type");
        need_all(rule.exempt_roles, roles_, line, "role");
        for (const auto& row : rule.table) {
            need(row.invitee_class, classes, line, "class of person");
            need_all(row.types, types_, line, "conference type");
        }
    }

    // A thing an outcome cannot close without needs the rule that says what it is.
    void check_needs(const OutcomeRule& outcome) {
        const auto want = [&](Need need, bool held, const char* rule) {
            const auto& needs = outcome.needs;
            if (held || std::find(needs.begin(), needs.end(), need) == needs.end()) return;
            complain(outcome.basis.line, "The outcome needs \"" + std::string(need_word(need)) +
                                             "\", but there is no [rule." + rule + "].");
        };
        want(Need::category, p_.find<CategoryRule>() != nullptr, "category");
        want(Need::lead_worker, p_.find<LeadWorkerRule>() != nullptr, "lead_worker");
        want(Need::plan, p_.find<PlanRule>() != nullptr, "plan");
        want(Need::core_group, p_.find<CoreGroupRule>() != nullptr, "core_group");
        want(Need::core_group_date, p_.find<CoreGroupRule>() != nullptr, "core_group");
        want(Need::review_date, p_.find<ReviewRule>() != nullptr, "review");
    }

    void check_decision(const DecisionRule& rule) {
        const int line = rule.basis.line;
        const bool chair_may = rule.chair_override != ChairOverride::none;
        if (chair_may && (rule.override_rule_code.empty() || rule.override_text.empty()))
            complain(line,
                     "Where the chair may decide, \"override_rule_code\" and \"override_text\" "
                     "are needed.");
        if (chair_may && !rule.override_rule_code.empty() &&
            rule.override_rule_code != "SPLIT_CHAIR" &&
            rule.override_rule_code != "CHAIR_JUDGEMENT")
            complain(line, "\"override_rule_code\" is \"" + rule.override_rule_code +
                               "\", which is not one of: SPLIT_CHAIR, CHAIR_JUDGEMENT.");
        if (!chair_may && (!rule.override_rule_code.empty() || !rule.override_text.empty()))
            complain(line,
                     "\"override_rule_code\" and \"override_text\" are for a chair who may decide; "
                     "here \"chair_override\" is \"none\".");
        if (chair_may && rule.reasons_chars_min < 1)
            complain(line,
                     "A chair's decision needs reasons: \"reasons_chars_min\" must be 1 or more.");
        if (rule.chair_override == ChairOverride::on_split &&
            rule.method != Method::consensus_then_majority)
            complain(line, "\"on-split\" needs the method \"consensus-then-majority\".");
        need_limit_id(rule.referral_deadline, line);
        need_all(rule.entered_by, agency_groups_, line, "agency_group of a role");
        if (!rule.entered_by.empty() && rule.method != Method::agreed_outcome)
            complain(line, "\"entered_by\" is for the method \"agreed-outcome\".");
        for (const auto& fixed : rule.fixed)
            need(fixed.type, types_, line, "conference type");
        for (const auto& ballot : rule.ballots)
            need_all(ballot.types, types_, line, "conference type");
        if (rule.method == Method::agreed_outcome) return;
        for (const auto& type : p_.types)
            if (p_.ballot(type.id) == nullptr)
                complain(line, "The conference type \"" + type.id +
                                   "\" has no [[rule.decision.ballot]].");
    }

    const Procedure& p_;
    Ids types_, roles_, events_, flags_, limits_, agency_groups_, categories_, answers_;
    std::string complaints_;
};

}  // namespace

std::string validate(const Procedure& procedure) {
    return Checker(procedure).run();
}

}  // namespace cpc::procedure
