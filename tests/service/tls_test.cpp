// SPDX-License-Identifier: Apache-2.0
// The pinned key is the whole of TLS's trust here: the right one works whatever the certificate's
// dates say, and any other is refused before a byte of a record is sent.
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "tests/service/sockets.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {
namespace {

// A self-signed certificate that ran out years ago.
service::TlsFiles make_certificate(const std::string& folder) {
    service::TlsFiles out{folder + "-cert.pem", folder + "-key.pem"};
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    ASN1_TIME_set_string(X509_getm_notBefore(certificate), "20010101000000Z");
    ASN1_TIME_set_string(X509_getm_notAfter(certificate), "20020101000000Z");
    X509_set_pubkey(certificate, key);
    X509_sign(certificate, key, EVP_sha256());
    BIO* file = BIO_new_file(out.certificate.c_str(), "w");
    PEM_write_bio_X509(file, certificate);
    BIO_free(file);
    file = BIO_new_file(out.private_key.c_str(), "w");
    PEM_write_bio_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    BIO_free(file);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return out;
}

TEST_CASE("a record goes over TLS to the pinned key, whatever the certificate's dates",
          "[service][tls]") {
    World world;
    service::ServerOptions options;
    options.tls = make_certificate(world.folder.at("right"));
    world.centre.serve(options);
    const std::string url = "https://127.0.0.1:" + std::to_string(world.centre.server().port());
    const auto pin = NEED(service::tls_pin(options.tls->certificate));
    world.tablet.speak(2);
    auto desk = world.tablet.desk();
    const auto carrier = NEED(transport::HttpCarrier::open(url, {pin}));
    const auto report = NEED(send::send_all(desk, *carrier));
    INFO(report.problem.value_or("no problem"));
    CHECK(report.complete());
}

TEST_CASE("another key than the pinned one is refused, and said to be", "[service][tls]") {
    World world;
    service::ServerOptions options;
    options.tls = make_certificate(world.folder.at("wrong"));
    world.centre.serve(options);
    const auto expected = make_certificate(world.folder.at("expected"));
    const auto pin = NEED(service::tls_pin(expected.certificate));
    const std::string url = "https://127.0.0.1:" + std::to_string(world.centre.server().port());
    world.tablet.speak(1);
    auto desk = world.tablet.desk();
    const auto carrier = NEED(transport::HttpCarrier::open(url, {pin}));
    const auto report = NEED(send::send_all(desk, *carrier));
    REQUIRE(report.problem.has_value());
    CHECK(report.problem->find("does not have central's key") != std::string::npos);
    CHECK(NEED(world.centre.central().store().receipt_count()) == 0);
    CHECK(carrier->pieces_sent == 0);
}

TEST_CASE("an older TLS is not spoken", "[service][tls]") {
    World world;
    service::ServerOptions options;
    options.tls = make_certificate(world.folder.at("old"));
    world.centre.serve(options);
    // A TLS 1.2 hello without the extension that offers 1.3.
    const std::string hello = std::string("\x16\x03\x01\x00\x2f\x01\x00\x00\x2b\x03\x03", 11) +
                              std::string(32, 'r') +
                              std::string("\x00\x00\x04\xc0\x2b\xc0\x2f\x01\x00", 9);
    const auto socket = Socket::connect(world.centre.server().port());
    REQUIRE(socket.send(hello));
    const auto answer = socket.read_all();
    REQUIRE_FALSE(answer.empty());
    CHECK(answer[0] == '\x15');  // an alert, and the connection is closed
}

}  // namespace
}  // namespace cpc::test
