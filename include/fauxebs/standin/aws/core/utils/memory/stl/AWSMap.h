// Stand-in for the AWS SDK for C++.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSAllocator.h>

#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

namespace Aws {

template <typename K, typename V, typename Less = std::less<K>>
using Map = std::map<K, V, Less, Aws::Allocator<std::pair<const K, V>>>;

template <typename K, typename V>
using MultiMap = std::multimap<K, V, std::less<K>, Aws::Allocator<std::pair<const K, V>>>;

template <typename K, typename V>
using UnorderedMap =
    std::unordered_map<K, V, std::hash<K>, std::equal_to<K>, Aws::Allocator<std::pair<const K, V>>>;

}  // namespace Aws
