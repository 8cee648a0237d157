// SPDX-License-Identifier: Apache-2.0
// What read-aloud says besides what stands on the glass: the names of roles, times and dates in
// sentences. Replaced by the kiosk from its locale, like the rest of Words.
//
// {names} are filled in; a sentence without one of them simply leaves it out.
#pragma once

#include <array>
#include <string>

namespace cpc::ui {

struct SpokenWords {
    std::string language = "en";  // which voice is asked for
    // Behind a label: "Continue to risk, button."
    std::string heading = "heading", button = "button", chosen = "chosen", ticked = "ticked";
    std::string hold_button = "button to hold, or press Enter twice";
    std::string not_ticked = "not ticked", field = "field to write in", empty = "empty";
    std::string signature = "place to sign", has_signed = "signed";
    std::string done = "done", open = "open";
    std::string unavailable = "not available";
    std::string choice = "choice {n} of {all}", one_of = "{n} of {all}";
    std::string stage = "Stage {n} of {all}";
    std::string keys = "Keys to type with.";
    std::string private_part = "This part is private. Plug in headphones to hear it.";
    // Times and what stands between numbers.
    std::string full_hour = "{hour} o'clock", first_minutes = "{hour} oh {minute}";
    std::string time = "{hour} {minute}", until = "{from} to {to}", minutes = "minutes";
    std::array<std::string, 7> weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    // The button that reads, and what it says where there is no speech service.
    std::string read_aloud = "Read aloud";
    std::string no_voice = "Reading aloud is not available: the speech service does not answer.";
};

}  // namespace cpc::ui
