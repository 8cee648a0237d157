// SPDX-License-Identifier: Apache-2.0
// From the tablet's record to central's verified receipt, beside verifying signatures alone; and a
// bundle on a stick beside what the medium takes for as many bytes.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <thread>

#include "app/send/send.hpp"
#include "core/base/check.hpp"
#include "sync/transport/directory_carrier.hpp"
#include "tests/bench/big_store.hpp"
#include "tests/bench/central_room.hpp"
#include "tests/bench/raw_verify.hpp"
#include "tests/bench/room.hpp"

namespace cpc::bench {
namespace {

namespace fs = std::filesystem;

constexpr int rounds = 3;
constexpr int stick_rounds = 5;
constexpr std::size_t conferences_each = 50;  // of 300 entries, on each tablet
constexpr std::size_t on_a_stick = 100;
constexpr std::size_t samples = 10'000;

// A tablet with a copy of the record that nothing was sent of yet.
struct Tablet {
    Room room;
    platform::SystemClock clock;
    std::string folder;
    std::optional<store::Vault> vault;
    wire::Pairing pairing;
    double sealed_ms = 0;
    double sent_ms = 0;
    Result<void> went;

    [[nodiscard]] send::Desk desk() {
        return {*vault, pairing, room.system, clock, room.entropy, folder + "/outbox"};
    }
};

Result<std::unique_ptr<Tablet>> copy_of(const BigStore& big, const std::string& folder) {
    std::error_code error;
    fs::copy(big.folder, folder, fs::copy_options::recursive, error);
    if (error) return fail(Fault::io, "The record cannot be copied.", folder);
    auto out = std::make_unique<Tablet>();
    out->folder = folder;
    out->vault.emplace(CPC_TRY(
        store::Vault::open(out->room.ports(), folder, crypto::SecretBytes::from(passphrase))));
    return out;
}

// Seals, sends, and has verified and kept the receipt: on return both ends have it on the disk.
Result<void> send_everything(Tablet& tablet, CentralRoom& centre) {
    const double start = now_ms();
    auto desk = tablet.desk();
    CPC_TRY(tablet.room.system.make_directories(desk.outbox));
    CPC_TRY(send::prepare_bundles(desk));
    const double sealed = now_ms();
    const auto carrier = CPC_TRY(centre.carrier());
    const auto report = CPC_TRY(send::send_all(desk, *carrier));
    tablet.sealed_ms = sealed - start;
    tablet.sent_ms = now_ms() - sealed;
    if (!report.complete())
        return fail(Fault::refused, report.problem.value_or("Not everything was received."));
    return {};
}

struct Syncs {
    Series ours;  // in ms for each signature
    Series raw;
    Series sealing;    // the part of ours that was sealing, in ms altogether
    Series processor;  // of both ends, in ms for each signature
    std::uint64_t signatures = 0;
    std::uint64_t entries = 0;
};

Result<void> sync_round(const Setting& setting, const std::vector<BigStore>& bigs, Syncs& out) {
    const auto here = setting.folder + "/sync";
    const auto centre = CPC_TRY(CentralRoom::make(here + "/central"));
    std::vector<std::unique_ptr<Tablet>> tablets;
    for (const auto& big : bigs) {
        tablets.push_back(
            CPC_TRY(copy_of(big, here + "/tablet-" + std::to_string(tablets.size()))));
        tablets.back()->pairing = centre->central().pairing();
        CPC_TRY(centre->enrol(*tablets.back()->vault));
    }
    CPC_TRY(centre->serve());
    const auto signatures = CPC_TRY(signatures_of(*tablets.front()->vault, samples));
    const auto threads = static_cast<unsigned>(tablets.size());
    out.raw.push_back(raw_ms(signatures, threads));
    const double cpu = processor_ms();
    const double before = now_ms();
    std::vector<std::thread> at_once;
    for (auto& tablet : tablets)
        at_once.emplace_back(
            [&, raw = tablet.get()] { raw->went = send_everything(*raw, *centre); });
    for (auto& each : at_once)
        each.join();
    const double took = now_ms() - before;
    const double worked = processor_ms() - cpu;
    out.raw.push_back(raw_ms(signatures, threads));
    double sealing = 0;
    out.signatures = out.entries = 0;
    for (auto& tablet : tablets) {
        CPC_TRY(std::move(tablet->went));
        sealing = std::max(sealing, tablet->sealed_ms);
        out.signatures += CPC_TRY(count_signatures(*tablet->vault));
        out.entries += tablet->vault->size();
    }
    out.ours.push_back(took / static_cast<double>(out.signatures));
    out.processor.push_back(worked / static_cast<double>(out.signatures));
    out.sealing.push_back(sealing);
    std::error_code ignored;
    fs::remove_all(here, ignored);
    return {};
}

Figure sync_figure(const Syncs& syncs, std::size_t tablets) {
    constexpr double per_second = 1e3;
    const double ours = median(syncs.ours);
    const double theirs = median(syncs.raw);
    const bool one = tablets == 1;
    const double whole = ours * static_cast<double>(syncs.signatures);
    return {"sync-" + std::to_string(tablets),
            std::string{"a record sealed, sent over HTTPS, verified and stored at central, its "
                        "receipt verified and kept, by "} +
                (one ? "one tablet / Ed25519 verify alone on one core"
                     : "two tablets at once / Ed25519 verify alone on two cores"),
            "×",
            one ? 1 / 0.7 : 1 / 0.6,
            ours / theirs,
            number(per_second / ours, 0) + " signatures a second / " +
                number(per_second / theirs, 0) + ", so " + number(theirs / ours, 3) +
                " of its rate; " + std::to_string(syncs.entries) + " entries with " +
                std::to_string(syncs.signatures) + " signatures in " + number(whole, 0) +
                " ms, of which sealing on the tablet " + number(median(syncs.sealing), 0) +
                " ms; processor time of both ends " + number(1e3 * median(syncs.processor), 1) +
                " µs for each signature; medians of " + std::to_string(syncs.ours.size())};
}

// What the medium itself takes: written, on the disk, out of the cache, read again.
Result<double> medium_alone(const std::string& path, ByteView bytes) {
    Bytes back(bytes.size());
    const double before = now_ms();
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return fail(Fault::io, "The medium cannot be written.", path);
    const auto size = static_cast<::ssize_t>(bytes.size());
    bool good = ::write(file, bytes.data(), bytes.size()) == size && ::fsync(file) == 0;
    good = good && ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) == 0;
    good = good && ::pread(file, back.data(), back.size(), 0) == size;
    ::close(file);
    const double took = now_ms() - before;
    ::unlink(path.c_str());
    if (!good) return fail(Fault::io, "The medium did not take or give what it should.", path);
    return took;
}

struct Sticks {
    Series ours;
    Series medium;
    Series taken_in;
    std::uint64_t bytes = 0;
    std::size_t files = 0;
};

Result<Sticks> stick_series(const Setting& setting, const BigStore& big) {
    const auto here = setting.folder + "/stick";
    Sticks out;
    for (int round = 0; round < stick_rounds; ++round) {
        const auto centre = CPC_TRY(CentralRoom::make(here + "/central"));
        const auto tablet = CPC_TRY(copy_of(big, here + "/tablet"));
        tablet->pairing = centre->central().pairing();
        CPC_TRY(centre->enrol(*tablet->vault));
        auto desk = tablet->desk();
        CPC_TRY(tablet->room.system.make_directories(desk.outbox));
        CPC_TRY(tablet->room.system.make_directories(here + "/medium"));
        transport::DirectoryCarrier stick(tablet->room.system, here + "/medium");
        double ours = 0;
        double medium = 0;
        double taken_in = 0;
        out.bytes = 0;
        out.files = 0;
        for (const auto& one : CPC_TRY(send::prepare_bundles(desk))) {
            const auto file =
                CPC_TRY(read_whole(tablet->room.system, one.path, wire::limits::bundle_bytes_max));
            if (round % 2 == 1) medium += CPC_TRY(medium_alone(here + "/medium/alone", file));
            const double before = now_ms();
            CPC_TRY(stick.deliver(one.item.bundle, file));
            ours += now_ms() - before;
            if (round % 2 == 0) medium += CPC_TRY(medium_alone(here + "/medium/alone", file));
            const double start = now_ms();
            const auto answer = centre->central().take_in(one.item.bundle, file);
            taken_in += now_ms() - start;
            CPC_CHECK(std::holds_alternative<std::string>(answer));
            out.bytes += file.size();
            ++out.files;
        }
        out.ours.push_back(ours);
        out.medium.push_back(medium);
        out.taken_in.push_back(taken_in);
        std::error_code ignored;
        fs::remove_all(here, ignored);
    }
    return out;
}

Figure stick_figure(const Sticks& sticks, const BigStore& big) {
    constexpr double mib = 1U << 20U;
    const double ours = median(sticks.ours);
    const double theirs = median(sticks.medium);
    return {"stick",
            "the bundles of 100 conferences written to a medium, read back from it and compared / "
            "the medium's own write, sync and read of as many bytes",
            "×",
            2,
            ours / theirs,
            number(ours, 1) + " ms / " + number(theirs, 1) + " ms for " +
                number(static_cast<double>(sticks.bytes) / mib, 1) + " MiB in " +
                std::to_string(sticks.files) + " files, " + std::to_string(big.entries) +
                " entries, medians of " + std::to_string(sticks.ours.size()) +
                "; verified and stored at central in " + number(median(sticks.taken_in), 0) +
                " ms"};
}

}  // namespace

Result<Figures> sync_figures(const Setting& setting) {
    BigStorePlan plan;
    plan.conferences = conferences_each;
    std::vector<BigStore> bigs;
    for (const auto* name : {"sync-a", "sync-b"})
        bigs.push_back(CPC_TRY(make_big_store(setting, name, plan)));
    Figures out;
    for (const std::size_t tablets : {1U, 2U}) {
        const std::vector<BigStore> some(bigs.begin(), bigs.begin() + tablets);
        Syncs syncs;
        for (int round = 0; round < rounds; ++round)
            CPC_TRY(sync_round(setting, some, syncs));
        out.push_back(sync_figure(syncs, tablets));
    }
    plan.conferences = on_a_stick;
    const auto big = CPC_TRY(make_big_store(setting, "on-a-stick", plan));
    out.push_back(stick_figure(CPC_TRY(stick_series(setting, big)), big));
    return out;
}

}  // namespace cpc::bench
