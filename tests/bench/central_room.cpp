// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/central_room.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "app/send/send.hpp"
#include "sync/service/http.hpp"

namespace cpc::bench {
namespace {

// Self-signed: a tablet looks at the key alone, by its pin.
Result<service::TlsFiles> make_certificate(const std::string& folder) {
    constexpr long a_day_s = 86'400;
    service::TlsFiles out{folder + "/cert.pem", folder + "/tls-key.pem"};
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"),
                                                                  EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), a_day_s);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const auto write = [](const std::string& path, const auto& content) {
        const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(path.c_str(), "w"),
                                                             BIO_free);
        return file && content(file.get()) == 1;
    };
    const bool written =
        write(out.certificate,
              [&](BIO* file) { return PEM_write_bio_X509(file, certificate.get()); }) &&
        write(out.private_key, [&](BIO* file) {
            return PEM_write_bio_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        });
    if (!written) return fail(Fault::io, "The certificate cannot be written.", folder);
    return out;
}

}  // namespace

Result<std::unique_ptr<CentralRoom>> CentralRoom::make(const std::string& folder) {
    std::unique_ptr<CentralRoom> out(new CentralRoom);
    out->folder_ = folder;
    CPC_TRY(out->files_.make_directories(folder));
    CPC_TRY(service::create_keys(out->files_, folder, {"central.example.org/cpc", true, {}}));
    const auto quiet = [](std::string_view, const std::string&) {};
    out->central_.emplace(
        CPC_TRY(service::Central::open({out->files_, out->clock_, quiet}, folder, {})));
    return out;
}

Result<void> CentralRoom::enrol(store::Vault& vault) {
    const auto text = CPC_TRY(send::registration(vault, "Tablet"));
    CPC_TRY(central_->enrol(view_of(text)));
    return {};
}

Result<void> CentralRoom::serve() {
    service::ServerOptions options;
    options.port = 0;
    options.tls = CPC_TRY(make_certificate(folder_));
    pin_ = CPC_TRY(service::tls_pin(options.tls->certificate));
    server_ =
        CPC_TRY(service::HttpServer::start(options, [this](const service::HttpRequest& request) {
            return service::answer(*central_, request);
        }));
    return {};
}

Result<std::unique_ptr<transport::HttpCarrier>> CentralRoom::carrier() const {
    return transport::HttpCarrier::open("https://127.0.0.1:" + std::to_string(server_->port()),
                                        {pin_});
}

}  // namespace cpc::bench
