// SPDX-License-Identifier: Apache-2.0
#include "app/exports/census.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace cpc::exports {
namespace {

using procedure::CensusDates;
using procedure::ExportMap;

// The fields of one child, as a census asks for them.
struct Fields {
    bool conference = false;  // an initial one
    std::optional<Date> enquiry_start, target, initial_conference, review;
    std::optional<Date> plan_start, plan_end, born;
    std::string first_category, latest_category;  // codes
    bool plan = false;                            // there is one, or was until today
    bool category_known = true;                   // each word has a code
};

std::string category_code(const ExportMap& map, const std::vector<std::string>& words,
                          bool& known) {
    std::string code;
    for (const auto& word : words) {
        const auto* theirs = procedure::other_word(map.categories, word);
        if (theirs == nullptr)
            known = false;
        else if (code.empty())
            code = *theirs;
        else if (code != *theirs)
            code = map.several_categories;
    }
    return code;
}

std::optional<Date> start_of(const Facts& facts, const std::string& event) {
    const auto found = facts.start_events.find(event);
    return found == facts.start_events.end() ? std::optional<Date>{} : found->second;
}

Fields fields_of(const ExportMap& map, const CensusDates& dates, const Facts& facts,
                 const ChildFacts& child, const procedure::Deadlines& limits) {
    Fields out;
    out.born = child.born;
    out.conference = !facts.review;
    out.plan =
        child.decision == "place" || child.decision == "retain" || child.decision == "remove";
    out.plan_end = child.plan_end;
    out.plan_start =
        child.decision == "place" ? child.plan_start : start_of(facts, dates.plan_start);
    if (facts.review) {
        out.review = facts.last_day;
    } else {
        out.initial_conference = facts.first_day;
        out.enquiry_start = start_of(facts, dates.enquiry_start);
        if (const auto* limit = limits.find(dates.target_limit, dates.target_which))
            out.target = procedure::date_of(limit->due);
    }
    out.latest_category = category_code(map, child.categories, out.category_known);
    if (!facts.review) {
        bool ignored = true;
        out.first_category = category_code(map, child.first_categories, ignored);
    }
    return out;
}

bool at_weekend(const std::optional<Date>& date) {
    return date && date->weekday() > 5;
}
bool in_order(const std::optional<Date>& first, const std::optional<Date>& then) {
    return !first || !then || *first <= *then;
}

struct Check {
    std::string_view name;
    bool (*queried)(const Fields& fields);
};
// A rule whose check is "not-in-record" needs what only the authority's own system has: it is in
// the map so that nobody looks for it in vain, and is never told in the meeting.
constexpr std::array checks{
    Check{"not-in-record", [](const Fields&) { return false; }},
    Check{"conference-not-at-weekend",
          [](const Fields& f) { return at_weekend(f.initial_conference); }},
    Check{"target-not-at-weekend", [](const Fields& f) { return at_weekend(f.target); }},
    Check{"enquiry-not-after-conference",
          [](const Fields& f) { return !in_order(f.enquiry_start, f.initial_conference); }},
    Check{"plan-starts-at-conference",
          [](const Fields& f) {
              return f.conference && f.plan && f.plan_start && f.initial_conference &&
                     *f.plan_start != *f.initial_conference;
          }},
    Check{
        "plan-longer-than-a-day",
        [](const Fields& f) { return f.plan_start && f.plan_end && *f.plan_start == *f.plan_end; }},
    Check{"plan-ends-after-start",
          [](const Fields& f) { return !in_order(f.plan_start, f.plan_end); }},
    Check{"review-after-plan-start",
          [](const Fields& f) { return f.review && f.plan_start && *f.review <= *f.plan_start; }},
    Check{"plan-start-known", [](const Fields& f) { return f.plan && !f.plan_start; }},
    Check{"first-category-known",
          [](const Fields& f) {
              return f.conference && f.plan && (f.first_category.empty() || !f.category_known);
          }},
    Check{"latest-category-known",
          [](const Fields& f) {
              return f.plan && !f.plan_end && (f.latest_category.empty() || !f.category_known);
          }},
    Check{"nothing-before-birth",
          [](const Fields& f) {
              return !in_order(f.born, f.plan_end) || !in_order(f.born, f.review);
          }},
};

std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '&')
            out += "&amp;";
        else if (letter == '<')
            out += "&lt;";
        else if (letter == '>')
            out += "&gt;";
        else if (letter == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(letter) >= 0x20 || letter == '\n')
            out += letter;
    }
    return out;
}

// Elements one inside the other, two spaces a step.
class Xml {
  public:
    void open(std::string_view name) {
        out_ += indent() + "<" + std::string{name} + ">\n";
        open_.emplace_back(name);
    }
    void close() {
        const auto name = open_.back();
        open_.pop_back();
        out_ += indent() + "</" + name + ">\n";
    }
    void put(std::string_view name, std::string_view text) {
        if (!text.empty())
            out_ += indent() + "<" + std::string{name} + ">" + escaped(text) + "</" +
                    std::string{name} + ">\n";
    }
    void put(std::string_view name, const std::optional<Date>& date) {
        if (date) put(name, date->iso());
    }
    // Two hyphens would end it.
    void note(std::string text) {
        for (auto at = text.find("--"); at != std::string::npos; at = text.find("--"))
            text.replace(at, 2, "- ");
        out_ += indent() + "<!-- " + escaped(text) + " -->\n";
    }
    [[nodiscard]] const std::string& text() const { return out_; }

  private:
    [[nodiscard]] std::string indent() const { return std::string(2 * open_.size(), ' '); }
    std::string out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    std::vector<std::string> open_;
};

void put_enquiry(Xml& xml, const Fields& fields) {
    if (!fields.conference) return;
    xml.open("Section47");
    xml.put("S47ActualStartDate", fields.enquiry_start);
    xml.put("InitialCPCtarget", fields.target);
    xml.put("DateOfInitialCPC", fields.initial_conference);
    xml.put("ICPCnotRequired", "false");
    xml.close();
}

void put_plan(Xml& xml, const Fields& fields) {
    if (!fields.plan) return;
    xml.open("ChildProtectionPlans");
    xml.put("CPPstartDate", fields.plan_start);
    xml.put("CPPendDate", fields.plan_end);
    xml.put("InitialCategoryOfAbuse", fields.first_category);
    xml.put("LatestCategoryOfAbuse", fields.latest_category);
    if (fields.review) {
        xml.open("Reviews");
        xml.put("CPPreviewDate", fields.review);
        xml.close();
    }
    xml.close();
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words)
        out += (out.empty() ? "" : ", ") + word;
    return out;
}

Result<const CensusDates*> dates_for(const ExportMap& map, const Facts& facts) {
    const auto* dates = map.dates_of(facts.procedure);
    if (dates == nullptr)
        return fail(Fault::refused, "This census does not ask about such a conference.",
                    facts.procedure, "Nothing was written.");
    return dates;
}

nlohmann::ordered_json json_of(const std::optional<Date>& date) {
    if (!date) return nullptr;
    return date->iso();
}

}  // namespace

bool known_check(std::string_view name) {
    return std::any_of(checks.begin(), checks.end(),
                       [&](const Check& each) { return each.name == name; });
}

std::vector<CensusItem> census_items(const ExportMap& map, const Facts& facts,
                                     const procedure::Deadlines& limits) {
    std::vector<CensusItem> out;
    const auto* dates = map.dates_of(facts.procedure);
    if (dates == nullptr) return out;
    for (const auto& child : facts.children) {
        const auto fields = fields_of(map, *dates, facts, child, limits);
        for (const auto& rule : map.rules) {
            const auto check = std::find_if(checks.begin(), checks.end(), [&](const Check& each) {
                return each.name == rule.check;
            });
            if (check == checks.end() || !check->queried(fields)) continue;
            out.push_back({rule.number, child.called, rule.text, rule.cites, rule.query});
        }
    }
    return out;
}

Result<std::string> census_fragment(const ExportMap& map, const Facts& facts,
                                    const procedure::Deadlines& limits) {
    const auto* dates = CPC_TRY(dates_for(map, facts));
    Xml xml;
    xml.open(facts.marks.practice ? "TRAINING" : "Message");
    xml.note("A part of a return: a conference's own fields, from record " + facts.marks.reference +
             ". To be added by a person: " + joined(map.add));
    xml.open("Children");
    for (const auto& child : facts.children) {
        const auto fields = fields_of(map, *dates, facts, child, limits);
        xml.open("Child");
        xml.note("in the record: " + child.reference);
        xml.open("ChildIdentifiers");
        xml.put("PersonBirthDate", child.born);
        if (!child.born) xml.put("ExpectedPersonBirthDate", child.expected);
        xml.close();
        xml.open("CINdetails");
        put_enquiry(xml, fields);
        put_plan(xml, fields);
        xml.close();
        xml.close();
    }
    xml.close();
    xml.close();
    return xml.text();
}

Result<std::string> daily_lines(const ExportMap& map, const Facts& facts,
                                const procedure::Deadlines& limits) {
    using Json = nlohmann::ordered_json;
    const auto* dates = CPC_TRY(dates_for(map, facts));
    std::string out;
    for (const auto& child : facts.children) {
        const auto fields = fields_of(map, *dates, facts, child, limits);
        Json line;
        if (facts.marks.practice) line["training"] = true;
        line["record"] = facts.marks.reference;
        line["ref"] = child.reference;
        line["la_child_id"] = nullptr;
        line["decision"] = child.decision.empty() ? Json(nullptr) : Json(child.decision);
        line["rule"] = child.rule.empty() ? Json(nullptr) : Json(child.rule);
        line["categories"] = child.categories;
        line["section_47_assessments"] = Json::array();
        if (fields.conference)
            line["section_47_assessments"].push_back(
                {{"section_47_assessment_id", child.reference + "-s47"},
                 {"start_date", json_of(fields.enquiry_start)},
                 {"icpc_required_flag", true},
                 {"icpc_date", json_of(fields.initial_conference)},
                 {"end_date", nullptr},
                 {"purge", false}});
        line["child_protection_plans"] = Json::array();
        if (fields.plan)
            line["child_protection_plans"].push_back(
                {{"child_protection_plan_id", child.reference + "-cpp"},
                 {"start_date", json_of(fields.plan_start)},
                 {"end_date", json_of(fields.plan_end)},
                 {"purge", false}});
        out += line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    }
    return out;
}

}  // namespace cpc::exports
