#include "core/reply_headers.h"

#include <algorithm>
#include <tuple>
#include <type_traits>
#include <variant>

#include "core/service_model.h"

namespace fauxebs::internal {
namespace {

bool Has(const std::vector<std::string_view>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view known) { return SameHeader(known, name); });
}

}  // namespace

bool SameHeader(std::string_view a, std::string_view b) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

std::vector<std::string_view> ReplyHeadersOf(std::optional<Operation> operation) {
  std::vector<std::string_view> names;
  const auto add = [&](const Member& member, const auto& /*value*/) {
    if (member.place != Place::kHeader || Has(names, member.wire_name)) return;
    names.push_back(member.wire_name);
  };
#define FAUXEBS_ADD_HEADERS(Name)                                     \
  if (operation.value_or(Operation::k##Name) == Operation::k##Name) { \
    ForEachField(Name##Response(), add);                              \
  }
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_ADD_HEADERS)
#undef FAUXEBS_ADD_HEADERS
  return names;
}

bool HasReplyHeader(std::optional<Operation> operation, std::string_view name) {
  return Has(ReplyHeadersOf(operation), name);
}

void DropReplyHeader(std::string_view name, AnyResponse& response) {
  const auto drop = [&](auto& message, const auto& field) {
    if (field.member.place != Place::kHeader || !SameHeader(field.member.wire_name, name)) return;
    message.*(field.value) = {};
  };
  std::visit(
      [&](auto& message) {
        std::apply([&](const auto&... fields) { (drop(message, fields), ...); },
                   Fields<std::decay_t<decltype(message)>>::kAll);
      },
      response);
}

}  // namespace fauxebs::internal
