// SPDX-License-Identifier: Apache-2.0
#include "platform/speech/speaker.hpp"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "platform/speech/line.hpp"
#include "platform/speech/ssip.hpp"

namespace cpc::speech {
namespace {

// How long speaking may take: nobody says fewer characters than this in a second.
constexpr std::uint64_t ms_per_character = 250;

const char* environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : nullptr;
}

}  // namespace

std::string usual_socket() {
    constexpr std::string_view prefix = "unix_socket:";
    if (const char* address = environment("SPEECHD_ADDRESS")) {
        const std::string_view text = address;
        if (text.substr(0, prefix.size()) == prefix) return std::string{text.substr(prefix.size())};
    }
    if (const char* run = environment("XDG_RUNTIME_DIR"))
        return std::string{run} + "/speech-dispatcher/speechd.sock";
    return {};
}

struct Speaker::Inside {
    explicit Inside(Options wanted) : options(std::move(wanted)) {
        if (options.socket.empty()) options.socket = usual_socket();
        thread = std::thread([this] { run(); });
    }
    ~Inside() {
        {
            const std::lock_guard lock(mutex);
            leaving = true;
            saying.reset();
            stop_wanted = true;
        }
        bell.ring();
        thread.join();
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    // ---- between the threads ----
    std::mutex mutex;
    State state = State::looking;
    bool look_wanted = true;
    bool stop_wanted = false;
    bool leaving = false;
    std::optional<Saying> saying;
    std::deque<std::uint64_t> over;

    // ---- the speaking thread's own ----
    Options options;
    Bell bell;
    Line line;
    ReplyReader reader;
    std::optional<std::uint64_t> running;  // what is being said
    std::string message;                   // its name at the service
    std::uint64_t running_until_ms = 0;
    std::thread thread;

    struct Wanted {
        bool look = false, stop = false, leave = false;
        std::optional<Saying> saying;
    };
    Wanted take() {
        const std::lock_guard lock(mutex);
        Wanted out{std::exchange(look_wanted, false), std::exchange(stop_wanted, false), leaving,
                   std::nullopt};
        out.saying.swap(saying);
        return out;
    }
    bool interrupted() {
        const std::lock_guard lock(mutex);
        return stop_wanted || leaving || look_wanted || saying.has_value();
    }
    bool is_leaving() {
        const std::lock_guard lock(mutex);
        return leaving;
    }
    void set(State to) {
        const std::lock_guard lock(mutex);
        state = to;
    }
    void end(std::uint64_t id) {
        const std::lock_guard lock(mutex);
        over.push_back(id);
    }

    // The service is gone, or as good as gone.
    void lose() {
        line.close();
        reader = {};
        set(State::absent);
        if (const auto id = std::exchange(running, std::nullopt)) end(*id);
    }

    // The end of what is being said; one that was stopped before may still be told.
    void note(const Reply& reply) {
        if (reply.code != message_ended && reply.code != message_cancelled) return;
        if (!message.empty() && reply.lines.front() != message) return;
        if (const auto id = std::exchange(running, std::nullopt)) end(*id);
    }

    // Sends one command and waits for its answer; events are taken on the way. Who wants to leave
    // does not wait for a slow one longer than a person notices.
    std::optional<Reply> ask(const std::string& command) {
        constexpr std::uint64_t patience_ms = 100;
        if (!line.send(command, options.answer_ms)) return std::nullopt;
        auto until = steady_ms() + options.answer_ms;
        for (;;) {
            while (auto reply = reader.next()) {
                if (!reply->event()) return reply;
                note(*reply);
            }
            const auto now = steady_ms();
            if (reader.garbage() || now >= until) return std::nullopt;
            std::string in;
            switch (line.wait(bell, until - now, in)) {
                case Woken::bytes:
                    reader.feed(in);
                    break;
                case Woken::bell:
                    bell.hush();
                    if (is_leaving()) until = std::min(until, now + patience_ms);
                    break;
                case Woken::time_is_up:
                case Woken::closed:
                    return std::nullopt;
            }
        }
    }
    bool good(const std::string& command) {
        const auto reply = ask(command);
        return reply && reply->good();
    }

    void connect() {
        set(State::looking);
        reader = {};
        const bool there = line.connect(options.socket) &&
                           good("SET SELF CLIENT_NAME case-conference:kiosk:main\r\n") &&
                           good("SET SELF PRIORITY MESSAGE\r\n") &&
                           good("SET SELF NOTIFICATION ALL on\r\n");
        if (there)
            set(State::ready);
        else
            lose();
    }

    void start(const Saying& next) {
        if (!line.open()) connect();
        // A voice that the service lacks is no reason to be silent: it says it in the one it has.
        const bool asked = line.open() && ask(set_language(next.language)) &&
                           ask(set_volume(next.volume_percent)) &&
                           ask(set_rate(next.speed_percent));
        running = next.id;
        message.clear();
        const auto ready = asked ? ask("SPEAK\r\n") : std::nullopt;
        const auto queued =
            ready && ready->good() ? ask(data_block(next.text)) : std::optional<Reply>{};
        if (!queued || !queued->good()) {
            lose();
            return;
        }
        if (queued->lines.size() > 1) message = queued->lines.front();
        running_until_ms = steady_ms() + options.longest_ms + next.text.size() * ms_per_character;
    }

    void stop() {
        if (!std::exchange(running, std::nullopt)) return;
        if (line.open() && !good("CANCEL SELF\r\n")) lose();
    }

    // What came together with an answer is read before anything is waited for.
    void take_events() {
        while (const auto reply = reader.next())
            note(*reply);
        if (reader.garbage()) lose();
    }

    void listen() {
        take_events();
        const auto now = steady_ms();
        const auto most =
            running ? (running_until_ms > now ? running_until_ms - now : 0) : forever_ms;
        std::string in;
        switch (line.wait(bell, most, in)) {
            case Woken::bell:
                bell.hush();
                return;
            case Woken::bytes:
                reader.feed(in);
                take_events();
                return;
            case Woken::time_is_up:
                if (running) lose();
                return;
            case Woken::closed:
                lose();
                return;
        }
    }

    void run() {
        for (;;) {
            auto wanted = take();
            if (wanted.stop) stop();
            if (wanted.leave) break;
            if (wanted.look && !line.open()) connect();
            if (wanted.saying) start(*wanted.saying);
            if (!interrupted()) listen();
        }
        if (line.open()) (void)line.send("QUIT\r\n", 0);
    }
};

Speaker::Speaker(Options options) : inside_(std::make_unique<Inside>(std::move(options))) {}
Speaker::~Speaker() = default;

State Speaker::state() const {
    const std::lock_guard lock(inside_->mutex);
    return inside_->state;
}

void Speaker::look() {
    {
        const std::lock_guard lock(inside_->mutex);
        inside_->look_wanted = true;
    }
    inside_->bell.ring();
}

void Speaker::say(Saying saying) {
    {
        const std::lock_guard lock(inside_->mutex);
        inside_->stop_wanted = true;
        inside_->saying = std::move(saying);
    }
    inside_->bell.ring();
}

void Speaker::stop() {
    {
        const std::lock_guard lock(inside_->mutex);
        inside_->stop_wanted = true;
        inside_->saying.reset();
        inside_->over.clear();
    }
    inside_->bell.ring();
}

std::optional<std::uint64_t> Speaker::ended() {
    const std::lock_guard lock(inside_->mutex);
    if (inside_->over.empty()) return std::nullopt;
    const auto id = inside_->over.front();
    inside_->over.pop_front();
    return id;
}

}  // namespace cpc::speech
