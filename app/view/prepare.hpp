// SPDX-License-Identifier: Apache-2.0
// Preparing a conference: children, people and why each is asked, reports, what the chair confirms
// about themselves, and the short sheet with which it starts (ui-design B2, C0). Level P; nobody of
// the family is marked as here yet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/view/asked.hpp"
#include "app/view/decision_support.hpp"
#include "app/view/request.hpp"

namespace cpc::view {

struct ChildRow {
    ChildId id;
    std::string ref;
    std::string detail;  // name and age
};

struct InvitedRow {
    PersonLine line;
    std::string note;    // why invited
    std::string notice;  // when, and how many days before (REQ-057)
    bool short_notice = false;
    std::string here_for;  // of the family, where there are several children
    bool here_for_unsaid = false;
    std::string apology;  // they sent word that they cannot come, and what is then to do (REQ-061)
    std::string report;   // "Report expected", "Report here since Thu 25 March, 09:10"
    bool report_expected = false;
    bool report_here = false;
    bool works_here = false;  // a professional, who can bring a report
};
struct InvitedGroup {
    std::string title;
    std::vector<InvitedRow> people;
};

// What must be known of somebody in a role before they are asked: an order's date, a consent.
struct DetailAsked {
    std::string id;
    std::string label;
    std::string hint;
    std::string need;  // the rule's own words while it is missing
};
struct RoleOffered {
    std::string id;
    std::string label;
    std::string agency;
    conference::Group group{};
    bool counted = false;
    std::vector<DetailAsked> details;
    bool asks_class = false;  // of those whom only some classes of person may be (REQ-059)
};
struct ClassOffered {
    std::string id;
    std::string label;
    std::string means;
    std::string blocked;  // the rule, where this class may not be asked to this conference
};
struct Picked {  // something to choose from
    std::string id;
    std::string label;
    std::string help;
};
struct Supported {
    PersonId id;
    std::string name;
};

struct PrepareView {
    FrameView frame;
    std::string title, help;
    std::string prepared_by;  // whoever did so at the centre
    std::string children_title, children_none, add_child;
    std::string here_for_open, here_for_ask;  // whom they are here for is still to be said
    std::vector<ChildRow> children;
    std::string people_title, people_none, add_person, people_count;
    std::vector<InvitedGroup> groups;
    std::string invitations, invitations_note;  // nothing to press while nobody can be asked
    std::string confirm_title, confirm_cites;
    RequestCard request;
    AlwaysAsked always;
    std::string kept_out;  // opens the chair's sheet about who is kept out
    std::vector<PointLine> confirmations;
    std::string dates_title;
    std::vector<std::pair<std::string, std::string>> dates;
    std::string missing;  // what the status slot says

    // the sheets
    std::string sheet;
    std::optional<InvitedRow> person;  // whose report sheet is open
    std::optional<LeftOutSheet> left_out;
    std::string child_title, child_ref, child_ref_hint, child_name, child_name_hint, child_born,
        child_born_kind;
    std::vector<std::string> born_kinds;  // date known, not known, not yet born
    std::string child_need_ref, child_add;
    std::string person_title, person_groups_label, person_role, person_name, person_agency,
        person_reason, person_supports, person_observer, person_report, person_report_help,
        person_key, person_key_help, person_add, person_next, person_back;
    std::vector<std::string> person_groups;       // filter of the roles
    std::vector<std::vector<RoleOffered>> roles;  // for each filter
    std::vector<Picked> reasons;
    std::string person_language;  // which language they read best; English first
    std::vector<Picked> languages;
    // For family, where there are several children: whose papers they get (REQ-371).
    std::string person_children, need_children;
    std::string person_class, class_rule, need_class;  // where the procedure has such classes
    std::vector<ClassOffered> classes;
    std::vector<Supported> family;
    std::string supporter_rule, observer_rule, need_role, need_name, need_reason, need_supports,
        need_observer_date;
    std::string report_title, report_text, report_format, report_format_help, report_shared,
        report_shared_help, report_shared_on, report_by, report_not_shared, report_record,
        report_need_reason, report_earlier, report_earlier_help, report_came_on, report_came_at,
        report_not_ahead, away_title, away_text, away_note, away_need, away_record, away_done;

    std::string start, start_blocked;
    std::string start_title, start_rule_title, start_rule, start_rule_cites, start_purpose,
        start_begin, start_who;
    std::string cancel, done;
    LocalTime now;
};

[[nodiscard]] PrepareView make_prepare_view(const conference::State& state,
                                            const conference::Rulebook& rules,
                                            const Moment& moment);

}  // namespace cpc::view
