// SPDX-License-Identifier: Apache-2.0
#include "core/store/copying.hpp"

#include <algorithm>
#include <array>

#include "core/crypto/attempt_ledger.hpp"
#include "core/crypto/key_file.hpp"
#include "core/crypto/ledger_witness.hpp"

namespace cpc::store {
namespace {

constexpr std::uint64_t copied_at_once = 1U << 20U;
constexpr std::uint64_t room_to_spare = 2U << 20U;
constexpr std::array files_of_a_record{crypto::keyslots_file, crypto::device_secret_file,
                                       crypto::attempts_file, crypto::witness_file,
                                       journal_file,          store_file};

std::string parent_of(const std::string& path) {
    const auto slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

std::string name_of(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

Bytes part_of(std::uint64_t at, std::uint64_t end) {
    return Bytes(static_cast<std::size_t>(std::min(copied_at_once, end - at)));
}

// The journal lays down zeros for a whole meeting; a copy needs those of the last step only.
Result<std::uint64_t> used_size(File& file) {
    const auto size = CPC_TRY(file.size());
    if (size % journal_step != 0) return size;  // damaged: as it is
    for (std::uint64_t end = size; end > journal_step; end -= journal_step) {
        Bytes part(journal_step);
        CPC_TRY(file.read_at(end - journal_step, part));
        const bool empty =
            std::all_of(part.begin(), part.end(), [](auto byte) { return byte == 0; });
        if (!empty) return std::min(size, end + journal_step);
    }
    return std::min(size, 2 * journal_step);
}

Result<std::uint64_t> size_to_copy(File& file, const std::string& path) {
    return name_of(path) == journal_file ? used_size(file) : file.size();
}

Failure not_what_was_written(const std::string& path) {
    return fail(Fault::damaged, "What was written does not read back as it was written.", path,
                "The original was only read. Take another stick.");
}

Result<void> copy_one(Files& files, const std::string& from, const std::string& to) {
    auto source = CPC_TRY(files.open(from, OpenMode::read_only));
    const auto size = CPC_TRY(size_to_copy(*source, from));
    {
        auto target = CPC_TRY(files.open(to, OpenMode::create_new));
        for (std::uint64_t at = 0; at < size;) {
            auto part = part_of(at, size);
            CPC_TRY(source->read_at(at, part));
            CPC_TRY(target->write_at(at, part));
            at += part.size();
        }
        CPC_TRY(target->sync_data());
        target->drop_cache();
    }
    auto written = CPC_TRY(files.open(to, OpenMode::read_only));
    if (CPC_TRY(written->size()) != size) return not_what_was_written(to);
    for (std::uint64_t at = 0; at < size;) {
        auto part = part_of(at, size);
        auto back = part;
        CPC_TRY(source->read_at(at, part));
        CPC_TRY(written->read_at(at, back));
        if (part != back) return not_what_was_written(to);
        at += part.size();
    }
    return {};
}

// Files and one folder that are ours to take away, in a folder whose name says "unfinished".
bool is_ours(const std::string& name) {
    constexpr std::array others{copy_mark_file, store_hot_file,  "in-use.lock",
                                "checkpoint",   "device.sealed", "space.reserve"};
    const auto plain = name.ends_with(".part") ? name.substr(0, name.size() - 5) : name;
    const auto is = [&](const char* known) { return plain == known; };
    return std::any_of(files_of_a_record.begin(), files_of_a_record.end(), is) ||
           std::any_of(others.begin(), others.end(), is);
}

}  // namespace

Result<std::uint64_t> bytes_of_record(Files& files, const std::string& directory) {
    std::uint64_t out = 0;
    for (const auto* name : files_of_a_record) {
        const auto path = directory + "/" + name;
        if (!files.exists(path)) continue;
        auto file = CPC_TRY(files.open(path, OpenMode::read_only));
        out += CPC_TRY(size_to_copy(*file, path));
    }
    const auto former = directory + "/" + former_folder;
    if (files.exists(former)) out += CPC_TRY(bytes_of_record(files, former));
    return out;
}

Result<void> clear_unfinished(Files& files, const std::string& directory, std::string_view keep) {
    const auto names = CPC_TRY(files.list(directory));
    for (const auto& name : names)
        if (name != former_folder && name != keep && !is_ours(name))
            return fail(Fault::refused, "There is something else in the unfinished copy.",
                        directory + "/" + name,
                        "Nothing was changed. Remove that folder, or name another one.");
    for (const auto& name : names) {
        if (name == keep) continue;
        const auto path = directory + "/" + name;
        if (name == former_folder)
            CPC_TRY(clear_unfinished(files, path));
        else
            CPC_TRY(files.remove(path));
    }
    return {};
}

Result<void> must_be_free(Files& files, const std::string& name) {
    if (!files.exists(name)) return {};
    return fail(Fault::refused, "There is something of this name already.", name,
                "Nothing was written. Name a folder that does not exist yet.");
}

Result<NewFolder> NewFolder::begin(Files& files, const std::string& name, std::uint64_t bytes,
                                   const char* suffix) {
    CPC_TRY(must_be_free(files, name));
    const auto parent = parent_of(name);
    if (!files.list(parent))
        return fail(Fault::not_found, "The place for it is not there.", parent,
                    "Nothing was written. Is the stick in?");
    NewFolder out{files, name, name + suffix};
    CPC_TRY(files.make_directories(out.work_));
    CPC_TRY(clear_unfinished(files, out.work_));
    const auto wanted = bytes + room_to_spare;
    if (CPC_TRY(files.free_bytes(parent)) < wanted)
        return fail(Fault::no_space, "There is no room for it.", parent,
                    "Nothing was written, and the record is as it was. " +
                        std::to_string((wanted >> 20U) + 1) + " MiB are needed.");
    return out;
}

Result<void> NewFolder::finish() {
    CPC_TRY(files_->sync_directory(work_));
    CPC_TRY(must_be_free(*files_, name_));
    CPC_TRY(files_->rename(work_, name_));
    return files_->sync_directory(parent_of(name_));
}

void NewFolder::abandon() {
    (void)clear_unfinished(*files_, work_);
}

Result<void> copy_record(Files& files, const std::string& from, const std::string& to,
                         DeviceSecret secret) {
    for (const std::string name : files_of_a_record) {
        const auto path = from + "/" + name;
        const bool stays =
            name == crypto::device_secret_file && secret == DeviceSecret::left_behind;
        if (!stays && files.exists(path)) CPC_TRY(copy_one(files, path, to + "/" + name));
    }
    const auto former = from + "/" + former_folder;
    if (files.exists(former)) {
        const auto nested = to + "/" + former_folder;
        CPC_TRY(files.make_directories(nested));
        CPC_TRY(copy_record(files, former, nested, DeviceSecret::along));
        const auto mark = former + "/" + copy_mark_file;
        if (files.exists(mark)) CPC_TRY(copy_one(files, mark, nested + "/" + copy_mark_file));
        CPC_TRY(files.sync_directory(nested));
    }
    return files.sync_directory(to);
}

Result<void> mark_inside(Ports ports, const std::string& directory, const StoreKeys& keys,
                         CopyKind kind, std::string_view without_rows) {
    auto store = CPC_TRY(EntryStore::open(directory + "/" + store_file, keys.database,
                                          Database::Mode::read_write, ports.database_vfs));
    return store.write({}, [&](EntryStore& rows) -> Result<void> {
        if (!without_rows.empty())
            for (const auto& key : CPC_TRY(rows.state_keys(without_rows)))
                CPC_TRY(rows.erase_state(key));
        return rows.put_state(copy_row, view_of(std::string_view{copy_kind_name(kind)}));
    });
}

}  // namespace cpc::store
