// SPDX-License-Identifier: Apache-2.0
// Papers of a closed conference. A paper exists in memory only, until somebody saves it on purpose.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "app/kiosk/acts.hpp"
#include "app/report/papers.hpp"
#include "app/view/say.hpp"
#include "core/crypto/hash.hpp"

namespace cpc::kiosk {
namespace {

std::string recipients_of(const procedure::Procedure& procedure, const std::string& kind,
                          const std::string& version) {
    std::string words;
    for (const auto& rule : procedure.documents) {
        if (rule.kind != kind || rule.version != version) continue;
        for (const auto to : rule.to)
            words += (words.empty() ? "" : " ") + std::string{procedure::recipient_word(to)};
    }
    return words;
}

Result<std::vector<report::MadePaper>> papers_for(meeting::Desk& desk, meeting::Meeting& meeting,
                                                  const std::string& kind,
                                                  const std::string& version) {
    const auto fonts = CPC_TRY(document::FontSet::open());
    std::vector<report::MadePaper> papers;
    if (kind == "dissent-receipt") {  // one for each person, so all are made and these are kept
        for (auto& paper : CPC_TRY(report::make_all(meeting, desk.practice(), fonts)))
            if (paper.kind == kind) papers.push_back(std::move(paper));
        return papers;
    }
    papers.push_back(CPC_TRY(report::make_paper(meeting, desk.practice(), kind, version, fonts)));
    papers.back().to = recipients_of(meeting.rules().procedure, kind, version);
    return papers;
}

Result<void> write_down(meeting::Meeting& meeting, const report::MadePaper& paper) {
    conference::DocumentIssued issued;
    issued.kind = paper.kind;
    issued.version = paper.version;
    issued.to = paper.to;
    issued.sha256 = crypto::sha256(paper.pdf);
    issued.at = meeting.now();
    const auto reply =
        CPC_TRY(meeting.submit(conference::Say<conference::DocumentIssued>{std::move(issued)}));
    if (const auto* refusal = std::get_if<conference::Refusal>(&reply))
        return fail(Fault::refused, refusal->message, refusal->rule);
    return {};
}

}  // namespace

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
    const auto slash = about.find('/');
    const auto kind = about.substr(0, slash);
    const auto version = slash == std::string::npos ? std::string{} : about.substr(slash + 1);
    if (!report::can_make(kind)) {
        shell.notice(view::NoticeKind::refused, view::say("closed.cannot-make"));
        return;
    }
    auto* files = &shell.services().ports.files;
    shell.work(
        [kind, version, way, files](meeting::Desk& desk,
                                    meeting::Meeting* meeting) -> Result<void> {
            const auto folder = way == PaperWay::save ? CPC_TRY(find_stick(*files)) : std::string{};
            for (const auto& paper : CPC_TRY(papers_for(desk, *meeting, kind, version))) {
                if (way == PaperWay::save)
                    CPC_TRY(write_whole(*files, folder + "/" + paper.file_name, paper.pdf));
                CPC_TRY(write_down(*meeting, paper));
            }
            return {};
        },
        view::say(way == PaperWay::save ? "closed.saved-paper" : "closed.made-paper"),
        [&shell] { shell.close_sheet(); });
}

}  // namespace cpc::kiosk
