// SPDX-License-Identifier: Apache-2.0
// Papers to a printer. The list of them survives a restart, a paper itself is only ever in memory;
// that one goes out is an entry before it goes, that it was taken one after.
#include <algorithm>
#include <memory>

#include "app/kiosk/papers.hpp"
#include "app/kiosk/print_queue.hpp"
#include "app/view/say.hpp"
#include "core/crypto/hash.hpp"

namespace cpc::kiosk {
namespace {

using view::PrintingFacts;
using view::PrintLine;
using view::PrintStand;

constexpr const char* queue_row = "print.queue";
constexpr const char* printer_row = "print.printer";

Result<PrintQueue> kept_queue(meeting::Desk& desk) {
    const auto kept = CPC_TRY(desk.state(queue_row));
    return PrintQueue::read(kept ? *kept : std::string{});
}

Result<void> keep(meeting::Desk& desk, const PrintQueue& queue) {
    return desk.put_state(queue_row, queue.write());
}

// Which printers there are and which of them is meant: the one that was chosen here, else the
// service's usual one, else the first that takes papers.
Result<PrintingFacts> look_round(meeting::Desk& desk, Printers* printers) {
    PrintingFacts facts;
    facts.asked = facts.known = true;
    if (printers == nullptr) return facts;
    auto found = printers->list();
    if (!found) {
        facts.service = found.error().fault != Fault::not_found;
        return facts;
    }
    facts.service = true;
    facts.printers = std::move(*found);
    const auto kept = CPC_TRY(desk.state(printer_row));
    const auto choose = [&](auto wanted) {
        if (!facts.chosen.empty()) return;
        const auto one = std::find_if(facts.printers.begin(), facts.printers.end(), wanted);
        if (one != facts.printers.end()) facts.chosen = one->name;
    };
    choose([&](const PrinterFound& each) { return kept && each.name == *kept; });
    choose([](const PrinterFound& each) { return each.usual; });
    choose([](const PrinterFound& each) { return each.accepts; });
    return facts;
}

struct Press {
    meeting::Desk& desk;
    meeting::Meeting& meeting;
    Printers* printers;
    const report::Phrasebooks& books;
    PrintQueue queue;
    PrintingFacts facts;
    std::vector<report::MadePaper> made;  // once for all lines of a copy

    // Made afresh from the record.
    Result<report::MadePaper> paper(const std::string& about) {
        for (const auto& each : made)
            if (each.about == about) return each;
        const auto fonts = CPC_TRY(document::FontSet::open());
        // A line in a second language carries it behind the copy's own name.
        for (const auto& name : {about, about.substr(0, about.rfind('/'))}) {
            auto papers = papers_about(desk, meeting, name, fonts, books);
            if (!papers) continue;
            made = std::move(papers->made);
            for (const auto& each : made)
                if (each.about == about) return each;
            CPC_TRY(papers->translated);
        }
        return fail(Fault::not_found, "this conference has no such paper any more", about,
                    "Take it off the list.");
    }

    Result<void> note(PrintLine& line) {
        if (line.noted) return {};
        const auto one = CPC_TRY(paper(line.about));
        CPC_TRY(note_paper(meeting, one, one.pdf, PaperWay::print));
        line.noted = true;
        return keep(desk, queue);
    }

    Result<void> hand(PrintLine& line) {
        if (facts.chosen.empty()) return {};  // it waits
        const auto one = CPC_TRY(paper(line.about));
        record::Exported leaves;
        leaves.what = "Paper " + line.about;
        leaves.how = "to the printer " + facts.chosen;
        leaves.conference = meeting.id();
        leaves.sha256 = crypto::sha256(one.pdf);
        CPC_TRY(desk.write_down(leaves));
        line.printer = facts.chosen;
        line.stand = PrintStand::handing;
        line.at = meeting.now().clock();
        line.job = 0;
        line.why.clear();
        CPC_TRY(keep(desk, queue));
        // Nobody's name: the service shows it to whoever asks.
        const auto answer = printers->print(
            line.printer, meeting.id().hex().substr(0, 8) + " " + one.kind, one.pdf);
        line.job = answer.job;
        line.why = answer.why;
        line.stand = answer.how == Handed::accepted  ? PrintStand::at_printer
                     : answer.how == Handed::refused ? PrintStand::refused
                                                     : PrintStand::unsure;
        CPC_TRY(keep(desk, queue));
        return answer.how == Handed::accepted ? note(line) : Result<void>{};
    }

    // How far the papers have come that the service has.
    Result<void> follow() {
        if (printers == nullptr || !facts.service) return {};
        for (auto& line : queue.lines()) {
            if (line.stand != PrintStand::at_printer && line.stand != PrintStand::stopped) continue;
            const auto before = line.stand;
            const auto state = printers->look(line.printer, line.job);
            if (state)
                take_job_state(line, *state);
            else if (state.error().fault == Fault::not_found)
                line.stand = PrintStand::unsure;  // the service forgot it
            if (line.stand != before) line.at = meeting.now().clock();
        }
        return keep(desk, queue);
    }
};

using PrinterAct = std::function<Result<void>(Press&)>;

// Does it, looks how far the others are, and shows the list.
void press(Shell& shell, PrinterAct act) {
    auto* printers = shell.services().printers;
    const auto* books = &shell.services().phrasebooks;
    auto shown = std::make_shared<PrintingFacts>();
    shell.work(
        [act = std::move(act), printers, books, shown](meeting::Desk& desk,
                                                       meeting::Meeting* meeting) -> Result<void> {
            Press press{desk,
                        *meeting,
                        printers,
                        *books,
                        CPC_TRY(kept_queue(desk)),
                        CPC_TRY(look_round(desk, printers)),
                        {}};
            CPC_TRY(press.follow());
            const auto done = act(press);
            press.facts.lines = press.queue.lines();
            *shown = std::move(press.facts);
            return done;
        },
        {},
        [&shell, shown] {
            shell.drafts().printing = *shown;
            shell.open_sheet(std::string{view::printing_sheet});
        });
}

}  // namespace

void print_paper(Shell& shell, const std::string& about) {
    if (!report::can_make(about.substr(0, about.find('/')))) {
        shell.notice(view::NoticeKind::refused, view::say("closed.cannot-make"));
        return;
    }
    press(shell, [about](Press& press) -> Result<void> {
        const auto fonts = CPC_TRY(document::FontSet::open());
        auto papers = CPC_TRY(papers_about(press.desk, press.meeting, about, fonts, press.books));
        press.made = std::move(papers.made);
        std::vector<std::string> ids;
        for (const auto& each : press.made) {
            const auto& line = press.queue.add(press.meeting.id(), each.about);
            // One that is on its way, or may have come out, is shown and not sent again.
            if (line.stand == PrintStand::waiting) ids.push_back(line.id);
        }
        CPC_TRY(keep(press.desk, press.queue));
        for (const auto& id : ids)
            CPC_TRY(press.hand(*press.queue.find(id)));
        return papers.translated;
    });
}

void print_again(Shell& shell, const std::string& id) {
    press(shell, [id](Press& press) -> Result<void> {
        auto* line = press.queue.find(id);
        const bool ours = line != nullptr && line->conference == press.meeting.id();
        const bool on_its_way =
            ours && (line->stand == PrintStand::at_printer || line->stand == PrintStand::stopped);
        return ours && !on_its_way ? press.hand(*line) : Result<void>{};
    });
}

void print_done(Shell& shell, const std::string& id) {
    press(shell, [id](Press& press) -> Result<void> {
        auto* line = press.queue.find(id);
        if (line == nullptr || line->conference != press.meeting.id()) return {};
        line->stand = PrintStand::printed;
        line->at = press.meeting.now().clock();
        CPC_TRY(keep(press.desk, press.queue));
        return press.note(*line);
    });
}

void print_drop(Shell& shell, const std::string& id) {
    press(shell, [id](Press& press) -> Result<void> {
        const auto* line = press.queue.find(id);
        if (line == nullptr || line->conference != press.meeting.id()) return {};
        press.queue.drop(id);
        return keep(press.desk, press.queue);
    });
}

void use_printer(Shell& shell, const std::string& name) {
    press(shell, [name](Press& press) -> Result<void> {
        CPC_TRY(press.desk.put_state(printer_row, name));
        press.facts.chosen = name;
        return {};
    });
}

void look_at_printer(Shell& shell) {
    press(shell, [](Press&) -> Result<void> { return {}; });
}

Result<PrintingFacts> printer_facts(meeting::Desk& desk, Printers* printers) {
    return look_round(desk, printers);
}

}  // namespace cpc::kiosk
