# SPDX-License-Identifier: Apache-2.0
# How we build, never what: the profiles differ in checks and speed only.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CPC_PROFILE "release" CACHE STRING "release, dev, tsan, fuzz or tidy")

find_program(CPC_CCACHE ccache)
if(CPC_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CPC_CCACHE}")
endif()
find_program(CPC_MOLD mold)
if(CPC_MOLD)
    add_link_options("-fuse-ld=mold")
endif()

# A warning stops the build with the two compilers this house answers for (g++ 12, clang 14). Another
# compiler may see what they do not, or what is not there (g++ 14 takes an insert of 16 bytes for an
# overflow): a newcomer's build must not end for that.
set(warnings -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum)
if("${CMAKE_CXX_COMPILER_ID}-${CMAKE_CXX_COMPILER_VERSION}" MATCHES "^(GNU-12|Clang-14)\\.")
    list(APPEND warnings -Werror)
endif()
# With its sanitizers in, g++ 12 sees a vector made smaller as one of nearly all memory.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CPC_PROFILE MATCHES "^(dev|tsan)$")
    list(APPEND warnings -Wno-stringop-overflow -Wno-array-bounds)
endif()
add_library(cpc_warnings INTERFACE)
target_compile_options(cpc_warnings INTERFACE ${warnings})

add_compile_options("-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
if(CPC_PROFILE STREQUAL "release")
    set(CMAKE_CXX_FLAGS_RELEASE "-O2")
    add_compile_definitions(_GLIBCXX_ASSERTIONS _FORTIFY_SOURCE=3)
    add_compile_options(-fstack-protector-strong -ftrivial-auto-var-init=zero)
    add_link_options(-pie -Wl,-z,relro,-z,now)
elseif(CPC_PROFILE STREQUAL "dev")
    add_compile_options(-O1 -g1 -fsanitize=address,undefined -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address,undefined)
    add_compile_definitions(_GLIBCXX_ASSERTIONS)
elseif(CPC_PROFILE STREQUAL "tsan")
    add_compile_options(-O1 -g1 -fsanitize=thread)
    add_link_options(-fsanitize=thread)
elseif(CPC_PROFILE STREQUAL "fuzz")
    add_compile_options(-O1 -g1 -fsanitize=address,undefined,fuzzer-no-link)
    add_link_options(-fsanitize=address,undefined)
endif()
