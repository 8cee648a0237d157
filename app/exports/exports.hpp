// SPDX-License-Identifier: Apache-2.0
// Which formats there are, and one file of any of them. The tables and the census come from maps
// (assets/exports/*.toml); calendar, daily lines and archive are code.
//
// What always holds: only closed conferences are exported; what comes out of a practice store says
// so in its name and inside.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/exports/archive.hpp"
#include "app/exports/table.hpp"
#include "app/meeting/desk.hpp"

namespace cpc::exports {

struct ExportFile {
    std::string name;  // no names of people: format and record reference
    std::string text;
    std::string what;              // one sentence for the record and for whoever asks
    std::vector<std::string> add;  // what a person must add
    bool names_people = false;
};

class Formats {
  public:
    // Every *.toml of the folder, in the order of their names.
    [[nodiscard]] static Result<Formats> load(Files& files, const std::string& folder);

    [[nodiscard]] const std::vector<procedure::ExportMap>& maps() const { return maps_; }
    [[nodiscard]] const procedure::ExportMap* map(std::string_view id) const;
    // The census that asks about conferences of this procedure; nothing: none does.
    [[nodiscard]] const procedure::ExportMap* census_for(std::string_view procedure_id) const;

  private:
    std::vector<procedure::ExportMap> maps_;
};

inline constexpr std::string_view calendar_format = "calendar";
inline constexpr std::string_view archive_format = "archive";
inline constexpr std::string_view daily_format = "daily-lines";
inline constexpr std::string_view register_format = "papers-register";

[[nodiscard]] Result<ExportFile> calendar_export(const meeting::Meeting& meeting, bool practice);
// The whole conference, entry by entry (archive.hpp).
[[nodiscard]] Result<ExportFile> archive_export(meeting::Desk& desk,
                                                const meeting::Meeting& meeting,
                                                RestrictedParts restricted);
// Who has which paper and who waits for one, line by line, as the record says now.
[[nodiscard]] Result<ExportFile> register_export(const meeting::Meeting& meeting, bool practice);
// A census's fragment; `daily`: the same facts as the daily interface's lines.
enum class CensusForm : std::uint8_t { fragment, daily };
[[nodiscard]] Result<ExportFile> census_export(const procedure::ExportMap& map,
                                               const meeting::Meeting& meeting, bool practice,
                                               CensusForm form);
// One table over several conferences; those of other procedures are stepped over. A worklist of
// plans also has those `withdrawn`.
[[nodiscard]] Result<ExportFile> table_export(const procedure::ExportMap& map,
                                              const std::vector<Facts>& conferences,
                                              const std::vector<PlanChange>& withdrawn,
                                              bool practice);

// That this file leaves, with its SHA-256: an entry of the record, made before the file is.
[[nodiscard]] Result<void> write_down(meeting::Desk& desk, const ExportFile& file,
                                      ConferenceId conference, std::string how);

[[nodiscard]] Result<Facts> closed_facts(const meeting::Meeting& meeting, bool practice);

}  // namespace cpc::exports
