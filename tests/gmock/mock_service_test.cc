// The mock as its users write it, with all words opened.
#include <fauxebs/gmock/mock_service.h>
#include <fauxebs/gmock/test.h>
#include <gtest/gtest-spi.h>

#include <memory>
#include <string>

// NOLINTBEGIN(google-build-using-namespace): as tests do
using namespace testing;
using namespace fauxebs::words;
// NOLINTEND(google-build-using-namespace)

namespace {

struct MockServiceTest : fauxebs::Test {
  fauxebs::PutSnapshotBlockRequest PutRequest(std::int64_t index) const {
    fauxebs::PutSnapshotBlockRequest request;
    request.snapshot_id = id;
    request.block_index = index;
    request.SetBlock(block);
    return request;
  }
  fauxebs::CompleteSnapshotRequest CompleteRequest() const {
    fauxebs::CompleteSnapshotRequest request;
    request.snapshot_id = id;
    request.changed_blocks_count = 1;
    return request;
  }

  const fauxebs::Block block = fauxebs::Block::Filled('x');
  const std::string id = [this] {
    fauxebs::StartSnapshotRequest request;
    request.volume_size_gib = 1;
    return ebs.service()->StartSnapshot(request, {})->snapshot_id;
  }();
  const std::shared_ptr<NiceMock<MockService>> mock =
      std::make_shared<NiceMock<MockService>>(ebs.service());
};

TEST_F(MockServiceTest, DoesWhatTheOtherServiceDoes) {
  EXPECT_THAT(mock->PutSnapshotBlock(PutRequest(7), {}), IsOk());
  EXPECT_THAT(mock->CompleteSnapshot(CompleteRequest(), {}), IsOk());

  EXPECT_THAT(ebs.Snapshot(id), AllOf(IsCompleted(), HasBlock(7, block)));
}

TEST_F(MockServiceTest, IsAnsweredWhereItIsExpected) {
  EXPECT_CALL(*mock, PutSnapshotBlock(AllOf(ForSnapshot(id), ForBlock(7)), _)).Times(2);

  EXPECT_THAT(mock->PutSnapshotBlock(PutRequest(7), {}), IsOk());
  EXPECT_THAT(mock->PutSnapshotBlock(PutRequest(7), {}), IsOk());
}

TEST_F(MockServiceTest, DoesWhatAnActionSaysInstead) {
  EXPECT_CALL(*mock, CompleteSnapshot).WillOnce(Return(Conflict()));

  EXPECT_THAT(mock->CompleteSnapshot(CompleteRequest(), {}), FailsWith(Conflict()));
  EXPECT_EQ(ebs.journal().Count(CompleteSnapshot), 0U);
}

TEST_F(MockServiceTest, LetsAnActionCallTheOtherService) {
  EXPECT_CALL(*mock, PutSnapshotBlock)
      .WillOnce([service = ebs.service()](const fauxebs::PutSnapshotBlockRequest& request,
                                          const fauxebs::CallContext& context) {
        static_cast<void>(service->PutSnapshotBlock(request, context));
        return service->PutSnapshotBlock(request, context);
      });

  EXPECT_THAT(mock->PutSnapshotBlock(PutRequest(7), {}), IsOk());
  EXPECT_EQ(ebs.journal().Count(PutSnapshotBlock), 2U);
}

TEST_F(MockServiceTest, SaysInShortWhatWasCalledInstead) {
  EXPECT_CALL(*mock, PutSnapshotBlock(ForBlock(7), _)).Times(0);
  TestPartResultArray failures;
  {
    const ScopedFakeTestPartResultReporter reporter(
        ScopedFakeTestPartResultReporter::INTERCEPT_ONLY_CURRENT_THREAD, &failures);
    static_cast<void>(mock->PutSnapshotBlock(PutRequest(8), {}));
  }

  ASSERT_EQ(failures.size(), 1);
  EXPECT_THAT(std::string(failures.GetTestPartResult(0).message()),
              AllOf(HasSubstr("which is for block 8"), HasSubstr("direct, attempt 1"),
                    Not(HasSubstr("xxxx")), SizeIs(Lt(1000U))));
}

TEST_F(MockServiceTest, IsVerifiedWhenItsLastOwnerLetsItGo) {
  EXPECT_NONFATAL_FAILURE(
      {
        const auto other = std::make_shared<NiceMock<MockService>>(ebs.service());
        EXPECT_CALL(*other, StartSnapshot);
      },
      "Actual: never called");
}

}  // namespace
