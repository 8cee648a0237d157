// SPDX-License-Identifier: Apache-2.0
// cpc record: takes out of a store what somebody else is to check without it. That it was done is
// itself an entry of the record, written before anything leaves.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "app/cli/command.hpp"
#include "app/send/export_record.hpp"
#include "core/base/limits.hpp"
#include "core/crypto/hash.hpp"
#include "core/store/door.hpp"

namespace cpc::cli {
namespace {

struct RecordOptions {
    std::string store;
    std::string passphrase_file;
    std::string receipt_file;
    std::string out;
    std::uint64_t entry = 0;
    std::uint64_t since = 0;
    bool with_content = false;
};

Result<void> write_down(store::Vault& vault, const std::string& what, ByteView file) {
    record::Exported event;
    event.what = what;
    event.how = "saved to a file";
    event.sha256 = crypto::sha256(file);
    CPC_TRY(store::write_down(vault, event));
    return vault.settle();
}

Result<void> save(Machine& machine, store::Vault& vault, const RecordOptions& options,
                  const std::string& what, const std::string& text) {
    if (machine.files.exists(options.out))
        return fail(Fault::refused, "there is a file of this name already", options.out,
                    "Nothing was written. Name another one with --out.");
    CPC_TRY(write_down(vault, what, view_of(text)));
    CPC_TRY(write_whole(machine.files, options.out, view_of(text)));
    std::printf("%s is in %s; cpc verify %s says what it proves.\n", what.c_str(),
                options.out.c_str(), options.out.c_str());
    return {};
}

Result<void> export_entry(Machine& machine, const RecordOptions& options) {
    auto vault = CPC_TRY(open_record(machine, options.store, options.passphrase_file));
    std::optional<std::string> receipt;
    if (!options.receipt_file.empty())
        receipt = std::string{text_of(
            CPC_TRY(read_whole(machine.files, options.receipt_file, limits::receipt_bytes_max)))};
    const auto content = options.with_content ? send::WithContent::yes : send::WithContent::no;
    const auto text = CPC_TRY(send::export_record(vault, options.entry, content, receipt));
    for (const auto& erased : vault.erased()) {
        const auto& list = erased.what.entries;
        if (!std::binary_search(list.begin(), list.end(), options.entry)) continue;
        CPC_TRY(save(machine, vault, options,
                     "Entry " + std::to_string(options.entry) + ", whose content is gone,", text));
        std::printf("Its content was %s. Entry %llu says so and can be exported too.\n",
                    erased.sentence().c_str(), static_cast<unsigned long long>(erased.seq));
        return {};
    }
    return save(machine, vault, options,
                "Entry " + std::to_string(options.entry) +
                    (options.with_content ? " with its content" : " without its content"),
                text);
}

Result<void> export_proof(Machine& machine, const RecordOptions& options) {
    auto vault = CPC_TRY(open_record(machine, options.store, options.passphrase_file));
    const auto text = CPC_TRY(send::export_consistency(vault, options.since));
    return save(machine, vault, options, "The proof since entry " + std::to_string(options.since),
                text);
}

void common(CLI::App& command, RecordOptions& options) {
    command.add_option("STORE", options.store, "The store's folder")->required();
    command.add_option("--out", options.out, "The file to write")->required();
    command.add_option("--passphrase-file", options.passphrase_file,
                       "File whose first line is the passphrase (else the practice one)");
}

}  // namespace

void add_record(CLI::App& app, Machine& machine, Run& run) {
    auto* record =
        app.add_subcommand("record", "Take out one entry, or a proof, for somebody else");
    record->require_subcommand(1);
    auto options = std::make_shared<RecordOptions>();
    const auto ends_with = [options, &machine, &run](auto act) {
        return [options, &machine, &run, act] {
            run = [options, &machine, act] {
                const auto done = act(machine, *options);
                return done ? good : tell(done.error());
            };
        };
    };
    auto* one = record->add_subcommand("export", "One entry that can be checked without the store");
    common(*one, *options);
    one->add_option("--entry", options->entry, "Its number, from 0")->required();
    one->add_flag("--with-content", options->with_content,
                  "With what it says and that content's own key: as secret as the content");
    one->add_option("--receipt", options->receipt_file,
                    "A receipt (.cpr) that covers it: central's cosignature goes along");
    one->callback(ends_with(export_entry));
    auto* proof = record->add_subcommand(
        "proof", "That an older record (of a receipt, a paper code) is the beginning of this one");
    common(*proof, *options);
    proof->add_option("--since", options->since, "How many entries the older one had")->required();
    proof->callback(ends_with(export_proof));
}

}  // namespace cpc::cli
