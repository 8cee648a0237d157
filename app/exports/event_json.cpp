// SPDX-License-Identifier: Apache-2.0
#include "app/exports/event_json.hpp"

#include <nlohmann/json.hpp>
#include <type_traits>

#include "app/exports/event_names.hpp"

namespace cpc::exports {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
concept Structure = requires {
    T::fields();
};
template <class T>
concept AnId = requires(const T& value) {
    value.hex();
};
template <class T>
concept Dated = requires(const T& value) {
    value.iso();
};

template <class T>
Json json_of(const T& value);

template <class T>
Json json_of(const std::vector<T>& list) {
    Json out = Json::array();
    for (const auto& each : list)
        out.push_back(json_of(each));
    return out;
}
template <std::size_t N>
Json json_of(const ByteArray<N>& bytes) {
    return to_hex(bytes);
}

template <class T>
void put(Json& out, const std::string& name, const T& value) {
    out[name] = json_of(value);
}
template <class T>
void put(Json& out, const std::string& name, const std::optional<T>& value) {
    if (value) out[name] = json_of(*value);
}

// The words of the list, one after the other.
std::string next_name(std::string_view& names) {
    const auto end = names.find(' ');
    std::string name{names.substr(0, end)};
    names.remove_prefix(end == std::string_view::npos ? names.size() : end + 1);
    return name;
}

template <class T>
Json json_of(const T& value) {
    if constexpr (Structure<T>) {
        Json out = Json::object();
        auto names = names_of<T>;
        std::apply([&](const auto&... field) { (put(out, next_name(names), value.*field), ...); },
                   T::fields());
        return out;
    } else if constexpr (AnId<T>) {
        return value.empty() ? Json(nullptr) : Json(value.hex());
    } else if constexpr (Dated<T>) {
        return value.iso();
    } else if constexpr (std::is_enum_v<T>) {
        const auto text = conference::word(value);
        return text.empty() ? Json(static_cast<unsigned>(value)) : Json(std::string{text});
    } else {
        return value;
    }
}

}  // namespace

nlohmann::ordered_json event_json(const conference::Event& event) {
    return std::visit([](const auto& said) { return json_of(said); }, event);
}

}  // namespace cpc::exports
