// SPDX-License-Identifier: Apache-2.0
#include "core/store/standing.hpp"

#include <array>

#include "core/record/paper_code.hpp"

namespace cpc::store {
namespace {

constexpr std::string_view first_words = "cpc-copy/v1 ";
constexpr std::size_t mark_bytes_max = 64U << 10U;
constexpr std::array kinds{CopyKind::backup, CopyKind::travelling, CopyKind::former};

}  // namespace

const char* copy_kind_name(CopyKind kind) {
    switch (kind) {
        case CopyKind::backup:
            return "backup";
        case CopyKind::travelling:
            return "travelling";
        case CopyKind::former:
            return "former";
    }
    return "backup";
}

Result<std::optional<CopyKind>> copy_kind(Files& files, const std::string& directory) {
    const auto path = directory + "/" + copy_mark_file;
    if (!files.exists(path)) return std::optional<CopyKind>{};
    const auto bytes = CPC_TRY(read_whole(files, path, mark_bytes_max));
    const auto text = text_of(bytes);
    const auto line = text.substr(0, text.find('\n'));
    for (const auto kind : kinds)
        if (line == std::string{first_words} + copy_kind_name(kind)) return std::optional{kind};
    return fail(Fault::malformed, "What marks this folder as a copy cannot be understood.", path,
                "Nothing was changed and nothing is recorded into it. \"cpc verify\" reads it.");
}

Result<void> write_copy_mark(Files& files, const std::string& directory, CopyKind kind,
                             const std::string& text) {
    const auto all = std::string{first_words} + copy_kind_name(kind) + "\n\n" + text;
    return write_whole(files, directory + "/" + copy_mark_file, view_of(all));
}

Result<void> refuse_copy(Files& files, const std::string& directory) {
    if (!CPC_TRY(copy_kind(files, directory))) return {};
    return Failure{only_a_copy(directory)};
}

Error only_a_copy(const std::string& directory) {
    return {Fault::refused, "This folder is a copy of a record and is not recorded into.",
            directory,
            "Nothing was changed. If it were, two records would go on under one name and neither "
            "could be trusted. \"cpc store restore\" makes a record in use out of it, \"cpc "
            "verify\" reads it."};
}

Error was_handed_over(const Hash32& heir, const std::string& directory) {
    return {Fault::refused,
            "This record was handed over to another tablet and is closed on this one.", directory,
            "It goes on where the arrival code is " + record::paper_code(heir) +
                ". Nothing was changed here; \"cpc verify\" still reads it."};
}

Error only_to_be_read(const std::string& directory) {
    return {Fault::refused,
            "This conference belongs to the record before this one, which was restored: it can be "
            "read, printed and sent, and nothing is added to it.",
            directory, "Open it again as a new conference to go on with it."};
}

}  // namespace cpc::store
