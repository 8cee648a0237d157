// SPDX-License-Identifier: Apache-2.0
#include "app/central/metrics.hpp"

#include <algorithm>

namespace cpc::central {
namespace {

std::string seconds(std::uint64_t micros) {
    constexpr std::uint64_t micros_a_second = 1'000'000;
    const auto rest = std::to_string(micros % micros_a_second);
    return std::to_string(micros / micros_a_second) + "." + std::string(6 - rest.size(), '0') +
           rest;
}

}  // namespace

service::Log Metrics::counting(service::Log log) {
    return [this, log = std::move(log)](std::string_view event, const std::string& facts) {
        {
            const std::lock_guard<std::mutex> lock(mutex_);
            ++events_[std::string{event}];
        }
        log(event, facts);
    };
}

void Metrics::took(std::uint64_t micros, int status) {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++requests_[status];
    micros_ += micros;
    longest_micros_ = std::max(longest_micros_, micros);
}

service::HttpResponse Metrics::answer(const service::HttpRequest& request) const {
    if (request.target != "/metrics") return {404, "text/plain; charset=utf-8", "not here\n"};
    if (request.method != "GET") return {405, "text/plain; charset=utf-8", "GET only\n"};
    const std::lock_guard<std::mutex> lock(mutex_);
    std::string out =
        "# HELP cpc_events_total How often each event of the log happened.\n"
        "# TYPE cpc_events_total counter\n";
    for (const auto& event : events_)
        out += "cpc_events_total{event=\"" + event.first + "\"} " + std::to_string(event.second) +
               "\n";
    out +=
        "# HELP cpc_requests_total Requests answered, by status.\n"
        "# TYPE cpc_requests_total counter\n";
    for (const auto& status : requests_)
        out += "cpc_requests_total{status=\"" + std::to_string(status.first) + "\"} " +
               std::to_string(status.second) + "\n";
    out +=
        "# HELP cpc_request_seconds_total Time spent on answers.\n"
        "# TYPE cpc_request_seconds_total counter\n"
        "cpc_request_seconds_total " +
        seconds(micros_) +
        "\n# HELP cpc_request_longest_seconds The longest answer since the start.\n"
        "# TYPE cpc_request_longest_seconds gauge\n"
        "cpc_request_longest_seconds " +
        seconds(longest_micros_) + "\n";
    return {200, "text/plain; version=0.0.4; charset=utf-8", out};
}

}  // namespace cpc::central
