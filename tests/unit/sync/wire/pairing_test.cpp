// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/pairing.hpp"

#include <catch2/catch_test_macros.hpp>

#include "sync/wire/answers.hpp"

namespace cpc::wire {
namespace {

struct Keys {
    crypto::SigningKey root = crypto::SigningKey::generate();
    crypto::SigningKey device = crypto::SigningKey::generate();

    [[nodiscard]] Pairing pairing() const {
        Pairing p;
        p.name = "central.example.org/cpc";
        p.ingest_key = crypto::BoxKeyPair::generate().public_key();
        p.receipt_key = crypto::SigningKey::generate().public_key();
        p.root_key = root.public_key();
        p.tls_pins = {"sha256//" + to_base64(Hash32{1, 2, 3})};
        p.practice = true;
        return p;
    }
    [[nodiscard]] DeviceRegistration registration() const {
        return {"Tablet 3", device.public_key(), Hash32{5}, "example.org/cpc/05", false};
    }
};

TEST_CASE("a pairing file reads back, and any changed value is found", "[wire]") {
    const Keys keys;
    const auto pairing = keys.pairing();
    const std::string text = write_pairing(pairing, keys.root);
    const auto read = read_pairing(view_of(text));
    REQUIRE(read);
    CHECK(read->name == pairing.name);
    CHECK(read->ingest_key == pairing.ingest_key);
    CHECK(read->receipt_key == pairing.receipt_key);
    CHECK(read->tls_pins == pairing.tls_pins);
    CHECK(read->practice);
    CHECK(fingerprint(*read) == fingerprint(pairing));
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string file = text;
        if (file[at] == ' ' || file[at] == '\n') continue;  // the layout carries no meaning
        file[at] = static_cast<char>(file[at] ^ 1);
        INFO("byte " << at);
        CHECK_FALSE(read_pairing(view_of(file)));
    }
}

TEST_CASE("a field that nobody knows, and a missing one, are refused", "[wire]") {
    const Keys keys;
    std::string text = write_pairing(keys.pairing(), keys.root);
    const auto extra = "{ \"comment\": 1," + text.substr(1);
    CHECK_FALSE(read_pairing(view_of(extra)));
    CHECK_FALSE(read_pairing(view_of("{}")));
    CHECK_FALSE(read_pairing(view_of("[]")));
    CHECK_FALSE(read_pairing(view_of("")));
    CHECK_FALSE(read_pairing(Bytes(17'000, ' ')));
}

TEST_CASE("a device file is signed by the device it names", "[wire]") {
    const Keys keys;
    const std::string text = write_registration(keys.registration(), keys.device);
    const auto read = read_registration(view_of(text));
    REQUIRE(read);
    CHECK(read->name == "Tablet 3");
    CHECK(read->log_id == keys.registration().log_id);
    CHECK_FALSE(read->practice);
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string file = text;
        if (file[at] == ' ' || file[at] == '\n') continue;
        file[at] = static_cast<char>(file[at] ^ 1);
        INFO("byte " << at);
        CHECK_FALSE(read_registration(view_of(file)));
    }
}

TEST_CASE("names that would break a signature line are not allowed", "[wire]") {
    CHECK(good_signer_name("central.example.org/cpc"));
    CHECK_FALSE(good_signer_name(""));
    CHECK_FALSE(good_signer_name("two words"));
    CHECK_FALSE(good_signer_name("a+b"));
    CHECK_FALSE(good_signer_name("line\nbreak"));
}

TEST_CASE("every refusal travels with its code, its words and where to go on", "[wire]") {
    for (int i = 0; i < refusal_code_count; ++i) {
        const auto code = static_cast<RefusalCode>(i);
        const auto read =
            read_refusal(view_of(write_refusal({code, "Because of \"that\".", std::nullopt})));
        REQUIRE(read);
        CHECK(read->code == code);
        CHECK(read->message == "Because of \"that\".");
        CHECK(http_status(code) >= 400);
        CHECK_FALSE(who_can_fix(code).empty());
    }
    const auto gap = read_refusal(view_of(write_refusal({RefusalCode::gap, "Gap.", 12})));
    REQUIRE(gap);
    CHECK(gap->need_from == 12);
}

TEST_CASE("another program's words are shown without control characters and cut to size",
          "[wire]") {
    const std::string json =
        "{\"code\":\"busy\",\"message\":\"a\\u0007b\\n" + std::string(5'000, 'x') + "\"}";
    const auto read = read_refusal(view_of(json));
    REQUIRE(read);
    CHECK(read->message.size() == 600);
    CHECK(read->message.substr(0, 4) == "a b ");
}

TEST_CASE("answers that are not as they should be are refused", "[wire]") {
    for (const std::string_view bad : {"", "null", "[]", "{\"size\":-1}", "{\"log\":\"zz\"}",
                                       "{\"pieces\":{}}", "{\"bytes\":1e9,\"sha256\":\"\"}"}) {
        INFO(bad);
        CHECK_FALSE(read_head(view_of(bad)));
        CHECK_FALSE(read_upload(view_of(bad)));
        CHECK_FALSE(read_commit(view_of(bad)));
        CHECK_FALSE(read_refusal(view_of(bad)));
    }
    const UploadReport report{BundleId{{1}}, false, {Hash32{1}, std::nullopt, Hash32{3}}};
    const auto back = read_upload(view_of(write_upload(report)));
    REQUIRE(back);
    CHECK(back->pieces == report.pieces);
}

}  // namespace
}  // namespace cpc::wire
