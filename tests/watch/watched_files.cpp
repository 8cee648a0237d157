// SPDX-License-Identifier: Apache-2.0
#include "tests/watch/watched_files.hpp"

#include <algorithm>

#include "core/store/copies.hpp"
#include "core/store/frame.hpp"

namespace cpc::watch {
namespace {

class WatchedFile final : public File {
  public:
    WatchedFile(std::unique_ptr<File> inner, Counts& counts, Durable& durable)
        : inner_(std::move(inner)), counts_(&counts), durable_(&durable) {}

    Result<std::uint64_t> size() override { return inner_->size(); }
    Result<void> read_at(std::uint64_t offset, std::span<std::uint8_t> out) override {
        return inner_->read_at(offset, out);
    }
    Result<void> write_at(std::uint64_t offset, ByteView bytes) override {
        CPC_TRY(inner_->write_at(offset, bytes));
        const auto head = store::read_frame_head(bytes);
        if (!head) return {};
        ++counts_->frames;
        counts_->journal_end = std::max(counts_->journal_end, offset + bytes.size());
        written_.push_back(head->seq);
        return {};
    }
    Result<void> sync_data() override {
        CPC_TRY(inner_->sync_data());
        ++counts_->syncs;
        if (*durable_)
            for (const auto seq : written_)
                (*durable_)(seq);
        written_.clear();
        return {};
    }
    Result<void> preallocate(std::uint64_t size) override { return inner_->preallocate(size); }
    Result<void> truncate(std::uint64_t size) override { return inner_->truncate(size); }
    void drop_cache() override { inner_->drop_cache(); }

  private:
    std::unique_ptr<File> inner_;
    Counts* counts_;
    Durable* durable_;
    std::vector<std::uint64_t> written_;
};

bool is_journal(const std::string& path) {
    const std::string name = std::string{"/"} + store::journal_file;
    return path.size() > name.size() &&
           path.compare(path.size() - name.size(), name.size(), name) == 0;
}

}  // namespace

WatchedFiles::WatchedFiles(Files& inner, Durable durable)
    : inner_(&inner), durable_(std::move(durable)) {}

Result<std::unique_ptr<File>> WatchedFiles::open(const std::string& path, OpenMode mode) {
    auto file = CPC_TRY(inner_->open(path, mode));
    if (!is_journal(path)) return file;
    return std::unique_ptr<File>{std::make_unique<WatchedFile>(std::move(file), counts_, durable_)};
}

}  // namespace cpc::watch
