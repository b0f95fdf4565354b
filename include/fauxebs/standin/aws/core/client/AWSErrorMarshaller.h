// Stand-in for the AWS SDK for C++: errors by their names. Replies are not marshalled: there are
// none.
#pragma once

#include <aws/core/Core_EXPORTS.h>
#include <aws/core/utils/memory/stl/AWSString.h>

namespace Aws {
namespace Http {
enum class HttpResponseCode;
}

namespace Client {

enum class CoreErrors;
template <typename ERROR_TYPE>
class AWSError;

class AWSErrorMarshaller {
 public:
  virtual ~AWSErrorMarshaller();

  // Without name and message; UNKNOWN where the name is not known.
  virtual AWSError<CoreErrors> FindErrorByName(const char* exceptionName) const;
  virtual AWSError<CoreErrors> FindErrorByHttpResponseCode(Aws::Http::HttpResponseCode code) const;
};

class JsonErrorMarshaller : public AWSErrorMarshaller {};

}  // namespace Client
}  // namespace Aws
