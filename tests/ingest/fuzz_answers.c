/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first byte says which rule for units that answer twice holds, of how many rows the header is,
   whether labels have numbers, and in which encoding the file is; the rest is answers.csv, or
   register.csv, a form feed, and answers.csv. Whatever they hold, nothing is lost: every row is
   stored or rejected, and memory says what the store says. */
#include "ingest/wave.h"
#include "store/statement.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const texts[][2] = {{"Ja", "Yes"}, {"Nej", "No"}, {"Vet ej", "Don't know"}};
#define LABELS(i)                                                                                  \
    {                                                                                              \
        .text = texts[i]                                                                           \
    }

static struct choice scale[] = {{.name = "1", .labels = LABELS(0), .score = 1},
                                {.name = "0", .labels = LABELS(1), .score = 0},
                                {.name = "9", .labels = LABELS(2), .reason = MISSING_UNKNOWN}};
static struct choice many[] = {{.name = "a", .score = 1}, {.name = "b", .score = 1}};
static struct choice_list lists[] = {
    {.name = "scale", .choices = scale, .n = 3, .are_names_integers = true},
    {.name = "many", .choices = many, .n = 2}};

static const char *const asked[][2] = {{"Leder ni?", "Do you lead?"}, {"Vilka av dem?", NULL}};
static struct question group = {.name = "g", .type = QUESTION_BEGIN_GROUP};

enum { QUESTIONS = 7 };
static struct question questions[QUESTIONS] = {
    {.name = "q",
     .header = "q",
     .type = QUESTION_SELECT_ONE,
     .list = &lists[0],
     .labels = {.text = asked[0]},
     .section = &group,
     .column = 0},
    {.name = "m",
     .header = "m",
     .type = QUESTION_SELECT_MULTIPLE,
     .list = &lists[1],
     .labels = {.text = asked[1]},
     .column = 1},
    {.name = "n", .header = "n", .type = QUESTION_INTEGER, .constraint = ". < 100", .column = 3},
    {.name = "d", .header = "d", .type = QUESTION_DECIMAL, .relevant = "${q} = '1'", .column = 4},
    {.name = "t", .header = "t", .type = QUESTION_TEXT, .is_required = true, .column = 5},
    {.name = "w", .header = "w", .type = QUESTION_DATE, .column = 6},
    {.name = "c",
     .header = "c",
     .type = QUESTION_CALCULATE,
     .calculation = "${n} + 1",
     .column = 7}};
static struct indicator indicators[] = {{.code = "G",
                                         .type = INDICATOR_GROUP,
                                         .source = "t",
                                         .question = &questions[4],
                                         .option = NO_OPTION},
                                        {.code = "Q",
                                         .type = INDICATOR_ITEM,
                                         .source = "q",
                                         .question = &questions[0],
                                         .option = NO_OPTION}};
static const char *const languages[] = {"sv", "en"};
static struct missing_code codes[] = {{"N/A", MISSING_REFUSED}};

static struct form make_form(uint8_t rule)
{
    static const char *const encodings[] = {NULL, NULL, "UTF-16LE", "UTF-8"};
    return (struct form){.folder = ".",
                         .settings = {.form_id = "f",
                                      .wave = 2022,
                                      .unit_key = "orgnr",
                                      .duplicates = (enum duplicates)(rule % 3),
                                      .header_rows = 1 + rule / 3 % 3,
                                      .has_label_numbers = rule / 9 % 2 == 1,
                                      .encoding = encodings[rule / 18 % COUNT(encodings)],
                                      .missing_codes = codes,
                                      .n_missing_codes = 1},
                         .languages = languages,
                         .n_languages = 2,
                         .lists = lists,
                         .n_lists = 2,
                         .questions = questions,
                         .n_questions = QUESTIONS,
                         .indicators = indicators,
                         .n_indicators = 2,
                         .has_survey = true};
}

/* A file in memory, and its path. */
static int make_file(const uint8_t *data, size_t size, char *path, size_t n)
{
    const int fd = memfd_create("fuzz", 0);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        __builtin_trap();
    snprintf(path, n, "/proc/self/fd/%d", fd);
    return fd;
}

static int64_t count(struct store *store, const char *sql)
{
    struct statement *s = NULL;
    bool has_row;
    if (statement_open(store, sql, &s, NULL) != OK || statement_step(s, &has_row, NULL) != OK)
        __builtin_trap();
    const int64_t n = statement_integer(s, 0);
    statement_close(s);
    return n;
}

static void check_wave(struct store *store, const struct wave *wave)
{
    if (count(store, "SELECT count(*) FROM answer_f_2022") != (int64_t)wave->n_rows ||
        count(store, "SELECT count(*) FROM reject WHERE role = 'answers'") !=
            (int64_t)wave->n_rejected ||
        wave->n_read != wave->n_rows + wave->n_rejected || wave->n_rows > wave->n_frame)
        __builtin_trap();
    size_t n_null = 0;
    for (size_t row = 0; row < wave->n_rows; row++) {
        n_null += !code_is_choice(wave->columns[0].code[row]);
        if (wave->groups[0].level[row] != NO_LEVEL &&
            wave->groups[0].level[row] >= wave->groups[0].n_levels)
            __builtin_trap();
    }
    if (count(store, "SELECT count(*) FROM answer_f_2022 WHERE q IS NULL") != (int64_t)n_null)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char answers[64], frame[64];
    struct arena arena = {0};
    struct error err = {0};
    struct store *store = NULL;
    struct wave wave = {0};
    if (size == 0)
        return 0;
    const struct form form = make_form(data[0]);
    const uint8_t *text = data + 1;
    const uint8_t *feed = memchr(text, '\f', size - 1);
    const uint8_t *rest = feed == NULL ? text : feed + 1;
    const int answers_fd = make_file(rest, (size_t)(data + size - rest), answers, sizeof answers);
    const int frame_fd =
        make_file(text, feed == NULL ? 0 : (size_t)(feed - text), frame, sizeof frame);
    const struct wave_ingest_options options = {.answers = answers,
                                                .register_file = feed == NULL ? NULL : frame};
    if (store_open("", &store, &err) != OK || store_begin(store, &err) != OK)
        __builtin_trap();
    const enum status status = wave_ingest(&form, store, options, &arena, &wave, &err);
    if ((status == OK) != (err.text[0] == '\0'))
        __builtin_trap();
    if (status == OK)
        check_wave(store, &wave);
    wave_release(&wave);
    store_close(store);
    arena_release(&arena);
    close(answers_fd);
    close(frame_fd);
    return 0;
}
