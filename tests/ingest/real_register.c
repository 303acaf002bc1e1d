/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public list of state agencies as a frame: how many have more than ten full-time equivalents,
   and the size classes of 2022. */
#include "tests/ingest/loaded.h"

static struct folder folder;
static char list[4096]; /* path of the register */

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

static void write_folder(int year)
{
    char settings[200], indices[300];
    folder_empty();
    const int n = snprintf(settings, sizeof settings,
                           "form_id,form_title,wave,unit_key,name_column,frame\n"
                           "esv,Agencies,%d,orgnr,myndighet,${fte_%d} > 10\n",
                           year, year);
    const int n_indices = snprintf(indices, sizeof indices,
                                   "iCode,Type,Parent,Source,Breaks,Low,High\nI,Aggregate,,,,,\n"
                                   "q,Indicator,I,,,0,10\nsize,Group,,fte_%d,10;50;100;250;1000,,\n"
                                   "departement,Group,,,,,\n",
                                   year);
    folder_write("settings.csv", settings, (size_t)n);
    folder_write("indices.csv", indices, (size_t)n_indices);
    folder_write_all(AND("answers.csv") "orgnr;q\n202100-4284;1\n");
}

static void the_frame_has_as_many_agencies_as_are_known(void **state)
{
    (void)state;
    static const struct {
        int year;
        size_t want;
    } cases[] = {{2020, 209}, {2021, 211}, {2022, 212}, {2023, 214}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct loaded loaded;
        write_folder(cases[i].year);
        load_into(&loaded, "", (struct wave_ingest_options){.register_file = list});
        CHECK(loaded.status == OK, "%s", loaded.err.text);
        CHECK(loaded.wave.n_frame == cases[i].want, "%d: %zu", cases[i].year, loaded.wave.n_frame);
        CHECK(loaded.wave.finding_count[FINDING_ERROR] == 0, "%s", loaded_findings(&loaded));
        unload(&loaded);
    }
}

static void size_classes_of_2022(void **state)
{
    (void)state;
    static const size_t want[] = {0, 43, 25, 45, 60, 39};
    struct loaded loaded;
    write_folder(2022);
    load_into(&loaded, "", (struct wave_ingest_options){.register_file = list});
    assert_int_equal(loaded.status, OK);
    const struct grouping *size = &loaded.wave.groups[0];
    assert_int_equal(size->n_levels, COUNT(want));
    for (size_t i = 0; i < COUNT(want); i++)
        CHECK(size->n_units[i] == want[i], "%s: %zu", size->names[i], size->n_units[i]);
    check_sql(loaded.store, "SELECT count(*) FROM register_esv_2022", "267");
    unload(&loaded);
}

int main(void)
{
    const char *data = getenv("MOGNAD_DATA");
    if (data == NULL) {
        fputs("skipped: MOGNAD_DATA does not say where the public list of agencies is\n", stderr);
        return 77;
    }
    snprintf(list, sizeof list, "%s/register/agencies_fte_2018_2024.csv", data);
    const struct CMUnitTest tests[] = {
        TEST(the_frame_has_as_many_agencies_as_are_known),
        TEST(size_classes_of_2022),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
