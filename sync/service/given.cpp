// SPDX-License-Identifier: Apache-2.0
#include "sync/service/given.hpp"

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::service {
namespace {

constexpr std::string_view given_magic = "CPCGIVN1";
constexpr std::size_t given_body_size = 8 + 8 + 32;
constexpr std::size_t given_file_size = given_body_size + 32;

}  // namespace

Result<std::optional<Given::Mark>> Given::read() {
    if (!files_->exists(path_)) return std::optional<Mark>{};
    const auto bytes = CPC_TRY(read_whole(*files_, path_, given_file_size));
    const ByteView all{bytes};
    // One write of 80 bytes: torn only by a power cut, and then it is as if there were none.
    if (all.size() != given_file_size || text_of(all.first(8)) != given_magic)
        return std::optional<Mark>{};
    const auto digest = crypto::blake2b(all.first(given_body_size));
    if (!crypto::equal_in_constant_time(digest, all.subspan(given_body_size)))
        return std::optional<Mark>{};
    crypto::Unpacker in(all.subspan(8));
    Mark mark;
    mark.receipts = in.u64();
    in.into(mark.root);
    return std::optional{mark};
}

Result<void> Given::write(const Mark& mark) {
    Bytes bytes =
        crypto::Packer{}.bytes(view_of(given_magic)).u64(mark.receipts).bytes(mark.root).take();
    crypto::append(bytes, crypto::blake2b(bytes));
    if (!file_) file_ = CPC_TRY(files_->open(path_, OpenMode::create));
    return file_->write_at(0, bytes);
}

}  // namespace cpc::service
