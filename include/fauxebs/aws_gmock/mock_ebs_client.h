// MockEBSClient: a FakeEBSClient with expectations. Every operation does what the fake does, unless
// the test says otherwise.
//
//   MakeMockEBSClient   the client for production code
//   MockEBSClient       the class itself
//
//   auto client = MakeMockEBSClient(ebs);  // and a StrictMock: MakeMockEBSClient<StrictMock>(ebs)
//   EXPECT_CALL(*client, PutSnapshotBlock(ForBlock(7))).Times(1);  // and it is put
//   EXPECT_CALL(*client, CompleteSnapshot).WillOnce(Return(error));  // an Aws::EBS::EBSError
//   Backup(client);
//
// The mock stands above the SDK's retries: it sees one call for each operation, not each attempt,
// and so an action's error is final. Callable, Async and the paginators arrive at it, too. A fault
// by rule (ebs.On(...)) comes as the service's would, is retried as such, and is better than an
// action; the fake's state is better evidence than a count of calls.
//
// An action that answers with a block: the outcome is move-only, so it is made by a lambda, each
// time anew, or given away once by ByMove.
//
//   EXPECT_CALL(*client, GetSnapshotBlock)
//       .WillOnce(Return(ByMove(GetSnapshotBlockOutcome(error))))
//       .WillRepeatedly([&mock = *client](const GetSnapshotBlockRequest& request) {
//         GetSnapshotBlockOutcome outcome = mock.FakeEBSClient::GetSnapshotBlock(request);
//         outcome.GetResult().SetChecksum("wrong");
//         return outcome;
//       });
//
// Such an action refers to its mock: a shared_ptr in it would keep the mock alive for ever.
//
// Safe for concurrent use once the expectations are set. With calls in flight they must not be set,
// verified or cleared.
#pragma once

#include <aws/ebs/EBSServiceClientModel.h>
#include <gmock/gmock.h>

#include <memory>

#include "fauxebs/aws/ebs_client.h"
#include "fauxebs/aws_gmock/matchers.h"
#include "fauxebs/aws_gmock/printers.h"
#include "fauxebs/fake.h"
#include "fauxebs/operations.h"

namespace fauxebs {

// On the stack, what its calls in flight refer to (actions' captures, handlers) must outlive it: be
// declared before it. Drain() at the end of its scope: its destructor waits too, but a class
// derived from it, which NiceMock is, has then begun to go.
class MockEBSClient : public FakeEBSClient {
 public:
  explicit MockEBSClient(Fake& ebs, const ClientOptions& options = {})
      : FakeEBSClient(ebs, options) {
    PassOn();
  }
  MockEBSClient(Fake& ebs, const Aws::EBS::EBSClientConfiguration& configuration,
                const ClientOptions& options = {})
      : FakeEBSClient(ebs, configuration, options) {
    PassOn();
  }
  ~MockEBSClient() override { Drain(); }

  // One mock for each operation: XOutcome X(const XRequest&) const.
#define FAUXEBS_MOCK_OPERATION(Name)                                                         \
  MOCK_METHOD(Aws::EBS::Model::Name##Outcome, Name, (const Aws::EBS::Model::Name##Request&), \
              (const, override));
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_MOCK_OPERATION)
#undef FAUXEBS_MOCK_OPERATION

 private:
  void PassOn() {
#define FAUXEBS_PASS_ON(Name)                                                                \
  ON_CALL(*this, Name).WillByDefault([this](const Aws::EBS::Model::Name##Request& request) { \
    return FakeEBSClient::Name(request);                                                     \
  });
    FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_PASS_ON)
#undef FAUXEBS_PASS_ON
  }
};

// The last owner waits for the calls in flight, and then verifies the expectations. `Kind` is
// testing::NiceMock, NaggyMock or StrictMock.
template <template <typename> class Kind = testing::NiceMock>
std::shared_ptr<Kind<MockEBSClient>> MakeMockEBSClient(Fake& ebs,
                                                       const ClientOptions& options = {}) {
  return internal::MakeDraining<Kind<MockEBSClient>>(ebs, options);
}
template <template <typename> class Kind = testing::NiceMock>
std::shared_ptr<Kind<MockEBSClient>> MakeMockEBSClient(
    Fake& ebs, const Aws::EBS::EBSClientConfiguration& configuration,
    const ClientOptions& options = {}) {
  return internal::MakeDraining<Kind<MockEBSClient>>(ebs, configuration, options);
}

namespace words {

using fauxebs::MakeMockEBSClient;
using fauxebs::MockEBSClient;

}  // namespace words
}  // namespace fauxebs
