/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/loaded.h"

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

#define SETTINGS(columns, values)                                                                  \
    AND("settings.csv")                                                                            \
    "form_id,form_title,wave,unit_key" columns "\nf,T,2022,orgnr" values "\n"
#define FRAME SETTINGS(",name_column,frame", ",namn,${fte} > 10")
#define TABLES                                                                                     \
    AND("survey.csv")                                                                              \
    "type,name\ninteger,q\n" AND("choices.csv") "list_name,name\nx,1\n" AND(                       \
        "indices.csv") "iCode,Type,Parent,Source,Low,High\nI,Aggregate,,,,\nq,Indicator,I,,0,10\n" \
                       "fte,Denominator,,,,\nx,Group,,dep,,\n"
#define ANSWERS AND("answers.csv") "orgnr;q\n202100-5489;1\n"

struct register_case {
    const char *name, *files, *findings, *units, *rejects;
};

// clang-format off
static const struct register_case cases[] = {
    {"as it should be", FRAME TABLES ANSWERS AND("register.csv")
        "orgnr;namn;dep;fte\n202100-5489;Ett;1;12,5\n2021006073;Två;1;10,5\n2021002114;Tre;1;10\n",
        "register.csv:2:4: info: numbers are read with decimal comma, as '12,5' shows\n",
        "1|202100-5489|Ett\n2|202100-6073|Två", ""},
    {"numbers in groups, and a quote", FRAME TABLES ANSWERS AND("register.csv")
        "orgnr;namn;dep;fte\n202100-5489;Ett;1;1 012,5\n2021006073;T\"v\"å;1;1 000\n",
        "register.csv:3:2: warning: a quote inside a cell that is not quoted is kept as text; was it to begin or end one?\n"
        "register.csv:2:4: info: numbers are read with decimal comma, as '1 012,5' shows\n"
        "register.csv:2:4: info: '1 012,5' is read as 1012.5, and likewise elsewhere\n",
        "1|202100-5489|Ett\n2|202100-6073|T\"v\"å", ""},
    {"rows that cannot be taken", FRAME TABLES ANSWERS AND("register.csv")
        "orgnr;namn;dep;fte\n2021005489;Ett;1;11\n202100-5489;Åter;1;12\n;Ingen;1;12\n2021002114;Kort\n\"2021006073\"x;Fel;1;3\n",
        "register.csv:3:1: error: '202100-5489' stands above already: only the first of its rows is used (if these are different units, name another column as unit_key)\n"
        "register.csv:4:1: error: no unit: the column 'orgnr' is empty\n"
        "register.csv:5: error: 2 cells, where the header has 4\n"
        "register.csv:6:1: error: text after the closing quote of a cell\n",
        "1|202100-5489|Ett", "3|39|repeated_unit|202100-5489;Åter;1;12\n4|62|no_key|;Ingen;1;12\n5|74|ragged_row|2021002114;Kort\n6|90|malformed_row|\"2021006073\"x;Fel;1;3"},
    {"organisation numbers", FRAME TABLES ANSWERS AND("register.csv")
        "orgnr;namn;dep;fte\n2021005489;Ett;1;11\n2021005480;Fel siffra;1;11\n1612125489;Person;1;11\n20210054;Kort;1;11\n",
        "register.csv:3:1: warning: '2021005480' is not an organisation number: its check digit does not fit: is a digit mistyped?\n"
        "register.csv:4:1: warning: '1612125489' is not an organisation number: its third digit must be 2 or more\n"
        "register.csv:5:1: warning: '20210054' is not an organisation number: wanted ten digits, as in 202100-6073\n",
        "1|202100-5489|Ett\n2|202100-5480|Fel siffra\n3|161212-5489|Person\n4|20210054|Kort", ""},
    {"numbers that are texts", FRAME TABLES ANSWERS AND("register.csv")
        "orgnr;namn;dep;fte\n2021005489; ;1;11.5\n2021006073;B;1;uppgift saknas\n2021002114;C;1;\n",
        "register.csv:3:4: error: 'uppgift saknas' is not a number, which fte wants (as 12.5: with decimal point)\n"
        "register.csv:2:4: info: numbers are read with decimal point, as '11.5' shows\n",
        "1|202100-5489|-", ""},
    {"nobody in the frame", SETTINGS(",frame", ",${fte} > 1000") TABLES ANSWERS AND("register.csv")
        "orgnr;dep;fte\n2021005489;1;12\n",
        "stopped: ./settings.csv:2:5: none of the 1 units of register.csv belongs to the frame '${fte} > 1000'\n", "", ""},
    {"no row", SETTINGS("", "") TABLES ANSWERS AND("register.csv") "orgnr;dep;fte\n",
        "stopped: register.csv has no unit that could be taken\n", "", ""},
    {"every unit", SETTINGS("", "") TABLES ANSWERS AND("register.csv")
        "orgnr;dep;fte\n2021005489;1;12\n2021006073;1;\n", "", "1|202100-5489|-\n2|202100-6073|-", ""},
    {"answers of others", FRAME TABLES AND("register.csv") "orgnr;namn;dep;fte\n2021005489;Ett;1;11\n2021006073;B;1;9\n"
        AND("answers.csv") "orgnr;q\n2021006073;1\n2021005489;2\n2021005480;3\n",
        "answers.csv:4:1: error: '202100-5480' is not in register.csv; did you mean 202100-5489 (Ett)?\n"
        "answers.csv:2:1: warning: '202100-6073' does not belong to the frame (${fte} > 10)\n"
        "answers.csv:4:1: warning: '202100-5480' is not an organisation number: its check digit does not fit: is a digit mistyped?\n",
        "1|202100-5489|Ett", "2|8|outside_frame|2021006073;1\n4|34|unknown_unit|2021005480;3"},
};
// clang-format on

static void rows_make_the_frame_or_are_rejected(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct loaded loaded;
        folder_empty();
        folder_write_all(cases[i].files);
        load(&loaded);
        check_text(cases[i].name, "findings", loaded_findings(&loaded), cases[i].findings);
        if (loaded.status == OK) {
            check_text(cases[i].name, "units",
                       get_sql(loaded.store, "SELECT id, key, name FROM unit ORDER BY id"),
                       cases[i].units);
            check_text(
                cases[i].name, "rejects",
                get_sql(loaded.store, "SELECT line, byte, rule, raw FROM reject ORDER BY line"),
                cases[i].rejects);
        }
        unload(&loaded);
    }
}

/* Everything in the register is in the store, also of units outside the frame. */
static void the_register_is_kept_whole(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(FRAME TABLES AND(
        "register.csv") "orgnr,namn,dep,fte,not used\n2021002114,Tre,1,9.5,\" a \"\"b\"\" \"\n"
                        "2021005489,Ett,1,11,\n" ANSWERS);
    load(&loaded);
    check_text("register", "findings", loaded_findings(&loaded),
               "register.csv:2:4: info: numbers are read with decimal point, as '9.5' shows\n");
    check_sql(loaded.store, "SELECT * FROM register_f_2022",
              "1|2021002114|Tre|1|9.5| a \"b\" \n2|2021005489|Ett|1|11.0|-");
    check_sql(loaded.store, "SELECT id FROM unit", "2");
    check_sql(loaded.store, "SELECT line, unit_id FROM answer_f_2022", "2|2");
    check_sql(loaded.store, "SELECT n_frame, n_rows FROM wave", "1|1");
    unload(&loaded);
}

static void who_continues_whom_is_kept_with_its_place(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(TABLES SETTINGS("", "")
                         ANSWERS AND("register.csv") "orgnr,successor_of,dep,fte\n2021005489,,"
                                                     "1,9\n2021006073, 2021002114;202100-1 ,1,9\n");
    load(&loaded);
    check_text("register", "findings", loaded_findings(&loaded), "");
    CHECK(loaded.wave.n_successions == 1, "%zu", loaded.wave.n_successions);
    const struct succession *s = loaded.wave.successions;
    CHECK(s != NULL && strcmp(s->key, "202100-6073") == 0, "key");
    CHECK(s != NULL && strcmp(s->of, "2021002114;202100-1") == 0, "%s", s == NULL ? "" : s->of);
    CHECK(s != NULL && s->unit == 2 && s->at.line == 3 && s->at.column == 2, "place");
    unload(&loaded);
}

/* --register FILE, here with other columns in another order. */
static void another_register_may_be_read(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(FRAME TABLES ANSWERS AND("register.csv") "orgnr;namn;dep;fte\n" AND(
        "esv.csv") "fte;orgnr;dep;namn\n99;2021005489;1;Annat\n");
    load_into(&loaded, "", (struct wave_ingest_options){.register_file = "esv.csv"});
    check_text("other register", "findings", loaded_findings(&loaded), "");
    check_sql(loaded.store, "SELECT key, name FROM unit", "202100-5489|Annat");
    check_sql(loaded.store, "SELECT name FROM source WHERE role = 'register'", "esv.csv");
    unload(&loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_make_the_frame_or_are_rejected),
        TEST(the_register_is_kept_whole),
        TEST(who_continues_whom_is_kept_with_its_place),
        TEST(another_register_may_be_read),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
