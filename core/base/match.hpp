// SPDX-License-Identifier: Apache-2.0
// match(variant, lambda…): one lambda for each alternative and no catch-all, so that a new
// alternative does not compile until every reader has thought about it.
#pragma once

#include <utility>
#include <variant>

namespace cpc {

template <class... Lambdas>
struct Overloaded : Lambdas... {
    using Lambdas::operator()...;
};
template <class... Lambdas>
Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

template <class Variant, class... Lambdas>
decltype(auto) match(Variant&& variant, Lambdas&&... lambdas) {
    return std::visit(Overloaded{std::forward<Lambdas>(lambdas)...},
                      std::forward<Variant>(variant));
}

}  // namespace cpc
