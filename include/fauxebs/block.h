// Payload bytes: a digest, immutable shared bytes, and the 512 KiB block.
//
//   Digest   32 raw bytes of SHA-256, with the base64 form that the API calls a checksum
//   Bytes    immutable bytes of any length, what a message carries
//   Block    exactly 512 KiB of them, what a snapshot holds
//
//   fauxebs::Block block = fauxebs::Block::Filled(0x01);
//   block.checksum();       // "M6FQvOsTwamSIx5ltPrRaBUhL8Bs20CJltMu6yzvnrs="
//
// Values: copying shares the payload. Safe to read from several threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fauxebs {

// AWS: sum-1: every block is 512 KiB.
inline constexpr std::size_t kBlockSizeBytes = 524288;
inline constexpr std::int64_t kBlocksPerGib = 2048;

struct Digest {
  std::array<unsigned char, 32> bytes{};

  // 44 characters of base64 with padding, as in the header x-amz-Checksum.
  std::string base64() const;

  friend bool operator==(const Digest& a, const Digest& b) { return a.bytes == b.bytes; }
  friend bool operator!=(const Digest& a, const Digest& b) { return a.bytes != b.bytes; }
};

Digest Sha256(std::string_view bytes);

// Immutable bytes of any length. The SHA-256 is computed when first asked for, and once for all
// copies.
class Bytes {
 public:
  Bytes() = default;
  static Bytes Copy(std::string_view bytes);

  // Allocates `size` bytes and lets `fill(char* to, std::size_t size)` write them in place; it
  // returns how many it wrote, and the rest is cut off.
  template <typename Fill>
  static Bytes Read(std::size_t size, Fill&& fill);

  std::string_view view() const;
  std::size_t size() const { return view().size(); }
  bool empty() const { return size() == 0; }
  const Digest& digest() const;
  std::string checksum() const { return digest().base64(); }

  // Whether both are the same payload in memory.
  bool shares_with(const Bytes& other) const { return payload_ == other.payload_; }

  friend bool operator==(const Bytes& a, const Bytes& b);
  friend bool operator!=(const Bytes& a, const Bytes& b) { return !(a == b); }

 private:
  friend class WeakBytes;
  struct Payload;
  explicit Bytes(std::shared_ptr<const Payload> payload) : payload_(std::move(payload)) {}
  static std::shared_ptr<Payload> Allocate(std::size_t size);
  static char* Buffer(Payload& payload);
  static Bytes Seal(std::shared_ptr<Payload> payload, std::size_t size);

  std::shared_ptr<const Payload> payload_;
};

// Finds a payload again without keeping it alive.
class WeakBytes {
 public:
  WeakBytes() = default;
  explicit WeakBytes(const Bytes& bytes) : payload_(bytes.payload_) {}
  Bytes Lock() const { return Bytes(payload_.lock()); }
  bool expired() const { return payload_.expired(); }

 private:
  std::weak_ptr<const Bytes::Payload> payload_;
};

class Block {
 public:
  // Requires: exactly kBlockSizeBytes bytes; anything else throws std::logic_error.
  static Block Copy(std::string_view bytes);
  static Block Of(Bytes bytes);
  static Block Zero() { return Filled(0); }
  static Block Filled(unsigned char byte);
  static Block Random(std::uint64_t seed);

  std::string_view view() const { return bytes_.view(); }
  const Bytes& bytes() const { return bytes_; }
  const Digest& digest() const { return bytes_.digest(); }
  std::string checksum() const { return bytes_.checksum(); }
  // NOLINTNEXTLINE(google-explicit-constructor): a block is bytes
  operator const Bytes&() const { return bytes_; }

  friend bool operator==(const Block& a, const Block& b) { return a.bytes_ == b.bytes_; }
  friend bool operator!=(const Block& a, const Block& b) { return !(a == b); }

 private:
  explicit Block(Bytes bytes) : bytes_(std::move(bytes)) {}
  Bytes bytes_;
};

bool IsAllZero(std::string_view bytes);

// The first byte in which they differ, if any. What one lacks at its end counts as zeros.
std::optional<std::size_t> FirstDifference(std::string_view a, std::string_view b);

// Size, first bytes and a short digest; never the payload.
std::ostream& operator<<(std::ostream& out, const Digest& digest);
std::ostream& operator<<(std::ostream& out, const Bytes& bytes);
std::ostream& operator<<(std::ostream& out, const Block& block);

template <typename Fill>
Bytes Bytes::Read(std::size_t size, Fill&& fill) {
  std::shared_ptr<Payload> payload = Allocate(size);
  const std::size_t written = fill(Buffer(*payload), size);
  return Seal(std::move(payload), written);
}

}  // namespace fauxebs
