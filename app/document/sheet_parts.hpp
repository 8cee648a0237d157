// SPDX-License-Identifier: Apache-2.0
// Parts that several papers share. For the builders behind sheets.hpp.
#pragma once

#include <initializer_list>
#include <utility>

#include "app/document/facts.hpp"
#include "app/document/sheets.hpp"

namespace cpc::document {

// "Page {page}" with {page} filled in; each pair is a name without braces and its value.
[[nodiscard]] std::string fill(
    std::string text, std::initializer_list<std::pair<std::string_view, std::string_view>> values);

enum class NextReports : std::uint8_t { print, leave_out };

// A paper being written: keeps the document, the facts and the language together.
class Sheet {
  public:
    Sheet(const RecordFacts& facts, std::string kind, Version version, std::string title,
          std::string version_line);

    [[nodiscard]] std::string say(std::string_view english) const;
    // The same with the procedure's terms filled in: {plan}, {key_worker}, {core_group}, {chair},
    // {category}, {authority}.
    [[nodiscard]] std::string say_terms(std::string_view english) const;

    void title(const std::string& text) { put(Heading{1, text}); }
    void section(const std::string& text) { put(Heading{2, text}); }
    void part(const std::string& text) { put(Heading{3, text}); }
    void text(const std::string& text, Tone tone = Tone::normal);  // nothing for an empty text
    void bullets(const std::vector<std::string>& items);
    void pairs(std::vector<KeyValue> entries);  // drops entries without a value
    void put(Block block) { document_.blocks.push_back(std::move(block)); }

    void masthead(std::vector<KeyValue> more = {});
    void left_out();  // what this copy does not hold, in words; nothing where it holds everything
    void routes(const std::vector<RouteFacts>& routes);
    void actions(Audience audience);
    void next_conference(NextReports reports);

    [[nodiscard]] const RecordFacts& facts() const { return facts_; }
    [[nodiscard]] const ProcedureWords& words() const { return facts_.words; }
    [[nodiscard]] Document take() { return std::move(document_); }

  private:
    const RecordFacts& facts_;
    Document document_;
};

[[nodiscard]] std::string joined(const std::vector<std::string>& items, std::string_view between);
// The same, each item once: a school whose worker is called "School" is not printed three times.
[[nodiscard]] std::string joined_unlike(const std::vector<std::string>& items,
                                        std::string_view between);
// The profile's terms are lower case; at the head of a line they begin with a capital. Letters
// outside A–Z are left to the profile.
[[nodiscard]] std::string at_line_start(std::string text);
[[nodiscard]] std::string person_line(const PersonFacts& person);  // "school nurse, NHS Trust"
// The name, and below it role, agency and what more there is to say.
[[nodiscard]] Runs person_cell(const PersonFacts& person, const std::vector<std::string>& more);
[[nodiscard]] std::string child_heading(const ChildFacts& child);
[[nodiscard]] const std::string& choice_words(const ProcedureWords& words, Choice choice);
[[nodiscard]] bool may_read(Audience fact, Audience reader);
[[nodiscard]] Tally tally_of(const Sheet& sheet, const DecisionFacts& decision);
// Everybody's view with the reason; professionals only.
enum class HowGiven : std::uint8_t { print, leave_out };
void views_table(Sheet& sheet, const DecisionFacts& decision, HowGiven how);
void family_views(Sheet& sheet, const std::vector<FamilyViewFacts>& views);

// What was decided and how; nothing that this way of deciding does not have.
void decision_box(Sheet& sheet, const DecisionFacts& decision);
// Key worker, core group, actions, recommendations; professionals only.
void plan_section(Sheet& sheet);
// The procedure's points with what was answered; professionals only.
void answers_section(Sheet& sheet);
// A practice's own actions; says so where there are none.
void practice_actions(Sheet& sheet, const std::vector<std::string>& owners);
// The professionals' decision sheet for one child, and its dates.
void decision_section(Sheet& sheet, const ChildFacts& child);
void dates_section(Sheet& sheet);
// What was answered to one point, in words; empty if nothing was.
[[nodiscard]] std::string answered_to(const RecordFacts& facts, std::string_view point);
// One line that says what the four labels mean.
void label_legend(Sheet& sheet);
// A contribution with its printed label [REQ-086].
[[nodiscard]] Statement contribution_block(const Sheet& sheet, const ContributionFacts& said);

struct SheetTitle {  // English; translated when the sheet is opened
    std::string_view title;
    std::string_view version_line;
};
[[nodiscard]] Sheet open_sheet(const RecordFacts& facts, const std::string& kind, Version version,
                               const SheetTitle& title);

// Refuses facts a paper cannot be made from: no children, or a position of nobody.
[[nodiscard]] Result<void> check_facts(const RecordFacts& facts);

// The family's papers, in sheet_family.cpp.
[[nodiscard]] Document family_decision_sheet(const RecordFacts& facts,
                                             const std::string& kind = "decision-sheet");
[[nodiscard]] Document child_summary(const RecordFacts& facts, const std::string& kind);
[[nodiscard]] Document family_minutes(const RecordFacts& facts);

}  // namespace cpc::document
