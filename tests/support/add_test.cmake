set(FAUXEBS_TEST_FLAGS "" CACHE STRING "Compiler flags of the tests alone")
option(FAUXEBS_TEST_THREADS_ONLY "Test: only what WITHOUT_TSAN does not leave out")

# fauxebs_add_test(<name> SOURCES <file>... LIBRARIES <target>...
#                  [REAL_TIME <reason>] [WITHOUT_TSAN <reason>])
#
# One executable, one process, one ctest entry. The single results stand in test-results/<name>.xml.
# It ends where a test sleeps or waits with a time-out (fauxebs_no_waiting), unless REAL_TIME says why it must. Where
# WITHOUT_TSAN says why, the thread sanitizer has nothing to find in it.
function(fauxebs_add_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "REAL_TIME;WITHOUT_TSAN" "SOURCES;LIBRARIES")
  add_executable(${name} ${arg_SOURCES})
  if(NOT arg_REAL_TIME)
    target_link_libraries(${name} PRIVATE fauxebs_no_waiting)
  endif()
  # Tests reach support files as "support/x.h", and the insides of the core as "core/x.h".
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} GTest::gmock_main)
  target_compile_options(${name} PRIVATE ${FAUXEBS_TEST_FLAGS})
  if(arg_WITHOUT_TSAN AND FAUXEBS_TEST_THREADS_ONLY)
    set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
    return()
  endif()
  add_test(NAME ${name} COMMAND ${name})
  set(environment
    "GTEST_OUTPUT=xml:${PROJECT_BINARY_DIR}/test-results/${name}.xml"
    "RC_PARAMS=seed=${FAUXEBS_TEST_SEED}"
    # The SDK must find what it looks for when a client is made, and look nowhere else.
    "AWS_EC2_METADATA_DISABLED=true"
    "AWS_ACCESS_KEY_ID=test"
    "AWS_SECRET_ACCESS_KEY=test"
    "AWS_REGION=us-east-1"
    "FAUXEBS_REAL_AWS=0"
    "AWS_CONFIG_FILE=/dev/null"
    "AWS_SHARED_CREDENTIALS_FILE=/dev/null")
  set_tests_properties(${name} PROPERTIES
    ENVIRONMENT "${environment}"
    FIXTURES_SETUP ${name}  # its results are there
    # An executable that has lost its tests is not a passed test.
    FAIL_REGULAR_EXPRESSION "Running 0 tests from"
    TIMEOUT 900)
endfunction()
