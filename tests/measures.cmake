# SPDX-License-Identifier: GPL-3.0-or-later
# Every measure that the tests of claims put beside an estimate has a name in the report: each
# hypothesis/MEASURE/... of analysis/claim_*.c stands in report/claim_measures.def, and nothing else.
#
#     cmake -DROOT=. -P tests/measures.cmake

cmake_minimum_required(VERSION 3.25)
file(GLOB sources ${ROOT}/analysis/claim_*.c)
set(put "")
foreach(source ${sources})
  file(READ ${source} text)
  string(REGEX MATCHALL "put[a-z_]*\\([a-z>.-]+,[ \n]*\"[a-z0-9_]+\"" calls "${text}")
  foreach(call ${calls})
    string(REGEX REPLACE "^.*\"([a-z0-9_]+)\"$" "\\1" measure "${call}")
    list(APPEND put ${measure})
  endforeach()
endforeach()
list(REMOVE_DUPLICATES put)

set(named "")
file(STRINGS ${ROOT}/report/claim_measures.def lines REGEX "^MEASURE\\(\"")
foreach(line ${lines})
  string(REGEX REPLACE "^MEASURE\\(\"([a-z0-9_]+)\".*$" "\\1" measure "${line}")
  list(APPEND named ${measure})
endforeach()

set(nameless ${put})
list(REMOVE_ITEM nameless ${named})
set(unused ${named})
list(REMOVE_ITEM unused ${put})
foreach(measure ${nameless})
  message(SEND_ERROR "report/claim_measures.def has no name for hypothesis/${measure}/...")
endforeach()
foreach(measure ${unused})
  message(SEND_ERROR "no test of a claim puts hypothesis/${measure}/..., which has a name")
endforeach()
list(LENGTH put n)
if(n LESS 20)
  message(FATAL_ERROR "found only ${n} measures under ${ROOT}/analysis")
endif()
message(NOTICE "${n} measures beside claims, all with a name")
