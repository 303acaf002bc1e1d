/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/foreign.h"
#include "tests/ingest/loaded.h"
#include "tests/ingest/make_sheet.h"

#include <readstat.h>

/* An SPSS file written by ReadStat: q has value labels and missing values, n only the latter. */
static ssize_t write_bytes(const void *bytes, size_t n, void *context)
{
    return (ssize_t)fwrite(bytes, 1, n, context);
}

struct answer {
    const char *id;
    double q, n, day; /* day in SPSS seconds */
};

struct labels_of_q {
    double value;
    const char *label;
};

static const struct labels_of_q plain_labels[] = {{1, "No"}, {2, "In part"}, {3, "Yes"}, {0, NULL}};

static void put_answer(readstat_writer_t *writer, readstat_variable_t *const *v,
                       const struct answer *answer)
{
    const double numbers[] = {answer->q, answer->n, answer->day};
    readstat_begin_row(writer);
    readstat_insert_string_value(writer, v[0], answer->id);
    for (int i = 0; i < 3; i++) {
        if (is_missing(numbers[i]))
            readstat_insert_missing_value(writer, v[i + 1]);
        else
            readstat_insert_double_value(writer, v[i + 1], numbers[i]);
    }
    readstat_end_row(writer);
}

static void write_sav(const char *path, const struct labels_of_q *labels,
                      const struct answer *answers, size_t n)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    readstat_writer_t *writer = readstat_writer_init();
    readstat_set_data_writer(writer, write_bytes);
    readstat_label_set_t *set = readstat_add_label_set(writer, READSTAT_TYPE_DOUBLE, "labels0");
    for (; labels->label != NULL; labels++)
        readstat_label_double_value(set, labels->value, labels->label);
    readstat_variable_t *v[] = {
        readstat_add_variable(writer, "id", READSTAT_TYPE_STRING, 12),
        readstat_add_variable(writer, "q", READSTAT_TYPE_DOUBLE, 0),
        readstat_add_variable(writer, "n", READSTAT_TYPE_DOUBLE, 0),
        readstat_add_variable(writer, "day", READSTAT_TYPE_DOUBLE, 0),
    };
    readstat_variable_set_label_set(v[1], set);
    readstat_variable_add_missing_double_value(v[1], 9);
    readstat_variable_add_missing_double_range(v[2], -99, -90);
    readstat_variable_set_format(v[3], "DATETIME20");
    assert_int_equal(readstat_begin_writing_sav(writer, file, (long)n), READSTAT_OK);
    for (size_t i = 0; i < n; i++)
        put_answer(writer, v, &answers[i]);
    assert_int_equal(readstat_end_writing(writer), READSTAT_OK);
    readstat_writer_free(writer);
    assert_int_equal(fclose(file), 0);
}

/* 2022-12-09: days from 1582-10-14 to 1970, and from there. */
static const double december_9 = (141428.0 + 19335.0) * 86400.0;

static const struct answer answers[] = {
    {"a", 1, 0.1, december_9},
    {"b", 9, -99, december_9 + 14 * 3600 + 300},
    {"", NAN, NAN, NAN},
    {"Åäö, \"c\"", 3, 1e10, NAN},
};

static struct folder folder;

static int set_up(void **state)
{
    (void)state;
    folder_open(&folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    folder_close(&folder);
    return 0;
}

static void cases_become_rows(void **state)
{
    (void)state;
    write_sav("in.sav", plain_labels, answers, COUNT(answers));
    const char *got = rows_as_text("in.sav", (struct rows_options){0});
    CHECK(strcmp(got, "0:id|q|n|day\n"
                      "1:a|1|0.1|2022-12-09\n"
                      "2:b|9|-99|2022-12-09 14:05:00\n"
                      "3:|||\n"
                      "4:Åäö, \"c\"|3|10000000000|\n") == 0,
          "%s", got);
    write_sav("in.sav", plain_labels, answers, 0);
    got = rows_as_text("in.sav", (struct rows_options){0});
    CHECK(strcmp(got, "0:id|q|n|day\n") == 0, "%s", got);
}

/* As a column without a name in any other file, and no worse. */
static void a_variable_without_a_name_is_a_column_without(void **state)
{
    (void)state;
    static char bytes[4096];
    write_sav("in.sav", plain_labels, answers, 1);
    FILE *file = fopen("in.sav", "r+b");
    assert_non_null(file);
    const size_t n = fread(bytes, 1, sizeof bytes, file);
    char *name = memmem(bytes, n, "Q       ", 8);
    assert_non_null(name);
    memset(name, 0, 8);
    rewind(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
    const char *got = rows_as_text("in.sav", (struct rows_options){0});
    CHECK(strcmp(got, "0:id||n|day\n1:a|1|0.1|2022-12-09\n") == 0, "%s", got);
}

static void labels_and_missing_values_are_kept_by_column(void **state)
{
    (void)state;
    struct rows *rows = NULL;
    struct error err = {0};
    write_sav("in.sav", plain_labels, answers, COUNT(answers));
    CHECK(rows_open("in.sav", (struct rows_options){.takes_foreign = true}, &rows, &err) == OK,
          "%s", err.text);
    const struct foreign *foreign = rows_foreign(rows);
    assert_non_null(foreign);
    assert_int_equal(foreign->n_columns, 4);
    const struct foreign_column *q = &foreign->columns[1], *n = &foreign->columns[2];
    assert_int_equal(q->n_labels, 3);
    CHECK(strcmp(q->labels[1].value, "2") == 0 && strcmp(q->labels[1].label, "In part") == 0,
          "%s %s", q->labels[1].value, q->labels[1].label);
    CHECK(q->missing.n == 1 && strcmp(textset_text(&q->missing, 0), "9") == 0, "%zu", q->missing.n);
    CHECK(n->missing.n == 1 && strcmp(textset_text(&n->missing, 0), "-99") == 0, "%zu",
          n->missing.n);
    CHECK(foreign->columns[0].n_labels == 0 && foreign->columns[0].missing.n == 0, "id");
    CHECK(strcmp(rows_encoding(rows), "SPSS, UTF-8") == 0, "%s", rows_encoding(rows));
    rows_close(rows);
}

#define TABLES(names)                                                                                  \
    AND("settings.csv")                                                                                \
    "form_id,form_title,wave,unit_key\nf,T,2022,id\n" AND(                                             \
        "survey.csv") "type,name\nselect_one l,q\ndecimal,n\n" AND("choices.csv") "list_name,"         \
                                                                                  "name,label::"       \
                                                                                  "en,label::sv,"      \
                                                                                  "score\n" names AND( \
                                                                                      "indice"         \
                                                                                      "s.csv") "i"     \
                                                                                               "C"     \
                                                                                               "o"     \
                                                                                               "d"     \
                                                                                               "e"     \
                                                                                               ","     \
                                                                                               "T"     \
                                                                                               "y"     \
                                                                                               "p"     \
                                                                                               "e"     \
                                                                                               ","     \
                                                                                               "P"     \
                                                                                               "a"     \
                                                                                               "r"     \
                                                                                               "e"     \
                                                                                               "n"     \
                                                                                               "t"     \
                                                                                               "\nI,Aggregate,\nq,Indicator,I\n"

#define UNUSED "in.sav:info: 1 column is not in the codebook and is not read: 'day'\n"
#define DECIMAL "in.sav:3:3: info: numbers are read with decimal point, as '2.5' shows\n"

// clang-format off
static const struct {
    const char *name, *tables;
    struct labels_of_q labels[4];
    const char *findings, *codes; /* of q in the four cases */
} joins[] = {
    {"the codebook's labels", TABLES("l,1,No,Nej,1\nl,2,In part,Delvis,2\nl,3,Yes,Ja,3\n"), {{1, "no"}, {2, "Delvis"}, {3, "Yes"}},
        UNUSED "in.sav:0:2: info: 9 is declared missing in the file and counts as no answer to q; choices.csv or 'missing_codes' can say why\n"
        "in.sav:0:3: info: -99 is declared missing in the file and counts as no answer to n\n" DECIMAL, "1 - 3"},
    {"other labels", TABLES("l,1,No,Nej,1\nl,2,In part,Delvis,2\nl,3,Yes,Ja,3\n"), {{1, "Never"}, {3, "Yes"}},
        "in.sav:0:2: warning: 1 of list 'l' is 'Never' in the file, but 'No' in choices.csv\n" UNUSED
        "in.sav:0:2: info: 9 is declared missing in the file and counts as no answer to q; choices.csv or 'missing_codes' can say why\n"
        "in.sav:0:3: info: -99 is declared missing in the file and counts as no answer to n\n" DECIMAL, "1 - 3"},
    {"turned labels", TABLES("l,1,No,Nej,1\nl,2,In part,Delvis,2\nl,3,Yes,Ja,3\n"), {{1, "Yes"}, {3, "No"}},
        "in.sav:0:2: error: 1 of list 'l' is 'Yes' in the file, which choices.csv has as 3; cells are read by their value\n"
        "in.sav:0:2: error: 3 of list 'l' is 'No' in the file, which choices.csv has as 1; cells are read by their value\n" UNUSED
        "in.sav:0:2: info: 9 is declared missing in the file and counts as no answer to q; choices.csv or 'missing_codes' can say why\n"
        "in.sav:0:3: info: -99 is declared missing in the file and counts as no answer to n\n" DECIMAL, "1 - 3"},
    {"choices with names of their own", TABLES("l,no,No,Nej,1\nl,part,In part,Delvis,2\nl,yes,Yes,Ja,3\n"), {{1, "No"}, {2, "Delvis"}, {3, "Yes"}},
        UNUSED "in.sav:0:2: info: 1 is read as no of list 'l', by its label 'No'\n"
        "in.sav:0:2: info: 2 is read as part of list 'l', by its label 'Delvis'\n"
        "in.sav:0:2: info: 3 is read as yes of list 'l', by its label 'Yes'\n"
        "in.sav:0:2: info: 9 is declared missing in the file and counts as no answer to q; choices.csv or 'missing_codes' can say why\n"
        "in.sav:0:3: info: -99 is declared missing in the file and counts as no answer to n\n" DECIMAL, "no - yes"},
    {"a missing value that the codebook knows", TABLES("l,1,No,Nej,1\nl,3,Yes,Ja,3\nl,9,Nine,Nio,9\n"), {{1, "No"}},
        UNUSED "in.sav:0:3: info: -99 is declared missing in the file and counts as no answer to n\n" DECIMAL, "1 9 3"},
};
// clang-format on

static void check_loaded(const struct loaded *loaded, const char *name, const char *want)
{
    char codes[64] = "";
    const struct question *q = &loaded->form->questions[0], *n = &loaded->form->questions[1];
    for (size_t row = 0; row < loaded->wave.n_rows; row++) {
        const uint8_t code = loaded->wave.columns[q->column].code[row];
        strcat(codes, row == 0 ? "" : " ");
        strcat(codes, code_is_choice(code) ? q->list->choices[code].name : "-");
    }
    CHECK(strcmp(codes, want) == 0, "%s: %s", name, codes);
    const double *numbers = loaded->wave.columns[n->column].number;
    CHECK(numbers[0] == 1 && missing_reason(numbers[1]) == MISSING_NO_ANSWER && numbers[2] == 2.5,
          "%s: n %g %g %g", name, numbers[0], numbers[1], numbers[2]);
}

static void the_codebook_and_the_file_are_held_together(void **state)
{
    (void)state;
    static const struct answer three[] = {{"a", 1, 1, NAN}, {"b", 9, -99, NAN}, {"c", 3, 2.5, NAN}};
    for (size_t i = 0; i < COUNT(joins); i++) {
        struct loaded loaded;
        folder_write_all(joins[i].tables);
        write_sav("in.sav", joins[i].labels, three, COUNT(three));
        load_into(&loaded, "", (struct wave_ingest_options){.answers = "in.sav"});
        check_text(joins[i].name, "findings", loaded_findings(&loaded), joins[i].findings);
        if (loaded.status == OK)
            check_loaded(&loaded, joins[i].name, joins[i].codes);
        unload(&loaded);
    }
}

static void a_file_cut_anywhere_is_refused(void **state)
{
    (void)state;
    char bytes[16384];
    write_sav("in.sav", plain_labels, answers, COUNT(answers));
    FILE *file = fopen("in.sav", "rb");
    assert_non_null(file);
    const size_t n = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_in_range(n, 100, sizeof bytes - 1);
    for (size_t cut = 4; cut < n; cut += 7) {
        folder_write("cut.sav", bytes, cut);
        const char *got = rows_as_text("cut.sav", (struct rows_options){0});
        CHECK(strncmp(got, "cut.sav: this SPSS file cannot be read: ", 40) == 0, "cut at %zu: %s",
              cut, got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(cases_become_rows),
        TEST(a_variable_without_a_name_is_a_column_without),
        TEST(labels_and_missing_values_are_kept_by_column),
        TEST(the_codebook_and_the_file_are_held_together),
        TEST(a_file_cut_anywhere_is_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
