// SPDX-License-Identifier: Apache-2.0
// Bundles, records, and what is answered to them.
#include <algorithm>
#include <set>

#include "app/centre/pages.hpp"
#include "core/base/match.hpp"
#include "sync/wire/container.hpp"

namespace cpc::centre {
namespace {

using html::Markup;
using html::words;
using service::HttpResponse;

template <std::size_t N>
std::optional<ByteArray<N>> hex_array(std::string_view text) {
    const auto bytes = text.size() == 2 * N ? from_hex(text) : std::nullopt;
    if (!bytes || to_hex(*bytes) != text) return std::nullopt;
    ByteArray<N> out{};
    std::copy(bytes->begin(), bytes->end(), out.begin());
    return out;
}

std::string short_hex(ByteView bytes) {
    return to_hex(bytes.first(8));
}

Markup stage_of(const Work& work) {
    if (work.cancelled) return words("cancelled ") + html::moment(*work.cancelled);
    if (work.closed) return words("closed ") + html::moment(*work.closed);
    return words("under way or not closed yet");
}

Markup state_of(const std::vector<wire::RecordAnswer>& answers) {
    if (answers.empty()) return words("received, not answered");
    const auto& last = answers.back();
    if (last.accepted()) return html::strong("accepted");
    return html::strong("has issues: ") + words(answer_sentence(last.code));
}

std::string_view clock_word(ClockState state) {
    switch (state) {
        case ClockState::met:
            return "met";
        case ClockState::missed:
            return "missed";
        case ClockState::open:
            return "nothing on record yet";
        case ClockState::cannot_be_seen:
            return "no record of a conference can say";
    }
    return "";
}

Markup asked_state(const Asked& asked) {
    if (asked.answer == Asked::Answer::none) return words("no answer on record");
    return words(asked.answer == Asked::Answer::confirmed ? "confirmed" : "declined") +
           (asked.on ? words(" on ") + html::day(*asked.on) : words("")) +
           words(asked.reasons.empty() ? "" : ": " + asked.reasons);
}

std::string clock_table(const Work& work) {
    html::Table table("Clocks", {"What", "Due", "State", "How it was counted"});
    for (const auto& clock : work.clocks) {
        Markup state = words(clock_word(clock.state));
        if (clock.done) state = state + words(", ") + html::moment(*clock.done);
        if (clock.planned) state = state + words(", a later date was agreed");
        table.row({words(clock.what + (clock.limit.empty() ? "" : " (" + clock.limit + ")")),
                   clock.due ? html::when(*clock.due) : words("no day is set"), state,
                   words(clock.counting)});
    }
    return table.text("No limit of this procedure applies to it.");
}

}  // namespace

std::string address_of(const Place& place) {
    return "/records/" + to_hex(place.log_id) + "/" + place.conference.hex();
}

std::string answer_sentence(wire::AnswerCode code) {
    using wire::AnswerCode;
    switch (code) {
        case AnswerCode::accepted:
            return "Accepted.";
        case AnswerCode::entered_in_error:
            return "The record was entered in error.";
        case AnswerCode::child_not_matched:
            return "The child could not be matched with our list.";
        case AnswerCode::key_worker_missing:
            return "No key worker is named.";
        case AnswerCode::category_missing:
            return "The category is missing or not the right one.";
        case AnswerCode::review_date_missing:
            return "The date of the review is missing or too late.";
        case AnswerCode::papers_missing:
            return "Papers that are due are not on record as handed out.";
        case AnswerCode::attendance_incomplete:
            return "Who was there is not complete.";
        case AnswerCode::held_twice:
            return "We hold another record of the same conference.";
        case AnswerCode::ask_the_centre:
            return "We have a question about this record.";
    }
    return {};
}

std::string owner_sentence(wire::AnswerOwner owner) {
    switch (owner) {
        case wire::AnswerOwner::nobody:
            return "–";
        case wire::AnswerOwner::chair:
            return "the chair";
        case wire::AnswerOwner::minute_taker:
            return "the minute taker";
        case wire::AnswerOwner::centre:
            return "this office";
    }
    return {};
}

Result<std::map<Hash32, service::LogRow>> Pages::logs_of(const Scope& scope) {
    std::map<Hash32, service::LogRow> out;
    for (auto& log : CPC_TRY(central_.store().logs()))
        if (scope.covers(log.region)) out.emplace(log.log_id, std::move(log));
    return out;
}

Result<std::vector<wire::RecordAnswer>> Pages::answers_to(const Place& place) {
    constexpr std::size_t all = 1'000'000;
    auto out = CPC_TRY(central_.answers(place.log_id, 0, all));
    out.erase(
        std::remove_if(out.begin(), out.end(),
                       [&](const auto& each) { return !(each.conference == place.conference); }),
        out.end());
    return out;
}

Result<std::string> Pages::bundles(const Asked& asked) {
    const auto logs = CPC_TRY(logs_of(asked.scope()));
    std::set<Hash32> kids;
    for (const auto& [id, log] : logs)
        kids.insert(crypto::kid_of(log.device_key));
    html::Form form(upload_address, asked.session.form_token, true);
    form.file("bundle", "A bundle from a stick",
              "The file's name ends in .cpb. Its receipt is offered as soon as it was checked.");
    std::string out = html::heading("Take in") + form.text("Take in");
    html::Table received("Received", {"Bundle", "When", "Tablet", "Entries", "Receipt"});
    for (const auto& b : CPC_TRY(central_.store().list_received(rows_max))) {
        const auto log = logs.find(b.log_id);
        if (log == logs.end()) continue;
        received.row({html::code(short_hex(b.bundle.bytes)), html::moment(b.received),
                      words(log->second.name),
                      words(std::to_string(b.from) + " to " + std::to_string(b.to - 1)),
                      html::link("/bundles/" + b.bundle.hex() + "/receipt",
                                 "Receipt " + std::to_string(b.receipt_index))});
    }
    out += received.text("Nothing has been received yet.");
    html::Table held("Held back, everything else of their bundles was received",
                     {"Tablet", "Entry", "Conference", "Since", "Code", "Why, and who can fix it"});
    for (const auto& [id, log] : logs)
        for (const auto& each : CPC_TRY(central_.held_back(id)))
            held.row({words(log.name), words(std::to_string(each.seq)),
                      each.conference.empty() ? words("the tablet's own")
                                              : html::code(each.conference.hex()),
                      html::moment(each.at), words(each.code),
                      words(std::string{wire::held_words(each.code)} + " Who can put it right: " +
                            std::string{wire::held_owner_words(each.code)} + ".")});
    out += held.text("Nothing is held back.");
    html::Table refused("Not taken", {"Bundle", "When", "Code", "Why, and what to do"});
    for (const auto& b : CPC_TRY(central_.store().list_rejected(rows_max)))
        if (kids.count(b.device_kid) != 0)
            refused.row({html::code(short_hex(b.bundle.bytes)), html::moment(b.at), words(b.code),
                         words(b.message)});
    out += refused.text("Nothing has been refused.");
    html::Table notices("Notices", {"When", "Tablet", "What"});
    for (const auto& n : CPC_TRY(central_.store().list_notices(rows_max)))
        if (const auto log = logs.find(n.log_id); log != logs.end())
            notices.row({html::moment(n.at), words(log->second.name), words(n.text)});
    return out + notices.text("There are no notices.");
}

HttpResponse Pages::upload(const Asked& asked) {
    if (!may_see(asked.session.account.role, Page::upload))
        return show(asked, Page::upload, "Bundles", &Pages::bundles);
    std::string notice = "Choose a file whose name ends in .cpb. Nothing was taken in.";
    bool bad = true;
    const auto sealed = asked.form.file
                            ? wire::inspect_container(*asked.form.file)
                            : Result<wire::ContainerFacts>{fail(Fault::malformed, notice)};
    if (!sealed) {
        notice = sealed.error().text();
    } else if (!write_down(asked.session, "took in bundle " + sealed->header.bundle.hex())) {
        HttpResponse out;
        out.status = 503;
        out.content_type = "text/plain; charset=utf-8";
        out.body = "Nothing was taken in: it could not be written down.\n";
        return out;
    } else {
        match(
            central_.take_in(sealed->header.bundle, *asked.form.file),
            [&](const std::string&) {
                bad = false;
                notice = "Bundle " + short_hex(sealed->header.bundle.bytes) +
                         " was received. Download its receipt below and put it on the stick beside "
                         "the bundle.";
            },
            [&](const wire::Refusal& refusal) {
                notice = "Not taken (" + std::string{wire::code_name(refusal.code)} + "). " +
                         refusal.message;
            });
    }
    return show(asked, Page::bundles, "Bundles", &Pages::bundles, notice, bad);
}

// Receipts are no secret, but only one's own region's are offered.
HttpResponse Pages::download(const Asked& asked) {
    const auto id = hex_array<16>(asked.parts[1]);
    const auto none = [&] { return show(asked, Page::bundles, "Bundles", &Pages::bundles); };
    const bool wanted = !asked.posts() && id && asked.parts[2] == "receipt" &&
                        may_see(asked.session.account.role, Page::bundles);
    const auto logs = logs_of(asked.scope());
    const auto kept = wanted && logs ? central_.store().received(BundleId{*id})
                                     : Result<std::optional<service::ReceivedBundle>>{};
    if (!kept || !*kept || logs->count((*kept)->log_id) == 0) return none();
    if (!write_down(asked.session, "downloaded " + asked.request.target)) return none();
    HttpResponse out;
    out.content_type = "text/plain; charset=utf-8";
    out.download_as = (*kept)->bundle.hex() + ".cpr";
    out.body = (*kept)->receipt;
    return out;
}

Result<std::string> Pages::records(const Asked& asked) {
    auto all = intake_.ledger().all(asked.scope());
    std::sort(all.begin(), all.end(), [](const Work* a, const Work* b) {
        return a->planned->instant() > b->planned->instant();
    });
    if (all.size() > rows_max) all.resize(rows_max);
    std::map<Place, std::vector<wire::RecordAnswer>> answered;
    std::set<Hash32> logs;
    for (const auto* work : all)
        logs.insert(work->source.place.log_id);
    for (const auto& log : logs)
        for (auto& answer : CPC_TRY(central_.answers(log, 0, 1'000'000)))
            answered[{log, answer.conference}].push_back(std::move(answer));
    html::Table table("Conferences", {"Conference", "Type", "Planned for", "State", "Answer"});
    for (const auto* work : all)
        table.row({html::link(address_of(work->source.place), work->family), words(work->type),
                   html::moment(*work->planned), stage_of(*work),
                   state_of(answered[work->source.place])});
    std::string out = table.text("No conference has been received yet.");
    html::Table unread("Not readable", {"Conference", "Why"});
    for (const auto& each : intake_.unread())
        if (asked.scope().covers(each.region))
            unread.row({html::code(each.place.conference.hex()), words(each.why)});
    return out + unread.text("Every conference that was received can be read.");
}

const Work* Pages::record_of(const Asked& asked, Place& place) {
    const auto log = hex_array<32>(asked.parts[1]);
    const auto id = asked.parts.size() > 2 ? hex_array<16>(asked.parts[2]) : std::nullopt;
    if (!log || !id) return nullptr;
    place = {*log, ConferenceId{*id}};
    const auto* work = intake_.ledger().find(place);
    return work != nullptr && asked.scope().covers(work->source.region) ? work : nullptr;
}

HttpResponse Pages::on_record(const Asked& asked) {
    Place place;
    const bool answers = asked.parts.size() == 4 && asked.parts[3] == "answer" && asked.posts();
    const bool looks = asked.parts.size() == 3 && !asked.posts();
    if (answers && record_of(asked, place) != nullptr) return act_on_record(asked, place);
    if (looks) return show(asked, Page::record, "Record", &Pages::record);
    return show(asked, Page::records, "Records", &Pages::records,
                "There is no such record, or it is not among yours.", true);
}

HttpResponse Pages::act_on_record(const Asked& asked, const Place& place) {
    const auto code = wire::answer_code(asked.form.field("code"));
    if (!may_see(asked.session.account.role, Page::answer))
        return show(asked, Page::answer, "Record", &Pages::record);
    if (!code)
        return show(asked, Page::record, "Record", &Pages::record,
                    "Choose an answer. Nothing was answered.", true);
    if (!write_down(asked.session, "answered " + std::string{wire::answer_word(*code)} + " to " +
                                       address_of(place)))
        return show(asked, Page::record, "Record", &Pages::record,
                    "It could not be written down. Nothing was answered.", true);
    wire::RecordAnswer answer;
    answer.conference = place.conference;
    answer.size = intake_.ledger().find(place)->source.known;
    answer.code = *code;
    answer.by = asked.session.account.name;
    if (const auto given = central_.answer_record(place.log_id, answer); !given)
        return show(asked, Page::record, "Record", &Pages::record, given.error().text(), true);
    if (!refresh())
        return show(asked, Page::record, "Record", &Pages::record,
                    "Answered, but the list could not be read again.", true);
    return show(asked, Page::record, "Record", &Pages::record,
                "Answered. The tablet reads it at its next sending, or from the stick.");
}

Result<std::string> Pages::record(const Asked& asked) {
    Place place;
    const auto* work = record_of(asked, place);
    if (work == nullptr) return fail(Fault::not_found, "no such record");
    const auto answers = CPC_TRY(answers_to(place));
    std::string out = html::paragraph(html::strong(work->family) + words(", " + work->type + ", ") +
                                      html::moment(*work->planned) + words(", " + work->venue));
    out += html::paragraph(words("It is ") + stage_of(*work) + words("; ") + state_of(answers));
    for (const auto& each : work->incomplete)
        out += html::paragraph(html::strong("Not worked out: ") + words(each));
    html::Table states("What became of it", {"When", "State", "By", "Who can put it right"});
    for (const auto& each : answers)
        states.row({html::moment(each.given), words(answer_sentence(each.code)), words(each.by),
                    words(owner_sentence(wire::answer_owner(each.code)))});
    out += states.text("Received; nobody has answered it yet.");
    if (may_see(asked.session.account.role, Page::answer)) {
        html::Form form(address_of(place) + "/answer", asked.session.form_token);
        std::vector<html::Choice> choices;
        for (std::size_t i = 0; i < wire::answer_codes; ++i) {
            const auto code = static_cast<wire::AnswerCode>(i);
            choices.push_back({std::string{wire::answer_word(code)}, answer_sentence(code)});
        }
        form.choose("code", "Answer", choices,
                    "It goes to the tablet with your name. A later answer takes its place; both "
                    "are kept.");
        out += html::heading("Answer this record") + form.text("Give this answer");
    }
    html::Table lines("Register", {"Child", "State", "Categories", "Key worker", "Review due"});
    for (const auto& line : work->lines)
        lines.row({words(line.child_name),
                   words(!line.status.empty() ? line.status
                         : line.on_plan       ? "under a plan"
                         : line.ended         ? "plan ended"
                                              : "no plan"),
                   words([&] {
                       std::string text;
                       for (const auto& each : line.categories)
                           text += (text.empty() ? "" : ", ") + each;
                       return text;
                   }()),
                   words(line.key_worker),
                   line.review_due ? html::day(*line.review_due) : words("–")});
    out += lines.text("This record makes no entry in the register.");
    html::Table recommended("Asked of agencies", {"Agency", "What", "For", "Answer"});
    for (const auto& each : work->asked)
        recommended.row(
            {words(each.agency), words(each.what), words(each.child_ref), asked_state(each)});
    return out + clock_table(*work) + recommended.text("Nothing was recommended to an agency.");
}

}  // namespace cpc::centre
