// SPDX-License-Identifier: Apache-2.0
#include "app/report/access_words.hpp"

#include "app/report/record_facts.hpp"

namespace cpc::report {
namespace {

using namespace conference;  // every event by its name

class Teller {
  public:
    Teller(const State& state, const procedure::Procedure& procedure)
        : state_(state), procedure_(procedure) {}

    [[nodiscard]] EntryWords take() { return std::move(out_); }

    void operator()(const ConferenceOpened& e) {
        what("The conference was opened");
        const auto* type = procedure_.type(e.type);
        line("Kind", type == nullptr ? e.type : type->label);
        line("Family", e.family);
        line("Place", e.venue);
        line("Planned", long_moment(e.planned_start));
        line("Why it is held", e.basis);
        for (const auto& each : e.start_events)
            line(event_label(each.name), long_date(each.date));
        texts(e.grounds);
        for (const auto& flag : e.flags.value_or(std::vector<std::string>{}))
            line("Also", flag);
        line("Prepared by", e.prepared_by.value_or(""));
        line("Procedure", procedure_.title + ", edition " + procedure_.edition);
    }
    void operator()(const PersonInvited& e) {
        what(e.name, "on the list");
        const auto* role = procedure_.role(e.role);
        line("Role", role == nullptr ? e.role : role->label);
        line("Agency", e.agency);
        line("Reason", e.reason);
        line("Comes with", name(e.supports));
        day("Asked on", e.invited_on);
        day("The chair agreed on", e.observer_agreed_on);
        texts(e.details);
        line("Asked as", e.invitee_class.value_or(""));
        line("Reads best", e.language.value_or(""));
    }
    void operator()(const PersonSignedIn& e) { what(name(e.person), "signed in"); }
    void operator()(const PersonRekeyed& e) { what(name(e.person), "signed in again"); }
    void operator()(const ChildAdded& e) {
        what(e.name.empty() ? e.ref : e.name, "the conference is about this child");
        line("Called in the room", e.ref);
        day("Born", e.born);
        day("Expected", e.expected);
    }
    void operator()(const ReportReceived& e) {
        what(name(e.author), "a report came");
        line("Received", long_moment(e.received));
        line("Shared with the family", yes_no(e.shared_with_family));
        day("Shared on", e.shared_on);
        line("Shared by", e.shared_by);
        line("Why it was not shared", e.not_shared_reason);
    }
    void operator()(const StageEntered& e) {
        what("A part of the meeting began");
        line("Part", stage_label(e.stage));
        line("Reason", e.reason);
    }
    void operator()(const AttendanceMarked& e) {
        what(name(e.person), "attendance");
        line("Attendance", word_of(e.attendance));
        line("Note", e.note);
    }
    void operator()(const PersonArrived& e) {
        what(name(e.person), "came in");
        line("How", word_of(e.how));
    }
    void operator()(const PersonLeft& e) {
        what(name(e.person), "left");
        line("Reason", e.reason);
    }
    void operator()(const PersonIntroduced& e) { what(name(e.person), "said who they are"); }
    void operator()(const PointConfirmed& e) {
        what("A point of the procedure");
        const auto at = e.point.find('@');
        const auto* item = find_point(procedure_, e.point.substr(0, at));
        const auto child =
            at == std::string::npos ? std::string{"the child"} : e.point.substr(at + 1);
        line("Point",
             item == nullptr ? e.point : procedure::fill_in(item->text, {{"child", child}}));
        if (item != nullptr)
            for (const auto& answer : item->answers)
                if (answer.id == e.answer)
                    line("Answer", procedure::fill_in(answer.label, {{"child", child}}));
        if (e.waived) line("Left out", "yes");
        line("Note", e.note);
    }
    void operator()(const ContributionRecorded& e) {
        what(name(e.speaker), "spoke");
        line("Said by", name(e.presenter));
        const auto* label = procedure_.label(word(e.label));
        line("As", label == nullptr ? word_of(e.label) : label->label);
        line("What was said", e.text);
        line("Where it comes from", e.source);
        line("How it was brought", word_of(e.mode));
        line("Why it may be shared", e.authority.value_or(""));
    }
    void operator()(const CorrectionLinked& e) {
        what(name(e.by), "put something right");
        if (const auto* said = state_.contribution(e.original))
            line("What " + name(said->said.speaker) + " had said, as put right", e.text);
        else
            line("What was put right", e.text);
    }
    void operator()(const ConflictPaired& e) {
        what(e.settled ? "Two statements that did not fit were settled"
                       : "Two statements that do not fit");
        for (const auto& id : {e.first, e.second})
            if (const auto* said = state_.contribution(id)) line("By", name(said->said.speaker));
    }
    void operator()(const AgencyHeard& e) {
        what(name(e.person), "was asked");
        line("Answer", word_of(e.heard));
        line("Who brings what is to follow", e.owner);
        day("By", e.due);
    }
    void operator()(const ReportReadIn& e) { what(name(e.author), "the report was read out"); }
    void operator()(const ViewsRecorded& e) {
        what(e.child.empty() ? name(e.person) : child_name(e.child), "their views");
        line("In their words", e.text);
        line("How they were had", e.source);
        line("Why there are none", e.none_because);
    }
    void operator()(const RiskNoted& e) {
        what(child_name(e.child), "risk and strengths");
        line("Kind", word_of(e.kind));
        line("What was written down", e.text);
        line("How serious", e.severity);
        line("How likely", e.likelihood);
    }
    void operator()(const SafetyScored& e) {
        what(child_name(e.child), "how safe");
        line("Number from 0 to 10", std::to_string(e.score));
        line("Given by", name(e.by));
    }
    void operator()(const RiskSummarised& e) {
        what(child_name(e.child), "the chair summed up");
        line("Summary", e.text);
    }
    void operator()(const ContinuingRiskRecorded& e) {
        what(child_name(e.child), "continuing risk");
        line("Is there a continuing risk", yes_no(e.at_risk));
    }
    void operator()(const BallotOpened& e) {
        what(child_name(e.child), "the question was put");
        line("Question", e.question);
        line("Round", std::to_string(e.round));
        line("Whose views count", names(e.counted));
    }
    void operator()(const PositionLogged& e) {
        what(name(e.person), "view on " + child_name(e.child));
        line("View", word_of(e.view));
        line("Reason", e.reason);
        if (e.by_phone) line("Given", "by telephone");
        if (e.helped)
            line("Helped by", e.helped->helper.empty() ? e.helped->name : name(e.helped->helper)),
                line("Because of", e.helped->because);
    }
    void operator()(const BallotClosed& e) {
        what(child_name(e.child), "the views were counted");
        line("For", std::to_string(e.in_favour));
        line("Against", std::to_string(e.against));
        line("Unable to say", std::to_string(e.unable));
    }
    void operator()(const ResultLocked& e) {
        what(child_name(e.child), "the result");
        line("Result", word_of(e.decision));
        line("Rule", word_of(e.rule));
        list("Category", e.categories);
    }
    void operator()(const ChairDecided& e) {
        what(child_name(e.child), "the chair decided");
        line("For protection", yes_no(e.protect));
        line("Reasons", e.reasons);
        texts(e.texts);
    }
    void operator()(const FamilyViewRecorded& e) {
        what(name(e.person), "view of the result for " + child_name(e.child));
        line("Agrees", yes_no(e.agrees));
        line("In their words", e.words);
    }
    void operator()(const ResultCorrected& e) {
        what(child_name(e.child), "the result was corrected");
        line("Result", word_of(e.decision));
        list("Category", e.categories);
        line("Reason", e.reason);
    }
    void operator()(const KeyWorkerNamed& e) {
        what(child_name(e.child), procedure_.terms.lead_worker);
        line("Who", name(e.person));
        line("Reason", e.reason);
    }
    void operator()(const CoreGroupNamed& e) {
        what(child_name(e.child), procedure_.terms.core_group);
        line("Who", names(e.members));
        line("First meeting", long_moment(e.first_meeting));
        line("Why later", e.later_reason);
    }
    void operator()(const ActionAgreed& e) {
        what(child_name(e.child), "an action of the plan");
        line("Aim", e.aim);
        line("What", e.what);
        line("Who", name(e.owner));
        line("By", long_date(e.due));
        line("How we shall know", e.outcome);
    }
    void operator()(const PlanNoteAdded& e) {
        what(child_name(e.child), "a note on the plan");
        line("Kind", e.kind);
        line("Note", e.text);
    }
    void operator()(const NextConferenceSet& e) {
        what("The next conference");
        line("When", long_moment(e.at));
        line("Why later", e.later_reason);
    }
    void operator()(const ConferenceClosed& e) {
        what("The conference was closed");
        line("Closing words", e.summary);
    }
    void operator()(const CloseCosigned& e) { what(name(e.person), "signed the closed record"); }
    void operator()(const DocumentIssued& e) {
        what("A paper was made");
        line("Paper", e.kind + ", " + e.version);
        line("For", e.to);
        if (e.readers) line("Who", names(*e.readers));
        line("How", e.route.value_or(""));
    }
    void operator()(const RequestReceived& e) {
        what("A conference was asked for");
        line("Who asked", e.requester);
        line("Agency", e.agency);
        line("Received", long_date(e.received));
        line("Who answers", e.manager);
        line("Reason", e.reason);
        line("Contact", e.contact.value_or(""));
    }
    void operator()(const RequestAnswered& e) {
        what("The answer to the request");
        line("A conference is held", yes_no(e.convene));
        line("Reasons", e.reasons);
        line("Discussed with", e.discussed_with);
        day("Discussed on", e.discussed_on);
        line("Judged to be", e.judgement.value_or(""));
        line("Because", e.judged_because.value_or(""));
    }
    void operator()(const StartDateSet& e) {
        what("A date was set");
        line(event_label(e.name), long_date(e.date));
        line("Reason", e.reason);
    }
    void operator()(const ExclusionDecided& e) {
        what(name(e.person), "kept out of the meeting");
        line("How far", e.whole ? "the whole meeting" : "a part of it");
        list("Ground", e.grounds);
        line("What it rests on", e.facts);
        if (e.discussed_before) line("Talked about before with", e.discussed_by);
        line("Why the reasons are not told", e.suppressed_because);
        line("Why privacy is touched", e.privacy_note);
        day("A talk was offered on", e.talk_offered);
    }
    void operator()(const ObjectionRaised& e) {
        what(name(e.by), "objected to " + name(e.about));
        line("Reason", e.reason);
    }
    void operator()(const ChildBorn& e) {
        what(e.name.empty() ? child_name(e.child) : e.name, "was born");
        line("Born", long_date(e.born));
    }
    void operator()(const ConferenceAdjourned& e) {
        what("The meeting was broken off for another day");
        line("Reason", e.reason);
        line("Until then", e.interim_arrangements);
        line("Goes on", long_moment(e.resumes));
    }
    void operator()(const ConferenceResumed&) { what("The meeting went on"); }
    void operator()(const BreakTaken& e) {
        what("A break");
        line("From and to", e.from.clock() + " to " + e.to.clock());
    }
    void operator()(const ConferenceCancelled& e) {
        what("The conference does not take place");
        line("Reason", e.reason);
    }
    void operator()(const BreachExplained& e) {
        what("A limit was not kept");
        line("Limit", e.limit);
        line("Reason", e.reason);
    }
    void operator()(const SegmentStarted& e) {
        what("A part of the meeting without everybody began");
        line("In it", names(e.in));
        line("Not in it", names(e.out));
        line("Reason", e.reason);
    }
    void operator()(const SegmentEnded&) { what("Everybody was back"); }
    void operator()(const ActionCarried& e) {
        what(child_name(e.child), "an action of the earlier plan");
        line("What", e.what);
        line("Who", e.owner);
        day("By", e.due);
    }
    void operator()(const ActionReviewed& e) {
        what(child_name(e.child), "how far an action has come");
        line("How far", word_of(e.progress));
        line("Note", e.note);
    }
    void operator()(const DissentNoted& e) {
        what(name(e.person), "does not agree");
        line("Question", e.question);
        line("Reason", e.reason);
    }
    void operator()(const ReferralMade& e) {
        what(child_name(e.child), "referred");
        line("To", office_in_words(e.kind));
        line("Because of", e.cause);
    }
    void operator()(const OutcomeAgreed& e) {
        what(child_name(e.child), e.agreed ? "an outcome was agreed" : "no outcome was agreed");
        line("Outcome", e.outcome);
        line("Written down by", name(e.entered_by));
        line("Confirmed by", e.endorsed_by);
    }
    void operator()(const RecommendationMade& e) {
        what(child_name(e.child), "recommended");
        line("To", e.agency);
        line("What", e.what);
    }
    void operator()(const RecommendationAnswered& e) {
        what("A recommendation was answered");
        line("Confirmed", yes_no(e.confirmed));
        line("Reasons", e.reasons);
        line("On", long_date(e.on));
    }
    void operator()(const MaterialTaken& e) {
        what(e.title, "taken in as a file");
        line("Brought by", name(e.brought_by));
        line("By whom it is", name(e.author));
        line("Pages", std::to_string(e.pages));
    }
    void operator()(const MaterialWithdrawn& e) {
        what("A file was put aside");
        line("Reason", e.reason);
    }
    void operator()(const ActionWithdrawn& e) {
        what(child_name(e.child), "an action was taken out of the plan");
        line("Reason", e.reason);
    }
    void operator()(const RegisterEntered& e) {
        what(child_name(e.child), "entered");
        line("Status", e.status);
        list("Category", e.categories);
        line("Who leads", name(e.lead_worker));
    }
    void operator()(const RouteStepTaken& e) {
        what(name(e.person), "a step on a way to disagree");
        line("Way", e.route);
        line("Step", e.step);
        line("Result", e.result);
        line("On", long_date(e.on));
    }
    void operator()(const MatterRaised& e) {
        const bool listed = !e.by.empty();
        what(listed ? name(e.by) : e.asker, "put to the chair");
        line("As", matter_words(e.kind));
        line(e.kind == MatterKind::report ? "Whose report" : "What for", e.about);
        line("What was asked", e.text);
        line("At", long_moment(e.at));
    }
    void operator()(const MatterAnswered& e) {
        what("The chair answered");
        for (const auto& matter : state_.matters)
            if (matter.raised.matter == e.matter) {
                line("What was asked", matter.raised.text);
                if (matter.raised.kind != MatterKind::clarification &&
                    matter.raised.kind != MatterKind::sharing)
                    line("Agreed to", yes_no(e.granted));
            }
        if (e.prejudice)
            line("Withholding it would harm the child's welfare", yes_no(*e.prejudice));
        line("Answer", e.answer);
        line("At", long_moment(e.at));
    }
    void operator()(const MinutesMarked& e) {
        what("The minutes");
        line("Now", word_of(e.state));
        line("By", e.by);
        line("Note", e.note);
        line("At", long_moment(e.at));
    }
    void operator()(const PaperDelivered& e) {
        what("A paper was given or sent");
        line("Paper", e.kind + ", " + e.version);
        if (e.people) line("To", names(*e.people));
        line("For", e.to);
        line("How", e.way);
        line("By", e.by);
        line("Reached", yes_no(e.reached));
        line("Taken by", e.taken_by.value_or(""));
        line("Note", e.note.value_or(""));
    }

  private:
    void what(std::string text) { out_.what = std::move(text); }
    void what(const std::string& who, const std::string& did) {
        out_.what = who.empty() ? did : who + ": " + did;
    }
    void line(const std::string& label, const std::string& value) {
        if (!value.empty()) out_.lines.push_back(label + ": " + value);
    }
    void day(const std::string& label, const std::optional<Date>& value) {
        if (value) line(label, long_date(*value));
    }
    void list(const std::string& label, const std::vector<std::string>& values) {
        for (const auto& value : values)
            line(label, value);
    }
    void texts(const std::optional<std::vector<NamedText>>& values) {
        if (!values) return;
        for (const auto& each : *values)
            line(each.name, each.text);
    }
    static std::string matter_words(MatterKind kind) {
        switch (kind) {
            case MatterKind::clarification:
                return "a question in the meeting";
            case MatterKind::sharing:
                return "a worry about sharing something";
            case MatterKind::confidentiality:
                return "a wish that something be kept confidential";
            case MatterKind::report:
                return "a request for an agency's report";
            case MatterKind::other_purpose:
                return "a request to use it for another purpose";
        }
        return {};
    }
    static std::string yes_no(bool value) { return value ? "yes" : "no"; }
    // "in-person" → "in person"
    template <class Enum>
    static std::string word_of(Enum value) {
        std::string text{word(value)};
        for (char& c : text)
            if (c == '-') c = ' ';
        return text;
    }
    [[nodiscard]] std::string name(PersonId id) const {
        const auto* person = state_.person(id);
        return person == nullptr ? std::string{} : person->invited.name;
    }
    [[nodiscard]] std::string names(const std::vector<PersonId>& people) const {
        std::string out;
        for (const auto& id : people)
            out += (out.empty() ? "" : ", ") + name(id);
        return out;
    }
    [[nodiscard]] std::string child_name(ChildId id) const {
        const auto* child = state_.child(id);
        return child == nullptr ? std::string{} : child->added.ref;
    }
    [[nodiscard]] std::string event_label(const std::string& id) const {
        for (const auto& each : procedure_.events)
            if (each.id == id) return each.label;
        return id;
    }
    [[nodiscard]] std::string stage_label(Stage stage) const {
        for (const auto& each : procedure_.stages)
            if (each.kind == stage_kind(stage)) return each.label;
        return word_of(stage);
    }

    const State& state_;
    const procedure::Procedure& procedure_;
    EntryWords out_;
};

}  // namespace

EntryWords entry_words(const Event& event, const State& state,
                       const procedure::Procedure& procedure) {
    Teller teller(state, procedure);
    std::visit(teller, event);
    return teller.take();
}

}  // namespace cpc::report
