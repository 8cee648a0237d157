// SPDX-License-Identifier: Apache-2.0
#include "sync/service/http.hpp"

#include <charconv>
#include <optional>
#include <vector>

#include "core/base/match.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::service {
namespace {

using wire::Refusal;
using wire::RefusalCode;

HttpResponse refuse(const Refusal& refusal) {
    return {wire::http_status(refusal.code), "application/json", wire::write_refusal(refusal)};
}

HttpResponse refuse(RefusalCode code, std::string message) {
    return refuse(Refusal{code, std::move(message), std::nullopt});
}

HttpResponse not_here() {
    return refuse(RefusalCode::not_found, "There is nothing at this address.");
}

HttpResponse wrong_method() {
    return {
        405, "application/json",
        wire::write_refusal({RefusalCode::bad_request,
                             "This address does not take that kind of request.", std::nullopt})};
}

template <std::size_t N>
std::optional<ByteArray<N>> hex_array(std::string_view text) {
    const auto bytes = text.size() == 2 * N ? from_hex(text) : std::nullopt;
    if (!bytes || to_hex(*bytes) != text) return std::nullopt;
    ByteArray<N> out{};
    std::copy(bytes->begin(), bytes->end(), out.begin());
    return out;
}

std::optional<std::uint64_t> decimal(std::string_view text) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    if (std::to_string(value) != text) return std::nullopt;
    return value;
}

HttpResponse get_state(Central& central, std::string_view log) {
    const auto log_id = hex_array<32>(log);
    if (!log_id) return refuse(RefusalCode::bad_request, "This is not the id of a log.");
    return match(
        central.head(*log_id),
        [](const wire::HeadReport& head) -> HttpResponse {
            return {200, "application/json", wire::write_head(head)};
        },
        [](const Refusal& refusal) { return refuse(refusal); });
}

HttpResponse put_piece(Central& central, const BundleId& bundle, std::string_view number,
                       const HttpRequest& request) {
    const auto piece = decimal(number);
    if (!piece || *piece >= wire::limits::pieces_max)
        return refuse(RefusalCode::bad_request, "This is not the number of a piece.");
    if (request.body.empty() || request.body.size() > wire::limits::piece_bytes)
        return refuse(RefusalCode::too_large, "A piece has 1 to 65,536 bytes.");
    if (request.content_digest != wire::content_digest(request.body))
        return refuse(RefusalCode::damaged, "The piece does not match its Content-Digest.");
    if (const auto refusal = central.put_piece(bundle, *piece, request.body))
        return refuse(*refusal);
    return {204, "", ""};
}

HttpResponse commit(Central& central, const BundleId& bundle, const HttpRequest& request) {
    const auto what = wire::read_commit(request.body);
    if (!what) return refuse(RefusalCode::bad_request, what.error().text());
    return match(
        central.commit(bundle, *what),
        [](const std::string& receipt) -> HttpResponse {
            return {200, "text/plain; charset=utf-8", receipt};
        },
        [](const Refusal& refusal) { return refuse(refusal); });
}

HttpResponse get_upload(Central& central, const BundleId& bundle) {
    return match(
        central.upload(bundle),
        [](const wire::UploadReport& report) -> HttpResponse {
            return {200, "application/json", wire::write_upload(report)};
        },
        [](const Refusal& refusal) { return refuse(refusal); });
}

HttpResponse get_receipt(Central& central, const BundleId& bundle) {
    return match(
        central.receipt(bundle),
        [](const std::string& receipt) -> HttpResponse {
            return {200, "text/plain; charset=utf-8", receipt};
        },
        [](const Refusal& refusal) { return refuse(refusal); });
}

HttpResponse get_confirmed(Central& central, const BundleId& bundle) {
    return match(
        central.confirmed(bundle),
        [](const std::string& receipt) -> HttpResponse {
            return {200, "text/plain; charset=utf-8", receipt};
        },
        [](const Refusal& refusal) { return refuse(refusal); });
}

HttpResponse on_bundle(Central& central, const std::vector<std::string_view>& parts,
                       const HttpRequest& request) {
    const auto bytes = hex_array<16>(parts[2]);
    if (!bytes) return refuse(RefusalCode::bad_request, "This is not the id of a bundle.");
    const BundleId bundle{*bytes};
    if (parts.size() == 3)
        return request.method == "GET" ? get_upload(central, bundle) : wrong_method();
    if (parts.size() != 4) return not_here();
    if (parts[3] == "commit")
        return request.method == "POST" ? commit(central, bundle, request) : wrong_method();
    if (parts[3] == "receipt")
        return request.method == "GET" ? get_receipt(central, bundle) : wrong_method();
    if (parts[3] == "confirmed")
        return request.method == "GET" ? get_confirmed(central, bundle) : wrong_method();
    return request.method == "PUT" ? put_piece(central, bundle, parts[3], request) : wrong_method();
}

HttpResponse get_answers(Central& central, std::string_view log, std::string_view after) {
    const auto log_id = hex_array<32>(log);
    const auto number = decimal(after);
    if (!log_id || !number)
        return refuse(RefusalCode::bad_request, "This is not the id of a log and a number.");
    const auto known = central.store().find_log(*log_id);
    if (known && !*known)
        return refuse(RefusalCode::unknown_device, "This tablet is not enrolled here.");
    auto sheet = known ? central.answer_sheet(*log_id, *number)
                       : Result<std::string>{Failure{known.error()}};
    if (!sheet) return refuse(RefusalCode::storage, "The answers cannot be read. See the log.");
    return {200, "text/plain; charset=utf-8", std::move(*sheet)};
}

HttpResponse get_packs(Central& central, const std::vector<std::string_view>& parts) {
    const auto log_id = hex_array<32>(parts[2]);
    const auto number = parts.size() == 4 ? decimal(parts[3]) : std::optional<std::uint64_t>{0};
    if (!log_id || !number)
        return refuse(RefusalCode::bad_request, "This is not the id of a log and a number.");
    const auto known = central.store().find_log(*log_id);
    if (known && !*known)
        return refuse(RefusalCode::unknown_device, "This tablet is not enrolled here.");
    if (known && (*known)->frozen)
        return refuse(RefusalCode::frozen, "This tablet takes part no more: " + *(*known)->frozen);
    const auto unreadable = [] {
        return refuse(RefusalCode::storage,
                      "The prepared conferences cannot be read. See the log.");
    };
    if (!known) return unreadable();
    if (parts.size() == 3) {
        const auto all = central.packs(*log_id);
        if (!all) return unreadable();
        return {200, "text/plain; charset=utf-8", wire::write_offers(waiting(*all))};
    }
    auto text = central.pack_file(*log_id, *number, PackWay::network);
    if (!text && text.error().fault == Fault::not_found) return not_here();
    if (!text) return unreadable();
    return {200, "text/plain; charset=utf-8", std::move(*text)};
}

// A practice central hands out its keys and enrols whoever asks, on this machine only: nobody could
// compare a fingerprint in a practice run anyway, and nothing real is ever taken.
HttpResponse on_practice(Central& central, std::string_view what, const HttpRequest& request) {
    if (!central.pairing().practice || request.peer != Peer::this_machine) return not_here();
    if (what == "pairing") {
        if (request.method != "GET") return wrong_method();
        return {200, "application/json", central.pairing_text()};
    }
    if (request.method != "POST") return wrong_method();
    const auto row = central.enrol(request.body);
    if (!row) return refuse(RefusalCode::bad_request, row.error().text());
    return {204, "", ""};
}

// Healthy is who could take something in now.
HttpResponse get_health(Central& central) {
    if (central.store().receipt_count()) return {200, "text/plain; charset=utf-8", "ok\n"};
    return refuse(RefusalCode::storage, "The store does not answer. See the log.");
}

HttpResponse get_page(Central& central, const HttpRequest& request) {
    // There is no sign-in yet, so the page does not leave the machine.
    if (request.peer != Peer::this_machine) return not_here();
    if (request.method != "GET") return wrong_method();
    auto page = staff_page(central);
    if (!page) return refuse(RefusalCode::storage, "The list cannot be read. See the log.");
    return {200, "text/html; charset=utf-8", std::move(*page)};
}

}  // namespace

std::vector<std::string_view> path_parts(std::string_view target) {
    constexpr std::size_t parts_max = 6;
    std::vector<std::string_view> out;
    if (target.empty() || target.front() != '/') return out;
    target.remove_prefix(1);
    while (out.size() < parts_max) {
        const auto slash = target.find('/');
        out.push_back(target.substr(0, slash));
        if (slash == std::string_view::npos) return out;
        target.remove_prefix(slash + 1);
    }
    return {};
}

HttpResponse answer(Central& central, const HttpRequest& request) {
    if (request.target == "/") return get_page(central, request);
    const auto parts = path_parts(request.target);
    if (parts.size() == 1 && parts[0] == "health")
        return request.method == "GET" ? get_health(central) : wrong_method();
    if (parts.size() < 2 || parts[0] != "v1") return not_here();
    if (parts.size() == 3 && parts[1] == "state")
        return request.method == "GET" ? get_state(central, parts[2]) : wrong_method();
    if (parts.size() == 4 && parts[1] == "answers")
        return request.method == "GET" ? get_answers(central, parts[2], parts[3]) : wrong_method();
    if ((parts.size() == 3 || parts.size() == 4) && parts[1] == "packs")
        return request.method == "GET" ? get_packs(central, parts) : wrong_method();
    if (parts.size() >= 3 && parts[1] == "bundles") return on_bundle(central, parts, request);
    if (parts.size() == 2 && (parts[1] == "pairing" || parts[1] == "enrol"))
        return on_practice(central, parts[1], request);
    return not_here();
}

}  // namespace cpc::service
