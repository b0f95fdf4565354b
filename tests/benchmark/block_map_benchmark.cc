#include <benchmark/benchmark.h>

#include <cstdint>

#include "core/block_map.h"

namespace fauxebs::internal {
namespace {

constexpr std::uint32_t kManyBlocks = 100'000;

BlockEntry Entry(std::uint32_t layer) {
  const Bytes content = Bytes::Copy("data");
  return {content, content.digest(), layer};
}

// Every block in a place of its own: Fill would share the nodes.
BlockMap MapOf(std::uint32_t blocks) {
  BlockMap map;
  const BlockEntry entry = Entry(1);
  for (std::uint32_t index = 0; index < blocks; ++index) map.Set(index, entry);
  return map;
}

void SetInOrder(benchmark::State& state) {
  const BlockEntry entry = Entry(1);
  for (auto _ : state) {
    BlockMap map;
    for (std::uint32_t index = 0; index < kManyBlocks; ++index) map.Set(index, entry);
    benchmark::DoNotOptimize(map);
  }
  state.SetItemsProcessed(state.iterations() * kManyBlocks);
}
BENCHMARK(SetInOrder)->Unit(benchmark::kMillisecond);

void Find(benchmark::State& state) {
  const BlockMap map = MapOf(kManyBlocks);
  std::uint32_t index = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(map.Find(index));
    index = (index + 7919) % kManyBlocks;
  }
}
BENCHMARK(Find);

void ForEach(benchmark::State& state) {
  const BlockMap map = MapOf(kManyBlocks);
  for (auto _ : state) {
    std::uint64_t sum = 0;
    map.ForEach(0, [&](std::uint32_t index, const BlockEntry& entry) {
      sum += index + entry.layer;
      return true;
    });
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * kManyBlocks);
}
BENCHMARK(ForEach)->Unit(benchmark::kMicrosecond);

void CopyAndSetOne(benchmark::State& state) {
  const auto blocks = static_cast<std::uint32_t>(state.range(0));
  const BlockMap map = MapOf(blocks);
  const BlockEntry entry = Entry(2);
  std::uint32_t index = 0;
  for (auto _ : state) {
    BlockMap copy = map;
    copy.Set(index, entry);
    benchmark::DoNotOptimize(copy);
    index = (index + 7919) % blocks;
  }
}
BENCHMARK(CopyAndSetOne)->Arg(100)->Arg(kManyBlocks);

void DiffOfTen(benchmark::State& state) {
  const BlockMap a = MapOf(kManyBlocks);
  BlockMap b = a;
  const BlockEntry entry = Entry(2);
  for (std::uint32_t index = 5000; index < kManyBlocks; index += 10'000) b.Set(index, entry);
  for (auto _ : state) {
    std::uint64_t differences = 0;
    BlockMap::Diff(a, b, 0, kManyBlocks, [&](std::uint32_t, const BlockEntry*, const BlockEntry*) {
      ++differences;
      return true;
    });
    if (differences != 10) state.SkipWithError("The maps do not differ in 10 blocks.");
  }
}
BENCHMARK(DiffOfTen)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace fauxebs::internal
