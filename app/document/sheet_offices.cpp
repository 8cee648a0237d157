// SPDX-License-Identifier: Apache-2.0
// Papers about a conference that was not held, and for typing what was agreed into another system.
#include "app/document/sheet_parts.hpp"

namespace cpc::document {
namespace {

// One line to a field, numbered down the sheet, so that nobody loses their place between two
// screens.
class Fields {
  public:
    explicit Fields(Sheet& sheet) : sheet_(sheet) {}

    void part(std::string_view title) {
        flush();
        sheet_.section(sheet_.say(title));
    }
    void field(std::string_view name, const std::string& value) {
        if (table_.columns.empty()) open();
        ++number_;
        table_.rows.push_back({plain(std::to_string(number_)), strong(sheet_.say(name)),
                               plain(value.empty() ? sheet_.say("nothing to enter") : value)});
    }
    void flush() {
        if (!table_.rows.empty()) sheet_.put(std::move(table_));
        table_ = {};
    }

  private:
    void open() {
        table_.columns = {
            {sheet_.say("No."), 0.3}, {sheet_.say("Field"), 1.1}, {sheet_.say("Enter"), 2.2}};
        table_.heads = RowHeads::none;
    }

    Sheet& sheet_;
    Table table_;
    int number_ = 0;
};

void issues(Fields& fields, const RecordFacts& facts, const ChildFacts& child) {
    fields.part("Risk issues");
    fields.field("Current risk", child.risk.existing);
    fields.field("Likely future risk", child.risk.likely);
    fields.field("Protective factors", child.risk.protective);
    fields.field("Needs and resources", child.risk.needed);
    fields.field("Views of the child", child.risk.child_voice);
    for (const auto& each : facts.contributions)
        if (each.risk_issue) fields.field("Risk issue", joined({each.speaker, each.text}, ": "));
}

void actions(Fields& fields, const RecordFacts& facts) {
    fields.part("Agreed actions");
    for (const auto& action : facts.actions)
        fields.field(
            "Action",
            joined({action.what, joined_unlike({action.owner, action.agency}, ", "), action.due},
                   "\n"));
    if (facts.actions.empty()) fields.field("Action", {});
}

}  // namespace

Result<Document> key_in_sheet(const RecordFacts& facts) {
    CPC_TRY(check_facts(facts));
    Sheet sheet =
        open_sheet(facts, "key-in-sheet", Version::full, {"To be keyed in", "For the client file"});
    sheet.masthead();
    sheet.text(facts.papers.note);
    Fields fields(sheet);
    for (const auto& child : facts.children) {
        const auto& d = child.decision;
        fields.part("Conference");
        fields.field("Kind of conference", facts.title);
        fields.field("Date and time", facts.started_text);
        fields.field("Closed", facts.closed_text);
        fields.field("Child", child_heading(child));
        std::vector<std::string> present;
        for (const auto& person : facts.people)
            present.push_back(joined_unlike({person.name, person.role, person.agency}, ", "));
        fields.field("Took part", joined(present, "\n"));
        std::vector<std::string> absent;
        for (const auto& person : facts.apologies)
            absent.push_back(joined_unlike({person.name, person.role, person.agency}, ", "));
        fields.field("Asked and absent", joined(absent, "\n"));
        issues(fields, facts, child);
        fields.part("Outcome");
        fields.field("Outcome", joined({d.decision, d.agreed_outcome}, "\n"));
        fields.field("Entered by", d.entered_by);
        fields.field("Endorsed by", d.endorsed_by);
        actions(fields, facts);
    }
    fields.flush();
    sheet.section(sheet.say("Keyed in"));
    sheet.put(Signatures{sheet.say("Name"),
                         sheet.say("Signature"),
                         sheet.say("Date"),
                         {{sheet.say("Keyed in by"), {}}}});
    sheet.left_out();
    return sheet.take();
}

Result<Document> refusal_letter(const RecordFacts& facts, const RefusalFacts& why) {
    if (why.reasons.empty())
        return fail(Fault::malformed, "this refusal gives no reasons", {},
                    "Write down why no conference is held, and try again");
    Sheet sheet = open_sheet(facts, "refusal-letter", Version::professional,
                             {"Why no conference is held", "For whoever asked"});
    sheet.text(sheet.say("You asked for a conference. None is held. These are the reasons."),
               Tone::lead);
    sheet.pairs({{sheet.say("To"), strong(why.requester)},
                 {sheet.say("You asked on"), plain(why.asked_on)},
                 {sheet.say("Meeting asked for"), plain(facts.title)},
                 {sheet.say("About"), plain(why.children)},
                 {sheet.say("You gave this reason"), plain(why.asked_because)}});
    sheet.section(sheet.say("The reasons"));
    sheet.text(why.reasons);
    sheet.text(why.judged);
    sheet.pairs({{sheet.say("Answered by"), plain(why.answered_by)},
                 {sheet.say("Talked over with"), plain(why.discussed)}});
    sheet.section(sheet.say("If you do not agree"));
    sheet.text(facts.papers.note);
    sheet.section(sheet.say("If you learn more"));
    sheet.text(
        sheet.say("If something changes, or you learn something new about the child, ask "
                  "again. Where a child is in danger now, call the police or the social "
                  "work service at once."));
    sheet.text(sheet.words().confidentiality, Tone::quiet);
    return sheet.take();
}

}  // namespace cpc::document
