// SPDX-License-Identifier: Apache-2.0
#include "core/store/space_reserve.hpp"

namespace cpc::store {

Result<void> SpaceReserve::hold() {
    const std::lock_guard lock(mutex_);
    auto file = CPC_TRY(files_.open(path_, OpenMode::create));
    if (CPC_TRY(file->size()) < reserve_bytes) {
        if (auto laid = file->preallocate(reserve_bytes); !laid) {
            file.reset();
            (void)files_.remove(path_);  // half of it would only take what others need
            return laid;
        }
        CPC_TRY(file->sync_data());
        CPC_TRY(files_.sync_directory(directory_));
    }
    spent_ = false;
    return {};
}

bool SpaceReserve::release() {
    const std::lock_guard lock(mutex_);
    if (!files_.exists(path_) || !files_.remove(path_)) return false;
    // Until the removal is on the disk some file systems keep the space to themselves.
    (void)files_.sync_directory(directory_);
    spent_ = true;
    return true;
}

bool SpaceReserve::spent() {
    const std::lock_guard lock(mutex_);
    return spent_;
}

}  // namespace cpc::store
