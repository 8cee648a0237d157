// SPDX-License-Identifier: Apache-2.0
#include "tests/storm/disk.hpp"

#include <algorithm>
#include <filesystem>

#include "core/base/check.hpp"

namespace cpc::storm {
namespace fs = std::filesystem;
namespace {

Disk* in_place = nullptr;

// Megabytes of zeros are laid down; they need not be kept a thousand times.
std::shared_ptr<const Bytes> shared(ByteView bytes) {
    static const auto zeros = std::make_shared<const Bytes>(65'536);
    if (bytes.size() == zeros->size() && std::equal(bytes.begin(), bytes.end(), zeros->begin()))
        return zeros;
    return std::make_shared<const Bytes>(bytes.begin(), bytes.end());
}

class OpenFile final : public File {
  public:
    OpenFile(Disk& disk, Disk::NodeIs node, std::string path)
        : disk_(disk), node_(std::move(node)), path_(std::move(path)) {}

    Result<std::uint64_t> size() override { return disk_.size(*node_); }
    Result<void> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
        if (!disk_.read(*node_, offset, out))
            return fail(Fault::unreadable, "The file ends before the bytes asked for.", path_);
        return {};
    }
    Result<void> write_at(std::uint64_t offset, ByteView bytes) override {
        if (!disk_.write(*node_, offset, bytes)) return full();
        return {};
    }
    Result<void> sync_data() override {
        if (!disk_.sync(*node_)) return fail(Fault::io, "The storm's disk lost a sync.", path_);
        return {};
    }
    Result<void> preallocate(std::uint64_t size) override {
        if (disk_.size(*node_) < size && !disk_.resize(*node_, size)) return full();
        return {};
    }
    Result<void> truncate(std::uint64_t size) override {
        if (!disk_.resize(*node_, size)) return full();
        return {};
    }
    void drop_cache() override {}

  private:
    [[nodiscard]] Failure full() const {
        return fail(Fault::no_space, "The storm's disk is full.", path_);
    }
    Disk& disk_;
    Disk::NodeIs node_;
    std::string path_;
};

}  // namespace

Disk::Disk(const Contents& contents) {
    register_vfs();
    CPC_CHECK(in_place == nullptr);
    in_place = this;
    for (const auto& [path, image] : contents) {
        auto node = make_node();
        node->seen = image;
        first_[path] = node->number;
        (void)make_directories(path.substr(0, path.rfind('/')));
        names_[path] = std::move(node);
    }
}

Disk::~Disk() {
    in_place = nullptr;
}

Disk* Disk::mounted() {
    CPC_CHECK(in_place != nullptr);
    return in_place;
}

Contents Disk::contents() const {
    const std::lock_guard lock(mutex_);
    Contents out;
    for (const auto& [path, node] : names_)
        out[path] = node->seen;
    return out;
}

std::vector<Act> Disk::acts() const {
    const std::lock_guard lock(mutex_);
    return acts_;
}

void Disk::forget_acts() {
    const std::lock_guard lock(mutex_);
    acts_.clear();
}

std::size_t Disk::act_count() const {
    const std::lock_guard lock(mutex_);
    return acts_.size();
}

void Disk::fail_sync(std::uint64_t nth) {
    const std::lock_guard lock(mutex_);
    failing_sync_ = syncs_ + nth;
}

Disk::NodeIs Disk::make_node() {
    auto node = std::make_shared<Node>();
    node->number = nodes_++;
    return node;
}

Disk::NodeIs Disk::find(const std::string& path) {
    const std::lock_guard lock(mutex_);
    const auto found = names_.find(path);
    return found == names_.end() ? nullptr : found->second;
}

Disk::NodeIs Disk::find_or_make(const std::string& path) {
    if (auto found = find(path)) return found;
    const std::lock_guard lock(mutex_);
    auto node = make_node();
    names_[path] = node;
    note({Act::Kind::link, node->number, 0, {}, path, {}});
    return node;
}

std::uint64_t Disk::size(const Node& node) {
    const std::lock_guard lock(mutex_);
    return node.seen.size();
}

bool Disk::read(const Node& node, std::uint64_t offset, std::span<std::uint8_t> out) {
    const std::lock_guard lock(mutex_);
    node.seen.read(offset, out);
    return offset <= node.seen.size() && out.size() <= node.seen.size() - offset;
}

void Disk::set_capacity(std::uint64_t bytes) {
    const std::lock_guard lock(mutex_);
    capacity_ = bytes;
}

std::uint64_t Disk::used() const {
    std::uint64_t sum = 0;
    for (const auto& item : names_)
        sum += item.second->seen.size();
    return sum;
}

bool Disk::fits(const Node& node, std::uint64_t size) const {
    return size <= node.seen.size() || used() + size - node.seen.size() <= capacity_;
}

bool Disk::write(Node& node, std::uint64_t offset, ByteView bytes) {
    const std::lock_guard lock(mutex_);
    if (!fits(node, offset + bytes.size())) return false;
    node.seen.write(offset, bytes);
    note({Act::Kind::write, node.number, offset, shared(bytes), {}, {}});
    return true;
}

bool Disk::resize(Node& node, std::uint64_t size) {
    const std::lock_guard lock(mutex_);
    if (!fits(node, size)) return false;
    node.seen.resize(size);
    note({Act::Kind::resize, node.number, size, {}, {}, {}});
    return true;
}

bool Disk::sync(Node& node) {
    const std::lock_guard lock(mutex_);
    const bool fails = ++syncs_ == failing_sync_;
    note({fails ? Act::Kind::lost_sync : Act::Kind::sync, node.number, 0, {}, {}, {}});
    return !fails;
}

bool Disk::unlink(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (names_.erase(path) == 0) return false;
    note({Act::Kind::unlink, 0, 0, {}, path, {}});
    return true;
}

void Disk::sync_names() {
    const std::lock_guard lock(mutex_);
    note({Act::Kind::sync_names, 0, 0, {}, {}, {}});
}

Result<std::unique_ptr<File>> Disk::open(const std::string& path, OpenMode mode) {
    const bool creates = mode == OpenMode::create || mode == OpenMode::create_new;
    const auto found = find(path);
    if (found == nullptr && !creates) return fail(Fault::not_found, "No such file.", path);
    if (found != nullptr && mode == OpenMode::create_new)
        return fail(Fault::refused, "The file is already there.", path);
    return std::unique_ptr<File>{std::make_unique<OpenFile>(*this, find_or_make(path), path)};
}

bool Disk::is_folder(const std::string& path) const {
    const auto below = names_.lower_bound(path + "/");
    return below != names_.end() && below->first.rfind(path + "/", 0) == 0;
}

bool Disk::exists(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return names_.count(path) != 0 || is_folder(path);
}

Result<void> Disk::rename(const std::string& from, const std::string& to) {
    const std::lock_guard lock(mutex_);
    const auto found = names_.find(from);
    if (found == names_.end() && is_folder(from)) {
        note({Act::Kind::move_folder, 0, 0, {}, to, from});
        move_names(names_, from, to);
        std::error_code ignored;
        fs::remove_all(to, ignored);
        fs::rename(from, to, ignored);
        return {};
    }
    if (found == names_.end()) return fail(Fault::not_found, "No such file.", from);
    note({Act::Kind::link, found->second->number, 0, {}, to, from});
    names_[to] = found->second;
    names_.erase(from);
    return {};
}

Result<void> Disk::remove(const std::string& path) {
    if (!unlink(path)) return fail(Fault::not_found, "No such file.", path);
    return {};
}

Result<void> Disk::make_directories(const std::string& path) {
    std::error_code ignored;
    fs::create_directories(path, ignored);
    return {};
}

Result<void> Disk::sync_directory(const std::string&) {
    sync_names();
    return {};
}

Result<std::vector<std::string>> Disk::list(const std::string& directory) {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> out;
    for (const auto& item : names_)
        if (item.first.rfind(directory + "/", 0) == 0) {
            const auto below = item.first.substr(directory.size() + 1);
            out.push_back(below.substr(0, below.find('/')));
        }
    // In order of their names, so equal ones stand together.
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Result<std::uint64_t> Disk::free_bytes(const std::string&) {
    const std::lock_guard lock(mutex_);
    const auto taken = used();
    return taken > capacity_ ? 0 : capacity_ - taken;
}

}  // namespace cpc::storm
