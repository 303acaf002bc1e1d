/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/check.h"
#include "tests/ingest/simulated.h"

/* All faults as "line:column: text", joined by " / ". */
static void join_faults(const struct simulated *s, char *out, size_t size)
{
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < s->faults.n && n < size; i++) {
        const struct finding *f = &s->faults.list[i];
        if (f->severity == FINDING_FAULT)
            n += (size_t)snprintf(out + n, size - n, "%s%ld:%d: %s", n > 0 ? " / " : "", f->at.line,
                                  f->at.column, f->text);
    }
}

static void bad_tables_are_told_to_the_letter(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *name, *rows, *want; } cases[] = {
        {"all well", "loading,,,0.7,\nfactor,A,log(fte),0.3,\n", ""},
        {"unknown kind", "facto,A,fte,0.3,\n", "2:1: kind cannot be 'facto'; did you mean 'factor'?"},
        {"no kind", ",A,fte,0.3,\n", "2:1: a row says in 'kind' what it sets"},
        {"unknown index", "factor,C,fte,0.3,\n", "2:2: 'C' is not an index; want ALL, A or B"},
        {"question instead of index", "factor,q1,fte,0.3,\n", "2:2: 'q1' is not an index; want ALL, A or B"},
        {"no name", "factor,,fte,0.3,\n", "2:2: a row 'factor' says in 'name' what it is about: an index"},
        {"no term", "factor,A,,0.3,\n", "2:3: a row 'factor' says in 'on' what it depends on"},
        {"unknown column", "loading,,,0.7,\nfactor,A,fta,0.3,\n", "3:3: 'fta' is neither an index nor a column of ./register.csv; did you mean 'fte'?"},
        {"unknown column in log", "loading,,,0.7,\nfactor,A,log(tull),0.3,\n", "3:3: 'tull' is neither an index nor a column of ./register.csv"},
        {"unknown level", "loading,,,0.7,\nfactor,A,service=bothe,0.3,\n", "3:3: no unit of the frame has 'bothe' in the column service; did you mean 'both'?"},
        {"text as number", "loading,,,0.7,\nfactor,A,service,0.3,\n", "3:3: the column service holds no numbers; for categories write service=LEVEL"},
        {"circle", "loading,,,0.7,\nfactor,A,B,0.3,\nfactor,B,A,0.3,\n", "4:3: a factor cannot depend on itself: A <- B <- A"},
        {"too much", "loading,,,0.7,\nfactor,A,fte,0.8,\nfactor,A,B,0.8,\n", "4:4: the squares of all that A depends on add up to 1.28; they may come to 1 at most"},
        {"loadings too high", "loading,,,0.8,\nloading,q1,fte,0.8,\n", "3:4: the squares of all that q1 depends on add up to 1.28; they may come to 1 at most"},
        {"term on an index", "loading,A,fte,0.7,\n", "2:3: 'fte' has no meaning here: leave 'on' blank"},
        {"unknown choice", "shift,tools/d,,1,\n", "2:2: 'tools/d' is not an index, a question or question/choice; did you mean 'tools/a'?"},
        {"unknown question", "shift,turn,,1,\n", "2:2: 'turn' is not an index, a question or question/choice; did you mean 'turned'?"},
        {"no such condition", "no_answer,q2,service,0.1,\n", "2:3: 'service' is not of the form column=level"},
        {"probability over 1", "no_answer,q2,,1.1,\n", "2:4: 1.1 is not between 0 and 1"},
        {"no value", "no_answer,q2,,,\n", "2:4: a value is wanted"},
        {"no number", "no_answer,q2,,many,\n", "2:4: value 'many' is not a number"},
        {"two faults in a row", "shift,turn,,much,\n", "2:2: 'turn' is not an index, a question or question/choice; did you mean 'turned'? / 2:4: value 'much' is not a number"},
        {"unknown section", "breakoff,lst,,0.1,\n", "2:2: 'lst' is not a section (begin_group); did you mean 'last'?"},
        {"half a person", "response,count,,2.5,\n", "2:4: 2.5 is not a whole number of 1 or more"},
        {"more than there are", "response,count,,7,\n", "2:4: 7 are to answer, but the frame has 5 units"},
        {"misspelt count", "response,cont,,3,\n", "2:2: 'cont' is not 'count'; did you mean 'count'?"},
        {"twice", "shift,q1,,1,\nshift,q1,,2,\n", "3:0: the same is set in line 2 already"},
        {"ties of one index", "tie,A,,0.3,\n", "2:2: 'A' is not blank: the row is about all ties"},
        {"ties to nobody", "loading,,,0.7,\ntie,,,-1,\ntie_to,,,0.3,\n", "4:3: a row 'tie_to' says in 'on' what it depends on"},
        {"ties on an unknown column", "loading,,,0.7,\ntie,,fta,0.3,\n", "3:3: 'fta' is neither an index nor a column of ./register.csv; did you mean 'fte'?"},
        {"no departments", "loading,,,0.7,\ntie,,,-1,\ntie_within,,,1,\n", "4:0: there are no departments: no Group 'department' over a column of the register, nor one that the setting cooperation_group names"},
        {"more than all in common", "tie,,,-1,\ntie_mutual,,,1.5,\n", "3:4: 1.5 is not between 0 and 1"},
        {"bounds the wrong way", "low,budget,,5,\nhigh,budget,,3,\n", "3:4: budget is to lie between 5 and 3: low must be less than high"},
    };
    // clang-format on
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[1024], got[2048];
        snprintf(text, sizeof text, "kind,name,on,value,note\n%s", cases[i].rows);
        simulated_write(text);
        struct simulated s;
        simulated_open(&s, (struct simulate_options){0});
        join_faults(&s, got, sizeof got);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got '%s'", cases[i].name, got);
        CHECK(s.err.text[0] == '\0', "%s: got error '%s'", cases[i].name, s.err.text);
        simulated_close(&s);
    }
    folder_close(&folder);
}

static void rows_without_effect_are_faults(void **state)
{
    (void)state;
    // clang-format off
    static const struct { const char *name, *rows, *want; } cases[] = {
        {"factor of no item", "loading,,,0.7,\nfactor,ALL,fte,0.3,\n", "3:0: this row changes nothing: no answer depends on this factor"},
        {"persistence of no item", "loading,,,0.7,\npersistence,ALL,,0.3,\n", "3:0: this row changes nothing: no answer depends on this factor"},
        {"propensity without count", "response,,fte,0.3,\n", "2:0: this row changes nothing: without a row 'response,count' every unit answers"},
        {"persistence without count", "persistence,response,,0.3,\n", "2:0: this row changes nothing: no answer depends on this factor"},
        {"loading that all have nearer", "loading,ALL,,0.7,\nloading,A,,0.7,\nloading,B,,0.7,\n", "2:0: this row changes nothing: no answer depends on it, or only those with a nearer row"},
        {"loading of a question in no index", "loading,role,,0.7,\n", "2:0: this row changes nothing: no answer depends on it, or only those with a nearer row"},
        {"shift of a step of a scale", "shift,q1/3,,0.7,\n", "2:0: this row changes nothing: no latent belongs to that name"},
        {"shift of nobody", "shift,tools/none,,0.7,\n", "2:0: this row changes nothing: no latent belongs to that name"},
        {"required question skipped", "no_answer,q1,,0.1,\n", "2:0: this row changes nothing: all such questions are required or have a nearer row"},
        {"no such choice", "not_applicable,A,,0.1,\n", "2:0: this row changes nothing: no such question has a choice 'not_applicable' and no nearer row"},
        {"unknown without choice", "unknown,role,,0.1,\n", "2:0: this row changes nothing: no such question has a choice 'unknown' and no nearer row"},
        {"break-off with nearer rows", "breakoff,,,0.1,\nbreakoff,first,,0.1,\nbreakoff,last,,0.1,\n", "2:0: this row changes nothing: no section is without a row of its own"},
        {"bounds beside goalposts", "low,share,,1,\n", "2:0: this row changes nothing: only a number without goalposts in indices.csv has bounds here"},
        {"upper bound of a choice", "high,q1,,1,\n", "2:0: this row changes nothing: only a number without goalposts in indices.csv has bounds here"},
        {"at most one of one", "at_most,role,,1,\n", "2:0: this row changes nothing: only a select_multiple is limited so"},
        {"named ties without ties", "tie_to,,fte,0.3,\n", "2:0: this row changes nothing: without a row 'tie' no ties are drawn"},
        {"mutual ties without ties", "tie_mutual,,,0.3,\n", "2:0: this row changes nothing: without a row 'tie' no ties are drawn"},
        {"text of a number", "text,share,,0.5,\n", "2:0: this row changes nothing: only a text question is written in"},
    };
    // clang-format on
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[1024], got[2048];
        snprintf(text, sizeof text, "kind,name,on,value,note\n%s", cases[i].rows);
        simulated_write(text);
        struct simulated s;
        simulated_open(&s, (struct simulate_options){0});
        join_faults(&s, got, sizeof got);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got '%s'", cases[i].name, got);
        simulated_close(&s);
    }
    folder_close(&folder);
}

static void every_kind_of_row_can_have_an_effect(void **state)
{
    (void)state;
    static const char table[] =
        "kind,name,on,value,note\n"
        "loading,ALL,,0.65,\nloading,q1,,0.7,\nloading,q2,A,0.5,\n"
        "loading,turned,fte*A,0.2,\nloading,tools/a,service=both,0.3,\nloading,role/x,B,0.4,\n"
        "factor,A,log(fte),0.3,\nfactor,A,B,0.2,\nfactor,A,service=both*B,0.1,\n"
        "persistence,,,0.5,\npersistence,A,,0.7,\npersistence,response,,0.9,\n"
        "response,count,,4,\nresponse,,A,0.3,\n"
        "shift,,,0.1,\nshift,ALL,,0.1,\nshift,A,,0.1,\nshift,q1,,0.1,\nshift,tools/b,,0.1,\n"
        "no_answer,,,0.1,\nno_answer,A,service=none,0.2,\nno_answer,other,,0.3,\n"
        "unknown,,,0.1,\nnot_applicable,role,service=none,0.4,\n"
        "breakoff,,,0.01,\nbreakoff,last,,0.1,\n"
        "low,budget,,1,\nhigh,budget,,9,\nat_most,tools,,2,\ntext,other,,0.5,\n";
    struct folder folder;
    struct simulated s;
    char got[2048];
    folder_open(&folder);
    simulated_write(table);
    simulated_open(&s, (struct simulate_options){0});
    join_faults(&s, got, sizeof got);
    CHECK(s.job != NULL && got[0] == '\0', "got '%s' %s", got, s.err.text);
    simulated_close(&s);
    folder_close(&folder);
}

static void folders_that_cannot_be_drawn_for_say_why(void **state)
{
    (void)state;
    struct folder folder;
    struct simulated s;
    char got[2048];
    folder_open(&folder);
    simulated_write("kind,name,on,value\nloading,,,0.7\nfactor,A,fte,0.3\n");
    simulated_put("survey.csv", "type,name,label\nselect_one five,q1,One\n"
                                "select_one five,q2,Two\nselect_one five,turned,Turned\n"
                                "select_multiple tool,tools,Tools\ninteger,share,Share\n"
                                "select_one role,role,Role\ninteger,Simulated,Simulated\n");
    simulated_open(&s, (struct simulate_options){0});
    join_faults(&s, got, sizeof got);
    CHECK(strcmp(got, "8:2: the column 'Simulated' is kept for marking drawn answers; give this "
                      "question another") == 0,
          "got '%s'", got);
    simulated_close(&s);

    simulated_put("survey.csv", "type,name,label,relevant\nselect_one five,q1,One,${q2} = 1\n"
                                "select_one five,q2,Two,\nselect_one five,turned,Turned,\n"
                                "select_multiple tool,tools,Tools,\ninteger,share,Share,\n"
                                "select_one role,role,Role,\n");
    simulated_open(&s, (struct simulate_options){0});
    join_faults(&s, got, sizeof got);
    CHECK(strcmp(got,
                 "2:2: whether q1 is asked, or what it comes to, cannot depend on q2, which is "
                 "asked later") == 0,
          "got '%s'", got);
    simulated_close(&s);

    simulated_put("indices.csv", "iCode,iName,Type,Parent\nA,A,Aggregate,\nq1,One,Indicator,A\n");
    simulated_put("settings.csv", "form_title,form_id,wave,unit_key\nTest,test,2024,id\n");
    assert_int_equal(unlink("register.csv"), 0);
    simulated_open(&s, (struct simulate_options){0});
    join_faults(&s, got, sizeof got);
    CHECK(strcmp(got, "0:0: there is no register.csv to draw answers for; say with -n how many "
                      "units to make up") == 0,
          "got '%s' %s", got, s.err.text);
    simulated_close(&s);
    simulated_open(&s, (struct simulate_options){.n_units = 5});
    join_faults(&s, got, sizeof got);
    CHECK(strncmp(got, "3:3: there is no index 'fte', and no register to take it from", 61) == 0,
          "got '%s' %s", got, s.err.text);
    simulated_close(&s);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bad_tables_are_told_to_the_letter),
        TEST(rows_without_effect_are_faults),
        TEST(every_kind_of_row_can_have_an_effect),
        TEST(folders_that_cannot_be_drawn_for_say_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
