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
#include <string_view>
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
// Those of them that `wanted` names: "1280x800,200,dusk,cy". Several words of a kind are
// alternatives, a kind without a word is unrestricted, and nothing at all is every look. A word
// that fits no look is refused, with the words there are.
[[nodiscard]] Result<std::vector<Look>> looks_of(std::string_view wanted);

// What of a gallery is wanted.
struct Wanted {
    std::string folder = {};  // exists; a folder for each screen is made in it. Empty: no pictures
    std::vector<Look> looks = {};  // none: no gallery
    // Not 0: each screen is looked at in so many of them, in turn, so that a whole play comes by
    // all of them without taking as long. For tests.
    std::size_t looks_each = 0;
};

class Gallery {
  public:
    Gallery(Files& files, Wanted wanted) : files_(files), wanted_(std::move(wanted)) {}

    // Pictures of what is on the glass now, under `screen`, which is new here.
    [[nodiscard]] Result<void> hang(const std::string& screen, kiosk::Shell& shell,
                                    ui::Driver& driver);
    // index.html, over everything that hangs.
    [[nodiscard]] Result<void> write_page() const;

    [[nodiscard]] std::size_t pictures() const { return pictures_; }
    [[nodiscard]] std::size_t looked() const { return looked_; }
    // "decision in 800x1280-200-paper-cy: …", each once.
    [[nodiscard]] const std::vector<std::string>& complaints() const { return complaints_; }

  private:
    Files& files_;
    Wanted wanted_;
    std::size_t pictures_ = 0;
    std::size_t looked_ = 0;
    std::vector<std::string> screens_;
    std::vector<std::string> complaints_;
};

}  // namespace cpc::stage
