// The fake and the reference model agree, whatever is done to them.
//
// FAUXEBS_STATE_MACHINE_COMMANDS and FAUXEBS_STATE_MACHINE_SECONDS make the search longer.
#include "explore/state_machine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "fauxebs/interceptor.h"
#include "support/environment.h"

namespace fauxebs::internal {
namespace {

using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Le;

// Runs repeat: RapidCheck prints this seed, or the one given in RC_PARAMS.
[[maybe_unused]] const int kSeedIsFixed = setenv("RC_PARAMS", "seed=20250301", /*overwrite=*/0);

// Numbers of steps: see StateMachine::Do, Change and CallFault::Of.
constexpr int kStart = 0;
constexpr int kPut = 12;
constexpr int kComplete = 40;
constexpr int kGet = 49;
constexpr int kList = 62;
constexpr int kChanged = 73;
constexpr int kAdvance = 81;
constexpr int kAdd = 88;
constexpr int kShare = 94;
constexpr int kKeep = 96;
constexpr int kGoOn = 98;
constexpr int kLostReply = 86;

using Plant = std::function<std::shared_ptr<Service>(std::shared_ptr<Service>)>;

struct Search {
  std::optional<Discovery> found;  // the shortest
  std::string failure;             // why it ended, else
  int commands = 0;
  Counts counts;
};

// `allow` changes the options of the fake, so that they are not those of the model.
void GoOnWith(
    Search& search, std::uint64_t seed, int cases, const Plant& plant = {},
    void (*allow)(MemoryServiceOptions&) = [](MemoryServiceOptions&) {}) {
  rc::detail::TestParams params;
  params.seed = seed;
  params.maxSuccess = cases;
  params.maxSize = 200;
  const auto run = [&] {
    const Scenario scenario = *AnyScenario();
    const MemoryServiceOptions model_options = OptionsOf(scenario);
    MemoryServiceOptions options = model_options;
    allow(options);
    StateMachine machine(options, model_options, search.counts, plant);
    search.commands += static_cast<int>(scenario.steps.size());
    if (std::optional<Discovery> found = machine.Run(scenario)) {
      search.found = std::move(found);
      RC_FAIL(search.found->text);
    }
  };
  const auto result = rc::detail::checkTestable(run, rc::detail::TestMetadata(), params);
  if (result.is<rc::detail::SuccessResult>()) return;
  std::ostringstream out;
  rc::detail::printResultMessage(result, out);
  search.failure = out.str();
}

Search SearchWith(const Plant& plant, void (*allow)(MemoryServiceOptions&)) {
  Search search;
  GoOnWith(search, rc::detail::configuration().testParams.seed, 1000, plant, allow);
  return search;
}

Search SearchWith(const Plant& plant) {
  return SearchWith(plant, [](MemoryServiceOptions&) {});
}

void Print(const Search& search) {
  std::cout << search.commands << " commands\n";
  for (const auto& [outcome, count] : search.counts) {
    std::cout << "  " << count << ' ' << outcome << '\n';
  }
}

std::vector<std::string> Outcomes(const Search& search) {
  std::vector<std::string> outcomes;
  for (const auto& [outcome, count] : search.counts) outcomes.push_back(outcome);
  return outcomes;
}

// Without them the search has looked at too little.
const std::vector<std::string>& ToBeSeen() {
  static const std::vector<std::string> outcomes = {
      "StartSnapshot ok",
      "StartSnapshot constraint",
      "StartSnapshot SNAPSHOT_NOT_FOUND",
      "StartSnapshot INVALID_SNAPSHOT_ID",
      "StartSnapshot INVALID_VOLUME_SIZE",
      "StartSnapshot INVALID_PARAMETER_VALUE",
      "StartSnapshot INVALID_TAG",
      "StartSnapshot Conflict",
      "StartSnapshot ConcurrentLimitExceeded",
      "StartSnapshot DEPENDENCY_SERVICE_QUOTA_EXCEEDED",
      "StartSnapshot Throttling",
      "StartSnapshot ACCOUNT_THROTTLED",
      "StartSnapshot Timeout",
      "PutSnapshotBlock ok",
      "PutSnapshotBlock constraint",
      "PutSnapshotBlock failed to read",
      "PutSnapshotBlock INVALID_BLOCK",
      "PutSnapshotBlock INVALID_PARAMETER_VALUE",
      "PutSnapshotBlock INVALID_SNAPSHOT_ID",
      "PutSnapshotBlock InvalidSignature",
      "PutSnapshotBlock SNAPSHOT_NOT_FOUND",
      "PutSnapshotBlock Throttling",
      "PutSnapshotBlock RESOURCE_LEVEL_THROTTLE",
      "CompleteSnapshot ok",
      "CompleteSnapshot constraint",
      "CompleteSnapshot INVALID_PARAMETER_VALUE",
      "CompleteSnapshot SNAPSHOT_NOT_FOUND",
      "CompleteSnapshot Throttling",
      "GetSnapshotBlock ok",
      "GetSnapshotBlock constraint",
      "GetSnapshotBlock INVALID_BLOCK_TOKEN",
      "GetSnapshotBlock SNAPSHOT_NOT_FOUND",
      "GetSnapshotBlock INVALID_SNAPSHOT_ID",
      "ListSnapshotBlocks ok",
      "ListSnapshotBlocks constraint",
      "ListSnapshotBlocks INVALID_PAGE_TOKEN",
      "ListSnapshotBlocks SNAPSHOT_NOT_FOUND",
      "ListSnapshotBlocks INVALID_SNAPSHOT_ID",
      "ListSnapshotBlocks Throttling",
      "ListChangedBlocks ok",
      "ListChangedBlocks constraint",
      "ListChangedBlocks INVALID_SNAPSHOT_ID",
      "ListChangedBlocks INVALID_PAGE_TOKEN",
      "ListChangedBlocks UNRELATED_SNAPSHOTS",
      "ListChangedBlocks SNAPSHOT_NOT_FOUND"};
  return outcomes;
}

bool HasSeenEnough(const Search& search) {
  return std::all_of(ToBeSeen().begin(), ToBeSeen().end(),
                     [&](const std::string& outcome) { return search.counts.count(outcome) > 0; });
}

TEST(StateMachine, TheFakeAnswersAsTheReferenceModelDoes) {
  const auto start = std::chrono::steady_clock::now();
  const int commands = FromEnvironment("FAUXEBS_STATE_MACHINE_COMMANDS", 10'000);
  const std::chrono::seconds time(FromEnvironment("FAUXEBS_STATE_MACHINE_SECONDS", 0));
  Search search;
  const int most_commands = 20 * commands;  // until all is seen that must be
  for (std::uint64_t seed = rc::detail::configuration().testParams.seed;
       search.failure.empty() &&
       (search.commands < commands || std::chrono::steady_clock::now() - start < time ||
        (!HasSeenEnough(search) && search.commands < most_commands));
       ++seed) {
    GoOnWith(search, seed, 20);
  }
  Print(search);
  ASSERT_EQ(search.failure, "") << (search.found ? search.found->test : "");

  EXPECT_THAT(Outcomes(search), IsSupersetOf(ToBeSeen()));
}

// What is planted below breaks one rule of the service, each another one.

// Blocks 1 are acknowledged, and written over block 0.
class Misplacing final : public Interceptor {
  using Interceptor::Interceptor;
  AnyResult Around(const AnyRequest& request, const CallContext& context) override {
    const auto* put = request.As<PutSnapshotBlockRequest>();
    if (put == nullptr || put->block_index != 1) return Forward(request, context);
    PutSnapshotBlockRequest misplaced = *put;
    misplaced.block_index = 0;
    return Forward(misplaced, context);
  }
};

// A checksum that does not match is believed.
class Trusting final : public Interceptor {
  using Interceptor::Interceptor;
  AnyResult Around(const AnyRequest& request, const CallContext& context) override {
    const auto* put = request.As<PutSnapshotBlockRequest>();
    if (put == nullptr || !put->checksum) return Forward(request, context);
    PutSnapshotBlockRequest trusted = *put;
    trusted.checksum = put->block_data.checksum();
    return Forward(trusted, context);
  }
};

// A sealed snapshot is called completed at once.
class Hasty final : public Interceptor {
  using Interceptor::Interceptor;
  AnyResult Around(const AnyRequest& request, const CallContext& context) override {
    AnyResult answer = Forward(request, context);
    if (!answer || request.operation() != Operation::kCompleteSnapshot) return answer;
    auto& completed = std::get<CompleteSnapshotResponse>(*answer);
    if (completed.status == SnapshotStatus::kPending) completed.status = SnapshotStatus::kCompleted;
    return answer;
  }
};

template <typename Planted>
Plant Planting() {
  return [](std::shared_ptr<Service> next) { return std::make_shared<Planted>(std::move(next)); };
}

// A step of this kind, in the usual way.
Step Usual(int what, int fault = 0) {
  Step step;
  step.numbers[Step::kWhat] = what;
  step.numbers[Step::kContent] = what == kAdvance ? 99 : 0;
  step.numbers[Step::kFault] = fault;
  return step;
}

TEST(StateMachine, PrintsADifferenceAsATest) {
  const Scenario scenario{{},
                          {Usual(kStart), Usual(kPut, kLostReply), Usual(kPut), Usual(kAdd),
                           Usual(kShare), Usual(kKeep), Usual(kGoOn), Usual(kList), Usual(kGet),
                           Usual(kChanged), Usual(kAdvance), Usual(kComplete)}};
  Counts counts;
  StateMachine machine({}, {}, counts, Planting<Hasty>());
  const std::optional<Discovery> found = machine.Run(scenario);

  ASSERT_TRUE(found);
  std::ifstream file(FAUXEBS_SOURCE_DIR "/tests/explore/printed_test.inc");
  const std::string compiled{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(found->test, compiled);
}

TEST(StateMachine, FindsABlockThatIsWrittenElsewhere) {
  const Search search = SearchWith(Planting<Misplacing>());
  ASSERT_TRUE(search.found);
  EXPECT_THAT(search.found->commands, Le(4)) << search.found->test;
}

TEST(StateMachine, FindsAChecksumThatIsNotVerified) {
  const Search search = SearchWith(Planting<Trusting>());
  ASSERT_TRUE(search.found);
  EXPECT_THAT(search.found->commands, Le(2)) << search.found->test;
}

TEST(StateMachine, FindsACompletionThatIsTooEarly) {
  const Search search = SearchWith(Planting<Hasty>());
  ASSERT_TRUE(search.found);
  EXPECT_THAT(search.found->commands, Le(2)) << search.found->test;
}

TEST(StateMachine, FindsOnePendingSnapshotTooMany) {
  const Search search =
      SearchWith({}, [](MemoryServiceOptions& options) { ++options.pending_limit; });
  ASSERT_TRUE(search.found);
  EXPECT_THAT(search.found->commands, Le(4)) << search.found->test;
  EXPECT_THAT(search.found->test, HasSubstr("ConcurrentLimitExceeded"));
}

TEST(StateMachine, FindsAnAbandonedSnapshotThatLivesTooLong) {
  const Search search = SearchWith({}, [](MemoryServiceOptions& options) {
    options.timeout_lag += std::chrono::milliseconds(1);
  });
  ASSERT_TRUE(search.found);
  EXPECT_THAT(search.found->commands, Le(3)) << search.found->test;
}

}  // namespace
}  // namespace fauxebs::internal
