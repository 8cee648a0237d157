// SPDX-License-Identifier: Apache-2.0
// The small change of plain language: amounts, lists, names of the procedure's own things, and one
// sentence for each value of each enumeration. For this module only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/explain/page.hpp"

namespace cpc::explain {

using procedure::Procedure;
using Texts = std::vector<std::string>;

[[nodiscard]] std::string amount(int count, std::string_view noun);  // "1 hour", "2 hours"
[[nodiscard]] std::string and_list(const Texts& items);              // "a, b and c"
[[nodiscard]] std::string or_list(const Texts& items);
[[nodiscard]] std::string quoted(std::string_view text);  // “text”
[[nodiscard]] std::string plain_id(std::string_view id);  // "core-group" as "core group"
// A text with a full stop at its end, if it has none.
[[nodiscard]] std::string ended(std::string text);

// Ids of the procedure as people read them; an id without a label stands for itself.
[[nodiscard]] std::string type_name(const Procedure& p, const std::string& id);
[[nodiscard]] std::string role_name(const Procedure& p, const std::string& id);
[[nodiscard]] std::string event_name(const Procedure& p, const std::string& id);
[[nodiscard]] std::string flag_name(const Procedure& p, const std::string& id);
[[nodiscard]] std::string limit_name(const Procedure& p, const std::string& id,
                                     const std::string& which);
[[nodiscard]] Texts type_names(const Procedure& p, const Texts& ids);
[[nodiscard]] Texts role_names(const Procedure& p, const Texts& ids);
[[nodiscard]] Texts event_names(const Procedure& p, const Texts& ids);
[[nodiscard]] Texts flag_names(const Procedure& p, const Texts& ids);

[[nodiscard]] std::string group_words(procedure::RoleGroup group);
[[nodiscard]] std::string recipient_words(procedure::Recipient recipient);
[[nodiscard]] std::string document_when_words(procedure::DocumentWhen when);
[[nodiscard]] std::string need_words(procedure::Need need);
[[nodiscard]] std::string outcome_words(procedure::OutcomeKind kind);
[[nodiscard]] std::string condition_words(procedure::Condition condition);  // may be empty
[[nodiscard]] std::string type_kind_words(procedure::TypeKind kind);
[[nodiscard]] std::string method_words(procedure::Method method);
[[nodiscard]] std::string override_words(procedure::ChairOverride value);

// "Within 15 working days after “Date of the strategy meeting”." and how that is counted.
[[nodiscard]] std::string limit_words(const Procedure& p, const procedure::DeadlineRule& rule);
[[nodiscard]] std::string counting_words(const Procedure& p, const procedure::DeadlineRule& rule);

// Filling an entry. Empty texts are left out: what a procedure does not say is not said here.
void say(Entry& entry, std::string field, const std::string& text);
void list(Entry& entry, std::string field, std::string group, const std::string& text);
void list_all(Entry& entry, const std::string& field, const std::string& group, const Texts& texts);
// Each choice on a line of its own, with what it means.
void list_choices(Entry& entry, const std::string& field, const std::string& group,
                  const std::vector<procedure::Choice>& choices);
// A point of a checklist with everything that hangs on it.
void list_check(Entry& entry, const Procedure& p, const std::string& group,
                const procedure::ChecklistItem& item);
// "Only for: …" if it does not hold for all conference types.
void say_types(Entry& entry, const Procedure& p, const Texts& types);

// Fills the sections. One function for each, in three files.
void tell_header(const Procedure& p, Page& page);
void tell_lists(const Procedure& p, Page& page);
void tell_course(const Procedure& p, Page& page);
void tell_rules(const Procedure& p, Page& page);

[[nodiscard]] Section& section(Page& page, Part part);
[[nodiscard]] Entry& add(Page& page, Part part, std::string key, std::string title);
[[nodiscard]] Entry& add(Page& page, Part part, const procedure::Basis& basis, std::string title,
                         const std::string& which = {});

}  // namespace cpc::explain
