// SPDX-License-Identifier: Apache-2.0
#include "sync/service/epoch.hpp"

#include <algorithm>
#include <charconv>

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::service {
namespace {

constexpr std::string_view epoch_magic = "CPCEPOC1";
constexpr std::size_t epoch_body_size = 8 + 8;
constexpr std::size_t epoch_file_size = epoch_body_size + 32;

}  // namespace

Result<Epoch> Epoch::open(Files& files, std::string path) {
    Epoch out(files, std::move(path));
    if (!files.exists(out.path_)) return out;
    const auto bytes = CPC_TRY(read_whole(files, out.path_, epoch_file_size));
    const ByteView all{bytes};
    if (all.size() != epoch_file_size || text_of(all.first(8)) != epoch_magic ||
        !crypto::equal_in_constant_time(crypto::blake2b(all.first(epoch_body_size)),
                                        all.subspan(epoch_body_size)))
        return fail(Fault::damaged, "The file that says when this store began anew is damaged.",
                    out.path_, "Take it away and run: cpc-central fsck --accept-given");
    crypto::Unpacker in(all.subspan(8));
    out.value_ = in.u64();
    return out;
}

Result<void> Epoch::begin(Instant now, std::uint64_t newest_given) {
    const auto wall = static_cast<std::uint64_t>(std::max<std::int64_t>(now.ms, 1));
    const auto next = std::max({wall, value_ + 1, newest_given + 1});
    Bytes bytes = crypto::Packer{}.bytes(view_of(epoch_magic)).u64(next).take();
    crypto::append(bytes, crypto::blake2b(bytes));
    CPC_TRY(write_whole(*files_, path_, bytes));
    value_ = next;
    return {};
}

std::uint64_t epoch_on(std::string_view receipt) {
    constexpr std::string_view word = "\nepoch ";
    const auto head = receipt.substr(0, receipt.find("\n\n"));
    const auto at = head.find(word);
    if (at == std::string_view::npos) return 0;
    const auto digits = head.substr(at + word.size());
    std::uint64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace cpc::service
