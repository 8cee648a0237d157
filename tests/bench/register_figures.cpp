// SPDX-License-Identifier: Apache-2.0
// The present register at central, as a page: what it costs, and whether it notices how many closed
// conferences lie behind it.
#include <filesystem>

#include "app/centre/pages.hpp"
#include "app/send/prepare.hpp"
#include "core/base/check.hpp"
#include "tests/bench/big_store.hpp"
#include "tests/bench/central_room.hpp"
#include "tests/bench/room.hpp"

namespace cpc::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t children = 30;  // on the register, however many conferences
constexpr std::size_t looks = 41;
constexpr const char* password = "four dry words here";

// Signed in, as somebody who sees everything.
class Office {
  public:
    Office(CentralRoom& centre, meeting::Library library)
        : centre_(centre),
          intake_(std::move(library)),
          pages_(centre.central(), intake_, clock_, {}) {}

    Result<void> sign_in() {
        centre::Staff staff(centre_.central());
        CPC_TRY(
            staff.add({"records", "R. Officer", centre::Role::records_officer, {true, {}}, false},
                      crypto::SecretBytes::from(password)));
        const std::string form = "login=records&password=four+dry+words+here&purpose=daily";
        const auto answer = ask("POST", "/sign-in", form);
        cookie_ = answer.set_cookie.substr(0, answer.set_cookie.find(';'));
        if (cookie_.empty()) return fail(Fault::refused, "The bench could not sign in.");
        return {};
    }
    // What was received since is read, opened and replayed; once for everything.
    Result<double> take_in() {
        const double before = now_ms();
        CPC_TRY(intake_.refresh(centre_.central()));
        return now_ms() - before;
    }
    // In ms, on the wall.
    Result<double> page() {
        const double before = now_ms();
        const auto answer = ask("GET", "/register", {});
        const double took = now_ms() - before;
        if (answer.status == 200 && answer.body.find("Child 7") != std::string::npos) return took;
        return fail(Fault::refused, "The register is not what was received.",
                    "status " + std::to_string(answer.status));
    }
    [[nodiscard]] std::size_t conferences() { return intake_.ledger().conferences(); }
    [[nodiscard]] std::size_t present() {
        return intake_.ledger().present({true, {}}, Date{}).size();
    }

  private:
    service::HttpResponse ask(const std::string& method, const std::string& target,
                              const std::string& form) {
        service::HttpRequest request;
        request.method = method;
        request.target = target;
        request.cookie = cookie_;
        request.host = "127.0.0.1:9443";
        request.content_type = "application/x-www-form-urlencoded";
        request.body = {form.begin(), form.end()};
        return pages_.answer(request);
    }
    CentralRoom& centre_;
    platform::SystemClock clock_;
    centre::Intake intake_;
    centre::Pages pages_;
    std::string cookie_;
};

// One central, its office, and what it took to get there.
struct Site {
    std::unique_ptr<CentralRoom> centre;
    std::unique_ptr<Office> office;
    double received_ms = 0;
    double read_ms = 0;
    Series pages;
    Series processor;
};

Result<Site> make_site(const std::string& folder, const std::string& assets, store::Vault& vault) {
    Site out;
    out.centre = CPC_TRY(CentralRoom::make(folder));
    CPC_TRY(out.centre->enrol(vault));
    platform::SystemFiles files;
    auto library = CPC_TRY(meeting::Library::load(files, assets));
    out.office = std::make_unique<Office>(*out.centre, std::move(library));
    CPC_TRY(out.office->sign_in());
    return out;
}

Result<void> receive(Site& site, const std::vector<send::Prepared>& bundles) {
    platform::SystemFiles files;
    for (const auto& one : bundles) {
        const auto file = CPC_TRY(read_whole(files, one.path, wire::limits::bundle_bytes_max));
        const double before = now_ms();
        const auto answer = site.centre->central().take_in(one.item.bundle, file);
        site.received_ms += now_ms() - before;
        CPC_CHECK(std::holds_alternative<std::string>(answer));
        CPC_TRY(files.remove(one.path));
    }
    site.read_ms = CPC_TRY(site.office->take_in());
    return {};
}

struct Measured {
    Site few;
    Site many;
    std::uint64_t entries = 0;
};

// Two centrals, because each page is written down and synced, and what that takes changes with
// whatever else the disk does: they are looked at in turns.
Result<Measured> measure(const Setting& setting, const BigStore& big, const std::string& here) {
    Room room;
    platform::SystemClock clock;
    auto vault = CPC_TRY(
        store::Vault::open(room.ports(), big.folder, crypto::SecretBytes::from(passphrase)));
    Measured out;
    out.entries = big.entries;
    out.few = CPC_TRY(make_site(here + "/few", setting.assets, vault));
    out.many = CPC_TRY(make_site(here + "/many", setting.assets, vault));
    for (const bool all : {false, true}) {
        auto& site = all ? out.many : out.few;
        const auto pairing = site.centre->central().pairing();
        const auto outbox = here + (all ? "/outbox-many" : "/outbox-few");
        CPC_TRY(room.system.make_directories(outbox));
        send::Desk desk{vault, pairing, room.system, clock, room.entropy, outbox};
        std::vector<send::Prepared> bundles;
        if (all)
            bundles = CPC_TRY(send::prepare_bundles(desk));
        else
            bundles.push_back(CPC_TRY(send::prepare_one(desk, 0)));
        CPC_TRY(receive(site, bundles));
    }
    for (std::size_t i = 0; i < looks; ++i)
        for (const std::size_t turn : {i, i + 1}) {
            auto& site = turn % 2 == 0 ? out.few : out.many;
            const double cpu = processor_ms();
            site.pages.push_back(CPC_TRY(site.office->page()));
            site.processor.push_back(processor_ms() - cpu);
        }
    return out;
}

Figures figures_of(const Measured& all, const std::string& suffix) {
    const double many = median(all.many.pages);
    const double few = median(all.few.pages);
    const auto behind = [](const Site& site) {
        return std::to_string(site.office->conferences()) + " conferences";
    };
    return {
        {"register-page" + suffix, "the present register at central, from request to page", "ms",
         50, many,
         "median of " + std::to_string(looks) + ", processor time " +
             number(median(all.many.processor), 2) + " ms; " + std::to_string(all.entries) +
             " entries in " + behind(all.many) + ", " + std::to_string(all.many.office->present()) +
             " children on it; received in " + number(all.many.received_ms / 1e3, 1) +
             " s, read into the register, once for all, in " + number(all.many.read_ms / 1e3, 1) +
             " s"},
        {"register-flat" + suffix, "that page / the same with few closed conferences behind it",
         "×", 1.25, many / few,
         number(many, 2) + " ms with " + behind(all.many) + " / " + number(few, 2) + " ms with " +
             behind(all.few) + ", in turns; processor time " +
             number(median(all.many.processor), 2) + " / " + number(median(all.few.processor), 2) +
             " ms"}};
}

Result<Figures> figures_with(const Setting& setting, const std::string& suffix,
                             std::size_t conferences) {
    BigStorePlan plan;
    plan.conferences = conferences;
    plan.children = children;
    const auto name = "register" + suffix;
    const auto big = CPC_TRY(make_big_store(setting, name, plan));
    const auto here = setting.folder + "/" + name + "-central";
    auto out = figures_of(CPC_TRY(measure(setting, big, here)), suffix);
    std::error_code ignored;
    fs::remove_all(big.folder, ignored);
    fs::remove_all(here, ignored);
    return out;
}

}  // namespace

Result<Figures> register_figures(const Setting& setting) {
    constexpr std::size_t conferences = 334;  // of 300 entries: 100,200
    return figures_with(setting, "", conferences);
}

Result<Figures> large_register_figures(const Setting& setting) {
    constexpr std::size_t conferences = 3'334;  // of 300 entries: 1,000,200
    return figures_with(setting, "-large", conferences);
}

}  // namespace cpc::bench
