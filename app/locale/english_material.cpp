// SPDX-License-Identifier: Apache-2.0
// Words of reports and drawings that are taken in as files.
#include "app/locale/english.hpp"

namespace cpc::locale {
namespace {

constexpr Message messages[] = {
    {"material.title", "Reports and drawings"},
    {"material.help",
     "What people brought as a file. It is kept, encrypted, in the record of this conference."},
    {"material.past_help",
     "What people brought as a file, as it was taken in. Each look at one is written down."},
    {"material.empty", "Nothing has been taken in yet."},
    {"material.take", "Take in a report or drawing from a stick"},
    {"material.take_help", "The file is copied into the record. The stick keeps its own."},
    {"material.detail", "{what} · brought by {who} · {pages}"},
    {"material.report_from", "Report from {who}"},
    {"material.drawing_by", "Drawing by {who}"},
    {"material.kind-report", "Report"},
    {"material.kind-drawing", "Child's drawing"},
    {"material.kind-other", "Something else"},
    {"material.pages.one", "{n} page"},
    {"material.pages.other", "{n} pages"},
    {"material.aside_row", "Put aside: {why}"},
    {"material.professionals", "Professionals only"},
    {"material.file", "Which file?"},
    {"material.looking", "Looking at the stick…"},
    {"material.reading", "Reading the file…"},
    {"material.none_found", "There is no PDF, PNG or JPEG file on the stick."},
    {"material.look_again", "Look at the stick again"},
    {"material.kind", "What is it?"},
    {"material.label", "What do we call it?"},
    {"material.label_hint", "For example: School report, March"},
    {"material.brought", "Who brought it?"},
    {"material.author", "Whose report is it?"},
    {"material.maker", "Who made it?"},
    {"material.about", "Whom is it about?"},
    {"material.professionals_label", "For professionals only"},
    {"material.professionals_help",
     "Not shown while the family can see the screen, and not told of in their papers."},
    {"material.apart", "Taken in now, it is only for who is in this part."},
    {"material.save", "Take it in"},
    {"material.need_file", "Choose a file"},
    {"material.need_kind", "Say what it is"},
    {"material.need_label", "Give it a name"},
    {"material.need_brought", "Choose who brought it"},
    {"material.need_author", "Choose whose report it is"},
    {"material.need_maker", "Choose the child who made it"},
    {"material.done", "{what} taken in."},
    {"material.page_of", "Page {n} of {all}"},
    {"material.previous", "Previous page"},
    {"material.next", "Next page"},
    {"material.first_is_here", "This is the first page"},
    {"material.last_is_here", "This is the last page"},
    {"material.larger", "Larger"},
    {"material.whole", "Whole page"},
    {"material.drawing", "Drawing the page…"},
    {"material.image", "{what}, page {n} of {all}"},
    {"material.aside", "Wrong file: put it aside"},
    {"material.aside_why", "Why is it put aside?"},
    {"material.aside_save", "Put it aside"},
    {"material.aside_done", "{what} put aside."},
    {"material.need_reason", "Write why"},
    {"material.no_reader",
     "Files from outside cannot be opened on this machine. Everything else works."},
    {"material.cannot_read", "The file cannot be read from the stick, or is larger than 16 MiB."},
    {"material.nothing_taken", "Nothing was taken in. The meeting goes on."},
};

}  // namespace

std::span<const Message> english_material() {
    return messages;
}

}  // namespace cpc::locale
