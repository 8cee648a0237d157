// SPDX-License-Identifier: Apache-2.0
#include "tests/speech/voice.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

namespace cpc::speech {
namespace {

namespace fs = std::filesystem;

constexpr const char* service = "/usr/bin/speech-dispatcher";
constexpr const char* module_settings = "/usr/share/speech-dispatcher/conf/modules/espeak-ng.conf";
// Of the package speech-dispatcher-espeak-ng; where it lies is the system's choice.
constexpr const char* voices[] = {"/usr/lib/speech-dispatcher-modules/sd_espeak-ng",
                                  "/usr/libexec/speech-dispatcher-modules/sd_espeak-ng"};
constexpr auto start_most = std::chrono::seconds(60);
constexpr int silence = 64;

void write(const std::string& path, const std::string& text) {
    std::ofstream(path) << text;
}

// As platform/speech/README.md asks for it on a tablet; only the loudspeaker is another.
void configure(const std::string& folder) {
    write(folder + "/asound.conf",
          "pcm.!default {\n type file\n slave.pcm \"null\"\n file \"" + folder +
              "/sound\"\n format \"raw\"\n}\npcm.null { type null }\n");
    fs::create_directories(folder + "/conf/modules");
    write(folder + "/conf/speechd.conf",
          "LogLevel 0\nLogDir \"/dev/null\"\nCommunicationMethod \"unix_socket\"\n"
          "AudioOutputMethod \"alsa\"\nAudioALSADevice \"default\"\n"
          "AddModule \"espeak-ng\" \"sd_espeak-ng\" \"espeak-ng.conf\"\n"
          "DefaultModule espeak-ng\nDefaultLanguage \"en\"\n");
    fs::copy_file(module_settings, folder + "/conf/modules/espeak-ng.conf");
}

bool answers(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(static_cast<void*>(address.sun_path), path.data(), path.size());
    const int line = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool there =
        ::connect(line, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(line);
    return there;
}

[[noreturn]] void become_service(const std::string& folder) {
    ::setpgid(0, 0);
    ::setenv("ALSA_CONFIG_PATH", (folder + "/asound.conf").c_str(), 1);
    ::setenv("HOME", folder.c_str(), 1);
    ::setenv("XDG_RUNTIME_DIR", folder.c_str(), 1);
    const int said = ::open((folder + "/said-by-the-service").c_str(),
                            O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    ::dup2(said, STDOUT_FILENO);
    ::dup2(said, STDERR_FILENO);
    ::execl(service, service, "-s", "-t", "0", "-C", (folder + "/conf").c_str(), "-S",
            (folder + "/socket").c_str(), "-P", (folder + "/pid").c_str(), nullptr);
    ::_exit(127);
}

}  // namespace

double seconds(const Sound& sound) {
    return static_cast<double>(sound.size()) / samples_a_second;
}

double loudness(const Sound& sound) {
    double sum = 0;
    double count = 0;
    for (const auto sample : sound)
        if (std::abs(sample) > silence) {
            sum += static_cast<double>(sample) * sample;
            ++count;
        }
    return count == 0 ? 0 : std::sqrt(sum / count);
}

Result<std::unique_ptr<Voice>> Voice::start() {
    const auto there = [](const char* file) { return fs::exists(file); };
    if (!there(service) || !there(module_settings) ||
        std::none_of(std::begin(voices), std::end(voices), there))
        return fail(Fault::not_found, "This machine has no speech service with voices.", {},
                    "Install speech-dispatcher and speech-dispatcher-espeak-ng.");
    auto out = std::unique_ptr<Voice>(new Voice);
    out->folder_ = (fs::temp_directory_path() / "cpc-voice-XXXXXX").string();
    if (::mkdtemp(out->folder_.data()) == nullptr)
        return fail(Fault::io, "A folder for the speech service cannot be made.", out->folder_);
    configure(out->folder_);
    CPC_TRY(out->start_again());
    return out;
}

Result<void> Voice::start_again() {
    std::error_code ignored;
    for (const char* old : {"/socket", "/pid", "/sound"})
        fs::remove(folder_ + old, ignored);
    read_ = 0;
    service_ = ::fork();
    if (service_ == 0) become_service(folder_);
    const auto end = std::chrono::steady_clock::now() + start_most;
    while (!answers(socket())) {
        int status = 0;
        const bool gone = ::waitpid(service_, &status, WNOHANG) == service_;
        if (gone) service_ = -1;
        if (gone || std::chrono::steady_clock::now() > end)
            return fail(Fault::unsupported, "The speech service does not start.", folder_);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));  // asked once in a while
    }
    return {};
}

Voice::~Voice() {
    kill();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void Voice::kill() {
    if (service_ <= 0) return;
    ::kill(-service_, SIGKILL);
    ::waitpid(service_, nullptr, 0);
    service_ = -1;
}

Sound Voice::heard() {
    std::ifstream in(folder_ + "/sound", std::ios::binary);
    in.seekg(static_cast<std::streamoff>(read_));
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    Sound out(bytes.size() / sizeof(std::int16_t));
    std::memcpy(out.data(), bytes.data(), out.size() * sizeof(std::int16_t));
    read_ += out.size() * sizeof(std::int16_t);
    return out;
}

}  // namespace cpc::speech
