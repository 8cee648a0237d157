// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/app/stage/half_way.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

#include "app/view/say.hpp"
#include "core/base/limits.hpp"

namespace cpc::stage_test {
namespace {

template <class T>
T must(Result<T> result) {
    if (!result) FAIL(result.error().text());
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace

HalfWay::HalfWay(const std::string& name, const Ends& ends) {
    folder_ = (std::filesystem::temp_directory_path() / "cpc-half-XXXXXX").string();
    REQUIRE(mkdtemp(folder_.data()) != nullptr);
    const std::string source = CPC_SOURCE_DIR;
    const auto text =
        must(read_whole(files_, source + "/tests/scenarios/" + name, limits::scenario_bytes_max));
    auto scenario = must(play::parse_scenario(text_of(text), name));
    const auto end = std::find_if(scenario.acts.begin(), scenario.acts.end(), ends);
    REQUIRE(end != scenario.acts.end());
    scenario.acts.erase(end, scenario.acts.end());
    auto library = must(meeting::Library::load(files_, source + "/assets"));
    performance_ = must(stage::begin_performance(scenario, {files_,
                                                            entropy_,
                                                            std::move(library),
                                                            folder_ + "/vault",
                                                            "practice practice practice",
                                                            {},
                                                            {}}));
    const auto played = must(play::play(scenario, *performance_->hands));
    REQUIRE(played.failures.empty());
    stage().frame();
}

HalfWay::~HalfWay() {
    performance_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

bool HalfWay::says(const std::string& part) {
    return driver().transcript().find(part) != std::string::npos;
}

void HalfWay::press(const std::string& label) {
    INFO("pressing \"" << label << "\"");
    must(stage().press(label));
}

void HalfWay::hold(const std::string& label) {
    INFO("holding \"" << label << "\"");
    must(stage().hold(label));
}

void HalfWay::fill(const std::string& label, const std::string& text) {
    INFO("filling \"" << label << "\"");
    must(stage().fill(label, text));
}

void HalfWay::digits(std::string_view typed) {
    must(stage().digits(typed));
}

void HalfWay::chair_takes_it() {
    digits(stage::chair_pin);
}

void HalfWay::pull_the_plug() {
    must(stage().pull_the_plug());
}

std::string HalfWay::pin_of(const std::string& person) {
    const auto& state = meeting().state();
    for (std::size_t i = 0; i < state.person_order.size(); ++i)
        if (view::person_name(state, state.person_order[i]) == person) return play::scripted_pin(i);
    FAIL("nobody is called " << person);
    return {};
}

void HalfWay::own_screen(const std::string& person) {
    press(view::say("hand.i_am", {{"who", person}}));
    digits(pin_of(person));
}

HalfWay::Ends at_verb(std::string verb) {
    return [verb = std::move(verb)](const play::Act& act) { return act.verb == verb; };
}

HalfWay::Ends after_stage(std::string stage) {
    auto seen = std::make_shared<bool>(false);
    return [stage = std::move(stage), seen](const play::Act& act) {
        if (*seen) return true;
        *seen = act.verb == "stage" && act.words.front() == stage;
        return false;
    };
}

}  // namespace cpc::stage_test
