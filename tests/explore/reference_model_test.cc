#include "explore/reference_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "explore/told.h"
#include "fauxebs/fake.h"

namespace fauxebs::internal {
namespace {

using ::testing::HasSubstr;
using ::testing::Optional;

constexpr TimePoint kNow = kClockEpoch;
constexpr const char* kRequestId = "00000000-0000-4000-8000-000000000001";
constexpr const char* kOtherRequestId = "00000000-0000-4000-8000-000000000002";

StartSnapshotRequest Start() {
  StartSnapshotRequest request;
  request.volume_size_gib = 1;
  return request;
}

StartSnapshotResponse Started(const std::string& id = kId) {
  StartSnapshotResponse response;
  response.snapshot_id = id;
  response.owner_id = kDefaultAccount;
  response.start_time = kNow;
  response.volume_size_gib = 1;
  response.block_size_bytes = kBlockSizeBytes;
  response.request_id = kRequestId;
  return response;
}

CompleteSnapshotRequest Complete() {
  CompleteSnapshotRequest request;
  request.snapshot_id = kId;
  request.changed_blocks_count = 0;
  return request;
}

AnyResult Status(SnapshotStatus status, const char* request_id = kOtherRequestId) {
  return AnyResponse(CompleteSnapshotResponse{status, request_id});
}

std::optional<std::string> Text(const std::optional<Difference>& difference) {
  if (!difference) return std::nullopt;
  return difference->ToText();
}

// What the model says of the answer to the first StartSnapshot.
std::optional<std::string> DifferenceOfAStart(const StartSnapshotResponse& response) {
  return Text(ReferenceModel().Accept(Start(), {}, kNow, AnyResponse(response)));
}

class StartedModel : public testing::Test {
 protected:
  StartedModel() {
    EXPECT_EQ(Text(model.Accept(Start(), {}, kNow, AnyResponse(Started()))), std::nullopt);
  }
  ReferenceModel model;
};

TEST(ReferenceModel, TellsTheMemberThatDiffers) {
  StartSnapshotResponse response = Started();
  response.status = SnapshotStatus::kCompleted;
  EXPECT_EQ(DifferenceOfAStart(response),
            "answer->status is SnapshotStatus::kCompleted, not SnapshotStatus::kPending as "
            "expected");
}

TEST(ReferenceModel, TellsAnErrorThatIsMissing) {
  CompleteSnapshotRequest request = Complete();
  const auto difference =
      ReferenceModel().Accept(request, {}, kNow, Status(SnapshotStatus::kPending));
  EXPECT_EQ(Text(difference),
            "answer is a response, not MakeError(ErrorCode::kResourceNotFound, "
            "ErrorReason::kSnapshotNotFound, \"The snapshot 'snap-00000000000000001' does not "
            "exist.\") as expected");
}

TEST(ReferenceModel, WantsIdsOfTheUsualForm) {
  EXPECT_THAT(DifferenceOfAStart(Started("snap-1")), Optional(HasSubstr("of the usual form")));
}

TEST(ReferenceModel, WantsRequestIdsOfTheUsualForm) {
  StartSnapshotResponse response = Started();
  response.request_id = "1";
  EXPECT_THAT(DifferenceOfAStart(response), Optional(HasSubstr("of the usual form")));
}

TEST_F(StartedModel, WantsNewIds) {
  StartSnapshotResponse again = Started();
  again.request_id = kOtherRequestId;
  EXPECT_THAT(Text(model.Accept(Start(), {}, kNow, AnyResponse(again))),
              Optional(HasSubstr("not something new as expected")));
}

TEST_F(StartedModel, WantsNewRequestIds) {
  const auto difference =
      model.Accept(Complete(), {}, kNow, Status(SnapshotStatus::kPending, kRequestId));
  EXPECT_THAT(Text(difference), Optional(HasSubstr("->request_id")));
}

TEST_F(StartedModel, StaysAsItWasWhereAnAnswerDiffers) {
  const std::string before = model.ToText(kNow);
  EXPECT_TRUE(model.Accept(Complete(), {}, kNow, Status(SnapshotStatus::kCompleted)));
  EXPECT_EQ(model.ToText(kNow), before);
}

TEST_F(StartedModel, MovesOnWithWhatNobodyHeard) {
  static_cast<void>(model.Apply(Complete(), {}, kNow));
  EXPECT_EQ(Text(model.Accept(Complete(), {}, kNow, Status(SnapshotStatus::kCompleted))),
            std::nullopt);
}

TEST(ReferenceModel, LearnsTheIdOfAnUnheardStartByItsClientToken) {
  ReferenceModel model;
  StartSnapshotRequest start = Start();
  start.client_token = "token";
  static_cast<void>(model.Apply(start, {}, kNow));
  EXPECT_EQ(model.StatusOf(kId, kNow), std::nullopt);
  EXPECT_EQ(Text(model.Accept(start, {}, kNow, AnyResponse(Started()))), std::nullopt);
  EXPECT_EQ(model.StatusOf(kId, kNow), SnapshotStatus::kPending);
}

TEST(ReferenceModel, IsHeldAgainstAllSnapshotsOfAFake) {
  Fake ebs;
  SnapshotSpec spec;
  spec.blocks.emplace_back(7, Block::Filled(1));
  ReferenceModel model;
  model.AddSnapshot(spec, ebs.AddSnapshot(spec), kNow);
  EXPECT_EQ(Text(model.DifferenceFrom(ebs.Snapshots(), kNow)), std::nullopt);
}

TEST(ReferenceModel, TellsWhatASnapshotHoldsElse) {
  Fake ebs;
  SnapshotSpec spec;
  spec.blocks.emplace_back(7, Block::Filled(1));
  const std::string id = ebs.AddSnapshot(spec);
  spec.blocks.emplace_back(7, Block::Filled(2));
  ReferenceModel model;
  model.AddSnapshot(spec, id, kNow);
  EXPECT_THAT(Text(model.DifferenceFrom(ebs.Snapshots(), kNow)),
              Optional(HasSubstr(".at(0).block(7)->checksum() is")));
}

}  // namespace
}  // namespace fauxebs::internal
