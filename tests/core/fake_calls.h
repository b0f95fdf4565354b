// Calls to a Fake, short.
//
//   Fake ebs(Seed(7));
//   const std::string id = Start(ebs);
//   EXPECT_THAT(Put(ebs, id, 0), Succeeds());
#pragma once

#include <cstdint>
#include <string>

#include "calls.h"
#include "fauxebs/fake.h"

namespace fauxebs {

inline std::string Start(Fake& ebs) {
  return ebs.service()->StartSnapshot(StartOf(), {}).value().snapshot_id;
}

inline Result<PutSnapshotBlockResponse> Put(Fake& ebs, const std::string& id, std::int64_t index,
                                            const Block& block = Block::Filled(1)) {
  return ebs.service()->PutSnapshotBlock(PutOf(id, index, block), {});
}

inline FakeOptions Seed(std::uint64_t seed) {
  FakeOptions options;
  options.service.seed = seed;
  return options;
}

}  // namespace fauxebs
