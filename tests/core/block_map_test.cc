#include "core/block_map.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "fixed_seed.h"

namespace fauxebs::internal {

// What one step of a random history does to one of a few maps.
struct Step {
  enum Kind : int { kSet, kErase, kFill, kCopy };

  int kind = kSet;
  std::size_t on = 0;
  std::uint32_t index = 0;
  std::uint32_t count = 0;
  std::uint32_t layer = 0;
  std::size_t from = 0;

  friend std::ostream& operator<<(std::ostream& out, const Step& step) {
    static constexpr const char* kNames[] = {"Set", "Erase", "Fill", "Copy"};
    return out << kNames[step.kind] << "(on " << step.on << ", index " << step.index << ", count "
               << step.count << ", layer " << step.layer << ", from " << step.from << ")";
  }
};

namespace {

constexpr std::uint32_t kPositions = BlockMap::kPositions;
constexpr std::uint32_t kLast = kPositions - 1;
constexpr std::uint64_t kNoBudget = ~std::uint64_t{0};
constexpr std::size_t kMaps = 3;

using Model = std::map<std::uint32_t, BlockEntry>;
using Layer = std::optional<std::uint32_t>;

BlockEntry Entry(std::uint32_t layer, const std::string& text = "data") {
  const Bytes content = Bytes::Copy(text);
  return {content, content.digest(), layer};
}

Layer LayerAt(const Model& model, std::uint32_t index) {
  const auto held = model.find(index);
  if (held == model.end()) return std::nullopt;
  return held->second.layer;
}

// Indices crowd around the places where the nodes of each level meet.
rc::Gen<std::uint32_t> AnyIndex() {
  const auto near = [](std::uint32_t place) {
    return rc::gen::inRange<std::uint32_t>(place - 40, place + 40);
  };
  return rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 80), near(1u << 10), near(1u << 15),
                        near(1u << 20), near(1u << 25),
                        rc::gen::inRange<std::uint32_t>(kPositions - 40, kPositions),
                        rc::gen::inRange<std::uint32_t>(0, kPositions));
}

rc::Gen<std::uint32_t> AnyFrom() {
  return rc::gen::oneOf(AnyIndex(), rc::gen::element(0u, kPositions));
}

}  // namespace
}  // namespace fauxebs::internal

namespace rc {

template <>
struct Arbitrary<fauxebs::internal::Step> {
  static Gen<fauxebs::internal::Step> arbitrary() {
    using fauxebs::internal::Step;
    return gen::build<Step>(
        gen::set(&Step::kind,
                 gen::weightedElement<int>(
                     {{6, Step::kSet}, {4, Step::kErase}, {1, Step::kFill}, {2, Step::kCopy}})),
        gen::set(&Step::on, gen::inRange<std::size_t>(0, fauxebs::internal::kMaps)),
        gen::set(&Step::index, fauxebs::internal::AnyIndex()),
        gen::set(&Step::count, gen::inRange<std::uint32_t>(0, 200)),
        gen::set(&Step::layer, gen::inRange<std::uint32_t>(0, 4)),
        gen::set(&Step::from, gen::inRange<std::size_t>(0, fauxebs::internal::kMaps)));
  }
};

}  // namespace rc

namespace fauxebs::internal {
namespace {

// Maps that share nodes in the ways that a random history brings about, each beside its model.
struct World {
  std::array<BlockMap, kMaps> maps;
  std::array<Model, kMaps> models;

  explicit World(const std::vector<Step>& steps) {
    for (const Step& step : steps) Do(step);
  }

  void Do(const Step& step) {
    BlockMap& map = maps[step.on];
    Model& model = models[step.on];
    const BlockEntry entry = Entry(step.layer, std::to_string(step.layer));
    switch (step.kind) {
      case Step::kSet: {
        const Layer replaced = LayerAt(model, step.index);
        RC_ASSERT(map.Set(step.index, entry) == replaced);
        model[step.index] = entry;
        break;
      }
      case Step::kErase: {
        // What is there, more often than not.
        auto held = model.lower_bound(step.index);
        const std::uint32_t index = held == model.end() ? step.index : held->first;
        RC_ASSERT(map.Erase(index) == (model.erase(index) == 1));
        break;
      }
      case Step::kFill: {
        const std::uint32_t count = std::min(step.count, kPositions - step.index);
        map.Fill(step.index, count, entry);
        for (std::uint32_t i = 0; i < count; ++i) model[step.index + i] = entry;
        break;
      }
      case Step::kCopy:
        map = maps[step.from];
        model = Model(models[step.from]);
        break;
    }
  }
};

Model Content(const BlockMap& map, std::uint32_t from = 0) {
  Model content;
  std::uint32_t next = from;
  map.ForEach(from, [&](std::uint32_t index, const BlockEntry& entry) {
    RC_ASSERT(index >= next);
    next = index + 1;
    content.emplace(index, entry);
    return true;
  });
  return content;
}

Model From(const Model& model, std::uint32_t from) {
  return Model(model.lower_bound(from), model.end());
}

BlockMap BuiltDownwards(const Model& model) {
  BlockMap map;
  std::for_each(model.rbegin(), model.rend(),
                [&](const auto& block) { map.Set(block.first, block.second); });
  return map;
}

struct Difference {
  std::uint32_t index;
  Layer in_a;
  Layer in_b;

  friend bool operator==(const Difference& x, const Difference& y) {
    return x.index == y.index && x.in_a == y.in_a && x.in_b == y.in_b;
  }
  friend std::ostream& operator<<(std::ostream& out, const Difference& difference) {
    const auto show = [](Layer layer) { return layer ? std::to_string(*layer) : "none"; };
    return out << difference.index << ": " << show(difference.in_a) << " -> "
               << show(difference.in_b);
  }
};

struct DiffResult {
  std::vector<Difference> visited;
  std::optional<std::uint32_t> next;

  friend bool operator==(const DiffResult& x, const DiffResult& y) {
    return x.visited == y.visited && x.next == y.next;
  }
};

// The visitor stops after `max_visits` visits.
DiffResult Diff(const BlockMap& a, const BlockMap& b, std::uint32_t from, std::uint64_t budget,
                std::size_t max_visits = ~std::size_t{0}) {
  const auto layer = [](const BlockEntry* entry) { return entry ? Layer(entry->layer) : Layer(); };
  DiffResult result;
  result.next = BlockMap::Diff(
      a, b, from, budget, [&](std::uint32_t index, const BlockEntry* in_a, const BlockEntry* in_b) {
        result.visited.push_back({index, layer(in_a), layer(in_b)});
        return result.visited.size() < max_visits;
      });
  return result;
}

DiffResult NaiveDiff(const Model& a, const Model& b, std::uint32_t from, std::uint64_t budget,
                     std::size_t max_visits = ~std::size_t{0}) {
  std::set<std::uint32_t> candidates;
  for (const Model* model : {&a, &b}) {
    for (const auto& block : From(*model, from)) candidates.insert(block.first);
  }
  DiffResult result;
  for (const std::uint32_t index : candidates) {
    if (budget-- == 0 || result.visited.size() == max_visits) {
      result.next = index;
      break;
    }
    const Difference candidate{index, LayerAt(a, index), LayerAt(b, index)};
    if (candidate.in_a != candidate.in_b) result.visited.push_back(candidate);
  }
  return result;
}

RC_GTEST_PROP(BlockMap, HoldsWhatAnOrderedMapHoldsAfterAnyHistory,
              (const std::vector<Step>& steps)) {
  const World world(steps);
  for (std::size_t i = 0; i < kMaps; ++i) {
    RC_ASSERT(Content(world.maps[i]) == world.models[i]);
    RC_ASSERT(world.maps[i].size() == world.models[i].size());
    RC_ASSERT(world.maps[i].empty() == world.models[i].empty());
  }
}

RC_GTEST_PROP(BlockMap, FindsWhatAnOrderedMapFinds, (const std::vector<Step>& steps)) {
  const World world(steps);
  const std::uint32_t index = *AnyIndex();
  const auto held = world.models[0].find(index);
  const BlockEntry* const found = world.maps[0].Find(index);
  RC_ASSERT((found != nullptr) == (held != world.models[0].end()));
  RC_ASSERT((found == nullptr || *found == held->second));
}

RC_GTEST_PROP(BlockMap, FindsEveryBlockThatItHolds, (const std::vector<Step>& steps)) {
  const World world(steps);
  for (const auto& block : world.models[0]) {
    RC_ASSERT(world.maps[0].Find(block.first) != nullptr);
    RC_ASSERT(*world.maps[0].Find(block.first) == block.second);
  }
}

RC_GTEST_PROP(BlockMap, WalksUpwardsFromAnyIndex, (const std::vector<Step>& steps)) {
  const World world(steps);
  const std::uint32_t from = *AnyFrom();
  RC_ASSERT(Content(world.maps[0], from) == From(world.models[0], from));
}

RC_GTEST_PROP(BlockMap, CountsTheBlocksBeforeAnyIndex, (const std::vector<Step>& steps)) {
  const World world(steps);
  const Model& model = world.models[0];
  const std::uint32_t index = *AnyIndex();
  const auto before = std::distance(model.begin(), model.lower_bound(index));
  RC_ASSERT(world.maps[0].CountBefore(index) == static_cast<std::uint64_t>(before));
}

RC_GTEST_PROP(BlockMap, DiffsLikeAWalkOverTheUnionWithEveryBudget,
              (const std::vector<Step>& steps)) {
  const World world(steps);
  const std::uint32_t from = *AnyFrom();
  const std::size_t most = world.models[0].size() + world.models[1].size() + 1;
  for (std::uint64_t budget = 0; budget <= most; ++budget) {
    RC_ASSERT(Diff(world.maps[0], world.maps[1], from, budget) ==
              NaiveDiff(world.models[0], world.models[1], from, budget));
  }
}

RC_GTEST_PROP(BlockMap, DiffsACopyFromItsOriginalWithEveryBudget,
              (const std::vector<Step>& steps, const std::vector<Step>& later)) {
  World world(steps);
  world.Do({Step::kCopy, 1, 0, 0, 0, 0});
  for (Step step : later) {
    step.on = 1;
    if (step.kind != Step::kCopy) world.Do(step);
  }
  const std::uint32_t from = *AnyFrom();
  const std::size_t most = world.models[0].size() + world.models[1].size() + 1;
  for (std::uint64_t budget = 0; budget <= most; ++budget) {
    RC_ASSERT(Diff(world.maps[0], world.maps[1], from, budget) ==
              NaiveDiff(world.models[0], world.models[1], from, budget));
  }
}

RC_GTEST_PROP(BlockMap, DiffStopsWhereTheVisitorSaysSo, (const std::vector<Step>& steps)) {
  const World world(steps);
  const std::uint32_t from = *AnyFrom();
  const std::size_t max_visits = *rc::gen::inRange<std::size_t>(1, 20);
  RC_ASSERT(Diff(world.maps[0], world.maps[1], from, kNoBudget, max_visits) ==
            NaiveDiff(world.models[0], world.models[1], from, kNoBudget, max_visits));
}

RC_GTEST_PROP(BlockMap, HashesEqualContentEquallyWhateverTheHistory,
              (const std::vector<Step>& steps)) {
  const World world(steps);
  for (std::size_t i = 0; i < kMaps; ++i) {
    RC_ASSERT(world.maps[i].hash() == BuiltDownwards(world.models[i]).hash());
  }
}

RC_GTEST_PROP(BlockMap, HashesDifferentContentDifferently, (const std::vector<Step>& steps)) {
  const World world(steps);
  for (std::size_t i = 0; i < kMaps; ++i) {
    for (std::size_t j = 0; j < kMaps; ++j) {
      RC_ASSERT((world.maps[i].hash() == world.maps[j].hash()) ==
                (world.models[i] == world.models[j]));
    }
  }
}

RC_GTEST_PROP(BlockMap, FillsAnyRangeAndNothingElse, ()) {
  const std::uint32_t first = *AnyFrom();
  const std::uint32_t count = *rc::gen::inRange<std::uint32_t>(0, kPositions - first + 1);
  const std::uint32_t index = *AnyIndex();
  BlockMap map;
  map.Fill(first, count, Entry(1));
  RC_ASSERT(map.size() == count);
  RC_ASSERT((map.Find(index) != nullptr) == (index >= first && index - first < count));
  RC_ASSERT(map.CountBefore(index) == std::min(count, index - std::min(first, index)));
}

RC_GTEST_PROP(BlockMap, FillsTheSameInOnePieceAsInTwo, ()) {
  const std::uint32_t first = *AnyFrom();
  const std::uint32_t count = *rc::gen::inRange<std::uint32_t>(0, kPositions - first + 1);
  const std::uint32_t part = *rc::gen::inRange<std::uint32_t>(0, count + 1);
  BlockMap whole;
  whole.Fill(first, count, Entry(1));
  BlockMap pieces;
  pieces.Fill(first + part, count - part, Entry(1));
  pieces.Fill(first, part, Entry(1));
  RC_ASSERT(pieces.size() == whole.size());
  RC_ASSERT(pieces.hash() == whole.hash());
}

RC_GTEST_PROP(BlockMap, FillsOverWhatWasThere, (const std::vector<Step>& steps)) {
  World world(steps);
  const std::uint32_t first = *AnyFrom();
  const std::uint32_t count = *rc::gen::inRange<std::uint32_t>(0, kPositions - first + 1);
  const Model& model = world.models[0];
  world.maps[0].Fill(first, count, Entry(9));
  const auto kept = model.size() - static_cast<std::size_t>(std::distance(
                                       model.lower_bound(first), model.lower_bound(first + count)));
  RC_ASSERT(world.maps[0].size() == kept + count);
}

RC_GTEST_PROP(BlockMap, HasNoNodesLeftWhenAllIsErased, (const std::vector<Step>& steps)) {
  World world(steps);
  for (const auto& block : world.models[0]) RC_ASSERT(world.maps[0].Erase(block.first));
  RC_ASSERT(world.maps[0].empty());
  RC_ASSERT(world.maps[0].node_count() == 0u);
  RC_ASSERT(world.maps[0].hash() == BlockMap().hash());
}

TEST(BlockMap, IsEmptyAtFirst) {
  const BlockMap map;
  EXPECT_EQ(map.size(), 0u);
  EXPECT_EQ(map.Find(0), nullptr);
  EXPECT_EQ(map.CountBefore(kLast), 0u);
  EXPECT_EQ(map.node_count(), 0u);
}

TEST(BlockMap, SaysWhichLayerASetReplaced) {
  BlockMap map;
  EXPECT_EQ(map.Set(5, Entry(1)), std::nullopt);
  EXPECT_EQ(map.Set(5, Entry(2)), 1u);
  EXPECT_EQ(map.Set(5, Entry(3)), 2u);
}

TEST(BlockMap, DoesNotSeeWhatIsWrittenToItsCopyLater) {
  BlockMap parent;
  parent.Set(5, Entry(1));
  BlockMap child = parent;
  child.Set(5, Entry(2));
  child.Set(6, Entry(2));
  EXPECT_EQ(*parent.Find(5), Entry(1));
  EXPECT_EQ(parent.Find(6), nullptr);
}

TEST(BlockMap, SharesWithItsCopyWhatNeitherWrote) {
  BlockMap parent;
  parent.Set(0, Entry(1));
  parent.Set(kLast, Entry(1));
  BlockMap child = parent;
  child.Set(0, Entry(2));
  EXPECT_NE(parent.Find(0), child.Find(0));
  EXPECT_EQ(parent.Find(kLast), child.Find(kLast));
}

TEST(BlockMap, WritesInPlaceWhatItSharesWithNobody) {
  BlockMap map;
  map.Set(5, Entry(1));
  const BlockEntry* const place = map.Find(5);
  map.Set(5, Entry(2));
  EXPECT_EQ(map.Find(5), place);
}

TEST(BlockMap, WritesInPlaceAgainWhenItsCopyIsGone) {
  BlockMap map;
  map.Set(5, Entry(1));
  const BlockEntry* const place = map.Find(5);
  { const BlockMap copy = map; }
  map.Set(5, Entry(2));
  EXPECT_EQ(map.Find(5), place);
}

TEST(BlockMap, IsEmptyAfterAMove) {
  BlockMap map;
  map.Set(5, Entry(1));
  const BlockMap moved = std::move(map);
  EXPECT_EQ(moved.size(), 1u);
  EXPECT_EQ(map.size(), 0u);  // NOLINT(bugprone-use-after-move): what is promised
}

TEST(BlockMap, HoldsAVolumeOf64TiBOfOnePatternInAHandfulOfNodes) {
  BlockMap map;
  map.Fill(0, kPositions, Entry(1));
  EXPECT_EQ(map.size(), kPositions);
  EXPECT_EQ(map.node_count(), 6u);
  EXPECT_EQ(*map.Find(0), Entry(1));
  EXPECT_EQ(*map.Find(99'999'999), Entry(1));
  EXPECT_EQ(*map.Find(kLast), Entry(1));
  EXPECT_EQ(map.CountBefore(kLast), kLast);
}

TEST(BlockMap, CopiesOnePathWhenOneBlockOfAFullVolumeIsWritten) {
  BlockMap map;
  map.Fill(0, kPositions, Entry(1));
  map.Set(99'999'999, Entry(2));
  EXPECT_EQ(map.size(), kPositions);
  EXPECT_EQ(map.node_count(), 11u);
  EXPECT_EQ(*map.Find(99'999'998), Entry(1));
  EXPECT_EQ(*map.Find(99'999'999), Entry(2));
}

TEST(BlockMap, HashesAFilledRangeAsIfItsBlocksWereSetOneByOne) {
  BlockMap filled;
  filled.Fill(1000, 3, Entry(1));
  BlockMap set;
  set.Set(1002, Entry(1));
  set.Set(1000, Entry(1));
  set.Set(1001, Entry(1));
  EXPECT_EQ(filled.hash(), set.hash());
}

TEST(BlockMap, FillsFromAnEntryOfItsOwn) {
  BlockMap map;
  map.Set(7, Entry(1));
  map.Fill(0, 100'000'001, *map.Find(7));
  EXPECT_EQ(map.size(), 100'000'001u);
  EXPECT_EQ(*map.Find(100'000'000), Entry(1));
}

TEST(BlockMap, FillsNothingWhenTheCountIsZero) {
  BlockMap map;
  map.Fill(kPositions, 0, Entry(1));
  EXPECT_TRUE(map.empty());
}

TEST(BlockMap, DiffPassesOverWhatTwoVolumesOf64TiBShare) {
  BlockMap a;
  a.Fill(0, kPositions, Entry(1));
  BlockMap b = a;
  b.Set(99'999'999, Entry(2));
  const DiffResult result = Diff(a, b, 0, kNoBudget);
  EXPECT_EQ(result.visited, (std::vector<Difference>{{99'999'999, 1u, 2u}}));
  EXPECT_EQ(result.next, std::nullopt);
}

TEST(BlockMap, DiffCountsWhatItPassesOver) {
  BlockMap a;
  a.Fill(0, kPositions, Entry(1));
  const BlockMap b = a;
  EXPECT_EQ(Diff(a, b, 1000, 50'000'000).next, 50'001'000u);
}

TEST(BlockMap, DiffHasNothingLeftWhenTheBudgetIsJustEnough) {
  BlockMap a;
  a.Fill(10, 5, Entry(1));
  const BlockMap b = a;
  EXPECT_EQ(Diff(a, b, 0, 5).next, std::nullopt);
  EXPECT_EQ(Diff(a, b, 0, 4).next, 14u);
}

TEST(BlockMap, DiffOfEmptyMapsHasNoCandidates) { EXPECT_EQ(Diff({}, {}, 0, 0).next, std::nullopt); }

TEST(BlockMap, DoesNotSeeWhatTheSameLayerHoldsElsewhereAsADifference) {
  BlockMap a;
  a.Set(5, Entry(1));
  BlockMap b;
  b.Set(5, Entry(1));
  EXPECT_TRUE(Diff(a, b, 0, kNoBudget).visited.empty());
}

TEST(BlockMap, StopsAWalkWhenTheVisitorSaysSo) {
  BlockMap map;
  map.Fill(0, 10, Entry(1));
  std::vector<std::uint32_t> visited;
  const bool to_the_end = map.ForEach(3, [&](std::uint32_t index, const BlockEntry&) {
    visited.push_back(index);
    return index < 5;
  });
  EXPECT_FALSE(to_the_end);
  EXPECT_EQ(visited, (std::vector<std::uint32_t>{3, 4, 5}));
}

TEST(BlockMap, LetsAVisitorWriteAndWalksOnOverWhatWasThere) {
  BlockMap map;
  map.Fill(1, 3, Entry(1));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> visited;
  map.ForEach(0, [&](std::uint32_t index, const BlockEntry& entry) {
    visited.emplace_back(index, entry.layer);
    map.Set(index + 1, Entry(2));
    map.Erase(index - 1);
    return true;
  });
  EXPECT_EQ(visited,
            (std::vector<std::pair<std::uint32_t, std::uint32_t>>{{1, 1}, {2, 1}, {3, 1}}));
}

TEST(BlockMap, LetsADiffVisitorWriteAndWalksOnOverWhatWasThere) {
  BlockMap a;
  a.Fill(1, 2, Entry(1));
  BlockMap b;
  std::vector<bool> was_in_a;
  BlockMap::Diff(a, b, 0, kNoBudget,
                 [&](std::uint32_t index, const BlockEntry* in_a, const BlockEntry*) {
                   was_in_a.push_back(in_a != nullptr);
                   a.Erase(index + 1);
                   b.Set(index + 1, Entry(1));
                   return true;
                 });
  EXPECT_EQ(was_in_a, (std::vector<bool>{true, true}));
}

TEST(BlockMap, RefusesAnIndexBeyondTheLast) {
  BlockMap map;
  EXPECT_THROW(map.Find(kPositions), std::logic_error);
  EXPECT_THROW(map.Set(kPositions, Entry(1)), std::logic_error);
  EXPECT_THROW(map.Erase(kPositions), std::logic_error);
  EXPECT_THROW(map.CountBefore(kPositions), std::logic_error);
}

TEST(BlockMap, RefusesARangeThatEndsBeyondTheLastIndex) {
  BlockMap map;
  EXPECT_THROW(map.Fill(1, kPositions, Entry(1)), std::logic_error);
  EXPECT_THROW(map.Fill(kLast, 0xFFFFFFFF, Entry(1)), std::logic_error);
  EXPECT_THROW(map.Fill(kPositions + 1, 0, Entry(1)), std::logic_error);
  EXPECT_TRUE(map.empty());
}

TEST(BlockMap, WalksFromTheEndOnlyAndNotFromBeyondIt) {
  const BlockMap map;
  const auto go_on = [](std::uint32_t, const BlockEntry&) { return true; };
  EXPECT_TRUE(map.ForEach(kPositions, go_on));
  EXPECT_THROW(map.ForEach(kPositions + 1, go_on), std::logic_error);
  EXPECT_THROW(Diff(map, map, kPositions + 1, 1), std::logic_error);
}

TEST(BlockEntry, EqualsAnotherWithTheSameBytesElsewhere) {
  EXPECT_EQ(Entry(1, "abc"), Entry(1, "abc"));
}

TEST(BlockEntry, DiffersByLayerRecordOrContent) {
  BlockEntry rotten = Entry(1, "abc");
  rotten.content = Bytes::Copy("abd");
  BlockEntry misrecorded = Entry(1, "abc");
  misrecorded.recorded.bytes[0] ^= 1;
  EXPECT_NE(Entry(1, "abc"), Entry(2, "abc"));
  EXPECT_NE(Entry(1, "abc"), misrecorded);
  EXPECT_NE(Entry(1, "abc"), rotten);
}

TEST(BlockMap, HashesTheRecordAndTheLayer) {
  const auto hash = [](const BlockEntry& entry) {
    BlockMap map;
    map.Set(5, entry);
    return map.hash();
  };
  BlockEntry misrecorded = Entry(1);
  misrecorded.recorded.bytes[31] ^= 1;
  EXPECT_EQ(hash(Entry(1)), hash(Entry(1)));
  EXPECT_NE(hash(Entry(1)), hash(Entry(2)));
  EXPECT_NE(hash(Entry(1)), hash(misrecorded));
}

TEST(BlockMap, LetsTwoThreadsWriteToTwoCopiesThatShareNodes) {
  BlockMap original;
  original.Fill(0, 5000, Entry(1));
  const auto rewrite = [](BlockMap& map, std::uint32_t layer) {
    const BlockEntry entry = Entry(layer);
    for (std::uint32_t index = 0; index < 5000; index += 3) {
      const BlockMap before = map;
      map.Set(index, entry);
      map.Erase(index + 1);
    }
  };
  BlockMap first = original;
  BlockMap second = std::move(original);
  std::thread one(rewrite, std::ref(first), 2);
  std::thread two(rewrite, std::ref(second), 3);
  one.join();
  two.join();

  EXPECT_EQ(first.size(), 3333u);
  EXPECT_EQ(second.size(), 3333u);
  EXPECT_EQ(*first.Find(3000), Entry(2));
  EXPECT_EQ(*second.Find(3000), Entry(3));
  EXPECT_EQ(first.Find(3001), nullptr);
  EXPECT_EQ(*first.Find(3002), Entry(1));
  EXPECT_EQ(first.Find(3002)->content.view(), second.Find(3002)->content.view());
}

TEST(BlockMap, LetsTheLastOfTwoThreadsFreeWhatBothShared) {
  const auto drop = [](BlockMap map) { map.Fill(0, 1000, Entry(2)); };
  BlockMap original;
  original.Fill(0, 100'000, Entry(1));
  std::thread one(drop, original);
  std::thread two(drop, std::move(original));
  one.join();
  two.join();
  EXPECT_TRUE(original.empty());  // NOLINT(bugprone-use-after-move): what is promised
}

}  // namespace
}  // namespace fauxebs::internal
