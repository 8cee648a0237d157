// SPDX-License-Identifier: Apache-2.0
#include "sync/service/backup_frames.hpp"

#include "core/crypto/aead.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"

namespace cpc::service::backup {
namespace {

constexpr std::string_view backup_magic = "CPCBKUP1";
constexpr std::size_t head_size = 8 + 16;
constexpr std::uint32_t frame_max = 1U << 30U;

crypto::SecretBytes key_of(const crypto::SecretBytes& store_key) {
    return crypto::derive_key(store_key, 2, "cpcbackp");
}

Bytes label(const ByteArray<16>& id, std::uint64_t frame) {
    return crypto::Packer{}.bytes(view_of(backup_magic)).bytes(id).u64(frame).take();
}

Failure damaged(std::uint64_t at) {
    return fail(Fault::damaged, "The backup is damaged, cut off, or of another central service.",
                "byte " + std::to_string(at), "Nothing was restored. Use another backup.");
}

// Bytes and texts with their length in front.
class Put : public crypto::Packer {
  public:
    Put& list(ByteView value) {
        u32(static_cast<std::uint32_t>(value.size())).bytes(value);
        return *this;
    }
    Put& words(std::string_view value) { return list(view_of(value)); }
    Put& time(Instant at) {
        u64(static_cast<std::uint64_t>(at.ms));
        return *this;
    }
};

class Take : public crypto::Unpacker {
  public:
    using Unpacker::Unpacker;
    Bytes list() {
        const auto in = bytes(u32());
        return {in.begin(), in.end()};
    }
    std::string words() { return std::string{text_of(bytes(u32()))}; }
    Instant time() { return Instant{static_cast<std::int64_t>(u64())}; }
    template <std::size_t N>
    ByteArray<N> array() {
        ByteArray<N> out{};
        into(out);
        return out;
    }
    // How many things follow: never more than there are bytes for.
    std::size_t count() {
        const std::size_t said = u32();
        if (said <= left()) return said;
        spoil();
        return 0;
    }
    bool yes_or_no() {
        const auto said = u8();
        if (said > 1) spoil();
        return said == 1;
    }
    // Nothing of it is believed any more: what is read was never written by this program.
    void spoil() { (void)bytes(left() + 1); }
};

template <class T>
Result<T> whole(const Take& in, T value) {
    if (in.whole()) return value;
    return fail(Fault::malformed, "A part of the backup is not what this program writes.");
}

}  // namespace

Result<Writer> Writer::create(Files& files, const std::string& path,
                              const crypto::SecretBytes& store_key, ByteView in_front) {
    Writer out;
    out.file_ = CPC_TRY(files.open(path, OpenMode::create_new));
    out.key_ = key_of(store_key);
    crypto::random_fill(out.id_);
    CPC_TRY(out.file_->write_at(0, crypto::joined({in_front, view_of(backup_magic), out.id_})));
    out.at_ = in_front.size() + head_size;
    return out;
}

Result<void> Writer::add(Kind kind, ByteView body) {
    const auto plain = crypto::Packer{}.u8(static_cast<std::uint8_t>(kind)).bytes(body).take();
    const auto sealed = crypto::seal(key_, plain, label(id_, frames_));
    const auto frame =
        crypto::Packer{}.u32(static_cast<std::uint32_t>(sealed.size())).bytes(sealed).take();
    CPC_TRY(file_->write_at(at_, frame));
    at_ += frame.size();
    ++frames_;
    return {};
}

Result<void> Writer::finish(const BackupFacts& facts) {
    CPC_TRY(add(Kind::end, write_facts(facts)));
    CPC_TRY(file_->sync_data());
    file_->drop_cache();
    return {};
}

Result<Reader> Reader::open(Files& files, const std::string& path,
                            const crypto::SecretBytes& store_key, std::size_t in_front) {
    Reader out;
    out.file_ = CPC_TRY(files.open(path, OpenMode::read_only));
    out.key_ = key_of(store_key);
    out.size_ = CPC_TRY(out.file_->size());
    Bytes head(head_size);
    if (out.size_ < in_front + head_size) return damaged(0);
    CPC_TRY(out.file_->read_at(in_front, head));
    crypto::Unpacker in(head);
    if (text_of(in.bytes(backup_magic.size())) != backup_magic) return damaged(0);
    in.into(out.id_);
    out.at_ = in_front + head_size;
    return out;
}

Result<Frame> Reader::next() {
    Bytes length(4);
    if (size_ - at_ < length.size()) return damaged(at_);
    CPC_TRY(file_->read_at(at_, length));
    const auto size = crypto::get_u32(length);
    if (size > frame_max || size > size_ - at_ - length.size()) return damaged(at_);
    Bytes sealed(size);
    CPC_TRY(file_->read_at(at_ + length.size(), sealed));
    auto plain = crypto::open(key_, sealed, label(id_, frames_));
    if (!plain || plain->empty()) return damaged(at_);
    at_ += length.size() + size;
    ++frames_;
    return Frame{static_cast<Kind>(plain->front()), Bytes{plain->begin() + 1, plain->end()}};
}

Bytes write_log(const LogFrame& log) {
    const auto& row = log.row;
    Put out;
    out.bytes(row.log_id).bytes(row.device_key);
    out.words(row.name).words(row.origin).words(row.region).time(row.enrolled);
    out.u8(row.practice ? 1 : 0).u8(row.frozen ? 1 : 0);
    out.words(row.frozen.value_or("")).time(row.frozen_at);
    out.u32(static_cast<std::uint32_t>(log.keys.size()));
    for (const auto& key : log.keys) {
        out.bytes(key.conference.bytes).bytes(key.key_id);
        out.list(key.wrapped);
    }
    return out.take();
}

Result<LogFrame> read_log(ByteView body) {
    Take in(body);
    LogFrame out;
    auto& row = out.row;
    row.log_id = in.array<32>();
    row.device_key = in.array<32>();
    row.name = in.words();
    row.origin = in.words();
    row.region = in.words();
    row.enrolled = in.time();
    row.practice = in.yes_or_no();
    const bool frozen = in.yes_or_no();
    auto why = in.words();
    if (!frozen && !why.empty()) in.spoil();
    if (frozen) row.frozen = std::move(why);
    row.frozen_at = in.time();
    for (auto left = in.count(); left > 0; --left) {
        StoredKey key;
        key.conference.bytes = in.array<16>();
        key.key_id = in.array<16>();
        key.wrapped = in.list();
        out.keys.push_back(std::move(key));
    }
    return whole(in, std::move(out));
}

Bytes write_batch(const Batch& batch) {
    const auto& b = batch.bundle;
    Put out;
    out.bytes(batch.log_id).bytes(b.bundle.bytes).bytes(b.digest);
    out.u64(batch.known).u64(b.from).u64(b.to).u64(b.bytes).u64(b.receipt_index);
    out.time(b.received).list(b.manifest).bytes(b.manifest_signature);
    out.bytes(b.shown_token).bytes(b.next_token);
    out.words(b.receipt);
    out.u32(static_cast<std::uint32_t>(batch.entries.size()));
    for (const auto& entry : batch.entries) {
        out.u64(entry.seq);
        out.list(entry.entry).list(entry.ciphertext).list(entry.key_wrap);
    }
    out.u32(static_cast<std::uint32_t>(batch.signers.size()));
    for (const auto& signer : batch.signers)
        out.u64(signer.first_seq).bytes(signer.key);
    out.u32(static_cast<std::uint32_t>(batch.notices.size()));
    for (const auto& notice : batch.notices)
        out.words(notice);
    return out.take();
}

Result<Batch> read_batch(ByteView body) {
    Take in(body);
    Batch out;
    auto& b = out.bundle;
    out.log_id = in.array<32>();
    b.log_id = out.log_id;
    b.bundle.bytes = in.array<16>();
    b.digest = in.array<32>();
    out.known = in.u64();
    b.from = in.u64();
    b.to = in.u64();
    b.bytes = in.u64();
    b.receipt_index = in.u64();
    b.received = in.time();
    b.manifest = in.list();
    b.manifest_signature = in.array<64>();
    b.shown_token = in.array<32>();
    b.next_token = in.array<32>();
    b.receipt = in.words();
    for (auto left = in.count(); left > 0; --left) {
        StoredEntry entry;
        entry.seq = in.u64();
        entry.entry = in.list();
        entry.ciphertext = in.list();
        entry.key_wrap = in.list();
        out.entries.push_back(std::move(entry));
    }
    for (auto left = in.count(); left > 0; --left) {
        SignerKey signer;
        signer.first_seq = in.u64();
        signer.key = in.array<32>();
        out.signers.push_back(signer);
    }
    for (auto left = in.count(); left > 0; --left)
        out.notices.push_back(in.words());
    return whole(in, std::move(out));
}

Bytes write_late(const LateFrame& late) {
    Put out;
    out.bytes(late.log_id).u64(late.entry.seq);
    out.list(late.entry.entry).list(late.entry.ciphertext).list(late.entry.key_wrap);
    return out.take();
}

Result<LateFrame> read_late(ByteView body) {
    Take in(body);
    LateFrame out;
    out.log_id = in.array<32>();
    out.entry.seq = in.u64();
    out.entry.entry = in.list();
    out.entry.ciphertext = in.list();
    out.entry.key_wrap = in.list();
    return whole(in, std::move(out));
}

Bytes write_evidence(const ForkEvidence& evidence) {
    Put out;
    out.bytes(evidence.log_id).bytes(evidence.bundle.bytes).u64(evidence.first_seq);
    out.list(evidence.rivals.empty() ? Bytes{} : evidence.rivals.front()).list(evidence.manifest);
    out.bytes(evidence.manifest_signature);
    out.time(evidence.at);
    return out.take();
}

Result<ForkEvidence> read_evidence(ByteView body) {
    Take in(body);
    ForkEvidence out;
    out.log_id = in.array<32>();
    out.bundle.bytes = in.array<16>();
    out.first_seq = in.u64();
    out.rivals = {in.list()};
    out.manifest = in.list();
    out.manifest_signature = in.array<64>();
    out.at = in.time();
    return whole(in, std::move(out));
}

Bytes write_rejection(const RejectedBundle& rejected) {
    Put out;
    out.bytes(rejected.bundle.bytes).bytes(rejected.digest).bytes(rejected.device_kid);
    out.u64(rejected.bytes);
    out.time(rejected.at).words(rejected.code).words(rejected.message);
    return out.take();
}

Result<RejectedBundle> read_rejection(ByteView body) {
    Take in(body);
    RejectedBundle out;
    out.bundle.bytes = in.array<16>();
    out.digest = in.array<32>();
    out.device_kid = in.array<32>();
    out.bytes = in.u64();
    out.at = in.time();
    out.code = in.words();
    out.message = in.words();
    return whole(in, std::move(out));
}

Bytes write_office(const OfficeRow& row) {
    Put out;
    out.words(row.kind).time(row.at);
    out.list(row.about).list(row.content);
    return out.take();
}

Result<OfficeRow> read_office(ByteView body) {
    Take in(body);
    OfficeRow out;
    out.kind = in.words();
    out.at = in.time();
    out.about = in.list();
    out.content = in.list();
    return whole(in, std::move(out));
}

Bytes write_facts(const BackupFacts& facts) {
    return crypto::Packer{}.u64(facts.logs).u64(facts.receipts).u64(facts.entries).take();
}

Result<BackupFacts> read_facts(ByteView body) {
    Take in(body);
    BackupFacts out;
    out.logs = in.u64();
    out.receipts = in.u64();
    out.entries = in.u64();
    return whole(in, out);
}

}  // namespace cpc::service::backup
