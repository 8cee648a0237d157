// SPDX-License-Identifier: Apache-2.0
// What the delivered procedures and the list of refusals say about requirements.
//
// Both are read as text. The checker links nothing of what it checks, so it also works on a tree
// that does not compile; a procedure that is no good TOML is core/procedure's to refuse, here it
// gives no rules or odd ones.
#pragma once

#include "tests/tidy/tree.hpp"

namespace cpc::tidy {

// A part of a delivered procedure that carries a requirement.
struct CarriedRule {
    std::string procedure;  // the file's stem, "torbay-cpp"
    std::string rule;       // "chair.independent"; a point: "stage.risk/degrees-of-risk"
    std::string requirement;
    std::size_t line{};  // where its table begins
};

// A row of core/conference/refusal.cpp.
struct RefusalRow {
    std::string rule;
    std::vector<std::string> requirements;  // the alternatives, then the others that say the same
    std::size_t line{};
};

[[nodiscard]] bool is_delivered(std::string_view path);
[[nodiscard]] std::vector<CarriedRule> carried_by(const SourceFile& procedure);
[[nodiscard]] std::vector<RefusalRow> refusals_of(const SourceFile& refusal_source);

}  // namespace cpc::tidy
