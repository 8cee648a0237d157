// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/answers.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"
#include "sync/wire/limits.hpp"
#include "sync/wire/strict_json.hpp"

namespace cpc::wire {
namespace {

using nlohmann::json;

constexpr std::string_view tablet = "the site's device administrator";
constexpr std::string_view centre = "the people who run the central service";
constexpr std::string_view either = "whoever the reason names";
constexpr std::string_view nobody = "nobody needs to: it is tried again";

struct CodeRow {
    RefusalCode code;
    std::string_view name;
    std::string_view who;
    int status;
};
constexpr std::array<CodeRow, refusal_code_count> codes = {{
    {RefusalCode::unknown_device, "unknown-device", centre, 403},
    {RefusalCode::other_central, "other-central", tablet, 403},
    {RefusalCode::practice, "practice", tablet, 403},
    {RefusalCode::damaged, "damaged", nobody, 422},
    {RefusalCode::malformed, "malformed", tablet, 422},
    {RefusalCode::forged, "forged", centre, 422},
    {RefusalCode::gap, "gap", nobody, 409},
    {RefusalCode::fork, "fork", centre, 409},
    {RefusalCode::frozen, "frozen", centre, 409},
    {RefusalCode::clone, "clone", centre, 409},
    {RefusalCode::incomplete, "incomplete", nobody, 409},
    {RefusalCode::too_large, "too-large", tablet, 413},
    {RefusalCode::busy, "busy", nobody, 503},
    {RefusalCode::storage, "storage", centre, 500},
    {RefusalCode::not_found, "not-found", nobody, 404},
    {RefusalCode::bad_request, "bad-request", tablet, 400},
    {RefusalCode::held_back, "held-back", either, 422},
}};

const CodeRow& row_of(RefusalCode code) {
    const auto index = static_cast<std::size_t>(code);
    CPC_CHECK(index < codes.size() && codes[index].code == code);
    return codes[index];
}

Failure not_understood(const char* what) {
    return fail(Fault::malformed,
                std::string{"An answer from the other end is not understood: "} + what + ".", {},
                "Nothing was marked as received; it is tried again.");
}

json parse(ByteView text) {
    return parse_strict_json(text, limits::answer_bytes_max);
}

std::optional<std::string> text_at(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

std::optional<std::uint64_t> number_at(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
    return found->get<std::uint64_t>();
}

template <std::size_t N>
bool hex_at(const json& object, const char* name, ByteArray<N>& out) {
    const auto text = text_at(object, name);
    const auto bytes = text ? from_hex(*text) : std::nullopt;
    if (!bytes || bytes->size() != N) return false;
    std::copy(bytes->begin(), bytes->end(), out.begin());
    return true;
}

bool truth_at(const json& object, const char* name, bool& out) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_boolean()) return false;
    out = found->get<bool>();
    return true;
}

// Another program's text is shown on a screen and written to logs: printable, and not too long.
std::string tame(std::string text) {
    constexpr std::size_t shown_max = 600;
    for (auto& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    if (text.size() > shown_max) {
        text.resize(shown_max);
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80U) != 0)
            text.pop_back();
    }
    return text;
}

}  // namespace

std::string_view code_name(RefusalCode code) {
    return row_of(code).name;
}

std::optional<RefusalCode> code_from(std::string_view name) {
    for (const auto& row : codes)
        if (row.name == name) return row.code;
    return std::nullopt;
}

std::string_view who_can_fix(RefusalCode code) {
    return row_of(code).who;
}

int http_status(RefusalCode code) {
    return row_of(code).status;
}

std::string write_refusal(const Refusal& refusal) {
    json out{{"code", code_name(refusal.code)},
             {"message", refusal.message},
             {"who", who_can_fix(refusal.code)}};
    if (refusal.need_from) out["need_from"] = *refusal.need_from;
    return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<Refusal> read_refusal(ByteView text) {
    const auto object = parse(text);
    if (!object.is_object()) return not_understood("it is not JSON");
    const auto name = text_at(object, "code");
    const auto code = name ? code_from(*name) : std::nullopt;
    const auto message = text_at(object, "message");
    if (!code || !message) return not_understood("it gives no reason");
    return Refusal{*code, tame(*message), number_at(object, "need_from")};
}

std::string write_head(const HeadReport& head) {
    return json{{"log", to_hex(head.log_id)},
                {"size", head.size},
                {"root", to_hex(head.root)},
                {"frozen", head.frozen}}
               .dump(2) +
           "\n";
}

Result<HeadReport> read_head(ByteView text) {
    const auto object = parse(text);
    HeadReport out;
    if (!object.is_object() || !hex_at(object, "log", out.log_id) ||
        !hex_at(object, "root", out.root) || !truth_at(object, "frozen", out.frozen))
        return not_understood("it does not say what central holds");
    const auto size = number_at(object, "size");
    if (!size || *size > cpc::limits::entries_max)
        return not_understood("it does not say how much central holds");
    out.size = *size;
    return out;
}

std::string write_upload(const UploadReport& upload) {
    json pieces = json::array();
    for (const auto& piece : upload.pieces)
        pieces.push_back(piece ? to_hex(*piece) : std::string{});
    return json{{"bundle", upload.bundle.hex()},
                {"received", upload.received},
                {"pieces", std::move(pieces)}}
               .dump() +
           "\n";
}

Result<UploadReport> read_upload(ByteView text) {
    const auto object = parse(text);
    UploadReport out;
    if (!object.is_object() || !hex_at(object, "bundle", out.bundle.bytes) ||
        !truth_at(object, "received", out.received))
        return not_understood("it does not say which bundle it is about");
    const auto pieces = object.find("pieces");
    if (pieces == object.end() || !pieces->is_array() || pieces->size() > limits::pieces_max)
        return not_understood("it does not say which pieces are there");
    for (const auto& piece : *pieces) {
        auto& slot = out.pieces.emplace_back();
        if (!piece.is_string()) return not_understood("a piece is not named by its digest");
        const auto bytes = from_hex(piece.get_ref<const std::string&>());
        if (!bytes || (!bytes->empty() && bytes->size() != 32))
            return not_understood("a piece is not named by its digest");
        if (bytes->empty()) continue;
        std::copy(bytes->begin(), bytes->end(), slot.emplace().begin());
    }
    return out;
}

std::string write_commit(const CommitRequest& request) {
    return json{{"bytes", request.bytes}, {"sha256", to_hex(request.digest)}}.dump() + "\n";
}

Result<CommitRequest> read_commit(ByteView text) {
    const auto object = parse(text);
    CommitRequest out;
    if (!object.is_object() || object.size() != 2 || !hex_at(object, "sha256", out.digest))
        return not_understood("it does not say what is to be taken in");
    const auto bytes = number_at(object, "bytes");
    if (!bytes || *bytes == 0 || *bytes > limits::bundle_bytes_max)
        return not_understood("it gives an impossible size");
    out.bytes = *bytes;
    return out;
}

std::string content_digest(ByteView body) {
    return "sha-256=:" + to_base64(crypto::sha256(body)) + ":";
}

}  // namespace cpc::wire
