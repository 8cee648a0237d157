// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/pairing.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/limits.hpp"
#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/paper_code.hpp"
#include "sync/wire/limits.hpp"
#include "sync/wire/strict_json.hpp"

namespace cpc::wire {
namespace {

using nlohmann::json;

constexpr std::string_view central_label{"cpc/central/v1\0", 15};
constexpr std::string_view device_label{"cpc/device/v1\0", 14};
constexpr std::string_view central_format = "cpc-central/1";
constexpr std::string_view device_format = "cpc-device/1";
constexpr std::size_t pins_max = 4;

// What is signed: the values as canonical CBOR, never the JSON around them.
struct CentralStatement {
    std::string name;
    ByteArray<32> ingest_key{};
    ByteArray<32> receipt_key{};
    ByteArray<32> root_key{};
    std::vector<std::string> tls_pins;
    bool practice = false;
    static constexpr auto fields() {
        return std::tuple{&CentralStatement::name,        &CentralStatement::ingest_key,
                          &CentralStatement::receipt_key, &CentralStatement::root_key,
                          &CentralStatement::tls_pins,    &CentralStatement::practice};
    }
};

struct DeviceStatement {
    std::string name;
    ByteArray<32> device_key{};
    Hash32 log_id{};
    std::string origin;
    bool practice = false;
    static constexpr auto fields() {
        return std::tuple{&DeviceStatement::name, &DeviceStatement::device_key,
                          &DeviceStatement::log_id, &DeviceStatement::origin,
                          &DeviceStatement::practice};
    }
};

Bytes central_statement(const Pairing& p) {
    const CentralStatement statement{p.name,     p.ingest_key, p.receipt_key,
                                     p.root_key, p.tls_pins,   p.practice};
    return crypto::joined({view_of(central_label), codec::encode(statement)});
}

Bytes device_statement(const DeviceRegistration& d) {
    const DeviceStatement statement{d.name, d.device_key, d.log_id, d.origin, d.practice};
    return crypto::joined({view_of(device_label), codec::encode(statement)});
}

// Takes fields out of a JSON object one by one; what is left over at the end is refused.
class Fields {
  public:
    Fields(ByteView file, std::string kind) : kind_(std::move(kind)) {
        object_ = parse_strict_json(file, limits::pairing_bytes_max);
        if (!object_.is_object()) problem_ = "it is not a JSON object";
    }
    std::string text(const char* name) {
        const auto value = take(name);
        if (!value.is_string()) {
            reject(name);
            return {};
        }
        auto out = value.get<std::string>();
        if (out.size() > cpc::limits::name_bytes_max) reject(name);
        return out;
    }
    template <std::size_t N>
    void binary(const char* name, ByteArray<N>& out) {
        const auto bytes = from_base64(text(name));
        if (!bytes || bytes->size() != N) return reject(name);
        std::copy(bytes->begin(), bytes->end(), out.begin());
    }
    bool truth(const char* name) {
        const auto value = take(name);
        if (!value.is_boolean()) {
            reject(name);
            return false;
        }
        return value.get<bool>();
    }
    std::vector<std::string> texts(const char* name, std::size_t most) {
        std::vector<std::string> out;
        const auto value = take(name);
        if (!value.is_array() || value.size() > most) {
            reject(name);
            return out;
        }
        for (const auto& item : value) {
            if (!item.is_string() || item.get_ref<const std::string&>().size() > 100)
                reject(name);
            else
                out.push_back(item.get<std::string>());
        }
        return out;
    }
    void reject(const std::string& name) {
        if (problem_.empty()) problem_ = "\"" + name + "\" is missing or not as it should be";
    }
    Result<void> finish() {
        if (problem_.empty() && !object_.empty())
            problem_ = "it has a field that this program does not know";
        if (problem_.empty()) return {};
        return fail(Fault::malformed, "The " + kind_ + " file cannot be read: " + problem_ + ".",
                    {}, "Nothing was changed. Fetch the file again from where it was made.");
    }

  private:
    json take(const char* name) {
        if (!object_.is_object() || !object_.contains(name)) return nullptr;
        json out = std::move(object_[name]);
        object_.erase(name);
        return out;
    }
    std::string kind_;
    json object_;
    std::string problem_;
};

bool good_pin(const std::string& pin) {
    constexpr std::string_view mark = "sha256//";
    if (pin.substr(0, mark.size()) != mark) return false;
    const auto digest = from_base64(std::string_view{pin}.substr(mark.size()));
    return digest && digest->size() == 32;
}

}  // namespace

bool good_signer_name(std::string_view name) {
    const auto good = [](char c) { return c > 0x20 && c < 0x7F && c != '+'; };
    return !name.empty() && name.size() <= cpc::limits::name_bytes_max &&
           std::all_of(name.begin(), name.end(), good);
}

std::string write_pairing(const Pairing& p, const crypto::SigningKey& root) {
    CPC_CHECK(root.public_key() == p.root_key);
    const json out{{"format", central_format},
                   {"name", p.name},
                   {"ingest_key", to_base64(p.ingest_key)},
                   {"receipt_key", to_base64(p.receipt_key)},
                   {"root_key", to_base64(p.root_key)},
                   {"tls_pins", p.tls_pins},
                   {"practice", p.practice},
                   {"signature", to_base64(root.sign(central_statement(p)))}};
    return out.dump(2) + "\n";
}

Result<Pairing> read_pairing(ByteView file) {
    Fields fields(file, "pairing");
    if (fields.text("format") != central_format) fields.reject("format");
    Pairing out;
    crypto::SignatureBytes signature{};
    out.name = fields.text("name");
    fields.binary("ingest_key", out.ingest_key);
    fields.binary("receipt_key", out.receipt_key);
    fields.binary("root_key", out.root_key);
    out.tls_pins = fields.texts("tls_pins", pins_max);
    out.practice = fields.truth("practice");
    fields.binary("signature", signature);
    if (!good_signer_name(out.name)) fields.reject("name");
    if (!std::all_of(out.tls_pins.begin(), out.tls_pins.end(), good_pin)) fields.reject("tls_pins");
    CPC_TRY(fields.finish());
    if (!crypto::verify(out.root_key, central_statement(out), signature))
        return fail(Fault::forged, "The pairing file's signature does not fit.", "central.json",
                    "Nothing was changed. Fetch the file again from central and compare the "
                    "fingerprint.");
    return out;
}

std::string fingerprint(const Pairing& pairing) {
    return record::paper_code(crypto::kid_of(pairing.root_key));
}

std::string write_registration(const DeviceRegistration& d, const crypto::SigningKey& device) {
    CPC_CHECK(device.public_key() == d.device_key);
    const json out{{"format", device_format},
                   {"name", d.name},
                   {"device_key", to_base64(d.device_key)},
                   {"log_id", to_base64(d.log_id)},
                   {"origin", d.origin},
                   {"practice", d.practice},
                   {"signature", to_base64(device.sign(device_statement(d)))}};
    return out.dump(2) + "\n";
}

Result<DeviceRegistration> read_registration(ByteView file) {
    Fields fields(file, "device");
    if (fields.text("format") != device_format) fields.reject("format");
    DeviceRegistration out;
    crypto::SignatureBytes signature{};
    out.name = fields.text("name");
    fields.binary("device_key", out.device_key);
    fields.binary("log_id", out.log_id);
    out.origin = fields.text("origin");
    out.practice = fields.truth("practice");
    fields.binary("signature", signature);
    if (!codec::is_utf8(out.name) || out.name.empty()) fields.reject("name");
    if (!good_signer_name(out.origin)) fields.reject("origin");
    CPC_TRY(fields.finish());
    if (!crypto::verify(out.device_key, device_statement(out), signature))
        return fail(Fault::forged, "The device file's signature does not fit.", "device.json",
                    "Nobody was enrolled. Make the file again on the tablet.");
    return out;
}

std::string fingerprint(const DeviceRegistration& registration) {
    return record::paper_code(crypto::kid_of(registration.device_key));
}

}  // namespace cpc::wire
