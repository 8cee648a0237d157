// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/app/kiosk/rig.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

#include "platform/pages/separate_pages.hpp"

namespace cpc::kiosk_test {
namespace {

void must(const Result<void>& result) {
    if (!result) FAIL(result.error().text());
}

}  // namespace

Rig::Rig(ui::Settings wanted, Tablet which) : tablet(which), settings(std::move(wanted)) {
    std::string pattern = (std::filesystem::temp_directory_path() / "cpc-kiosk-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    directory = pattern + "/vault";
    files.bay = pattern + "/bay";
    make_shell();
    auto made = ui::Driver::make(settings, [this](ui::Ui& ui) { shell->draw(ui); });
    if (!made) FAIL(made.error().text());
    driver = std::move(*made);
}

Rig::~Rig() {
    shell.reset();
    std::error_code ignored;
    std::filesystem::remove_all(std::filesystem::path(directory).parent_path(), ignored);
}

void Rig::make_shell() {
    auto library = meeting::Library::load(files, std::string(CPC_SOURCE_DIR) + "/assets");
    if (!library) FAIL(library.error().text());
    const bool practice = tablet == Tablet::practice;
    Entropy& draws = practice ? static_cast<Entropy&>(entropy) : seeded;
    kiosk::Services services{{files, clock, draws},
                             worker,
                             std::move(*library),
                             directory,
                             "Town Hall",
                             crypto::KeyslotCost::practice(),
                             practice,
                             {},
                             {}};
    // One reader of foreign files for all tests: it holds nothing of any of them.
    static const auto reader =
        pages::SeparatePages::start(std::string{CPC_BINARY_DIR} + "/bin/cpc-reader");
    services.pages = reader.get();
    shell = std::make_unique<kiosk::Shell>(std::move(services));
}

std::string Rig::put_stick() {
    const auto stick = files.bay + "/media/STICK";
    std::filesystem::create_directories(stick);
    return stick;
}

void Rig::restart() {
    shell.reset();
    make_shell();
    driver->frame();
}

void Rig::press(const std::string& label) {
    INFO("pressing \"" << label << "\"");
    must(driver->press(label));
    shell->touched(driver->now_ms());
}

void Rig::hold(const std::string& label) {
    INFO("holding \"" << label << "\"");
    must(driver->hold(label));
    shell->touched(driver->now_ms());
}

void Rig::fill(const std::string& label, const std::string& text) {
    INFO("filling \"" << label << "\"");
    must(driver->fill(label, text));
    shell->touched(driver->now_ms());
}

void Rig::secret(const std::string& label, const std::string& text) {
    INFO("typing into \"" << label << "\"");
    must(driver->press(label));
    must(driver->type(text));
    must(driver->press("Done"));
    shell->touched(driver->now_ms());
}

void Rig::digits(const std::string& typed) {
    must(driver->press_digits(typed));
    shell->touched(driver->now_ms());
}

void Rig::pick_date(const std::string& button, int days_back) {
    press(button);
    for (int i = 0; i < days_back; ++i)
        press("Day less");
    press("Choose");
}

bool Rig::sees(const std::string& label) const {
    return driver->find(label) != nullptr;
}

bool Rig::says(const std::string& part) const {
    return driver->transcript().find(part) != std::string::npos;
}

void Rig::shot(const std::string& name) {
    const char* folder = std::getenv("CPC_SHOTS");
    if (folder == nullptr) return;
    const auto number = std::to_string(100 + shots++).substr(1);
    must(driver->save_png(std::string(folder) + "/" + number + "-" + name + ".png"));
}

void Rig::check(const std::string& name) {
    driver->frame();
    shot(name);
    for (const auto& complaint : driver->checks()) {
        INFO(name << ": " << complaint);
        CHECK(complaint.empty());
    }
}

// ---- ways into a meeting ----

void Rig::set_up() {
    secret("New passphrase", "four words of ours");
    press("Continue");
    secret("The same passphrase again", "four words of ours");
    press("Continue");
    digits("246810");
    digits("246810");
}

void Rig::new_conference() {
    press("New conference");
    press("Torbay Child Protection Conferences");
    press("Why is this conference being held?");
    press("Enquiries into something that happened");
    press("Done");
    pick_date("Date of the strategy meeting", 21);
    fill("How does the room call the family?", "Family C");
    fill("Where is it held?", "Room 2");
    press("Make this conference");
}

void Rig::add_person(const std::string& filter, const std::string& role,
                     const std::string& reason) {
    press("Add a person");
    press("Who is it?: " + filter);
    press(role);
    press("Continue");
    press(reason);
    if (role == "Solicitor as supporter") press("Mother");
    if (role == "Observer") press("Day less");
    press("Add the person");
}

void Rig::prepare() {
    press("Add a child");
    fill("Short name for the room", "CD");
    press("Not known");
    press("Add the child");
    const std::string works = "Works with the family or knows something that matters";
    for (const auto* role : {"Social worker", "Police officer", "School", "School nurse"})
        add_person("Professionals", role, works);
    add_person("Family", "Mother", "Is family");
    add_person("Support and observers", "Independent Chairperson",
               "Has a duty to protect this child");
    add_person("Support and observers", "Solicitor as supporter",
               "Supports somebody in the family");
    press("I am an Independent Chairperson from Children's Services.");
    press("I do not manage anybody who works on this case.");
}

void Rig::nurse_reports() {
    press("School nurse");
    fill("Why has the family not seen it?", "It came this morning.");
    press("Record that it is here");
}

void Rig::begin() {
    set_up();
    new_conference();
    prepare();
    nurse_reports();
    press("Start the conference");
    press("Begin introductions");
}

void Rig::everybody_here() {
    for (const auto* name : {"Mother", "Social worker", "Police officer", "School",
                             "Independent Chairperson", "Solicitor as supporter"})
        press(std::string(name) + ": Here");
    press("School nurse: Apologies");
}

void Rig::introductions_done() {
    everybody_here();
    if (driver->can_press("Before we begin")) press("Before we begin");  // narrow: it is folded
    for (const auto* name : {"Mother", "Social worker", "Police officer", "School",
                             "Independent Chairperson", "Solicitor as supporter"})
        press(std::string(name) + " has said who they are");
    for (const auto* point :
         {"I have explained what this meeting is for and who does what.",
          "I have told everyone who will be here for part of the meeting only, or there is nobody.",
          "I have read out the apologies, and whether each absent person sent a report.",
          "I have named the invited agencies that nobody is here for, or there is none."})
        press(point);
    for (const auto* statement :
         {"I have said that the child's interests come first.",
          "I have said that we do not decide here whether anybody has harmed a child."}) {
        press(statement);
        press("Read to everyone");
    }
}

}  // namespace cpc::kiosk_test
