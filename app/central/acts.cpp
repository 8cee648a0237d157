// SPDX-License-Identifier: Apache-2.0
#include "app/central/acts.hpp"

#include <signal.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

#include "app/central/listen.hpp"
#include "app/central/say.hpp"
#include "app/central/staff_door.hpp"
#include "app/central/store_choice.hpp"
#include "sync/service/custody.hpp"
#include "sync/service/http_server.hpp"
#include "sync/service/second_site.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::central {
namespace {

Result<void> create(World& world, const Settings& settings) {
    service::CentralIdentity identity{settings.name, settings.practice, {}};
    if (!settings.certificate.empty())
        identity.tls_pins.push_back(CPC_TRY(service::tls_pin(settings.certificate)));
    const auto keys = CPC_TRY(service::create_keys(world.files, settings.data, identity));
    if (!settings.second_of.empty()) {
        const auto file =
            CPC_TRY(read_whole(world.files, settings.second_of, wire::limits::pairing_bytes_max));
        const auto first =
            CPC_TRY(service::name_first_site(world.files, settings.data, keys, file));
        say("Made a second site for " + first.name + " in " + settings.data + ".");
        say("Fingerprint of that central, to be compared there: " + wire::fingerprint(first));
        say("It needs this file: " + settings.data + "/" + service::pairing_file);
        say("Its fingerprint: " + wire::fingerprint(keys.pairing));
        return {};
    }
    say("Made a " + std::string{settings.practice ? "practice " : ""} + "central service in " +
        settings.data + ".");
    say("Tablets need this file: " + settings.data + "/" + service::pairing_file);
    say("Its fingerprint, to be compared on the tablet: " + wire::fingerprint(keys.pairing));
    return {};
}

Result<service::ServerOptions> server_options(const Settings& settings) {
    const auto listen = read_listen(settings.listen);
    if (!listen)
        return fail(Fault::refused, "--listen needs an address and a port.", settings.listen,
                    "For instance 127.0.0.1:8443.");
    if (settings.certificate.empty() != settings.private_key.empty())
        return fail(Fault::refused, "A certificate and its private key belong together.", {},
                    "Give both --certificate and --private-key, or neither.");
    service::ServerOptions out;
    out.address = listen->address;
    out.port = listen->port;
    if (!settings.certificate.empty())
        out.tls = service::TlsFiles{settings.certificate, settings.private_key};
    return out;
}

// What tablets were told to expect has to be what they will find.
Result<void> check_pin(const Settings& settings, const wire::Pairing& pairing) {
    if (settings.certificate.empty()) return {};
    const auto pin = CPC_TRY(service::tls_pin(settings.certificate));
    const auto& pins = pairing.tls_pins;
    if (std::find(pins.begin(), pins.end(), pin) != pins.end()) return {};
    return fail(Fault::refused,
                "central.json does not name this certificate's key, so no tablet "
                "would talk to it.",
                settings.certificate,
                "Use the certificate that was given to init, or one renewed with the same key.");
}

// The signals are blocked before any thread starts, so that only this wait receives them.
sigset_t stop_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

service::HttpResponse timed(Metrics& metrics, service::Central& central,
                            const service::HttpRequest& request) {
    const auto begin = std::chrono::steady_clock::now();
    auto out = service::answer(central, request);
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begin);
    metrics.took(static_cast<std::uint64_t>(took.count()), out.status);
    return out;
}

// Plain HTTP, which the server only does on this machine's own addresses.
Result<std::unique_ptr<service::HttpServer>> serve_metrics(World& world, const Settings& settings) {
    if (settings.metrics.empty()) return std::unique_ptr<service::HttpServer>{};
    const auto listen = read_listen(settings.metrics);
    if (!listen)
        return fail(Fault::refused, "--metrics needs an address and a port.", settings.metrics,
                    "For instance 127.0.0.1:9464.");
    service::ServerOptions options;
    options.address = listen->address;
    options.port = listen->port;
    return service::HttpServer::start(options, [&world](const service::HttpRequest& request) {
        return world.metrics.answer(request);
    });
}

Result<void> serve_until_stopped(World& world, const Settings& settings) {
    const auto options = CPC_TRY(server_options(settings));
    if (!service::has_keys(world.files, settings.data)) CPC_TRY(create(world, settings));
    auto central = CPC_TRY(open_central(world, settings));
    const auto& pairing = central.pairing();
    if (CPC_TRY(service::first_site(world.files, settings.data)))
        return fail(Fault::refused, "This is a second site: it takes nothing from tablets.",
                    settings.data, "Bring it copies from central: cpc-central check.");
    if (pairing.practice != settings.practice)
        return fail(
            Fault::refused,
            pairing.practice ? "This directory holds a practice service."
                             : "This directory holds a service for real records.",
            settings.data,
            pairing.practice ? "Start it with --practice." : "Start it without --practice.");
    CPC_TRY(check_pin(settings, pairing));
    sigset_t stops = stop_signals();
    pthread_sigmask(SIG_BLOCK, &stops, nullptr);
    std::mutex one_at_a_time;  // tablets and staff come by two doors, and central is one thread's
    const auto server = CPC_TRY(service::HttpServer::start(
        options, [&central, &world, &one_at_a_time](const service::HttpRequest& request) {
            const std::lock_guard<std::mutex> lock(one_at_a_time);
            return timed(world.metrics, central, request);
        }));
    const auto watched = CPC_TRY(serve_metrics(world, settings));
    const auto pages = CPC_TRY(StaffDoor::open(world, settings, central, one_at_a_time));
    const std::string host = options.address.find(':') == std::string::npos
                                 ? options.address
                                 : "[" + options.address + "]";
    say("Fingerprint: " + wire::fingerprint(pairing));
    say("Listening on " + std::string{options.tls ? "https://" : "http://"} + host + ":" +
        std::to_string(server->port()) + "/");
    if (watched) say("Metrics on port " + std::to_string(watched->port()) + ", /metrics");
    if (pages) say("Staff pages: " + pages->url());
    int signal_number = 0;
    sigwait(&stops, &signal_number);
    say("Stopping: answers under way are finished first.");
    server->stop();
    if (pages) pages->stop();
    return {};
}

Result<std::size_t> take_all(World& world, const Settings& settings) {
    auto central = CPC_TRY(open_central(world, settings));
    auto names = CPC_TRY(world.files.list(settings.from));
    std::sort(names.begin(), names.end());
    std::size_t refused = 0;
    std::set<Hash32> logs;
    for (const auto& name : names) {
        constexpr std::size_t name_size = 32 + 4;
        if (name.size() != name_size || name.substr(32) != ".cpb") continue;
        const auto id = from_hex(name.substr(0, 32));
        if (!id) continue;
        BundleId bundle;
        std::copy(id->begin(), id->end(), bundle.bytes.begin());
        const auto file =
            read_whole(world.files, settings.from + "/" + name, wire::limits::bundle_bytes_max);
        if (!file) {
            ++refused;
            say(name + ": " + file.error().text());
            continue;
        }
        const auto answer = central.take_in(bundle, *file);
        if (const auto* refusal = std::get_if<wire::Refusal>(&answer)) {
            ++refused;
            say(name + ": refused (" + std::string{wire::code_name(refusal->code)} + "). " +
                refusal->message);
            continue;
        }
        CPC_TRY(write_whole(world.files, settings.from + "/" + bundle.hex() + ".cpr",
                            view_of(std::get<std::string>(answer))));
        say(name + ": received; its receipt lies beside it.");
        if (const auto kept = CPC_TRY(central.store().received(bundle))) logs.insert(kept->log_id);
    }
    // What the people here answered goes back on the same stick.
    for (const auto& log : logs) {
        const auto sheet = CPC_TRY(central.newest_answers(log));
        CPC_TRY(
            write_whole(world.files, settings.from + "/" + to_hex(log) + ".cpa", view_of(sheet)));
    }
    return refused;
}

}  // namespace

int serve(const Settings& settings) {
    World world;
    const auto served = serve_until_stopped(world, settings);
    return served ? done : say_why(served.error());
}

int init(const Settings& settings) {
    World world;
    const auto created = create(world, settings);
    return created ? done : say_why(created.error());
}

int enrol(const Settings& settings) {
    World world;
    const auto row = [&]() -> Result<service::LogRow> {
        const bool by_two = !settings.admission.empty();
        const auto file = CPC_TRY(
            read_whole(world.files, by_two ? settings.admission : settings.device,
                       by_two ? wire::admission_bytes_max : wire::limits::pairing_bytes_max));
        auto central = CPC_TRY(open_central(world, settings));
        return by_two ? service::admit(central, file) : central.enrol(file, settings.region);
    }();
    if (!row) return say_why(row.error());
    say("Enrolled: " + row->name + ", log " + to_hex(row->log_id).substr(0, 16) + ".");
    say("Fingerprint, to be compared with the tablet's: " +
        wire::fingerprint(wire::DeviceRegistration{row->name, row->device_key, row->log_id,
                                                   row->origin, row->practice}));
    return done;
}

int custodians(const Settings& settings) {
    World world;
    const auto named = [&]() -> Result<wire::Custodians> {
        const auto file =
            CPC_TRY(read_whole(world.files, settings.from, wire::admission_bytes_max));
        auto central = CPC_TRY(open_central(world, settings));
        return service::name_custodians(central, file);
    }();
    if (!named) return say_why(named.error());
    say("From now on a tablet is enrolled when two of these have signed for it:");
    for (const auto& member : named->members)
        say("  " + record::write_verifier_key(member));
    return done;
}

int take(const Settings& settings) {
    World world;
    const auto refused = take_all(world, settings);
    if (!refused) return say_why(refused.error());
    return *refused == 0 ? done : found_wrong;
}

int fsck(const Settings& settings) {
    World world;
    const auto report = [&]() -> Result<service::FsckReport> {
        auto central = CPC_TRY(open_central(world, settings));
        return settings.accept_given ? central.accept_as_given() : central.fsck();
    }();
    if (!report) return say_why(report.error());
    for (const auto& line : report->damage)
        say("damage: " + line);
    say(std::to_string(report->logs) + " logs, " + std::to_string(report->entries) + " entries, " +
        std::to_string(report->signatures) + " signatures, " + std::to_string(report->receipts) +
        " receipts, " + std::to_string(report->office) +
        " lines of the centre's own list: " + (report->whole() ? "all whole." : "not whole."));
    return report->whole() ? done : found_wrong;
}

}  // namespace cpc::central
