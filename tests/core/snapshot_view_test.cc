#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "calls.h"
#include "fauxebs/fake.h"
#include "support/temp_file.h"

namespace fauxebs {
namespace {

using testing::ElementsAre;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Lt;
using testing::Optional;
using testing::ThrowsMessage;

constexpr std::uint64_t kBlock = 524288;

std::string Filled(char c, std::size_t size = kBlock) { return std::string(size, c); }

// Blocks 0 and 3 with data, 1 of zeros, 2 a hole; half of block 4; then a hole to the end.
struct Image : TempFile {
  static constexpr std::uint64_t kSize = 10 * kBlock + 512;
  Image() : TempFile(Filled('a') + Filled('\0')) {
    WriteAt(3 * kBlock, Filled('d') + Filled('e', kBlock / 2)).Resize(kSize);
  }
};

TEST(LoadImage, MakesACompletedSnapshot) {
  const Image image;
  Fake ebs;
  const std::string id = ebs.LoadImage(image.path());
  EXPECT_EQ(ebs.Snapshot(id).status(), SnapshotStatus::kCompleted);
}

TEST(LoadImage, SkipsHolesAndZeros) {
  const Image image;
  Fake ebs;
  const SnapshotView snapshot = ebs.Snapshot(ebs.LoadImage(image.path()));
  EXPECT_THAT(snapshot.block_indexes(), ElementsAre(0, 3, 4));
  EXPECT_EQ(snapshot.blocks(), 3U);
  EXPECT_EQ(snapshot.bytes(), 3 * kBlock);
}

TEST(LoadImage, FillsUpTheLastBlockWithZeros) {
  const TempFile image(Filled('a', 512));
  Fake ebs;
  const SnapshotView snapshot = ebs.Snapshot(ebs.LoadImage(image.path()));
  EXPECT_THAT(snapshot.block(0),
              Optional(Block::Copy(Filled('a', 512) + Filled('\0', kBlock - 512))));
}

TEST(LoadImage, MakesAVolumeOfAtLeastOneGib) {
  const TempFile image(Filled('a', 512));
  Fake ebs;
  EXPECT_EQ(ebs.Snapshot(ebs.LoadImage(image.path())).volume_size_gib(), 1);
}

TEST(LoadImage, RoundsTheVolumeUpToWholeGib) {
  const TempFile image;
  Fake ebs;
  image.Resize(std::uint64_t{2} << 30);
  EXPECT_EQ(ebs.Snapshot(ebs.LoadImage(image.path())).volume_size_gib(), 2);
  image.Resize((std::uint64_t{2} << 30) + 512);
  EXPECT_EQ(ebs.Snapshot(ebs.LoadImage(image.path())).volume_size_gib(), 3);
}

TEST(LoadImage, TakesAnImageWithoutData) {
  const TempFile image;
  image.Resize(512);
  Fake ebs;
  EXPECT_EQ(ebs.Snapshot(ebs.LoadImage(image.path())).blocks(), 0U);
}

TEST(LoadImage, MakesASnapshotThatReadsThroughTheApi) {
  const Image image;
  Fake ebs;
  const std::string id = ebs.LoadImage(image.path());
  const std::string token = TokenOf(*ebs.service(), id, 3);
  const auto got = ebs.service()->GetSnapshotBlock(GetOf(id, 3, token), {}).value();
  EXPECT_EQ(got.block_data, Block::Filled('d').bytes());
  EXPECT_EQ(got.checksum, Block::Filled('d').checksum());
}

TEST(LoadImage, MakesAnotherSnapshotEachTime) {
  const Image image;
  Fake ebs;
  EXPECT_NE(ebs.LoadImage(image.path()), ebs.LoadImage(image.path()));
}

TEST(LoadImage, RefusesAnOddLengthWithASentence) {
  const TempFile image("abc");
  Fake ebs;
  EXPECT_THAT([&] { ebs.LoadImage(image.path()); },
              Misuses("'" + image.path() +
                      "' has 3 bytes, a raw disk image has whole 512-byte sectors, at least one; "
                      "pad it: truncate --size=%512 '" +
                      image.path() + "'"));
  EXPECT_THAT(ebs.Snapshots(), IsEmpty());
}

TEST(LoadImage, RefusesAnEmptyImage) {
  const TempFile image;
  Fake ebs;
  EXPECT_THAT([&] { ebs.LoadImage(image.path()); }, Misuses("is empty; make it"));
}

TEST(LoadImage, TakesTheIdAndTheAccountThatItIsTold) {
  const Image image;
  Fake ebs;
  EXPECT_EQ(ebs.LoadImage(image.path(), {"snap-0123abcdef", "999900001111"}), "snap-0123abcdef");
  EXPECT_EQ(ebs.Snapshot("snap-0123abcdef").account(), "999900001111");
  EXPECT_EQ(ebs.Snapshot("snap-0123abcdef").blocks(), 3U);
}

TEST(LoadImage, RefusesWhatIsNoIdOfASnapshot) {
  const Image image;
  Fake ebs;
  EXPECT_THAT([&] { ebs.LoadImage(image.path(), {"snap-XYZ"}); },
              Misuses("'snap-XYZ' is no id of a snapshot"));
  EXPECT_THAT([&] { ebs.LoadImage(image.path(), {""}); }, Misuses("'' is no id of a snapshot"));
  EXPECT_THAT(ebs.Snapshots(), IsEmpty());
}

TEST(LoadImage, RefusesAnIdThatIsTaken) {
  const Image image;
  Fake ebs;
  ebs.LoadImage(image.path(), {"snap-1"});
  EXPECT_THAT([&] { ebs.LoadImage(image.path(), {"snap-1"}); },
              Misuses("there is a snapshot 'snap-1' already"));
}

TEST(WriteImage, RefusesToCutData) {
  const TempFile file;
  Fake ebs;
  const SnapshotView snapshot = ebs.Snapshot(ebs.AddSnapshot(SpecOf(1, {{3, Block::Filled('a')}})));
  EXPECT_THAT([&] { snapshot.WriteImage(file.path(), 1000); },
              Misuses("no room for the data in block 3"));
}

TEST(LoadImage, RefusesADirectory) {
  Fake ebs;
  EXPECT_THAT([&] { ebs.LoadImage("/tmp"); }, Misuses("neither a file nor a block device"));
}

TEST(LoadImage, NamesAnImageThatIsNotThere) {
  Fake ebs;
  EXPECT_THAT([&] { ebs.LoadImage("/nowhere/disk.img"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("/nowhere/disk.img")));
}

TEST(WriteImage, RestoresAnImageToTheByte) {
  const Image image;
  const TempFile restored;
  Fake ebs;
  ebs.Snapshot(ebs.LoadImage(image.path())).WriteImage(restored.path(), Image::kSize);
  EXPECT_TRUE(restored.Read() == image.Read());
}

TEST(WriteImage, WritesTheWholeVolumeSparsely) {
  const TempFile restored;
  Fake ebs;
  ebs.Snapshot(ebs.AddSnapshot(SpecOf(4, {{7, Block::Filled('a')}}))).WriteImage(restored.path());
  EXPECT_EQ(restored.size(), std::uint64_t{4} << 30);
  EXPECT_THAT(restored.bytes_on_disk(), Lt(2 * kBlock));
}

TEST(WriteImage, MakesAHoleOfABlockOfZeros) {
  const TempFile restored;
  Fake ebs;
  ebs.Snapshot(ebs.AddSnapshot(SpecOf(1, {{0, Block::Zero()}, {1, Block::Zero()}})))
      .WriteImage(restored.path());
  EXPECT_THAT(restored.bytes_on_disk(), Lt(kBlock));
}

TEST(WriteImage, WritesTheParentsBlocksUnderTheChilds) {
  const TempFile restored;
  Fake ebs;
  SnapshotSpec child;
  child.parent_snapshot_id =
      ebs.AddSnapshot(SpecOf(1, {{0, Block::Filled('a')}, {1, Block::Filled('b')}}));
  child.blocks = {{1, Block::Filled('c')}};
  ebs.Snapshot(ebs.AddSnapshot(child)).WriteImage(restored.path(), 2 * kBlock);
  EXPECT_TRUE(restored.Read() == Filled('a') + Filled('c'));
}

TEST(WriteImage, ReplacesALongerFile) {
  const TempFile restored(Filled('x', 3 * kBlock));
  Fake ebs;
  ebs.Snapshot(ebs.AddSnapshot()).WriteImage(restored.path(), 512);
  EXPECT_EQ(restored.Read(), Filled('\0', 512));
}

TEST(WriteImage, NamesAPathThatCannotBeWritten) {
  Fake ebs;
  const SnapshotView snapshot = ebs.Snapshot(ebs.AddSnapshot());
  EXPECT_THAT([&] { snapshot.WriteImage("/nowhere/disk.img"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("/nowhere/disk.img")));
}

struct DifferenceFrom : testing::Test {
  Fake ebs;
  std::optional<std::string> Between(const SnapshotSpec& spec, const TempFile& image) {
    return ebs.Snapshot(ebs.AddSnapshot(spec)).DifferenceFrom(image.path());
  }
};

TEST_F(DifferenceFrom, TheLoadedImageIsNothing) {
  const Image image;
  EXPECT_THAT(ebs.Snapshot(ebs.LoadImage(image.path())).DifferenceFrom(image.path()),
              Eq(std::nullopt));
}

TEST_F(DifferenceFrom, AnImageIsNamedByTheFirstBlockThatDiffers) {
  const TempFile image(Filled('a') + Filled('b') + Filled('c'));
  EXPECT_THAT(Between(SpecOf(1, {{0, Block::Filled('a')}, {1, Block::Filled('x')}}), image),
              Optional(Eq("block 1 differs from the image from its byte 0 on")));
}

TEST_F(DifferenceFrom, AnImageWithMoreDataIsNamed) {
  const TempFile image(Filled('a') + Filled('b'));
  EXPECT_THAT(Between(SpecOf(1, {{0, Block::Filled('a')}}), image),
              Optional(Eq("block 1 was never written, the image has data there")));
}

TEST_F(DifferenceFrom, AnImageWithAHoleInPlaceOfDataIsNamed) {
  const TempFile image;
  image.WriteAt(2 * kBlock, Filled('c'));
  EXPECT_THAT(Between(SpecOf(1, {{1, Block::Filled('b')}, {2, Block::Filled('c')}}), image),
              Optional(Eq("block 1 holds data, the image has zeros there")));
}

TEST_F(DifferenceFrom, AnImageThatEndsBeforeTheDataIsNamed) {
  const TempFile image(Filled('a'));
  EXPECT_THAT(Between(SpecOf(1, {{0, Block::Filled('a')}, {9, Block::Filled('b')}}), image),
              Optional(Eq("block 9 holds data, the image has zeros there")));
}

TEST_F(DifferenceFrom, AnImageThatIsLongerThanTheVolumeIsNamed) {
  const TempFile image;
  image.WriteAt(std::uint64_t{1} << 30, "x");
  EXPECT_THAT(Between(SpecOf(1), image),
              Optional(Eq("block 2048 was never written, the image has data there")));
}

TEST_F(DifferenceFrom, ZerosAndHolesIsNothing) {
  const TempFile image(Filled('\0') + Filled('b') + Filled('\0', 512));
  EXPECT_THAT(Between(SpecOf(1, {{1, Block::Filled('b')}, {5, Block::Zero()}}), image),
              Eq(std::nullopt));
}

TEST_F(DifferenceFrom, AnImageWithAPartialLastBlockCountsTheRestAsZeros) {
  const TempFile image(Filled('a', 512));
  const Block padded = Block::Copy(Filled('a', 512) + Filled('\0', kBlock - 512));
  EXPECT_THAT(Between(SpecOf(1, {{0, padded}}), image), Eq(std::nullopt));
  EXPECT_THAT(Between(SpecOf(1, {{0, Block::Filled('a')}}), image),
              Optional(Eq("block 0 differs from the image from its byte 512 on")));
}

TEST_F(DifferenceFrom, AnImageThatIsNotThereThrows) {
  const SnapshotView snapshot = ebs.Snapshot(ebs.AddSnapshot());
  EXPECT_THAT([&] { static_cast<void>(snapshot.DifferenceFrom("/nowhere/disk.img")); },
              ThrowsMessage<std::runtime_error>(HasSubstr("/nowhere/disk.img")));
}

TEST(SnapshotView, TellsWhatTheSnapshotIs) {
  Fake ebs;
  SnapshotSpec spec;
  spec.volume_size_gib = 8;
  spec.kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/mine";
  spec.description = "nightly";
  spec.tags = {{"owner", "me"}};
  spec.account = "444455556666";
  const std::string id = ebs.AddSnapshot(spec);

  const SnapshotView snapshot = ebs.Snapshot(id);

  EXPECT_EQ(snapshot.id(), id);
  EXPECT_EQ(snapshot.account(), "444455556666");
  EXPECT_EQ(snapshot.volume_size_gib(), 8);
  EXPECT_THAT(snapshot.kms_key_arn(), Optional(*spec.kms_key_arn));
  EXPECT_THAT(snapshot.description(), Optional(Eq("nightly")));
  EXPECT_THAT(snapshot.tags(), ElementsAre(Tag{"owner", "me"}));
  EXPECT_EQ(snapshot.start_time(), kClockEpoch);
  EXPECT_THAT(snapshot.parent_snapshot_id(), Eq(std::nullopt));
}

TEST(SnapshotView, IsVisibleToItsAccountAndWhoeverItIsSharedWith) {
  Fake ebs;
  const std::string shared = ebs.AddSnapshot();
  const std::string of_all = ebs.AddSnapshot();
  ebs.ShareSnapshot(shared, "444455556666");
  ebs.MakePublic(of_all);

  EXPECT_TRUE(ebs.Snapshot(shared).visible_to(kDefaultAccount));
  EXPECT_TRUE(ebs.Snapshot(shared).visible_to("444455556666"));
  EXPECT_FALSE(ebs.Snapshot(shared).visible_to("777788889999"));
  EXPECT_TRUE(ebs.Snapshot(of_all).visible_to("777788889999"));
}

TEST(SnapshotView, CountsTheParentsBlocksAsItsOwnButNotAsChanged) {
  Fake ebs;
  SnapshotSpec child;
  child.parent_snapshot_id =
      ebs.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}, {1, Block::Filled(2)}}));
  child.blocks = {{1, Block::Filled(3)}, {9, Block::Filled(4)}};

  const SnapshotView snapshot = ebs.Snapshot(ebs.AddSnapshot(child));

  EXPECT_THAT(snapshot.block_indexes(), ElementsAre(0, 1, 9));
  EXPECT_EQ(snapshot.changed_blocks(), 2U);
  EXPECT_THAT(snapshot.block(0), Optional(Block::Filled(1)));
  EXPECT_THAT(snapshot.block(1), Optional(Block::Filled(3)));
}

TEST(SnapshotView, HasNoBlockWhereNoneWasWritten) {
  Fake ebs;
  const SnapshotView snapshot = ebs.Snapshot(ebs.AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}})));
  EXPECT_THAT(snapshot.block(1), Eq(std::nullopt));
}

TEST(SnapshotView, HasNoBlockOutsideOfTheVolume) {
  Fake ebs;
  const SnapshotView snapshot = ebs.Snapshot(ebs.AddSnapshot());
  EXPECT_THAT(snapshot.block(-1), Eq(std::nullopt));
  EXPECT_THAT(snapshot.block(2048), Eq(std::nullopt));
  EXPECT_THAT(snapshot.block(std::int64_t{1} << 40), Eq(std::nullopt));
}

TEST(SnapshotView, GoesOnShowingWhatItShowed) {
  Fake ebs;
  const std::string id = ebs.service()->StartSnapshot(StartOf(), {}).value().snapshot_id;
  const SnapshotView before = ebs.Snapshot(id);

  static_cast<void>(ebs.service()->PutSnapshotBlock(PutOf(id, 0, Block::Filled(1)), {}));
  ebs.clock().Advance(std::chrono::hours(2));
  const SnapshotView after = ebs.Snapshot(id);
  ebs.DeleteSnapshot(id);

  EXPECT_EQ(before.blocks(), 0U);
  EXPECT_EQ(before.status(), SnapshotStatus::kPending);
  EXPECT_EQ(before.state_message(), "");
  EXPECT_EQ(after.blocks(), 1U);
  EXPECT_EQ(after.status(), SnapshotStatus::kError);
  EXPECT_EQ(after.state_message(), "Snapshot timed out");
}

TEST(SnapshotView, OutlivesItsFake) {
  auto ebs = std::make_unique<Fake>();
  const SnapshotView snapshot = ebs->Snapshot(ebs->AddSnapshot(SpecOf(1, {{0, Block::Filled(1)}})));
  ebs.reset();
  EXPECT_THAT(snapshot.block(0), Optional(Block::Filled(1)));
}

}  // namespace
}  // namespace fauxebs
