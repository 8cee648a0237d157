// SPDX-License-Identifier: Apache-2.0
// An office with staff: received conferences, the pages in front of them, and a clock that is told
// what time it is.
#pragma once

#include "app/centre/pages.hpp"
#include "tests/unit/app/centre/page_reading.hpp"
#include "tests/unit/app/centre/received.hpp"

namespace cpc::test {

class ToldClock : public Clock {
  public:
    ClockReading read() override { return now; }
    ClockReading now{Instant{1'806'910'800'000}, 1'000, {}};  // 5 April 2027, 10:00 UTC
    void pass(std::uint64_t ms) {
        now.boot_ms += ms;
        now.wall.ms += static_cast<std::int64_t>(ms);
    }
};

inline constexpr const char* good_password = "four dry words here";

class Office : public Received {
  public:
    Office() : pages(centre.central(), intake, told, {}) {
        add("records", "R. Officer", centre::Role::records_officer, {true, {}});
        add("north.records", "N. Officer", centre::Role::records_officer, {false, "north"});
        add("manager", "S. Manager", centre::Role::service_manager, {true, {}});
        add("auditor", "A. Auditor", centre::Role::auditor, {true, {}});
    }
    void add(const std::string& login, const std::string& name, centre::Role role,
             const centre::Scope& scope) {
        centre::Staff staff(centre.central());
        NEED(
            staff.add({login, name, role, scope, false}, crypto::SecretBytes::from(good_password)));
    }
    service::HttpResponse get(const std::string& target) { return ask("GET", target, {}); }
    service::HttpResponse post(const std::string& target, const std::string& fields) {
        return ask("POST", target, fields);
    }
    service::HttpResponse ask(const std::string& method, const std::string& target,
                              const std::string& fields) {
        service::HttpRequest request;
        request.method = method;
        request.target = target;
        request.cookie = cookie;
        request.host = "127.0.0.1:9443";
        request.origin = origin;
        request.content_type = "application/x-www-form-urlencoded";
        request.body = {fields.begin(), fields.end()};
        return pages.answer(request);
    }
    service::HttpResponse sign_in(const std::string& login,
                                  const std::string& password = "four+dry+words+here") {
        auto out = post("/sign-in", "login=" + login + "&password=" + password + "&purpose=daily");
        if (!out.set_cookie.empty()) cookie = out.set_cookie.substr(0, out.set_cookie.find(';'));
        return out;
    }
    // Of the page that was read last with get_page.
    PageReading get_page(const std::string& target) {
        const auto response = get(target);
        CHECK(response.status == 200);
        auto page = read_page(response.body);
        for (const auto& problem : page.problems)
            FAIL_CHECK(target << ": " << problem);
        token = page.value_of("input", "name", "token", "value");
        return page;
    }
    // The address of the first record on the list.
    std::string first_record() {
        const auto page = get_page("/records");
        for (const auto& tag : page.tags)
            if (tag.name == "a" && tag.at("href").rfind("/records/", 0) == 0) return tag.at("href");
        return {};
    }

    ToldClock told;
    centre::Pages pages;
    std::string cookie, token, origin;
};

}  // namespace cpc::test
