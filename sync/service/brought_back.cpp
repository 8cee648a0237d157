// SPDX-License-Identifier: Apache-2.0
// Central's part: what is asked back, and what of it is taken.
#include "sync/service/brought_back.hpp"

#include <algorithm>
#include <optional>

#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/payload.hpp"
#include "sync/service/asked_back.hpp"
#include "sync/service/copy_file.hpp"
#include "sync/service/ingest.hpp"
#include "sync/service/office.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::service {
namespace {

constexpr std::size_t refused_lines_max = 200;
constexpr const char* no_gift = "This is not what a second site gives back.";

bool is_purged(const HeldEntry* held) {
    return held != nullptr && held->code == wire::held_code::content_purged;
}

std::string log_name(const Hash32& log) {
    return "log " + to_hex(log).substr(0, 16);
}

Result<wire::Pairing> own_second_site(const SiteDesk& desk) {
    const auto path = desk.directory + "/" + second_file;
    if (!desk.files.exists(path))
        return fail(Fault::not_found, "This central service has no second site.", desk.directory,
                    "Nothing was changed. Name it: cpc-central second --site ITS-CENTRAL.JSON");
    return wire::read_pairing(
        CPC_TRY(read_whole(desk.files, path, wire::limits::pairing_bytes_max)));
}

// Everything up to the signature, before any of it is believed.
Result<Hash32> check_signed(const SiteDesk& desk, const wire::Pairing& site,
                            const std::string& path) {
    auto reader = CPC_TRY(open_copy(desk, path, no_gift));
    FrameDigest digest;
    std::optional<record::Note> note;
    while (true) {
        const auto frame = CPC_TRY(reader.next());
        if (frame.kind == backup::Kind::end) break;
        if (note) return fail(Fault::malformed, no_gift, path, "Nothing was changed.");
        if (frame.kind == backup::Kind::signed_off)
            note = CPC_TRY(record::parse_note(text_of(frame.body)));
        else if (frame.kind == backup::Kind::log || frame.kind == backup::Kind::late)
            digest.add(frame.kind, frame.body);
        else
            return fail(Fault::malformed, no_gift, path, "Nothing was changed.");
    }
    const bool fits = note && reader.at_end() &&
                      note->text == digest.text(desk.keys.pairing.name, site.name) &&
                      record::verify_note(*note, site.name, site.receipt_key);
    if (fits) return digest.value();
    return fail(Fault::forged, "It is not signed by this central's second site.", path,
                "Nothing was changed. Ask the second site for it again.");
}

// One log's contents as they come.
class Taker {
  public:
    struct Who {
        std::string by;
        std::string site;
        Hash32 file{};
    };
    Taker(const SiteDesk& desk, const Vetting& vetting, Who who)
        : desk_(desk), vetting_(vetting), who_(std::move(who)) {}

    Result<void> take(const backup::Frame& frame) {
        if (frame.kind == backup::Kind::log) {
            CPC_TRY(store());
            return begin(CPC_TRY(backup::read_log(frame.body)));
        }
        if (frame.kind != backup::Kind::late) return {};
        auto late = CPC_TRY(backup::read_late(frame.body));
        const auto why = late.log_id == batch_.log_id
                             ? CPC_TRY(judge_content(late.entry))
                             : std::optional<std::string>{"it is of another log"};
        if (!why) return keep(std::move(late.entry));
        if (facts.refused.size() < refused_lines_max)
            facts.refused.push_back(log_name(late.log_id) + ", entry " +
                                    std::to_string(late.entry.seq) + ": " + *why);
        return {};
    }

    // All of a log at once, or none.
    Result<void> store() {
        if (batch_.late.empty()) return {};
        const auto count = batch_.late.size();
        const Bytes about(batch_.log_id.begin(), batch_.log_id.end());
        const auto line = brought_line(who_.by, who_.site, count, who_.file);
        batch_.office.push_back(
            {0, office_kind::brought_back, about, batch_.bundle.received,
             seal_office(desk_.keys, office_kind::brought_back, about, view_of(line))});
        batch_.notices.push_back(std::to_string(count) + " contents were brought back from " +
                                 who_.site + " by " + who_.by +
                                 ". They are received, and the tablet's next receipt says so.");
        CPC_TRY(desk_.store.release(batch_));
        facts.taken += count;
        batch_.late.clear();
        return {};
    }
    BroughtFacts facts;

  private:
    Result<void> begin(backup::LogFrame log) {
        batch_ = {};
        batch_.log_id = log.row.log_id;
        batch_.bundle.received = desk_.clock.read().wall;
        held_ = CPC_TRY(HeldLog::read(desk_.store, desk_.keys, batch_.log_id));
        known_ = CPC_TRY(desk_.store.keys(batch_.log_id));
        brought_ = std::move(log.keys);
        open_.clear();
        fresh_.clear();
        return {};
    }

    // Why it is not taken.
    Result<std::optional<std::string>> judge_content(const StoredEntry& came) {
        using Why = std::optional<std::string>;
        if (!is_purged(held_.open(came.seq))) return Why{"central does not hold it back as purged"};
        const auto own = CPC_TRY(desk_.store.entry(batch_.log_id, came.seq));
        if (!own || own->entry != came.entry || !own->ciphertext.empty())
            return Why{"central's own entry is another one"};
        const auto header = CPC_TRY(record::parse(own->entry)).header;
        if (came.ciphertext.size() != header.ciphertext_size ||
            crypto::sha256(came.ciphertext) != header.ciphertext_hash)
            return Why{"its content is not the one that the entry names"};
        const auto* key = key_of(header);
        if (key == nullptr) return Why{"the key to its content is not there"};
        auto plain = record::read_payload(header, came.ciphertext, came.key_wrap, *key);
        if (!plain) return Why{"its content does not open"};
        const bool canonical = codec::check_canonical(*plain).has_value();
        const auto code = canonical && vetting_ ? vetting_(header, *plain) : std::nullopt;
        crypto::wipe(*plain);
        if (!canonical) return Why{"its content is not written in its one form"};
        if (code) return Why{std::string{wire::held_words(*code)}};
        return Why{};
    }

    // The one central knows, if it knows one; the one that came only if central had wrapped it.
    const crypto::SecretBytes* key_of(const record::EntryHeader& header) {
        const std::pair name{header.conference.bytes, header.key_id};
        if (const auto found = open_.find(name); found != open_.end()) return &found->second;
        const auto named = [&](const StoredKey& key) {
            return key.conference == header.conference && key.key_id == header.key_id;
        };
        const auto known = std::find_if(known_.begin(), known_.end(), named);
        const auto came = std::find_if(brought_.begin(), brought_.end(), named);
        if (known == known_.end() && came == brought_.end()) return nullptr;
        const auto& stored = known != known_.end() ? *known : *came;
        auto key = unwrap_conference_key(desk_.keys, batch_.log_id, stored);
        if (!key) return nullptr;
        if (known == known_.end()) fresh_.insert_or_assign(name, stored);
        return &open_.emplace(name, std::move(*key)).first->second;
    }

    Result<void> keep(StoredEntry entry) {
        const auto header = CPC_TRY(record::parse(entry.entry)).header;
        // A key comes with the first content that it opened.
        if (auto key = fresh_.extract({header.conference.bytes, header.key_id}))
            batch_.keys.push_back(std::move(key.mapped()));
        HeldEntry came{entry.seq, HeldState::taken, {}, {}, batch_.bundle.received, {}, {}};
        batch_.office.push_back(held_row(desk_.keys, batch_.log_id, came));
        held_.apply(std::move(came));
        batch_.late.push_back(std::move(entry));
        return {};
    }

    const SiteDesk& desk_;
    const Vetting& vetting_;
    Who who_;
    Batch batch_;
    HeldLog held_;
    std::vector<StoredKey> known_;
    std::vector<StoredKey> brought_;
    std::map<std::pair<ByteArray<16>, ByteArray<16>>, StoredKey> fresh_;
    std::map<std::pair<ByteArray<16>, ByteArray<16>>, crypto::SecretBytes> open_;
};

}  // namespace

Result<AskedFacts> ask_back(const SiteDesk& desk, const std::string& path) {
    (void)CPC_TRY(own_second_site(desk));
    if (desk.files.exists(path))
        return fail(Fault::refused, "A file of this name is there already.", path,
                    "Nothing was written. Choose another name.");
    Asked asked;
    AskedFacts facts;
    for (const auto& log : CPC_TRY(desk.store.logs())) {
        const auto held = CPC_TRY(HeldLog::read(desk.store, desk.keys, log.log_id));
        for (const auto* one : held.all_open()) {
            if (!is_purged(one)) continue;
            asked[log.log_id].push_back(one->seq);
            ++facts.entries;
        }
    }
    facts.logs = asked.size();
    if (facts.entries == 0) return facts;
    const auto& own = desk.keys.pairing.name;
    record::Note note;
    note.text = asked_text(own, asked);
    note.signatures.push_back(record::sign_note(note.text, own, desk.keys.receipt));
    const auto text = record::write_note(note);
    if (text.size() > asked_bytes_max)
        return fail(Fault::refused, "More is missing than one file may ask for.", path,
                    "Nothing was written. Restore a newer backup first, if there is one.");
    CPC_TRY(write_whole(desk.files, path, view_of(text)));
    return facts;
}

Result<BroughtFacts> take_back(const SiteDesk& desk, const Vetting& vetting,
                               const std::string& path, const std::string& by) {
    const bool named = !by.empty() && by.size() <= brought_by_max &&
                       std::none_of(by.begin(), by.end(), [](char c) {
                           return static_cast<unsigned char>(c) < ' ' || c == 0x7F;
                       });
    if (!named)
        return fail(Fault::refused, "Who does it has to be said, in one line of 1 to 100 bytes.",
                    {}, "Nothing was changed.");
    const auto site = CPC_TRY(own_second_site(desk));
    const auto file = CPC_TRY(check_signed(desk, site, path));
    auto reader = CPC_TRY(open_copy(desk, path, no_gift));
    Taker taker(desk, vetting, {by, site.name, file});
    while (true) {
        const auto frame = CPC_TRY(reader.next());
        if (frame.kind == backup::Kind::end) break;
        CPC_TRY(taker.take(frame));
    }
    CPC_TRY(taker.store());
    return taker.facts;
}

}  // namespace cpc::service
