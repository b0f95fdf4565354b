// The limits of the service model, member by member: what becomes of a correct request in which one
// member is given another value. Whether it holds at the limit, and no longer one step beyond it.
//
// A missing id is not here: no request can be written without it, in the SDK neither.
#include "constraints.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "conformance.h"
#include "matchers.h"

namespace fauxebs {
namespace {

using testing::_;
using testing::StartsWith;

// What must hold of members of several requests.

constexpr const char* kIdPattern = "satisfy regular expression pattern: ^snap-[0-9a-f]+$";
constexpr const char* kTokenPattern = "satisfy regular expression pattern: ^[A-Za-z0-9+/=_-]+$";
constexpr const char* kChecksumPattern = "satisfy regular expression pattern: ^[A-Za-z0-9+/=]+$";
constexpr const char* kAtLeast0 = "have value greater than or equal to 0";

std::string Repeated(const std::string& text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) repeated += text;
  return repeated;
}

template <typename Member>
Member SnapshotId(Member member) {
  const std::string longest = "snap-" + std::string(59, 'a');
  member.Refuses("OfAVolume", "vol-1", kIdPattern)
      .Refuses("WithoutDigits", "snap-", kIdPattern)
      .Refuses("InUpperCase", "snap-A", kIdPattern)
      .Refuses("WithSpace", "snap-a ", kIdPattern)
      .Refuses("AboveMaximum", longest + 'a', "have length less than or equal to 64")
      .LeavesToTheService("AtMaximum", longest, IsNotFound(longest))
      .LeavesToTheService("OfOneDigit", "snap-a", IsNotFound("snap-a"));
  return member;
}

template <typename Member>
void NonEmptySnapshotId(Member member) {
  SnapshotId(member).Refuses("Empty", "", "have length greater than or equal to 1", kIdPattern);
}

template <typename Member>
Member Checksum(Member member) {
  return member.Refuses("Malformed", "no-base64!", kChecksumPattern)
      .Refuses("AboveMaximum", std::string(65, 'A'), "have length less than or equal to 64")
      .UnlessDoor(&Door::cannot_send_empty_headers)
      .Refuses("Empty", "", kChecksumPattern)
      .UnlessDoor(nullptr);
}

template <typename Request>
void Paging(CasesOf<Request>& of) {
  of.Member("nextToken", &Request::next_token)
      .Refuses("Empty", "", kTokenPattern)
      .Refuses("Malformed", "no token!", kTokenPattern)
      .LeavesToTheService("InTheUrlAlphabet", "A_-", IsInvalidPageToken("A_-"))
      .LeavesToTheService("AtMaximum", std::string(256, 'A'),
                          IsInvalidPageToken(std::string(256, 'A')))
      .Refuses("AboveMaximum", std::string(257, 'A'), "have length less than or equal to 256");
  of.Member("maxResults", &Request::max_results)
      .Refuses("Negative", -1, "have value greater than or equal to 100")
      .Refuses("BelowMinimum", 99, "have value greater than or equal to 100")
      .Takes("AtMinimum", 100)
      .Takes("AtMaximum", 10000)
      .Refuses("AboveMaximum", 10001, "have value less than or equal to 10000");
  of.Member("startingBlockIndex", &Request::starting_block_index)
      .Refuses("BelowMinimum", -1, kAtLeast0)
      .Takes("AtMinimum", 0)
      .Takes("OfTheLargestInt", 2147483647);
}

// The operations.

std::vector<Case> StartSnapshotCases() {
  using Request = StartSnapshotRequest;
  constexpr const char* kAnyText = R"(satisfy regular expression pattern: ^[\S\s]+$)";
  constexpr const char* kNoSpace = R"(satisfy regular expression pattern: ^[\S]+$)";
  constexpr const char* kArnPattern =
      R"(satisfy regular expression pattern: arn:aws[a-z\-]*:kms:.*:[0-9]{12}:key/.*)";
  const std::string arn = "arn:aws:kms::111122223333:key/";

  CasesOf<Request> of;
  of.Member("volumeSize", &Request::volume_size_gib)
      .RefusesNone()
      .Refuses("Negative", -1, "have value greater than or equal to 1")
      .Refuses("BelowMinimum", 0, "have value greater than or equal to 1")
      .Takes("AtMinimum", 1)
      .Takes("AtMaximum", 65536)
      .LeavesToTheService("AboveMaximum", 65537,
                          IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidVolumeSize,
                                    "Invalid volume size: 65537"))
      .LeavesToTheService("Above32Bits", 4294967297,
                          IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidVolumeSize,
                                    "Invalid volume size: 4294967297"));
  NonEmptySnapshotId(of.Member("parentSnapshotId", &Request::parent_snapshot_id));
  of.Member("key", "tags.1.member.key",
            [](Request& request, const auto& value) {
              request.tags = {{value.value(), "value"}};
            })
      .Refuses("Empty", "", kAnyText)
      .Takes("AtMaximum", std::string(127, 'k'))
      .Refuses("AboveMaximum", std::string(128, 'k'), "have length less than or equal to 127");
  of.Member("value", "tags.2.member.value",
            [](Request& request, const auto& value) {
              request.tags = {{"one", "value"}, {"two", value.value()}};
            })
      .Takes("Empty", "")
      .Takes("AtMaximum", std::string(255, 'v'))
      .Refuses("AboveMaximum", std::string(256, 'v'), "have length less than or equal to 255");
  of.Member("description", &Request::description)
      .Refuses("Empty", "", kAnyText)
      .Takes("OfASpace", " ")
      .Takes("AtMaximum", std::string(255, 'd'))
      .Takes("AtMaximumOfLongCharacters", Repeated("\u00e9", 255))
      .Refuses("AboveMaximum", std::string(256, 'd'), "have length less than or equal to 255");
  of.Member("clientToken", &Request::client_token)
      .Refuses("Empty", "", kNoSpace)
      .Refuses("WithSpace", "two words", kNoSpace)
      .Takes("AtMaximum", std::string(255, 't'))
      .Refuses("AboveMaximum", std::string(256, 't'), "have length less than or equal to 255");
  of.Member("kmsKeyArn", &Request::kms_key_arn)
      .Masked()
      .Refuses("Empty", "", "have length greater than or equal to 1", kArnPattern)
      .Refuses("OfAnAlias", "alias/backup", kArnPattern)
      .Refuses("WithoutAccount", "arn:aws:kms:us-east-1::key/one", kArnPattern)
      .Refuses("OfAnAliasByItsArn", "arn:aws:kms:us-east-1:111122223333:alias/one", kArnPattern)
      .Takes("WithoutRegionAndName", arn)
      .Takes("OfAnotherPartition", "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/one")
      .Takes("AtMaximum", arn + std::string(2018, 'k'))
      .Refuses("AboveMaximum", arn + std::string(2019, 'k'),
               "have length less than or equal to 2048");
  of.Member("timeout", &Request::timeout_minutes)
      .Refuses("BelowMinimum", 9, "have value greater than or equal to 10")
      .Takes("AtMinimum", 10)
      .Takes("AtMaximum", 4320)
      .Refuses("AboveMaximum", 4321, "have value less than or equal to 4320");
  of.Several(
      "TwoWrong",
      [](Request& request) {
        request.volume_size_gib = 0;
        request.timeout_minutes = 9;
      },
      "2 validation errors detected: "
      "Value '0' at 'volumeSize' failed to satisfy constraint: Member must have value greater than "
      "or equal to 1; "
      "Value '9' at 'timeout' failed to satisfy constraint: Member must have value greater than or "
      "equal to 10");
  of.Several(
      "AlsoRefusedByTheService",  // parent unknown and with a key, tags of AWS, a size too large
      [](Request& request) {
        request = ChildOf(kUnknownId);
        request.volume_size_gib = 65537;
        request.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/one";
        request.tags = {{"aws:key", "value"}};
        request.timeout_minutes = 9;
      },
      "1 validation error detected: Value '9' at 'timeout' failed to satisfy constraint: Member "
      "must have value greater than or equal to 10");
  return of.cases;
}

std::vector<Case> PutSnapshotBlockCases() {
  using Request = PutSnapshotBlockRequest;
  constexpr const char* kAlgorithmPattern = "satisfy regular expression pattern: ^[A-Za-z0-9]+$";
  const auto is_invalid_block = [](const std::string& message) {
    return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidBlock, message);
  };
  const auto is_unsupported = [](const std::string& algorithm) {
    return IsRefused(
        ErrorCode::kValidation, ErrorReason::kInvalidParameterValue,
        "Unsupported Checksum Algorithm '" + algorithm + "', supported algorithms are SHA256");
  };

  CasesOf<Request> of;
  NonEmptySnapshotId(of.Member("snapshotId", &Request::snapshot_id));
  of.Member("blockIndex", &Request::block_index)
      .Refuses("BelowMinimum", -1, kAtLeast0)
      .Takes("AtMinimum", 0)
      .LeavesToTheService(
          "OfTheLargestInt", 2147483647,
          is_invalid_block("Block index 2147483647 is beyond the volume size extent"));
  of.Member("dataLength", &Request::data_length)
      .Takes("OfABlock", 524288)
      .LeavesToTheService("One", 1,
                          is_invalid_block("Block data length 1 is not valid, expected 524288"))
      .LeavesToTheService(
          "BelowABlock", 524287,
          is_invalid_block("Block data length 524287 is not valid, expected 524288"))
      .LeavesToTheService(
          "AboveABlock", 524289,
          is_invalid_block("Block data length 524289 is not valid, expected 524288"))
      .LeavesToTheService("Negative", -1,
                          is_invalid_block("Block data length -1 is not valid, expected 524288"))
      .UnlessDoor(&Door::cannot_omit_required_members)
      .RefusesNone();
  of.Member("progress", &Request::progress)
      .Refuses("BelowMinimum", -1, kAtLeast0)
      .Takes("AtMinimum", 0)
      .Takes("AtMaximum", 100)
      .Refuses("AboveMaximum", 101, "have value less than or equal to 100");
  Checksum(of.Member("checksum", &Request::checksum))
      .LeavesToTheService("AtMaximum", std::string(64, 'A'),
                          IsRefused(ErrorCode::kInvalidSignature, ErrorReason::kNone,
                                    StartsWith("The value passed in as x-amz-Checksum")))
      .UnlessDoor(&Door::cannot_omit_required_members)
      .RefusesNone();
  of.Member("checksumAlgorithm", &Request::checksum_algorithm)
      .UnlessDoor(&Door::cannot_omit_required_members)
      .RefusesNone()
      .UnlessDoor(&Door::cannot_name_unknown_algorithms)
      .Refuses("Empty", "", kAlgorithmPattern)
      .Refuses("Malformed", "SHA-256", kAlgorithmPattern)
      .Refuses("AboveMaximum", std::string(33, 'S'), "have length less than or equal to 32")
      .LeavesToTheService("AtMaximum", std::string(32, 'S'), is_unsupported(std::string(32, 'S')))
      .LeavesToTheService("OfAnotherName", "SHA1", is_unsupported("SHA1"));
  of.Several(
      "ThreeWrong",
      [](Request& request) {
        request.snapshot_id = "vol-1";
        request.block_index = -1;
        request.progress = 101;
      },
      "3 validation errors detected: "
      "Value 'vol-1' at 'snapshotId' failed to satisfy constraint: Member must satisfy regular "
      "expression pattern: ^snap-[0-9a-f]+$; "
      "Value '-1' at 'blockIndex' failed to satisfy constraint: Member must have value greater "
      "than or equal to 0; "
      "Value '101' at 'progress' failed to satisfy constraint: Member must have value less than or "
      "equal to 100");
  of.Several(
      "AlsoRefusedByTheService",  // snapshot unknown, body short, length, index and checksum wrong
      [](Request& request) {
        request = PutOf(kUnknownId, 2147483647, A());
        request.block_data = Bytes::Copy("short");
        request.data_length = 1;
        request.progress = 101;
      },
      "1 validation error detected: Value '101' at 'progress' failed to satisfy constraint: Member "
      "must have value less than or equal to 100");
  return of.cases;
}

std::vector<Case> CompleteSnapshotCases() {
  using Request = CompleteSnapshotRequest;
  CasesOf<Request> of;
  NonEmptySnapshotId(of.Member("snapshotId", &Request::snapshot_id));
  of.Member("changedBlocksCount", &Request::changed_blocks_count)
      .Refuses("BelowMinimum", -1, kAtLeast0)
      .Takes("AtMinimum", 0)
      .Takes("OfTheLargestInt", 2147483647)
      .UnlessDoor(&Door::cannot_omit_required_members)
      .RefusesNone();
  Checksum(of.Member("checksum", &Request::checksum)).Takes("AtMaximum", std::string(64, 'A'));
  of.Member("checksumAlgorithm", &Request::checksum_algorithm)
      .UnlessDoor(&Door::cannot_name_unknown_algorithms)
      .Refuses("Empty", "", "satisfy enum value set: [SHA256]")
      .Refuses("InLowerCase", "sha256", "satisfy enum value set: [SHA256]")
      .Refuses("OfAnotherName", "SHA1", "satisfy enum value set: [SHA256]");
  of.Member("checksumAggregationMethod", &Request::checksum_aggregation_method)
      .UnlessDoor(&Door::cannot_name_unknown_algorithms)
      .Refuses("Empty", "", "satisfy enum value set: [LINEAR]")
      .Refuses("InLowerCase", "linear", "satisfy enum value set: [LINEAR]")
      .Refuses("OfAnotherName", "TREE", "satisfy enum value set: [LINEAR]");
  of.Several(
      "TwoWrong",
      [](Request& request) {
        request.changed_blocks_count = -1;
        request.checksum = "no-base64!";
      },
      "2 validation errors detected: "
      "Value '-1' at 'changedBlocksCount' failed to satisfy constraint: Member must have value "
      "greater than or equal to 0; "
      "Value 'no-base64!' at 'checksum' failed to satisfy constraint: Member must satisfy regular "
      "expression pattern: ^[A-Za-z0-9+/=]+$");
  of.Several(
      "AlsoRefusedByTheService",  // snapshot unknown, checksum without algorithm and method
      [](Request& request) {
        request = CompleteOf(kUnknownId, -1);
        request.checksum = A().checksum();
      },
      "1 validation error detected: Value '-1' at 'changedBlocksCount' failed to satisfy "
      "constraint: Member must have value greater than or equal to 0");
  return of.cases;
}

std::vector<Case> GetSnapshotBlockCases() {
  using Request = GetSnapshotBlockRequest;
  CasesOf<Request> of;
  NonEmptySnapshotId(of.Member("snapshotId", &Request::snapshot_id));
  of.Member("blockIndex", &Request::block_index)
      .Refuses("BelowMinimum", -1, kAtLeast0)
      .Takes("AtMinimum", 0)
      .LeavesToTheService("OfTheLargestInt", 2147483647,
                          IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidBlockToken, _));
  of.Member("blockToken", &Request::block_token)
      .Refuses("Empty", "", kTokenPattern)
      .Refuses("Malformed", "no token!", kTokenPattern)
      .LeavesToTheService("InTheUrlAlphabet", "A_-", IsInvalidBlockToken("A_-"))
      .LeavesToTheService("AtMaximum", std::string(256, 'A'),
                          IsInvalidBlockToken(std::string(256, 'A')))
      .Refuses("AboveMaximum", std::string(257, 'A'), "have length less than or equal to 256")
      .UnlessDoor(&Door::cannot_omit_required_members)
      .RefusesNone();
  of.Several(
      "TwoWrong",
      [](Request& request) {
        request.block_index = -1;
        request.block_token = "";
      },
      "2 validation errors detected: "
      "Value '-1' at 'blockIndex' failed to satisfy constraint: Member must have value greater "
      "than or equal to 0; "
      "Value '' at 'blockToken' failed to satisfy constraint: Member must satisfy regular "
      "expression pattern: ^[A-Za-z0-9+/=_-]+$");
  of.Several(
      "AlsoRefusedByTheService",  // snapshot unknown, and not its token
      [](Request& request) { request = GetOf(kUnknownId, -1, "AAAA"); },
      "1 validation error detected: Value '-1' at 'blockIndex' failed to satisfy constraint: "
      "Member must have value greater than or equal to 0");
  return of.cases;
}

std::vector<Case> ListSnapshotBlocksCases() {
  using Request = ListSnapshotBlocksRequest;
  CasesOf<Request> of;
  NonEmptySnapshotId(of.Member("snapshotId", &Request::snapshot_id));
  Paging(of);
  of.Several(
      "ThreeWrong",
      [](Request& request) {
        request.next_token = "no token!";
        request.max_results = 99;
        request.starting_block_index = -1;
      },
      "3 validation errors detected: "
      "Value 'no token!' at 'nextToken' failed to satisfy constraint: Member must satisfy regular "
      "expression pattern: ^[A-Za-z0-9+/=_-]+$; "
      "Value '99' at 'maxResults' failed to satisfy constraint: Member must have value greater "
      "than or equal to 100; "
      "Value '-1' at 'startingBlockIndex' failed to satisfy constraint: Member must have value "
      "greater than or equal to 0");
  of.Several(
      "AlsoRefusedByTheService",  // snapshot unknown, and not its token
      [](Request& request) {
        request = ListOf(kUnknownId, "AAAA");
        request.max_results = 99;
      },
      "1 validation error detected: Value '99' at 'maxResults' failed to satisfy constraint: "
      "Member must have value greater than or equal to 100");
  return of.cases;
}

std::vector<Case> ListChangedBlocksCases() {
  using Request = ListChangedBlocksRequest;
  const auto is_first_missing = [] {
    return IsRefused(ErrorCode::kValidation, ErrorReason::kInvalidSnapshotId,
                     "First snapshot should not be empty or null");
  };
  CasesOf<Request> of;
  SnapshotId(of.Member("firstSnapshotId", &Request::first_snapshot_id))
      .LeavesToTheService("Empty", "", is_first_missing())
      .LeavesToTheService("Missing", std::nullopt, is_first_missing());
  NonEmptySnapshotId(of.Member("secondSnapshotId", &Request::second_snapshot_id));
  Paging(of);
  of.Several(
      "TwoWrong", [](Request& request) { request = ChangesOf("vol-1", "vol-2"); },
      "2 validation errors detected: "
      "Value 'vol-1' at 'firstSnapshotId' failed to satisfy constraint: Member must satisfy "
      "regular expression pattern: ^snap-[0-9a-f]+$; "
      "Value 'vol-2' at 'secondSnapshotId' failed to satisfy constraint: Member must satisfy "
      "regular expression pattern: ^snap-[0-9a-f]+$");
  of.Several(
      "AlsoRefusedByTheService",  // first snapshot missing, second unknown, and not its token
      [](Request& request) {
        request = ChangesOf("", kUnknownId, "AAAA");
        request.max_results = 99;
      },
      "1 validation error detected: Value '99' at 'maxResults' failed to satisfy constraint: "
      "Member must have value greater than or equal to 100");
  return of.cases;
}

std::vector<Case> EveryCase() {
  std::vector<Case> all;
  for (const auto& cases :
       {StartSnapshotCases(), PutSnapshotBlockCases(), CompleteSnapshotCases(),
        GetSnapshotBlockCases(), ListSnapshotBlocksCases(), ListChangedBlocksCases()}) {
    all.insert(all.end(), cases.begin(), cases.end());
  }
  return all;
}

// At every door.

using DoorAndCase = std::tuple<DoorParam, Case>;

class Constraint : public testing::TestWithParam<DoorAndCase>, protected ConformanceUniverse {
 protected:
  Constraint() : ConformanceUniverse(Fake::Options{}) {}

  void SetUp() override {
    const Deviation deviation = a_case().deviation;
    if (deviation == nullptr) return;
    if (const WhyNot why_not = (door().*deviation)()) GTEST_SKIP() << *why_not;
  }

  const Door& door() const { return *std::get<0>(GetParam()).door; }
  const Case& a_case() const { return std::get<1>(GetParam()); }
  AnyResult Send() { return a_case().send(Caller(door(), universe_, "tester", kDefaultAccount)); }
};

std::string DoorAndCaseName(const testing::TestParamInfo<DoorAndCase>& info) {
  const auto& [door, a_case] = info.param;
  return door.door->name() + "_" + a_case.name;
}

INSTANTIATE_TEST_SUITE_P(EveryDoor, Constraint,
                         testing::Combine(testing::ValuesIn(EveryDoor()),
                                          testing::ValuesIn(EveryCase())),
                         DoorAndCaseName);

TEST_P(Constraint, IsKept) { EXPECT_THAT(Send(), a_case().answer); }

}  // namespace
}  // namespace fauxebs
