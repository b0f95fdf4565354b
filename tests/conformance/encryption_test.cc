// The table of the user guide, "EBS direct APIs", encryption: parent x Encrypted x KmsKeyArn, with
// the account's encryption by default off and on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using testing::_;
using testing::Eq;
using testing::Optional;

constexpr const char* kDefaultKey = "arn:aws:kms:us-east-1:111122223333:key/default";
constexpr const char* kGivenKey = "arn:aws:kms:us-east-1:111122223333:key/given";

RefusalMatcher IsEncryptedChild() {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                   "ParentSnapshotId and Encrypt cannot be specified together");
}

RefusalMatcher IsChildWithKey() {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                   "ParentSnapshotId and KmsKeyArn cannot be specified together");
}

RefusalMatcher IsUnencryptedWithKey() {
  return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
                   "Encrypt cannot be false when KmsKeyArn is specified");
}

// Refused for what it asks of encryption; the reason and the wording are not documented.
RefusalMatcher IsRefusedForItsEncryption() { return IsRefused(ErrorCode::kValidation, _, _); }

Fake::Options ByDefault(bool encryption) {
  Fake::Options options;
  options.service.encryption_by_default = encryption;
  options.service.default_kms_key_arn = kDefaultKey;
  return options;
}

class EncryptionBase : public Conformance {
 protected:
  using Conformance::Conformance;

  StartSnapshotRequest WithEncrypted(StartSnapshotRequest start, bool encrypted) {
    start.encrypted = encrypted;
    return start;
  }

  StartSnapshotRequest WithKey(StartSnapshotRequest start) {
    start.kms_key_arn = kGivenKey;
    return start;
  }

  // Completed, of 1 GiB, unencrypted whatever the account's default.
  std::string UnencryptedParent() { return Holding({{0, A()}}); }

  // The same, encrypted with the given key.
  std::string EncryptedParent() {
    const std::string id = Start(WithKey(StartOf(1)));
    Put(id, 0, A());
    Complete(id, 1);
    return id;
  }
};

class EncryptionOffByDefault : public EncryptionBase {
 protected:
  EncryptionOffByDefault() : EncryptionBase(ByDefault(false)) {}
};
FAUXEBS_AT_EVERY_DOOR(EncryptionOffByDefault);

class EncryptionOnByDefault : public EncryptionBase {
 protected:
  EncryptionOnByDefault() : EncryptionBase(ByDefault(true)) {}
};
FAUXEBS_AT_EVERY_DOOR(EncryptionOnByDefault);

// Off by default, no parent.

TEST_P(EncryptionOffByDefault, LeavesASnapshotUnencrypted) {
  EXPECT_EQ(Send(StartOf(1))->kms_key_arn, std::nullopt);
}

TEST_P(EncryptionOffByDefault, EncryptsWithAGivenKey) {
  const StartSnapshotResponse started = Send(WithKey(StartOf(1))).value();

  EXPECT_THAT(started.kms_key_arn, Optional(Eq(kGivenKey)));
  EXPECT_THAT(ebs().Snapshot(started.snapshot_id).kms_key_arn(), Optional(Eq(kGivenKey)));
}

TEST_P(EncryptionOffByDefault, EncryptsOnRequestWithTheAccountsKey) {
  EXPECT_THAT(Send(WithEncrypted(StartOf(1), true))->kms_key_arn, Optional(Eq(kDefaultKey)));
}

TEST_P(EncryptionOffByDefault, EncryptsOnRequestWithAGivenKey) {
  EXPECT_THAT(Send(WithKey(WithEncrypted(StartOf(1), true)))->kms_key_arn, Optional(Eq(kGivenKey)));
}

TEST_P(EncryptionOffByDefault, LeavesASnapshotUnencryptedOnRequest) {
  EXPECT_EQ(Send(WithEncrypted(StartOf(1), false))->kms_key_arn, std::nullopt);
}

TEST_P(EncryptionOffByDefault, RejectsAKeyForAnUnencryptedSnapshot) {
  EXPECT_THAT(Send(WithKey(WithEncrypted(StartOf(1), false))), IsUnencryptedWithKey());
}

// Off by default, unencrypted parent.

TEST_P(EncryptionOffByDefault, LeavesAnUnencryptedParentsChildUnencrypted) {
  EXPECT_EQ(Send(ChildOf(UnencryptedParent()))->kms_key_arn, std::nullopt);
}

TEST_P(EncryptionOffByDefault, RejectsAKeyForAnUnencryptedParentsChild) {
  EXPECT_THAT(Send(WithKey(ChildOf(UnencryptedParent()))), IsChildWithKey());
}

TEST_P(EncryptionOffByDefault, RejectsEncryptedTrueForAnUnencryptedParentsChild) {
  EXPECT_THAT(Send(WithEncrypted(ChildOf(UnencryptedParent()), true)), IsEncryptedChild());
}

TEST_P(EncryptionOffByDefault, RejectsEncryptedFalseForAnUnencryptedParentsChild) {
  EXPECT_THAT(Send(WithEncrypted(ChildOf(UnencryptedParent()), false)), IsEncryptedChild());
}

TEST_P(EncryptionOffByDefault, RejectsEncryptedAndAKeyForAnUnencryptedParentsChild) {
  EXPECT_THAT(Send(WithKey(WithEncrypted(ChildOf(UnencryptedParent()), true))), IsChildWithKey());
}

// Off by default, encrypted parent.

TEST_P(EncryptionOffByDefault, EncryptsAnEncryptedParentsChildWithItsKey) {
  EXPECT_THAT(Send(ChildOf(EncryptedParent()))->kms_key_arn, Optional(Eq(kGivenKey)));
}

TEST_P(EncryptionOffByDefault, RejectsAKeyForAnEncryptedParentsChild) {
  EXPECT_THAT(Send(WithKey(ChildOf(EncryptedParent()))), IsChildWithKey());
}

TEST_P(EncryptionOffByDefault, RejectsEncryptedTrueForAnEncryptedParentsChild) {
  EXPECT_THAT(Send(WithEncrypted(ChildOf(EncryptedParent()), true)), IsEncryptedChild());
}

TEST_P(EncryptionOffByDefault, RejectsEncryptedFalseForAnEncryptedParentsChild) {
  EXPECT_THAT(Send(WithEncrypted(ChildOf(EncryptedParent()), false)), IsEncryptedChild());
}

TEST_P(EncryptionOffByDefault, RejectsEncryptedAndAKeyForAnEncryptedParentsChild) {
  EXPECT_THAT(Send(WithKey(WithEncrypted(ChildOf(EncryptedParent()), true))), IsChildWithKey());
}

// On by default, no parent.

TEST_P(EncryptionOnByDefault, EncryptsWithTheAccountsKey) {
  EXPECT_THAT(Send(StartOf(1))->kms_key_arn, Optional(Eq(kDefaultKey)));
}

TEST_P(EncryptionOnByDefault, EncryptsWithAGivenKey) {
  EXPECT_THAT(Send(WithKey(StartOf(1)))->kms_key_arn, Optional(Eq(kGivenKey)));
}

TEST_P(EncryptionOnByDefault, EncryptsOnRequestWithTheAccountsKey) {
  EXPECT_THAT(Send(WithEncrypted(StartOf(1), true))->kms_key_arn, Optional(Eq(kDefaultKey)));
}

TEST_P(EncryptionOnByDefault, EncryptsOnRequestWithAGivenKey) {
  EXPECT_THAT(Send(WithKey(WithEncrypted(StartOf(1), true)))->kms_key_arn, Optional(Eq(kGivenKey)));
}

TEST_P(EncryptionOnByDefault, RejectsAnUnencryptedSnapshot) {
  EXPECT_THAT(Send(WithEncrypted(StartOf(1), false)), IsRefusedForItsEncryption());
}

TEST_P(EncryptionOnByDefault, RejectsAKeyForAnUnencryptedSnapshot) {
  EXPECT_THAT(Send(WithKey(WithEncrypted(StartOf(1), false))), IsUnencryptedWithKey());
}

// On by default, unencrypted parent.

TEST_P(EncryptionOnByDefault, RejectsAnUnencryptedParentsChild) {
  EXPECT_THAT(Send(ChildOf(UnencryptedParent())), IsRefusedForItsEncryption());
}

TEST_P(EncryptionOnByDefault, RejectsAKeyForAnUnencryptedParentsChild) {
  EXPECT_THAT(Send(WithKey(ChildOf(UnencryptedParent()))), IsRefusedForItsEncryption());
}

TEST_P(EncryptionOnByDefault, RejectsEncryptedTrueForAnUnencryptedParentsChild) {
  EXPECT_THAT(Send(WithEncrypted(ChildOf(UnencryptedParent()), true)), IsRefusedForItsEncryption());
}

TEST_P(EncryptionOnByDefault, RejectsEncryptedFalseForAnUnencryptedParentsChild) {
  EXPECT_THAT(Send(WithEncrypted(ChildOf(UnencryptedParent()), false)),
              IsRefusedForItsEncryption());
}

TEST_P(EncryptionOnByDefault, RejectsEncryptedAndAKeyForAnUnencryptedParentsChild) {
  EXPECT_THAT(Send(WithKey(WithEncrypted(ChildOf(UnencryptedParent()), true))),
              IsRefusedForItsEncryption());
}

// On by default, encrypted parent.

TEST_P(EncryptionOnByDefault, EncryptsAnEncryptedParentsChildWithItsKey) {
  EXPECT_THAT(Send(ChildOf(EncryptedParent()))->kms_key_arn, Optional(Eq(kGivenKey)));
}

TEST_P(EncryptionOnByDefault, RejectsAKeyForAnEncryptedParentsChild) {
  EXPECT_THAT(Send(WithKey(ChildOf(EncryptedParent()))), IsChildWithKey());
}

TEST_P(EncryptionOnByDefault, RejectsEncryptedTrueForAnEncryptedParentsChild) {
  EXPECT_THAT(Send(WithEncrypted(ChildOf(EncryptedParent()), true)), IsEncryptedChild());
}

TEST_P(EncryptionOnByDefault, RejectsEncryptedFalseForAnEncryptedParentsChild) {
  EXPECT_THAT(Send(WithEncrypted(ChildOf(EncryptedParent()), false)), IsEncryptedChild());
}

TEST_P(EncryptionOnByDefault, RejectsEncryptedAndAKeyForAnEncryptedParentsChild) {
  EXPECT_THAT(Send(WithKey(WithEncrypted(ChildOf(EncryptedParent()), true))), IsChildWithKey());
}

// Data of encrypted snapshots goes in and out in plain text.

TEST_P(EncryptionOffByDefault, IsInvisibleInDataAndChecksums) {
  const std::string id = Start(WithKey(StartOf(1)));
  Put(id, 0, Block::Filled(0x01));
  Complete(id, 1);

  const GetSnapshotBlockResponse got = Get(id, 0, Token(id, 0));

  EXPECT_EQ(got.block_data, Block::Filled(0x01));
  EXPECT_EQ(got.checksum, "M6FQvOsTwamSIx5ltPrRaBUhL8Bs20CJltMu6yzvnrs=");
}

}  // namespace
}  // namespace fauxebs
