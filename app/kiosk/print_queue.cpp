// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk/print_queue.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace cpc::kiosk {
namespace {

using view::PrintLine;
using view::PrintStand;

constexpr std::array stands{
    std::pair{PrintStand::waiting, std::string_view{"waiting"}},
    std::pair{PrintStand::handing, std::string_view{"handing"}},
    std::pair{PrintStand::at_printer, std::string_view{"at-printer"}},
    std::pair{PrintStand::stopped, std::string_view{"stopped"}},
    std::pair{PrintStand::printed, std::string_view{"printed"}},
    std::pair{PrintStand::refused, std::string_view{"refused"}},
    std::pair{PrintStand::unsure, std::string_view{"unsure"}},
    std::pair{PrintStand::given_up, std::string_view{"given-up"}},
};

constexpr std::size_t fields = 9;

std::string one_field(std::string text) {
    for (char& c : text)
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    return text;
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> out;
    for (;;) {
        const auto end = text.find(at);
        out.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + 1);
    }
}

template <class Number>
bool number(std::string_view text, Number& value) {
    const auto* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    return read.ec == std::errc{} && read.ptr == end;
}

std::optional<PrintLine> line_of(std::string_view text) {
    const auto parts = split(text, '\t');
    if (parts.size() != fields) return std::nullopt;
    PrintLine line;
    line.id = std::string{parts[0]};
    const auto conference = from_hex(parts[1]);
    if (!conference || conference->size() != line.conference.bytes.size()) return std::nullopt;
    std::copy(conference->begin(), conference->end(), line.conference.bytes.begin());
    line.about = std::string{parts[2]};
    line.printer = std::string{parts[3]};
    const auto stand = std::find_if(stands.begin(), stands.end(),
                                    [&](const auto& each) { return each.second == parts[4]; });
    if (stand == stands.end() || !number(parts[5], line.job)) return std::nullopt;
    line.stand = stand->first;
    line.at = std::string{parts[6]};
    line.noted = parts[7] == "yes";
    line.why = std::string{parts[8]};
    if (line.stand == PrintStand::handing) line.stand = PrintStand::unsure;
    return line;
}

}  // namespace

PrintQueue PrintQueue::read(std::string_view text) {
    PrintQueue queue;
    for (const auto row : split(text, '\n')) {
        auto line = line_of(row);
        std::uint64_t id = 0;
        if (!line || !number(std::string_view{line->id}, id)) continue;
        queue.next_ = std::max(queue.next_, id + 1);
        queue.lines_.push_back(std::move(*line));
    }
    return queue;
}

std::string PrintQueue::write() const {
    std::string out;
    for (const auto& line : lines_) {
        const auto stand = std::find_if(stands.begin(), stands.end(),
                                        [&](const auto& each) { return each.first == line.stand; });
        out += line.id + "\t" + line.conference.hex() + "\t" + one_field(line.about) + "\t" +
               one_field(line.printer) + "\t" + std::string{stand->second} + "\t" +
               std::to_string(line.job) + "\t" + one_field(line.at) + "\t" +
               (line.noted ? "yes" : "no") + "\t" + one_field(line.why) + "\n";
    }
    return out;
}

PrintLine* PrintQueue::find(std::string_view id) {
    const auto found =
        std::find_if(lines_.begin(), lines_.end(), [&](const auto& each) { return each.id == id; });
    return found == lines_.end() ? nullptr : &*found;
}

PrintLine& PrintQueue::add(ConferenceId conference, const std::string& about) {
    for (auto& line : lines_) {
        const bool open = line.stand != PrintStand::printed && line.stand != PrintStand::refused &&
                          line.stand != PrintStand::given_up;
        if (open && line.conference == conference && line.about == about) return line;
    }
    // What came out long ago makes room; what is still open never does.
    while (lines_.size() >= print_lines_most) {
        const auto done = std::find_if(lines_.begin(), lines_.end(), [](const auto& each) {
            return each.stand == PrintStand::printed;
        });
        if (done == lines_.end()) break;
        lines_.erase(done);
    }
    PrintLine line;
    line.id = std::to_string(next_++);
    line.conference = conference;
    line.about = about;
    lines_.push_back(std::move(line));
    return lines_.back();
}

void PrintQueue::drop(std::string_view id) {
    std::erase_if(lines_, [&](const auto& each) { return each.id == id; });
}

void take_job_state(PrintLine& line, JobState state) {
    switch (state) {
        case JobState::waiting:
        case JobState::printing:
            line.stand = PrintStand::at_printer;
            return;
        case JobState::stopped:
            line.stand = PrintStand::stopped;
            return;
        case JobState::printed:
            line.stand = PrintStand::printed;
            return;
        case JobState::cancelled:
        case JobState::failed:
            line.stand = PrintStand::given_up;
            return;
    }
}

}  // namespace cpc::kiosk
