// SPDX-License-Identifier: Apache-2.0
// cpc-reader: started by cpc-kiosk, with one line to it. For nobody's use by hand.
#include "platform/pages/line.hpp"
#include "platform/reader/keeper.hpp"

int main() {
    return cpc::reader::keep(cpc::pages::line_of_the_keeper);
}
