// SPDX-License-Identifier: Apache-2.0
// The door to speech-dispatcher, over its Unix socket, on a thread of its own.
//
// What always holds: no call of the owner waits for the service; stop() overtakes whatever is being
// said or asked; a service that is absent, dies in the middle of a word, never answers or answers
// nonsense makes the speaker absent, ends what was being said, and nothing else. After that it
// looks again only when somebody asks. Texts are kept until they are said, and nowhere else.
//
// Why not the service's own library: its calls wait for an answer without a limit, and it starts
// the service by starting a program, which the kiosk has forbidden itself (platform/guard). The
// service is started by the session, as the README says. Source: ui-design 5, research/ui.md.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace cpc::speech {

struct Options {
    std::string socket;               // empty: where the service is by its own rules (usual_socket)
    std::uint64_t answer_ms = 3'000;  // how long an answer may take
    // How long a text may be spoken, besides what its length asks for; then it is given up.
    std::uint64_t longest_ms = 10'000;
};

// $SPEECHD_ADDRESS if it names a Unix socket, else $XDG_RUNTIME_DIR/speech-dispatcher/speechd.sock;
// empty: neither is set.
[[nodiscard]] std::string usual_socket();

struct Saying {
    std::uint64_t id = 0;
    std::string text;      // UTF-8
    std::string language;  // "cy"
    int volume_percent = 100;
    int speed_percent = 100;
};

enum class State : std::uint8_t { looking, ready, absent };

class Speaker {
  public:
    explicit Speaker(Options options);
    ~Speaker();  // stops what is being said
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    [[nodiscard]] State state() const;
    void look();              // for the service, if it is absent
    void say(Saying saying);  // in place of whatever is being said
    void stop();
    // Ids that have been said to their end, or never will be; those that were stopped are not told.
    [[nodiscard]] std::optional<std::uint64_t> ended();

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace cpc::speech
