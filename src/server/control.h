// Control: what fauxebs-server answers: the service, and below /_fauxebs/ what tests in other
// languages do to it.
//
//   fauxebs::internal::Control control(options);
//   SocketServer server(host, port, limits, [&](const HttpRequest& r) { return control(r); });
//
// The endpoints stand in docs/http.md. Safe to call concurrently.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/mutex.h"
#include "fauxebs/fake.h"
#include "fauxebs/http/server.h"
#include "http/message.h"

namespace fauxebs::internal {

// What a universe is made of, each time anew.
struct UniverseOptions {
  FakeOptions fake;        // its start is the time of day where http.follow_real_time says so
  HttpServerOptions http;  // account, region, credentials, follow_real_time
  std::string rules;       // as text
  std::vector<std::pair<std::string, std::string>> images;  // ids and paths
};

class Control {
 public:
  // std::logic_error for rules and ids that cannot be, and what Fake::LoadImage throws.
  explicit Control(UniverseOptions options);
  ~Control();
  Control(const Control&) = delete;
  Control& operator=(const Control&) = delete;

  // A call that is under way ends in the universe where it began.
  Answer operator()(const HttpRequest& request);

  // Lets go what rules hold, for good.
  void CancelRules();

 private:
  struct Universe;
  struct Endpoint;
  struct Kept;  // by a checkpoint
  using SharedUniverse = std::shared_ptr<Universe>;

  static const std::vector<Endpoint>& Endpoints();
  SharedUniverse Current() const;
  void Replace(SharedUniverse universe);
  Answer Do(const std::string& method, const std::string& name, const Bytes& body);

  Answer ShowSnapshots(const Bytes& body);
  Answer ShowFaults(const Bytes& body);
  Answer AddFaults(const Bytes& body);
  Answer CancelFaults(const Bytes& body);
  Answer CancelFault(const std::string& number);
  Answer ShowClock(const Bytes& body);
  Answer AdvanceClock(const Bytes& body);
  Answer ShowJournal(const Bytes& body);
  Answer ClearJournal(const Bytes& body);
  Answer TakeCheckpoint(const Bytes& body);
  Answer RestoreCheckpoint(const Bytes& body);
  Answer Reset(const Bytes& body);

  const UniverseOptions options_;
  mutable Mutex mutex_;
  SharedUniverse universe_ FAUXEBS_GUARDED_BY(mutex_);
  std::vector<Kept> checkpoints_ FAUXEBS_GUARDED_BY(mutex_);
};

}  // namespace fauxebs::internal
