// SPDX-License-Identifier: Apache-2.0
#include "sync/service/packs.hpp"

#include <algorithm>

#include "core/crypto/layout.hpp"
#include "sync/service/central.hpp"
#include "sync/service/office.hpp"

namespace cpc::service {
namespace {

constexpr std::size_t packs_read_max = 10'000;
constexpr std::size_t id_bytes = sizeof(ConferenceId::bytes);
constexpr std::size_t head_bytes = id_bytes + 4;  // then the content, or which way it went

Bytes head_of(const ConferenceId& conference, std::uint32_t version) {
    return crypto::Packer{}.bytes(conference.bytes).u32(version).take();
}

Result<wire::PackName> name_of(const OfficeRow& row) {
    if (row.content.size() < head_bytes)
        return fail(Fault::damaged, "A line about a prepared conference is too short.",
                    row.kind + " " + std::to_string(row.number), "Run cpc-central fsck.");
    wire::PackName out;
    std::copy_n(row.content.begin(), id_bytes, out.conference.bytes.begin());
    for (std::size_t i = id_bytes; i < head_bytes; ++i)
        out.version = out.version << 8U | row.content[i];
    return out;
}

Bytes about(const Hash32& log_id) {
    return {log_id.begin(), log_id.end()};
}

Failure gone(const LogRow& log) {
    return fail(Fault::refused, "This tablet takes part no more: " + *log.frozen, {},
                "Nothing was sent to it. Choose another tablet.");
}

}  // namespace

std::vector<wire::PackName> waiting(const std::vector<SentPack>& packs) {
    std::vector<wire::PackName> out;
    for (const auto& pack : packs) {
        out.erase(std::remove_if(
                      out.begin(), out.end(),
                      [&](const auto& each) { return each.conference == pack.name.conference; }),
                  out.end());
        out.push_back(pack.name);
    }
    if (out.size() > wire::pack_offers_max)
        out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(wire::pack_offers_max));
    return out;
}

Result<wire::PackName> Central::send_pack(const Hash32& log_id, const ConferenceId& conference,
                                          std::uint32_t version, ByteView content) {
    const auto log = CPC_TRY(store_->find_log(log_id));
    if (!log)
        return fail(Fault::not_found, "No tablet is enrolled with this log.", {},
                    "Nothing was sent.");
    if (log->frozen) return gone(*log);
    wire::PackName name{1, conference, version};
    for (const auto& pack : CPC_TRY(packs(log_id))) {
        name.number = pack.name.number + 1;
        if (!(pack.name.conference == conference)) continue;
        const bool again =
            pack.name.version == version &&
            std::equal(pack.content.begin(), pack.content.end(), content.begin(), content.end());
        if (again) return pack.name;
        if (pack.name.version >= version)
            return fail(Fault::conflict, "A later version of this conference was sent already.",
                        "version " + std::to_string(pack.name.version),
                        "Nothing was sent. Open the conference again and send it from there.");
    }
    // What a tablet would refuse is not sent.
    (void)CPC_TRY(wire::write_pack(name, log_id, log->device_key, content, keys_.pairing.name,
                                   keys_.receipt));
    CPC_TRY(add_note(office_kind::pack, about(log_id),
                     crypto::joined({head_of(conference, version), content})));
    return name;
}

Result<std::vector<SentPack>> Central::packs(const Hash32& log_id) {
    std::vector<SentPack> out;
    for (auto& row : CPC_TRY(notes(office_kind::pack, about(log_id), 0, packs_read_max))) {
        SentPack pack;
        pack.name = CPC_TRY(name_of(row));
        pack.name.number = out.size() + 1;
        pack.sent = row.at;
        pack.content.assign(row.content.begin() + head_bytes, row.content.end());
        out.push_back(std::move(pack));
    }
    for (const auto& row :
         CPC_TRY(notes(office_kind::pack_way, about(log_id), 0, packs_read_max))) {
        const auto name = CPC_TRY(name_of(row));
        const bool stick = row.content.size() > head_bytes && row.content[head_bytes] != 0;
        for (auto& pack : out)
            if (pack.name.conference == name.conference && pack.name.version == name.version)
                (stick ? pack.saved : pack.fetched) = row.at;
    }
    return out;
}

Result<std::string> Central::pack_file(const Hash32& log_id, std::uint64_t number, PackWay way) {
    const auto log = CPC_TRY(store_->find_log(log_id));
    if (!log) return fail(Fault::not_found, "No tablet is enrolled with this log.");
    if (log->frozen) return gone(*log);
    const auto all = CPC_TRY(packs(log_id));
    if (number == 0 || number > all.size())
        return fail(Fault::not_found, "There is no prepared conference with this number.");
    const auto& pack = all[number - 1];
    auto text = CPC_TRY(wire::write_pack(pack.name, log_id, log->device_key, pack.content,
                                         keys_.pairing.name, keys_.receipt));
    // Once is enough of a way that may be asked for as often as anybody likes.
    if (way == PackWay::stick || !pack.fetched) {
        auto note = head_of(pack.name.conference, pack.name.version);
        note.push_back(way == PackWay::stick ? 1 : 0);
        CPC_TRY(add_note(office_kind::pack_way, about(log_id), note));
    }
    return text;
}

}  // namespace cpc::service
