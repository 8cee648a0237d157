// SPDX-License-Identifier: Apache-2.0
// Reads the glass aloud: the whole screen, one entry that was touched, a title that is new, what
// just happened. It owns what is yet to be said; Glass shows which entry is being said.
//
// What always holds: an entry that is private is never given to the voice unless the headset is
// plugged in at that moment, and if it is pulled out the voice stops; another screen, a sheet, a
// hand-over or the cover stops the voice in the frame that brings it; what an entry says is made
// when its turn comes, from what is on the glass then.
//
// Left out: how a voice sounds, and the thread it speaks on (voice.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>

#include "app/ui/registry.hpp"
#include "app/ui/voice.hpp"

namespace cpc::ui {

struct Settings;

// Which entry: text has no key of its own, so it is known by what it is and which of its name.
struct EntryMark {
    Role role{};
    std::string group, label;
    std::size_t nth = 0;
    friend bool operator==(const EntryMark&, const EntryMark&) = default;
};
[[nodiscard]] EntryMark mark_of(std::span<const Entry> entries, std::size_t index);
[[nodiscard]] std::optional<std::size_t> find_marked(std::span<const Entry> entries,
                                                     const EntryMark& mark);

class Reader {
  public:
    struct Glance {  // what is on the glass now
        std::span<const Entry> entries;
        const Settings& settings;
        bool hidden = false;  // the cover: nothing is said there of itself
        std::uint64_t now_ms = 0;
    };

    explicit Reader(Voice& voice) : voice_(&voice) {}
    ~Reader() { voice_->stop(); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    void whole(const Glance& glance);                        // in place of whatever was being said
    void one(const Glance& glance, std::size_t index);       // the same
    void acted_on(const Glance& glance, std::size_t index);  // to say how it stands afterwards
    void stop();
    // Once for each settled frame.
    void follow(const Glance& glance);

    [[nodiscard]] bool reading_whole() const { return whole_; }
    [[nodiscard]] const std::optional<EntryMark>& at() const { return at_; }
    [[nodiscard]] std::optional<std::uint64_t> due_ms() const { return due_ms_; }
    [[nodiscard]] Voice& voice() { return *voice_; }

  private:
    struct Item {
        EntryMark mark;
        bool keys = false;  // stands for all letters and digits of a keyboard
    };
    void next(const Glance& glance);
    [[nodiscard]] bool start(const Glance& glance, const Item& item);
    void watch_title(const Glance& glance);
    void watch_what_happens(const Glance& glance);
    void watch_headset(const Glance& glance);
    void speak(const Glance& glance, std::string text);

    Voice* voice_;
    std::deque<Item> waiting_;
    std::optional<EntryMark> at_;
    std::optional<std::uint64_t> saying_;  // id of what the voice was given
    std::uint64_t last_id_ = 0;
    bool whole_ = false;
    bool saying_private_ = false;
    bool told_private_ = false;  // this stretch of private entries has had its sentence
    std::string title_;
    std::string happened_;
    std::optional<EntryMark> acted_;
    std::string acted_text_;
    std::optional<std::uint64_t> due_ms_;
};

}  // namespace cpc::ui
