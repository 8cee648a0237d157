// SPDX-License-Identifier: Apache-2.0
// How a function says that the world failed: a Result holds a value or an Error.
//
// Three ways to fail are never mixed. A Refusal (core/conference) is the procedure saying no. An
// Error (here) is the world failing: a full disk, a wrong key, a damaged file. A defect is our own
// mistake and ends the program through CPC_CHECK. Nothing throws.
//
// An Error carries ids, numbers and plain sentences, never names or case text: it may reach a log.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace cpc {

// What kind of thing failed. Closed on purpose: every reader decides what each one means to it.
enum class Fault : std::uint8_t {
    not_found,       // the thing asked for is not there
    unreadable,      // it is there and cannot be read (permission, medium)
    malformed,       // it can be read and is not what it claims to be
    damaged,         // it was whole once: a digest, tag or root does not fit
    forged,          // a signature does not fit, or the signer may not sign this
    wrong_secret,    // passphrase, PIN or key does not open it
    locked_out,      // too many tries; try again later
    refused,         // a limit or rule of ours says no
    no_space,        // the disk is full
    io,              // the medium failed; what was acknowledged before is safe
    unsupported,     // a version or feature this program does not know
    network,         // the other end cannot be reached or broke off
    conflict,        // two histories that cannot both be true
    exhausted,       // memory, descriptors or another resource of the machine ran out
};

[[nodiscard]] std::string_view fault_name(Fault fault);

struct Error {
    Fault fault{};
    std::string what;   // one plain sentence: what happened
    std::string where;  // file:line, byte offset, entry number; empty if there is no place
    std::string advice; // what is safe and what to do now; empty if the caller knows better

    [[nodiscard]] std::string text() const;  // "what (where). advice"
};

template <class T>
using Result = tl::expected<T, Error>;
using Failure = tl::unexpected<Error>;

[[nodiscard]] inline Failure fail(Fault fault, std::string what, std::string where = {},
                                  std::string advice = {}) {
    return Failure{Error{fault, std::move(what), std::move(where), std::move(advice)}};
}

namespace detail {
template <class T>
T take(Result<T>&& result) {
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}
}  // namespace detail

}  // namespace cpc

// Gives the value, or returns the Error to the caller. A statement expression: both compilers of
// ours have it, and nothing else reads as plainly at the call.
#define CPC_TRY(expression)                                                  \
    __extension__({                                                          \
        auto cpc_result_ = (expression);                                     \
        if (!cpc_result_) return ::cpc::Failure{std::move(cpc_result_.error())}; \
        ::cpc::detail::take(std::move(cpc_result_));                         \
    })
