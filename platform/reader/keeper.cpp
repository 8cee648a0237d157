// SPDX-License-Identifier: Apache-2.0
#include "platform/reader/keeper.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "core/base/limits.hpp"
#include "platform/guard/confine.hpp"
#include "platform/pages/line.hpp"
#include "platform/reader/reader.hpp"

namespace cpc::reader {
namespace {

using namespace cpc::pages;

constexpr guard::Spending reader_spending{768U << 20U, 10};

// ---- the reader ----

[[noreturn]] void read_and_tell(int out, ByteView file, const PageWanted& wanted) {
    Answer answer;
    if (!guard::confine_reader(reader_spending)) {
        answer.told = Told::not_apart;
        (void)give(out, &answer, sizeof answer);
        ::_exit(0);
    }
    Drawn drawn;
    const auto kind = file_kind(file);
    if (kind == FileKind::pdf) drawn = draw_pdf(file, wanted);
    if (kind == FileKind::png) drawn = draw_png(file, wanted);
    if (kind == FileKind::jpeg) drawn = draw_jpeg(file, wanted);
    answer = {Told::found, drawn.found, drawn.pages, drawn.width_px, drawn.height_px};
    (void)(give(out, &answer, sizeof answer) &&
           give(out, drawn.pixels.data(), drawn.pixels.size() * sizeof(std::uint32_t)));
    ::_exit(0);
}

// ---- the keeper ----

void wipe(Bytes& bytes) {
    if (!bytes.empty()) ::explicit_bzero(bytes.data(), bytes.size());
    bytes.clear();
}

// What one reader says; silence, too much or too late is an answer too.
Answer answer_of(const Asked& asked, ByteView file, Bytes& pixels) {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return {};
    const pid_t reader = ::fork();
    if (reader == 0) {
        (void)::close(ends[0]);
        read_and_tell(ends[1], file, {asked.page, asked.width_max_px, asked.height_max_px});
    }
    (void)::close(ends[1]);
    Answer answer;
    const auto until = now_ms() + reader_ms;
    const bool heard = reader > 0 && take(ends[0], &answer, sizeof answer, until);
    if (!heard || !fits(answer, asked)) answer = {};
    if (heard && answer.told == Told::found) {
        pixels.resize(bytes_of(answer));
        if (!take(ends[0], pixels.data(), pixels.size(), until)) answer = {};
    }
    if (answer.told == Told::nothing && now_ms() >= until) answer.told = Told::too_slow;
    if (answer.told != Told::found) pixels.clear();
    (void)::close(ends[0]);
    if (reader > 0) {
        (void)::kill(reader, SIGKILL);
        while (::waitpid(reader, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    return answer;
}

void answer_all(int line) {
    constexpr std::int64_t for_ever = std::int64_t{1} << 40U;
    const bool apart = guard::confine_keeper().has_value();
    Bytes file;
    Bytes pixels;
    for (;;) {
        Asked asked;
        if (!take(line, &asked, sizeof asked, now_ms() + for_ever)) return;
        if (asked.file_bytes > limits::material_bytes_max) return;
        file.resize(asked.file_bytes);
        if (!take(line, file.data(), file.size(), now_ms() + keeper_ms)) return;
        Answer answer;
        if (apart)
            answer = answer_of(asked, file, pixels);
        else
            answer.told = Told::not_apart;
        const bool told =
            give(line, &answer, sizeof answer) && give(line, pixels.data(), pixels.size());
        wipe(file);
        wipe(pixels);
        if (!told) return;
    }
}

}  // namespace

int keep(int line) {
    // Nothing but the one line: no file, no socket, no terminal.
    const int nowhere = ::open("/dev/null", O_RDWR);
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        (void)::dup2(nowhere, fd);
    (void)::close_range(static_cast<unsigned>(line) + 1, ~0U, 0);
    for (const int signal : {SIGINT, SIGHUP, SIGTERM, SIGUSR1})
        (void)std::signal(signal, SIG_IGN);
    warm_up();
    (void)guard::only_below({"/etc/fonts", "/usr/share/fonts", "/usr/local/share/fonts",
                             "/usr/share/fontconfig", "/usr/share/poppler",
                             "/var/cache/fontconfig"});
    answer_all(line);
    return 0;
}

}  // namespace cpc::reader
