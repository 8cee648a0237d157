// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk/complete.hpp"

namespace cpc::kiosk {
namespace {

using namespace conference;

struct Completer {
    meeting::Desk& desk;
    const LocalTime& now;

    template <class AnyId>
    void id(AnyId& value) const {
        if (value.empty()) value = desk.fresh_id<AnyId>();
    }
    void time(LocalTime& value) const {
        if (value == LocalTime{}) value = now;
    }

    void operator()(Say<ChildAdded>& say) const { id(say.fact.child); }
    void operator()(Say<PersonInvited>& say) const { id(say.fact.person); }
    void operator()(Say<ReportReceived>& say) const { time(say.fact.received); }
    void operator()(Say<AttendanceMarked>& say) const { time(say.fact.at); }
    void operator()(Say<PersonArrived>& say) const { time(say.fact.at); }
    void operator()(Say<PersonLeft>& say) const { time(say.fact.at); }
    void operator()(Say<PointConfirmed>& say) const { time(say.fact.at); }
    void operator()(Say<ContributionRecorded>& say) const { id(say.fact.contribution); }
    void operator()(Say<CorrectionLinked>& say) const { id(say.fact.contribution); }
    void operator()(Say<ReportReadIn>& say) const { time(say.fact.at); }
    void operator()(Say<MatterRaised>& say) const { id(say.fact.matter); }
    void operator()(Say<BreakTaken>& say) const { time(say.fact.to); }
    void operator()(Say<RiskNoted>& say) const { id(say.fact.risk); }
    void operator()(Say<ActionAgreed>& say) const { id(say.fact.action); }
    void operator()(Say<ActionCarried>& say) const { id(say.fact.action); }
    void operator()(Say<SegmentStarted>& say) const { id(say.fact.segment); }
    void operator()(Say<DocumentIssued>& say) const { time(say.fact.at); }
    void operator()(Say<PaperDelivered>& say) const { time(say.fact.at); }
    template <class Other>
    void operator()(Other&) const {}
};

}  // namespace

Command complete(Command command, meeting::Desk& desk, const LocalTime& now) {
    std::visit(Completer{desk, now}, command);
    return command;
}

}  // namespace cpc::kiosk
