// Outcomes, streams, memory, dates, arrays, hashes and JSON.
#include <aws/core/Aws.h>
#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/HashingUtils.h>
#include <aws/core/utils/Outcome.h>
#include <aws/core/utils/UUID.h>
#include <aws/core/utils/json/JsonSerializer.h>
#include <aws/core/utils/logging/LogLevel.h>
#include <aws/core/utils/memory/AWSMemory.h>
#include <aws/core/utils/memory/stl/AWSMap.h>
#include <aws/core/utils/memory/stl/AWSQueue.h>
#include <aws/core/utils/memory/stl/AWSSet.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/memory/stl/AWSVector.h>
#include <aws/core/utils/stream/PreallocatedStreamBuf.h>
#include <aws/core/utils/stream/ResponseStream.h>
#include <aws/ebs/EBSClient.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>

#include "surface/sdk_environment.h"

namespace fauxebs {
namespace {

using namespace Aws::EBS::Model;
using Aws::Client::AWSError;
using Aws::Client::CoreErrors;
using Aws::EBS::EBSError;
using Aws::EBS::EBSErrors;
using Aws::Utils::ByteBuffer;
using Aws::Utils::DateFormat;
using Aws::Utils::DateTime;
using Aws::Utils::HashingUtils;
using Aws::Utils::Json::JsonValue;
using Aws::Utils::Json::JsonView;
using Aws::Utils::Stream::ResponseStream;
using std::declval;
using std::is_constructible_v;
using std::is_convertible_v;
using std::is_same_v;

// ---- Outcome ----

using PutOutcome = PutSnapshotBlockOutcome;
using CoreOutcome =
    Aws::Utils::Outcome<Aws::AmazonWebServiceResult<JsonValue>, AWSError<CoreErrors>>;

static_assert(std::is_default_constructible_v<PutOutcome>);
static_assert(is_convertible_v<const PutSnapshotBlockResult&, PutOutcome>);
static_assert(is_convertible_v<PutSnapshotBlockResult&&, PutOutcome>);
static_assert(is_convertible_v<const EBSError&, PutOutcome>);
static_assert(is_convertible_v<EBSError&&, PutOutcome>);
static_assert(is_convertible_v<AWSError<CoreErrors>&&, PutOutcome>);
static_assert(is_convertible_v<AWSError<EBSErrors>&&, PutOutcome>);
static_assert(is_constructible_v<PutOutcome, CoreOutcome&&>);
static_assert(std::is_copy_assignable_v<PutOutcome> && std::is_move_assignable_v<PutOutcome>);
static_assert(
    is_same_v<decltype(declval<const PutOutcome&>().GetResult()), const PutSnapshotBlockResult&>);
static_assert(is_same_v<decltype(declval<PutOutcome&>().GetResult()), PutSnapshotBlockResult&>);
static_assert(
    is_same_v<decltype(declval<PutOutcome&>().GetResultWithOwnership()), PutSnapshotBlockResult&&>);
static_assert(is_same_v<decltype(declval<const PutOutcome&>().GetError()), const EBSError&>);
static_assert(is_same_v<decltype(declval<const PutOutcome&>().IsSuccess()), bool>);
static_assert(is_same_v<decltype(declval<const PutOutcome&>().GetRetryCount()), unsigned>);
static_assert(std::is_void_v<decltype(declval<PutOutcome&>().SetRetryCount(1u))>);

TEST(Outcome, HoldsAResultOrAnError) {
  const PutOutcome nothing;
  const PutOutcome success = PutSnapshotBlockResult().WithChecksum("sum");
  const PutOutcome failure = AWSError<CoreErrors>(CoreErrors::USER_CANCELLED, "name", "text", true);
  EXPECT_FALSE(nothing.IsSuccess());
  EXPECT_EQ(nothing.GetError().GetErrorType(), EBSErrors::INCOMPLETE_SIGNATURE);
  EXPECT_TRUE(success.IsSuccess());
  EXPECT_EQ(success.GetResult().GetChecksum(), "sum");
  EXPECT_FALSE(failure.IsSuccess());
  EXPECT_EQ(static_cast<int>(failure.GetError().GetErrorType()), 102);
}

TEST(Outcome, IsConvertedFromTheOutcomeOfATransfer) {
  CoreOutcome reply(Aws::AmazonWebServiceResult<JsonValue>(
      JsonValue().WithString("Status", "completed"), {{"x-amzn-requestid", "r-1"}}));
  reply.SetRetryCount(2);
  const CompleteSnapshotOutcome outcome(std::move(reply));
  ASSERT_TRUE(outcome.IsSuccess());
  EXPECT_EQ(outcome.GetResult().GetStatus(), Status::completed);
  EXPECT_EQ(outcome.GetResult().GetRequestId(), "r-1");
}

// ---- Strings, containers, memory ----

static_assert(
    is_same_v<Aws::String, std::basic_string<char, std::char_traits<char>, Aws::Allocator<char>>>);
static_assert(is_same_v<Aws::Vector<int>::value_type, int>);
static_assert(is_same_v<Aws::Map<int, char>::mapped_type, char>);
static_assert(is_same_v<Aws::UnorderedMap<int, char>::mapped_type, char>);
static_assert(is_same_v<Aws::Set<int>::value_type, int>);
static_assert(is_same_v<Aws::Queue<int>::value_type, int>);
static_assert(std::is_base_of_v<Aws::IStream, Aws::IOStream>);
static_assert(std::is_base_of_v<Aws::OStream, Aws::IOStream>);
static_assert(std::is_base_of_v<Aws::IOStream, Aws::StringStream>);
static_assert(is_same_v<Aws::IOStreamFactory, std::function<Aws::IOStream*()>>);

TEST(Memory, PairsNewWithDelete) {
  int* number = Aws::New<int>(kTag, 7);
  EXPECT_EQ(*number, 7);
  Aws::Delete(number);
  int* numbers = Aws::NewArray<int>(3, kTag);
  Aws::DeleteArray(numbers);
  const Aws::UniquePtr<Aws::String> text = Aws::MakeUnique<Aws::String>(kTag, "text");
  EXPECT_EQ(*text, "text");
  const auto buffer = Aws::MakeUniqueArray<char>(4, kTag);
  EXPECT_NE(buffer.get(), nullptr);
  EXPECT_EQ(*Aws::MakeShared<Aws::String>(kTag, 2u, 'x'), "xx");
  void* memory = Aws::Malloc(kTag, 8);
  Aws::Free(memory);
}

TEST(SDKOptions, HaveTheOptionsThatProgramsSet) {
  Aws::SDKOptions options;
  EXPECT_EQ(options.loggingOptions.logLevel, Aws::Utils::Logging::LogLevel::Off);
  EXPECT_STREQ(options.loggingOptions.defaultLogPrefix, "aws_sdk_");
  EXPECT_EQ(options.memoryManagementOptions.memoryManager, nullptr);
  EXPECT_TRUE(options.httpOptions.initAndCleanupCurl);
  EXPECT_FALSE(options.httpOptions.installSigPipeHandler);
  EXPECT_TRUE(options.cryptoOptions.initAndCleanupOpenSSL);
  options.loggingOptions.logLevel = Aws::Utils::Logging::LogLevel::Info;
  options.ioOptions.clientBootstrap_create_fn = [] { return nullptr; };
  options.ioOptions.tlsConnectionOptions_create_fn = [] { return nullptr; };
  EXPECT_EQ(options.sdkVersion.major, AWS_SDK_VERSION_MAJOR);
}

// ---- Streams ----

static_assert(!std::is_copy_constructible_v<ResponseStream>);
static_assert(std::is_move_constructible_v<ResponseStream>);
static_assert(std::is_move_assignable_v<ResponseStream>);
static_assert(is_constructible_v<ResponseStream, const Aws::IOStreamFactory&>);
static_assert(is_constructible_v<ResponseStream, Aws::IOStream*>);
static_assert(is_constructible_v<Aws::Utils::Stream::DefaultUnderlyingStream,
                                 Aws::UniquePtr<std::streambuf>>);

TEST(ResponseStream, OwnsWhatItIsGiven) {
  ResponseStream stream(Aws::New<Aws::StringStream>(kTag, "bytes"));
  const ResponseStream moved(std::move(stream));
  EXPECT_EQ(ReadAll(moved.GetUnderlyingStream()), "bytes");
  const ResponseStream made(Aws::Utils::Stream::DefaultResponseStreamFactoryMethod);
  made.GetUnderlyingStream() << "written";
  EXPECT_EQ(ReadAll(made.GetUnderlyingStream()), "written");
}

TEST(PreallocatedStreamBuf, ReadsAndWritesTheCallersMemory) {
  unsigned char memory[] = {'a', 'b', 'c', 'd'};
  Aws::Utils::Stream::PreallocatedStreamBuf buffer(memory, sizeof(memory));
  Aws::IOStream stream(&buffer);
  EXPECT_EQ(buffer.GetBuffer(), memory);
  stream.seekg(0, std::ios_base::end);
  EXPECT_EQ(stream.tellg(), std::streamoff{4});
  stream.seekg(1);
  stream.seekp(2);
  stream << "xy";
  EXPECT_EQ(ReadAll(stream), "bxy");
}

// ---- DateTime ----

static_assert(is_constructible_v<DateTime, std::chrono::system_clock::time_point>);
static_assert(is_constructible_v<DateTime, int64_t> && is_constructible_v<DateTime, double>);
static_assert(is_constructible_v<DateTime, const char*, DateFormat>);
static_assert(std::is_assignable_v<DateTime&, double> && std::is_assignable_v<DateTime&, int64_t>);
static_assert(
    is_same_v<decltype(declval<DateTime>() - declval<DateTime>()), std::chrono::milliseconds>);
static_assert(is_same_v<decltype(declval<DateTime>() + std::chrono::milliseconds(1)), DateTime>);

TEST(DateTime, HoldsMilliseconds) {
  const DateTime time(1576308931.9736);
  EXPECT_EQ(time.Millis(), 1576308931973);
  EXPECT_EQ(time.Seconds(), 1576308931);
  EXPECT_DOUBLE_EQ(time.SecondsWithMSPrecision(), 1576308931.973);
  EXPECT_EQ(DateTime::Diff(time, DateTime(int64_t{1576308931000})), std::chrono::milliseconds(973));
  EXPECT_EQ(DateTime(), DateTime(int64_t{0}));
  EXPECT_LT(DateTime(), time);
  EXPECT_GT(DateTime::Now(), time);
}

TEST(DateTime, IsPrintedInFormats) {
  const DateTime time(int64_t{1576308931973});
  EXPECT_EQ(time.ToGmtString(DateFormat::ISO_8601), "2019-12-14T07:35:31Z");
  EXPECT_EQ(time.ToGmtString(DateFormat::ISO_8601_BASIC), "20191214T073531Z");
  EXPECT_EQ(time.ToGmtString(DateFormat::RFC822), "Sat, 14 Dec 2019 07:35:31 GMT");
  EXPECT_EQ(time.ToGmtString("%Y/%m"), "2019/12");
  EXPECT_EQ(time.ToGmtStringWithMs(), "2019-12-14T07:35:31.973");
}

TEST(DateTime, IsParsedInFormats) {
  const DateTime iso("2019-12-14T07:35:31Z", DateFormat::ISO_8601);
  const DateTime rfc(Aws::String("Sat, 14 Dec 2019 07:35:31 GMT"), DateFormat::AutoDetect);
  const DateTime broken("yesterday", DateFormat::ISO_8601);
  EXPECT_TRUE(iso.WasParseSuccessful());
  EXPECT_EQ(iso.Millis(), 1576308931000);
  EXPECT_EQ(iso, rfc);
  EXPECT_FALSE(broken.WasParseSuccessful());
}

TEST(DateTime, IsTakenApart) {
  const DateTime time(int64_t{1576308931973});
  EXPECT_EQ(time.GetYear(), 2019);
  EXPECT_EQ(time.GetMonth(), Aws::Utils::Month::December);
  EXPECT_EQ(time.GetDay(), 14);
  EXPECT_EQ(time.GetDayOfWeek(), Aws::Utils::DayOfWeek::Saturday);
  EXPECT_EQ(time.GetHour(), 7);
  EXPECT_EQ(time.GetMinute(), 35);
  EXPECT_EQ(time.GetSecond(), 31);
  EXPECT_FALSE(time.IsDST());
  EXPECT_EQ(time.ToLocalTimeString("%H"),
            (time.GetHour(true) < 10 ? "0" : "") + std::to_string(time.GetHour(true)));
}

TEST(DateTime, TellsTheTimeInManyWays) {
  EXPECT_EQ(DateTime::CalculateGmtTimestampAsString("%%"), "%");
  EXPECT_EQ(DateTime::CalculateLocalTimestampAsString("%%"), "%");
  EXPECT_EQ(DateTime::CalculateGmtTimeWithMsPrecision().size(), 23u);
  EXPECT_GE(DateTime::CalculateCurrentHour(), 0);
  EXPECT_GT(DateTime::ComputeCurrentTimestampInAmazonFormat(), 1576308931.0);
  EXPECT_GT(DateTime::CurrentTimeMillis(), 1576308931973);
}

// ---- Bytes ----

TEST(ByteBuffer, IsAnArrayOfBytes) {
  const unsigned char bytes[] = {1, 2, 3};
  ByteBuffer buffer(bytes, 3);
  ByteBuffer copy = buffer;
  copy[0] = 9;
  EXPECT_EQ(buffer.GetLength(), 3u);
  EXPECT_EQ(buffer.GetItem(0), 1);
  EXPECT_EQ(buffer.GetUnderlyingData()[2], 3);
  EXPECT_NE(buffer, copy);
  const ByteBuffer merged(Aws::Vector<ByteBuffer*>{&buffer, &copy});
  EXPECT_EQ(merged.GetLength(), 6u);
  EXPECT_EQ(merged[3], 9);
}

TEST(HashingUtils, MakesChecksumsOfTextAndStreams) {
  Aws::StringStream stream("abc");
  stream.seekg(1);
  EXPECT_EQ(HashingUtils::Base64Encode(HashingUtils::CalculateSHA256(stream)),
            "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  EXPECT_EQ(stream.tellg(), std::streamoff{1});
  EXPECT_EQ(HashingUtils::HexEncode(HashingUtils::CalculateSHA256(Aws::String("abc"))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(HashingUtils, KnowsOtherHashes) {
  const auto hex = [](const ByteBuffer& bytes) { return HashingUtils::HexEncode(bytes); };
  EXPECT_EQ(hex(HashingUtils::CalculateMD5(Aws::String("abc"))),
            "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(hex(HashingUtils::CalculateSHA1(Aws::String("abc"))),
            "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(hex(HashingUtils::CalculateCRC32(Aws::String("123456789"))), "cbf43926");
  EXPECT_EQ(hex(HashingUtils::CalculateCRC32C(Aws::String("123456789"))), "e3069283");
  EXPECT_EQ(HashingUtils::CalculateSHA256TreeHash(Aws::String("abc")),
            HashingUtils::CalculateSHA256(Aws::String("abc")));
  EXPECT_EQ(HashingUtils::HashString("ab"), 'b' + 31 * 'a');
}

TEST(HashingUtils, HashesAStreamAsItsText) {
  const Aws::String text(3 * 1024 * 1024 + 17, 'x');
  Aws::StringStream stream(text);
  EXPECT_EQ(HashingUtils::CalculateSHA256TreeHash(stream),
            HashingUtils::CalculateSHA256TreeHash(text));
  EXPECT_EQ(HashingUtils::CalculateCRC32(stream), HashingUtils::CalculateCRC32(text));
  EXPECT_EQ(HashingUtils::HexEncode(HashingUtils::CalculateSHA256TreeHash(text)),
            "6df020f507f1e086d13226b3cb1675124162949bdd784ced4a6de75817826e00");
}

TEST(HashingUtils, DecodesWhatItEncodes) {
  const unsigned char bytes[] = {0, 1, 254, 255};
  const ByteBuffer buffer(bytes, sizeof(bytes));
  EXPECT_EQ(HashingUtils::Base64Encode(buffer), "AAH+/w==");
  EXPECT_EQ(HashingUtils::Base64Decode("AAH+/w=="), buffer);
  EXPECT_EQ(HashingUtils::HexEncode(buffer), "0001feff");
  EXPECT_EQ(HashingUtils::HexDecode("0001FEFF"), buffer);
}

TEST(UUID, HasThirtySixCharactersInUpperCase) {
  const Aws::String text = Aws::Utils::UUID::RandomUUID();
  EXPECT_EQ(text.size(), 36u);
  EXPECT_EQ(text, Aws::Utils::StringUtils::ToUpper(text.c_str()));
  EXPECT_NE(text, Aws::String(Aws::Utils::UUID::PseudoRandomUUID()));
}

// ---- JSON ----

TEST(Json, IsBuiltReadAndWritten) {
  JsonValue inner;
  inner.WithString("text", "t").WithInteger("int", -1).WithInt64("long", 1LL << 40);
  Aws::Utils::Array<JsonValue> list(2);
  list[0].AsInteger(1);
  list[1].AsString("two");
  JsonValue value;
  value.WithObject("inner", inner)
      .WithBool("flag", true)
      .WithDouble("real", 0.5)
      .WithArray("list", list);
  const JsonView view = value.View();
  EXPECT_EQ(view.GetObject("inner").GetString("text"), "t");
  EXPECT_EQ(view.GetObject("inner").GetInteger("int"), -1);
  EXPECT_EQ(view.GetObject("inner").GetInt64("long"), 1LL << 40);
  EXPECT_TRUE(view.GetBool("flag"));
  EXPECT_DOUBLE_EQ(view.GetDouble("real"), 0.5);
  EXPECT_EQ(view.GetArray("list").GetLength(), 2u);
  EXPECT_EQ(view.GetArray("list")[1].AsString(), "two");
  EXPECT_TRUE(view.ValueExists("flag"));
  EXPECT_FALSE(view.KeyExists("absent"));
  EXPECT_EQ(view.WriteCompact(),
            R"({"inner":{"text":"t","int":-1,"long":1099511627776},"flag":true,"real":0.5,)"
            R"("list":[1,"two"]})");
  EXPECT_EQ(view.Materialize(), value);
}

TEST(Json, TellsWhetherItsTextWasJson) {
  const JsonValue good(Aws::String(R"({"a": null})"));
  const JsonValue bad(Aws::String("{"));
  EXPECT_TRUE(good.WasParseSuccessful());
  EXPECT_TRUE(good.View().KeyExists("a"));
  EXPECT_FALSE(good.View().ValueExists("a"));
  EXPECT_FALSE(bad.WasParseSuccessful());
  EXPECT_FALSE(bad.GetErrorMessage().empty());
}

}  // namespace
}  // namespace fauxebs
