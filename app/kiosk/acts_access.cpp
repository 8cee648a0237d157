// SPDX-License-Identifier: Apache-2.0
// A request for access to the record of a conference that is over, to a stick. The copy and the
// office's list are two acts and two folders.
#include <algorithm>

#include "app/exports/access.hpp"
#include "app/kiosk/acts.hpp"
#include "app/view/say.hpp"

namespace cpc::kiosk {
namespace {

// "person|capacity|because"
Result<conference::AccessRequest> request_of(const std::string& about) {
    const auto first = about.find('|');
    const auto second = about.find('|', first == std::string::npos ? first : first + 1);
    if (second == std::string::npos) return fail(Fault::malformed, "no such request");
    conference::AccessRequest request;
    const auto person = from_hex(about.substr(0, first));
    const auto capacity = conference::capacity_from(about.substr(first + 1, second - first - 1));
    if (!person || person->size() != request.person.bytes.size() || !capacity)
        return fail(Fault::malformed, "no such request");
    std::copy(person->begin(), person->end(), request.person.bytes.begin());
    request.capacity = *capacity;
    request.because = about.substr(second + 1);
    return request;
}

}  // namespace

void save_access(Shell& shell, const std::string& about, AccessPart part) {
    auto* files = &shell.services().ports.files;
    shell.work(
        [about, part, files](meeting::Desk& desk, meeting::Meeting* meeting) -> Result<void> {
            const auto request = CPC_TRY(request_of(about));
            const auto stick = CPC_TRY(find_stick(*files));
            const auto fonts = CPC_TRY(document::FontSet::open());
            const auto made = CPC_TRY(exports::access_export(desk, *meeting, request, fonts));
            const bool copy = part == AccessPart::copy;
            const auto& wanted = copy ? made.copy : made.office;
            if (wanted.empty())
                return fail(Fault::refused, "There is nothing that may be given to this person.",
                            {}, "Nothing was saved. The list for the office says why.");
            const auto folder =
                stick + "/" + std::string{copy ? exports::copy_folder : exports::office_folder};
            CPC_TRY(files->make_directories(folder));
            for (const auto& file : wanted) {
                CPC_TRY(exports::write_down(desk, file, meeting->id(),
                                            "saved to a stick; " + made.how));
                CPC_TRY(write_whole(*files, folder + "/" + file.name, view_of(file.text)));
            }
            return {};
        },
        view::say(part == AccessPart::copy ? "access.copy_saved" : "access.list_saved"));
}

}  // namespace cpc::kiosk
