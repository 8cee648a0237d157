// SPDX-License-Identifier: Apache-2.0
// A family to practise with: a scenario (assets/practice/families) whose beginning is done for the
// room, up to the line `practise`, and whose rest the room does by itself. The rest is one way the
// conference may go; the tests play it.
//
// What always holds: every date of the file is moved together, so that its conference is planned
// for now, whatever day it is; what is prepared goes through the same commands as everything else;
// and nothing is prepared in a record that is not marked as training.
//
// What it leaves out: PINs. Nobody has signed in when a room takes over.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/play/player.hpp"

namespace cpc::play {

struct Family {
    std::string id;                           // the file's name
    std::string name;                         // "Family Marrowby"
    std::string procedure;                    // id
    std::string type;                         // of its conference
    std::map<std::string, std::string> aims;  // by language; always in English
    std::size_t children = 0;
    conference::Stage begins{};  // where the room takes over
    std::size_t prepared = 0;    // so many acts are done for it
    Scenario scenario;

    [[nodiscard]] const std::string& aim(std::string_view language) const;
};

[[nodiscard]] Result<Family> read_family(std::string_view text, const std::string& file);

// Every *.txt of a folder, in the order of their names; none where there is no such folder.
[[nodiscard]] Result<std::vector<Family>> read_families(Files& files, const std::string& folder);

// Opens the family's conference in this record, planned for now. Fault::refused where the record is
// not one for training, or where the procedure says no to what the file does beforehand.
[[nodiscard]] Result<ConferenceId> prepare(const Family& family, meeting::Desk& desk);

}  // namespace cpc::play
