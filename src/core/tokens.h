// Tokens: block and page tokens, encoded rather than stored.
//
//   std::string token = tokens.ForBlock({id, 7}, nonce, expiry);
//   tokens.OpensBlock(token, {id, 7}, now);     // true until expiry, and for nothing else
//   tokens.ExpireAll();                         // not even for that; those made from now on do
//
// A token carries when it ends, its generation, and a code over all that it is bound to.
// AWS: tok-1, tok-2, tok-5. FAKE: tok-7, tok-8: it does not say whose it is, nor how large a page
// was. A value; pure but for ExpireAll.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fauxebs/operations.h"

namespace fauxebs::internal {

class Tokens {
 public:
  struct BlockKey {
    std::string_view snapshot_id;
    std::uint32_t block_index;
  };
  struct ListKey {
    Operation operation;
    std::string_view first_snapshot_id;  // ListChangedBlocks only
    std::string_view snapshot_id;
  };

  explicit Tokens(std::uint64_t secret) : secret_(secret) {}

  void ExpireAll() { ++generation_; }

  // `nonce` makes tokens of two listings differ.
  std::string ForBlock(const BlockKey& key, std::uint64_t nonce, TimePoint expiry) const;
  bool OpensBlock(std::string_view token, const BlockKey& key, TimePoint now) const;

  std::string ForPage(const ListKey& key, std::uint32_t next_index, std::uint64_t nonce,
                      TimePoint expiry) const;
  // Where the page begins; nothing for a token that is not for this list, or has ended.
  std::optional<std::uint32_t> OpenPage(std::string_view token, const ListKey& key,
                                        TimePoint now) const;

 private:
  std::uint64_t secret_;
  std::uint64_t generation_ = 0;
};

}  // namespace fauxebs::internal
