// SPDX-License-Identifier: Apache-2.0
// A whole kiosk without a display: the real shell over a real vault in a folder of its own, driven
// by label. Time is Tuesday 30 March 2027, 10:00 in Torbay, and stands still.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>

#include "app/kiosk/shell.hpp"
#include "app/ui/driver.hpp"
#include "platform/entropy/entropy.hpp"
#include "platform/files/files.hpp"
#include "tests/support/fakes.hpp"

namespace cpc::kiosk_test {

// A real tablet has no passphrase that everybody knows; its draws are told beforehand here.
enum class Tablet : std::uint8_t { practice, real };

// The machine's files, but for its drives: they are where the test put them, or nowhere.
class Drives final : public Files {
  public:
    std::string bay;

    Result<std::unique_ptr<File>> open(const std::string& path, OpenMode mode) override {
        return disk_.open(at(path), mode);
    }
    bool exists(const std::string& path) override { return disk_.exists(at(path)); }
    Result<void> rename(const std::string& from, const std::string& to) override {
        return disk_.rename(at(from), at(to));
    }
    Result<void> remove(const std::string& path) override { return disk_.remove(at(path)); }
    Result<void> make_directories(const std::string& path) override {
        return disk_.make_directories(at(path));
    }
    Result<void> sync_directory(const std::string& path) override {
        return disk_.sync_directory(at(path));
    }
    Result<std::vector<std::string>> list(const std::string& path) override {
        return disk_.list(at(path));
    }
    Result<std::uint64_t> free_bytes(const std::string& path) override {
        return disk_.free_bytes(at(path));
    }

  private:
    [[nodiscard]] std::string at(const std::string& path) const {
        const bool drive = path.rfind("/media", 0) == 0 || path.rfind("/run/media", 0) == 0;
        return drive ? bay + path : path;
    }
    platform::SystemFiles disk_;
};

struct Rig {
    explicit Rig(ui::Settings settings = {}, Tablet tablet = Tablet::practice);
    ~Rig();
    Rig(const Rig&) = delete;
    Rig& operator=(const Rig&) = delete;

    // Each fails the test with what could have been pressed instead.
    void press(const std::string& label);
    void hold(const std::string& label);
    void fill(const std::string& label, const std::string& text);
    void secret(const std::string& label, const std::string& text);
    void digits(const std::string& digits);
    void pick_date(const std::string& button, int days_back);  // in the date sheet that opens

    [[nodiscard]] bool sees(const std::string& label) const;
    [[nodiscard]] bool says(const std::string& part) const;  // somewhere in the transcript
    [[nodiscard]] view::Place place() const { return shell->place(); }
    [[nodiscard]] const conference::State& state() const { return shell->meeting()->state(); }
    // The toolkit's checks of what is on the glass: small targets, cut text, two titles …
    void check(const std::string& name);
    void shot(const std::string& name);  // a PNG, when CPC_SHOTS names a folder
    void restart();                      // the process was killed: a new shell over the same vault

    // Ways into a meeting.
    void set_up();
    void new_conference();
    void add_person(const std::string& filter, const std::string& role, const std::string& reason);
    void prepare();
    void nurse_reports();
    void begin();  // up to the introductions
    void everybody_here();
    void introductions_done();  // up to "Start information sharing"

    std::string put_stick();  // into the tablet; its folder

    Drives files;
    support::FakeClock clock;
    platform::SystemEntropy entropy;
    support::SeededEntropy seeded;
    Tablet tablet;
    kiosk::InlineWorker worker;
    std::string directory;
    ui::Settings settings;
    std::unique_ptr<kiosk::Shell> shell;
    std::unique_ptr<ui::Driver> driver;
    int shots = 0;

  private:
    void make_shell();
};

inline const conference::Person& called(const Rig& rig, const std::string& name) {
    for (const auto& [id, person] : rig.state().people)
        if (person.invited.name == name) return person;
    FAIL("nobody is called " << name);
    return rig.state().people.begin()->second;
}

}  // namespace cpc::kiosk_test
