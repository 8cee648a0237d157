// SPDX-License-Identifier: Apache-2.0
// Reports and drawings: what is on the stick, taking one of them in, and its pages. What goes wrong
// is said in the sheet and the meeting goes on.
#include <algorithm>
#include <array>

#include "app/kiosk/acts.hpp"
#include "app/meeting/material.hpp"
#include "app/view/decision_support.hpp"
#include "app/view/material.hpp"
#include "core/base/limits.hpp"

namespace cpc::kiosk {
namespace {

constexpr std::size_t files_shown_max = 60;

std::string sentence_of(const Error& error) {
    return error.advice.empty() ? error.what : error.what + " " + error.advice;
}

bool may_be_taken(const std::string& name) {
    constexpr std::array<std::string_view, 4> endings{".pdf", ".png", ".jpg", ".jpeg"};
    std::string lower;
    for (const char c : name)
        lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return name.front() != '.' && std::any_of(endings.begin(), endings.end(),
                                              [&](auto ending) { return lower.ends_with(ending); });
}

Result<std::vector<std::string>> files_on_stick(Files& files) {
    std::vector<std::string> out;
    const auto folder = CPC_TRY(find_stick(files));
    for (auto& name : CPC_TRY(files.list(folder)))
        if (!name.empty() && may_be_taken(name)) out.push_back(std::move(name));
    std::sort(out.begin(), out.end());
    out.resize(std::min(out.size(), files_shown_max));
    return out;
}

conference::MaterialTaken fact_of(const screen::TakeInDraft& draft) {
    conference::MaterialTaken taken;
    taken.kind = draft.kind.value_or(conference::MaterialKind::other);
    taken.title = view::trimmed(draft.label);
    taken.brought_by = draft.brought_by;
    if (taken.kind == conference::MaterialKind::report)
        taken.author = draft.author;
    else
        taken.children = draft.children;
    taken.professionals_only = draft.professionals_only;
    return taken;
}

Result<Pages*> reader_of(const Services& services) {
    if (services.pages != nullptr) return services.pages;
    return fail(Fault::unsupported, view::say("material.no_reader"));
}

// Opened before it is taken in: what cannot be shown is refused, and the stick still has it.
Result<meeting::Reply> take_in(const Services& services, meeting::Meeting& meeting,
                               const screen::TakeInDraft& draft) {
    auto& files = services.ports.files;
    const auto path = CPC_TRY(find_stick(files)) + "/" + draft.file;
    const auto file = read_whole(files, path, limits::material_bytes_max);
    if (!file)
        return fail(Fault::refused, view::say("material.cannot_read"), {},
                    view::say("material.nothing_taken"));
    CPC_TRY(meeting::acceptable(*file));
    auto taken = fact_of(draft);
    auto* reader = CPC_TRY(reader_of(services));
    taken.pages = CPC_TRY(reader->count(*file));
    return meeting.take_material(std::move(taken), *file);
}

// Empty: it is in the record.
std::string why_not(const Result<meeting::Reply>& reply) {
    if (!reply) return sentence_of(reply.error());
    const auto* refusal = std::get_if<conference::Refusal>(&*reply);
    return refusal == nullptr ? std::string{} : view::refusal_text(*refusal);
}

Result<PagePicture> picture_of(const Services& services, const meeting::Meeting& meeting,
                               const view::PageRef& wanted) {
    const auto file = CPC_TRY(meeting.material(wanted.material));
    auto* pages = CPC_TRY(reader_of(services));
    return pages->draw(file, {wanted.page, wanted.width_px, wanted.height_px});
}

}  // namespace

void look_at_stick(Shell& shell) {
    auto& facts = shell.drafts().material_facts;
    facts.busy = true;
    facts.looked = false;
    facts.problem.clear();
    auto* files = &shell.services().ports.files;
    const auto found = std::make_shared<Result<std::vector<std::string>>>();
    shell.look([files, found](meeting::Desk&) { *found = files_on_stick(*files); },
               [&shell, found] {
                   auto& now = shell.drafts().material_facts;
                   now.busy = false;
                   now.looked = true;
                   now.files = *found ? **found : std::vector<std::string>{};
                   now.problem = *found ? std::string{} : sentence_of(found->error());
               });
}

void take_material(Shell& shell) {
    if (shell.meeting() == nullptr) return;
    auto& facts = shell.drafts().material_facts;
    if (facts.busy) return;
    facts.busy = true;
    facts.problem.clear();
    const auto why = std::make_shared<std::string>();
    const auto draft = shell.drafts().material.take_in;
    const auto* services = &shell.services();
    shell.work(
        [services, draft, why](meeting::Desk&, meeting::Meeting* meeting) -> Result<void> {
            *why = why_not(take_in(*services, *meeting, draft));
            return {};
        },
        {},
        [&shell, draft, why] {
            auto& drafts = shell.drafts();
            drafts.material_facts.busy = false;
            drafts.material_facts.problem = *why;
            if (!why->empty()) return;
            drafts.material.take_in = {};
            drafts.material_facts.looked = false;
            shell.open_sheet(std::string{view::materials_sheet});
            shell.notice(view::NoticeKind::done,
                         view::say("material.done", {{"what", view::trimmed(draft.label)}}));
        });
}

void draw_page(Shell& shell) {
    auto* meeting = shell.meeting();
    auto& facts = shell.drafts().material_facts;
    const auto wanted = shell.drafts().material.wanted;
    if (meeting == nullptr || facts.drawing) return;
    facts.drawing = true;
    const auto* services = &shell.services();
    const auto drawn = std::make_shared<Result<PagePicture>>();
    shell.look([services, meeting, wanted,
                drawn](meeting::Desk&) { *drawn = picture_of(*services, *meeting, wanted); },
               [&shell, wanted, drawn] {
                   auto& now = shell.drafts().material_facts;
                   now.drawing = false;
                   now.shown = wanted;
                   now.picture.reset();
                   if (*drawn)
                       now.picture = std::make_shared<const PagePicture>(std::move(**drawn));
                   else
                       now.page_problem = sentence_of(drawn->error());
               });
}

}  // namespace cpc::kiosk
