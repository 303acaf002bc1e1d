/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/answers.h"
#include "store/feedback.h"
#include "store/put.h"
#include "tests/store/stored.h"

enum { ONE, SEVERAL, NUMBER, FREE, TIES, NOTE, QUESTIONS };

static uint32_t units[] = {7, 5, 9};
static uint32_t lines[] = {2, 4, 9};

/* A choice that counts as no answer, and one whose name begins as another's. */
static struct choice choices[] = {{.name = "1", .score = 1},
                                  {.name = "10", .score = 2},
                                  {.name = "98", .reason = MISSING_UNKNOWN}};
static const struct choice_list list = {.name = "list", .choices = choices, .n = 3};

static struct question questions[QUESTIONS] = {
    [ONE] = {.name = "one", .type = QUESTION_SELECT_ONE, .list = &list},
    [SEVERAL] = {.name = "several", .type = QUESTION_SELECT_MULTIPLE, .list = &list},
    [NUMBER] = {.name = "number", .type = QUESTION_DECIMAL},
    [FREE] = {.name = "free", .type = QUESTION_TEXT},
    [TIES] = {.name = "ties", .type = QUESTION_SELECT_MULTIPLE, .list = &list},
    [NOTE] = {.name = "note", .type = QUESTION_NOTE},
};

static void put_remarks(struct store *store, const struct wave *wave)
{
    struct finding found[] = {
        {FINDING_ERROR, "r1", {"answers.csv", 4, 2}, "k5", "one", "of its own"},
        {FINDING_ERROR, "r2", {"answers.csv", 2, 2}, "k7", "one", "of another"},
        {FINDING_ERROR, "r3", {"answers.csv", 4, 5}, "k5", "ties", "k7 is no agency"},
        {FINDING_ERROR, "r4", {"cooperation.csv", 4, 5}, "k5", NULL, "k7 is no agency"},
        {FINDING_WARNING, "r5", {"answers.csv", 4, 0}, "k5", NULL, "about the row"},
        {FINDING_WARNING, "r6", {"answers.csv", 1, 0}, NULL, "one", "about the file"},
    };
    const struct findings all = {.list = found, .n = COUNT(found)};
    struct error err = {0};
    CHECK(store_put_findings(store, wave, &all, &err) == OK, "%s", err.text);
}

static struct store *begin(struct small_wave *small, struct form *form)
{
    static const struct store_column columns[] = {{"one", "TEXT", NULL},
                                                  {"several", "TEXT", NULL},
                                                  {"number", "REAL", NULL},
                                                  {"free", "TEXT", NULL},
                                                  {"ties", "TEXT", NULL}};
    struct store *store = small_wave_begin(small);
    struct error err = {0};
    struct answers *answers = NULL;
    *form = *small->wave.form;
    form->questions = questions;
    form->n_questions = QUESTIONS;
    form->cooperation.question = &questions[TIES];
    small->wave.form = form;
    small->wave.answers_path = "answers.csv";
    small->wave.n_rows = COUNT(units);
    small->wave.unit = units;
    small->wave.line = lines;
    CHECK(answers_open(store, &small->wave, (struct store_columns){columns, COUNT(columns)},
                       &answers, &err) == OK,
          "%s", err.text);
    answers_close(answers);
    do_sql(store,
           "INSERT INTO answer_f_2022 VALUES (2, 7, '1', '1', 1, 'k5', 'k5'), "
           "(4, 5, '98', '10 98', 1.5, 'words', 'k7'), (9, 9, NULL, '1 10', NULL, NULL, NULL)");
    do_sql(store, "INSERT INTO missing_f_2022 VALUES (9, 9, 'one', 'not_asked')");
    do_sql(store, "DELETE FROM unit");
    char sql[256];
    snprintf(sql, sizeof sql,
             "INSERT INTO unit (id, wave, key, name) VALUES (5, %d, 'k5', 'Five'), "
             "(7, %d, 'k7', 'Seven'), (8, %d, 'k8', NULL), (9, %d, 'k9', NULL)",
             (int)small->wave.id, (int)small->wave.id, (int)small->wave.id, (int)small->wave.id);
    do_sql(store, sql);
    put_remarks(store, &small->wave);
    return store;
}

static void each_is_told_of_its_own_row_alone(void **state)
{
    (void)state;
    struct error err = {0};
    struct form form;
    struct small_wave small;
    struct store *store = begin(&small, &form);
    struct arena arena = {0};
    struct feedback got[] = {{.row = 1}, {.row = 2}};
    CHECK(feedback_read(store, &small.wave, got, 2, &arena, &err) == OK, "%s", err.text);
    CHECK(strcmp(got[0].key, "k5") == 0 && strcmp(got[0].name, "Five") == 0, "%s", got[0].key);
    CHECK(strcmp(got[1].key, "k9") == 0 && strcmp(got[1].name, "k9") == 0, "%s", got[1].key);
    CHECK(strcmp(got[0].answers[ONE].text, "98") == 0, "%s", got[0].answers[ONE].text);
    CHECK(got[0].answers[NUMBER].number == 1.5, "%g", got[0].answers[NUMBER].number);
    CHECK(is_missing(got[0].answers[ONE].number), "%s", "the name of a choice is no number");
    CHECK(got[0].answers[FREE].text == NULL, "%s", "free text is not told");
    CHECK(got[0].answers[TIES].text == NULL, "%s", "ties name others");
    CHECK(got[1].answers[ONE].reason == MISSING_NOT_ASKED, "%d", (int)got[1].answers[ONE].reason);
    CHECK(got[0].n_findings == 2 && strcmp(got[0].findings[0].rule, "r1") == 0 &&
              strcmp(got[0].findings[1].rule, "r5") == 0,
          "%zu remarks", got[0].n_findings);
    CHECK(got[1].n_findings == 0, "%zu remarks", got[1].n_findings);
    arena_release(&arena);
    small_wave_end(store, &small);
}

static void a_choice_may_count_as_no_answer(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum missing reason, one, several;
    } cases[] = {{"1", ANSWERED, ANSWERED, ANSWERED},
                 {"98", ANSWERED, MISSING_UNKNOWN, MISSING_UNKNOWN},
                 {"1 98", ANSWERED, MISSING_UNKNOWN, MISSING_UNKNOWN},
                 {"198", ANSWERED, ANSWERED, ANSWERED},
                 {NULL, MISSING_REFUSED, MISSING_REFUSED, MISSING_REFUSED}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct feedback_answer answer = {cases[i].text, MISSING, cases[i].reason};
        CHECK(feedback_reason(&questions[ONE], &answer) == cases[i].one, "case %zu", i);
        CHECK(feedback_reason(&questions[SEVERAL], &answer) == cases[i].several, "case %zu", i);
    }
    CHECK(feedback_is_chosen("1 10", "10") && feedback_is_chosen("1 10", "1") &&
              !feedback_is_chosen("10", "1") && !feedback_is_chosen("", "1"),
          "%s", "names are whole words");
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct form form;
    struct small_wave small;
    struct store *store = begin(&small, &form);
    bool is_read = false;
    for (size_t nth = 1; !is_read && nth < 200; nth++) {
        struct error err = {0};
        struct arena arena = {0};
        struct feedback got[] = {{.row = 0}, {.row = 1}, {.row = 2}};
        arena_fail_at(nth);
        const enum status status = feedback_read(store, &small.wave, got, 3, &arena, &err);
        arena_fail_at(0);
        is_read = status == OK;
        CHECK(status == OK || status == ERR_MEMORY, "allocation %zu: %s", nth, err.text);
        arena_release(&arena);
    }
    CHECK(is_read, "%s", "it never ends");
    small_wave_end(store, &small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_is_told_of_its_own_row_alone),
        TEST(a_choice_may_count_as_no_answer),
        TEST(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
