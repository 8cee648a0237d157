// SPDX-License-Identifier: Apache-2.0
#include "sync/transport/directory_carrier.hpp"

#include <algorithm>
#include <optional>

#include "sync/wire/limits.hpp"
#include "sync/wire/record_answer.hpp"

namespace cpc::transport {
namespace {

constexpr std::size_t names_max = 100'000;    // on one medium
constexpr std::size_t receipts_max = 10'000;  // taken at once
constexpr std::size_t packs_max = 100;        // taken at once
constexpr const char* pulled =
    "The stick may have been pulled or is failing. The record on the tablet is untouched; write "
    "the "
    "bundle again, to another stick if this goes on.";

Result<Bytes> read_back(Files& files, const std::string& path, std::size_t size) {
    auto file = CPC_TRY(files.open(path, OpenMode::read_only));
    if (CPC_TRY(file->size()) != size) return Bytes{};
    Bytes out(size);
    CPC_TRY(file->read_at(0, out));
    return out;
}

bool holds(Files& files, const std::string& path, ByteView bytes) {
    if (!files.exists(path)) return false;
    const auto there = read_back(files, path, bytes.size());
    return there && std::equal(there->begin(), there->end(), bytes.begin(), bytes.end());
}

Failure with_advice(Error error) {
    if (error.advice.empty()) error.advice = pulled;
    return Failure{std::move(error)};
}

Result<void> write_steps(Files& files, const std::string& directory, const std::string& name,
                         ByteView bytes) {
    const std::string path = directory + "/" + name;
    const std::string temporary = path + ".part";
    {
        auto file = CPC_TRY(files.open(temporary, OpenMode::create));
        CPC_TRY(file->truncate(0));
        CPC_TRY(file->write_at(0, bytes));
        CPC_TRY(file->sync_data());
        file->drop_cache();
    }
    if (!holds(files, temporary, bytes))
        return fail(Fault::damaged, "The medium did not give back what was written to it.", name,
                    pulled);
    CPC_TRY(files.rename(temporary, path));
    return files.sync_directory(directory);
}

}  // namespace

std::optional<BundleId> bundle_of_name(std::string_view name, std::string_view extension) {
    constexpr std::size_t digits = 32;
    if (name.size() != digits + 1 + extension.size() || name[digits] != '.' ||
        name.substr(digits + 1) != extension)
        return std::nullopt;
    const auto bytes = from_hex(name.substr(0, digits));
    if (!bytes || to_hex(*bytes) != name.substr(0, digits)) return std::nullopt;
    BundleId out;
    std::copy(bytes->begin(), bytes->end(), out.bytes.begin());
    return out;
}

Result<void> write_proved(Files& files, const std::string& directory, const std::string& name,
                          ByteView bytes) {
    auto done = write_steps(files, directory, name, bytes);
    if (!done) return with_advice(std::move(done.error()));
    return done;
}

Result<engine::HeadAnswer> DirectoryCarrier::head(const Hash32&) {
    return engine::HeadAnswer{engine::CannotAsk{}};
}

Result<engine::Delivery> DirectoryCarrier::deliver(const BundleId& bundle, ByteView file) {
    const std::string receipt = directory_ + "/" + bundle.hex() + ".cpr";
    if (files_.exists(receipt))
        return engine::Delivery{engine::AnsweredWithReceipt{
            CPC_TRY(read_whole(files_, receipt, wire::limits::receipt_bytes_max))}};
    const std::string name = bundle.hex() + ".cpb";
    if (!holds(files_, directory_ + "/" + name, file))
        CPC_TRY(write_proved(files_, directory_, name, file));
    return engine::Delivery{engine::Stored{directory_ + "/" + name}};
}

namespace {

Result<std::vector<std::string>> names_in(Files& files, const std::string& directory) {
    auto names = CPC_TRY(files.list(directory));
    if (names.size() > names_max)
        return fail(Fault::refused, "There are more files here than anybody will look through.",
                    directory, "Use a stick that holds little else.");
    return names;
}

}  // namespace

Result<std::vector<Bytes>> DirectoryCarrier::receipts() {
    std::vector<Bytes> out;
    const auto names = CPC_TRY(names_in(files_, directory_));
    for (const auto& name : names) {
        if (!bundle_of_name(name, "cpr") || out.size() == receipts_max) continue;
        auto bytes = read_whole(files_, directory_ + "/" + name, wire::limits::receipt_bytes_max);
        if (bytes) out.push_back(std::move(*bytes));  // one bad file must not stop the others
    }
    return out;
}

Result<std::optional<Bytes>> DirectoryCarrier::answers(const Hash32& log_id, std::uint64_t) {
    const std::string path = directory_ + "/" + to_hex(log_id) + ".cpa";
    if (!files_.exists(path)) return std::optional<Bytes>{};
    return std::optional{CPC_TRY(read_whole(files_, path, wire::sheet_bytes_max))};
}

Result<std::vector<Bytes>> DirectoryCarrier::packs(const Hash32&, const engine::WantedPack&) {
    std::vector<Bytes> out;
    auto names = CPC_TRY(names_in(files_, directory_));
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        if (!bundle_of_name(name, wire::pack_extension) || out.size() == packs_max) continue;
        auto bytes = read_whole(files_, directory_ + "/" + name, wire::pack_bytes_max);
        if (bytes) out.push_back(std::move(*bytes));  // one bad file must not stop the others
    }
    return out;
}

}  // namespace cpc::transport
