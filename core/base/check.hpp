// SPDX-License-Identifier: Apache-2.0
// CPC_CHECK states what must hold. It stays on in release: a wrong program must stop before it
// writes something wrong. The message names the place and the condition, never case text.
#pragma once

namespace cpc {

// Called with file, line and the condition's own text just before the program aborts. The kiosk
// sets it to show the locked screen; the default prints to stderr.
using DefectHandler = void (*)(const char* file, int line, const char* condition);
void set_defect_handler(DefectHandler handler);
[[noreturn]] void report_defect(const char* file, int line, const char* condition);

}  // namespace cpc

#define CPC_CHECK(condition) \
    ((condition) ? void(0) : ::cpc::report_defect(__FILE__, __LINE__, #condition))
