// SPDX-License-Identifier: Apache-2.0
// The staff page: server-rendered, no script, one column, readable at 400 % and by a screen reader.
// It holds ids, sizes, times and the plain words of a refusal; tablets are shown by the name their
// administrator gave them. No case content is anywhere in reach of this file.
#include "core/base/markup.hpp"
#include "core/base/time.hpp"
#include "core/crypto/sign.hpp"
#include "sync/service/http.hpp"

namespace cpc::service {
namespace {

constexpr std::size_t rows_max = 100;

std::string time_text(Instant at) {
    constexpr std::int64_t minute_ms = 60'000;
    constexpr std::int64_t day_minutes = 1440;
    const std::int64_t minutes = at.ms / minute_ms;
    const LocalTime utc{Date{static_cast<std::int32_t>(minutes / day_minutes)},
                        static_cast<std::int32_t>(minutes % day_minutes), 0};
    return "<time datetime=\"" + utc.iso() + "\">" + utc.date.iso() + " " + utc.clock() +
           " UTC</time>";
}

std::string code(ByteView bytes) {
    return "<code>" + to_hex(bytes.first(8)) + "</code>";
}

std::string cell(std::string_view html) {
    return "<td>" + std::string{html} + "</td>";
}

std::string table(std::string_view caption, std::initializer_list<std::string_view> heads,
                  const std::string& rows, std::string_view empty) {
    std::string out = "<h2>" + std::string{caption} + "</h2>\n";
    if (rows.empty()) return out + "<p>" + std::string{empty} + "</p>\n";
    out += "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"" +
           std::string{caption} + "\"><table><thead><tr>";
    for (const auto head : heads)
        out += "<th scope=\"col\">" + std::string{head} + "</th>";
    return out + "</tr></thead><tbody>\n" + rows + "</tbody></table></div>\n";
}

Result<std::string> devices(Central& central) {
    std::string rows;
    for (const auto& log : CPC_TRY(central.store().logs())) {
        const auto tree = CPC_TRY(central.store().tree(log.log_id));
        const std::string state = log.frozen
                                      ? "<strong>frozen:</strong> " + escaped_markup(*log.frozen)
                                      : "taking records";
        rows += "<tr><th scope=\"row\">" + escaped_markup(log.name) + "</th>" +
                cell(code(log.log_id)) + cell(std::to_string(tree.size())) +
                cell(time_text(log.enrolled)) + cell(state) + "</tr>\n";
    }
    return table("Tablets", {"Name", "Log", "Entries held", "Enrolled", "State"}, rows,
                 "No tablet is enrolled yet. Enrol one with: cpc-central enrol.");
}

Result<std::string> received(Central& central) {
    std::string rows;
    for (const auto& b : CPC_TRY(central.store().list_received(rows_max)))
        rows += "<tr><th scope=\"row\">" + code(b.bundle.bytes) + "</th>" +
                cell(time_text(b.received)) + cell(code(b.log_id)) +
                cell(std::to_string(b.from) + " to " + std::to_string(b.to - 1)) +
                cell(std::to_string(b.bytes)) +
                cell("received, receipt <a href=\"/v1/bundles/" + b.bundle.hex() + "/receipt\">" +
                     std::to_string(b.receipt_index) + "</a>") +
                "</tr>\n";
    return table("Received", {"Bundle", "When", "Log", "Entries", "Bytes", "Verdict"}, rows,
                 "Nothing has been received yet.");
}

Result<std::string> refused(Central& central) {
    std::string rows;
    for (const auto& b : CPC_TRY(central.store().list_rejected(rows_max)))
        rows += "<tr><th scope=\"row\">" + code(b.bundle.bytes) + "</th>" + cell(time_text(b.at)) +
                cell(std::to_string(b.bytes)) + cell(escaped_markup(b.code)) +
                cell(escaped_markup(b.message)) + "</tr>\n";
    return table("Refused", {"Bundle", "When", "Bytes", "Code", "Why, and what to do"}, rows,
                 "Nothing has been refused.");
}

Result<std::string> notices(Central& central) {
    std::string rows;
    for (const auto& n : CPC_TRY(central.store().list_notices(rows_max)))
        rows += "<tr><th scope=\"row\">" + time_text(n.at) + "</th>" + cell(code(n.log_id)) +
                cell(escaped_markup(n.text)) + "</tr>\n";
    return table("Notices", {"When", "Log", "What"}, rows, "There are no notices.");
}

constexpr std::string_view style =
    "body{font:1.125rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:75rem;padding:1rem;"
    "color:#1b1f23;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;"
    "padding:.5rem;border-bottom:1px solid #767c82}.wide{overflow-x:auto}"
    "code{font-size:1em}a{color:#0b4f8a}:focus-visible{outline:3px solid #0b4f8a}"
    "@media(prefers-color-scheme:dark){body{color:#e8eaed;background:#15181b}a{color:#8ab8e6}}";

}  // namespace

Result<std::string> staff_page(Central& central) {
    const auto& pairing = central.pairing();
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        "<title>Central: records received</title><style>" +
        std::string{style} + "</style></head>\n<body><main>\n<h1>Records received</h1>\n<p>" +
        escaped_markup(pairing.name) +
        (pairing.practice ? ", <strong>practice only</strong>" : "") + ". Fingerprint <code>" +
        escaped_markup(wire::fingerprint(pairing)) + "</code>.</p>\n";
    out += CPC_TRY(received(central));
    out += CPC_TRY(refused(central));
    out += CPC_TRY(devices(central));
    out += CPC_TRY(notices(central));
    return out + "</main></body></html>\n";
}

}  // namespace cpc::service
