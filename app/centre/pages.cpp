// SPDX-License-Identifier: Apache-2.0
// Who may see what, and what is written down before it is shown. The pages' insides are in
// pages_records.cpp and pages_lists.cpp.
#include "app/centre/pages.hpp"

#include <algorithm>

#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/procedure/zone.hpp"
#include "sync/service/office.hpp"

namespace cpc::centre {
namespace {

using service::HttpRequest;
using service::HttpResponse;

const std::vector<std::pair<std::string, std::string>> purposes = {
    {"daily", "Day-to-day work of this office"},
    {"case", "A question about one child's case"},
    {"inspection", "Inspection, audit or monitoring"},
    {"training", "Training"}};

struct Listed {
    Page page;
    const char* address;
    const char* name;
};
constexpr Listed listed[] = {
    {Page::records, "/records", "Records"},          {Page::register_page, "/register", "Register"},
    {Page::deadlines, "/deadlines", "Deadlines"},    {Page::prepare, "/prepare", "Prepare"},
    {Page::bundles, "/bundles", "Bundles"},          {Page::devices, "/devices", "Devices"},
    {Page::monitoring, "/monitoring", "Monitoring"}, {Page::looks, "/looks", "Who looked"}};

HttpResponse html_page(int status, std::string text) {
    HttpResponse out;
    out.status = status;
    out.content_type = "text/html; charset=utf-8";
    out.body = std::move(text);
    return out;
}

HttpResponse go_to(const std::string& address) {
    auto out = html_page(303, "");
    out.location = address;
    return out;
}

// A plain page, for whoever is or is not signed in.
HttpResponse plain(int status, const std::string& title, const std::string& text) {
    html::Frame frame;
    frame.title = title;
    frame.centre = "Case Conference, central service";
    return html_page(status,
                     html::page(frame, html::paragraph(html::words(text)) +
                                           html::paragraph(html::link("/", "To the first page"))));
}

HttpResponse not_here() {
    return plain(404, "Not here", "There is no such page, or it is not among yours.");
}

HttpResponse failed() {
    return plain(503, "Not possible now",
                 "The service could not read or write its records, so nothing is shown. Nothing "
                 "was changed. Try again; if it goes on, tell whoever runs the service.");
}

// "a=1; name=value; b=2"
std::string cookie_value(const std::string& header, const std::string& name) {
    std::string_view left = header;
    while (!left.empty()) {
        auto one = left.substr(0, left.find(';'));
        left.remove_prefix(std::min(left.size(), one.size() + 1));
        while (!one.empty() && one.front() == ' ')
            one.remove_prefix(1);
        if (one.size() > name.size() && one.substr(0, name.size()) == name &&
            one[name.size()] == '=')
            return std::string{one.substr(name.size() + 1)};
    }
    return {};
}

// A browser says where a form came from. Another site's is not taken; one that says nothing is
// held to the token alone.
bool from_here(const HttpRequest& request) {
    if (request.origin.empty()) return true;
    const auto at = request.origin.find("://");
    return at != std::string::npos && request.origin.substr(at + 3) == request.host;
}

}  // namespace

Pages::Pages(service::Central& central, Intake& intake, cpc::Clock& clock, PagesOptions options)
    : central_(central),
      intake_(intake),
      clock_(clock),
      options_(std::move(options)),
      staff_(central) {}

std::string Pages::cookie_name() const {
    return options_.over_tls ? "__Host-cpc-staff" : "cpc-staff";
}

std::string Pages::cookie(const std::string& token) const {
    return cookie_name() + "=" + token + "; Path=/; HttpOnly; SameSite=Strict" +
           (options_.over_tls ? "; Secure" : "") + (token.empty() ? "; Max-Age=0" : "");
}

LocalTime Pages::now() const {
    const auto wall = clock_.read().wall;
    const auto local = procedure::local_time(wall, options_.time_zone);
    return local ? *local : LocalTime{Date{static_cast<std::int32_t>(wall.ms / 86'400'000)}, 0, 0};
}

html::Frame Pages::frame(const Session& session, const std::string& title,
                         const std::string& here) const {
    html::Frame out;
    out.title = title;
    out.centre = central_.pairing().name;
    out.practice = central_.pairing().practice;
    out.here = here;
    for (const auto& each : listed)
        if (may_see(session.account.role, each.page))
            out.pages.emplace_back(each.address, each.name);
    const auto& scope = session.account.scope;
    std::string role{role_word(session.account.role)};
    std::replace(role.begin(), role.end(), '-', ' ');
    out.person = session.account.name + ", " + role +
                 (scope.everything ? ", all regions" : ", region " + scope.region);
    out.form_token = session.form_token;
    return out;
}

// A look: who, why they are here, what. By ids.
Result<void> Pages::write_down(const std::string& login, const std::string& purpose,
                               const std::string& what) {
    const auto hash = crypto::sha256(view_of(login));
    const std::string text = login + "\n" + purpose + "\n" + what;
    return central_.add_note(service::office_kind::look, Bytes(hash.begin(), hash.end()),
                             view_of(text));
}

Result<void> Pages::write_down(const Session& session, const std::string& what) {
    return write_down(session.account.login, session.purpose, what);
}

Result<void> Pages::refresh() {
    CPC_TRY(intake_.refresh(central_));
    constexpr std::size_t at_once = 1'000;
    while (true) {
        const auto rows =
            CPC_TRY(central_.notes(service::office_kind::answer, {}, answers_read_, at_once));
        for (const auto& row : rows) {
            answers_read_ = row.number;
            const auto answer = CPC_TRY(wire::read_answer(text_of(row.content)));
            Place place;
            std::copy(row.about.begin(), row.about.end(), place.log_id.begin());
            place.conference = answer.conference;
            intake_.ledger().mark_in_error(place,
                                           answer.code == wire::AnswerCode::entered_in_error);
        }
        if (rows.size() < at_once) return {};
    }
}

HttpResponse Pages::sign_in_page(const std::string& notice, int status) {
    html::Frame frame;
    frame.title = "Sign in";
    frame.centre = central_.pairing().name;
    frame.practice = central_.pairing().practice;
    frame.notice = notice;
    frame.notice_is_bad = true;
    html::Form form("/sign-in", {});
    form.field("login", "Sign-in name", "text", "username");
    form.field("password", "Password", "password", "current-password");
    std::vector<html::Choice> choices;
    for (const auto& [id, text] : purposes)
        choices.push_back({id, text});
    form.choose("purpose", "What you are here for", choices,
                "It is written down beside each page you look at.");
    return html_page(status, html::page(frame, form.text("Sign in")));
}

HttpResponse Pages::sign_in(const HttpRequest& request) {
    const auto form =
        from_here(request) ? read_form(request.content_type, request.body) : std::optional<Form>{};
    if (!form) return plain(400, "Not understood", "This is not the sign-in form.");
    const auto purpose = form->field("purpose");
    const bool known = std::any_of(purposes.begin(), purposes.end(),
                                   [&](const auto& each) { return each.first == purpose; });
    const auto password = form->field("password");
    const auto login = form->field("login");
    if (!known || password.empty() || password.size() > password_bytes_max)
        return sign_in_page("Give your name and password and say what you are here for.", 400);
    const auto clock = clock_.read();
    const auto account = staff_.sign_in(login, crypto::SecretBytes::from(password), clock);
    if (!account && account.error().fault == Fault::locked_out)
        return sign_in_page(account.error().text(), 429);
    if (!account) return failed();
    if (!*account) {
        if (!write_down("", "", "sign-in failed")) return failed();
        return sign_in_page("Name and password do not belong together. Nothing was opened.", 403);
    }
    if (!write_down((*account)->login, purpose, "signed in")) return failed();
    auto out = go_to("/");
    out.set_cookie = cookie(sessions_.begin(**account, purpose, clock));
    return out;
}

HttpResponse Pages::answer(const HttpRequest& request) {
    if (request.target == "/staff.css") {
        HttpResponse out;
        out.content_type = "text/css; charset=utf-8";
        out.body = html::style_sheet();
        return request.method == "GET" ? out : not_here();
    }
    if (request.target == "/sign-in") {
        if (request.method == "GET") return sign_in_page({}, 200);
        return request.method == "POST" ? sign_in(request) : not_here();
    }
    const auto token = cookie_value(request.cookie, cookie_name());
    auto* session = token.empty() ? nullptr : sessions_.find(token, clock_.read());
    if (session == nullptr) return go_to("/sign-in");
    // An account that was removed or changed since ends with its next request.
    const auto account = staff_.find(session->account.login);
    if (!account) return failed();
    if (!*account || (*account)->role != session->account.role ||
        (*account)->scope.region != session->account.scope.region ||
        (*account)->scope.everything != session->account.scope.everything) {
        sessions_.end_all(session->account.login);
        return go_to("/sign-in");
    }
    return signed_in(request, *session, token);
}

HttpResponse Pages::signed_in(const HttpRequest& request, Session& session,
                              const std::string& token) {
    Form form;
    if (request.method == "POST") {
        auto read = from_here(request) ? read_form(request.content_type, request.body)
                                       : std::optional<Form>{};
        const auto shown = read ? read->field("token") : std::string{};
        if (!read || !crypto::equal_in_constant_time(view_of(shown), view_of(session.form_token)))
            return plain(403, "Not taken",
                         "This form is not one of yours, or is too old. Nothing was changed.");
        form = std::move(*read);
    } else if (request.method != "GET") {
        return not_here();
    }
    const Asked asked{request, session, service::path_parts(request.target), form, {}};
    if (request.target == "/sign-out" && asked.posts()) {
        const auto written = write_down(session, "signed out");
        sessions_.end(token);
        if (!written) return failed();
        auto out = go_to("/sign-in");
        out.set_cookie = cookie({});
        return out;
    }
    if (!refresh()) return failed();
    return route(asked);
}

HttpResponse Pages::route(const Asked& asked) {
    if (asked.parts.empty()) return not_here();
    const auto first = asked.parts.front();
    if (first.empty() && !asked.posts()) {
        for (const auto& each : listed)
            if (may_see(asked.session.account.role, each.page)) return go_to(each.address);
        return not_here();
    }
    if (first == "records" && asked.parts.size() > 1) return on_record(asked);
    if (first == "prepare") return on_prepare(asked);
    if (first == "upload" && asked.posts()) return upload(asked);
    if (first == "bundles" && asked.parts.size() == 3) return download(asked);
    if (asked.parts.size() != 1 || asked.posts()) return not_here();
    struct Plain {
        Page page;
        std::string_view name;
        const char* title;
        Maker maker;
    };
    static const Plain pages[] = {
        {Page::bundles, "bundles", "Bundles", &Pages::bundles},
        {Page::records, "records", "Records", &Pages::records},
        {Page::register_page, "register", "Present register", &Pages::register_page},
        {Page::deadlines, "deadlines", "Deadlines", &Pages::deadlines},
        {Page::devices, "devices", "Devices", &Pages::devices},
        {Page::monitoring, "monitoring", "Monitoring", &Pages::monitoring},
        {Page::looks, "looks", "Who looked at what", &Pages::looks}};
    for (const auto& each : pages)
        if (each.name == first) return show(asked, each.page, each.title, each.maker);
    return not_here();
}

HttpResponse Pages::show(const Asked& asked, Page page, const std::string& title, Maker maker,
                         const std::string& notice, bool bad) {
    const bool allowed = may_see(asked.session.account.role, page);
    if (!write_down(asked.session, (allowed ? "saw " : "was refused ") + asked.request.target))
        return failed();
    if (!allowed) return not_here();
    auto body = (this->*maker)(asked);
    if (!body && body.error().fault == Fault::not_found) return not_here();
    if (!body) return failed();
    auto out = frame(asked.session, title, asked.request.target);
    out.notice = notice;
    out.notice_is_bad = bad;
    return html_page(bad ? 422 : 200, html::page(out, *body));
}

}  // namespace cpc::centre
