// SPDX-License-Identifier: Apache-2.0
// Decoders of what offices send and are sent: events, answers, backups, forms, languages.
#include <algorithm>

#include "app/centre/form.hpp"
#include "app/locale/catalogue.hpp"
#include "app/meeting/event_codec.hpp"
#include "app/meeting/trust.hpp"
#include "sync/service/backup_frames.hpp"
#include "sync/service/held.hpp"
#include "sync/wire/held_back.hpp"
#include "sync/wire/record_answer.hpp"
#include "tests/fuzz/target.hpp"

namespace cpc::fuzz {
namespace {

bool same(ByteView a, ByteView b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

template <class Read, class Write>
void one_form(ByteView input, Read read, Write write) {
    if (const auto what = read(input))
        require(same(write(*what), input), "a frame of a backup was read in a second form");
}

crypto::SigningKey central_key() {
    return crypto::SigningKey::from_seed(crypto::SecretBytes::copy_of(Bytes(32, 7)));
}

}  // namespace

// The first two bytes are the kind of entry.
void run_event(ByteView input) {
    if (input.size() < 2) return;
    const auto type = static_cast<std::uint16_t>(input[0] << 8U | input[1]);
    const auto event = meeting::decode_event(type, input.subspan(2));
    if (!event || !*event) return;
    const auto again = meeting::encode_event(**event);
    require(again.type == type && same(again.payload, input.subspan(2)),
            "an event was read in a second form");
}

// Nobody but central signs a sheet, so the answers are reached one by one, and a sheet of them.
void run_answers(ByteView input) {
    (void)wire::read_sheet(input);
    const auto text = text_of(input);
    if (const auto held = wire::read_held(text))
        require(wire::write_held(*held) == text, "a held-back line was read in a second form");
    const auto answer = wire::read_answer(text);
    if (!answer) return;
    require(wire::write_answer(*answer) == text, "an answer was read in a second form");
    wire::AnswerSheet sheet;
    sheet.central_name = "central.example";
    sheet.central_key = central_key().public_key();
    sheet.answers = {*answer};
    const auto written = wire::write_sheet(sheet, central_key());
    if (!written) return;
    const auto read = wire::read_sheet(view_of(*written));
    require(read && read->answers == sheet.answers, "a sheet does not hold what it was made of");
}

// The first byte says which.
void run_backup_frame(ByteView input) {
    namespace backup = service::backup;
    if (input.empty()) return;
    const auto body = input.subspan(1);
    switch (input[0] % 8) {
        case 0:
            return one_form(body, backup::read_log, backup::write_log);
        case 1:
            return one_form(body, backup::read_batch, backup::write_batch);
        case 2:
            return one_form(body, backup::read_late, backup::write_late);
        case 3:
            return one_form(body, backup::read_evidence, backup::write_evidence);
        case 4:
            return one_form(body, backup::read_rejection, backup::write_rejection);
        case 5:
            return one_form(body, backup::read_office, backup::write_office);
        case 6:
            return one_form(body, backup::read_facts, backup::write_facts);
        default:
            return one_form(body, service::read_held_entry, service::write_held_entry);
    }
}

// Up to the first line break it is the kind of form, then the form.
void run_form(ByteView input) {
    const auto end = std::find(input.begin(), input.end(), std::uint8_t{'\n'});
    if (end == input.end()) return;
    const auto line = static_cast<std::size_t>(end - input.begin());
    const auto form = centre::read_form(text_of(input.first(line)), input.subspan(line + 1));
    if (!form) return;
    require(form->fields.size() <= centre::form_fields_max, "a form has too many fields");
    std::size_t bytes = form->file ? form->file->size() : 0;
    for (const auto& [name, value] : form->fields)
        bytes += name.size() + value.size();
    require(bytes <= input.size(), "a form says more than was sent");
}

void run_language(ByteView input) {
    const auto catalogue = locale::Catalogue::read(text_of(input), "xx.po");
    if (!catalogue) {
        require(catalogue.error().where.rfind("xx.po", 0) == 0, "an error of a language is nowhere");
        return;
    }
    require(!catalogue->language().empty(), "a language has no name");
    for (const std::uint64_t n : {0U, 1U, 2U, 5U, 11U, 100U})
        (void)catalogue->find_count("count", n);
}

void run_trusted_keys(ByteView input) {
    const auto keys = meeting::parse_trusted_keys(text_of(input), "keys");
    if (keys)
        for (const auto& key : *keys)
            require(text_of(input).find(record::write_verifier_key(key)) != std::string_view::npos,
                    "a key was read that nobody wrote");
    else
        require(keys.error().where.rfind("keys:", 0) == 0, "an error about keys has no line");
}

}  // namespace cpc::fuzz
