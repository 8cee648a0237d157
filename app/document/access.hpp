// SPDX-License-Identifier: Apache-2.0
// The two papers of a request for access to a record: the copy for whoever asks, and the list for
// staff of everything that is not in it, with why. The list is a paper of its own and names the
// copy only by its record; nothing of it is ever in the copy.
#pragma once

#include <string>
#include <vector>

#include "app/document/facts.hpp"
#include "core/base/result.hpp"

namespace cpc::document {

struct AccessRowFacts {
    std::string what;                // "Mother: spoke"
    std::string when;                // "10:24"
    std::vector<std::string> lines;  // "What was said: …"
    bool in_part = false;
};
struct AccessPartFacts {
    std::string title;  // the stage
    std::vector<AccessRowFacts> rows;
};
struct AccessHeldFacts {
    std::string entry;  // number, kind and whose; never the matter
    std::string part;   // "the whole entry", "reason"
    std::string why;
    std::string ground;
};
// A report or drawing that was brought as a file.
struct AccessFileFacts {
    std::string title;       // for the office
    std::string copy_title;  // for whoever asked; only of one that is given
    std::string name;        // of the file beside the copy; empty: it is not given
    std::string why, ground;
    bool put_aside = false;  // as the wrong file: no part of the conference
};
struct AccessFacts {
    std::string person, children;
    std::string capacity, because;                            // for the list of staff
    std::string entries, whole, in_part, withheld, no_words;  // how many
    std::vector<std::string> grounds;                         // each once, in words
    std::vector<AccessPartFacts> parts;
    std::vector<AccessHeldFacts> held;
    std::vector<AccessFileFacts> files;
    std::vector<std::string> unsettled;  // held back, and nobody has named an exception
    std::string cites;
};

[[nodiscard]] Result<Document> access_copy(const RecordFacts& facts, const AccessFacts& access);
[[nodiscard]] Result<Document> access_list(const RecordFacts& facts, const AccessFacts& access);

}  // namespace cpc::document
