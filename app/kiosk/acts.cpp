// SPDX-License-Identifier: Apache-2.0
// Acts by name: what a screen asks for that is not said to the record.
#include "app/kiosk/shell.hpp"
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
    return false;
}

}  // namespace cpc::kiosk
