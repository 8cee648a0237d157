// SPDX-License-Identifier: Apache-2.0
// What the papers of one closed conference are made from: plain words, dates and choices, filled
// in from the record by app/meeting. The builders in sheets.hpp read nothing else.
//
// What always holds: terms of a procedure (what a plan is called, who a chair is, the sentence of a
// rule) come in through ProcedureWords and the fields beside the facts, never from this folder.
// Names and case text live here only while a paper is built.
//
// Left out on purpose: restricted matter. A fact that a version may not carry must either be left
// out by the filler or marked with its Audience; the family builder prints Audience::everyone only.
// The default everywhere is professionals, so that a forgotten mark withholds instead of leaking.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/document/content.hpp"
#include "core/base/time.hpp"

namespace cpc::document {

enum class Audience : std::uint8_t {
    professionals,  // minutes and sheets for professionals only
    everyone,       // family-safe
};

// Gives the translated sentence for an English one; without it papers are in English.
using Translate = std::function<std::string(std::string_view english)>;

struct ProcedureWords {
    std::string authority;               // "Torbay Council"
    std::string procedure;               // "Torbay child protection procedure, edition 2027-01"
    std::string plan;                    // "Child Protection Plan"
    std::string key_worker;              // "key worker"
    std::string core_group;              // "core group"
    std::string chair;                   // "chair"
    std::string category;                // "category of harm"
    std::string in_favour;               // "for a plan"
    std::string against;                 // "against a plan"
    std::string unable;                  // "unable to say"
    std::string voters;                  // one sentence: who counts under this procedure
    std::string not_a_finding;           // "The conference does not decide whether a person …"
    std::string confidentiality;         // printed at the head of professionals' papers
    std::string reports_from;            // where agency reports can be asked for [REQ-241]
    std::string report_new_information;  // to whom changes are reported [REQ-189]
    std::string access_to_records;       // how family members may see their own data
    std::string fact, observation, allegation, opinion;  // the four printed labels
    std::string wants_copies_from;                       // whom to ask for another copy or format
};

enum class Counting : std::uint8_t { counted, not_counted };
enum class Standing : std::uint8_t {
    professional,
    family,
    other
};  // other: interpreter, observer…

struct PersonFacts {
    std::string name;
    std::string role;    // "school nurse"
    std::string agency;  // may be empty
    Standing standing = Standing::professional;
    Counting counting = Counting::not_counted;
    std::string why_not;       // words, when not counted: "chair", "supports the mother"
    std::string mode;          // "in the room", "by telephone"
    std::string arrived_late;  // "10:20", empty when there from the start
    std::string left_early;    // "14:50, before the decision"; empty when there to the end
};

struct ApologyFacts {
    std::string name;
    std::string role;
    std::string agency;
    std::string reason;
    std::string report;  // "written report read in"; empty when none
};

enum class Choice : std::uint8_t { in_favour, against, unable };

struct PositionFacts {
    std::size_t person = 0;  // index into RecordFacts::people
    Choice choice = Choice::in_favour;
    std::string reason;
    Audience reason_audience = Audience::professionals;
    std::string how;  // "own card, signed 11:21"; "by telephone, read back"
};

// Somebody does not agree on one question beside the count [REQ-263].
struct DissentFacts {
    std::size_t person = 0;  // index into RecordFacts::people
    std::string question;    // "plan"
    std::string reason;
};

struct FamilyViewFacts {
    std::string person;  // "Mother"
    std::string view;    // "agrees", "does not agree", in the profile's words
    std::string words;   // what they said, in their own words
};

struct RiskFacts {
    std::string existing;
    std::string likely;
    std::string severity;
    std::string protective;   // strengths and protective factors
    std::string child_voice;  // what the child says, with its source
    std::string needed;       // what needs to change
    std::string chair_summary;
    std::string plain_summary;      // for the family: what people are worried about, what is good
    std::string plain_child_voice;  // for the family; empty when the child's words are not for them
};

enum class RuleOutcome : std::uint8_t { consensus, majority, chair_decides, other };

struct DecisionFacts {
    std::string continuing_risk;           // "yes"
    std::string question;                  // the sentence put to the room
    std::string decision;                  // "CD becomes subject to a Child Protection Plan"
    std::string plain_decision;            // the same for the family
    Choice direction = Choice::in_favour;  // which side the decision took; never unable
    RuleOutcome outcome = RuleOutcome::majority;
    std::string rule_code;  // "MAJORITY"
    std::string rule_sentence;
    std::string rule_citation;
    std::string rule_origin;  // "source" or "default" words; may be empty
    int in_favour = 0;
    int against = 0;
    int unable = 0;
    std::string plain_count;     // "5 of 7 professionals said …", for the family
    std::string decided_at;      // "11:31"
    std::string agreed_outcome;  // where nothing is voted on: the outcome in words
    std::string entered_by;      // who wrote it down
    std::string endorsed_by;
    std::vector<PositionFacts> positions;
    std::vector<std::string> categories;
    std::string chair_reasons;  // only when the rule opened the chair's decision
    std::string plain_reasons;  // why, for the family
};

struct ActionFacts {
    std::string child;  // reference; empty for all children
    std::string what;
    std::string aim;  // what it is to change for the child
    std::string owner;
    std::string agency;
    std::string due;  // printed words: "Fri 9 April 2027"
    Audience audience = Audience::everyone;
};

struct ChildFacts {
    std::string name;  // as papers may print it: "CD", or a first name
    std::string reference;
    std::string age;  // "9 years", "expected 20 August 2027"
    RiskFacts risk;
    DecisionFacts decision;
    std::vector<FamilyViewFacts> family_views;
    std::vector<DissentFacts> dissents;
    std::string key_worker;
    std::string key_worker_contact;
    std::vector<std::string> core_group;
    std::string first_core_group;  // date, time and place as agreed
    std::string family_part;       // how child and parents take part in the plan
    std::string status;            // for filing: "Child Protection Plan since Tue 30 March 2027"
};

struct DeadlineFacts {
    std::string label;      // "First core group"
    std::string due;        // "Tue 13 April 2027"
    std::string practical;  // "book by Tue 29 June 2027"; empty when the same
    std::string counting;   // "31 Mar = 1, 1 Apr = 2 …"
    std::string rule;       // "TOR-T04"
    std::string origin;     // "from the procedure", "our default"
    Audience audience = Audience::everyone;
};

struct ContributionFacts {
    std::string heading;  // agency or topic it was given under; consecutive ones are grouped
    Label label = Label::fact;
    std::string speaker;
    std::string when;  // "10:24"
    std::string text;
    std::string source;
    std::string about;  // which child or adult
    std::vector<Correction> corrections;
    std::string authority;    // why it may be shared without consent
    bool risk_issue = false;  // listed as such in the client file
    Audience audience = Audience::professionals;
};

struct ReportFacts {
    std::string agency;
    std::string author;
    std::string received;  // "in time", "26 March 2027, 1 day late"
    std::string shared;    // with the family, when; or why not
    std::string read_in;   // "read in by the chair"; empty when the author was present
    Audience audience = Audience::professionals;
};

struct DistributionFacts {
    std::string recipient;
    std::string paper;
    std::string due;
    std::string route;
};

// A point of the procedure with what was answered to it.
struct AnswerFacts {
    std::string what;
    std::string answer;
    std::string note;
    std::string id{};  // of the point, without the child
};

struct RouteFacts {
    std::string title;  // "Step 1: talk to the chair"
    std::string text;
};

// What the chair tells somebody who was kept out [REQ-243].
struct ExclusionFacts {
    std::string name;
    bool whole = false;
    std::vector<std::string> grounds;
    std::string facts;
    std::string decided;
    std::string discussed_with;
    std::string talk_offered;
};

// A request for a conference that was turned down [REQ-019].
struct RefusalFacts {
    std::string requester;  // who asked, with the agency
    std::string children;
    std::string asked_on;
    std::string asked_because;
    std::string answered_by;
    std::string reasons;
    std::string judged;  // one of the procedure's judgements, with why
    std::string discussed;
};

// The register of a conference's papers [REQ-248].
struct RegisterLineFacts {
    std::string recipient;
    std::string state;  // "overdue", "given, late"
    std::string proof;  // every line of the record about it, one below the other
};
struct RegisterPaperFacts {
    std::string title;
    std::string due;    // empty where no day is laid down
    std::string cites;  // of the limit
    std::vector<std::string> withheld;
    std::vector<RegisterLineFacts> lines;
};
struct RegisterFacts {
    std::string as_at;
    std::vector<std::string> overdue;  // "Minutes: Mother, since Wed 31 Mar 2027, 11:45"
    std::vector<RegisterPaperFacts> papers;
};

struct SharedPapers {
    std::string record_reference;
    std::string paper_code;
    std::string qr_text;
    std::string language = "en-GB";
    Practice practice = Practice::no;
    Translate translate;
    std::string title;                  // the procedure's name for this paper; empty: our own
    std::string note;                   // what the procedure prints in it
    std::string child;                  // whose paper it is, where the conference had several
    std::vector<std::string> left_out;  // what is not in this copy, in words, never the matter
};

struct RecordFacts {
    SharedPapers papers;
    ProcedureWords words;

    std::string title;  // "Initial child protection conference"
    std::string family_reference;
    std::string venue;
    LocalTime planned;
    LocalTime started;
    LocalTime closed;
    std::string planned_text;  // "Tue 30 March 2027, 10:00"
    std::string started_text;
    std::string closed_text;
    PersonFacts chair;
    std::string chair_contact;  // printed for the family
    std::string minute_taker;
    std::string minutes_state;  // "Draft: not checked yet", "Approved by …" [REQ-257]
    std::string purpose;        // why the conference was called, outcome of enquiries

    std::vector<PersonFacts> people;  // present at any time, chair included
    std::vector<ApologyFacts> apologies;
    std::vector<std::string> refused;           // "A second observer was not admitted: …"
    std::vector<std::string> kept_out;          // who was kept out, how far, and why [REQ-304]
    std::vector<std::string> restricted_parts;  // "10:20 to 10:40, without Mother"
    std::vector<std::string> breaks;            // "11:05 to 11:20"
    std::vector<AnswerFacts> answers;           // for professionals
    std::vector<FamilyViewFacts> parent_views;  // what parents and carers said of it all
    std::vector<ReportFacts> reports;
    std::vector<ContributionFacts> contributions;
    std::vector<ChildFacts> children;
    std::vector<std::string> recommendations;
    std::vector<std::string> unresolved;  // issues still open between agencies
    std::vector<ActionFacts> actions;
    std::vector<DeadlineFacts> deadlines;
    std::string next_conference;             // date [REQ-246]
    std::string next_reports;                // the report deadline for it [REQ-246]
    std::string contingency;                 // what happens if the plan does not work
    std::vector<RouteFacts> dissent_routes;  // professionals, in order
    std::vector<RouteFacts> family_routes;   // family: how to disagree or complain
    std::vector<DistributionFacts> distribution;
    std::vector<std::string> withheld;  // for staff: what family versions leave out and why
    std::vector<std::string> checks;    // device clock, profile hash, chain head, in words
};

}  // namespace cpc::document
