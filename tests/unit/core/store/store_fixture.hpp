// SPDX-License-Identifier: Apache-2.0
// A directory of its own for each test, the real disk or a forgetful one, and a vault in it.
#pragma once

#include <filesystem>
#include <string>

#include "core/codec/codec.hpp"
#include "core/store/vault.hpp"
#include "core/store/verify.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/memory_files.hpp"

namespace cpc::store::test {

// Removed again with everything in it.
class Directory {
  public:
    Directory() {
        platform::SystemEntropy entropy;
        ByteArray<8> name{};
        entropy.fill(name);
        path_ = (std::filesystem::temp_directory_path() / ("cpc-store-" + to_hex(name))).string();
        std::filesystem::create_directories(path_);
    }
    ~Directory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

// SQLCipher needs a real disk; everything else may live on the one that forgets.
class SplitFiles final : public Files {
  public:
    support::MemoryFiles memory;
    platform::SystemFiles disk;

    Files& side(const std::string& path) {
        if (path.find("store.db") != std::string::npos) return disk;
        return memory;
    }
    Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override {
        return side(path).open(path, mode);
    }
    bool exists(const std::string& path) override { return side(path).exists(path); }
    Result<void> rename(const std::string& from, const std::string& to) override {
        return side(from).rename(from, to);
    }
    Result<void> remove(const std::string& path) override { return side(path).remove(path); }
    Result<void> make_directories(const std::string& path) override {
        CPC_TRY(disk.make_directories(path));
        return memory.make_directories(path);
    }
    Result<void> sync_directory(const std::string& path) override {
        CPC_TRY(disk.sync_directory(path));
        return memory.sync_directory(path);
    }
    Result<std::vector<std::string>> list(const std::string& directory) override {
        return memory.list(directory);
    }
    Result<std::uint64_t> free_bytes(const std::string& path) override {
        return memory.free_bytes(path);
    }
};

struct Said {
    std::string text;
    static constexpr auto fields() { return std::tuple{&Said::text}; }
};

inline const ConferenceId conference_a{{1, 1, 1}};
inline const ConferenceId conference_b{{2, 2, 2}};

// Everything a vault needs. `files` is the real disk unless the test asks for the other.
struct Bench {
    Directory directory;
    platform::SystemFiles real;
    SplitFiles split;
    support::FakeClock clock;
    support::SeededEntropy entropy{42};
    crypto::SecretBytes passphrase = crypto::SecretBytes::from("five words of a chair here");
    bool forgetful = false;

    Ports ports() {
        return {forgetful ? static_cast<Files&>(split) : static_cast<Files&>(real), clock, entropy};
    }
    Result<Vault> create() {
        CreateOptions options;
        options.cost = crypto::KeyslotCost::practice();
        options.practice = true;
        return Vault::create(ports(), directory.path(), passphrase, options);
    }
    Result<Vault> open() { return Vault::open(ports(), directory.path(), passphrase); }
    Result<VerifyReport> verify() {
        return verify_directory(ports(), directory.path(), passphrase);
    }
    Bytes contents(const std::string& name) {
        const auto path = directory.file(name);
        return ports().files.exists(path) ? read_whole(ports().files, path, 1U << 30U).value()
                                          : Bytes{};
    }
    void overwrite(const std::string& name, const Bytes& bytes) {
        const auto path = directory.file(name);
        if (forgetful && &split.side(path) == &split.memory) {
            split.memory.set_contents(path, bytes);
            return;
        }
        auto file = real.open(path, OpenMode::create).value();
        CPC_CHECK(file->truncate(0).has_value());
        CPC_CHECK(file->write_at(0, bytes).has_value());
    }
};

// The chair says something; needs only the chair's signature.
inline AppendRequest said(Vault& vault, const std::string& text,
                          const ConferenceId& conference = conference_a) {
    AppendRequest out;
    out.type = 0x0120;
    out.conference = conference;
    out.payload = codec::encode(Said{text});
    out.signers = {{&vault.chair_key(), record::Role::chair}};
    return out;
}

inline std::string text_in(const Stored& stored) {
    const auto decoded = codec::decode<Said>(stored.payload);
    return decoded ? decoded->text : "(not a saying)";
}

}  // namespace cpc::store::test
