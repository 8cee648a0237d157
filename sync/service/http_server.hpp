// SPDX-License-Identifier: Apache-2.0
// The HTTP/1.1 server: Boost.Beast in one translation unit, seen from here as start and stop.
//
// What always holds: one thread reads and writes all sockets and another alone touches the handler,
// so that an idle or slow peer holds up nobody; every header, body, wait and number of connections
// is limited; a request that is not plainly one request is answered 400 and the connection closed;
// plain HTTP is served on loopback addresses only. stop() lets answers under way finish.
//
// Certificates are for the wire only. Nothing about a record rests on them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.hpp"
#include "sync/service/http.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::service {

struct TlsFiles {
    std::string certificate;  // PEM
    std::string private_key;  // PEM
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443;  // 0: any free one
    std::optional<TlsFiles> tls;
    std::size_t connections_max = 256;
    std::int64_t header_wait_ms = 10'000;  // from the first wait on, so a slow header ends there
    std::int64_t body_wait_ms = 60'000;
    std::int64_t write_wait_ms = 60'000;
    std::size_t requests_per_connection_max = 10'000;
    std::size_t body_bytes_max = wire::limits::request_body_bytes_max;
    // A file that is uploaded in a form may be larger, at this one address. Nothing: nowhere.
    std::string upload_target = {};
    std::size_t upload_bytes_max = 0;
    std::string content_security_policy =
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
};

class HttpServer {
  public:
    using Handler = std::function<HttpResponse(const HttpRequest&)>;
    // Listening when it returns. The handler is called on one thread, one request at a time.
    [[nodiscard]] static Result<std::unique_ptr<HttpServer>> start(const ServerOptions& options,
                                                                   Handler handler);
    ~HttpServer();  // stops
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::size_t connections() const;
    void stop();

  private:
    struct Impl;
    explicit HttpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

// SHA-256 of the certificate's public key as libcurl pins it ("sha256//…").
[[nodiscard]] Result<std::string> tls_pin(const std::string& certificate_file);

}  // namespace cpc::service
