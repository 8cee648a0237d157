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

}  // namespace

Result<Edition> Library::load_edition(Files& files, const std::string& assets,
                                      const std::string& file) {
    const auto text = CPC_TRY(read_part(files, file));
    auto procedure = CPC_TRY(procedure::load_procedure(text_of(text), file));
    procedure.hash = to_hex(crypto::sha256(text));
    const auto list = assets + "/calendars/bank-holidays.csv";
    const auto csv = CPC_TRY(read_part(files, list));
    auto calendar = CPC_TRY(procedure::Calendar::parse(text_of(csv), procedure.region, list));
    return Edition{{std::move(procedure), std::move(calendar)}, to_hex(crypto::sha256(csv))};
}

Result<Library> Library::load(Files& files, const std::string& assets) {
    Library library;
    auto names = CPC_TRY(files.list(assets + "/procedures"));
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        if (name.size() < 6 || name.substr(name.size() - 5) != ".toml") continue;
        library.editions_.push_back(
            CPC_TRY(load_edition(files, assets, assets + "/procedures/" + name)));
    }
    if (library.editions_.empty())
        return fail(Fault::not_found, "there is no procedure file", assets + "/procedures",
                    "Install the program again, or name its assets with --assets.");
    return library;
}

const Edition* Library::by_id(std::string_view procedure_id) const {
    for (const auto& edition : editions_)
        if (edition.rules.procedure.id == procedure_id) return &edition;
    return nullptr;
}

const Edition* Library::by_hash(std::string_view procedure_hash) const {
    for (const auto& edition : editions_)
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
