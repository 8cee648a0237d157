// SPDX-License-Identifier: Apache-2.0
#include "app/exports/access.hpp"

namespace cpc::exports {
namespace {

void add(std::vector<ExportFile>& files, const report::MadePaper& paper, const std::string& what,
         const std::string& reference, bool practice) {
    const auto name = (practice ? "TRAINING-" : "") + paper.kind + "-" + reference;
    for (const auto* ending : {".pdf", ".html"}) {
        ExportFile file;
        file.name = name + ending;
        file.text = std::string_view{ending} == ".pdf" ? std::string{text_of(ByteView(paper.pdf))}
                                                       : paper.html;
        file.what = practice ? what + ", TRAINING" : what;
        file.names_people = true;
        files.push_back(std::move(file));
    }
}

}  // namespace

Result<AccessFiles> access_export(meeting::Desk& desk, const meeting::Meeting& meeting,
                                  const conference::AccessRequest& request,
                                  const document::FontSet& fonts) {
    const auto papers = CPC_TRY(report::make_access(desk, meeting, request, fonts));
    const auto marks = marks_of(meeting.id(), desk.practice());
    AccessFiles out;
    out.count = papers.count;
    out.how = "asked for " + meeting.state().people.at(request.person).invited.name + ", " +
              report::capacity_words(request.capacity) + "; granted on: " + request.because;
    if (papers.copy)
        add(out.copy, *papers.copy,
            "Copy on a request for access: " + std::to_string(papers.count.whole) + " entries, " +
                std::to_string(papers.count.in_part) + " in part",
            marks.reference, marks.practice);
    for (const auto& given : papers.files) {
        ExportFile file;
        file.name = given.name;
        file.text = std::string{text_of(ByteView(given.bytes))};
        file.what = "File that was brought to the conference, given on a request for access";
        if (marks.practice) file.what += ", TRAINING";
        file.names_people = true;
        out.copy.push_back(std::move(file));
    }
    add(out.office, papers.list,
        "List for the office of what a request for access does not give: " +
            std::to_string(papers.count.withheld) + " entries, " +
            std::to_string(papers.count.in_part) + " in part",
        marks.reference, marks.practice);
    return out;
}

}  // namespace cpc::exports
