// SPDX-License-Identifier: Apache-2.0
#include "platform/guard/heap.hpp"

#include <malloc.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "platform/guard/sanitizer.hpp"

#ifndef CPC_SANITIZED
#define CPC_OWN_FREE 1
#endif

#ifdef CPC_OWN_FREE
// The system's own, under the names it keeps for exactly this.
extern "C" {
void __libc_free(void* block);           // NOLINT
void* __libc_malloc(std::size_t bytes);  // NOLINT
}

namespace {
std::atomic<std::size_t> blocks_wiped{0};
}

extern "C" void free(void* block) {
    if (block == nullptr) return;
    ::explicit_bzero(block, ::malloc_usable_size(block));
    blocks_wiped.fetch_add(1, std::memory_order_relaxed);
    __libc_free(block);
}

// Never moves a block by itself: what it left behind would not be wiped.
extern "C" void* realloc(void* block, std::size_t bytes) {
    if (block == nullptr) return __libc_malloc(bytes);
    if (bytes == 0) {
        free(block);
        return nullptr;
    }
    const auto had = ::malloc_usable_size(block);
    if (bytes <= had && bytes >= had / 2) return block;
    void* moved = __libc_malloc(bytes);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, block, bytes < had ? bytes : had);
    free(block);
    return moved;
}
#endif

namespace cpc::guard {
namespace {

constexpr std::size_t stack_wiped = std::size_t{512} * 1024;

}  // namespace

bool is_wiping() {
#ifdef CPC_OWN_FREE
    const auto before = blocks_wiped.load(std::memory_order_relaxed);
    void* volatile block = std::malloc(64);
    std::free(block);
    return blocks_wiped.load(std::memory_order_relaxed) > before;
#else
    return false;
#endif
}

__attribute__((noinline)) void wipe_stack() {
    std::array<volatile std::uint8_t, stack_wiped> below;
    for (auto& byte : below)
        byte = 0;
}

}  // namespace cpc::guard
