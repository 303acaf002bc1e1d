# SPDX-License-Identifier: GPL-3.0-or-later
# The libraries, each for one job. Those without a CMake or pkg-config file are found by name.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenMP REQUIRED COMPONENTS C)
find_package(Intl REQUIRED)
find_package(GSL REQUIRED)
find_package(SQLite3 3.38 REQUIRED)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(MINIZIP REQUIRED IMPORTED_TARGET minizip)
find_package(ZLIB REQUIRED)
find_package(EXPAT 2.4 REQUIRED)
pkg_check_modules(IGRAPH REQUIRED IMPORTED_TARGET igraph)

# An imported target for a library that has only a header and a file.
function(mognad_find_library target header library)
  find_path(${target}_INCLUDE ${header} REQUIRED)
  find_library(${target}_FILE ${library} REQUIRED)
  add_library(${target} UNKNOWN IMPORTED)
  set_target_properties(${target} PROPERTIES
    IMPORTED_LOCATION ${${target}_FILE}
    INTERFACE_INCLUDE_DIRECTORIES ${${target}_INCLUDE})
endfunction()

mognad_find_library(libcsv csv.h csv)
mognad_find_library(libunistring unicase.h unistring)
mognad_find_library(libreadstat readstat.h readstat)
