// SPDX-License-Identifier: Apache-2.0
#include "tests/attacks/hall.hpp"

#include <stdlib.h>

#include "core/base/check.hpp"

namespace cpc::attacks {

Hall::Hall() {
    std::string name = (std::filesystem::temp_directory_path() / "cpc-hall-XXXXXX").string();
    CPC_CHECK(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    meeting::SetUp setup;
    setup.cost = crypto::KeyslotCost::practice();
    setup.practice = true;
    auto desk = meeting::Desk::set_up({files_, clock_, entropy_}, folder_ + "/store",
                                      crypto::SecretBytes::from("test"), setup, library());
    REQUIRE(desk.has_value());
    desk_ = std::move(*desk);
    hands_ = std::make_unique<play::CommandHands>(*desk_, clock_);
}

Hall::~Hall() {
    hands_.reset();
    desk_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

meeting::Library Hall::library() {
    auto out = meeting::Library::load(files_, std::string{CPC_SOURCE_DIR} + "/assets");
    REQUIRE(out.has_value());
    return std::move(*out);
}

std::string Hall::play(const std::string& acts) {
    const auto scenario = play::parse_scenario(acts, "attack.txt");
    if (!scenario) FAIL(scenario.error().text());
    const auto played = play::play(*scenario, *hands_);
    if (!played) FAIL(played.error().text());
    if (hands_->meeting() != nullptr) conference_ = hands_->meeting()->id();
    if (played->refusals.empty()) return {};
    const auto& last = played->refusals.back().refusal;
    return last.rule + ": " + last.message;
}

std::string Hall::reopened() {
    hands_.reset();
    desk_.reset();
    auto desk = meeting::Desk::open({files_, clock_, entropy_}, folder_ + "/store",
                                    crypto::SecretBytes::from("test"), library());
    if (!desk) return desk.error().text();
    desk_ = std::move(*desk);
    return {};
}

meeting::Meeting& Hall::meeting() {
    auto found = desk_->meeting(conference_);
    REQUIRE(found.has_value());
    return **found;
}

PersonId Hall::person(const std::string& name) {
    for (const auto& [id, person] : state().people)
        if (person.invited.name == name) return id;
    FAIL("nobody has that name: " << name);
    return {};
}

crypto::SecretBytes Hall::pin_of(const std::string& name) {
    const auto& order = state().person_order;
    const auto place = std::find(order.begin(), order.end(), person(name)) - order.begin();
    return crypto::SecretBytes::from(play::scripted_pin(static_cast<std::size_t>(place)));
}

conference::PositionLogged Hall::view_of_person(const std::string& name) {
    conference::PositionLogged out;
    out.child = child();
    out.person = person(name);
    out.view = conference::View::in_favour;
    return out;
}

void Hall::write(const conference::Event& event, std::vector<store::Signer> signers) {
    auto encoded = meeting::encode_event(event);
    store::AppendRequest request;
    request.type = encoded.type;
    request.conference = conference_;
    request.payload = std::move(encoded.payload);
    request.signers = std::move(signers);
    const auto stored = vault().append(request);
    if (!stored) FAIL(stored.error().text());
}

}  // namespace cpc::attacks
