// SPDX-License-Identifier: Apache-2.0
// The present register at central, as a page: what it costs, and whether it notices how many closed
// conferences lie behind it.
#include <filesystem>

#include "app/centre/pages.hpp"
#include "app/send/send.hpp"
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
    Result<double> page() {
        Series out;
        for (std::size_t i = 0; i < looks; ++i) {
            const double before = now_ms();
            const auto answer = ask("GET", "/register", {});
            out.push_back(now_ms() - before);
            if (answer.status != 200 || answer.body.find("Child 7") == std::string::npos)
                return fail(Fault::refused, "The register is not what was received.",
                            "status " + std::to_string(answer.status));
        }
        return median(std::move(out));
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

struct Measured {
    double few_ms = 0;
    double many_ms = 0;
    std::size_t few = 0;
    std::size_t many = 0;
    std::size_t children = 0;
    std::uint64_t entries = 0;
    double received_ms = 0;
    double read_ms = 0;
};

// The page is looked at when a tenth of the conferences is here, and when all of them are.
Result<Measured> measure(Office& office, CentralRoom& centre, const BigStore& big,
                         const std::string& outbox) {
    Room room;
    platform::SystemClock clock;
    auto vault = CPC_TRY(
        store::Vault::open(room.ports(), big.folder, crypto::SecretBytes::from(passphrase)));
    CPC_TRY(centre.enrol(vault));
    const auto pairing = centre.central().pairing();
    send::Desk desk{vault, pairing, room.system, clock, room.entropy, outbox};
    CPC_TRY(room.system.make_directories(outbox));
    Measured out;
    out.entries = big.entries;
    for (const auto& one : CPC_TRY(send::prepare_bundles(desk))) {
        const auto file =
            CPC_TRY(read_whole(room.system, one.path, wire::limits::bundle_bytes_max));
        const double before = now_ms();
        const auto answer = centre.central().take_in(one.item.bundle, file);
        out.received_ms += now_ms() - before;
        CPC_CHECK(std::holds_alternative<std::string>(answer));
        CPC_TRY(room.system.remove(one.path));
        if (out.few > 0 || one.item.to < big.entries / 10) continue;
        out.read_ms += CPC_TRY(office.take_in());
        out.few = office.conferences();
        out.few_ms = CPC_TRY(office.page());
    }
    out.read_ms += CPC_TRY(office.take_in());
    out.many = office.conferences();
    out.many_ms = CPC_TRY(office.page());
    out.children = office.present();
    return out;
}

Figures figures_of(const Measured& all, const std::string& suffix) {
    const auto behind = std::to_string(all.entries) + " entries in " + std::to_string(all.many) +
                        " conferences, " + std::to_string(all.children) + " children on it";
    return {
        {"register-page" + suffix, "the present register at central, from request to page", "ms",
         50, all.many_ms,
         "median of " + std::to_string(looks) + "; " + behind + "; received in " +
             number(all.received_ms / 1e3, 1) + " s, read into the register, once for all, in " +
             number(all.read_ms / 1e3, 1) + " s"},
        {"register-flat" + suffix, "that page / the same with few closed conferences behind it",
         "×", 1.25, all.many_ms / all.few_ms,
         number(all.many_ms, 2) + " ms with " + std::to_string(all.many) + " conferences / " +
             number(all.few_ms, 2) + " ms with " + std::to_string(all.few)}};
}

Result<Figures> figures_with(const Setting& setting, const std::string& suffix,
                             std::size_t conferences) {
    BigStorePlan plan;
    plan.conferences = conferences;
    plan.children = children;
    const auto name = "register" + suffix;
    const auto big = CPC_TRY(make_big_store(setting, name, plan));
    const auto here = setting.folder + "/" + name + "-central";
    const auto centre = CPC_TRY(CentralRoom::make(here));
    Room room;
    Office office(*centre, CPC_TRY(meeting::Library::load(room.files, setting.assets)));
    CPC_TRY(office.sign_in());
    const auto measured = CPC_TRY(measure(office, *centre, big, here + "/outbox"));
    std::error_code ignored;
    fs::remove_all(big.folder, ignored);
    return figures_of(measured, suffix);
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
