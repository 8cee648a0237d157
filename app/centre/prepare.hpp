// SPDX-License-Identifier: Apache-2.0
// A conference as the staff write it before it goes to a tablet: what they typed becomes the facts
// that the tablet will record (app/meeting/prepared.hpp), and what cannot be understood becomes a
// Flaw that names the field, says what is wrong and how to mend it. Rules are the procedure's and
// are asked elsewhere (meeting::objections); here it is only about what was typed.
//
// Each change is a row of the centre's list; the last one counts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/centre/form.hpp"
#include "app/meeting/prepared.hpp"

namespace cpc::centre {

struct Draft {
    ConferenceId id;
    Hash32 log_id{};            // of the tablet it is for
    std::uint32_t version = 0;  // that was sent last; 0: none yet
    bool changed = true;        // since then
    std::string by;             // who wrote the last change
    meeting::Prepared content;
    Instant at;
};
[[nodiscard]] Bytes write_draft(const Draft& draft);
[[nodiscard]] Result<Draft> read_draft(const ConferenceId& id, ByteView bytes);

struct Flaw {
    std::string field;  // of the form; empty: of the whole
    std::string words;
};
using Flaws = std::vector<Flaw>;

// Fields of the three forms, by name: what stands in them now, and what was understood of it.
using Values = std::map<std::string, std::string>;

[[nodiscard]] Values values_of(const conference::ConferenceOpened& opened);
[[nodiscard]] Values values_of(const conference::ChildAdded& child);
[[nodiscard]] Values values_of(const conference::PersonInvited& person);

// Into what was there before, so that nothing is lost that the form does not ask for.
[[nodiscard]] Flaws take_conference(const Form& form, const procedure::Procedure& procedure,
                                    conference::ConferenceOpened& into);
[[nodiscard]] Flaws take_child(const Form& form, conference::ChildAdded& into);
[[nodiscard]] Flaws take_person(const Form& form, const procedure::Procedure& procedure,
                                const meeting::Prepared& draft, conference::PersonInvited& into);

// What the procedure asks about somebody in this role: id and label, for "detail-ID".
[[nodiscard]] std::vector<std::pair<std::string, std::string>> details_asked(
    const procedure::Procedure& procedure, const procedure::Role& role);
// The dates that may be asked for a type: id and label, for "date-ID".
[[nodiscard]] std::vector<std::pair<std::string, std::string>> dates_asked(
    const procedure::Procedure& procedure, const procedure::ConferenceType& type);

}  // namespace cpc::centre
