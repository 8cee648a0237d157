# SPDX-License-Identifier: Apache-2.0
# cpc_module(core/record USES core/base core/codec LIBS cpc::sodium)
#   one folder = one static library cpc_core_record; sources are the folder's own *.cpp.
# cpc_program(cpc DIR app/cpc USES …)      an executable from a folder.
# cpc_tests(core/record USES …)            Catch2 tests from tests/unit/core/record/*.cpp.
include(Catch OPTIONAL)

function(cpc_target_of folder out)
    string(REPLACE "/" "_" name "${folder}")
    set(${out} "cpc_${name}" PARENT_SCOPE)
endfunction()

function(cpc_link target scope uses libs)
    foreach(use IN LISTS uses)
        cpc_target_of("${use}" name)
        target_link_libraries(${target} ${scope} ${name})
    endforeach()
    if(libs)
        target_link_libraries(${target} ${scope} ${libs})
    endif()
endfunction()

# What a conference can say is large, and most of a build is reading it again for each file: where
# a folder rests on core/conference, g++ reads it once for all modules and once for all their tests.
# clang does without, and so proves that every file names what it uses.
set(cpc_once_headers "${CMAKE_SOURCE_DIR}/core/conference/decide.hpp"
    "${CMAKE_SOURCE_DIR}/core/conference/rulebook.hpp")
set(cpc_once_folders "core/conference|app/(view|meeting|report|exports|play|screen|kiosk|stage|send)")
set(cpc_once OFF)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(cpc_once ON)
    file(WRITE "${CMAKE_BINARY_DIR}/once/once.cpp" "int main() {}\n")
    add_library(cpc_once_modules STATIC "${CMAKE_BINARY_DIR}/once/once.cpp")
    add_executable(cpc_once_tests "${CMAKE_BINARY_DIR}/once/once.cpp")
    target_precompile_headers(cpc_once_modules PRIVATE ${cpc_once_headers})
    target_precompile_headers(cpc_once_tests PRIVATE ${cpc_once_headers}
        <catch2/catch_test_macros.hpp>)
    target_link_libraries(cpc_once_tests PRIVATE Catch2::Catch2)
    foreach(holder cpc_once_modules cpc_once_tests)
        target_include_directories(${holder} PRIVATE "${CMAKE_SOURCE_DIR}")
        target_link_libraries(${holder} PRIVATE cpc_warnings)
    endforeach()
endif()

function(cpc_read_once target holder)
    set(uses "${ARGN}")
    list(FILTER uses INCLUDE REGEX "^(${cpc_once_folders})$")
    if(uses AND cpc_once)
        target_precompile_headers(${target} REUSE_FROM ${holder})
        # g++ 12 forgets of what it has read once that it was a system header, and then warns of the
        # library's own moves of short strings.
        target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-restrict
            -Wno-stringop-overflow)
    endif()
endfunction()

function(cpc_module folder)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LIBS;PRIVATE_LIBS")
    cpc_target_of("${folder}" target)
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*.cpp")
    if(sources)
        add_library(${target} STATIC ${sources})
        target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}")
        target_link_libraries(${target} PRIVATE cpc_warnings)
        cpc_link(${target} PUBLIC "${arg_USES}" "${arg_LIBS}")
        if(arg_PRIVATE_LIBS)
            target_link_libraries(${target} PRIVATE ${arg_PRIVATE_LIBS})
        endif()
        cpc_read_once(${target} cpc_once_modules ${folder} ${arg_USES})
    else()
        add_library(${target} INTERFACE)
        target_include_directories(${target} INTERFACE "${CMAKE_SOURCE_DIR}")
        cpc_link(${target} INTERFACE "${arg_USES}" "${arg_LIBS}")
    endif()
endfunction()

function(cpc_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "DIR" "USES;LIBS")
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${arg_DIR}/*.cpp")
    if(NOT sources)
        message(STATUS "${name}: no source in ${arg_DIR}, left out")
        return()
    endif()
    add_executable(${name} ${sources})
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE cpc_warnings)
    cpc_link(${name} PRIVATE "${arg_USES}" "${arg_LIBS}")
endfunction()

function(cpc_tests folder)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "USES;LIBS")
    string(REPLACE "/" "_" suffix "${folder}")
    set(target "test_${suffix}")
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/unit/${folder}/*.cpp")
    if(NOT sources)
        message(STATUS "${target}: no source in tests/unit/${folder}, left out")
        return()
    endif()
    add_executable(${target} ${sources})
    target_include_directories(${target} PRIVATE "${CMAKE_SOURCE_DIR}")
    target_compile_definitions(${target} PRIVATE CPC_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
        CPC_BINARY_DIR="${CMAKE_BINARY_DIR}")
    target_link_libraries(${target} PRIVATE cpc_warnings Catch2::Catch2WithMain)
    cpc_link(${target} PRIVATE "${arg_USES}" "${arg_LIBS}")
    cpc_read_once(${target} cpc_once_tests ${folder} ${arg_USES})
    # One ctest entry a module: the process start and the sanitizer's set-up are paid once.
    add_test(NAME "unit/${folder}" COMMAND ${target} --colour-mode none)
endfunction()
