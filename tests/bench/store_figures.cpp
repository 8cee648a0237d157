// SPDX-License-Identifier: Apache-2.0
// The record: what an acknowledged entry and an unlock cost.
#include "core/crypto/password.hpp"
#include "core/crypto/sign.hpp"
#include "tests/bench/figure.hpp"
#include "tests/bench/room.hpp"

namespace cpc::bench {
namespace {

constexpr std::size_t page_size = 4096;
constexpr std::size_t pages = 256;
constexpr int warm_up = 5;
constexpr std::uint16_t position_taken = 0x0142;

// A file whose blocks are all written, so that an overwrite changes nothing but data.
class BareFile {
  public:
    static Result<BareFile> make(Files& files, const std::string& path) {
        BareFile out;
        out.file_ = CPC_TRY(files.open(path, OpenMode::create_new));
        const Bytes zeros(page_size * pages);
        CPC_TRY(out.file_->write_at(0, zeros));
        CPC_TRY(out.file_->sync_data());
        return out;
    }
    Result<double> overwrite(int round) {
        const Bytes page(page_size, static_cast<std::uint8_t>(round));
        const auto at = static_cast<std::uint64_t>(round) % pages * page_size;
        const double before = now_ms();
        CPC_TRY(file_->write_at(at, page));
        CPC_TRY(file_->sync_data());
        return now_ms() - before;
    }

  private:
    std::unique_ptr<File> file_;
};

// A position with a reason of a usual length, signed by an attendee, as CBOR.
Bytes usual_payload() {
    constexpr std::uint8_t map_of_one = 0xA1;
    constexpr std::uint8_t text_with_length = 0x78;
    constexpr std::uint8_t length = 200;
    Bytes out{map_of_one, 1, text_with_length, length};
    out.insert(out.end(), length, 'r');
    return out;
}

Result<double> append_once(store::Vault& vault, const crypto::SigningKey& attendee,
                           ConferenceId conference) {
    store::AppendRequest request;
    request.type = position_taken;
    request.conference = conference;
    request.payload = usual_payload();
    request.signers = {{&attendee, record::Role::attendee}};
    request.basis_size = vault.size();
    const double before = now_ms();
    CPC_TRY(vault.append(request));
    return now_ms() - before;
}

Result<Figure> append_figure(const Setting& setting) {
    auto room = CPC_TRY(play_room(setting.folder + "/append", setting.assets,
                                  crypto::KeyslotCost::practice(), "at 11:15"));
    auto& vault = room->desk->vault();
    auto bare = CPC_TRY(BareFile::make(room->system, setting.folder + "/bare"));
    const auto attendee = crypto::SigningKey::from_seed(crypto::SecretBytes(32));
    const auto conference = room->hands->meeting()->id();
    Series appends;
    Series bares;
    for (int round = 0; round < warm_up + setting.rounds; ++round) {
        // In turns, and the other one first every second time. The database catches up in between.
        Series now(2);
        for (const int which : {round % 2, 1 - round % 2})
            now[static_cast<std::size_t>(which)] =
                which == 0 ? CPC_TRY(append_once(vault, attendee, conference))
                           : CPC_TRY(bare.overwrite(round));
        CPC_TRY(vault.settle());
        if (round < warm_up) continue;
        appends.push_back(now[0]);
        bares.push_back(now[1]);
    }
    const double ours = median(appends);
    const double theirs = median(bares);
    return Figure{"append",
                  "signed, encrypted, durable entry / bare 4 KiB overwrite and fdatasync",
                  "×",
                  1.5,
                  ours / theirs,
                  number(ours, 3) + " ms / " + number(theirs, 3) + " ms, medians of " +
                      std::to_string(appends.size())};
}

Result<Figure> syncs_figure(const Setting& setting) {
    const auto room = CPC_TRY(
        play_room(setting.folder + "/syncs", setting.assets, crypto::KeyslotCost::practice(), {}));
    const auto& counts = room->files.counts();
    return Figure{"syncs-per-entry",
                  "fdatasync of the journal per acknowledged entry",
                  "×",
                  1.1,
                  static_cast<double>(counts.syncs) / static_cast<double>(counts.frames),
                  std::to_string(counts.syncs) + " syncs for " + std::to_string(counts.frames) +
                      " entries; the database's own, in batches on its thread, are not in it"};
}

Result<Figure> unlock_figure(const Setting& setting) {
    const auto cost = crypto::KeyslotCost::moderate();
    const auto folder = setting.folder + "/unlock";
    auto room = CPC_TRY(play_room(folder, setting.assets, cost, {}));
    const auto entries = room->desk->vault().size();
    room->hands.reset();
    room->desk.reset();
    const auto secret = crypto::SecretBytes::from(passphrase);
    Series opens;
    Series hashes;
    for (int round = 0; round < setting.rounds; ++round) {
        const double start = now_ms();
        { const auto vault = CPC_TRY(store::Vault::open(room->ports(), folder, secret)); }
        const double between = now_ms();
        CPC_TRY(crypto::argon2id(secret, {}, cost.ops, cost.memory_bytes));
        opens.push_back(between - start);
        hashes.push_back(now_ms() - between);
    }
    const double ours = median(opens);
    const double theirs = median(hashes);
    return Figure{"unlock",
                  "opening a record of a whole meeting / its Argon2id alone",
                  "×",
                  1.1,
                  ours / theirs,
                  number(ours, 1) + " ms / " + number(theirs, 1) + " ms, " +
                      std::to_string(entries) + " entries, medians of " +
                      std::to_string(opens.size())};
}

}  // namespace

Result<Figures> store_figures(const Setting& setting) {
    Figures out;
    out.push_back(CPC_TRY(append_figure(setting)));
    out.push_back(CPC_TRY(syncs_figure(setting)));
    out.push_back(CPC_TRY(unlock_figure(setting)));
    return out;
}

}  // namespace cpc::bench
