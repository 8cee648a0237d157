// SPDX-License-Identifier: Apache-2.0
// The English tables, one function for each english_<part>.cpp. For messages.cpp only.
#pragma once

#include <span>

#include "app/locale/messages.hpp"

namespace cpc::locale {

[[nodiscard]] std::span<const Message> english_shell();
[[nodiscard]] std::span<const Message> english_home();
[[nodiscard]] std::span<const Message> english_introductions();
[[nodiscard]] std::span<const Message> english_information();
[[nodiscard]] std::span<const Message> english_material();
[[nodiscard]] std::span<const Message> english_risk();
[[nodiscard]] std::span<const Message> english_decision();
[[nodiscard]] std::span<const Message> english_plan();
[[nodiscard]] std::span<const Message> english_close();
[[nodiscard]] std::span<const Message> english_room();
[[nodiscard]] std::span<const Message> english_apart();
[[nodiscard]] std::span<const Message> english_matters();
[[nodiscard]] std::span<const Message> english_device();
[[nodiscard]] std::span<const Message> english_record();
[[nodiscard]] std::span<const Message> english_settings();
[[nodiscard]] std::span<const Message> english_spoken();
[[nodiscard]] std::span<const Message> english_toolkit();
[[nodiscard]] std::span<const Message> english_training();
[[nodiscard]] std::span<const Message> english_register();
[[nodiscard]] std::span<const Message> english_handing_out();

}  // namespace cpc::locale
