// SPDX-License-Identifier: Apache-2.0
#include "core/base/ports.hpp"

namespace cpc {

Result<Bytes> read_whole(Files& files, const std::string& path, std::size_t bytes_max) {
    auto file = CPC_TRY(files.open(path, OpenMode::read_only));
    const auto size = CPC_TRY(file->size());
    if (size > bytes_max)
        return fail(Fault::refused,
                    "the file has " + std::to_string(size) + " bytes and the limit is " +
                        std::to_string(bytes_max),
                    path);
    Bytes out(static_cast<std::size_t>(size));
    CPC_TRY(file->read_at(0, out));
    return out;
}

Result<void> write_whole(Files& files, const std::string& path, ByteView bytes) {
    const std::string temporary = path + ".part";
    {
        auto file = CPC_TRY(files.open(temporary, OpenMode::create));
        CPC_TRY(file->truncate(0));
        CPC_TRY(file->write_at(0, bytes));
        CPC_TRY(file->sync_data());
    }
    CPC_TRY(files.rename(temporary, path));
    const auto slash = path.rfind('/');
    return files.sync_directory(slash == std::string::npos ? "." : path.substr(0, slash));
}

}  // namespace cpc
