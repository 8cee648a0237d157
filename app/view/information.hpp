// SPDX-License-Identifier: Apache-2.0
// Sharing information: what is known, who said it and how they know, corrections beside the
// original, whom we have heard, reports of people who are not here, and what each child and each
// parent says (ui-design C2; REQ-085 to 103). Level F: everything said in the room is shared. While
// a part is held without everybody the same screen shows that part (apart.hpp); afterwards nothing
// of it is in this view.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/view/apart.hpp"
#include "app/view/carried.hpp"
#include "app/view/decision_support.hpp"

namespace cpc::view {

struct LabelWord {
    conference::Label label{};
    std::string word;
    std::string meaning;
};

struct CorrectionView {
    std::string said_by;
    std::string text;
};
struct ContributionView {
    ContributionId id;
    std::string key;
    conference::Label label{};
    std::string label_word;
    std::string said_by;
    std::string text;
    std::string source;
    std::vector<std::string> children;  // refs; shown when there is more than one child
    std::string about;                  // "About CD and EF"; empty for an only child
    std::vector<CorrectionView> corrections;
    std::vector<std::string> conflicts;  // "Does not fit with what School said: …"
    bool apart = false;                  // of the part without everybody that is going on
};

struct SpeakerRow {
    PersonId id;
    std::string name;
    std::string detail;
    bool done = false;
    bool absent_report = false;  // somebody not here, whose report is to be read in
};

struct ViewsRow {  // what a child or a parent says
    ChildId child;
    PersonId person;
    std::string title;
    std::vector<std::string> said;
    std::string source;
    std::string none_because;
    std::string add_label;  // "Write down what Mother says"
    std::string sheet;
    bool done = false;
};

struct SpeakerSheet {
    PersonLine line;
    std::string note;
    std::string prompts_title;
    std::vector<std::string> prompts;
    std::string points;  // "3 points recorded"
    std::string heard_label;
    std::vector<std::string> heard;  // in the order of conference::Heard
    std::optional<std::size_t> heard_now;
    std::vector<std::string> heard_done;  // confirmation lines
    std::string owner_label, due_label, follow_need, follow_record;
    bool can_be_heard = false;  // the family is heard through their views
    std::string add_label;
    std::string report_text, read_in_label, read_in_done;  // label empty: nothing to read in
    std::string views_label;                               // "What Mother says"
    std::string called_away;  // in a part without everybody: opens the person's own sheet
    std::string views_sheet;
    Date today;
    std::string done;
};

struct AddSheet {
    std::string title, from, kind_question, text_question, text_hint, source_question, source_hint,
        children_question, speaker_label, presenter_label, presenter_none, by_another,
        by_another_help, by_another_who, by_another_need, save, cancel, need_speaker, need_kind,
        need_text, need_child, done_text, long_text_hint;
    std::string more, risk_issue, risk_issue_help, third_party, third_party_help, authority,
        authority_hint;
    // Where what does not bear on the question is not written down; empty elsewhere (REQ-105).
    std::string relevance, relevance_label, relevance_question, need_relevance;
    std::vector<LabelWord> labels;
    std::vector<PersonLine> speakers;
    std::vector<PersonLine> presenters;   // who is here and could say it for somebody absent
    std::vector<conference::Mode> modes;  // of each speaker as they take part now
    std::vector<bool> absent;             // their words are read by somebody else
    std::size_t text_bytes_hint = 1200;
};

struct ContributionSheet {
    ContributionView original;
    std::string title, correct_question, by_label, correct_hint, save, need_text, need_by,
        done_text;
    std::vector<PersonLine> people;  // family first: it is theirs to put right
    std::string pair_title, pair_help, pair_save, pair_done, settle, settle_done, none_to_pair;
    std::vector<std::pair<ContributionId, std::string>> others;
    std::vector<std::pair<ContributionId, std::string>> open_conflicts;
    std::vector<std::string> tabs;
    std::string tabs_label;
    std::string close;
};

struct ViewsSheet {
    ChildId child;
    PersonId person;
    std::string title, question, hint, source_label, none_label, none_hint, save, need, done_text,
        cancel;
    std::vector<std::pair<std::string, std::string>> sources;  // id, label
    std::vector<bool> means_none;  // this source says that nothing could be had
};

struct InformationView {
    FrameView frame;
    std::string sheet;
    std::string title, help, add_label, show_all, edit_label, empty;
    std::string filter_label;
    std::vector<std::string> filters;  // All, the labels, the children
    std::size_t label_filters = 4;
    std::vector<ContributionView> contributions;  // as spoken, newest first within a speaker
    std::string speakers_title, speaking_now;
    std::string came_label;  // somebody who was not expected; empty once it is closed
    std::vector<SpeakerRow> speakers;
    std::string views_title;
    std::vector<ViewsRow> views;
    std::string points_title;
    std::vector<PointLine> points;
    std::string missing;
    std::string next, next_blocked;
    bool stage_is_now = true;
    std::optional<ApartPart> apart;
    std::string earlier_title;     // over what was shared before, while a part is held apart
    std::string said_apart_label;  // the chair looks at earlier parts again; empty: there is none
    AddSheet add;
    std::vector<std::pair<ChildId, std::string>> children;
    std::optional<SpeakerSheet> speaker;
    std::optional<ContributionSheet> contribution;
    std::optional<ViewsSheet> views_sheet;
    std::optional<CarriedCard> carried;  // at a review
    std::optional<CarrySheet> carry;
    std::optional<ProgressSheet> progress;
};

[[nodiscard]] InformationView make_information_view(const conference::State& state,
                                                    const conference::Rulebook& rules,
                                                    const Moment& moment);

}  // namespace cpc::view
