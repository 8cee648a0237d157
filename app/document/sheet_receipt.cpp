// SPDX-License-Identifier: Apache-2.0
// The slip a professional takes away whose view differs from the decision [REQ-263, 264, 265].
#include <algorithm>

#include "app/document/sheet_parts.hpp"

namespace cpc::document {

namespace {

struct Difference {
    const ChildFacts* child;
    const PositionFacts* position;
};

std::vector<Difference> differences_of(const RecordFacts& facts, std::size_t person) {
    std::vector<Difference> found;
    for (const auto& child : facts.children)
        for (const auto& position : child.decision.positions)
            if (position.person == person && differs(position, child.decision))
                found.push_back({&child, &position});
    return found;
}

std::vector<const DissentFacts*> noted_of(const ChildFacts& child, std::size_t person) {
    std::vector<const DissentFacts*> found;
    for (const auto& dissent : child.dissents)
        if (dissent.person == person) found.push_back(&dissent);
    return found;
}

bool any_noted(const RecordFacts& facts, std::size_t person) {
    return std::any_of(facts.children.begin(), facts.children.end(),
                       [&](const auto& child) { return !noted_of(child, person).empty(); });
}

void noted_section(Sheet& sheet, const ChildFacts& child, std::size_t person) {
    for (const auto* dissent : noted_of(child, person)) {
        sheet.section(child_heading(child));
        sheet.pairs({{sheet.say("Decision"), plain(child.decision.decision)},
                     {sheet.say("You do not agree on"), strong(dissent->question)},
                     {sheet.say("Your reason"), plain(dissent->reason)}});
    }
}

void responsibilities(Sheet& sheet, const PersonFacts& person) {
    Callout box;
    box.kind = CalloutKind::attention;
    box.title = sheet.say("Your agency stays responsible");
    box.paragraphs.push_back(plain(sheet.say(
        "Not agreeing with the decision does not change your agency's actions in the plan.")));
    sheet.put(std::move(box));
    std::vector<std::string> lines;
    for (const auto& action : sheet.facts().actions)
        if ((!person.agency.empty() && action.agency == person.agency) ||
            action.owner == person.name)
            lines.push_back(
                fill(sheet.say("{what} ({due})"), {{"what", action.what}, {"due", action.due}}));
    if (lines.empty())
        sheet.text(sheet.say("The plan gives your agency no action of its own so far."));
    else
        sheet.bullets(lines);
}

}  // namespace

Result<Document> dissent_receipt(const RecordFacts& facts, std::size_t person) {
    CPC_TRY(check_facts(facts));
    const auto differences = differences_of(facts, person);
    if (person >= facts.people.size() || (differences.empty() && !any_noted(facts, person)))
        return fail(Fault::refused, "This person's view does not differ from any decision", {},
                    "No receipt is needed");
    const PersonFacts& who = facts.people[person];
    const SheetTitle title{"Your different view is on the record", "Receipt"};
    Sheet sheet = open_sheet(facts, "dissent-receipt", Version::professional, title);
    sheet.masthead({{sheet.say("Receipt for"), person_cell(who, {})}});
    for (const auto& difference : differences) {
        const ChildFacts& child = *difference.child;
        const PositionFacts& position = *difference.position;
        sheet.section(child_heading(child));
        sheet.pairs({{sheet.say("Decision"), plain(child.decision.decision)},
                     {sheet.say("How it was made"), plain(child.decision.rule_sentence)},
                     {sheet.say("Your view"), strong(choice_words(facts.words, position.choice))},
                     {sheet.say("Your reason"), plain(position.reason)},
                     {sheet.say("How it was given"), plain(position.how)}});
    }
    for (const auto& child : facts.children)
        noted_section(sheet, child, person);
    responsibilities(sheet, who);
    sheet.section(sheet.say("What you can do"));
    sheet.text(sheet.say("In this order. Each step opens when the one before has a result."));
    sheet.routes(facts.dissent_routes);
    return sheet.take();
}

}  // namespace cpc::document
