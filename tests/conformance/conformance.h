// The contract of the EBS direct APIs: what its tests are written with.
//
//   Conformance          the fixture: a fake, entered through the door under test, and a Caller
//   Caller               one client of one account: verbs that arrange and act
//   StartOf, PutOf ...   requests as a correct client sends them, for a test to spoil
//   A, B, C, D           four blocks
//   With                 settings of a fake
//   FAUXEBS_AT_EVERY_DOOR, FAUXEBS_SKIP_IF_DOOR, SkipTest
//
//   class PutSnapshotBlock : public Conformance {};
//   FAUXEBS_AT_EVERY_DOOR(PutSnapshotBlock);
//
//   TEST_P(PutSnapshotBlock, StoresABlock) {
//     const std::string id = Start(1);
//     Put(id, 7, A());
//     EXPECT_EQ(ebs().Snapshot(id).block(7), A());
//   }
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "door.h"
#include "fauxebs/fake.h"
#include "fauxebs/operations.h"
#include "fauxebs/print.h"
#include "fauxebs/service.h"

namespace fauxebs {

// Well-formed, and the id of no snapshot.
inline constexpr const char* kUnknownId = "snap-0123456789abcdef0";

const Block& A();
const Block& B();
const Block& C();
const Block& D();

using BlockList = std::vector<std::pair<std::int32_t, Block>>;

// The same block at every index from `first` to `last`.
BlockList Range(std::int32_t first, std::int32_t last, const Block& block = A());

StartSnapshotRequest StartOf(std::int64_t gib);
StartSnapshotRequest ChildOf(const std::string& parent);  // of 1 GiB
PutSnapshotBlockRequest PutOf(const std::string& id, std::int64_t index, const Block& block);
CompleteSnapshotRequest CompleteOf(const std::string& id, std::int64_t count);
// With checksum, algorithm and method.
CompleteSnapshotRequest CompleteOf(const std::string& id, std::int64_t count,
                                   const std::string& aggregate);
GetSnapshotBlockRequest GetOf(const std::string& id, std::int64_t index, const std::string& token);
ListSnapshotBlocksRequest ListOf(const std::string& id);
ListSnapshotBlocksRequest ListOf(const std::string& id, const std::string& page_token);
ListChangedBlocksRequest ChangesOf(const std::string& first, const std::string& second);
ListChangedBlocksRequest ChangesOf(const std::string& first, const std::string& second,
                                   const std::string& page_token);

std::vector<std::int32_t> Indexes(const ListSnapshotBlocksResponse& page);
std::vector<std::int32_t> Indexes(const ListChangedBlocksResponse& page);

// `count` tags with different keys.
std::vector<Tag> Tags(int count);

// Ends the running test, which counts as skipped.
[[noreturn]] void SkipTest(const std::string& reason);

class Caller {
 public:
  Caller(const Door& door, Fake& fake, const std::string& client, const std::string& account);

  // Any request, and what the service makes of it. A refusal must leave the store as it was; that
  // is checked here, for all of them, where there is a fake to look into.
#define FAUXEBS_DECLARE_SEND(Name) Result<Name##Response> Send(const Name##Request& request) const;
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_DECLARE_SEND)
#undef FAUXEBS_DECLARE_SEND

  // The verbs from here on must succeed: a refusal ends the test with its text.
  std::string Start(std::int64_t gib) const;
  std::string Start(const StartSnapshotRequest& request) const;
  std::string StartChild(const std::string& parent) const;
  void StartMany(int count) const;
  void Put(const std::string& id, std::int64_t index, const Block& block) const;
  void PutAll(const std::string& id, const BlockList& blocks) const;
  SnapshotStatus Complete(const std::string& id, std::int64_t count) const;
  SnapshotStatus Complete(const std::string& id, std::int64_t count,
                          const std::string& aggregate) const;

  // Start, put each, complete: a completed snapshot of 1 GiB.
  std::string Upload(const BlockList& blocks) const;
  std::string UploadChild(const std::string& parent, const BlockList& blocks) const;

  ListSnapshotBlocksResponse List(const std::string& id) const;
  ListSnapshotBlocksResponse ListFrom(const std::string& id, std::int64_t starting_index) const;
  ListSnapshotBlocksResponse ListNext(const std::string& id, const std::string& page_token) const;
  std::vector<BlockRef> ListAll(const std::string& id) const;  // every page

  ListChangedBlocksResponse Changes(const std::string& first, const std::string& second) const;
  ListChangedBlocksResponse ChangesFrom(const std::string& first, const std::string& second,
                                        std::int64_t starting_index) const;
  ListChangedBlocksResponse ChangesNext(const std::string& first, const std::string& second,
                                        const std::string& page_token) const;

  // The block's token by a new listing.
  std::string Token(const std::string& id, std::int32_t index) const;
  GetSnapshotBlockResponse Get(const std::string& id, std::int64_t index,
                               const std::string& token) const;
  // Token and data.
  Bytes Read(const std::string& id, std::int32_t index) const;

 private:
  template <typename Answer, typename Request>
  Result<Answer> Checked(Result<Answer> (Service::*operation)(const Request&, const CallContext&),
                         const Request& request) const;

  const Door* door_;
  Fake* fake_;
  std::shared_ptr<Service> service_;
  CallContext context_;
};

// Where the fake lives: before the caller that enters it.
class ConformanceUniverse {
 protected:
  explicit ConformanceUniverse(const Fake::Options& options) : universe_(options) {}

  Fake universe_;
};

class Conformance : public testing::TestWithParam<DoorParam>,
                    protected ConformanceUniverse,
                    protected Caller {
 protected:
  Conformance();
  // A service with settings of its own.
  explicit Conformance(const Fake::Options& options);

  const Door& door() const { return *GetParam().door; }

  // The fake behind the door. A test that asks for it is skipped where there is none.
  Fake& ebs();

  // Another client, of this account or of another one.
  Caller As(const std::string& client, const std::string& account);

  // Completed snapshots of 1 GiB, put there without going through the door if that can be.
  std::string Holding(const BlockList& blocks);
  std::string ChildHolding(const std::string& parent, const BlockList& blocks);

  void Advance(std::chrono::milliseconds duration) { ebs().clock().Advance(duration); }
  SnapshotStatus StatusOf(const std::string& id) { return ebs().Snapshot(id).status(); }
};

// Settings for Conformance: With([](auto& options) { options.pending_limit = 2; }).
template <typename Change>
Fake::Options With(Change change) {
  Fake::Options options;
  change(options.service);
  return options;
}

// A fake of the default account where completing a snapshot takes two hours: twice its time-out.
Fake::Options SlowToComplete();

inline std::string DoorName(const testing::TestParamInfo<DoorParam>& info) {
  return info.param.door->name();
}

}  // namespace fauxebs

// Runs every TEST_P of the suite through every door of this program.
#define FAUXEBS_AT_EVERY_DOOR(suite) \
  INSTANTIATE_TEST_SUITE_P(EveryDoor, suite, testing::ValuesIn(EveryDoor()), ::fauxebs::DoorName)

// Skips the test where the door has this deviation, with the door's reason.
#define FAUXEBS_SKIP_IF_DOOR(deviation)                                 \
  GTEST_AMBIGUOUS_ELSE_BLOCKER_                                         \
  if (const ::fauxebs::WhyNot why_not = door().deviation(); !why_not) { \
  } else /* NOLINT */                                                   \
    GTEST_SKIP() << "the " << door().name() << " door: " << *why_not
