# What is installed, each component of find_package(fauxebs) as a component of its own to install:
# fauxebs_core, fauxebs_standin, fauxebs_aws, fauxebs_gmock, fauxebs_aws_gmock, fauxebs_http. The first brings the
# package file, fauxebsConfig.cmake.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/fauxebs)
# An include root of its own: only fauxebs::standin shows it.
set(standin_include_root ${CMAKE_INSTALL_INCLUDEDIR}/fauxebs/standin)

# fauxebs_install(<component> <target> <include root>): a library with its headers.
function(fauxebs_install component target include_root)
  install(TARGETS ${target}
    EXPORT fauxebs-${component}-targets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT fauxebs_${component}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT fauxebs_${component}
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT fauxebs_${component}
    FILE_SET HEADERS DESTINATION ${include_root} COMPONENT fauxebs_${component})
  install(EXPORT fauxebs-${component}-targets
    NAMESPACE fauxebs::
    DESTINATION ${package_folder}
    COMPONENT fauxebs_${component})
endfunction()

fauxebs_install(core fauxebs_core ${CMAKE_INSTALL_INCLUDEDIR})
fauxebs_install(gmock fauxebs_gmock ${CMAKE_INSTALL_INCLUDEDIR})
if(TARGET fauxebs_http)
  fauxebs_install(http fauxebs_http ${CMAKE_INSTALL_INCLUDEDIR})
endif()
if(TARGET fauxebs_aws)
  fauxebs_install(standin fauxebs_standin ${standin_include_root})
  # The target fauxebs::aws is made by fauxebsConfig.cmake, by the choice of whoever uses it.
  fauxebs_install(aws fauxebs_aws_standin ${CMAKE_INSTALL_INCLUDEDIR})
  install(TARGETS fauxebs_aws
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT fauxebs_aws)
  fauxebs_install(aws_gmock fauxebs_aws_gmock ${CMAKE_INSTALL_INCLUDEDIR})
endif()

if(TARGET fauxebs-server)
  install(TARGETS fauxebs-server DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT fauxebs_server)
endif()

write_basic_package_version_file(${PROJECT_BINARY_DIR}/fauxebsConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(
  FILES
    ${PROJECT_BINARY_DIR}/fauxebsConfigVersion.cmake
    ${PROJECT_SOURCE_DIR}/src/cmake/aws_sdk.cmake
    ${PROJECT_SOURCE_DIR}/src/cmake/fauxebsConfig.cmake
  DESTINATION ${package_folder}
  COMPONENT fauxebs_core)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/src/cmake/aws_sdk_probe
  DESTINATION ${package_folder}
  COMPONENT fauxebs_core)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE
  DESTINATION ${CMAKE_INSTALL_DOCDIR}
  COMPONENT fauxebs_core)
