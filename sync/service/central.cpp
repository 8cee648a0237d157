// SPDX-License-Identifier: Apache-2.0
#include "sync/service/central.hpp"

#include "core/base/match.hpp"
#include "core/crypto/hash.hpp"
#include "sync/service/custody.hpp"
#include "sync/service/embedded_store.hpp"
#include "sync/service/ingest.hpp"
#include "sync/service/second_site.hpp"
#include "sync/wire/container.hpp"
#include "sync/wire/receipt.hpp"

namespace cpc::service {
namespace {

using wire::Refusal;
using wire::RefusalCode;

Refusal no(RefusalCode code, std::string message) {
    return {code, std::move(message), std::nullopt};
}

// A bundle that could not be read: whose fault it is follows from what was wrong with it.
Refusal unreadable(const Error& error) {
    RefusalCode code = RefusalCode::malformed;
    if (error.fault == Fault::damaged) code = RefusalCode::damaged;
    if (error.fault == Fault::forged) code = RefusalCode::forged;
    if (error.fault == Fault::wrong_secret) code = RefusalCode::other_central;
    if (error.fault == Fault::refused) code = RefusalCode::too_large;
    return no(code, error.text());
}

std::string short_hex(ByteView bytes) {
    return to_hex(bytes.first(8));
}

}  // namespace

Result<Central> Central::open(CentralPorts ports, const std::string& directory,
                              CentralOptions options) {
    auto keys = CPC_TRY(open_keys(ports.files, directory, options.key_file));
    auto lock = CPC_TRY(DirectoryLock::take(directory));
    std::unique_ptr<RecordStore> store;
    if (options.store) {
        store = CPC_TRY(options.store(keys));
    } else {
        const std::string path = directory + "/" + embedded_store_file;
        store = CPC_TRY(EmbeddedStore::open(path, keys.store_key, ports.files.exists(path)));
    }
    Uploads uploads(ports.files, directory + "/incoming", options.limits);
    CPC_TRY(uploads.clear());
    Given given(ports.files, directory + "/" + given_file);
    auto epoch = CPC_TRY(Epoch::open(ports.files, directory + "/" + epoch_file));
    Central out(std::move(ports), std::move(lock), std::move(keys), std::move(store),
                std::move(uploads), std::move(given), std::move(epoch), directory);
    out.vetting_ = std::move(options.vetting);
    CPC_TRY(out.compare_given());
    return out;
}

Result<std::optional<std::string>> Central::given_differs() {
    const auto mark = CPC_TRY(given_.read());
    if (!mark) return std::optional<std::string>{};
    const auto root = CPC_TRY(store_->receipts_root(mark->receipts));
    if (root && *root == mark->root) return std::optional<std::string>{};
    return std::optional<std::string>{
        "this server gave " + std::to_string(mark->receipts) + " receipts, and " +
        (root ? "other ones are stored" : "fewer are stored") +
        ": rows were taken out or changed, or an older backup was put in their place"};
}

Result<void> Central::compare_given() {
    const auto differs = CPC_TRY(given_differs());
    given_fits_ = !differs.has_value();
    if (differs) ports_.log("store.not-what-was-given", "advice=\"run cpc-central fsck\"");
    return {};
}

// It cannot be a reason to refuse a tablet: the receipt is out already.
void Central::remember_given() {
    if (!given_fits_) return;
    const auto remembered = [&]() -> Result<void> {
        const auto count = CPC_TRY(store_->receipt_count());
        const auto root = CPC_TRY(store_->receipts_root(count));
        if (!root) return fail(Fault::conflict, "receipts were taken out of the store");
        const auto mark = CPC_TRY(given_.read());
        if (mark && mark->receipts > count)
            return fail(Fault::conflict, "the store holds fewer receipts than were given");
        return given_.write({count, *root});
    }();
    if (remembered) return;
    given_fits_ = remembered.error().fault != Fault::conflict;
    ports_.log("store.not-what-was-given", "what=\"" + remembered.error().what + "\"");
}

// Another server on the same store may have begun a later one.
Result<std::uint64_t> Central::newest_epoch() {
    const auto newest = CPC_TRY(store_->list_received(1));
    const auto given = newest.empty() ? 0 : epoch_on(newest.front().receipt);
    return std::max(given, epoch_.value());
}

Result<LogRow> Central::enrol(ByteView registration_file, const std::string& region) {
    const auto device = CPC_TRY(wire::read_registration(registration_file));
    if (device.practice != keys_.pairing.practice)
        return fail(Fault::refused,
                    device.practice ? "This is a practice tablet, and this central service takes "
                                      "real records only."
                                    : "This is a real tablet, and this central service is for "
                                      "practice only.",
                    {}, "Nobody was enrolled.");
    LogRow row{device.log_id,
               device.device_key,
               device.name,
               device.origin,
               device.practice,
               now(),
               std::nullopt,
               region,
               {}};
    if (const auto known = CPC_TRY(store_->find_log(device.log_id))) {
        if (known->device_key == device.device_key && known->origin == device.origin) return *known;
        return fail(Fault::conflict, "Another device key is enrolled for this log.",
                    "log " + short_hex(device.log_id), "Nothing was changed.");
    }
    CPC_TRY(check_admitted(*this, device.log_id, registration_file, region));
    CPC_TRY(store_->enrol(row));
    ports_.log("device.enrolled", "log=" + short_hex(row.log_id));
    return row;
}

Result<void> Central::revoke(const Hash32& log_id, const std::string& why) {
    const auto log = CPC_TRY(store_->find_log(log_id));
    if (!log)
        return fail(Fault::not_found, "No tablet is enrolled with this log.",
                    "log " + short_hex(log_id), "Nothing was changed.");
    if (log->frozen)
        return fail(Fault::refused, "Nothing is taken from this log any more already.",
                    "log " + short_hex(log_id), "Nothing was changed.");
    CPC_TRY(store_->freeze(log_id,
                           "This tablet was withdrawn at the central service: " + why +
                               ". Nothing more is taken from it. What it sent before is kept, and "
                               "its own record is untouched.",
                           now()));
    ports_.log("device.revoked", "log=" + short_hex(log_id));
    return {};
}

Refusal Central::storage_failed(const Error& error) {
    ports_.log("storage.failed", "fault=" + std::string{fault_name(error.fault)} + " what=\"" +
                                     error.what + "\" where=\"" + error.where + "\"");
    return no(RefusalCode::storage,
              "Central could not store or read its records. What was received before is kept; the "
              "tablet keeps everything and tries again.");
}

Central::HeadAnswer Central::head(const Hash32& log_id) {
    const auto answer = [&]() -> Result<HeadAnswer> {
        const auto log = CPC_TRY(store_->find_log(log_id));
        if (!log)
            return HeadAnswer{no(RefusalCode::unknown_device,
                                 "This tablet is not enrolled here. Enrol it with its device file; "
                                 "its record is untouched.")};
        const auto tree = CPC_TRY(store_->tree(log_id));
        return HeadAnswer{
            wire::HeadReport{log_id, tree.size(), tree.root(), log->frozen.has_value()}};
    }();
    return answer ? *answer : HeadAnswer{storage_failed(answer.error())};
}

std::optional<Refusal> Central::put_piece(const BundleId& bundle, std::uint64_t piece,
                                          ByteView bytes) {
    const auto put = uploads_.put(bundle, piece, bytes, ports_.clock.read().boot_ms);
    if (put) return std::nullopt;
    if (put.error().fault == Fault::refused) return no(RefusalCode::too_large, put.error().text());
    if (put.error().fault == Fault::exhausted) return no(RefusalCode::busy, put.error().text());
    return storage_failed(put.error());
}

Central::UploadAnswer Central::upload(const BundleId& bundle) {
    const auto known = store_->received(bundle);
    if (!known) return storage_failed(known.error());
    return wire::UploadReport{bundle, known->has_value(), uploads_.held(bundle)};
}

Central::CommitAnswer Central::receipt(const BundleId& bundle) {
    const auto known = store_->received(bundle);
    if (!known) return storage_failed(known.error());
    if (!*known) return no(RefusalCode::not_found, "No such bundle has been received here.");
    return (*known)->receipt;
}

Central::CommitAnswer Central::confirmed(const BundleId& bundle) {
    const auto known = store_->received(bundle);
    if (!known) return storage_failed(known.error());
    const auto text = confirmed_receipt(ports_.files, directory_, bundle);
    if (!text) return storage_failed(text.error());
    // After a restore the file may be of a receipt that the store has lost.
    if (*known && *text && wire::first_level(**text) == (*known)->receipt) return **text;
    return no(RefusalCode::not_found, "The second site has not confirmed this bundle yet.");
}

Central::CommitAnswer Central::commit(const BundleId& bundle, const wire::CommitRequest& request) {
    const auto known = store_->received(bundle);
    if (!known) return storage_failed(known.error());
    if (*known && (*known)->digest == request.digest) return (*known)->receipt;
    const auto file = uploads_.assemble(bundle, request.bytes, request.digest);
    if (!file) {
        if (file.error().fault == Fault::not_found)
            return no(RefusalCode::incomplete, file.error().text());
        if (file.error().fault == Fault::damaged)
            return no(RefusalCode::damaged, file.error().text());
        return storage_failed(file.error());
    }
    auto answer = take_in(bundle, *file);
    // Kept only while trying again could help without sending it again.
    const auto* refusal = std::get_if<Refusal>(&answer);
    if (refusal == nullptr || refusal->code != RefusalCode::storage) uploads_.forget(bundle);
    return answer;
}

Central::CommitAnswer Central::take_in(const BundleId& bundle, ByteView file) {
    // Another server may take in something of the same log while this one judges.
    constexpr int tries = 20;
    auto answer = decide(bundle, file);
    for (int i = 1; i < tries && !answer && answer.error().fault == Fault::conflict; ++i)
        answer = decide(bundle, file);
    return answer ? std::move(*answer) : CommitAnswer{storage_failed(answer.error())};
}

Result<Central::CommitAnswer> Central::decide(const BundleId& bundle, ByteView file) {
    if (const auto known = CPC_TRY(store_->received(bundle))) {
        if (known->digest == crypto::sha256(file)) return CommitAnswer{known->receipt};
        return CommitAnswer{
            no(RefusalCode::forged, "Another bundle with this id has been received already.")};
    }
    const auto read = wire::read_bundle(file, keys_.ingest);
    if (!read) {
        ports_.log("bundle.unreadable",
                   "bundle=" + short_hex(bundle.bytes) + " bytes=" + std::to_string(file.size()) +
                       " fault=" + std::string{fault_name(read.error().fault)});
        return CommitAnswer{unreadable(read.error())};
    }
    if (read->manifest.bundle != bundle)
        return CommitAnswer{no(RefusalCode::bad_request,
                               "The bundle has another id than the one "
                               "it was sent under.")};
    return act_on(*read, file.size());
}

Result<Central::CommitAnswer> Central::act_on(const wire::Bundle& bundle, std::uint64_t bytes) {
    const auto& log_id = bundle.manifest.log_id;
    // Nothing is remembered for logs that strangers make up.
    const auto size = [&]() -> Result<std::uint64_t> {
        if (!CPC_TRY(store_->find_log(log_id))) return 0;
        return CPC_TRY(store_->tree(log_id)).size();
    };
    const auto before = CPC_TRY(size());
    auto verdict = CPC_TRY(judge(*store_, keys_, bundle, now(), vetting_));
    // What another server stores while this one judges looks like a repetition, or worse. Only
    // ingest notices by itself.
    if (!std::holds_alternative<Batch>(verdict) && CPC_TRY(size()) != before)
        return fail(Fault::conflict, "Other entries of the log were received at the same moment.");
    return match(
        std::move(verdict),
        [&](Batch&& batch) -> Result<CommitAnswer> {
            batch.bundle.bytes = bytes;
            return CommitAnswer{CPC_TRY(accept(std::move(batch), bundle))};
        },
        [&](Refusal&& refusal) -> Result<CommitAnswer> {
            return CommitAnswer{CPC_TRY(reject(bundle, bytes, std::move(refusal)))};
        },
        [&](Fork&& fork) -> Result<CommitAnswer> {
            CPC_TRY(store_->keep_evidence(fork.evidence, fork.refusal.message));
            ports_.log("log.forked", "log=" + short_hex(bundle.manifest.log_id) +
                                         " entry=" + std::to_string(fork.evidence.first_seq));
            return CommitAnswer{CPC_TRY(reject(bundle, bytes, std::move(fork.refusal)))};
        },
        [&](CloneSuspected&& clone) -> Result<CommitAnswer> {
            CPC_TRY(store_->freeze(bundle.manifest.log_id, clone.refusal.message, now()));
            ports_.log("log.clone-suspected", "log=" + short_hex(bundle.manifest.log_id));
            return CommitAnswer{CPC_TRY(reject(bundle, bytes, std::move(clone.refusal)))};
        });
}

Result<std::string> Central::accept(Batch batch, const wire::Bundle& bundle) {
    const auto entries = batch.entries.size();
    const auto epoch = CPC_TRY(newest_epoch());
    const auto maker = [&](std::uint64_t index, const Hash32& tree_root) -> Result<MadeReceipt> {
        MadeReceipt made;
        crypto::random_fill(made.next_token);
        wire::Receipt receipt;
        receipt.bundle = bundle.manifest.bundle;
        receipt.bundle_digest = bundle.digest;
        receipt.epoch = epoch;
        receipt.held_back = batch.held_back;
        receipt.received = batch.bundle.received;
        receipt.index = index;
        receipt.tree_root = tree_root;
        receipt.list = CPC_TRY(store_->office_head());
        receipt.next_token = made.next_token;
        receipt.central_name = keys_.pairing.name;
        receipt.central_key = keys_.receipt.public_key();
        receipt.device_key = bundle.device_key;
        made.text =
            CPC_TRY(wire::write_receipt(receipt, bundle.manifest.checkpoint, keys_.receipt));
        // What goes out must be what a tablet will accept.
        (void)CPC_TRY(wire::read_receipt(view_of(made.text)));
        return made;
    };
    auto text = CPC_TRY(store_->ingest(batch, maker));
    remember_given();
    ports_.log("bundle.received", "bundle=" + short_hex(bundle.manifest.bundle.bytes) +
                                      " log=" + short_hex(bundle.manifest.log_id) +
                                      " from=" + std::to_string(bundle.manifest.from) +
                                      " to=" + std::to_string(bundle.manifest.to) +
                                      " new=" + std::to_string(entries) +
                                      " held-back=" + std::to_string(batch.held_back.size()) +
                                      " notices=" + std::to_string(batch.notices.size()));
    return text;
}

// Only what an enrolled device sealed is listed, so that nobody else can fill the store with lines.
Result<Refusal> Central::reject(const wire::Bundle& bundle, std::uint64_t bytes, Refusal refusal) {
    ports_.log("bundle.refused", "bundle=" + short_hex(bundle.manifest.bundle.bytes) +
                                     " code=" + std::string{wire::code_name(refusal.code)});
    if (refusal.code != RefusalCode::unknown_device)
        CPC_TRY(store_->note_rejection(
            {bundle.manifest.bundle, bundle.digest, crypto::kid_of(bundle.device_key), bytes, now(),
             std::string{wire::code_name(refusal.code)}, refusal.message}));
    return refusal;
}

}  // namespace cpc::service
