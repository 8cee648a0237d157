// SPDX-License-Identifier: Apache-2.0
// Requests and answers one by one through a network that drops, doubles, delays, reorders,
// truncates and confuses them, in memory: more than fifty thousand in a run. What comes out has to
// be as if each bundle had been sent once, and what central keeps meanwhile has to stay small.
//
// CPC_EXCHANGES=n sets how many.
#include <deque>
#include <map>

#include "core/crypto/hash.hpp"
#include "sync/wire/limits.hpp"
#include "sync/wire/receipt.hpp"
#include "tests/service/world.hpp"
#include "tests/week/dice.hpp"

namespace cpc::test {
namespace {

using service::HttpRequest;
using service::HttpResponse;

// Carries a request to central and the answer back, if it feels like it.
class LossyNetwork {
  public:
    LossyNetwork(service::Central& central, Dice& dice) : central_(central), dice_(dice) {}

    std::optional<HttpResponse> exchange(HttpRequest request) {
        ++exchanges;
        // Something that was sent before arrives only now.
        if (!late_.empty() && dice_.once_in(3)) {
            const auto before = late_.front();
            late_.pop_front();
            (void)reach(before);
        }
        switch (dice_.below(12)) {
            case 0:
                return std::nullopt;  // never arrives
            case 1:
                if (late_.size() < 20) late_.push_back(request);
                return std::nullopt;  // arrives after others
            case 2:
                (void)reach(request);  // twice
                break;
            case 3:
                if (!request.body.empty()) request.body.resize(dice_.below(request.body.size()));
                break;
            case 4:
                if (!request.body.empty()) request.body[dice_.below(request.body.size())] ^= 1;
                break;
            default:
                break;
        }
        auto answer = reach(request);
        switch (dice_.below(12)) {
            case 0:
                return std::nullopt;  // done, and nobody hears of it
            case 1:
                if (!answer.body.empty()) answer.body.resize(dice_.below(answer.body.size()));
                break;
            case 2:
                std::swap(answer, other_);  // another exchange's answer
                break;
            default:
                break;
        }
        return answer;
    }
    std::uint64_t exchanges = 0;
    std::uint64_t reached = 0;

  private:
    HttpResponse reach(const HttpRequest& request) {
        ++reached;
        return service::answer(central_, request);
    }
    service::Central& central_;
    Dice& dice_;
    std::deque<HttpRequest> late_;
    HttpResponse other_;
};

// One bundle on its way: the same requests as the carrier makes, and no patience.
class Courier {
  public:
    Courier(LossyNetwork& network, const wire::Pairing& pairing)
        : network_(network), pairing_(pairing) {}

    // True once a receipt for this very bundle was verified.
    bool attempt(const World::Sealed& sealed) {
        const std::string path = "/v1/bundles/" + sealed.bundle.hex();
        (void)network_.exchange(request("GET", path, {}));
        for (std::size_t at = 0, n = 0; at < sealed.file.size();
             at += wire::limits::piece_bytes, ++n) {
            const auto size = std::min(wire::limits::piece_bytes, sealed.file.size() - at);
            const auto piece = ByteView{sealed.file}.subspan(at, size);
            auto put = request("PUT", path + "/" + std::to_string(n), piece);
            put.content_digest = wire::content_digest(piece);
            const auto answer = network_.exchange(std::move(put));
            if (!answer || answer->status != 204) return false;
        }
        const auto what = wire::write_commit({sealed.file.size(), crypto::sha256(sealed.file)});
        const auto answer = network_.exchange(request("POST", path + "/commit", view_of(what)));
        if (!answer || answer->status != 200) return false;
        const auto receipt = wire::read_receipt(view_of(answer->body));
        if (!receipt || !wire::trusted_by(*receipt, pairing_) || receipt->bundle != sealed.bundle)
            return false;
        const auto known = texts_.emplace(sealed.bundle.hex(), answer->body);
        CHECK(known.first->second == answer->body);  // the same bytes every time
        return true;
    }

  private:
    static HttpRequest request(std::string method, std::string target, ByteView body) {
        HttpRequest out;
        out.method = std::move(method);
        out.target = std::move(target);
        out.body.assign(body.begin(), body.end());
        return out;
    }
    LossyNetwork& network_;
    const wire::Pairing& pairing_;
    std::map<std::string, std::string> texts_;
};

TEST_CASE(
    "through a network that loses, doubles, delays, cuts and confuses, each bundle arrives "
    "exactly once",
    "[week][network][embedded]") {
    const auto wanted = asked_for("CPC_EXCHANGES", 50'000);
    World world;
    std::vector<World::Sealed> bundles;
    auto desk = world.tablet.desk();
    NEED(world.tablet.files.make_directories(desk.outbox));
    for (int i = 0; i < 40; ++i) {
        const bool large = i % 10 == 0;  // of several pieces
        world.tablet.speak(large ? 8 : 2, large ? 12'000 : 40);
        const auto from = i == 0 ? 0 : NEED(send::status(world.tablet.vault())).items.back().to;
        const auto made = NEED(send::prepare_one(desk, from));
        bundles.push_back({made.item.bundle, NEED(read_whole(world.tablet.files, made.path,
                                                             limits::bundle_bytes_max))});
    }
    auto& central = world.centre.central();
    Dice dice(asked_for("CPC_WEEK_SEED", 1));
    LossyNetwork network(central, dice);
    const auto pairing = central.pairing();
    Courier courier(network, pairing);
    std::size_t arrived = 0;
    std::uint64_t again = 0;
    while (network.exchanges < wanted || arrived < bundles.size()) {
        // The next one, or one that was answered long ago.
        const bool repeat = arrived == bundles.size() || (arrived > 0 && dice.once_in(4));
        const auto which = repeat ? dice.below(arrived) : arrived;
        if (!courier.attempt(bundles[which])) continue;
        if (repeat)
            ++again;
        else
            ++arrived;
    }
    CHECK(again > 100);
    CHECK(network.exchanges >= wanted);
    const auto fsck = NEED(central.fsck());
    CHECK(fsck.damage == std::vector<std::string>{});
    CHECK(fsck.receipts == bundles.size());
    CHECK(fsck.entries == world.tablet.vault().size());
    CHECK(NEED(central.store().list_notices(10)).empty());
    CHECK_FALSE(NEED(central.store().find_log(world.tablet.vault().log_id()))->frozen);
    // Unfinished uploads are all that is left over, and there is a limit to them.
    const service::UploadLimits limits;
    CHECK(NEED(world.tablet.files.list(world.folder.at("central/incoming"))).size() <=
          limits.uploads_max);
}

}  // namespace
}  // namespace cpc::test
