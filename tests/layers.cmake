# SPDX-License-Identifier: GPL-3.0-or-later
# Which folder may include which, and who may speak to which library.
#
#     cmake -DROOT=. -P tests/layers.cmake
#
# Prints a line per violation and then fails.

cmake_minimum_required(VERSION 3.25)
get_filename_component(ROOT ${ROOT} ABSOLUTE)

# --- our folders: what each may include ---
set(base_may base)
set(stats_may base stats)
set(store_may base store)
set(ingest_may base store ingest)
set(analysis_may base store stats analysis)
set(report_may base store report)
set(lint_may base lint)
set(cli_may base store stats ingest analysis report lint cli)
set(folders base stats store ingest analysis report lint cli)

# --- headers from outside: which of our files (regular expressions) may include them ---
set(outside_csv.h "^ingest/rows[a-z_]*\\.c$")
set(outside_sqlite3.h "^store/")
set(outside_xlsxwriter.h "^report/book[a-z_]*\\.[ch]$")
set(outside_igraph.h "^stats/network[a-z_]*\\.c$")
set(outside_igraph "^stats/network[a-z_]*\\.c$")
set(outside_expat.h "^base/xml[a-z_]*\\.c$")
set(outside_minizip "^(base/archive|report/package)[a-z_]*\\.c$")
set(outside_readstat.h "^(ingest|report)/sav[a-z_]*\\.c$")
set(outside_cmocka.h "^tests/")
set(outside_getopt.h "^cli/")
# numbers in, numbers out: stats/ reads, writes and waits for nothing
foreach(header stdio.h unistd.h fcntl.h time.h locale.h errno.h pthread.h jansson.h)
  set(outside_${header} "^(base|store|ingest|analysis|report|lint|cli)/")
endforeach()

# --- what only cli/ does ---
set(prints_or_exits "exit|_exit|abort|printf|vprintf|puts|putchar|perror")

set(n_violations 0)
macro(violation)
  message(NOTICE ${ARGV})
  math(EXPR n_violations "${n_violations} + 1")
endmacro()

function(check_include file folder included)
  string(REGEX MATCH "[^<\"/>]+" first "${included}") # our folder, or a header from outside
  if(included MATCHES "^\"[a-z]+/")
    if(NOT first IN_LIST ${folder}_may)
      violation("${file}: ${folder}/ must not include ${first}/ (${included})")
    endif()
  elseif(included MATCHES "^\"")
    violation("${file}: name the folder of ${included}")
  elseif(DEFINED outside_${first} AND NOT file MATCHES "${outside_${first}}")
    violation("${file}: ${included} is not for this file")
  endif()
  set(n_violations ${n_violations} PARENT_SCOPE)
endfunction()

function(check_voice file)
  file(READ ${ROOT}/${file} text)
  string(REGEX REPLACE "//[^\n]*|/[*]([^*]|[*]+[^*/])*[*]+/|\"([^\"\\\n]|\\\\.)*\"" "" text "${text}")
  if(text MATCHES "[^_A-Za-z0-9](stdout|stderr|(${prints_or_exits})[ ]*[(])")
    violation("${file}: only cli/ prints or exits, not: ${CMAKE_MATCH_1}")
    set(n_violations ${n_violations} PARENT_SCOPE)
  endif()
endfunction()

set(n_files 0)
foreach(folder ${folders})
  file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/${folder}/*.c ${ROOT}/${folder}/*.h)
  foreach(file ${files})
    math(EXPR n_files "${n_files} + 1")
    file(STRINGS ${ROOT}/${file} lines REGEX "^[ \t]*#[ \t]*include")
    foreach(line ${lines})
      string(REGEX REPLACE "^[ \t]*#[ \t]*include[ \t]*" "" included "${line}")
      check_include(${file} ${folder} "${included}")
    endforeach()
    if(NOT folder STREQUAL "cli" AND file MATCHES "\\.c$")
      check_voice(${file})
    endif()
  endforeach()
endforeach()

if(n_files EQUAL 0)
  message(FATAL_ERROR "no sources under ${ROOT}")
elseif(n_violations GREATER 0)
  message(FATAL_ERROR "${n_violations} violations of the layers")
endif()
message(NOTICE "${n_files} files keep to their layers")
