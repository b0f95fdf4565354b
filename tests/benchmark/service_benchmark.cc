// What a call costs beside the physical limit of its work, both measured in the same run, in turns.
// The counter `of_limit` is their ratio: 1 is the limit.

#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>

#include "fauxebs/fake.h"

namespace fauxebs {
namespace {

using Seconds = std::chrono::duration<double>;

// How long `work` takes.
template <typename Work>
Seconds Time(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::steady_clock::now() - start;
}

// Compares the calls of a benchmark with their limit. Both go first in turns: whoever goes second
// finds the block in the cache.
class Comparison {
 public:
  explicit Comparison(benchmark::State& state) : state_(state) {}

  template <typename Limit, typename Call>
  void Measure(Limit&& limit, Call&& call) {
    limit_first_ = !limit_first_;
    if (limit_first_) limit_ += Time(limit);
    const Seconds taken = Time(call);
    if (!limit_first_) limit_ += Time(limit);
    calls_ += taken;
    state_.SetIterationTime(taken.count());
  }

  void Report() const {
    state_.counters["of_limit"] = calls_ / limit_;
    state_.SetBytesProcessed(state_.iterations() * static_cast<std::int64_t>(kBlockSizeBytes));
  }

 private:
  benchmark::State& state_;
  bool limit_first_ = false;
  Seconds limit_{0};
  Seconds calls_{0};
};

struct Upload {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string id;

  Upload() {
    StartSnapshotRequest start;
    start.volume_size_gib = 1;
    id = service->StartSnapshot(start, {}).value().snapshot_id;
  }

  // As a client sends it: bytes of its own, which nobody has hashed yet.
  PutSnapshotBlockRequest PutOf(const Block& block) const {
    PutSnapshotBlockRequest put;
    put.snapshot_id = id;
    put.SetBlock(block);
    put.block_data = Bytes::Copy(block.view());
    return put;
  }
};

// The limit: one SHA-256 of the block, to prove its checksum.
void PutNewContent(benchmark::State& state) {
  Upload upload;
  // Each takes the other one's place, so that both are new whenever they come.
  const std::array<Block, 2> blocks = {Block::Random(1), Block::Random(2)};
  std::size_t turn = 0;
  Comparison comparison(state);
  for (auto _ : state) {
    const PutSnapshotBlockRequest put = upload.PutOf(blocks.at(turn++ % 2));
    bool taken = false;
    comparison.Measure([&] { benchmark::DoNotOptimize(Sha256(put.block_data.view())); },
                       [&] { taken = upload.service->PutSnapshotBlock(put, {}).has_value(); });
    if (!taken) {
      state.SkipWithError("The block was refused.");
      break;
    }
  }
  comparison.Report();
}
BENCHMARK(PutNewContent)->UseManualTime()->Unit(benchmark::kMicrosecond);

// The limit: one comparison of the block with what is held, to prove its checksum.
void PutContentThatIsHeld(benchmark::State& state) {
  Upload upload;
  const Block block = Block::Random(1);
  static_cast<void>(upload.service->PutSnapshotBlock(upload.PutOf(block), {}).value());
  const Bytes held = upload.ebs.Snapshot(upload.id).block(0).value();
  Comparison comparison(state);
  for (auto _ : state) {
    const PutSnapshotBlockRequest put = upload.PutOf(block);
    bool taken = false;
    comparison.Measure(
        [&] {
          benchmark::DoNotOptimize(
              std::memcmp(put.block_data.view().data(), held.view().data(), kBlockSizeBytes));
        },
        [&] { taken = upload.service->PutSnapshotBlock(put, {}).has_value(); });
    if (!taken) {
      state.SkipWithError("The block was refused.");
      break;
    }
  }
  comparison.Report();
}
BENCHMARK(PutContentThatIsHeld)->UseManualTime()->Unit(benchmark::kMicrosecond);

// Compared with one copy of the block: far below 1 if nothing is copied.
void Get(benchmark::State& state) {
  Fake ebs;
  const std::shared_ptr<Service> service = ebs.service();
  SnapshotSpec spec;
  spec.blocks = {{0, Block::Random(1)}};
  ListSnapshotBlocksRequest list;
  list.snapshot_id = ebs.AddSnapshot(spec);
  GetSnapshotBlockRequest get;
  get.snapshot_id = list.snapshot_id;
  get.block_token = service->ListSnapshotBlocks(list, {}).value().blocks.at(0).block_token;
  const Bytes held = ebs.Snapshot(list.snapshot_id).block(0).value();
  const std::unique_ptr<char[]> target(new char[kBlockSizeBytes]());
  Comparison comparison(state);
  for (auto _ : state) {
    Bytes got;
    comparison.Measure(
        [&] {
          std::memcpy(target.get(), held.view().data(), kBlockSizeBytes);
          benchmark::ClobberMemory();
        },
        [&] { got = service->GetSnapshotBlock(get, {}).value().block_data; });
    if (!got.shares_with(held)) {
      state.SkipWithError("A copy of the block was given.");
      break;
    }
  }
  comparison.Report();
}
BENCHMARK(Get)->UseManualTime()->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace fauxebs
