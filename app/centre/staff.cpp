// SPDX-License-Identifier: Apache-2.0
#include "app/centre/staff.hpp"

#include <algorithm>

#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "sync/service/office.hpp"

namespace cpc::centre {
namespace {

// As it stands in central's list.
struct AccountRow {
    std::string login, name, role, region;
    bool everything = false;
    bool removed = false;
    ByteArray<16> salt{};
    std::uint32_t ops = 0;
    std::uint64_t memory_bytes = 0;
    ByteArray<32> password{};
    static constexpr auto fields() {
        using E = AccountRow;
        return std::tuple{&E::login,   &E::name, &E::role, &E::region,       &E::everything,
                          &E::removed, &E::salt, &E::ops,  &E::memory_bytes, &E::password};
    }
};

Bytes about(const std::string& login) {
    const auto hash = crypto::sha256(view_of(login));
    return {hash.begin(), hash.end()};
}

// A role that this version does not know may see the least.
Account account_of(const AccountRow& row) {
    return {row.login,
            row.name,
            role_of(row.role).value_or(Role::auditor),
            {row.everything, row.region},
            row.removed};
}

Result<std::optional<AccountRow>> newest(service::Central& central, const std::string& login) {
    std::optional<AccountRow> out;
    constexpr std::size_t changes_max = 10'000;
    for (const auto& note :
         CPC_TRY(central.notes(service::office_kind::account, about(login), 0, changes_max)))
        out = CPC_TRY(codec::decode<AccountRow>(note.content));
    return out;
}

bool good_login(const std::string& login) {
    constexpr std::size_t most = 40;
    return !login.empty() && login.size() <= most &&
           std::all_of(login.begin(), login.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
           });
}

crypto::KeyslotCost cost_of(const service::Central& central) {
    return central.pairing().practice ? crypto::KeyslotCost::practice()
                                      : crypto::KeyslotCost::small_machine();
}

}  // namespace

std::string_view role_word(Role role) {
    switch (role) {
        case Role::records_officer:
            return "records-officer";
        case Role::service_manager:
            return "service-manager";
        case Role::auditor:
            return "auditor";
    }
    return "auditor";
}

std::optional<Role> role_of(std::string_view word) {
    for (const auto role : {Role::records_officer, Role::service_manager, Role::auditor})
        if (role_word(role) == word) return role;
    return std::nullopt;
}

bool may_see(Role role, Page page) {
    switch (page) {
        case Page::bundles:
        case Page::upload:
        case Page::answer:
        case Page::devices:
        case Page::prepare:
            return role == Role::records_officer;
        case Page::records:
        case Page::record:
        case Page::register_page:
        case Page::deadlines:
            return role != Role::auditor;
        case Page::monitoring:
            return true;
        case Page::looks:
            return role == Role::auditor;
    }
    return false;
}

Result<void> Staff::keep(const Account& account, const crypto::SecretBytes* password) {
    AccountRow row{account.login,
                   account.name,
                   std::string{role_word(account.role)},
                   account.scope.region,
                   account.scope.everything,
                   account.removed,
                   {},
                   0,
                   0,
                   {}};
    if (password != nullptr) {
        const auto cost = cost_of(central_);
        crypto::random_fill(row.salt);
        row.ops = cost.ops;
        row.memory_bytes = cost.memory_bytes;
        const auto hash = CPC_TRY(crypto::argon2id(*password, row.salt, row.ops, row.memory_bytes));
        std::copy(hash.view().begin(), hash.view().end(), row.password.begin());
    }
    return central_.add_note(service::office_kind::account, about(account.login),
                             codec::encode(row));
}

Result<void> Staff::add(const Account& account, const crypto::SecretBytes& password) {
    if (!good_login(account.login))
        return fail(Fault::refused, "A sign-in name has 1 to 40 of a-z, 0-9, dot and hyphen.", {},
                    "No account was made.");
    wire::RecordAnswer signs;  // the name goes into answers as it is
    signs.by = account.name;
    CPC_TRY(wire::check_answer(signs));
    if (password.size() < password_bytes_min || password.size() > password_bytes_max)
        return fail(Fault::refused, "A password has 12 to 200 characters; four words are good.", {},
                    "No account was made.");
    if (!account.scope.everything && account.scope.region.empty())
        return fail(Fault::refused, "An account is for one region or for all regions.", {},
                    "No account was made. Give --region NAME or --all-regions.");
    return keep(account, &password);
}

Result<void> Staff::remove(const std::string& login) {
    const auto row = CPC_TRY(newest(central_, login));
    if (!row || row->removed)
        return fail(Fault::not_found, "There is no such account.", {}, "Nothing was changed.");
    auto account = account_of(*row);
    account.removed = true;
    return keep(account, nullptr);
}

Result<std::vector<Account>> Staff::list() {
    constexpr std::size_t changes_max = 100'000;
    std::map<std::string, Account> all;
    for (const auto& note :
         CPC_TRY(central_.notes(service::office_kind::account, {}, 0, changes_max))) {
        auto account = account_of(CPC_TRY(codec::decode<AccountRow>(note.content)));
        const auto login = account.login;
        all.insert_or_assign(login, std::move(account));
    }
    std::vector<Account> out;
    for (const auto& [login, account] : all)
        if (!account.removed) out.push_back(account);
    return out;
}

Result<std::optional<Account>> Staff::find(const std::string& login) {
    const auto row = CPC_TRY(newest(central_, login));
    if (!row || row->removed) return std::optional<Account>{};
    return std::optional<Account>{account_of(*row)};
}

Result<std::optional<Account>> Staff::sign_in(const std::string& login,
                                              const crypto::SecretBytes& password,
                                              const ClockReading& now) {
    if (bucket_key_ == ByteArray<32>{}) crypto::random_fill(bucket_key_);
    const auto place = crypto::sha256(crypto::joined({bucket_key_, view_of(login)})).front();
    auto& attempts = attempts_.at(place);
    if (const auto wait = crypto::wait_ms(attempts, now); wait > 0)
        return fail(Fault::locked_out, "There were too many wrong tries.", {},
                    "Wait " + std::to_string((wait + 59'999) / 60'000) + " minutes and try again.");
    attempts = crypto::one_more(attempts, now);
    auto row = good_login(login) ? CPC_TRY(newest(central_, login)) : std::nullopt;
    const bool there = row && !row->removed && row->ops != 0;
    const auto cost = cost_of(central_);
    const auto salt = there ? row->salt : ByteArray<16>{};
    const auto hash = CPC_TRY(crypto::argon2id(password, salt, there ? row->ops : cost.ops,
                                               there ? row->memory_bytes : cost.memory_bytes));
    const bool fits = there && crypto::equal_in_constant_time(hash.view(), row->password);
    if (!fits) return std::optional<Account>{};
    attempts = {};
    return std::optional<Account>{account_of(*row)};
}

std::string Sessions::begin(Account account, std::string purpose, const ClockReading& now) {
    if (open_.size() >= most)
        open_.erase(std::min_element(open_.begin(), open_.end(), [](const auto& a, const auto& b) {
            return a.second.last_boot_ms < b.second.last_boot_ms;
        }));
    ByteArray<32> token{};
    ByteArray<32> form{};
    crypto::random_fill(token);
    crypto::random_fill(form);
    auto text = to_hex(token);
    open_[crypto::sha256(view_of(text))] = {std::move(account), std::move(purpose), to_hex(form),
                                            now.boot_ms, now.boot_ms};
    return text;
}

Session* Sessions::find(const std::string& token, const ClockReading& now) {
    const auto found = open_.find(crypto::sha256(view_of(token)));
    if (found == open_.end()) return nullptr;
    auto& session = found->second;
    if (now.boot_ms - session.last_boot_ms >= idle_ms ||
        now.boot_ms - session.begun_boot_ms >= longest_ms) {
        open_.erase(found);
        return nullptr;
    }
    session.last_boot_ms = now.boot_ms;
    return &session;
}

void Sessions::end(const std::string& token) {
    open_.erase(crypto::sha256(view_of(token)));
}

void Sessions::end_all(const std::string& login) {
    for (auto it = open_.begin(); it != open_.end();)
        it = it->second.account.login == login ? open_.erase(it) : std::next(it);
}

}  // namespace cpc::centre
