// SPDX-License-Identifier: Apache-2.0
#include "app/view/home.hpp"

#include <algorithm>

#include "app/view/closed.hpp"
#include "app/view/fold.hpp"
#include "core/procedure/profile.hpp"

namespace cpc::view {
namespace {

// That there was one on that day.
HomeCard gone_card(const HomeEntry& entry, const std::string& title) {
    HomeCard card;
    card.id = entry.id;
    card.key = entry.id.hex();
    card.closed = true;
    card.title = title;
    card.when = say_date(entry.planned_start.date);
    return card;
}

// That it was, and that it is gone; whose it was nobody can say any more.
HomeCard erased_card(const HomeEntry& entry) {
    auto card = gone_card(entry, say("home.erased_title"));
    card.facts = say("home.erased_facts");
    card.state =
        say("home.erased", {{"when", say_date(entry.erased_at->date)}, {"who", entry.erased_by}});
    return card;
}

// The centre has it; by its paper code it is found there.
HomeCard removed_card(const HomeEntry& entry) {
    auto card = gone_card(entry, say("home.removed_title"));
    std::string groups;
    for (const auto& group : paper_code_groups(entry.paper_code))
        groups += (groups.empty() ? "" : " ") + group;
    card.facts = say("home.removed_facts", {{"code", groups}});
    card.state = say("home.removed", {{"when", say_date(entry.erased_at->date)}});
    card.find = folded(groups + " " + entry.paper_code + " " + say_date(entry.planned_start.date) +
                       " " + entry.planned_start.date.iso());
    return card;
}

HomeCard card_of(const HomeEntry& entry, const Moment& moment) {
    if (entry.erased_at && entry.removed) return removed_card(entry);
    if (entry.erased_at) return erased_card(entry);
    HomeCard card;
    card.id = entry.id;
    card.key = entry.id.hex();
    card.target.conference = entry.id;
    card.running =
        !entry.closed_at && !entry.kept_to_read && entry.stage != conference::Stage::preparation;
    card.closed = entry.closed_at.has_value() || entry.kept_to_read;
    card.title = say("shell.title", {{"type", entry.type}, {"family", entry.family}});
    const bool today = entry.planned_start.date == moment.now.date;
    card.when =
        today ? say("home.at", {{"time", entry.planned_start.clock()}, {"venue", entry.venue}})
              : say("home.on", {{"date", say_date(entry.planned_start.date)},
                                {"time", entry.planned_start.clock()},
                                {"venue", entry.venue}});
    card.find = folded(entry.family + " " + entry.venue + " " + say_date(entry.planned_start.date) +
                       " " + entry.planned_start.date.iso());
    card.facts = say("home.facts", {{"children", say_count("home.children", entry.children)},
                                    {"invited", say_count("home.invited", entry.invited)}});
    if (entry.reports_expected > 0) {
        card.reports = say("home.reports", {{"n", std::to_string(entry.reports_received)},
                                            {"all", std::to_string(entry.reports_expected)}});
        card.reports_done = entry.reports_received >= entry.reports_expected;
    }
    const auto late = std::count_if(
        entry.owed_until.begin(), entry.owed_until.end(),
        [&](const LocalTime& until) { return until.instant() < moment.now.instant(); });
    if (late > 0 && !entry.kept_to_read)
        card.overdue = say_count("home.overdue", static_cast<std::size_t>(late));
    if (!entry.prepared_by.empty())
        card.prepared = say("home.prepared_by", {{"who", entry.prepared_by}});
    if (card.closed) {
        const auto* state = entry.not_convened ? "home.not_convened"
                            : entry.cancelled  ? "home.cancelled"
                                               : "home.closed";
        card.state = entry.closed_at ? say(state, {{"when", say_date_and_time(*entry.closed_at)}})
                                     : say("home.broken_off");
        card.open = say("home.read");
        card.target.place = Place::past_conference;
    } else if (card.running) {
        card.state = say("home.running");
        card.open = say("home.carry_on");
        if (entry.adjourned_until) {
            card.state =
                say("home.adjourned", {{"when", say_date_and_time(*entry.adjourned_until)}});
            card.open = say("home.next_sitting");
        }
        card.target.place = place_of(entry.stage).value_or(Place::introductions);
    } else {
        card.open = say("home.prepare");
        card.target.place = Place::prepare;
    }
    return card;
}

}  // namespace

HomeView make_home_view(const std::vector<HomeEntry>& entries,
                        const std::vector<const procedure::Procedure*>& procedures,
                        const Moment& moment) {
    HomeView view;
    view.bar_title = say("home.bar");
    view.filter_label = say("home.filter");
    view.title = say("home.title", {{"day", say_day(moment.now.date)}});
    view.band = moment.practice ? say("shell.training") : std::string{};
    view.time = moment.now.clock();
    view.display = say("shell.display");
    view.hide = say("shell.hide");
    view.filters = {say("home.today"), say("home.coming"), say("home.past")};
    view.none_today = say("home.none_today");
    view.none_coming = say("home.none_coming");
    view.none_past = say("home.none_past");
    view.search_label = say("search.label");
    view.search_hint = say("search.hint");
    view.search_none = say("search.none");
    view.new_label = say("home.new");
    view.request_label = say("request.home");
    view.lock_label = say("home.lock");
    view.sending_title = say("home.sending_title");
    view.sending_label = say("home.sending");
    view.tablet_title = say("ready.home_title");
    view.tablet_text = say("ready.home_text");
    view.ready_label = say("ready.home");
    view.settings_label = say("settings.home");
    view.procedures_title = say("home.procedures");
    for (const auto* procedure : procedures)
        view.procedures.push_back(
            say("home.procedure", {{"title", procedure->title}, {"edition", procedure->edition}}));
    view.notice = moment.notice;

    auto sorted = entries;
    std::sort(sorted.begin(), sorted.end(), [](const HomeEntry& a, const HomeEntry& b) {
        return a.planned_start < b.planned_start;
    });
    std::size_t finished = 0;
    for (const auto& entry : sorted) {
        auto card = card_of(entry, moment);
        finished += card.closed && !entry.erased_at ? 1U : 0U;
        if (!card.overdue.empty()) view.overdue.push_back(card);
        const bool past = entry.planned_start.date < moment.now.date;
        // What runs stands with today's, whatever its date: it has to be found at once.
        if (card.running)
            view.today.insert(view.today.begin(), std::move(card));
        else if (card.closed && past)
            view.past.insert(view.past.begin(), std::move(card));
        else if (entry.planned_start.date <= moment.now.date)
            view.today.push_back(std::move(card));
        else
            view.coming.push_back(std::move(card));
    }
    if (!view.overdue.empty()) view.overdue_title = say("home.overdue_title");
    for (auto& card : view.today)
        if (!card.closed) {
            card.primary = true;
            break;
        }
    view.sending_text =
        finished == 0 ? say("home.finished_none") : say_count("home.finished", finished);
    if (!view.today.empty()) view.help = say_count("home.count", view.today.size());
    return view;
}

}  // namespace cpc::view
