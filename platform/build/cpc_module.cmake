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

# Even so, most of a compile is instantiating the same templates for each file. A folder's files are
# therefore read some at a time, as one: the whole build takes less than half the processor time. So
# names in a folder's unnamed namespaces differ from file to file. Folders whose tests are one little
# world a file (and the small ones, where nothing is to be had) are compiled file by file, and so is
# everything with clang and with CPC_TOGETHER=OFF, which suits who changes one file again and again.
option(CPC_TOGETHER "Compile several files of a folder as one (g++ only)" ON)
set(cpc_together_folders
    "core/(conference|procedure|store)|sync/service"
    "app/(centre|document|exports|kiosk|meeting|play|report|screen|send|stage|view)")
list(JOIN cpc_together_folders "|" cpc_together_folders)

function(cpc_together target)
    if(CPC_TOGETHER AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
        # A file that is read by another is no header: what it keeps to itself stays its own.
        target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
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
        if(folder MATCHES "^(${cpc_together_folders})$")
            cpc_together(${target})
        endif()
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
    cpc_together(${name})
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
    if(folder MATCHES "^(${cpc_together_folders})$" AND NOT folder MATCHES "^(core/(procedure|store)|app/stage)$")
        cpc_together(${target})
    endif()
    # One ctest entry a module: the process start and the sanitizer's set-up are paid once.
    add_test(NAME "unit/${folder}" COMMAND ${target} --colour-mode none)
endfunction()
