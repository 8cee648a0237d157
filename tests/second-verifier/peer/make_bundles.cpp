// SPDX-License-Identifier: Apache-2.0
// Bundles from the outside and the inside, whole logs as central judges them, single records and
// consistency files; and the mixture of everything.
#include <algorithm>

#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/single_record.hpp"
#include "sync/wire/container.hpp"
#include "tests/second-verifier/peer/make.hpp"
#include "tests/second-verifier/peer/world.hpp"

namespace cpc::peer {
namespace {

constexpr std::string_view seal_label{"cpc/bundle-seal/v1\0", 19};
constexpr std::string_view manifest_label{"cpc/manifest/v1\0", 16};
constexpr std::size_t signature_bytes = 64;

// The trailer made to fit whatever stands before it: one chunk only.
void seal_anew(const World& world, Bytes& file) {
    const ByteView view{file};
    const std::size_t head = 12 + crypto::get_u32(view.subspan(8, 4)) + 80 + 24;
    const std::size_t trailer = 8 + 32 + 64 + signature_bytes;
    if (file.size() < head + trailer + 18) return;
    const Bytes chunk(file.begin() + static_cast<std::ptrdiff_t>(head),
                      file.end() - static_cast<std::ptrdiff_t>(trailer));
    const Bytes statement =
        crypto::joined({view_of("CPCBSEAL"), world.device.public_key(),
                        crypto::sha256(view.first(head)), crypto::sha256(chunk)});
    const auto signature = world.device.sign(crypto::joined({view_of(seal_label), statement}));
    file.resize(head + chunk.size());
    file = crypto::joined({file, statement, signature});
}

Bytes frame(std::uint8_t kind, ByteView bytes) {
    return crypto::Packer{}
        .u8(kind)
        .u32(static_cast<std::uint32_t>(bytes.size()))
        .bytes(bytes)
        .take();
}

std::vector<Bytes> frames_of(const wire::BundlePlan& plan) {
    std::vector<Bytes> out;
    auto keys = std::vector<Bytes>{};
    for (const auto& key : plan.keys)
        keys.push_back(crypto::joined({key.conference.bytes, key.key_id, key.key.view()}));
    std::sort(keys.begin(), keys.end());
    for (const auto& key : keys)
        out.push_back(frame(4, key));
    for (const auto& entry : plan.entries) {
        for (const auto& key : entry.new_keys)
            out.push_back(frame(5, key));
        out.push_back(frame(1, entry.entry));
        if (entry.ciphertext.empty()) continue;
        out.push_back(frame(2, entry.ciphertext));
        out.push_back(frame(3, entry.key_wrap));
    }
    return out;
}

void bend_frames(Dice& dice, std::vector<Bytes>& frames) {
    const auto at = dice.below(frames.size());
    switch (dice.below(5)) {
        case 0:
            std::swap(frames[at], frames[dice.below(frames.size())]);
            break;
        case 1:
            frames.insert(frames.begin() + static_cast<std::ptrdiff_t>(at), frames[at]);
            break;
        case 2:
            frames.erase(frames.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        case 3:
            hurt(dice, frames[at]);
            break;
        default:
            frames[at][0] = static_cast<std::uint8_t>(dice.below(8));
            break;
    }
}

void bend_manifest(World& world, Dice& dice, wire::Manifest& m) {
    switch (dice.below(9)) {
        case 0:
            m.from = dice.below(3);
            break;
        case 1:
            m.to = dice.below(20);
            break;
        case 2:
            m.root[0] ^= 1;
            break;
        case 3:
            m.checkpoint = world.checkpoint_at(dice.below(world.entries.size() + 1));
            break;
        case 4:
            m.log_id[3] ^= 1;
            break;
        case 5:
            m.contents += 1;
            break;
        case 6:
            m.keys = dice.below(4);
            break;
        case 7:
            m.boot_ms = ~std::uint64_t{0} >> dice.below(3);
            m.made_at_ms = -static_cast<std::int64_t>(dice.below(1ULL << 60U));
            break;
        default:
            m.bundle.bytes[0] ^= 1;
            break;
    }
}

// A bundle whose inside was put together by hand, signed and sealed like any other.
Bytes by_hand(World& world, Dice& dice) {
    auto plan = world.plan();
    auto& m = plan.manifest;
    const BundleId id = m.bundle;
    auto frames = frames_of(plan);
    if (dice.once_in(2)) bend_frames(dice, frames);
    Bytes all;
    for (const auto& one : frames)
        all.insert(all.end(), one.begin(), one.end());
    m.ingest_kid = world.ingest.kid();
    m.keys = plan.keys.size();
    m.contents = static_cast<std::uint64_t>(
        std::count_if(plan.entries.begin(), plan.entries.end(),
                      [](const auto& e) { return !e.ciphertext.empty(); }));
    m.frames_digest = crypto::sha256(all);
    if (dice.once_in(2)) bend_manifest(world, dice, m);
    Bytes manifest = codec::encode(m);
    if (dice.once_in(8)) hurt(dice, manifest);
    const auto& signer = dice.once_in(10) ? world.chair : world.device;
    const auto signature = signer.sign(crypto::joined({view_of(manifest_label), manifest}));
    const Bytes plain =
        crypto::joined({crypto::Packer{}.u32(static_cast<std::uint32_t>(manifest.size())).take(),
                        manifest, signature, all});
    return wire::seal_container(id, world.ingest.public_key(), plain, world.device).value();
}

Json opened_json(const World& world, const Bytes& file) {
    return {{"kind", "opened"},
            {"bytes", text64(file)},
            {"secret", text64(world.ingest.secret().view())}};
}

}  // namespace

Json make_bundle(Dice& dice) {
    World world(dice);
    Bytes file = wire::seal_container(BundleId{dice.array<16>()}, world.ingest.public_key(),
                                      dice.bytes(1 + dice.below(dice.once_in(9) ? 140'000 : 400)),
                                      world.device)
                     .value();
    if (dice.once_in(2)) hurt(dice, file);
    if (dice.once_in(4)) seal_anew(world, file);
    return {{"kind", "bundle"}, {"bytes", text64(file)}};
}

Json make_opened(Dice& dice) {
    World world(dice);
    world.grow(1 + dice.below(4));
    if (dice.once_in(2)) return opened_json(world, by_hand(world, dice));
    Bytes file = wire::write_bundle(world.plan(), world.ingest.public_key(), world.device).value();
    if (dice.once_in(3)) {
        file[dice.below(file.size() - 200)] ^= static_cast<std::uint8_t>(1U << dice.below(8));
        seal_anew(world, file);
    }
    return opened_json(world, file);
}

namespace {

// What a dishonest device could sign; everything after it is made to fit.
Bend bend_of(World& world, std::uint64_t how, std::uint64_t where) {
    return [&world, how, where](std::uint64_t at, Draft draft) {
        if (at != where) return;
        auto& h = draft.header;
        if (how == 0) h.prev_root[5] ^= 1;
        if (how == 1 && at > 0) h.entry_nonce = world.entries[0].entry.header.entry_nonce;
        if (how == 2) h.basis_root[5] ^= 1;
        if (how == 3 && at > 0) draft.people = {{record::Role::device, &world.other}};
        if (how == 4 && at > 0) {
            h.type = 0x0150;
            draft.people = {{record::Role::chair, &world.device}};
        }
        if (how == 5 && at > 0) {
            h.type = 0x0001;
            draft.people = {{record::Role::device, &world.device}};
        }
        if (how == 6) draft.plain = Bytes{0x18, 0x01};
        if (how == 7 && at == 0) h.type = 0x0009;
        if (how == 8 && at == 0) draft.plain = random_content(world.dice);
        if (how == 9 && at == 0) draft.plain.clear();
    };
}

void bend_plan(World& world, Dice& dice, wire::BundlePlan& plan) {
    auto& entry = plan.entries[dice.below(plan.entries.size())];
    switch (dice.below(6)) {
        case 0:
            entry.new_keys.clear();
            break;
        case 1:
            if (entry.new_keys.size() < 4) entry.new_keys.push_back(world.central.public_key());
            break;
        case 2:
            if (entry.new_keys.size() < 4) entry.new_keys.push_back(world.device.public_key());
            break;
        case 3:
            plan.keys.pop_back();
            break;
        case 4: {
            record::Note note{
                record::checkpoint_text({world.origin(), plan.manifest.to, plan.manifest.root}),
                {}};
            note.signatures.push_back(record::sign_note(note.text, world.origin(), world.chair));
            plan.manifest.checkpoint = record::write_note(note);
            break;
        }
        default:
            plan.keys.back().key = dice.secret();
            break;
    }
}

}  // namespace

Json make_log(Dice& dice) {
    World world(dice);
    const auto count = 1 + dice.below(5);
    const auto how = dice.once_in(2) ? 99 : dice.below(10);
    world.grow(count, bend_of(world, how, how >= 7 ? 0 : dice.below(count)));
    auto plan = world.plan();
    if (dice.once_in(4)) bend_plan(world, dice, plan);
    const Bytes file =
        wire::write_bundle(std::move(plan), world.ingest.public_key(), world.device).value();
    auto device = world.device.public_key();
    auto origin = world.origin();
    bool practice = world.practice;
    if (dice.once_in(15)) device = world.chair.public_key();
    if (dice.once_in(15)) origin = "example.com" + origin.substr(11);
    if (dice.once_in(15)) practice = !practice;
    auto out = opened_json(world, file);
    out["kind"] = "log";
    out["device"] = text64(device);
    out["log"] = text64(world.log_id);
    out["origin"] = origin;
    out["practice"] = practice;
    return out;
}

namespace {

void bend_record(World& world, Dice& dice, record::SingleRecord& one) {
    switch (dice.below(9)) {
        case 0:
            one.salt[0] ^= 1;
            break;
        case 1:
            one.device_key = world.chair.public_key();
            break;
        case 2:
            std::reverse(one.signers.begin(), one.signers.end());
            break;
        case 3:
            one.signers.push_back(world.chair.public_key());
            break;
        case 4:
            if (one.path.empty()) one.path.push_back(dice.array<32>());
            one.path[dice.below(one.path.size())][0] ^= 1;
            break;
        case 5:
            one.checkpoint = world.checkpoint_at(dice.below(world.entries.size() + 1));
            break;
        case 6:
            if (one.content) one.content->ciphertext[9] ^= 1;
            break;
        case 7:
            if (one.content) one.content->record_key = dice.secret();
            break;
        default:
            one.entry[one.entry.size() - 1 - dice.below(90)] ^= 1;
            break;
    }
}

}  // namespace

Json make_record(Dice& dice) {
    World world(dice);
    const auto count = 1 + dice.below(20);
    const auto at = dice.below(count);
    const auto how = dice.once_in(6) ? 0 : dice.once_in(10) ? 6 : dice.once_in(10) ? 3 : 99;
    world.grow(count, bend_of(world, static_cast<std::uint64_t>(how), at));
    auto& made = world.entries[at];
    record::SingleRecord one;
    one.device_key = world.device.public_key();
    one.salt = world.salt;
    one.entry = made.bytes;
    one.signers = made.signers;
    if (!made.ciphertext.empty() && dice.once_in(2))
        one.content = record::ExportedContent{made.ciphertext, made.record_key.clone()};
    one.path = record::inclusion_proof(world.leaves, at);
    one.checkpoint = world.checkpoint_at(count);
    if (dice.once_in(3)) bend_record(world, dice, one);
    auto text = record::write_single_record(one);
    if (!text) return make_record(dice);
    if (dice.once_in(4)) hurt(dice, *text);
    return {{"kind", "record"}, {"bytes", text64(view_of(*text))}};
}

Json make_proof_file(Dice& dice) {
    World world(dice);
    world.grow(1 + dice.below(20));
    const auto from = dice.below(world.entries.size() + 1);
    record::ConsistencyFile file{from, world.root_at(from),
                                 record::consistency_proof(world.leaves, from),
                                 world.checkpoint_at(world.entries.size())};
    switch (dice.below(6)) {
        case 0:
            file.from_size += 1;
            break;
        case 1:
            file.from_root[0] ^= 1;
            break;
        case 2:
            file.path.push_back(dice.array<32>());
            break;
        default:
            break;
    }
    auto text = record::write_consistency_file(file);
    if (dice.once_in(3)) hurt(dice, text);
    return {{"kind", "proof-file"}, {"bytes", text64(view_of(text))}};
}

Json make_artefact(Dice& dice) {
    static constexpr std::pair<std::uint64_t, Maker> mixture[] = {
        {24, make_entry},       {8, make_cbor},        {8, make_content},    {2, make_root},
        {7, make_inclusion},    {7, make_consistency}, {4, make_checkpoint}, {10, make_note},
        {4, make_verifier_key}, {6, make_paper},       {1, make_paper_of},   {6, make_receipt},
        {3, make_bundle},       {4, make_opened},      {5, make_log},        {6, make_record},
        {3, make_proof_file},   {2, make_pairing},
    };
    std::uint64_t total = 0;
    for (const auto& part : mixture)
        total += part.first;
    std::uint64_t left = dice.below(total);
    for (const auto& part : mixture) {
        if (left < part.first) return part.second(dice);
        left -= part.first;
    }
    return make_entry(dice);
}

}  // namespace cpc::peer
