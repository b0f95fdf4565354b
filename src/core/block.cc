#include "fauxebs/block.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <mutex>
#include <ostream>
#include <stdexcept>
#include <utility>

#include "core/hash.h"

namespace fauxebs {

Digest Sha256(std::string_view bytes) {
  Digest digest;
  unsigned length = 0;
  const int ok =
      EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), &length, EVP_sha256(), nullptr);
  if (ok != 1) throw std::runtime_error("OpenSSL cannot compute a SHA-256");
  assert(length == digest.bytes.size());
  return digest;
}

std::string Digest::base64() const {
  // 44 characters and the terminating zero that EVP_EncodeBlock appends.
  std::array<unsigned char, 45> text{};
  const int length = EVP_EncodeBlock(text.data(), bytes.data(), static_cast<int>(bytes.size()));
  return {reinterpret_cast<const char*>(text.data()), static_cast<std::size_t>(length)};
}

struct Bytes::Payload {
  std::unique_ptr<char[]> data;
  std::size_t size = 0;
  mutable std::once_flag hashed;
  mutable Digest digest;
};

std::shared_ptr<Bytes::Payload> Bytes::Allocate(std::size_t size) {
  // Not make_shared: a WeakBytes must not keep the memory.
  std::shared_ptr<Payload> payload(new Payload);
  payload->data.reset(new char[size]);
  payload->size = size;
  return payload;
}

char* Bytes::Buffer(Payload& payload) { return payload.data.get(); }

Bytes Bytes::Seal(std::shared_ptr<Payload> payload, std::size_t size) {
  assert(size <= payload->size);
  payload->size = size;
  return Bytes(std::move(payload));
}

Bytes Bytes::Copy(std::string_view bytes) {
  return Read(bytes.size(), [&](char* to, std::size_t size) {
    if (size > 0) std::memcpy(to, bytes.data(), size);
    return size;
  });
}

std::string_view Bytes::view() const {
  return payload_ == nullptr ? std::string_view()
                             : std::string_view(payload_->data.get(), payload_->size);
}

const Digest& Bytes::digest() const {
  if (payload_ == nullptr) {
    static const Digest kOfNothing = Sha256({});
    return kOfNothing;
  }
  std::call_once(payload_->hashed, [this] { payload_->digest = Sha256(view()); });
  return payload_->digest;
}

bool operator==(const Bytes& a, const Bytes& b) { return a.shares_with(b) || a.view() == b.view(); }

Block Block::Of(Bytes bytes) {
  if (bytes.size() != kBlockSizeBytes) {
    throw std::logic_error(
        fmt::format("a block has exactly {} bytes, these are {}; pad them, or send them as Bytes "
                    "to see the service refuse them",
                    kBlockSizeBytes, bytes.size()));
  }
  return Block(std::move(bytes));
}

Block Block::Copy(std::string_view bytes) { return Of(Bytes::Copy(bytes)); }

Block Block::Filled(unsigned char byte) {
  return Block(Bytes::Read(kBlockSizeBytes, [&](char* to, std::size_t size) {
    std::memset(to, byte, size);
    return size;
  }));
}

Block Block::Random(std::uint64_t seed) {
  return Block(Bytes::Read(kBlockSizeBytes, [&](char* to, std::size_t size) {
    const std::uint64_t start = internal::Mix(seed);
    for (std::size_t at = 0; at < size; at += sizeof(std::uint64_t)) {
      const std::uint64_t word = internal::Mix(start + at);
      std::memcpy(to + at, &word, sizeof word);
    }
    return size;
  }));
}

bool IsAllZero(std::string_view bytes) {
  return bytes.empty() ||
         (bytes[0] == 0 && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

std::optional<std::size_t> FirstDifference(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin());
  if (in_a != a.end()) return static_cast<std::size_t>(in_a - a.begin());
  const std::size_t rest = b.find_first_not_of('\0', a.size());
  if (rest != std::string_view::npos) return rest;
  return std::nullopt;
}

std::ostream& operator<<(std::ostream& out, const Digest& digest) {
  return out << fmt::format("sha256:{:02x}",
                            fmt::join(digest.bytes.begin(), digest.bytes.begin() + 4, ""));
}

std::ostream& operator<<(std::ostream& out, const Bytes& bytes) {
  constexpr std::size_t kShown = 8;
  const std::string_view head = bytes.view().substr(0, kShown);
  out << bytes.size() << " B";
  for (std::size_t i = 0; i < head.size(); ++i) {
    out << fmt::format("{}{:02x}", i == 0 ? " [" : " ", static_cast<unsigned char>(head[i]));
  }
  if (!head.empty()) out << (bytes.size() > kShown ? " ...]" : "]");
  return out << ' ' << bytes.digest();
}

std::ostream& operator<<(std::ostream& out, const Block& block) { return out << block.bytes(); }

}  // namespace fauxebs
