// SPDX-License-Identifier: Apache-2.0
#include "tests/postgres/load.hpp"

#include <poll.h>

#include <cstdlib>

#include "sync/wire/receipt.hpp"

namespace cpc::test {

std::vector<World::Sealed> make_bundles(Tablet& tablet, std::size_t count) {
    auto desk = tablet.desk();
    NEED(tablet.files.make_directories(desk.outbox));
    std::vector<World::Sealed> out;
    for (std::size_t i = 0; i < count; ++i) {
        const auto from = i == 0 ? 0 : tablet.vault().size();
        tablet.speak(2);
        const auto one = NEED(send::prepare_one(desk, from));
        out.push_back(
            {one.item.bundle, NEED(read_whole(tablet.files, one.path, limits::bundle_bytes_max))});
    }
    return out;
}

Sender::Sender(service::Central& central, const std::vector<World::Sealed>& bundles,
               std::size_t allowed)
    : central_(central), bundles_(bundles), allowed_(allowed), thread_([this] { run(); }) {}

Sender::~Sender() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
}

void Sender::run() {
    for (const auto& bundle : bundles_) {
        while (count_ >= allowed_ && !stop_)
            ::poll(nullptr, 0, 1);
        while (!stop_) {
            auto answer = central_.take_in(bundle.bundle, bundle.file);
            const std::lock_guard<std::mutex> lock(mutex_);
            if (auto* receipt = std::get_if<std::string>(&answer)) {
                given_.push_back({bundle.bundle, std::move(*receipt)});
                ++count_;
                break;
            }
            const auto& refusal = std::get<wire::Refusal>(answer);
            if (refusal.code == wire::RefusalCode::storage) {
                ::poll(nullptr, 0, 10);  // as a tablet would, only sooner
                continue;
            }
            problem_ = refusal.message;
            stop_ = true;
        }
    }
    ended_ = true;
}

std::vector<Sender::Given> Sender::given() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return given_;
}

std::string Sender::problem() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return problem_;
}

void Sender::wait_for(std::size_t receipts) const {
    while (count() < receipts && !ended())
        ::poll(nullptr, 0, 1);
}

void Sender::finish() {
    thread_.join();
}

void check_present(const PostgresServer& server, const std::string& database,
                   const std::vector<Sender::Given>& given) {
    if (given.empty()) return;
    std::string rows;
    std::uint64_t size = 0;
    for (const auto& one : given) {
        const auto receipt = NEED(wire::read_receipt(view_of(one.receipt)));
        size = std::max(size, receipt.checkpoint.size);
        rows += std::string{rows.empty() ? "" : ", "} + "('\\x" + one.bundle.hex() +
                "'::bytea, '\\x" + to_hex(view_of(one.receipt)) + "'::bytea)";
    }
    CHECK(server.run_sql(database, "SELECT count(*) FROM cpc.receipt r JOIN (VALUES " + rows +
                                       ") AS g(bundle, text) ON r.bundle = g.bundle AND "
                                       "r.text = g.text") == std::to_string(given.size()));
    CHECK(std::stoull(server.run_sql(database, "SELECT count(*) FROM cpc.entry")) >= size);
}

std::size_t wanted(const char* variable, std::size_t otherwise) {
    const char* text = std::getenv(variable);
    const auto number = text == nullptr ? 0UL : std::strtoul(text, nullptr, 10);
    return number == 0 ? otherwise : number;
}

}  // namespace cpc::test
