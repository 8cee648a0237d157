// SPDX-License-Identifier: Apache-2.0
// From a request to an answer, without a socket: which path means what. Tests call it directly; the
// server (http_server.hpp) only reads and writes the bytes around it. PROTOCOL.md lists the paths.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.hpp"
#include "sync/service/central.hpp"

namespace cpc::service {

enum class Peer : std::uint8_t { this_machine, elsewhere };

struct HttpRequest {
    std::string method;
    std::string target;
    std::string content_digest;  // as it stood in the header; empty if there was none
    Bytes body;
    Peer peer = Peer::elsewhere;
    // For the staff pages; as they stood in the header.
    std::string cookie = {};
    std::string content_type = {};
    std::string origin = {};
    std::string host = {};
};

struct HttpResponse {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    // For the staff pages; not sent where empty.
    std::string location = {};
    std::string set_cookie = {};
    std::string download_as = {};  // a file name of letters, digits, dots
};

// "/v1/bundles/x/0" → v1, bundles, x, 0; nothing of more than six parts. Nothing is decoded: no
// address of ours needs it.
[[nodiscard]] std::vector<std::string_view> path_parts(std::string_view target);

[[nodiscard]] HttpResponse answer(Central& central, const HttpRequest& request);

// The staff page: what came, what was refused and why. Ids, sizes and times only.
[[nodiscard]] Result<std::string> staff_page(Central& central);

}  // namespace cpc::service
