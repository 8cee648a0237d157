// SPDX-License-Identifier: Apache-2.0
#include "app/document/marks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cpc::document {

namespace {

using Token = QPDFTokenizer::Token;

// Operators that begin something visible. State (colours, widths, matrices) may stand anywhere.
constexpr std::array<std::string_view, 6> visible = {"m", "re", "BT", "Do", "sh", "BI"};

bool is_visible(const std::string& name) {
    return std::find(visible.begin(), visible.end(), name) != visible.end();
}

bool shows_letters(const std::string& name) {
    return name == "Tj" || name == "TJ" || name == "'" || name == "\"";
}

}  // namespace

void MarkFilter::handleToken(const Token& token) {
    pending_.push_back(token);
    if (token.getType() == QPDFTokenizer::tt_word) operation(token.getValue());
}

void MarkFilter::handleEOF() {
    emit();
    close_artifact();
}

void MarkFilter::operation(const std::string& name) {
    if (name == "BDC" || name == "BMC") {
        const bool numbered = std::any_of(pending_.begin(), pending_.end(), [](const Token& token) {
            return token.getType() == QPDFTokenizer::tt_name && token.getValue() == "/MCID";
        });
        begin_marked(numbered);
    } else if (name == "EMC") {
        end_marked();
    } else if (in_figure_ && shows_letters(name)) {
        take_anchor();
        pending_.clear();  // only the letters: colours and matrices stay as cairo reckons them
        return;
    } else {
        if (name == "BT") in_text_ = true;
        if (depth_ == 0 && inner_ == 0) {
            if ((name == "q" || name == "Q") && !in_text_) close_artifact();
            if (is_visible(name)) open_artifact();
        }
        if (name == "ET") in_text_ = false;
    }
    emit();
}

void MarkFilter::begin_marked(bool numbered) {
    if (depth_ > 0) {
        ++depth_;
        if (numbered) in_order_ = false;  // pieces are flat: a piece in a piece is not ours
        return;
    }
    if (!numbered) {
        if (!in_text_) open_artifact();
        ++inner_;
        return;
    }
    if (in_text_ || inner_ > 0) {
        in_order_ = false;
        ++inner_;
        return;
    }
    close_artifact();
    depth_ = 1;
    std::string number;
    for (const auto& token : pending_)
        if (token.getType() == QPDFTokenizer::tt_integer) number = token.getValue();
    if (number != std::to_string(pieces_)) in_order_ = false;
    const auto role = std::find_if(pending_.begin(), pending_.end(), [](const Token& token) {
        return token.getType() == QPDFTokenizer::tt_name;
    });
    if (pieces_ < roles_.size() && role != pending_.end())
        *role = Token(QPDFTokenizer::tt_name, "/" + roles_[pieces_]);
    in_figure_ = pieces_ < roles_.size() && roles_[pieces_] == "Figure";
    anchors_ = 0;
    ++pieces_;
}

void MarkFilter::end_marked() {
    if (depth_ > 0) {
        if (--depth_ > 0) return;
        if (in_figure_ && anchors_ != 1) in_order_ = false;
        in_figure_ = false;
    } else if (inner_ > 0) {
        --inner_;
    } else {
        in_order_ = false;
    }
}

// One letter, of one or two bytes.
void MarkFilter::take_anchor() {
    std::size_t bytes = 0;
    for (const auto& token : pending_)
        if (token.getType() == QPDFTokenizer::tt_string) bytes += token.getValue().size();
    if (bytes == 0 || bytes > 2) in_order_ = false;
    ++anchors_;
}

void MarkFilter::open_artifact() {
    if (artifact_) return;
    write("\n/Artifact BMC\n");
    artifact_ = true;
}

void MarkFilter::close_artifact() {
    if (!artifact_) return;
    write("\nEMC\n");
    artifact_ = false;
}

void MarkFilter::emit() {
    for (const auto& token : pending_)
        writeToken(token);
    pending_.clear();
}

}  // namespace cpc::document
