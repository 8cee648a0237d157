// SPDX-License-Identifier: Apache-2.0
// Which form of a text goes with a number: the C expression over n that a catalogue carries in its
// Plural-Forms header, as gettext defines it. English has two forms, Welsh six.
//
// What always holds: a rule is read whole or refused; evaluating never fails, takes no longer than
// the rule is long, and gives a number below `forms` (a division by zero counts as zero; a rule
// that points past its forms gives the last one).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace cpc::locale {

class PluralRule {
  public:
    // "nplurals=2; plural=(n != 1);"
    [[nodiscard]] static Result<PluralRule> parse(std::string_view header);

    [[nodiscard]] std::size_t forms() const { return forms_; }
    [[nodiscard]] std::size_t form_of(std::uint64_t n) const;

  private:
    friend class PluralParser;
    enum class Op : std::uint8_t {
        number,
        count,
        choose,
        either,
        both,
        equal,
        unequal,
        less,
        at_most,
        more,
        at_least,
        plus,
        minus,
        times,
        over,
        rest,
        negate
    };
    struct Step {
        Op op{};
        std::uint64_t number = 0;
    };
    [[nodiscard]] static std::uint64_t apply(Op op, std::uint64_t a, std::uint64_t b);

    std::size_t forms_ = 0;
    std::vector<Step> steps_;  // operands before their operator
};

}  // namespace cpc::locale
