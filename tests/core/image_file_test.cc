#include "core/image_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fauxebs/block.h"
#include "support/temp_file.h"

namespace fauxebs::internal {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Lt;
using testing::Pair;
using testing::ThrowsMessage;

constexpr std::uint64_t kBlock = 524288;

using Visits = std::vector<std::pair<std::uint32_t, Digest>>;

Visits DataBlocks(const TempFile& file, std::size_t most = 1000) {
  Visits visits;
  ImageFile::Open(file.path()).ForEachDataBlock([&](std::uint32_t index, std::string_view block) {
    visits.emplace_back(index, Sha256(block));
    return visits.size() < most;
  });
  return visits;
}

std::string Filled(char c, std::size_t size = kBlock) { return std::string(size, c); }

TEST(ImageFile, ShowsItsBlocksInOrder) {
  const TempFile file(Filled('a') + Filled('b'));
  EXPECT_THAT(DataBlocks(file), ElementsAre(Pair(0U, Block::Filled('a').digest()),
                                            Pair(1U, Block::Filled('b').digest())));
}

TEST(ImageFile, KnowsItsSize) {
  const TempFile file(Filled('a', 1000));
  EXPECT_EQ(ImageFile::Open(file.path()).size_bytes(), 1000U);
}

TEST(ImageFile, SkipsHoles) {
  const TempFile file;
  file.WriteAt(5 * kBlock, Filled('a')).Resize(40 * kBlock);
  EXPECT_THAT(DataBlocks(file), ElementsAre(Pair(5U, Block::Filled('a').digest())));
}

TEST(ImageFile, ShowsTheWholeBlockAroundData) {
  const TempFile file;
  file.WriteAt(5 * kBlock + 100'000, "x").Resize(40 * kBlock);
  std::string block = Filled('\0');
  block[100'000] = 'x';
  EXPECT_THAT(DataBlocks(file), ElementsAre(Pair(5U, Sha256(block))));
}

TEST(ImageFile, ShowsDataThatLiesAcrossABoundaryAsTwoBlocks) {
  const TempFile file;
  file.WriteAt(3 * kBlock - 1, "xy").Resize(10 * kBlock);
  EXPECT_THAT(DataBlocks(file), ElementsAre(Pair(2U, Sha256(Filled('\0', kBlock - 1) + "x")),
                                            Pair(3U, Sha256("y" + Filled('\0', kBlock - 1)))));
}

TEST(ImageFile, SkipsZerosThatAreWritten) {
  const TempFile file(Filled('a') + Filled('\0') + Filled('c'));
  EXPECT_THAT(DataBlocks(file), ElementsAre(Pair(0U, Block::Filled('a').digest()),
                                            Pair(2U, Block::Filled('c').digest())));
}

TEST(ImageFile, FillsUpTheLastBlockWithZeros) {
  const TempFile file(Filled('a') + Filled('b', 512));
  const std::string last = Filled('b', 512) + Filled('\0', kBlock - 512);
  EXPECT_THAT(DataBlocks(file),
              ElementsAre(Pair(0U, Block::Filled('a').digest()), Pair(1U, Sha256(last))));
}

TEST(ImageFile, ShowsNothingOfAHole) {
  const TempFile file;
  file.Resize(40 * kBlock);
  EXPECT_THAT(DataBlocks(file), IsEmpty());
}

TEST(ImageFile, ShowsNothingOfAnEmptyFile) { EXPECT_THAT(DataBlocks(TempFile()), IsEmpty()); }

TEST(ImageFile, StopsWhenTheVisitorSaysSo) {
  const TempFile file(Filled('a') + Filled('b') + Filled('c'));
  EXPECT_THAT(DataBlocks(file, 1), ElementsAre(Pair(0U, Block::Filled('a').digest())));
}

TEST(ImageFile, ThatIsNotThereIsNamed) {
  EXPECT_THAT([] { ImageFile::Open("/nowhere/disk.img"); },
              ThrowsMessage<std::runtime_error>(
                  HasSubstr("cannot open the disk image '/nowhere/disk.img'")));
}

TEST(ImageFile, IsMadeAsOneHole) {
  const TempFile file;
  ImageFile::Create(file.path(), 1U << 30);
  EXPECT_EQ(file.size(), 1U << 30);
  EXPECT_THAT(file.bytes_on_disk(), Lt(kBlock));
}

TEST(ImageFile, ReplacesWhatStoodInItsPlace) {
  const TempFile file(Filled('a'));
  ImageFile::Create(file.path(), 4);
  EXPECT_EQ(file.Read(), std::string(4, '\0'));
}

TEST(ImageFile, IsWrittenAtTheBlocksPlace) {
  const TempFile file;
  ImageFile image = ImageFile::Create(file.path(), 10 * kBlock);
  EXPECT_TRUE(image.WriteBlock(7, Block::Filled('a').view()));
  EXPECT_THAT(DataBlocks(file), ElementsAre(Pair(7U, Block::Filled('a').digest())));
  EXPECT_THAT(file.bytes_on_disk(), Lt(2 * kBlock));
}

TEST(ImageFile, IsNotWrittenPastItsSize) {
  const TempFile file;
  ImageFile image = ImageFile::Create(file.path(), kBlock + 3);
  EXPECT_FALSE(image.WriteBlock(1, Block::Filled('a').view()));
  EXPECT_FALSE(image.WriteBlock(2, Block::Filled('b').view()));
  EXPECT_TRUE(image.WriteBlock(2, Block::Zero().view()));
  EXPECT_EQ(file.Read(), std::string(kBlock + 3, '\0'));
}

TEST(ImageFile, ThatCannotBeMadeIsNamed) {
  EXPECT_THAT([] { ImageFile::Create("/nowhere/disk.img", 4); },
              ThrowsMessage<std::runtime_error>(
                  HasSubstr("cannot create the disk image '/nowhere/disk.img'")));
}

}  // namespace
}  // namespace fauxebs::internal
