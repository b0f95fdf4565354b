#include "core/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <string>
#include <type_traits>
#include <vector>

#include "core/service_model.h"

namespace fauxebs::internal {
namespace {

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlnum(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
template <typename Predicate>
bool Every(std::string_view text, Predicate predicate) {
  return !text.empty() && std::all_of(text.begin(), text.end(), predicate);
}

bool IsSnapshotId(std::string_view text) {
  return text.substr(0, 5) == "snap-" &&
         Every(text.substr(5), [](char c) { return IsDigit(c) || (c >= 'a' && c <= 'f'); });
}
bool IsAnything(std::string_view text) { return !text.empty(); }
bool HasNoSpace(std::string_view text) {
  return Every(text, [](char c) { return !IsSpace(c); });
}
bool IsAlphanumeric(std::string_view text) { return Every(text, IsAlnum); }
bool IsBase64(std::string_view text) {
  return Every(text, [](char c) { return IsAlnum(c) || c == '+' || c == '/' || c == '='; });
}
bool IsToken(std::string_view text) {
  return Every(text, [](char c) {
    return IsAlnum(c) || c == '+' || c == '/' || c == '=' || c == '_' || c == '-';
  });
}
// arn:aws[a-z\-]*:kms:.*:[0-9]{12}:key/.*
bool IsKmsKeyArn(std::string_view text) {
  constexpr std::string_view kStart = "arn:aws";
  constexpr std::string_view kKms = ":kms:";
  if (text.substr(0, kStart.size()) != kStart) return false;
  text.remove_prefix(kStart.size());
  const std::size_t partition =
      std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), text.size());
  text.remove_prefix(partition);
  if (text.substr(0, kKms.size()) != kKms) return false;
  text.remove_prefix(kKms.size());
  for (std::size_t at = text.find(":key/"); at != std::string_view::npos;
       at = text.find(":key/", at + 1)) {
    if (at >= 13 && text[at - 13] == ':' && Every(text.substr(at - 12, 12), IsDigit)) return true;
  }
  return false;
}

struct Pattern {
  std::string_view text;
  bool (*matches)(std::string_view);
};
constexpr std::array kPatterns = {
    Pattern{shapes::kSnapshotId.pattern, IsSnapshotId},
    Pattern{shapes::kDescription.pattern, IsAnything},
    Pattern{shapes::kIdempotencyToken.pattern, HasNoSpace},
    Pattern{shapes::kKmsKeyArn.pattern, IsKmsKeyArn},
    Pattern{shapes::kChecksum.pattern, IsBase64},
    Pattern{shapes::kChecksumAlgorithm.pattern, IsAlphanumeric},
    Pattern{shapes::kTokenPattern, IsToken},
};

// What a text is like does not matter where there is no pattern, or one that all texts match.
bool Matches(std::string_view pattern, std::string_view value) {
  const auto* known = std::find_if(kPatterns.begin(), kPatterns.end(),
                                   [&](const Pattern& entry) { return entry.text == pattern; });
  assert(known != kPatterns.end() || pattern.empty() || pattern == shapes::kTagValue.pattern);
  return known == kPatterns.end() || known->matches(value);
}

// FAKE: lim-5: in characters of UTF-8: all bytes but those that continue one.
std::size_t Length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
  }));
}

// AWS: lim-2: a member is named as in the model, but for its first letter.
std::string FieldName(std::string_view member) {
  std::string name(member);
  name[0] = static_cast<char>(name[0] - 'A' + 'a');
  return name;
}

class Violations {
 public:
  void Check(const Member& member, const std::string& value) {
    const Shape& shape = *member.shape;
    if (shape.is_enum() && member.enum_check == EnumCheck::kFramework) {
      if (value == shape.values[0]) return;
      return Add(member, value, fmt::format("satisfy enum value set: [{}]", shape.values[0]));
    }
    const auto length = static_cast<std::int64_t>(Length(value));
    if (length < shape.min) {
      Add(member, value, fmt::format("have length greater than or equal to {}", shape.min));
    }
    if (length > shape.max) {
      Add(member, value, fmt::format("have length less than or equal to {}", shape.max));
    }
    if (!Matches(shape.pattern, value)) {
      Add(member, value, fmt::format("satisfy regular expression pattern: {}", shape.pattern));
    }
  }

  void Check(const Member& member, std::int64_t value) {
    if (value < member.shape->min) {
      Add(member, value, fmt::format("have value greater than or equal to {}", member.shape->min));
    }
    if (value > member.shape->max) {
      Add(member, value, fmt::format("have value less than or equal to {}", member.shape->max));
    }
  }

  void Check(const Member& member, int value) {
    const std::int64_t number = value;
    Check(member, number);
  }

  void Check(const Member&, const std::vector<Tag>& tags) {
    for (std::size_t i = 0; i < tags.size(); ++i) {
      path_ = fmt::format("tags.{}.member.", i + 1);
      CheckAll(tags[i]);
    }
    path_.clear();
  }

  // What the body is worth, the service itself says.
  void Check(const Member&, const Bytes&) {}
  void Check(const Member&, bool) {}

  template <typename T>
  void Check(const Member& member, const std::optional<T>& value) {
    if (value) return Check(member, *value);
    if (!member.required) return;  // AWS: lim-3
    texts_.push_back(
        fmt::format("Value null at '{}' failed to satisfy constraint: Member must not be null",
                    FieldName(member.name)));
  }

  template <typename Struct>
  void CheckAll(const Struct& message) {
    ForEachField(message, [&](const Member& member, const auto& value) { Check(member, value); });
  }

  // FAKE: lim-4: only messages with one violation were observed; the form for more is the
  // framework's usual one.
  std::optional<Error> ToError() const {
    if (texts_.empty()) return std::nullopt;
    return MakeError(ErrorCode::kValidation, ErrorReason::kNone,
                     fmt::format("{} validation error{} detected: {}", texts_.size(),
                                 texts_.size() == 1 ? "" : "s", fmt::join(texts_, "; ")));
  }

 private:
  template <typename Value>
  void Add(const Member& member, const Value& value, const std::string& must) {
    // FAKE: lim-6: how the service masks sensitive values in these messages is not recorded.
    const std::string shown = member.shape->sensitive ? "***" : fmt::format("{}", value);
    texts_.push_back(
        fmt::format("Value '{}' at '{}{}' failed to satisfy constraint: Member must {}", shown,
                    path_, FieldName(member.name), must));
  }

  std::string path_;  // of the members of a list
  std::vector<std::string> texts_;
};

}  // namespace

std::optional<Error> Validate(const AnyRequest& request) {
  Violations violations;
  request.Visit([&](const auto& concrete) {
    using Request = std::decay_t<decltype(concrete)>;
    if constexpr (std::is_same_v<Request, ListChangedBlocksRequest>) {
      // AWS: diff-1: an empty first id is the service's error, as a missing one.
      if (concrete.first_snapshot_id == "") {
        Request without = concrete;
        without.first_snapshot_id.reset();
        return violations.CheckAll(without);
      }
    }
    violations.CheckAll(concrete);
  });
  return violations.ToError();
}

}  // namespace fauxebs::internal
