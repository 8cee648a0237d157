// SPDX-License-Identifier: Apache-2.0
// The decision rules once more, written from requirements.md 2.0.3 and 4.6 with the engine shut:
// own types, own words, no header of core/conference. It is slow and plain on purpose. What it
// takes as given is a meeting as a minute taker would tell it: who sat there, who said what, who
// had gone. What it answers is who counts, whether the result may be shown, whether the chair may
// decide, and what is decided by which rule.
//
// One thing 2.0.3 leaves open, read here as documented in core/conference/tally.hpp: an agency
// whose people are evenly divided, or all unable, is itself unable where agencies are counted.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace reference {

// What somebody is there as: the word of the list in 2.0.3.
enum class Part {
    professional,
    family,
    child,
    supporter,
    advocate,
    legal,
    interpreter,
    specialist,
    observer,
    minute_taker,
    chair,
};

enum class Said { nothing, yes, no, cannot_say };

struct Attendee {
    Part part = Part::professional;
    int agency = 0;
    bool about_this_child = true;  // REQ-374
    bool ever_came = false;
    bool in_room_at_opening = false;  // on the telephone or by video is in the room
    bool in_room_now = false;
    Said said = Said::nothing;
};

enum class Authority {
    abc,      // consensus, else majority, else the chair
    fife,     // consensus, else the chair's judgement
    torbay,   // consensus, else majority, else the chair
    free,     // as Torbay, but the chair may always decide, with reasons
    victoria  // nothing is counted
};
enum class Kind { initial, review, transfer };

struct Meeting {
    Authority authority = Authority::torbay;
    Kind kind = Kind::initial;
    bool one_view_an_agency = false;
    std::vector<Attendee> attendees;
    std::optional<bool> chair;   // which way the chair would decide, if the chair does
    std::optional<bool> agreed;  // Victoria: whether an outcome was agreed; nothing: not yet
};

struct Decided {
    std::string rule;     // the code of 2.0.3
    std::string outcome;  // "place" …
    friend bool operator==(const Decided& a, const Decided& b) {
        return a.rule == b.rule && a.outcome == b.outcome;
    }
};

// REQ-143, REQ-053, REQ-054: only a professional can count, and only for a child they are here for.
inline bool could_count(const Attendee& who) {
    return who.part == Part::professional && who.about_this_child;
}

// Counted when the round opened.
inline bool counted_at_opening(const Attendee& who) {
    return could_count(who) && who.in_room_at_opening;
}

// Counted as things stand: here, or gone after giving a view (REQ-146).
inline bool counts_now(const Attendee& who) {
    return could_count(who) &&
           (who.in_room_now || (who.said != Said::nothing && who.in_room_at_opening));
}

// Why somebody does not count, in the words of the outcome vocabulary; "" for those who do.
inline std::string why_not(const Attendee& who) {
    static const std::map<Part, std::string> words{
        {Part::family, "family"},
        {Part::child, "child"},
        {Part::supporter, "supporter"},
        {Part::advocate, "advocate"},
        {Part::legal, "legal"},
        {Part::interpreter, "interpreter"},
        {Part::specialist, "specialist"},
        {Part::observer, "observer"},
        {Part::minute_taker, "minute-taker"},
        {Part::chair, "chair"},
    };
    const auto word = words.find(who.part);
    if (word != words.end()) return word->second;
    if (!who.about_this_child) return "not-for-this-child";
    if (counts_now(who)) return "";
    return who.ever_came ? "left-before-decision" : "absent";
}

// REQ-149: everybody counted who is still here has said something.
inline bool may_be_shown(const Meeting& meeting) {
    for (const auto& who : meeting.attendees)
        if (counted_at_opening(who) && who.in_room_now && who.said == Said::nothing) return false;
    return true;
}

struct Numbers {
    int yes = 0;
    int no = 0;
    int cannot_say = 0;
};

inline void add(Numbers& numbers, Said said) {
    if (said == Said::yes) ++numbers.yes;
    if (said == Said::no) ++numbers.no;
    if (said == Said::cannot_say) ++numbers.cannot_say;
}

inline Numbers numbers_of(const Meeting& meeting) {
    Numbers people;
    std::map<int, Numbers> by_agency;
    for (const auto& who : meeting.attendees) {
        if (!counted_at_opening(who) || who.said == Said::nothing) continue;
        add(people, who.said);
        add(by_agency[who.agency], who.said);
    }
    if (!meeting.one_view_an_agency) return people;
    Numbers agencies;
    for (const auto& [agency, own] : by_agency)
        add(agencies, own.yes > own.no   ? Said::yes
                      : own.no > own.yes ? Said::no
                                         : Said::cannot_say);
    return agencies;
}

enum class Group { consensus, majority, split };

// Those who cannot say are listed and not in the denominator.
inline Group group_of(const Numbers& numbers) {
    const int expressed = numbers.yes + numbers.no;
    if (expressed > 0 && (numbers.yes == expressed || numbers.no == expressed))
        return Group::consensus;
    if (2 * numbers.yes > expressed || 2 * numbers.no > expressed) return Group::majority;
    return Group::split;
}

inline bool is_transfer(const Meeting& meeting) {
    return meeting.authority == Authority::fife && meeting.kind == Kind::transfer;
}

// REQ-137, REQ-140, REQ-141, REQ-142, REQ-167, REQ-170.
inline bool chair_may_decide(const Meeting& meeting) {
    if (meeting.authority == Authority::victoria || is_transfer(meeting)) return false;
    if (!may_be_shown(meeting)) return false;
    const Group group = group_of(numbers_of(meeting));
    switch (meeting.authority) {
        case Authority::abc:
        case Authority::torbay:
            return group == Group::split;
        case Authority::fife:
            return group != Group::consensus;
        case Authority::free:
            return true;
        case Authority::victoria:
            break;
    }
    return false;
}

// REQ-155, REQ-025: a review keeps or ends; everything else begins or does not.
inline std::string outcome_of(const Meeting& meeting, bool yes) {
    if (meeting.kind == Kind::review) return yes ? "retain" : "remove";
    return yes ? "place" : "do-not-place";
}

inline std::optional<Decided> decision_of(const Meeting& meeting) {
    if (meeting.authority == Authority::victoria) {
        if (!meeting.agreed) return std::nullopt;
        return *meeting.agreed ? Decided{"AGREED_OUTCOME", "agreed-outcome"}
                               : Decided{"OUTCOME_NOT_AGREED", "not-agreed"};
    }
    if (!may_be_shown(meeting)) return std::nullopt;
    if (is_transfer(meeting)) return Decided{"TRANSFER_INITIAL_REGISTRATION", "place"};
    if (meeting.chair && chair_may_decide(meeting))
        return Decided{meeting.authority == Authority::fife ? "CHAIR_JUDGEMENT" : "SPLIT_CHAIR",
                       outcome_of(meeting, *meeting.chair)};
    const Numbers numbers = numbers_of(meeting);
    const Group group = group_of(numbers);
    const bool yes = numbers.yes > numbers.no;
    if (group == Group::consensus) return Decided{"CONSENSUS", outcome_of(meeting, yes)};
    // REQ-136: in Fife a majority alone never produces a decision.
    if (group == Group::majority && meeting.authority != Authority::fife)
        return Decided{"MAJORITY", outcome_of(meeting, yes)};
    return std::nullopt;
}

}  // namespace reference
