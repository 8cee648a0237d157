// SPDX-License-Identifier: Apache-2.0
// The words of the scenario language.
#include <array>

#include "app/play/scenario.hpp"

namespace cpc::play {
namespace {

constexpr std::array aim_details{Detail{"in", 2, "another language and the sentence in it"}};
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
    Detail{"key", 0, "a key agency"},
    Detail{"language", 1, "what they read best: cy, pl, ar or ur"},
    Detail{"class", 1, "class of person, where the procedure asks for one"},
    Detail{"for", many, "the children they are here for; else all who are on the list"},
    Detail{"with", many, "what else the role asks: name and text, in turn"}};
constexpr std::array report_details{
    Detail{"received", 2, "date and time it came; needed"},
    Detail{"shared", 1, "date it was shared with the family"}, Detail{"by", 1, "who shared it"},
    Detail{"not-shared", 1, "why it was not shared"},
    Detail{"wrong-format", 0, "it was not in the procedure's format"}};
constexpr std::array stage_details{Detail{"reason", 1, "why a stage is skipped or opened again"}};
constexpr std::array point_details{Detail{"answer", 1, "one of the point's answers"},
                                   Detail{"note", 1, "the words the point or the answer asks for"}};
constexpr std::array note_details{Detail{"note", 1, "the apology, or who came instead"}};
constexpr std::array late_details{Detail{"by", 1, "telephone or video"},
                                  Detail{"not-told", 0, "not yet told what they missed"}};
constexpr std::array say_details{
    Detail{"about", many, "children it is about"},
    Detail{"source", 1, "where it is known from"},
    Detail{"presented-by", 1, "who says it for somebody else"},
    Detail{"mode", 1, "in-person, telephone, video, written-report or by-proxy"},
    Detail{"third-party", 0, "left out of family versions"},
    Detail{"risk-issue", 0, "listed among the risk issues"},
    Detail{"authority", 1, "why it may be shared without consent"},
    Detail{"relevance", 1, "the procedure's mark, or none; else the one of this type"}};
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
    Detail{"by", 1, "logged by somebody else (will be refused)"},
    Detail{"helped-by", 1, "who helps: a name of this file, or words for somebody not on the list"},
    Detail{"because", 1, "what the help is for: sight, hands, reading, language"}};
constexpr std::array score_details{Detail{"by", 1, "given by somebody else (will be refused)"},
                                   Detail{"by-chair", 0, "entered by the chair"}};
constexpr std::array chair_details{
    Detail{"under", many, "a heading the procedure asks for and its text, in turn"}};
constexpr std::array request_details{Detail{"received", 1, "date it came; needed"},
                                     Detail{"agency", 1, "which agency asks"},
                                     Detail{"manager", 1, "the team manager who answers"},
                                     Detail{"because", 1, "the reason given"},
                                     Detail{"type", 1, "conference type; else this one"},
                                     Detail{"early-review", 0, "for an earlier review"},
                                     Detail{"elsewhere", 0, "to the requester's own meeting"},
                                     Detail{"contact", 1, "how the caller is reached"}};
constexpr std::array ask_details{
    Detail{"about", 1, "whose report, or for what purpose"},
    Detail{"outside", 0, "WHO is not on the list: who they are, in words"}};
constexpr std::array chair_answer_details{
    Detail{"prejudice", 1, "yes or no: whether withholding it would harm the child's welfare"}};
constexpr std::array answer_details{Detail{"discussed", 1, "date, with the service manager"},
                                    Detail{"with", 1, "with whom"},
                                    Detail{"judged", 1, "one of the procedure's judgements"},
                                    Detail{"because", 1, "why it is judged so"}};
constexpr std::array exclude_details{
    Detail{"grounds", many, "ids of the procedure's grounds; needed"},
    Detail{"facts", 1, "what happened"},
    Detail{"whole", 0, "from the whole meeting; else from part"},
    Detail{"discussed-by", 1, "who discussed it with the person before"},
    Detail{"suppressed", 1, "why the person is not told the reasons"},
    Detail{"privacy", 1, "why privacy gives way, and how they are heard"},
    Detail{"without-knowledge", 0, "the person does not know of the conference"},
    Detail{"talk", 1, "date a talk with the chair was offered for"},
    Detail{"by", 1, "decided by somebody else (will be refused)"}};
constexpr std::array adjourn_details{
    Detail{"until", 2, "date and time of the next sitting; needed"},
    Detail{"interim", 1, "how the child is kept safe until then"}};
constexpr std::array which_details{Detail{"which", 1, "which of several limits of that id"}};
constexpr std::array out_details{
    Detail{"out", many, "who leaves; else all but professionals, chair and minute taker"},
    Detail{"redaction", many, "ids of the procedure's reasons to leave it out of papers"}};
constexpr std::array carry_details{Detail{"by", 1, "who had to do it"},
                                   Detail{"due", 1, "by when it was due"}};
constexpr std::array outcome_details{
    Detail{"by", 1, "who of the convening service enters it; needed"},
    Detail{"endorsed", 1, "the supervisor who endorses it; needed"}};
constexpr std::array on_details{Detail{"on", 1, "date; else the day of the meeting"}};
constexpr std::array reason_details{Detail{"reason", 1, "why"}};
constexpr std::array group_details{Detail{"members", many, "who belongs to it; needed"},
                                   Detail{"first", 2, "date and time of the first meeting; needed"},
                                   Detail{"reason", 1, "why it is later than the rule allows"}};
constexpr std::array action_details{
    Detail{"by", 1, "who does it; needed"}, Detail{"due", 1, "by when; needed"},
    Detail{"outcome", 1, "how we shall know"}, Detail{"aim", 1, "what must be different"},
    Detail{"needs", many, "numbers of lines of the risk record it answers"}};
constexpr std::array deliver_details{
    Detail{"people", many, "who of the conference; else `to`"},
    Detail{"to", 1, "recipient word, role or agency, where nobody of the conference is meant"},
    Detail{"child", 1, "whose paper, where there are several"},
    Detail{"way", 1, "by-hand, collected, post, secure-mail or told; needed"},
    Detail{"by", 1, "who did it; needed"},
    Detail{"taken-by", 1, "who took it for them"},
    Detail{"in-vain", 0, "they were not reached; needs a note"},
    Detail{"note", 1, "number of the posting, what was agreed"}};
constexpr std::array issue_details{Detail{"to", 1, "to whom; needed"}};

constexpr std::array all{
    Verb{"aim", 1, 1, "\"SENTENCE\"", "what this family lets a room practise; it is no act",
         aim_details},
    Verb{"practise", 0, 0, "", "from here on a room practises by itself; it is no act", {}},
    Verb{"procedure", 1, 1, "ID", "the procedure of this conference; comes first", {}},
    Verb{"conference", 2, 2, "TYPE \"FAMILY\"", "opens the conference", conference_details},
    Verb{"basis",
         1,
         2,
         "ID [\"TEXT\"]",
         "why it is held, with what supports it; may be repeated",
         {}},
    Verb{"overlay", 1, 1, "ID", "what a profession adds to the procedure: rcgp-gp", {}},
    Verb{"flag", 1, 1, "ID", "a flag of the conference type: combined-review", {}},
    Verb{"date",
         2,
         2,
         "EVENT DATE",
         "a date that a clock runs from: strategy-meeting 2027-03-09",
         {}},
    Verb{"child", 1, 2, "REF [\"NAME\"]", "a child the conference is about", child_details},
    Verb{"person", 1, 2, "NAME [\"SHOWN AS\"]", "somebody invited, or who asks to come in",
         person_details},
    Verb{"here-for",
         2,
         many,
         "PERSON CHILD…",
         "it is said which children somebody of the family is here for",
         {}},
    Verb{"at", 1, 2, "[DATE] TIME", "sets the clock", {}},
    Verb{"confirm", 1, 2, "POINT|all [CHILD]", "the chair ticks a point; all: every open one here",
         point_details},
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
    Verb{"score", 2, 3, "CHILD 0…10 [PERSON]",
         "how safe the child is: the room's number, or a person's own", score_details},
    Verb{"summary", 2, 2, "CHILD \"TEXT\"", "the chair sums up", {}},
    Verb{"continuing-risk", 2, 2, "CHILD yes|no", "the first question of the decision", {}},
    Verb{"round", 1, 1, "CHILD", "opens the round of views", {}},
    Verb{"view", 3, 4, "PERSON CHILD for|against|unable [\"REASON\"]",
         "a counted person logs or changes a view", view_details},
    Verb{"show", 1, 1, "CHILD", "shows the views when all are in", {}},
    Verb{"chair-decides", 2, 3, "CHILD for|against [\"REASONS\"]", "the chair's own decision",
         chair_details},
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
    Verb{"request", 1, 1, "\"WHO\"", "somebody asked for this conference", request_details},
    Verb{"request-answer", 1, 2, "convene|refuse [\"REASONS\"]", "what the manager answers",
         answer_details},
    Verb{"set-date", 2, 3, "EVENT DATE [\"REASON\"]", "a date is learned later, or put right", {}},
    Verb{"exclude", 1, 1, "PERSON", "the chair keeps somebody out", exclude_details},
    Verb{"excluded-wholly", 1, many, "PERSON…", "is kept out of the whole meeting", note_details},
    Verb{"excluded-partly", 1, many, "PERSON…", "is kept out of part of it", note_details},
    Verb{"object", 3, 3, "PERSON PERSON \"WHY\"", "objects to the other's being here", {}},
    Verb{"born", 3, 3, "CHILD \"NAME\" DATE", "the unborn child was born", {}},
    Verb{"adjourn", 1, 1, "\"WHY\"", "stops this sitting", adjourn_details},
    Verb{"resume", 0, 0, "", "opens the next sitting; people arrive again", {}},
    Verb{"break", 1, 1, "TIME", "the room stops for a while, until then", {}},
    Verb{"ask-chair", 3, 3,
         "WHO clarification|sharing|confidentiality|report|other-purpose \"TEXT\"",
         "something is put to the chair", ask_details},
    Verb{"chair-answers", 2, 3, "NUMBER yes|no [\"ANSWER\"]",
         "what the chair answers to it (1 is the first)", chair_answer_details},
    Verb{"minutes",
         2,
         3,
         "draft|checked|approved \"WHO\" [\"NOTE\"]",
         "how far the minutes are, after the close",
         {}},
    Verb{"cancel", 1, 1, "\"WHY\"", "it does not take place, or not any further", {}},
    Verb{"breach", 2, 2, "LIMIT \"WHY\"", "why a limit was missed", which_details},
    Verb{"restricted", 1, 1, "\"WHY\"", "a part of the meeting without everybody", out_details},
    Verb{"everyone-back", 0, 0, "", "ends the restricted part", {}},
    Verb{"carry", 2, 2, "CHILD \"WHAT\"", "an action of the plan in force before", carry_details},
    Verb{"progress",
         2,
         3,
         "NUMBER done|done-late|under-way|not-done|not-needed [\"NOTE\"]",
         "how far a carried action has come (1 is the first)",
         {}},
    Verb{"dissent",
         4,
         4,
         "PERSON CHILD risk|plan|category|outcome \"WHY\"",
         "does not agree on one question",
         {}},
    Verb{"outcome", 3, 3, "CHILD agreed|not-agreed \"WORDS\"",
         "the outcome, where nothing is voted on", outcome_details},
    Verb{"recommend", 3, 3, "CHILD \"AGENCY\" \"WHAT\"", "a recommendation to an agency", {}},
    Verb{"recommendation", 2, 3, "NUMBER confirmed|declined [\"REASONS\"]",
         "what the agency answered", on_details},
    Verb{"step", 3, 4, "ROUTE STEP PERSON [\"RESULT\"]", "one step of a way to disagree",
         on_details},
    Verb{"withdraw", 1, 2, "NUMBER \"WHY\"", "takes an action out of the plan again", {}},
    Verb{"usual", 0, 0, "", "does whatever this stage still needs, in neutral words", {}},
    Verb{"close", 0, 1, "[\"SUMMARY\"]", "closes the conference", {}},
    Verb{"cosign",
         1,
         many,
         "PERSON…|everyone",
         "reads their own views again and signs the close",
         {}},
    Verb{"issue", 2, 2, "KIND VERSION", "hands a document out", issue_details},
    Verb{"deliver", 2, 2, "KIND VERSION", "who got a paper, or was tried to be reached",
         deliver_details},
};

}  // namespace

std::span<const Verb> verbs() {
    return all;
}

}  // namespace cpc::play
