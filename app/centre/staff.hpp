// SPDX-License-Identifier: Apache-2.0
// The people at the centre: their accounts, and who is signed in.
//
// What always holds: a password is kept as Argon2id only; every change of an account is a new line
// of central's own list, so that who could do what and when stays readable; a session ends 15
// minutes after its last page and 8 hours after its beginning, and with the process; wrong tries
// make the next one wait (core/crypto/attempts.hpp), for a name that exists exactly as for one that
// does not, and both cost the same work. Nobody is ever shut out for good.
//
// Roles and what they see (may_see): a records officer works with records and devices; a service
// manager with the register, what is due and the figures; an auditor sees figures and who looked
// at what, and no child's name. Everybody is held to one region, or was given all of them.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/centre/ledger.hpp"
#include "core/crypto/attempts.hpp"
#include "core/crypto/password.hpp"
#include "sync/service/central.hpp"

namespace cpc::centre {

enum class Role : std::uint8_t { records_officer, service_manager, auditor };
[[nodiscard]] std::string_view role_word(Role role);  // "records-officer"
[[nodiscard]] std::optional<Role> role_of(std::string_view word);

enum class Page : std::uint8_t {
    bundles,
    records,
    record,
    answer,
    upload,
    register_page,
    deadlines,
    devices,
    monitoring,
    looks,
    prepare
};
[[nodiscard]] bool may_see(Role role, Page page);

struct Account {
    std::string login;  // what is typed: a-z, 0-9, dot, hyphen
    std::string name;   // what others read: "R. Officer"
    Role role = Role::auditor;
    Scope scope;
    bool removed = false;
};

inline constexpr std::size_t password_bytes_min = 12;
inline constexpr std::size_t password_bytes_max = 200;

class Staff {
  public:
    // What a sign-in costs follows from whether central is for practice.
    explicit Staff(service::Central& central) : central_(central) {}

    [[nodiscard]] Result<void> add(const Account& account, const crypto::SecretBytes& password);
    [[nodiscard]] Result<void> remove(const std::string& login);
    // Those who can sign in now.
    [[nodiscard]] Result<std::vector<Account>> list();

    // As it is now; nothing if it was removed.
    [[nodiscard]] Result<std::optional<Account>> find(const std::string& login);

    // Nothing: name and password do not belong together. Fault::locked_out: wait, how long is in
    // `advice`.
    [[nodiscard]] Result<std::optional<Account>> sign_in(const std::string& login,
                                                         const crypto::SecretBytes& password,
                                                         const ClockReading& now);

  private:
    [[nodiscard]] Result<void> keep(const Account& account, const crypto::SecretBytes* password);
    static constexpr std::size_t buckets = 256;

    service::Central& central_;
    ByteArray<32> bucket_key_{};  // which names share a bucket is nobody's business
    std::array<crypto::Attempts, buckets> attempts_{};
};

struct Session {
    Account account;
    std::string purpose;     // why they are here, as they said when they signed in (REQ-294)
    std::string form_token;  // stands in every form of this session
    std::uint64_t begun_boot_ms = 0, last_boot_ms = 0;
};

class Sessions {
  public:
    static constexpr std::uint64_t idle_ms = 15ULL * 60 * 1'000;
    static constexpr std::uint64_t longest_ms = 8ULL * 60 * 60 * 1'000;
    static constexpr std::size_t most = 200;

    // The cookie's value. The oldest session ends where there are too many.
    [[nodiscard]] std::string begin(Account account, std::string purpose, const ClockReading& now);
    // And counts as a sign of life. Gone: nothing.
    [[nodiscard]] Session* find(const std::string& token, const ClockReading& now);
    void end(const std::string& token);
    // Of an account that was removed or changed.
    void end_all(const std::string& login);

  private:
    std::map<Hash32, Session> open_;  // by the token's SHA-256
};

}  // namespace cpc::centre
