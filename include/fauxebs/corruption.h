// Corruption: how a block is damaged, on its way or at rest. Its length stays; its contents never
// do.
//
//   FlipBit   one bit is another
//   ZeroOut   all of it is zeros
//   TearAt    the bytes before stay, the rest is zeros, as after a torn write
//
//   ebs.On(GetSnapshotBlock).Block(3).CorruptReply(FlipBit(17));
//
// A value.
#pragma once

#include <cstdint>

#include "fauxebs/block.h"

namespace fauxebs {

struct Corruption {
  enum class Kind : std::uint8_t { kFlipBit, kZero, kTear };
  Kind kind = Kind::kFlipBit;
  std::uint32_t bit = 0;   // of the block, for kFlipBit
  std::uint32_t byte = 0;  // the first one that is lost, for kTear

  // What would change nothing, zeros in place of zeros, flips a bit instead: the first of what is
  // overwritten.
  Bytes ApplyTo(const Bytes& bytes) const;
};

namespace words {

inline Corruption FlipBit(std::uint32_t bit = 0) { return {Corruption::Kind::kFlipBit, bit, 0}; }
inline Corruption ZeroOut() { return {Corruption::Kind::kZero, 0, 0}; }
inline Corruption TearAt(std::uint32_t byte) { return {Corruption::Kind::kTear, 0, byte}; }

}  // namespace words
}  // namespace fauxebs
