// SPDX-License-Identifier: Apache-2.0
#include "core/base/result.hpp"

namespace cpc {

std::string_view fault_name(Fault fault) {
    switch (fault) {
        case Fault::not_found: return "not-found";
        case Fault::unreadable: return "unreadable";
        case Fault::malformed: return "malformed";
        case Fault::damaged: return "damaged";
        case Fault::forged: return "forged";
        case Fault::wrong_secret: return "wrong-secret";
        case Fault::locked_out: return "locked-out";
        case Fault::refused: return "refused";
        case Fault::no_space: return "no-space";
        case Fault::io: return "io";
        case Fault::unsupported: return "unsupported";
        case Fault::network: return "network";
        case Fault::conflict: return "conflict";
        case Fault::exhausted: return "exhausted";
    }
    return "unknown";
}

std::string Error::text() const {
    std::string out = what;
    if (!where.empty()) out += " (" + where + ")";
    if (!out.empty() && out.back() != '.' && out.back() != '?') out += ".";
    if (!advice.empty()) out += " " + advice;
    return out;
}

}  // namespace cpc
