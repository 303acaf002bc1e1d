/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef REPORT_RUN_RECORD_H
#define REPORT_RUN_RECORD_H

/* run.json: what made the files beside it. With the same program, options and inputs the same bytes
   come out again: there is no clock in it and no path but those that the user typed.

       const struct run_pair libraries[] = {{"gsl", "2.7.1"}, {"sqlite", sqlite_version}};
       TRY(run_record_write("out/2022/run.json", (struct run_record){
           .wave = &wave, .program = "mognad", .version = "0.1.0",
           .libraries = libraries, .n_libraries = COUNT(libraries)}, err));                     */

#include "base/error.h"
#include "store/wave.h"

struct run_pair {
    const char *name, *value;
};

struct run_count {
    const char *name;
    size_t n;
};

/* All borrowed. Names are unique within their list. */
struct run_record {
    const struct wave *wave; /* with its sources and counts */
    const char *program, *version;
    const struct run_pair *libraries; /* those that figures and files depend on */
    size_t n_libraries;
    const struct run_pair *options; /* those given on the command line, as typed */
    size_t n_options;
    const struct run_pair *in_force; /* seed and the like, whether given or not */
    size_t n_in_force;
    size_t n_figures;
    const char *profile;              /* "review" or "publish": whom the files are for */
    const struct run_count *withheld; /* figures that the files do not show, by reason */
    size_t n_withheld;
    const struct run_pair *agencies; /* by key: the file for each agency that has one of its own */
    size_t n_agencies;
};

/* The file appears at `path` whole or not at all. A byte that is no UTF-8 is written as U+FFFD.
   ERR_WRITE, ERR_MEMORY. */
MUST_CHECK enum status run_record_write(const char *path, struct run_record record,
                                        struct error *err);

#endif
