// SPDX-License-Identifier: Apache-2.0
// Acts by name: what a screen asks for that is not said to the record.
#include "app/kiosk/acts.hpp"

#include <algorithm>
#include <array>

#include "app/view/families.hpp"
#include "app/view/say.hpp"

namespace cpc::kiosk {
namespace {

void destroy_keys(Shell& shell) {
    shell.work([](meeting::Desk&,
                  meeting::Meeting* meeting) -> Result<void> { return meeting->destroy_keys(); },
               view::say("shell.keys_destroyed"));
}

using About = const std::string&;

struct Act {
    std::string_view name;
    void (*run)(Shell& shell, About about);
};

constexpr std::array acts{
    Act{"destroy-keys", [](Shell& shell, About) { destroy_keys(shell); }},
    Act{"issue-document",
        [](Shell& shell, About about) { make_papers(shell, about, PaperWay::issue); }},
    Act{"save-document",
        [](Shell& shell, About about) { make_papers(shell, about, PaperWay::save); }},
    Act{"print-document", [](Shell& shell, About about) { print_paper(shell, about); }},
    Act{"print-again", [](Shell& shell, About about) { print_again(shell, about); }},
    Act{"print-done", [](Shell& shell, About about) { print_done(shell, about); }},
    Act{"print-drop", [](Shell& shell, About about) { print_drop(shell, about); }},
    Act{"use-printer", [](Shell& shell, About about) { use_printer(shell, about); }},
    Act{"look-at-printer", [](Shell& shell, About) { look_at_printer(shell); }},
    Act{"access-copy",
        [](Shell& shell, About about) { save_access(shell, about, AccessPart::copy); }},
    Act{"access-list",
        [](Shell& shell, About about) { save_access(shell, about, AccessPart::list); }},
    Act{"save-calendar", [](Shell& shell, About) { save_calendar(shell); }},
    Act{"save-register", [](Shell& shell, About) { save_register(shell); }},
    Act{"save-invitations", [](Shell& shell, About) { save_invitations(shell); }},
    Act{"look-at-stick", [](Shell& shell, About) { look_at_stick(shell); }},
    Act{"take-material", [](Shell& shell, About) { take_material(shell); }},
    Act{"draw-page", [](Shell& shell, About) { draw_page(shell); }},
    Act{"look-at-sending", [](Shell& shell, About) { look_at_sending(shell); }},
    Act{"send", [](Shell& shell, About) { send_now(shell); }},
    Act{"fetch-packs", [](Shell& shell, About) { send_now(shell); }},
    Act{"take-receipts", [](Shell& shell, About) { take_receipts(shell); }},
    Act{"take-packs", [](Shell& shell, About) { take_packs(shell); }},
    Act{"keep-address", [](Shell& shell, About about) { keep_address(shell, about); }},
    Act{"take-pairing", [](Shell& shell, About) { take_pairing(shell); }},
    Act{"give-registration", [](Shell& shell, About) { give_registration(shell); }},
    Act{"save-bundles", [](Shell& shell, About) { save_bundles(shell); }},
    Act{"look-at-readiness", [](Shell& shell, About) { look_at_readiness(shell); }},
    Act{"save-readiness", [](Shell& shell, About) { save_readiness(shell); }},
    Act{"look-at-settings", [](Shell& shell, About) { look_at_settings(shell); }},
    Act{"look-at-clock", [](Shell& shell, About) { shell.ask_about_clock(); }},
    Act{"new-chair-pin", [](Shell& shell, About) { shell.begin_new_pin(); }},
    Act{"break", [](Shell& shell, About) { shell.take_break(); }},
    Act{"read-record", [](Shell& shell, About) { read_record(shell); }},
    Act{"remove-conference", [](Shell& shell, About about) { remove_conference(shell, about); }},
    Act{view::practise_act, [](Shell& shell, About about) { practise(shell, about); }},
    Act{"verify", [](Shell& shell, About) { check_record(shell); }},
};

}  // namespace

bool do_act(Shell& shell, const view::Do& act) {
    const auto* known = std::find_if(acts.begin(), acts.end(),
                                     [&](const Act& each) { return each.name == act.act; });
    if (known == acts.end()) return shell.change_setting(act);
    known->run(shell, act.about);
    return true;
}

}  // namespace cpc::kiosk
