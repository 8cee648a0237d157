// SPDX-License-Identifier: Apache-2.0
// Acts about how a conference came about and went: requests, exclusions, restricted parts,
// sittings, dissent, recommendations, and the plan that was in force before.
#include "app/play/command_hands.hpp"

namespace cpc::play {

using namespace cpc::conference;

namespace {

std::string word_at(const Act& act, std::size_t place) {
    return place < act.words.size() ? act.words[place] : std::string{};
}

std::vector<std::string> list_of(const Act& act, std::string_view detail) {
    const auto found = act.details.find(std::string{detail});
    return found == act.details.end() ? std::vector<std::string>{} : found->second;
}

}  // namespace

// name "text" name "text" …
Result<std::vector<NamedText>> CommandHands::pairs_of(const Act& act, std::string_view detail) {
    const auto words = list_of(act, detail);
    std::vector<NamedText> pairs;
    if (words.size() % 2 != 0)
        return wrong(act, "\"" + std::string{detail} + "\" needs a name and a text, in turn");
    for (std::size_t i = 0; i + 1 < words.size(); i += 2)
        pairs.push_back({words[i], words[i + 1]});
    return pairs;
}

Result<std::optional<Date>> CommandHands::date_of(const Act& act, std::string_view detail) {
    std::optional<Date> date;
    if (act.has(detail)) date = CPC_TRY(read_date(*scenario_, act, act.value(detail)));
    return date;
}

Result<std::size_t> CommandHands::number_of(const Act& act, const std::string& word,
                                            std::size_t most, const std::string& noun) {
    std::size_t place = 0;
    for (const char c : word)
        place = c >= '0' && c <= '9' && place < 100'000
                    ? place * 10 + static_cast<std::size_t>(c - '0')
                    : 100'000;
    if (place >= 1 && place <= most) return place - 1;
    return wrong(act, "there is no " + noun + " number " + word + " yet",
                 std::to_string(most) + " up to here.");
}

CommandHands::Answer CommandHands::request(const Act& act) {
    RequestReceived request;
    request.requester = act.words[0];
    request.agency = act.value("agency");
    request.manager = act.value("manager");
    request.reason = act.value("because");
    request.type = act.has("type") ? act.value("type") : state().opened->type;
    request.early_review = act.has("early-review");
    if (act.has("elsewhere")) request.elsewhere = true;
    if (act.has("contact")) request.contact = act.value("contact");
    const auto received = CPC_TRY(date_of(act, "received"));
    if (!received) return wrong(act, "when was it received?", "Add: received 2027-03-01");
    request.received = *received;
    return give(Say<RequestReceived>{request});
}

CommandHands::Answer CommandHands::request_answer(const Act& act) {
    if (act.words[0] != "convene" && act.words[0] != "refuse")
        return wrong(act, "is the conference convened? convene or refuse");
    RequestAnswered answer;
    answer.convene = act.words[0] == "convene";
    answer.reasons = word_at(act, 1);
    answer.discussed_on = CPC_TRY(date_of(act, "discussed"));
    answer.discussed_with = act.value("with");
    if (act.has("judged")) answer.judgement = act.value("judged");
    if (act.has("because")) answer.judged_because = act.value("because");
    return give(Say<RequestAnswered>{answer});
}

CommandHands::Answer CommandHands::set_date(const Act& act) {
    return give(Say<StartDateSet>{
        {act.words[0], CPC_TRY(read_date(*scenario_, act, act.words[1])), word_at(act, 2)}});
}

CommandHands::Answer CommandHands::exclude(const Act& act) {
    ExclusionDecided decided;
    decided.person = CPC_TRY(find_person(act, act.words[0]));
    decided.grounds = list_of(act, "grounds");
    decided.whole = act.has("whole");
    decided.facts = act.value("facts");
    decided.discussed_before = act.has("discussed-by");
    decided.discussed_by = act.value("discussed-by");
    decided.suppressed_because = act.value("suppressed");
    decided.privacy_note = act.value("privacy");
    decided.without_knowledge = act.has("without-knowledge");
    decided.talk_offered = CPC_TRY(date_of(act, "talk"));
    PersonId actor;
    if (act.has("by")) {
        actor = CPC_TRY(find_person(act, act.value("by")));
        CPC_TRY(open_key(actor));
    }
    return give(Say<ExclusionDecided>{decided}, actor);
}

CommandHands::Answer CommandHands::object(const Act& act) {
    return give(Say<ObjectionRaised>{{CPC_TRY(find_person(act, act.words[0])),
                                      CPC_TRY(find_person(act, act.words[1])),
                                      act.words[2],
                                      {}}});
}

CommandHands::Answer CommandHands::born(const Act& act) {
    return give(Say<ChildBorn>{{CPC_TRY(find_child(act, act.words[0])), act.words[1],
                                CPC_TRY(read_date(*scenario_, act, act.words[2]))}});
}

CommandHands::Answer CommandHands::adjourn(const Act& act) {
    const auto until = list_of(act, "until");
    if (until.size() != 2) return wrong(act, "when does it go on?", "Add: until 2027-04-12 10:00");
    ConferenceAdjourned adjourned;
    adjourned.reason = act.words[0];
    adjourned.interim_arrangements = act.value("interim");
    adjourned.resumes = CPC_TRY(moment(act, until[0], until[1]));
    return give(Say<ConferenceAdjourned>{adjourned});
}

CommandHands::Answer CommandHands::resume(const Act&) {
    return give(Say<ConferenceResumed>{{}});
}

CommandHands::Answer CommandHands::break_until(const Act& act) {
    BreakTaken taken;
    taken.from = meeting_->now();
    CPC_TRY(begin_break());
    CPC_TRY(at(act));
    taken.to = meeting_->now();
    return give(Say<BreakTaken>{taken});
}

CommandHands::Answer CommandHands::cancel(const Act& act) {
    return give(CancelConference{act.words[0]});
}

CommandHands::Answer CommandHands::breach(const Act& act) {
    return give(Say<BreachExplained>{{act.words[0], act.value("which"), act.words[1]}});
}

CommandHands::Answer CommandHands::restricted(const Act& act) {
    SegmentStarted segment;
    segment.segment = desk_->fresh_id<SegmentId>();
    segment.reason = act.words[0];
    for (const auto& name : list_of(act, "out"))
        segment.out.push_back(CPC_TRY(find_person(act, name)));
    if (act.has("redaction")) segment.redaction = list_of(act, "redaction");
    return give(Say<SegmentStarted>{segment});
}

CommandHands::Answer CommandHands::everyone_back(const Act&) {
    return give(Say<SegmentEnded>{{}});
}

CommandHands::Answer CommandHands::carry(const Act& act) {
    ActionCarried carried;
    carried.action = desk_->fresh_id<ActionId>();
    carried.child = CPC_TRY(find_child(act, act.words[0]));
    carried.what = act.words[1];
    carried.owner = act.value("by");
    carried.due = CPC_TRY(date_of(act, "due"));
    auto refused = CPC_TRY(give(Say<ActionCarried>{carried}));
    if (!refused) carried_.push_back({carried.action, carried.child});
    return refused;
}

CommandHands::Answer CommandHands::progress(const Act& act) {
    const auto place =
        CPC_TRY(number_of(act, act.words[0], carried_.size(), "action of the earlier plan"));
    const auto how = from_word<Progress>(act.words[1]);
    if (!how)
        return wrong(act, "\"" + act.words[1] + "\" is not a progress",
                     "done, done-late, under-way, not-done or not-needed");
    return give(Say<ActionReviewed>{
        {carried_[place].first, carried_[place].second, *how, word_at(act, 2)}});
}

CommandHands::Answer CommandHands::dissent(const Act& act) {
    return give(
        Say<DissentNoted>{{CPC_TRY(find_child(act, act.words[1])),
                           CPC_TRY(find_person(act, act.words[0])), act.words[2], act.words[3]}});
}

CommandHands::Answer CommandHands::outcome(const Act& act) {
    if (act.words[1] != "agreed" && act.words[1] != "not-agreed")
        return wrong(act, "was an outcome agreed? agreed or not-agreed");
    OutcomeAgreed agreed;
    agreed.child = CPC_TRY(find_child(act, act.words[0]));
    agreed.agreed = act.words[1] == "agreed";
    agreed.outcome = act.words[2];
    if (act.has("by")) agreed.entered_by = CPC_TRY(find_person(act, act.value("by")));
    agreed.endorsed_by = act.value("endorsed");
    return give(Say<OutcomeAgreed>{agreed});
}

CommandHands::Answer CommandHands::recommend(const Act& act) {
    RecommendationMade made;
    made.recommendation = desk_->fresh_id<ActionId>();
    made.child = CPC_TRY(find_child(act, act.words[0]));
    made.agency = act.words[1];
    made.what = act.words[2];
    auto refused = CPC_TRY(give(Say<RecommendationMade>{made}));
    if (!refused) recommendations_.push_back(made.recommendation);
    return refused;
}

CommandHands::Answer CommandHands::recommendation(const Act& act) {
    const auto place =
        CPC_TRY(number_of(act, act.words[0], recommendations_.size(), "recommendation"));
    if (act.words[1] != "confirmed" && act.words[1] != "declined")
        return wrong(act, "what did the agency answer? confirmed or declined");
    const auto on = CPC_TRY(date_of(act, "on"));
    return give(Say<RecommendationAnswered>{{recommendations_[place], act.words[1] == "confirmed",
                                             word_at(act, 2), on.value_or(day_)}});
}

CommandHands::Answer CommandHands::ask_chair(const Act& act) {
    MatterRaised raised;
    const auto kind = from_word<MatterKind>(act.words[1]);
    if (!kind)
        return wrong(act, "what is asked?",
                     "clarification, sharing, confidentiality, report or other-purpose");
    raised.matter = desk_->fresh_id<MatterId>();
    raised.kind = *kind;
    if (act.has("outside"))
        raised.asker = act.words[0];
    else
        raised.by = CPC_TRY(find_person(act, act.words[0]));
    raised.text = act.words[2];
    raised.about = act.value("about");
    const auto id = raised.matter;
    auto refused = CPC_TRY(give(Say<MatterRaised>{std::move(raised)}));
    if (!refused) matters_.push_back(id);
    return refused;
}

CommandHands::Answer CommandHands::chair_answers(const Act& act) {
    MatterAnswered answered;
    answered.matter = matters_[CPC_TRY(number_of(act, act.words[0], matters_.size(), "question"))];
    if (act.words[1] != "yes" && act.words[1] != "no")
        return wrong(act, "what does the chair answer? yes or no");
    answered.granted = act.words[1] == "yes";
    answered.answer = word_at(act, 2);
    if (act.has("prejudice")) answered.prejudice = act.value("prejudice") == "yes";
    return give(Say<MatterAnswered>{std::move(answered)});
}

CommandHands::Answer CommandHands::minutes(const Act& act) {
    MinutesMarked marked;
    const auto state = from_word<MinutesState>(act.words[0]);
    if (!state) return wrong(act, "how far are the minutes? draft, checked or approved");
    marked.state = *state;
    marked.by = act.words[1];
    marked.note = word_at(act, 2);
    return give(Say<MinutesMarked>{std::move(marked)});
}

CommandHands::Answer CommandHands::step(const Act& act) {
    const auto on = CPC_TRY(date_of(act, "on"));
    return give(
        Say<RouteStepTaken>{{act.words[0], act.words[1], CPC_TRY(find_person(act, act.words[2])),
                             word_at(act, 3), on.value_or(day_)}});
}

CommandHands::Answer CommandHands::withdraw(const Act& act) {
    const auto place = CPC_TRY(number_of(act, act.words[0], actions_.size(), "action"));
    return give(
        Say<ActionWithdrawn>{{actions_[place].first, actions_[place].second, word_at(act, 1)}});
}

}  // namespace cpc::play
