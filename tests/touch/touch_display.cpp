// SPDX-License-Identifier: Apache-2.0
#include "tests/touch/touch_display.hpp"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace cpc::touch {
namespace {

namespace fs = std::filesystem;

// The driver's protocol (xorg/xf86-input-inputtest-protocol.h, version 1.1), as far as it is used.
struct Header {
    std::uint32_t length;
    std::uint32_t type;
};
struct ClientVersion {
    Header header;
    std::uint16_t major, minor;
};
struct KeyEvent {
    Header header;
    std::int32_t key_code;
    std::uint32_t is_press;
};
struct TouchEvent {
    Header header;
    std::uint32_t touch;
    std::uint32_t type;
    std::uint32_t has_unaccelerated;
    std::uint8_t mask[8];
    double valuators[64];
    double unaccelerated[64];
};
constexpr std::uint32_t client_version = 0, wait_for_sync = 1, key_event = 5, touch_event = 6;
constexpr std::uint32_t touch_begin = 18, touch_update = 19, touch_end = 20;  // XI2.h
constexpr double axis_most = 0xFFFF;
constexpr int start_ms = 30'000;
constexpr const char* modules = "/usr/lib/xorg/modules/";
constexpr const char* server = "/usr/lib/xorg/Xorg";

// X's numbers of keys are the kernel's and eight.
int code_of(window::Key key) {
    using window::Key;
    switch (key) {
        case Key::escape:
            return 9;
        case Key::backspace:
            return 22;
        case Key::tab:
            return 23;
        case Key::enter:
            return 36;
        case Key::space:
            return 65;
        case Key::f1:
            return 67;
        case Key::f9:
            return 75;
        case Key::home:
            return 110;
        case Key::up:
            return 111;
        case Key::left:
            return 113;
        case Key::right:
            return 114;
        case Key::end:
            return 115;
        case Key::down:
            return 116;
        case Key::remove:
            return 119;
        case Key::lock:
            return 124;
        case Key::back_tab:
        case Key::none:
            break;
    }
    return 0;
}

std::string configuration(const std::string& folder, int width_px, int height_px) {
    const auto w = std::to_string(width_px);
    const auto h = std::to_string(height_px);
    // Any timing will do for a monitor that is not there, if it is wide and high enough.
    const auto mode = "\"" + w + "x" + h + "\"";
    const auto timing = w + " " + std::to_string(width_px + 72) + " " +
                        std::to_string(width_px + 200) + " " + std::to_string(width_px + 400) +
                        " " + h + " " + std::to_string(height_px + 3) + " " +
                        std::to_string(height_px + 9) + " " + std::to_string(height_px + 31);
    return "Section \"ServerFlags\"\n"
           "  Option \"AutoAddDevices\" \"false\"\n"
           "  Option \"AutoAddGPU\" \"false\"\n"
           "  Option \"DontVTSwitch\" \"true\"\n"
           "EndSection\n"
           "Section \"InputDevice\"\n"
           "  Identifier \"glass\"\n  Driver \"inputtest\"\n"
           "  Option \"SocketPath\" \"" +
           folder +
           "/glass\"\n"
           "  Option \"DeviceType\" \"Touch\"\n  Option \"TouchCount\" \"5\"\n"
           "EndSection\n"
           "Section \"InputDevice\"\n"
           "  Identifier \"keys\"\n  Driver \"inputtest\"\n"
           "  Option \"SocketPath\" \"" +
           folder +
           "/keys\"\n"
           "  Option \"DeviceType\" \"Keyboard\"\n"
           // Else the server counts keys as it did before there was this kernel interface.
           "  Option \"XkbRules\" \"evdev\"\n  Option \"XkbLayout\" \"gb\"\n"
           "EndSection\n"
           "Section \"Device\"\n"
           "  Identifier \"card\"\n  Driver \"dummy\"\n  VideoRam 65536\n"
           "EndSection\n"
           "Section \"Monitor\"\n"
           "  Identifier \"monitor\"\n  HorizSync 5.0 - 1000.0\n  VertRefresh 5.0 - 200.0\n"
           "  Modeline " +
           mode + " 90.0 " + timing +
           "\n"
           "EndSection\n"
           "Section \"Screen\"\n"
           "  Identifier \"screen\"\n  Device \"card\"\n  Monitor \"monitor\"\n"
           "  DefaultDepth 24\n"
           "  SubSection \"Display\"\n    Depth 24\n    Modes " +
           mode + "\n    Virtual " + w + " " + h +
           "\n  EndSubSection\n"
           "EndSection\n"
           "Section \"ServerLayout\"\n"
           "  Identifier \"layout\"\n  Screen \"screen\"\n"
           "  InputDevice \"glass\" \"CorePointer\"\n  InputDevice \"keys\" \"CoreKeyboard\"\n"
           "EndSection\n";
}

Failure broken(const std::string& what) {
    return fail(Fault::io, what + ": " + std::strerror(errno));
}

Result<void> write_all(int to, const void* from, std::size_t size) {
    const auto* at = static_cast<const char*>(from);
    while (size > 0) {
        const auto n = ::send(to, at, size, MSG_NOSIGNAL);
        if (n <= 0) return broken("the display takes nothing more");
        at += n;
        size -= static_cast<std::size_t>(n);
    }
    return {};
}

Result<void> read_all(int from, void* to, std::size_t size) {
    auto* at = static_cast<char*>(to);
    while (size > 0) {
        pollfd wait{from, POLLIN, 0};
        if (::poll(&wait, 1, start_ms) != 1) return broken("the display does not answer");
        const auto n = ::read(from, at, size);
        if (n <= 0) return broken("the display has ended");
        at += n;
        size -= static_cast<std::size_t>(n);
    }
    return {};
}

// When the answer is here, the server has handed on everything sent before.
Result<void> sync_with(int device) {
    const Header ask{sizeof(Header), wait_for_sync};
    Header answer{};
    CPC_TRY(write_all(device, &ask, sizeof ask));
    return read_all(device, &answer, sizeof answer);
}

Result<int> connect_to(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return fail(Fault::refused, "the path is too long");
    std::memcpy(address.sun_path, path.c_str(), path.size());
    const int device = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (device < 0) return broken("no socket");
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): how sockets are addressed
    if (::connect(device, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(device);
        return broken("the display's input is not there");
    }
    const ClientVersion hello{{sizeof(ClientVersion), client_version}, 1, 1};
    ClientVersion theirs{};
    auto met = write_all(device, &hello, sizeof hello);
    if (met) met = read_all(device, &theirs, sizeof theirs);
    if (met) return device;
    ::close(device);
    return Failure{met.error()};
}

}  // namespace

Result<std::unique_ptr<TouchDisplay>> TouchDisplay::start(int width_px, int height_px) {
    for (const auto& needed : {std::string{server}, std::string{modules} + "input/inputtest_drv.so",
                               std::string{modules} + "drivers/dummy_drv.so"})
        if (!fs::exists(needed))
            return fail(Fault::not_found, needed + " is not installed", {},
                        "apt-get install xserver-xorg-core xserver-xorg-video-dummy");
    auto display = std::unique_ptr<TouchDisplay>(new TouchDisplay);
    display->width_px_ = width_px;
    display->height_px_ = height_px;
    auto folder = (fs::temp_directory_path() / "cpc-touch-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) return broken("no temporary folder");
    display->folder_ = folder;
    CPC_TRY(display->start_server());
    display->glass_ = CPC_TRY(connect_to(folder + "/glass"));
    display->keys_ = CPC_TRY(connect_to(folder + "/keys"));
    display->connection_ = ::XOpenDisplay(display->name_.c_str());
    if (display->connection_ == nullptr) return fail(Fault::io, "the display lets nobody in");
    return display;
}

Result<void> TouchDisplay::start_server() {
    const auto config = folder_ + "/xorg.conf";
    std::ofstream{config} << configuration(folder_, width_px_, height_px_);
    int told[2];
    if (::pipe2(told, O_CLOEXEC) != 0) return broken("no pipe");
    server_ = ::fork();
    if (server_ == 0) {
        ::dup2(told[1], 3);
        const int log = ::open((folder_ + "/log").c_str(), O_WRONLY | O_CREAT, 0600);
        ::dup2(log, STDOUT_FILENO);
        ::dup2(log, STDERR_FILENO);
        ::execl(server, server, "-displayfd", "3", "-config", config.c_str(), "-logfile",
                (folder_ + "/server.log").c_str(), "-noreset", "-nolisten", "tcp", nullptr);
        ::_exit(127);
    }
    ::close(told[1]);
    char letter = 0;
    name_ = ":";
    while (true) {
        const auto got = read_all(told[0], &letter, 1);
        if (!got || letter == '\n') break;
        name_ += letter;
    }
    ::close(told[0]);
    if (name_.size() > 1) return {};
    std::string log;
    std::ifstream lines{folder_ + "/log"};
    for (std::string line; std::getline(lines, line);)
        log += line + "\n";
    return fail(Fault::unsupported, "the display server cannot run here", {}, log);
}

TouchDisplay::~TouchDisplay() {
    if (connection_ != nullptr) ::XCloseDisplay(static_cast<Display*>(connection_));
    for (const int device : {glass_, keys_})
        if (device >= 0) ::close(device);
    if (server_ > 0) {
        ::kill(server_, SIGTERM);
        ::waitpid(server_, nullptr, 0);
    }
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

Result<void> TouchDisplay::send(unsigned which, unsigned type, ui::Point at) {
    TouchEvent event{};
    event.header = {sizeof event, touch_event};
    event.touch = which;
    event.type = type;
    event.mask[0] = 0b11;
    // The middle of the pixel: the server rounds.
    event.valuators[0] = (static_cast<double>(at.x) + 0.5) * axis_most / width_px_;
    event.valuators[1] = (static_cast<double>(at.y) + 0.5) * axis_most / height_px_;
    CPC_TRY(write_all(glass_, &event, sizeof event));
    return sync_with(glass_);
}

Result<void> TouchDisplay::finger(window::EventKind kind, ui::Point at) {
    using window::EventKind;
    if (kind == EventKind::finger_down) {
        finger_ += 2;
        ++touches_;
        return send(finger_, touch_begin, at);
    }
    return send(finger_, kind == EventKind::finger_up ? touch_end : touch_update, at);
}

Result<void> TouchDisplay::another_finger(window::EventKind kind, ui::Point at) {
    using window::EventKind;
    const unsigned type = kind == EventKind::finger_down ? touch_begin
                          : kind == EventKind::finger_up ? touch_end
                                                         : touch_update;
    return send(finger_ + 1, type, at);
}

Result<void> TouchDisplay::key(window::Key key) {
    const int code = code_of(key);
    if (code == 0) return fail(Fault::refused, "there is no such key on this keyboard");
    for (const std::uint32_t press : {1U, 0U}) {
        const KeyEvent event{{sizeof event, key_event}, code, press};
        CPC_TRY(write_all(keys_, &event, sizeof event));
    }
    return sync_with(keys_);
}

Result<Bytes> TouchDisplay::pixels() {
    auto* display = static_cast<Display*>(connection_);
    XImage* image =
        ::XGetImage(display, DefaultRootWindow(display), 0, 0, static_cast<unsigned>(width_px_),
                    static_cast<unsigned>(height_px_), AllPlanes, ZPixmap);
    if (image == nullptr) return fail(Fault::io, "the display shows nothing");
    Bytes out;
    out.reserve(static_cast<std::size_t>(width_px_) * static_cast<std::size_t>(height_px_) * 4);
    for (int y = 0; y < height_px_; ++y)
        for (int x = 0; x < width_px_; ++x) {
            const auto pixel = XGetPixel(image, x, y);
            out.push_back(static_cast<std::uint8_t>(pixel >> 16U));
            out.push_back(static_cast<std::uint8_t>(pixel >> 8U));
            out.push_back(static_cast<std::uint8_t>(pixel));
            out.push_back(0xFF);
        }
    XDestroyImage(image);
    return out;
}

}  // namespace cpc::touch
