// SPDX-License-Identifier: Apache-2.0
// What the server does with requests that are not requests, or come too slowly, or too many.
#include <sys/resource.h>

#include <algorithm>
#include <fstream>

#include "tests/service/sockets.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {
namespace {

int status_of(const std::string& response) {
    if (response.substr(0, 9) != "HTTP/1.1 ") return 0;
    return std::stoi(response.substr(9, 3));
}

// Sends the bytes, ends sending, and gives everything that came back.
std::string exchange(std::uint16_t port, const std::string& bytes) {
    const auto socket = Socket::connect(port);
    (void)socket.send(bytes);
    socket.finish_sending();
    return socket.read_all();
}

struct Case {
    const char* name;
    std::string request;
    int status;  // 0: closed without an answer
};

TEST_CASE("malformed requests are answered once and the connection closed", "[service][hostile]") {
    World world;
    world.centre.serve();
    const auto port = world.centre.server().port();
    const std::string host = "Host: x\r\n";
    const std::string put = "PUT /v1/bundles/" + std::string(32, 'a') + "/0 HTTP/1.1\r\n" + host;
    const std::string smuggled = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    const std::vector<Case> cases = {
        {"no HTTP", "hello\r\n\r\n", 400},
        {"two lengths", put + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello" + smuggled,
         400},
        {"two equal lengths in one", put + "Content-Length: 5, 5\r\n\r\nhello", 400},
        {"length not a number", put + "Content-Length: five\r\n\r\nhello", 400},
        {"negative length", put + "Content-Length: -5\r\n\r\nhello", 400},
        {"huge length", put + "Content-Length: 99999999999999999999\r\n\r\n", 400},
        {"chunked", put + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 411},
        {"chunked and a length",
         put + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled, 400},
        {"bad chunk size", put + "Transfer-Encoding: chunked\r\n\r\n-2\r\nxx\r\n", 411},
        {"header without a colon", "GET /health HTTP/1.1\r\nHost x\r\n\r\n", 400},
        {"space before the colon", "GET /health HTTP/1.1\r\nHost : x\r\n\r\n", 400},
        {"length with a sign", put + "Content-Length: +5\r\n\r\nhello", 400},
        {"a zero byte", std::string("GET /he\0lth HTTP/1.1\r\n\r\n", 24), 400},
        {"wrong version", "GET /health HTTP/3.9\r\n\r\n", 400},
        {"header too large", "GET / HTTP/1.1\r\nX: " + std::string(9'000, 'a') + "\r\n\r\n", 431},
        {"target too large", "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\n\r\n", 431},
        {"body too large", put + "Content-Length: 66561\r\n\r\n", 413},
        {"body cut short", put + "Content-Length: 50\r\n\r\nhello", 0},
        {"nothing at all", "", 0},
    };
    for (const auto& item : cases) {
        INFO(item.name);
        const auto response = exchange(port, item.request);
        CHECK(status_of(response) == item.status);
        // Never a second answer: what was hidden behind the first request was not run.
        CHECK(response.find("ok\n") == std::string::npos);
    }
    CHECK(exchange(port, smuggled).find("ok\n") != std::string::npos);
}

TEST_CASE("a header that never ends is cut off by the clock", "[service][hostile]") {
    World world;
    service::ServerOptions options;
    options.header_wait_ms = 150;
    world.centre.serve(options);
    const auto socket = Socket::connect(world.centre.server().port());
    REQUIRE(socket.send("GET /health HTTP/1.1\r\nHost: "));
    CHECK(socket.read_all().empty());  // returns because the server closed
}

TEST_CASE("a body that never comes is cut off by the clock", "[service][hostile]") {
    World world;
    service::ServerOptions options;
    options.body_wait_ms = 150;
    world.centre.serve(options);
    const auto socket = Socket::connect(world.centre.server().port());
    REQUIRE(socket.send("PUT /v1/bundles/" + std::string(32, 'a') +
                        "/0 HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhello"));
    CHECK(socket.read_all().empty());
}

TEST_CASE("more connections than allowed are closed, and the allowed ones still work",
          "[service][hostile]") {
    World world;
    service::ServerOptions options;
    options.connections_max = 8;
    world.centre.serve(options);
    const auto port = world.centre.server().port();
    std::vector<Socket> idle;
    for (int i = 0; i < 7; ++i) {
        idle.push_back(Socket::connect(port));
        // Answered means accepted and counted.
        REQUIRE(idle.back().send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n"));
        char first = 0;
        REQUIRE(::recv(idle.back().number(), &first, 1, 0) == 1);
    }
    world.tablet.speak(2);
    auto desk = world.tablet.desk();
    {
        const auto carrier = world.centre.carrier();  // the eighth
        CHECK(NEED(send::send_all(desk, *carrier)).complete());
        const auto ninth = Socket::connect(port);
        (void)ninth.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        CHECK(ninth.read_all().empty());
    }
}

// Each of ours takes two descriptors here, one for either end.
std::size_t connections_possible(std::size_t wanted) {
    rlimit limit{};
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 2 * wanted + 300);
    (void)::setrlimit(RLIMIT_NOFILE, &limit);
    REQUIRE(::getrlimit(RLIMIT_NOFILE, &limit) == 0);
    return std::min<std::size_t>(wanted, (static_cast<std::size_t>(limit.rlim_cur) - 200) / 2);
}

std::uint64_t resident_bytes() {
    std::ifstream in("/proc/self/statm");
    std::uint64_t all = 0;
    std::uint64_t resident = 0;
    in >> all >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

TEST_CASE("requests that two readers might read differently are never answered as good ones",
          "[service][hostile]") {
    World world;
    world.centre.serve();
    const auto port = world.centre.server().port();
    const std::string put =
        "PUT /v1/bundles/" + std::string(32, 'a') + "/0 HTTP/1.1\r\nHost: x\r\n";
    const std::string hidden = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
    const std::vector<std::pair<const char*, std::string>> cases = {
        {"lines that end in a bare line feed", "GET /health HTTP/1.1\nHost: x\n\n"},
        {"a carriage return inside a value", "GET /health HTTP/1.1\r\nHost: x\ry\r\n\r\n"},
        {"a zero byte inside a value",
         std::string("GET /health HTTP/1.1\r\nHost: x\0y\r\n\r\n", 37)},
        {"no version", "GET /health\r\n\r\n"},
        {"two spaces", "GET  /health HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"a tab for a space", "GET\t/health HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"a space before the first header", "GET /health HTTP/1.1\r\n Host: x\r\n\r\n"},
        {"an absolute address", "GET http://else/health HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"another server's tunnel", "CONNECT else:443 HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"a header without a name", "GET /health HTTP/1.1\r\n: x\r\n\r\n"},
        {"HTTP/2's greeting", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"},
        {"a TLS greeting", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)},
        {"length in hex", put + "Content-Length: 0x5\r\n\r\nhello" + hidden},
        {"length in two words", put + "Content-Length: 5 6\r\n\r\nhello" + hidden},
        {"length with a point", put + "Content-Length: 5.0\r\n\r\nhello" + hidden},
        {"chunked with a space before the colon",
         put + "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\nhello" + hidden},
        {"chunked twice", put + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + hidden},
        {"chunked by another name",
         put + "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\nhello" + hidden},
        {"chunked and then not",
         put + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + hidden},
        {"chunks that overflow",
         put + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n" +
             hidden},
        {"chunk extensions",
         put + "Transfer-Encoding: chunked\r\n\r\n5;a=\r\nhello\r\n0\r\n\r\n" + hidden},
        {"trailers", put + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\n" + hidden},
        {"hundreds of headers", "GET /health HTTP/1.1\r\n" +
                                    [] {
                                        std::string out;
                                        for (int i = 0; i < 2'000; ++i)
                                            out += "X" + std::to_string(i) + ": y\r\n";
                                        return out + "\r\n";
                                    }()},
    };
    for (const auto& [name, request] : cases) {
        INFO(name);
        const auto response = exchange(port, request);
        const int status = status_of(response);
        CHECK((status == 0 || status >= 400));
        CHECK(response.find("ok\n") == std::string::npos);
    }
    CHECK(exchange(port, hidden).find("ok\n") != std::string::npos);
}

TEST_CASE("a thousand idle connections do not stop a sync, and cost little", "[service][hostile]") {
    World world;
    service::ServerOptions options;
    options.connections_max = 1'100;
    world.centre.serve(options);
    const auto before = resident_bytes();
    const auto wanted = connections_possible(1'000);
    std::vector<Socket> idle;
    const std::string half = "GET /health HTTP/1.1\r\nX: " + std::string(7'000, 'a');
    for (std::size_t i = 0; i < wanted; ++i) {
        idle.push_back(Socket::connect(world.centre.server().port()));
        if (i % 2 == 0) REQUIRE(idle.back().send(half));
    }
    world.tablet.speak(2);
    CHECK(resident_bytes() - std::min(before, resident_bytes()) < (128U << 20U));
    auto desk = world.tablet.desk();
    CHECK(NEED(send::send_all(desk, *world.centre.carrier())).complete());
}

TEST_CASE("stopping lets the answer under way finish and frees the address", "[service]") {
    World world;
    std::atomic<bool> entered{false};
    std::atomic<bool> go_on{false};
    auto server = NEED(service::HttpServer::start(
        [] {
            service::ServerOptions options;
            options.port = 0;
            return options;
        }(),
        [&](const service::HttpRequest&) -> service::HttpResponse {
            entered = true;
            entered.notify_all();
            go_on.wait(false);
            return {200, "text/plain", "done\n"};
        }));
    const auto port = server->port();
    const auto socket = Socket::connect(port);
    REQUIRE(socket.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    entered.wait(false);
    std::thread stopper([&] { server->stop(); });
    go_on = true;
    go_on.notify_all();
    CHECK(socket.read_all().find("done\n") != std::string::npos);
    stopper.join();
    service::ServerOptions again;
    again.port = port;
    CHECK(service::HttpServer::start(again, [](const auto&) { return service::HttpResponse{}; }));
}

TEST_CASE("plain HTTP is not served beyond this machine", "[service]") {
    service::ServerOptions options;
    options.port = 0;
    for (const std::string address : {"0.0.0.0", "::", "192.0.2.1"}) {
        options.address = address;
        const auto server = service::HttpServer::start(
            options, [](const auto&) { return service::HttpResponse{}; });
        REQUIRE_FALSE(server);
        CHECK(server.error().fault == Fault::refused);
    }
    options.address = "not an address";
    CHECK_FALSE(
        service::HttpServer::start(options, [](const auto&) { return service::HttpResponse{}; }));
}

}  // namespace
}  // namespace cpc::test
