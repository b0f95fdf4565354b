// Service: the six operations of the EBS direct APIs.
//
//   CallContext   who calls, and for how long it listens
//   SentReply     a reply that does not arrive as it was sent
//   Service       the six operations
//
//   Result<StartSnapshotResponse> r = service->StartSnapshot(request, context);
//
// Every implementation may be called from several threads at once. Doors hold it by shared_ptr.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "fauxebs/operations.h"

namespace fauxebs {

inline constexpr const char* kDefaultAccount = "111122223333";

// A reply that does not arrive as it was sent, for doors that send it.
struct SentReply {
  // What the service answered; null: it arrives whole, or nothing was sent.
  std::shared_ptr<const AnyResult> answer{};
  std::uint32_t bytes = 0;  // how many of its body arrive, if it has so many
  bool stalls = false;      // the connection then stays open, silent
};

// FAKE: wire-4: what stands in the place of the body of a garbled reply: a proxy's words.
inline constexpr std::string_view kGarbledBody =
    "<html><body><h1>502 Bad Gateway</h1></body></html>";

// Who calls, and for how long it listens. Not part of the message.
struct CallContext {
  std::string client = "direct";
  std::string account = kDefaultAccount;  // 12 digits
  int attempt = 1;                        // 2 and more for a client's retries of one call
  std::chrono::milliseconds backoff{0};   // what the caller waited before it
  // The caller's own time: other callers' waits are not its. Nothing: now.
  std::optional<TimePoint> started{};
  // When the caller gives up: max() for never; nothing: after kPatience.
  std::optional<TimePoint> deadline{};
  // Where a caller who keeps its own time is told how long it waited.
  std::chrono::milliseconds* waited = nullptr;
  // When the request reaches the service, where it was late on the way: its caller has stopped
  // listening. Nothing: now, and somebody listens.
  std::optional<TimePoint> arrival{};
  // Where a door that puts the reply on a wire is told of one that is cut, stalls or is garbled.
  SentReply* sent = nullptr;
  std::uint64_t call = 0;  // the journal's number of it; set on the way
  // Where a caller is told that number.
  std::uint64_t* recorded = nullptr;
};

// How long a caller without a deadline listens: the SDK's default request time-out.
inline constexpr std::chrono::milliseconds kPatience{3000};

class Service {
 public:
  virtual ~Service() = default;
  Service() = default;
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  // One virtual function for each operation: Result<XResponse> X(const XRequest&, const
  // CallContext&).
#define FAUXEBS_DECLARE_OPERATION(Name) \
  virtual Result<Name##Response> Name(const Name##Request& request, const CallContext& context) = 0;
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_DECLARE_OPERATION)
#undef FAUXEBS_DECLARE_OPERATION
};

}  // namespace fauxebs
