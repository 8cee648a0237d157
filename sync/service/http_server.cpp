// SPDX-License-Identifier: Apache-2.0
// The only file that knows Boost. Callbacks rather than coroutines: clang 14 has none for us.
#include "sync/service/http_server.hpp"

#include <openssl/ssl.h>

#include <algorithm>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <chrono>
#include <set>
#include <thread>

#include "core/crypto/hash.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::service {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Tcp = net::ip::tcp;
using ErrorCode = boost::system::error_code;
using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;
using Parser = http::request_parser<http::vector_body<std::uint8_t>>;
using Response = http::response<http::string_body>;

class Connection {
  public:
    virtual ~Connection() = default;
    virtual void begin() = 0;
    virtual void stop_waiting() = 0;  // the server is stopping: drop it unless it is being answered
};

// What all connections share. Touched by the socket thread, but for `handler`.
struct Shared {
    ServerOptions options;
    HttpServer::Handler handler;
    net::io_context io{1};
    net::thread_pool worker{1};
    std::set<Connection*> open;
    std::atomic<std::size_t> open_count{0};
    bool stopping = false;
};

bool on_this_machine(const net::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).is_loopback();
    return address.is_loopback();
}

HttpResponse plain_refusal(int status, std::string message) {
    return {
        status, "application/json",
        wire::write_refusal({wire::RefusalCode::bad_request, std::move(message), std::nullopt})};
}

// What a request that cannot be read is told. Nothing for a peer that just went away.
std::optional<HttpResponse> answer_to(const ErrorCode& error) {
    if (error == http::error::end_of_stream || error == http::error::partial_message)
        return std::nullopt;
    if (error == http::error::body_limit) return plain_refusal(413, "The request is too large.");
    if (error == http::error::header_limit) return plain_refusal(431, "The header is too large.");
    if (error.category() == http::make_error_code(http::error::bad_method).category())
        return plain_refusal(400, "The request is not valid HTTP.");
    return std::nullopt;
}

// Beast takes "5, 5" for 5, as it may; a proxy in front might not.
bool gives_one_length(const http::fields& fields) {
    const auto lengths = fields.equal_range(http::field::content_length);
    if (lengths.first == lengths.second) return true;
    const auto value = lengths.first->value();
    return std::next(lengths.first) == lengths.second &&
           std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

HttpRequest request_of(Parser& parser, Peer peer) {
    auto& message = parser.get();
    HttpRequest out;
    out.method = std::string{message.method_string()};
    out.target = std::string{message.target()};
    out.content_digest = std::string{message["Content-Digest"]};
    out.body = std::move(message.body());
    out.peer = peer;
    out.cookie = std::string{message[http::field::cookie]};
    out.content_type = std::string{message[http::field::content_type]};
    out.origin = std::string{message[http::field::origin]};
    out.host = std::string{message[http::field::host]};
    return out;
}

template <class Stream>
class Session final : public Connection, public std::enable_shared_from_this<Session<Stream>> {
  public:
    Session(Shared& shared, Stream stream, Peer peer)
        : shared_(shared), stream_(std::move(stream)), peer_(peer) {
        shared_.open.insert(this);
        ++shared_.open_count;
    }
    ~Session() override {
        shared_.open.erase(this);
        --shared_.open_count;
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void begin() override {
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            wait_at_most(shared_.options.header_wait_ms);
            stream_.async_handshake(net::ssl::stream_base::server,
                                    [self = this->shared_from_this()](const ErrorCode& error) {
                                        if (!error) self->read_header();
                                    });
        } else {
            read_header();
        }
    }
    void stop_waiting() override {
        if (!answering_) beast::get_lowest_layer(stream_).cancel();
    }

  private:
    void wait_at_most(std::int64_t ms) {
        beast::get_lowest_layer(stream_).expires_after(std::chrono::milliseconds(ms));
    }

    void read_header() {
        answering_ = false;
        if (shared_.stopping || ++requests_ > shared_.options.requests_per_connection_max)
            return close();
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(wire::limits::request_header_bytes_max));
        parser_->body_limit(body_bytes_most());
        wait_at_most(shared_.options.header_wait_ms);
        http::async_read_header(
            stream_, buffer_, *parser_,
            [self = this->shared_from_this()](const ErrorCode& error, std::size_t) {
                self->on_header(error);
            });
    }

    void on_header(const ErrorCode& error) {
        if (error) return on_read_error(error);
        // Every request of ours says how long it is. A second way to say it is how requests are
        // smuggled past a proxy, so it is not taken at all.
        const auto& fields = parser_->get();
        if (fields.find(http::field::transfer_encoding) != fields.end())
            return write(plain_refusal(411, "The request has to give its length."), false);
        if (!gives_one_length(fields))
            return write(plain_refusal(400, "The request is not valid HTTP."), false);
        const auto& options = shared_.options;
        // Only with a cookie, so that a stranger's upload ends at the small limit; whether it is a
        // session's is asked when all is here.
        if (!options.upload_target.empty() && fields.find(http::field::cookie) != fields.end() &&
            std::string_view{parser_->get().target()} == options.upload_target)
            parser_->body_limit(options.upload_bytes_max);
        else if (parser_->content_length().value_or(0) > options.body_bytes_max)
            return write(plain_refusal(413, "The request is too large."), false);
        wait_at_most(shared_.options.body_wait_ms);
        http::async_read(stream_, buffer_, *parser_,
                         [self = this->shared_from_this()](const ErrorCode& failed, std::size_t) {
                             self->on_request(failed);
                         });
    }

    // A body's limit is asked for when the header is read, before it is known what for.
    [[nodiscard]] std::size_t body_bytes_most() const {
        return std::max(shared_.options.body_bytes_max, shared_.options.upload_bytes_max);
    }

    void on_read_error(const ErrorCode& error) {
        if (auto response = answer_to(error)) return write(std::move(*response), false);
        close();
    }

    void on_request(const ErrorCode& error) {
        if (error) return on_read_error(error);
        answering_ = true;
        // Nothing is timed while the handler works: only our own side is slow then.
        beast::get_lowest_layer(stream_).expires_never();
        auto request = std::make_shared<HttpRequest>(request_of(*parser_, peer_));
        const bool keep = parser_->get().keep_alive();
        net::post(shared_.worker, [self = this->shared_from_this(), request, keep,
                                   alive = net::make_work_guard(shared_.io)] {
            auto response = std::make_shared<HttpResponse>(self->handle(*request));
            net::post(self->shared_.io, [self, response, keep] {
                self->write(std::move(*response), keep && !self->shared_.stopping);
            });
        });
    }

    HttpResponse handle(const HttpRequest& request) {
        try {
            return shared_.handler(request);
        } catch (const std::exception&) {
            return {500, "application/json",
                    wire::write_refusal({wire::RefusalCode::storage,
                                         "Central could not finish this request. Nothing was "
                                         "changed by it; try again.",
                                         std::nullopt})};
        }
    }

    void write(HttpResponse answer, bool keep) {
        answering_ = true;
        response_.emplace(static_cast<http::status>(answer.status), 11);
        response_->set(http::field::cache_control, "no-store");
        response_->set(http::field::x_frame_options, "DENY");
        response_->set("X-Content-Type-Options", "nosniff");
        response_->set("Referrer-Policy", "no-referrer");
        response_->set("Content-Security-Policy", shared_.options.content_security_policy);
        if (shared_.options.tls) response_->set("Strict-Transport-Security", "max-age=31536000");
        if (!answer.location.empty()) response_->set(http::field::location, answer.location);
        if (!answer.set_cookie.empty()) response_->set(http::field::set_cookie, answer.set_cookie);
        if (!answer.download_as.empty())
            response_->set(http::field::content_disposition,
                           "attachment; filename=\"" + answer.download_as + "\"");
        if (!answer.content_type.empty())
            response_->set(http::field::content_type, answer.content_type);
        response_->keep_alive(keep);
        response_->body() = std::move(answer.body);
        if (answer.status != 204) response_->prepare_payload();
        wait_at_most(shared_.options.write_wait_ms);
        http::async_write(
            stream_, *response_,
            [self = this->shared_from_this(), keep](const ErrorCode& error, std::size_t) {
                if (error || !keep) return self->close();
                self->read_header();
            });
    }

    void close() {
        ErrorCode ignored;
        auto& socket = beast::get_lowest_layer(stream_).socket();
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            // A TLS goodbye needs the peer's answer; a few seconds of it, not more.
            if (!goodbye_said_ && socket.is_open()) {
                goodbye_said_ = true;
                wait_at_most(2'000);
                stream_.async_shutdown(
                    [self = this->shared_from_this()](const ErrorCode&) { self->close(); });
                return;
            }
        }
        socket.shutdown(Tcp::socket::shutdown_send, ignored);
        beast::get_lowest_layer(stream_).close();
    }

    Shared& shared_;
    Stream stream_;
    Peer peer_;
    beast::flat_buffer buffer_{wire::limits::request_header_bytes_max +
                               wire::limits::request_body_bytes_max};
    std::optional<Parser> parser_;
    std::optional<Response> response_;
    std::size_t requests_ = 0;
    bool answering_ = false;
    bool goodbye_said_ = false;
};

Failure cannot(std::string what, const ErrorCode& error, std::string where) {
    return fail(Fault::network, std::move(what) + ": " + error.message(), std::move(where),
                "Nothing was started.");
}

Result<void> load_tls(net::ssl::context& context, const TlsFiles& files) {
    ErrorCode error;
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_3_VERSION);
    context.use_certificate_chain_file(files.certificate, error);
    if (error) return cannot("The certificate cannot be used", error, files.certificate);
    context.use_private_key_file(files.private_key, net::ssl::context::pem, error);
    if (error)
        return cannot("The certificate's private key cannot be used", error, files.private_key);
    return {};
}

}  // namespace

struct HttpServer::Impl {
    Shared shared;
    net::ssl::context tls{net::ssl::context::tls_server};
    Tcp::acceptor acceptor{shared.io};
    std::uint16_t port = 0;
    std::thread thread;

    Result<void> listen() {
        const auto& options = shared.options;
        ErrorCode error;
        const auto address = net::ip::make_address(options.address, error);
        if (error) return cannot("This is not an address to listen on", error, options.address);
        if (!options.tls && !on_this_machine(address))
            return fail(Fault::refused,
                        "Without TLS the service listens on this machine only (127.0.0.1 or ::1).",
                        options.address,
                        "Give a certificate and its key, or listen on a loopback address.");
        if (options.tls) CPC_TRY(load_tls(tls, *options.tls));
        const Tcp::endpoint endpoint(address, options.port);
        const std::string place = options.address + ":" + std::to_string(options.port);
        acceptor.open(endpoint.protocol(), error);
        if (!error) acceptor.set_option(net::socket_base::reuse_address(true), error);
        if (!error) acceptor.bind(endpoint, error);
        if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
        if (error) return cannot("The service cannot listen here", error, place);
        port = acceptor.local_endpoint().port();
        return {};
    }

    void accept() {
        acceptor.async_accept([this](const ErrorCode& error, Tcp::socket socket) {
            if (shared.stopping) return;
            if (!error && shared.open_count < shared.options.connections_max)
                take(std::move(socket));
            accept();
        });
    }

    void take(Tcp::socket socket) {
        ErrorCode error;
        const auto remote = socket.remote_endpoint(error);
        if (error) return;
        socket.set_option(Tcp::no_delay(true), error);
        const Peer peer = on_this_machine(remote.address()) ? Peer::this_machine : Peer::elsewhere;
        if (shared.options.tls) {
            std::make_shared<Session<TlsStream>>(shared, TlsStream(std::move(socket), tls), peer)
                ->begin();
        } else {
            std::make_shared<Session<PlainStream>>(shared, PlainStream(std::move(socket)), peer)
                ->begin();
        }
    }

    void run() {
        while (true) {
            try {
                shared.io.run();
                return;
            } catch (const std::exception&) {
                // A handler of one connection threw; it is gone, the others go on.
            }
        }
    }
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

HttpServer::~HttpServer() {
    stop();
}

Result<std::unique_ptr<HttpServer>> HttpServer::start(const ServerOptions& options,
                                                      Handler handler) {
    try {
        auto impl = std::make_unique<Impl>();
        impl->shared.options = options;
        impl->shared.handler = std::move(handler);
        CPC_TRY(impl->listen());
        impl->accept();
        impl->thread = std::thread([raw = impl.get()] { raw->run(); });
        return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
    } catch (const std::exception& error) {
        return fail(Fault::exhausted, std::string{"The server cannot be started: "} + error.what());
    }
}

std::uint16_t HttpServer::port() const {
    return impl_->port;
}

std::size_t HttpServer::connections() const {
    return impl_->shared.open_count;
}

void HttpServer::stop() {
    if (!impl_->thread.joinable()) return;
    net::post(impl_->shared.io, [this] {
        impl_->shared.stopping = true;
        ErrorCode ignored;
        impl_->acceptor.close(ignored);
        const auto open = impl_->shared.open;
        for (auto* connection : open)
            connection->stop_waiting();
    });
    impl_->thread.join();
    impl_->shared.worker.join();
}

Result<std::string> tls_pin(const std::string& certificate_file) {
    const auto closer = [](BIO* bio) { BIO_free(bio); };
    const std::unique_ptr<BIO, decltype(closer)> bio(BIO_new_file(certificate_file.c_str(), "r"),
                                                     closer);
    const auto freer = [](X509* x) { X509_free(x); };
    const std::unique_ptr<X509, decltype(freer)> certificate(
        bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr, freer);
    if (!certificate)
        return fail(Fault::malformed, "The certificate cannot be read.", certificate_file,
                    "Give a PEM file.");
    unsigned char* der = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der);
    if (size <= 0) return fail(Fault::malformed, "The certificate has no key.", certificate_file);
    const auto digest = crypto::sha256(ByteView{der, static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return "sha256//" + to_base64(digest);
}

}  // namespace cpc::service
