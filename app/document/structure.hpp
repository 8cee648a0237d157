// SPDX-License-Identifier: Apache-2.0
// The structure tree of one PDF while it is being drawn: what a screen reader will walk. For
// app/document's own renderer.
//
// What always holds: nodes are added in reading order; a Mark says which marked piece of which
// page belongs to which node, in the order of drawing. The finishing pass writes this tree into
// the file and refuses a file whose marked pieces are not exactly these.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace cpc::document {

using NodeIndex = std::size_t;

struct Mark {
    std::size_t page = 0;
    std::size_t piece = 0;  // the n-th marked piece of its page
};

struct StructureNode {
    std::string role;
    std::string language;
    std::string alternative;  // for figures
    std::string actual_text;  // for text that its glyphs do not give back
    std::string scope;        // Column or Row, for TH
    std::string list_numbering;
    std::vector<NodeIndex> children;
    std::vector<Mark> marks;
};

class Structure {
  public:
    Structure() { nodes_.push_back(StructureNode{"Document", {}, {}, {}, {}, {}, {}, {}}); }

    [[nodiscard]] static constexpr NodeIndex root() { return 0; }
    NodeIndex add(NodeIndex parent, std::string role) {
        nodes_.push_back(StructureNode{std::move(role), {}, {}, {}, {}, {}, {}, {}});
        nodes_[parent].children.push_back(nodes_.size() - 1);
        return nodes_.size() - 1;
    }
    [[nodiscard]] StructureNode& at(NodeIndex node) { return nodes_[node]; }
    [[nodiscard]] const StructureNode& at(NodeIndex node) const { return nodes_[node]; }
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }

    // The next marked piece of a page, drawn for this node.
    void mark(NodeIndex node, std::size_t page) {
        if (pieces_.size() <= page) pieces_.resize(page + 1);
        nodes_[node].marks.push_back(Mark{page, pieces_[page].size()});
        pieces_[page].push_back(node);
    }
    // Which node each marked piece of a page was drawn for.
    [[nodiscard]] const std::vector<NodeIndex>& pieces(std::size_t page) const {
        static const std::vector<NodeIndex> none;
        return page < pieces_.size() ? pieces_[page] : none;
    }

  private:
    std::vector<StructureNode> nodes_;
    std::vector<std::vector<NodeIndex>> pieces_;
};

}  // namespace cpc::document
