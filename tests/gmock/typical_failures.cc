// Five failures that users of a fake see most, in tests of code with the usual mistakes. Run and
// read by typical_failures_test.cc.
#include <fauxebs/gmock/test.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

// NOLINTBEGIN(google-build-using-namespace): as tests do
using namespace testing;
using namespace fauxebs::words;
// NOLINTEND(google-build-using-namespace)

namespace {

// The code under test.
class Backup {
 public:
  Backup(std::shared_ptr<fauxebs::Service> service, fauxebs::Sleeper sleeper)
      : service_(std::move(service)), sleeper_(std::move(sleeper)) {
    context_.client = "backup";
  }

  // Mistake: without a client token a start that was not answered is not found again.
  std::string Start() {
    fauxebs::StartSnapshotRequest request;
    request.volume_size_gib = 1;
    for (;;) {
      const auto started = service_->StartSnapshot(request, context_);
      if (started) return started->snapshot_id;
    }
  }

  fauxebs::Result<fauxebs::PutSnapshotBlockResponse> Put(const std::string& id, std::int32_t index,
                                                         const fauxebs::Block& block,
                                                         std::chrono::milliseconds backoff) {
    fauxebs::PutSnapshotBlockRequest request;
    request.snapshot_id = id;
    request.block_index = index;
    request.SetBlock(block);
    fauxebs::CallContext context = context_;
    auto put = service_->PutSnapshotBlock(request, context);
    for (; !put && context.attempt < 3; put = service_->PutSnapshotBlock(request, context)) {
      sleeper_(backoff);
      ++context.attempt;
      context.backoff = backoff;
    }
    return put;
  }

  fauxebs::Result<fauxebs::CompleteSnapshotResponse> Complete(const std::string& id, int count) {
    fauxebs::CompleteSnapshotRequest request;
    request.snapshot_id = id;
    request.changed_blocks_count = count;
    return service_->CompleteSnapshot(request, context_);
  }

  // Mistake: does not compare what it got with its checksum.
  fauxebs::Block Get(const std::string& id, std::int32_t index) {
    fauxebs::ListSnapshotBlocksRequest list;
    list.snapshot_id = id;
    list.starting_block_index = index;
    fauxebs::GetSnapshotBlockRequest get;
    get.snapshot_id = id;
    get.block_index = index;
    get.block_token = service_->ListSnapshotBlocks(list, context_)->blocks.at(0).block_token;
    return fauxebs::Block::Of(service_->GetSnapshotBlock(get, context_)->block_data);
  }

 private:
  std::shared_ptr<fauxebs::Service> service_;
  fauxebs::Sleeper sleeper_;
  fauxebs::CallContext context_;
};

struct TypicalFailure : fauxebs::Test {
  Backup backup{ebs.service(), ebs.clock().Sleeper()};
  fauxebs::Block block = fauxebs::Block::Filled('x');
};

TEST_F(TypicalFailure, WrongContentAfterADamagedReply) {
  fauxebs::SnapshotSpec spec;
  spec.blocks = {{0, block}, {7, block}};
  const std::string id = ebs.AddSnapshot(spec);
  ebs.On(GetSnapshotBlock).Block(7).Once().CorruptReply(FlipBit(4096));

  const std::string copy = backup.Start();
  EXPECT_THAT(backup.Put(copy, 0, backup.Get(id, 0), 100ms), IsOk());
  EXPECT_THAT(backup.Put(copy, 7, backup.Get(id, 7), 100ms), IsOk());
  EXPECT_THAT(backup.Complete(copy, 2), IsOk());

  EXPECT_THAT(ebs.Snapshot(copy), HoldsImage({{0, block}, {7, block}}));
}

TEST_F(TypicalFailure, ARuleThatWaitedForMoreCalls) {
  ebs.On(PutSnapshotBlock).Nth(3).LoseReply();

  const std::string id = backup.Start();
  EXPECT_THAT(backup.Put(id, 0, block, 100ms), IsOk());
  EXPECT_THAT(backup.Put(id, 1, block, 100ms), IsOk());
  EXPECT_THAT(backup.Complete(id, 2), IsOk());
}

TEST_F(TypicalFailure, GivingUpAfterThrottling) {
  ebs.On(PutSnapshotBlock).Block(1).First(5).Refuse(RequestThrottled());

  const std::string id = backup.Start();
  EXPECT_THAT(backup.Put(id, 0, block, 100ms), IsOk());
  EXPECT_THAT(backup.Put(id, 1, block, 100ms), IsOk());
}

TEST_F(TypicalFailure, AnOrphanAfterALostReply) {
  ebs.On(StartSnapshot).Once().LoseReply();

  const std::string id = backup.Start();
  EXPECT_THAT(backup.Put(id, 0, block, 100ms), IsOk());
  EXPECT_THAT(backup.Complete(id, 1), IsOk());

  EXPECT_THAT(ebs, HasNoOrphans());
}

TEST_F(TypicalFailure, ARetryWithoutBackoff) {
  ebs.On(PutSnapshotBlock).Once().Refuse(RequestThrottled());

  const std::string id = backup.Start();
  EXPECT_THAT(backup.Put(id, 0, block, 0ms), IsOk());

  EXPECT_THAT(ebs, Retries(PutSnapshotBlock, BackoffAtLeast(100ms)));
}

// What the report says of a seed and of rules that are not text.

struct Replayed : fauxebs::Test {
  Replayed() : fauxebs::Test(Options()) {}
  static fauxebs::FakeOptions Options() {
    fauxebs::FakeOptions options;
    options.service.seed = 77;
    return options;
  }
};

TEST_F(Replayed, SeedAndRules) {
  ebs.Load(R"(PutSnapshotBlock: refuse(InternalServer "a \"quoted\" word"))");
  ebs.On(GetSnapshotBlock).Where([](const fauxebs::AttemptedCall&) { return true; }).LoseReply();
  FAIL() << "the real reason";
}

}  // namespace
