// SPDX-License-Identifier: Apache-2.0
// Words of papers on their way to a printer, and of a request for access to a record.
#include "app/locale/english.hpp"

namespace cpc::locale {
namespace {

constexpr Message messages[] = {
    {"print.title", "Printing"},
    {"print.open", "Printing"},
    {"print.now", "Print"},
    {"print.again", "Print it again"},
    {"print.came_out", "It came out"},
    {"print.drop", "Take it off the list"},
    {"print.look_again", "Look again"},
    {"print.papers", "Papers to print"},
    {"print.none", "No paper waits."},
    {"print.others.one", "{n} paper of another conference waits."},
    {"print.others.other", "{n} papers of other conferences wait."},
    {"print.a_paper", "A paper that is not made any more"},
    {"print.printers", "Printers"},
    {"print.goes_to", "Papers go to {printer}."},
    {"print.no_printer",
     "There is no printer here. Papers wait in this list; they can also be "
     "saved to a memory stick."},
    {"print.no_service",
     "This tablet has no print service. Papers wait in this list; they can "
     "also be saved to a memory stick."},
    {"print.waiting", "Waits for a printer. Nothing was sent."},
    {"print.at_printer", "At the printer {printer} since {time}."},
    {"print.stopped",
     "The printer {printer} has stopped. Look at its paper, ink and cable; it "
     "goes on by itself."},
    {"print.printed", "Printed by {printer}, {time}."},
    {"print.refused", "The printer {printer} did not take it. Nothing was printed."},
    {"print.unsure",
     "Nobody knows whether the printer {printer} has it. Look whether it came out "
     "before you print it again."},
    {"print.given_up", "The printer {printer} took it and did not print it."},
    {"print.ready", "ready"},
    {"print.busy", "printing"},
    {"print.not_ready", "stopped"},
    {"print.takes_none", "takes no papers now"},
    {"access.open", "Somebody asks for access"},
    {"access.title", "Access to the record"},
    {"access.help",
     "What may be given, and a list for the office of everything that is held back "
     "and why. A person decides; both are noted in the record."},
    {"access.who", "Whose record"},
    {"access.capacity", "Who asks"},
    {"access.self", "They ask for themselves"},
    {"access.child", "A child who understands what it asks for"},
    {"access.parent-for-child", "A parent on the child's behalf"},
    {"access.representative", "Somebody who may act for them"},
    {"access.guardian", "A guardian appointed by a court"},
    {"access.court-order", "A court has ordered it"},
    {"access.because", "Granted on what, and by whom"},
    {"access.because_hint",
     "For a child: why it is in the child's interest. For a court: number "
     "and day of the order."},
    {"access.need_who", "Choose whose record it is."},
    {"access.need_capacity", "Choose who asks."},
    {"access.need_because", "Write on what it was granted, and by whom."},
    {"access.copy", "Copy to the stick"},
    {"access.list", "Office list to the stick"},
    {"access.copy_saved", "The copy is on the stick, in its own folder, and noted in the record."},
    {"access.list_saved",
     "The list for the office is on the stick, in its own folder. Never give "
     "it out with the copy."},
};

}  // namespace

std::span<const Message> english_handing_out() {
    return messages;
}

}  // namespace cpc::locale
