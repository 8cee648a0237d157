// SPDX-License-Identifier: Apache-2.0
#include "tests/support/memory_files.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace cpc::support {
namespace {

class MemoryFile final : public File {
  public:
    MemoryFile(MemoryFiles& disk, std::shared_ptr<MemoryFiles::Node> node, std::string path)
        : disk_(disk), node_(std::move(node)), path_(std::move(path)) {}

    Result<std::uint64_t> size() override { return node_->seen.size(); }

    Result<void> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
        CPC_TRY(disk_.step(path_));
        if (offset > node_->seen.size() || out.size() > node_->seen.size() - offset)
            return fail(Fault::unreadable, "The file ends before the bytes asked for.", path_);
        std::copy_n(node_->seen.begin() + static_cast<std::ptrdiff_t>(offset), out.size(),
                    out.begin());
        return {};
    }

    Result<void> write_at(std::uint64_t offset, ByteView bytes) override {
        CPC_TRY(disk_.step(path_));
        const auto end = offset + bytes.size();
        CPC_TRY(disk_.make_room(*node_, end, path_));
        if (node_->seen.size() < end) node_->seen.resize(end);
        std::copy(bytes.begin(), bytes.end(),
                  node_->seen.begin() + static_cast<std::ptrdiff_t>(offset));
        disk_.bytes_written += bytes.size();
        return {};
    }

    Result<void> sync_data() override {
        CPC_TRY(disk_.step(path_));
        node_->durable = node_->seen;
        ++disk_.data_syncs;
        return {};
    }

    Result<void> preallocate(std::uint64_t size) override {
        CPC_TRY(disk_.step(path_));
        CPC_TRY(disk_.make_room(*node_, size, path_));
        if (node_->seen.size() < size) node_->seen.resize(size);
        return {};
    }

    Result<void> truncate(std::uint64_t size) override {
        CPC_TRY(disk_.step(path_));
        CPC_TRY(disk_.make_room(*node_, size, path_));
        node_->seen.resize(size);
        return {};
    }

    void drop_cache() override {}

  private:
    MemoryFiles& disk_;
    std::shared_ptr<MemoryFiles::Node> node_;
    std::string path_;
};

std::string directory_of(const std::string& path) {
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? "." : path.substr(0, slash);
}

}  // namespace

Result<void> MemoryFiles::step(const std::string& path) {
    ++calls;
    if (!failing_) return {};
    const bool now = calls == failing_->at_call || (failing_for_good_ && calls > failing_->at_call);
    if (now) return fail(failing_->fault, "The test's disk was told to fail here.", path);
    return {};
}

Result<void> MemoryFiles::make_room(const Node& node, std::uint64_t size, const std::string& path) {
    if (size > node.seen.size() && used() + (size - node.seen.size()) > capacity_)
        return fail(Fault::no_space, "The test's disk is full.", path);
    return {};
}

std::uint64_t MemoryFiles::used() const {
    std::uint64_t sum = 0;
    for (const auto& item : seen_)
        sum += item.second->seen.size();
    return sum;
}

void MemoryFiles::power_cut() {
    seen_ = durable_;
    for (auto& item : seen_)
        item.second->seen = item.second->durable;
}

void MemoryFiles::power_cut_keeping(const std::string& path, std::uint64_t first_bytes) {
    const auto found = seen_.find(path);
    CPC_CHECK(found != seen_.end());
    auto& node = *found->second;
    std::uint64_t left = first_bytes;
    for (std::size_t i = 0; i < node.seen.size() && left > 0; ++i) {
        const std::uint8_t old = i < node.durable.size() ? node.durable[i] : 0;
        if (i < node.durable.size() && node.seen[i] == old) continue;
        if (i >= node.durable.size()) node.durable.resize(i + 1);
        node.durable[i] = node.seen[i];
        --left;
    }
    power_cut();
}

Bytes& MemoryFiles::contents(const std::string& path) {
    const auto found = seen_.find(path);
    CPC_CHECK(found != seen_.end());
    return found->second->seen;
}

void MemoryFiles::set_contents(const std::string& path, Bytes bytes) {
    auto node = std::make_shared<Node>();
    node->durable = bytes;
    node->seen = std::move(bytes);
    seen_[path] = node;
    durable_[path] = node;
}

Result<std::unique_ptr<File>> MemoryFiles::open(const std::string& path, OpenMode mode) {
    CPC_TRY(step(path));
    const auto found = seen_.find(path);
    const bool creates = mode == OpenMode::create || mode == OpenMode::create_new;
    if (found == seen_.end() && !creates) return fail(Fault::not_found, "No such file.", path);
    if (found != seen_.end() && mode == OpenMode::create_new)
        return fail(Fault::refused, "The file is already there.", path);
    auto& node = seen_[path];
    if (node == nullptr) node = std::make_shared<Node>();
    return std::unique_ptr<File>{std::make_unique<MemoryFile>(*this, node, path)};
}

bool MemoryFiles::exists(const std::string& path) {
    return seen_.count(path) != 0;
}

Result<void> MemoryFiles::rename(const std::string& from, const std::string& to) {
    CPC_TRY(step(from));
    const auto found = seen_.find(from);
    if (found == seen_.end()) return fail(Fault::not_found, "No such file.", from);
    seen_[to] = found->second;
    seen_.erase(from);
    return {};
}

Result<void> MemoryFiles::remove(const std::string& path) {
    CPC_TRY(step(path));
    if (seen_.erase(path) == 0) return fail(Fault::not_found, "No such file.", path);
    return {};
}

Result<void> MemoryFiles::make_directories(const std::string& path) {
    return step(path);
}

Result<void> MemoryFiles::sync_directory(const std::string& path) {
    CPC_TRY(step(path));
    const auto inside = [&](const std::string& name) { return directory_of(name) == path; };
    for (auto item = durable_.begin(); item != durable_.end();)
        item = inside(item->first) && seen_.count(item->first) == 0 ? durable_.erase(item)
                                                                    : std::next(item);
    for (const auto& item : seen_)
        if (inside(item.first)) durable_[item.first] = item.second;
    return {};
}

Result<std::vector<std::string>> MemoryFiles::list(const std::string& directory) {
    CPC_TRY(step(directory));
    std::vector<std::string> names;
    for (const auto& item : seen_)
        if (directory_of(item.first) == directory)
            names.push_back(item.first.substr(directory.size() + 1));
    return names;
}

Result<std::uint64_t> MemoryFiles::free_bytes(const std::string&) {
    const auto full = used();
    return full > capacity_ ? 0 : capacity_ - full;
}

}  // namespace cpc::support
