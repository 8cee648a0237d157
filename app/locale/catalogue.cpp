// SPDX-License-Identifier: Apache-2.0
#include "app/locale/catalogue.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "app/locale/messages.hpp"

namespace cpc::locale {
namespace {

constexpr std::string_view one = ".one";
constexpr std::string_view other = ".other";

// {name} of a text, sorted; a name that stands twice counts twice.
std::multiset<std::string> names_in(std::string_view text) {
    std::multiset<std::string> out;
    for (auto from = text.find('{'); from != std::string_view::npos; from = text.find('{', from)) {
        const auto to = text.find('}', from);
        if (to == std::string_view::npos) break;
        out.emplace(text.substr(from, to - from));
        from = to;
    }
    return out;
}

// A sentence may say a name twice, but none may be lost or invented.
bool same_names(std::string_view a, std::string_view b) {
    const auto once = [](const std::multiset<std::string>& names) {
        return std::set<std::string>(names.begin(), names.end());
    };
    return once(names_in(a)) == once(names_in(b));
}

// Of a count; nothing for any other key.
std::optional<std::string_view> stem_of(std::string_view key) {
    const auto end = key.rfind('.');
    if (!key.ends_with(one) && !key.ends_with(other)) return std::nullopt;
    const std::string stem{key.substr(0, end)};
    const bool both =
        find_english(stem + std::string{one}) && find_english(stem + std::string{other});
    return both ? std::optional{key.substr(0, end)} : std::nullopt;
}

std::size_t parts_of(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '|'));
}

}  // namespace

struct Catalogue::Entry {
    std::size_t line = 0;  // of its first word
    bool fuzzy = false;
    bool reviewed = true;
    std::optional<std::string> context;
    std::optional<std::string> english;
    std::optional<std::string> english_plural;
    std::vector<std::string> texts;  // msgstr, or msgstr[0], msgstr[1] …
    [[nodiscard]] bool begun() const { return context || english || !texts.empty(); }
};

// Line by line; an entry ends at an empty line, or where the next one's comment or msgctxt begins.
class Catalogue::Reader {
  public:
    Reader(std::string_view text, const std::string& file) : rest_(text), file_(file) {}

    // Nothing: the end.
    [[nodiscard]] Result<std::optional<Entry>> next() {
        Entry entry;
        std::string* open = nullptr;  // what a continued line goes on with
        while (peek()) {
            const auto line = *line_;
            const bool starts = line.substr(0, 1) == "#" || line.substr(0, 8) == "msgctxt " ||
                                (line.substr(0, 6) == "msgid " && entry.english);
            if (starts && entry.begun() && !entry.texts.empty()) break;
            line_.reset();
            if (line.empty()) {
                if (!entry.texts.empty()) break;
                open = nullptr;
                continue;
            }
            if (line.front() == '#') {
                note(entry, line);
                continue;
            }
            if (entry.line == 0) entry.line = number_;
            if (line.front() != '"') open = CPC_TRY(field(entry, line));
            const auto words = line.front() == '"' ? line : line.substr(line.find(' ') + 1);
            if (open == nullptr) return wrong("a text stands here that belongs to nothing");
            *open += CPC_TRY(quoted(words));
        }
        if (!entry.begun()) return std::optional<Entry>{};
        return std::optional<Entry>{std::move(entry)};
    }

    [[nodiscard]] Failure wrong(std::string what) const {
        return fail(Fault::malformed, "This is no catalogue of words: " + std::move(what),
                    file_ + ":" + std::to_string(number_),
                    "The words in English go on being used.");
    }

  private:
    bool peek() {
        if (line_) return true;
        if (rest_.empty()) return false;
        const auto end = rest_.find('\n');
        auto line = rest_.substr(0, end);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        line_ = line;
        ++number_;
        return true;
    }

    static void note(Entry& entry, std::string_view line) {
        if (line.substr(0, 2) == "#," && line.find("fuzzy") != std::string_view::npos)
            entry.fuzzy = true;
        if (line == "# not reviewed") entry.reviewed = false;
    }

    Result<std::string*> field(Entry& entry, std::string_view line) const {
        const auto word = line.substr(0, line.find(' '));
        const auto only = [&](std::optional<std::string>& place) -> Result<std::string*> {
            if (place) return wrong("\"" + std::string{word} + "\" stands here a second time");
            return &place.emplace();
        };
        if (word == "msgctxt") return only(entry.context);
        if (word == "msgid") return only(entry.english);
        if (word == "msgid_plural") return only(entry.english_plural);
        const auto expected = entry.english_plural
                                  ? "msgstr[" + std::to_string(entry.texts.size()) + "]"
                                  : std::string{"msgstr"};
        const bool fits = word == expected && (entry.english_plural || entry.texts.empty());
        if (!fits || !entry.english)
            return wrong("\"" + std::string{word} + "\" is not what comes here");
        return &entry.texts.emplace_back();
    }

    Result<std::string> quoted(std::string_view words) const {
        if (words.size() < 2 || words.front() != '"' || words.back() != '"')
            return wrong("a text stands between two \" on one line");
        words = words.substr(1, words.size() - 2);
        std::string out;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const auto c = static_cast<unsigned char>(words[i]);
            if (c == '"' || c < ' ') return wrong("write \\\" for a quotation mark in a text");
            if (c != '\\') {
                out += words[i];
                continue;
            }
            const char after = i + 1 < words.size() ? words[++i] : '\0';
            if (after == 'n')
                out += '\n';
            else if (after == '"' || after == '\\')
                out += after;
            else
                return wrong("only \\n, \\\" and \\\\ may follow a backslash");
        }
        return out;
    }

    std::string_view rest_;
    std::string file_;
    std::optional<std::string_view> line_;
    std::size_t number_ = 0;
};

Result<Catalogue> Catalogue::read(std::string_view text, const std::string& file) {
    if (text.size() > catalogue_bytes_max)
        return fail(Fault::refused, "This catalogue of words is too large.", file);
    Catalogue out;
    out.file_ = file;
    Reader reader{text, file};
    bool first = true;
    while (auto entry = CPC_TRY(reader.next())) {
        CPC_TRY(first ? out.take_header(*entry) : out.take(std::move(*entry)));
        first = false;
    }
    if (first) return reader.wrong("nothing is in it");
    out.look_for_missing();
    return out;
}

Result<void> Catalogue::take_header(const Entry& entry) {
    const auto where = file_ + ":" + std::to_string(entry.line);
    if (entry.context || entry.english != "" || entry.texts.size() != 1)
        return fail(Fault::malformed, "A catalogue of words begins with msgid \"\" and its header.",
                    where);
    const auto value_of = [&](std::string_view name) {
        const auto& header = entry.texts.front();
        const auto at = header.find(name);
        if (at == std::string::npos) return std::string{};
        const auto from = at + name.size();
        return header.substr(from, header.find('\n', from) - from);
    };
    language_ = value_of("Language: ");
    if (language_.empty() || value_of("Content-Type: ").find("UTF-8") == std::string::npos)
        return fail(Fault::malformed,
                    "The header of a catalogue names its Language and says charset=UTF-8.", where);
    auto rule = PluralRule::parse(value_of("Plural-Forms: "));
    if (!rule) {
        rule.error().where = where;
        return Failure{std::move(rule.error())};
    }
    plural_ = std::move(*rule);
    return {};
}

Result<void> Catalogue::take(Entry entry) {
    const auto where = file_ + ":" + std::to_string(entry.line);
    const auto wrong = [&](const std::string& what) {
        return fail(Fault::malformed, what, where, "The words in English go on being used.");
    };
    if (!entry.context || !entry.english || entry.texts.empty())
        return wrong("An entry has msgctxt (our key), msgid (the English text) and msgstr.");
    const auto& key = *entry.context;
    const bool counts = entry.english_plural.has_value();
    const auto now = find_english(counts ? key + std::string{one} : key);
    const auto now_plural = counts ? find_english(key + std::string{other}) : std::nullopt;
    if (counts ? counts_.count(key) != 0 : texts_.count(key) != 0)
        return wrong("\"" + key + "\" stands here a second time.");
    if (counts && entry.texts.size() != plural_.forms())
        return wrong("\"" + key + "\" needs " + std::to_string(plural_.forms()) + " forms.");
    // A key that is gone, or a text made from an older English one, is left out.
    const bool dated = now != *entry.english || (counts && now_plural != *entry.english_plural);
    const bool empty = std::any_of(entry.texts.begin(), entry.texts.end(),
                                   [](const auto& text) { return text.empty(); });
    if (entry.fuzzy || dated || empty) return {};
    for (const auto& text : entry.texts) {
        if (!same_names(text, counts ? *entry.english_plural : *entry.english))
            return wrong("\"" + key + "\" does not fill in the same {names} as the English text.");
        if (parts_of(text) != parts_of(*entry.english))
            return wrong("\"" + key + "\" does not have as many parts between | as the English.");
    }
    if (!entry.reviewed) ++not_reviewed_;
    if (counts)
        counts_.emplace(key, std::move(entry.texts));
    else
        texts_.emplace(key, std::move(entry.texts.front()));
    return {};
}

void Catalogue::look_for_missing() {
    for (const auto& table : tables())
        for (const auto& message : table) {
            const auto key = message.key;
            const auto stem = stem_of(key);
            const bool here =
                stem ? counts_.find(*stem) != counts_.end() : texts_.find(key) != texts_.end();
            if (!here && !(stem && key.ends_with(other))) missing_.emplace_back(stem.value_or(key));
        }
}

std::optional<std::string_view> Catalogue::find(std::string_view key) const {
    const auto found = texts_.find(key);
    if (found == texts_.end()) return std::nullopt;
    return found->second;
}

std::optional<std::string_view> Catalogue::find_count(std::string_view stem,
                                                      std::uint64_t n) const {
    const auto found = counts_.find(stem);
    if (found == counts_.end()) return std::nullopt;
    return found->second.at(plural_.form_of(n));
}

}  // namespace cpc::locale
