// SPDX-License-Identifier: Apache-2.0
// Everything that is wrong in a procedure file, at once. load_procedure stops at the first mistake;
// an author wants the whole list.
//
// A file that is no TOML has one complaint, because nothing after it can be read. One whose shape
// does not fit the schema has all complaints about its shape; only a file of the right shape is
// asked whether what it says fits together. Each Error has a place ("file:line:column"), what is
// wrong, and what to write instead. Empty: the file loads. An overlay is held against what an
// overlay may say; whether it goes with a base is said when it is attached.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace cpc::procedure {

[[nodiscard]] std::vector<Error> complaints_about(std::string_view text,
                                                  std::string_view file_name);

// A file that names "regions" it may be attached in, and no region of its own.
[[nodiscard]] bool looks_like_overlay(std::string_view text);

}  // namespace cpc::procedure
