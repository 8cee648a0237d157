# SPDX-License-Identifier: Apache-2.0
# Writes word_list.hpp: the words of assets/words/english.txt, to be built in.
# cmake -DFILE=… -DOUT=… -P words.cmake
file(STRINGS "${FILE}" words)
list(LENGTH words count)
list(JOIN words "\",\n    \"" rows)
file(WRITE "${OUT}" "// Made by core/crypto/words.cmake from assets/words/english.txt.
#pragma once

#include <array>
#include <string_view>

namespace cpc::crypto {

inline constexpr std::array<std::string_view, ${count}> word_list{
    \"${rows}\"};

}  // namespace cpc::crypto
")
