// SPDX-License-Identifier: Apache-2.0
#include "app/report/register.hpp"

#include <map>

#include "app/document/html.hpp"
#include "app/document/pdf.hpp"
#include "app/document/sheets.hpp"
#include "core/conference/distribution.hpp"

namespace cpc::report {
namespace {

using conference::Delivery;
using conference::DeliveryState;
using conference::PaperDelivered;
using conference::State;

constexpr std::string_view kind = "distribution-register";

std::string way_words(const std::string& way) {
    static const std::map<std::string, std::string> words{{"by-hand", "Given by hand"},
                                                          {"collected", "Collected"},
                                                          {"post", "Posted"},
                                                          {"secure-mail", "Secure email"},
                                                          {"told", "Spoken with"}};
    const auto found = words.find(way);
    return found == words.end() ? way : found->second;
}

std::string proof_of(const PaperDelivered& line) {
    auto words = (line.reached ? std::string{} : std::string{"Not reached: "}) +
                 way_words(line.way) + ", " + long_moment(line.at) + ", by " + line.by;
    if (line.taken_by) words += ", taken by " + *line.taken_by;
    if (line.note) words += ". " + *line.note;
    return words;
}

std::string state_words(DeliveryState state) {
    switch (state) {
        case DeliveryState::open:
            return "to give";
        case DeliveryState::overdue:
            return "OVERDUE";
        case DeliveryState::delivered:
            return "given";
        case DeliveryState::delivered_late:
            return "given, late";
    }
    return {};
}

std::string recipient_of(const Delivery& line, const State& state,
                         const conference::Rulebook& rules) {
    if (line.person) return state.people.at(*line.person).invited.name;
    if (const auto* role = rules.procedure.role(line.to)) return role->label;
    return conference::recipient_known(line.to) ? office_in_words(line.to) : line.to;
}

std::string title_of(const Delivery& line, const State& state) {
    auto title = line.rule == nullptr ? std::string{"People who were away: told what was decided"}
                                      : line.rule->label;
    if (state.child_order.size() > 1 && !line.child.empty())
        title += ", " + state.children.at(line.child).added.ref;
    return title;
}

// What this copy leaves out: the procedure's reasons, and how many things for each.
std::vector<std::string> withheld_of(const std::string& about, const State& state,
                                     const conference::Rulebook& rules) {
    std::vector<std::string> out;
    for (const auto& copy : conference::copies_of(state, rules)) {
        if (copy.about != about) continue;
        out = copy.rule->withheld;
        if (copy.sight.child.empty()) break;
        std::map<std::string, int> count;
        for (const auto& each : conference::seen_by(state, copy.sight).left_out)
            ++count[std::string{conference::word(each.why)}];
        for (const auto& [why, n] : count)
            out.push_back(std::to_string(n) + " " + why);
        break;
    }
    return out;
}

}  // namespace

document::RegisterFacts register_facts(const State& state, const conference::Rulebook& rules,
                                       const LocalTime& now) {
    document::RegisterFacts facts;
    facts.as_at = long_moment(now);
    std::string about;
    for (const auto& line : conference::distribution_of(state, rules)) {
        const auto title = title_of(line, state);
        if (facts.papers.empty() || about != line.about) {
            about = line.about;
            document::RegisterPaperFacts paper;
            paper.title = title;
            if (line.due) paper.due = procedure::in_words(*line.due);
            paper.cites = line.cites;
            paper.withheld = withheld_of(about, state, rules);
            facts.papers.push_back(std::move(paper));
        }
        const auto standing = line.state(now);
        const auto who = recipient_of(line, state, rules);
        std::string proof;
        for (const auto* each : line.lines)
            proof += (proof.empty() ? "" : "\n") + proof_of(*each);
        facts.papers.back().lines.push_back({who, state_words(standing), proof});
        if (standing == DeliveryState::overdue)
            facts.overdue.push_back(title + ": " + who + ", since " +
                                    procedure::in_words(*line.due));
    }
    return facts;
}

Result<MadePaper> make_register(const meeting::Meeting& meeting, bool practice,
                                const document::FontSet& fonts) {
    const auto& state = meeting.state();
    const auto& rules = meeting.rules();
    procedure::DocumentRule rule;  // no paper of the procedure's list
    rule.kind = kind;
    rule.version = "full";
    const auto facts = letterhead(state, rules, rule, names_in_words(state, state.child_order),
                                  CPC_TRY(marks_of(meeting, practice)));
    const auto paper =
        CPC_TRY(document::delivery_register(facts, register_facts(state, rules, meeting.now())));
    MadePaper made;
    made.about = kind;
    made.kind = kind;
    made.version = rule.version;
    made.to = "chair";
    made.file_name = std::string{kind} + ".pdf";
    made.pdf = CPC_TRY(document::render_pdf(paper, fonts));
    made.html = CPC_TRY(document::render_html(paper));
    return made;
}

std::vector<std::string> register_columns() {
    return {"record", "paper", "version", "child", "recipient", "due",      "limit",
            "cites",  "state", "way",     "when",  "by",        "taken by", "note"};
}

std::vector<std::vector<std::string>> register_lines(const meeting::Meeting& meeting) {
    const auto& state = meeting.state();
    const auto& rules = meeting.rules();
    std::vector<std::vector<std::string>> out;
    for (const auto& line : conference::distribution_of(state, rules)) {
        std::vector<std::string> row{
            meeting.id().hex().substr(0, 8),
            line.kind,
            line.version,
            line.child.empty() ? std::string{} : state.children.at(line.child).added.ref,
            recipient_of(line, state, rules),
            line.due ? procedure::iso(*line.due) : std::string{},
            line.limit,
            line.cites,
            std::string{conference::word(line.state(meeting.now()))}};
        const auto* last = line.reached();
        if (last == nullptr && !line.lines.empty()) last = line.lines.back();
        const auto tell = [&](const std::string& text) { row.push_back(text); };
        tell(last == nullptr ? std::string{} : last->way);
        tell(last == nullptr ? std::string{} : last->at.iso());
        tell(last == nullptr ? std::string{} : last->by);
        tell(last == nullptr ? std::string{} : last->taken_by.value_or(std::string{}));
        tell(last == nullptr ? std::string{} : last->note.value_or(std::string{}));
        out.push_back(std::move(row));
    }
    return out;
}

}  // namespace cpc::report
