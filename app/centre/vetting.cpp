// SPDX-License-Identifier: Apache-2.0
#include "app/centre/vetting.hpp"

#include "app/meeting/event_codec.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::centre {

service::Vetting vetting(std::shared_ptr<const meeting::Library> known) {
    return [known = std::move(known)](const record::EntryHeader& header,
                                      ByteView content) -> std::optional<std::string> {
        if (record::rule_for(header.type) == nullptr) return wire::held_code::newer_format;
        if (header.conference.empty() || content.empty()) return std::nullopt;
        const auto event = meeting::decode_event(header.type, content);
        if (!event) return wire::held_code::newer_format;
        if (!*event) return std::nullopt;  // no event of the conference: kept and left alone
        const auto* opened = std::get_if<conference::ConferenceOpened>(&**event);
        if (!known || opened == nullptr || known->by_hash(opened->procedure_hash) != nullptr)
            return std::nullopt;
        return wire::held_code::unknown_procedure;
    };
}

}  // namespace cpc::centre
