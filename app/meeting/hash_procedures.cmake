# SPDX-License-Identifier: Apache-2.0
# Writes shipped_procedures.hpp: the SHA-256 of each procedure and each overlay that comes with the
# program. cmake -DASSETS=… -DOUT=… -P hash_procedures.cmake
file(GLOB files "${ASSETS}/procedures/*.toml" "${ASSETS}/overlays/*.toml")
list(SORT files)
list(LENGTH files count)
set(rows "")
foreach(file IN LISTS files)
    file(SHA256 "${file}" hash)
    get_filename_component(name "${file}" NAME)
    string(APPEND rows "    \"${hash}\",  // ${name}\n")
endforeach()
file(WRITE "${OUT}" "// Made by app/meeting/hash_procedures.cmake from assets/procedures and assets/overlays.
#pragma once

#include <array>
#include <string_view>

namespace cpc::meeting {

inline constexpr std::array<std::string_view, ${count}> shipped_procedures{
${rows}};

}  // namespace cpc::meeting
")
