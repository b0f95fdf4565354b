// Snapshots that EC2 shares with another account, or with all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using testing::ElementsAre;

constexpr const char* kRecipient = "999988887777";

class SharedSnapshot : public Conformance {
 protected:
  std::string Shared(const std::string& id) {
    ebs().ShareSnapshot(id, kRecipient);
    return id;
  }

  Caller recipient = As("tester", kRecipient);
};
FAUXEBS_AT_EVERY_DOOR(SharedSnapshot);

TEST_P(SharedSnapshot, CanBeListedByItsRecipient) {
  const std::string id = Shared(Upload({{0, A()}, {4, B()}}));

  EXPECT_THAT(Indexes(recipient.List(id)), ElementsAre(0, 4));
}

TEST_P(SharedSnapshot, CanBeReadByItsRecipient) {
  const std::string id = Shared(Upload({{0, A()}}));

  EXPECT_EQ(recipient.Read(id, 0), A());
}

TEST_P(SharedSnapshot, CanBeComparedByItsRecipient) {
  const std::string parent = Shared(Upload({{0, A()}}));
  const std::string child = Shared(UploadChild(parent, {{1, B()}}));

  EXPECT_THAT(recipient.Changes(parent, child).changed_blocks, ElementsAre(InSecondOnly(1)));
}

TEST_P(SharedSnapshot, CanBeComparedOnlyWithWhatIsSharedToo) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = Shared(UploadChild(parent, {{1, B()}}));

  EXPECT_THAT(recipient.Send(ChangesOf(parent, child)), IsNotFound(parent));
  EXPECT_THAT(recipient.Send(ChangesOf(child, parent)), IsNotFound(parent));
}

TEST_P(SharedSnapshot, ShowsItsRecipientInheritedBlocks) {
  const std::string id = Shared(UploadChild(Upload({{0, A()}}), {}));

  EXPECT_EQ(recipient.Read(id, 0), A());
}

TEST_P(SharedSnapshot, CannotBeWrittenByItsRecipient) {
  const std::string id = Shared(Start(1));

  EXPECT_THAT(recipient.Send(PutOf(id, 0, A())), IsNotFound(id));
}

TEST_P(SharedSnapshot, CannotBeCompletedByItsRecipient) {
  const std::string id = Shared(Start(1));

  EXPECT_THAT(recipient.Send(CompleteOf(id, 0)), IsNotFound(id));
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);
}

TEST_P(SharedSnapshot, CannotBeAParentOfItsRecipients) {
  const std::string id = Shared(Upload({{0, A()}}));

  EXPECT_THAT(recipient.Send(ChildOf(id)), IsNotFound(id));
}

TEST_P(SharedSnapshot, CannotBeReadWhilePending) {
  const std::string id = Shared(Start(1));

  EXPECT_THAT(recipient.Send(ListOf(id)), IsNotFound(id));
}

TEST_P(SharedSnapshot, IsUnknownToOthers) {
  const std::string id = Shared(Upload({{0, A()}}));

  EXPECT_THAT(As("tester", "555566667777").Send(ListOf(id)), IsNotFound(id));
}

TEST_P(SharedSnapshot, StaysItsOwners) {
  const std::string id = Shared(Upload({{0, A()}}));

  EXPECT_EQ(Read(id, 0), A());
  EXPECT_THAT(Send(ChildOf(id)), Succeeds());
}

class PublicSnapshot : public Conformance {
 protected:
  std::string Public(const std::string& id) {
    ebs().MakePublic(id);
    return id;
  }

  static RefusalMatcher IsUnsupported() {
    return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                     "Public snapshots are not supported");
  }

  Caller stranger = As("tester", "999988887777");
};
FAUXEBS_AT_EVERY_DOOR(PublicSnapshot);

TEST_P(PublicSnapshot, CannotBeListedByOthers) {
  EXPECT_THAT(stranger.Send(ListOf(Public(Upload({{0, A()}})))), IsUnsupported());
}

TEST_P(PublicSnapshot, CannotBeReadByOthersThoughTheyHaveAToken) {
  const std::string id = Public(Upload({{0, A()}}));

  EXPECT_THAT(stranger.Send(GetOf(id, 0, Token(id, 0))), IsUnsupported());
}

TEST_P(PublicSnapshot, CannotBeComparedByOthers) {
  const std::string id = Public(Upload({{0, A()}}));

  EXPECT_THAT(stranger.Send(ChangesOf(id, id)), IsUnsupported());
}

TEST_P(PublicSnapshot, CannotBeReadByOthersThoughItIsSharedWithThem) {
  const std::string id = Public(Upload({{0, A()}}));
  ebs().ShareSnapshot(id, "999988887777");

  EXPECT_THAT(stranger.Send(ListOf(id)), IsUnsupported());
}

TEST_P(PublicSnapshot, CannotBeAParentOfOthers) {
  const std::string id = Public(Upload({{0, A()}}));

  EXPECT_THAT(stranger.Send(ChildOf(id)), IsNotFound(id));
}

TEST_P(PublicSnapshot, IsReadByItsOwner) {
  const std::string id = Public(Upload({{0, A()}}));

  EXPECT_EQ(Read(id, 0), A());
  EXPECT_THAT(Send(ChangesOf(id, id)), Succeeds());
}

}  // namespace
}  // namespace fauxebs
