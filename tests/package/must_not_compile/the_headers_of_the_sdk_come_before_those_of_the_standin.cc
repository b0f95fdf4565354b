// Says: the headers of the AWS SDK for C\+\+ are found before those of its stand-in
#include <aws/ebs/EBSClient.h>
#ifdef MUST_NOT_COMPILE
#undef FAUXEBS_STANDIN_HEADERS  // as if they were the SDK's
#endif
#include "fauxebs/aws/ebs_client.h"
