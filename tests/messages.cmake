# SPDX-License-Identifier: GPL-3.0-or-later
# Every message is translated: no translation is missing, in doubt or left over, and none has other
# things to fill in than the original.
#
#     cmake -DROOT=. -DSCRATCH=build/messages -P tests/messages.cmake

cmake_minimum_required(VERSION 3.25)
get_filename_component(ROOT ${ROOT} ABSOLUTE)
find_program(MSGMERGE msgmerge REQUIRED)
find_program(MSGATTRIB msgattrib REQUIRED)
find_program(MSGFMT msgfmt REQUIRED)
file(MAKE_DIRECTORY ${SCRATCH})

set(pot ${SCRATCH}/mognad.pot)
execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${ROOT} -DPOT=${pot}
                        -P ${ROOT}/cli/po/extract.cmake
                COMMAND_ERROR_IS_FATAL ANY)

# Fails with the entries of `po` that are of that kind.
function(want_none language po kind)
  execute_process(COMMAND ${MSGATTRIB} --${kind} --no-wrap ${po}
                  OUTPUT_VARIABLE found COMMAND_ERROR_IS_FATAL ANY)
  if(NOT found STREQUAL "")
    string(REGEX REPLACE "^.*Plural-Forms[^\n]*\n\n" "" entries "${found}")
    message(SEND_ERROR "${language}.po, ${kind} (see the top of the file):\n${entries}")
  endif()
endfunction()

file(GLOB translations ${ROOT}/cli/po/*.po)
foreach(translation ${translations})
  get_filename_component(language ${translation} NAME_WE)
  set(merged ${SCRATCH}/${language}.po)
  execute_process(COMMAND ${MSGMERGE} --quiet --no-fuzzy-matching --no-wrap -o ${merged}
                          ${translation} ${pot}
                  COMMAND_ERROR_IS_FATAL ANY)
  foreach(kind untranslated only-fuzzy only-obsolete)
    want_none(${language} ${merged} ${kind})
  endforeach()
  execute_process(COMMAND ${MSGFMT} --check -o ${SCRATCH}/${language}.mo ${translation}
                  ERROR_VARIABLE said RESULT_VARIABLE result)
  if(NOT result EQUAL 0 OR NOT said STREQUAL "")
    message(SEND_ERROR "msgfmt --check: ${said}")
  endif()
endforeach()

file(STRINGS ${pot} messages REGEX "^msgid ")
list(LENGTH messages n_messages)
list(LENGTH translations n_languages)
if(n_messages EQUAL 0 OR n_languages EQUAL 0)
  message(FATAL_ERROR "no messages, or no translations, under ${ROOT}")
endif()
message(NOTICE "${n_messages} messages in ${n_languages} language(s) besides English")
