// SPDX-License-Identifier: Apache-2.0
#include "core/store/move.hpp"

#include <algorithm>

#include "core/crypto/box.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/store/copying.hpp"
#include "core/store/door.hpp"
#include "core/store/vault_impl.hpp"
#include "core/store/verify.hpp"

namespace cpc::store {
namespace {

constexpr std::string_view card_mark = "CPC-ARRIVAL+";
constexpr std::string_view key_mark = "CPCARRV1";
constexpr std::size_t check_size = 8;
constexpr std::size_t secret_file_max = 4096;
constexpr const char* about_travelling =
    "This folder is a record of Case Conference on its way to another tablet. It opens there and "
    "nowhere else:  cpc store take-up FOLDER NEW\n";
constexpr const char* closed_now =
    "The record is closed on this tablet and everything in it is safe. Write the copy again, on "
    "another stick: the same command.";

ByteArray<check_size> check_of(ByteView key) {
    const auto digest = crypto::blake2b(crypto::joined({view_of(card_mark), key}));
    ByteArray<check_size> out{};
    std::copy_n(digest.begin(), out.size(), out.begin());
    return out;
}

std::string card_of(const crypto::BoxPublicKey& key) {
    return std::string{card_mark} + to_base64(crypto::joined({key, check_of(key)})) + "\n";
}

Result<crypto::BoxPublicKey> key_of_card(std::string_view line) {
    auto rest = line.substr(0, line.find_first_of("\r\n"));
    const auto wrong = [] {
        return fail(Fault::malformed, "This is not the arrival card of a tablet.", {},
                    "Nothing was changed. The new tablet writes one: cpc store expect.");
    };
    if (rest.substr(0, card_mark.size()) != card_mark) return wrong();
    const auto bytes = from_base64(rest.substr(card_mark.size()));
    crypto::BoxPublicKey key{};
    if (!bytes || bytes->size() != key.size() + check_size) return wrong();
    std::copy_n(bytes->begin(), key.size(), key.begin());
    const auto check = check_of(key);
    if (!std::equal(check.begin(), check.end(), bytes->begin() + key.size())) return wrong();
    if (!crypto::box_key_usable(key)) return wrong();
    return key;
}

// "CPCARRV1" | secret 32 | BLAKE2b-256 of all before
Result<std::optional<crypto::BoxKeyPair>> read_arrival_key(Files& files, const std::string& path) {
    if (!files.exists(path)) return std::optional<crypto::BoxKeyPair>{};
    auto bytes = CPC_TRY(read_whole(files, path, secret_file_max));
    const std::size_t body = key_mark.size() + 32;
    const ByteView all{bytes};
    // Its destruction was cut between the two steps of it.
    if (std::all_of(all.begin(), all.end(), [](auto byte) { return byte == 0; }))
        return std::optional<crypto::BoxKeyPair>{};
    const bool whole = bytes.size() == body + 32 &&
                       text_of(all.first(key_mark.size())) == key_mark &&
                       std::ranges::equal(crypto::blake2b(all.first(body)), all.subspan(body));
    if (!whole)
        return fail(Fault::damaged, "The key that was made for the record to arrive is damaged.",
                    path, "Nothing was changed.");
    const auto secret = crypto::SecretBytes::copy_of(all.subspan(key_mark.size(), 32));
    crypto::wipe(bytes);
    return std::optional{crypto::BoxKeyPair::from_secret(secret)};
}

Result<void> write_arrival_key(Files& files, const std::string& path,
                               const crypto::BoxKeyPair& keys) {
    Bytes bytes = crypto::joined({view_of(key_mark), keys.secret().view()});
    crypto::append(bytes, crypto::blake2b(bytes));
    auto written = write_whole(files, path, bytes);
    crypto::wipe(bytes);
    return written;
}

// Overwritten first: the name alone going away would leave the bytes to whoever looks.
Result<void> destroy(Files& files, const std::string& path) {
    if (!files.exists(path)) return {};
    auto file = CPC_TRY(files.open(path, OpenMode::read_write));
    const auto size = CPC_TRY(file->size());
    CPC_TRY(file->write_at(0, Bytes(static_cast<std::size_t>(size))));
    CPC_TRY(file->sync_data());
    return files.remove(path);
}

// ---- the old tablet ----

class HandingOver {
  public:
    HandingOver(Ports ports, const std::string& directory, const crypto::BoxPublicKey& to)
        : ports_(ports), directory_(directory), to_(to) {
        out_.heir = crypto::sha256(to);
    }
    Result<HandedOver> run(const crypto::SecretBytes& passphrase, const std::string& target);

  private:
    Result<void> open(VaultMaker::Expect expect);
    Result<void> note_and_close(Vault vault);
    Result<void> close_for_good();
    Result<void> write_copy(const std::string& path);

    Ports ports_;
    const std::string& directory_;
    const crypto::BoxPublicKey& to_;
    std::optional<StoreLock> lock_;
    crypto::Unlocked unlocked_;
    HandedOver out_;
};

Result<void> HandingOver::note_and_close(Vault vault) {
    CPC_TRY(vault.settle());
    out_.entries = vault.size();
    out_.root = vault.root();
    lock_ = VaultMaker::close_keeping_lock(std::move(vault));
    return {};
}

// An open record is told that it was unlocked; one that is closed already must be meant for the
// same tablet.
Result<void> HandingOver::open(VaultMaker::Expect expect) {
    auto vault =
        CPC_TRY(VaultMaker::make(ports_, std::move(*lock_), directory_, unlocked_, expect));
    lock_.reset();
    if (expect == VaultMaker::Expect::a_log) {
        CPC_TRY(write_unlock(vault));
        return note_and_close(std::move(vault));
    }
    const auto heir = CPC_TRY(VaultMaker::heir_of(VaultMaker::inside(vault)));
    if (heir != out_.heir) return Failure{was_handed_over(heir.value_or(Hash32{}), directory_)};
    out_.again = true;
    return note_and_close(std::move(vault));
}

// The instant after which nothing is added here any more.
Result<void> HandingOver::close_for_good() {
    auto vault = CPC_TRY(VaultMaker::make(ports_, std::move(*lock_), directory_, unlocked_,
                                          VaultMaker::Expect::a_log));
    lock_.reset();
    CPC_TRY(write_down(vault, record::LogClosed{"handed over to another tablet", out_.heir}));
    VaultMaker::inside(vault).closed = was_handed_over(out_.heir, directory_);
    return note_and_close(std::move(vault));
}

Result<void> HandingOver::write_copy(const std::string& path) {
    auto& files = ports_.files;
    CPC_TRY(copy_record(files, directory_, path, DeviceSecret::left_behind));
    auto secret =
        CPC_TRY(read_whole(files, directory_ + "/" + crypto::device_secret_file, secret_file_max));
    const auto sealed = crypto::box_seal(to_, secret);
    crypto::wipe(secret);
    CPC_TRY(write_whole(files, path + "/" + sealed_secret_file, sealed));
    const auto keys = StoreKeys::from_master(unlocked_.master);
    CPC_TRY(mark_inside(ports_, path, keys, CopyKind::travelling));
    CPC_TRY(write_copy_mark(files, path, CopyKind::travelling, about_travelling));
    const auto report =
        CPC_TRY(verify_opened(ports_, path, unlocked_.master, KeyFiles::without_device_secret));
    if (report.whole() && report.entries == out_.entries && report.root == out_.root) return {};
    return fail(Fault::damaged, "The copy is not the record that was copied.",
                report.whole() ? path : report.damage.front().text(), "Take another stick.");
}

Result<HandedOver> HandingOver::run(const crypto::SecretBytes& passphrase,
                                    const std::string& target) {
    auto& files = ports_.files;
    CPC_TRY(refuse_copy(files, directory_));
    const auto bytes = CPC_TRY(bytes_of_record(files, directory_));
    auto folder = CPC_TRY(NewFolder::begin(files, target, bytes, unfinished_suffix));
    lock_ = CPC_TRY(StoreLock::take(directory_));
    unlocked_ = CPC_TRY(try_passphrase(ports_, directory_, passphrase));
    auto opened = open(VaultMaker::Expect::a_log);
    const bool closed_before = !opened && opened.error().fault == Fault::refused;
    if (!opened && !closed_before) return Failure{std::move(opened.error())};
    if (closed_before) {
        lock_ = CPC_TRY(StoreLock::take(directory_));
        CPC_TRY(open(VaultMaker::Expect::handed_over));
    } else {
        // A whole copy before anything is decided: a stick that fails does it now.
        if (auto tried = write_copy(folder.path()); !tried) {
            folder.abandon();
            return Failure{std::move(tried.error())};
        }
        if (auto closed = close_for_good(); !closed) {
            folder.abandon();
            return Failure{std::move(closed.error())};
        }
        folder = CPC_TRY(NewFolder::begin(files, target, bytes, unfinished_suffix));
    }
    auto written = write_copy(folder.path());
    if (written) written = folder.finish();
    if (written) return out_;
    folder.abandon();
    written.error().advice = closed_now;
    return Failure{std::move(written.error())};
}

// ---- the new tablet ----

class TakingUp {
  public:
    TakingUp(Ports ports, const std::string& source, const std::string& target)
        : ports_(ports), source_(source), target_(target), work_(target + arriving_suffix) {}
    Result<TakenUp> run(const crypto::SecretBytes& passphrase);

  private:
    Result<void> bring(const crypto::BoxKeyPair& keys);
    Result<void> add_the_last_word(const crypto::SecretBytes& passphrase,
                                   const std::optional<crypto::BoxKeyPair>& keys);
    Result<void> put_into_use();
    [[nodiscard]] std::string in_work(const char* name) const { return work_ + "/" + name; }

    Ports ports_;
    const std::string& source_;
    const std::string& target_;
    std::string work_;
    TakenUp out_;
};

Result<void> TakingUp::bring(const crypto::BoxKeyPair& keys) {
    auto& files = ports_.files;
    if (CPC_TRY(copy_kind(files, source_)) != CopyKind::travelling)
        return fail(Fault::refused, "This is not a record that was handed over to this tablet.",
                    source_, "Nothing was changed. A backup is put into use by cpc store restore.");
    const auto sealed =
        CPC_TRY(read_whole(files, source_ + "/" + sealed_secret_file, secret_file_max));
    const auto secret = crypto::box_open_secret(keys, sealed);
    if (!secret)
        return fail(Fault::wrong_secret, "This record was handed over to another tablet.", source_,
                    "Nothing was changed. Compare the arrival codes.");
    CPC_TRY(clear_unfinished(files, work_, arrival_key_file));
    CPC_TRY(write_copy_mark(files, work_, CopyKind::travelling, about_travelling));
    CPC_TRY(copy_record(files, source_, work_, DeviceSecret::left_behind));
    CPC_TRY(write_whole(files, in_work(crypto::device_secret_file), secret->view()));
    return files.sync_directory(work_);
}

Result<void> TakingUp::add_the_last_word(const crypto::SecretBytes& passphrase,
                                         const std::optional<crypto::BoxKeyPair>& keys) {
    const auto report = CPC_TRY(verify_directory(ports_, work_, passphrase));
    if (!report.whole() || report.verified.empty())
        return fail(Fault::damaged, "What arrived is not whole.",
                    report.whole() ? work_ : report.damage.front().text(),
                    "Nothing is in use yet. Have the old tablet write it again: cpc store move.");
    // Cut after the last word: then nothing more is added.
    const bool said = report.verified.back().type == record::type::log_taken_up;
    const bool for_us = keys && report.heir == crypto::sha256(keys->public_key());
    if (!said && !for_us)
        return fail(Fault::wrong_secret, "This record was not handed over to this tablet.", source_,
                    "Nothing was changed. Compare the arrival codes.");
    const auto unlocked =
        CPC_TRY(crypto::Keyslots::unlock(ports_.files, work_, passphrase, crypto::Repair::none));
    auto lock = CPC_TRY(StoreLock::take(work_));
    auto vault = CPC_TRY(
        VaultMaker::make(ports_, std::move(lock), work_, unlocked,
                         said ? VaultMaker::Expect::to_read : VaultMaker::Expect::handed_over));
    if (!said) {
        VaultMaker::inside(vault).closed.reset();
        CPC_TRY(write_down(vault, record::LogTakenUp{*report.heir}));
    }
    CPC_TRY(vault.erase_state(copy_row));
    CPC_TRY(vault.settle());
    out_ = {vault.size(), vault.root(), vault.log_id()};
    return {};
}

Result<void> TakingUp::put_into_use() {
    auto& files = ports_.files;
    CPC_TRY(destroy(files, in_work(arrival_key_file)));
    CPC_TRY(files.sync_directory(work_));
    if (files.exists(in_work(copy_mark_file))) CPC_TRY(files.remove(in_work(copy_mark_file)));
    CPC_TRY(files.sync_directory(work_));
    CPC_TRY(files.rename(work_, target_));
    const auto slash = target_.rfind('/');
    return files.sync_directory(slash == std::string::npos ? "." : target_.substr(0, slash));
}

Result<TakenUp> TakingUp::run(const crypto::SecretBytes& passphrase) {
    auto& files = ports_.files;
    CPC_TRY(must_be_free(files, target_));
    auto found = read_arrival_key(files, in_work(arrival_key_file));
    const bool nothing_yet = !files.exists(in_work(journal_file));
    if (!found && nothing_yet) return Failure{std::move(found.error())};
    // A key that does not read beside a record: the power went while it was being destroyed, which
    // is after the last word. If that word is not there, its own error is given.
    std::optional<crypto::BoxKeyPair> keys;
    if (found) keys = std::move(*found);
    if (!keys && nothing_yet)
        return fail(Fault::refused, "This tablet does not expect a record here.", target_,
                    "Nothing was changed. It is told to first: cpc store expect.");
    // The mark goes last, after the key: then only the folder's name is missing.
    if (!keys && !files.exists(in_work(copy_mark_file))) {
        const auto report = CPC_TRY(verify_directory(ports_, work_, passphrase));
        out_ = {report.entries, report.root, report.log_id};
        CPC_TRY(put_into_use());
        return out_;
    }
    // What is there may hold the last word already; only what cannot be opened is brought again.
    auto done = nothing_yet ? Result<void>{fail(Fault::not_found, "nothing yet")}
                            : add_the_last_word(passphrase, keys);
    const bool again = !done && keys && done.error().fault != Fault::wrong_secret;
    if (!done && !found) return Failure{std::move(found.error())};
    if (again) {
        CPC_TRY(bring(*keys));
        done = add_the_last_word(passphrase, keys);
    }
    CPC_TRY(std::move(done));
    CPC_TRY(put_into_use());
    return out_;
}

}  // namespace

Result<ArrivalCard> expect_record(Files& files, Entropy& entropy, const std::string& target) {
    CPC_TRY(must_be_free(files, target));
    const auto work = target + arriving_suffix;
    const auto path = work + "/" + arrival_key_file;
    auto keys = CPC_TRY(read_arrival_key(files, path));
    if (!keys) {
        CPC_TRY(files.make_directories(work));
        if (!CPC_TRY(files.list(work)).empty())
            return fail(Fault::refused, "There is something in that folder already.", work,
                        "Nothing was changed. Name another one.");
        crypto::SecretBytes secret(32);
        entropy.fill(secret.span());
        keys = crypto::BoxKeyPair::from_secret(secret);
        CPC_TRY(write_arrival_key(files, path, *keys));
    }
    return ArrivalCard{card_of(keys->public_key()), crypto::sha256(keys->public_key())};
}

Result<Hash32> read_arrival_card(std::string_view line) {
    return crypto::sha256(CPC_TRY(key_of_card(line)));
}

Result<HandedOver> hand_over(Ports ports, const std::string& directory,
                             const crypto::SecretBytes& passphrase, std::string_view arrival_card,
                             const std::string& target) {
    const auto key = CPC_TRY(key_of_card(arrival_card));
    return HandingOver{ports, directory, key}.run(passphrase, target);
}

Result<TakenUp> take_up(Ports ports, const std::string& source, const std::string& target,
                        const crypto::SecretBytes& passphrase) {
    return TakingUp{ports, source, target}.run(passphrase);
}

}  // namespace cpc::store
