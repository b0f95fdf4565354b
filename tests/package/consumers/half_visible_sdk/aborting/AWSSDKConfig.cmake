# As the SDK's does where only its CMake files are there.
message(FATAL_ERROR "AWS SDK for C++ is missing, please install it first")
