// SPDX-License-Identifier: Apache-2.0
// Inside acts.cpp's table: the acts that need more than a line. Each answers at once and does its
// work off the drawing thread.
#pragma once

#include <string>

#include "app/kiosk/shell.hpp"

namespace cpc::kiosk {

enum class PaperWay : std::uint8_t {
    issue,  // make it and write down that it was made
    save,   // the same, and put the file on a memory stick
    print,  // the same, to a printer
};
// `about` is a copy's: "minutes/family/3".
void make_papers(Shell& shell, const std::string& about, PaperWay way);
// The same to a printer; the list of what waits there and on its way; one of its lines handed over
// (again), said to have come out, taken off. Each shows the list.
void print_paper(Shell& shell, const std::string& about);
void print_again(Shell& shell, const std::string& id);
void print_done(Shell& shell, const std::string& id);
void print_drop(Shell& shell, const std::string& id);
void use_printer(Shell& shell, const std::string& name);
void look_at_printer(Shell& shell);
[[nodiscard]] Result<view::PrintingFacts> printer_facts(meeting::Desk& desk, Printers* printers);
// A request for access: what screen::draw_access leaves.
enum class AccessPart : std::uint8_t { copy, list };
void save_access(Shell& shell, const std::string& about, AccessPart part);
// The dates that a closed conference set, as a calendar file without names, on a stick.
void save_calendar(Shell& shell);
// Who has which paper and who waits, as it stands now, on a stick.
void save_register(Shell& shell);
// Everybody's letter to the stick, before the meeting.
void save_invitations(Shell& shell);

// Reports and drawings: the files on the stick, taking one in, and the page the sheet asks for
// (drafts: material, material_facts).
void look_at_stick(Shell& shell);
void take_material(Shell& shell);
void draw_page(Shell& shell);

// Reads from the vault which closed records central has confirmed.
void look_at_sending(Shell& shell);
// Seals what is not yet received and sends it; a receipt counts once it was verified. What goes
// wrong on the way is said on the screen, never as a failure: nothing is lost by it.
void send_now(Shell& shell);
// Conferences that were prepared at the centre: from a stick into the inbox, and from there, once
// the tablet is open, into the record (how many). What was refused is kept as a line.
void take_packs(Shell& shell);
void take_receipts(Shell& shell);
[[nodiscard]] std::string inbox_folder(const Services& services);
[[nodiscard]] Result<std::size_t> open_packs(const Services& services, meeting::Desk& desk);
[[nodiscard]] Result<void> add_packs(view::SendingFacts& facts, meeting::Desk& desk);
// Where records go; kept in the vault, for an address is nobody else's business.
void keep_address(Shell& shell, const std::string& address);
// The centre's file from a memory stick, and the tablet's own onto it.
void take_pairing(Shell& shell);
void give_registration(Shell& shell);
// What the tablet can find out about itself, in the background; and a report of it on a stick.
void look_at_readiness(Shell& shell);
void save_readiness(Shell& shell);
// What the settings tell of keys, procedures and the centre.
void look_at_settings(Shell& shell);
// The entries of the open conference, for reading, and each signature among them. Then every entry
// of the tablet, with the root.
// Whether the content of this conference may be removed from the tablet; asked by the worker.
[[nodiscard]] view::RemovalFacts removal_of(const Services& services, meeting::Desk& desk,
                                            const meeting::Meeting& meeting, bool clock_moved);
void read_record(Shell& shell);
void remove_conference(Shell& shell, const std::string& about);  // acts_removal.cpp
void check_record(Shell& shell);
// A family to practise with is prepared for now and opened; one that was begun is broken off first.
void practise(Shell& shell, const std::string& family);
// Seals what is not yet received and copies the sealed files to a memory stick.
void save_bundles(Shell& shell);

// Where records go; empty: no address is kept.
[[nodiscard]] Result<std::string> kept_address(store::Vault& vault);

// The folder of a memory stick that is plugged in; Fault::not_found with advice if there is none.
[[nodiscard]] Result<std::string> find_stick(Files& files);

}  // namespace cpc::kiosk
