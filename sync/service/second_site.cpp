// SPDX-License-Identifier: Apache-2.0
// Central's part: naming the second site, copying what it lacks, taking its signatures.
#include "sync/service/second_site.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "sync/service/backup_frames.hpp"
#include "sync/service/copy_file.hpp"
#include "sync/service/held.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::service {
namespace {

constexpr const char* confirmed_folder = "confirmed";

std::string in(const std::string& directory, const char* name) {
    return directory + "/" + name;
}

// Two digits' worth of folders, so that none gets too full to list.
std::string folder_of(const std::string& directory, const BundleId& bundle) {
    return in(directory, confirmed_folder) + "/" + bundle.hex().substr(0, 2);
}

std::string file_of(const std::string& directory, const BundleId& bundle) {
    return folder_of(directory, bundle) + "/" + bundle.hex() + ".cpr";
}

Result<wire::Pairing> named_site(Files& files, const std::string& directory) {
    const auto path = in(directory, second_file);
    if (!files.exists(path))
        return fail(Fault::not_found, "This central service has no second site yet.", directory,
                    "Name one: cpc-central second --site ITS-CENTRAL.JSON");
    return wire::read_pairing(CPC_TRY(read_whole(files, path, wire::limits::pairing_bytes_max)));
}

// Everything of the store from one receipt on, and the tablets it is about.
class Copier {
  public:
    Copier(const SiteDesk& desk, CopyFile& out) : desk_(desk), out_(out) {}

    Result<void> add(const ReceivedBundle& row) {
        auto& size = sizes_[row.log_id];
        Batch batch;
        batch.log_id = row.log_id;
        batch.bundle = row;
        batch.known = size;
        for (; size < row.to; ++size) {
            auto entry = CPC_TRY(desk_.store.entry(row.log_id, size));
            if (!entry)
                return fail(
                    Fault::damaged, "An entry that has a receipt is not there.",
                    "log " + to_hex(row.log_id).substr(0, 16) + ", entry " + std::to_string(size),
                    "Nothing was copied. Run cpc-central fsck.");
            batch.entries.push_back(std::move(*entry));
        }
        CPC_TRY(introduce(row.log_id));
        // What had come without it goes along now, before the receipt that speaks of it.
        for (const auto seq : held_.at(row.log_id).taken_with(row.bundle)) {
            auto entry = CPC_TRY(desk_.store.entry(row.log_id, seq));
            if (!entry) return fail(Fault::damaged, "An entry that has a receipt is not there.");
            CPC_TRY(
                out_.add(backup::Kind::late, backup::write_late({row.log_id, std::move(*entry)})));
        }
        CPC_TRY(add_brought_back(row, batch.known));
        for (const auto& signer : signers_[row.log_id])
            if (signer.first_seq >= batch.known && signer.first_seq < size)
                batch.signers.push_back(signer);
        facts.entries += batch.entries.size();
        ++facts.receipts;
        return out_.add(backup::Kind::batch, backup::write_batch(batch));
    }
    void step_over(const ReceivedBundle& row) {
        auto& size = sizes_[row.log_id];
        size = std::max(size, row.to);
        ++facts.first;
    }
    CopyFacts facts;

  private:
    Result<void> introduce(const Hash32& log_id) {
        if (signers_.count(log_id) != 0) return {};
        auto row = CPC_TRY(desk_.store.find_log(log_id));
        if (!row) return fail(Fault::damaged, "A receipt is of a log that is not there.");
        backup::LogFrame frame{*row, CPC_TRY(desk_.store.keys(log_id))};
        CPC_TRY(out_.add(backup::Kind::log, backup::write_log(frame)));
        signers_[log_id] = CPC_TRY(desk_.store.signers(log_id));
        held_.emplace(log_id, CPC_TRY(HeldLog::read(desk_.store, desk_.keys, log_id)));
        return {};
    }
    // What another second site gave back goes along with the first receipt that does not hold it
    // back any more.
    Result<void> add_brought_back(const ReceivedBundle& row, std::uint64_t known) {
        const auto brought = held_.at(row.log_id).brought_back();
        if (brought.empty()) return {};
        const auto receipt = CPC_TRY(wire::read_receipt(view_of(row.receipt)));
        for (const auto seq : brought) {
            if (seq >= known || wire::held_as(receipt.held_back, seq) ||
                !sent_.insert({row.log_id, seq}).second)
                continue;
            auto entry = CPC_TRY(desk_.store.entry(row.log_id, seq));
            if (!entry) return fail(Fault::damaged, "An entry that has a receipt is not there.");
            CPC_TRY(
                out_.add(backup::Kind::late, backup::write_late({row.log_id, std::move(*entry)})));
        }
        return {};
    }
    const SiteDesk& desk_;
    CopyFile& out_;
    std::set<std::pair<Hash32, std::uint64_t>> sent_;
    std::map<Hash32, std::uint64_t> sizes_;
    std::map<Hash32, std::vector<SignerKey>> signers_;
    std::map<Hash32, HeldLog> held_;
};

Result<bool> is_confirmed(const SiteDesk& desk, const ReceivedBundle& row) {
    const auto text = CPC_TRY(confirmed_receipt(desk.files, desk.directory, row.bundle));
    return text && wire::first_level(*text) == row.receipt;
}

Result<void> check_confirmed(const SiteDesk& desk, const wire::Pairing& site, ByteView file) {
    const auto receipt = CPC_TRY(wire::read_receipt(file));
    CPC_TRY(wire::trusted_by(receipt, desk.keys.pairing));
    if (!receipt.second || receipt.second->site_key != site.receipt_key)
        return fail(Fault::refused, "It is not signed by the second site.");
    const auto held = CPC_TRY(desk.store.received(receipt.bundle));
    if (!held || held->receipt != wire::first_level(text_of(file)))
        return fail(Fault::conflict,
                    "It confirms a receipt that is not in this store: rows were taken out, or an "
                    "older backup was put in their place.",
                    "receipt " + std::to_string(receipt.index), "Run cpc-central fsck.");
    CPC_TRY(desk.files.make_directories(folder_of(desk.directory, receipt.bundle)));
    return write_whole(desk.files, file_of(desk.directory, receipt.bundle), file);
}

}  // namespace

Result<wire::Pairing> name_second_site(Files& files, const std::string& directory,
                                       const CentralKeys& keys, ByteView site_central_json) {
    auto site = CPC_TRY(wire::read_pairing(site_central_json));
    const auto& own = keys.pairing;
    if (site.practice != own.practice)
        return fail(Fault::refused, "One of the two is for practice and the other is not.", {},
                    "Nothing was changed.");
    if (site.root_key == own.root_key || site.receipt_key == own.receipt_key ||
        site.name == own.name)
        return fail(Fault::refused, "This is the same service: a second site has its own keys.",
                    site.name, "Nothing was changed. Make one elsewhere with cpc-central init.");
    CPC_TRY(write_whole(files, in(directory, second_file), site_central_json));
    return site;
}

Result<CopyFacts> write_copy(const SiteDesk& desk, const std::string& path, Whole whole) {
    const auto site = CPC_TRY(named_site(desk.files, desk.directory));
    if (desk.files.exists(path))
        return fail(Fault::refused, "A file of this name is there already.", path,
                    "Nothing was written. Choose another name.");
    const std::string under_way = path + ".under-way";
    if (desk.files.exists(under_way)) CPC_TRY(desk.files.remove(under_way));
    auto file = CPC_TRY(CopyFile::create(desk.files, under_way, site.ingest_key));
    const auto endorsement =
        wire::endorse_site(desk.keys.pairing.name, site.name, site.receipt_key, desk.keys.root);
    CPC_TRY(file.add(backup::Kind::endorsement, endorsement));
    Copier copier(desk, file);
    bool begun = whole == Whole::yes;
    const auto receipts = CPC_TRY(desk.store.receipt_count());
    const auto one = [&](const ReceivedBundle& row) -> Result<void> {
        if (row.receipt_index >= receipts) return {};
        begun = begun || !CPC_TRY(is_confirmed(desk, row));
        if (begun) return copier.add(row);
        copier.step_over(row);
        return {};
    };
    CPC_TRY(desk.store.scan_receipts(one));
    CPC_TRY(file.finish({0, copier.facts.receipts, copier.facts.entries, 0}));
    if (copier.facts.receipts == 0) {
        CPC_TRY(desk.files.remove(under_way));
        return copier.facts;
    }
    CPC_TRY(desk.files.rename(under_way, path));
    return copier.facts;
}

Result<ConfirmedFacts> take_confirmed(const SiteDesk& desk, const std::string& folder) {
    const auto site = CPC_TRY(named_site(desk.files, desk.directory));
    ConfirmedFacts out;
    auto names = CPC_TRY(desk.files.list(folder));
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        if (!name.ends_with(".cpr")) continue;
        const auto file =
            read_whole(desk.files, folder + "/" + name, wire::limits::receipt_bytes_max);
        const auto taken =
            file ? check_confirmed(desk, site, *file) : Result<void>{Failure{file.error()}};
        if (taken)
            ++out.taken;
        else
            out.refused.push_back(name + ": " + taken.error().text());
    }
    return out;
}

Result<std::optional<std::string>> confirmed_receipt(Files& files, const std::string& directory,
                                                     const BundleId& bundle) {
    const auto path = file_of(directory, bundle);
    if (!files.exists(path)) return std::optional<std::string>{};
    const auto bytes = CPC_TRY(read_whole(files, path, wire::limits::receipt_bytes_max));
    return std::optional{std::string{text_of(bytes)}};
}

}  // namespace cpc::service
