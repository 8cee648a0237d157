// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/library.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/base/limits.hpp"
#include "core/crypto/hash.hpp"

namespace cpc::meeting {
namespace {

Result<Bytes> read_part(Files& files, const std::string& path) {
    return read_whole(files, path, limits::profile_bytes_max);
}

// One that has taken effect by `today`, and later than the other one.
template <class File>
bool goes_before(const File& left, const File& right, std::optional<Date> today) {
    const auto waits = [&](const File& file) { return today && *today < file.effective_from; };
    if (waits(left) != waits(right)) return waits(right);
    if (left.effective_from != right.effective_from)
        return right.effective_from < left.effective_from;
    return right.edition < left.edition;
}

bool is_procedure_file(const std::string& name) {
    constexpr std::string_view ending = ".toml";
    return name.size() > ending.size() && name.substr(name.size() - ending.size()) == ending;
}

// Who answers for this file: the program, or a key that is trusted. `verify` holds a signature
// against it.
template <class File, class Verify>
Result<void> check_trust(Files& files, const File& file, const TrustedKeys& trusted,
                         Verify verify) {
    if (came_with_the_program(file.hash)) return {};
    const auto beside = file.file + std::string(signature_suffix);
    if (!files.exists(beside))
        return fail(Fault::refused,
                    "this procedure did not come with the program and nobody has signed it",
                    file.file,
                    "It is not used. Have it signed (cpc profile sign), and put the .sig file "
                    "beside it. To try it out without: cpc play with --procedures.");
    const auto signature = CPC_TRY(read_whole(files, beside, limits::receipt_bytes_max));
    CPC_TRY(verify(file, text_of(signature), trusted));
    return {};
}

std::string last_part(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

}  // namespace

Result<Edition> read_edition(std::string text, std::string calendar_text, const std::string& file,
                             const std::string& calendar_file) {
    auto procedure = CPC_TRY(procedure::load_procedure(text, file));
    procedure.hash = to_hex(crypto::sha256(view_of(text)));
    auto calendar =
        CPC_TRY(procedure::Calendar::parse(calendar_text, procedure.region, calendar_file));
    const auto calendar_hash = to_hex(crypto::sha256(view_of(calendar_text)));
    return Edition{{std::move(procedure), std::move(calendar)},
                   calendar_hash,
                   std::move(text),
                   std::move(calendar_text)};
}

Result<Addition> read_addition(std::string text, const std::string& file) {
    auto overlay = CPC_TRY(procedure::load_overlay(text, file));
    overlay.hash = to_hex(crypto::sha256(view_of(text)));
    return Addition{std::move(overlay), std::move(text)};
}

Result<Edition> with_additions(const Edition& base, const std::vector<Addition>& additions) {
    Edition edition = base;
    for (const auto& addition : additions)
        edition.rules.procedure =
            CPC_TRY(procedure::attach(std::move(edition.rules.procedure), addition.overlay));
    return edition;
}

Result<Edition> Library::load_edition(Files& files, const std::string& assets,
                                      const std::string& file) {
    const auto text = CPC_TRY(read_part(files, file));
    const auto list = assets + "/calendars/bank-holidays.csv";
    const auto csv = CPC_TRY(read_part(files, list));
    return read_edition(std::string{text_of(text)}, std::string{text_of(csv)}, file, list);
}

void Library::take(Edition edition, const Shelf& shelf) {
    const auto& procedure = edition.rules.procedure;
    if (by_hash(procedure.hash) != nullptr) return;
    if (shelf.today && !procedure.in_force(*shelf.today)) {
        others_.push_back(std::move(edition));
        return;
    }
    for (auto& held : editions_) {
        if (held.rules.procedure.id != procedure.id) continue;
        if (goes_before(procedure, held.rules.procedure, shelf.today)) std::swap(held, edition);
        others_.push_back(std::move(edition));
        return;
    }
    editions_.push_back(std::move(edition));
}

void Library::take(Addition addition, const Shelf& shelf) {
    for (auto& held : additions_) {
        if (held.overlay.id != addition.overlay.id) continue;
        if (goes_before(addition.overlay, held.overlay, shelf.today)) held = std::move(addition);
        return;
    }
    additions_.push_back(std::move(addition));
}

Result<void> Library::read_overlays(Files& files, const Shelf& shelf, const std::string& folder) {
    if (!files.exists(folder)) return {};
    auto names = CPC_TRY(files.list(folder));
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        if (!is_procedure_file(name)) continue;
        const auto file = folder + "/" + name;
        auto read = [&]() -> Result<Addition> {
            const auto text = CPC_TRY(read_part(files, file));
            return read_addition(std::string{text_of(text)}, file);
        }();
        if (!shelf.trusted) {
            take(CPC_TRY(std::move(read)), shelf);
            continue;
        }
        if (!read) {
            refused_.push_back(read.error());
            continue;
        }
        auto known = check_trust(files, read->overlay, *shelf.trusted, verify_overlay);
        if (!known)
            refused_.push_back(known.error());
        else
            take(std::move(*read), shelf);
    }
    return {};
}

Result<void> Library::read_folder(Files& files, const Shelf& shelf, const std::string& folder) {
    auto names = CPC_TRY(files.list(folder));
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        if (!is_procedure_file(name)) continue;
        auto edition = load_edition(files, shelf.assets, folder + "/" + name);
        // Without a question of trust a broken file is whoever's mistake who starts the program.
        if (!shelf.trusted) {
            take(CPC_TRY(std::move(edition)), shelf);
            continue;
        }
        if (!edition) {
            refused_.push_back(edition.error());
            continue;
        }
        auto known = check_trust(files, edition->rules.procedure, *shelf.trusted, verify_procedure);
        if (!known)
            refused_.push_back(known.error());
        else
            take(std::move(*edition), shelf);
    }
    return {};
}

Result<Library> Library::load(Files& files, const std::string& assets) {
    return load(files, Shelf{assets, {}, std::nullopt, std::nullopt});
}

Result<Library> Library::load(Files& files, const Shelf& shelf) {
    Library library;
    CPC_TRY(library.read_folder(files, shelf, shelf.assets + "/procedures"));
    CPC_TRY(library.read_overlays(files, shelf, shelf.assets + "/overlays"));
    if (!shelf.installed.empty() && files.exists(shelf.installed)) {
        CPC_TRY(library.read_folder(files, shelf, shelf.installed));
        CPC_TRY(library.read_overlays(files, shelf, shelf.installed + "/overlays"));
    }
    // Where none is in force the tablet still opens, for what was begun before.
    if (!library.editions_.empty() || !library.others_.empty()) return library;
    if (!library.refused_.empty()) return Failure{library.refused_.front()};
    return fail(Fault::not_found, "there is no procedure file", shelf.assets + "/procedures",
                "Install the program again, or name its assets with --assets.");
}

std::vector<std::string> Library::left_out_in_words() const {
    std::vector<std::string> out;
    for (const auto& error : refused_)
        out.push_back(last_part(error.where) + " is not used: " + error.what +
                      (error.what.ends_with('.') ? "" : "."));
    return out;
}

const Addition* Library::addition(std::string_view id) const {
    const auto found = std::find_if(additions_.begin(), additions_.end(),
                                    [&](const auto& each) { return each.overlay.id == id; });
    return found == additions_.end() ? nullptr : &*found;
}

const Edition* Library::by_id(std::string_view procedure_id) const {
    for (const auto& edition : editions_)
        if (edition.rules.procedure.id == procedure_id) return &edition;
    return nullptr;
}

const Edition* Library::by_hash(std::string_view procedure_hash) const {
    for (const auto* list : {&editions_, &others_})
        for (const auto& edition : *list)
            if (edition.rules.procedure.hash == procedure_hash) return &edition;
    return nullptr;
}

Result<std::string> find_assets(Files& files, const std::string& program_path) {
    std::vector<std::string> places;
    if (const char* named = std::getenv("CPC_ASSETS")) places.emplace_back(named);
    const auto slash = program_path.rfind('/');
    const auto folder =
        slash == std::string::npos ? std::string{"."} : program_path.substr(0, slash);
    places.push_back(folder + "/../share/case-conference");
    places.push_back(folder + "/../../../assets");  // build/release/bin beside the sources
    places.emplace_back("assets");
    for (const auto& place : places)
        if (files.exists(place + "/calendars/bank-holidays.csv")) return place;
    return fail(Fault::not_found, "the program's assets (procedures, holidays) are not found",
                places.back(), "Start it from its own folder, or set CPC_ASSETS.");
}

}  // namespace cpc::meeting
