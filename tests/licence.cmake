# SPDX-License-Identifier: GPL-3.0-or-later
# Every source says its licence near its top.
#
#     cmake -DROOT=. -P tests/licence.cmake

cmake_minimum_required(VERSION 3.25)
get_filename_component(ROOT ${ROOT} ABSOLUTE)

set(patterns dev .ci/run CMakeLists.txt)
foreach(folder base stats store ingest analysis report lint cli cmake tests)
  list(APPEND patterns ${folder}/CMakeLists.txt)
  foreach(ending c h def sql sh cmake bats)
    list(APPEND patterns ${folder}/*.${ending})
  endforeach()
endforeach()
list(TRANSFORM patterns PREPEND ${ROOT}/)
file(GLOB_RECURSE files RELATIVE ${ROOT} ${patterns})
set(without)
foreach(file ${files})
  file(READ ${ROOT}/${file} top LIMIT 300)
  if(NOT top MATCHES "SPDX-License-Identifier: GPL-3.0-or-later")
    list(APPEND without ${file})
  endif()
endforeach()
list(LENGTH files n_files)
if(n_files EQUAL 0)
  message(FATAL_ERROR "no sources under ${ROOT}")
elseif(without)
  list(JOIN without "\n  " without)
  message(FATAL_ERROR "no SPDX-License-Identifier in\n  ${without}")
endif()
message(NOTICE "${n_files} files say their licence")
