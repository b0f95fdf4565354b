# Defines fauxebs::sdk, the AWS SDK that FAUXEBS_AWS chooses: the installed one or the stand-in.
# With `off` there is none.

# Whether an installed SDK can be found, compiled against and linked. Its package files stop the
# configuration when only a part of it is there, so another run of CMake looks first. A "no" is not
# kept: the SDK may be installed between two runs.
function(fauxebs_look_for_aws_sdk result)
  if(NOT FAUXEBS_AWS_SDK_IS_WHOLE)
    set(settings)
    foreach(name IN ITEMS
        AWSSDK_DIR AWSSDK_ROOT AWSSDK_ROOT_DIR BUILD_SHARED_LIBS CMAKE_BUILD_TYPE CMAKE_CXX_COMPILER
        CMAKE_CXX_FLAGS CMAKE_FIND_ROOT_PATH CMAKE_GENERATOR_PLATFORM CMAKE_GENERATOR_TOOLSET
        CMAKE_MAKE_PROGRAM CMAKE_MODULE_PATH CMAKE_PREFIX_PATH CMAKE_TOOLCHAIN_FILE)
      if(DEFINED ${name} AND NOT "${${name}}" STREQUAL "")
        string(REPLACE ";" "\\;" value "${${name}}")
        list(APPEND settings "-D${name}=${value}")
      endif()
    endforeach()
    set(probe_dir ${PROJECT_BINARY_DIR}/aws_sdk_probe)
    file(REMOVE_RECURSE ${probe_dir})
    execute_process(
      COMMAND ${CMAKE_COMMAND} -G ${CMAKE_GENERATOR} ${settings}
        -S ${PROJECT_SOURCE_DIR}/src/cmake/aws_sdk_probe -B ${probe_dir}
      RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
    if(status EQUAL 0)
      execute_process(
        COMMAND ${CMAKE_COMMAND} --build ${probe_dir}
        RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
    endif()
    if(status EQUAL 0)
      set(FAUXEBS_AWS_SDK_IS_WHOLE TRUE CACHE INTERNAL "An installed AWS SDK was built against")
    endif()
  endif()
  set(${result} "${FAUXEBS_AWS_SDK_IS_WHOLE}" PARENT_SCOPE)
endfunction()

if(NOT FAUXEBS_AWS MATCHES "^(auto|sdk|standin|off)$")
  message(FATAL_ERROR "FAUXEBS_AWS is '${FAUXEBS_AWS}'; it must be auto, sdk, standin or off.")
endif()

set(fauxebs_sdk_choice ${FAUXEBS_AWS})
if(FAUXEBS_AWS STREQUAL "auto")
  set(fauxebs_sdk_choice standin)
  if(TARGET aws-cpp-sdk-ebs)
    set(fauxebs_sdk_choice sdk)
  else()
    fauxebs_look_for_aws_sdk(fauxebs_sdk_is_whole)
    if(fauxebs_sdk_is_whole)
      set(fauxebs_sdk_choice sdk)
    endif()
  endif()
endif()

if(fauxebs_sdk_choice STREQUAL "sdk")
  if(TARGET aws-cpp-sdk-ebs)
    set(AWSSDK_LINK_LIBRARIES aws-cpp-sdk-ebs aws-cpp-sdk-core)
  else()
    find_package(AWSSDK REQUIRED COMPONENTS ebs)
  endif()
  add_library(fauxebs_sdk INTERFACE)
  target_link_libraries(fauxebs_sdk INTERFACE ${AWSSDK_LINK_LIBRARIES})
elseif(fauxebs_sdk_choice STREQUAL "standin")
  add_subdirectory(${PROJECT_SOURCE_DIR}/src/standin ${PROJECT_BINARY_DIR}/src/standin)
  add_library(fauxebs_sdk INTERFACE)
  target_link_libraries(fauxebs_sdk INTERFACE fauxebs::standin)
endif()
if(TARGET fauxebs_sdk)
  add_library(fauxebs::sdk ALIAS fauxebs_sdk)
endif()
if(PROJECT_IS_TOP_LEVEL)
  message(STATUS "AWS SDK: ${fauxebs_sdk_choice}")
endif()
