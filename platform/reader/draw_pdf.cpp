// SPDX-License-Identifier: Apache-2.0
#include <fontconfig/fontconfig.h>
#include <poppler.h>

#include "core/base/limits.hpp"
#include "platform/reader/canvas.hpp"

namespace cpc::reader {
namespace {

constexpr double most_of_a_page = 8;  // 576 dots to the inch

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};

// Poppler tells what it thinks of a file; nobody here listens.
void be_silent(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

std::unique_ptr<PopplerDocument, Unref> open(ByteView file, Found& why) {
    GBytes* bytes = g_bytes_new_static(file.data(), file.size());
    GError* error = nullptr;
    std::unique_ptr<PopplerDocument, Unref> out{
        poppler_document_new_from_bytes(bytes, nullptr, &error)};
    g_bytes_unref(bytes);
    if (error != nullptr) {
        const bool locked = g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) != 0;
        why = locked ? Found::locked : Found::damaged;
        g_error_free(error);
    }
    return out;
}

}  // namespace

void warm_up() {
    (void)FcInit();
}

Drawn draw_pdf(ByteView file, const PageWanted& wanted) {
    g_log_set_default_handler(be_silent, nullptr);
    Drawn out;
    const auto document = open(file, out.found);
    if (!document) return out;
    out.pages = poppler_document_get_n_pages(document.get());
    if (out.pages < 1) return out;
    if (static_cast<std::size_t>(out.pages) > limits::material_pages_max) {
        out.found = Found::too_many;
        return out;
    }
    if (wanted.page < 0 || wanted.page >= out.pages) {
        out.found = Found::no_such_page;
        return out;
    }
    const std::unique_ptr<PopplerPage, Unref> page{
        poppler_document_get_page(document.get(), wanted.page)};
    if (!page) return out;
    double width = 0;
    double height = 0;
    poppler_page_get_size(page.get(), &width, &height);
    const auto size = fit(width, height, wanted, most_of_a_page);
    if (size.scale <= 0) return out;
    Canvas canvas{size};
    cairo_scale(canvas.pen.get(), size.scale, size.scale);
    poppler_page_render(page.get(), canvas.pen.get());
    return canvas.take(out.pages);
}

}  // namespace cpc::reader
