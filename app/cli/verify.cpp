// SPDX-License-Identifier: Apache-2.0
// cpc verify: who signed what, and whether anything was changed.
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/cli/command.hpp"
#include "app/send/verify.hpp"
#include "core/base/limits.hpp"
#include "core/record/paper_code.hpp"
#include "core/record/type_rules.hpp"
#include "core/store/verify.hpp"
#include "sync/wire/receipt.hpp"

namespace cpc::cli {
namespace {

struct VerifyOptions {
    std::string path;
    std::string passphrase_file;
    std::string pairing_file;
    std::vector<std::string> keys;
    std::string paper_code;
    bool all = false;
};

void print_entries(const store::VerifyReport& report) {
    for (const auto& entry : report.verified) {
        std::printf("entry %llu  %s  signed by", static_cast<unsigned long long>(entry.seq),
                    std::string{record::type_name(entry.type)}.c_str());
        for (const auto& signature : entry.signatures)
            std::printf(" %s %s", std::string{record::role_name(signature.role)}.c_str(),
                        to_hex(signature.kid).substr(0, 8).c_str());
        std::printf("%s\n", entry.erased ? "  content gone" : "");
    }
}

// What was erased is told even where nobody asks for every entry.
void print_erased(const store::VerifyReport& report) {
    for (const auto& erased : report.erased)
        std::printf(
            "%s: content of %zu entries of conference %s, %s, by entry %llu; their "
            "signatures and proofs hold\n",
            erased.purge ? "purged" : "erased", erased.what.entries.size(),
            erased.what.conference.hex().c_str(), erased.words().c_str(),
            static_cast<unsigned long long>(erased.seq));
}

Hash32 root_at(const store::VerifyReport& report, std::uint64_t size) {
    return size < report.verified.size() ? report.verified[size].root_before : report.root;
}

// The receipt that a purge rests on: its signatures, by the keys that are named in it, and that it
// is of this record. Whether they are central's is for who has central.json: --central.
Result<void> check_purge(const store::VerifyReport& report, const store::Erased& one,
                         const std::optional<wire::Pairing>& pairing) {
    const auto receipt = CPC_TRY(wire::read_receipt(one.purge->receipt));
    if (pairing) CPC_TRY(wire::trusted_by(receipt, *pairing));
    const auto size = receipt.checkpoint.size;
    if (receipt.level < 2) return fail(Fault::forged, "No second site has signed it.");
    if (size != one.purge->confirmed || size > report.entries ||
        root_at(report, size) != receipt.checkpoint.root)
        return fail(Fault::forged, "It is not of this record.");
    for (const auto seq : one.what.entries)
        if (wire::held_as(receipt.held_back, seq))
            return fail(Fault::forged, "It holds back what was purged.");
    return {};
}

// False: content is gone that no receipt proves to be elsewhere.
bool purges_hold(const store::VerifyReport& report, const std::optional<wire::Pairing>& pairing) {
    bool hold = true;
    for (const auto& one : report.erased) {
        if (!one.purge) continue;
        if (const auto checked = check_purge(report, one, pairing); !checked) {
            hold = false;
            std::printf("NOT proved: the receipt in entry %llu, which purged content: %s\n",
                        static_cast<unsigned long long>(one.seq), checked.error().what.c_str());
        }
    }
    return hold;
}

// Of which length of this record is the code? A record that was put back to an older state has no
// length with the code that was noted down later.
int find_paper_code(const store::VerifyReport& report, const std::string& code) {
    const auto copied = send::verify_paper_code(code);
    if (copied.exit_code != good) {
        std::printf("%s", copied.text.c_str());
        return copied.exit_code;
    }
    std::optional<std::uint64_t> size;
    if (record::paper_code_matches(code, report.root)) size = report.entries;
    for (const auto& entry : report.verified)
        if (!size && record::paper_code_matches(code, entry.root_before)) size = entry.seq;
    if (size) {
        std::printf("The paper code is the one of the first %llu of the %llu entries.\n",
                    static_cast<unsigned long long>(*size),
                    static_cast<unsigned long long>(report.entries));
        return good;
    }
    std::printf(
        "The paper code is NOT of this record at any length: it is another record, or this "
        "one was put back to an older state.\n");
    return not_good;
}

// central.json or device.json, told apart by what they are; and keys in their own words.
Result<send::Trusted> read_trusted(Machine& machine, const VerifyOptions& options) {
    send::Trusted out;
    out.paper_code = options.paper_code;
    for (const auto& text : options.keys)
        out.keys.push_back(CPC_TRY(record::parse_verifier_key(text)));
    if (options.pairing_file.empty()) return out;
    const auto text =
        CPC_TRY(read_whole(machine.files, options.pairing_file, limits::receipt_bytes_max));
    if (auto device = wire::read_registration(text)) {
        out.device = std::move(*device);
    } else {
        out.central = CPC_TRY(wire::read_pairing(text));
    }
    return out;
}

int verify_store(Machine& machine, const VerifyOptions& options) {
    auto passphrase = read_passphrase(machine, options.passphrase_file);
    if (!passphrase) return tell(passphrase.error());
    const auto report = store::verify_directory(machine.ports(), options.path, *passphrase);
    if (!report) return tell(report.error());
    if (options.all) print_entries(*report);
    print_erased(*report);
    for (const auto& note : report->notes)
        std::printf("note: %s\n", note.c_str());
    for (const auto& finding : report->damage)
        std::printf("damaged: %s\n", finding.text().c_str());
    std::map<std::string, std::size_t> signers;
    for (const auto& entry : report->verified)
        for (const auto& signature : entry.signatures)
            ++signers[std::string{record::role_name(signature.role)} + " " +
                      to_hex(signature.kid).substr(0, 8)];
    for (const auto& [signer, count] : signers)
        std::printf("%s signed %zu entries\n", signer.c_str(), count);
    const auto trusted = read_trusted(machine, options);
    if (!trusted) return tell(trusted.error());
    const bool whole = purges_hold(*report, trusted->central) && report->whole();
    std::printf("%s: %llu entries, root %s%s\n", whole ? "whole" : "not whole",
                static_cast<unsigned long long>(report->entries), to_hex(report->root).c_str(),
                report->practice ? " (a practice record)" : "");
    if (!whole || options.paper_code.empty()) return whole ? good : not_good;
    return find_paper_code(*report, options.paper_code);
}

send::FileVerdict judge_file(ByteView file, const VerifyOptions& options,
                             const send::Trusted& trusted) {
    auto kind = send::kind_of_file(file);
    if (options.path.ends_with(".cpr")) kind = send::FileKind::receipt;
    if (options.path.ends_with(".cpb")) kind = send::FileKind::bundle;
    switch (kind) {
        case send::FileKind::receipt:
            return send::verify_receipt(file, trusted.central);
        case send::FileKind::single_record:
            return send::verify_single(file, trusted);
        case send::FileKind::consistency:
            return send::verify_consistency(file, trusted);
        case send::FileKind::note:
            return send::verify_signed_note(file, trusted);
        case send::FileKind::bundle:
        case send::FileKind::other:
            break;
    }
    return send::verify_bundle(file, trusted.central);
}

// Judged by itself, and by the keys that are named.
int verify_file(Machine& machine, const VerifyOptions& options) {
    const auto file = read_whole(machine.files, options.path, limits::bundle_bytes_max);
    if (!file) return tell(file.error());
    const auto trusted = read_trusted(machine, options);
    if (!trusted) return tell(trusted.error());
    const auto verdict = judge_file(*file, options, *trusted);
    std::printf("%s\n", verdict.text.c_str());
    return verdict.exit_code;
}

int verify_path(Machine& machine, const VerifyOptions& options) {
    if (options.path.empty()) {
        if (options.paper_code.empty())
            return tell(
                Error{Fault::refused, "there is nothing to verify", {}, "cpc verify --help"});
        const auto copied = send::verify_paper_code(options.paper_code);
        std::printf("%s", copied.text.c_str());
        return copied.exit_code;
    }
    std::error_code ignored;
    return std::filesystem::is_regular_file(options.path, ignored) ? verify_file(machine, options)
                                                                   : verify_store(machine, options);
}

}  // namespace

void add_verify(CLI::App& app, Machine& machine, Run& run) {
    auto options = std::make_shared<VerifyOptions>();
    auto* command =
        app.add_subcommand("verify", "Say who signed what and whether anything was changed");
    command->add_option(
        "PATH", options->path,
        "A store's folder, a bundle (.cpb), a receipt (.cpr), an exported record or "
        "proof (.tlog-proof), a checkpoint");
    command->add_option("--passphrase-file", options->passphrase_file,
                        "File whose first line is the passphrase (else the practice one)");
    command->add_option("--pairing", options->pairing_file,
                        "central.json or device.json: whose signatures it is held against");
    command->add_option("--key", options->keys,
                        "A verifier key (name+id+key) that must have signed the checkpoint");
    command->add_option(
        "--paper-code", options->paper_code,
        "A code noted down by hand: is it this record's? Alone: was it copied right?");
    command->add_flag("--all", options->all, "Print every entry with its signers");
    command->footer("Exit codes: 0 whole, 1 tampered or damaged (says where), 2 cannot be read.");
    command->callback([options, &machine, &run] {
        run = [options, &machine] { return verify_path(machine, *options); };
    });
}

}  // namespace cpc::cli
