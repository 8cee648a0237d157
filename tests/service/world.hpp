// SPDX-License-Identifier: Apache-2.0
// A tablet and a central service in one temporary directory, with real files, real SQLCipher and,
// where a test asks for it, real sockets.
#pragma once

#include <stdlib.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "app/send/prepare.hpp"
#include "app/send/send.hpp"
#include "core/codec/codec.hpp"
#include "platform/clock/clock.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"
#include "sync/service/central.hpp"
#include "sync/service/http.hpp"
#include "sync/service/http_server.hpp"
#include "sync/transport/directory_carrier.hpp"
#include "sync/transport/http_carrier.hpp"

namespace cpc::test {

#define NEED(expression)                                                \
    __extension__({                                                     \
        auto need_ = (expression);                                      \
        if (!need_) FAIL("unexpected error: " << need_.error().text()); \
        ::cpc::detail::take(std::move(need_));                          \
    })

class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "cpc-sync-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path_ = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string at(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

struct Spoken {
    std::string words;
    static constexpr auto fields() { return std::tuple{&Spoken::words}; }
};

// The machine's clock, as far ahead as a test says.
class MovedClock final : public Clock {
  public:
    std::int64_t ahead_ms = 0;
    ClockReading read() override {
        auto out = real_.read();
        out.wall.ms += ahead_ms;
        return out;
    }

  private:
    platform::SystemClock real_;
};

class Tablet {
  public:
    Tablet(std::string directory, bool practice = true) : directory_(std::move(directory)) {
        const store::CreateOptions options{crypto::KeyslotCost::practice(), practice,
                                           "example.org"};
        vault_.emplace(
            NEED(store::Vault::create(ports(), directory_ + "/store", passphrase(), options)));
    }
    [[nodiscard]] store::Vault& vault() { return *vault_; }
    [[nodiscard]] std::string outbox() const { return directory_ + "/outbox"; }

    // Entries of a conference, as a chair would make them.
    void speak(int count, std::size_t size = 40) {
        for (int i = 0; i < count; ++i) {
            const auto& chair = vault_->chair_key();
            store::AppendRequest request;
            request.type = 0x0120;
            request.conference = conference_;
            request.payload = codec::encode(Spoken{std::string(size, 'x')});
            request.signers = {{&chair, record::Role::chair}};
            // Every third is of the restricted section, which has a key of its own.
            if (i % 3 == 2) request.flags = record::flag::restricted;
            (void)NEED(vault_->append(request));
        }
    }
    void pair(const wire::Pairing& pairing) { pairing_ = pairing; }
    [[nodiscard]] send::Desk desk() { return {*vault_, pairing_, files, clock, entropy, outbox()}; }
    [[nodiscard]] Bytes registration() {
        const auto text = NEED(send::registration(*vault_, "Tablet 1"));
        return {text.begin(), text.end()};
    }
    void close() {
        NEED(vault_->settle());
        vault_.reset();
    }
    void reopen() {
        vault_.emplace(NEED(store::Vault::open(ports(), directory_ + "/store", passphrase())));
    }
    // As a backup tool would: a copy of the closed directory, put back later.
    void copy_to(const std::string& to) {
        close();
        std::filesystem::copy(directory_, to, std::filesystem::copy_options::recursive);
        reopen();
    }
    void put_back(const std::string& from) {
        vault_.reset();
        std::filesystem::remove_all(directory_);
        std::filesystem::copy(from, directory_, std::filesystem::copy_options::recursive);
        reopen();
    }

    platform::SystemFiles files;
    MovedClock clock;
    platform::SystemEntropy entropy;

  private:
    [[nodiscard]] store::Ports ports() { return {files, clock, entropy}; }
    static crypto::SecretBytes passphrase() { return crypto::SecretBytes::from("five dry words"); }

    std::string directory_;
    std::optional<store::Vault> vault_;
    wire::Pairing pairing_;
    ConferenceId conference_{{7, 7, 7}};
};

// Where centres keep their records, if not in their own directories. The same tests run on both:
// on_postgres.cpp sets this in a program that was asked to.
class StoreHost {
  public:
    virtual ~StoreHost() = default;
    virtual void make(const std::string& name, const service::CentralKeys& keys) = 0;
    virtual service::StoreOpener opener(const std::string& name) = 0;
    virtual void copy(const std::string& from, const std::string& to) = 0;
    virtual void drop(const std::string& name) = 0;
};
inline std::unique_ptr<StoreHost> store_host;

class Centre {
  public:
    explicit Centre(std::string directory, bool practice = true)
        : directory_(std::move(directory)) {
        const auto keys = NEED(
            service::create_keys(files, directory_, {"central.example.org/cpc", practice, {}}));
        if (store_host) store_host->make(directory_, keys);
        open();
    }
    ~Centre() {
        stop();
        close();
        if (store_host) store_host->drop(directory_);
    }
    Centre(const Centre&) = delete;
    Centre& operator=(const Centre&) = delete;
    void open() {
        service::CentralOptions options;
        if (store_host) options.store = store_host->opener(directory_);
        options.vetting = vetting;
        central_.emplace(
            NEED(service::Central::open({files, clock,
                                         [this](std::string_view event, const std::string& facts) {
                                             log += std::string{event} + " " + facts + "\n";
                                         }},
                                        directory_, std::move(options))));
    }
    void close() { central_.reset(); }
    // As a backup tool would: everything of the stopped service, put back later.
    void copy_to(const std::string& to) {
        close();
        std::filesystem::copy(directory_, to, std::filesystem::copy_options::recursive);
        if (store_host) store_host->copy(directory_, to);
        open();
    }
    void put_back(const std::string& from) {
        close();
        std::filesystem::remove_all(directory_);
        std::filesystem::copy(from, directory_, std::filesystem::copy_options::recursive);
        if (store_host) {
            store_host->drop(directory_);
            store_host->copy(from, directory_);
        }
        open();
    }
    [[nodiscard]] service::Central& central() { return *central_; }
    [[nodiscard]] const std::string& directory() const { return directory_; }

    void serve(service::ServerOptions options = {}) {
        options.port = 0;
        server_ =
            NEED(service::HttpServer::start(options, [this](const service::HttpRequest& request) {
                const std::lock_guard<std::mutex> lock(mutex_);
                return service::answer(*central_, request);
            }));
    }
    [[nodiscard]] service::HttpServer& server() { return *server_; }
    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(server_->port());
    }
    [[nodiscard]] std::unique_ptr<transport::HttpCarrier> carrier() {
        return NEED(transport::HttpCarrier::open(url(), {}));
    }
    void stop() { server_.reset(); }
    [[nodiscard]] bool serving() const { return server_ != nullptr; }

    platform::SystemFiles files;
    MovedClock clock;
    std::string log;
    service::Vetting vetting;  // from the next open() on

  private:
    std::string directory_;
    std::optional<service::Central> central_;
    std::mutex mutex_;
    std::unique_ptr<service::HttpServer> server_;
};

// Both, paired and enrolled.
struct World {
    explicit World(bool practice = true)
        : tablet(folder.at("tablet"), practice), centre(folder.at("central"), practice) {
        tablet.pair(centre.central().pairing());
        (void)NEED(centre.central().enrol(tablet.registration()));
    }
    // Seals what is new and gives the file.
    struct Sealed {
        BundleId bundle;
        Bytes file;
    };
    Sealed seal() {
        auto desk = tablet.desk();
        NEED(tablet.files.make_directories(desk.outbox));
        const auto prepared = NEED(send::prepare_bundles(desk));
        REQUIRE(prepared.size() == 1);
        return {prepared.front().item.bundle,
                NEED(read_whole(tablet.files, prepared.front().path, limits::bundle_bytes_max))};
    }
    Folder folder;
    Tablet tablet;
    Centre centre;
};

inline const wire::Refusal& refusal_of(const service::Central::CommitAnswer& answer) {
    REQUIRE(std::holds_alternative<wire::Refusal>(answer));
    return std::get<wire::Refusal>(answer);
}
inline const std::string& receipt_of(const service::Central::CommitAnswer& answer) {
    if (const auto* refusal = std::get_if<wire::Refusal>(&answer))
        FAIL("refused: " << refusal->message);
    return std::get<std::string>(answer);
}

}  // namespace cpc::test
