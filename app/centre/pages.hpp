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
#include "app/centre/prepare.hpp"
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
        Flaws flaws = {};                     // of the form that was sent
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

    // Preparing a conference (pages_prepare.cpp, pages_prepare_forms.cpp).
    [[nodiscard]] Response on_prepare(const Asked& asked);
    [[nodiscard]] Response on_prepare_part(const Asked& asked, const Draft& draft);
    [[nodiscard]] Response prepare_new(const Asked& asked);
    [[nodiscard]] Response prepare_send(const Asked& asked, const Draft& draft);
    [[nodiscard]] Response prepare_file(const Asked& asked, const Draft& draft);
    [[nodiscard]] Response save_conference(const Asked& asked, const Draft& draft);
    [[nodiscard]] Response kept(const Asked& asked, Draft draft, const std::string& what,
                                const std::string& then);
    [[nodiscard]] Response show_flawed(const Asked& asked, const std::string& title, Maker maker,
                                       Flaws flaws);
    Result<std::string> prepare_list(const Asked& asked);
    Result<std::string> prepare_one(const Asked& asked);
    Result<std::string> prepare_child(const Asked& asked);
    Result<std::string> prepare_person(const Asked& asked);
    [[nodiscard]] static std::string prepare_address(const ConferenceId& id);
    [[nodiscard]] static std::string error_of(const Asked& asked, const std::string& field);
    [[nodiscard]] static std::string flaws_list(const Asked& asked);
    [[nodiscard]] static html::Input field(const Asked& asked, const Values& kept,
                                           const std::string& name, const std::string& label,
                                           bool required, const std::string& hint);
    [[nodiscard]] std::string conference_form(const Asked& asked, const Draft& draft,
                                              const procedure::Procedure& procedure,
                                              const procedure::ConferenceType& type);
    [[nodiscard]] Result<void> refresh_drafts();
    [[nodiscard]] Result<void> keep_draft(const Draft& draft);
    [[nodiscard]] const Draft* draft_of(const Asked& asked);
    [[nodiscard]] const meeting::Edition* edition_of(const Draft& draft) const;
    [[nodiscard]] const Work* work_of_draft(const Draft& draft);
    [[nodiscard]] bool begun(const Draft& draft);
    [[nodiscard]] std::string draft_state(const Draft& draft,
                                          const std::vector<service::SentPack>& packs);
    [[nodiscard]] Flaws still_missing(const Draft& draft);
    [[nodiscard]] Flaws against(const Draft& draft, meeting::Objection::Part part,
                                std::size_t place);

    service::Central& central_;
    Intake& intake_;
    cpc::Clock& clock_;
    PagesOptions options_;
    Staff staff_;
    Sessions sessions_;
    std::map<ConferenceId, Draft> drafts_;  // the last row of each
    std::uint64_t drafts_read_ = 0;
    std::uint64_t answers_read_ = 0;  // of the centre's list, for what was entered in error
};

// As many rows as one list of a page shows; what is left out is said below it.
inline constexpr std::size_t rows_max = 200;
// The page of one record.
[[nodiscard]] std::string address_of(const Place& place);
// What an answer's code says, and who can put it right, in the office's words.
[[nodiscard]] std::string answer_sentence(wire::AnswerCode code);
[[nodiscard]] std::string owner_sentence(wire::AnswerOwner owner);

}  // namespace cpc::centre
