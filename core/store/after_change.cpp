// SPDX-License-Identifier: Apache-2.0
#include "core/store/after_change.hpp"

#include "core/codec/codec.hpp"

namespace cpc::store {

Result<Kept> kept_from_change(EntryStore& store) {
    Kept out;
    if (auto pepper = CPC_TRY(store.get_state(pepper_row)); pepper && pepper->size() == 32) {
        out.pepper = crypto::SecretBytes::copy_of(*pepper);
        crypto::wipe(*pepper);
    }
    if (const auto row = CPC_TRY(store.get_state(to_tell_row)))
        out.to_tell = CPC_TRY(codec::decode<ToTell>(*row));
    return out;
}

Result<void> tell(VaultMaker::Inside& vault, const ToTell& what) {
    VaultMaker::Inside::KeyInHand hand;
    for (std::uint64_t seq = what.base; seq < vault.index.size(); ++seq) {
        const auto stored = CPC_TRY(vault.load(seq, hand));
        if (stored.header.type == what.type && stored.payload == what.payload) return {};
    }
    AppendRequest request;
    request.type = what.type;
    request.payload = what.payload;
    CPC_TRY(vault.append(request));
    return {};
}

Result<void> forget(VaultMaker::Inside& vault) {
    return vault.writer.run([](EntryStore& store) { return store.erase_state(to_tell_row); });
}

}  // namespace cpc::store
