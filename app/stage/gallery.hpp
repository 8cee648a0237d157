// SPDX-License-Identifier: Apache-2.0
// Every screen of a play in every way it may stand on a glass: four sizes, two sizes of text, three
// themes, every language that was added and the pseudo language; the toolkit's checks of each; and
// one page to walk through them with a browser.
//
// What always holds: a screen is only looked at. The play goes on from where it stood, and plays
// the same with a gallery as without. What it leaves out: whether a picture is good. Somebody
// looks.
#pragma once

#include <string>
#include <vector>

#include "app/kiosk/shell.hpp"
#include "app/ui/driver.hpp"
#include "core/base/ports.hpp"

namespace cpc::stage {

// One way a screen may stand on a glass.
struct Look {
    ui::Surface surface;
    int text_percent = 100;
    ui::Theme theme = ui::Theme::paper;
    std::string language;
    [[nodiscard]] std::string name() const;  // "1280x800-100-paper-en", also the picture's file
};

[[nodiscard]] std::vector<Look> all_looks();

class Gallery {
  public:
    // folder: exists; a folder for each screen is made in it.
    Gallery(Files& files, std::string folder) : files_(files), folder_(std::move(folder)) {}

    // Pictures of what is on the glass now, under `screen`, which is new here.
    [[nodiscard]] Result<void> hang(const std::string& screen, kiosk::Shell& shell,
                                    ui::Driver& driver);
    // index.html, over everything that hangs.
    [[nodiscard]] Result<void> write_page() const;

    [[nodiscard]] std::size_t pictures() const { return screens_.size() * looks_.size(); }
    // "decision in 800x1280-200-paper-cy: …", each once.
    [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }

  private:
    Files& files_;
    std::string folder_;
    std::vector<Look> looks_ = all_looks();
    std::vector<std::string> screens_;
    std::vector<std::string> complaints_;
};

}  // namespace cpc::stage
