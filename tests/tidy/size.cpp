// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/size.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <optional>
#include <sstream>

namespace cpc::tidy {

namespace {

bool is_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::string joined(const SourceFile& file) {
    std::string text;
    for (const auto& line : file.lines)
        text += line + "\n";
    return text;
}

// Blanks [from, to), keeping line ends so that line numbers stay true.
void blank(std::string& text, std::size_t from, std::size_t to) {
    for (auto at = from; at < std::min(to, text.size()); ++at) {
        if (text[at] != '\n') text[at] = ' ';
    }
}

std::size_t end_of_literal(const std::string& text, std::size_t open) {
    auto at = open + 1;
    while (at < text.size() && text[at] != text[open] && text[at] != '\n') {
        at += text[at] == '\\' ? 2 : 1;
    }
    return at + 1;
}

std::size_t end_of_raw_string(const std::string& text, std::size_t quote) {
    const auto paren = text.find('(', quote);
    if (paren == std::string::npos) return text.size();
    const auto close = ")" + text.substr(quote + 1, paren - quote - 1) + "\"";
    const auto end = text.find(close, paren);
    return end == std::string::npos ? text.size() : end + close.size();
}

std::size_t end_of_directive(const std::string& text, std::size_t hash) {
    auto end = text.find('\n', hash);
    while (end != std::string::npos && end > 0 && text[end - 1] == '\\') {
        end = text.find('\n', end + 1);
    }
    return end == std::string::npos ? text.size() : end;
}

// Where the thing that begins here and is no code ends; nothing if it is code.
std::optional<std::size_t> end_of_non_code(const std::string& text, std::size_t at,
                                           bool line_start) {
    const char c = text[at];
    if (text.compare(at, 2, "//") == 0) return std::min(text.find('\n', at), text.size());
    if (text.compare(at, 2, "/*") == 0) {
        const auto end = text.find("*/", at + 2);
        return end == std::string::npos ? text.size() : end + 2;
    }
    if (c == '#' && line_start) return end_of_directive(text, at);
    if (c == '"') {
        const bool raw = at > 0 && text[at - 1] == 'R';
        return raw ? end_of_raw_string(text, at) : end_of_literal(text, at);
    }
    // 1'000 is a number; the mark is a literal only where no word stands before it.
    if (c == '\'' && (at == 0 || !is_word(text[at - 1]))) return end_of_literal(text, at);
    return std::nullopt;
}

std::string without_template_head(std::string head) {
    while (head.rfind("template", 0) == 0) {
        const auto open = head.find('<');
        if (open == std::string::npos) return head;
        int depth = 0;
        auto at = open;
        for (; at < head.size(); ++at) {
            if (head[at] == '<') ++depth;
            if (head[at] == '>' && --depth == 0) break;
        }
        head.erase(0, std::min(at + 1, head.size()));
        head.erase(0, std::min(head.find_first_not_of(" \n"), head.size()));
    }
    return head;
}

bool assigns(const std::string& head) {
    int depth = 0;
    for (std::size_t at = 0; at < head.size(); ++at) {
        if (head[at] == '(') ++depth;
        if (head[at] == ')') --depth;
        if (head[at] != '=' || depth != 0) continue;
        const char before = at > 0 ? head[at - 1] : ' ';
        const char after = at + 1 < head.size() ? head[at + 1] : ' ';
        if (std::string_view{"=<>!"}.find(before) == std::string_view::npos && after != '=')
            return true;
    }
    return false;
}

enum class Scope : std::uint8_t { declarations, function, data };

Scope scope_of(std::string head) {
    head = without_template_head(std::move(head));
    const auto words = words_of(head);
    static constexpr std::array openers{"namespace", "class",  "struct",
                                        "union",     "extern", "inline"};
    if (!words.empty()) {
        const bool inline_namespace = words.size() > 1 && words[1] == "namespace";
        const bool opens = std::find(openers.begin(), openers.end(), words[0]) != openers.end();
        if (opens && (words[0] != "inline" || inline_namespace)) return Scope::declarations;
        if (words[0] == "enum") return Scope::data;
    }
    const bool is_operator = head.find("operator") != std::string::npos;
    if (head.find('(') == std::string::npos) return Scope::data;
    return !is_operator && assigns(head) ? Scope::data : Scope::function;
}

// Walks the code once, keeping the scopes that are open.
class Walk {
  public:
    explicit Walk(std::string code) : code_{std::move(code)} {}

    std::vector<FunctionSpan> run() {
        for (at_ = 0; at_ < code_.size(); ++at_)
            step(code_[at_]);
        return std::move(found_);
    }

  private:
    bool inside() const { return !scopes_.empty() && scopes_.back() != Scope::declarations; }

    void step(char c) {
        if (c == '\n') ++line_;
        if (c == '{') return open();
        if (c == '}') return close();
        if (inside()) return;
        if (c == '(') ++parens_;
        if (c == ')') --parens_;
        const bool label =
            c == ':' && (head_ == "public" || head_ == "private" || head_ == "protected");
        if ((c == ';' && parens_ == 0) || label) {
            head_.clear();
        } else if (!head_.empty() || std::isspace(static_cast<unsigned char>(c)) == 0) {
            head_ += c;
        }
    }

    void open() {
        if (inside() || parens_ > 0) {
            scopes_.push_back(Scope::data);
            return;
        }
        const auto scope = scope_of(head_);
        scopes_.push_back(scope);
        if (scope == Scope::function) current_ = FunctionSpan{line_, 0, short_head()};
        if (scope == Scope::declarations) head_.clear();
    }

    void close() {
        if (scopes_.empty()) return;
        const auto scope = scopes_.back();
        scopes_.pop_back();
        if (inside() || parens_ > 0) return;
        // `: a_{1}, b_{2} {` — a member's initialiser, and the function is still to come.
        if (scope == Scope::function && continues()) return;
        if (scope == Scope::function) {
            current_.last_line = line_;
            found_.push_back(current_);
        }
        head_.clear();
    }

    bool continues() const {
        const auto next = code_.find_first_not_of(" \n\t", at_ + 1);
        return next != std::string::npos && (code_[next] == ',' || code_[next] == '{');
    }

    std::string short_head() const {
        auto words = words_of(head_);
        std::string text;
        for (const auto& word : words)
            text += (text.empty() ? "" : " ") + word;
        return text.substr(0, 60);
    }

    std::string code_;
    std::string head_;  // since the last ; { or } outside functions
    std::vector<Scope> scopes_;
    std::vector<FunctionSpan> found_;
    FunctionSpan current_;
    std::size_t at_{};
    std::size_t line_{1};
    int parens_{};
};

std::vector<FunctionSpan> shell_functions_of(const SourceFile& file) {
    std::vector<FunctionSpan> found;
    std::optional<FunctionSpan> open;
    for (std::size_t at = 0; at < file.lines.size(); ++at) {
        const auto& line = file.lines[at];
        if (!open && ends_with(line, "() {") && is_word(line.front())) {
            open = FunctionSpan{at + 1, 0, line};
        } else if (open && line == "}") {
            open->last_line = at + 1;
            found.push_back(*open);
            open.reset();
        }
    }
    return found;
}

bool has_limit(const SourceFile& file) {
    return is_cpp(file.path) || is_shell(file) || ends_with(file.path, ".cmake") ||
           ends_with(file.path, "CMakeLists.txt");
}

}  // namespace

std::string code_only(const SourceFile& file) {
    auto text = joined(file);
    bool line_start = true;
    for (std::size_t at = 0; at < text.size();) {
        if (const auto end = end_of_non_code(text, at, line_start)) {
            blank(text, at, *end);
            at = std::max(*end, at + 1);
            continue;
        }
        if (text[at] == '\n') {
            line_start = true;
        } else if (text[at] != ' ') {
            line_start = false;
        }
        ++at;
    }
    return text;
}

std::vector<FunctionSpan> functions_of(const SourceFile& file) {
    if (is_cpp(file.path)) return Walk{code_only(file)}.run();
    if (is_shell(file)) return shell_functions_of(file);
    return {};
}

Findings check_sizes(const std::vector<SourceFile>& files) {
    Findings findings;
    for (const auto& file : files) {
        if (!has_limit(file)) continue;
        if (file.lines.size() > file_lines_max) {
            findings.push_back({file.path, file.lines.size(),
                                "The file has " + std::to_string(file.lines.size()) +
                                    " lines; 500 is the limit."});
        }
        for (const auto& span : functions_of(file)) {
            if (span.lines() <= function_lines_max) continue;
            findings.push_back({file.path, span.first_line,
                                "This function has " + std::to_string(span.lines()) +
                                    " lines; 70 is the limit: " + span.head});
        }
    }
    return findings;
}

}  // namespace cpc::tidy
