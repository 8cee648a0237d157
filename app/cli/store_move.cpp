// SPDX-License-Identifier: Apache-2.0
// cpc store expect, move and take-up: a record goes on on another tablet.
#include <cstdio>
#include <memory>

#include "app/cli/store_commands.hpp"
#include "core/base/limits.hpp"
#include "core/record/paper_code.hpp"
#include "core/store/move.hpp"

namespace cpc::cli {
namespace {

struct MoveOptions {
    std::string from;
    std::string to;
    std::string card;
    SecretFrom own;
};

using Act = Result<void> (*)(Machine&, const MoveOptions&);

unsigned long long number(std::uint64_t value) {
    return value;
}

Result<void> expect(Machine& machine, const MoveOptions& options) {
    const auto target = CPC_TRY(folder_named(options.to));
    const auto card = CPC_TRY(store::expect_record(machine.files, machine.entropy, target));
    CPC_TRY(write_whole(machine.files, options.card, view_of(card.line)));
    std::printf("This tablet expects a record. Take %s to the old tablet.\n", options.card.c_str());
    std::printf("arrival code  %s  (the old tablet shows the same)\n",
                record::paper_code(card.heir).c_str());
    return {};
}

Result<void> hand_over(Machine& machine, const MoveOptions& options) {
    CPC_TRY(there_is_a_record(machine, options.from));
    const auto record = CPC_TRY(folder_named(options.from));
    const auto target = CPC_TRY(folder_named(options.to));
    CPC_TRY(must_be_apart(record, target));
    const auto bytes = CPC_TRY(read_whole(machine.files, options.card, limits::receipt_bytes_max));
    const auto heir = CPC_TRY(store::read_arrival_card(text_of(bytes)));
    std::printf("arrival code  %s\n", record::paper_code(heir).c_str());
    const auto own = CPC_TRY(ask(machine, options.own, "Your passphrase: "));
    const auto done =
        CPC_TRY(store::hand_over(machine.ports(), record, own, text_of(bytes), target));
    std::printf("%s: %llu entries, root %s\n",
                done.again ? "The copy was written again" : "Handed over", number(done.entries),
                to_hex(done.root).c_str());
    std::printf(
        "The record is closed on this tablet for good. It goes on where that arrival code is: "
        "cpc store take-up %s NEW\n",
        target.c_str());
    return {};
}

Result<void> take_up(Machine& machine, const MoveOptions& options) {
    const auto target = CPC_TRY(folder_named(options.to));
    const auto source = CPC_TRY(folder_named(options.from));
    CPC_TRY(must_be_apart(source, target));
    const auto own = CPC_TRY(ask(machine, options.own, "A chair's passphrase: "));
    const auto done = CPC_TRY(store::take_up(machine.ports(), source, target, own));
    std::printf("Taken up: %llu entries, root %s\n", number(done.entries),
                to_hex(done.root).c_str());
    std::printf(
        "The record %s goes on here. The copy on the stick opens nothing any more; the old "
        "tablet's folder may be wiped.\n",
        to_hex(done.log_id).c_str());
    return {};
}

CLI::App& add_one(CLI::App& app, const char* name, const char* about,
                  std::shared_ptr<MoveOptions> options, Act act, Machine& machine, Run& run) {
    auto& parent = group(app, "store", "Work on a whole record");
    auto& command = *parent.add_subcommand(name, about);
    command.callback([options, act, &machine, &run] {
        run = [options, act, &machine] {
            const auto done = act(machine, *options);
            return done ? good : tell_store(done.error());
        };
    });
    command.footer(
        "Three steps: \"expect\" on the new tablet, \"move\" on the old one, \"take-up\" on the "
        "new "
        "one; a conference under way goes on at the same screen. Each step can be done again after "
        "a power cut. From \"move\" on the old record is closed, and only the tablet that made the "
        "arrival card can open the copy: nobody else, and no two. If that tablet is lost before it "
        "took the record up, cpc store restore makes a new record out of the closed one.\n"
        "Exit codes: 0 done, 1 refused, 2 cannot be done.");
    return command;
}

}  // namespace

void add_move(CLI::App& app, Machine& machine, Run& run) {
    const auto expecting = std::make_shared<MoveOptions>();
    auto& waits = add_one(app, "expect", "On the new tablet: write an arrival card", expecting,
                          expect, machine, run);
    waits.add_option("NEW", expecting->to, "Where the record will lie; does not exist yet")
        ->required();
    waits.add_option("--card", expecting->card, "The arrival card to write; no secret")->required();
    const auto leaving = std::make_shared<MoveOptions>();
    auto& goes = add_one(app, "move", "On the old tablet: close the record and hand it over",
                         leaving, hand_over, machine, run);
    goes.add_option("STORE", leaving->from, "The store's folder")->required();
    goes.add_option("NEW", leaving->to, "A folder on a stick, which does not exist yet")
        ->required();
    goes.add_option("--card", leaving->card, "The new tablet's arrival card")->required();
    add_secret(goes, "passphrase", "Your passphrase", leaving->own);
    const auto arriving = std::make_shared<MoveOptions>();
    auto& comes = add_one(app, "take-up", "On the new tablet: go on with it", arriving, take_up,
                          machine, run);
    comes.add_option("COPY", arriving->from, "The folder on the stick")->required();
    comes.add_option("NEW", arriving->to, "The folder that was named to \"expect\"")->required();
    add_secret(comes, "passphrase", "A chair's passphrase", arriving->own);
}

}  // namespace cpc::cli
