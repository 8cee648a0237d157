// SPDX-License-Identifier: Apache-2.0
#include "core/crypto/escrow.hpp"

#include <algorithm>
#include <utility>

#include "core/base/check.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::crypto {
namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t inner_size = 64;
constexpr std::size_t signed_size = 8 + 16 + 3 * 32 + 3 * recovery_box_size + 32;
constexpr std::size_t used_size = signed_size + 64;
static_assert(used_size <= escrow_area_size);
static_assert(recovery_box_size == 160);

// By the place of its box.
constexpr std::array<std::pair<std::size_t, std::size_t>, recovery_officers> pairs = {
    std::pair<std::size_t, std::size_t>{0, 1}, {0, 2}, {1, 2}};

Bytes signed_part(const Escrow& escrow) {
    Packer out;
    out.u8(version).bytes(Bytes(3)).u32(escrow.epoch).bytes(escrow.device);
    for (const auto& officer : escrow.officers)
        out.bytes(officer);
    for (const auto& box : escrow.boxes)
        out.bytes(box);
    out.bytes(escrow.signer);
    return out.take();
}

Bytes statement_of(const Escrow& escrow) {
    constexpr ByteArray<1> zero{};
    return joined({view_of("cpc/escrow/v1"), zero, signed_part(escrow)});
}

bool all_zero(ByteView bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](auto b) { return b == 0; });
}

Failure damaged_area(const char* what) {
    return fail(Fault::damaged, what, keyslots_file,
                "The record is safe and opens with a chair's passphrase. Have the recovery keys "
                "enrolled again.");
}

std::optional<std::size_t> place_of(const Escrow& escrow, const BoxKeyPair& keys) {
    const auto& all = escrow.officers;
    const auto found = std::find(all.begin(), all.end(), keys.public_key());
    if (found == all.end()) return std::nullopt;
    return static_cast<std::size_t>(found - all.begin());
}

// What lies inside both boxes: of this device and this epoch, or nothing to be used.
Result<SecretBytes> master_in(const SecretBytes& inner, const Escrow& escrow) {
    const auto all = inner.view();
    const bool fits = all.size() == inner_size &&
                      std::equal(escrow.device.begin(), escrow.device.end(), all.begin() + 32) &&
                      get_u32(all.subspan(48)) == escrow.epoch && all_zero(all.subspan(52));
    if (!fits)
        return fail(Fault::forged, "The recovery box is of another device or an older master key.",
                    keyslots_file, "Nothing was changed.");
    return SecretBytes::copy_of(all.first(32));
}

}  // namespace

DeviceId short_device_id(const SecretBytes& device_secret) {
    const Hash32 whole = device_id_of(device_secret);
    DeviceId out{};
    std::copy_n(whole.begin(), out.size(), out.begin());
    return out;
}

bool Escrow::signature_fits() const {
    return verify(signer, statement_of(*this), signature);
}

Result<Escrow> make_escrow(const SecretBytes& master, std::uint32_t epoch, const DeviceId& device,
                           const OfficerKeys& officers, const SigningKey& signer) {
    init();
    for (const auto& [i, j] : pairs)
        if (officers[i] == officers[j])
            return fail(Fault::refused, "Two of the three recovery keys are the same.", {},
                        "Nothing was changed. Three officers each bring a key of their own.");
    for (const auto& officer : officers)
        if (!box_key_usable(officer))
            return fail(Fault::refused, "One of the three recovery keys is not a key.", {},
                        "Nothing was changed. Have that officer make a new one.");
    Escrow out;
    out.epoch = epoch;
    out.device = device;
    out.officers = officers;
    out.signer = signer.public_key();
    SecretBytes inner(inner_size);
    std::copy_n(master.data(), 32, inner.data());
    std::copy(device.begin(), device.end(), inner.data() + 32);
    put_u32(inner.span().subspan(48), epoch);
    for (std::size_t place = 0; place < pairs.size(); ++place) {
        const auto once = box_seal(officers[pairs[place].second], inner.view());
        const auto twice = box_seal(officers[pairs[place].first], once);
        CPC_CHECK(twice.size() == recovery_box_size);
        std::copy(twice.begin(), twice.end(), out.boxes[place].begin());
    }
    out.signature = signer.sign(statement_of(out));
    return out;
}

Result<SecretBytes> open_escrow(const Escrow& escrow, const DeviceId& device, const BoxKeyPair& one,
                                const BoxKeyPair& other) {
    init();
    if (!escrow.signature_fits())
        return damaged_area("The recovery area's signature does not fit.");
    if (escrow.device != device)
        return fail(Fault::refused, "The recovery area belongs to another device.", keyslots_file,
                    "Nothing was changed. Use the keys.cpk and device.key of this tablet.");
    const auto first = place_of(escrow, one);
    const auto second = place_of(escrow, other);
    if (!first || !second)
        return fail(Fault::wrong_secret, "A recovery key is not one of this tablet's three.", {},
                    "Nothing was changed. \"cpc keys list\" names the three keys.");
    if (*first == *second)
        return fail(Fault::refused, "Two different officers' keys are needed.", {},
                    "Nothing was changed. No single key opens a record.");
    const bool in_order = *first < *second;
    const std::pair<std::size_t, std::size_t> wanted{std::min(*first, *second),
                                                     std::max(*first, *second)};
    const auto place =
        static_cast<std::size_t>(std::find(pairs.begin(), pairs.end(), wanted) - pairs.begin());
    const auto once = box_open(in_order ? one : other, escrow.boxes[place]);
    if (!once) return damaged_area("The recovery box of these two keys does not open.");
    const auto inner = box_open_secret(in_order ? other : one, *once);
    if (!inner) return damaged_area("The recovery box of these two keys does not open.");
    return master_in(*inner, escrow);
}

ByteArray<escrow_area_size> write_escrow(const Escrow& escrow) {
    ByteArray<escrow_area_size> out{};
    const auto first = signed_part(escrow);
    std::copy(first.begin(), first.end(), out.begin());
    std::copy(escrow.signature.begin(), escrow.signature.end(), out.begin() + signed_size);
    return out;
}

Result<std::optional<Escrow>> read_escrow(const ByteArray<escrow_area_size>& area) {
    const ByteView all{area};
    if (all_zero(all)) return std::optional<Escrow>{};
    if (all[0] != version || !all_zero(all.subspan(1, 3)) || !all_zero(all.subspan(used_size)))
        return damaged_area("The recovery area is not in a form this program knows.");
    Unpacker in{all.subspan(4, used_size - 4)};
    Escrow out;
    out.epoch = in.u32();
    in.into(out.device);
    for (auto& officer : out.officers)
        in.into(officer);
    for (auto& box : out.boxes)
        in.into(box);
    in.into(out.signer);
    in.into(out.signature);
    CPC_CHECK(in.whole());
    if (!out.signature_fits()) return damaged_area("The recovery area's signature does not fit.");
    return std::optional<Escrow>{out};
}

}  // namespace cpc::crypto
