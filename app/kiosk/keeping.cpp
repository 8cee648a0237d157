// SPDX-License-Identifier: Apache-2.0
// What is typed and not yet said, and where the chair was: both come back after the plug was
// pulled.
#include <charconv>
#include <utility>

#include "app/kiosk/shell.hpp"
#include "core/base/bytes.hpp"

namespace cpc::kiosk {
namespace {

using view::Place;

constexpr std::uint64_t keep_after_ms = 2'000;
constexpr char divider = '|';
constexpr std::size_t headings_most = 4;  // of the chair's reasons; the screen knows how many

template <class AnyId>
AnyId id_from(std::string_view hex) {
    AnyId id;
    const auto bytes = from_hex(hex);
    if (bytes && bytes->size() == id.bytes.size())
        std::copy(bytes->begin(), bytes->end(), id.bytes.begin());
    return id;
}

std::string next_part(std::string_view& text) {
    const auto end = std::min(text.find(divider), text.size());
    std::string part{text.substr(0, end)};
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

}  // namespace

std::map<std::string, std::string> Shell::texts() {
    std::map<std::string, std::string> found;
    drafts_.each_text([&](const std::string& name, const std::string& text) {
        if (!text.empty()) found.emplace(name, text);
    });
    if (handing_.on)
        drafts_.each_private_text([&](const std::string& name, const std::string& text) {
            if (text.empty()) return;
            found.emplace(name + "." + handing_.person.hex() + "." + handing_.child.hex(), text);
        });
    return found;
}

std::vector<std::string> Shell::draft_fields() {
    std::vector<std::string> names;
    Drafts empty;
    empty.chair_decision.reasons.resize(headings_most);
    empty.each_text([&](const std::string& name, const std::string&) { names.push_back(name); });
    return names;
}

void Shell::fill_drafts(const std::map<std::string, std::string>& kept) {
    drafts_.chair_decision.reasons.resize(headings_most);
    drafts_.each_text([&](const std::string& name, std::string& text) {
        const auto found = kept.find(name);
        if (found != kept.end()) text = found->second;
    });
    kept_ = kept;
    typed_ = kept;
}

void Shell::watch_drafts(ui::Ui& ui) {
    if (meeting_ == nullptr || place_ == Place::lock) return;
    auto now_typed = texts();
    if (now_typed != typed_) {
        typed_ = std::move(now_typed);
        typed_ms_ = now_ms_;
    }
    if (typed_ == kept_) return;
    if (now_ms_ >= typed_ms_ + keep_after_ms)
        keep_drafts();
    else
        ui.wake_at(typed_ms_ + keep_after_ms);
}

// A field that is left is forgotten as the place: whoever comes back stands where they stood.
void Shell::watch_field(ui::Ui& ui) {
    if (const auto again = std::exchange(write_again_, 0)) ui.write_again(again);
    const bool here = meeting_ != nullptr && place_ != Place::lock && place_ != Place::hidden &&
                      place_ != Place::resume && !handing_.on;
    if (!here || ui.writing_in() == field_) return;
    field_ = ui.writing_in();
    keep_place();
}

// What is gone from the drafts was said or taken back: its kept copy is erased.
void Shell::keep_drafts() {
    if (meeting_ == nullptr || !desk_) return;
    typed_ = texts();
    if (typed_ == kept_) return;
    std::vector<std::pair<std::string, std::string>> changed;
    for (const auto& [name, text] : typed_) {
        const auto before = kept_.find(name);
        if (before == kept_.end() || before->second != text) changed.emplace_back(name, text);
    }
    for (const auto& [name, text] : kept_) {
        // Somebody else's private text stays until its owner says it or empties it.
        const bool theirs = name.starts_with("ballot.");
        if (!typed_.contains(name) && (!theirs || handing_.on)) changed.emplace_back(name, "");
    }
    kept_ = typed_;
    auto* meeting = meeting_;
    const auto when = std::to_string(services_.ports.clock.read().wall.ms);
    post([this, meeting, desk = desk_.get(), when, changed = std::move(changed)]() -> Afterwards {
        Result<void> kept = desk->put_state("shell.drafts_at", when);
        for (const auto& [name, text] : changed)
            if (auto result = meeting->keep_draft(name, text); !result) kept = std::move(result);
        return [this, kept] {
            if (!kept) failed(kept.error());
        };
    });
}

void Shell::keep_place() {
    if (!desk_) return;
    std::string line = std::to_string(static_cast<int>(place_));
    for (const auto& part :
         {snapshot_.conference.hex(), child_.hex(), sheet_.name, sheet_.person.hex(),
          sheet_.contribution.hex(), std::to_string(field_)})
        line += divider + part;
    if (line == kept_place_) return;
    kept_place_ = line;
    auto* desk = desk_.get();
    post([this, desk, line]() -> Afterwards {
        const auto kept = desk->put_state("shell.place", line);
        return [this, kept] {
            if (!kept) failed(kept.error());
        };
    });
}

// Back to where the chair was, if that still fits the record; otherwise to the record's own stage.
void Shell::restore_place(const std::string& kept) {
    std::string_view rest = kept;
    const auto number = next_part(rest);
    int value = -1;
    (void)std::from_chars(number.data(), number.data() + number.size(), value);
    const auto conference = id_from<ConferenceId>(next_part(rest));
    const auto child = id_from<ChildId>(next_part(rest));
    view::SheetRef sheet;
    sheet.name = next_part(rest);
    sheet.person = id_from<PersonId>(next_part(rest));
    sheet.contribution = id_from<ContributionId>(next_part(rest));
    const auto written = next_part(rest);
    std::uint64_t field = 0;
    (void)std::from_chars(written.data(), written.data() + written.size(), field);
    const auto own = view::place_of(snapshot_.state->stage).value_or(Place::introductions);
    const auto place = static_cast<Place>(value);
    const auto stage = value >= 0 ? view::stage_of(place) : std::nullopt;
    if (!stage || *stage > snapshot_.state->stage || !(conference == snapshot_.conference)) {
        go(own);
        return;
    }
    go(place, child);
    if (!sheet.name.empty()) {
        // The passphrase was given a moment ago: the glass is only turned.
        remember_chair();
        carry(view::OpenSheet{sheet.name, sheet.person, sheet.contribution});
    }
    // Meanwhile the cover may have come over it.
    if (place_ == place) write_again_ = field;
}

}  // namespace cpc::kiosk
