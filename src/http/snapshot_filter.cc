#include "http/snapshot_filter.h"

#include <algorithm>
#include <array>

#include "fauxebs/print.h"

namespace fauxebs::internal {
namespace {

// What a filter looks at, by its name.
struct FilteredAttribute {
  std::string_view filter;
  std::vector<std::string> (*values)(const SnapshotView& snapshot);
};

// AWS: query-8
const std::array<FilteredAttribute, 12> kAttributes = {{
    {"description",
     [](const SnapshotView& s) { return std::vector{s.description().value_or("")}; }},
    {"encrypted",
     [](const SnapshotView& s) {
       return std::vector<std::string>{s.kms_key_arn() ? "true" : "false"};
     }},
    {"owner-alias", [](const SnapshotView&) { return std::vector<std::string>{}; }},
    {"owner-id", [](const SnapshotView& s) { return std::vector{s.account()}; }},
    {"progress", [](const SnapshotView& s) { return std::vector<std::string>{ProgressOf(s)}; }},
    {"snapshot-id", [](const SnapshotView& s) { return std::vector{s.id()}; }},
    {"start-time", [](const SnapshotView& s) { return std::vector{ToString(s.start_time())}; }},
    {"status", [](const SnapshotView& s) { return std::vector<std::string>{NameOf(s.status())}; }},
    {"storage-tier", [](const SnapshotView&) { return std::vector<std::string>{kStorageTier}; }},
    {"tag-key",
     [](const SnapshotView& s) {
       std::vector<std::string> keys;
       for (const Tag& tag : s.tags()) keys.push_back(tag.key);
       return keys;
     }},
    {"volume-id", [](const SnapshotView&) { return std::vector<std::string>{kVolumeId}; }},
    {"volume-size",
     [](const SnapshotView& s) { return std::vector{std::to_string(s.volume_size_gib())}; }},
}};

constexpr std::string_view kTagPrefix = "tag:";

bool IsTagFilter(std::string_view filter) {
  return filter.size() > kTagPrefix.size() && filter.substr(0, kTagPrefix.size()) == kTagPrefix;
}

const FilteredAttribute* FindAttribute(std::string_view filter) {
  const auto* found = std::find_if(kAttributes.begin(), kAttributes.end(),
                                   [&](const auto& one) { return one.filter == filter; });
  return found == kAttributes.end() ? nullptr : found;
}

// AWS: query-8: "*" is any text, "?" any character; behind a backslash they are themselves.
bool MatchesWildcards(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;  // the last one passed
  std::size_t after_star = 0;                 // where in the text it has come to
  while (t < text.size()) {
    const bool escaped = p + 1 < pattern.size() && pattern[p] == '\\';
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      after_star = t;
    } else if (escaped && pattern[p + 1] == text[t]) {
      p += 2;
      ++t;
    } else if (!escaped && p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++after_star;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace

const char* ProgressOf(const SnapshotView& snapshot) {
  if (snapshot.status() == SnapshotStatus::kCompleted) return "100%";
  return snapshot.completion_accepted() ? "99%" : "0%";
}

bool IsFilter(std::string_view name) { return FindAttribute(name) != nullptr || IsTagFilter(name); }

bool Matches(const SnapshotFilter& filter, const SnapshotView& snapshot) {
  std::vector<std::string> held;
  if (const FilteredAttribute* attribute = FindAttribute(filter.name)) {
    held = attribute->values(snapshot);
  } else {
    for (const Tag& tag : snapshot.tags()) {
      if ("tag:" + tag.key == filter.name) held.push_back(tag.value);
    }
  }
  return std::any_of(held.begin(), held.end(), [&](const std::string& value) {
    return std::any_of(filter.values.begin(), filter.values.end(), [&](const std::string& pattern) {
      return MatchesWildcards(pattern, value);
    });
  });
}

}  // namespace fauxebs::internal
