// SPDX-License-Identifier: Apache-2.0
// Acts by name: what a screen asks for that is not said to the record.
#include "app/kiosk/acts.hpp"
#include "app/view/say.hpp"

namespace cpc::kiosk {

bool do_act(Shell& shell, const view::Do& act) {
    if (act.act == "destroy-keys") {
        shell.work(
            [](meeting::Desk&, meeting::Meeting* meeting) -> Result<void> {
                return meeting->destroy_keys();
            },
            view::say("shell.keys_destroyed"));
        return true;
    }
    if (act.act == "issue-document") {
        make_papers(shell, act.about, PaperWay::issue);
        return true;
    }
    if (act.act == "save-document") {
        make_papers(shell, act.about, PaperWay::save);
        return true;
    }
    if (act.act == "look-at-sending") {
        look_at_sending(shell);
        return true;
    }
    if (act.act == "send") {
        send_now(shell);
        return true;
    }
    if (act.act == "keep-address") {
        keep_address(shell, act.about);
        return true;
    }
    if (act.act == "take-pairing") {
        take_pairing(shell);
        return true;
    }
    if (act.act == "give-registration") {
        give_registration(shell);
        return true;
    }
    if (act.act == "save-bundles") {
        save_bundles(shell);
        return true;
    }
    if (act.act == "verify") {
        check_record(shell);
        return true;
    }
    return false;
}

}  // namespace cpc::kiosk
