#include "core/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace fauxebs::internal {
namespace {

using testing::EndsWith;
using testing::SizeIs;

TEST(Bounded, LeavesShortTextsAlone) {
  EXPECT_EQ(Bounded("short"), "short");
  EXPECT_EQ(Bounded(std::string(512, 'x')), std::string(512, 'x'));
}

TEST(Bounded, CutsLongTextsWithAMark) {
  EXPECT_THAT(Bounded(std::string(513, 'x')), SizeIs(512));
  EXPECT_THAT(Bounded(std::string(1048576, 'x')), SizeIs(512));
  EXPECT_THAT(Bounded(std::string(1048576, 'x')), EndsWith("xxx... (1048576 bytes)"));
}

TEST(Bounded, GivesTheMemoryBack) {
  EXPECT_LT(Bounded(std::string(1048576, 'x')).capacity(), 2048U);
}

TEST(Bounded, CutsBetweenCodePoints) {
  std::string text = std::string(496, 'x');
  for (int i = 0; i < 100; ++i) text += "\xF0\x9F\x98\x80";  // of four bytes
  EXPECT_EQ(Bounded(text), std::string(496, 'x') + "... (896 bytes)");
}

TEST(Bounded, CutsWhatIsNoTextToo) {
  EXPECT_THAT(Bounded(std::string(1000, '\x80')), EndsWith("\x80... (1000 bytes)"));
}

TEST(OneLine, ReplacesWhatBreaksLines) {
  EXPECT_EQ(OneLine("a\nb\r\tc\x7F"), "a b  c ");
  EXPECT_EQ(OneLine(std::string("a\0b", 3)), "a b");
}

TEST(OneLine, KeepsTextInOtherScripts) {
  EXPECT_EQ(OneLine("\xC3\xA9 \xE6\x97\xA5 \xF0\x9F\x98\x80"),
            "\xC3\xA9 \xE6\x97\xA5 \xF0\x9F\x98\x80");
}

TEST(OneLine, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(OneLine("\x80"), "?");  // no beginning
  EXPECT_EQ(OneLine("\xC3"), "?");  // no end
  EXPECT_EQ(OneLine("\xC3z"), "?z");
  EXPECT_EQ(OneLine("\xC0\xAF"), "??");  // too long for what it says
  EXPECT_EQ(OneLine("\xE0\x80\xAF"), "???");
  EXPECT_EQ(OneLine("\xF0\x80\x80\xAF"), "????");
  EXPECT_EQ(OneLine("\xED\xA0\x80"), "???");       // a surrogate
  EXPECT_EQ(OneLine("\xF4\x90\x80\x80"), "????");  // beyond Unicode
  EXPECT_EQ(OneLine("\xF5\x80\x80\x80"), "????");
}

TEST(ColumnsOf, CountsCodePoints) {
  EXPECT_EQ(ColumnsOf(""), 0U);
  EXPECT_EQ(ColumnsOf("ab"), 2U);
  EXPECT_EQ(ColumnsOf("\xC3\xA9\xE6\x97\xA5"), 2U);
}

TEST(Cut, ShortensWithAMark) {
  EXPECT_EQ(Cut("abcdef", 6), "abcdef");
  EXPECT_EQ(Cut("abcdef", 5), "ab...");
  EXPECT_EQ(Cut("abcdef", 3), "...");
  EXPECT_EQ(Cut("abcdef", 2), "..");
  EXPECT_EQ(Cut("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 4), "\xC3\xA9...");
}

TEST(Fitted, FillsUpOrCuts) {
  EXPECT_EQ(Fitted("ab", 4), "ab  ");
  EXPECT_EQ(Fitted("\xC3\xA9", 2), "\xC3\xA9 ");
  EXPECT_EQ(Fitted("abcdef", 5), "ab...");
}

TEST(JsonString, EscapesWhatJsonCannotHold) {
  EXPECT_EQ(JsonString("plain"), R"("plain")");
  EXPECT_EQ(JsonString("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(JsonString("a\nb\x01"), R"("a\u000ab\u0001")");
  EXPECT_EQ(JsonString("\xC3\xA9"), "\"\xC3\xA9\"");
  EXPECT_EQ(JsonString("\xFF!"), R"("\ufffd!")");
}

}  // namespace
}  // namespace fauxebs::internal
