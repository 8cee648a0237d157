// SPDX-License-Identifier: Apache-2.0
#include "app/central/store_choice.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "app/central/staff_door.hpp"
#include "app/centre/vetting.hpp"
#include "sync/postgres/postgres_store.hpp"
#include "sync/service/embedded_store.hpp"

namespace cpc::central {
namespace {

constexpr std::size_t password_max = 1024;

std::string credential(Files& files, const char* name) {
    const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
    if (folder == nullptr) return {};
    const std::string path = std::string{folder} + "/" + name;
    return files.exists(path) ? path : std::string{};
}

crypto::SecretBytes first_line(Bytes bytes) {
    while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r'))
        bytes.pop_back();
    auto out = crypto::SecretBytes::copy_of(bytes);
    crypto::wipe(bytes);
    return out;
}

Result<crypto::SecretBytes> from_descriptor(int descriptor) {
    Bytes bytes(password_max);
    std::size_t size = 0;
    while (size < bytes.size()) {
        const auto got = ::read(descriptor, bytes.data() + size, bytes.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            return fail(Fault::unreadable, "The password cannot be read.",
                        "descriptor " + std::to_string(descriptor),
                        "Open it for this program, for instance with 3< FILE.");
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    bytes.resize(size);
    return first_line(std::move(bytes));
}

}  // namespace

Result<crypto::SecretBytes> secret_from_descriptor(int descriptor) {
    return from_descriptor(descriptor);
}

std::string key_file(Files& files) {
    return credential(files, "central.key");
}

Result<postgres::Options> database_options(const Settings& settings) {
    if (settings.database.empty())
        return fail(Fault::refused, "The store is PostgreSQL, and no database is named.", {},
                    "Give --database, for instance \"dbname=cpc user=cpc_central\".");
    if (postgres::holds_a_password(settings.database))
        return fail(Fault::refused, "A password does not belong into --database.", {},
                    "Give --database-password-fd, the credential database-password, or a "
                    "certificate.");
    postgres::Options out{settings.database, {}};
    if (settings.password_descriptor >= 0) {
        out.password = CPC_TRY(from_descriptor(settings.password_descriptor));
        return out;
    }
    const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
    if (folder == nullptr) return out;
    const std::string path = std::string{folder} + "/database-password";
    if (::access(path.c_str(), F_OK) != 0) return out;
    FILE* file = std::fopen(path.c_str(), "rbe");
    if (file == nullptr)
        return fail(Fault::unreadable, "The credential database-password cannot be read.", path);
    auto password = from_descriptor(::fileno(file));
    std::fclose(file);
    out.password = CPC_TRY(std::move(password));
    return out;
}

Result<service::CentralOptions> central_options(Files& files, const Settings& settings) {
    service::CentralOptions out;
    out.key_file = key_file(files);
    if (settings.store != "postgres") return out;
    auto options = std::make_shared<postgres::Options>(CPC_TRY(database_options(settings)));
    out.store =
        [options](
            const service::CentralKeys& keys) -> Result<std::unique_ptr<service::RecordStore>> {
        return CPC_TRY(postgres::PostgresStore::open(options->clone(), keys.store_key));
    };
    return out;
}

Result<service::Vetting> content_vetting(World& world, const Settings& settings) {
    std::shared_ptr<const meeting::Library> known;
    if (settings.known_procedures_only)
        known = std::make_shared<const meeting::Library>(CPC_TRY(rules(world.files)));
    return centre::vetting(std::move(known));
}

Result<service::Central> open_central(World& world, const Settings& settings) {
    auto options = CPC_TRY(central_options(world.files, settings));
    options.vetting = CPC_TRY(content_vetting(world, settings));
    return service::Central::open(world.ports(), settings.data, std::move(options));
}

Result<OpenStore> open_store(Files& files, const Settings& settings) {
    const auto options = CPC_TRY(central_options(files, settings));
    OpenStore out;
    out.keys = CPC_TRY(service::open_keys(files, settings.data, options.key_file));
    if (options.store) {
        out.store = CPC_TRY(options.store(out.keys));
        return out;
    }
    out.lock = CPC_TRY(service::DirectoryLock::take(settings.data));
    const std::string path = settings.data + "/" + service::embedded_store_file;
    out.store = CPC_TRY(service::EmbeddedStore::open(path, out.keys.store_key, files.exists(path)));
    return out;
}

}  // namespace cpc::central
