#include "package/include_rules.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace fauxebs::internal {
namespace {

using Names = std::vector<std::string_view>;

struct Layer {
  std::string_view name;
  Names may_include;  // other layers
  Names
      foreign_headers;  // beginnings of <...> names with a '/' that are not the standard library's
};

const std::vector<Layer>& Layers() {
  static const std::vector<Layer> layers = {
      {"values", {}, {}},
      {"service", {"values"}, {}},
      {"memory", {"values", "service"}, {}},
      {"rules", {"values", "service"}, {}},
      {"fake", {"values", "service", "memory", "rules"}, {}},
      {"explore", {"values", "service", "memory", "rules", "fake"}, {}},
      {"aws", {"values", "service", "memory", "rules", "fake", "explore"}, {"aws/"}},
      {"http",
       {"values", "service", "memory", "rules", "fake", "explore"},
       {"boost/asio/", "boost/beast/", "boost/system/", "nlohmann/", "sys/"}},
      {"gmock", {"values", "service", "memory", "rules", "fake", "explore"}, {"gtest/", "gmock/"}},
      {"aws_gmock",
       {"values", "service", "memory", "rules", "fake", "explore", "aws", "gmock"},
       {"aws/", "gtest/", "gmock/"}},
      {"server",
       {"values", "service", "memory", "rules", "fake", "explore", "http"},
       {"CLI/", "nlohmann/"}},
      // Someone else's namespace: it and fauxebs know nothing of each other.
      {"standin", {}, {"aws/", "smithy/"}},
  };
  return layers;
}

// What only sources may include, in any layer but the stand-in's headers and the header-only ones.
const Names& ForeignHeadersOfSources() {
  static const Names names = {"openssl/", "fmt/", "sys/", "netinet/", "arpa/"};
  return names;
}

struct Place {
  std::string_view path;  // a file's without its extension, or a folder's with a '/' at its end
  std::string_view layer;
};

// The first match counts.
constexpr std::array kPlaces = {
    Place{"include/fauxebs/version", "values"},
    Place{"include/fauxebs/block", "values"},
    Place{"include/fauxebs/corruption", "values"},
    Place{"include/fauxebs/error", "values"},
    Place{"include/fauxebs/operations", "values"},
    Place{"include/fauxebs/print", "values"},
    Place{"include/fauxebs/result", "values"},
    Place{"include/fauxebs/clock", "service"},
    Place{"include/fauxebs/service", "service"},
    Place{"include/fauxebs/memory_service", "memory"},
    Place{"include/fauxebs/faults", "rules"},
    Place{"include/fauxebs/interceptor", "rules"},
    Place{"include/fauxebs/journal", "rules"},
    Place{"include/fauxebs/latency", "rules"},
    Place{"include/fauxebs/rule", "rules"},
    Place{"include/fauxebs/fake", "fake"},
    Place{"include/fauxebs/words", "fake"},
    Place{"include/fauxebs/explore", "explore"},
    Place{"include/fauxebs/fauxebs", "explore"},
    Place{"include/fauxebs/aws/", "aws"},
    Place{"include/fauxebs/http/", "http"},
    Place{"include/fauxebs/gmock/", "gmock"},
    Place{"include/fauxebs/aws_gmock/", "aws_gmock"},
    Place{"include/fauxebs/standin/", "standin"},

    Place{"src/core/block", "values"},
    Place{"src/core/corruption", "values"},
    Place{"src/core/error", "values"},
    Place{"src/core/hash", "values"},
    Place{"src/core/mutex", "values"},
    Place{"src/core/operations", "values"},
    Place{"src/core/owned_request", "values"},
    Place{"src/core/persistent_counters", "values"},
    Place{"src/core/persistent_node", "values"},
    Place{"src/core/print", "values"},
    Place{"src/core/recent_numbers", "values"},
    Place{"src/core/text", "values"},
    Place{"src/core/call_service", "service"},
    Place{"src/core/clock", "service"},
    Place{"src/core/service", "service"},
    Place{"src/core/block_map", "memory"},
    Place{"src/core/content_table", "memory"},
    Place{"src/core/image_file", "memory"},
    Place{"src/core/memory_service", "memory"},
    Place{"src/core/memory_calls", "memory"},
    Place{"src/core/memory_service_admin", "memory"},
    Place{"src/core/memory_service_faults", "memory"},
    Place{"src/core/memory_service_reading", "memory"},
    Place{"src/core/memory_state", "memory"},
    Place{"src/core/rate_limiter", "memory"},
    Place{"src/core/snapshot_store", "memory"},
    Place{"src/core/snapshot_view", "memory"},
    Place{"src/core/tokens", "memory"},
    Place{"src/core/reply_headers", "values"},
    Place{"src/core/service_model", "values"},
    Place{"src/core/validate", "service"},
    Place{"src/core/draw", "service"},
    Place{"src/core/fault_reports", "rules"},
    Place{"src/core/faults", "rules"},
    Place{"src/core/faults_state", "rules"},
    Place{"src/core/gate", "rules"},
    Place{"src/core/held_call", "rules"},
    Place{"src/core/interceptor", "rules"},
    Place{"src/core/journal", "rules"},
    Place{"src/core/journal_export", "rules"},
    Place{"src/core/journal_lines", "rules"},
    Place{"src/core/journal_query", "rules"},
    Place{"src/core/journal_text", "rules"},
    Place{"src/core/latency", "rules"},
    Place{"src/core/mailbox", "rules"},
    Place{"src/core/rule", "rules"},
    Place{"src/core/rule_builder", "rules"},
    Place{"src/core/rule_match", "rules"},
    Place{"src/core/rule_parser", "rules"},
    Place{"src/core/rule_text", "rules"},
    Place{"src/core/rule_words", "rules"},
    Place{"src/core/fake", "fake"},
    Place{"src/explore/", "explore"},
    Place{"src/aws/", "aws"},
    Place{"src/http/", "http"},
    Place{"src/standin/", "standin"},
    Place{"src/server/", "server"},
    // A program that is built alone, to see whether the SDK is there.
    Place{"src/cmake/aws_sdk_probe/", "aws"},
};

bool StartsWith(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

bool StartsWithAny(std::string_view text, const Names& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return StartsWith(text, beginning); });
}

bool Contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsSource(std::string_view path) {
  return path.size() >= 3 && path.substr(path.size() - 3) == ".cc";
}

std::string_view WithoutExtension(std::string_view path) { return path.substr(0, path.rfind('.')); }

std::string_view Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

// The name in an #include line with its delimiters, such as <vector> or "fauxebs/block.h".
std::optional<std::string_view> IncludedName(std::string_view line) {
  line = Trimmed(line);
  if (!StartsWith(line, "#")) return std::nullopt;
  line = Trimmed(line.substr(1));
  if (!StartsWith(line, "include")) return std::nullopt;
  line = Trimmed(line.substr(std::string_view("include").size()));
  if (line.empty()) return std::nullopt;
  const std::size_t end = line.find(line.front() == '<' ? '>' : '"', 1);
  if (end == std::string_view::npos) return std::nullopt;
  return line.substr(0, end + 1);
}

const Layer& LayerNamed(std::string_view name) {
  return *std::find_if(Layers().begin(), Layers().end(),
                       [&](const Layer& layer) { return layer.name == name; });
}

std::string Unplaced(std::string_view path) {
  return std::string(path) +
         " has no layer; give it one in the table kPlaces of tests/package/include_rules.cc";
}

// Where the file is that `name`, in quotes, means to `path`; both from the root of the sources.
std::string PathOfQuoted(std::string_view path, std::string_view name) {
  if (name.find('/') == std::string_view::npos) {
    return std::string(path.substr(0, path.rfind('/') + 1)) + std::string(name);
  }
  return (StartsWith(name, "fauxebs/") ? "include/" : "src/") + std::string(name);
}

std::optional<std::string> Judge(std::string_view path, const Layer& layer,
                                 std::string_view included) {
  const std::string_view name = included.substr(1, included.size() - 2);
  if (included.front() == '<') {
    if (StartsWith(name, "fauxebs/")) {
      return std::string(path) + " includes " + std::string(included) +
             "; inside fauxebs its own headers stand in quotes";
    }
    if (name.find('/') == std::string_view::npos || StartsWithAny(name, layer.foreign_headers) ||
        (IsSource(path) && StartsWithAny(name, ForeignHeadersOfSources()))) {
      return std::nullopt;
    }
    return std::string(path) + " includes " + std::string(included) +
           ", a header of a library that the layer " + std::string(layer.name) +
           " does not use there; see Layers() in tests/package/include_rules.cc";
  }
  const std::string target = PathOfQuoted(path, name);
  const std::optional<std::string> target_layer = LayerOf(target);
  if (!target_layer)
    return std::string(path) + " includes a file without a layer: " + Unplaced(target);
  if (*target_layer == layer.name || Contains(layer.may_include, *target_layer)) {
    return std::nullopt;
  }
  return std::string(path) + " (layer " + std::string(layer.name) + ") includes " + target +
         " (layer " + *target_layer +
         "), which is not to its left; move what they share to a layer "
         "that both may include";
}

}  // namespace

std::optional<std::string> LayerOf(std::string_view path) {
  for (const Place& place : kPlaces) {
    const bool is_folder = place.path.back() == '/';
    if (is_folder ? StartsWith(path, place.path) : WithoutExtension(path) == place.path) {
      return std::string(place.layer);
    }
  }
  return std::nullopt;
}

std::vector<std::string> IncludeViolations(std::string_view path, std::string_view text) {
  const std::optional<std::string> name = LayerOf(path);
  if (!name) return {Unplaced(path)};
  const Layer& layer = LayerNamed(*name);

  std::vector<std::string> violations;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const auto included = IncludedName(text.substr(0, end))) {
      if (auto violation = Judge(path, layer, *included)) {
        violations.push_back(*std::move(violation));
      }
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return violations;
}

}  // namespace fauxebs::internal
