// SPDX-License-Identifier: Apache-2.0
#include "app/locale/language.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

#include "app/locale/messages.hpp"

namespace cpc::locale {
namespace {

// How much longer a text becomes: Welsh and German are, by a third and more.
constexpr std::size_t pseudo_grows_by_percent = 40;

std::vector<std::unique_ptr<const Catalogue>>& added() {
    static std::vector<std::unique_ptr<const Catalogue>> all;
    return all;
}

// Nothing: English.
thread_local const Catalogue* speaks = nullptr;
thread_local bool speaks_pseudo = false;

// Views of texts must stay good, so each is made once.
std::string_view kept_pseudo(std::string_view english_text) {
    thread_local std::map<std::string_view, std::string> made;
    auto found = made.find(english_text);
    if (found == made.end()) found = made.emplace(english_text, pseudo_text(english_text)).first;
    return found->second;
}

std::optional<std::string_view> in_pseudo(std::optional<std::string_view> text) {
    return text && speaks_pseudo ? kept_pseudo(*text) : text;
}

std::string_view accented(char letter) {
    static constexpr std::string_view plain = "AEIOUYCNSTaeiouycnstgrwlk";
    static constexpr std::array<std::string_view, plain.size()> with{
        "\u00c0", "\u00cb", "\u00ce", "\u00d5", "\u00db", "\u0176", "\u00c7", "\u00d1", "\u0160",
        "\u0162", "\u00e5", "\u00eb", "\u00ee", "\u00f5", "\u00fb", "\u0177", "\u00e7", "\u00f1",
        "\u0161", "\u0163", "\u011f", "\u0155", "\u0175", "\u013a", "\u0137"};
    const auto at = plain.find(letter);
    return at == std::string_view::npos ? std::string_view{} : with[at];
}

}  // namespace

Result<void> add(Catalogue catalogue) {
    if (!catalogue.complete())
        return fail(Fault::refused,
                    "The words in \"" + catalogue.language() +
                        "\" are not complete: " + std::to_string(catalogue.missing().size()) +
                        " are missing, the first is " + catalogue.missing().front() + ".",
                    {}, "The tablet goes on without that language.");
    const auto same = [&](const auto& each) { return each->language() == catalogue.language(); };
    if (catalogue.language() == english || std::any_of(added().begin(), added().end(), same))
        return fail(Fault::conflict,
                    "There are words in \"" + catalogue.language() + "\" already.");
    added().push_back(std::make_unique<const Catalogue>(std::move(catalogue)));
    return {};
}

Result<std::vector<std::string>> add_all(Files& files, const std::string& folder) {
    std::vector<std::string> left_out;
    if (!files.exists(folder)) return left_out;
    auto names = CPC_TRY(files.list(folder));
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        if (!name.ends_with(".po")) continue;
        const auto path = folder + "/" + name;
        const auto text = CPC_TRY(read_whole(files, path, catalogue_bytes_max));
        auto catalogue = Catalogue::read(text_of(text), path);
        const auto added =
            catalogue ? add(std::move(*catalogue)) : Result<void>{Failure{catalogue.error()}};
        if (!added) left_out.push_back(added.error().text());
    }
    return left_out;
}

std::vector<Language> languages() {
    constexpr std::string_view name = "language.name";
    std::vector<Language> out{
        {std::string{english}, std::string{find_english(name).value_or(english)}, true}};
    for (const auto& each : added())
        out.push_back({each->language(), std::string{each->find(name).value_or(each->language())},
                       each->not_reviewed() == 0});
    return out;
}

bool speak(std::string_view id) {
    const auto found = std::find_if(added().begin(), added().end(),
                                    [&](const auto& each) { return each->language() == id; });
    if (id != english && id != pseudo && found == added().end()) return false;
    speaks = found == added().end() ? nullptr : found->get();
    speaks_pseudo = id == pseudo;
    return true;
}

std::string_view spoken() {
    if (speaks_pseudo) return pseudo;
    return speaks == nullptr ? english : std::string_view{speaks->language()};
}

bool reviewed() {
    return speaks == nullptr || speaks->not_reviewed() == 0;
}

std::optional<std::string_view> find(std::string_view key) {
    const auto own = speaks == nullptr ? std::nullopt : speaks->find(key);
    return own ? own : in_pseudo(find_english(key));
}

std::optional<std::string_view> find_count(std::string_view stem, std::uint64_t n) {
    const auto own = speaks == nullptr ? std::nullopt : speaks->find_count(stem, n);
    return own ? own : in_pseudo(find_english(std::string{stem} + (n == 1 ? ".one" : ".other")));
}

// Lists divided by "|" grow in each part by their accents only.
std::string pseudo_text(std::string_view text) {
    const bool list = text.find('|') != std::string_view::npos;
    std::string out = list ? "" : "[";
    std::size_t letters = 0;
    bool name = false;
    for (const char c : text) {
        name = (name || c == '{') && c != '}';
        const auto with = name ? std::string_view{} : accented(c);
        out += with.empty() ? std::string(1, c) : std::string{with};
        if (!name) ++letters;
    }
    if (list) return out;
    const auto grows = (letters * pseudo_grows_by_percent + 99) / 100;
    for (std::size_t i = 0; i < grows; ++i)
        out += i % 6 == 0 ? " " : "\u00b7";
    return out + "]";
}

}  // namespace cpc::locale
