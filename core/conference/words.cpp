// SPDX-License-Identifier: Apache-2.0
#include "core/conference/words.hpp"

#include <array>
#include <cstddef>

namespace cpc::conference {
namespace {

template <class E>
struct Words;  // the words of E in the order of its enumerators

template <>
struct Words<Group> {
    static constexpr std::array<std::string_view, 11> all{
        "professional", "family",     "child",    "supporter",    "advocate", "legal",
        "interpreter",  "specialist", "observer", "minute-taker", "chair"};
};
template <>
struct Words<Attendance> {
    static constexpr std::array<std::string_view, 10> all{"unrecorded",
                                                          "in-person",
                                                          "telephone",
                                                          "video",
                                                          "substitute",
                                                          "absent-with-report",
                                                          "absent-without-report",
                                                          "declined",
                                                          "excluded-wholly",
                                                          "excluded-partly"};
};
template <>
struct Words<Stage> {
    static constexpr std::array<std::string_view, 8> all{
        "preparation", "introductions", "information", "risk",
        "decision",    "plan",          "close",       "closed"};
};
template <>
struct Words<Label> {
    static constexpr std::array<std::string_view, 4> all{"fact", "observation", "allegation",
                                                         "opinion"};
};
template <>
struct Words<Mode> {
    static constexpr std::array<std::string_view, 5> all{"in-person", "telephone", "video",
                                                         "written-report", "by-proxy"};
};
template <>
struct Words<Heard> {
    static constexpr std::array<std::string_view, 4> all{"contributed", "nothing-held",
                                                         "nothing-to-add", "to-follow"};
};
template <>
struct Words<RiskKind> {
    static constexpr std::array<std::string_view, 9> all{"existing",          "future",
                                                         "protective",        "need",
                                                         "must-change",       "developmental-need",
                                                         "parental-capacity", "lived-experience",
                                                         "clinical-advice"};
};
template <>
struct Words<Progress> {
    static constexpr std::array<std::string_view, 5> all{"done", "done-late", "under-way",
                                                         "not-done", "not-needed"};
};
template <>
struct Words<MaterialKind> {
    static constexpr std::array<std::string_view, 3> all{"report", "drawing", "other"};
};
template <>
struct Words<MediaType> {
    static constexpr std::array<std::string_view, 3> all{"application/pdf", "image/png",
                                                         "image/jpeg"};
};
template <>
struct Words<MatterKind> {
    static constexpr std::array<std::string_view, 5> all{
        "clarification", "sharing", "confidentiality", "report", "other-purpose"};
};
template <>
struct Words<MinutesState> {
    static constexpr std::array<std::string_view, 3> all{"draft", "checked", "approved"};
};
template <>
struct Words<View> {
    static constexpr std::array<std::string_view, 3> all{"for", "against", "unable"};
};
template <>
struct Words<Decision> {
    static constexpr std::array<std::string_view, 6> all{"place",  "do-not-place",   "retain",
                                                         "remove", "agreed-outcome", "not-agreed"};
};
template <>
struct Words<RuleCode> {
    static constexpr std::array<std::string_view, 7> all{"CONSENSUS",
                                                         "MAJORITY",
                                                         "SPLIT_CHAIR",
                                                         "CHAIR_JUDGEMENT",
                                                         "TRANSFER_INITIAL_REGISTRATION",
                                                         "AGREED_OUTCOME",
                                                         "OUTCOME_NOT_AGREED"};
};
template <>
struct Words<NotCounted> {
    static constexpr std::array<std::string_view, 13> all{"chair",
                                                          "minute-taker",
                                                          "family",
                                                          "child",
                                                          "supporter",
                                                          "advocate",
                                                          "legal",
                                                          "interpreter",
                                                          "specialist",
                                                          "observer",
                                                          "absent",
                                                          "left-before-decision",
                                                          "not-for-this-child"};
};

template <class E>
std::string_view word_of(E value) {
    return Words<E>::all[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view word(Group value) {
    return word_of(value);
}
std::string_view word(Attendance value) {
    return word_of(value);
}
std::string_view word(Stage value) {
    return word_of(value);
}
std::string_view word(Label value) {
    return word_of(value);
}
std::string_view word(Mode value) {
    return word_of(value);
}
std::string_view word(Heard value) {
    return word_of(value);
}
std::string_view word(RiskKind value) {
    return word_of(value);
}
std::string_view word(Progress value) {
    return word_of(value);
}
std::string_view word(MaterialKind value) {
    return word_of(value);
}
std::string_view word(MediaType value) {
    return word_of(value);
}
std::string_view word(MatterKind value) {
    return word_of(value);
}
std::string_view word(MinutesState value) {
    return word_of(value);
}
std::string_view word(View value) {
    return word_of(value);
}
std::string_view word(Decision value) {
    return word_of(value);
}
std::string_view word(RuleCode value) {
    return word_of(value);
}
std::string_view word(NotCounted value) {
    return word_of(value);
}

template <class E>
std::optional<E> from_word(std::string_view text) {
    const auto& all = Words<E>::all;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i] == text) return static_cast<E>(i);
    return std::nullopt;
}
template std::optional<Group> from_word<Group>(std::string_view);
template std::optional<Attendance> from_word<Attendance>(std::string_view);
template std::optional<Stage> from_word<Stage>(std::string_view);
template std::optional<Label> from_word<Label>(std::string_view);
template std::optional<Mode> from_word<Mode>(std::string_view);
template std::optional<Heard> from_word<Heard>(std::string_view);
template std::optional<RiskKind> from_word<RiskKind>(std::string_view);
template std::optional<Progress> from_word<Progress>(std::string_view);
template std::optional<MaterialKind> from_word<MaterialKind>(std::string_view);
template std::optional<MediaType> from_word<MediaType>(std::string_view);
template std::optional<View> from_word<View>(std::string_view);
template std::optional<MatterKind> from_word<MatterKind>(std::string_view);
template std::optional<MinutesState> from_word<MinutesState>(std::string_view);
template std::optional<Decision> from_word<Decision>(std::string_view);
template std::optional<RuleCode> from_word<RuleCode>(std::string_view);
template std::optional<NotCounted> from_word<NotCounted>(std::string_view);

}  // namespace cpc::conference
