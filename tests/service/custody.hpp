// SPDX-License-Identifier: Apache-2.0
// A central for real records, a tablet, and three custodians with a stranger beside them.
#pragma once

#include "sync/service/custody.hpp"
#include "tests/service/world.hpp"

namespace cpc::test {

inline constexpr const char* custody_central = "central.example.org/cpc";

struct Custodian {
    std::string name;
    crypto::SigningKey key = crypto::SigningKey::generate();
    [[nodiscard]] record::VerifierKey open() const {
        return {name, record::NoteKind::log_signature, key.public_key()};
    }
};

struct Custody {
    Folder folder;
    Tablet tablet{folder.at("tablet"), false};
    Centre centre{folder.at("central"), false};
    Custodian a{"a.example"}, b{"b.example"}, c{"c.example"}, stranger{"d.example"};

    [[nodiscard]] wire::Custodians three() const {
        return {custody_central, {a.open(), b.open(), c.open()}};
    }
    [[nodiscard]] wire::Admission admission() {
        wire::Admission out;
        out.central = custody_central;
        out.region = "north";
        constexpr std::int64_t ms_of_a_day = 86'400'000;
        out.enrol_by =
            Date{static_cast<std::int32_t>(centre.central().now().ms / ms_of_a_day)} + 30;
        out.device_file = tablet.registration();
        return out;
    }
    static Bytes signed_by(const std::string& text, const std::vector<const Custodian*>& people) {
        record::Note note;
        note.text = text;
        for (const auto* each : people)
            note.signatures.push_back(record::sign_note(text, each->name, each->key));
        const auto file = record::write_note(note);
        return {file.begin(), file.end()};
    }
    void name_them() {
        const auto list = NEED(wire::custodians_text(three()));
        (void)NEED(service::name_custodians(centre.central(), signed_by(list, {&a, &b})));
    }
    [[nodiscard]] Fault refusal(const Bytes& file) {
        const auto answer = service::admit(centre.central(), file);
        REQUIRE_FALSE(answer);
        CHECK(NEED(centre.central().store().logs()).empty());
        return answer.error().fault;
    }
};

}  // namespace cpc::test
