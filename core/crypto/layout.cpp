// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/layout.hpp"

#include <cstring>

namespace cpc::crypto {

void append(Bytes& out, ByteView part) {
    if (part.empty()) return;
    const std::size_t before = out.size();
    out.resize(before + part.size());
    std::memcpy(out.data() + before, part.data(), part.size());
}

Bytes joined(std::initializer_list<ByteView> parts) {
    Bytes out;
    for (const auto part : parts)
        append(out, part);
    return out;
}

}  // namespace cpc::crypto
