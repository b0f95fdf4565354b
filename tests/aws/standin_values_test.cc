// The stand-in for the AWS SDK: its hashes, times, streams, JSON and memory are as the SDK's.
#include <aws/core/utils/Array.h>
#include <aws/core/utils/DateTime.h>
#include <aws/core/utils/HashingUtils.h>
#include <aws/core/utils/json/JsonSerializer.h>
#include <aws/core/utils/memory/AWSMemory.h>
#include <aws/core/utils/memory/stl/AWSStringStream.h>
#include <aws/core/utils/stream/PreallocatedStreamBuf.h>
#include <gtest/gtest.h>

#include <chrono>

#include "aws/standin_support.h"

namespace fauxebs {
namespace {

using Aws::Utils::ByteBuffer;
using Aws::Utils::DateFormat;
using Aws::Utils::DateTime;
using Aws::Utils::HashingUtils;
using Aws::Utils::Json::JsonValue;
using Aws::Utils::Stream::PreallocatedStreamBuf;

// ---- Hashing ----

TEST(HashingUtils, ComputesSha256OfText) {
  EXPECT_EQ(HashingUtils::HexEncode(HashingUtils::CalculateSHA256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(HashingUtils::HexEncode(HashingUtils::CalculateSHA256("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(HashingUtils, ComputesSha256OfAStreamLongerThanItsBuffer) {
  const Aws::String block(524288, '\0');
  Aws::StringStream stream(block);
  EXPECT_EQ(HashingUtils::Base64Encode(HashingUtils::CalculateSHA256(stream)),
            "B4VNL+8pega6gWheZgwzLeNtXRjVRpJ9MNqtbX/aFUE=");
  EXPECT_EQ(HashingUtils::CalculateSHA256(stream), HashingUtils::CalculateSHA256(block));
}

TEST(HashingUtils, HashesAStreamFromItsBeginningAndLeavesItWhereItWas) {
  Aws::StringStream stream("abc");
  stream.seekg(1);
  EXPECT_EQ(HashingUtils::CalculateSHA256(stream), HashingUtils::CalculateSHA256("abc"));
  EXPECT_TRUE(stream.good());
  EXPECT_EQ(stream.tellg(), 1);
}

TEST(HashingUtils, RewindsAStreamThatWasAtItsEnd) {
  Aws::StringStream stream("abc");
  EXPECT_EQ(ReadAll(stream), "abc");
  stream.get();
  EXPECT_EQ(HashingUtils::CalculateSHA256(stream), HashingUtils::CalculateSHA256("abc"));
  EXPECT_TRUE(stream.good());
  EXPECT_EQ(stream.tellg(), 0);
}

TEST(HashingUtils, ComputesHmac) {
  const Aws::String key = "Jefe";
  const Aws::String text = "what do ya want for nothing?";
  EXPECT_EQ(
      HashingUtils::HexEncode(HashingUtils::CalculateSHA256HMAC(ByteBuffer(text), ByteBuffer(key))),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(HashingUtils, ComputesSha512) {
  EXPECT_EQ(Aws::Utils::HashingUtils::HexEncode(
                Aws::Utils::HashingUtils::CalculateSHA512(Aws::String("abc")))
                .substr(0, 16),
            "ddaf35a193617aba");
}

TEST(CryptoBuffer, IsCutIntoSlicesAndCombined) {
  const unsigned char bytes[] = {1, 2, 3, 4, 5};
  Aws::Utils::CryptoBuffer buffer(bytes, sizeof(bytes));
  const auto slices = buffer.Slice(2);
  ASSERT_EQ(slices.GetLength(), 3u);
  EXPECT_EQ(slices[2].GetLength(), 1u);
  EXPECT_EQ(slices[2][0], 5);
  EXPECT_EQ((buffer ^ slices[1])[0], 1 ^ 3);
  buffer.Zero();
  EXPECT_EQ(buffer, Aws::Utils::CryptoBuffer(sizeof(bytes)));
}

TEST(HashingUtils, EncodesBase64) {
  EXPECT_EQ(HashingUtils::Base64Encode(ByteBuffer(Aws::String(""))), "");
  EXPECT_EQ(HashingUtils::Base64Encode(ByteBuffer(Aws::String("f"))), "Zg==");
  EXPECT_EQ(HashingUtils::Base64Encode(ByteBuffer(Aws::String("fo"))), "Zm8=");
  EXPECT_EQ(HashingUtils::Base64Encode(ByteBuffer(Aws::String("foobar"))), "Zm9vYmFy");
}

TEST(HashingUtils, DecodesBase64) {
  EXPECT_EQ(HashingUtils::Base64Decode("Zg=="), ByteBuffer(Aws::String("f")));
  EXPECT_EQ(HashingUtils::Base64Decode("Zm9vYmE="), ByteBuffer(Aws::String("fooba")));
  EXPECT_EQ(HashingUtils::Base64Decode("no*!").GetLength(), 0u);
  EXPECT_EQ(HashingUtils::Base64Decode("Zg").GetLength(), 0u);
}

TEST(HashingUtils, DecodesHex) {
  EXPECT_EQ(HashingUtils::HexDecode("0x666F6f"), ByteBuffer(Aws::String("foo")));
}

// ---- Time, streams, JSON, memory ----

TEST(DateTime, PrintsInGmt) {
  const DateTime time(int64_t{1576308931973});
  EXPECT_EQ(time.ToGmtString(DateFormat::ISO_8601), "2019-12-14T07:35:31Z");
  EXPECT_EQ(time.ToGmtString(DateFormat::ISO_8601_BASIC), "20191214T073531Z");
  EXPECT_EQ(time.ToGmtString(DateFormat::RFC822), "Sat, 14 Dec 2019 07:35:31 GMT");
  EXPECT_EQ(time.ToGmtStringWithMs(), "2019-12-14T07:35:31.973");
  EXPECT_EQ(time.ToGmtString("%Y/%j"), "2019/348");
}

TEST(DateTime, CutsSecondsToMilliseconds) {
  EXPECT_EQ(DateTime(1576308931.9996).Millis(), 1576308931999);
  EXPECT_DOUBLE_EQ(DateTime(int64_t{1500}).SecondsWithMSPrecision(), 1.5);
}

TEST(DateTime, ReadsTimestamps) {
  EXPECT_EQ(DateTime("2019-12-14T07:35:31.973Z", DateFormat::ISO_8601).Millis(), 1576308931973);
  EXPECT_EQ(DateTime("2019-12-14T08:35:31+01:00", DateFormat::AutoDetect).Seconds(), 1576308931);
  EXPECT_EQ(DateTime("Sat, 14 Dec 2019 07:35:31 GMT", DateFormat::RFC822).Seconds(), 1576308931);
  EXPECT_EQ(DateTime("2000-02-29T00:00:00Z", DateFormat::ISO_8601).Seconds(), 951782400);
  EXPECT_FALSE(DateTime("yesterday", DateFormat::AutoDetect).WasParseSuccessful());
  EXPECT_FALSE(DateTime("2019-13-14T07:35:31Z", DateFormat::ISO_8601).WasParseSuccessful());
}

TEST(DateTime, GoesBackBeforeTheEpoch) {
  const DateTime time(int64_t{-1});
  EXPECT_EQ(time.ToGmtStringWithMs(), "1969-12-31T23:59:59.999");
  EXPECT_EQ(time.GetDayOfWeek(), Aws::Utils::DayOfWeek::Wednesday);
}

TEST(DateTime, Compares) {
  const DateTime earlier(int64_t{1});
  const DateTime later = earlier + std::chrono::milliseconds(2);
  EXPECT_LT(earlier, later);
  EXPECT_EQ(later - earlier, std::chrono::milliseconds(2));
}

TEST(PreallocatedStreamBuf, ReadsTheCallersMemory) {
  unsigned char memory[] = {'a', 'b', 'c', 'd'};
  PreallocatedStreamBuf buffer(memory, sizeof(memory));
  Aws::IOStream stream(&buffer);
  stream.seekg(0, std::ios_base::end);
  EXPECT_EQ(stream.tellg(), 4);
  stream.seekg(2);
  EXPECT_EQ(ReadAll(stream), "cd");
}

TEST(PreallocatedStreamBuf, WritesTheCallersMemoryAndNotBeyond) {
  unsigned char memory[4] = {};
  PreallocatedStreamBuf buffer(memory, 3);
  Aws::IOStream stream(&buffer);
  stream << "abcd";
  EXPECT_TRUE(stream.fail());
  EXPECT_EQ(memory[2], 'c');
  EXPECT_EQ(memory[3], 0);
}

TEST(PreallocatedStreamBuf, RefusesPositionsOutsideTheMemory) {
  unsigned char memory[4] = {};
  PreallocatedStreamBuf buffer(memory, sizeof(memory));
  Aws::IOStream stream(&buffer);
  stream.seekg(5);
  EXPECT_TRUE(stream.fail());
}

TEST(Json, ReadsWhatItWrites) {
  const auto value = JsonValue()
                         .WithString("text", "\"\\\n\x01\xc3\xa4")
                         .WithInt64("big", 9007199254740993)
                         .WithDouble("real", 0.1)
                         .WithNull("null")
                         .WithObject("object", JsonValue().WithBool("flag", true));
  EXPECT_EQ(JsonValue(value.View().WriteCompact()), value);
  EXPECT_EQ(JsonValue(value.View().WriteReadable()), value);
}

TEST(Json, WritesReadablyWithTabs) {
  EXPECT_EQ(JsonValue().WithInteger("a", 1).WithString("b", "c").View().WriteReadable(),
            "{\n\t\"a\":\t1,\n\t\"b\":\t\"c\"\n}");
}

TEST(Json, ReadsEscapes) {
  EXPECT_EQ(JsonValue(R"({"t":"\u00e4\ud83d\ude00\/"})").View().GetString("t"),
            "\xc3\xa4\xf0\x9f\x98\x80/");
}

TEST(Json, SaysWhereItCannotBeRead) {
  EXPECT_FALSE(JsonValue("<html>").WasParseSuccessful());
  EXPECT_FALSE(JsonValue("{\"a\":1,}").WasParseSuccessful());
  EXPECT_NE(JsonValue("{\"a\":1,}").GetErrorMessage(), "");
  EXPECT_FALSE(JsonValue(Aws::String(100000, '[')).WasParseSuccessful());
}

TEST(Json, TellsNullFromAbsent) {
  const JsonValue value(R"({"null":null})");
  EXPECT_TRUE(value.View().KeyExists("null"));
  EXPECT_FALSE(value.View().ValueExists("null"));
  EXPECT_FALSE(value.View().KeyExists("Null"));
}

struct Counted {
  explicit Counted(int& alive_in) : alive(alive_in) { ++alive; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  virtual ~Counted() { --alive; }
  int& alive;
};
struct OtherBase {
  virtual ~OtherBase() = default;
  int filler = 0;
};
struct CountedSecond : OtherBase, Counted {
  using Counted::Counted;
};

TEST(Memory, DeleteEndsWhatNewBegan) {
  int alive = 0;
  Counted* counted = Aws::New<Counted>(kTag, alive);
  EXPECT_EQ(alive, 1);
  Aws::Delete(counted);
  EXPECT_EQ(alive, 0);
}

TEST(Memory, DeleteFindsTheBlockBehindASecondBase) {
  int alive = 0;
  Counted* counted = Aws::New<CountedSecond>(kTag, alive);
  Aws::Delete(counted);
  EXPECT_EQ(alive, 0);
}

TEST(Memory, UniquePointersConvertToTheirBase) {
  int alive = 0;
  { const Aws::UniquePtr<Counted> counted = Aws::MakeUnique<CountedSecond>(kTag, alive); }
  EXPECT_EQ(alive, 0);
}

TEST(Memory, ArraysAreOfObjects) {
  const auto strings = Aws::MakeUniqueArray<Aws::String>(3, kTag);
  strings.get()[2] = "long enough to be on the heap, not in the string";
  EXPECT_EQ(strings.get()[0], "");
}

}  // namespace
}  // namespace fauxebs
