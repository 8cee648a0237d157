// SPDX-License-Identifier: Apache-2.0
// The keeper of readers: the whole of the program cpc-reader. It looks into no file itself; for
// each it forks a reader, waits ten seconds at most, and passes on what came back.
#pragma once

namespace cpc::reader {

// Until the other end of the line is gone. `line`: platform/pages/line.hpp.
[[nodiscard]] int keep(int line);

}  // namespace cpc::reader
