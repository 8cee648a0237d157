// SPDX-License-Identifier: Apache-2.0
#include "app/central/staff_door.hpp"

#include <filesystem>

#include "app/central/listen.hpp"
#include "app/central/store_choice.hpp"

namespace cpc::central {
namespace {

constexpr std::size_t connections_max = 16;  // each may hold an upload of 32 MiB

Result<service::ServerOptions> door_options(const Settings& settings, const Listen& listen) {
    service::ServerOptions out;
    out.address = listen.address;
    out.port = listen.port;
    out.connections_max = connections_max;
    out.upload_target = centre::upload_address;
    out.upload_bytes_max = centre::upload_bytes_max;
    out.content_security_policy = centre::pages_security_policy;
    if (!settings.certificate.empty())
        out.tls = service::TlsFiles{settings.certificate, settings.private_key};
    return out;
}

Result<centre::Account> account_of(const Settings& settings) {
    const auto role = centre::role_of(settings.role);
    if (!role) return fail(Fault::refused, "There is no such role.", settings.role);
    return centre::Account{
        settings.login, settings.person, *role, {settings.all_regions, settings.region}, false};
}

Result<void> change_staff(World& world, const Settings& settings) {
    auto central = CPC_TRY(open_central(world, settings));
    centre::Staff staff(central);
    if (settings.staff_act == "add") {
        const auto account = CPC_TRY(account_of(settings));
        const auto password = CPC_TRY(secret_from_descriptor(settings.staff_password_descriptor));
        CPC_TRY(staff.add(account, password));
        say("Account " + account.login + ": can sign in as " +
            std::string{centre::role_word(account.role)} + ".");
        return {};
    }
    if (settings.staff_act == "remove") {
        CPC_TRY(staff.remove(settings.login));
        say("Account " + settings.login + ": can sign in no more.");
        return {};
    }
    const auto all = CPC_TRY(staff.list());
    for (const auto& each : all)
        say(each.login + ": " + each.name + ", " + std::string{centre::role_word(each.role)} +
            ", " + (each.scope.everything ? "all regions" : "region " + each.scope.region));
    if (all.empty()) say("Nobody can sign in.");
    return {};
}

}  // namespace

Result<meeting::Library> rules(Files& files) {
    std::error_code unknown;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown).string();
    const auto assets = CPC_TRY(meeting::find_assets(files, program));
    return meeting::Library::load(files, assets);
}

Result<std::unique_ptr<StaffDoor>> StaffDoor::open(World& world, const Settings& settings,
                                                   service::Central& central,
                                                   std::mutex& one_at_a_time) {
    if (settings.staff.empty()) return std::unique_ptr<StaffDoor>{};
    const auto listen = read_listen(settings.staff);
    if (!listen)
        return fail(Fault::refused, "--staff needs an address and a port.", settings.staff,
                    "For instance 127.0.0.1:9443.");
    const auto options = CPC_TRY(door_options(settings, *listen));
    auto library = CPC_TRY(rules(world.files));
    std::unique_ptr<StaffDoor> out(new StaffDoor(std::move(library), central, world.clock,
                                                 {options.tls.has_value(), settings.time_zone}));
    auto* pages = &out->pages_;
    out->server_ = CPC_TRY(service::HttpServer::start(
        options, [pages, &one_at_a_time](const service::HttpRequest& request) {
            const std::lock_guard<std::mutex> lock(one_at_a_time);
            return pages->answer(request);
        }));
    out->url_ = std::string{options.tls ? "https://" : "http://"} + listen->host() + ":" +
                std::to_string(out->server_->port()) + "/";
    return out;
}

int staff(const Settings& settings) {
    World world;
    const auto changed = change_staff(world, settings);
    return changed ? done : say_why(changed.error());
}

}  // namespace cpc::central
