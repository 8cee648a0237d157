// SPDX-License-Identifier: Apache-2.0
#include "app/locale/plural.hpp"

#include <array>
#include <optional>
#include <span>
#include <utility>

namespace cpc::locale {
namespace {

constexpr std::size_t forms_max = 6;
constexpr std::size_t rule_chars_max = 1000;
constexpr int depth_max = 50;
constexpr std::uint64_t number_max = 1'000'000;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

// From the weakest binding to the strongest: ?: || && == < + * !
class PluralParser {
  public:
    using Op = PluralRule::Op;
    explicit PluralParser(std::string_view text) : text_(text) {}

    [[nodiscard]] std::optional<std::vector<PluralRule::Step>> whole() {
        if (!choice(0)) return std::nullopt;
        blanks();
        if (!text_.empty()) return std::nullopt;
        return std::move(steps_);
    }

  private:
    struct Binary {
        std::string_view sign;
        Op op;
    };
    static constexpr std::size_t levels = 6;

    [[nodiscard]] static std::span<const Binary> level(std::size_t which) {
        static constexpr std::array either{Binary{"||", Op::either}};
        static constexpr std::array both{Binary{"&&", Op::both}};
        static constexpr std::array same{Binary{"==", Op::equal}, Binary{"!=", Op::unequal}};
        static constexpr std::array order{Binary{"<=", Op::at_most}, Binary{">=", Op::at_least},
                                          Binary{"<", Op::less}, Binary{">", Op::more}};
        static constexpr std::array sum{Binary{"+", Op::plus}, Binary{"-", Op::minus}};
        static constexpr std::array product{Binary{"*", Op::times}, Binary{"/", Op::over},
                                            Binary{"%", Op::rest}};
        const std::array<std::span<const Binary>, levels> all{either, both, same,
                                                              order,  sum,  product};
        return all.at(which);
    }

    void blanks() {
        while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\t'))
            text_.remove_prefix(1);
    }

    bool takes(std::string_view sign) {
        blanks();
        if (text_.substr(0, sign.size()) != sign) return false;
        text_.remove_prefix(sign.size());
        return true;
    }

    void put(Op op, std::uint64_t number = 0) { steps_.push_back({op, number}); }

    bool choice(int depth) {
        if (depth > depth_max || !binary(0, depth)) return false;
        if (!takes("?")) return true;
        if (!choice(depth + 1) || !takes(":") || !choice(depth + 1)) return false;
        put(Op::choose);
        return true;
    }

    bool binary(std::size_t which, int depth) {
        if (which == levels) return single(depth);
        if (!binary(which + 1, depth)) return false;
        for (;;) {
            const auto* found = sign_of(which);
            if (found == nullptr) return true;
            if (!binary(which + 1, depth)) return false;
            put(found->op);
        }
    }

    const Binary* sign_of(std::size_t which) {
        for (const auto& each : level(which))
            if (takes(each.sign)) return &each;
        return nullptr;
    }

    bool single(int depth) {
        if (depth > depth_max) return false;
        if (takes("!")) {
            if (!single(depth + 1)) return false;
            put(Op::negate);
            return true;
        }
        if (takes("(")) return choice(depth + 1) && takes(")");
        if (takes("n")) {
            put(Op::count);
            return true;
        }
        if (text_.empty() || !is_digit(text_.front())) return false;
        std::uint64_t number = 0;
        for (; !text_.empty() && is_digit(text_.front()); text_.remove_prefix(1)) {
            number = number * 10 + static_cast<std::uint64_t>(text_.front() - '0');
            if (number > number_max) return false;
        }
        put(Op::number, number);
        return true;
    }

    std::string_view text_;
    std::vector<PluralRule::Step> steps_;
};

Result<PluralRule> PluralRule::parse(std::string_view header) {
    const auto not_one = [] {
        return fail(Fault::malformed, "Plural-Forms is not \"nplurals=N; plural=EXPRESSION;\"");
    };
    constexpr std::string_view start = "nplurals=";
    constexpr std::string_view middle = "; plural=";
    const auto at = header.find(middle);
    if (header.size() > rule_chars_max || header.substr(0, start.size()) != start ||
        at != start.size() + 1 || !is_digit(header[start.size()]) || header.back() != ';')
        return not_one();
    PluralRule out;
    out.forms_ = static_cast<std::size_t>(header[start.size()] - '0');
    if (out.forms_ == 0 || out.forms_ > forms_max) return not_one();
    const auto rule = header.substr(at + middle.size());
    auto steps = PluralParser{rule.substr(0, rule.size() - 1)}.whole();
    if (!steps) return not_one();
    out.steps_ = std::move(*steps);
    return out;
}

std::uint64_t PluralRule::apply(Op op, std::uint64_t a, std::uint64_t b) {
    switch (op) {
        case Op::either:
            return a != 0 || b != 0 ? 1 : 0;
        case Op::both:
            return a != 0 && b != 0 ? 1 : 0;
        case Op::equal:
            return a == b ? 1 : 0;
        case Op::unequal:
            return a != b ? 1 : 0;
        case Op::less:
            return a < b ? 1 : 0;
        case Op::at_most:
            return a <= b ? 1 : 0;
        case Op::more:
            return a > b ? 1 : 0;
        case Op::at_least:
            return a >= b ? 1 : 0;
        case Op::plus:
            return a + b;
        case Op::minus:
            return a - b;
        case Op::times:
            return a * b;
        case Op::over:
            return b == 0 ? 0 : a / b;
        case Op::rest:
            return b == 0 ? 0 : a % b;
        case Op::number:
        case Op::count:
        case Op::choose:
        case Op::negate:
            break;
    }
    return 0;
}

std::size_t PluralRule::form_of(std::uint64_t n) const {
    std::vector<std::uint64_t> stack;
    stack.reserve(steps_.size());
    const auto pop = [&] {
        const auto top = stack.back();
        stack.pop_back();
        return top;
    };
    for (const auto& step : steps_) {
        if (step.op == Op::number || step.op == Op::count) {
            stack.push_back(step.op == Op::count ? n : step.number);
            continue;
        }
        const auto b = pop();
        if (step.op == Op::negate) {
            stack.push_back(b == 0 ? 1 : 0);
            continue;
        }
        const auto a = pop();
        if (step.op == Op::choose)
            stack.push_back(pop() != 0 ? a : b);
        else
            stack.push_back(apply(step.op, a, b));
    }
    const auto form = pop();
    return form < forms_ ? static_cast<std::size_t>(form) : forms_ - 1;
}

}  // namespace cpc::locale
