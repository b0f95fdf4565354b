// What the service can answer and the fake has no cause for: permissions, KMS, reasons whose
// triggers nobody knows. A rule makes them, and what the client sees is what it would see of the
// service.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using words::AccessDenied;
using words::Validation;

class UnmodelledError : public Conformance {
 protected:
  // What a client sees of `error`.
  Result<StartSnapshotResponse> StartAgainst(const Error& error) {
    ebs().On(Operation::kStartSnapshot).Once().Refuse(error);
    return Send(StartOf(1));
  }
  Result<PutSnapshotBlockResponse> PutAgainst(const Error& error) {
    const std::string id = Start(1);
    ebs().On(Operation::kPutSnapshotBlock).Once().Refuse(error);
    return Send(PutOf(id, 0, A()));
  }
  Result<ListSnapshotBlocksResponse> ListAgainst(const Error& error) {
    const std::string id = Holding({{0, A()}});
    ebs().On(Operation::kListSnapshotBlocks).Once().Refuse(error);
    return Send(ListOf(id));
  }
};
FAUXEBS_AT_EVERY_DOOR(UnmodelledError);

Error NotFound(ErrorReason reason) {
  return MakeError(ErrorCode::kResourceNotFound, reason, "KMS key not found");
}

// Permissions. FAKE: acct-4

TEST_P(UnmodelledError, OfAnAccountWithoutPermission) {
  EXPECT_THAT(ListAgainst(AccessDenied()),
              IsRefused(ErrorCode::kAccessDenied, ErrorReason::kUnauthorizedAccount,
                        AccessDenied().message));
}

TEST_P(UnmodelledError, OfADependencyWithoutPermission) {
  EXPECT_THAT(StartAgainst(AccessDenied(ErrorReason::kDependencyAccessDenied)),
              IsRefused(ErrorCode::kAccessDenied, ErrorReason::kDependencyAccessDenied,
                        AccessDenied().message));
}

// KMS. FAKE: enc-12

TEST_P(UnmodelledError, OfAKeyThatMayNotBeUsed) {
  EXPECT_THAT(StartAgainst(Validation(ErrorReason::kInvalidDependencyRequest, "denied")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidDependencyRequest, "denied"));
}

TEST_P(UnmodelledError, OfAKeyThatIsAsymmetric) {
  EXPECT_THAT(StartAgainst(Validation(ErrorReason::kInvalidCustomerKey, "asymmetric")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidCustomerKey, "asymmetric"));
}

TEST_P(UnmodelledError, OfAKeyThatReadersCannotFind) {
  EXPECT_THAT(ListAgainst(NotFound(ErrorReason::kDependencyResourceNotFound)),
              IsRefused(ErrorCode::kResourceNotFound, ErrorReason::kDependencyResourceNotFound,
                        "KMS key not found"));
}

// Reasons without a known trigger. FAKE: err-13

TEST_P(UnmodelledError, OfAContentEncoding) {
  EXPECT_THAT(PutAgainst(Validation(ErrorReason::kInvalidContentEncoding, "gzip")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidContentEncoding, "gzip"));
}

TEST_P(UnmodelledError, OfPutsThatConflict) {
  EXPECT_THAT(PutAgainst(Validation(ErrorReason::kConflictingBlockUpdate, "two")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kConflictingBlockUpdate, "two"));
}

TEST_P(UnmodelledError, OfAPutThatIsTooSlow) {
  EXPECT_THAT(PutAgainst(Validation(ErrorReason::kWriteRequestTimeout, "slow")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kWriteRequestTimeout, "slow"));
}

TEST_P(UnmodelledError, OfAGrantThatIsNotThere) {
  EXPECT_THAT(
      ListAgainst(NotFound(ErrorReason::kGrantNotFound)),
      IsRefused(ErrorCode::kResourceNotFound, ErrorReason::kGrantNotFound, "KMS key not found"));
}

TEST_P(UnmodelledError, OfAGrantTokenThatIsWrong) {
  EXPECT_THAT(StartAgainst(Validation(ErrorReason::kInvalidGrantToken, "grant")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidGrantToken, "grant"));
}

TEST_P(UnmodelledError, OfAnImageThatIsNotThere) {
  EXPECT_THAT(
      ListAgainst(NotFound(ErrorReason::kImageNotFound)),
      IsRefused(ErrorCode::kResourceNotFound, ErrorReason::kImageNotFound, "KMS key not found"));
}

TEST_P(UnmodelledError, OfAnImageIdThatIsWrong) {
  EXPECT_THAT(ListAgainst(Validation(ErrorReason::kInvalidImageId, "image")),
              IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidImageId, "image"));
}

}  // namespace
}  // namespace fauxebs
