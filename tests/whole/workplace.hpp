// SPDX-License-Identifier: Apache-2.0
// What the attacks share: private folders, programs started and watched, a played store to hurt,
// and the questions asked of it afterwards.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "app/meeting/desk.hpp"
#include "app/play/player.hpp"
#include "core/store/verify.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"

namespace cpc::whole {

inline const std::string scenario_file =
    std::string{CPC_SOURCE_DIR} + "/tests/scenarios/torbay-majority.txt";
inline const std::string assets_folder = std::string{CPC_SOURCE_DIR} + "/assets";
inline constexpr std::string_view passphrase = "whole";

class Folder {
  public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string path(const std::string& name = {}) const;

  private:
    std::string path_;
};

// A program as a child: its stdout comes through a pipe, its stderr into a file.
struct Child {
    pid_t pid = -1;
    int out = -1;
};
struct Start {
    std::vector<std::string> words;  // words[0]: the program
    std::string error_file;          // empty: thrown away
    std::string folder;              // working directory, and its only temporary and home folder
    std::optional<std::uint64_t> file_bytes_max;
    std::vector<std::string> around{};  // more of its environment: "NAME=value"
    int in = -1;                        // what it reads; none: nothing is given
};
[[nodiscard]] Child start(const Start& start);
// Every line that comes until the end of the stream.
[[nodiscard]] std::vector<std::string> lines_until_end(int descriptor);
[[nodiscard]] std::optional<std::string> next_line(int descriptor);
// Exit code, or 128 + signal.
[[nodiscard]] int wait_for(const Child& child);

struct Ended {
    int code = 0;
    std::string text;  // stdout, then stderr
};
[[nodiscard]] Ended run_cpc(const std::vector<std::string>& words,
                            std::optional<std::uint64_t> file_bytes_max = std::nullopt);

// cpc-kiosk in training, told which driver shows its pictures.
[[nodiscard]] Ended run_kiosk(const std::vector<std::string>& words, const std::string& driver);

// The ports of a program that opens a store.
struct Machine {
    platform::SystemFiles files;
    platform::SystemEntropy entropy;
    play::ScriptedClock clock;
    [[nodiscard]] store::Ports ports() { return {files, clock, entropy}; }
    [[nodiscard]] Result<std::unique_ptr<meeting::Desk>> open(const std::string& store);
    [[nodiscard]] Result<store::VerifyReport> verify(const std::string& store);
};

// A whole meeting played once for all tests of a process; never hurt itself, only copies of it.
struct Played {
    std::string store;
    std::uint64_t entries = 0;       // with the one that opening it afterwards has left
    std::uint64_t acknowledged = 0;  // while the meeting was played
    Hash32 root{};
    // By number of entries: what replay of that many gives.
    std::vector<std::optional<conference::Stage>> stage_after;
    std::vector<std::uint16_t> types;  // by number
};
[[nodiscard]] const Played& played();
void copy_store(const std::string& from, const std::string& to);

// Both copies read by themselves, each with its own tree.
struct TwoRoots {
    Hash32 journal{};
    Hash32 store{};
    std::uint64_t journal_size = 0;
    std::uint64_t store_size = 0;
};
[[nodiscard]] TwoRoots roots_of(Machine& machine, const std::string& store);

[[nodiscard]] Bytes bytes_of(const std::string& path);
void put_bytes(const std::string& path, ByteView bytes);
void flip(const std::string& path, std::uint64_t offset, unsigned bit);
// Permission bits that anybody but the owner has.
[[nodiscard]] unsigned others_may(const std::string& path);
[[nodiscard]] std::vector<std::string> files_below(const std::string& folder);
// One number over the names and contents of everything there but the ledger of attempts.
[[nodiscard]] Hash32 fingerprint(const std::string& folder);

[[nodiscard]] inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace cpc::whole
