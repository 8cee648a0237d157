// SPDX-License-Identifier: Apache-2.0
// Register, deadlines, devices, figures, and who looked at what.
#include <algorithm>

#include "app/centre/pages.hpp"
#include "sync/service/office.hpp"

namespace cpc::centre {
namespace {

using html::Markup;
using html::words;

std::string joined(const std::vector<std::string>& texts) {
    std::string out;
    for (const auto& each : texts)
        out += (out.empty() ? "" : ", ") + each;
    return out;
}

Markup birth(const RegisterLine& line) {
    if (line.born) return html::day(*line.born);
    if (line.expected) return words("expected ") + html::day(*line.expected);
    return words("not recorded");
}

std::string_view kind_word(ClockKind kind) {
    switch (kind) {
        case ClockKind::conference:
            return "Conference";
        case ClockKind::core_group:
            return "Core group";
        case ClockKind::paper:
            return "Minutes and papers";
        case ClockKind::review:
            return "Review";
        case ClockKind::dissent:
            return "Dissent and referral";
        case ClockKind::other:
            return "Other";
    }
    return "Other";
}

std::string what_of(const Due& due) {
    std::string out = due.clock->what;
    if (due.gap) out += " – longer without a core group on record than the procedure allows";
    for (const auto& each : due.clock->because)
        out += "; " + each;
    if (due.clock->provisional) out += "; provisional, the list of holidays ends before it";
    return out;
}

std::string due_table(const std::string& title, const std::vector<Due>& all, Urgency urgency,
                      std::string_view empty) {
    html::Table table(title, {"Conference", "Clock", "What", "Due", "Since"});
    std::size_t rows = 0;
    for (const auto& due : all) {
        if (due.urgency != urgency || ++rows > rows_max) continue;
        table.row({html::link(address_of(due.work->source.place), due.work->family),
                   words(kind_word(due.clock->kind)), words(what_of(due)),
                   due.clock->due ? html::when(*due.clock->due) : words("no day is set"),
                   due.clock->from ? html::when(*due.clock->from) : words("–")});
    }
    auto out = table.text(empty);
    if (rows > rows_max)
        out += html::paragraph(words("The first " + std::to_string(rows_max) + " of " +
                                     std::to_string(rows) + " are shown."));
    return out;
}

}  // namespace

Result<std::string> Pages::register_page(const Asked& asked) {
    auto& ledger = intake_.ledger();
    const auto today = now().date;
    html::Table present("Under a plan or on the register now",
                        {"Child", "Born", "Since", "Categories", "Authority", "Key worker",
                         "Review due", "Record"});
    for (const auto& each : ledger.present(asked.scope(), today)) {
        const auto& line = *each.line;
        Markup review = line.review_due ? html::day(*line.review_due) : words("not counted");
        if (each.review_overdue) review = html::strong("overdue, ") + review;
        present.row({words(line.child_name), birth(line),
                     html::day(each.since) +
                         words(each.seen_before ? "" : " (first known here from a review)"),
                     words(joined(line.categories)), words(line.authority),
                     words(line.key_worker +
                           (line.key_worker_agency.empty() ? "" : ", " + line.key_worker_agency)),
                     review, html::link(address_of(line.place), "Record of " + line.child_name)});
    }
    auto out = present.text("Nobody is under a plan or on the register now.");
    html::Table ended("Ended", {"Child", "Born", "Ended on", "Authority", "Record"});
    for (const auto* line : ledger.ended(asked.scope(), rows_max))
        ended.row({words(line->child_name), birth(*line), html::day(line->at.date),
                   words(line->authority),
                   html::link(address_of(line->place), "Record of " + line->child_name)});
    out += ended.text("No plan has ended yet.");
    html::Table wrong("Entered in error", {"Child", "Born", "Entered on", "Record"});
    for (const auto* line : ledger.in_error(asked.scope()))
        wrong.row({words(line->child_name), birth(*line), html::day(line->at.date),
                   html::link(address_of(line->place), "Record of " + line->child_name)});
    return out + wrong.text("Nothing was entered in error.");
}

Result<std::string> Pages::deadlines(const Asked& asked) {
    const auto all = intake_.ledger().due(asked.scope(), now());
    std::string out = html::paragraph(words(
        "Days are counted by each conference's own procedure. What no record can show, such as a "
        "core group that met, stays here until a later conference about the child is received."));
    out += due_table("Overdue", all, Urgency::overdue, "Nothing is overdue.");
    out += due_table("Due within a week", all, Urgency::due_soon, "Nothing is due within a week.");
    out += due_table("Later", all, Urgency::later, "Nothing is due later.");
    out += due_table("Open without a day", all, Urgency::undated, "Nothing is open without a day.");
    html::Table waiting("Waiting for an agency's answer", {"Conference", "Agency", "What"});
    for (const auto& [work, each] : intake_.ledger().unanswered(asked.scope()))
        waiting.row({html::link(address_of(work->source.place), work->family), words(each->agency),
                     words(each->what)});
    return out + waiting.text("No recommendation waits for an answer.");
}

Result<std::string> Pages::devices(const Asked& asked) {
    html::Table table("Tablets", {"Name", "Log", "Region", "Entries held", "Enrolled", "State"});
    for (const auto& [id, log] : CPC_TRY(logs_of(asked.scope()))) {
        const auto tree = CPC_TRY(central_.store().tree(id));
        table.row(
            {words(log.name), html::code(to_hex(ByteView{id}.first(8))), words(log.region),
             words(std::to_string(tree.size())), html::moment(log.enrolled),
             log.frozen ? html::strong("frozen: ") + words(*log.frozen) : words("taking records")});
    }
    return table.text("No tablet is enrolled yet.");
}

Result<std::string> Pages::monitoring(const Asked& asked) {
    std::string out = html::paragraph(words(
        "By quarter, and only quarters that are over. Numbers from 1 to 4 are not shown, nor "
        "others of the same row from which they could be worked out; rows with fewer than 5 in all "
        "are not shown at all. Nought is shown."));
    for (const auto& table : intake_.figures().tables(asked.scope(), now().date))
        out += html::chart(table);
    return out;
}

Result<std::string> Pages::looks(const Asked& asked) {
    const auto staff = CPC_TRY(staff_.list());
    constexpr std::size_t at_once = 1'000;
    std::vector<service::OfficeRow> newest;
    std::uint64_t after = 0;
    while (true) {
        auto rows = CPC_TRY(central_.notes(service::office_kind::look, {}, after, at_once));
        const bool last = rows.size() < at_once;
        if (!rows.empty()) after = rows.back().number;
        for (auto& row : rows)
            newest.push_back(std::move(row));
        if (newest.size() > rows_max)
            newest.erase(newest.begin(), newest.end() - static_cast<std::ptrdiff_t>(rows_max));
        if (last) break;
    }
    html::Table table("The newest first", {"When", "Who", "For", "What"});
    for (auto row = newest.rbegin(); row != newest.rend(); ++row) {
        const auto text = text_of(row->content);
        const auto first = text.find('\n');
        const auto second = text.find('\n', first + 1);
        const std::string login{text.substr(0, first)};
        // Of one's own region only; somebody whose account is gone is for those who see all.
        const bool mine = asked.scope().everything ||
                          std::any_of(staff.begin(), staff.end(), [&](const Account& each) {
                              return each.login == login && !each.scope.everything &&
                                     each.scope.region == asked.scope().region;
                          });
        if (!mine || second == std::string_view::npos) continue;
        table.row({html::moment(row->at), words(login.empty() ? "somebody" : login),
                   words(text.substr(first + 1, second - first - 1)),
                   words(text.substr(second + 1))});
    }
    return table.text("Nobody has looked at anything yet.");
}

}  // namespace cpc::centre
