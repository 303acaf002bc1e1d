# SPDX-License-Identifier: GPL-3.0-or-later
# Writes all messages of the sources into a template. With PO it also puts them into a translation:
# what is new stands there untranslated, what has gone is left out.
#
#     cmake -DROOT=. -DPOT=build/mognad.pot [-DPO=cli/po/sv.po] -P cli/po/extract.cmake

cmake_minimum_required(VERSION 3.25)
get_filename_component(ROOT ${ROOT} ABSOLUTE)
find_program(XGETTEXT xgettext REQUIRED)

set(patterns)
foreach(folder base store ingest analysis report lint cli)
  list(APPEND patterns ${ROOT}/${folder}/*.h ${ROOT}/${folder}/*.c)
endforeach()
file(GLOB sources RELATIVE ${ROOT} ${patterns} ${ROOT}/lint/rules.def)
list(SORT sources)

# -k alone forgets the usual keywords; a warning is an error.
execute_process(
  COMMAND ${XGETTEXT} --language=C --from-code=UTF-8 --omit-header --sort-by-file
          --add-location=file --no-wrap -k -k_ -kN_ -kngettext:1,2 -o ${POT} ${sources}
  WORKING_DIRECTORY ${ROOT}
  ERROR_VARIABLE said RESULT_VARIABLE result)
if(NOT result EQUAL 0 OR NOT said STREQUAL "")
  message(FATAL_ERROR "xgettext: ${said}")
endif()

if(DEFINED PO)
  find_program(MSGMERGE msgmerge REQUIRED)
  find_program(MSGATTRIB msgattrib REQUIRED)
  execute_process(
    COMMAND ${MSGMERGE} --quiet --no-fuzzy-matching --sort-by-file --add-location=file --no-wrap
            -o ${POT}.merged ${PO} ${POT}
    COMMAND_ERROR_IS_FATAL ANY)
  execute_process(
    COMMAND ${MSGATTRIB} --no-obsolete --sort-by-file --add-location=file --no-wrap -o ${PO}
            ${POT}.merged
    COMMAND_ERROR_IS_FATAL ANY)
endif()
