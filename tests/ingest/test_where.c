/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/where.h"
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

/* Four units answer, the third of them nothing. */
// clang-format off
static const char files[] =
    AND("settings.csv") "form_id,form_title,wave,unit_key\nf,T,2022,id\n"
    AND("survey.csv") "type,name\nselect_one yn,q\nselect_multiple m,m\ninteger,n\ntext,t\n"
    AND("choices.csv") "list_name,name,label,score\nyn,y,Yes,1\nyn,n,No,0\nm,a,All,1\nm,aa,Most,1\n"
    AND("indices.csv") "iCode,Type,Parent,Source,Low,High,Breaks\nI,Aggregate,,,,,\n"
        "item,Indicator,I,n,0,100,\nall,Indicator,I,m/a,,,\nsize,Group,,fte,,,10\nfte,Other,,,,,\n"
        "dep,Group,,,,,\n"
    AND("register.csv") "id,fte,dep\n1,10,Ju\n2,11.5,Fi\n3,99,Fi\n4,7,Ö'\n9,9,Ju\n"
    AND("answers.csv") "id,q,m,n,t\n4,y,a aa,40,b b\n2,n,aa,20,it's\n3,,,,\n1,y,,10,\n";

static const struct {
    const char *name, *where, *want; /* per row, in the order of the answers */
} cases[] = {
    {"a question", "${q} = 'y'", "1001"},
    {"a number", "${n} >= 20", "1100"},
    {"an empty answer equals nothing, and is less than nothing", "${n} = '' or ${n} < 11", "0011"},
    {"a text with an apostrophe", "${t} = \"it's\"", "0100"},
    {"an option by selected()", "selected(${m}, 'a')", "1000"},
    {"an option that is an item", "${all} = 1", "1000"},
    {"an option that is not chosen", "${all} = 0", "0100"},
    {"an item by its source", "${item} < 30", "0101"},
    {"a column of the register", "${fte} > 10", "0110"},
    {"a column that is a Group too", "${dep} = \"Ö'\"", "1000"},
    {"the level of a Group", "${size} = '<=10'", "1001"},
    {"a score", "${I} >= 50", "1100"},
    {"a score that is missing", "${I} = ''", "0010"},
    {"everything at once", "${I} >= 50 and ${size} != '<=10' and ${q} = 'n'", "0100"},
    {"nobody", "${fte} > 1000", "0000"},
};
// clang-format on

static void read_hypothesis(struct loaded *loaded, const char *where)
{
    char text[512];
    const int n = snprintf(text, sizeof text, "%s", "id,test,y,x,where\nH,correlation,I,fte,\"");
    size_t at = (size_t)n;
    for (; *where != '\0'; where++) {
        text[at++] = *where;
        if (*where == '"')
            text[at++] = '"';
    }
    memcpy(text + at, "\"\n", 3);
    folder_empty();
    folder_write_all(files);
    folder_write("hypotheses.csv", text, at + 2);
    load(loaded);
}

static void names_mean_what_they_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct loaded loaded;
        uint8_t holds[4] = {7, 7, 7, 7};
        char got[5] = "";
        read_hypothesis(&loaded, cases[i].where);
        CHECK(loaded.status == OK && loaded.wave.n_rows == 4, "%s: %s", cases[i].name,
              loaded.err.text);
        if (loaded.status != OK) {
            unload(&loaded);
            continue;
        }
        /* what the analysis would have made of the answers by then */
        double scores[] = {70, 60, MISSING, 10};
        struct score score = {.index = form_indicator(loaded.form, "I"), .value = scores};
        loaded.wave.scores = &score;
        loaded.wave.n_scores = 1;
        for (int again = 0; again < 2; again++) /* nothing is left behind that is in the way */
            CHECK(where_evaluate(loaded.store, &loaded.wave, &loaded.form->hypotheses[0], holds,
                                 &loaded.err) == OK,
                  "%s: %s", cases[i].name, loaded.err.text);
        for (size_t row = 0; row < 4; row++)
            got[row] = holds[row] == 1 ? '1' : holds[row] == 0 ? '0' : '?';
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got %s", cases[i].name, got);
        loaded.wave.scores = NULL;
        loaded.wave.n_scores = 0;
        unload(&loaded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(names_mean_what_they_say)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
