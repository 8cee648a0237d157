// SPDX-License-Identifier: Apache-2.0
// The files of a request for access: the copy for whoever asks, and apart from it the list for the
// office (app/report/access.hpp). They go into two folders, so that one cannot be handed out with
// the other by carrying a folder over.
#pragma once

#include <vector>

#include "app/exports/exports.hpp"
#include "app/report/access.hpp"

namespace cpc::exports {

inline constexpr std::string_view access_format = "access";
inline constexpr std::string_view copy_folder = "for-whoever-asked";
inline constexpr std::string_view office_folder = "for-the-office-only";

struct AccessFiles {
    std::vector<ExportFile> copy;    // PDF, HTML and the files it names; none: nothing to give
    std::vector<ExportFile> office;  // PDF and HTML of the list
    conference::AccessCount count;
    std::string how;  // for the record: who asked, in which capacity, granted on what
};

[[nodiscard]] Result<AccessFiles> access_export(meeting::Desk& desk,
                                                const meeting::Meeting& meeting,
                                                const conference::AccessRequest& request,
                                                const document::FontSet& fonts);

}  // namespace cpc::exports
