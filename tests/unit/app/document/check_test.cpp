// SPDX-License-Identifier: Apache-2.0
// The checker must find what is planted: a checker that never complains proves nothing.
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "sample.hpp"

namespace cpc::document {
namespace {

// The same file after somebody changed something in it.
Bytes changed(const Bytes& pdf, const std::function<void(QPDF&)>& change) {
    QPDF file;
    file.processMemoryFile("test", reinterpret_cast<const char*>(pdf.data()), pdf.size());
    change(file);
    QPDFWriter writer(file);
    writer.setOutputMemory();
    writer.setStaticID(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return Bytes(buffer->getBuffer(), buffer->getBuffer() + buffer->getSize());
}

Bytes with_content(const Bytes& pdf, const std::function<std::string(std::string)>& edit) {
    return changed(pdf, [&](QPDF& file) {
        auto page = QPDFPageDocumentHelper(file).getAllPages().at(0);
        Pl_Buffer sink("page");
        page.pipeContents(&sink);
        const auto content = sink.getBufferSharedPointer();
        page.getObjectHandle().replaceKey(
            "/Contents",
            QPDFObjectHandle::newStream(
                &file, edit(std::string(reinterpret_cast<const char*>(content->getBuffer()),
                                        content->getSize()))));
    });
}

std::vector<std::string> problems(const Bytes& pdf, const Document& paper) {
    const auto read = read_pdf(pdf);
    REQUIRE(read);
    return compare(*read, paper);
}

QPDFObjectHandle top(QPDF& file) {
    return file.getRoot().getKey("/StructTreeRoot").getKey("/K");
}

struct Fixture {
    Document paper = sample::blank();
    Bytes pdf;
    Fixture() {
        paper.blocks.push_back(Paragraph{plain("first words"), Tone::normal, {}});
        paper.blocks.push_back(Paragraph{plain("second words"), Tone::normal, {}});
        paper.blocks.push_back(
            Table{{{"Who", 1}, {"What", 1}}, {{plain("a"), plain("b")}}, RowHeads::first_column});
        pdf = sample::rendered(paper, "planted");
        REQUIRE(problems(pdf, paper).empty());
        REQUIRE(problems(changed(pdf, [](QPDF&) {}), paper).empty());
    }
};

TEST_CASE("the checker finds words that differ from the tree") {
    Fixture f;
    f.paper.blocks[1] = Paragraph{plain("first word"), Tone::normal, {}};
    CHECK_FALSE(problems(f.pdf, f.paper).empty());
}

TEST_CASE("the checker finds an element that says other words than it shows") {
    Fixture f;
    const auto pdf = changed(f.pdf, [](QPDF& file) {
        top(file).getKey("/K").getArrayItem(1).replaceKey(
            "/ActualText", QPDFObjectHandle::newUnicodeString("other words"));
    });
    CHECK_FALSE(problems(pdf, f.paper).empty());
    f.paper.blocks[1] = Paragraph{plain("other words"), Tone::normal, {}};
    CHECK_FALSE(problems(pdf, f.paper).empty());
}

TEST_CASE("the checker finds a block too many and a block too few") {
    Fixture f;
    auto more = f.paper;
    more.blocks.push_back(Paragraph{plain("third"), Tone::normal, {}});
    CHECK_FALSE(problems(f.pdf, more).empty());
    auto fewer = f.paper;
    fewer.blocks.pop_back();
    CHECK_FALSE(problems(f.pdf, fewer).empty());
}

TEST_CASE("the checker finds two elements that changed places") {
    Fixture f;
    const auto pdf = changed(f.pdf, [](QPDF& file) {
        auto kids = top(file).getKey("/K");
        auto second = kids.getArrayItem(1);
        kids.setArrayItem(1, kids.getArrayItem(2));
        kids.setArrayItem(2, second);
    });
    CHECK_FALSE(problems(pdf, f.paper).empty());
}

TEST_CASE("the checker finds an element that lost its place in the tree") {
    Fixture f;
    const auto pdf = changed(f.pdf, [](QPDF& file) { top(file).getKey("/K").eraseItem(2); });
    CHECK_FALSE(problems(pdf, f.paper).empty());
}

TEST_CASE("the checker finds letters and shapes outside tags and artifacts") {
    Fixture f;
    CHECK_FALSE(problems(with_content(f.pdf,
                                      [](const std::string& content) {
                                          return content + "\n0 0 10 10 re f\n";
                                      }),
                         f.paper)
                    .empty());
    CHECK_FALSE(problems(with_content(f.pdf,
                                      [](std::string content) {
                                          const auto at = content.find("/Artifact BMC");
                                          content.replace(at, 13, "/Other BMC   ");
                                          return content;
                                      }),
                         f.paper)
                    .empty());
}

TEST_CASE("the checker finds a font that is not embedded") {
    Fixture f;
    const auto pdf = changed(f.pdf, [](QPDF& file) {
        for (auto& object : file.getAllObjects())
            if (object.isDictionary() && object.hasKey("/FontFile3"))
                object.removeKey("/FontFile3");
    });
    CHECK_FALSE(problems(pdf, f.paper).empty());
}

TEST_CASE("the checker finds a missing language, title, alternative text and table scope") {
    Fixture f;
    CHECK_FALSE(
        problems(changed(f.pdf, [](QPDF& file) { file.getRoot().removeKey("/Lang"); }), f.paper)
            .empty());
    CHECK_FALSE(
        problems(changed(f.pdf,
                         [](QPDF& file) { file.getTrailer().getKey("/Info").removeKey("/Title"); }),
                 f.paper)
            .empty());
    for (const std::string key : {"/Alt", "/A"})
        CHECK_FALSE(problems(changed(f.pdf,
                                     [&](QPDF& file) {
                                         for (auto& object : file.getAllObjects())
                                             if (object.isDictionary() && object.hasKey("/S"))
                                                 object.removeKey(key);
                                     }),
                             f.paper)
                        .empty());
}

TEST_CASE("the checker finds a figure that shows letters") {
    Fixture f;
    const auto read = read_pdf(changed(f.pdf, [](QPDF& file) {
        auto title = top(file).getKey("/K").getArrayItem(0);
        title.replaceKey("/S", QPDFObjectHandle::newName("/Figure"));
        title.replaceKey("/Alt", QPDFObjectHandle::newUnicodeString("a picture"));
    }));
    REQUIRE(read);
    CHECK(read->problems.size() == 1);
}

TEST_CASE("the checker finds a piece that leads back to another element") {
    Fixture f;
    const auto read = read_pdf(changed(f.pdf, [](QPDF& file) {
        auto row = file.getRoot()
                       .getKey("/StructTreeRoot")
                       .getKey("/ParentTree")
                       .getKey("/Nums")
                       .getArrayItem(1);
        auto second = row.getArrayItem(1);
        row.setArrayItem(1, row.getArrayItem(2));
        row.setArrayItem(2, second);
    }));
    REQUIRE(read);
    CHECK(read->problems.size() == 2);
    const auto bare = read_pdf(changed(f.pdf, [](QPDF& file) {
        file.getRoot().getKey("/StructTreeRoot").removeKey("/ParentTree");
    }));
    REQUIRE(bare);
    CHECK_FALSE(bare->problems.empty());
}

TEST_CASE("bytes that are no PDF are an error and not a report") {
    CHECK_FALSE(read_pdf(view_of("hello")));
    CHECK_FALSE(read_pdf(Bytes{}));
    const auto f = Fixture();
    CHECK_FALSE(read_pdf(ByteView(f.pdf).first(f.pdf.size() / 2)));
}

}  // namespace
}  // namespace cpc::document
