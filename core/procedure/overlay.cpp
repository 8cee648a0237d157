// SPDX-License-Identifier: Apache-2.0
#include "core/procedure/overlay.hpp"

#include <algorithm>
#include <set>

#include "core/procedure/lists.hpp"
#include "core/procedure/words.hpp"

namespace cpc::procedure {
namespace {

void add_new(std::vector<std::string>& to, const std::vector<std::string>& more) {
    for (const auto& one : more)
        if (!holds(to, one)) to.push_back(one);
}

template <class List>
void append(List& to, const List& more) {
    to.insert(to.end(), more.begin(), more.end());
}

// One attachment: the base as it grows, and the overlay. Each step adds one kind of part or says
// why it cannot.
class Attachment {
  public:
    Attachment(Procedure base, const Overlay& overlay) : p_(std::move(base)), o_(overlay) {}

    Result<Procedure> run() {
        CPC_TRY(check_place());
        add_events();
        CPC_TRY(add_roles());
        name_chair();
        CPC_TRY(add_statements());
        CPC_TRY(add_stages());
        add_risk_fields();
        add_plan();
        stand_reviews();
        CPC_TRY(add_deadlines());
        CPC_TRY(add_documents());
        CPC_TRY(add_notes(p_.access_notes, o_.access_notes));
        CPC_TRY(add_notes(p_.record_notes, o_.record_notes));
        append(p_.guide, o_.guide);
        append(p_.explains, o_.explains);
        p_.overlays.push_back(o_.id);
        p_.overlay_hashes.push_back(o_.hash);
        const std::string complaints = validate(p_);
        if (!complaints.empty())
            return refuse(
                0, "does not fit " + p_.id + ": " + complaints.substr(0, complaints.find('\n')));
        return std::move(p_);
    }

  private:
    [[nodiscard]] tl::unexpected<Error> refuse(int line, const std::string& why) const {
        return fail(Fault::refused, "The overlay \"" + o_.id + "\" " + why,
                    o_.file + (line > 0 ? ":" + std::to_string(line) : std::string{}),
                    "The procedure stays as it is, without the overlay.");
    }
    [[nodiscard]] tl::unexpected<Error> clash(int line, const std::string& what) const {
        return refuse(line, "brings the " + what + ", and " + p_.id + " has one of that name.");
    }

    Result<void> check_place() const {
        if (holds(p_.overlays, o_.id)) return refuse(0, "is attached to " + p_.id + " already.");
        if (holds(o_.regions, p_.region)) return {};
        std::string regions;
        for (const auto& region : o_.regions)
            regions += (regions.empty() ? "" : ", ") + region;
        return refuse(0,
                      "is for " + regions + " only, and " + p_.id + " is for " + p_.region + ".");
    }

    void add_events() {
        for (const auto& event : o_.events) {
            auto* own = find_in(p_.events, [&](const auto& e) { return e.id == event.id; });
            if (own == nullptr)
                p_.events.push_back(event);
            else  // the same event: knowing its time of day as well harms nobody
                own->needs_time = own->needs_time || event.needs_time;
        }
    }

    Result<void> add_roles() {
        const bool counts_professionals =
            std::any_of(p_.roles.begin(), p_.roles.end(), [](const Role& r) { return r.counted; });
        for (const auto& added : o_.roles) {
            auto* own = find_in(p_.roles, [&](const Role& role) {
                return role.id == added.role.id || holds(added.same_as, role.id);
            });
            if (own == nullptr) {
                Role role = added.role;
                role.counted = role.group == RoleGroup::professional && counts_professionals;
                p_.roles.push_back(std::move(role));
                continue;
            }
            if (own->group != added.role.group)
                return clash(added.role.line, "role \"" + own->id + "\" as " +
                                                  std::string(group_word(added.role.group)));
            add_new(own->prompts, added.role.prompts);
        }
        return {};
    }

    void name_chair() {
        if (o_.chair.empty()) return;
        p_.terms.chair = o_.chair;
        for (auto& role : p_.roles)
            if (role.group == RoleGroup::chair) role.label = o_.chair;
    }

    Result<void> add_statements() {
        for (const auto& statement : o_.statements) {
            if (p_.statement(statement.id) != nullptr)
                return clash(0, "statement \"" + statement.id + "\"");
            p_.statements.push_back(statement);
        }
        return {};
    }

    Result<void> add_stages() {
        for (const auto& added : o_.stages) {
            const std::string name(stage_word(added.kind));
            auto* stage =
                find_in(p_.stages, [&](const Stage& own) { return own.kind == added.kind; });
            if (stage == nullptr)
                return refuse(
                    0, "adds to the stage \"" + name + "\", which " + p_.id + " does not have.");
            for (const auto& item : added.checklist) {
                if (find_in(stage->checklist, [&](const auto& own) { return own.id == item.id; }))
                    return clash(0, "check \"" + item.id + "\" of the stage \"" + name + "\"");
                stage->checklist.push_back(item);
            }
            add_new(stage->prompts, added.prompts);
            add_new(stage->basis.requirements, added.requirements);
        }
        return {};
    }

    void add_risk_fields() {
        for (const auto& field : o_.risk_fields) {
            auto* own = find_in(p_.risk.fields, [&](const auto& f) { return f.id == field.id; });
            if (own == nullptr)
                p_.risk.fields.push_back(field);
            else  // must stands before should, and should before may
                own->need = std::min(own->need, field.need);
            add_new(p_.risk.basis.requirements, {field.requirement});
        }
    }

    void add_plan() {
        for (auto& rule : p_.rules) {
            auto* plan = std::get_if<PlanRule>(&rule);
            if (plan == nullptr) continue;
            for (const auto& section : o_.plan.sections)
                if (!find_in(plan->sections, [&](const auto& s) { return s.id == section.id; }))
                    plan->sections.push_back(section);
            plan->action_outcome = plan->action_outcome || o_.plan.action_outcome;
            plan->action_date = plan->action_date || o_.plan.action_date;
            add_new(plan->basis.requirements, o_.plan.requirements);
        }
    }

    // Whether a limit is one that the base's reviews go by.
    [[nodiscard]] static bool is_review(const ReviewRule& rule, const std::string& id) {
        return id == rule.first_deadline || id == rule.next_deadline ||
               std::any_of(rule.by_type.begin(), rule.by_type.end(),
                           [&](const TypeLimit& own) { return own.deadline == id; });
    }

    void stand_reviews() {
        const auto* review = p_.find<ReviewRule>();
        if (!o_.review || review == nullptr) return;
        for (auto& limit : p_.deadlines) {
            const auto* months = std::get_if<MonthsAfter>(&limit.kind);
            if (months == nullptr || limit.basis.status != Status::by_default) continue;
            if (!is_review(*review, limit.basis.id)) continue;
            if (months->count != o_.review->first_months && months->count != o_.review->next_months)
                continue;
            limit.basis.status = o_.review->basis.status;
            limit.basis.cites = o_.review->basis.cites;
            add_new(limit.basis.requirements, o_.review->basis.requirements);
        }
    }

    Result<void> add_deadlines() {
        const auto& reports = p_.the<ReportRule>();
        for (const auto& added : o_.deadlines) {
            DeadlineRule rule = added.rule;
            if (p_.basis(rule.basis.id) != nullptr && !own_limits_.count(rule.basis.id))
                return clash(rule.basis.line, "time limit \"" + rule.basis.id + "\"");
            own_limits_.insert(rule.basis.id);
            if (added.as_base_report) {
                const auto* base = p_.deadline(reports.deadline, reports.deadline_which);
                if (base == nullptr) continue;  // the base names no time for reports
                rule.kind = base->kind;
                if (base->basis.status != Status::source) rule.basis.status = base->basis.status;
                rule.basis.cites += "; the time is that of " + base->basis.id;
            }
            p_.deadlines.push_back(std::move(rule));
        }
        return {};
    }

    Result<void> add_documents() {
        const auto* minutes = find_in(p_.documents, [](const DocumentRule& rule) {
            return (rule.kind == "minutes" || rule.kind == "minutes-and-childs-plan") &&
                   rule.version != "family";
        });
        const std::string deadline = minutes != nullptr ? minutes->deadline : std::string{};
        const std::string which = minutes != nullptr ? minutes->deadline_which : std::string{};
        for (const auto& added : o_.documents) {
            DocumentRule rule = added.rule;
            if (p_.basis(rule.basis.id) != nullptr)
                return clash(rule.basis.line, "document \"" + rule.basis.id + "\"");
            if (added.with_minutes) {
                rule.deadline = deadline;
                rule.deadline_which = which;
            }
            p_.documents.push_back(std::move(rule));
        }
        return {};
    }

    Result<void> add_notes(std::vector<Note>& to, const std::vector<Note>& more) const {
        for (const auto& note : more) {
            if (p_.basis(note.basis.id) != nullptr)
                return clash(note.basis.line, "note \"" + note.basis.id + "\"");
            to.push_back(note);
        }
        return {};
    }

    Procedure p_;
    const Overlay& o_;
    std::set<std::string, std::less<>> own_limits_;
};

}  // namespace

Result<Procedure> attach(Procedure base, const Overlay& overlay) {
    return Attachment(std::move(base), overlay).run();
}

}  // namespace cpc::procedure
