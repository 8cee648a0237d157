// SPDX-License-Identifier: Apache-2.0
// What central may read of what it holds: the contents whose keys the tablets sealed to it.
#include <map>

#include "core/crypto/secret.hpp"
#include "core/record/payload.hpp"
#include "sync/service/central.hpp"
#include "sync/service/ingest.hpp"

namespace cpc::service {
namespace {

using KeyName = std::pair<ConferenceId, ByteArray<16>>;

// Opened when they are first needed: a log may have the keys of thousands of conferences.
class ContentReader {
  public:
    ContentReader(const CentralKeys& keys, const Hash32& log_id, std::vector<StoredKey> stored)
        : keys_(keys), log_id_(log_id) {
        for (auto& each : stored) {
            const KeyName name{each.conference, each.key_id};
            stored_.emplace(name, std::move(each));
        }
    }

    Result<Bytes> open(const record::EntryHeader& header, const StoredEntry& entry) {
        const KeyName name{header.conference, header.key_id};
        auto found = open_.find(name);
        if (found == open_.end()) {
            const auto stored = stored_.find(name);
            if (stored == stored_.end())
                return fail(Fault::not_found, "The key to this content is not held.",
                            "entry " + std::to_string(header.seq));
            found =
                open_.emplace(name, CPC_TRY(unwrap_conference_key(keys_, log_id_, stored->second)))
                    .first;
        }
        return record::read_payload(header, entry.ciphertext, entry.key_wrap, found->second);
    }

  private:
    const CentralKeys& keys_;
    Hash32 log_id_;
    std::map<KeyName, StoredKey> stored_;
    std::map<KeyName, crypto::SecretBytes> open_;
};

}  // namespace

Result<void> Central::contents(const Hash32& log_id, const std::vector<std::uint64_t>& entries,
                               const ContentVisitor& visitor) {
    ContentReader reader(keys_, log_id, CPC_TRY(store_->keys(log_id)));
    for (const auto seq : entries) {
        const auto held = CPC_TRY(store_->entry(log_id, seq));
        if (!held)
            return fail(Fault::not_found, "There is no such entry.",
                        "entry " + std::to_string(seq));
        const auto header = CPC_TRY(record::parse(held->entry)).header;
        if (held->ciphertext.empty()) {
            CPC_TRY(visitor(header, {}));
            continue;
        }
        auto plain = CPC_TRY(reader.open(header, *held));
        const auto seen = visitor(header, plain);
        crypto::wipe(plain);
        CPC_TRY(Result<void>{seen});
    }
    return {};
}

}  // namespace cpc::service
