// SPDX-License-Identifier: Apache-2.0
// From an overlay's TOML file to an Overlay. The parts it shares with a procedure have one reader.
#include "core/base/limits.hpp"
#include "core/procedure/overlay.hpp"
#include "core/procedure/reader.hpp"
#include "core/procedure/schema_check.hpp"

namespace cpc::procedure {
namespace {

OverlayRole read_added_role(const In& in) {
    return {read_role(in), in.texts("same_as")};
}

OverlayStage read_added_stage(const In& in) {
    return {in.word("stage", words::stages), in.texts("requirement"), in.texts("prompts"),
            in.each("check", read_check)};
}

OverlayPlan read_added_plan(const In& in) {
    return {in.texts("requirement"), in.each("section", read_section), in.flag("action_outcome"),
            in.flag("action_date")};
}

OverlayReview read_added_review(const In& in) {
    return {in.basis(), in.number("first_months"), in.number("next_months")};
}

OverlayDeadline read_added_deadline(const In& in) {
    return {read_deadline(in), in.text("kind") == "as-base-report"};
}

OverlayDocument read_added_document(const In& in) {
    return {read_document(in), in.has("deadline_as")};
}

Overlay read_overlay_lists(const In& in) {
    Overlay overlay;
    overlay.id = in.text("id");
    overlay.edition = in.text("edition");
    overlay.title = in.text("title");
    overlay.source = in.text("source");
    overlay.regions = in.texts("regions");
    overlay.chair = in.table("terms").text("chair");
    overlay.events = in.each("event", read_event);
    overlay.roles = in.each("role", read_added_role);
    overlay.statements = in.each("statement", read_statement);
    overlay.stages = in.each("stage", read_added_stage);
    overlay.risk_fields = in.each("risk_field", read_risk_field);
    overlay.plan = read_added_plan(in.table("plan"));
    if (in.has("review")) overlay.review = read_added_review(in.table("review"));
    overlay.deadlines = in.each("deadline", read_added_deadline);
    overlay.documents = in.each("document", read_added_document);
    overlay.access_notes = in.each("access", read_note);
    overlay.record_notes = in.each("record", read_note);
    overlay.guide = in.each("guide", read_page);
    overlay.explains = in.each("explains", read_page);
    return overlay;
}

}  // namespace

Result<Overlay> load_overlay(std::string_view text, std::string_view file_name) {
    if (text.size() > limits::profile_bytes_max)
        return fail(Fault::refused, "This file is too large for an overlay.",
                    std::string(file_name), "Nothing was changed.");
    const toml::table document = CPC_TRY(parse_toml(text, file_name));
    CPC_TRY(check_schema(document, file_name, Shape::overlay));
    Overlay overlay = read_overlay_lists(In{document});
    overlay.file = std::string(file_name);
    overlay.effective_from = CPC_TRY(read_date(document, "effective_from", file_name));
    return overlay;
}

}  // namespace cpc::procedure
