// Says: the stand-in for the AWS SDK is used through its CMake target fauxebs::standin
#ifdef MUST_NOT_COMPILE
#undef FAUXEBS_STANDIN
#endif
#include <aws/ebs/EBSClient.h>
