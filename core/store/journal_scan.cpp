// SPDX-License-Identifier: Apache-2.0
// Reading a journal from its first frame to its zeros, and finding the way again after damage.
#include <algorithm>
#include <cstring>

#include "core/base/limits.hpp"
#include "core/store/journal.hpp"

namespace cpc::store {
namespace {

constexpr std::size_t window = 1U << 20U;

// Looks at the file through a sliding window, so that a scan reads each part about once.
class Looker {
  public:
    Looker(File& file, std::uint64_t size) : file_(file), size_(size) {}

    // At most `size` bytes from `offset`; fewer only at the end of the file.
    [[nodiscard]] Result<ByteView> at(std::uint64_t offset, std::size_t size) {
        const auto wanted = static_cast<std::size_t>(
            std::min<std::uint64_t>(size, size_ - std::min(offset, size_)));
        if (offset < start_ || offset + wanted > start_ + buffer_.size()) {
            start_ = offset;
            const auto fill = std::min<std::uint64_t>(std::max(wanted, window), size_ - offset);
            buffer_.resize(static_cast<std::size_t>(fill));
            CPC_TRY(file_.read_at(start_, buffer_));
        }
        return ByteView{buffer_}.subspan(static_cast<std::size_t>(offset - start_), wanted);
    }
    [[nodiscard]] std::uint64_t size() const { return size_; }

  private:
    File& file_;
    std::uint64_t size_;
    std::uint64_t start_ = 0;
    Bytes buffer_;
};

struct Found {
    FramePlace place;
    RawEntry entry;
};

// A whole frame at this offset, or what is wrong there.
Result<Found> frame_at(Looker& looker, const FrameContext& context, std::uint64_t offset,
                       const FrameTag& before) {
    const auto start = CPC_TRY(looker.at(offset, frame_head_size));
    const auto head = read_frame_head(start);
    if (!head) return fail(Fault::damaged, "no frame begins here");
    if (head->seq >= limits::entries_max)
        return fail(Fault::damaged, "a frame has no possible number");
    const auto frame = CPC_TRY(looker.at(offset, head->frame_size));
    if (frame.size() != head->frame_size) return fail(Fault::damaged, "a frame is cut off");
    const auto plain = CPC_TRY(open_frame(context, before, frame));
    Found out;
    out.entry = CPC_TRY(unpack(head->seq, plain));
    out.place = {head->seq, offset, static_cast<std::uint32_t>(frame.size()), before};
    return out;
}

// Where the next frame could begin, or the end of the file.
Result<std::uint64_t> next_mark(Looker& looker, std::uint64_t from) {
    constexpr std::string_view mark = "CPLF";
    for (std::uint64_t at = from; at + frame_overhead <= looker.size();) {
        const auto view = text_of(CPC_TRY(looker.at(at, window)));
        const auto found = view.find(mark);
        if (found != std::string_view::npos) return at + found;
        at += view.size() - (mark.size() - 1);
    }
    return looker.size();
}

// The next whole frame behind damage. Its predecessor's tag stands just before it, whole or not.
Result<std::optional<Found>> next_after(Looker& looker, const FrameContext& context,
                                        std::uint64_t from) {
    constexpr std::size_t back = 16 + 4;
    for (auto at = CPC_TRY(next_mark(looker, from)); at + frame_overhead <= looker.size();
         at = CPC_TRY(next_mark(looker, at + 1))) {
        FrameTag before{};
        const auto view = CPC_TRY(looker.at(at - back, before.size()));
        std::copy_n(view.begin(), before.size(), before.begin());
        auto found = frame_at(looker, context, at, before);
        if (found) return std::optional<Found>{std::move(*found)};
        if (found.error().fault == Fault::io) return Failure{std::move(found.error())};
    }
    return std::optional<Found>{};
}

// Does the head of a later frame stand in what follows? Each frame begins a sector.
Result<bool> later_frame_begins(Looker& looker, std::uint64_t from, std::uint64_t expected) {
    constexpr std::uint64_t frames_apart_max = limits::entries_max;
    for (auto at = CPC_TRY(next_mark(looker, from)); at + frame_overhead <= looker.size();
         at = CPC_TRY(next_mark(looker, at + 1))) {
        if (at % frame_sector != 0) continue;
        const auto head = read_frame_head(CPC_TRY(looker.at(at, frame_head_size)));
        if (head && head->seq > expected && head->seq < frames_apart_max) return true;
    }
    return false;
}

Result<std::optional<std::uint64_t>> first_not_zero(Looker& looker, std::uint64_t from) {
    for (std::uint64_t at = from; at < looker.size();) {
        const auto view = CPC_TRY(looker.at(at, window));
        // A megabyte of zeros is equal to itself one byte further on; memcmp sees that fastest.
        const bool zeros =
            view[0] == 0 && std::memcmp(view.data(), view.data() + 1, view.size() - 1) == 0;
        if (!zeros) {
            const auto found =
                std::find_if(view.begin(), view.end(), [](auto b) { return b != 0; });
            return std::optional<std::uint64_t>{at +
                                                static_cast<std::uint64_t>(found - view.begin())};
        }
        at += view.size();
    }
    return std::optional<std::uint64_t>{};
}

}  // namespace

Result<JournalScan> Journal::scan(const Visitor& visitor) {
    JournalScan out;
    Looker looker(*file_, CPC_TRY(file_->size()));
    FrameTag before{};
    std::uint64_t expected = 0;
    while (true) {
        auto found = frame_at(looker, context(), out.end, before);
        if (!found && found.error().fault == Fault::io) return Failure{std::move(found.error())};
        if (!found) {
            out.tail = CPC_TRY(first_not_zero(looker, out.end));
            if (!out.tail) break;
            auto next = CPC_TRY(next_after(looker, context(), out.end + 1));
            if (!next) break;
            out.damage.push_back({expected, out.end, found.error().what});
            found = std::move(*next);
        }
        if (found->place.seq < expected) {
            out.damage.push_back(
                {found->place.seq, found->place.offset, "an entry stands here a second time"});
        } else {
            if (found->place.seq != expected && out.damage.empty())
                out.damage.push_back(
                    {expected, found->place.offset, "entries before this one are missing"});
            CPC_TRY(visitor(found->place, found->entry));
            expected = found->place.seq + 1;
        }
        out.end = found->place.offset + found->place.size;
        const auto frame = CPC_TRY(looker.at(found->place.offset, found->place.size));
        before = tag_of_frame(frame);
    }
    last_tag_ = before;
    if (out.tail) out.tail_holds_more = CPC_TRY(later_frame_begins(looker, out.end + 1, expected));
    if (out.tail == out.end) {
        const auto head = read_frame_head(CPC_TRY(looker.at(out.end, frame_head_size)));
        out.tail_is_unfinished_frame = head && head->seq == expected && !out.tail_holds_more;
    }
    return out;
}

}  // namespace cpc::store
