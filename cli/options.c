/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include "base/text.h"

#include <errno.h>
#include <getopt.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

/* How the value of an option is read. */
enum reader { READ_FLAG, READ_TEXT, READ_LANG, READ_PROFILE, READ_NUMBER, READ_AGENCY };

static const struct row {
    enum option_bit option;
    const char *name;
    char letter; /* 0: none */
    const char *value;
    enum reader reader;
    const char *about;
} rows[] = {
    // clang-format off
    {OPTION_OUT, "out", 'o', N_("DIR"), READ_TEXT, N_("write in DIR (default: out)")},
    {OPTION_DB, "db", 0, N_("FILE"), READ_TEXT, N_("keep the store in FILE (default: mognad.db in DIR)")},
    {OPTION_LANG, "lang", 0, "sv|en", READ_LANG, N_("language of the report (default: sv)")},
    {OPTION_PROFILE, "profile", 0, N_("PROFILE"), READ_PROFILE, N_("review (default), or publish: for everyone, without units and small cells")},
    {OPTION_ANSWERS, "answers", 0, N_("FILE"), READ_TEXT, N_("read FILE instead of the folder's answers.csv")},
    {OPTION_REGISTER, "register", 0, N_("FILE"), READ_TEXT, N_("read FILE instead of the folder's register.csv")},
    {OPTION_THREADS, "threads", 0, "N", READ_NUMBER, N_("use N threads (default: all processors); results are the same")},
    {OPTION_SEED, "seed", 0, "N", READ_NUMBER, N_("seed of everything drawn (default: the folder's)")},
    {OPTION_UNITS, "units", 'n', "N", READ_NUMBER, N_("draw N units instead of the register's")},
    {OPTION_REPLICATES, "replicates", 0, "N", READ_NUMBER, N_("resample and redraw N times (default: the folder's)")},
    {OPTION_RESAMPLE, "resample", 0, NULL, READ_FLAG, N_("resample and redraw also with more than 2,000 units")},
    {OPTION_DRAWS, "draws", 0, N_("FILE"), READ_TEXT, N_("write what the uncertainty analysis draws into FILE")},
    {OPTION_REPLAY, "replay", 0, N_("FILE"), READ_TEXT, N_("take the draws from FILE, as --draws wrote it")},
    {OPTION_ACCEPT, "accept", 0, NULL, READ_FLAG, N_("replace the accepted figures by those computed")},
    {OPTION_REASON, "reason", 0, N_("TEXT"), READ_TEXT, N_("why they are right; kept with them")},
    {OPTION_WAVE, "wave", 0, N_("YEAR"), READ_NUMBER, N_("the wave of that year, where there are several")},
    {OPTION_FULL, "full", 0, NULL, READ_FLAG, N_("name the units too, and list in full")},
    {OPTION_UNIT, "unit", 0, N_("KEY"), READ_TEXT, N_("how the score of that unit came about")},
    {OPTION_LIST, "list", 0, NULL, READ_FLAG, N_("list the figures, those that the pattern is in")},
    {OPTION_FROM, "from", 0, N_("PATH"), READ_TEXT, N_("begin from this export, or from this earlier survey folder")},
    {OPTION_FORCE, "force", 0, NULL, READ_FLAG, N_("replace files that exist")},
    {OPTION_WITH_INDICATORS, "with-indicators", 0, NULL, READ_FLAG, N_("put the normalised indicators in scores.csv too")},
    {OPTION_WITH_PAIRS, "with-pairs", 0, NULL, READ_FLAG, N_("write how often each unit ranks above each other, in pairs.csv")},
    {OPTION_WITH_SAV, "with-sav", 0, NULL, READ_FLAG, N_("write answers.sav also with more than 2,000 units")},
    {OPTION_NO_WORKBOOK, "no-workbook", 0, NULL, READ_FLAG, N_("leave out report.xlsx")},
    {OPTION_AGENCY, "agency", 0, N_("KEY|all"), READ_AGENCY, N_("write agencies/KEY.xlsx too, for that agency; may be repeated")},
    {OPTION_STRICT, "strict", 0, NULL, READ_FLAG, N_("with an error among the findings (lint: a tip), exit 1 and write nothing")},
    {OPTION_JSON, "json", 0, NULL, READ_FLAG, N_("print the result as JSON")},
    {OPTION_PHASES, "phases", 0, NULL, READ_FLAG, N_("print the time of each phase to stderr")},
    {OPTION_QUIET, "quiet", 'q', NULL, READ_FLAG, N_("print errors only")},
    {OPTION_HELP, "help", 'h', NULL, READ_FLAG, N_("print this help")},
    // clang-format on
};
enum { FIRST_LONG = 256 };

struct options options_default(void)
{
    return (struct options){.out = "out", .lang = "sv", .threads = omp_get_num_procs()};
}

static enum status read_number(const struct row *row, const char *text, uint64_t *out,
                               struct error *err)
{
    char *end = NULL;
    errno = 0;
    const unsigned long long number = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0' || errno == ERANGE)
        return error_set(err, ERR_USAGE, _("--%s wants a whole number, not '%s'"), row->name, text);
    *out = number;
    return OK;
}

static enum status take_number(const struct row *row, uint64_t number, struct options *options,
                               struct error *err)
{
    if (row->option == OPTION_SEED) {
        options->seed = number;
        options->has_seed = true;
        return OK;
    }
    const uint64_t most = row->option == OPTION_THREADS ? 256
                          : row->option == OPTION_WAVE  ? 9999
                                                        : 1000000;
    if (number < 1 || number > most)
        return error_set(err, ERR_USAGE, _("--%s wants a number from 1 to %llu"), row->name,
                         (unsigned long long)most);
    if (row->option == OPTION_THREADS)
        options->threads = (int)number;
    else if (row->option == OPTION_REPLICATES)
        options->n_replicates = (size_t)number;
    else if (row->option == OPTION_WAVE)
        options->wave = (int)number;
    else
        options->n_units = (size_t)number;
    return OK;
}

static void take_text(enum option_bit option, const char *text, struct options *options)
{
    if (option == OPTION_OUT)
        options->out = text;
    else if (option == OPTION_DB)
        options->db = text;
    else if (option == OPTION_ANSWERS)
        options->answers = text;
    else if (option == OPTION_REGISTER)
        options->register_file = text;
    else if (option == OPTION_DRAWS)
        options->draws = text;
    else if (option == OPTION_REPLAY)
        options->replay = text;
    else if (option == OPTION_REASON)
        options->reason = text;
    else if (option == OPTION_UNIT)
        options->unit = text;
    else if (option == OPTION_FROM)
        options->from = text;
}

static void take_flag(enum option_bit option, struct options *options)
{
    options->is_forced |= option == OPTION_FORCE;
    options->wants_indicators |= option == OPTION_WITH_INDICATORS;
    options->wants_pairs |= option == OPTION_WITH_PAIRS;
    options->wants_sav |= option == OPTION_WITH_SAV;
    options->is_strict |= option == OPTION_STRICT;
    options->is_json |= option == OPTION_JSON;
    options->is_quiet |= option == OPTION_QUIET;
    options->wants_help |= option == OPTION_HELP;
    options->has_no_workbook |= option == OPTION_NO_WORKBOOK;
    options->wants_phases |= option == OPTION_PHASES;
    options->is_accepting |= option == OPTION_ACCEPT;
    options->resamples_many |= option == OPTION_RESAMPLE;
    options->is_full |= option == OPTION_FULL;
    options->is_listing |= option == OPTION_LIST;
}

static enum status take_agency(const char *key, struct options *options, struct error *err)
{
    if (*key == '\0')
        return error_set(err, ERR_USAGE, "%s",
                         _("--agency wants the key of an agency, or all, not an empty text"));
    if (strcmp(key, "all") == 0) {
        options->wants_all_agencies = true;
        return OK;
    }
    for (size_t i = 0; i < options->n_agencies; i++)
        if (strcmp(options->agencies[i], key) == 0)
            return OK; /* said twice */
    if (options->n_agencies == OPTION_AGENCIES)
        return error_set(err, ERR_USAGE, _("--agency may be given %d times; 'all' is everyone"),
                         OPTION_AGENCIES);
    options->agencies[options->n_agencies++] = key;
    return OK;
}

static enum status take(const struct row *row, const char *value, struct options *options,
                        struct error *err)
{
    uint64_t number = 0;
    switch (row->reader) {
    case READ_FLAG:
        take_flag(row->option, options);
        return OK;
    case READ_NUMBER:
        TRY(read_number(row, value, &number, err));
        return take_number(row, number, options, err);
    case READ_LANG:
        if (strcmp(value, "sv") != 0 && strcmp(value, "en") != 0)
            return error_set(err, ERR_USAGE, _("--lang wants sv or en, not '%s'"), value);
        options->lang = value;
        return OK;
    case READ_PROFILE:
        if (strcmp(value, "review") != 0 && strcmp(value, "publish") != 0)
            return error_set(err, ERR_USAGE, _("--profile wants review or publish, not '%s'"),
                             value);
        options->is_published = strcmp(value, "publish") == 0;
        return OK;
    case READ_AGENCY:
        return take_agency(value, options, err);
    case READ_TEXT:
        break;
    }
    if (*value == '\0' && row->option != OPTION_REASON)
        return error_set(err, ERR_USAGE, _("--%s wants a name, not an empty text"), row->name);
    take_text(row->option, value, options);
    return OK;
}

/* What getopt_long wants, made of the rows that are allowed. */
struct spelling {
    struct option longs[COUNT(rows) + 1];
    char shorts[2 * COUNT(rows) + 2];
};

static void spell(unsigned allowed, struct spelling *spelling)
{
    size_t n = 0;
    char *letter = spelling->shorts;
    *letter++ = ':'; /* a missing value is told from an unknown option */
    for (size_t i = 0; i < COUNT(rows); i++) {
        if ((allowed & rows[i].option) == 0)
            continue;
        const bool has_value = rows[i].reader != READ_FLAG;
        spelling->longs[n++] = (struct option){
            rows[i].name, has_value ? required_argument : no_argument, NULL, FIRST_LONG + (int)i};
        if (rows[i].letter != 0)
            *letter++ = rows[i].letter;
        if (rows[i].letter != 0 && has_value)
            *letter++ = ':';
    }
    *letter = '\0';
    spelling->longs[n] = (struct option){0};
}

static const struct row *row_of(int found)
{
    if (found >= FIRST_LONG)
        return &rows[found - FIRST_LONG];
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].letter == found)
            return &rows[i];
    return NULL;
}

static enum status refuse(const char *word, unsigned allowed, struct error *err)
{
    const char *names[COUNT(rows)];
    size_t n = 0;
    for (size_t i = 0; i < COUNT(rows); i++)
        if ((allowed & rows[i].option) != 0)
            names[n++] = rows[i].name;
    char name[64];
    snprintf(name, sizeof name, "%s", word + strspn(word, "-"));
    name[strcspn(name, "=")] = '\0';
    const char *nearest = text_nearest(name, names, n);
    if (nearest != NULL)
        return error_set(err, ERR_USAGE, _("there is no option '%s' here; did you mean '--%s'?"),
                         word, nearest);
    return error_set(err, ERR_USAGE, _("there is no option '%s' here; --help lists them"), word);
}

enum status options_parse(int argc, char **argv, unsigned allowed, struct options *options,
                          struct error *err)
{
    struct spelling spelling = {0};
    spell(allowed, &spelling);
    opterr = 0;
    optind = 0; /* start afresh, also after an earlier call */
    for (;;) {
        const int before = optind == 0 ? 1 : optind;
        const int found = getopt_long(argc, argv, spelling.shorts, spelling.longs, NULL);
        if (found == -1)
            break;
        const char *word = argv[optind > before ? optind - 1 : before];
        if (found == '?')
            return refuse(word, allowed, err);
        if (found == ':')
            return error_set(err, ERR_USAGE, _("'%s' wants a value"), word);
        TRY(take(row_of(found), optarg, options, err));
    }
    options->arguments = argv + optind;
    options->n_arguments = argc - optind;
    return OK;
}

void options_print(unsigned allowed, FILE *file)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        if ((allowed & rows[i].option) == 0)
            continue;
        char left[40];
        snprintf(left, sizeof left, "%c%c%c --%s%s%s", rows[i].letter != 0 ? '-' : ' ',
                 rows[i].letter != 0 ? rows[i].letter : ' ', rows[i].letter != 0 ? ',' : ' ',
                 rows[i].name, rows[i].value != NULL ? " " : "",
                 rows[i].value != NULL ? _(rows[i].value) : "");
        fprintf(file, "  %-24s %s\n", left, _(rows[i].about));
    }
}
