// SPDX-License-Identifier: Apache-2.0
// What is typed and not yet said, for every screen. Each draft lists its texts, so that the shell
// can keep them across a power cut; the texts of somebody who holds the tablet are kept under their
// own name and offered to nobody else.
#pragma once

#include "app/screen/display.hpp"
#include "app/screen/home.hpp"
#include "app/screen/information.hpp"
#include "app/screen/introductions.hpp"
#include "app/screen/new_conference.hpp"
#include "app/screen/prepare.hpp"

namespace cpc::kiosk {

struct Drafts {
    screen::HomeDraft home;
    screen::NewConferenceDraft new_conference;
    screen::PrepareDraft prepare;
    screen::IntroductionsDraft introductions;
    screen::InformationDraft information;

    // The chair's own, kept with the open conference.
    template <class Each>
    void each_text(Each&& each) {
        prepare.each_text(each);
        introductions.each_text(each);
        information.each_text(each);
    }
    // Theirs who hold the tablet.
    template <class Each>
    void each_private_text(Each&& each) {
        (void)each;
    }
};

}  // namespace cpc::kiosk
