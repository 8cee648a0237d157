// SPDX-License-Identifier: Apache-2.0
// Notes, checkpoints, verifier keys, paper codes, receipts and pairing files.
#include <algorithm>

#include "core/record/note.hpp"
#include "core/record/paper_code.hpp"
#include "sync/wire/pairing.hpp"
#include "sync/wire/receipt.hpp"
#include "tests/second-verifier/peer/make.hpp"
#include "tests/second-verifier/peer/world.hpp"

namespace cpc::peer {
namespace {

using record::Note;
using record::NoteKind;

const char* const odd_pieces[] = {"+",
                                  " ",
                                  "\t",
                                  "\n",
                                  "\r",
                                  "\x7F",
                                  "\xC2\xA0",
                                  "\xE2\x80\x83",
                                  "\xE3\x80\x80",
                                  "\xC2\x85",
                                  "\xEF\xBB\xBF",
                                  "\xC3\xA4",
                                  "\xFF",
                                  "\xE2\x80\x94",
                                  "=",
                                  "0",
                                  "/"};
std::string odd(Dice& dice) {
    return odd_pieces[dice.below(std::size(odd_pieces))];
}
void put_in(Dice& dice, std::string& text) {
    text.insert(dice.below(text.size() + 1), odd(dice));
}

std::string signature_line(const std::string& name, ByteView key_id, ByteView bytes) {
    Bytes raw(key_id.begin(), key_id.end());
    raw.insert(raw.end(), bytes.begin(), bytes.end());
    return "\xE2\x80\x94 " + name + " " + to_base64(raw) + "\n";
}

std::string note_text(const World& world, Dice& dice) {
    if (dice.once_in(2))
        return record::checkpoint_text({world.origin(), dice.below(1000), dice.array<32>()});
    std::string text = "Somebody says\n\nsomething else\n";
    if (dice.once_in(2)) put_in(dice, text);
    if (text.back() != '\n') text += "\n";
    return text;
}

// Signature lines as they should be, and as they should not.
void add_lines(World& world, Dice& dice, const std::string& text, const std::string& name,
               NoteKind kind, std::string& file) {
    const auto& key = world.central;
    const auto id = record::note_key_id(kind, name, key.public_key());
    const std::uint64_t time = dice.below(1ULL << (20 + dice.below(43)));
    const auto good = [&] {
        if (kind == NoteKind::log_signature) {
            const auto bytes = key.sign(view_of(text));
            return Bytes(bytes.begin(), bytes.end());
        }
        const auto message = "cosignature/v1\ntime " + std::to_string(time) + "\n" + text;
        Bytes out(8);
        for (std::size_t i = 0; i < 8; ++i)
            out[i] = static_cast<std::uint8_t>(time >> (56 - 8 * i));
        const auto bytes = key.sign(view_of(message));
        out.insert(out.end(), bytes.begin(), bytes.end());
        return out;
    };
    const auto foreign = dice.below(3);
    for (std::uint64_t i = 0; i < foreign; ++i)
        file += signature_line("somebody.else", dice.array<4>(), dice.bytes(1 + dice.below(80)));
    Bytes bytes = good();
    switch (dice.below(10)) {
        case 0:
            hurt(dice, bytes);
            break;
        case 1:
            file += signature_line(name, id, good());
            break;
        case 2:
            file += signature_line(name, id, dice.bytes(64));
            break;
        case 3:
            for (int i = 0; i < 98; ++i)
                file += signature_line("x", dice.array<4>(), dice.bytes(2));
            break;
        default:
            break;
    }
    file += signature_line(name, id, bytes);
}

}  // namespace

Json make_note(Dice& dice) {
    World world(dice);
    std::string name = "central.example.org/cpc";
    if (dice.once_in(5)) put_in(dice, name);
    const auto kind = dice.once_in(2) ? NoteKind::log_signature : NoteKind::cosignature;
    const auto text = note_text(world, dice);
    std::string file = text + "\n";
    add_lines(world, dice, text, name, kind, file);
    if (dice.once_in(4)) hurt(dice, file);
    if (dice.once_in(8)) put_in(dice, file);
    const auto key = record::write_verifier_key({name, kind, world.central.public_key()});
    // A key that itself cannot be read makes every note unreadable: let most be readable.
    const bool readable = record::parse_verifier_key(key).has_value();
    const auto plain =
        record::write_verifier_key({"central.example.org/cpc", kind, world.central.public_key()});
    return {{"kind", "note"}, {"bytes", text64(view_of(file))}, {"key", readable ? key : plain}};
}

Json make_checkpoint(Dice& dice) {
    World world(dice);
    std::string text =
        record::checkpoint_text({world.origin(), dice.below(10'000'001), dice.array<32>()});
    switch (dice.below(6)) {
        case 0:
            hurt(dice, text);
            break;
        case 1:
            put_in(dice, text);
            break;
        case 2:
            text = world.origin() + "\n" + std::to_string(9'999'990 + dice.below(20)) + "\n" +
                   to_base64(dice.bytes(31 + dice.below(3))) + "\n";
            break;
        case 3:
            text += dice.once_in(2) ? "more\n" : "\n";
            break;
        default:
            break;
    }
    return {{"kind", "checkpoint"}, {"bytes", text64(view_of(text))}};
}

Json make_verifier_key(Dice& dice) {
    World world(dice);
    std::string name = "example.com/foo";
    if (dice.once_in(3)) put_in(dice, name);
    const auto kind = dice.once_in(4)   ? static_cast<NoteKind>(dice.below(256))
                      : dice.once_in(2) ? NoteKind::log_signature
                                        : NoteKind::cosignature;
    auto text = record::write_verifier_key({name, kind, world.device.public_key()});
    if (dice.once_in(4)) hurt(dice, text);
    const auto plus = std::min(text.rfind('+'), text.size());
    if (dice.once_in(8))
        std::transform(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(plus), text.begin(),
                       [](unsigned char c) { return static_cast<char>(toupper(c)); });
    return {{"kind", "verifier-key"}, {"bytes", text64(view_of(text))}};
}

Json make_paper(Dice& dice) {
    std::string text = record::paper_code(dice.array<32>());
    const auto count = dice.below(4);
    for (std::uint64_t i = 0; i < count; ++i) {
        auto& c = text[dice.below(text.size())];
        switch (dice.below(5)) {
            case 0:
                c = static_cast<char>(tolower(static_cast<unsigned char>(c)));
                break;
            case 1:
                c = c == '0' ? 'O' : c == '1' ? 'l' : c;
                break;
            case 2:
                text.insert(dice.below(text.size() + 1), dice.once_in(2) ? " " : "-");
                break;
            case 3:
                c = "0123456789ABCDEFGHJKMNPQRSTVWXYZU*~"[dice.below(35)];
                break;
            default:
                if (dice.once_in(4)) hurt(dice, text);
                break;
        }
        if (text.empty()) break;
    }
    return {{"kind", "paper"}, {"bytes", text64(view_of(text))}};
}
Json make_paper_of(Dice& dice) {
    return {{"kind", "paper-of"}, {"root", text64(dice.array<32>())}};
}

namespace {

wire::Receipt random_receipt(World& world, Dice& dice) {
    wire::Receipt r;
    r.bundle.bytes = dice.array<16>();
    r.bundle_digest = dice.array<32>();
    if (dice.once_in(2)) r.list = wire::ListHead{dice.below(1'000'000'001), dice.array<32>()};
    if (dice.once_in(3)) r.epoch = dice.below(1ULL << 42U);
    if (dice.once_in(3)) {
        std::uint64_t next = dice.below(2);
        for (auto left = 1 + dice.below(3); left > 0; --left) {
            const auto last = next + dice.below(2);
            r.held_back.push_back({next, last, dice.once_in(2) ? "newer-format" : "other"});
            next = last + 1 + dice.below(2);
        }
    }
    r.received = Instant{static_cast<std::int64_t>(dice.below(1ULL << 42U))};
    r.index = dice.below(100'000);
    r.tree_root = dice.array<32>();
    r.next_token = dice.array<32>();
    r.central_name = "central.example.org/cpc";
    r.central_key = world.central.public_key();
    r.device_key = world.device.public_key();
    return r;
}

void replace_once(std::string& text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    if (at != std::string::npos) text.replace(at, from.size(), to);
}

// Changed where the writer would not, and signed by central as if it were right.
std::string bent_receipt(World& world, Dice& dice, const std::string& whole) {
    auto text = record::parse_note(whole).value().text;
    const std::string foreign = signature_line("somebody.else", dice.array<4>(), dice.bytes(64));
    switch (dice.below(9)) {
        case 0:
            replace_once(text, "\nlevel ", "\nlevel 0");
            break;
        case 1:
            replace_once(text, "\nlevel ", "\nmore words\nlevel ");
            break;
        case 2:
            replace_once(text, "\nindex ", "\nindex 9999999999");
            break;
        case 3:
            text += foreign;
            break;
        case 4:
            replace_once(text, "\n\xE2\x80\x94 ", "\n" + foreign + "\xE2\x80\x94 ");
            break;
        case 5:
            replace_once(text, "\nreceived ", "\nreceived 9999999");
            break;
        case 6:
            replace_once(text, "cpc-receipt/v1", "cpc-receipt/v2");
            break;
        default:
            hurt(dice, text);
            if (text.empty() || text.back() != '\n') text += "\n";
            break;
    }
    std::string file = text + "\n";
    const auto name = std::string{"central.example.org/cpc"};
    const auto bytes = world.central.sign(view_of(text));
    file += signature_line(
        name, record::note_key_id(NoteKind::log_signature, name, world.central.public_key()),
        bytes);
    if (dice.once_in(12)) file += foreign;
    return file;
}

// With a second site's signature on it, whether or not what is inside deserved one.
std::string confirmed(World& world, Dice& dice, const std::string& first) {
    wire::Confirmation c;
    c.confirmed = Instant{static_cast<std::int64_t>(dice.below(1ULL << 42U))};
    c.held = dice.once_in(6) ? dice.below(100'000) : 100'000;
    c.site_name = dice.once_in(8) ? "central.example.org/cpc" : "second.example.org/cpc";
    const auto& key = dice.once_in(8) ? world.central : world.other;
    c.site_key = key.public_key();
    const auto endorsement = dice.array<64>();
    c.endorsement = endorsement;
    auto text = wire::write_confirmed(c, first, key);
    if (dice.once_in(4)) hurt(dice, text);
    if (dice.once_in(8)) replace_once(text, "cpc-confirmed/v1", "cpc-confirmed/v2");
    return text;
}

}  // namespace

Json make_receipt(Dice& dice) {
    World world(dice);
    world.grow(1 + dice.below(3));
    auto text = wire::write_receipt(random_receipt(world, dice),
                                    world.checkpoint_at(world.entries.size()), world.central)
                    .value();
    const bool second = dice.once_in(2);
    switch (dice.below(5)) {
        case 0:
            hurt(dice, text);
            break;
        case 1:
            put_in(dice, text);
            break;
        case 2:
            text = bent_receipt(world, dice, text);
            break;
        default:
            break;
    }
    if (second && record::parse_note(text)) text = confirmed(world, dice, text);
    return {{"kind", "receipt"}, {"bytes", text64(view_of(text))}};
}

Json make_pairing(Dice& dice) {
    World world(dice);
    std::string text;
    if (dice.once_in(2)) {
        wire::Pairing p;
        p.name = "central.example.org/cpc";
        if (dice.once_in(6)) p.name += dice.once_in(2) ? "+" : " x";
        p.ingest_key = world.ingest.public_key();
        p.receipt_key = world.central.public_key();
        p.root_key = world.chair.public_key();
        p.practice = dice.once_in(2);
        if (dice.once_in(2)) p.tls_pins = {"sha256//" + to_base64(dice.bytes(32))};
        if (dice.once_in(8)) p.tls_pins.emplace_back("sha1//x");
        text = wire::write_pairing(p, world.chair);
    } else {
        text = wire::write_registration(
            {"Tablet 1", world.device.public_key(), world.log_id, world.origin(), dice.once_in(2)},
            world.device);
    }
    switch (dice.below(6)) {
        case 0:
            hurt(dice, text);
            break;
        case 1:
            replace_once(text, "true", "false");
            break;
        case 2:
            replace_once(text, "{", "{\"more\": 1, ");
            break;
        case 3:
            replace_once(text, "\"name\"", "\"game\"");
            break;
        default:
            break;
    }
    return {{"kind", "pairing"}, {"bytes", text64(view_of(text))}};
}

}  // namespace cpc::peer
