// SPDX-License-Identifier: Apache-2.0
#include "sample.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>

// fontconfig keeps 288 bytes of default languages for the life of the process.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig";
}

namespace cpc::document::sample {

namespace {

ProcedureWords torbay_words() {
    ProcedureWords w;
    w.authority = "Torbay Council";
    w.procedure = "Torbay child protection conferences, profile torbay-cpp 2027-01";
    w.plan = "Child Protection Plan";
    w.key_worker = "key worker";
    w.core_group = "core group";
    w.chair = "chair";
    w.category = "category of harm";
    w.in_favour = "for a plan";
    w.against = "against a plan";
    w.unable = "unable to say";
    w.voters =
        "Counted are the professionals at the meeting. The chair, the family, supporters, "
        "observers and the minute taker are not counted.";
    w.not_a_finding =
        "The conference does not decide whether anybody has harmed a child. It "
        "decides what a child needs to be safe.";
    w.confidentiality =
        "Confidential. Do not use this paper for another purpose without speaking "
        "to the chair first.";
    w.reports_from =
        "Agency reports are not part of these minutes. They can be asked for from the "
        "Safeguarding and Reviewing Service.";
    w.report_new_information = "Report any important change to the key worker at once.";
    w.access_to_records =
        "You can ask to see what is written about you. Ask the Safeguarding and "
        "Reviewing Service how.";
    w.fact = "Fact";
    w.observation = "Observation";
    w.allegation = "Allegation";
    w.opinion = "Opinion";
    w.wants_copies_from = "Ask either of them for this paper in large print or another language.";
    return w;
}

PersonFacts person(std::string name, std::string role, std::string agency, std::string why_not,
                   Standing standing = Standing::professional) {
    PersonFacts p;
    p.name = std::move(name);
    p.role = std::move(role);
    p.agency = std::move(agency);
    p.standing = standing;
    p.counting = why_not.empty() ? Counting::counted : Counting::not_counted;
    p.why_not = std::move(why_not);
    p.mode = "in the room";
    return p;
}

void add_people(RecordFacts& f) {
    f.people = {
        person("Rhian Ellis", "social worker", "Torbay Children's Services", ""),
        person("Tomasz Wójcik", "head of year", "Cary Park School", ""),
        person("Grace Okonjo", "school nurse", "Torbay NHS Trust", ""),
        person("DC Paul Hart", "police officer", "Devon and Cornwall Police", ""),
        person("Dr Amira Haddad", "adult mental health nurse", "Devon Partnership Trust", ""),
        person("Jo Pritchard", "tenancy officer", "Torbay Housing", ""),
        person("Siân Bowŵen", "probation officer", "Probation Service", ""),
        person("Margaret Lyle", "independent chair", "Safeguarding and Reviewing Service",
               "chairs the conference"),
        person("Ben Addo", "minute taker", "Torbay Council", "takes the minutes"),
        person("Kelly Dunn", "mother", "", "family", Standing::family),
        person("Marc Dunn", "father", "", "family", Standing::family),
        person("Helen Sark", "solicitor", "Sark & Co", "supports the parents", Standing::other),
        person("Nia Fox", "newly qualified nurse", "Torbay NHS Trust",
               "observes, agreed on 22 March", Standing::other)};
    f.people[6].arrived_late = "from 10:08";
    f.chair = f.people[7];
    f.chair_contact = "01803 000 201";
    f.minute_taker = "Ben Addo";
    f.apologies = {
        {"Dr Owen Pugh", "GP", "Chelston Surgery", "on leave", "written report read in"}};
    f.refused = {"A second observer asked at the door and was not admitted: one observer only."};
}

ContributionFacts said(std::string heading, Label label, std::string speaker, std::string when,
                       std::string text, std::string source, Audience audience) {
    ContributionFacts c;
    c.heading = std::move(heading);
    c.label = label;
    c.speaker = std::move(speaker);
    c.when = std::move(when);
    c.text = std::move(text);
    c.source = std::move(source);
    c.about = "about CD";
    c.audience = audience;
    return c;
}

void add_contributions(RecordFacts& f) {
    const auto all = Audience::everyone;
    f.contributions = {
        said("Children's Services", Label::fact, "Rhian Ellis", "10:16",
             "Four visits since January. CD was at home and seen alone each time. On two visits "
             "both parents were arguing when the door was opened.",
             "visit notes, January to March 2027", all),
        said("Children's Services", Label::opinion, "Rhian Ellis", "10:21",
             "CD carries worry for both parents and tries to keep the peace between them.", "",
             all),
        said("Cary Park School", Label::fact, "Tomasz Wójcik", "10:27",
             "Attendance was 71 % in the autumn and is 96 % since half-term.", "school register",
             all),
        said("Devon and Cornwall Police", Label::fact, "DC Paul Hart", "10:33",
             "Officers were called to the home on 14 November, 3 January and 21 February.",
             "incident log", all),
        said("Devon and Cornwall Police", Label::allegation, "DC Paul Hart", "10:35",
             "A neighbour says that CD was outside alone at eleven at night.",
             "call of 21 February", Audience::professionals),
        said("Torbay NHS Trust", Label::observation, "Grace Okonjo", "10:41",
             "CD told me about bad dreams and chewed the sleeve of the jumper throughout.",
             "school clinic, 11 March", all),
        said("Torbay Housing", Label::fact, "Jo Pritchard", "10:52",
             "The rent is paid up and the tenancy is stable.", "tenancy file", all)};
    f.contributions[3].corrections = {
        {"Mother adds, 10:38",
         "I called them myself on 3 January. I wanted Marc to leave for the "
         "night and he did."}};
}

void add_views(DecisionFacts& d) {
    const auto view = [](std::size_t who, Choice choice, std::string reason) {
        PositionFacts p;
        p.person = who;
        p.choice = choice;
        p.reason = std::move(reason);
        p.how = "own card, signed 11:2" + std::to_string(who);
        return p;
    };
    d.positions = {
        view(0, Choice::in_favour, "The arguments continue and CD is in the middle of them."),
        view(1, Choice::against, "Attendance now good. A plan may undo what was won."),
        view(2, Choice::in_favour, "Sleep and worry need one plan that everybody keeps to."),
        view(3, Choice::in_favour, "Three calls in four months."),
        view(4, Choice::in_favour, "Treatment has only begun."),
        view(5, Choice::against, "Tenancy stable. Support can go on without a plan."),
        view(6, Choice::in_favour, "The order runs until August and stands best beside a plan.")};
    d.positions[1].reason_audience = Audience::everyone;
}

ChildFacts child_cd() {
    ChildFacts c;
    c.name = "CD";
    c.reference = "TOR-CD-09";
    c.age = "9 years";
    c.risk.existing = "CD hears and sees heated arguments at home, three with police called.";
    c.risk.likely =
        "Without change the arguments are likely to go on and to harm CD's sleep, "
        "schooling and sense of safety.";
    c.risk.severity = "Moderate now; serious if it goes on through the year.";
    c.risk.protective =
        "Warm care from both parents, a stable home, good attendance since "
        "half-term, a close grandmother.";
    c.risk.child_voice =
        "“I want them to stop shouting. I like it when Nan comes.” Told to the "
        "social worker on 24 March.";
    c.risk.needed = "Arguments stop being CD's business. Father keeps his treatment.";
    c.risk.chair_summary =
        "Everyone agrees that CD is loved and that the shouting must end. Views "
        "differ on whether a plan is needed for that.";
    c.risk.plain_summary =
        "You both love CD and the home is stable. School is going well. People "
        "worry about the loud arguments. They frighten CD and cost sleep.";
    c.risk.plain_child_voice = "“I want them to stop shouting. I like it when Nan comes.”";
    DecisionFacts& d = c.decision;
    d.continuing_risk = "yes, 7 of 7";
    d.question = "Should CD be subject to a Child Protection Plan?";
    d.decision = "CD becomes subject to a Child Protection Plan";
    d.plain_decision = "CD will have a Child Protection Plan";
    d.rule_code = "MAJORITY";
    d.rule_origin = "from the procedure";
    d.rule_sentence =
        "Most of the professionals at the meeting were for a plan (5 of 7), so their "
        "view is the decision. The chair cannot change it.";
    d.rule_citation = "Torbay procedure, “majority view of professionals at the meeting”";
    d.in_favour = 5;
    d.against = 2;
    d.plain_count =
        "Seven professionals gave their view. Five said yes to a plan and two said no. "
        "The view of most of them decides.";
    d.decided_at = "11:31";
    d.categories = {"Emotional abuse"};
    d.plain_reasons =
        "The arguments have not stopped. A plan makes sure that everybody helps and "
        "that nobody forgets what CD needs.";
    add_views(d);
    c.family_views = {{"Mother", "agrees", "“If it makes people turn up, fine.”"},
                      {"Father", "does not agree", "“We can sort this out ourselves.”"}};
    c.key_worker = "Rhian Ellis, social worker";
    c.key_worker_contact = "01803 000 114";
    c.core_group = {"Kelly Dunn",    "Marc Dunn",    "Rhian Ellis",
                    "Tomasz Wójcik", "Grace Okonjo", "Dr Amira Haddad"};
    c.first_core_group = "Tue 13 April 2027, 15:30, Cary Park School";
    c.family_part =
        "Both parents come to each core group. CD draws what a good week looks like "
        "with the school nurse.";
    return c;
}

void add_plan(RecordFacts& f) {
    f.actions = {
        {"", "Agree a safe word with CD and who takes CD to Nan when voices rise",
         "CD is out of the room before an argument starts", "Kelly and Marc Dunn", "",
         "Fri 9 April 2027", Audience::everyone},
        {"", "Weekly time alone with CD at school", "CD sleeps through and says so", "Grace Okonjo",
         "Torbay NHS Trust", "from Mon 12 April 2027", Audience::everyone},
        {"", "Keep CD's place in breakfast club and tell the key worker of any absence",
         "Attendance stays above 95 %", "Tomasz Wójcik", "Cary Park School",
         "from Mon 12 April 2027", Audience::everyone},
        {"", "Confirm that the tenancy is safe while the plan runs", "No worry about the home",
         "Jo Pritchard", "Torbay Housing", "Tue 13 April 2027", Audience::everyone},
        {"", "Check of the address with the neighbourhood team",
         "New calls reach the key worker the same day", "DC Paul Hart", "Devon and Cornwall Police",
         "Fri 2 April 2027", Audience::professionals}};
    f.contingency =
        "If police are called again or treatment ends early, the key worker calls the "
        "core group within two working days and asks for legal advice.";
    f.deadlines = {
        {"Decisions and plan to all who came", "Wed 31 March 2027, 11:45", "",
         "24 hours from the close on Tue 30 March, 11:45", "TOR-T03", "from the procedure",
         Audience::professionals},
        {"First core group", "Tue 13 April 2027", "",
         "31 Mar = 1, 1 Apr = 2, 2 Apr = 3, 5 Apr = 4, 6 Apr = 5, 7 Apr = 6, 8 Apr = 7, 9 Apr = "
         "8, 12 Apr = 9, 13 Apr = 10",
         "TOR-T04", "from the procedure", Audience::everyone},
        {"Next core group after that", "Tue 11 May 2027", "", "28 days from 13 April", "TOR-T05",
         "from the procedure", Audience::everyone},
        {"Minutes", "Tue 20 April 2027", "", "15 working days; 5 April is a working day", "TOR-T08",
         "our default", Audience::everyone},
        {"Review conference", "Wed 30 June 2027", "", "3 months from 30 March", "TOR-T07",
         "our default", Audience::everyone}};
    f.next_conference = "Tue 22 June 2027, 10:00, Town Hall";
    f.next_reports = "Mon 21 June 2027, 10:00";
    f.dissent_routes = {
        {"Step 1: talk to the chair",
         "Margaret Lyle, 01803 000 201, notes the talk and its result."},
        {"Step 2: the Board's escalation policy",
         "If step 1 settles nothing, your agency's lead raises it with the Board."}};
    f.family_routes = {
        {"Talk to Margaret Lyle", "She ran the meeting. Call 01803 000 201."},
        {"Write to the Board", "If talking does not help, the Board looks at how we worked."}};
    f.recommendations = {
        "Torbay Housing considers a move nearer to the grandmother if one is "
        "asked for."};
}

void add_reports(RecordFacts& f) {
    f.reports = {{"Children's Services", "Rhian Ellis", "in time", "with both parents, 26 March",
                  "", Audience::everyone},
                 {"Cary Park School", "Tomasz Wójcik", "in time", "with both parents, 25 March", "",
                  Audience::everyone},
                 {"Devon and Cornwall Police", "DC Paul Hart", "in time",
                  "not shared: police report", "", Audience::professionals},
                 {"Chelston Surgery", "Dr Owen Pugh", "Mon 29 March, after the practical time",
                  "with the mother, 30 March", "read in by the chair", Audience::everyone}};
    f.distribution = {
        {"all who came, parents included", "decisions and plan", "Wed 31 March 2027, 11:45",
         "by hand"},
        {"seven agencies, GP", "minutes", "Tue 20 April 2027", "secure mail"},
        {"Kelly Dunn, Marc Dunn", "notes for the family", "Tue 20 April 2027", "by hand"}};
    f.withheld = {"One allegation of a third person (10:35): third-party identity."};
    f.checks = {"Device clock checked on 30 March 2027, 09:12.",
                "Record sealed with 214 entries; paper code K7QF-2M9X-T4WB-H3PA-6R."};
}

}  // namespace

RecordFacts torbay_majority() {
    RecordFacts f;
    f.papers.record_reference = "TOR-2027-0142";
    f.papers.paper_code = "K7QF-2M9X-T4WB-H3PA-6R";
    f.papers.qr_text = "TOR-2027-0142/K7QF2M9XT4WBH3PA6R";
    f.papers.practice = Practice::yes;
    f.words = torbay_words();
    f.title = "Initial child protection conference";
    f.family_reference = "F-0142";
    f.venue = "Town Hall, Castle Circus, room 2";
    f.planned = *LocalTime::parse("2027-03-30T10:00:00+01:00");
    f.started = f.planned;
    f.closed = *LocalTime::parse("2027-03-30T11:45:00+01:00");
    f.planned_text = "Tue 30 March 2027, 10:00";
    f.started_text = "Tue 30 March 2027, 10:00";
    f.closed_text = "Tue 30 March 2027, 11:45";
    f.purpose =
        "A strategy meeting on 9 March decided on enquiries after three police calls. The "
        "enquiries found that CD is at risk from arguments at home.";
    add_people(f);
    add_contributions(f);
    f.children = {child_cd()};
    add_plan(f);
    add_reports(f);
    return f;
}

const FontSet& fonts() {
    static const auto opened = FontSet::open();
    if (!opened) FAIL(opened.error().text());
    return *opened;
}

Bytes rendered(const Document& document, const std::string& name, const PdfStyle& style) {
    auto pdf = render_pdf(document, fonts(), style);
    if (!pdf) FAIL(pdf.error().text());
    if (const char* folder = std::getenv("CPC_SAMPLES"))
        std::ofstream(std::string(folder) + "/" + name + ".pdf", std::ios::binary)
            .write(reinterpret_cast<const char*>(pdf->data()),
                   static_cast<std::streamsize>(pdf->size()));
    return std::move(*pdf);
}

std::string problems_of(const Document& document, const std::string& name, const PdfStyle& style) {
    const auto read = read_pdf(rendered(document, name, style));
    if (!read) return read.error().text();
    std::string text;
    for (const auto& problem : compare(*read, document))
        text += problem + "\n";
    return text;
}

std::string words_of(const Document& document) {
    std::string words =
        document.title + "\n" + document.running_head + "\n" + document.version_line + "\n";
    for (const auto& element : elements_of(document))
        words += element.text + "\n";
    return words;
}

Document blank() {
    Document d;
    d.title = "A test paper";
    d.kind = "leaflet";
    d.running_head = "A test paper";
    d.record_reference = "TEST-1";
    d.paper_code = "AAAA-BBBB";
    d.qr_text = "TEST-1/AAAABBBB";
    d.created = *LocalTime::parse("2027-03-30T11:45:00+01:00");
    d.words = {"Page {page} of {pages}", "Record", "Paper code", "QR code of TEST-1",
               "TRAINING — made-up people"};
    d.blocks.push_back(Heading{1, "A test paper"});
    return d;
}

}  // namespace cpc::document::sample
