// The door on the stand-in, compiled once.
#include "fauxebs/aws/ebs_client_inl.h"
