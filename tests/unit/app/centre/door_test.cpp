// SPDX-License-Identifier: Apache-2.0
// The staff pages behind the real server: its limits, and what every answer's head says.
#include "tests/service/sockets.hpp"
#include "tests/unit/app/centre/office.hpp"

using namespace cpc;
using namespace cpc::test;

namespace {

struct Door : Office {
    Door() {
        service::ServerOptions options;
        options.port = 0;
        options.upload_target = centre::upload_address;
        options.upload_bytes_max = 1U << 20U;
        options.content_security_policy = centre::pages_security_policy;
        server =
            NEED(service::HttpServer::start(options, [this](const service::HttpRequest& request) {
                return pages.answer(request);
            }));
    }
    std::string say(const std::string& head, const std::string& body = {}) {
        const auto socket = Socket::connect(server->port());
        (void)socket.send(head + "Host: x\r\nConnection: close\r\nContent-Length: " +
                          std::to_string(body.size()) + "\r\n\r\n" + body);
        return socket.read_all();
    }
    // Says that so many bytes come, and waits for what is said to that.
    std::string announce(const std::string& head, std::size_t bytes) {
        const auto socket = Socket::connect(server->port());
        (void)socket.send(head + "Host: x\r\nConnection: close\r\nContent-Length: " +
                          std::to_string(bytes) + "\r\n\r\n");
        return socket.read_all();
    }
    std::unique_ptr<service::HttpServer> server;
};

int status_of(const std::string& answer) {
    return answer.size() > 12 ? std::stoi(answer.substr(9, 3)) : 0;
}
bool holds(const std::string& answer, const std::string& line) {
    return answer.find(line + "\r\n") != std::string::npos;
}

}  // namespace

TEST_CASE("every page is sent with heads that allow nothing but itself", "[door]") {
    Door door;
    for (const std::string target : {"/sign-in", "/register", "/staff.css", "/nothing"}) {
        const auto answer = door.say("GET " + target + " HTTP/1.1\r\n");
        CHECK(holds(answer,
                    std::string{"Content-Security-Policy: "} + centre::pages_security_policy));
        CHECK(holds(answer, "Cache-Control: no-store"));
        CHECK(holds(answer, "X-Content-Type-Options: nosniff"));
        CHECK(holds(answer, "X-Frame-Options: DENY"));
        CHECK(holds(answer, "Referrer-Policy: no-referrer"));
    }
}

TEST_CASE("a large body is read at the upload's address only, and there only with a cookie",
          "[door]") {
    Door door;
    const std::size_t large = 200'000;
    CHECK(status_of(door.announce("POST /sign-in HTTP/1.1\r\n", large)) == 413);
    CHECK(status_of(door.announce("POST /upload HTTP/1.1\r\n", large)) == 413);
    CHECK(status_of(door.announce("POST /sign-in HTTP/1.1\r\nCookie: a=b\r\n", large)) == 413);
    CHECK(status_of(door.announce("POST /upload HTTP/1.1\r\nCookie: a=b\r\n", (1U << 20U) + 1)) ==
          413);
    CHECK(status_of(door.say("POST /upload HTTP/1.1\r\nCookie: a=b\r\n",
                             std::string(large, 'x'))) == 303);
}

TEST_CASE("a doubled length and a transfer encoding are refused at this door too", "[door]") {
    Door door;
    CHECK(status_of(door.say("POST /sign-in HTTP/1.1\r\nContent-Length: 0\r\n", "ab")) == 400);
    CHECK(status_of(door.say("POST /sign-in HTTP/1.1\r\nTransfer-Encoding: chunked\r\n")) >= 400);
}

TEST_CASE("signing in over a socket gives a cookie that opens the pages", "[door]") {
    Door door;
    door.play("torbay-majority.txt");
    const auto answer =
        door.say("POST /sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                 "login=manager&password=four+dry+words+here&purpose=daily");
    CHECK(status_of(answer) == 303);
    const auto at = answer.find("Set-Cookie: ");
    REQUIRE(at != std::string::npos);
    const auto cookie = answer.substr(at + 12, answer.find(';', at) - at - 12);
    const auto page = door.say("GET /register HTTP/1.1\r\nCookie: " + cookie + "\r\n");
    CHECK(status_of(page) == 200);
    CHECK(page.find("Child CD") != std::string::npos);
}
