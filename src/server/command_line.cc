#include "server/command_line.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "fauxebs/version.h"

namespace fauxebs::internal {
namespace {

using Pair = std::pair<std::string, std::string>;

std::optional<Pair> Split(const std::string& text, char at) {
  const std::size_t middle = text.find(at);
  if (middle == 0 || middle == std::string::npos || middle + 1 == text.size()) return std::nullopt;
  return Pair{text.substr(0, middle), text.substr(middle + 1)};
}

bool IsAccount(const std::string& text) {
  return text.size() == 12 && text.find_first_not_of("0123456789") == std::string::npos;
}

// Each returns what is wrong, or "", as CLI11 has it.
std::string CheckHost(const std::string& host) {
  in_addr address{};
  const bool is_address = inet_pton(AF_INET, host.c_str(), &address) == 1;
  if (is_address && (ntohl(address.s_addr) >> 24) == 127) return "";
  return fmt::format(
      "'{}' is not of this machine alone; a fake listens on an address of 127.0.0.0/8, such as "
      "127.0.0.1",
      host);
}

std::string CheckSeed(const std::string& seed) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(seed.data(), seed.data() + seed.size(), number);
  if (read.ec == std::errc() && read.ptr == seed.data() + seed.size()) return "";
  return fmt::format("'{}' is no seed; write a number of 64 bits, such as 1", seed);
}

std::string CheckSeconds(const std::string& seconds) {
  constexpr std::size_t kMostCharacters = 8;  // which is some years
  if (seconds.find_first_not_of("0123456789.") == std::string::npos &&
      seconds.size() <= kMostCharacters) {
    return "";
  }
  return fmt::format("'{}' is no number of seconds, such as 1.5", seconds);
}

std::string CheckAccount(const std::string& account) {
  if (IsAccount(account)) return "";
  return fmt::format("'{}' is no account, which has 12 digits, such as 111122223333", account);
}

std::string CheckRegion(const std::string& region) {
  const bool is_region =
      region.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  return is_region && !region.empty()
             ? ""
             : fmt::format("'{}' is no Region; write one such as us-east-1", region);
}

std::string CheckCredentials(const std::string& text) {
  return Split(text, ':') ? "" : "write KEY_ID:SECRET, such as AKIDEXAMPLE:wJalrXUtnFEMI";
}

std::string CheckImage(const std::string& text) {
  return Split(text, '=') ? ""
                          : fmt::format("'{}': write ID=FILE, such as snap-0123=disk.img", text);
}

// What the options say, before it is made into those of the program.
struct Words {
  std::string clock = "real";
  std::string rules_file;
  std::vector<std::string> credentials;
  std::vector<std::string> images;
  double completion_delay_seconds = 0;
};

void Declare(CLI::App& app, ProgramOptions& options, Words& words) {
  FakeOptions& fake = options.universe.fake;
  HttpServerOptions& http = options.universe.http;
  app.set_version_flag("--version", fmt::format("fauxebs-server {}.{}.{}", FAUXEBS_VERSION_MAJOR,
                                                FAUXEBS_VERSION_MINOR, FAUXEBS_VERSION_PATCH));
  app.option_defaults()->always_capture_default();
  const auto add = [&app](const char* name, auto& value, const char* type, const char* help) {
    return app.add_option(name, value, help)->type_name(type)->allow_extra_args(false);
  };
  add("--host", options.host, "ADDRESS", "an address of 127.0.0.0/8")->check(CheckHost);
  add("--port", options.port, "PORT", "0: any that is free")
      ->check(CLI::Range(0, 65535).description(""));
  add("--seed", fake.service.seed, "N", "what ids, tokens and chance follow from")
      ->check(CheckSeed);
  add("--account", http.account, "ID", "of callers whose access key ID tells no account")
      ->check(CheckAccount);
  add("--region", http.region, "REGION", "that signatures and ARNs are of")->check(CheckRegion);
  add("--clock", words.clock, "manual|real", "whether the service's time waits to be told to move")
      ->check(CLI::IsMember({"manual", "real"}).description(""));
  add("--completion-delay", words.completion_delay_seconds, "SECONDS",
      "from CompleteSnapshot to completed, by the service's clock")
      ->check(CheckSeconds);
  add("--rules", words.rules_file, "FILE", "fault rules that are in force from the start");
  add("--verify-signatures", words.credentials, "KEY_ID:SECRET",
      "requests must be signed with it; may be repeated")
      ->default_str("")
      ->check(CheckCredentials);
  add("--load-image", words.images, "ID=FILE", "a snapshot of a raw disk image; may be repeated")
      ->default_str("")
      ->check(CheckImage);
}

Ending BadUsage(const std::string& what) {
  return {kBadUsage, fmt::format("fauxebs-server: {}\nSee fauxebs-server --help.\n", what)};
}

std::optional<std::string> ContentOf(const std::string& path) {
  try {
    std::ifstream file(path, std::ios::binary);
    if (file) return std::string(std::istreambuf_iterator<char>(file), {});
  } catch (const std::ios_base::failure&) {  // a folder
  }
  return std::nullopt;
}

// One of 12 digits is the account itself.
HttpCredentials CredentialsOf(const Pair& key_and_secret, const std::string& account) {
  const auto& [key_id, secret] = key_and_secret;
  return {key_id, secret, IsAccount(key_id) ? key_id : account};
}

CommandLine Finish(ProgramOptions options, const Words& words) {
  HttpServerOptions& http = options.universe.http;
  http.follow_real_time = words.clock == "real";
  options.universe.fake.service.completion_delay =
      std::chrono::milliseconds(std::llround(words.completion_delay_seconds * 1000));
  for (const std::string& text : words.credentials) {
    http.credentials.push_back(CredentialsOf(*Split(text, ':'), http.account));
  }
  for (const std::string& text : words.images) options.universe.images.push_back(*Split(text, '='));
  if (!words.rules_file.empty()) {
    std::optional<std::string> rules = ContentOf(words.rules_file);
    if (!rules) {
      return BadUsage(fmt::format("--rules: '{}' cannot be read; name a file of fault rules",
                                  words.rules_file));
    }
    options.universe.rules = *std::move(rules);
  }
  return options;
}

}  // namespace

CommandLine ParseCommandLine(std::vector<std::string> arguments) {
  ProgramOptions options;
  Words words;
  CLI::App app("The Amazon EBS direct APIs, faked, over HTTP on this machine.", "fauxebs-server");
  Declare(app, options, words);
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes a vector
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::CallForHelp&) {
    return Ending{0, app.help()};
  } catch (const CLI::CallForVersion& version) {
    return Ending{0, std::string(version.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    return BadUsage(error.what());
  }
  return Finish(std::move(options), words);
}

}  // namespace fauxebs::internal
