// SPDX-License-Identifier: Apache-2.0
#include "app/document/pdf.hpp"

#include <algorithm>
#include <limits>
#include <memory>

#include "app/document/finish.hpp"
#include "app/document/flow.hpp"
#include "app/document/furniture.hpp"
#include "app/document/letters.hpp"

namespace cpc::document {

namespace {

struct Placed {
    std::size_t piece = 0;
    double y = 0;
    Telling telling = Telling::first;
};
using Pages = std::vector<std::vector<Placed>>;

// Puts pieces on pages in order. What is kept together moves together, unless it is higher than a
// page: then it is put down piece by piece, because a word lost is worse than a bad break.
class Paginator {
  public:
    explicit Paginator(const std::vector<Piece>& pieces) : pieces_(pieces) { open_page(); }

    // A last page with a line or two takes what stands before them along.
    Pages run() {
        auto pages = put_down();
        const auto first = first_of_short_end(pages);
        if (first == none) return pages;
        break_before_ = first;
        pages_.clear();
        open_page();
        auto fuller = put_down();
        return fuller.size() == pages.size() ? fuller : pages;
    }

  private:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
    static constexpr double short_end = 60;  // a heading with a line, three lines
    static constexpr double brought_most = (page::body_bottom - page::body_top) / 3;

    // The piece a fuller last page would begin with; none where the last page is full enough or
    // what stands before it is a page's worth.
    [[nodiscard]] std::size_t first_of_short_end(const Pages& pages) const {
        if (pages.size() < 2 || pages.back().empty() || y_ - page::body_top > short_end)
            return none;
        const auto end = pages.back().front().piece;
        if (end == 0 || pieces_[end].start == Start::new_page) return none;
        auto first = end - 1;
        double height = pieces_[first].height;
        while (first > 0 && pieces_[first - 1].keep == Keep::with_next)
            height += pieces_[--first].height;
        const bool stays_full = pages[pages.size() - 2].front().piece < first;
        return height <= brought_most && stays_full ? first : none;
    }

    Pages put_down() {
        for (std::size_t i = 0; i < pieces_.size();) {
            std::size_t end = i;
            while (end + 1 < pieces_.size() && pieces_[end].keep == Keep::with_next &&
                   pieces_[end + 1].start == Start::anywhere)
                ++end;
            if ((pieces_[i].start == Start::new_page || i == break_before_) &&
                !pages_.back().empty())
                open_page();
            if (!fits(i, end)) {
                open_page();
                if (!fits(i, end)) end = i;
            }
            for (; i <= end; ++i)
                place(i);
        }
        return std::move(pages_);
    }

    [[nodiscard]] double heading_height(std::size_t i) const {
        const auto row = pieces_[i].heading_row;
        return pages_.back().empty() && row != Piece::no_heading
                   ? pieces_[row].height + pieces_[i].gap_below_heading
                   : 0;
    }
    [[nodiscard]] bool fits(std::size_t from, std::size_t to) const {
        double y = y_ + heading_height(from);
        for (std::size_t i = from; i <= to; ++i)
            y += pieces_[i].height +
                 (pages_.back().empty() && i == from ? 0 : pieces_[i].space_before);
        return y <= page::body_bottom;
    }
    void place(std::size_t i) {
        if (y_ + pieces_[i].height > page::body_bottom && !pages_.back().empty()) open_page();
        const double heading = heading_height(i);
        if (heading > 0) {
            pages_.back().push_back(Placed{pieces_[i].heading_row, y_, Telling::again});
            y_ += heading;
        }
        if (!pages_.back().empty()) y_ += pieces_[i].space_before;
        pages_.back().push_back(Placed{i, y_, Telling::first});
        y_ += pieces_[i].height;
    }
    void open_page() {
        pages_.emplace_back();
        y_ = page::body_top;
    }

    const std::vector<Piece>& pieces_;
    Pages pages_;
    double y_ = 0;
    std::size_t break_before_ = none;
};

struct SurfaceDestroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct CairoDestroy {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

cairo_status_t append(void* sink, const unsigned char* data, unsigned int length) {
    auto* bytes = static_cast<Bytes*>(sink);
    bytes->insert(bytes->end(), data, data + length);
    return CAIRO_STATUS_SUCCESS;
}

void describe(cairo_surface_t* surface, const Document& document) {
    const std::string created = document.created.iso();
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, document.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, document.kind.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, created.c_str());
}

void bookmark(cairo_surface_t* surface, const Piece& piece, const Placed& placed,
              std::size_t page_index, std::vector<int>& parents) {
    if (piece.bookmark.empty() || placed.telling == Telling::again) return;
    const auto level = static_cast<std::size_t>(piece.bookmark_level);
    parents.resize(std::max(parents.size(), level), CAIRO_PDF_OUTLINE_ROOT);
    parents.resize(level);
    const std::string place = "page=" + std::to_string(page_index + 1) + " pos=[0 " +
                              std::to_string(static_cast<int>(placed.y)) + "]";
    parents.push_back(cairo_pdf_surface_add_outline(surface, parents.back(), piece.bookmark.c_str(),
                                                    place.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN));
}

Result<Bytes> draw(const Document& document, const std::vector<Piece>& pieces,
                   const Furniture& furniture, const Pages& pages, Structure& structure) {
    Bytes out;
    const std::unique_ptr<cairo_surface_t, SurfaceDestroy> surface(
        cairo_pdf_surface_create_for_stream(append, &out, page::width, page::height));
    const std::unique_ptr<cairo_t, CairoDestroy> cairo(cairo_create(surface.get()));
    describe(surface.get(), document);
    std::vector<int> parents = {CAIRO_PDF_OUTLINE_ROOT};
    const TextBlock anchor(furniture.fonts, plain("."), TextStyle{}, page::width);
    for (std::size_t p = 0; p < pages.size(); ++p) {
        Canvas canvas{cairo.get(), &structure, &anchor, p};
        for (const auto& placed : pages[p]) {
            bookmark(surface.get(), pieces[placed.piece], placed, p, parents);
            pieces[placed.piece].draw(canvas, placed.y, placed.telling);
        }
        furniture.draw(canvas);
        cairo_show_page(cairo.get());
    }
    cairo_surface_finish(surface.get());
    const cairo_status_t drawn = cairo_status(cairo.get());
    const cairo_status_t written = cairo_surface_status(surface.get());
    if (drawn != CAIRO_STATUS_SUCCESS || written != CAIRO_STATUS_SUCCESS) {
        const auto status = drawn != CAIRO_STATUS_SUCCESS ? drawn : written;
        return fail(Fault::exhausted,
                    std::string("The page could not be drawn: ") + cairo_status_to_string(status),
                    {}, "The record is safe; try again");
    }
    return out;
}

// One odd letter in a name is shown by its number; a paper whose own fixed words have none of
// theirs would be pages of numbers in a family's hands.
Result<void> check_letters(const Document& document, const FontSet& fonts) {
    const auto& words = document.words.page_of;
    if (printable(fonts, words) == readable(words)) return {};
    return fail(Fault::not_found, "No font on this device has the letters of this paper's language",
                "language " + document.language + ", Debian package fonts-noto-core",
                "Nothing of the record is touched, and the English paper can be made. Install "
                "fonts-noto-core and make this one again");
}

}  // namespace

Result<Bytes> render_pdf(const Document& document, const FontSet& fonts, const PdfStyle& style) {
    if (document.practice == Practice::yes && document.words.practice.empty())
        return fail(Fault::refused, "A practice paper must say on each page that it is one", {},
                    "Give the words of the practice band");
    CPC_TRY(check_letters(document, fonts));
    Structure structure;
    structure.at(Structure::root()).language = document.language;
    Flow flow(fonts, style, structure,
              reads_right_to_left(document.language) ? Flow::Reads::from_the_right
                                                     : Flow::Reads::from_the_left);
    for (const auto& block : document.blocks)
        flow.add(block);
    const auto pieces = flow.take();
    const auto pages = Paginator(pieces).run();

    Furniture furniture{document, fonts, CPC_TRY(encode_qr(document.qr_text)), 0, pages.size()};
    if (furniture.qr.side > 0) {
        furniture.qr_node = structure.add(Structure::root(), "Figure");
        structure.at(furniture.qr_node).alternative = document.words.qr_description;
    }
    const Bytes drawn = CPC_TRY(draw(document, pieces, furniture, pages, structure));
    return finish_pdf(drawn, document, structure);
}

}  // namespace cpc::document
