// SPDX-License-Identifier: Apache-2.0
// Is this a build with sanitizers? g++ and clang say it in different words. Such a build keeps its
// own heap, looks into the process from a second one and maps more than any limit allows.
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CPC_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CPC_SANITIZED 1
#endif
#endif
