// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/app/report/reading.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include "app/document/check.hpp"

// fontconfig keeps 288 bytes of default languages for the life of the process.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig";
}

namespace cpc::test {
namespace {

std::string unpack(const Bytes& pdf) {
    QPDF file;
    file.processMemoryFile("paper", reinterpret_cast<const char*>(pdf.data()), pdf.size());
    QPDFWriter writer(file);
    writer.setOutputMemory();
    writer.setStaticID(true);
    writer.setStreamDataMode(qpdf_s_uncompress);
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setQDFMode(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

std::string without_spaces(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\n') out += c;
    return out;
}

std::string utf16(const std::string& ascii) {
    std::string out;
    for (const char c : ascii) {
        out += '\0';
        out += c;
    }
    return out;
}

std::string hex(const std::string& bytes) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        out += digits[static_cast<unsigned char>(c) >> 4U];
        out += digits[static_cast<unsigned char>(c) & 15U];
    }
    return out;
}

}  // namespace

const document::FontSet& fonts() {
    static const auto opened = document::FontSet::open();
    if (!opened) FAIL(opened.error().text());
    return *opened;
}

bool Reading::holds(const std::string& text) const {
    const auto wide = utf16(text);
    for (const auto* where : {&raw, &unpacked})
        for (const auto& form : {text, wide, hex(text), hex(wide)})
            if (where->find(form) != std::string::npos) return true;
    return without_spaces(words).find(without_spaces(text)) != std::string::npos;
}

Reading read(const report::MadePaper& paper) {
    if (const char* folder = std::getenv("CPC_SAMPLES"))
        std::ofstream(std::string(folder) + "/" + paper.file_name, std::ios::binary)
            .write(reinterpret_cast<const char*>(paper.pdf.data()),
                   static_cast<std::streamsize>(paper.pdf.size()));
    Reading reading;
    reading.raw = text_of(ByteView(paper.pdf));
    reading.unpacked = unpack(paper.pdf);
    const auto back = document::read_pdf(paper.pdf);
    REQUIRE(back);
    CHECK(back->problems.empty());
    for (const auto& element : back->elements)
        reading.words += element.text + "\n" + element.drawn + "\n";
    for (const auto& artifact : back->artifacts)
        reading.words += artifact + "\n";
    return reading;
}

}  // namespace cpc::test
