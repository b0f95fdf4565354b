// The door to AWS itself; docs/real_aws.md says what for, and what it costs. It is opened only
// where FAUXEBS_REAL_AWS=1 is in the environment, and never in CI.
//
//   FAUXEBS_REAL_AWS_SNAPSHOTS   the file that the ids of all started snapshots are appended to
//   FAUXEBS_REAL_AWS_ENDPOINT    a server to ask in place of AWS
//
// Credentials and Region are found as by every program on the SDK. This door waits in real time,
// which no test of a fake does: there is no clock to move.
#include <aws/ebs/EBSClient.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include "aws_door.h"
#include "conformance.h"
#include "fauxebs/aws/sdk.h"

namespace fauxebs {
namespace {

std::string Setting(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

// The ids of all snapshots that were started. Each is on disk before the test goes on, for a
// snapshot that nobody knows of costs money for ever.
class StartedSnapshots {
 public:
  static StartedSnapshots& Get() {
    static StartedSnapshots started;
    return started;
  }

  void Add(const std::string& id) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!ids_.insert(id).second) return;  // a replay
    std::ofstream file(path_, std::ios::app);
    if (!(file << id << std::endl)) {
      throw std::runtime_error("snapshot " + id + " was started, but could not be noted in " +
                               path_ + ": delete it by hand");
    }
  }

 private:
  StartedSnapshots() = default;
  ~StartedSnapshots() {
    if (ids_.empty()) return;
    std::cout << ids_.size() << " snapshots were started in AWS. To delete them:\n"
              << "  while read -r id; do aws ec2 delete-snapshot --snapshot-id \"$id\"; done < "
              << path_ << std::endl;
  }

  const std::string path_ = Setting("FAUXEBS_REAL_AWS_SNAPSHOTS", "fauxebs-real-aws-snapshots.txt");
  std::mutex mutex_;
  std::set<std::string> ids_;
};

// Notes what is started, and completes what a test left pending, for an account may have 100
// pending snapshots only. A service that could not be reached, for all the retries of the SDK, is
// not asked again: hundreds of tests would each wait for it.
class RealService final : public Service {
 public:
  explicit RealService(std::shared_ptr<const Aws::EBS::EBSClient> client)
      : over_client_(std::move(client)) {}

  ~RealService() override {
    for (const auto& [id, indexes] : written_) {
      try {
        const auto count = static_cast<std::int64_t>(indexes.size());
        static_cast<void>(over_client_.CompleteSnapshot(CompleteOf(id, count), {}));
      } catch (const std::exception& error) {
        std::cerr << id << " stays pending until it times out: " << error.what() << std::endl;
      }
    }
  }

#define FAUXEBS_FORWARD(Name)                                                                      \
  Result<Name##Response> Name(const Name##Request& request, const CallContext& context) override { \
    return Noted(request, Ask(&Service::Name, request, context));                                  \
  }
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_FORWARD)
#undef FAUXEBS_FORWARD

 private:
  template <typename Answer, typename Request>
  Result<Answer> Ask(Result<Answer> (Service::*operation)(const Request&, const CallContext&),
                     const Request& request, const CallContext& context) {
    if (!WhyUnreachable().empty()) throw std::runtime_error(WhyUnreachable());
    Service& service = over_client_;
    Result<Answer> answer = (service.*operation)(request, context);
    if (!answer && answer.error().code == ErrorCode::kConnection) {
      WhyUnreachable() =
          "the real service cannot be reached (is the Region right?): " + answer.error().message;
      throw std::runtime_error(WhyUnreachable());
    }
    return answer;
  }

  static std::string& WhyUnreachable() {
    static std::string why;
    return why;
  }

  template <typename Request>
  Result<ResponseTo<Request>> Noted(const Request& /*request*/,
                                    Result<ResponseTo<Request>> answer) {
    return answer;
  }
  Result<StartSnapshotResponse> Noted(const StartSnapshotRequest& /*request*/,
                                      Result<StartSnapshotResponse> answer) {
    if (answer) {
      StartedSnapshots::Get().Add(answer->snapshot_id);
      written_[answer->snapshot_id];
    }
    return answer;
  }
  Result<PutSnapshotBlockResponse> Noted(const PutSnapshotBlockRequest& request,
                                         Result<PutSnapshotBlockResponse> answer) {
    if (answer) written_[request.snapshot_id].insert(request.block_index);
    return answer;
  }

  ServiceOverClient over_client_;
  std::map<std::string, std::set<std::int64_t>> written_;  // started snapshot -> indexes
};

class RealAwsDoor final : public SdkDoor {
 public:
  std::string name() const override { return "real"; }

  std::shared_ptr<Service> Open(Fake& /*fake*/, const std::string& /*client*/,
                                const std::string& /*account*/) const override {
    static const AwsSdk sdk;
    Aws::EBS::EBSClientConfiguration configuration;
    configuration.endpointOverride = Setting("FAUXEBS_REAL_AWS_ENDPOINT", "").c_str();
    return std::make_shared<RealService>(std::make_shared<Aws::EBS::EBSClient>(configuration));
  }

  // Observed: a second or two if all is well, 11 minutes to find a wrong count.
  void Settle(Service& service, const std::string& snapshot_id) const override {
    SnapshotStatus status = SnapshotStatus::kPending;
    Poll("is pending yet", snapshot_id, [&] {
      // Asked again, CompleteSnapshot tells the status, whatever it is given.
      status = service.CompleteSnapshot(CompleteOf(snapshot_id, 0), {}).value().status;
      return status != SnapshotStatus::kPending;
    });
    if (status == SnapshotStatus::kError) return;
    Poll("cannot be read yet", snapshot_id,
         [&] { return service.ListSnapshotBlocks(ListOf(snapshot_id), {}).has_value(); });
  }

  WhyNot cannot_change_accounts() const override {
    return "needs another account, and has the credentials of one only";
  }

  WhyNot cannot_look_inside() const override {
    return "needs what only a fake has, and this is the real service";
  }

 private:
  template <typename Condition>
  static void Poll(const char* otherwise, const std::string& snapshot_id, Condition condition) {
    constexpr std::chrono::minutes kPatience(20);
    const auto start = std::chrono::steady_clock::now();
    while (!condition()) {
      if (std::chrono::steady_clock::now() - start > kPatience) {
        throw std::runtime_error("after 20 minutes " + snapshot_id + " " + otherwise);
      }
      std::this_thread::sleep_for(std::chrono::seconds(1));
    }
  }
};

const bool kRealAwsDoorIsAdded = AddDoor(std::make_unique<RealAwsDoor>());

}  // namespace
}  // namespace fauxebs
