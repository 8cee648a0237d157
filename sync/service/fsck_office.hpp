// SPDX-License-Identifier: Apache-2.0
// fsck's look at what the people at the centre did (office.hpp): every line of their list is opened
// under central's key and read, and who let each tablet in is judged again, line after line, from
// the files that the custodians signed (sync/wire/admission.hpp).
//
// What is found: a line that does not open where it stands, or is of no known kind; a list of
// custodians that two of those before it did not sign; an admission that two of the custodians of
// its day did not sign, or that is about another tablet; a tablet that was enrolled after there
// were custodians and has no such admission; a list whose tree is not the one that a receipt
// names. What is not: a tablet whose enrolment was dated back
// to before there were any.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/record/note.hpp"
#include "sync/service/keys.hpp"
#include "sync/service/record_store.hpp"
#include "sync/wire/admission.hpp"

namespace cpc::service {

class OfficeCheck {
  public:
    using Found = std::function<void(const std::string& place, std::string what)>;
    OfficeCheck(RecordStore& store, const CentralKeys& keys, Found found)
        : store_(store), keys_(keys), found_(std::move(found)) {}

    // How many lines there are.
    [[nodiscard]] Result<std::uint64_t> run();
    // After run(): what is wrong with the head that a receipt says this list had, if anything is.
    // Receipts in their order. A second site has other lists than central: `whose` says.
    enum class Whose : std::uint8_t { own, of_another };
    [[nodiscard]] std::optional<std::string> differs(const std::optional<wire::ListHead>& head,
                                                     Whose whose);

  private:
    void look_at(const OfficeRow& row);
    void look_at_custodians(const OfficeRow& row, const record::Note& note);
    void look_at_admission(const OfficeRow& row, const record::Note& note);
    void look_at_log(const LogRow& log) const;

    RecordStore& store_;
    const CentralKeys& keys_;
    Found found_;
    std::optional<wire::Custodians> present_;  // at the line under way
    std::optional<Instant> since_;             // there were custodians
    std::map<Hash32, std::vector<wire::Admission>> admitted_;
    record::CompactRange tree_;
    std::vector<Hash32> roots_;             // after 0, 1, 2 … lines
    std::optional<wire::ListHead> newest_;  // on a receipt so far
};

}  // namespace cpc::service
