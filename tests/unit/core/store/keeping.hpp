// SPDX-License-Identifier: Apache-2.0
// A filled record, a stick beside it, and what is asked of copies of it.
#pragma once

#include <filesystem>
#include <map>

#include "core/store/backup.hpp"
#include "core/store/copying.hpp"
#include "core/store/move.hpp"
#include "core/store/restore.hpp"
#include "tests/unit/core/store/cutting_files.hpp"
#include "tests/unit/core/store/filled.hpp"

namespace cpc::store::test {

using Tree = std::map<std::string, Bytes>;  // every file below a folder, by its path from there

inline Tree tree_of(const std::string& folder) {
    Tree out;
    platform::SystemFiles files;
    if (!std::filesystem::exists(folder)) return out;
    for (const auto& item : std::filesystem::recursive_directory_iterator(folder))
        if (item.is_regular_file())
            out[item.path().lexically_relative(folder).string()] =
                read_whole(files, item.path().string(), 1U << 30U).value();
    return out;
}

inline void put_tree(const Tree& tree, const std::string& folder) {
    std::filesystem::remove_all(folder);
    platform::SystemFiles files;
    for (const auto& [name, bytes] : tree) {
        const auto path = std::filesystem::path{folder} / name;
        std::filesystem::create_directories(path.parent_path());
        REQUIRE(write_whole(files, path.string(), bytes));
    }
}

struct Keeping : Filled {
    Directory stick;  // and a second tablet's disk

    [[nodiscard]] std::string at(const std::string& name) const { return stick.file(name); }
    Result<BackedUp> back_up(const std::string& name = "backup") {
        return backup(ports(), directory.path(), passphrase, at(name));
    }
    RestoreOrder order(const std::string& source, const std::string& target) {
        RestoreOrder out;
        out.source = source;
        out.target = target;
        out.passphrase = &passphrase;
        out.fresh = &passphrase;
        out.cost = cost();
        return out;
    }
    Result<VerifyReport> verify_at(const std::string& folder) {
        return verify_directory(ports(), folder, passphrase);
    }
    Result<Vault> open_at(const std::string& folder) {
        return Vault::open(ports(), folder, passphrase);
    }
    [[nodiscard]] bool there(const std::string& folder) const {
        return std::filesystem::exists(folder);
    }
};

}  // namespace cpc::store::test
