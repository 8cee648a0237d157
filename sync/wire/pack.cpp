// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/pack.hpp"

#include <algorithm>
#include <array>

#include "core/crypto/device_box.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/note.hpp"
#include "sync/wire/note_lines.hpp"

namespace cpc::wire {
namespace {

constexpr std::string_view first_line = "cpc-pack/v1";
constexpr std::string_view offers_line = "cpc-packs/v1";
constexpr std::uint64_t number_max = 1'000'000'000;

struct CodeFacts {
    std::string_view word;
    PackOwner owner;
};
constexpr std::array<CodeFacts, pack_codes> codes = {{
    {"taken", PackOwner::nobody},
    {"other-tablet", PackOwner::centre},
    {"other-central", PackOwner::device_administrator},
    {"damaged", PackOwner::centre},
    {"older", PackOwner::nobody},
    {"begun", PackOwner::centre},
    {"unknown-procedure", PackOwner::device_administrator},
    {"not-allowed", PackOwner::centre},
}};

Failure damage(std::string what, std::string where = {}) {
    return fail(Fault::damaged, std::move(what), std::move(where),
                "Nothing was taken from it. Fetch it again, or save it to the stick again.");
}

std::string name_text(const PackName& name) {
    return std::to_string(name.number) + " " + name.conference.hex() + " " +
           std::to_string(name.version);
}

// "NUMBER CONFERENCE VERSION"
std::optional<PackName> parse_name(std::string_view text) {
    const auto first = text.find(' ');
    const auto second = first == std::string_view::npos ? first : text.find(' ', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    PackName out;
    const auto place = number(text.substr(0, first), number_max);
    const auto id = from_hex(text.substr(first + 1, second - first - 1));
    const auto version = number(text.substr(second + 1), pack_version_max);
    if (!place || *place == 0 || !version || *version == 0 || !id ||
        id->size() != out.conference.bytes.size())
        return std::nullopt;
    out.number = *place;
    std::copy(id->begin(), id->end(), out.conference.bytes.begin());
    out.version = static_cast<std::uint32_t>(*version);
    if (name_text(out) != text) return std::nullopt;
    return out;
}

std::string pack_text(const Pack& pack) {
    return std::string{first_line} + "\nlog " + to_hex(pack.log_id) + "\npack " +
           name_text(pack.name) + "\nsealed " + to_base64(pack.sealed) + "\ncentral " +
           record::write_verifier_key(
               {pack.central_name, record::NoteKind::log_signature, pack.central_key}) +
           "\n";
}

}  // namespace

std::string_view pack_word(PackCode code) {
    return codes.at(static_cast<std::size_t>(code)).word;
}

std::optional<PackCode> pack_code(std::string_view word) {
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (codes[i].word == word) return static_cast<PackCode>(i);
    return std::nullopt;
}

PackOwner pack_owner(PackCode code) {
    return codes.at(static_cast<std::size_t>(code)).owner;
}

std::string pack_file_name(const ConferenceId& conference) {
    return conference.hex() + "." + std::string{pack_extension};
}

Result<std::string> write_pack(const PackName& name, const Hash32& log_id,
                               const crypto::PublicKey& device, ByteView content,
                               const std::string& central_name, const crypto::SigningKey& central) {
    if (content.empty() || content.size() > pack_content_bytes_max)
        return fail(Fault::refused, "The prepared conference is larger than a pack may be.",
                    std::to_string(content.size()) + " of " +
                        std::to_string(pack_content_bytes_max) + " bytes",
                    "Shorten long texts, or invite fewer people here and the others on the "
                    "tablet.");
    const auto to = crypto::device_box_key(device);
    if (!to)
        return fail(Fault::refused, "Nothing can be sealed to this tablet's key.", {},
                    "Enrol the tablet again.");
    Pack pack{name, log_id, crypto::box_seal(*to, content), central_name, central.public_key()};
    record::Note note;
    note.text = pack_text(pack);
    note.signatures.push_back(record::sign_note(note.text, central_name, central));
    auto out = record::write_note(note);
    (void)CPC_TRY(read_pack(view_of(out)));  // what goes out must be what a tablet will take
    return out;
}

Result<Pack> read_pack(ByteView file) {
    if (file.size() > pack_bytes_max)
        return fail(Fault::refused, "The file is larger than any prepared conference may be.");
    const auto text = text_of(file);
    if (text.substr(0, first_line.size()) != first_line)
        return fail(Fault::malformed, "This is not a conference prepared at the centre.", {},
                    "Its name ends in .cpd; save that file to the stick.");
    const auto note = record::parse_note(text);
    if (!note) return damage("The prepared conference is not a signed note.");
    std::string_view left = note->text;
    Pack pack;
    (void)next_line(left);
    const auto log = after(next_line(left), "log");
    const auto name = after(next_line(left), "pack");
    const auto sealed = after(next_line(left), "sealed");
    const auto key_text = after(next_line(left), "central");
    const auto log_id = log ? from_hex(*log) : std::nullopt;
    const auto parsed = name ? parse_name(*name) : std::nullopt;
    auto bytes = sealed ? from_base64(*sealed) : std::nullopt;
    const auto key = key_text ? record::parse_verifier_key(*key_text)
                              : Result<record::VerifierKey>{damage("no key")};
    if (!log_id || log_id->size() != pack.log_id.size() || !parsed || !bytes || !key ||
        key->kind != record::NoteKind::log_signature || !left.empty())
        return damage("The prepared conference cannot be read.", "lines 1 to 5");
    if (bytes->size() <= crypto::box_overhead ||
        bytes->size() > pack_content_bytes_max + crypto::box_overhead)
        return damage("The sealed part has a length that no pack has.", "line 4");
    std::copy(log_id->begin(), log_id->end(), pack.log_id.begin());
    pack.name = *parsed;
    pack.sealed = std::move(*bytes);
    pack.central_name = key->name;
    pack.central_key = key->key;
    if (note->signatures.size() != 1 ||
        !record::verify_note(*note, pack.central_name, pack.central_key))
        return damage("Central's signature on the prepared conference does not fit.",
                      "the last line");
    if (pack_text(pack) != note->text || record::write_note(*note) != text)
        return damage("The prepared conference is not written in its one form.");
    return pack;
}

Result<void> trusted_by(const Pack& pack, const Pairing& pairing) {
    if (pack.central_key == pairing.receipt_key && pack.central_name == pairing.name) return {};
    return fail(Fault::forged, "The prepared conference is signed by another central service.",
                "key " + to_hex(crypto::kid_of(pack.central_key)).substr(0, 16),
                "Nothing was taken from it. Check which central service this tablet is paired "
                "with.");
}

Result<Bytes> open_pack(const Pack& pack, const crypto::SigningKey& device) {
    return crypto::box_open(crypto::device_box_keys(device), pack.sealed);
}

std::string write_offers(const std::vector<PackName>& offers) {
    std::string out = std::string{offers_line} + "\n";
    for (std::size_t i = 0; i < offers.size() && i < pack_offers_max; ++i)
        out += "pack " + name_text(offers[i]) + "\n";
    return out;
}

Result<std::vector<PackName>> read_offers(ByteView file) {
    constexpr std::size_t line_bytes_max = 80;
    auto left = text_of(file);
    std::vector<PackName> out;
    const auto refuse = [](std::string where) {
        return fail(Fault::malformed, "The list of prepared conferences cannot be read.",
                    std::move(where), "Nothing was taken. It is asked for again next time.");
    };
    if (file.size() > pack_offers_max * line_bytes_max) return refuse("its length");
    if (left.empty() || left.back() != '\n' || next_line(left) != offers_line)
        return refuse("line 1");
    while (!left.empty()) {
        const auto line = after(next_line(left), "pack");
        const auto name = line ? parse_name(*line) : std::nullopt;
        if (!name || out.size() == pack_offers_max)
            return refuse("line " + std::to_string(out.size() + 2));
        out.push_back(*name);
    }
    return out;
}

}  // namespace cpc::wire
