// SPDX-License-Identifier: Apache-2.0
#include "core/store/restore.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/check.hpp"
#include "core/store/after_change.hpp"
#include "core/store/copying.hpp"
#include "core/store/freshness.hpp"
#include "core/store/vault_impl.hpp"
#include "core/store/verify.hpp"

namespace cpc::store {
namespace {

constexpr const char* nothing_made = "Nothing was made, and what is there was only read.";
// What belongs to the place and not to the old log goes along: rules, site, the chair's PIN, who
// central is. Not: receipts and bundles (the old log's), where somebody was on the screen.
constexpr std::array rows_to_carry{"desk/", "sync/pairing", "kiosk/"};
constexpr const char* row_of_the_screen = "desk/shell.place";
constexpr const char* rows_of_people = "key/";

class Restoring {
  public:
    Restoring(Ports ports, const RestoreOrder& order) : ports_(ports), order_(order) {}
    Result<Restored> run();

  private:
    Result<void> open_source();
    Result<void> look_at_source();
    Result<void> make(const std::string& path);
    Result<void> take_the_old_one(const std::string& path);
    Result<void> hold_against_what_left(Vault& former);
    Result<void> gather(Vault& former);
    Result<void> make_the_new_one(const std::string& path);

    Ports ports_;
    const RestoreOrder& order_;
    crypto::SecretBytes master_;  // of the old record
    crypto::SecretBytes pepper_;
    std::map<std::string, Bytes> rows_;
    CreateOptions options_;
    Restored out_;
};

Result<void> Restoring::open_source() {
    auto& files = ports_.files;
    if (order_.passphrase != nullptr) {
        auto unlocked = CPC_TRY(crypto::Keyslots::unlock(files, order_.source, *order_.passphrase,
                                                         crypto::Repair::none));
        master_ = std::move(unlocked.master);
        return {};
    }
    CPC_CHECK(order_.one != nullptr && order_.other != nullptr);
    const auto held = CPC_TRY(crypto::Keyslots::escrow(files, order_.source));
    if (!held)
        return fail(Fault::not_found, "No recovery keys were enrolled in this record.",
                    order_.source, nothing_made);
    const auto device = CPC_TRY(crypto::Keyslots::device_id(files, order_.source));
    master_ = CPC_TRY(crypto::open_escrow(*held, device, *order_.one, *order_.other));
    return {};
}

Result<void> Restoring::look_at_source() {
    const auto report = CPC_TRY(verify_opened(ports_, order_.source, master_, KeyFiles::all));
    if (!report.whole())
        return fail(Fault::damaged, "This is not whole, and nothing is restored from it.",
                    order_.source + ": " + report.damage.front().text(),
                    std::string{nothing_made} +
                        " Take another backup; \"cpc store salvage\" writes out what is whole.");
    if (report.entries == 0)
        return fail(Fault::malformed, "There is nothing in this record.", order_.source,
                    nothing_made);
    out_.entries = report.entries;
    out_.root = report.root;
    out_.former_log_id = report.log_id;
    out_.practice = report.practice;
    return {};
}

// Each of these was signed when the record was so long. One from before the backup must fit it; one
// from after it says how much is missing.
Result<void> Restoring::hold_against_what_left(Vault& former) {
    for (const auto& note : order_.since) {
        const auto held = CPC_TRY(held_against(former, note));
        if (held.against == Held::Against::another_past)
            return fail(Fault::conflict,
                        "What left the tablet tells of another past than this backup has.",
                        "the first " + std::to_string(held.then) + " entries",
                        std::string{nothing_made} +
                            " Keep both, and tell the device administrator: one of them is not "
                            "what it says.");
        if (held.against == Held::Against::shorter)
            out_.reached = std::max(out_.reached.value_or(0), held.then);
    }
    return {};
}

Result<void> Restoring::gather(Vault& former) {
    for (const auto* prefix : rows_to_carry)
        for (const auto& key : CPC_TRY(former.state_keys(prefix)))
            if (key != row_of_the_screen)
                if (auto value = CPC_TRY(former.get_state(key))) rows_[key] = std::move(*value);
    const auto& inside = VaultMaker::inside(former);
    pepper_ = inside.keys.pepper.clone();
    options_.cost = order_.cost;
    options_.practice = out_.practice;
    options_.domain = inside.opened.domain;
    options_.former = Former{out_.former_log_id, out_.entries, out_.root, out_.reached};
    return {};
}

Result<void> Restoring::take_the_old_one(const std::string& path) {
    CPC_TRY(ports_.files.make_directories(path));
    CPC_TRY(copy_record(ports_.files, order_.source, path, DeviceSecret::along));
    const auto keys = StoreKeys::from_master(master_);
    CPC_TRY(mark_inside(ports_, path, keys, CopyKind::former, rows_of_people));
    CPC_TRY(write_copy_mark(ports_.files, path, CopyKind::former,
                            "This is the record before the one in the folder above. It is read "
                            "from there, and nothing is recorded into it.\n"));
    const auto report = CPC_TRY(verify_opened(ports_, path, master_, KeyFiles::all));
    if (!report.whole() || report.root != out_.root || report.entries != out_.entries)
        return fail(Fault::damaged, "What was written does not read back as the backup.", path,
                    nothing_made);
    crypto::Unlocked unlocked;
    unlocked.master = master_.clone();
    unlocked.chair_seed = crypto::SecretBytes::random(32);
    auto lock = CPC_TRY(StoreLock::take(path));
    auto former = CPC_TRY(
        VaultMaker::make(ports_, std::move(lock), path, unlocked, VaultMaker::Expect::to_read));
    CPC_TRY(hold_against_what_left(former));
    CPC_TRY(gather(former));
    return former.settle();
}

Result<void> Restoring::make_the_new_one(const std::string& path) {
    auto vault = CPC_TRY(Vault::create(ports_, path, *order_.fresh, options_));
    out_.log_id = vault.log_id();
    CPC_TRY(vault.put_state(former_key_row, master_.view()));
    CPC_TRY(vault.put_state(pepper_row, pepper_.view()));
    for (const auto& [key, value] : rows_)
        CPC_TRY(vault.put_state(key, value));
    return vault.settle();
}

Result<void> Restoring::make(const std::string& path) {
    CPC_TRY(take_the_old_one(path + "/" + former_folder));
    CPC_TRY(make_the_new_one(path));
    const auto report = CPC_TRY(verify_directory(ports_, path, *order_.fresh));
    if (report.whole() && report.former) return {};
    return fail(Fault::damaged, "The new record does not read back as it was written.", path,
                nothing_made);
}

Result<Restored> Restoring::run() {
    CPC_CHECK(order_.fresh != nullptr);
    const auto kind = CPC_TRY(copy_kind(ports_.files, order_.source));
    if (kind == CopyKind::travelling)
        return fail(Fault::refused, "This copy is on its way to the tablet it was handed over to.",
                    order_.source,
                    "Nothing was made. Only that tablet can take it up: cpc store take-up.");
    CPC_TRY(must_be_free(ports_.files, order_.target));
    CPC_TRY(open_source());
    CPC_TRY(look_at_source());
    CPC_TRY(crypto::worth_it(order_.cost, out_.practice));
    const auto bytes = CPC_TRY(bytes_of_record(ports_.files, order_.source));
    auto folder = CPC_TRY(NewFolder::begin(ports_.files, order_.target, bytes, unfinished_suffix));
    auto made = make(folder.path());
    if (made) made = folder.finish();
    if (made) return std::move(out_);
    folder.abandon();
    return Failure{std::move(made.error())};
}

}  // namespace

Result<Restored> restore(Ports ports, const RestoreOrder& order) {
    return Restoring{ports, order}.run();
}

Result<std::optional<Vault>> Vault::open_former(Ports ports, const std::string& directory,
                                                Vault& heir) {
    const auto named = heir.former();
    if (!named) return std::optional<Vault>{};
    auto row = CPC_TRY(heir.get_state(former_key_row));
    if (!row || row->size() != 32)
        return fail(Fault::damaged, "The key to the record before this one is not there.",
                    directory, "This record is whole. The backup it was restored from has both.");
    crypto::Unlocked unlocked;
    unlocked.master = crypto::SecretBytes::copy_of(*row);
    unlocked.chair_seed = crypto::SecretBytes::random(32);
    crypto::wipe(*row);
    const auto path = directory + "/" + former_folder;
    auto lock = CPC_TRY(StoreLock::take(path, StoreLock::IfMissing::do_without));
    auto out = CPC_TRY(
        VaultMaker::make(ports, std::move(lock), path, unlocked, VaultMaker::Expect::to_read));
    if (out.log_id() != named->log_id || out.size() != named->size || out.root() != named->root)
        return fail(Fault::conflict, "The record before this one is not the one that was restored.",
                    path, "This record is whole. Restore the backup to another folder to read it.");
    return std::optional<Vault>{std::move(out)};
}

}  // namespace cpc::store
