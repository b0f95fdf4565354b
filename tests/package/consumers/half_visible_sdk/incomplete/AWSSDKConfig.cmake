# Names a library that is not there.
set(AWSSDK_FOUND TRUE)
set(AWSSDK_LINK_LIBRARIES aws-cpp-sdk-ebs aws-cpp-sdk-core)
