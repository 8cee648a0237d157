// SPDX-License-Identifier: Apache-2.0
#include "tests/tidy/delivered.hpp"

#include <cctype>

#include "tests/tidy/requirements.hpp"

namespace cpc::tidy {

namespace {

std::string stem_of(std::string_view path) {
    path.remove_prefix(path.rfind('/') + 1);
    return std::string{path.substr(0, path.find('.'))};
}

bool part_of_a_key(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_' || letter == '-';
}

// Walks through a procedure's text and keeps, for each open table, its id and the requirements it
// names. The outermost table is the one with a header; those inside have braces. A delivered table
// begins with its id, so that a point inside it can be called after both.
class Walk {
  public:
    explicit Walk(const SourceFile& file) : file_{file}, procedure_{stem_of(file.path)} {}

    std::vector<CarriedRule> all() {
        for (std::size_t at = 0; at < file_.lines.size(); ++at) {
            const auto& line = file_.lines[at];
            const auto first = line.find_first_not_of(' ');
            if (first != std::string::npos && line[first] == '[' && lists_ == 0) {
                begin(line, at + 1);
            } else {
                read(line);
            }
        }
        while (!tables_.empty())
            end();
        return std::move(found_);
    }

  private:
    struct Table {
        std::string kind;  // its header's words; empty in braces
        std::string key;   // the key that what comes next belongs to
        std::string id;
        std::vector<std::string> requirements;
    };

    // "[[stage]]" has an id of its own, "[risk]" is called by its name, and "[[dissent.step]]"
    // stands within the [[dissent]] before it.
    void begin(const std::string& header, std::size_t line) {
        const auto from = header.find_first_not_of(" [");
        const auto kind = header.substr(from, header.find(']') - from);
        while (!tables_.empty() && !within(kind, tables_.back().kind))
            end();
        if (tables_.empty()) line_ = line;
        tables_.push_back({kind, {}, {}, {}});
    }

    static bool within(const std::string& kind, const std::string& outer) {
        return !outer.empty() && kind.rfind(outer + ".", 0) == 0;
    }

    void read(const std::string& line) {
        for (std::size_t at = 0; at < line.size(); ++at) {
            if (line[at] == '#') return;
            if (line[at] == '"') {
                at = read_text(line, at);
            } else if (part_of_a_key(line[at])) {
                at = read_word(line, at);
            } else if (line[at] == '{') {
                tables_.emplace_back();
            } else if (line[at] == '}' && !tables_.empty()) {
                end();
            } else if (line[at] == '[') {
                ++lists_;
            } else if (line[at] == ']' && lists_ > 0) {
                --lists_;
            }
        }
    }

    std::size_t read_text(const std::string& line, std::size_t at) {
        std::string text;
        for (++at; at < line.size() && line[at] != '"'; ++at) {
            if (line[at] == '\\') ++at;
            if (at < line.size()) text += line[at];
        }
        if (!tables_.empty()) {
            auto& table = tables_.back();
            if (table.key == "id") table.id = text;
            // An overlay adds to a stage and gives it no id of its own.
            if (table.key == "stage" && table.kind == "stage" && table.id.empty())
                table.id = "stage." + text;
            if (table.key == "requirement") table.requirements.push_back(text);
        }
        return at;
    }

    std::size_t read_word(const std::string& line, std::size_t at) {
        const auto from = at;
        while (at < line.size() && part_of_a_key(line[at]))
            ++at;
        const auto next = line.find_first_not_of(' ', at);
        if (next != std::string::npos && line[next] == '=') {
            if (tables_.empty()) tables_.emplace_back();
            tables_.back().key = line.substr(from, at - from);
        }
        return at - 1;
    }

    void end() {
        const auto table = tables_.back();
        tables_.pop_back();
        std::string rule;
        for (const auto& outer : tables_)
            if (!name(outer).empty()) rule += name(outer) + "/";
        rule += name(table);
        for (const auto& requirement : table.requirements)
            found_.push_back({procedure_, rule, requirement, line_});
    }

    static const std::string& name(const Table& table) {
        return table.id.empty() ? table.kind : table.id;
    }

    const SourceFile& file_;
    std::string procedure_;
    std::size_t line_{};
    int lists_{};
    std::vector<Table> tables_;
    std::vector<CarriedRule> found_;
};

// The texts between quotes, in their order.
std::vector<std::string> quoted_in(std::string_view line) {
    std::vector<std::string> texts;
    for (auto open = line.find('"'); open != std::string_view::npos;) {
        const auto close = line.find('"', open + 1);
        if (close == std::string_view::npos) break;
        texts.emplace_back(line.substr(open + 1, close - open - 1));
        open = line.find('"', close + 1);
    }
    return texts;
}

}  // namespace

bool is_delivered(std::string_view path) {
    const bool ours =
        path.rfind("assets/procedures/", 0) == 0 || path.rfind("assets/overlays/", 0) == 0;
    return ours && ends_with(path, ".toml");
}

std::vector<CarriedRule> carried_by(const SourceFile& procedure) {
    return Walk{procedure}.all();
}

std::vector<RefusalRow> refusals_of(const SourceFile& refusal_source) {
    static constexpr std::string_view row = "RefusalRule{";
    std::vector<RefusalRow> rows;
    for (std::size_t at = 0; at < refusal_source.lines.size(); ++at) {
        const auto& line = refusal_source.lines[at];
        const auto begins = line.find(row);
        if (begins == std::string::npos) continue;
        auto text = line.substr(begins);
        if (at + 1 < refusal_source.lines.size()) text += refusal_source.lines[at + 1];
        const auto parts = quoted_in(text);
        if (parts.size() < 3) continue;
        rows.push_back({parts[0], ids_on(parts[1] + " " + parts[2]), at + 1});
    }
    return rows;
}

}  // namespace cpc::tidy
