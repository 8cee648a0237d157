// SPDX-License-Identifier: Apache-2.0
#include "platform/window/window.hpp"

#include <SDL.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <deque>

#include "platform/window/gpu.hpp"
#include "platform/window/painter.hpp"
#include "platform/window/picture.hpp"
#include "platform/window/png.hpp"

namespace cpc::window {
namespace {

constexpr std::uint64_t poll_ms = 8;

struct Close {
    void operator()(SDL_Window* w) const { SDL_DestroyWindow(w); }
    void operator()(SDL_Renderer* r) const { SDL_DestroyRenderer(r); }
};
template <class T>
using Owned = std::unique_ptr<T, Close>;

// Only these drivers can sleep until an event comes (SDL 2.26 source, src/video).
bool can_block() {
    const char* driver = SDL_GetCurrentVideoDriver();
    if (driver == nullptr) return false;
    const std::string_view name = driver;
    return name == "wayland" || name == "x11";
}

Key key_of(const SDL_Keysym& sym) {
    switch (sym.sym) {
        case SDLK_TAB:
            return (sym.mod & KMOD_SHIFT) != 0 ? Key::back_tab : Key::tab;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
            return Key::enter;
        case SDLK_SPACE:
            return Key::space;
        case SDLK_ESCAPE:
            return Key::escape;
        case SDLK_BACKSPACE:
            return Key::backspace;
        case SDLK_DELETE:
            return Key::remove;
        case SDLK_LEFT:
            return Key::left;
        case SDLK_RIGHT:
            return Key::right;
        case SDLK_UP:
            return Key::up;
        case SDLK_DOWN:
            return Key::down;
        case SDLK_HOME:
            return Key::home;
        case SDLK_END:
            return Key::end;
        case SDLK_F1:
            return Key::f1;
        case SDLK_F9:
            return Key::f9;
        case SDLK_POWER:
        case SDLK_SLEEP:
            return Key::lock;
        default:
            return Key::none;
    }
}

// SDL falls back on drivers that draw for nobody; only who asks for one by name gets it.
bool nobody_sees() {
    const char* driver = SDL_GetCurrentVideoDriver();
    const std::string_view name = driver == nullptr ? "" : driver;
    const bool blind = name.empty() || name == "dummy" || name == "offscreen" || name == "evdev";
    return blind && std::getenv("SDL_VIDEODRIVER") == nullptr;
}

// What the GL of the current context calls itself.
std::string gl_renderer() {
    using GetString = const unsigned char* (*)(unsigned);
    constexpr unsigned gl_renderer_name = 0x1F01;  // GL_RENDERER
    void* address = SDL_GL_GetProcAddress("glGetString");
    if (address == nullptr) return "";
    const auto get = reinterpret_cast<GetString>(address);
    const auto* name = reinterpret_cast<const char*>(get(gl_renderer_name));
    return name == nullptr ? "" : name;
}

// The event's own 32-bit time on the long clock.
std::uint64_t time_of(Uint32 stamp) {
    const std::uint64_t now = SDL_GetTicks64();
    return now - static_cast<Uint32>(static_cast<Uint32>(now) - stamp);
}

}  // namespace

struct Window::State {
    Options options;
    bool video = false;
    bool blocks = false;
    Owned<SDL_Window> window;
    Owned<SDL_Renderer> renderer;
    std::unique_ptr<Painter> painter;
    std::string renderer_name;
    PaintCounts counts;
    std::deque<InputEvent> injected;
    bool mouse_down = false;
    // A second display asks nobody for events: it learns here that it has to be drawn again.
    std::atomic<bool> uncovered{false};
    int width_px = 0;
    int height_px = 0;

    ~State() {
        if (options.looked_at && video) SDL_DelEventWatch(&State::watch, this);
        painter.reset();
        renderer.reset();
        window.reset();
        if (video) SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }

    [[nodiscard]] Point from_window(float x, float y) const {
        int w = 0;
        int h = 0;
        SDL_GetWindowSize(window.get(), &w, &h);
        return {x * static_cast<float>(width_px) / static_cast<float>(std::max(w, 1)),
                y * static_cast<float>(height_px) / static_cast<float>(std::max(h, 1))};
    }
    static int watch(void* self, SDL_Event* event) {
        auto& state = *static_cast<State*>(self);
        if (event->type == SDL_WINDOWEVENT && state.is_ours(event->window.windowID) &&
            (event->window.event == SDL_WINDOWEVENT_EXPOSED ||
             event->window.event == SDL_WINDOWEVENT_SHOWN ||
             event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED))
            state.uncovered = true;
        return 0;
    }
    [[nodiscard]] bool is_ours(Uint32 id) const {
        return id == 0 || window == nullptr || id == SDL_GetWindowID(window.get());
    }
    // A finger or pointer on a second display means nothing; a key means the same wherever it is
    // looked for.
    [[nodiscard]] bool is_elsewhere(const SDL_Event& e) const {
        switch (e.type) {
            case SDL_FINGERDOWN:
            case SDL_FINGERMOTION:
            case SDL_FINGERUP:
                return !is_ours(e.tfinger.windowID);
            case SDL_MOUSEMOTION:
                return !is_ours(e.motion.windowID);
            case SDL_MOUSEBUTTONDOWN:
            case SDL_MOUSEBUTTONUP:
                return !is_ours(e.button.windowID);
            case SDL_MOUSEWHEEL:
                return !is_ours(e.wheel.windowID);
            case SDL_WINDOWEVENT:
                return !is_ours(e.window.windowID);
            default:
                return false;
        }
    }
    void translate(const SDL_Event& e, std::vector<InputEvent>& out);
    void translate_mouse(const SDL_Event& e, std::vector<InputEvent>& out);
    void resized() {
        if (renderer)
            SDL_GetRendererOutputSize(renderer.get(), &width_px, &height_px);
        else if (const SDL_Surface* s = SDL_GetWindowSurface(window.get()); s != nullptr)
            width_px = s->w, height_px = s->h;
    }
    void open_window();
    [[nodiscard]] bool open_on_gpu();
    [[nodiscard]] Result<void> open_in_memory();
    void show(const Rect& damage);
    bool paint(const Picture& picture, bool everything);
};

void Window::State::translate_mouse(const SDL_Event& e, std::vector<InputEvent>& out) {
    InputEvent event;
    event.time_ms = time_of(e.common.timestamp);
    event.finger = mouse_finger;
    if (e.type == SDL_MOUSEMOTION) {
        if (e.motion.which == SDL_TOUCH_MOUSEID || !mouse_down) return;
        event.kind = EventKind::finger_move;
        event.at = from_window(static_cast<float>(e.motion.x), static_cast<float>(e.motion.y));
    } else {
        if (e.button.which == SDL_TOUCH_MOUSEID || e.button.button != SDL_BUTTON_LEFT) return;
        mouse_down = e.type == SDL_MOUSEBUTTONDOWN;
        event.kind = mouse_down ? EventKind::finger_down : EventKind::finger_up;
        event.at = from_window(static_cast<float>(e.button.x), static_cast<float>(e.button.y));
    }
    out.push_back(event);
}

void Window::State::translate(const SDL_Event& e, std::vector<InputEvent>& out) {
    if (is_elsewhere(e)) return;
    InputEvent event;
    event.time_ms = time_of(e.common.timestamp);
    switch (e.type) {
        case SDL_FINGERDOWN:
        case SDL_FINGERMOTION:
        case SDL_FINGERUP:
            event.kind = e.type == SDL_FINGERDOWN ? EventKind::finger_down
                         : e.type == SDL_FINGERUP ? EventKind::finger_up
                                                  : EventKind::finger_move;
            event.finger = e.tfinger.fingerId;
            event.at = {e.tfinger.x * static_cast<float>(width_px),
                        e.tfinger.y * static_cast<float>(height_px)};
            break;
        case SDL_MOUSEMOTION:
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            translate_mouse(e, out);
            return;
        case SDL_MOUSEWHEEL:
            event.kind = EventKind::wheel;
            event.at = {0, e.wheel.preciseY};
            break;
        case SDL_KEYDOWN:
            event.kind = EventKind::key;
            event.key = key_of(e.key.keysym);
            if (event.key == Key::none) return;
            break;
        case SDL_TEXTINPUT:
            event.kind = EventKind::text;
            event.text = e.text.text;
            break;
        case SDL_WINDOWEVENT:
            if (e.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
                resized();
                event.kind = EventKind::resized;
                event.at = {static_cast<float>(width_px), static_cast<float>(height_px)};
            } else if (e.window.event == SDL_WINDOWEVENT_EXPOSED ||
                       e.window.event == SDL_WINDOWEVENT_SHOWN) {
                event.kind = EventKind::expose;
            } else if (e.window.event == SDL_WINDOWEVENT_CLOSE) {
                event.kind = EventKind::quit;
            } else {
                return;
            }
            break;
        case SDL_RENDER_TARGETS_RESET:
        case SDL_RENDER_DEVICE_RESET:
            event.kind = EventKind::expose;
            break;
        case SDL_QUIT:
            event.kind = EventKind::quit;
            break;
        default:
            return;
    }
    out.push_back(std::move(event));
}

// Brings a part of the picture in memory to the window.
void Window::State::show(const Rect& damage) {
    SDL_Surface* surface = SDL_GetWindowSurface(window.get());
    const Raster& raster = painter->raster();
    const SDL_Rect part{static_cast<int>(damage.x), static_cast<int>(damage.y),
                        std::min(static_cast<int>(damage.w), raster.width_px()),
                        std::min(static_cast<int>(damage.h), raster.height_px())};
    if (surface == nullptr || surface->w < raster.width_px() || surface->h < raster.height_px())
        return;  // resized meanwhile: the event brings a new frame
    const auto start = static_cast<std::ptrdiff_t>(part.y) * raster.width_px() + part.x;
    auto* to = static_cast<std::uint8_t*>(surface->pixels) +
               static_cast<std::ptrdiff_t>(part.y) * surface->pitch +
               static_cast<std::ptrdiff_t>(part.x) * surface->format->BytesPerPixel;
    SDL_ConvertPixels(part.w, part.h, SDL_PIXELFORMAT_ARGB8888, raster.pixels().data() + start,
                      raster.width_px() * 4, surface->format->format, to, surface->pitch);
    SDL_UpdateWindowSurfaceRects(window.get(), &part, 1);
}

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}
Window::~Window() = default;

namespace {

Failure no_display(const std::string& what) {
    return fail(Fault::unsupported, "There is no display to draw on: " + what, "",
                "Nothing was lost. Start it inside a graphical session, or without a display with "
                "--headless.");
}

}  // namespace

void Window::State::open_window() {
    const Uint32 flags = static_cast<Uint32>(SDL_WINDOW_ALLOW_HIGHDPI) |
                         (options.fullscreen ? static_cast<Uint32>(SDL_WINDOW_FULLSCREEN_DESKTOP)
                                             : static_cast<Uint32>(SDL_WINDOW_RESIZABLE));
    const auto where = static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(options.display));
    window.reset(SDL_CreateWindow(options.title.c_str(), where, where, options.width_px,
                                  options.height_px, flags));
}

// False when there is no GL, or, unless the GPU was asked for, one without a GPU behind it. The
// window is then gone too, because a GL has claimed it.
bool Window::State::open_on_gpu() {
    open_window();
    if (!window) return false;
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2");
    renderer.reset(SDL_CreateRenderer(window.get(), -1, SDL_RENDERER_ACCELERATED));
    const std::string gl = renderer ? gl_renderer() : "";
    if (renderer && (options.drawing == Drawing::gpu || !draws_on_processor(gl))) {
        renderer_name = "opengles2 on " + gl;
        return true;
    }
    renderer.reset();
    window.reset();
    return false;
}

Result<void> Window::State::open_in_memory() {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    open_window();
    if (!window || SDL_GetWindowSurface(window.get()) == nullptr) return no_display(SDL_GetError());
    renderer_name = "memory to window";
    return {};
}

Result<std::unique_ptr<Window>> Window::open(const Options& options) {
    auto state = std::make_unique<State>();
    state->options = options;
    state->width_px = options.width_px;
    state->height_px = options.height_px;
    if (options.headless) {
        state->renderer_name = "memory";
        state->painter = std::make_unique<Painter>(nullptr);
        return std::unique_ptr<Window>(new Window(std::move(state)));
    }
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return no_display(SDL_GetError());
    state->video = true;
    if (nobody_sees())
        return no_display("no compositor or X server answers, and the panel is not ours");
    state->blocks = can_block();
    const bool gpu =
        options.drawing == Drawing::gpu || (options.drawing == Drawing::fitting && has_gpu("/dev"));
    if (!gpu || !state->open_on_gpu()) CPC_TRY(state->open_in_memory());
    state->resized();
    if (options.looked_at) SDL_AddEventWatch(&State::watch, state.get());
    state->painter = std::make_unique<Painter>(state->renderer.get());
    SDL_StartTextInput();
    return std::unique_ptr<Window>(new Window(std::move(state)));
}

int Window::width_px() const {
    return state_->width_px;
}
int Window::height_px() const {
    return state_->height_px;
}
std::string Window::renderer_name() const {
    return state_->renderer_name;
}
std::uint64_t Window::now_ms() const {
    return SDL_GetTicks64();
}
const PaintCounts& Window::counts() const {
    return state_->counts;
}

std::optional<float> Window::pixels_per_inch() const {
    if (!state_->window) return std::nullopt;
    float diagonal = 0;
    constexpr float least = 80;
    constexpr float most = 500;
    const int display = SDL_GetWindowDisplayIndex(state_->window.get());
    if (SDL_GetDisplayDPI(display, &diagonal, nullptr, nullptr) != 0) return std::nullopt;
    if (diagonal < least || diagonal > most) return std::nullopt;
    return diagonal;
}

void Window::inject(const InputEvent& event) {
    state_->injected.push_back(event);
}

std::vector<InputEvent> Window::wait(std::optional<std::uint64_t> timeout_ms) {
    std::vector<InputEvent> out(state_->injected.begin(), state_->injected.end());
    state_->injected.clear();
    if (!state_->video || !out.empty()) return out;
    SDL_Event event;
    bool got = false;
    if (state_->blocks) {
        constexpr std::uint64_t longest = 3'600'000;
        got = SDL_WaitEventTimeout(
                  &event, static_cast<int>(std::min(timeout_ms.value_or(longest), longest))) != 0;
    } else {
        const std::uint64_t start = SDL_GetTicks64();
        while (!(got = SDL_PollEvent(&event) != 0)) {
            if (timeout_ms && SDL_GetTicks64() - start >= *timeout_ms) break;
            SDL_Delay(static_cast<Uint32>(poll_ms));
        }
    }
    if (got) {
        do {
            state_->translate(event, out);
        } while (SDL_PollEvent(&event) != 0);
    }
    // Of a run of moves of one finger only the last matters, and the sum of the wheel.
    std::vector<InputEvent> fewer;
    for (auto& e : out) {
        if (e.kind == EventKind::finger_move && !fewer.empty() &&
            fewer.back().kind == EventKind::finger_move && fewer.back().finger == e.finger)
            fewer.back() = std::move(e);
        else
            fewer.push_back(std::move(e));
    }
    return fewer;
}

bool Window::State::paint(const Picture& picture, bool everything) {
    const Painted painted = painter->paint(picture, everything);
    ++counts.offered;
    if (!painted.drawn) return false;
    ++counts.drawn;
    if (painted.full) ++counts.full;
    counts.damage_share = static_cast<double>(painted.damage.w) *
                          static_cast<double>(painted.damage.h) /
                          (static_cast<double>(picture.width_px) * picture.height_px);
    if (window && !renderer) show(painted.damage);
    return true;
}

bool Window::paint(const Picture& picture) {
    const bool again = state_->uncovered.exchange(false);
    if (again && state_->window) state_->resized();
    return state_->paint(picture, again);
}
bool Window::paint_everything(const Picture& picture) {
    return state_->paint(picture, true);
}

Bytes Window::pixels() {
    Bytes out(static_cast<std::size_t>(state_->width_px) *
              static_cast<std::size_t>(state_->height_px) * 4);
    if (state_->renderer) {
        if (SDL_RenderReadPixels(state_->renderer.get(), nullptr, SDL_PIXELFORMAT_ABGR8888,
                                 out.data(), state_->width_px * 4) != 0)
            out.clear();
        for (std::size_t i = 3; i < out.size(); i += 4)
            out[i] = 0xFF;
        return out;
    }
    const auto& pixels = state_->painter->raster().pixels();
    if (pixels.size() * 4 != out.size()) return {};  // nothing was painted yet
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        out[4 * i] = static_cast<std::uint8_t>(pixels[i] >> 16U);
        out[4 * i + 1] = static_cast<std::uint8_t>(pixels[i] >> 8U);
        out[4 * i + 2] = static_cast<std::uint8_t>(pixels[i]);
        out[4 * i + 3] = 0xFF;
    }
    return out;
}

Result<void> Window::save_png(const std::string& path) {
    const Bytes rgba = pixels();
    if (rgba.empty()) return fail(Fault::io, "The picture could not be read back");
    return write_png(path, state_->width_px, state_->height_px, rgba);
}

}  // namespace cpc::window
