// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/desk.hpp"

#include <algorithm>
#include <set>

#include "app/meeting/kept_rules.hpp"
#include "core/base/match.hpp"
#include "core/conference/distribution.hpp"
#include "core/procedure/zone.hpp"
#include "core/record/paper_code.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/standing.hpp"

namespace cpc::meeting {
namespace {

constexpr std::string_view site_key = "desk/site";
constexpr std::string_view chair_pin_key = "desk/chair-pin";
constexpr std::string_view chair_tries_key = "desk/chair-pin/tries";

// A day is owed until its last minute.
std::optional<std::vector<LocalTime>> owed_until(const Meeting& meeting) {
    constexpr std::int32_t last_minute = 24 * 60 - 1;
    std::vector<LocalTime> out;
    for (const auto& line : conference::distribution_of(meeting.state(), meeting.rules())) {
        if (!line.due || line.reached() != nullptr) continue;
        if (const auto* moment = std::get_if<LocalTime>(&*line.due)) {
            out.push_back(*moment);
            continue;
        }
        const auto day = std::get<Date>(*line.due);
        const auto end =
            procedure::wall_time(day, last_minute, meeting.rules().procedure.time_zone);
        out.push_back(end.value_or(LocalTime{day, last_minute, 0}));
    }
    if (out.empty()) return std::nullopt;
    return out;
}

}  // namespace

Desk::Desk(store::Ports ports, std::unique_ptr<store::Vault> vault, Library library)
    : ports_(ports), vault_(std::move(vault)), library_(std::move(library)) {}

Desk::~Desk() {
    // A line that cannot be kept now is made anew at the next open.
    if (vault_) (void)home_.keep(*vault_);
}

Result<std::unique_ptr<Desk>> Desk::set_up(store::Ports ports, const std::string& directory,
                                           const crypto::SecretBytes& passphrase,
                                           const SetUp& setup, Library library) {
    store::CreateOptions options;
    options.cost = setup.cost;
    options.practice = setup.practice;
    auto vault = CPC_TRY(store::Vault::create(ports, directory, passphrase, options));
    std::unique_ptr<Desk> desk{
        new Desk(ports, std::make_unique<store::Vault>(std::move(vault)), std::move(library))};
    CPC_TRY(desk->vault_->put_state(site_key, view_of(setup.site)));
    CPC_TRY(desk->load());
    return desk;
}

Result<std::unique_ptr<Desk>> Desk::open(store::Ports ports, const std::string& directory,
                                         const crypto::SecretBytes& passphrase, Library library) {
    auto vault = CPC_TRY(store::Vault::open(ports, directory, passphrase));
    CPC_TRY(store::write_unlock(vault));
    std::unique_ptr<Desk> desk{
        new Desk(ports, std::make_unique<store::Vault>(std::move(vault)), std::move(library))};
    CPC_TRY(desk->load());
    CPC_TRY(desk->load_formers(directory));
    CPC_TRY(desk->look_at_clock());
    return desk;
}

Result<void> Desk::load() {
    report_ = vault_->report();
    practice_ = vault_->practice();
    if (const auto site = CPC_TRY(vault_->get_state(site_key))) site_ = std::string{text_of(*site)};
    for (const auto& id : CPC_TRY(home_.load(*vault_))) {
        if (const auto erased = vault_->erased(id))
            CPC_TRY(put_erased_line(id, *erased));
        else
            put_line(*CPC_TRY(loaded_now(*vault_, id)));
    }
    CPC_TRY(home_.keep(*vault_));
    return destroy_spent_keys(Spent::everybody_has_signed);
}

Result<void> Desk::load_formers(std::string directory) {
    for (auto* heir = vault_.get(); heir != nullptr;) {
        auto former = store::Vault::open_former(ports_, directory, *heir);
        if (!former) {
            report_.notes.push_back(former.error().text());
            return {};
        }
        if (!*former) return {};
        formers_.push_back(std::make_unique<store::Vault>(std::move(**former)));
        heir = formers_.back().get();
        directory += std::string{"/"} + store::former_folder;
        for (const auto& id : heir->conferences()) {
            if (heir->erased(id)) continue;
            kept_to_read_[id] = heir;
            put_line(*CPC_TRY(loaded_now(*heir, id)));
        }
    }
    return {};
}

namespace {

// Of a conference whose procedure, and with it the zone, is erased too.
LocalTime in_utc(Instant wall) {
    constexpr std::int64_t minute_ms = 60'000;
    constexpr std::int64_t day_minutes = 1440;
    const auto minutes = wall.ms / minute_ms;
    return LocalTime{Date{static_cast<std::int32_t>(minutes / day_minutes)},
                     static_cast<std::int32_t>(minutes % day_minutes), 0};
}

}  // namespace

Result<void> Desk::put_erased_line(ConferenceId id, const store::Erased& erased) {
    const auto entries = CPC_TRY(vault_->conference(id, record::type::material_piece));
    Summary line;
    line.id = id;
    line.stage = conference::Stage::closed;
    line.planned_start = in_utc(entries.front().header.wall);
    line.closed_at = in_utc(entries.back().header.wall);
    line.erased_at = in_utc(erased.wall);
    if (erased.purge) {
        line.removed = true;
        line.closed_at = in_utc(erased.purge->closed);
        for (const auto& entry : entries)
            if (entry.header.type == record::type::conference_closed)
                line.paper_code = record::paper_code(CPC_TRY(vault_->root_at(entry.seq + 1)));
    } else {
        line.erased_by = erased.officers[0] + ", " + erased.officers[1];
    }
    home_.put(std::move(line), HomeList::Rests::on_a_stand_in);
    return {};
}

Result<void> Desk::content_removed(ConferenceId id) {
    const auto gone = vault_->erased(id);
    if (!gone) return fail(Fault::not_found, "Nothing of this conference was removed.", id.hex());
    meetings_.erase(std::remove_if(meetings_.begin(), meetings_.end(),
                                   [&](const auto& one) { return one->id() == id; }),
                    meetings_.end());
    return put_erased_line(id, *gone);
}

Result<void> Desk::reads_without(ConferenceId id, std::uint64_t seq) {
    Meeting trial{*this, *vault_, id};
    auto read = trial.load(seq);
    if (read) return {};
    return fail(Fault::refused, "Without this entry the conference could not be read any more.",
                "entry " + std::to_string(seq),
                "Nothing was erased. Erase the whole conference, or another entry.");
}

Result<std::unique_ptr<Meeting>> Desk::loaded_now(store::Vault& vault, ConferenceId id) {
    std::unique_ptr<Meeting> out{new Meeting(*this, vault, id)};
    CPC_TRY(out->load());
    return out;
}

Result<void> Desk::destroy_spent_keys(Spent when) {
    std::set<std::string> with_keys;  // ids; a key's name is key/CONFERENCE/PERSON…
    constexpr std::string_view prefix = "key/";
    for (const auto& key : CPC_TRY(vault_->state_keys(prefix)))
        with_keys.insert(key.substr(prefix.size(), 2 * ConferenceId{}.bytes.size()));
    if (with_keys.empty()) return {};
    const auto lines = home();
    for (const auto& line : *lines) {
        if (with_keys.count(line->id.hex()) == 0 || !line->closed_at) continue;
        const auto held = std::find_if(meetings_.begin(), meetings_.end(),
                                       [&](const auto& one) { return one->id() == line->id; });
        const auto alone = held == meetings_.end() ? CPC_TRY(loaded_now(*vault_, line->id))
                                                   : std::unique_ptr<Meeting>{};
        auto& meeting = alone ? *alone : **held;
        if (when == Spent::at_lock || meeting.cosign_due().empty()) CPC_TRY(meeting.destroy_keys());
    }
    return {};
}

void Desk::put_line(const Meeting& meeting) {
    const auto& state = meeting.state();
    if (!state.opened) return;
    const auto& procedure = meeting.rules().procedure;
    Summary line;
    line.id = meeting.id();
    line.family = state.opened->family;
    line.venue = state.opened->venue;
    line.procedure = state.opened->procedure;
    line.time_zone = procedure.time_zone;
    line.planned_start = state.opened->planned_start;
    line.stage = state.stage;
    line.children = state.children.size();
    line.invited = state.people.size();
    line.last_seq = state.last_seq;
    if (const auto* type = procedure.type(state.opened->type)) line.type_label = type->label;
    for (const auto& [id, person] : state.people) {
        if (person.invited.report_expected) ++line.reports_expected;
        if (person.report) ++line.reports_received;
    }
    if (state.closed) line.closed_at = state.closed->at;
    if (state.adjourned() && !state.closed)
        line.adjourned_until = state.sittings.back().adjourned->resumes;
    line.cancelled = state.cancelled.has_value();
    line.not_convened = line.cancelled && state.request_refused();
    line.kept_to_read = meeting.kept_to_read();
    line.owed_until = owed_until(meeting);
    line.prepared_by = state.opened->prepared_by.value_or(std::string{});
    const bool own_rules = procedure.hash == state.opened->procedure_hash;
    home_.put(std::move(line), own_rules && !meeting.kept_to_read()
                                   ? HomeList::Rests::on_the_record
                                   : HomeList::Rests::on_a_stand_in);
}

std::vector<Summary> Desk::conferences() const {
    const auto lines = home();
    std::vector<Summary> out;
    out.reserve(lines->size());
    for (const auto& line : *lines)
        out.push_back(*line);
    return out;
}

std::optional<ConferenceId> Desk::running() const {
    return home_.last_where([](const Summary& line) {
        return line.stage > conference::Stage::preparation &&
               line.stage < conference::Stage::closed && !line.kept_to_read;
    });
}

// The last asked for is the last; the first goes when there are too many.
Meeting* Desk::take_in(std::unique_ptr<Meeting> meeting) {
    meetings_.push_back(std::move(meeting));
    if (meetings_.size() > loaded_max) {
        const auto goes = std::find_if(meetings_.begin(), meetings_.end() - 1,
                                       [](const auto& one) { return !one->unlocked(); });
        if (goes != meetings_.end() - 1) meetings_.erase(goes);
    }
    return meetings_.back().get();
}

Result<Desk::Begun> Desk::begin(const std::string& procedure_id,
                                conference::ConferenceOpened opened, ConferenceId id) {
    const auto* edition = library_.by_id(procedure_id);
    if (edition == nullptr)
        return fail(Fault::not_found, "no procedure has the name \"" + procedure_id + "\"", {},
                    "The procedures on this tablet are listed in the settings.");
    const auto& procedure = edition->rules.procedure;
    if (!practice_ && !procedure.in_force(now(procedure).date))
        return fail(Fault::refused, "this edition is not in force today", procedure.file,
                    "Choose another procedure. Conferences that have begun go on under their own.");
    opened.procedure = procedure_id;
    opened.procedure_hash = edition->rules.procedure.hash;
    opened.calendar_hash = edition->calendar_hash;
    if (opened.overlays)
        for (auto& wanted : *opened.overlays) {
            const auto* addition = library_.addition(wanted.name);
            if (addition == nullptr)
                return fail(Fault::not_found, "no overlay has the name \"" + wanted.name + "\"", {},
                            "The overlays that came with the program are in assets/overlays.");
            wanted.text = addition->overlay.hash;
            CPC_TRY(keep_addition(*vault_, *addition));
        }
    CPC_TRY(keep_rules(*vault_, *edition));
    edition = CPC_TRY(edition_of(opened));
    std::unique_ptr<Meeting> meeting{
        new Meeting(*this, *vault_, id.empty() ? fresh_id<ConferenceId>() : id)};
    meeting->edition_ = edition;
    auto reply = CPC_TRY(meeting->submit(conference::Say<conference::ConferenceOpened>{opened}));
    Begun begun;
    if (auto* refusal = std::get_if<conference::Refusal>(&reply)) {
        begun.refusal = std::move(*refusal);
        return begun;
    }
    begun.meeting = take_in(std::move(meeting));
    return begun;
}

Result<std::vector<Addition>> Desk::additions_of(const conference::ConferenceOpened& opened) {
    std::vector<Addition> out;
    for (const auto& wanted : opened.overlays.value_or(std::vector<conference::NamedText>{})) {
        const auto* held = library_.addition(wanted.name);
        if (held != nullptr && held->overlay.hash == wanted.text) {
            out.push_back(*held);
            continue;
        }
        auto kept = CPC_TRY(kept_addition(*vault_, wanted.text));
        if (!kept)
            return fail(Fault::not_found,
                        "the overlay \"" + wanted.name + "\" of a conference is not on this tablet",
                        {}, "The record is safe. Install that overlay again.");
        out.push_back(std::move(*kept));
    }
    return out;
}

Result<const Edition*> Desk::edition_of(const conference::ConferenceOpened& opened) {
    const auto* base = CPC_TRY(base_edition_of(opened));
    if (base == nullptr || !opened.overlays || opened.overlays->empty()) return base;
    std::vector<std::string> hashes;
    for (const auto& wanted : *opened.overlays)
        hashes.push_back(wanted.text);
    for (const auto& held : overlaid_)
        if (held->rules.procedure.hash == base->rules.procedure.hash &&
            held->rules.procedure.overlay_hashes == hashes)
            return held.get();
    const auto additions = CPC_TRY(additions_of(opened));
    overlaid_.push_back(std::make_unique<Edition>(CPC_TRY(with_additions(*base, additions))));
    return overlaid_.back().get();
}

Result<const Edition*> Desk::base_edition_of(const conference::ConferenceOpened& opened) {
    if (const auto* held = library_.by_hash(opened.procedure_hash)) return held;
    for (const auto& kept : kept_)
        if (kept->rules.procedure.hash == opened.procedure_hash) return kept.get();
    auto kept = CPC_TRY(kept_rules(*vault_, opened.procedure_hash, opened.calendar_hash));
    if (!kept) return library_.by_id(opened.procedure);
    kept_.push_back(std::make_unique<Edition>(std::move(*kept)));
    return kept_.back().get();
}

Result<Meeting*> Desk::meeting(ConferenceId id) {
    const auto held = std::find_if(meetings_.begin(), meetings_.end(),
                                   [&](const auto& one) { return one->id() == id; });
    if (held != meetings_.end()) {
        std::rotate(held, held + 1, meetings_.end());
        return meetings_.back().get();
    }
    if (const auto erased = vault_->erased(id))
        return fail(Fault::refused, "this conference's content was " + erased->sentence(), id.hex(),
                    "There is nothing left to open. Its entries and proofs still stand.");
    if (home_.find(id) == nullptr)
        return fail(Fault::not_found, "this tablet has no such conference", id.hex());
    const auto former = kept_to_read_.find(id);
    auto& vault = former == kept_to_read_.end() ? *vault_ : *former->second;
    return take_in(CPC_TRY(loaded_now(vault, id)));
}

Result<void> Desk::set_chair_pin(const crypto::SecretBytes& pin) {
    // A key made for this and used for nothing, sealed under the PIN: opening it proves the PIN.
    // Not the chair's own: another chair could search a PIN's million and sign in this one's name.
    const auto proof = crypto::SigningKey::generate();
    const auto sealed = CPC_TRY(crypto::seal_with_pin(proof, pin, vault_->pin_pepper(),
                                                      ConferenceId{}, pin_cost(practice_)));
    return vault_->put_state(chair_pin_key, sealed);
}

Result<crypto::Attempts> Desk::chair_attempts() {
    const auto kept = CPC_TRY(vault_->get_state(chair_tries_key));
    if (!kept) return crypto::Attempts{};
    auto attempts = crypto::attempts_from(*kept);
    const auto now = ports_.clock.read();
    if (attempts.boot_id == now.boot_id) return attempts;
    attempts = crypto::carried_over(attempts, now);
    CPC_TRY(vault_->put_state(chair_tries_key, to_bytes(attempts)));
    return attempts;
}

Result<Desk::PinAnswer> Desk::chair_pin_tries() {
    const auto attempts = CPC_TRY(chair_attempts());
    return PinAnswer{false, attempts.wrong, wait_ms(attempts, ports_.clock.read())};
}

Result<Desk::PinAnswer> Desk::try_chair_pin(const crypto::SecretBytes& pin) {
    const auto sealed = CPC_TRY(vault_->get_state(chair_pin_key));
    if (!sealed) return fail(Fault::not_found, "no chair PIN has been chosen yet");
    auto attempts = CPC_TRY(chair_attempts());
    const auto wait = wait_ms(attempts, ports_.clock.read());
    if (wait > 0) return PinAnswer{false, attempts.wrong, wait};
    attempts = crypto::one_more(attempts, ports_.clock.read());
    CPC_TRY(vault_->put_state(chair_tries_key, to_bytes(attempts)));
    const auto key = crypto::open_with_pin(*sealed, pin, vault_->pin_pepper(), ConferenceId{});
    if (!key && key.error().fault != Fault::wrong_secret) return Failure{key.error()};
    if (!key) return PinAnswer{false, attempts.wrong, wait_ms(attempts, ports_.clock.read())};
    if (attempts.wrong > 1) CPC_TRY(write_failed_pins(attempts.wrong - 1, std::nullopt));
    CPC_TRY(vault_->erase_state(chair_tries_key));
    return PinAnswer{true, 0, 0};
}

Result<void> Desk::write_failed_pins(std::uint32_t tries, std::optional<PersonId> person) {
    return write_down(record::UnlocksFailed{person ? "person PIN" : "chair PIN", tries, 0, person});
}

bool Desk::has_chair_pin() const {
    const auto sealed = vault_->get_state(chair_pin_key);
    return sealed && sealed->has_value();
}

LocalTime Desk::now(const procedure::Procedure& procedure) const {
    const auto wall = ports_.clock.read().wall;
    auto local = procedure::local_time(wall, procedure.time_zone);
    // The zone was checked when the procedure was loaded; UTC is the honest answer if the system's
    // zone data vanished since.
    if (local) return *local;
    const auto minutes = wall.ms / 60'000;
    return LocalTime{Date{static_cast<std::int32_t>(minutes / 1440)},
                     static_cast<std::int32_t>(minutes % 1440), 0};
}

Result<void> Desk::put_state(const std::string& name, std::string_view value) {
    return vault_->put_state("desk/" + name, view_of(value));
}

Result<std::optional<std::string>> Desk::state(const std::string& name) const {
    const auto value = CPC_TRY(vault_->get_state("desk/" + name));
    if (!value) return std::optional<std::string>{};
    return std::optional<std::string>{std::string{text_of(*value)}};
}

}  // namespace cpc::meeting
