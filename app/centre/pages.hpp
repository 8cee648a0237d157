// SPDX-License-Identifier: Apache-2.0
// The staff pages: from a request to a page, without a socket, as sync/service/http.hpp is for
// tablets. Server-rendered, no script, on a port of their own that is off unless it is set up.
//
// What always holds: nothing but the sign-in page and the style sheet without a session; a page
// outside one's role or region is answered as if it were not there; every page that is shown and
// every act that is tried is written down first, with person, time, purpose and what, and if that
// cannot be written nothing is shown (REQ-294); a form counts only with the session's own token and
// from this site. What was looked at is written down by ids, never by a child's name.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/centre/form.hpp"
#include "app/centre/html.hpp"
#include "app/centre/intake.hpp"
#include "app/centre/staff.hpp"
#include "sync/service/http.hpp"

namespace cpc::centre {

struct PagesOptions {
    bool over_tls = false;                    // the cookie is then for encrypted connections only
    std::string time_zone = "Europe/London";  // of the days on the pages
};

inline constexpr std::size_t upload_bytes_max = 32U << 20U;
inline constexpr const char* upload_address = "/upload";
inline constexpr const char* pages_security_policy =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'";

class Pages {
  public:
    Pages(service::Central& central, Intake& intake, cpc::Clock& clock, PagesOptions options);

    [[nodiscard]] service::HttpResponse answer(const service::HttpRequest& request);

  private:
    using Response = service::HttpResponse;
    struct Asked {
        const service::HttpRequest& request;
        Session& session;
        std::vector<std::string_view> parts;  // of the address
        const Form& form;                     // empty for a page that is only looked at
        [[nodiscard]] bool posts() const { return request.method == "POST"; }
        [[nodiscard]] const Scope& scope() const { return session.account.scope; }
    };
    using Maker = Result<std::string> (Pages::*)(const Asked&);

    [[nodiscard]] Response signed_in(const service::HttpRequest& request, Session& session,
                                     const std::string& token);
    [[nodiscard]] Response show(const Asked& asked, Page page, const std::string& title,
                                Maker maker, const std::string& notice = {}, bool bad = false);
    [[nodiscard]] Response route(const Asked& asked);
    [[nodiscard]] Response on_record(const Asked& asked);
    [[nodiscard]] Response act_on_record(const Asked& asked, const Place& place);
    [[nodiscard]] Response upload(const Asked& asked);
    [[nodiscard]] Response download(const Asked& asked);
    [[nodiscard]] Response sign_in_page(const std::string& notice, int status);
    [[nodiscard]] Response sign_in(const service::HttpRequest& request);
    [[nodiscard]] Result<void> write_down(const Session& session, const std::string& what);
    [[nodiscard]] Result<void> write_down(const std::string& login, const std::string& purpose,
                                          const std::string& what);
    [[nodiscard]] Result<void> refresh();
    [[nodiscard]] html::Frame frame(const Session& session, const std::string& title,
                                    const std::string& here) const;
    [[nodiscard]] std::string cookie(const std::string& token) const;
    [[nodiscard]] std::string cookie_name() const;
    [[nodiscard]] LocalTime now() const;
    [[nodiscard]] Result<std::map<Hash32, service::LogRow>> logs_of(const Scope& scope);
    [[nodiscard]] const Work* record_of(const Asked& asked, Place& place);
    [[nodiscard]] Result<std::vector<wire::RecordAnswer>> answers_to(const Place& place);

    // The pages' insides.
    Result<std::string> bundles(const Asked& asked);
    Result<std::string> records(const Asked& asked);
    Result<std::string> record(const Asked& asked);
    Result<std::string> register_page(const Asked& asked);
    Result<std::string> deadlines(const Asked& asked);
    Result<std::string> devices(const Asked& asked);
    Result<std::string> monitoring(const Asked& asked);
    Result<std::string> looks(const Asked& asked);

    service::Central& central_;
    Intake& intake_;
    cpc::Clock& clock_;
    PagesOptions options_;
    Staff staff_;
    Sessions sessions_;
    std::uint64_t answers_read_ = 0;  // of the centre's list, for what was entered in error
};

// What an answer's code says, and who can put it right, in the office's words.
[[nodiscard]] std::string answer_sentence(wire::AnswerCode code);
[[nodiscard]] std::string owner_sentence(wire::AnswerOwner owner);

}  // namespace cpc::centre
