# SPDX-License-Identifier: GPL-3.0-or-later
# Every rule that has a remedy is one that findings name: a remedy whose rule was renamed would
# never be told.
#
#     cmake -DROOT=. -P tests/remedies.cmake

cmake_minimum_required(VERSION 3.25)
file(GLOB sources ${ROOT}/ingest/*.c ${ROOT}/analysis/*.c)
set(text "")
foreach(source ${sources})
  file(READ ${source} one)
  string(APPEND text "${one}")
endforeach()

file(STRINGS ${ROOT}/cli/remedy.c rows REGEX "^    {\"[a-z0-9_]+\", N_\\(")
set(n 0)
foreach(row ${rows})
  string(REGEX REPLACE "^    {\"([a-z0-9_]+)\".*$" "\\1" rule "${row}")
  string(FIND "${text}" "\"${rule}\"" at)
  if(at EQUAL -1)
    message(SEND_ERROR "no finding is of the rule '${rule}', which has a remedy")
  endif()
  math(EXPR n "${n} + 1")
endforeach()
if(n LESS 15)
  message(FATAL_ERROR "found only ${n} remedies in cli/remedy.c")
endif()
message(NOTICE "${n} remedies, each of a rule that occurs")
