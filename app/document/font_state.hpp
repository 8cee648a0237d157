// SPDX-License-Identifier: Apache-2.0
// What a FontSet holds, for the files that draw. Nobody outside app/document includes this.
#pragma once

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include <memory>

#include "app/document/fonts.hpp"

namespace cpc::document {

struct ObjectUnref {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Object = std::unique_ptr<T, ObjectUnref>;

struct ConfigDestroy {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};
struct CharSetDestroy {
    void operator()(FcCharSet* set) const { FcCharSetDestroy(set); }
};

struct FontSet::State {
    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State();

    std::unique_ptr<FcConfig, ConfigDestroy> config;
    std::unique_ptr<FcCharSet, CharSetDestroy> letters;
    Object<PangoFontMap> map;
    Object<PangoContext> context;
};

}  // namespace cpc::document
