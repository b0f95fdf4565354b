#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using testing::ElementsAre;

// Two accounts, and two clients of the first one.
class Accounts : public Conformance {
 protected:
  Caller stranger = As("tester", "999988887777");
  Caller colleague = As("colleague", kDefaultAccount);
};
FAUXEBS_AT_EVERY_DOOR(Accounts);

TEST_P(Accounts, OwnTheSnapshotsTheyStart) {
  EXPECT_EQ(Send(StartOf(1))->owner_id, "111122223333");
  EXPECT_EQ(stranger.Send(StartOf(1))->owner_id, "999988887777");
}

TEST_P(Accounts, CannotPutIntoEachOthersSnapshots) {
  const std::string id = Start(1);

  EXPECT_THAT(stranger.Send(PutOf(id, 0, A())), IsNotFound(id));
}

TEST_P(Accounts, CannotCompleteEachOthersSnapshots) {
  const std::string id = Start(1);

  EXPECT_THAT(stranger.Send(CompleteOf(id, 0)), IsNotFound(id));
  EXPECT_EQ(StatusOf(id), SnapshotStatus::kPending);
}

TEST_P(Accounts, CannotListEachOthersSnapshots) {
  const std::string id = Upload({{0, A()}});

  EXPECT_THAT(stranger.Send(ListOf(id)), IsNotFound(id));
}

TEST_P(Accounts, CannotReadEachOthersSnapshotsThoughTheyHaveATokenForIt) {
  const std::string id = Upload({{0, A()}});
  const std::string token = Token(id, 0);

  EXPECT_THAT(stranger.Send(GetOf(id, 0, token)), IsNotFound(id));
}

TEST_P(Accounts, CannotCompareEachOthersSnapshots) {
  const std::string parent = Upload({{0, A()}});
  const std::string child = UploadChild(parent, {});

  EXPECT_THAT(stranger.Send(ChangesOf(parent, child)), IsNotFound(parent));
}

TEST_P(Accounts, CannotCompareTheirSnapshotsWithEachOthers) {
  const std::string mine = Upload({{0, A()}});
  const std::string theirs = stranger.Upload({{0, A()}});

  EXPECT_THAT(Send(ChangesOf(theirs, mine)), IsNotFound(theirs));
  EXPECT_THAT(Send(ChangesOf(mine, theirs)), IsNotFound(theirs));
}

TEST_P(Accounts, CannotInheritFromEachOther) {
  const std::string id = Upload({{0, A()}});

  EXPECT_THAT(stranger.Send(ChildOf(id)), IsNotFound(id));
}

TEST_P(Accounts, CannotTellAPendingSnapshotOfEachOtherFromNone) {
  const std::string id = Start(1);

  EXPECT_THAT(stranger.Send(ChildOf(id)), IsNotFound(id));
}

TEST_P(Accounts, HaveTheirOwnClientTokens) {
  StartSnapshotRequest start = StartOf(1);
  start.client_token = "token";
  StartSnapshotRequest different = StartOf(2);
  different.client_token = "token";

  EXPECT_NE(stranger.Start(start), Start(start));
  EXPECT_EQ(stranger.Start(start), stranger.Start(start));
  EXPECT_THAT(stranger.Send(different), IsRefused(ErrorCode::kConflict, ErrorReason::kNone,
                                                  testing::HasSubstr("does not match")));
}

TEST_P(Accounts, HaveTheirOwnLimitOfPendingSnapshots) {
  StartMany(100);

  EXPECT_THAT(stranger.Send(StartOf(1)), Succeeds());
}

TEST_P(Accounts, WorkSideBySide) {
  const std::string mine = Upload({{0, A()}});
  const std::string theirs = stranger.Upload({{0, B()}});

  EXPECT_EQ(Read(mine, 0), A());
  EXPECT_EQ(stranger.Read(theirs, 0), B());
}

// Clients of one account.

TEST_P(Accounts, LetAllTheirClientsPutIntoASnapshot) {
  const std::string id = Start(1);
  Put(id, 0, A());
  colleague.Put(id, 1, B());

  EXPECT_EQ(colleague.Complete(id, 2), SnapshotStatus::kPending);
  EXPECT_THAT(Indexes(List(id)), ElementsAre(0, 1));
}

TEST_P(Accounts, LetAllTheirClientsUseATokenGivenToOne) {
  const std::string id = Upload({{0, A()}});

  EXPECT_EQ(colleague.Get(id, 0, Token(id, 0)).block_data, A());
}

TEST_P(Accounts, LetAllTheirClientsContinueAListing) {
  const std::string id = Holding(Range(0, 149));

  EXPECT_THAT(Indexes(colleague.ListNext(id, List(id).next_token.value())), IsRange(100, 149));
}

TEST_P(Accounts, ShareClientTokensAmongTheirClients) {
  StartSnapshotRequest start = StartOf(1);
  start.client_token = "token";

  EXPECT_EQ(colleague.Start(start), Start(start));
}

TEST_P(Accounts, ShareTheLimitOfPendingSnapshotsAmongTheirClients) {
  StartMany(100);

  EXPECT_THAT(colleague.Send(StartOf(1)),
              IsRefused(ErrorCode::kConcurrentLimitExceeded, ErrorReason::kNone, testing::_));
}

}  // namespace
}  // namespace fauxebs
