// SPDX-License-Identifier: Apache-2.0
// The home screen's lines: one for each conference, kept ready so that neither opening a tablet nor
// showing its list reads every conference that was ever held on it.
//
// A line is made from a conference's entries and from nothing else. It is kept as a row of the
// vault's small state, together with how many entries it was made from, the last one's number, the
// root of the record just after it and how many erasures there had been. A row is believed only if
// the record says exactly the same of itself; otherwise the conference is loaded, judged and its
// line made anew. So no state lives in a row, a lost or old row costs a few milliseconds, and
// entries that nobody has judged yet are judged at the next open. Rows are written when a record
// was opened and when it is closed again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/conference/state.hpp"
#include "core/store/vault.hpp"

namespace cpc::meeting {

// One line of the home screen.
struct Summary {
    ConferenceId id;
    std::string family;
    std::string procedure;  // id
    std::string type_label;
    std::string venue;
    std::string time_zone;  // the procedure's
    LocalTime planned_start;
    conference::Stage stage{};
    std::uint64_t children = 0;
    std::uint64_t invited = 0;
    std::uint64_t reports_expected = 0;
    std::uint64_t reports_received = 0;
    std::uint64_t last_seq = 0;  // of its entries that mean something
    std::optional<LocalTime> closed_at;
    std::optional<LocalTime> adjourned_until;
    bool cancelled = false;
    bool not_convened = false;
    bool kept_to_read = false;  // of a former record
    // Two officers had its content erased, or a chair had it removed from this tablet: there is
    // nothing to open, and of the above only id and times are known.
    std::optional<LocalTime> erased_at;
    std::string erased_by;
    // Until when each of its papers is owed that nobody has yet (core/conference/distribution.hpp).
    std::optional<std::vector<LocalTime>> owed_until;
    std::string prepared_by;  // at the centre; empty: on this tablet
    // With erased_at: it was not erased but purged from this tablet; the centre has it.
    bool removed = false;
    std::string paper_code;  // of its close, where it was removed

    static constexpr auto fields() {
        return std::tuple{&Summary::id,
                          &Summary::family,
                          &Summary::procedure,
                          &Summary::type_label,
                          &Summary::venue,
                          &Summary::time_zone,
                          &Summary::planned_start,
                          &Summary::stage,
                          &Summary::children,
                          &Summary::invited,
                          &Summary::reports_expected,
                          &Summary::reports_received,
                          &Summary::last_seq,
                          &Summary::closed_at,
                          &Summary::adjourned_until,
                          &Summary::cancelled,
                          &Summary::not_convened,
                          &Summary::kept_to_read,
                          &Summary::erased_at,
                          &Summary::erased_by,
                          &Summary::owed_until,
                          &Summary::prepared_by,
                          &Summary::removed,
                          &Summary::paper_code};
    }
};

// Lines do not change; a conference that went on has another one. Sharing them is what makes a list
// of ten thousand cheap to hand on.
using HomeLine = std::shared_ptr<const Summary>;
using HomeLines = std::vector<HomeLine>;

class HomeList {
  public:
    // Takes over the lines that the record bears out, and gives the conferences that have none.
    [[nodiscard]] Result<std::vector<ConferenceId>> load(store::Vault& vault);
    // Writes the lines that are not in the store yet, in one transaction.
    [[nodiscard]] Result<void> keep(store::Vault& vault);

    // New, or in the place of the one it had. A line that rests on anything but the record (an
    // edition that stands in for one that is not installed) is shown and never kept.
    enum class Rests : std::uint8_t { on_the_record, on_a_stand_in };
    void put(Summary line, Rests rests);

    [[nodiscard]] const Summary* find(ConferenceId id) const;
    // Newest planned start first; of two at the same time, the one that was opened first.
    [[nodiscard]] std::shared_ptr<const HomeLines> lines() const { return lines_; }
    // Of those this holds for, the one that was opened last.
    [[nodiscard]] std::optional<ConferenceId> last_where(bool (*holds)(const Summary&)) const;

  private:
    struct Place {
        HomeLine line;        // nothing: not made yet
        std::size_t nth = 0;  // as they were opened
        bool to_keep = false;
    };
    [[nodiscard]] bool before(const HomeLine& a, const HomeLine& b) const;

    std::unordered_map<ConferenceId, Place> places_;
    std::vector<ConferenceId> order_;  // as they were opened
    std::shared_ptr<const HomeLines> lines_ = std::make_shared<HomeLines>();
};

}  // namespace cpc::meeting
