// SPDX-License-Identifier: Apache-2.0
// A disk in memory for the whole record: for our own files through the Files port, and for
// SQLCipher through a VFS of the same disk. Every act that changes it goes into a log, so that what
// a power cut leaves at any moment can be made from the log afterwards (aftermath.hpp) without
// living through the meeting again.
//
// Folders are as durable as the names in them. Each is made in the machine's own tree as well, and
// moved there, because a record's lock lies in its folder there.
//
// One disk at a time is the one that the VFS works on: Disk's constructor takes the place, its
// destructor gives it up. Any thread may use it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/base/ports.hpp"
#include "tests/storm/image.hpp"

namespace cpc::storm {

using Contents = std::map<std::string, Image>;  // by path

struct Act {
    enum class Kind : std::uint8_t {
        write,
        resize,
        sync,
        lost_sync,
        link,
        move_folder,
        unlink,
        sync_names
    };
    Kind kind{};
    std::size_t node = 0;                  // which file: write, resize, sync; link
    std::uint64_t offset = 0;              // write; resize: the new size
    std::shared_ptr<const Bytes> bytes{};  // write; equal zeros are shared
    std::string path;                      // link, unlink; move_folder: its new name
    std::string moved_from;                // the name that goes away in the same step, if any
};

// Every name below one folder is below another, in one step.
template <class Value>
void move_names(std::map<std::string, Value>& names, const std::string& from,
                const std::string& to) {
    const auto below = from + "/";
    for (auto at = names.lower_bound(below); at != names.end() && at->first.rfind(below, 0) == 0;) {
        names[to + at->first.substr(from.size())] = std::move(at->second);
        at = names.erase(at);
    }
}

class Disk final : public Files {
  public:
    static constexpr const char* vfs_name = "cpc-storm";

    explicit Disk(const Contents& contents = {});
    ~Disk() override;
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    [[nodiscard]] Contents contents() const;
    [[nodiscard]] std::vector<Act> acts() const;  // since the beginning
    [[nodiscard]] std::size_t act_count() const;
    void forget_acts();
    // Which number stands for which file in the log, as the files were at the beginning.
    [[nodiscard]] const std::map<std::string, std::size_t>& first_nodes() const { return first_; }

    // The k-th sync from now (1 is the next) fails, and what it should have brought to the medium
    // never gets there although everybody goes on seeing it: what Linux does.
    void fail_sync(std::uint64_t nth);

    // No more than this in all files together; what is there already stays.
    void set_capacity(std::uint64_t bytes);
    [[nodiscard]] std::uint64_t used() const;

    // --- the port ---
    [[nodiscard]] Result<std::unique_ptr<File>> open(const std::string& path,
                                                     OpenMode mode) override;
    [[nodiscard]] bool exists(const std::string& path) override;
    [[nodiscard]] Result<void> rename(const std::string& from, const std::string& to) override;
    [[nodiscard]] Result<void> remove(const std::string& path) override;
    [[nodiscard]] Result<void> make_directories(const std::string& path) override;
    [[nodiscard]] Result<void> sync_directory(const std::string& path) override;
    [[nodiscard]] Result<std::vector<std::string>> list(const std::string& directory) override;
    [[nodiscard]] Result<std::uint64_t> free_bytes(const std::string& path) override;

    // --- for files that are open, ours and the database's ---
    struct Node {
        std::size_t number = 0;
        Image seen;
    };
    using NodeIs = std::shared_ptr<Node>;
    [[nodiscard]] NodeIs find(const std::string& path);
    [[nodiscard]] NodeIs find_or_make(const std::string& path);
    [[nodiscard]] std::uint64_t size(const Node& node);
    // False: some of it lies behind the end, and is given as zeros.
    [[nodiscard]] bool read(const Node& node, std::uint64_t offset, std::span<std::uint8_t> out);
    [[nodiscard]] bool write(Node& node, std::uint64_t offset, ByteView bytes);  // false: full
    [[nodiscard]] bool resize(Node& node, std::uint64_t size);
    [[nodiscard]] bool sync(Node& node);  // false: it failed
    bool unlink(const std::string& path);
    void sync_names();

    [[nodiscard]] static Disk* mounted();  // what the VFS works on

  private:
    NodeIs make_node();
    bool fits(const Node& node, std::uint64_t size) const;
    [[nodiscard]] bool is_folder(const std::string& path) const;
    void note(Act act) { acts_.push_back(std::move(act)); }

    mutable std::mutex mutex_;
    std::map<std::string, NodeIs> names_;
    std::map<std::string, std::size_t> first_;
    std::size_t nodes_ = 0;
    std::vector<Act> acts_;
    std::uint64_t syncs_ = 0;
    std::uint64_t capacity_ = std::uint64_t{1} << 40U;
    std::optional<std::uint64_t> failing_sync_;
};

void register_vfs();  // by the first Disk

}  // namespace cpc::storm
