// SPDX-License-Identifier: Apache-2.0
// The product's verdict on each kind of artefact. Thin: every line calls what the programs call.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>

#include "core/crypto/hash.hpp"
#include "core/record/device_events.hpp"
#include "core/record/paper_code.hpp"
#include "core/record/payload.hpp"
#include "core/record/single_record.hpp"
#include "core/record/type_rules.hpp"
#include "sync/service/embedded_store.hpp"
#include "sync/service/ingest.hpp"
#include "sync/wire/container.hpp"
#include "sync/wire/receipt.hpp"
#include "tests/second-verifier/peer/artefact.hpp"

namespace cpc::peer {
namespace {

Bytes bytes_at(const Json& artefact, const char* name) {
    return from_base64(artefact.at(name).get<std::string>()).value_or(Bytes{});
}
template <std::size_t N>
ByteArray<N> array_at(const Json& artefact, const char* name) {
    const Bytes bytes = bytes_at(artefact, name);
    ByteArray<N> out{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), N), out.begin());
    return out;
}
std::uint64_t number_at(const Json& artefact, const char* name) {
    return std::stoull(artefact.at(name).get<std::string>());
}
record::Proof proof_at(const Json& artefact) {
    record::Proof out;
    for (const auto& text : artefact.at("proof")) {
        const Bytes bytes = from_base64(text.get<std::string>()).value_or(Bytes{});
        Hash32 hash{};
        std::copy_n(bytes.begin(), std::min(bytes.size(), hash.size()), hash.begin());
        out.push_back(hash);
    }
    return out;
}
Verdict no(std::string reason) {
    return {false, {}, std::move(reason)};
}
Verdict no(const Error& error) {
    return no(error.text());
}
Verdict yes(std::string answer) {
    return {true, std::move(answer), {}};
}
std::string digest(ByteView bytes) {
    return to_hex(crypto::sha256(bytes));
}

Verdict judge_cbor(const Json& a) {
    const auto checked = record::check_content(bytes_at(a, "bytes"));
    return checked ? yes("canonical") : no(checked.error());
}

Verdict judge_entry(const Json& a) {
    const Bytes bytes = bytes_at(a, "bytes");
    const auto entry = record::parse(bytes);
    if (!entry) return no(entry.error());
    std::map<Hash32, crypto::PublicKey> keys;
    for (const auto& text : a.at("keys")) {
        crypto::PublicKey key{};
        const Bytes raw = from_base64(text.get<std::string>()).value_or(Bytes{});
        std::copy_n(raw.begin(), std::min(raw.size(), key.size()), key.begin());
        keys[crypto::kid_of(key)] = key;
    }
    const auto checked = record::check_signatures(
        *entry, [&](const Hash32& kid) -> std::optional<crypto::PublicKey> {
            const auto found = keys.find(kid);
            return found == keys.end() ? std::nullopt : std::optional{found->second};
        });
    if (!checked) return no(checked.error());
    return yes(to_hex(record::leaf_hash(bytes)) + " " + std::to_string(entry->header.seq));
}

Verdict judge_content(const Json& a) {
    const auto entry = record::parse(bytes_at(a, "entry"));
    if (!entry) return no(entry.error());
    const auto key = crypto::SecretBytes::copy_of(bytes_at(a, "key"));
    const auto plain =
        record::read_payload(entry->header, bytes_at(a, "ciphertext"), bytes_at(a, "wrap"), key);
    if (!plain) return no(plain.error());
    const auto canonical = record::check_content(*plain);
    return canonical ? yes(digest(*plain)) : no(canonical.error());
}

Verdict judge_root(const Json& a) {
    std::vector<Hash32> leaves;
    for (const auto& text : a.at("leaves"))
        leaves.push_back(record::leaf_hash(from_base64(text.get<std::string>()).value_or(Bytes{})));
    return yes(to_hex(record::root_of(leaves)));
}
Verdict judge_inclusion(const Json& a) {
    const bool good =
        record::verify_inclusion(array_at<32>(a, "leaf"), number_at(a, "index"),
                                 number_at(a, "size"), array_at<32>(a, "root"), proof_at(a));
    return good ? yes("included") : no("not included");
}
Verdict judge_consistency(const Json& a) {
    const bool good =
        record::verify_consistency(number_at(a, "old_size"), array_at<32>(a, "old_root"),
                                   number_at(a, "size"), array_at<32>(a, "root"), proof_at(a));
    return good ? yes("consistent") : no("not consistent");
}

Verdict judge_verifier_key(const Json& a) {
    const auto key = record::parse_verifier_key(text_of(bytes_at(a, "bytes")));
    if (!key) return no(key.error());
    return yes(std::to_string(static_cast<int>(key->kind)) + " " + to_hex(key->key) + " " +
               key->name);
}
Verdict judge_checkpoint(const Json& a) {
    const auto found = record::parse_checkpoint(text_of(bytes_at(a, "bytes")));
    if (!found) return no(found.error());
    return yes(std::to_string(found->size) + " " + to_hex(found->root) + " " + found->origin);
}
Verdict judge_note(const Json& a) {
    const auto note = record::parse_note(text_of(bytes_at(a, "bytes")));
    if (!note) return no(note.error());
    const auto key = record::parse_verifier_key(a.at("key").get<std::string>());
    if (!key) return no(key.error());
    if (key->kind == record::NoteKind::log_signature) {
        return record::verify_note(*note, key->name, key->key)
                   ? yes("signed " + digest(view_of(note->text)))
                   : no("not signed by this key");
    }
    const auto time = record::verify_cosignature(*note, key->name, key->key);
    return time ? yes("cosigned " + std::to_string(*time)) : no("not cosigned by this key");
}

Verdict judge_paper(const Json& a) {
    const auto digits = record::read_paper_code(text_of(bytes_at(a, "bytes")));
    return digits ? yes(to_hex(*digits)) : no("not copied right");
}
Verdict judge_paper_of(const Json& a) {
    return yes(record::paper_code(array_at<32>(a, "root")));
}

std::string held_words(const wire::Receipt& receipt) {
    std::string out;
    for (const auto& held : receipt.held_back)
        out += " held-back " + wire::write_held(held);
    return out;
}

Verdict judge_receipt(const Json& a) {
    const auto receipt = wire::read_receipt(bytes_at(a, "bytes"));
    if (!receipt) return no(receipt.error());
    return yes(receipt->bundle.hex() + " " + std::to_string(receipt->level) + " " +
               std::to_string(receipt->received.ms) + " " + std::to_string(receipt->index) + " " +
               std::to_string(receipt->checkpoint.size) + " " + to_hex(receipt->checkpoint.root) +
               " " + to_hex(receipt->next_token) + " " + std::to_string(receipt->epoch) +
               (receipt->list ? " list " + std::to_string(receipt->list->size) + " " +
                                    to_hex(receipt->list->root)
                              : "") +
               held_words(*receipt) +
               (receipt->second
                    ? " " + std::to_string(receipt->second->confirmed.ms) + " " +
                          std::to_string(receipt->second->held) + " " + receipt->second->site_name
                    : ""));
}

Verdict judge_bundle(const Json& a) {
    const auto facts = wire::inspect_container(bytes_at(a, "bytes"));
    if (!facts) return no(facts.error());
    return yes(to_hex(facts->digest) + " " + facts->header.bundle.hex() + " " +
               to_hex(facts->device_key) + " " + std::to_string(facts->header.chunks));
}

Result<wire::Bundle> opened(const Json& a) {
    const auto keys =
        crypto::BoxKeyPair::from_secret(crypto::SecretBytes::copy_of(bytes_at(a, "secret")));
    return wire::read_bundle(bytes_at(a, "bytes"), keys);
}
Verdict judge_opened(const Json& a) {
    const auto bundle = opened(a);
    if (!bundle) return no(bundle.error());
    Bytes all;
    for (const auto& entry : bundle->entries)
        all.insert(all.end(), entry.raw.entry.begin(), entry.raw.entry.end());
    const auto& m = bundle->manifest;
    return yes(std::to_string(m.from) + " " + std::to_string(m.to) + " " + digest(all) + " " +
               std::to_string(m.contents) + " " + std::to_string(m.keys));
}

// Central's own store, empty but for who is enrolled: judging writes nothing.
class Central {
  public:
    Central() {
        std::string name = (std::filesystem::temp_directory_path() / "cpc-peer-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        store_ = service::EmbeddedStore::open(folder_ + "/central.db",
                                              crypto::SecretBytes::random(32), false)
                     .value();
        keys_.store_key = crypto::SecretBytes::random(32);
        keys_.wrap_key = crypto::SecretBytes::random(32);
    }
    ~Central() {
        store_.reset();
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Central(const Central&) = delete;
    Central& operator=(const Central&) = delete;

    Result<service::Verdict> judge(const service::LogRow& row, const wire::Bundle& bundle) {
        keys_.pairing.practice = row.practice;
        if (!CPC_TRY(store_->find_log(row.log_id))) CPC_TRY(store_->enrol(row));
        return service::judge(*store_, keys_, bundle, Instant{1'800'000'000'000});
    }

  private:
    std::string folder_;
    std::unique_ptr<service::EmbeddedStore> store_;
    service::CentralKeys keys_;
};

Verdict judge_log(const Json& a) {
    static Central central;
    const auto bundle = opened(a);
    if (!bundle) return no(bundle.error());
    service::LogRow row;
    row.log_id = array_at<32>(a, "log");
    row.device_key = array_at<32>(a, "device");
    row.origin = a.at("origin").get<std::string>();
    row.name = "peer";
    row.practice = a.at("practice").get<bool>();
    const auto verdict = central.judge(row, *bundle);
    if (!verdict) return no(verdict.error());
    if (const auto* refusal = std::get_if<wire::Refusal>(&*verdict)) return no(refusal->message);
    const auto* batch = std::get_if<service::Batch>(&*verdict);
    if (batch == nullptr) return no("fork or clone");
    if (!batch->held_back.empty()) return no("a content would be held back");
    return yes(std::to_string(batch->entries.size()) + " " + to_hex(bundle->manifest.root));
}

Verdict judge_record(const Json& a) {
    const auto one = record::read_single_record(bytes_at(a, "bytes"));
    if (!one) return no(one.error());
    const auto facts = record::verify_single_record(*one);
    if (!facts) return no(facts.error());
    return yes(to_hex(facts->leaf) + " " + std::to_string(facts->checkpoint.size) + " " +
               to_hex(facts->checkpoint.root) + " " +
               (facts->content ? digest(*facts->content) : "-"));
}
Verdict judge_proof_file(const Json& a) {
    const auto one = record::read_consistency_file(bytes_at(a, "bytes"));
    return one ? yes(std::to_string(one->from_size) + " " + to_hex(one->from_root))
               : no(one.error());
}
Verdict judge_pairing(const Json& a) {
    const Bytes bytes = bytes_at(a, "bytes");
    if (const auto central = wire::read_pairing(bytes))
        return yes("central " + central->name + " " + wire::fingerprint(*central));
    const auto device = wire::read_registration(bytes);
    if (!device) return no(device.error());
    return yes("device " + device->name + " " + wire::fingerprint(*device));
}

}  // namespace

Verdict judge(const Json& artefact) {
    using Judge = Verdict (*)(const Json&);
    static const std::map<std::string, Judge> judges{
        {"cbor", judge_cbor},
        {"entry", judge_entry},
        {"content", judge_content},
        {"root", judge_root},
        {"inclusion", judge_inclusion},
        {"consistency", judge_consistency},
        {"verifier-key", judge_verifier_key},
        {"checkpoint", judge_checkpoint},
        {"note", judge_note},
        {"paper", judge_paper},
        {"paper-of", judge_paper_of},
        {"receipt", judge_receipt},
        {"bundle", judge_bundle},
        {"opened", judge_opened},
        {"log", judge_log},
        {"record", judge_record},
        {"proof-file", judge_proof_file},
        {"pairing", judge_pairing},
    };
    const auto found = judges.find(artefact.at("kind").get<std::string>());
    return found == judges.end() ? no("of an unknown kind") : found->second(artefact);
}

}  // namespace cpc::peer
