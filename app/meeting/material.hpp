// SPDX-License-Identifier: Apache-2.0
// The bytes of reports and drawings in the record.
//
// A file is cut into pieces of 256 KiB. Each piece is an entry of the conference, sealed like
// everything said in it and under the same key, so that whatever holds for an entry holds for a
// file: two copies, bundles, backups, the centre, and gone for everybody when the key is destroyed.
// The fact (conference::MaterialTaken) comes last and names its pieces, with the digest of the
// whole. Pieces that no fact names, after a power cut, are read by nobody; an append-only record
// keeps them, and an erasure of the conference takes them along.
//
// What is left out: looking into a file. Here it is bytes; platform/pages opens it, apart.
#pragma once

#include <cstdint>
#include <optional>
#include <tuple>

#include "core/base/bytes.hpp"
#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/conference/words.hpp"

namespace cpc::meeting {

// The content of an entry of type record::type::material_piece.
struct MaterialPiece {
    MaterialId material;
    std::uint32_t number = 0;  // from 0
    Bytes bytes;
    static constexpr auto fields() {
        using E = MaterialPiece;
        return std::tuple{&E::material, &E::number, &E::bytes};
    }
};

// By how the file begins, never by its name; nothing: it is none of them.
[[nodiscard]] std::optional<conference::MediaType> media_of(ByteView file);

// Size and kind; the error is what people are told, and that nothing was taken in.
[[nodiscard]] Result<conference::MediaType> acceptable(ByteView file);

}  // namespace cpc::meeting
