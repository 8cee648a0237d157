// SPDX-License-Identifier: Apache-2.0
#include "app/ui/reader.hpp"

#include <algorithm>
#include <utility>

#include "app/ui/glass.hpp"
#include "app/ui/spoken.hpp"

namespace cpc::ui {
namespace {

constexpr std::uint64_t look_ms = 40;  // how soon the end of a sentence is noticed

bool same_name(const Entry& e, const EntryMark& mark) {
    return e.role == mark.role && e.label == mark.label && e.group == mark.group;
}

std::optional<std::size_t> title_of(std::span<const Entry> entries) {
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].role == Role::title) return i;
    return std::nullopt;
}

}  // namespace

EntryMark mark_of(std::span<const Entry> entries, std::size_t index) {
    const Entry& e = entries[index];
    EntryMark mark{e.role, e.group, e.label, 0};
    for (std::size_t i = 0; i < index; ++i)
        if (same_name(entries[i], mark)) ++mark.nth;
    return mark;
}

std::optional<std::size_t> find_marked(std::span<const Entry> entries, const EntryMark& mark) {
    std::size_t nth = 0;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (same_name(entries[i], mark) && nth++ == mark.nth) return i;
    return std::nullopt;
}

void Reader::stop() {
    waiting_.clear();
    whole_ = false;
    told_private_ = false;
    saying_private_ = false;
    at_.reset();
    due_ms_.reset();
    acted_.reset();
    if (!saying_) return;
    saying_.reset();
    voice_->stop();
}

void Reader::whole(const Glance& glance) {
    stop();
    if (voice_->state() == Voice::State::absent) return;
    whole_ = true;
    for (const auto& each : spoken_screen(glance.entries, glance.settings.words)) {
        Item item{mark_of(glance.entries, each.entry), false};
        item.keys = each.text == glance.settings.words.spoken.keys;
        waiting_.push_back(std::move(item));
    }
}

void Reader::one(const Glance& glance, std::size_t index) {
    stop();
    if (voice_->state() != Voice::State::absent)
        waiting_.push_back({mark_of(glance.entries, index), false});
}

void Reader::acted_on(const Glance& glance, std::size_t index) {
    acted_ = mark_of(glance.entries, index);
    acted_text_ = spoken(glance.entries, index, glance.settings.words);
}

void Reader::speak(const Glance& glance, std::string text) {
    const auto& aloud = glance.settings.aloud;
    saying_ = ++last_id_;
    voice_->say(*saying_, {std::move(text), glance.settings.words.spoken.language, aloud.volume,
                           aloud.speed});
}

// False: there is nothing to say for it.
bool Reader::start(const Glance& glance, const Item& item) {
    const auto found = find_marked(glance.entries, item.mark);
    if (!found) return false;
    const auto& words = glance.settings.words;
    const bool kept = is_private(glance.entries[*found]);
    saying_private_ = kept && voice_->headset();
    if (kept && !saying_private_) {
        if (std::exchange(told_private_, true)) return false;
        at_ = item.mark;
        speak(glance, words.spoken.private_part);
        return true;
    }
    told_private_ = false;
    auto text = item.keys ? words.spoken.keys : spoken(glance.entries, *found, words);
    if (text.empty()) return false;
    at_ = item.mark;
    speak(glance, std::move(text));
    return true;
}

void Reader::next(const Glance& glance) {
    saying_.reset();
    at_.reset();
    while (!waiting_.empty()) {
        const Item item = std::move(waiting_.front());
        waiting_.pop_front();
        if (start(glance, item)) return;
    }
    whole_ = false;
    told_private_ = false;
}

// Another title is another screen, sheet or person.
void Reader::watch_title(const Glance& glance) {
    const auto found = title_of(glance.entries);
    const std::string title = found ? glance.entries[*found].label : std::string();
    if (title == title_) return;
    title_ = title;
    stop();
    if (glance.settings.aloud.titles && !glance.hidden && found &&
        voice_->state() != Voice::State::absent)
        waiting_.push_back({mark_of(glance.entries, *found), false});
}

// The line that says what was done or refused, and the control that was pressed as it stands now.
void Reader::watch_what_happens(const Glance& glance) {
    std::optional<std::size_t> line;
    for (std::size_t i = 0; i < glance.entries.size(); ++i)
        if (glance.entries[i].role == Role::status &&
            glance.entries[i].section == Section::bottom_bar)
            line = i;
    std::string text = line ? glance.entries[*line].label : std::string();
    const bool fresh = std::exchange(happened_, text) != text;
    if (acted_) {
        const auto found = find_marked(glance.entries, *acted_);
        const bool other =
            found && spoken(glance.entries, *found, glance.settings.words) != acted_text_;
        if (other && glance.settings.aloud.touch) waiting_.push_back({*acted_, false});
        acted_.reset();
    }
    const bool wanted = glance.settings.aloud.titles || glance.settings.aloud.touch;
    if (fresh && line && wanted && !glance.hidden)
        waiting_.push_back({mark_of(glance.entries, *line), false});
}

void Reader::watch_headset(const Glance& glance) {
    if (!saying_ || !saying_private_ || voice_->headset()) return;
    voice_->stop();
    saying_private_ = false;
    told_private_ = true;
    speak(glance, glance.settings.words.spoken.private_part);
}

void Reader::follow(const Glance& glance) {
    while (const auto ended = voice_->ended())
        if (saying_ == ended) {
            saying_.reset();
            at_.reset();
        }
    watch_title(glance);
    watch_what_happens(glance);
    if (voice_->state() == Voice::State::absent) stop();
    watch_headset(glance);
    if (!saying_) next(glance);
    due_ms_.reset();
    if (saying_) due_ms_ = glance.now_ms + look_ms;
}

}  // namespace cpc::ui
