# Which AWS SDK FAUXEBS_AWS chooses. Used by the build of fauxebs and by the installed package alike;
# defines functions only.
#
#   fauxebs_choose_aws_sdk    auto, sdk, standin or off -> sdk, standin or off
#   fauxebs_link_aws_sdk      a target to the installed SDK

# fauxebs_choose_aws_sdk(<choice> <why_not>)
#
# Sets <choice> to sdk, standin or off; or to nothing, and then <why_not> to a sentence.
# An SDK that is there only in part is none; it does not stop the configuration.
function(fauxebs_choose_aws_sdk choice why_not)
  set(asked auto)
  if(DEFINED FAUXEBS_AWS)
    set(asked "${FAUXEBS_AWS}")
  endif()
  set(${choice} "" PARENT_SCOPE)
  set(${why_not} "" PARENT_SCOPE)
  if(NOT asked MATCHES "^(auto|sdk|standin|off)$")
    set(${why_not} "FAUXEBS_AWS is '${asked}'; it must be auto, sdk, standin or off." PARENT_SCOPE)
    return()
  endif()
  if(asked MATCHES "^(standin|off)$")
    set(${choice} ${asked} PARENT_SCOPE)
    return()
  endif()

  fauxebs_find_whole_aws_sdk(is_whole fault)
  if(is_whole)
    set(${choice} sdk PARENT_SCOPE)
  elseif(asked STREQUAL "auto")
    set(${choice} standin PARENT_SCOPE)
    if(fault)
      message(STATUS "fauxebs: ${fault} fauxebs::aws brings the stand-in along.")
    endif()
  else()
    if(NOT fault)
      set(fault "CMake finds none; add its prefix to CMAKE_PREFIX_PATH.")
    endif()
    set(${why_not}
      "FAUXEBS_AWS is sdk, but there is no AWS SDK for C++ with the component ebs: ${fault} With FAUXEBS_AWS=auto or FAUXEBS_AWS=standin the stand-in takes its place."
      PARENT_SCOPE)
  endif()
endfunction()

# fauxebs_link_aws_sdk(<target>)
#
# Requires: the choice is sdk.
function(fauxebs_link_aws_sdk target)
  if(TARGET aws-cpp-sdk-ebs)
    set(AWSSDK_LINK_LIBRARIES aws-cpp-sdk-ebs aws-cpp-sdk-core)
  else()
    find_package(AWSSDK REQUIRED COMPONENTS ebs)
  endif()
  target_link_libraries(${target} INTERFACE ${AWSSDK_LINK_LIBRARIES})
endfunction()

# Whether an SDK can be found, compiled against and linked; if one is seen but not whole, <fault> is
# a sentence. Its package files stop the configuration when only a part of it is there, so another
# run of CMake looks first; each time, for an SDK comes and goes between two configurations.
function(fauxebs_find_whole_aws_sdk is_whole fault)
  set(${is_whole} TRUE PARENT_SCOPE)
  set(${fault} "" PARENT_SCOPE)
  if(TARGET aws-cpp-sdk-ebs)
    return()
  endif()
  fauxebs_see_aws_sdk(config)
  if(NOT config)
    set(${is_whole} FALSE PARENT_SCOPE)
    return()
  endif()
  set(settings)
  foreach(name IN ITEMS
      AWSSDK_DIR AWSSDK_ROOT AWSSDK_ROOT_DIR BUILD_SHARED_LIBS CMAKE_BUILD_TYPE CMAKE_CXX_COMPILER
      CMAKE_CXX_FLAGS CMAKE_EXE_LINKER_FLAGS CMAKE_FIND_ROOT_PATH CMAKE_GENERATOR_PLATFORM
      CMAKE_GENERATOR_TOOLSET CMAKE_MAKE_PROGRAM CMAKE_MODULE_PATH CMAKE_PREFIX_PATH CMAKE_SYSROOT
      CMAKE_TOOLCHAIN_FILE OPENSSL_ROOT_DIR)
    if(DEFINED ${name} AND NOT "${${name}}" STREQUAL "")
      string(REPLACE ";" "\\;" value "${${name}}")
      list(APPEND settings "-D${name}=${value}")
    endif()
  endforeach()
  # A folder for each set of settings: with the same ones nothing is built twice.
  string(SHA256 name "${config};${settings}")
  string(SUBSTRING ${name} 0 12 name)
  set(folder ${CMAKE_BINARY_DIR}/CMakeFiles/fauxebs_aws_sdk_probe/${name})
  execute_process(
    COMMAND ${CMAKE_COMMAND} -G ${CMAKE_GENERATOR} ${settings}
      -S ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/aws_sdk_probe -B ${folder}
    RESULT_VARIABLE status OUTPUT_VARIABLE log ERROR_VARIABLE log)
  set(finding "cannot be found whole; is its prefix in CMAKE_PREFIX_PATH?")
  if(status EQUAL 0)
    execute_process(
      COMMAND ${CMAKE_COMMAND} --build ${folder}
      RESULT_VARIABLE status OUTPUT_VARIABLE log ERROR_VARIABLE log)
    set(finding "cannot be built against.")
  endif()
  if(NOT status EQUAL 0)
    file(WRITE ${folder}/probe.log "${log}")
    set(${is_whole} FALSE PARENT_SCOPE)
    set(${fault} "${config} ${finding} See ${folder}/probe.log." PARENT_SCOPE)
  endif()
endfunction()

# Sets <config> to the SDK's package file that find_package would read, or to nothing. Reads none:
# only a package without a fitting version is left alone, so it asks for one that there is not.
function(fauxebs_see_aws_sdk config)
  set(given "${AWSSDK_DIR}")
  find_package(AWSSDK 9999999 EXACT QUIET CONFIG)
  if(given)
    set(AWSSDK_DIR "${given}" CACHE PATH "The folder of AWSSDKConfig.cmake" FORCE)
  else()
    unset(AWSSDK_DIR CACHE)
  endif()
  list(POP_FRONT AWSSDK_CONSIDERED_CONFIGS first)
  set(${config} "${first}" PARENT_SCOPE)
endfunction()
