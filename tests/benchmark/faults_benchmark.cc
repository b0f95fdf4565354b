// A page of 100 blocks: of the service alone, through journals and faults without rules, and with
// rules that do not match, one and a hundred. ratios.sh compares them.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <memory>
#include <string>

#include "fauxebs/fake.h"

namespace fauxebs {
namespace {

ListSnapshotBlocksRequest HundredBlocksOf(const std::string& id) {
  ListSnapshotBlocksRequest list;
  list.snapshot_id = id;
  list.max_results = 100;
  return list;
}

SnapshotSpec HundredBlocks() {
  SnapshotSpec spec;
  for (std::int32_t index = 0; index < 100; ++index) spec.blocks.emplace_back(index, Block::Zero());
  return spec;
}

void List(benchmark::State& state, Service& service, const std::string& id) {
  const ListSnapshotBlocksRequest list = HundredBlocksOf(id);
  for (auto _ : state) {
    if (service.ListSnapshotBlocks(list, {}).value().blocks.size() != 100) {
      state.SkipWithError("Not a hundred blocks.");
      break;
    }
  }
}

void ListOfTheService(benchmark::State& state) {
  MemoryService service(ManualClock::Create());
  List(state, service, service.AddSnapshot(HundredBlocks()));
}
BENCHMARK(ListOfTheService);

void ListOfTheFake(benchmark::State& state) {
  Fake ebs;
  List(state, *ebs.service(), ebs.AddSnapshot(HundredBlocks()));
}
BENCHMARK(ListOfTheFake);

// Rules of each kind that does not match. Each can be told from the others.
using RuleOf = RuleBuilder (*)(Fake& ebs, std::int64_t n);

RuleBuilder AnotherOperation(Fake& ebs, std::int64_t n) {
  return ebs.On(Operation::kGetSnapshotBlock).Block(n);
}
RuleBuilder AnotherSnapshot(Fake& ebs, std::int64_t n) {
  return ebs.On(Operation::kListSnapshotBlocks)
      .Snapshot("snap-0123456789abcd" + std::to_string(100 + n));
}
RuleBuilder AnotherBlock(Fake& ebs, std::int64_t n) { return ebs.OnAny().Block(n); }
RuleBuilder AnUnwillingPredicate(Fake& ebs, std::int64_t n) {
  return ebs.On(Operation::kListSnapshotBlocks).Where([n](const AttemptedCall& call) {
    return call.context.attempt == n + 2;
  });
}

void ListWithRules(benchmark::State& state, RuleOf rule) {
  Fake ebs;
  for (std::int64_t n = 0; n < state.range(0); ++n) {
    rule(ebs, n).Maybe().ApplyThenFail(words::ConnectionReset());
  }
  List(state, *ebs.service(), ebs.AddSnapshot(HundredBlocks()));
}
BENCHMARK_CAPTURE(ListWithRules, another_operation, AnotherOperation)->Arg(1)->Arg(100);
BENCHMARK_CAPTURE(ListWithRules, another_snapshot, AnotherSnapshot)->Arg(1)->Arg(100);
BENCHMARK_CAPTURE(ListWithRules, another_block, AnotherBlock)->Arg(1)->Arg(100);
BENCHMARK_CAPTURE(ListWithRules, an_unwilling_predicate, AnUnwillingPredicate)->Arg(1)->Arg(100);

}  // namespace
}  // namespace fauxebs
