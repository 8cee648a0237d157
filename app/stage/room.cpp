// SPDX-License-Identifier: Apache-2.0
#include "app/stage/room.hpp"

namespace cpc::stage {

bool of_the_room(view::Place place) {
    using view::Place;
    return place == Place::introductions || place == Place::information || place == Place::risk ||
           place == Place::decision || place == Place::plan || place == Place::close;
}

std::vector<std::string> above_the_room(std::span<const ui::Entry> entries) {
    std::vector<std::string> out;
    for (const auto& entry : entries) {
        const bool on_a_sheet = entry.layer > 0;
        const bool above = entry.level == ui::Level::professionals ||
                           (entry.level == ui::Level::chair && !on_a_sheet);
        if (above)
            out.push_back("level " + std::string{ui::level_name(entry.level)} +
                          " while family is in the room: " + entry.label);
    }
    return out;
}

}  // namespace cpc::stage
