// SPDX-License-Identifier: Apache-2.0
// The way to central over HTTP, by libcurl.
//
// https: TLS 1.3, and the server's key must be one of the pairing's pins. Nothing else about the
// certificate counts, least of all its dates: a tablet whose clock has stopped must still be able
// to send. http: to this machine only, for practice. No redirects, no cookies, no .netrc, no proxy
// towards this machine; every wait and every answer's size is limited.
//
// An upload goes in pieces that central names by their digests, so that one that broke off goes on
// where it stopped, at any byte, with any other process. Not for two threads at once.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "sync/engine/carrier.hpp"

namespace cpc::transport {

struct HttpOptions {
    std::int64_t connect_wait_ms = 30'000;
    std::int64_t idle_wait_s = 60;  // without a byte either way
    std::int64_t request_wait_ms = 300'000;
    // Called after each piece, with bytes done and bytes in all.
    std::function<void(std::uint64_t, std::uint64_t)> progress;
};

class HttpCarrier final : public engine::Carrier {
  public:
    // url: "https://host:port" or "http://127.0.0.1:port", nothing after it.
    [[nodiscard]] static Result<std::unique_ptr<HttpCarrier>> open(
        const std::string& url, const std::vector<std::string>& tls_pins, HttpOptions options = {});
    ~HttpCarrier() override;

    Result<engine::HeadAnswer> head(const Hash32& log_id) override;
    Result<engine::Delivery> deliver(const BundleId& bundle, ByteView file) override;
    Result<std::vector<Bytes>> receipts() override;  // none: each comes with its delivery
    Result<std::optional<Bytes>> confirmed(const BundleId& bundle) override;
    Result<std::optional<Bytes>> answers(const Hash32& log_id, std::uint64_t after) override;
    Result<std::vector<Bytes>> packs(const Hash32& log_id,
                                     const engine::WantedPack& wanted) override;

    // Practice only: central's pairing file, and enrolling this tablet, without anybody comparing
    // a fingerprint. A real central answers neither.
    [[nodiscard]] Result<Bytes> fetch_practice_pairing();
    [[nodiscard]] Result<void> enrol_for_practice(ByteView registration_file);

    std::uint64_t pieces_sent = 0;  // since it was opened; a resumed upload sends fewer

  private:
    struct Impl;
    explicit HttpCarrier(std::unique_ptr<Impl> impl);
    [[nodiscard]] Result<engine::Delivery> attempt(const BundleId& bundle, ByteView file);
    [[nodiscard]] Result<std::optional<wire::Refusal>> send_pieces(const BundleId& bundle,
                                                                   ByteView file,
                                                                   const wire::UploadReport& held);
    std::unique_ptr<Impl> impl_;
};

}  // namespace cpc::transport
