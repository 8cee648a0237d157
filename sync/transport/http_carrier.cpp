// SPDX-License-Identifier: Apache-2.0
#include "sync/transport/http_carrier.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::transport {
namespace {

constexpr int attempts_max = 3;
constexpr const char* safe = "Everything is kept on the tablet and is sent again later.";

struct Answer {
    long status = 0;
    Bytes body;
};

struct Upload {
    ByteView left;
};

std::size_t on_body(char* data, std::size_t, std::size_t size, void* out) {
    auto& body = *static_cast<Bytes*>(out);
    if (body.size() + size > wire::limits::answer_bytes_max) return 0;  // libcurl stops
    body.insert(body.end(), data, data + size);
    return size;
}

std::size_t on_upload(char* out, std::size_t, std::size_t room, void* from) {
    auto& upload = *static_cast<Upload*>(from);
    const std::size_t size = std::min(room, upload.left.size());
    std::copy_n(upload.left.begin(), size, out);
    upload.left = upload.left.subspan(size);
    return size;
}

// libcurl rewinds the body when a kept connection turns out to be closed.
int on_rewind(void* from, curl_off_t offset, int origin) {
    auto& pair = *static_cast<std::pair<Upload, ByteView>*>(from);
    if (origin != SEEK_SET || offset < 0 || static_cast<std::size_t>(offset) > pair.second.size())
        return CURL_SEEKFUNC_FAIL;
    pair.first.left = pair.second.subspan(static_cast<std::size_t>(offset));
    return CURL_SEEKFUNC_OK;
}

Failure unreachable(CURLcode code) {
    const std::string why = curl_easy_strerror(code);
    if (code == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
        return fail(Fault::forged,
                    "Whoever answers at central's address does not have central's "
                    "key.",
                    {}, "Nothing was sent. Tell the people who run the central service.");
    if (code == CURLE_WRITE_ERROR)
        return fail(Fault::refused, "The answer was larger than any answer may be.", {}, safe);
    return fail(Fault::network, "Central cannot be reached: " + why + ".", {}, safe);
}

Failure not_understood(long status) {
    return fail(Fault::network, "Central gave an answer that is not understood.",
                "status " + std::to_string(status), safe);
}

bool is_this_machine(const std::string& host) {
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]" || host == "::1";
}

struct Address {
    std::string scheme;
    std::string host;
    std::string text;  // without a slash at the end
};

Result<Address> read_address(std::string url) {
    const auto bad = [&](const char* what) {
        return fail(Fault::refused, std::string{"Central's address cannot be used: "} + what + ".",
                    url, "Give it as https://host:port, or http://127.0.0.1:port for practice.");
    };
    while (!url.empty() && url.back() == '/')
        url.pop_back();
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), curl_url_cleanup);
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK)
        return bad("it is not an address");
    const auto part = [&](CURLUPart which) -> std::optional<std::string> {
        char* text = nullptr;
        if (curl_url_get(parsed.get(), which, &text, 0) != CURLUE_OK) return std::nullopt;
        std::string out{text};
        curl_free(text);
        return out;
    };
    if (part(CURLUPART_USER) || part(CURLUPART_PASSWORD) || part(CURLUPART_QUERY) ||
        part(CURLUPART_FRAGMENT) || part(CURLUPART_PATH).value_or("/") != "/")
        return bad("it has more in it than host and port");
    Address out{part(CURLUPART_SCHEME).value_or(""), part(CURLUPART_HOST).value_or(""), url};
    if (out.scheme != "https" && out.scheme != "http")
        return bad(
            "it begins with neither https "
            "nor http");
    if (out.scheme == "http" && !is_this_machine(out.host))
        return bad("without TLS only this machine can be reached");
    return out;
}

}  // namespace

struct HttpCarrier::Impl {
    CURL* handle = nullptr;
    Address address;
    std::string pins;
    HttpOptions options;

    ~Impl() { curl_easy_cleanup(handle); }

    void set_up() {
        curl_easy_reset(handle);  // keeps the connection
        const auto set = [&](CURLoption option, auto value) {
            CPC_CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
        };
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PROTOCOLS_STR, address.scheme.c_str());
        set(CURLOPT_FOLLOWLOCATION, 0L);
        set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
        set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_wait_ms));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(options.request_wait_ms));
        set(CURLOPT_LOW_SPEED_LIMIT, 1L);
        set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.idle_wait_s));
        set(CURLOPT_USERAGENT, "case-conference/1");
        if (is_this_machine(address.host)) set(CURLOPT_PROXY, "");
        if (address.scheme != "https") return;
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_3));
        set(CURLOPT_PINNEDPUBLICKEY, pins.c_str());
        // The pin is the check. Names and dates of a certificate add nothing to it, and dates
        // would lock out a tablet whose clock has stopped.
        set(CURLOPT_SSL_VERIFYPEER, 0L);
        set(CURLOPT_SSL_VERIFYHOST, 0L);
    }

    Result<Answer> request(const char* method, const std::string& path, ByteView body,
                           const std::vector<std::string>& headers = {}) {
        set_up();
        const std::string url = address.text + path;
        Answer out;
        std::pair<Upload, ByteView> upload{{body}, body};
        curl_slist* list = curl_slist_append(nullptr, "Expect:");
        for (const auto& header : headers)
            list = curl_slist_append(list, header.c_str());
        curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
        curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, method);
        curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
        curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
        curl_easy_setopt(handle, CURLOPT_WRITEDATA, &out.body);
        if (!body.empty()) {
            curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
            curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, method);
            curl_easy_setopt(handle, CURLOPT_READFUNCTION, on_upload);
            curl_easy_setopt(handle, CURLOPT_READDATA, &upload.first);
            curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, on_rewind);
            curl_easy_setopt(handle, CURLOPT_SEEKDATA, &upload);
            curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE,
                             static_cast<curl_off_t>(body.size()));
        }
        const CURLcode code = curl_easy_perform(handle);
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &out.status);
        curl_slist_free_all(list);
        if (code != CURLE_OK) return unreachable(code);
        return out;
    }
};

HttpCarrier::HttpCarrier(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpCarrier::~HttpCarrier() = default;

Result<std::unique_ptr<HttpCarrier>> HttpCarrier::open(const std::string& url,
                                                       const std::vector<std::string>& tls_pins,
                                                       HttpOptions options) {
    static std::once_flag once;
    std::call_once(once, [] { CPC_CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
    auto impl = std::make_unique<Impl>();
    impl->address = CPC_TRY(read_address(url));
    impl->options = std::move(options);
    for (const auto& pin : tls_pins)
        impl->pins += (impl->pins.empty() ? "" : ";") + pin;
    if (impl->address.scheme == "https" && impl->pins.empty())
        return fail(Fault::refused,
                    "The pairing names no TLS key, so central could not be told "
                    "from anybody else.",
                    url, "Pair the tablet with a central service that has TLS set up.");
    impl->handle = curl_easy_init();
    if (impl->handle == nullptr) return fail(Fault::exhausted, "There is no memory for sending.");
    return std::unique_ptr<HttpCarrier>(new HttpCarrier(std::move(impl)));
}

Result<engine::HeadAnswer> HttpCarrier::head(const Hash32& log_id) {
    const auto answer = CPC_TRY(impl_->request("GET", "/v1/state/" + to_hex(log_id), {}));
    if (answer.status == 200) {
        const auto head = CPC_TRY(wire::read_head(answer.body));
        if (head.log_id != log_id) return not_understood(answer.status);
        return engine::HeadAnswer{head};
    }
    const auto refusal = wire::read_refusal(answer.body);
    if (!refusal) return not_understood(answer.status);
    return engine::HeadAnswer{*refusal};
}

Result<std::optional<wire::Refusal>> HttpCarrier::send_pieces(const BundleId& bundle, ByteView file,
                                                              const wire::UploadReport& held) {
    const std::size_t count =
        (file.size() + wire::limits::piece_bytes - 1) / wire::limits::piece_bytes;
    for (std::size_t n = 0; n < count; ++n) {
        const std::size_t at = n * wire::limits::piece_bytes;
        const auto piece = file.subspan(at, std::min(wire::limits::piece_bytes, file.size() - at));
        const bool there =
            n < held.pieces.size() && held.pieces[n] && *held.pieces[n] == crypto::sha256(piece);
        if (!there) {
            const auto answer = CPC_TRY(impl_->request(
                "PUT", "/v1/bundles/" + bundle.hex() + "/" + std::to_string(n), piece,
                {"Content-Digest: " + wire::content_digest(piece),
                 "Content-Type: application/octet-stream"}));
            if (answer.status != 204) {
                auto refusal = wire::read_refusal(answer.body);
                if (!refusal) return not_understood(answer.status);
                return std::optional{std::move(*refusal)};
            }
            ++pieces_sent;
        }
        if (impl_->options.progress) impl_->options.progress(at + piece.size(), file.size());
    }
    return std::optional<wire::Refusal>{};
}

Result<engine::Delivery> HttpCarrier::attempt(const BundleId& bundle, ByteView file) {
    const auto asked = CPC_TRY(impl_->request("GET", "/v1/bundles/" + bundle.hex(), {}));
    if (asked.status != 200) {
        const auto refusal = wire::read_refusal(asked.body);
        if (!refusal) return not_understood(asked.status);
        return engine::Delivery{*refusal};
    }
    const auto held = CPC_TRY(wire::read_upload(asked.body));
    if (held.bundle != bundle) return not_understood(asked.status);
    if (!held.received)
        if (auto refusal = CPC_TRY(send_pieces(bundle, file, held)))
            return engine::Delivery{std::move(*refusal)};
    const auto commit = wire::write_commit({file.size(), crypto::sha256(file)});
    auto answer = CPC_TRY(impl_->request("POST", "/v1/bundles/" + bundle.hex() + "/commit",
                                         view_of(commit), {"Content-Type: application/json"}));
    if (answer.status == 200) return engine::Delivery{engine::AnsweredWithReceipt{answer.body}};
    const auto refusal = wire::read_refusal(answer.body);
    if (!refusal) return not_understood(answer.status);
    return engine::Delivery{*refusal};
}

Result<engine::Delivery> HttpCarrier::deliver(const BundleId& bundle, ByteView file) {
    for (int i = 1;; ++i) {
        auto delivery = CPC_TRY(attempt(bundle, file));
        // Central was restarted or made room in between: the missing pieces go again at once.
        const auto* refusal = std::get_if<wire::Refusal>(&delivery);
        if (refusal == nullptr || refusal->code != wire::RefusalCode::incomplete ||
            i == attempts_max)
            return delivery;
    }
}

Result<std::vector<Bytes>> HttpCarrier::receipts() {
    return std::vector<Bytes>{};
}

// A central of before knows no such address and says so in the same words: not found.
Result<std::optional<Bytes>> HttpCarrier::confirmed(const BundleId& bundle) {
    auto answer = CPC_TRY(impl_->request("GET", "/v1/bundles/" + bundle.hex() + "/confirmed", {}));
    if (answer.status != 200) return std::optional<Bytes>{};
    return std::optional{std::move(answer.body)};
}

// A central service of an earlier version knows no answers, which is no failure.
Result<std::optional<Bytes>> HttpCarrier::answers(const Hash32& log_id, std::uint64_t after) {
    auto answer = CPC_TRY(
        impl_->request("GET", "/v1/answers/" + to_hex(log_id) + "/" + std::to_string(after), {}));
    if (answer.status != 200) return std::optional<Bytes>{};
    return std::optional<Bytes>{std::move(answer.body)};
}

// A central service of an earlier version prepares nothing, which is no failure.
Result<std::vector<Bytes>> HttpCarrier::packs(const Hash32& log_id,
                                              const engine::WantedPack& wanted) {
    std::vector<Bytes> out;
    const std::string address = "/v1/packs/" + to_hex(log_id);
    const auto list = CPC_TRY(impl_->request("GET", address, {}));
    if (list.status != 200) return out;
    for (const auto& offer : CPC_TRY(wire::read_offers(list.body))) {
        if (!wanted(offer)) continue;
        auto answer =
            CPC_TRY(impl_->request("GET", address + "/" + std::to_string(offer.number), {}));
        if (answer.status == 200) out.push_back(std::move(answer.body));
    }
    return out;
}

Result<Bytes> HttpCarrier::fetch_practice_pairing() {
    auto answer = CPC_TRY(impl_->request("GET", "/v1/pairing", {}));
    if (answer.status == 200) return std::move(answer.body);
    return fail(Fault::refused, "This central service does not give out its keys by itself.",
                impl_->address.text, "Copy its central.json to this tablet by hand.");
}

Result<void> HttpCarrier::enrol_for_practice(ByteView registration_file) {
    const auto answer = CPC_TRY(
        impl_->request("POST", "/v1/enrol", registration_file, {"Content-Type: application/json"}));
    if (answer.status == 204) return {};
    const auto refusal = wire::read_refusal(answer.body);
    return fail(
        Fault::refused,
        refusal ? refusal->message : "This central service does not enrol tablets by itself.",
        impl_->address.text, "Carry device.json to central and enrol it there.");
}

}  // namespace cpc::transport
