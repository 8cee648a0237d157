// SPDX-License-Identifier: Apache-2.0
#include "app/document/page_text.hpp"

#include <array>
#include <memory>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <qpdf/QUtil.hh>

namespace cpc::document {

namespace {

using Handle = QPDFObjectHandle;
using Token = QPDFTokenizer::Token;

// 0x80–0x9F of WinAnsi; the rest is Latin-1.
constexpr std::array<unsigned, 32> win_ansi = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

unsigned number_of(const std::string& bytes) {
    unsigned value = 0;
    for (const char c : bytes)
        value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

std::string from_utf16(const std::string& bytes) {
    return QUtil::utf16_to_utf8("\xFE\xFF" + bytes);
}

// How one font turns codes into letters.
struct Letters {
    std::size_t code_bytes = 1;
    std::map<unsigned, std::string> table;
    bool embedded = false;

    [[nodiscard]] std::string read(const std::string& codes) const {
        std::string text;
        for (std::size_t i = 0; i + code_bytes <= codes.size(); i += code_bytes) {
            const unsigned code = number_of(codes.substr(i, code_bytes));
            const auto found = table.find(code);
            if (found != table.end())
                text += found->second;
            else if (code_bytes > 1)
                text += "\xEF\xBF\xBD";
            else
                text += QUtil::toUTF8(code >= 0x80 && code < 0xA0 ? win_ansi[code - 0x80] : code);
        }
        return text;
    }
};

// bfchar and bfrange of a ToUnicode table.
void read_table(Handle stream, std::map<unsigned, std::string>& table) {
    class Reader : public Handle::TokenFilter {
      public:
        explicit Reader(std::map<unsigned, std::string>& out) : out_(out) {}
        void handleToken(const Token& token) override {
            if (token.getType() == QPDFTokenizer::tt_string) strings_.push_back(token.getValue());
            if (token.getType() != QPDFTokenizer::tt_word) return;
            const std::size_t step = token.getValue() == "endbfchar"    ? 2
                                     : token.getValue() == "endbfrange" ? 3
                                                                        : 0;
            for (std::size_t i = 0; step > 0 && i + step <= strings_.size(); i += step)
                add(i, step);
            strings_.clear();
        }

      private:
        void add(std::size_t at, std::size_t step) {
            const unsigned first = number_of(strings_[at]);
            const unsigned last = step == 2 ? first : number_of(strings_[at + 1]);
            std::string letter = strings_[at + step - 1];
            for (unsigned code = first; code <= last && code - first < 256; ++code) {
                out_[code] = from_utf16(letter);
                if (!letter.empty()) letter.back() = static_cast<char>(letter.back() + 1);
            }
        }
        std::map<unsigned, std::string>& out_;
        std::vector<std::string> strings_;
    };
    Reader reader(table);
    Pl_Buffer sink("table");
    stream.filterAsContents(&reader, &sink);
}

bool has_file(Handle descriptor) {
    return descriptor.isDictionary() &&
           (descriptor.hasKey("/FontFile") || descriptor.hasKey("/FontFile2") ||
            descriptor.hasKey("/FontFile3"));
}

Letters read_font(Handle font) {
    Letters letters;
    Handle holder = font;
    if (font.getKey("/Subtype").isName() && font.getKey("/Subtype").getName() == "/Type0") {
        letters.code_bytes = 2;
        holder = font.getKey("/DescendantFonts").getArrayItem(0);
    }
    letters.embedded = has_file(holder.getKey("/FontDescriptor"));
    if (font.getKey("/ToUnicode").isStream()) read_table(font.getKey("/ToUnicode"), letters.table);
    return letters;
}

class PageReader : public Handle::TokenFilter {
  public:
    PageReader(Handle fonts, PageText& out) : fonts_(fonts), out_(out) {}

    void handleToken(const Token& token) override {
        const auto type = token.getType();
        if (type == QPDFTokenizer::tt_space || type == QPDFTokenizer::tt_comment) return;
        if (type != QPDFTokenizer::tt_word) {
            operands_.push_back(token);
            return;
        }
        operation(token.getValue());
        operands_.clear();
    }
    void handleEOF() override {
        if (!open_.empty()) problem("marked content is left open at the end of the page");
    }

  private:
    struct Open {
        enum class Kind : std::uint8_t { piece, artifact, replaced, other } kind = Kind::other;
        long long piece = -1;
    };

    void operation(const std::string& name) {
        if (name == "BDC" || name == "BMC") {
            begin(name == "BDC");
        } else if (name == "EMC") {
            if (open_.empty()) return problem("marked content ends before it begins");
            open_.pop_back();
        } else if (name == "Tf") {
            choose_font();
        } else if (name == "Tj" || name == "TJ" || name == "'" || name == "\"") {
            show();
        } else if (name == "f" || name == "F" || name == "f*" || name == "S" || name == "s" ||
                   name == "B" || name == "b" || name == "B*" || name == "b*" || name == "sh") {
            if (place() == nullptr) problem("a shape stands outside tags and artifacts");
        } else if (name == "Do" || name == "BI") {
            problem("a picture or form that the checker cannot read");
        }
    }

    void begin(bool with_properties) {
        Open entry;
        const std::string tag = operands_.empty() ? "" : operands_.front().getValue();
        if (tag == "/Artifact") entry.kind = Open::Kind::artifact;
        for (std::size_t i = 1; with_properties && i + 1 < operands_.size(); ++i) {
            const auto& key = operands_[i].getValue();
            if (key == "/MCID") {
                entry.kind = Open::Kind::piece;
                entry.piece = std::stoll(operands_[i + 1].getValue());
                if (!out_.pieces.emplace(entry.piece, "").second)
                    problem("a piece number is used twice on one page");
            } else if (key == "/ActualText") {
                add(actual_text(operands_[i + 1]));
                entry.kind = Open::Kind::replaced;
            }
        }
        open_.push_back(entry);
    }

    static std::string actual_text(const Token& token) {
        return Handle::newString(token.getValue()).getUTF8Value();
    }

    void choose_font() {
        if (operands_.empty()) return;
        const std::string name = operands_.front().getValue();
        if (letters_.count(name) == 0) {
            letters_[name] = read_font(fonts_.getKey(name));
            if (!letters_[name].embedded) problem("font " + name + " is not embedded");
        }
        font_ = &letters_[name];
    }

    void show() {
        if (font_ == nullptr) return problem("letters without a font");
        for (const auto& operand : operands_)
            if (operand.getType() == QPDFTokenizer::tt_string) add(font_->read(operand.getValue()));
    }

    void add(const std::string& text) {
        for (const auto& entry : open_)
            if (entry.kind == Open::Kind::replaced) return;  // said once already
        std::string* const to = place();
        if (to == nullptr) return problem("letters stand outside tags and artifacts");
        *to += text;
    }

    // Where letters drawn now belong; none outside tags and artifacts.
    std::string* place() {
        for (const auto& entry : open_) {
            if (entry.kind == Open::Kind::artifact) return &out_.artifacts;
            if (entry.kind == Open::Kind::piece) return &out_.pieces[entry.piece];
        }
        return nullptr;
    }

    void problem(std::string what) { out_.problems.push_back(std::move(what)); }

    Handle fonts_;
    PageText& out_;
    std::vector<Token> operands_;
    std::vector<Open> open_;
    std::map<std::string, Letters> letters_;
    const Letters* font_ = nullptr;
};

}  // namespace

PageText read_page(QPDFPageObjectHelper& page) {
    PageText text;
    Handle resources = page.getAttribute("/Resources", false);
    Handle fonts = resources.isDictionary() ? resources.getKey("/Font") : Handle::newNull();
    PageReader reader(fonts.isDictionary() ? fonts : Handle::newDictionary(), text);
    Pl_Buffer sink("page");
    page.filterContents(&reader, &sink);
    return text;
}

}  // namespace cpc::document
