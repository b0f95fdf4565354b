#include "http/ec2_snapshots.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "core/hash.h"
#include "fauxebs/print.h"
#include "http/snapshot_filter.h"
#include "http/xml_writer.h"

namespace fauxebs::internal {
namespace {

using Ec2Refusal = std::optional<FrontEndError>;

constexpr std::string_view kIdPrefix = "snap-";

struct DescribeSnapshotsRequest {
  std::vector<std::string> ids;
  std::vector<std::string> owners;
  std::map<std::string, SnapshotFilter> filters;  // by their number
  std::string max_results;
  std::string next_token;
  std::string dry_run;
};

FrontEndError Ec2BadRequest(std::string code, std::string message) {
  return {400, std::move(code), std::move(message)};
}

FrontEndError SnapshotNotFound(std::string_view id) {
  return Ec2BadRequest("InvalidSnapshot.NotFound",
                       fmt::format("The snapshot '{}' does not exist.", id));
}

bool IsNumber(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view TakePart(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('.'), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

// What is of the call as such, or of its signature.
bool IsOfEveryCall(std::string_view name) {
  return name == "Action" || name == "Version" || name.substr(0, 6) == "X-Amz-";
}

FrontEndError UnknownParameter(std::string_view name) {
  return Ec2BadRequest("UnknownParameter", fmt::format("The parameter {} is not recognized", name));
}

// AWS: query-7: members of a list are numbered: SnapshotId.1, Filter.1.Value.2.
Ec2Refusal ReadParameters(const Parameters& parameters, DescribeSnapshotsRequest& request) {
  for (const auto& [name, value] : parameters) {
    std::string_view rest = name;
    const std::string_view list = TakePart(rest);
    const std::string_view number = TakePart(rest);
    const std::string_view member = TakePart(rest);
    if (IsOfEveryCall(name)) continue;
    if (name == "MaxResults") {
      request.max_results = value;
    } else if (name == "NextToken") {
      request.next_token = value;
    } else if (name == "DryRun") {
      request.dry_run = value;
    } else if (list == "SnapshotId" && IsNumber(number) && member.empty()) {
      request.ids.push_back(value);
    } else if (list == "Owner" && IsNumber(number) && member.empty()) {
      request.owners.push_back(value);
    } else if (list == "Filter" && IsNumber(number) && member == "Name" && rest.empty()) {
      request.filters[std::string(number)].name = value;
    } else if (list == "Filter" && IsNumber(number) && member == "Value" && IsNumber(rest)) {
      request.filters[std::string(number)].values.push_back(value);
    } else if (list == "RestorableBy") {
      return Ec2BadRequest("UnsupportedOperation", "RestorableBy is not modelled by this fake");
    } else {
      return UnknownParameter(name);
    }
  }
  return std::nullopt;
}

// AWS: query-9. FAKE: query-10
Ec2Refusal CheckId(std::string_view id) {
  if (id.substr(0, kIdPrefix.size()) != kIdPrefix) {
    return Ec2BadRequest("InvalidParameterValue",
                         fmt::format("Value ({}) for parameter snapshotId is invalid. Expected: "
                                     "'snap-...'.",
                                     id));
  }
  const std::string_view digits = id.substr(kIdPrefix.size());
  if ((digits.size() != 8 && digits.size() != 17) ||
      digits.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
    return Ec2BadRequest("InvalidSnapshotID.Malformed", fmt::format("Invalid id: \"{}\"", id));
  }
  return std::nullopt;
}

// AWS: query-11: last of all checks.
Ec2Refusal CheckDryRun(const std::string& dry_run) {
  if (dry_run.empty() || dry_run == "false") return std::nullopt;
  if (dry_run == "true") {
    return FrontEndError{412, "DryRunOperation",
                         "Request would have succeeded, but DryRun flag is set."};
  }
  return Ec2BadRequest("InvalidParameterValue",
                       fmt::format("Value ({}) for parameter dryRun is invalid. Expected: true or "
                                   "false.",
                                   dry_run));
}

Ec2Refusal CheckFilters(const std::map<std::string, SnapshotFilter>& filters) {
  for (const auto& [number, filter] : filters) {
    if (!IsFilter(filter.name)) {
      return Ec2BadRequest("InvalidParameterValue",
                           fmt::format("The filter '{}' is invalid", filter.name));
    }
    // FAKE: query-10
    if (filter.values.empty()) {
      return Ec2BadRequest("InvalidParameterValue",
                           fmt::format("The filter '{}' must have a value", filter.name));
    }
  }
  return std::nullopt;
}

// Accounts; "self" is the caller's, and the fake has no snapshots of an alias.
Ec2Refusal ResolveOwners(const std::string& account, std::vector<std::string>& owners) {
  for (std::string& owner : owners) {
    if (owner == "self") owner = account;
    const bool is_alias = owner == "amazon" || owner == "aws-marketplace" || owner == "microsoft";
    if (!is_alias && (owner.size() != 12 || !IsNumber(owner))) {
      return Ec2BadRequest("InvalidUserID.Malformed",
                           fmt::format("Invalid user id: \"{}\"", owner));
    }
  }
  return std::nullopt;
}

template <typename T>
bool IsAmong(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// By id, so that what is added or deleted between two pages shifts nothing.
std::vector<SnapshotView> VisibleTo(const std::string& account, const Fake& ebs) {
  std::vector<SnapshotView> visible;
  for (SnapshotView& snapshot : ebs.Snapshots()) {
    if (snapshot.visible_to(account)) visible.push_back(std::move(snapshot));
  }
  std::sort(visible.begin(), visible.end(),
            [](const auto& a, const auto& b) { return a.id() < b.id(); });
  return visible;
}

const SnapshotView* FindSnapshot(const std::vector<SnapshotView>& snapshots, std::string_view id) {
  const auto found = std::find_if(snapshots.begin(), snapshots.end(),
                                  [&](const auto& one) { return one.id() == id; });
  return found == snapshots.end() ? nullptr : &*found;
}

// FAKE: query-12: the last id of the page before, signed.
std::string PageToken(std::uint64_t seed, const std::string& account, const std::string& id) {
  return fmt::format("{}{:016x}", id.substr(kIdPrefix.size()),
                     Hasher(seed).Add("DescribeSnapshots").Add(account).Add(id).hash());
}

struct PageOfSnapshots {
  std::size_t most = std::numeric_limits<std::size_t>::max();
  std::string after;  // an id
};

// AWS: query-11: 5 to 1000; more is 1000.
Ec2Refusal ReadPage(const DescribeSnapshotsRequest& request, std::uint64_t seed,
                    const std::string& account, PageOfSnapshots& page) {
  constexpr std::size_t kMost = 1000;
  constexpr std::size_t kHashDigits = 16;
  if (!request.max_results.empty()) {
    if (!request.ids.empty()) {
      return Ec2BadRequest(
          "InvalidParameterCombination",
          "The parameter snapshotSet cannot be used with the parameter maxResults");
    }
    std::size_t most = 0;
    const char* end = request.max_results.data() + request.max_results.size();
    if (std::from_chars(request.max_results.data(), end, most).ptr != end || most < 5) {
      return Ec2BadRequest(
          "InvalidParameterValue",
          fmt::format("Value ( {} ) for parameter maxResults is invalid. Expecting a "
                      "value greater than 5.",
                      request.max_results));
    }
    page.most = std::min(most, kMost);
  }
  const std::string& token = request.next_token;
  if (token.empty()) return std::nullopt;
  const std::size_t digits = token.size() - std::min(token.size(), kHashDigits);
  page.after = std::string(kIdPrefix) + token.substr(0, digits);
  page.most = std::min(page.most, kMost);
  if (token != PageToken(seed, account, page.after)) {
    return Ec2BadRequest("InvalidPaginationToken",
                         "The specified pagination token is not valid or is expired.");
  }
  return std::nullopt;
}

// AWS: query-13
void WriteItem(XmlWriter& xml, const SnapshotView& snapshot) {
  xml.Inside("item", [&] {
    xml.Text("snapshotId", snapshot.id());
    xml.Text("volumeId", kVolumeId);
    xml.Text("status", NameOf(snapshot.status()));
    if (!snapshot.state_message().empty()) xml.Text("statusMessage", snapshot.state_message());
    xml.Text("startTime", ToString(snapshot.start_time()));
    xml.Text("progress", ProgressOf(snapshot));
    xml.Text("ownerId", snapshot.account());
    xml.Text("volumeSize", std::to_string(snapshot.volume_size_gib()));
    xml.Text("description", snapshot.description().value_or(""));
    if (!snapshot.tags().empty()) {
      xml.Inside("tagSet", [&] {
        for (const Tag& tag : snapshot.tags()) {
          xml.Inside("item", [&] {
            xml.Text("key", tag.key);
            xml.Text("value", tag.value);
          });
        }
      });
    }
    xml.Text("encrypted", snapshot.kms_key_arn() ? "true" : "false");
    if (snapshot.kms_key_arn()) xml.Text("kmsKeyId", *snapshot.kms_key_arn());
    xml.Text("storageTier", kStorageTier);
    xml.Text("fullSnapshotSizeInBytes", std::to_string(snapshot.bytes()));
  });
}

}  // namespace

QueryOutcome DescribeSnapshots(const QueryCall& call, Fake& ebs) {
  DescribeSnapshotsRequest request;
  PageOfSnapshots page;
  if (auto refusal = ReadParameters(call.parameters, request)) return *refusal;
  const std::vector<SnapshotView> visible = VisibleTo(call.account, ebs);
  for (const std::string& id : request.ids) {
    if (FindSnapshot(visible, id) != nullptr) continue;
    if (auto refusal = CheckId(id)) return *refusal;
  }
  if (auto refusal = CheckFilters(request.filters)) return *refusal;
  if (auto refusal = ResolveOwners(call.account, request.owners)) return *refusal;
  if (auto refusal = ReadPage(request, ebs.seed(), call.account, page)) return *refusal;
  for (const std::string& id : request.ids) {
    if (FindSnapshot(visible, id) == nullptr) return SnapshotNotFound(id);
  }
  if (auto refusal = CheckDryRun(request.dry_run)) return *refusal;

  std::vector<const SnapshotView*> found;
  for (const SnapshotView& snapshot : visible) {
    const bool is_asked_for =
        snapshot.id() > page.after &&
        (request.ids.empty() || IsAmong(request.ids, snapshot.id())) &&
        (request.owners.empty() || IsAmong(request.owners, snapshot.account())) &&
        std::all_of(request.filters.begin(), request.filters.end(),
                    [&](const auto& filter) { return Matches(filter.second, snapshot); });
    if (is_asked_for) found.push_back(&snapshot);
  }
  const bool has_more = found.size() > page.most;
  if (has_more) found.resize(page.most);
  XmlWriter xml;
  xml.Inside("DescribeSnapshotsResponse", kEc2Namespace, [&] {
    xml.Text("requestId", call.request_id);
    xml.Inside("snapshotSet", [&] {
      for (const SnapshotView* snapshot : found) WriteItem(xml, *snapshot);
    });
    if (has_more) {
      xml.Text("nextToken", PageToken(ebs.seed(), call.account, found.back()->id()));
    }
  });
  return std::move(xml).document();
}

QueryOutcome DeleteSnapshot(const QueryCall& call, Fake& ebs) {
  std::string id;
  std::string dry_run;
  for (const auto& [name, value] : call.parameters) {
    if (name == "SnapshotId") {
      id = value;
    } else if (name == "DryRun") {
      dry_run = value;
    } else if (!IsOfEveryCall(name)) {
      return UnknownParameter(name);
    }
  }
  if (id.empty()) {
    return Ec2BadRequest("MissingParameter", "The request must contain the parameter SnapshotId");
  }
  const std::vector<SnapshotView> visible = VisibleTo(call.account, ebs);
  const SnapshotView* snapshot = FindSnapshot(visible, id);
  if (snapshot == nullptr) {
    const Ec2Refusal malformed = CheckId(id);
    return malformed ? *malformed : SnapshotNotFound(id);
  }
  // FAKE: query-15
  if (snapshot->account() != call.account) {
    return FrontEndError{403, "UnauthorizedOperation",
                         "You are not authorized to perform this operation."};
  }
  if (auto refusal = CheckDryRun(dry_run)) return *refusal;
  try {
    ebs.DeleteSnapshot(id);
  } catch (const std::logic_error&) {
    return SnapshotNotFound(id);  // somebody else was faster
  }
  XmlWriter xml;
  xml.Inside("DeleteSnapshotResponse", kEc2Namespace, [&] {
    xml.Text("requestId", call.request_id);
    xml.Text("return", "true");
  });
  return std::move(xml).document();
}

}  // namespace fauxebs::internal
