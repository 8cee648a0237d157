// SPDX-License-Identifier: Apache-2.0
// What is typed and not yet said, for every screen. Each draft lists its texts, so that the shell
// can keep them across a power cut; the texts of somebody who holds the tablet are kept under their
// own name and offered to nobody else.
#pragma once

#include "app/screen/apart.hpp"
#include "app/screen/ballot.hpp"
#include "app/screen/chair_decision.hpp"
#include "app/screen/close.hpp"
#include "app/screen/decision.hpp"
#include "app/screen/home.hpp"
#include "app/screen/information.hpp"
#include "app/screen/introductions.hpp"
#include "app/screen/kept_out.hpp"
#include "app/screen/material.hpp"
#include "app/screen/matters.hpp"
#include "app/screen/minutes.hpp"
#include "app/screen/new_conference.hpp"
#include "app/screen/outcome.hpp"
#include "app/screen/own_risk.hpp"
#include "app/screen/past.hpp"
#include "app/screen/plan.hpp"
#include "app/screen/prepare.hpp"
#include "app/screen/register.hpp"
#include "app/screen/request.hpp"
#include "app/screen/risk.hpp"
#include "app/screen/room_sheets.hpp"
#include "app/screen/routes.hpp"
#include "app/screen/sending.hpp"
#include "app/view/printing.hpp"
#include "app/view/readiness.hpp"
#include "app/view/sending.hpp"
#include "app/view/settings.hpp"

namespace cpc::kiosk {

struct Drafts {
    screen::HomeDraft home;
    screen::NewConferenceDraft new_conference;
    screen::PrepareDraft prepare;
    screen::IntroductionsDraft introductions;
    screen::InformationDraft information;
    screen::RiskDraft risk;
    screen::DecisionDraft decision;
    screen::ChairDecisionDraft chair_decision;
    screen::OutcomeDraft outcome;
    screen::PlanDraft plan;
    screen::CloseDraft close;
    screen::RoomDraft room;
    screen::KeptOutDraft kept_out;
    screen::StepOutDraft step_out;
    screen::RequestDraft request;
    screen::RoutesDraft routes;
    screen::MattersDraft matters;
    screen::MinutesDraft minutes;
    screen::DeliveryDraft delivery;
    screen::MaterialDraft material;
    screen::BallotDraft ballot;
    screen::OwnRiskDraft own_risk;
    // What acts outside the meeting have found out (acts.cpp).
    view::MaterialFacts material_facts;
    view::SendingFacts sending;
    screen::SendingDraft centre;
    view::RecordFacts record;
    std::uint64_t record_run = 0;  // which reading of a past conference
    screen::PastDraft past;
    view::PrintingFacts printing;
    view::ReadinessFacts readiness;
    view::SettingsFacts settings;
    std::uint64_t readiness_run = 0;  // which look: an older one shows nothing any more

    // The chair's own, kept with the open conference.
    template <class Each>
    void each_text(Each&& each) {
        prepare.each_text(each);
        introductions.each_text(each);
        information.each_text(each);
        risk.each_text(each);
        decision.each_text(each);
        chair_decision.each_text(each);
        outcome.each_text(each);
        plan.each_text(each);
        close.each_text(each);
        room.each_text(each);
        kept_out.each_text(each);
        step_out.each_text(each);
        request.each_text(each);
        routes.each_text(each);
        matters.each_text(each);
        minutes.each_text(each);
        delivery.each_text(each);
        material.each_text(each);
        past.addition.each_text(each);
        past.access.each_text(each);
    }
    // Theirs who hold the tablet.
    template <class Each>
    void each_private_text(Each&& each) {
        ballot.each_text(each);
    }
    // What they chose is nobody else's.
    void forget_private() {
        ballot = {};
        own_risk = {};
    }
};

}  // namespace cpc::kiosk
