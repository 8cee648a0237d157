// SPDX-License-Identifier: Apache-2.0
#include "platform/speech/jacks.hpp"

#include <fcntl.h>
#include <sound/asound.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "platform/speech/line.hpp"

namespace cpc::speech {
namespace {

constexpr int cards_most = 32;
constexpr unsigned elements_most = 4'096;

bool says(std::string_view name, std::string_view word) {
    return name.find(word) != std::string_view::npos;
}

bool plugged(int card, const snd_ctl_elem_id& id) {
    snd_ctl_elem_value value{};
    value.id = id;
    return ::ioctl(card, SNDRV_CTL_IOCTL_ELEM_READ, &value) == 0 &&
           value.value.integer.value[0] == 1;
}

bool card_says_so(const std::string& device) {
    const Handle card(::open(device.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    struct stat kind {};
    if (!card.open() || ::fstat(card.get(), &kind) != 0 || !S_ISCHR(kind.st_mode)) return false;
    snd_ctl_elem_list list{};
    if (::ioctl(card.get(), SNDRV_CTL_IOCTL_ELEM_LIST, &list) != 0) return false;
    std::vector<snd_ctl_elem_id> ids(std::min(list.count, elements_most));
    list = {};
    list.space = static_cast<unsigned>(ids.size());
    list.pids = ids.data();
    if (::ioctl(card.get(), SNDRV_CTL_IOCTL_ELEM_LIST, &list) != 0) return false;
    ids.resize(std::min<std::size_t>(ids.size(), list.used));
    return std::any_of(ids.begin(), ids.end(), [&](const snd_ctl_elem_id& id) {
        const auto* name = reinterpret_cast<const char*>(id.name);
        return id.iface == SNDRV_CTL_ELEM_IFACE_CARD &&
               is_headphone_jack({name, ::strnlen(name, sizeof id.name)}) &&
               plugged(card.get(), id);
    });
}

}  // namespace

bool is_headphone_jack(std::string_view name) {
    constexpr std::string_view end = " Jack";
    const bool jack = name.size() > end.size() && name.substr(name.size() - end.size()) == end;
    return jack && (says(name, "Headphone") || says(name, "Headset")) && !says(name, "Phantom") &&
           !says(name, "Mic");
}

bool headphones_in(const std::string& folder) {
    for (int card = 0; card < cards_most; ++card)
        if (card_says_so(folder + "/controlC" + std::to_string(card))) return true;
    return false;
}

}  // namespace cpc::speech
