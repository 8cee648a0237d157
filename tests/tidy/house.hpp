// SPDX-License-Identifier: Apache-2.0
// The small rules of the house: licence headers, nothing of one machine, a README in each folder.
#pragma once

#include "tests/tidy/tree.hpp"

namespace cpc::tidy {

// Source, CMake, shell and TOML files name their licence within the first three lines.
[[nodiscard]] Findings check_licences(const std::vector<SourceFile>& files);

// Words of forbidden.txt (machine paths, registries) appear in no other file.
[[nodiscard]] Findings check_machine_words(const std::vector<SourceFile>& files,
                                           const SourceFile& forbidden);

// Every folder directly below core, app, platform, sync and tests that holds a file has a
// README.md.
[[nodiscard]] Findings check_readmes(const std::vector<SourceFile>& files);

}  // namespace cpc::tidy
