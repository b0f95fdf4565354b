#include "core/persistent_counters.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "fixed_seed.h"

namespace fauxebs::internal {
namespace {

constexpr std::size_t kObjects = 3;

using Model = std::map<std::uint64_t, std::uint64_t>;

// Few enough that they come again, some of them alike in all but their highest bits.
rc::Gen<std::uint64_t> AnyKey() {
  return rc::gen::oneOf(
      rc::gen::inRange<std::uint64_t>(0, 40),
      rc::gen::map(rc::gen::inRange<std::uint64_t>(0, 16), [](std::uint64_t n) { return n << 60; }),
      rc::gen::map(rc::gen::inRange<std::uint64_t>(0, 40), [](std::uint64_t n) { return n << 33; }),
      rc::gen::map(rc::gen::inRange<std::uint64_t>(0, 40),
                   [](std::uint64_t n) { return Mix(n, n); }));
}

// Which object; the key to increment in it, or the object to copy into it.
struct Step {
  std::size_t on;
  bool copy;
  std::size_t from;
  std::uint64_t key;
};

std::vector<Step> AnySteps() {
  const auto object = rc::gen::inRange<std::size_t>(0, kObjects);
  const auto copy = rc::gen::weightedElement<bool>({{6, false}, {1, true}});
  const auto raw =
      *rc::gen::container<std::vector<std::tuple<std::size_t, bool, std::size_t, std::uint64_t>>>(
          rc::gen::tuple(object, copy, object, AnyKey()));
  std::vector<Step> steps;
  for (const auto& [on, copies, from, key] : raw) steps.push_back({on, copies, from, key});
  return steps;
}

// Objects that share nodes in the ways that a random history brings about, each beside its model.
struct World {
  std::array<PersistentCounters, kObjects> objects;
  std::array<Model, kObjects> models;

  explicit World(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      if (step.copy) {
        objects[step.on] = objects[step.from];
        models[step.on] = Model(models[step.from]);
      } else {
        RC_ASSERT(objects[step.on].Increment(step.key) == ++models[step.on][step.key]);
      }
    }
  }
};

PersistentCounters BuiltDownwards(const Model& model) {
  PersistentCounters counters;
  for (auto counter = model.rbegin(); counter != model.rend(); ++counter) {
    for (std::uint64_t i = 0; i < counter->second; ++i) counters.Increment(counter->first);
  }
  return counters;
}

RC_GTEST_PROP(PersistentCounters, CountLikeAnOrderedMapAfterAnyHistory, ()) {
  const World world(AnySteps());
  for (std::size_t i = 0; i < kObjects; ++i) {
    for (const auto& [key, count] : world.models[i]) {
      RC_ASSERT(world.objects[i].Get(key) == count);
    }
  }
}

RC_GTEST_PROP(PersistentCounters, SayZeroForAKeyThatWasNeverIncremented, ()) {
  const World world(AnySteps());
  const std::uint64_t key = *AnyKey();
  RC_PRE(world.models[0].count(key) == 0u);
  RC_ASSERT(world.objects[0].Get(key) == 0u);
}

RC_GTEST_PROP(PersistentCounters, HashEqualCountsEquallyWhateverTheHistory, ()) {
  const World world(AnySteps());
  for (std::size_t i = 0; i < kObjects; ++i) {
    RC_ASSERT(world.objects[i].hash() == BuiltDownwards(world.models[i]).hash());
  }
}

RC_GTEST_PROP(PersistentCounters, HashDifferentCountsDifferently, ()) {
  const World world(AnySteps());
  for (std::size_t i = 0; i < kObjects; ++i) {
    for (std::size_t j = 0; j < kObjects; ++j) {
      RC_ASSERT((world.objects[i].hash() == world.objects[j].hash()) ==
                (world.models[i] == world.models[j]));
    }
  }
}

TEST(PersistentCounters, StartAtOne) {
  PersistentCounters counters;
  EXPECT_EQ(counters.Increment(7), 1u);
  EXPECT_EQ(counters.Increment(7), 2u);
  EXPECT_EQ(counters.Increment(8), 1u);
}

TEST(PersistentCounters, TellKeysApartThatDifferInTheHighestBitOnly) {
  PersistentCounters counters;
  counters.Increment(0);
  counters.Increment(std::uint64_t{1} << 63);
  counters.Increment(std::uint64_t{1} << 63);
  EXPECT_EQ(counters.Get(0), 1u);
  EXPECT_EQ(counters.Get(std::uint64_t{1} << 63), 2u);
}

TEST(PersistentCounters, DoNotSeeWhatTheirCopyCountsLater) {
  PersistentCounters counters;
  counters.Increment(7);
  PersistentCounters copy = counters;
  copy.Increment(7);
  copy.Increment(8);
  EXPECT_EQ(counters.Get(7), 1u);
  EXPECT_EQ(counters.Get(8), 0u);
}

TEST(PersistentCounters, AreAllZeroAfterAMove) {
  PersistentCounters counters;
  counters.Increment(7);
  const PersistentCounters moved = std::move(counters);
  EXPECT_EQ(moved.Get(7), 1u);
  EXPECT_EQ(counters.Get(7), 0u);  // NOLINT(bugprone-use-after-move): what is promised
  EXPECT_EQ(counters.hash(), PersistentCounters().hash());
}

TEST(PersistentCounters, LetTwoThreadsCountInTwoCopiesThatShareNodes) {
  PersistentCounters original;
  const auto count = [](PersistentCounters& counters) {
    for (std::uint64_t i = 0; i < 2000; ++i) {
      const PersistentCounters before = counters;
      counters.Increment(Mix(i, i));
    }
  };
  count(original);
  PersistentCounters first = original;
  PersistentCounters second = std::move(original);
  std::thread one(count, std::ref(first));
  std::thread two(count, std::ref(second));
  one.join();
  two.join();

  EXPECT_EQ(first.Get(Mix(1234, 1234)), 2u);
  EXPECT_EQ(second.Get(Mix(1234, 1234)), 2u);
  EXPECT_EQ(first.hash(), second.hash());
}

}  // namespace
}  // namespace fauxebs::internal
