// SPDX-License-Identifier: Apache-2.0
#include "core/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace cpc {
namespace {
DefectHandler g_handler = nullptr;
}

void set_defect_handler(DefectHandler handler) {
    g_handler = handler;
}

void report_defect(const char* file, int line, const char* condition) {
    if (g_handler != nullptr) g_handler(file, line, condition);
    std::fprintf(stderr, "defect: %s:%d: %s does not hold. The record up to here is intact.\n", file,
                 line, condition);
    std::abort();
}

}  // namespace cpc
