// What the state machine prints is a test: here is one, as it was printed.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "fauxebs/fake.h"
#include "fauxebs/print.h"
#include "fauxebs/words.h"

namespace fauxebs {
namespace {

using namespace words;  // the printed test is written as one with these opened

#include "explore/printed_test.inc"

}  // namespace
}  // namespace fauxebs
