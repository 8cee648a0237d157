// SPDX-License-Identifier: Apache-2.0
#include "app/send/packs.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/limits.hpp"
#include "core/codec/codec.hpp"
#include "sync/transport/directory_carrier.hpp"

namespace cpc::send {
namespace {

constexpr std::string_view taken_prefix = "sync/pack/taken/";
constexpr std::string_view refused_prefix = "sync/pack/refused/";
constexpr std::size_t done_bytes_max = 16;

struct KeptLine {
    std::uint64_t number = 0;
    ConferenceId conference;
    std::uint32_t version = 0;
    std::string code;
    Instant at;
    std::string words;
    static constexpr auto fields() {
        using E = KeptLine;
        return std::tuple{&E::number, &E::conference, &E::version, &E::code, &E::at, &E::words};
    }
};

std::string key_of(std::string_view prefix, const ConferenceId& conference) {
    return std::string{prefix} + conference.hex();
}

Result<void> keep(store::Vault& vault, const PackLine& line) {
    const bool taken = line.code == wire::PackCode::taken;
    const KeptLine kept{line.name.number,  line.name.conference,
                        line.name.version, std::string{wire::pack_word(line.code)},
                        line.at,           line.words.substr(0, PackLine::words_max)};
    CPC_TRY(vault.put_state(key_of(taken ? taken_prefix : refused_prefix, line.name.conference),
                            codec::encode(kept)));
    if (taken) return vault.erase_state(key_of(refused_prefix, line.name.conference));
    return {};
}

Result<std::optional<PackLine>> find(store::Vault& vault, const std::string& key) {
    const auto bytes = CPC_TRY(vault.get_state(key));
    if (!bytes) return std::optional<PackLine>{};
    auto kept = CPC_TRY(codec::decode<KeptLine>(*bytes));
    const auto code = wire::pack_code(kept.code).value_or(wire::PackCode::damaged);
    return std::optional{PackLine{
        {kept.number, kept.conference, kept.version}, code, kept.at, std::move(kept.words)}};
}

std::string file_of(const Inbox& inbox, const ConferenceId& conference) {
    return inbox.directory + "/" + wire::pack_file_name(conference);
}

std::string done_of(const Inbox& inbox, const ConferenceId& conference) {
    return inbox.directory + "/" + conference.hex() + ".done";
}

// The version that lies in the inbox or was taken, as far as can be seen without opening anything.
std::uint32_t version_here(const Inbox& inbox, const ConferenceId& conference) {
    std::uint32_t out = 0;
    if (const auto text = read_whole(inbox.files, done_of(inbox, conference), done_bytes_max)) {
        const auto digits = text_of(*text);
        (void)std::from_chars(digits.data(), digits.data() + digits.size(), out);
    }
    const auto file = read_whole(inbox.files, file_of(inbox, conference), wire::pack_bytes_max);
    if (!file) return out;
    const auto pack = wire::read_pack(*file);
    const bool good = pack && wire::trusted_by(*pack, inbox.pairing) &&
                      pack->log_id == inbox.log_id && pack->name.conference == conference;
    return good ? std::max(out, pack->name.version) : out;
}

wire::PackCode code_of(const Error& error) {
    return error.fault == Fault::forged ? wire::PackCode::other_central : wire::PackCode::damaged;
}

// Signed by this central for this tablet; otherwise why not. `name` is what it says it is, as far
// as it can be read.
struct Judged {
    std::optional<wire::Pack> pack;
    PackLine line;
};
Judged judge(const Inbox& inbox, ByteView file, Instant now) {
    Judged out;
    out.line.at = now;
    auto pack = wire::read_pack(file);
    if (!pack) {
        out.line.code = wire::PackCode::damaged;
        out.line.words = pack.error().text();
        return out;
    }
    out.line.name = pack->name;
    if (const auto trusted = wire::trusted_by(*pack, inbox.pairing); !trusted) {
        out.line.code = code_of(trusted.error());
        out.line.words = trusted.error().text();
    } else if (pack->log_id != inbox.log_id) {
        out.line.code = wire::PackCode::other_tablet;
    } else {
        out.pack = std::move(*pack);
    }
    return out;
}

}  // namespace

Result<Fetched> fetch_packs(const Inbox& inbox, engine::Carrier& carrier, Instant now) {
    CPC_TRY(inbox.files.make_directories(inbox.directory));
    Fetched out;
    const auto wanted = [&](const wire::PackName& offer) {
        return offer.version > version_here(inbox, offer.conference);
    };
    for (const auto& file : CPC_TRY(carrier.packs(inbox.log_id, wanted))) {
        auto judged = judge(inbox, file, now);
        if (!judged.pack) {
            out.refused.push_back(std::move(judged.line));
            continue;
        }
        const auto& name = judged.pack->name;
        if (!wanted(name)) continue;
        CPC_TRY(transport::write_proved(inbox.files, inbox.directory,
                                        wire::pack_file_name(name.conference), file));
        out.fresh.push_back(name);
    }
    return out;
}

Result<std::vector<PackLine>> open_inbox(store::Vault& vault, const Inbox& inbox, Instant now,
                                         const TakePack& take) {
    std::vector<PackLine> out;
    CPC_TRY(inbox.files.make_directories(inbox.directory));
    auto names = CPC_TRY(inbox.files.list(inbox.directory));
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        if (!transport::bundle_of_name(name, wire::pack_extension)) continue;
        const auto path = inbox.directory + "/" + name;
        const auto file = read_whole(inbox.files, path, wire::pack_bytes_max);
        auto judged = file ? judge(inbox, *file, now) : Judged{};
        auto& line = judged.line;
        line.at = now;
        if (!file) line.code = wire::PackCode::damaged;
        std::uint32_t before = 0;
        if (const auto taken =
                CPC_TRY(find(vault, key_of(taken_prefix, judged.line.name.conference))))
            before = taken->name.version;
        const auto content = judged.pack ? wire::open_pack(*judged.pack, vault.device_key())
                                         : Result<Bytes>{fail(Fault::damaged, "not opened")};
        if (judged.pack && before > line.name.version) {
            line.code = wire::PackCode::older;
        } else if (judged.pack && !content) {
            line.code = wire::PackCode::other_tablet;
        } else if (judged.pack && before < line.name.version) {
            auto taken = CPC_TRY(take(line.name, before, *content));
            line.code = taken.code;
            line.words = std::move(taken.words);
        }
        // What is known stands before the file goes: a power cut in between looks at it once more.
        if (!judged.pack || before != line.name.version) {
            CPC_TRY(keep(vault, line));
            out.push_back(line);
        }
        // Once the rules are installed it can be taken: it stays, and is looked at again.
        if (line.code == wire::PackCode::unknown_procedure) continue;
        if (judged.pack)
            CPC_TRY(write_whole(inbox.files, done_of(inbox, line.name.conference),
                                view_of(std::to_string(std::max(before, line.name.version)))));
        CPC_TRY(inbox.files.remove(path));
    }
    return out;
}

Result<void> keep_refused(store::Vault& vault, const std::vector<PackLine>& lines) {
    for (const auto& line : lines)
        CPC_TRY(keep(vault, line));
    return {};
}

Result<std::vector<PackLine>> kept_packs(store::Vault& vault) {
    std::vector<PackLine> out;
    for (const auto prefix : {taken_prefix, refused_prefix})
        for (const auto& key : CPC_TRY(vault.state_keys(prefix)))
            if (auto line = CPC_TRY(find(vault, key))) out.push_back(std::move(*line));
    std::sort(out.begin(), out.end(), [](const PackLine& a, const PackLine& b) {
        return std::tuple{a.at, a.name.conference.bytes} <
               std::tuple{b.at, b.name.conference.bytes};
    });
    return out;
}

}  // namespace cpc::send
