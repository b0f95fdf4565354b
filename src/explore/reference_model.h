// ReferenceModel: the service once more, plain and slow, to hold MemoryService against.
//
//   ReferenceModel model(options);
//   AnyResult actual = service->PutSnapshotBlock(put, context);
//   if (std::optional<Difference> difference = model.Accept(put, context, now, actual)) ...
//
// It shares no code with the service but for values. Ids, tokens and request ids are the service's
// to invent: the model checks that they are new and well formed, and knows them from then on. What
// nobody has heard yet has a name with a '?', which no request can carry.
// A value; time is a parameter and never goes back. Not synchronised.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "explore/difference.h"
#include "fauxebs/memory_service.h"

namespace fauxebs::internal {

class ReferenceModel {
 public:
  explicit ReferenceModel(MemoryServiceOptions options = {}) : options_(std::move(options)) {}

  bool has_rate_limits() const { return options_.rate_limits.has_value(); }

  // What the service answers; what is opaque has a name with a '?'. It has then happened, and
  // nobody has heard of it: a lost reply. Tokens in an unheard listing are nobody's.
  AnyResult Apply(const AnyRequest& request, const CallContext& context, TimePoint now);

  // Nothing if the service may answer `actual`: it has then happened, and was heard. Otherwise the
  // first difference, and nothing has happened.
  std::optional<Difference> Accept(const AnyRequest& request, const CallContext& context,
                                   TimePoint now, const AnyResult& actual);

  // The test's side. Requires what MemoryService requires.
  void AddSnapshot(const SnapshotSpec& spec, const std::string& id, TimePoint now);
  void DeleteSnapshot(const std::string& id);
  void ShareSnapshot(const std::string& id, const std::string& account);
  void MakePublic(const std::string& id);
  void FailSnapshot(const std::string& id, const std::string& state_message, TimePoint now);

  // Nothing if Snapshots() may show this: all of them, in the order of their start. Ids that nobody
  // has heard become known.
  std::optional<Difference> DifferenceFrom(const std::vector<SnapshotView>& views, TimePoint now);

  // Nothing for an unknown id.
  std::optional<SnapshotStatus> StatusOf(const std::string& id, TimePoint now) const;
  // Whether the snapshot is sealed or in error, so that nothing is written to it any more.
  bool IsOver(const std::string& id, TimePoint now) const;
  // Whether the client token has started a snapshot, so that this starts no other.
  bool IsReplay(const StartSnapshotRequest& request, const std::string& account) const;
  // When something will change by itself: deadlines, delays, ends of tokens. Ascending.
  std::vector<TimePoint> InstantsAfter(TimePoint now) const;
  // What a correct client would tell CompleteSnapshot; {0, ...} for an unknown id.
  std::pair<std::int64_t, std::string> CountAndAggregate(const std::string& id) const;

  // Equal texts of models that have heard the same: from `now` on they answer the same.
  std::string ToText(TimePoint now) const;

 private:
  struct Bucket {
    std::optional<std::int64_t> level;  // in thousandths of a request; nothing: full
    TimePoint at{};
  };
  struct WrittenBlock {
    Bytes content;
    std::string writer;  // the id of the snapshot that it was written to
  };
  struct Snapshot {
    std::string id;
    std::string account;
    std::int64_t volume_size_gib = 0;
    std::optional<std::string> parent_snapshot_id;
    std::optional<std::string> description;
    std::optional<std::string> kms_key_arn;
    std::vector<Tag> tags;
    std::string root;  // the id of its first ancestor
    TimePoint start_time{};
    TimePoint visible_from{};
    std::chrono::milliseconds timeout{};
    TimePoint abandoned_from{};
    bool sealed = false;
    TimePoint decided_from{};   // of a sealed one: completed or in error
    TimePoint readable_from{};  // of a completed one
    std::string failure;
    std::map<std::int64_t, WrittenBlock> blocks;  // parents' included
    std::set<std::string> shared_with;
    bool is_public = false;
    Bucket puts;
    Bucket gets;

    SnapshotStatus StatusAt(TimePoint now) const;
    bool ReadableAt(TimePoint now) const;
    std::vector<Bytes> Changed() const;  // blocks written to itself, ascending
    std::string Aggregate() const;
  };
  struct Start {
    StartSnapshotRequest request;
    StartSnapshotResponse response;
  };
  struct Token {
    std::optional<Operation> pages;  // the listing that a page token continues; nothing: a block's
    std::string first_id;
    std::string id;
    std::int64_t index = 0;
    TimePoint expiry{};
  };

  AnyResult Run(const AnyRequest& request, const CallContext& context, TimePoint now);
  AnyResult Operate(const StartSnapshotRequest& request, const CallContext& context, TimePoint now);
  AnyResult Operate(const PutSnapshotBlockRequest& request, const CallContext& context,
                    TimePoint now);
  AnyResult Operate(const CompleteSnapshotRequest& request, const CallContext& context,
                    TimePoint now);
  AnyResult Operate(const GetSnapshotBlockRequest& request, const CallContext& context,
                    TimePoint now);
  AnyResult Operate(const ListSnapshotBlocksRequest& request, const CallContext& context,
                    TimePoint now);
  AnyResult Operate(const ListChangedBlocksRequest& request, const CallContext& context,
                    TimePoint now);

  Snapshot* Find(const std::string& id);
  const Snapshot* Find(const std::string& id) const;
  Snapshot* FindToWrite(const std::string& id, const std::string& account, TimePoint now);
  std::optional<Error> RefuseReader(const std::string& id, const std::string& account);
  std::optional<Error> Throttle(Operation operation, const std::string& account, Snapshot* snapshot,
                                TimePoint now);
  const Token* FindToken(const std::string& text, TimePoint now) const;
  std::optional<std::int64_t> PageStart(const std::optional<std::string>& next_token,
                                        const std::optional<std::int64_t>& starting_index,
                                        const Token& wanted, TimePoint now) const;
  std::string NewToken(Token token);
  void Inherit(Snapshot& snapshot, const Snapshot* parent);
  std::optional<Difference> Hear(const std::vector<Opaque>& opaque);
  void Rename(const std::string& from, const std::string& to);
  void ForgetUnheardTokens();

  MemoryServiceOptions options_;
  std::vector<Snapshot> snapshots_;                              // in the order of their start
  std::map<std::pair<std::string, std::string>, Start> starts_;  // by account and client token
  std::map<std::string, Token> tokens_;
  std::map<std::pair<std::string, Operation>, Bucket> buckets_;  // by account
  std::set<std::string> heard_;  // ids, tokens and request ids that were given out
  int unheard_ = 0;              // names given
};

}  // namespace fauxebs::internal
