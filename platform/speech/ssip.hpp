// SPDX-License-Identifier: Apache-2.0
// The words that are exchanged with speech-dispatcher (its "SSIP", lines of ASCII with CRLF):
// commands made here, answers and events read here. Pure: no socket, no time.
//
// What always holds: a reader takes any bytes; what is no answer, or longer than an answer can be,
// is said to be garbage once and for all. Text to be spoken cannot end its own block early.
//
// Left out: everything that is not needed to say a sentence, stop, and know when it ended.
// Source: the protocol's description in speech-dispatcher's documentation.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpc::speech {

// "225-21", "225 OK MESSAGE QUEUED": three digits, lines with '-' and a last one with ' '.
struct Reply {
    int code = 0;
    std::vector<std::string> lines;  // without code and sign

    [[nodiscard]] bool good() const { return code >= 200 && code < 300; }
    [[nodiscard]] bool event() const { return code >= 700 && code < 800; }
};

class ReplyReader {
  public:
    void feed(std::string_view bytes);
    [[nodiscard]] std::optional<Reply> next();
    [[nodiscard]] bool garbage() const { return garbage_; }

  private:
    void line(std::string_view text);

    std::string rest_;
    Reply open_;
    std::vector<Reply> done_;
    std::size_t given_ = 0;
    bool garbage_ = false;
};

inline constexpr int message_ended = 702;
inline constexpr int message_cancelled = 703;

// "SET SELF LANGUAGE cy"; a language that is no plain tag is left out by giving "en".
[[nodiscard]] std::string set_language(std::string_view language);
// percent: 0 to 100, 50 is the middle of what the service knows.
[[nodiscard]] std::string set_volume(int percent);
// percent: 100 is the voice's own speed.
[[nodiscard]] std::string set_rate(int percent);
// What follows SPEAK: lines, a dot at a line's beginning doubled, and the dot that ends them.
[[nodiscard]] std::string data_block(std::string_view text);

}  // namespace cpc::speech
