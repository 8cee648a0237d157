// SPDX-License-Identifier: Apache-2.0
#include "app/meeting/material.hpp"

#include <algorithm>

#include "app/meeting/desk.hpp"
#include "core/base/limits.hpp"
#include "core/base/pages.hpp"
#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::meeting {
namespace {

using conference::MediaType;
using conference::Say;

Failure not_whole(const conference::Material& material, std::string what) {
    return fail(Fault::damaged, std::move(what), "entry " + std::to_string(material.seq),
                "Nothing else is touched and the meeting can go on. Verify the record afterwards.");
}

}  // namespace

std::optional<MediaType> media_of(ByteView file) {
    const auto kind = file_kind(file);
    if (!kind) return std::nullopt;
    switch (*kind) {
        case FileKind::pdf:
            return MediaType::pdf;
        case FileKind::png:
            return MediaType::png;
        case FileKind::jpeg:
            return MediaType::jpeg;
    }
    return std::nullopt;
}

Result<MediaType> acceptable(ByteView file) {
    if (file.empty())
        return fail(Fault::refused, "The file is empty.", {}, "Nothing was taken in.");
    if (file.size() > limits::material_bytes_max)
        return fail(Fault::refused, "The file is larger than 16 MiB.", {},
                    "Nothing was taken in. Ask for it in parts, or scanned less finely.");
    const auto media = media_of(file);
    if (!media)
        return fail(Fault::refused, "The file is no PDF, PNG or JPEG.", {},
                    "Nothing was taken in. Ask for it as one of these.");
    return *media;
}

Result<std::uint64_t> Meeting::record_piece(MaterialId id, std::uint32_t number, ByteView bytes,
                                            bool restricted) {
    store::AppendRequest request;
    request.type = record::type::material_piece;
    request.conference = id_;
    request.payload = codec::encode(MaterialPiece{id, number, Bytes(bytes.begin(), bytes.end())});
    request.signers.push_back({&vault_->chair_key(), record::Role::chair});
    request.clock_state = desk_->clock_state_;
    if (restricted) request.flags |= record::flag::restricted;
    return CPC_TRY(vault_->append(request)).seq;
}

Result<Reply> Meeting::take_material(conference::MaterialTaken taken, ByteView file) {
    taken.media = CPC_TRY(acceptable(file));
    taken.material = desk_->fresh_id<MaterialId>();
    taken.size_bytes = file.size();
    taken.sha256 = crypto::sha256(file);
    taken.at = now();
    constexpr auto piece = limits::material_piece_bytes;
    taken.pieces.assign((file.size() + piece - 1) / piece, 0);
    // Asked before anything is written: what is refused leaves no pieces.
    if (vault_->closed()) return Failure{*vault_->closed()};
    auto answer =
        conference::decide(state_, rules(), {now(), {}}, Say<conference::MaterialTaken>{taken});
    if (auto* refusal = std::get_if<conference::Refusal>(&answer))
        return Reply{std::move(*refusal)};
    const bool restricted = state_.open_segment() != nullptr;
    std::uint32_t number = 0;
    for (auto& place : taken.pieces) {
        const auto from = piece * number;
        const auto bytes = file.subspan(from, std::min(piece, file.size() - from));
        place = CPC_TRY(record_piece(taken.material, number, bytes, restricted));
        ++number;
    }
    return submit(Say<conference::MaterialTaken>{std::move(taken)});
}

Result<Bytes> Meeting::material(MaterialId id) const {
    const auto* known = state_.material(id);
    if (known == nullptr) return fail(Fault::not_found, "This was not taken in.");
    const auto& taken = known->taken;
    Bytes file;
    file.reserve(std::min<std::size_t>(taken.size_bytes, limits::material_bytes_max));
    std::uint32_t number = 0;
    for (const auto seq : taken.pieces) {
        const auto stored = CPC_TRY(vault_->range(seq, seq + 1));
        const auto& entry = stored.front();
        const bool fits =
            entry.header.conference == id_ && entry.header.type == record::type::material_piece;
        if (fits && entry.erased)
            return fail(Fault::not_found, "Two officers had this file erased.");
        const auto piece = codec::decode<MaterialPiece>(entry.payload);
        if (!fits || !piece || !(piece->material == id) || piece->number != number)
            return not_whole(*known, "A piece of this file is not what it should be.");
        ++number;
        file.insert(file.end(), piece->bytes.begin(), piece->bytes.end());
        if (file.size() > limits::material_bytes_max) break;
    }
    if (file.size() != taken.size_bytes || crypto::sha256(file) != taken.sha256)
        return not_whole(*known, "This file is not the one that was taken in.");
    return file;
}

}  // namespace cpc::meeting
