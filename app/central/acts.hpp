// SPDX-License-Identifier: Apache-2.0
// What cpc-central can be asked to do. Each prints plain sentences and gives the exit code:
// 0 done, 1 damage found or a bundle refused, 2 could not be done.
#pragma once

#include <string>

namespace cpc::central {

struct Settings {
    std::string data;
    std::string store = "embedded";  // or "postgres"
    std::string database;            // as libpq reads it, without a password
    int password_descriptor = -1;
    std::string listen = "127.0.0.1:8443";
    std::string metrics;  // empty: none
    std::string name = "central.case-conference.invalid/cpc";
    bool practice = false;
    std::string certificate;
    std::string private_key;
    std::string device;
    std::string admission;  // enrol: the custodians' file in place of the tablet's
    std::string region;
    std::string from;
    std::string to;
    std::string log;
    std::string why;
    std::string by;         // take-back: who does it
    std::string second_of;  // init: whose second site
    std::string site;       // second: the second site's central.json
    bool whole = false;     // copy: from the first receipt on
    std::string staff;      // address of the staff pages; empty: none
    std::string time_zone = "Europe/London";
    std::string staff_act;  // add, list or remove
    std::string login;
    std::string person;
    std::string role;
    bool all_regions = false;
    int staff_password_descriptor = 0;
    bool verify_only = false;
    bool accept_given = false;
    bool accept_schema = false;
    bool known_procedures_only = false;  // hold other conferences back
};

[[nodiscard]] int serve(const Settings& settings);
[[nodiscard]] int init(const Settings& settings);
[[nodiscard]] int enrol(const Settings& settings);
[[nodiscard]] int custodians(const Settings& settings);
[[nodiscard]] int take(const Settings& settings);
[[nodiscard]] int revoke(const Settings& settings);
[[nodiscard]] int backup(const Settings& settings);
[[nodiscard]] int restore(const Settings& settings);
[[nodiscard]] int health(const Settings& settings);
[[nodiscard]] int second(const Settings& settings);
[[nodiscard]] int copy(const Settings& settings);
[[nodiscard]] int check(const Settings& settings);
[[nodiscard]] int confirm(const Settings& settings);
[[nodiscard]] int ask_back(const Settings& settings);
[[nodiscard]] int give_back(const Settings& settings);
[[nodiscard]] int take_back(const Settings& settings);
[[nodiscard]] int migrate(const Settings& settings);
[[nodiscard]] int fsck(const Settings& settings);
[[nodiscard]] int staff(const Settings& settings);

}  // namespace cpc::central
