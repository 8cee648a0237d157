// SPDX-License-Identifier: Apache-2.0
#include "app/send/send.hpp"

#include <algorithm>

#include "app/send/packs.hpp"
#include "app/send/prepare.hpp"
#include "app/send/state.hpp"
#include "app/send/words.hpp"
#include "core/base/match.hpp"
#include "sync/transport/directory_carrier.hpp"
#include "sync/wire/limits.hpp"

namespace cpc::send {
namespace {

constexpr int rounds_max = 4;
constexpr const char* held_code = "held-back";  // as refusals call it

Error history_differs(std::string what, std::string where) {
    return {Fault::conflict, std::move(what), std::move(where),
            "Nothing was sent or marked as received, and the record on this tablet is untouched. "
            "Tell the device administrator before the next conference."};
}

// One call of send_all. What fails on the way ends up in report.problem; only a failing vault or
// disk ends it with an Error.
class Sending {
  public:
    Sending(Desk& desk, engine::Carrier& carrier) : desk_(desk), carrier_(carrier) {}

    Result<SendReport> run() {
        CPC_TRY(desk_.files.make_directories(desk_.outbox));
        CPC_TRY(take_receipts());
        CPC_TRY(tell());
        from_ = CPC_TRY(status(desk_.vault)).received;
        CPC_TRY(ask_head());
        if (!report_.problem) CPC_TRY(send_again());
        for (int round = 0; round < rounds_max && !report_.problem; ++round) {
            again_ = false;
            CPC_TRY(one_round());
            if (!again_) break;
        }
        if (!report_.problem) CPC_TRY(fetch_confirmed());
        CPC_TRY(mention());
        CPC_TRY(take_answers());
        if (!report_.problem && !desk_.inbox.empty()) CPC_TRY(take_packs());
        const auto held = CPC_TRY(look_at_end());
        if (!held.empty()) problem(held_sentence(held));
        return std::move(report_);
    }

    Result<SendReport> only_take() {
        CPC_TRY(desk_.files.make_directories(desk_.outbox));
        CPC_TRY(take_receipts());
        CPC_TRY(take_answers());
        if (!report_.problem && !desk_.inbox.empty()) CPC_TRY(take_packs());
        (void)CPC_TRY(look_at_end());
        return std::move(report_);
    }

  private:
    Result<std::vector<HeldBack>> look_at_end() {
        const auto end = CPC_TRY(status(desk_.vault));
        report_.confirmed = end.confirmed;
        report_.recorded = end.recorded;
        report_.received = end.received;
        report_.held_back = end.held_back;
        return end.held_back;
    }
    std::uint32_t luck() {
        ByteArray<4> bytes{};
        desk_.entropy.fill(bytes);
        return static_cast<std::uint32_t>(bytes[0] | bytes[1] << 8U);
    }
    Instant now() { return desk_.clock.read().wall; }
    void problem(std::string what) {
        if (!report_.problem) report_.problem = std::move(what);
    }

    Result<void> take_one(ByteView file) {
        const auto taken = accept_receipt(desk_, file);
        if (taken) {
            report_.last_receipt = taken->bundle;
            return {};
        }
        if (taken.error().fault == Fault::conflict)
            problem(taken.error().text());
        else
            report_.notes.push_back("A receipt was not taken: " + taken.error().text());
        return {};
    }

    // Beside the bundles (somebody carried the outbox), and on the way itself.
    Result<void> take_receipts() {
        transport::DirectoryCarrier beside(desk_.files, desk_.outbox);
        for (const auto& file : CPC_TRY(beside.receipts()))
            CPC_TRY(take_one(file));
        const auto brought = carrier_.receipts();
        if (!brought) {
            problem(brought.error().text());
            return {};
        }
        for (const auto& file : *brought)
            CPC_TRY(take_one(file));
        return {};
    }

    // Harmless if there are none, and no reason to call the sending incomplete.
    Result<void> take_answers() {
        constexpr int sheets_max = 50;
        for (int i = 0; i < sheets_max; ++i) {
            const auto after = CPC_TRY(answers_taken(desk_.vault));
            const auto sheet = carrier_.answers(desk_.vault.log_id(), after);
            if (!sheet || !*sheet) return {};
            const auto taken = accept_answers(desk_, **sheet);
            if (!taken) report_.notes.push_back("Answers were not taken: " + taken.error().text());
            if (!taken || CPC_TRY(answers_taken(desk_.vault)) <= after) return {};
        }
        return {};
    }

    // Into the inbox, sealed as they are. That none could be fetched is no problem of the sending.
    Result<void> take_packs() {
        const Inbox inbox{desk_.files, desk_.inbox, desk_.vault.log_id(), desk_.pairing};
        const auto found = fetch_packs(inbox, carrier_, now());
        if (!found) {
            report_.notes.push_back("Prepared conferences: " + found.error().text());
            return {};
        }
        report_.packs = found->fresh.size();
        return keep_refused(desk_.vault, found->refused);
    }

    // Central's word about its own size is not proof, but where it differs from what it once
    // confirmed, one of the two has lost something.
    Result<void> ask_head() {
        if (report_.problem) return {};
        auto answer = carrier_.head(desk_.vault.log_id());
        if (!answer) {
            problem(answer.error().text());
            return {};
        }
        return match(
            *answer, [](const engine::CannotAsk&) -> Result<void> { return {}; },
            [&](const wire::Refusal& refusal) -> Result<void> {
                problem(refusal.message);
                return {};
            },
            [&](const wire::HeadReport& head) { return compare_head(head); });
    }

    Result<void> compare_head(const wire::HeadReport& head) {
        if (head.size > desk_.vault.size()) {
            problem(history_differs("Central holds more of this log than the tablet does: the "
                                    "tablet's storage has been put back to an older state.",
                                    "central " + std::to_string(head.size) + ", tablet " +
                                        std::to_string(desk_.vault.size()))
                        .text());
            return {};
        }
        if (CPC_TRY(desk_.vault.root_at(head.size)) != head.root) {
            problem(history_differs("Central holds another history under this log's name.",
                                    "first " + std::to_string(head.size) + " entries")
                        .text());
            return {};
        }
        if (head.size < from_) {
            CPC_TRY(keep_put_back(
                desk_.vault,
                "Central holds less than it has confirmed; it was put back to an older backup. The "
                "missing part is sent again; this record is untouched."));
            CPC_TRY(tell());
            told_ = true;
            from_ = head.size;
        }
        return {};
    }

    // On record first, so that it is in what is sent now; then to whoever asked.
    Result<void> tell() {
        if (auto words = CPC_TRY(tell_put_back(desk_.vault)))
            report_.notes.push_back(std::move(*words));
        return {};
    }

    // Found just now: said at once, and on record with the next sending.
    Result<void> mention() {
        const auto words = CPC_TRY(waiting_words(desk_.vault));
        if (!words) return {};
        // The receipt of what was sent again says the same once more.
        if (told_) return forget_put_back(desk_.vault);
        report_.notes.push_back(*words);
        return {};
    }

    // The largest first: a second site's word on it covers everything before it. Not having it is
    // no problem of today's.
    Result<void> fetch_confirmed() {
        constexpr int asks_max = 8;
        const auto now = CPC_TRY(status(desk_.vault));
        auto items = now.items;
        std::reverse(items.begin(), items.end());
        int asked = 0;
        for (const auto& item : items) {
            if (item.stage != engine::Stage::received || item.to <= now.confirmed) continue;
            if (++asked > asks_max) return {};
            const auto file = carrier_.confirmed(item.bundle);
            if (!file) return {};
            if (!*file) continue;
            CPC_TRY(take_one(**file));
            return {};
        }
        return {};
    }

    // What central set aside: the cause may be gone by now. If not, nothing else waits for it.
    Result<void> send_again() {
        for (auto& again : CPC_TRY(prepare_again(desk_, from_))) {
            CPC_TRY(send_item(std::move(again.item)));
            const bool held_still =
                !report_.items.empty() && report_.items.back().refusal_code == held_code;
            if (held_still) report_.problem.reset();  // run() says so, once for all of them
            if (report_.problem) return {};
        }
        return {};
    }

    Result<void> one_round() {
        CPC_TRY(prepare_from(desk_, from_));
        for (auto& item : CPC_TRY(waiting_items(desk_, from_))) {
            CPC_TRY(send_item(std::move(item)));
            if (report_.problem || again_) return {};
        }
        return {};
    }

    Result<void> move(engine::Item& item, const engine::Event& event) {
        item = engine::evolve(std::move(item), event, now());
        return keep_item(desk_.vault, item);
    }

    Result<void> send_item(engine::Item item) {
        const auto path = bundle_path(desk_, item.bundle);
        const auto file = read_whole(desk_.files, path, wire::limits::bundle_bytes_max);
        if (!file) {
            problem(file.error().text());
            return {};
        }
        if (item.stage == engine::Stage::sealed) CPC_TRY(move(item, engine::Queued{}));
        // Whoever calls this wants it sent now, whatever it was waiting for.
        if (item.stage == engine::Stage::needs_attention)
            CPC_TRY(move(item, engine::TriedByHand{}));
        CPC_TRY(move(item, engine::Sending{}));
        auto delivery = carrier_.deliver(item.bundle, *file);
        if (!delivery) {
            CPC_TRY(move(item, engine::Failed{delivery.error().what, luck()}));
            problem(delivery.error().text());
        } else {
            CPC_TRY(on_delivery(item, *delivery));
        }
        if (const auto kept = CPC_TRY(find_item(desk_.vault, item.bundle)))
            report_.items.push_back(*kept);
        return {};
    }

    Result<void> on_delivery(engine::Item& item, const engine::Delivery& delivery) {
        return match(
            delivery,
            [&](const engine::AnsweredWithReceipt& answer) { return on_receipt(item, answer); },
            [&](const engine::Stored& stored) -> Result<void> {
                report_.stored.push_back(stored.where);
                return move(item, engine::Carried{});
            },
            [&](const wire::Refusal& refusal) { return on_refusal(item, refusal); });
    }

    Result<void> on_receipt(engine::Item& item, const engine::AnsweredWithReceipt& answer) {
        const auto receipt = accept_receipt(desk_, answer.receipt);
        if (receipt && receipt->bundle == item.bundle) {
            report_.last_receipt = receipt->bundle;
            return {};
        }
        const std::string why =
            receipt ? "Central's receipt is for another bundle." : receipt.error().text();
        problem(why);
        return move(item, engine::ReceiptRejected{why});
    }

    Result<void> on_refusal(engine::Item& item, const wire::Refusal& refusal) {
        CPC_TRY(move(item, engine::Refused{refusal, luck()}));
        const bool fill_gap = refusal.code == wire::RefusalCode::gap && refusal.need_from &&
                              *refusal.need_from < from_;
        if (!fill_gap) {
            problem(refusal.message);
            return {};
        }
        from_ = *refusal.need_from;
        again_ = true;
        return {};
    }

    Desk& desk_;
    engine::Carrier& carrier_;
    SendReport report_;
    std::uint64_t from_ = 0;
    bool again_ = false;
    bool told_ = false;  // that central was put back
};

}  // namespace

Result<SendReport> send_all(Desk& desk, engine::Carrier& carrier) {
    return Sending(desk, carrier).run();
}

Result<SendReport> take_brought(Desk& desk, engine::Carrier& carrier) {
    return Sending(desk, carrier).only_take();
}

namespace {

// The receipt confirms a size and its root, so every bundle up to there has done its work,
// whichever of them arrived. A sealed copy that stays behind is harmless.
Result<void> settle_items(Desk& desk, const wire::Receipt& receipt) {
    const auto now = desk.clock.read().wall;
    auto items = CPC_TRY(all_items(desk.vault));
    const auto own = [&](const engine::Item& item) { return item.bundle == receipt.bundle; };
    if (std::none_of(items.begin(), items.end(), own))
        items.push_back({receipt.bundle, 0, receipt.checkpoint.size, engine::Stage::draft, now, "",
                         0, now, std::nullopt});
    const auto where = CPC_TRY(status(desk.vault));
    const auto size = std::max(receipt.checkpoint.size, where.received);
    for (auto& item : items) {
        if (item.stage == engine::Stage::received || item.to > size) continue;
        const BundleId bundle = item.bundle;
        const auto held = std::find_if(
            where.held_back.begin(), where.held_back.end(),
            [&](const HeldBack& each) { return item.from <= each.entry && each.entry < item.to; });
        if (held != where.held_back.end()) {
            // Another bundle of the same entries goes on as it is: it may be the one that helps.
            if (bundle != receipt.bundle) continue;
            const engine::TakenWithout without{held->code, held_sentence(where.held_back)};
            CPC_TRY(keep_item(desk.vault, engine::evolve(std::move(item), without, now)));
        } else {
            CPC_TRY(keep_item(
                desk.vault,
                engine::evolve(std::move(item), engine::ReceiptVerified{receipt.level}, now)));
        }
        for (const auto* extension : {".cpb", ".cpr"}) {
            const std::string path = desk.outbox + "/" + bundle.hex() + extension;
            if (desk.files.exists(path)) (void)desk.files.remove(path);
        }
    }
    return {};
}

}  // namespace

Result<wire::Receipt> accept_receipt(Desk& desk, ByteView file) {
    auto receipt = CPC_TRY(wire::read_receipt(file));
    CPC_TRY(wire::trusted_by(receipt, desk.pairing));
    const auto& checkpoint = receipt.checkpoint;
    if (checkpoint.origin != desk.vault.origin() ||
        receipt.device_key != desk.vault.device_key().public_key())
        return fail(Fault::refused, "The receipt is for another tablet's record.", {},
                    "Nothing was marked as received. Take it to the tablet it belongs to.");
    if (checkpoint.size > desk.vault.size())
        return Failure{
            history_differs("The receipt confirms more than this tablet holds: the tablet's "
                            "storage has been put back to an older state.",
                            "receipt " + std::to_string(checkpoint.size) + ", tablet " +
                                std::to_string(desk.vault.size()))};
    if (CPC_TRY(desk.vault.root_at(checkpoint.size)) != checkpoint.root)
        return Failure{
            history_differs("The receipt confirms another history than this tablet holds.",
                            "first " + std::to_string(checkpoint.size) + " entries")};
    CPC_TRY(note_put_back(desk.vault, receipt, file));
    const auto kept = CPC_TRY(kept_receipt(desk.vault, receipt.bundle));
    // The second site's signature takes the place of the first text, which is inside it.
    if (!kept || (receipt.level > 1 && CPC_TRY(wire::read_receipt(view_of(*kept))).level == 1))
        CPC_TRY(keep_receipt(desk.vault, receipt, file));
    CPC_TRY(note_held_back(desk.vault, receipt));
    CPC_TRY(settle_items(desk, receipt));
    return receipt;
}

Result<Carried> carry_outbox(Files& files, const std::string& outbox, const wire::Pairing& pairing,
                             engine::Carrier& carrier) {
    Carried out;
    auto names = CPC_TRY(files.list(outbox));
    std::sort(names.begin(), names.end());
    for (const auto& name : names) {
        const auto bundle = transport::bundle_of_name(name, "cpb");
        const std::string receipt_name = bundle ? bundle->hex() + ".cpr" : "";
        if (!bundle || files.exists(outbox + "/" + receipt_name)) continue;
        const auto file = read_whole(files, outbox + "/" + name, wire::limits::bundle_bytes_max);
        const auto delivery = file ? carrier.deliver(*bundle, *file)
                                   : Result<engine::Delivery>{Failure{file.error()}};
        if (!delivery) {
            out.problems.push_back(name + ": " + delivery.error().text());
        } else if (const auto* refusal = std::get_if<wire::Refusal>(&*delivery)) {
            out.problems.push_back(name + ": " + refusal->message);
        } else if (std::get_if<engine::Stored>(&*delivery) != nullptr) {
            ++out.stored;
        } else {
            const auto& text = std::get<engine::AnsweredWithReceipt>(*delivery).receipt;
            const auto receipt = wire::read_receipt(text);
            const auto trusted = receipt ? wire::trusted_by(*receipt, pairing)
                                         : Result<void>{Failure{receipt.error()}};
            if (!trusted || receipt->bundle != *bundle) {
                out.problems.push_back(name +
                                       ": the answer is no receipt of this central service.");
                continue;
            }
            CPC_TRY(transport::write_proved(files, outbox, receipt_name, text));
            ++out.delivered;
        }
    }
    return out;
}

}  // namespace cpc::send
