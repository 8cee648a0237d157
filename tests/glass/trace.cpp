// SPDX-License-Identifier: Apache-2.0
#include "tests/glass/trace.hpp"

#include <cstring>

#include "platform/window/picture.hpp"

namespace cpc::glass {
namespace {

// Not secret, only sensitive to every byte and to their order.
class Mix {
  public:
    void word(std::uint64_t value) {
        state_ = (state_ ^ value) * 0x9e3779b97f4a7c15ULL;
        state_ ^= state_ >> 29U;
    }
    void bytes(const void* data, std::size_t size) {
        const auto* from = static_cast<const std::uint8_t*>(data);
        word(size);
        std::uint64_t eight = 0;
        for (; size >= sizeof eight; size -= sizeof eight, from += sizeof eight) {
            std::memcpy(&eight, from, sizeof eight);
            word(eight);
        }
        eight = 0;
        std::memcpy(&eight, from, size);
        word(eight);
    }
    void text(const std::string& text) { bytes(text.data(), text.size()); }
    void rect(const ui::Rect& r) {
        for (const float side : {r.x, r.y, r.w, r.h})
            bytes(&side, sizeof side);
    }
    [[nodiscard]] std::uint64_t value() const { return state_; }

  private:
    std::uint64_t state_ = 0x2545f4914f6cdd1dULL;
};

}  // namespace

std::uint64_t hash_of_registry(const ui::Glass& glass) {
    Mix mix;
    for (const auto& e : glass.entries()) {
        for (const auto* text : {&e.label, &e.value, &e.group, &e.blocked_by, &e.owner})
            mix.text(*text);
        mix.rect(e.rect);
        mix.rect(e.clip);
        mix.word(static_cast<std::uint64_t>(e.role) << 8U | static_cast<std::uint64_t>(e.level));
        mix.word((e.enabled ? 1U : 0U) | (e.chosen ? 2U : 0U) | (e.visible ? 4U : 0U) |
                 (e.primary ? 8U : 0U));
        mix.word(e.key);
        mix.word(static_cast<std::uint64_t>(e.section) << 8U | static_cast<unsigned>(e.layer));
    }
    return mix.value();
}

std::uint64_t hash_of_lists(const ui::Glass& glass) {
    Mix mix;
    const auto& picture = glass.picture();
    mix.word(picture.lists.size());
    for (const auto* list : picture.lists) {
        mix.bytes(list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
        mix.bytes(list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
        for (const auto& command : list->CmdBuffer) {
            mix.bytes(&command.ClipRect, sizeof command.ClipRect);
            mix.word(command.ElemCount);
        }
    }
    return mix.value();
}

void Trace::watch(bool on) {
    on_ = on;
    passes_before_ = tablet_->passes();
}

void Trace::note(const std::string& what) {
    if (!on_) return;
    Mix mix;
    mix.word(hash_of_registry(tablet_->glass()));
    mix.word(hash_of_lists(tablet_->glass()));
    mix.word(tablet_->now_ms());
    mix.word(tablet_->glass().next_due_ms().value_or(0));
    mix.word(static_cast<std::uint64_t>(tablet_->shell().place()));
    auto* desk = tablet_->shell().desk();
    steps_.push_back({what, mix.value(), tablet_->passes() - passes_before_,
                      desk == nullptr ? 0 : desk->vault().size(), tablet_->glass().transcript()});
    passes_before_ = tablet_->passes();
}

void Trace::paint() {
    (void)tablet_->window().paint(tablet_->glass().picture());
}

void Trace::picture(const std::string& what) {
    Mix mix;
    paint();
    const auto pixels = tablet_->window().pixels();
    mix.bytes(pixels.data(), pixels.size());
    steps_.push_back({what, mix.value(), 0, 0, {}});
}

std::string difference(const std::vector<Step>& one, const std::vector<Step>& other) {
    for (std::size_t i = 0; i < one.size() && i < other.size(); ++i) {
        const auto& a = one[i];
        const auto& b = other[i];
        if (a.what == b.what && a.seen == b.seen && a.passes == b.passes && a.entries == b.entries)
            continue;
        const auto where = "step " + std::to_string(i) + ", " + a.what + " and " + b.what;
        if (a.words != b.words) return where + "\n" + a.words + "---- and ----\n" + b.words;
        return where + ": passes " + std::to_string(a.passes) + " and " + std::to_string(b.passes) +
               ", entries " + std::to_string(a.entries) + " and " + std::to_string(b.entries) +
               (a.seen == b.seen ? "" : ", and the same words look or wait otherwise");
    }
    if (one.size() == other.size()) return {};
    return std::to_string(one.size()) + " steps and " + std::to_string(other.size());
}

}  // namespace cpc::glass
