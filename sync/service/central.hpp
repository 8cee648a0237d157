// SPDX-License-Identifier: Apache-2.0
// The central service without its sockets: what it does with a request, as plain functions. Owned
// by one thread at a time; http_server.hpp sees to that.
//
// What always holds: a receipt exists only for what is stored; the same bundle always gives the
// same receipt, byte for byte, also after the log was frozen; a refusal changes nothing but the
// lists of what was refused, and names who can put it right. Logs and answers carry ids, sizes and
// times, never names or case text.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "core/base/ports.hpp"
#include "core/base/result.hpp"
#include "core/record/entry.hpp"
#include "sync/service/directory_lock.hpp"
#include "sync/service/epoch.hpp"
#include "sync/service/given.hpp"
#include "sync/service/held.hpp"
#include "sync/service/keys.hpp"
#include "sync/service/packs.hpp"
#include "sync/service/record_store.hpp"
#include "sync/service/uploads.hpp"
#include "sync/wire/answers.hpp"
#include "sync/wire/record_answer.hpp"

namespace cpc::service {

// One line of the log: an event's name and pairs of ids and numbers.
using Log = std::function<void(std::string_view event, const std::string& facts)>;

struct CentralPorts {
    Files& files;
    Clock& clock;
    Log log;
};

struct FsckReport {
    std::uint64_t logs = 0;
    std::uint64_t entries = 0;
    std::uint64_t signatures = 0;
    std::uint64_t receipts = 0;
    std::uint64_t office = 0;         // lines of the centre's own list
    std::vector<std::string> damage;  // in plain words, with the place
    [[nodiscard]] bool whole() const { return damage.empty(); }
};

// Opens the store that the records are kept in, once the keys are there.
using StoreOpener = std::function<Result<std::unique_ptr<RecordStore>>(const CentralKeys& keys)>;

struct CentralOptions {
    UploadLimits limits = {};
    StoreOpener store = {};     // none: the embedded one, in the same directory
    std::string key_file = {};  // none: central.key in the same directory
    Vetting vetting = {};       // none: whatever opens is taken
};

class Central {
  public:
    [[nodiscard]] static Result<Central> open(CentralPorts ports, const std::string& directory,
                                              CentralOptions options = {});

    [[nodiscard]] const wire::Pairing& pairing() const { return keys_.pairing; }
    // central.json, signed by the root key.
    [[nodiscard]] std::string pairing_text() const {
        return wire::write_pairing(keys_.pairing, keys_.root);
    }
    [[nodiscard]] RecordStore& store() { return *store_; }
    [[nodiscard]] Instant now() { return ports_.clock.read().wall; }

    [[nodiscard]] Result<LogRow> enrol(ByteView registration_file, const std::string& region = {});
    // Takes nothing more from this log: a tablet that was stolen or given back. Cannot be undone.
    [[nodiscard]] Result<void> revoke(const Hash32& log_id, const std::string& why);

    using HeadAnswer = std::variant<wire::HeadReport, wire::Refusal>;
    [[nodiscard]] HeadAnswer head(const Hash32& log_id);
    [[nodiscard]] std::optional<wire::Refusal> put_piece(const BundleId& bundle,
                                                         std::uint64_t piece, ByteView bytes);
    using UploadAnswer = std::variant<wire::UploadReport, wire::Refusal>;
    [[nodiscard]] UploadAnswer upload(const BundleId& bundle);
    using CommitAnswer = std::variant<std::string, wire::Refusal>;  // the receipt's text
    [[nodiscard]] CommitAnswer commit(const BundleId& bundle, const wire::CommitRequest& request);
    [[nodiscard]] CommitAnswer receipt(const BundleId& bundle);
    // Of level 2, once the second site has signed it.
    [[nodiscard]] CommitAnswer confirmed(const BundleId& bundle);
    // A whole bundle at once, from a stick or from commit().
    [[nodiscard]] CommitAnswer take_in(const BundleId& bundle, ByteView file);

    // For the centre's own work: these entries of a log, in order, each with its content opened;
    // empty where there is none or it was erased. The bytes are wiped after each call.
    using ContentVisitor =
        std::function<Result<void>(const record::EntryHeader& header, ByteView content)>;
    [[nodiscard]] Result<void> contents(const Hash32& log_id,
                                        const std::vector<std::uint64_t>& entries,
                                        const ContentVisitor& visitor);

    // Entries of a log that are set aside, in order (held.hpp).
    [[nodiscard]] Result<std::vector<HeldFact>> held_back(const Hash32& log_id);

    // The centre's own list (office.hpp); contents come opened.
    [[nodiscard]] Result<void> add_note(const std::string& kind, const Bytes& about,
                                        ByteView content);
    [[nodiscard]] Result<std::vector<OfficeRow>> notes(const std::string& kind, const Bytes& about,
                                                       std::uint64_t after, std::size_t most);
    // Answers to records: given by a person with a name, never taken back, only followed by
    // another.
    [[nodiscard]] Result<void> answer_record(const Hash32& log_id,
                                             const wire::RecordAnswer& answer);
    [[nodiscard]] Result<std::vector<wire::RecordAnswer>> answers(const Hash32& log_id,
                                                                  std::uint64_t after,
                                                                  std::size_t most);
    // Signed, for the tablet: those after a number, or for a stick the newest.
    [[nodiscard]] Result<std::string> answer_sheet(const Hash32& log_id, std::uint64_t after);
    [[nodiscard]] Result<std::string> newest_answers(const Hash32& log_id);

    // Conferences prepared here, for one tablet (packs.hpp). The same version with the same content
    // again changes nothing; an earlier one is refused.
    [[nodiscard]] Result<wire::PackName> send_pack(const Hash32& log_id,
                                                   const ConferenceId& conference,
                                                   std::uint32_t version, ByteView content);
    [[nodiscard]] Result<std::vector<SentPack>> packs(const Hash32& log_id);
    // Sealed and signed, for that tablet; that it left is on the list first.
    [[nodiscard]] Result<std::string> pack_file(const Hash32& log_id, std::uint64_t number,
                                                PackWay way);

    // Everything again from stored bytes: tree, signatures, contents, receipts, the medium.
    [[nodiscard]] Result<FsckReport> fsck();
    // After a restore that a person knows of: what the store has now is what was given, and a new
    // epoch begins, which every receipt from now on says. Looks at everything first, and accepts
    // nothing of a store that is damaged.
    [[nodiscard]] Result<FsckReport> accept_as_given();

  private:
    Central(CentralPorts ports, DirectoryLock lock, CentralKeys keys,
            std::unique_ptr<RecordStore> store, Uploads uploads, Given given, Epoch epoch,
            std::string directory)
        : ports_(std::move(ports)),
          lock_(std::move(lock)),
          keys_(std::move(keys)),
          store_(std::move(store)),
          uploads_(std::move(uploads)),
          given_(std::move(given)),
          epoch_(std::move(epoch)),
          directory_(std::move(directory)) {}
    [[nodiscard]] Result<std::uint64_t> newest_epoch();
    [[nodiscard]] Result<void> compare_given();
    [[nodiscard]] Result<std::optional<std::string>> given_differs();
    void remember_given();
    [[nodiscard]] wire::Refusal storage_failed(const Error& error);
    [[nodiscard]] Result<CommitAnswer> decide(const BundleId& bundle, ByteView file);
    [[nodiscard]] Result<CommitAnswer> act_on(const wire::Bundle& bundle, std::uint64_t bytes);
    [[nodiscard]] Result<std::string> accept(Batch batch, const wire::Bundle& bundle);
    [[nodiscard]] Result<wire::Refusal> reject(const wire::Bundle& bundle, std::uint64_t bytes,
                                               wire::Refusal refusal);

    CentralPorts ports_;
    DirectoryLock lock_;  // outlives everything that touches the directory
    CentralKeys keys_;
    std::unique_ptr<RecordStore> store_;
    Uploads uploads_;
    Given given_;
    Epoch epoch_;
    std::string directory_;
    Vetting vetting_;
    bool given_fits_ = true;  // otherwise the file is left as it is, as the proof
};

}  // namespace cpc::service
