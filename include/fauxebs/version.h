// The one home of the version; CMake reads it from here.
#pragma once

#define FAUXEBS_VERSION_MAJOR 0
#define FAUXEBS_VERSION_MINOR 1
#define FAUXEBS_VERSION_PATCH 0
