// SPDX-License-Identifier: Apache-2.0
#include "tests/whole/workplace.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/meeting/event_codec.hpp"
#include "app/play/command_hands.hpp"
#include "core/base/check.hpp"
#include "core/crypto/attempt_ledger.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/merkle.hpp"
#include "core/store/copies.hpp"

namespace cpc::whole {
namespace fs = std::filesystem;
namespace {

// Between fork and exec: only calls that are safe there.
[[noreturn]] void become(const Start& start, char* const* words, char* const* surroundings,
                         int out) {
    ::dup2(out, STDOUT_FILENO);
    if (start.in >= 0) ::dup2(start.in, STDIN_FILENO);
    const char* errors = start.error_file.empty() ? "/dev/null" : start.error_file.c_str();
    const int error = ::open(errors, O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (error >= 0) ::dup2(error, STDERR_FILENO);
    if (!start.folder.empty() && ::chdir(start.folder.c_str()) != 0) ::_exit(126);
    if (start.file_bytes_max) {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{*start.file_bytes_max, RLIM_INFINITY};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ::execve(words[0], words, surroundings);
    ::_exit(127);
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> out;
    for (auto& word : words)
        out.push_back(word.data());
    out.push_back(nullptr);
    return out;
}

}  // namespace

Folder::Folder() {
    path_ = (fs::temp_directory_path() / "cpc-whole-XXXXXX").string();
    CPC_CHECK(mkdtemp(path_.data()) != nullptr);
}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string Folder::path(const std::string& name) const {
    return name.empty() ? path_ : path_ + "/" + name;
}

Child start(const Start& start) {
    auto given = start.words;
    std::vector<std::string> around{"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"};
    for (const char* name : {"TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        if (!start.folder.empty()) around.push_back(std::string{name} + "=" + start.folder);
    around.insert(around.end(), start.around.begin(), start.around.end());
    const auto words = pointers_to(given);
    const auto surroundings = pointers_to(around);
    std::array<int, 2> ends{};
    CPC_CHECK(::pipe2(ends.data(), O_CLOEXEC) == 0);
    const pid_t pid = ::fork();
    CPC_CHECK(pid >= 0);
    if (pid == 0) become(start, words.data(), surroundings.data(), ends[1]);
    ::close(ends[1]);
    return {pid, ends[0]};
}

std::optional<std::string> next_line(int descriptor) {
    std::string line;
    char c = 0;
    while (true) {
        const auto got = ::read(descriptor, &c, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        if (c == '\n') return line;
        line += c;
    }
    if (line.empty()) return std::nullopt;
    return line;
}

std::vector<std::string> lines_until_end(int descriptor) {
    std::vector<std::string> out;
    while (auto line = next_line(descriptor))
        out.push_back(std::move(*line));
    return out;
}

int wait_for(const Child& child) {
    int status = 0;
    while (::waitpid(child.pid, &status, 0) < 0 && errno == EINTR) {
    }
    ::close(child.out);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

namespace {

Ended run(const Start& how) {
    const auto child = start(how);
    Ended out;
    for (const auto& line : lines_until_end(child.out))
        out.text += line + "\n";
    out.code = wait_for(child);
    out.text += std::string{text_of(bytes_of(how.error_file))};
    return out;
}

}  // namespace

Ended run_cpc(const std::vector<std::string>& words, std::optional<std::uint64_t> file_bytes_max) {
    const Folder folder;
    Start how;
    how.words = {CPC_PROGRAM, "--assets", assets_folder};
    how.words.insert(how.words.end(), words.begin(), words.end());
    if (!words.empty() && words.front() == "--assets")
        how.words.erase(how.words.begin() + 1, how.words.begin() + 3);
    how.error_file = folder.path("errors");
    how.folder = folder.path();
    how.file_bytes_max = file_bytes_max;
    return run(how);
}

Ended run_kiosk(const std::vector<std::string>& words, const std::string& driver) {
    const Folder folder;
    Start how;
    how.words = {CPC_KIOSK,     "--practice", "--assets",
                 assets_folder, "--store",    folder.path("store")};
    how.words.insert(how.words.end(), words.begin(), words.end());
    how.error_file = folder.path("errors");
    how.folder = folder.path();
    how.around = {"SDL_VIDEODRIVER=" + driver};
    return run(how);
}

Result<std::unique_ptr<meeting::Desk>> Machine::open(const std::string& store) {
    static const auto library = meeting::Library::load(files, assets_folder);
    CPC_CHECK(library.has_value());
    return meeting::Desk::open(ports(), store, crypto::SecretBytes::from(passphrase), *library);
}

Result<store::VerifyReport> Machine::verify(const std::string& store) {
    return store::verify_directory(ports(), store, crypto::SecretBytes::from(passphrase));
}

namespace {

void replay(store::Vault& vault, Played& out) {
    conference::State state;
    out.stage_after.push_back(std::nullopt);
    const auto all = vault.range(0, vault.size());
    CPC_CHECK(all.has_value());
    for (const auto& stored : *all) {
        out.types.push_back(stored.header.type);
        auto event = meeting::decode_event(stored.header.type, stored.payload);
        CPC_CHECK(event.has_value());
        if (*event) {
            auto next = conference::evolve(std::move(state), {stored.seq, std::move(**event)});
            CPC_CHECK(next.has_value());
            state = std::move(*next);
        }
        out.stage_after.push_back(state.opened ? std::optional{state.stage} : std::nullopt);
    }
}

Played play_once(const std::string& store) {
    const auto child = start({{WHOLE_PLAYER, scenario_file, assets_folder, store}, {}, {}, {}});
    Played out;
    out.acknowledged = lines_until_end(child.out).size();
    CPC_CHECK(wait_for(child) == 0);
    out.store = store;
    Machine machine;
    const auto desk = machine.open(store);
    CPC_CHECK(desk.has_value());
    replay((*desk)->vault(), out);
    out.entries = (*desk)->vault().size();
    CPC_CHECK(out.acknowledged + 1 == out.entries);
    out.root = (*desk)->vault().root();
    return out;
}

}  // namespace

const Played& played() {
    static const Folder folder;
    static const Played once = play_once(folder.path("store"));
    return once;
}

void copy_store(const std::string& from, const std::string& to) {
    fs::remove_all(to);
    fs::copy(from, to);
}

TwoRoots roots_of(Machine& machine, const std::string& store) {
    auto unlocked = crypto::Keyslots::unlock(
        machine.files, store, crypto::SecretBytes::from(passphrase), crypto::Repair::none);
    CPC_CHECK(unlocked.has_value());
    const auto keys = store::StoreKeys::from_master(unlocked->master);
    record::CompactRange journal_tree;
    auto journal =
        store::Journal::open(machine.files, machine.entropy, store + "/" + store::journal_file,
                             keys.journal, store::Journal::Access::read);
    CPC_CHECK(journal.has_value());
    const auto scanned = journal->scan([&](const auto&, const store::RawEntry& entry) {
        journal_tree.append(record::leaf_hash(entry.entry));
        return Result<void>{};
    });
    CPC_CHECK(scanned.has_value());
    record::CompactRange store_tree;
    auto database = store::EntryStore::open(store + "/" + store::store_file, keys.database,
                                            store::Database::Mode::read_only);
    CPC_CHECK(database.has_value());
    const auto rows = database->scan([&](const store::RawEntry& entry) {
        store_tree.append(record::leaf_hash(entry.entry));
        return Result<void>{};
    });
    CPC_CHECK(rows.has_value());
    return {journal_tree.root(), store_tree.root(), journal_tree.size(), store_tree.size()};
}

Bytes bytes_of(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return Bytes{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

void put_bytes(const std::string& path, ByteView bytes) {
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    out << text_of(bytes);
    CPC_CHECK(out.good());
}

void flip(const std::string& path, std::uint64_t offset, unsigned bit) {
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    CPC_CHECK(file >= 0);
    std::uint8_t byte = 0;
    const auto at = static_cast<off_t>(offset);
    CPC_CHECK(::pread(file, &byte, 1, at) == 1);
    byte = static_cast<std::uint8_t>(byte ^ (1U << bit));
    CPC_CHECK(::pwrite(file, &byte, 1, at) == 1);
    ::close(file);
}

unsigned others_may(const std::string& path) {
    const auto all = static_cast<unsigned>(fs::status(path).permissions());
    return all & 0077U;
}

std::vector<std::string> files_below(const std::string& folder) {
    std::vector<std::string> out;
    for (const auto& item : fs::recursive_directory_iterator(folder))
        if (item.is_regular_file()) out.push_back(item.path().string());
    std::sort(out.begin(), out.end());
    return out;
}

Hash32 fingerprint(const std::string& folder) {
    Bytes all;
    for (const auto& file : files_below(folder)) {
        // They count every opening, also those that change nothing else.
        if (file.ends_with(std::string{"/"} + crypto::attempts_file)) continue;
        if (file.ends_with(std::string{"/"} + crypto::witness_file)) continue;
        const auto name = view_of(file);
        all.insert(all.end(), name.begin(), name.end());
        const auto content = crypto::sha256(bytes_of(file));
        all.insert(all.end(), content.begin(), content.end());
    }
    return crypto::sha256(all);
}

}  // namespace cpc::whole
