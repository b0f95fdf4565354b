#include "core/tokens.h"

#include <openssl/evp.h>

#include <array>
#include <cstring>

#include "core/hash.h"

namespace fauxebs::internal {
namespace {

enum class Kind : std::uint16_t { kBlock = 1, kPage = 2 };

// What a token says openly. Its base64 form has 56 characters without padding.
struct Content {
  std::uint64_t generation;
  std::uint64_t expiry_ms;
  std::uint64_t nonce;
  std::uint64_t next_index;
  std::uint64_t code;
  std::uint16_t kind;
};
constexpr std::size_t kContentBytes = 42;
constexpr std::size_t kTokenLength = kContentBytes / 3 * 4;

std::string Encode(const Content& content) {
  std::array<unsigned char, kContentBytes> bytes{};
  std::memcpy(bytes.data(), &content, kContentBytes);
  std::array<unsigned char, kTokenLength + 1> text{};
  EVP_EncodeBlock(text.data(), bytes.data(), kContentBytes);
  return {reinterpret_cast<const char*>(text.data()), kTokenLength};
}

std::optional<Content> Decode(std::string_view token) {
  if (token.size() != kTokenLength) return std::nullopt;
  std::array<unsigned char, kContentBytes> bytes{};
  const int length =
      EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(token.data()),
                      static_cast<int>(token.size()));
  if (length != static_cast<int>(kContentBytes)) return std::nullopt;
  Content content{};
  std::memcpy(&content, bytes.data(), kContentBytes);
  // OpenSSL reads more texts than it writes: "=" for "A".
  if (Encode(content) != token) return std::nullopt;
  return content;
}

std::uint64_t Milliseconds(TimePoint time) {
  return static_cast<std::uint64_t>(time.time_since_epoch().count());
}

std::uint64_t Sign(std::uint64_t key, const Content& content) {
  return Hasher(key)
      .Add(content.kind)
      .Add(content.generation)
      .Add(content.expiry_ms)
      .Add(content.nonce)
      .Add(content.next_index)
      .hash();
}

std::string Seal(std::uint64_t key, Content content) {
  content.code = Sign(key, content);
  return Encode(content);
}

std::optional<Content> Open(std::string_view token, std::uint64_t key, Kind kind,
                            std::uint64_t generation, TimePoint now) {
  const std::optional<Content> content = Decode(token);
  if (!content || content->kind != static_cast<std::uint16_t>(kind) ||
      content->code != Sign(key, *content) || content->generation != generation ||
      content->expiry_ms <= Milliseconds(now)) {
    return std::nullopt;
  }
  return content;
}

std::uint64_t KeyOf(std::uint64_t secret, const Tokens::BlockKey& key) {
  return Hasher(secret).Add(key.snapshot_id).Add(key.block_index).hash();
}

std::uint64_t KeyOf(std::uint64_t secret, const Tokens::ListKey& key) {
  return Hasher(secret)
      .Add(static_cast<std::uint64_t>(key.operation))
      .Add(key.first_snapshot_id)
      .Add(key.snapshot_id)
      .hash();
}

}  // namespace

std::string Tokens::ForBlock(const BlockKey& key, std::uint64_t nonce, TimePoint expiry) const {
  return Seal(KeyOf(secret_, key), {generation_, Milliseconds(expiry), nonce, key.block_index, 0,
                                    static_cast<std::uint16_t>(Kind::kBlock)});
}

bool Tokens::OpensBlock(std::string_view token, const BlockKey& key, TimePoint now) const {
  return Open(token, KeyOf(secret_, key), Kind::kBlock, generation_, now).has_value();
}

std::string Tokens::ForPage(const ListKey& key, std::uint32_t next_index, std::uint64_t nonce,
                            TimePoint expiry) const {
  return Seal(KeyOf(secret_, key), {generation_, Milliseconds(expiry), nonce, next_index, 0,
                                    static_cast<std::uint16_t>(Kind::kPage)});
}

std::optional<std::uint32_t> Tokens::OpenPage(std::string_view token, const ListKey& key,
                                              TimePoint now) const {
  const std::optional<Content> content =
      Open(token, KeyOf(secret_, key), Kind::kPage, generation_, now);
  if (!content) return std::nullopt;
  return static_cast<std::uint32_t>(content->next_index);
}

}  // namespace fauxebs::internal
