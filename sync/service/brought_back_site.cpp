// SPDX-License-Identifier: Apache-2.0
// The second site's part, and the texts that both sites read.
#include <algorithm>
#include <set>

#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "sync/service/asked_back.hpp"
#include "sync/service/brought_back.hpp"
#include "sync/service/copy_file.hpp"
#include "sync/service/office.hpp"
#include "sync/wire/note_lines.hpp"

namespace cpc::service {
namespace {

constexpr std::string_view asked_first_line = "cpc-asked-back/v1";
constexpr std::string_view given_first_line = "cpc-given-back/v1";

Failure no_list(std::string what) {
    return fail(Fault::malformed, std::move(what), {}, "Nothing was given.");
}

// Nothing unless its content is there and the one that it names.
std::optional<record::EntryHeader> named_in(const StoredEntry& held) {
    const auto entry = record::parse(held.entry);
    if (!entry || held.ciphertext.empty() ||
        crypto::sha256(held.ciphertext) != entry->header.ciphertext_hash)
        return std::nullopt;
    return entry->header;
}

// One log's contents, with the keys to them.
class Giver {
  public:
    Giver(const SiteDesk& desk, CopyFile& out) : desk_(desk), out_(out) {}

    Result<void> add(const Hash32& log_id, const std::vector<std::uint64_t>& entries) {
        const auto log = CPC_TRY(desk_.store.find_log(log_id));
        if (!log) {
            facts.missing += entries.size();
            return {};
        }
        std::vector<StoredEntry> there;
        std::set<std::pair<ByteArray<16>, ByteArray<16>>> wanted;
        for (const auto seq : entries) {
            auto held = CPC_TRY(desk_.store.entry(log_id, seq));
            const auto header = held ? named_in(*held) : std::nullopt;
            if (!header) {
                ++facts.missing;
                continue;
            }
            wanted.insert({header->conference.bytes, header->key_id});
            there.push_back(std::move(*held));
        }
        backup::LogFrame frame{*log, {}};
        for (auto& key : CPC_TRY(desk_.store.keys(log_id)))
            if (wanted.count({key.conference.bytes, key.key_id}) != 0)
                frame.keys.push_back(std::move(key));
        CPC_TRY(put(backup::Kind::log, backup::write_log(frame)));
        for (auto& entry : there)
            CPC_TRY(put(backup::Kind::late, backup::write_late({log_id, std::move(entry)})));
        facts.entries += there.size();
        given.emplace_back(log_id, there.size());
        return {};
    }
    GivenBackFacts facts;
    std::vector<std::pair<Hash32, std::uint64_t>> given;
    FrameDigest digest;

  private:
    Result<void> put(backup::Kind kind, const Bytes& body) {
        digest.add(kind, body);
        return out_.add(kind, body);
    }
    const SiteDesk& desk_;
    CopyFile& out_;
};

Result<Asked> asked_by(const SiteDesk& desk, const wire::Pairing& first, const std::string& path) {
    const auto file = CPC_TRY(read_whole(desk.files, path, asked_bytes_max));
    const auto note = record::parse_note(text_of(file));
    if (!note) return no_list("This is not what a central service asks back.");
    if (!record::verify_note(*note, first.name, first.receipt_key))
        return fail(Fault::forged, "This is not signed by the central service of this site.", path,
                    "Nothing was given.");
    return read_asked(first.name, *note);
}

}  // namespace

std::string asked_text(const std::string& central, const Asked& asked) {
    std::string out{asked_first_line};
    out += "\ncentral " + central + "\n";
    for (const auto& [log, entries] : asked)
        for (std::size_t i = 0; i < entries.size();) {
            std::size_t end = i + 1;
            while (end < entries.size() && entries[end] == entries[end - 1] + 1)
                ++end;
            out += "log " + to_hex(log) + " " + std::to_string(entries[i]) + " " +
                   std::to_string(entries[end - 1]) + "\n";
            i = end;
        }
    return out;
}

Result<Asked> read_asked(const std::string& central, const record::Note& note) {
    std::string_view left = note.text;
    if (wire::next_line(left) != asked_first_line)
        return no_list("This is not what a central service asks back.");
    if (wire::after(wire::next_line(left), "central") != central)
        return no_list("Another central service asks this.");
    Asked out;
    constexpr std::size_t hex = 64;
    std::size_t count = 0;
    while (!left.empty()) {
        const auto line = wire::after(wire::next_line(left), "log").value_or("");
        const auto log = from_hex(line.substr(0, hex));
        const auto space = line.rfind(' ');
        const bool shaped = log && log->size() == 32 && line.size() > hex && space > hex;
        const auto from =
            shaped ? wire::number(line.substr(hex + 1, space - hex - 1), limits::entries_max)
                   : std::nullopt;
        const auto to =
            shaped ? wire::number(line.substr(space + 1), limits::entries_max) : std::nullopt;
        if (!from || !to || *from > *to || *to - *from >= limits::entries_max - count)
            return no_list("A line of what is asked back cannot be read.");
        Hash32 id{};
        std::copy(log->begin(), log->end(), id.begin());
        for (auto seq = *from; seq <= *to; ++seq, ++count)
            out[id].push_back(seq);
    }
    if (asked_text(central, out) != note.text)
        return no_list("What is asked back is written in another form.");
    return out;
}

void FrameDigest::add(backup::Kind kind, ByteView body) {
    const auto head = crypto::Packer{}
                          .bytes(view_of("cpc/given-back/v1"))
                          .bytes(value_)
                          .u8(static_cast<std::uint8_t>(kind))
                          .take();
    value_ = crypto::sha256(crypto::joined({head, body}));
}

std::string FrameDigest::text(const std::string& central, const std::string& site) const {
    return std::string{given_first_line} + "\ncentral " + central + "\nsite " + site + "\nframes " +
           to_base64(value_) + "\n";
}

std::string brought_line(const std::string& by, const std::string& site, std::uint64_t entries,
                         const Hash32& file) {
    return "entries " + std::to_string(entries) + "\nsite " + site + "\nframes " + to_base64(file) +
           "\nby " + by + "\n";
}

Result<GivenBackFacts> give_back(const SiteDesk& desk, const std::string& asked,
                                 const std::string& path) {
    const auto first = CPC_TRY(first_site(desk.files, desk.directory));
    if (!first)
        return fail(Fault::refused, "This service is nobody's second site.", desk.directory,
                    "Run this where the copies of central are kept.");
    const auto wanted = CPC_TRY(asked_by(desk, *first, asked));
    if (desk.files.exists(path))
        return fail(Fault::refused, "A file of this name is there already.", path,
                    "Nothing was written. Choose another name.");
    const std::string under_way = path + ".under-way";
    if (desk.files.exists(under_way)) CPC_TRY(desk.files.remove(under_way));
    auto file = CPC_TRY(CopyFile::create(desk.files, under_way, first->ingest_key));
    Giver giver(desk, file);
    for (const auto& [log, entries] : wanted)
        CPC_TRY(giver.add(log, entries));
    const auto& own = desk.keys.pairing.name;
    record::Note note;
    note.text = giver.digest.text(first->name, own);
    note.signatures.push_back(record::sign_note(note.text, own, desk.keys.receipt));
    CPC_TRY(file.add(backup::Kind::signed_off, view_of(record::write_note(note))));
    CPC_TRY(file.finish({giver.given.size(), 0, giver.facts.entries, 0}));
    // On the list before the file has its name: nothing leaves that is not written down.
    for (const auto& [log, count] : giver.given) {
        const Bytes about(log.begin(), log.end());
        const auto line = brought_line(first->name, own, count, giver.digest.value());
        CPC_TRY(desk.store.add_office(
            {0, office_kind::given_back, about, desk.clock.read().wall,
             seal_office(desk.keys, office_kind::given_back, about, view_of(line))}));
    }
    CPC_TRY(desk.files.rename(under_way, path));
    return giver.facts;
}

}  // namespace cpc::service
