// SPDX-License-Identifier: Apache-2.0
// Papers of a closed conference, and the invitations to one that is prepared. A paper exists in
// memory only, until somebody saves it on purpose.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "app/exports/exports.hpp"
#include "app/kiosk/papers.hpp"
#include "app/report/enclosures.hpp"
#include "app/report/invitations.hpp"
#include "app/report/register.hpp"
#include "app/view/say.hpp"
#include "core/crypto/hash.hpp"

namespace cpc::kiosk {
namespace {

PersonId chair_of(const conference::State& state) {
    for (const auto& id : state.person_order)
        if (state.people.at(id).invited.group == conference::Group::chair) return id;
    return {};
}

// Two files leave the tablet, and each has its line.
Result<void> save(Files& files, const std::string& folder, meeting::Meeting& meeting,
                  const report::MadePaper& paper) {
    const auto page = view_of(paper.html);
    CPC_TRY(write_whole(files, folder + "/" + paper.file_name, paper.pdf));
    CPC_TRY(write_whole(files, folder + "/" + paper.html_name(), page));
    CPC_TRY(note_paper(meeting, paper, page, PaperWay::save));
    return note_paper(meeting, paper, paper.pdf, PaperWay::save);
}

}  // namespace

Result<void> note_paper(meeting::Meeting& meeting, const report::MadePaper& paper, ByteView file,
                        PaperWay way) {
    conference::DocumentIssued issued;
    issued.kind = paper.kind;
    issued.version = paper.version;
    issued.to = paper.to;
    issued.sha256 = crypto::sha256(file);
    issued.at = meeting.now();
    if (!paper.sight.child.empty()) issued.child = paper.sight.child;
    issued.readers = paper.sight.readers;
    if (!paper.language.empty()) issued.language = paper.language;
    // A file on a stick is given by hand, with or without a network (REQ-251).
    issued.route = way == PaperWay::save ? "by-hand" : way == PaperWay::print ? "printed" : "made";
    if (const auto chair = chair_of(meeting.state()); !chair.empty()) issued.sender = chair;
    const auto reply =
        CPC_TRY(meeting.submit(conference::Say<conference::DocumentIssued>{std::move(issued)}));
    if (const auto* refusal = std::get_if<conference::Refusal>(&reply))
        return fail(Fault::refused, refusal->message, refusal->rule);
    return {};
}

Result<Papers> papers_about(meeting::Desk& desk, const meeting::Meeting& meeting,
                            const std::string& about, const document::FontSet& fonts,
                            const report::Phrasebooks& books) {
    Papers out;
    out.made.push_back(CPC_TRY(report::make_paper(meeting, desk.practice(), about, fonts)));
    auto others = report::make_translations(meeting, desk.practice(), fonts, books);
    if (!others) {
        out.translated = Failure{std::move(others.error())};
        return out;
    }
    for (auto& other : *others)
        if (other.about == about + "/" + other.language) out.made.push_back(std::move(other));
    return out;
}

Result<std::string> find_stick(Files& files) {
    const char* user = std::getenv("USER");
    const std::string name = user == nullptr ? std::string{} : user;
    const std::array bases{"/media/" + name, "/run/media/" + name, std::string{"/media"}};
    for (const auto& base : bases) {
        if (!files.exists(base)) continue;
        const auto found = files.list(base);
        if (!found) continue;
        for (const auto& entry : *found) {
            // Mount points of drives that are always there, whether anything is in them or not.
            if (entry == name || entry.rfind("cdrom", 0) == 0 || entry.rfind("floppy", 0) == 0)
                continue;
            return base + "/" + entry;
        }
    }
    return fail(Fault::not_found, "no memory stick was found", {},
                "The record is safe on this tablet. Put a stick in and try again.");
}

void make_papers(Shell& shell, const std::string& about, PaperWay way) {
    if (!report::can_make(about.substr(0, about.find('/')))) {
        shell.notice(view::NoticeKind::refused, view::say("closed.cannot-make"));
        return;
    }
    auto* files = &shell.services().ports.files;
    const auto* books = &shell.services().phrasebooks;
    shell.work(
        [about, way, files, books](meeting::Desk& desk, meeting::Meeting* meeting) -> Result<void> {
            const auto folder = way == PaperWay::save ? CPC_TRY(find_stick(*files)) : std::string{};
            const auto fonts = CPC_TRY(document::FontSet::open());
            if (way != PaperWay::save) {
                const auto paper =
                    CPC_TRY(report::make_paper(*meeting, desk.practice(), about, fonts));
                return note_paper(*meeting, paper, paper.pdf, way);
            }
            // The same in the languages that its readers read, beside the English one.
            const auto papers = CPC_TRY(papers_about(desk, *meeting, about, fonts, *books));
            for (const auto& paper : papers.made)
                CPC_TRY(save(*files, folder, *meeting, paper));
            return papers.translated;
        },
        view::say(way == PaperWay::save ? "closed.saved-paper" : "closed.made-paper"),
        [&shell] { shell.close_sheet(); });
}

void save_calendar(Shell& shell) {
    auto* files = &shell.services().ports.files;
    shell.work(
        [files](meeting::Desk& desk, meeting::Meeting* meeting) -> Result<void> {
            const auto folder = CPC_TRY(find_stick(*files));
            const auto file = CPC_TRY(exports::calendar_export(*meeting, desk.practice()));
            CPC_TRY(exports::write_down(desk, file, meeting->id(), "saved to a stick"));
            return write_whole(*files, folder + "/" + file.name, view_of(file.text));
        },
        view::say("closed.saved-dates"));
}

void save_register(Shell& shell) {
    auto* files = &shell.services().ports.files;
    shell.work(
        [files](meeting::Desk& desk, meeting::Meeting* meeting) -> Result<void> {
            const auto folder = CPC_TRY(find_stick(*files));
            const auto fonts = CPC_TRY(document::FontSet::open());
            const auto paper = CPC_TRY(report::make_register(*meeting, desk.practice(), fonts));
            return save(*files, folder, *meeting, paper);
        },
        view::say("register.saved"));
}

void save_invitations(Shell& shell) {
    auto* files = &shell.services().ports.files;
    const auto* books = &shell.services().phrasebooks;
    shell.work(
        [files, books](meeting::Desk& desk, meeting::Meeting* meeting) -> Result<void> {
            const auto folder =
                CPC_TRY(find_stick(*files)) + "/invitations-" + meeting->id().hex().substr(0, 8);
            CPC_TRY(files->make_directories(folder));
            const auto fonts = CPC_TRY(document::FontSet::open());
            for (const auto& letter :
                 CPC_TRY(report::make_invitations(*meeting, desk.practice(), fonts)))
                CPC_TRY(save(*files, folder, *meeting, letter));
            for (const auto& enclosure :
                 CPC_TRY(report::make_enclosures(*meeting, desk.practice(), fonts)))
                CPC_TRY(save(*files, folder, *meeting, enclosure));
            for (const auto& leaflet : CPC_TRY(
                     report::make_translated_leaflets(*meeting, desk.practice(), fonts, *books)))
                CPC_TRY(save(*files, folder, *meeting, leaflet));
            return {};
        },
        view::say("prepare.saved_letters"));
}

}  // namespace cpc::kiosk
