// MockService: a Service with expectations, that does what another Service does.
//
//   auto mock = std::make_shared<testing::NiceMock<fauxebs::MockService>>(ebs.service());
//   EXPECT_CALL(*mock, PutSnapshotBlock(ForBlock(7), _)).Times(2);  // and both are answered
//   EXPECT_CALL(*mock, CompleteSnapshot).WillOnce(Return(Conflict()));
//   Backup(mock);
//
// A fault by rule (ebs.On(...)) is better than an action, and the state of the fake better evidence
// than a count of calls: a mock is for what neither can say. Without NiceMock each call that nobody
// expects is reported, and answered all the same. Safe for concurrent use once expectations are
// set.
#pragma once

#include <gmock/gmock.h>

#include <memory>
#include <utility>

#include "fauxebs/gmock/printers.h"
#include "fauxebs/operations.h"
#include "fauxebs/print.h"
#include "fauxebs/service.h"

namespace fauxebs {

class MockService : public Service {
 public:
  // Operations without an action are passed on to `service`.
  explicit MockService(std::shared_ptr<Service> service) : service_(std::move(service)) {
#define FAUXEBS_PASS_ON(Name)                                                           \
  ON_CALL(*this, Name)                                                                  \
      .WillByDefault([this](const Name##Request& request, const CallContext& context) { \
        return service_->Name(request, context);                                        \
      });
    FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_PASS_ON)
#undef FAUXEBS_PASS_ON
  }

  // One mock for each operation: Result<XResponse> X(const XRequest&, const CallContext&).
#define FAUXEBS_MOCK_OPERATION(Name) \
  MOCK_METHOD(Result<Name##Response>, Name, (const Name##Request&, const CallContext&), (override));
  FAUXEBS_FOR_EACH_OPERATION(FAUXEBS_MOCK_OPERATION)
#undef FAUXEBS_MOCK_OPERATION

 private:
  std::shared_ptr<Service> service_;
};

namespace words {

using fauxebs::MockService;

}  // namespace words
}  // namespace fauxebs
