// SPDX-License-Identifier: Apache-2.0
// The report for whoever looks after tablets. Words that are read by a program as well as by a
// person: they are not translated.
#include "app/view/readiness.hpp"

namespace cpc::view {
namespace {

class Lines {
  public:
    void put(std::string_view name, std::string_view value) {
        text_ += std::string{name} + ": " + std::string{value} + "\n";
    }
    void put(std::string_view name, std::uint64_t value) { put(name, std::to_string(value)); }
    void yes_no(std::string_view name, bool value) { put(name, value ? "yes" : "no"); }
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    std::string text_ = "case-conference/readiness 1\n";
};

void put_storage(Lines& out, const StorageFacts& facts) {
    out.put("free-bytes", facts.free_bytes ? std::to_string(*facts.free_bytes) : "unknown");
    out.put("test-write-ms", facts.write_ms                ? std::to_string(*facts.write_ms)
                             : facts.write_problem.empty() ? "unknown"
                                                           : "failed");
    out.yes_no("keys-whole", facts.key_damage.empty());
    out.yes_no("reserve-spent", facts.reserve_spent);
    out.put("kept-aside", facts.kept_aside);
}

void put_record(Lines& out, const ReadinessFacts& facts) {
    out.put("record", facts.record);
    out.yes_no("practice", facts.practice);
    out.put("entries", facts.entries);
    out.put("conferences", facts.conferences);
    out.put("closed", facts.closed);
    out.put("repairs-at-opening", facts.repairs);
    const auto& check = facts.check;
    out.put("signatures", !check.over ? "not finished" : check.whole ? "all fit" : "DO NOT FIT");
    out.put("signatures-checked", check.done);
    out.put("backed-up",
            facts.copies.backed_up ? std::to_string(*facts.copies.backed_up) : "never");
    out.put("received-by-centre", facts.copies.received);
}

}  // namespace

std::string readiness_report(const ReadinessFacts& facts) {
    Lines out;
    if (facts.checked_at) out.put("made", facts.checked_at->iso());
    put_record(out, facts);
    put_storage(out, facts.storage);
    out.put("renderer", facts.glass.renderer.empty() ? "none" : facts.glass.renderer);
    out.put("glass-px",
            std::to_string(facts.glass.width_px) + "x" + std::to_string(facts.glass.height_px));
    out.put("pixels-per-inch", std::to_string(facts.glass.pixels_per_inch) +
                                   (facts.glass.inch_told ? "" : " assumed"));
    out.yes_no("clock-in-doubt", facts.clock_doubtful);
    out.put("battery-percent",
            facts.power.battery ? std::to_string(facts.power.percent) : "no battery told");
    out.yes_no("charging", facts.power.charging);
    for (const auto& list : facts.holidays)
        out.put("holidays", list.region + " until " + list.until.iso());
    for (const auto& each : facts.procedures)
        out.put("procedure", each.id + " edition " + each.edition + " until " +
                                 (each.until ? each.until->iso() : "open") +
                                 (each.from_program ? " of the program" : " signed"));
    out.put("procedures-left-out", facts.left_out.size());
    out.put("program", facts.program.empty() ? "unknown" : facts.program);
    out.put("guards-missing", facts.weaker.size());
    return out.take();
}

}  // namespace cpc::view
