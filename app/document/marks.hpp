// SPDX-License-Identifier: Apache-2.0
// One pass over a page's drawing operators: gives each marked piece its role, wraps whatever stands
// outside marked pieces as an artifact, and takes the anchor (canvas.hpp) out of each figure. For
// the finishing pass.
//
// What always holds: a page where a figure had no anchor, or more letters than it, is not in order.
#pragma once

#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <string>
#include <vector>

namespace cpc::document {

class MarkFilter : public QPDFObjectHandle::TokenFilter {
  public:
    explicit MarkFilter(std::vector<std::string> roles) : roles_(std::move(roles)) {}
    void handleToken(const QPDFTokenizer::Token& token) override;
    void handleEOF() override;

    [[nodiscard]] std::size_t pieces() const { return pieces_; }
    [[nodiscard]] bool in_order() const { return in_order_ && depth_ == 0 && !in_text_; }

  private:
    void operation(const std::string& name);
    void begin_marked(bool numbered);
    void end_marked();
    void take_anchor();
    void open_artifact();
    void close_artifact();
    void emit();

    std::vector<std::string> roles_;
    std::vector<QPDFTokenizer::Token> pending_;  // operands with their white space, then operator
    std::size_t pieces_ = 0;
    int depth_ = 0;    // marked content inside a piece
    int inner_ = 0;    // marked content inside an artifact
    int anchors_ = 0;  // in the figure that is open
    bool in_figure_ = false;
    bool artifact_ = false;
    bool in_text_ = false;
    bool in_order_ = true;
};

}  // namespace cpc::document
