// SPDX-License-Identifier: Apache-2.0
#include "app/document/finish.hpp"

#include <exception>
#include <qpdf/Pl_Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "app/document/marks.hpp"

namespace cpc::document {

namespace {

using Handle = QPDFObjectHandle;
using Pages = std::vector<QPDFPageObjectHelper>;

Failure differs(std::size_t page) {
    return fail(Fault::damaged, "The paper's structure does not match what was drawn",
                "page " + std::to_string(page + 1),
                "Nothing was issued and the record is safe. Report this with the version number");
}

Result<void> mark_page(QPDF& pdf, QPDFPageObjectHelper& page, std::size_t number,
                       const Structure& structure) {
    const auto& pieces = structure.pieces(number);
    std::vector<std::string> roles;
    for (const auto node : pieces)
        roles.push_back(structure.at(node).role);
    MarkFilter filter(roles);
    Pl_Buffer buffer("page");
    page.filterContents(&filter, &buffer);
    if (filter.pieces() != pieces.size() || !filter.in_order()) return differs(number);
    const auto content = buffer.getBufferSharedPointer();
    Handle own = page.getObjectHandle();
    own.replaceKey(
        "/Contents",
        Handle::newStream(&pdf, std::string(reinterpret_cast<const char*>(content->getBuffer()),
                                            content->getSize())));
    own.replaceKey("/StructParents", Handle::newInteger(static_cast<long long>(number)));
    own.replaceKey("/Tabs", Handle::newName("/S"));
    return {};
}

void put_text(Handle& dictionary, const std::string& key, const std::string& text) {
    if (!text.empty()) dictionary.replaceKey(key, Handle::newUnicodeString(text));
}

Handle attributes_of(const StructureNode& node) {
    Handle attributes = Handle::newDictionary();
    if (!node.scope.empty()) {
        attributes.replaceKey("/O", Handle::newName("/Table"));
        attributes.replaceKey("/Scope", Handle::newName("/" + node.scope));
    } else {
        attributes.replaceKey("/O", Handle::newName("/List"));
        attributes.replaceKey("/ListNumbering", Handle::newName("/" + node.list_numbering));
    }
    return attributes;
}

Handle element_of(const StructureNode& node, const Pages& pages) {
    Handle element = Handle::newDictionary();
    element.replaceKey("/Type", Handle::newName("/StructElem"));
    element.replaceKey("/S", Handle::newName("/" + node.role));
    put_text(element, "/Lang", node.language);
    put_text(element, "/Alt", node.alternative);
    put_text(element, "/ActualText", node.actual_text);
    if (!node.scope.empty() || !node.list_numbering.empty())
        element.replaceKey("/A", attributes_of(node));
    if (!node.marks.empty())
        element.replaceKey("/Pg", pages[node.marks.front().page].getObjectHandle());
    return element;
}

void add_kids(Handle& element, const StructureNode& node, const std::vector<Handle>& elements,
              const Pages& pages) {
    Handle kids = Handle::newArray();
    for (const auto& mark : node.marks) {
        const auto piece = Handle::newInteger(static_cast<long long>(mark.piece));
        if (mark.page == node.marks.front().page) {
            kids.appendItem(piece);
            continue;
        }
        Handle reference = Handle::newDictionary();
        reference.replaceKey("/Type", Handle::newName("/MCR"));
        reference.replaceKey("/Pg", pages[mark.page].getObjectHandle());
        reference.replaceKey("/MCID", piece);
        kids.appendItem(reference);
    }
    for (const auto child : node.children)
        kids.appendItem(elements[child]);
    if (kids.getArrayNItems() > 0) element.replaceKey("/K", kids);
}

Handle build_tree(QPDF& pdf, const Structure& structure, const Pages& pages) {
    Handle root = pdf.makeIndirectObject(Handle::newDictionary());
    std::vector<Handle> elements;
    for (NodeIndex i = 0; i < structure.size(); ++i)
        elements.push_back(pdf.makeIndirectObject(element_of(structure.at(i), pages)));
    for (NodeIndex i = 0; i < structure.size(); ++i) {
        add_kids(elements[i], structure.at(i), elements, pages);
        for (const auto child : structure.at(i).children)
            elements[child].replaceKey("/P", elements[i]);
    }
    elements[Structure::root()].replaceKey("/P", root);

    Handle numbers = Handle::newArray();
    for (std::size_t p = 0; p < pages.size(); ++p) {
        Handle parents = Handle::newArray();
        for (const auto node : structure.pieces(p))
            parents.appendItem(elements[node]);
        numbers.appendItem(Handle::newInteger(static_cast<long long>(p)));
        numbers.appendItem(pdf.makeIndirectObject(parents));
    }
    Handle parent_tree = Handle::newDictionary();
    parent_tree.replaceKey("/Nums", numbers);
    root.replaceKey("/Type", Handle::newName("/StructTreeRoot"));
    root.replaceKey("/K", elements[Structure::root()]);
    root.replaceKey("/ParentTree", pdf.makeIndirectObject(parent_tree));
    root.replaceKey("/ParentTreeNextKey", Handle::newInteger(static_cast<long long>(pages.size())));
    return root;
}

Result<Bytes> finish(ByteView drawn, const Document& document, const Structure& structure) {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processMemoryFile("document", reinterpret_cast<const char*>(drawn.data()), drawn.size());
    Pages pages = QPDFPageDocumentHelper(pdf).getAllPages();
    for (std::size_t p = 0; p < pages.size(); ++p)
        CPC_TRY(mark_page(pdf, pages[p], p, structure));
    for (NodeIndex i = 0; i < structure.size(); ++i)
        for (const auto& mark : structure.at(i).marks)
            if (mark.page >= pages.size()) return differs(mark.page);

    Handle root = pdf.getRoot();
    root.replaceKey("/StructTreeRoot", build_tree(pdf, structure, pages));
    root.replaceKey("/Lang", Handle::newUnicodeString(document.language));
    Handle mark_info = Handle::newDictionary();
    mark_info.replaceKey("/Marked", Handle::newBool(true));
    root.replaceKey("/MarkInfo", mark_info);
    Handle viewer = Handle::newDictionary();
    viewer.replaceKey("/DisplayDocTitle", Handle::newBool(true));
    if (reads_right_to_left(document.language))
        viewer.replaceKey("/Direction", Handle::newName("/R2L"));
    root.replaceKey("/ViewerPreferences", viewer);

    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setCompressStreams(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return Bytes(buffer->getBuffer(), buffer->getBuffer() + buffer->getSize());
}

}  // namespace

Result<Bytes> finish_pdf(ByteView drawn, const Document& document, const Structure& structure) {
    try {
        return finish(drawn, document, structure);
    } catch (const std::exception&) {
        // libqpdf's message may hold text of the page: it does not leave this function.
        return fail(Fault::malformed, "The paper could not be finished", "libqpdf",
                    "Nothing was issued and the record is safe. Report this with the version");
    }
}

}  // namespace cpc::document
