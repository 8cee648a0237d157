// SPDX-License-Identifier: Apache-2.0
#include "sync/wire/confirmed.hpp"

#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "sync/wire/receipt_lines.hpp"

namespace cpc::wire {
namespace {

constexpr std::string_view first_line = "cpc-confirmed/v1";
constexpr std::string_view endorsement_label{"cpc/second-site/v1\0", 19};
constexpr std::size_t head_lines = 5;

struct EndorsedSite {
    std::string central_name;
    std::string site_name;
    ByteArray<32> site_key{};
    static constexpr auto fields() {
        return std::tuple{&EndorsedSite::central_name, &EndorsedSite::site_name,
                          &EndorsedSite::site_key};
    }
};

Bytes endorsement_statement(const std::string& central_name, const std::string& site_name,
                            const crypto::PublicKey& site_key) {
    return crypto::joined({view_of(endorsement_label),
                           codec::encode(EndorsedSite{central_name, site_name, site_key})});
}

std::string head_text(const Confirmation& c) {
    std::string out{first_line};
    out += "\nconfirmed " + std::to_string(c.confirmed.ms);
    out += "\nheld " + std::to_string(c.held);
    out += "\nsite " +
           record::write_verifier_key({c.site_name, record::NoteKind::log_signature, c.site_key});
    out += "\nendorsed " + to_base64(c.endorsement);
    return out + "\n";
}

Result<Confirmation> read_head(std::string_view head) {
    const auto newline = head.find('\n');
    if (head.substr(0, newline) != first_line)
        return receipt_damage("The receipt does not begin as it should.", "line 1");
    ReceiptLines lines(head.substr(newline + 1));
    Confirmation out;
    out.confirmed.ms = static_cast<std::int64_t>(lines.number("confirmed", receipt_ms_max));
    out.held = lines.number("held", cpc::limits::entries_max + 1);
    const auto site = lines.key("site", record::NoteKind::log_signature);
    out.site_name = site.name;
    out.site_key = site.key;
    lines.binary("endorsed", out.endorsement, false);
    if (lines.wrong_line() == 0) return out;
    return receipt_damage("A line of the receipt cannot be read.",
                          "line " + std::to_string(lines.wrong_line() + 1));
}

}  // namespace

std::string write_confirmed(const Confirmation& confirmation, std::string_view receipt,
                            const crypto::SigningKey& site) {
    CPC_CHECK(confirmation.site_key == site.public_key());
    record::Note outer;
    outer.text = head_text(confirmation) + "\n" + std::string{receipt};
    outer.signatures.push_back(record::sign_note(outer.text, confirmation.site_name, site));
    return record::write_note(outer);
}

crypto::SignatureBytes endorse_site(const std::string& central_name, const std::string& site_name,
                                    const crypto::PublicKey& site_key,
                                    const crypto::SigningKey& root) {
    return root.sign(endorsement_statement(central_name, site_name, site_key));
}

bool looks_confirmed(std::string_view text) {
    const auto head = text.substr(0, 400);
    return head.substr(0, first_line.size()) == first_line ||
           head.find("\nendorsed ") != std::string_view::npos;
}

Result<Receipt> read_confirmed(std::string_view text) {
    const auto outer = record::parse_note(text);
    const auto gap = text.find("\n\n");
    if (!outer || gap == std::string_view::npos || gap + 2 > outer->text.size())
        return receipt_damage("The receipt is not a signed note.", receipt_lines(1, text));
    const auto second = CPC_TRY(read_head(text.substr(0, gap + 1)));
    auto inside = read_first_level(std::string_view{outer->text}.substr(gap + 2));
    if (!inside) {
        const std::string place = "line " + std::to_string(head_lines + 1) +
                                  " is the first of another receipt; in that: ";
        return Failure{Error{inside.error().fault, inside.error().what,
                             place + inside.error().where, inside.error().advice}};
    }
    const auto head_place = "lines 1 to " + std::to_string(head_lines) + " or the last line";
    if (outer->signatures.size() != 1 ||
        !record::verify_note(*outer, second.site_name, second.site_key))
        return receipt_damage("The second site's signature on the receipt does not fit.",
                              head_place);
    if (head_text(second) != text.substr(0, gap + 1) || record::write_note(*outer) != text)
        return receipt_damage("The receipt is not written in its one form.", head_place);
    if (second.held <= inside->index)
        return receipt_damage("The second site does not hold the receipt that it confirms.",
                              "line 3");
    if (second.site_key == inside->central_key || second.site_name == inside->central_name)
        return receipt_damage("Both signatures are central's own.", "line 4");
    inside->level = 2;
    inside->second = second;
    return inside;
}

Result<void> endorsed_by(const Receipt& receipt, const Pairing& pairing) {
    const auto& second = *receipt.second;
    const auto statement =
        endorsement_statement(receipt.central_name, second.site_name, second.site_key);
    if (second.site_key != pairing.root_key &&
        crypto::verify(pairing.root_key, statement, second.endorsement))
        return {};
    return fail(Fault::forged,
                "The second signature on the receipt is of a site that central's root key never "
                "endorsed.",
                "key " + to_hex(crypto::kid_of(second.site_key)).substr(0, 16),
                "Nothing was marked as confirmed. Tell whoever runs the central service.");
}

std::string_view first_level(std::string_view receipt) {
    if (!looks_confirmed(receipt)) return receipt;
    const auto from = receipt.find("\n\n") + 2;
    return receipt.substr(from, receipt.rfind("\n\n") + 1 - from);
}

std::string_view checkpoint_inside(std::string_view receipt) {
    const auto first = first_level(receipt);
    const auto from = first.find("\n\n") + 2;
    return first.substr(from, first.rfind("\n\n") + 1 - from);
}

}  // namespace cpc::wire
