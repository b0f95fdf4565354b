// A checkpoint and a universe made from it, with few blocks and with many: it must not matter.
// ratios.sh compares the two.

#include <benchmark/benchmark.h>

#include <cstdint>

#include "fauxebs/fake.h"

namespace fauxebs {
namespace {

// One snapshot with so many entries, each in a place of its own; the payloads are shared.
void Fill(Fake& ebs, std::int64_t blocks) {
  const Block block = Block::Zero();
  SnapshotSpec spec;
  spec.volume_size_gib = 64;
  for (std::int64_t index = 0; index < blocks; ++index) {
    spec.blocks.emplace_back(static_cast<std::int32_t>(index), block);
  }
  ebs.AddSnapshot(spec);
}

void CheckpointAndFake(benchmark::State& state) {
  Fake ebs;
  Fill(ebs, state.range(0));
  for (auto _ : state) {
    Fake other(ebs.Checkpoint());
    benchmark::DoNotOptimize(other);
  }
}
BENCHMARK(CheckpointAndFake)->Arg(100)->Arg(100'000);

}  // namespace
}  // namespace fauxebs
