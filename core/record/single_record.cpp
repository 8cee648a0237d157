// SPDX-License-Identifier: Apache-2.0
#include "core/record/single_record.hpp"

#include <algorithm>
#include <charconv>

#include "core/codec/codec.hpp"
#include "core/crypto/hash.hpp"
#include "core/crypto/layout.hpp"
#include "core/record/payload.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::record {
namespace {

constexpr std::string_view proof_line = "c2sp.org/tlog-proof@v1\n";
constexpr std::string_view consistency_line = "cpc-consistency/v1\n";
constexpr std::string_view extra_word = "extra ";
constexpr std::string_view index_word = "index ";
constexpr std::string_view from_word = "from ";
constexpr std::size_t hashes_max = 128;
constexpr std::size_t record_key_size = 32;

// The extra line, once it is no longer base64.
struct Extra {
    crypto::PublicKey device_key{};
    ByteArray<16> salt{};
    Bytes entry;
    std::vector<crypto::PublicKey> signers;
    std::optional<Bytes> ciphertext;
    std::optional<ByteArray<record_key_size>> record_key;
    static constexpr auto fields() {
        return std::tuple{&Extra::device_key, &Extra::salt,       &Extra::entry,
                          &Extra::signers,    &Extra::ciphertext, &Extra::record_key};
    }
};

Failure malformed(std::string_view problem, std::string where) {
    return fail(Fault::malformed, "The proof cannot be read: " + std::string{problem},
                std::move(where), "Nothing follows from it. Fetch the file again.");
}
Failure forged(std::string_view problem, std::string where) {
    return fail(Fault::forged, "The proof does not hold: " + std::string{problem}, std::move(where),
                "Whoever made it did not export it from that record.");
}

// The lines above the first empty line one by one, and the note below it.
class Lines {
  public:
    explicit Lines(ByteView file) : rest_(text_of(file)) {}

    bool skip(std::string_view words) {
        if (rest_.substr(0, words.size()) != words) return false;
        rest_.remove_prefix(words.size());
        return true;
    }
    std::string_view line() {
        const auto end = rest_.find('\n');
        const auto out = rest_.substr(0, end);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        ++number_;
        return out;
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    [[nodiscard]] std::string place() const { return "line " + std::to_string(number_); }

  private:
    std::string_view rest_;
    std::size_t number_ = 1;
};

std::optional<Hash32> read_hash(std::string_view text) {
    const auto raw = from_base64(text);
    Hash32 out{};
    if (!raw || raw->size() != out.size()) return std::nullopt;
    std::copy(raw->begin(), raw->end(), out.begin());
    return out;
}

std::optional<std::uint64_t> read_number(std::string_view text) {
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    if (!whole || std::to_string(value) != text) return std::nullopt;
    return value;
}

// Hashes up to the empty line.
Result<Proof> read_path(Lines& lines) {
    Proof out;
    while (!lines.rest().empty()) {
        const auto line = lines.line();
        if (line.empty()) return out;
        const auto hash = read_hash(line);
        if (!hash || out.size() == hashes_max)
            return malformed("a hash is not one, or there are too many", lines.place());
        out.push_back(*hash);
    }
    return malformed("it holds no checkpoint", lines.place());
}

std::string path_text(const Proof& path) {
    std::string out;
    for (const auto& hash : path)
        out += to_base64(hash) + "\n";
    return out;
}

Result<Checkpoint> read_checkpoint(std::string_view note) {
    const auto parsed = CPC_TRY(parse_note(note));
    return parse_checkpoint(parsed.text);
}

// The root of everything before the leaf. A path's left neighbours are exactly the perfect subtrees
// that everything before consists of, the smallest first.
Hash32 root_before(std::uint64_t index, std::uint64_t size, const Proof& path) {
    std::uint64_t at = index;
    std::uint64_t last = size - 1;
    std::optional<Hash32> out;
    for (const auto& step : path) {
        if ((at & 1U) != 0 || at == last) {
            out = out ? node_hash(step, *out) : step;
            while ((at & 1U) == 0 && at != 0) {
                at >>= 1U;
                last >>= 1U;
            }
        }
        at >>= 1U;
        last >>= 1U;
    }
    return out.value_or(empty_root());
}

Result<void> check_log(const SingleRecord& record, const EntryHeader& header,
                       const Checkpoint& checkpoint) {
    const auto log_id = log_id_of(record.device_key, record.salt);
    const std::string ending = "/cpc/" + to_hex(log_id);
    if (header.log_id != log_id) return forged("the entry is of another log", "entry");
    if (!checkpoint.origin.ends_with(ending))
        return forged("the checkpoint is of another log", "checkpoint");
    const auto note = CPC_TRY(parse_note(record.checkpoint));
    if (!verify_note(note, checkpoint.origin, record.device_key))
        return forged("the log's device did not sign the checkpoint", "checkpoint");
    return {};
}

Result<void> check_signers_of(const SingleRecord& record, const Entry& entry) {
    if (record.signers.size() != entry.signatures.size())
        return malformed("it has not one key for each signature", "signers");
    for (std::size_t i = 0; i < record.signers.size(); ++i) {
        const auto& signature = entry.signatures[i];
        if (crypto::kid_of(record.signers[i]) != signature.kid)
            return forged("a key is not the one that the entry names", "signers");
        if (signature.role == Role::device && record.signers[i] != record.device_key)
            return forged("another device signed as the log's", "signers");
    }
    return check_signatures(entry, [&](const Hash32& kid) -> std::optional<crypto::PublicKey> {
        for (const auto& key : record.signers)
            if (crypto::kid_of(key) == kid) return key;
        return std::nullopt;
    });
}

}  // namespace

Result<std::string> write_single_record(const SingleRecord& record) {
    const auto entry = CPC_TRY(parse(record.entry));
    Extra extra{record.device_key, record.salt, record.entry, record.signers, {}, {}};
    if (record.content) {
        const auto key = record.content->record_key.view();
        if (key.size() != record_key_size) return malformed("the content has no key", "content");
        extra.ciphertext = record.content->ciphertext;
        extra.record_key.emplace();
        std::copy(key.begin(), key.end(), extra.record_key->begin());
    }
    std::string out{proof_line};
    out += std::string{extra_word} + to_base64(codec::encode(extra)) + "\n";
    out += std::string{index_word} + std::to_string(entry.header.seq) + "\n";
    return out + path_text(record.path) + "\n" + record.checkpoint;
}

bool looks_like_single_record(ByteView file) {
    return text_of(file).substr(0, proof_line.size()) == proof_line;
}

Result<SingleRecord> read_single_record(ByteView file) {
    if (file.size() > single_record_bytes_max) return malformed("it is too long", {});
    Lines lines(file);
    if (!lines.skip(proof_line)) return malformed("it does not begin like one", "line 1");
    if (!lines.skip(extra_word)) return malformed("the entry itself is not in it", "line 2");
    const auto raw = from_base64(lines.line());
    auto extra =
        raw ? codec::decode<Extra>(*raw) : Result<Extra>{malformed("not base64", "line 2")};
    if (!extra) return malformed("its second line is not in its one form", "line 2");
    if (extra->ciphertext.has_value() != extra->record_key.has_value())
        return malformed("it has a content without its key, or the reverse", "line 2");
    const auto entry = CPC_TRY(parse(extra->entry));
    if (!lines.skip(index_word) || read_number(lines.line()) != entry.header.seq)
        return malformed("its number is not the entry's", "line 3");
    SingleRecord out;
    out.device_key = extra->device_key;
    out.salt = extra->salt;
    out.signers = std::move(extra->signers);
    out.entry = std::move(extra->entry);
    if (extra->ciphertext)
        out.content = ExportedContent{std::move(*extra->ciphertext),
                                      crypto::SecretBytes::copy_of(*extra->record_key)};
    out.path = CPC_TRY(read_path(lines));
    out.checkpoint = std::string{lines.rest()};
    CPC_TRY(read_checkpoint(out.checkpoint));
    return out;
}

Result<SingleRecordFacts> verify_single_record(const SingleRecord& record) {
    SingleRecordFacts out;
    out.entry = CPC_TRY(parse(record.entry));
    out.checkpoint = CPC_TRY(read_checkpoint(record.checkpoint));
    const auto& header = out.entry.header;
    CPC_TRY(check_log(record, header, out.checkpoint));
    CPC_TRY(check_signers_of(record, out.entry));
    out.leaf = leaf_hash(record.entry);
    const auto size = out.checkpoint.size;
    if (!verify_inclusion(out.leaf, header.seq, size, out.checkpoint.root, record.path))
        return forged("the entry is not in the record that the checkpoint is of", "path");
    if (root_before(header.seq, size, record.path) != header.prev_root)
        return forged("what stands before the entry is not what it says", "path");
    if (!record.content) return out;
    out.content =
        CPC_TRY(open_payload(header, record.content->ciphertext, record.content->record_key));
    if (!codec::check_canonical(*out.content))
        return forged("its content is not in its one form", "content");
    return out;
}

std::string write_consistency_file(const ConsistencyFile& file) {
    return std::string{consistency_line} + std::string{from_word} + std::to_string(file.from_size) +
           " " + to_base64(file.from_root) + "\n" + path_text(file.path) + "\n" + file.checkpoint;
}

bool looks_like_consistency_file(ByteView file) {
    return text_of(file).substr(0, consistency_line.size()) == consistency_line;
}

Result<ConsistencyFile> read_consistency_file(ByteView file) {
    if (file.size() > single_record_bytes_max) return malformed("it is too long", {});
    Lines lines(file);
    if (!lines.skip(consistency_line)) return malformed("it does not begin like one", "line 1");
    if (!lines.skip(from_word)) return malformed("it does not say from where", "line 2");
    const auto line = lines.line();
    const auto space = line.find(' ');
    const auto size = read_number(line.substr(0, space));
    const auto root =
        space == std::string_view::npos ? std::nullopt : read_hash(line.substr(space + 1));
    if (!size || !root) return malformed("it does not say from where", "line 2");
    ConsistencyFile out{*size, *root, CPC_TRY(read_path(lines)), {}};
    out.checkpoint = std::string{lines.rest()};
    const auto newer = CPC_TRY(read_checkpoint(out.checkpoint));
    if (!verify_consistency(out.from_size, out.from_root, newer.size, newer.root, out.path))
        return forged("the older record is not the beginning of the newer one", "path");
    return out;
}

}  // namespace cpc::record
