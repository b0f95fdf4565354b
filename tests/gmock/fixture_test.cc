// The fixture, from tests that pass because it judges at the right time, with all words opened.
#include <fauxebs/gmock/test.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

// NOLINTBEGIN(google-build-using-namespace): as tests do
using namespace testing;
using namespace fauxebs::words;
// NOLINTEND(google-build-using-namespace)

namespace {

fauxebs::StartSnapshotRequest StartRequest() {
  fauxebs::StartSnapshotRequest request;
  request.volume_size_gib = 1;
  return request;
}

// Starts a snapshot, and completes it when destroyed.
class LateClient {
 public:
  explicit LateClient(std::shared_ptr<fauxebs::Service> service)
      : service_(std::move(service)),
        id_(service_->StartSnapshot(StartRequest(), {})->snapshot_id) {}
  LateClient(const LateClient&) = delete;
  LateClient& operator=(const LateClient&) = delete;
  ~LateClient() {
    fauxebs::CompleteSnapshotRequest request;
    request.snapshot_id = id_;
    request.changed_blocks_count = 0;
    static_cast<void>(service_->CompleteSnapshot(request, {}));
  }

  const std::string& id() const { return id_; }

 private:
  const std::shared_ptr<fauxebs::Service> service_;
  const std::string id_;
};

struct Fixture : fauxebs::Test {
  LateClient client{ebs.service()};
};

TEST_F(Fixture, JudgesWhenItsClientsAreGone) {
  ebs.On(CompleteSnapshot).Once().LoseReply();  // fires in the client's destructor
  EXPECT_THAT(ebs.Snapshot(client.id()), AllOf(IsPending(), Not(HasBlock(0))));
}

TEST_F(Fixture, HasAFakeOfItsOwnForEachTest) {
  EXPECT_THAT(ebs.Snapshots(), SizeIs(1));
  EXPECT_THAT(ebs.rules(), IsEmpty());
}

struct ChosenSeed : fauxebs::Test {
  ChosenSeed() : fauxebs::Test(Options()) {}

  static fauxebs::FakeOptions Options() {
    fauxebs::FakeOptions options;
    options.service.seed = 77;
    return options;
  }
};

TEST_F(ChosenSeed, OptionsReachTheFake) { EXPECT_EQ(ebs.seed(), 77U); }

class Parameterised : public fauxebs::Test, public WithParamInterface<std::int64_t> {};

TEST_P(Parameterised, FixturesWork) {
  const std::string id = ebs.service()->StartSnapshot(StartRequest(), {})->snapshot_id;
  ebs.clock().Advance(std::chrono::minutes(GetParam()));
  EXPECT_THAT(ebs.Snapshot(id), IsPending());
}

INSTANTIATE_TEST_SUITE_P(Minutes, Parameterised, Values(0, 30));

}  // namespace
