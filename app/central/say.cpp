// SPDX-License-Identifier: Apache-2.0
#include "app/central/say.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>

namespace cpc::central {

int say_why(const Error& error) {
    std::fprintf(stderr, "cpc-central: %s\n", error.text().c_str());
    return could_not;
}

void say(const std::string& line) {
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

service::Log make_log() {
    auto logger = spdlog::get("central");
    if (!logger) {
        logger = spdlog::stderr_logger_mt("central");
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
        logger->flush_on(spdlog::level::info);
    }
    return [logger](std::string_view event, const std::string& facts) {
        logger->info("event={} {}", event, facts);
    };
}

}  // namespace cpc::central
