# SPDX-License-Identifier: Apache-2.0
# Every foreign library is named here once, and each has one door in the tree (see ARCHITECTURE.md).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Catch2 3.4 REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(CURL REQUIRED)
find_package(Cups REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(spdlog REQUIRED)
find_package(ZLIB REQUIRED)
find_package(benchmark REQUIRED)

function(cpc_pkg alias)
    pkg_check_modules(${alias} REQUIRED IMPORTED_TARGET GLOBAL ${ARGN})
    add_library(cpc::${alias} ALIAS PkgConfig::${alias})
endfunction()
cpc_pkg(sodium libsodium)
cpc_pkg(sdl2 sdl2)
cpc_pkg(seccomp libseccomp)
cpc_pkg(freetype freetype2)
cpc_pkg(pangocairo pangocairo cairo pangoft2 fontconfig)
cpc_pkg(qpdf libqpdf)
# clang 14 instantiates JSON.hh's defaulted destructors while JSON is incomplete and refuses the header.
# An empty body says the same later, so the lint and fuzz builds read a copy that has one.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 15)
    find_path(CPC_QPDF_INCLUDE qpdf/JSON.hh REQUIRED)
    file(READ "${CPC_QPDF_INCLUDE}/qpdf/JSON.hh" cpc_qpdf_json)
    string(REGEX REPLACE "(virtual ~JSON[a-z_]*\\(\\)) = default;" "\\1 {}" cpc_qpdf_json "${cpc_qpdf_json}")
    file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/qpdf-for-clang/qpdf/JSON.hh" CONTENT "${cpc_qpdf_json}" @ONLY)
    target_include_directories(PkgConfig::qpdf SYSTEM BEFORE INTERFACE "${CMAKE_BINARY_DIR}/qpdf-for-clang")
endif()
cpc_pkg(qrencode libqrencode)
cpc_pkg(poppler poppler-glib cairo fontconfig)
cpc_pkg(jpeg libjpeg)
cpc_pkg(ical libical)
cpc_pkg(pq libpq)

# SQLCipher is linked statically: a plain libsqlite3 that got in front of it would write plaintext.
find_path(CPC_SQLCIPHER_INCLUDE sqlcipher/sqlite3.h REQUIRED)
find_library(CPC_SQLCIPHER_LIBRARY NAMES libsqlcipher.a REQUIRED)
add_library(cpc_sqlcipher INTERFACE)
target_include_directories(cpc_sqlcipher SYSTEM INTERFACE "${CPC_SQLCIPHER_INCLUDE}")
target_compile_definitions(cpc_sqlcipher INTERFACE SQLITE_HAS_CODEC)
target_link_libraries(cpc_sqlcipher INTERFACE "${CPC_SQLCIPHER_LIBRARY}" OpenSSL::Crypto ZLIB::ZLIB
    m Threads::Threads ${CMAKE_DL_LIBS})
add_library(cpc::sqlcipher ALIAS cpc_sqlcipher)

# Dear ImGui 1.90.1: ./run unpacks trixie's static package below build/third-party on Debian 12.
find_path(CPC_IMGUI_INCLUDE imgui.h
    PATHS "${CMAKE_SOURCE_DIR}/build/third-party/imgui/usr/include/imgui" PATH_SUFFIXES imgui
    NO_CMAKE_FIND_ROOT_PATH REQUIRED)
file(GLOB cpc_imgui_unpacked "${CMAKE_SOURCE_DIR}/build/third-party/imgui/usr/lib/*/libimgui.a")
if(cpc_imgui_unpacked)
    list(GET cpc_imgui_unpacked 0 cpc_imgui_archive)
    set(CPC_IMGUI_LIBRARY "${cpc_imgui_archive}" CACHE FILEPATH "libimgui.a" FORCE)
    set(CPC_IMGUI_INCLUDE "${CMAKE_SOURCE_DIR}/build/third-party/imgui/usr/include/imgui"
        CACHE PATH "imgui.h" FORCE)
else()
    find_library(CPC_IMGUI_LIBRARY NAMES libimgui.a REQUIRED)
endif()
find_library(CPC_STB_LIBRARY NAMES stb REQUIRED)
add_library(cpc_imgui INTERFACE)
target_include_directories(cpc_imgui SYSTEM INTERFACE "${CPC_IMGUI_INCLUDE}")
target_link_libraries(cpc_imgui INTERFACE "${CPC_IMGUI_LIBRARY}" cpc::freetype "${CPC_STB_LIBRARY}"
    cpc::sdl2 ${CMAKE_DL_LIBS})
add_library(cpc::imgui ALIAS cpc_imgui)

# Howard Hinnant's tz library has no pkg-config file in Debian 12.
find_path(CPC_DATE_INCLUDE date/tz.h REQUIRED)
find_library(CPC_DATE_TZ NAMES date-tz REQUIRED)
add_library(cpc_date INTERFACE)
target_include_directories(cpc_date SYSTEM INTERFACE "${CPC_DATE_INCLUDE}")
target_link_libraries(cpc_date INTERFACE "${CPC_DATE_TZ}")
add_library(cpc::date ALIAS cpc_date)

find_path(CPC_RAPIDCHECK_INCLUDE rapidcheck.h REQUIRED)
find_library(CPC_RAPIDCHECK_LIBRARY NAMES rapidcheck REQUIRED)
add_library(cpc_rapidcheck INTERFACE)
target_include_directories(cpc_rapidcheck SYSTEM INTERFACE "${CPC_RAPIDCHECK_INCLUDE}")
target_link_libraries(cpc_rapidcheck INTERFACE "${CPC_RAPIDCHECK_LIBRARY}")
add_library(cpc::rapidcheck ALIAS cpc_rapidcheck)
