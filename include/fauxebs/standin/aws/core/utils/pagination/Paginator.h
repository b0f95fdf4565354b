// Stand-in for the AWS SDK for C++: the pages of a listing as an input range of outcomes.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/client/UserAgent.h>

#include <cstddef>
#include <iterator>

namespace Aws::Utils::Pagination {

// begin() makes the first call, ++ the next. A failed page is seen once and is the last.
template <class ServiceClient, class OperationRequest, class OperationTraits>
class Paginator {
 public:
  using OutcomeType = typename OperationTraits::OutcomeType;
  using ResultType = typename OperationTraits::ResultType;

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = OutcomeType;
    using difference_type = std::ptrdiff_t;
    using pointer = const OutcomeType*;
    using reference = const OutcomeType&;

    static Iterator constructSentinel() { return Iterator(); }

    const OutcomeType& operator*() const { return m_outcome; }
    Iterator& operator++() {
      if (m_atEnd) return *this;
      if (!m_outcome.IsSuccess() || !OperationTraits::HasMoreResults(m_outcome.GetResult())) {
        m_atEnd = true;
        return *this;
      }
      OperationTraits::SetNextRequest(m_outcome.GetResult(), m_request);
      m_outcome = OperationTraits::Invoke(m_client, m_request);
      return *this;
    }

    // Only to be compared with end().
    friend bool operator==(const Iterator& lhs, const Iterator& rhs) {
      return lhs.m_atEnd == rhs.m_atEnd;
    }
    friend bool operator!=(const Iterator& lhs, const Iterator& rhs) { return !(lhs == rhs); }

   private:
    friend class Paginator;
    Iterator() = default;
    Iterator(ServiceClient* client, const OperationRequest& firstRequest)
        : m_client(client),
          m_request(firstRequest),
          m_outcome(OperationTraits::Invoke(client, m_request)),
          m_atEnd(false) {}

    ServiceClient* m_client = nullptr;
    OperationRequest m_request;
    OutcomeType m_outcome;
    bool m_atEnd = true;
  };

  Paginator(ServiceClient* client, const OperationRequest& firstRequest)
      : m_client(client), m_firstRequest(firstRequest) {
    m_firstRequest.AddUserAgentFeature(Aws::Client::UserAgentFeature::PAGINATOR);
  }

  Iterator begin() const { return Iterator(m_client, m_firstRequest); }
  Iterator end() const { return Iterator::constructSentinel(); }

 private:
  ServiceClient* m_client;
  OperationRequest m_firstRequest;
};

}  // namespace Aws::Utils::Pagination
