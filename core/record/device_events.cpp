// SPDX-License-Identifier: Apache-2.0
#include "core/record/device_events.hpp"

#include <array>
#include <cstdio>

namespace cpc::record {
namespace {

std::string hex_of(unsigned number) {
    std::array<char, 8> text{};
    (void)std::snprintf(text.data(), text.size(), "%04X", number);
    return text.data();
}

void add_event(std::string& page, unsigned number, const char* name, const char* words) {
    page += "\n## " + hex_of(number) + " " + name + "\n\n" + words + "\n\n";
}

void add_field(std::string& page, const char* name, const char* words) {
    page += std::string{"* `"} + name + "`: " + words + "\n";
}

}  // namespace

std::string_view basis_words(ErasureBasis basis) {
    switch (basis) {
        case ErasureBasis::retention_ended:
            return "it was kept as long as it had to be";
        case ErasureBasis::wrong_child:
            return "it was recorded under the wrong child";
        case ErasureBasis::court_order:
            return "a court ordered it";
    }
    return "no basis that this program knows";
}

Result<void> check_content(ByteView content) {
    return codec::check_canonical(content);
}

std::string device_events_page() {
    std::string page =
        "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
        "<!-- Made from device_events.def. To write it anew: test_core_record \"[write-page]\" "
        "-->\n"
        "# What the tablet itself writes into the record\n\n"
        "Besides what people say in a meeting, the record holds what happened to the tablet. Each "
        "of\n"
        "these is an entry like any other: signed by the device, in the tree, in every bundle, "
        "and\n"
        "never changed afterwards. The number is the entry's type.\n";
#define CPC_LINE(type_of_it, name, words) add_field(page, #name, words);
#define CPC_RESERVED_EVENT(number, name) \
    add_event(page, number, name, "Kept free; this version never writes it.");
#define CPC_DEVICE_EVENT(number, id, Struct, name, words, FIELDS) \
    add_event(page, number, name, words);                         \
    FIELDS(CPC_LINE)
#define CPC_CHAIR_EVENT CPC_DEVICE_EVENT
#define CPC_OFFICERS_EVENT CPC_DEVICE_EVENT
#include "core/record/device_events.def"
#undef CPC_LINE
    return page;
}

}  // namespace cpc::record
