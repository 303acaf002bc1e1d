# SPDX-License-Identifier: GPL-3.0-or-later
# How every part of mognad is compiled, and how a folder or a test is declared.

add_library(mognad_options INTERFACE)
target_compile_features(mognad_options INTERFACE c_std_17)
target_compile_definitions(mognad_options INTERFACE _GNU_SOURCE)
target_include_directories(mognad_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
# No fused multiply-add and no reordering: the same figures from every compiler and level.
target_compile_options(mognad_options INTERFACE
  -ffp-contract=off -fno-fast-math
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wvla -Wstrict-prototypes -Wmissing-prototypes
  $<$<BOOL:${MOGNAD_WERROR}>:-Werror>)
if(MOGNAD_SANITIZE)
  target_compile_options(mognad_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(mognad_options INTERFACE -fsanitize=address,undefined)
endif()
if(MOGNAD_COVERAGE)
  target_compile_options(mognad_options INTERFACE --coverage)
  target_link_options(mognad_options INTERFACE --coverage)
endif()
if(MOGNAD_FUZZ)
  target_compile_options(mognad_options INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(mognad_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# mognad_library(name SOURCES a.c ... [PUBLIC lib ...] [PRIVATE lib ...])
# PUBLIC: appears in the folder's headers. PRIVATE: only in its .c files.
function(mognad_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC mognad_options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
endfunction()

# mognad_test(folder module LINK lib ... [LABELS label ...])
# Builds tests/<folder>/test_<module>.c (or real_<module>.c under the label "real") as the ctest
# <folder>_<module>. Exit code 77 skips.
function(mognad_test folder module)
  cmake_parse_arguments(arg "" "" "LINK;LABELS;SOURCES" ${ARGN})
  set(prefix test)
  set(suffix "")
  if("real" IN_LIST arg_LABELS)
    set(prefix real)
    set(suffix _real)
  endif()
  set(target ${prefix}_${folder}_${module})
  add_executable(${target} ${prefix}_${module}.c ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE mognad_options ${arg_LINK} PkgConfig::CMOCKA)
  add_test(NAME ${folder}_${module}${suffix} COMMAND ${target})
  set_tests_properties(${folder}_${module}${suffix} PROPERTIES
    SKIP_RETURN_CODE 77
    LABELS "${folder};${arg_LABELS}"
    ENVIRONMENT "MOGNAD_SOURCE=${PROJECT_SOURCE_DIR};LOCPATH=${MOGNAD_LOCALES};LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/leaks.txt:print_suppressions=0")
endfunction()

# mognad_fuzzer(folder module LINK lib ...)
# tests/<folder>/fuzz_<module>.c defines LLVMFuzzerTestOneInput. With MOGNAD_FUZZ it becomes the
# libFuzzer program fuzz_<folder>_<module>; always, so that it does not rot, it runs as the ctest
# <folder>_<module>_seeds over the files in tests/<folder>/seeds/<module>.
add_custom_target(fuzzers)
function(mognad_fuzzer folder module)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  set(seeds ${CMAKE_CURRENT_SOURCE_DIR}/seeds/${module})
  set(target fuzz_${folder}_${module})
  if(MOGNAD_FUZZ)
    add_executable(${target} fuzz_${module}.c)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    add_test(NAME ${folder}_${module}_seeds COMMAND ${target} -runs=0 ${seeds})
  else()
    add_executable(${target} fuzz_${module}.c ${PROJECT_SOURCE_DIR}/tests/fuzz_main.c)
    add_test(NAME ${folder}_${module}_seeds COMMAND ${target} ${seeds})
  endif()
  target_link_libraries(${target} PRIVATE mognad_options ${arg_LINK})
  add_dependencies(fuzzers ${target})
  set_tests_properties(${folder}_${module}_seeds PROPERTIES LABELS "${folder};fuzz")
endfunction()
