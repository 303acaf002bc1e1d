# SPDX-License-Identifier: GPL-3.0-or-later
# Plants one violation at a time and asks whether tests/layers.cmake finds it.
#
#     cmake -DLAYERS=tests/layers.cmake -DSCRATCH=build/x -P tests/layers_can_fail.cmake

cmake_minimum_required(VERSION 3.25)

# plant(file content expected-message); an empty message: nothing is to be found
function(plant file content expected)
  file(REMOVE_RECURSE ${SCRATCH})
  file(WRITE ${SCRATCH}/base/clean.c "#include \"base/text.h\"\n#include <stdio.h>\n")
  file(WRITE ${SCRATCH}/${file} "${content}\n")
  execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -P ${LAYERS}
                  RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
  file(REMOVE_RECURSE ${SCRATCH})
  if(expected STREQUAL "" AND NOT result EQUAL 0)
    message(SEND_ERROR "${file} is clean, but: ${said}")
  elseif(NOT expected STREQUAL "" AND result EQUAL 0)
    message(SEND_ERROR "${file}: the violation was not found")
  elseif(NOT said MATCHES "${expected}")
    message(SEND_ERROR "${file}: want '${expected}', got: ${said}")
  endif()
endfunction()

plant(stats/a.h "#include \"store/store.h\"" "stats/a.h: stats/ must not include store/")
plant(base/a.c "#include \"stats/mean.h\"" "base/a.c: base/ must not include stats/")
plant(store/a.c "#include \"ingest/rows.h\"" "store/ must not include ingest/")
plant(ingest/a.c "#include \"stats/mean.h\"" "ingest/ must not include stats/")
plant(analysis/a.c "#  include \"report/book.h\"" "analysis/ must not include report/")
plant(report/a.c "#include \"stats/mean.h\"" "report/ must not include stats/")
plant(report/deep/a.c "#include \"cli/job.h\"" "report/ must not include cli/")
plant(store/a.c "#include \"text.h\"" "name the folder of \"text.h\"")
plant(ingest/answers.c "#include <csv.h>" "<csv.h> is not for this file")
plant(ingest/rows_open.c "#include <csv.h>" "")
plant(report/sheet.c "#include <xlsxwriter.h>" "<xlsxwriter.h> is not for this file")
plant(report/book_sheet.c "#include <xlsxwriter.h>" "")
plant(analysis/a.c "#include <sqlite3.h>" "<sqlite3.h> is not for this file")
plant(store/a.c "#include <sqlite3.h>" "")
plant(ingest/qdpx.c "#include <minizip/unzip.h>" "<minizip/unzip.h> is not for this file")
plant(base/archive_open.c "#include <minizip/unzip.h>" "")
plant(stats/a.c "#include <stdio.h>" "<stdio.h> is not for this file")
plant(stats/a.c "void f(void) { exit(1)\; }" "stats/a.c: only cli/ prints or exits, not: exit")
plant(store/a.c "void f(void) { fputs(\"x\", stderr)\; }" "only cli/ prints or exits, not: stderr")
plant(store/a.c "/* exit( */ void f(void) { say(\"stdout here\"), fprintf(file, \"x\")\; } // abort()" "")
plant(cli/a.c "#include \"report/book.h\"\nvoid f(void) { puts(\"x\")\; exit(1)\; }" "")
