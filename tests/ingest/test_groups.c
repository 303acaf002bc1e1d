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

/* "code: name(label)=units of the frame, ... | level of each row ...\n" for each group. */
static const char *groups_text(const struct wave *wave)
{
    static char text[4096];
    size_t n = 0;
    text[0] = '\0';
    for (size_t i = 0; i < wave->n_groups; i++) {
        const struct grouping *group = &wave->groups[i];
        n += (size_t)snprintf(text + n, sizeof text - n, "%s:", group->of->code);
        for (size_t k = 0; k < group->n_levels; k++)
            n += (size_t)snprintf(text + n, sizeof text - n, " %s(%s)=%zu", group->names[k],
                                  form_label(wave->form, group->labels[k], "en", ""),
                                  group->n_units[k]);
        n += (size_t)snprintf(text + n, sizeof text - n, " |");
        for (size_t row = 0; row < wave->n_rows; row++)
            n += group->level[row] == NO_LEVEL
                     ? (size_t)snprintf(text + n, sizeof text - n, " -")
                     : (size_t)snprintf(text + n, sizeof text - n, " %d", group->level[row]);
        n += (size_t)snprintf(text + n, sizeof text - n, "\n");
    }
    return text;
}

#define SETTINGS                                                                                   \
    AND("settings.csv") "form_id,form_title,wave,unit_key,frame\nf,T,2022,id,${fte} > 5\n"
#define NO_FRAME AND("settings.csv") "form_id,form_title,wave,unit_key\nf,T,2022,id\n"
#define NO_KIND                                                                                    \
    AND("choices.csv")                                                                             \
    "list_name,name,label::Svenska (sv),label::English (en),score,missing\nyn,y,Ja,Yes,1,\n"       \
    "yn,n,Nej,No,0,\nyn,u,Vet ej,Unknown,,unknown\nm,a,A,All,1,\nm,b,B,Some,1,\n"
#define CHOICES                                                                                    \
    NO_KIND "kind,court,Domstol,Court,,\nkind,board,Nämnd,Board,,\nkind,none,,,,not_applicable\n"
#define SURVEY                                                                                     \
    AND("survey.csv")                                                                              \
    "type,name,constraint\nselect_one yn,q,\nselect_multiple m,m,\ninteger,n,\ntext,t,. != "       \
    "'bad'\n"
#define ITEMS "iCode,Type,Parent,Source,Low,High,Breaks\nI,Aggregate,,,,,\nitem,Indicator,I,q,,,\n"

// clang-format off
static const struct {
    const char *name, *files, *findings, *want;
} cases[] = {
    {"of questions", NO_FRAME NO_KIND SURVEY AND("indices.csv") ITEMS
        "q,Group,,,,,\nsize,Group,,n,,,10;50\nt,Group,,,,,\n"
        AND("answers.csv") "id;q;m;n;t\n1;y;a b;10;zeta\n2;n;a;11; alfa \n3;u;;50;zeta\n4;;b;51;\n5;y;a;;bad\n",
        "answers.csv:6:5: error: 'bad' is not allowed for t: . != 'bad'\n",
        "q: y(Yes)=0 n(No)=0 | 0 1 - - 0\n"
        "size: <=10()=0 10-50()=0 >50()=0 | 0 1 1 2 -\n"
        "t: alfa()=0 zeta()=0 | 1 0 1 - -\n"},
    {"of the register", SETTINGS CHOICES SURVEY AND("indices.csv") ITEMS
        "size,Group,,fte,,,10;50\ndep,Group,,,,,\nkind,Group,,,,,\nfte,Other,,,,,\n"
        AND("register.csv") "id;fte;dep;kind\n1;10;Ju;court\n2;10,5;Fi;board\n3;99;Fi;none\n4;1;Out;court\n5;60;;agency\n6;51;Åkarp;court\n"
        AND("answers.csv") "id;q;m;n;t\n6;y;;;\n2;y;;;\n3;y;;;\n5;;;;\n",
        "indices.csv:6:1: warning: 'agency' in the column 'kind' is not in the list 'kind', which names the levels of kind\n"
        "register.csv:3:2: info: numbers are read with decimal comma, as '10,5' shows\n",
        "size: <=10()=1 10-50()=1 >50()=3 | 2 1 2 2\n"
        "dep: Fi()=2 Ju()=1 Åkarp()=1 | 2 0 0 -\n"
        "kind: court(Court)=2 board(Board)=1 agency()=1 | 0 1 - 2\n"},
    {"without a survey.csv", NO_FRAME AND("indices.csv")
        "iCode,Type,Parent,Low,High,Breaks\nI,Aggregate,,,,\nx,Indicator,I,0,10,\ng,Group,,,,\nsize,Group,,,,2.5\n"
        AND("answers.csv") "id,x,g,size\n1,3,B,2.5\n2,4,A,3\n3,,B,\n",
        "answers.csv:2:4: info: numbers are read with decimal point, as '2.5' shows\n",
        "g: A()=0 B()=0 | 1 0 1\nsize: <=2.5()=0 >2.5()=0 | 0 1 -\n"},
};
// clang-format on

static void groups_have_their_levels_in_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct loaded loaded;
        folder_empty();
        folder_write_all(cases[i].files);
        load(&loaded);
        check_text(cases[i].name, "findings", loaded_findings(&loaded), cases[i].findings);
        if (loaded.status == OK)
            check_text(cases[i].name, "groups", groups_text(&loaded.wave), cases[i].want);
        unload(&loaded);
    }
}

/* Numbers of the register, by the rows that answered; two indicators of one column share them. */
static void numbers_come_from_the_register(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(
        SETTINGS CHOICES SURVEY AND("indices.csv") ITEMS
        "fte,Denominator,,,,,\nagain,Other,,fte,,,\nkind,Group,,,,,"
        "\n" AND("register.csv") "id;fte;kind\n1;10;court\n2;11;"
                                 "court\n3;x;court\n" AND("answers.csv") "id;q;m;n;t\n2;y;;"
                                                                         ";\n1;y;;;\n");
    load(&loaded);
    check_text("numbers", "findings", loaded_findings(&loaded),
               "register.csv:4:2: error: 'x' is not a number, which fte wants (as 12,5: with "
               "decimal comma)\n");
    const struct wave *wave = &loaded.wave;
    const struct column *fte = wave_column(wave, form_indicator(loaded.form, "fte"));
    const struct column *again = wave_column(wave, form_indicator(loaded.form, "again"));
    assert_non_null(fte);
    CHECK(fte->number[0] == 11 && fte->number[1] == 10, "%g %g", fte->number[0], fte->number[1]);
    CHECK(again->number == fte->number, "not shared");
    double values[256];
    wave_code_values(form_indicator(loaded.form, "item"), values);
    CHECK(values[0] == 1 && values[1] == 0 && missing_reason(values[2]) == MISSING_UNKNOWN &&
              missing_reason(values[CODE_MISSING(MISSING_REFUSED)]) == MISSING_REFUSED,
          "values of codes");
    unload(&loaded);
}

/* One text more than levels can be told apart, each of a unit of its own. */
static void check_too_many(const char *files, const char *name, const char *header,
                           const char *format)
{
    struct loaded loaded;
    static char text[2 * 1024 * 1024];
    int n = sprintf(text, "%s", header);
    for (int i = 0; i <= NO_LEVEL; i++)
        n += sprintf(text + n, format, i, i);
    folder_empty();
    folder_write_all(files);
    folder_write(name, text, (size_t)n);
    load(&loaded);
    CHECK(loaded.status == ERR_TABLE, "%s", name);
    const char *of =
        strcmp(name, "register.csv") == 0 ? "'dep' of the register" : "'t' of the answers";
    char want[300];
    snprintf(want, sizeof want,
             "./indices.csv:4:1: the Group 'where' takes its values from the column %s, which has "
             "more than 65535 different texts: too many for a Group",
             of);
    check_text(name, "error", loaded.err.text, want);
    unload(&loaded);
}

static void too_many_texts_are_no_group(void **state)
{
    (void)state;
    check_too_many(NO_FRAME NO_KIND SURVEY AND("indices.csv") ITEMS "where,Group,,t,,,\n",
                   "answers.csv", "id;q;m;n;t\n", "%d;;;;t%d\n");
    check_too_many(NO_FRAME NO_KIND SURVEY AND("indices.csv") ITEMS
                   "where,Group,,dep,,,\n" AND("answers.csv") "id;q;m;n;t\n1;;;;\n",
                   "register.csv", "id;dep\n", "%d;t%d\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(groups_have_their_levels_in_order),
        TEST(numbers_come_from_the_register),
        TEST(too_many_texts_are_no_group),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
