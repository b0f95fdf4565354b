#include "fauxebs/corruption.h"

#include <gmock/gmock.h>

#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace fauxebs::words;

TEST(CorruptionByTearing, LeavesWhatIsBeforeAndPutsZerosFromThere) {
  EXPECT_EQ(TearAt(2).ApplyTo(Bytes::Copy("abcd")).view(), std::string_view("ab\0\0", 4));
}

TEST(CorruptionByTearing, TearsTheLastByteOfABlock) {
  const Bytes torn = TearAt(524287).ApplyTo(Block::Filled(7));

  EXPECT_EQ(torn.view().substr(0, 524287), Block::Filled(7).view().substr(0, 524287));
  EXPECT_EQ(torn.view().back(), '\0');
}

TEST(CorruptionByTearing, TornAtItsFirstByteABlockIsZeros) {
  EXPECT_EQ(TearAt(0).ApplyTo(Block::Filled(7)), Block::Zero().bytes());
}

TEST(CorruptionByTearing, DamagesZerosTooWhereTheTearIs) {
  EXPECT_EQ(TearAt(2).ApplyTo(Bytes::Copy(std::string_view("ab\0\0", 4))).view(),
            std::string_view("ab\1\0", 4));
}

TEST(CorruptionByTearing, DamagesWhatIsTooShort) {
  EXPECT_NE(TearAt(524287).ApplyTo(Bytes::Copy("abc")), Bytes::Copy("abc"));
  EXPECT_EQ(TearAt(0).ApplyTo(Bytes()), Bytes());
}

}  // namespace
}  // namespace fauxebs
