// SPDX-License-Identifier: Apache-2.0
// The procedures and holiday lists on this tablet, each with the hash that a conference writes down
// when it opens. A conference finds its rules again by that hash, never by name alone.
//
// Several editions of one procedure may lie side by side. editions() and by_id() give the one that
// took effect last, for new conferences; by_hash() knows all of them, so that bringing a newer
// edition never alters a conference opened under an older one. With a day to go by, what is not in
// force on it is among the others: an edition that has ended is read and continued, never begun.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/meeting/trust.hpp"
#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/conference/rulebook.hpp"
#include "core/procedure/overlay.hpp"

namespace cpc::meeting {

struct Edition {
    conference::Rulebook rules;
    std::string calendar_hash;
    std::string text;           // the procedure file, byte for byte
    std::string calendar_text;  // the holiday list
};

// What a profession adds to a procedure, with its file byte for byte.
struct Addition {
    procedure::Overlay overlay;
    std::string text;
};

// Where procedures may come from besides the program's own assets.
struct Shelf {
    std::string assets;
    std::string installed;  // a folder of procedures brought later; empty or absent: none
    // The keys that may sign those. Nothing: nobody is asked who made a file, for practice and
    // tools only.
    std::optional<TrustedKeys> trusted;
    // The day for which new conferences are opened: an edition that begins later waits, and one
    // that has ended is not offered. Nothing, for practice and tools: everything is offered.
    std::optional<Date> today;
};

class Library {
  public:
    // Reads every procedures/*.toml below `assets` and the calendar each one names, without asking
    // who made them.
    [[nodiscard]] static Result<Library> load(Files& files, const std::string& assets);
    // The same with the installed ones. With `trusted`, what nobody answers for is left out, and
    // refused() says so.
    [[nodiscard]] static Result<Library> load(Files& files, const Shelf& shelf);

    [[nodiscard]] const Edition* by_id(std::string_view procedure_id) const;
    [[nodiscard]] const Edition* by_hash(std::string_view procedure_hash) const;
    // One of each procedure, for new conferences.
    [[nodiscard]] const std::vector<Edition>& editions() const { return editions_; }
    // The others: older, or not yet in force.
    [[nodiscard]] const std::vector<Edition>& other_editions() const { return others_; }
    // Overlays, one of each id: held to the same trust as procedures.
    [[nodiscard]] const std::vector<Addition>& additions() const { return additions_; }
    [[nodiscard]] const Addition* addition(std::string_view id) const;
    // Files that were left out, each with the reason.
    [[nodiscard]] const std::vector<Error>& refused() const { return refused_; }
    // The same for a screen: one plain sentence a file, by the file's own name.
    [[nodiscard]] std::vector<std::string> left_out_in_words() const;

    // One procedure file from anywhere, with the library's calendars.
    [[nodiscard]] static Result<Edition> load_edition(Files& files, const std::string& assets,
                                                      const std::string& file);

  private:
    [[nodiscard]] Result<void> read_folder(Files& files, const Shelf& shelf,
                                           const std::string& folder);
    [[nodiscard]] Result<void> read_overlays(Files& files, const Shelf& shelf,
                                             const std::string& folder);
    void take(Edition edition, const Shelf& shelf);
    void take(Addition addition, const Shelf& shelf);

    std::vector<Edition> editions_;
    std::vector<Edition> others_;
    std::vector<Addition> additions_;
    std::vector<Error> refused_;
};

// An edition out of its two texts, such as a conference's store keeps them. `file` is for messages.
[[nodiscard]] Result<Edition> read_edition(std::string text, std::string calendar_text,
                                           const std::string& file,
                                           const std::string& calendar_file);

// An overlay out of its text, its hash filled in.
[[nodiscard]] Result<Addition> read_addition(std::string text, const std::string& file);
// The edition with these overlays on it; it keeps its own hash and texts.
[[nodiscard]] Result<Edition> with_additions(const Edition& base,
                                             const std::vector<Addition>& additions);

// Where the program's assets are: $CPC_ASSETS, beside the program, or the build's own source tree.
[[nodiscard]] Result<std::string> find_assets(Files& files, const std::string& program_path);

}  // namespace cpc::meeting
