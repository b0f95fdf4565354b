// FaultRules: a fixture for which rule strikes which attempt.
//
//   EXPECT_EQ(Puts(5), "R....");   // one letter for each attempt, a dot where it succeeded
//   R is RequestThrottled, T is Throttling, I is InternalServer
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>

#include "calls.h"
#include "fauxebs/fake.h"

namespace fauxebs {

struct FaultRules : testing::Test {
  Fake ebs;
  std::shared_ptr<Service> service = ebs.service();
  std::string id = service->StartSnapshot(StartOf(), {}).value().snapshot_id;

  Result<PutSnapshotBlockResponse> Put(std::int64_t index = 7, const std::string& client = "a") {
    return service->PutSnapshotBlock(PutOf(id, index, Zero()), From(client));
  }

  // So many attempts to put one block.
  std::string Puts(int attempts, std::int64_t index = 7) {
    std::string letters;
    for (int i = 0; i < attempts; ++i) {
      const auto put = Put(index);
      letters += put ? '.' : InfoOf(put.error().code).name[0];
    }
    return letters;
  }

  static const Block& Zero() {
    static const Block kZero = Block::Zero();
    return kZero;
  }
};

}  // namespace fauxebs
