// SPDX-License-Identifier: Apache-2.0
#include "sync/service/uploads.hpp"

#include <algorithm>

#include "core/crypto/hash.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::service {

std::string Uploads::path(const BundleId& bundle) const {
    return directory_ + "/" + bundle.hex() + ".part";
}

Result<void> Uploads::clear() {
    CPC_TRY(files_.make_directories(directory_));
    for (const auto& name : CPC_TRY(files_.list(directory_)))
        CPC_TRY(files_.remove(directory_ + "/" + name));
    return {};
}

void Uploads::forget(const BundleId& bundle) {
    const auto found = uploads_.find(bundle);
    if (found == uploads_.end()) return;
    bytes_ -= found->second.bytes;
    uploads_.erase(found);
    (void)files_.remove(path(bundle));  // what stays is cleared at the next start
}

bool Uploads::forget_oldest(std::uint64_t boot_ms) {
    const auto oldest = std::min_element(
        uploads_.begin(), uploads_.end(),
        [](const auto& a, const auto& b) { return a.second.touched_ms < b.second.touched_ms; });
    if (oldest == uploads_.end()) return false;
    const auto age = static_cast<std::int64_t>(boot_ms - oldest->second.touched_ms);
    if (age < limits_.forgotten_after_ms) return false;
    const BundleId bundle = oldest->first;
    forget(bundle);
    return true;
}

Result<Uploads::Upload*> Uploads::find_or_make(const BundleId& bundle, std::uint64_t boot_ms) {
    if (const auto found = uploads_.find(bundle); found != uploads_.end()) return &found->second;
    if (uploads_.size() >= limits_.uploads_max && !forget_oldest(boot_ms))
        return fail(Fault::exhausted, "Too many uploads are under way at once.", {},
                    "Nothing is lost; it is tried again later.");
    Upload upload;
    upload.file = CPC_TRY(files_.open(path(bundle), OpenMode::create));
    CPC_TRY(upload.file->truncate(0));
    return &uploads_.emplace(bundle, std::move(upload)).first->second;
}

Result<void> Uploads::put(const BundleId& bundle, std::uint64_t piece, ByteView bytes,
                          std::uint64_t boot_ms) {
    if (bytes.empty() || bytes.size() > wire::limits::piece_bytes ||
        piece >= wire::limits::pieces_max)
        return fail(Fault::refused, "A piece has an impossible size or number.",
                    "piece " + std::to_string(piece));
    Upload* upload = CPC_TRY(find_or_make(bundle, boot_ms));
    upload->touched_ms = boot_ms;
    const Hash32 digest = crypto::sha256(bytes);
    const auto held = upload->pieces.find(piece);
    if (held != upload->pieces.end() && held->second.digest == digest) return {};
    const std::size_t before = held == upload->pieces.end() ? 0 : held->second.size;
    while (bytes_ - before + bytes.size() > limits_.bytes_max)
        if (!forget_oldest(boot_ms))
            return fail(Fault::exhausted, "Unfinished uploads fill the room set aside for them.",
                        {}, "Nothing is lost; it is tried again later.");
    // A failed write leaves the piece unknown, so that it is asked for again.
    upload->pieces.erase(piece);
    upload->bytes -= before;
    bytes_ -= before;
    CPC_TRY(upload->file->write_at(piece * wire::limits::piece_bytes, bytes));
    upload->pieces[piece] = {digest, bytes.size()};
    upload->bytes += bytes.size();
    bytes_ += bytes.size();
    return {};
}

std::vector<std::optional<Hash32>> Uploads::held(const BundleId& bundle) const {
    std::vector<std::optional<Hash32>> out;
    const auto found = uploads_.find(bundle);
    if (found == uploads_.end() || found->second.pieces.empty()) return out;
    out.resize(found->second.pieces.rbegin()->first + 1);
    for (const auto& item : found->second.pieces)
        out[item.first] = item.second.digest;
    return out;
}

Result<Bytes> Uploads::assemble(const BundleId& bundle, std::uint64_t bytes, const Hash32& digest) {
    if (bytes == 0 || bytes > cpc::limits::bundle_bytes_max)
        return fail(Fault::refused, "The bundle is larger than any bundle may be.");
    const auto missing = [] {
        return fail(Fault::not_found, "Pieces of the bundle are missing.", {},
                    "They are sent again.");
    };
    const auto found = uploads_.find(bundle);
    if (found == uploads_.end()) return missing();
    const std::uint64_t count = (bytes + wire::limits::piece_bytes - 1) / wire::limits::piece_bytes;
    for (std::uint64_t n = 0; n < count; ++n) {
        const auto piece = found->second.pieces.find(n);
        const std::uint64_t size = std::min<std::uint64_t>(wire::limits::piece_bytes,
                                                           bytes - n * wire::limits::piece_bytes);
        if (piece == found->second.pieces.end() || piece->second.size != size) return missing();
    }
    Bytes out(bytes);
    CPC_TRY(found->second.file->read_at(0, out));
    if (crypto::sha256(out) != digest) {
        forget(bundle);
        return fail(Fault::damaged, "The bundle arrived changed.", {}, "It is sent again.");
    }
    return out;
}

}  // namespace cpc::service
