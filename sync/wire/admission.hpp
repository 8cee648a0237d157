// SPDX-License-Identifier: Apache-2.0
// Who may let a tablet in: two of the custodians, each with a key of their own that is on no
// machine of central's. Two files, both signed notes (record/note.hpp) that go from hand to hand:
//
//     the custodians   who they are, for one central; signed by two of them, or, where there were
//                      others before, by two of those
//     an admission     that this tablet may be enrolled at this central until a day; signed by two
//
// What always holds: the tablet's own file stands in the admission whole, so that what was signed
// is the key and log that get in; one person counts once, however often they sign; both files are
// read in one form only. Which signatures count is asked with agreed(); reading asks nobody.
//
// Left out: what happens to a tablet later. Central can take nothing more from one at the word of a
// single person (revoke), because a stolen tablet does not wait for two.
#pragma once

#include <string>
#include <vector>

#include "core/base/time.hpp"
#include "core/record/note.hpp"
#include "sync/wire/pairing.hpp"

namespace cpc::wire {

inline constexpr std::size_t custodians_min = 3, custodians_max = 9, signatures_needed = 2;
inline constexpr std::size_t admission_bytes_max = 65'536;

struct Custodians {
    std::string central;  // its name, as in central.json
    std::vector<record::VerifierKey> members;
};
[[nodiscard]] Result<std::string> custodians_text(const Custodians& custodians);
[[nodiscard]] Result<Custodians> read_custodians(const record::Note& note);

struct Admission {
    std::string central;
    std::string region;           // may be empty
    Date enrol_by;                // the last day on which it counts
    Bytes device_file;            // device.json
    DeviceRegistration device{};  // what stands in it
};
[[nodiscard]] Result<std::string> admission_text(const Admission& admission);
[[nodiscard]] Result<Admission> read_admission(const record::Note& note);
// By the first line.
[[nodiscard]] bool is_admission(const record::Note& note);

// A note of one of the two kinds, from a file.
[[nodiscard]] Result<record::Note> read_signed(ByteView file);
// How many different members have signed it, rightly.
[[nodiscard]] std::size_t agreed(const record::Note& note, const Custodians& custodians);

}  // namespace cpc::wire
