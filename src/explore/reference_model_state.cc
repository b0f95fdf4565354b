// What the model remembers, and how it is held against what is there.
#include <algorithm>
#include <sstream>

#include "explore/reference_model.h"
#include "fauxebs/print.h"

namespace fauxebs::internal {
namespace {

constexpr std::int64_t kRequest = 1000;  // what a request costs, in thousandths of itself

bool IsUnheard(const std::string& text) { return text.substr(0, 1) == "?"; }

std::int64_t Milliseconds(TimePoint time) { return time.time_since_epoch().count(); }

}  // namespace

SnapshotStatus ReferenceModel::Snapshot::StatusAt(TimePoint now) const {
  if (sealed && now < decided_from) return SnapshotStatus::kPending;
  if (!failure.empty()) return SnapshotStatus::kError;
  if (sealed) return SnapshotStatus::kCompleted;
  return now < abandoned_from ? SnapshotStatus::kPending : SnapshotStatus::kError;
}

bool ReferenceModel::Snapshot::ReadableAt(TimePoint now) const {
  return StatusAt(now) == SnapshotStatus::kCompleted && now >= readable_from;
}

std::vector<Bytes> ReferenceModel::Snapshot::Changed() const {
  std::vector<Bytes> changed;
  for (const auto& [index, block] : blocks) {
    if (block.writer == id) changed.push_back(block.content);
  }
  return changed;
}

std::string ReferenceModel::Snapshot::Aggregate() const {
  std::string digests;
  for (const Bytes& content : Changed()) {
    for (const unsigned char byte : content.digest().bytes) digests += static_cast<char>(byte);
  }
  return Sha256(digests).base64();
}

AnyResult ReferenceModel::Apply(const AnyRequest& request, const CallContext& context,
                                TimePoint now) {
  AnyResult unheard = Run(request, context, now);
  ForgetUnheardTokens();
  return unheard;
}

std::optional<Difference> ReferenceModel::Accept(const AnyRequest& request,
                                                 const CallContext& context, TimePoint now,
                                                 const AnyResult& actual) {
  ReferenceModel next = *this;
  const AnyResult expected = next.Run(request, context, now);
  std::vector<Opaque> opaque;
  if (auto difference = FirstDifference(expected, actual, opaque)) return difference;
  if (auto difference = next.Hear(opaque)) return difference;
  next.ForgetUnheardTokens();
  *this = std::move(next);
  return std::nullopt;
}

std::optional<Difference> ReferenceModel::Hear(const std::vector<Opaque>& opaque) {
  for (const Opaque& each : opaque) {
    if (auto difference = FormDifference(each)) return difference;
    if (!heard_.insert(each.actual).second) {
      return Difference{each.member, "something new", Source(each.actual)};
    }
    if (each.kind != Opaque::Kind::kRequestId) Rename(each.expected, each.actual);
  }
  return std::nullopt;
}

void ReferenceModel::Rename(const std::string& from, const std::string& to) {
  for (Snapshot& snapshot : snapshots_) {
    if (snapshot.id == from) snapshot.id = to;
    if (snapshot.root == from) snapshot.root = to;
    for (auto& [index, block] : snapshot.blocks) {
      if (block.writer == from) block.writer = to;
    }
  }
  for (auto& [key, start] : starts_) {
    if (start.response.snapshot_id == from) start.response.snapshot_id = to;
  }
  const auto token = tokens_.find(from);
  if (token != tokens_.end()) {
    tokens_[to] = token->second;
    tokens_.erase(from);
  }
}

std::string ReferenceModel::NewToken(Token token) {
  std::string name = "?" + std::to_string(tokens_.size()) + " token";
  tokens_[name] = std::move(token);
  return name;
}

void ReferenceModel::ForgetUnheardTokens() {
  for (auto token = tokens_.begin(); token != tokens_.end();) {
    token = IsUnheard(token->first) ? tokens_.erase(token) : std::next(token);
  }
}

const ReferenceModel::Token* ReferenceModel::FindToken(const std::string& text,
                                                       TimePoint now) const {
  const auto token = tokens_.find(text);
  if (token == tokens_.end() || now >= token->second.expiry) return nullptr;
  return &token->second;
}

std::optional<std::int64_t> ReferenceModel::PageStart(
    const std::optional<std::string>& next_token, const std::optional<std::int64_t>& starting_index,
    const Token& wanted, TimePoint now) const {
  if (!next_token) return starting_index.value_or(0);
  const Token* token = FindToken(*next_token, now);
  if (token == nullptr || token->pages != wanted.pages || token->first_id != wanted.first_id ||
      token->id != wanted.id) {
    return std::nullopt;
  }
  return token->index;
}

ReferenceModel::Snapshot* ReferenceModel::Find(const std::string& id) {
  for (Snapshot& snapshot : snapshots_) {
    if (snapshot.id == id) return &snapshot;
  }
  return nullptr;
}

const ReferenceModel::Snapshot* ReferenceModel::Find(const std::string& id) const {
  return const_cast<ReferenceModel*>(this)->Find(id);
}

ReferenceModel::Snapshot* ReferenceModel::FindToWrite(const std::string& id,
                                                      const std::string& account, TimePoint now) {
  Snapshot* snapshot = Find(id);
  if (snapshot == nullptr || snapshot->account != account) return nullptr;
  return now < snapshot->visible_from ? nullptr : snapshot;
}

std::optional<Error> ReferenceModel::RefuseReader(const std::string& id,
                                                  const std::string& account) {
  const Snapshot* snapshot = Find(id);
  if (snapshot == nullptr) return words::SnapshotNotFound(id);
  if (snapshot->account == account) return std::nullopt;
  if (snapshot->is_public) {
    return words::Validation(ErrorReason::kInvalidSnapshotId, "Public snapshots are not supported");
  }
  if (snapshot->shared_with.count(account) == 0) return words::SnapshotNotFound(id);
  return std::nullopt;
}

std::optional<Error> ReferenceModel::Throttle(Operation operation, const std::string& account,
                                              Snapshot* snapshot, TimePoint now) {
  if (!options_.rate_limits) return std::nullopt;
  const RateLimits& limits = *options_.rate_limits;
  const auto refill = [&](Bucket& bucket, int rate) {
    const std::int64_t full = rate * kRequest;
    const std::int64_t elapsed_ms = (now - bucket.at).count();
    bucket.level = bucket.level ? std::min(full, *bucket.level + rate * elapsed_ms) : full;
    bucket.at = now;
  };
  Bucket& of_account = buckets_[{account, operation}];
  Bucket* of_snapshot = nullptr;
  switch (operation) {
    case Operation::kStartSnapshot:
      refill(of_account, limits.start_snapshot);
      break;
    case Operation::kPutSnapshotBlock:
      refill(of_account, limits.put_snapshot_block);
      of_snapshot = &snapshot->puts;
      refill(*of_snapshot, limits.put_snapshot_block_of_one);
      break;
    case Operation::kCompleteSnapshot:
      refill(of_account, limits.complete_snapshot);
      break;
    case Operation::kGetSnapshotBlock:
      refill(of_account, limits.get_snapshot_block);
      of_snapshot = &snapshot->gets;
      refill(*of_snapshot, limits.get_snapshot_block_of_one);
      break;
    case Operation::kListSnapshotBlocks:
      refill(of_account, limits.list_snapshot_blocks);
      break;
    case Operation::kListChangedBlocks:
      refill(of_account, limits.list_changed_blocks);
      break;
  }
  if (*of_account.level < kRequest) {
    if (!limits.account_throttled_by_model) return words::Throttling();
    return words::RequestThrottled(ErrorReason::kAccountThrottled);
  }
  if (of_snapshot != nullptr) {
    if (*of_snapshot->level < kRequest) {
      return words::RequestThrottled(ErrorReason::kResourceLevelThrottle);
    }
    *of_snapshot->level -= kRequest;
  }
  *of_account.level -= kRequest;
  return std::nullopt;
}

void ReferenceModel::Inherit(Snapshot& snapshot, const Snapshot* parent) {
  snapshot.root = parent == nullptr ? snapshot.id : parent->root;
  if (parent != nullptr) snapshot.blocks = parent->blocks;
}

void ReferenceModel::AddSnapshot(const SnapshotSpec& spec, const std::string& id, TimePoint now) {
  heard_.insert(id);
  const Snapshot* parent = spec.parent_snapshot_id ? Find(*spec.parent_snapshot_id) : nullptr;
  Snapshot snapshot;
  snapshot.id = id;
  snapshot.account = spec.account;
  snapshot.volume_size_gib = spec.volume_size_gib;
  snapshot.parent_snapshot_id = spec.parent_snapshot_id;
  snapshot.description = spec.description;
  snapshot.kms_key_arn = parent == nullptr ? spec.kms_key_arn : parent->kms_key_arn;
  snapshot.tags = spec.tags;
  snapshot.start_time = now;
  snapshot.visible_from = now;
  snapshot.timeout = std::chrono::minutes(60) + options_.timeout_lag;
  snapshot.abandoned_from = now + snapshot.timeout;
  Inherit(snapshot, parent);
  for (const auto& [index, block] : spec.blocks) snapshot.blocks[index] = {block, id};
  if (spec.status == SnapshotStatus::kError) snapshot.failure = "Put there in error by the test";
  snapshot.sealed = spec.status == SnapshotStatus::kCompleted;
  snapshot.decided_from = now;
  snapshot.readable_from = now;
  snapshots_.push_back(snapshot);
}

void ReferenceModel::DeleteSnapshot(const std::string& id) {
  for (auto snapshot = snapshots_.begin(); snapshot != snapshots_.end(); ++snapshot) {
    if (snapshot->id != id) continue;
    snapshots_.erase(snapshot);
    return;
  }
}

void ReferenceModel::ShareSnapshot(const std::string& id, const std::string& account) {
  Find(id)->shared_with.insert(account);
}

void ReferenceModel::MakePublic(const std::string& id) { Find(id)->is_public = true; }

void ReferenceModel::FailSnapshot(const std::string& id, const std::string& state_message,
                                  TimePoint now) {
  Find(id)->failure = state_message;
  Find(id)->decided_from = now;
}

std::optional<Difference> ReferenceModel::DifferenceFrom(const std::vector<SnapshotView>& views,
                                                         TimePoint now) {
  Comparison comparison;
  comparison.Member(".size()", snapshots_.size(), views.size());
  for (std::size_t i = 0; i < views.size() && !comparison.first(); ++i) {
    const SnapshotView& view = views[i];
    const std::string at = ".at(" + std::to_string(i) + ")";
    const std::string id = snapshots_[i].id;
    if (IsUnheard(id)) {
      if (auto difference = Hear({{Opaque::Kind::kSnapshotId, at + ".id()", id, view.id()}})) {
        return difference;
      }
    }
    const Snapshot& snapshot = snapshots_[i];
    const SnapshotStatus status = snapshot.StatusAt(now);
    const bool in_error = status == SnapshotStatus::kError;
    const bool abandoned = in_error && !snapshot.sealed && snapshot.failure.empty();
    const std::string why = in_error ? snapshot.failure : "";
    comparison.Member(at + ".id()", snapshot.id, view.id());
    comparison.Member(at + ".account()", snapshot.account, view.account());
    comparison.Member(at + ".status()", status, view.status());
    comparison.Member(at + ".state_message()", abandoned ? "Snapshot timed out" : why,
                      view.state_message());
    comparison.Member(at + ".completion_accepted()", snapshot.sealed, view.completion_accepted());
    comparison.Member(at + ".timed_out()", abandoned, view.timed_out());
    comparison.Member(at + ".volume_size_gib()", snapshot.volume_size_gib, view.volume_size_gib());
    comparison.Member(at + ".parent_snapshot_id()", snapshot.parent_snapshot_id,
                      view.parent_snapshot_id());
    comparison.Member(at + ".description()", snapshot.description, view.description());
    comparison.Member(at + ".kms_key_arn()", snapshot.kms_key_arn, view.kms_key_arn());
    comparison.Member(at + ".tags()", snapshot.tags, view.tags());
    comparison.Member(at + ".start_time()", snapshot.start_time, view.start_time());
    comparison.Member(at + ".blocks()", snapshot.blocks.size(), view.blocks());
    comparison.Member(at + ".changed_blocks()", snapshot.Changed().size(), view.changed_blocks());
    for (const auto& [index, block] : snapshot.blocks) {
      const std::string member = at + ".block(" + std::to_string(index) + ")";
      const std::optional<Block> held = view.block(index);
      comparison.Member(member + ".has_value()", true, held.has_value());
      if (held) {
        comparison.Member(member + "->checksum()", block.content.checksum(), held->checksum());
      }
    }
  }
  return comparison.first();
}

std::optional<SnapshotStatus> ReferenceModel::StatusOf(const std::string& id, TimePoint now) const {
  const Snapshot* snapshot = Find(id);
  if (snapshot == nullptr) return std::nullopt;
  return snapshot->StatusAt(now);
}

bool ReferenceModel::IsOver(const std::string& id, TimePoint now) const {
  const Snapshot* snapshot = Find(id);
  if (snapshot == nullptr) return false;
  return snapshot->sealed || snapshot->StatusAt(now) == SnapshotStatus::kError;
}

bool ReferenceModel::IsReplay(const StartSnapshotRequest& request,
                              const std::string& account) const {
  return request.client_token && starts_.count({account, *request.client_token}) > 0;
}

std::vector<TimePoint> ReferenceModel::InstantsAfter(TimePoint now) const {
  std::set<TimePoint> instants;
  for (const Snapshot& snapshot : snapshots_) {
    instants.insert(snapshot.visible_from);
    if (!snapshot.sealed) instants.insert(snapshot.abandoned_from);
    if (snapshot.sealed) instants.insert({snapshot.decided_from, snapshot.readable_from});
  }
  for (const auto& [text, token] : tokens_) instants.insert(token.expiry);
  return {instants.upper_bound(now), instants.end()};
}

std::pair<std::int64_t, std::string> ReferenceModel::CountAndAggregate(
    const std::string& id) const {
  const Snapshot* snapshot = Find(id);
  if (snapshot == nullptr) return {0, Sha256("").base64()};
  return {static_cast<std::int64_t>(snapshot->Changed().size()), snapshot->Aggregate()};
}

std::string ReferenceModel::ToText(TimePoint now) const {
  std::ostringstream out;
  std::vector<std::string> texts;
  const auto bucket = [&](const Bucket& each) {
    if (each.level) out << ' ' << *each.level << '@' << Milliseconds(each.at);
  };
  // What is over is over, whenever it was.
  const auto since = [&](TimePoint time) { return Milliseconds(std::max(now, time)); };
  for (const Snapshot& snapshot : snapshots_) {
    const SnapshotStatus status = snapshot.StatusAt(now);
    out << "snapshot " << snapshot.id << ' ' << NameOf(status)
        << (snapshot.sealed ? " sealed" : " open") << " account " << snapshot.account << " root "
        << snapshot.root << " parent " << snapshot.parent_snapshot_id.value_or("none") << ' '
        << snapshot.volume_size_gib << " GiB, started " << Milliseconds(snapshot.start_time)
        << " visible " << since(snapshot.visible_from) << " key "
        << snapshot.kms_key_arn.value_or("none") << " timeout " << snapshot.timeout.count() << ' '
        << snapshot.failure << ' ' << snapshot.description.value_or("")
        << (snapshot.is_public ? " public" : "");
    if (snapshot.sealed) {
      out << " decided " << since(snapshot.decided_from) << " readable "
          << since(snapshot.readable_from);
    } else {
      out << " abandoned " << since(snapshot.abandoned_from);
    }
    for (const Tag& tag : snapshot.tags) out << ' ' << tag;
    for (const std::string& account : snapshot.shared_with) out << " shared " << account;
    for (const auto& [index, block] : snapshot.blocks) {
      // Those of one in error can never be read.
      if (status == SnapshotStatus::kError) break;
      out << "\n  " << index << ' ' << block.writer << ' ' << block.content.checksum();
    }
    bucket(snapshot.puts);
    bucket(snapshot.gets);
    texts.push_back(out.str());
    out.str("");
  }
  // Their order says nothing.
  std::sort(texts.begin(), texts.end());
  for (const std::string& text : texts) out << text << '\n';
  for (const auto& [key, start] : starts_) {
    out << "client token " << key.first << ' ' << AnyRequest(start.request) << ' '
        << start.response.snapshot_id << '\n';
  }
  for (const auto& [text, token] : tokens_) {
    out << "token " << text << ' ' << since(token.expiry) << '\n';
  }
  for (const auto& [key, each] : buckets_) {
    out << "rate " << key.first << ' ' << NameOf(key.second);
    bucket(each);
    out << '\n';
  }
  return out.str();
}

}  // namespace fauxebs::internal
