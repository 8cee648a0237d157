// SPDX-License-Identifier: Apache-2.0
// The words of the scenario language.
#include <array>

#include "app/play/scenario.hpp"

namespace cpc::play {
namespace {

constexpr std::array conference_details{Detail{"at", 1, "the venue"},
                                        Detail{"on", 2, "planned date and time, 2027-03-30 10:00"},
                                        Detail{"for", 1, "planned minutes"}};
constexpr std::array child_details{Detail{"born", 1, "date of birth"},
                                   Detail{"expected", 1, "date of delivery, for an unborn child"}};
constexpr std::array person_details{
    Detail{"role", 1, "id of a role of the procedure; needed"},
    Detail{"agency", 1, "another agency than the role's usual one"},
    Detail{"because", 1, "id of the reason for the invitation; else the usual one"},
    Detail{"supports", 1, "whom a supporter or advocate is here for"},
    Detail{"agreed", 1, "date of the chair's agreement, for an observer"},
    Detail{"invited", 1, "date of the invitation"},
    Detail{"report", 0, "a written report is expected"},
    Detail{"key", 0, "a key agency"}};
constexpr std::array report_details{
    Detail{"received", 2, "date and time it came; needed"},
    Detail{"shared", 1, "date it was shared with the family"}, Detail{"by", 1, "who shared it"},
    Detail{"not-shared", 1, "why it was not shared"},
    Detail{"wrong-format", 0, "it was not in the procedure's format"}};
constexpr std::array stage_details{Detail{"reason", 1, "why a stage is skipped or opened again"}};
constexpr std::array note_details{Detail{"note", 1, "the apology, or who came instead"}};
constexpr std::array late_details{Detail{"by", 1, "telephone or video"},
                                  Detail{"not-told", 0, "not yet told what they missed"}};
constexpr std::array say_details{
    Detail{"about", many, "children it is about"}, Detail{"source", 1, "where it is known from"},
    Detail{"presented-by", 1, "who says it for somebody else"},
    Detail{"mode", 1, "in-person, telephone, video, written-report or by-proxy"}};
constexpr std::array heard_details{Detail{"owner", 1, "who brings what is to follow"},
                                   Detail{"due", 1, "by which date"}};
constexpr std::array views_details{
    Detail{"source", 1, "present, representative, written, audio, observed"},
    Detail{"none", 1, "why none could be had"}};
constexpr std::array risk_details{Detail{"severity", 1, "a word of the procedure"},
                                  Detail{"likelihood", 1, "a word of the procedure"},
                                  Detail{"evidence", many, "numbers of contributions"}};
constexpr std::array view_details{
    Detail{"by-phone", 0, "entered by the chair for somebody on the phone"},
    Detail{"not-read-back", 0, "and not read back to them"},
    Detail{"by", 1, "logged by somebody else (will be refused)"}};
constexpr std::array reason_details{Detail{"reason", 1, "why"}};
constexpr std::array group_details{Detail{"members", many, "who belongs to it; needed"},
                                   Detail{"first", 2, "date and time of the first meeting; needed"},
                                   Detail{"reason", 1, "why it is later than the rule allows"}};
constexpr std::array action_details{
    Detail{"by", 1, "who does it; needed"}, Detail{"due", 1, "by when; needed"},
    Detail{"outcome", 1, "how we shall know"}, Detail{"aim", 1, "what must be different"}};
constexpr std::array issue_details{Detail{"to", 1, "to whom; needed"}};

constexpr std::array all{
    Verb{"procedure", 1, 1, "ID", "the procedure of this conference; comes first", {}},
    Verb{"conference", 2, 2, "TYPE \"FAMILY\"", "opens the conference", conference_details},
    Verb{"basis", 1, 1, "ID", "why it is held (before the first act of the meeting)", {}},
    Verb{"date",
         2,
         2,
         "EVENT DATE",
         "a date that a clock runs from: strategy-meeting 2027-03-09",
         {}},
    Verb{"child", 1, 2, "REF [\"NAME\"]", "a child the conference is about", child_details},
    Verb{"person", 1, 2, "NAME [\"SHOWN AS\"]", "somebody invited, or who asks to come in",
         person_details},
    Verb{"at", 1, 2, "[DATE] TIME", "sets the clock", {}},
    Verb{"confirm", 1, 2, "POINT|all [CHILD]", "the chair ticks a point; all: every open one here",
         note_details},
    Verb{"waive", 2, 3, "POINT \"WHY\" [CHILD]", "the chair goes on without it and says why", {}},
    Verb{"report", 1, 1, "PERSON", "a written report came in", report_details},
    Verb{"stage", 1, 1, "STAGE",
         "goes on to introductions, information, risk, decision, plan, close", stage_details},
    Verb{"here", 1, many, "PERSON…|everyone", "is in the room", note_details},
    Verb{"phone", 1, many, "PERSON…", "takes part by telephone", note_details},
    Verb{"video", 1, many, "PERSON…", "takes part by video", note_details},
    Verb{"substitute", 1, many, "PERSON…", "somebody came in their place", note_details},
    Verb{"absent", 1, many, "PERSON…", "is not here and sent no report", note_details},
    Verb{"absent-with-report", 1, many, "PERSON…", "is not here but sent a report", note_details},
    Verb{"declined", 1, many, "PERSON…", "chose not to come", note_details},
    Verb{"introduce", 1, many, "PERSON…|everyone", "says name, role and agency", {}},
    Verb{"sign-in",
         1,
         many,
         "PERSON…|everyone",
         "chooses a PIN and gets a key for this meeting",
         {}},
    Verb{"arrives", 1, 1, "PERSON", "comes late, or comes back", late_details},
    Verb{"leaves", 1, 2, "PERSON [\"WHY\"]", "goes before the end", {}},
    Verb{"say", 3, 3, "PERSON fact|observation|allegation|opinion \"TEXT\"", "a contribution",
         say_details},
    Verb{"correct",
         3,
         3,
         "PERSON NUMBER \"TEXT\"",
         "an addition or correction beside contribution NUMBER (1 is the first)",
         {}},
    Verb{"conflict", 2, 3, "NUMBER NUMBER [settled]", "two contributions that do not agree", {}},
    Verb{"heard", 2, 2, "PERSON|everyone contributed|nothing-held|nothing-to-add|to-follow",
         "how an agency was heard", heard_details},
    Verb{"read-in", 1, 1, "PERSON", "an absent person's report is shared with the room", {}},
    Verb{"views", 1, 2, "CHILD|PERSON [\"TEXT\"]", "what a child or parent says", views_details},
    Verb{"risk", 3, 3,
         "CHILD existing|future|protective|need|must-change|developmental-need|parental-capacity|"
         "lived-experience|clinical-advice \"TEXT\"",
         "one line of the risk record", risk_details},
    Verb{"score", 2, 3, "CHILD 0…10 [PERSON]", "how safe the child is", {}},
    Verb{"summary", 2, 2, "CHILD \"TEXT\"", "the chair sums up", {}},
    Verb{"continuing-risk", 2, 2, "CHILD yes|no", "the first question of the decision", {}},
    Verb{"round", 1, 1, "CHILD", "opens the round of views", {}},
    Verb{"view", 3, 4, "PERSON CHILD for|against|unable [\"REASON\"]",
         "a counted person logs or changes a view", view_details},
    Verb{"show", 1, 1, "CHILD", "shows the views when all are in", {}},
    Verb{"chair-decides", 3, 3, "CHILD for|against \"REASONS\"", "the chair's own decision", {}},
    Verb{"lock", 1, many, "CHILD [CATEGORY…]", "locks the result that the rule gives", {}},
    Verb{"family-view",
         3,
         4,
         "PERSON CHILD agrees|disagrees [\"WORDS\"]",
         "recorded beside the count, never in it",
         {}},
    Verb{"correct-result", 2, many, "CHILD DECISION [CATEGORY…]",
         "the chair corrects a locked result", reason_details},
    Verb{"key-worker", 2, 2, "CHILD PERSON", "names the lead worker", reason_details},
    Verb{"core-group", 1, 1, "CHILD", "names the core group", group_details},
    Verb{"action", 2, 2, "CHILD \"WHAT\"", "one action of the plan", action_details},
    Verb{"plan-note", 3, 3, "CHILD KIND \"TEXT\"", "contingency, family-part, monitoring …", {}},
    Verb{"next-conference", 2, 2, "DATE TIME", "when the next conference is", reason_details},
    Verb{"usual", 0, 0, "", "does whatever this stage still needs, in neutral words", {}},
    Verb{"close", 0, 1, "[\"SUMMARY\"]", "closes the conference", {}},
    Verb{"cosign",
         1,
         many,
         "PERSON…|everyone",
         "reads their own views again and signs the close",
         {}},
    Verb{"issue", 2, 2, "KIND VERSION", "hands a document out", issue_details},
};

}  // namespace

std::span<const Verb> verbs() {
    return all;
}

}  // namespace cpc::play
