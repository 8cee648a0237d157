// SPDX-License-Identifier: Apache-2.0
// Text fields, secret fields and the writing view: while somebody writes, the room above the
// keyboard shows the question, one chip and the text, nothing else.
//
// A field applies changes to its owner's draft when it is its turn in a pass; the keyboard only
// queues them. So the toolkit never keeps a pointer to a draft.
#include <algorithm>
#include <cmath>

#include "app/ui/core.hpp"
#include "app/ui/typed_text.hpp"

namespace cpc::ui {
namespace {

bool sentence_start(std::string_view text, std::size_t caret) {
    std::size_t at = caret;
    bool space = at == 0;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n')) {
        space = true;
        --at;
    }
    if (at == 0) return true;
    const char last = text[at - 1];
    return space && (last == '.' || last == '?' || last == '!');
}

struct CaretPlace {
    std::size_t line = 0;
    float x = 0;
};

CaretPlace caret_place(const Fonts& fonts, std::string_view text, const TextBlock& block,
                       std::size_t caret) {
    CaretPlace out;
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
        const auto from = static_cast<std::size_t>(block.lines[i].text.data() - text.data());
        if (from > caret && i > 0) break;
        out.line = i;
        out.x = fonts.width(block.type, text.substr(from, caret - std::min(caret, from)));
    }
    return out;
}

std::size_t place_at(const Fonts& fonts, std::string_view text, const TextBlock& block,
                     std::size_t line, float x) {
    const TextLine& row = block.lines.at(std::min(line, block.lines.size() - 1));
    const auto from = static_cast<std::size_t>(row.text.data() - text.data());
    std::size_t end = from + row.text.size();
    if (line + 1 < block.lines.size() && end > from && text[end - 1] == ' ') --end;
    std::size_t at = from;
    float used = 0;
    while (at < end) {
        const std::size_t next = next_character(text, at);
        const float w = fonts.width(block.type, text.substr(at, next - at));
        if (used + w / 2 > x) break;
        used += w;
        at = next;
    }
    return at;
}

}  // namespace

void Core::start_writing(std::uint64_t key, const TextField& field, std::string_view text,
                         bool secret) {
    writing = {};
    writing.key = key;
    writing.secret = secret;
    writing.field = field;
    writing.seen = true;
    writing.caret = secret ? 0 : text.size();
    writing.shown = secret ? std::string() : std::string(text);
    writing.shift = !secret && field.sentences && sentence_start(text, text.size());
    recogniser.stop_glide();
    input.key = window::Key::none;  // the key that opened it is not typed into it
    unsettled = true;
}

void Core::stop_writing() {
    writing = {};
    unsettled = true;
}

void Core::edit(EditKind kind, std::string_view text, std::size_t place) {
    writing.edits.push_back({kind, std::string(text), place});
    unsettled = true;
}

bool Core::apply_edits(std::string& draft) {
    bool changed = false;
    Writing& w = writing;
    w.caret = std::min(w.caret, draft.size());
    const float width = std::max(1.0F, w.text_rect.w);
    for (const Edit& e : w.edits) {
        switch (e.kind) {
            case EditKind::insert: {
                if (w.field.single_line && e.text == "\n") break;
                const auto used = std::min(draft.size(), w.field.bytes_max);
                const auto taken = whole_characters(e.text, w.field.bytes_max - used);
                w.full = w.full || taken < e.text.size();
                draft.insert(w.caret, e.text, 0, taken);
                w.caret += taken;
                changed = changed || taken > 0;
                break;
            }
            case EditKind::erase: {
                const std::size_t from = previous_character(draft, w.caret);
                draft.erase(from, w.caret - from);
                w.full = w.full && from == w.caret;
                changed = changed || from != w.caret;
                w.caret = from;
                break;
            }
            case EditKind::left:
                w.caret = previous_character(draft, w.caret);
                break;
            case EditKind::right:
                w.caret = next_character(draft, w.caret);
                break;
            case EditKind::place:
                w.caret = std::min(e.place, draft.size());
                break;
            case EditKind::up:
            case EditKind::down:
            case EditKind::home:
            case EditKind::end: {
                const TextBlock block = fonts.wrap(Type::body, draft, width);
                const CaretPlace at = caret_place(fonts, draft, block, w.caret);
                if (e.kind == EditKind::home)
                    w.caret = place_at(fonts, draft, block, at.line, 0);
                else if (e.kind == EditKind::end)
                    w.caret = place_at(fonts, draft, block, at.line, 1e9F);
                else if (e.kind == EditKind::up && at.line > 0)
                    w.caret = place_at(fonts, draft, block, at.line - 1, at.x);
                else if (e.kind == EditKind::down && at.line + 1 < block.lines.size())
                    w.caret = place_at(fonts, draft, block, at.line + 1, at.x);
                break;
            }
        }
    }
    if (!w.edits.empty()) {
        w.shift = w.field.sentences && sentence_start(draft, w.caret);
        if (w.signs && !w.edits.empty() && w.edits.back().text == " ") w.signs = false;
    }
    w.edits.clear();
    return changed;
}

// A hardware keyboard writes the same way.
void Core::hardware_edit() {
    using window::Key;
    if (!input.text.empty()) {
        const bool one_line = writing.field.single_line;
        edit(EditKind::insert,
             fit_to_keep(input.text, one_line ? LineEnds::as_spaces : LineEnds::kept));
    }
    switch (input.key) {
        case Key::backspace:
            edit(EditKind::erase);
            break;
        case Key::left:
            edit(EditKind::left);
            break;
        case Key::right:
            edit(EditKind::right);
            break;
        case Key::up:
            edit(EditKind::up);
            break;
        case Key::down:
            edit(EditKind::down);
            break;
        case Key::home:
            edit(EditKind::home);
            break;
        case Key::end:
            edit(EditKind::end);
            break;
        case Key::enter:
            if (writing.field.single_line || writing.secret)
                stop_writing();
            else
                edit(EditKind::insert, "\n");
            break;
        case Key::escape:
            stop_writing();
            break;
        case Key::remove:
            edit(EditKind::right);
            edit(EditKind::erase);
            break;
        case Key::none:
        case Key::tab:
        case Key::back_tab:
        case Key::space:
        case Key::f1:
        case Key::f9:
        case Key::lock:
            break;
    }
}

namespace {

// The field as it stands on the page.
bool draw_field(Core& c, const TextField& field, std::string_view text, bool is_hint) {
    const TextBlock label = c.wrap(Type::strong, field.label, c.column().w);
    const Rect label_rect = c.place(label.height, 8);
    c.text(label, {label_rect.x, label_rect.y}, Ink::ink);
    const float inset = c.pad(14);
    const TextBlock b = c.wrap(Type::body, text, c.column().w - 2 * inset);
    const float pitch = c.fonts.line(Type::body);
    const float least = pitch * static_cast<float>(std::max(1, field.lines)) + 2 * c.pad(12);
    const float h = std::max({c.px(76), least, b.height + 2 * c.pad(12)});
    const Rect rect = c.place(h, field.note.empty() ? 16 : 6);
    const Touch touch = c.control(Role::field, field.label, rect);
    c.fill(rect, Ink::surface, 12);
    c.outline(rect, touch.down ? Ink::primary : Ink::line_strong, 12);
    const bool one = field.lines <= 1 && b.lines.size() == 1;
    const float y = one ? std::round(rect.y + (rect.h - b.height) / 2) : rect.y + c.pad(12);
    c.text(b, {rect.x + inset, y}, is_hint ? Ink::ink_3 : Ink::ink);
    return touch.pressed;
}

}  // namespace

bool Ui::text_field(const TextField& field, std::string& draft) {
    Core& c = *core_;
    const bool hint = draft.empty();
    const bool pressed = draw_field(c, field, hint ? field.hint : draft, hint);
    Entry& e = c.entries.back();
    e.value = draft;
    const std::uint64_t key = e.key;
    bool changed = false;
    const bool again = c.write_again == key;
    if (again) c.write_again = 0;
    if ((pressed || again) && c.writing.key == 0) c.start_writing(key, field, draft, false);
    if (c.writing.key == key) {
        c.writing.seen = true;
        c.writing.field = field;
        changed = c.apply_edits(draft);
        c.writing.shown = draft;
    }
    if (!field.note.empty()) small(field.note);
    return changed;
}

bool Ui::secret_field(const SecretField& field, SecretSink& sink) {
    Core& c = *core_;
    TextField plain;
    plain.label = field.label;
    plain.hint = field.hint;
    plain.lines = 1;
    plain.single_line = true;
    plain.sentences = false;
    plain.note = field.note;
    std::string dots;
    for (std::size_t i = 0; i < sink.count(); ++i)
        dots += "\u2022";
    const bool pressed = draw_field(c, plain, dots.empty() ? field.hint : dots, dots.empty());
    const std::uint64_t key = c.entries.back().key;
    c.entries.back().value = std::to_string(sink.count()) + " " + c.settings.words.characters_typed;
    c.entries.back().secret = true;
    bool changed = false;
    if (pressed && c.writing.key == 0) c.start_writing(key, plain, {}, true);
    if (c.writing.key == key) {
        c.writing.seen = true;
        c.writing.field = plain;
        for (Edit& edit : c.writing.edits) {
            if (edit.kind == EditKind::insert && edit.text != "\n")
                for (std::size_t at = 0; at < edit.text.size();) {
                    const auto from = at;
                    at = next_character(edit.text, at);
                    const auto before = sink.count();
                    sink.push(std::string_view{edit.text}.substr(from, at - from));
                    c.writing.full = c.writing.full || sink.count() == before;
                }
            if (edit.kind == EditKind::erase) c.writing.full = false;
            if (edit.kind == EditKind::erase) sink.pop();
            changed = true;
            std::fill(edit.text.begin(), edit.text.end(), '\0');
        }
        c.writing.edits.clear();
        c.writing.secret_count = sink.count();
    }
    if (!field.note.empty()) small(field.note, field.note_tone);
    return changed;
}

void Ui::close_keyboard() {
    if (core_->writing.key != 0) core_->stop_writing();
}

std::uint64_t Ui::writing_in() const {
    return core_->writing.secret ? 0 : core_->writing.key;
}

void Ui::write_again(std::uint64_t field) {
    core_->write_again = field;
}

namespace {

Rect writing_rect(Core& c, const Rect& room) {
    Rect rect = room;
    if (c.hide_rect) {  // leave the corner that hides the screen free
        const float below = c.hide_rect->bottom() + c.px(10);
        if (room.bottom() - below >= c.px(420))
            rect.cut_top(below - room.y);
        else
            rect.w = c.hide_rect->x - c.px(12) - rect.x;
    }
    return rect.inset(c.px(12), c.px(10));
}

}  // namespace

namespace {

void tell_full(Core& c, float width) {
    const auto& words = c.settings.words.field_full;
    const TextBlock told = c.wrap(Type::small_medium, words, width);
    const Rect line = c.place(told.height, 8);
    c.text(told, {line.x, line.y}, Ink::bad);
    c.add(Role::status, words, line);
}

}  // namespace

// Shows the end or wherever the caret is: the text scrolls by whole lines to keep it in sight.
void Core::draw_writing_view() {
    overlay("writing", [&] {
        Rect glass = screen;
        const Rect keys = glass.cut_bottom(px(356));
        fill(screen, Ink::keyboard);  // nothing but the question and the text
        if (hide_rect) (void)draw_hide(false);
        const Rect sheet = writing_rect(*this, glass);
        fill(sheet, Ink::canvas, 24);
        outline(sheet, Ink::line_strong, 24, settings.theme == Theme::paper ? 1 : 2);
        Column bar;
        bar.x = sheet.x + pad(22);
        bar.w = sheet.w - 2 * pad(22);
        bar.y = bar.top = sheet.y + pad(16);
        bar.clip = screen;
        bar.owner = "writing";
        columns.push_back(bar);
        const Writing& w = writing;
        const Rect chip =
            w.field.chip.empty() ? Rect{} : chip_size(w.field.chip, w.field.chip_icon, bar.w);
        const bool beside =
            chip.w > 0 && fonts.width(Type::strong, w.field.label) + chip.w + px(20) <= bar.w;
        const TextBlock label =
            wrap(Type::strong, w.field.label, bar.w - (beside ? chip.w + px(20) : 0));
        const Rect head = place(std::max(label.height, beside ? chip.h : 0), 10);
        text(label, {head.x, std::round(head.centre().y - label.height / 2)}, Ink::ink);
        add(Role::title, w.field.label, head);
        if (beside)
            draw_chip({head.right() - chip.w, head.y}, w.field.chip, w.field.chip_icon,
                      w.field.chip_tone, bar.w);
        if (w.full) tell_full(*this, bar.w);
        const float top = column().y + column().gap;
        const Rect box{bar.x, top, bar.w, sheet.bottom() - pad(18) - top};
        fill(box, Ink::surface, 12);
        outline(box, Ink::primary, 12, 3);
        const Rect room = box.inset(pad(14), pad(12));
        writing.text_rect = room;
        std::string shown = w.shown;
        std::size_t caret = std::min(w.caret, shown.size());
        if (w.secret) {
            for (std::size_t i = 0; i < w.secret_count; ++i)
                shown += "\u2022";
            caret = shown.size();
        }
        const TextBlock block = fonts.wrap(Type::body, shown, room.w);
        const CaretPlace at = caret_place(fonts, shown, block, caret);
        const float pitch = fonts.line(Type::body);
        const auto fit = static_cast<std::size_t>(std::max(1.0F, std::floor(room.h / pitch)));
        const std::size_t first = at.line + 1 > fit ? at.line + 1 - fit : 0;
        push_clip(box.inset(px(3), px(3)));
        const float y = room.y - static_cast<float>(first) * pitch;
        text(block, {room.x, y}, Ink::ink);
        const float caret_y = y + static_cast<float>(at.line) * pitch;
        fill({std::round(room.x + at.x), caret_y + px(2), px(3), pitch - px(4)}, Ink::primary);
        pop_clip();
        const Touch touch = control(Role::field, w.field.label, box);
        entries.back().value =
            w.secret ? std::to_string(w.secret_count) + " " + settings.words.characters_typed
                     : w.shown;
        entries.back().secret = w.secret;
        if (touch.pressed && input.gesture && !w.secret) {
            const Point p = input.gesture->at;
            const auto line =
                static_cast<std::size_t>(std::max(0.0F, std::floor((p.y - y) / pitch)));
            edit(EditKind::place, {}, place_at(fonts, shown, block, line, p.x - room.x));
        }
        hardware_edit();
        draw_keyboard(keys);
        columns.pop_back();
    });
}

}  // namespace cpc::ui
