// SPDX-License-Identifier: Apache-2.0
#include "app/kiosk/record_check.hpp"

#include <algorithm>

#include "core/record/entry.hpp"
#include "core/record/type_rules.hpp"

namespace cpc::kiosk {
namespace {

// Some tens of milliseconds on a small machine.
constexpr std::uint64_t entries_a_step = 128;

Result<void> check_one(store::Vault& vault, const store::RawEntry& raw) {
    const auto entry = CPC_TRY(record::parse(raw.entry));
    return record::check_signatures(entry,
                                    [&vault](const Hash32& kid) { return vault.public_key(kid); });
}

void next_step(Shell& shell, std::shared_ptr<RecordCheck> check, ShowCheck show) {
    shell.look([check](meeting::Desk& desk) { check->step(desk.vault()); },
               [&shell, check, show = std::move(show)] {
                   if (!show(check->found()) || check->found().over) return;
                   next_step(shell, check, show);
               });
}

}  // namespace

Result<void> RecordCheck::begin(store::Vault& vault) {
    begun_ = true;
    found_.running = true;
    if (conference_.empty()) {
        found_.all = vault.size();
        root_ = CPC_TRY(vault.root_at(found_.all));
        return {};
    }
    for (const auto& stored : CPC_TRY(vault.conference(conference_, record::type::material_piece)))
        entries_.push_back(stored.seq);
    found_.all = entries_.size();
    return {};
}

Result<void> RecordCheck::look(store::Vault& vault) {
    const auto to = std::min(found_.done + entries_a_step, found_.all);
    if (conference_.empty()) {
        for (const auto& raw : CPC_TRY(vault.raw(found_.done, to))) {
            CPC_TRY(check_one(vault, raw));
            range_.append(record::leaf_hash(raw.entry));
            ++found_.done;
        }
    } else {
        for (; found_.done < to; ++found_.done) {
            const auto seq = entries_[found_.done];
            for (const auto& raw : CPC_TRY(vault.raw(seq, seq + 1)))
                CPC_TRY(check_one(vault, raw));
        }
    }
    if (found_.done < found_.all) return {};
    found_.running = false;
    found_.over = true;
    found_.whole = !conference_.empty() || range_.root() == root_;
    if (!found_.whole) found_.trouble = "its root is another one";
    return {};
}

void RecordCheck::fails(const Error& error) {
    found_.running = false;
    found_.over = true;
    found_.whole = false;
    found_.trouble = error.what + (error.where.empty() ? "" : " (" + error.where + ")");
}

void RecordCheck::step(store::Vault& vault) {
    if (found_.over) return;
    if (!begun_)
        if (auto begun = begin(vault); !begun) return fails(begun.error());
    if (auto looked = look(vault); !looked) fails(looked.error());
}

void check_in_steps(Shell& shell, ConferenceId conference, ShowCheck show) {
    next_step(shell, std::make_shared<RecordCheck>(conference), std::move(show));
}

}  // namespace cpc::kiosk
