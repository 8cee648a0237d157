// SPDX-License-Identifier: Apache-2.0
// Preparing a conference for a tablet: the list, what is still missing, sending it, and the file
// for a stick. The forms for its parts are in pages_prepare_forms.cpp.
#include <algorithm>
#include <set>

#include "app/centre/pages.hpp"
#include "core/base/limits.hpp"
#include "core/crypto/secret.hpp"
#include "sync/service/office.hpp"

namespace cpc::centre {
namespace {

using html::Markup;
using html::words;
using service::HttpResponse;

HttpResponse see(const std::string& address) {
    HttpResponse out;
    out.status = 303;
    out.content_type = "text/html; charset=utf-8";
    out.location = address;
    return out;
}

const service::SentPack* newest_of(const std::vector<service::SentPack>& packs,
                                   const ConferenceId& id) {
    const service::SentPack* out = nullptr;
    for (const auto& pack : packs)
        if (pack.name.conference == id) out = &pack;
    return out;
}

std::string part_name(const meeting::Prepared& content, const meeting::Objection& objection) {
    if (objection.part == meeting::Objection::Part::child)
        return "Child " + content.children.at(objection.place).ref;
    if (objection.part == meeting::Objection::Part::person)
        return content.people.at(objection.place).name;
    return "The conference";
}

}  // namespace

std::string Pages::prepare_address(const ConferenceId& id) {
    return "/prepare/" + id.hex();
}

Result<void> Pages::refresh_drafts() {
    constexpr std::size_t at_once = 200;
    while (true) {
        const auto rows =
            CPC_TRY(central_.notes(service::office_kind::prepared, {}, drafts_read_, at_once));
        for (const auto& row : rows) {
            drafts_read_ = row.number;
            ConferenceId id;
            if (row.about.size() != id.bytes.size()) continue;
            std::copy(row.about.begin(), row.about.end(), id.bytes.begin());
            auto draft = CPC_TRY(read_draft(id, row.content));
            draft.at = row.at;
            drafts_[id] = std::move(draft);
        }
        if (rows.size() < at_once) return {};
    }
}

Result<void> Pages::keep_draft(const Draft& draft) {
    CPC_TRY(central_.add_note(service::office_kind::prepared,
                              Bytes(draft.id.bytes.begin(), draft.id.bytes.end()),
                              write_draft(draft)));
    return refresh_drafts();
}

const Draft* Pages::draft_of(const Asked& asked) {
    const auto bytes = asked.parts.size() > 1 ? from_hex(asked.parts[1]) : std::nullopt;
    ConferenceId id;
    if (!bytes || bytes->size() != id.bytes.size()) return nullptr;
    std::copy(bytes->begin(), bytes->end(), id.bytes.begin());
    const auto found = drafts_.find(id);
    if (found == drafts_.end()) return nullptr;
    const auto logs = logs_of(asked.scope());
    return logs && logs->count(found->second.log_id) != 0 ? &found->second : nullptr;
}

const meeting::Edition* Pages::edition_of(const Draft& draft) const {
    return intake_.library().by_id(draft.content.opened.procedure);
}

const Work* Pages::work_of_draft(const Draft& draft) {
    for (auto version = draft.version; version > 0; --version)
        if (const auto* work =
                intake_.ledger().find({draft.log_id, meeting::record_of(draft.id, version)}))
            return work;
    return nullptr;
}

// Has it begun, as far as the records that were received say?
bool Pages::begun(const Draft& draft) {
    const auto* work = work_of_draft(draft);
    return work != nullptr && !work->cancelled && (work->started || work->closed);
}

std::string Pages::draft_state(const Draft& draft, const std::vector<service::SentPack>& packs) {
    if (const auto* work = work_of_draft(draft); work != nullptr && !work->cancelled) {
        if (work->closed) return "held; its record is here";
        if (work->started) return "has begun on the tablet";
        return "opened on the tablet" +
               std::string{draft.changed ? "; changed here since it was sent" : ""};
    }
    const auto* pack = newest_of(packs, draft.id);
    if (pack == nullptr) return "being prepared";
    std::string out = "sent as version " + std::to_string(pack->name.version);
    if (pack->fetched)
        out += ", fetched by the tablet";
    else if (pack->saved)
        out += ", saved for a stick";
    else
        out += ", waits for the tablet to ask";
    return out + (draft.changed ? "; changed here since" : "");
}

Result<std::string> Pages::prepare_list(const Asked& asked) {
    const auto logs = CPC_TRY(logs_of(asked.scope()));
    std::vector<const Draft*> shown;
    for (const auto& [id, draft] : drafts_)
        if (logs.count(draft.log_id) != 0) shown.push_back(&draft);
    std::sort(shown.begin(), shown.end(),
              [](const Draft* a, const Draft* b) { return b->at < a->at; });
    if (shown.size() > rows_max) shown.resize(rows_max);
    std::map<Hash32, std::vector<service::SentPack>> packs;
    html::Table table("Prepared here", {"Conference", "Planned for", "Tablet", "State"});
    for (const auto* draft : shown) {
        auto& sent = packs[draft->log_id];
        if (sent.empty() && draft->version > 0) sent = CPC_TRY(central_.packs(draft->log_id));
        const auto& opened = draft->content.opened;
        table.row({html::link(prepare_address(draft->id),
                              opened.family.empty() ? "Not named yet" : opened.family),
                   opened.planned_start.date.days == 0 ? words("no day yet")
                                                       : html::moment(opened.planned_start),
                   words(logs.at(draft->log_id).name), words(draft_state(*draft, sent))});
    }
    html::Form form("/prepare", asked.session.form_token);
    std::vector<html::Choice> kinds{{"", "Choose"}};
    const auto today = now().date;
    for (const auto& edition : intake_.library().editions()) {
        const auto& procedure = edition.rules.procedure;
        if (!central_.pairing().practice && !procedure.in_force(today)) continue;
        for (const auto& type : procedure.types)
            kinds.push_back({procedure.id + "/" + type.id, procedure.title + ": " + type.label});
    }
    std::vector<html::Choice> tablets{{"", "Choose"}};
    for (const auto& [id, log] : logs)
        if (!log.frozen) tablets.push_back({to_hex(id), log.name});
    form.choose({"kind",
                 "Procedure and kind of conference",
                 {},
                 asked.form.field("kind"),
                 error_of(asked, "kind"),
                 true},
                kinds);
    form.choose({"tablet", "Tablet it is held on",
                 "It is sealed to this tablet and cannot be opened on another.",
                 asked.form.field("tablet"), error_of(asked, "tablet"), true},
                tablets);
    return flaws_list(asked) + table.text("Nothing has been prepared here yet.") +
           html::heading("Prepare a conference") + form.text("Begin");
}

HttpResponse Pages::prepare_new(const Asked& asked) {
    Flaws flaws;
    const auto kind = asked.form.field("kind");
    const auto slash = kind.find('/');
    const auto* edition = intake_.library().by_id(kind.substr(0, slash));
    const auto type = slash == std::string::npos ? std::string{} : kind.substr(slash + 1);
    if (edition == nullptr || edition->rules.procedure.type(type) == nullptr)
        flaws.push_back({"kind", "Choose the procedure and the kind of conference."});
    const auto logs = logs_of(asked.scope());
    Draft draft;
    const auto bytes = from_hex(asked.form.field("tablet"));
    if (bytes && bytes->size() == draft.log_id.size())
        std::copy(bytes->begin(), bytes->end(), draft.log_id.begin());
    const bool there = logs && logs->count(draft.log_id) != 0;
    if (!there || logs->at(draft.log_id).frozen)
        flaws.push_back({"tablet", "Choose the tablet it is held on."});
    if (!flaws.empty()) return show_flawed(asked, "Prepare", &Pages::prepare_list, flaws);
    crypto::random_fill(draft.id.bytes);
    draft.by = asked.session.account.name;
    draft.content.opened.procedure = kind.substr(0, slash);
    draft.content.opened.type = type;
    draft.content.opened.planned_minutes = 90;
    return kept(asked, draft, "began to prepare ", prepare_address(draft.id));
}

// Written down first, as everything that is done here.
HttpResponse Pages::kept(const Asked& asked, Draft draft, const std::string& what,
                         const std::string& then) {
    auto& opened = draft.content.opened;
    if (const auto* edition = edition_of(draft)) {
        opened.procedure_hash = edition->rules.procedure.hash;
        opened.calendar_hash = edition->calendar_hash;
    }
    if (meeting::write_prepared(draft.content).size() > wire::pack_content_bytes_max ||
        !meeting::read_prepared(meeting::write_prepared(draft.content)))
        return show_flawed(asked, "Prepare", &Pages::prepare_one,
                           {{"", "This is more than can be sent to a tablet: at most " +
                                     std::to_string(limits::children_max) + " children, " +
                                     std::to_string(limits::people_max) +
                                     " people and short texts. It was not kept."}});
    draft.by = asked.session.account.name;
    const auto done = [&]() -> Result<void> {
        CPC_TRY(write_down(asked.session, what + prepare_address(draft.id)));
        return keep_draft(draft);
    }();
    if (!done)
        return show_flawed(asked, "Prepare", &Pages::prepare_one,
                           {{"",
                             "It could not be written down, so nothing was kept. What you "
                             "typed is still in the form: try again."}});
    return see(then);
}

// What still stands against sending it, each with where it is mended.
Flaws Pages::still_missing(const Draft& draft) {
    Flaws out;
    const auto* edition = edition_of(draft);
    if (edition == nullptr) {
        out.push_back({"", "Its procedure is not installed here any more."});
        return out;
    }
    const auto& procedure = edition->rules.procedure;
    const auto& content = draft.content;
    if (content.opened.family.empty() || content.opened.venue.empty() ||
        content.opened.planned_start.date.days == 0)
        out.push_back({"", "The conference: fill in the form below and press Keep."});
    else if (content.opened.planned_start.date < now().date)
        out.push_back({"date", "The conference: its day is over. Choose another."});
    if (content.children.empty()) out.push_back({"", "Children: add at least one."});
    if (content.people.empty()) out.push_back({"", "People: add those who are asked to come."});
    if (!central_.pairing().practice && !procedure.in_force(now().date))
        out.push_back({"", "This edition of the procedure is not in force today."});
    for (const auto& each : meeting::objections(content, edition->rules, now()))
        out.push_back(
            {"", part_name(content, each) + ": " + each.refusal.message +
                     (each.refusal.cites.empty() ? "" : " (" + each.refusal.cites + ")")});
    return out;
}

HttpResponse Pages::prepare_send(const Asked& asked, const Draft& found) {
    Draft draft = found;
    const auto again = [&](std::string why) {
        return show_flawed(asked, "Prepare", &Pages::prepare_one, {{"", std::move(why)}});
    };
    if (begun(draft))
        return again(
            "It has begun on the tablet. Nothing can take its place any more; the chair "
            "changes it there.");
    if (!still_missing(draft).empty())
        return again("It was not sent. What is still missing stands below.");
    const auto packs = central_.packs(draft.log_id);
    if (!packs) return again("The list of what was sent cannot be read. Nothing was sent.");
    const auto* newest = newest_of(*packs, draft.id);
    draft.content.opened.prepared_by = asked.session.account.name;
    const auto content = meeting::write_prepared(draft.content);
    const bool there = newest != nullptr && newest->content == content;
    draft.version = newest == nullptr ? 1 : newest->name.version + (there ? 0U : 1U);
    draft.changed = false;
    if (!write_down(asked.session, "sent " + prepare_address(draft.id) + " to log " +
                                       to_hex(draft.log_id).substr(0, 16)))
        return again("It could not be written down. Nothing was sent.");
    if (const auto sent = central_.send_pack(draft.log_id, draft.id, draft.version, content); !sent)
        return again(sent.error().text());
    return kept(asked, std::move(draft), "keeps as sent ", prepare_address(draft.id));
}

HttpResponse Pages::prepare_file(const Asked& asked, const Draft& draft) {
    const auto refuse = [&](std::string why) {
        return show_flawed(asked, "Prepare", &Pages::prepare_one, {{"", std::move(why)}});
    };
    const auto packs = central_.packs(draft.log_id);
    const auto* pack = packs ? newest_of(*packs, draft.id) : nullptr;
    if (pack == nullptr) return refuse("It was not sent yet, so there is no file of it.");
    if (!write_down(asked.session, "downloaded " + asked.request.target))
        return refuse("It could not be written down. Nothing was saved.");
    auto text = central_.pack_file(draft.log_id, pack->name.number, service::PackWay::stick);
    if (!text) return refuse(text.error().text());
    HttpResponse out;
    out.content_type = "text/plain; charset=utf-8";
    out.download_as = wire::pack_file_name(draft.id);
    out.body = std::move(*text);
    return out;
}

HttpResponse Pages::on_prepare(const Asked& asked) {
    if (!may_see(asked.session.account.role, Page::prepare))
        return show(asked, Page::prepare, "Prepare", &Pages::prepare_list);
    if (!refresh_drafts())
        return show_flawed(asked, "Prepare", &Pages::prepare_list,
                           {{"", "The list could not be read again."}});
    if (asked.parts.size() == 1)
        return asked.posts() ? prepare_new(asked)
                             : show(asked, Page::prepare, "Prepare", &Pages::prepare_list);
    const auto* draft = draft_of(asked);
    if (draft == nullptr)
        return show_flawed(asked, "Prepare", &Pages::prepare_list,
                           {{"", "There is no such conference, or it is not among yours."}});
    const std::string_view what = asked.parts.size() > 2 ? asked.parts[2] : std::string_view{};
    if (what == "send" && asked.posts()) return prepare_send(asked, *draft);
    if (what == "file" && !asked.posts()) return prepare_file(asked, *draft);
    if (asked.posts() && begun(*draft))
        return show_flawed(asked, "Prepare", &Pages::prepare_one,
                           {{"",
                             "It has begun on the tablet and cannot be changed here any "
                             "more."}});
    if (what == "child" || what == "person") return on_prepare_part(asked, *draft);
    if (asked.parts.size() > 2)
        return show_flawed(asked, "Prepare", &Pages::prepare_one, {{"", "There is no such page."}});
    return asked.posts() ? save_conference(asked, *draft)
                         : show(asked, Page::prepare, "Prepare", &Pages::prepare_one);
}

HttpResponse Pages::show_flawed(const Asked& asked, const std::string& title, Maker maker,
                                Flaws flaws) {
    const Asked again{asked.request, asked.session, asked.parts, asked.form, std::move(flaws)};
    const auto& all = again.flaws;
    const bool whole = all.size() == 1 && all.front().field.empty();
    const auto notice = whole ? all.front().words
                              : std::to_string(all.size()) +
                                    (all.size() == 1 ? " thing has" : " things have") +
                                    " to be mended. Nothing you typed is lost.";
    return show(again, Page::prepare, title, maker, notice, true);
}

std::string Pages::error_of(const Asked& asked, const std::string& field) {
    for (const auto& flaw : asked.flaws)
        if (flaw.field == field) return flaw.words;
    return {};
}

// At the head of the page, each with a way to its field.
std::string Pages::flaws_list(const Asked& asked) {
    std::vector<Markup> lines;
    for (const auto& flaw : asked.flaws) {
        if (asked.flaws.size() == 1 && flaw.field.empty()) return {};
        lines.push_back(flaw.field.empty() ? words(flaw.words)
                                           : html::link("#" + flaw.field, flaw.words));
    }
    return lines.empty() ? std::string{} : html::heading("To be mended") + html::list(lines);
}

}  // namespace cpc::centre
