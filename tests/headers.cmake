# SPDX-License-Identifier: GPL-3.0-or-later
# Every header is compiled alone and included twice: it names what it needs, and its guard holds.
# The list is a glob so that a new header cannot be forgotten.

file(GLOB headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
  ${PROJECT_SOURCE_DIR}/*/*.h)
list(FILTER headers EXCLUDE REGEX "^build")
set(sources)
foreach(header ${headers})
  string(REPLACE "/" "_" name ${header})
  set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/${name}.c)
  file(CONFIGURE OUTPUT ${source} CONTENT
    "#include \"@header@\"\n#include \"@header@\"\nextern int header_is_whole;\n" @ONLY)
  list(APPEND sources ${source})
endforeach()
add_library(test_headers OBJECT ${sources})
target_link_libraries(test_headers PRIVATE mognad_options PkgConfig::CMOCKA)
