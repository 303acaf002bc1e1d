/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ingest/survey_folder.h"

/* Of q1 .. q5 in survey_folder.h; the lists m and g are used by q2 and q5 there. */
#define INDICES(header, rows) "indices.csv", "iCode,Type,Parent,Source" header "\n" rows
#define TREE_ "IX,Aggregate,,,\ni1,Indicator,IX,q1,\n"
#define TREE "IX,Aggregate,,\ni1,Indicator,IX,q1\n"

// clang-format off
static const struct survey_case cases[] = {
    {"as it should be", INDICES("", TREE "i2,Indicator,IX,q2\nia,Indicator,IX,q2/a\nGR,Group,,q5\n"), ""},
    {"all of iMeta", INDICES(",Level,iName,Direction,Weight,Unit,Target,Denominator",
        "IX,Aggregate,,,2,Top,1,1,Score,90,\ni1,Indicator,IX,q3,1,One,-1,0.5,kg,5,D\nD,Denominator,,q3,,Den,,,kg,,\n") AND("settings.csv")
        "form_id,form_title,wave,normalise\nf,T,2022,minmax\n", ""},
    {"an option needs no score", INDICES("", TREE "ia,Indicator,IX,q2/a\n") AND("choices.csv")
        "list_name,name,score\nyn,1,1\nyn,0,0\nm,a,\nm,b,\ng,n,\n", ""},
    {"a list for a Group that has breaks", INDICES(",Breaks", TREE_ "SZ,Group,,q3,10\n") AND("choices.csv")
        "list_name,name,score\nyn,1,1\nyn,0,0\nm,a,1\ng,n,\nSZ,n,\n",
        "./choices.csv:6:1: list 'SZ' is used by no question and named after no Group\n"},
    {"no row", INDICES("", ""), "./indices.csv: there is no row below the header\n"},
    {"the file is missing", "indices.csv", NULL, "./indices.csv: the file is missing; every survey folder needs it\n"},
    {"codes", INDICES("", TREE ",Indicator,IX,q1\ni 3,Indicator,IX,q1\ni1,Indicator,IX,q1\nix,Aggregate,,\ni4,Indicator,ix,q1\n"),
        "./indices.csv:4:1: iCode is blank\n"
        "./indices.csv:5:1: name 'i 3' may not hold ' '\n"
        "./indices.csv:6:1: 'i1' is there already in line 3\n"
        "./indices.csv:7:1: 'ix' differs only in case from 'IX' in line 2; rename one\n"},
    {"types", INDICES("", TREE "i2,indicator,IX,q1\ni3,,IX,q1\n"),
        "./indices.csv:4:2: Type cannot be 'indicator'; did you mean 'Indicator'?\n"
        "./indices.csv:5:2: Type is blank; want Indicator, Aggregate, Group, Denominator or Other\n"},
    {"parents", INDICES("", TREE "i2,Indicator,I,q1\ni3,Indicator,i1,q1\ni4,Indicator,,q1\nA,Aggregate,NO,\ni5,Indicator,A,q1\ni6,Indicator,Zzz,q1\n"),
        "./indices.csv:4:3: Parent 'I' is no Aggregate of this table; want IX or A\n"
        "./indices.csv:5:3: Parent 'i1' is an Indicator (line 3), where an Aggregate is wanted\n"
        "./indices.csv:6:3: Indicator 'i4' has no Parent; name the index it is part of, or make it an Other\n"
        "./indices.csv:7:3: Parent 'NO' is no Aggregate of this table; want IX or A\n"
        "./indices.csv:9:3: Parent 'Zzz' is no Aggregate of this table; want IX or A\n"},
    {"a circle", INDICES("", "A,Aggregate,C,\nB,Aggregate,A,\nC,Aggregate,B,\ni1,Indicator,B,q1\n"),
        "./indices.csv:2:3: 'A' is part of itself, by way of its Parent 'C'\n"},
    {"its own parent, below which another", INDICES("", "A,Aggregate,A,\nB,Aggregate,A,\ni1,Indicator,B,q1\n"),
        "./indices.csv:2:3: 'A' is part of itself, by way of its Parent 'A'\n"},
    {"nothing below", INDICES("", TREE "A,Aggregate,IX,\n"), "./indices.csv:4:1: index 'A' has nothing below it\n"},
    {"weights", INDICES(",Weight", "IX,Aggregate,,,\ni1,Indicator,IX,q1,0\ni2,Indicator,IX,q1,0\nA,Aggregate,,,1\ni3,Indicator,A,q1,-1\ni4,Indicator,A,q1,nan\ni5,Indicator,A,q1,1e999\n"),
        "./indices.csv:6:5: Weight '-1' is negative\n"
        "./indices.csv:7:5: Weight 'nan' is not a number\n"
        "./indices.csv:8:5: Weight '1e999' is not a number\n"
        "./indices.csv:2:1: all weights below index 'IX' are 0\n"},
    {"directions", INDICES(",Direction", "IX,Aggregate,,,-1\ni1,Indicator,IX,q1,0\ni2,Indicator,IX,q1,up\nGR,Group,,q5,1\n"),
        "./indices.csv:2:5: Direction has no effect on an Aggregate; leave it blank\n"
        "./indices.csv:3:5: Direction '0' is neither 1 nor -1\n"
        "./indices.csv:4:5: Direction 'up' is not a number\n"
        "./indices.csv:5:5: Direction has no effect on a Group; leave it blank\n"},
    {"without effect on an aggregate", INDICES(",Normalise,Low,High,Treat,Impute,Breaks,Denominator",
        "IX,Aggregate,,q1,minmax,0,1,winsorise,mean,1,D\ni1,Indicator,IX,q1,,,,,,,\n"),
        "./indices.csv:2:11: Denominator has no effect on an Aggregate; leave it blank\n"
        "./indices.csv:2:4: Source has no effect on an Aggregate; leave it blank\n"
        "./indices.csv:2:10: Breaks has no effect on an Aggregate; leave it blank\n"
        "./indices.csv:2:5: Normalise has no effect on an Aggregate; leave it blank\n"
        "./indices.csv:2:6: Low has no effect on an Aggregate; leave it blank\n"
        "./indices.csv:2:7: High has no effect on an Aggregate; leave it blank\n"
        "./indices.csv:2:8: Treat has no effect on an Aggregate; leave it blank\n"
        "./indices.csv:2:9: Impute has no effect on an Aggregate; leave it blank\n"},
    {"without effect on an indicator", INDICES(",Aggregate,Missing,MinShare,Strong,Breaks",
        "IX,Aggregate,,,,,,,\ni1,Indicator,IX,q1,amean,zero,0.5,50,1;2\n"),
        "./indices.csv:3:9: Breaks has no effect on an Indicator; leave it blank\n"
        "./indices.csv:3:5: Aggregate has no effect on an Indicator; leave it blank\n"
        "./indices.csv:3:6: Missing has no effect on an Indicator; leave it blank\n"
        "./indices.csv:3:7: MinShare has no effect on an Indicator; leave it blank\n"
        "./indices.csv:3:8: Strong has no effect on an Indicator; leave it blank\n"},
    {"without effect on the others", INDICES(",Weight", TREE_ "GR,Group,IX,q5,1\nD,Denominator,IX,q3,\nO,Other,,q3,2\n"),
        "./indices.csv:4:3: Parent has no effect on a Group; leave it blank\n"
        "./indices.csv:4:5: Weight has no effect on a Group; leave it blank\n"
        "./indices.csv:5:3: Parent has no effect on a Denominator; leave it blank\n"
        "./indices.csv:6:5: Weight has no effect on an Other; leave it blank\n"},
    {"sources", INDICES("", TREE "q3x,Indicator,IX,\ni3,Indicator,IX,q22\ni4,Indicator,IX,q3/a\ni5,Indicator,IX,q2/aa\ni6,Other,,q4\ni7,Indicator,IX,q5\n"),
        "./indices.csv:4:1: 'q3x' is no question, and there is no register.csv; did you mean 'q3'?\n"
        "./indices.csv:5:4: 'q22' is no question, and there is no register.csv; did you mean 'q2'?\n"
        "./indices.csv:6:4: 'q3' is no select_multiple question, so 'a' is no option of it\n"
        "./indices.csv:7:4: question 'q2' has no option 'aa'; want a, b or x\n"
        "./indices.csv:8:1: 'i6' needs numbers, but question 'q4' is a text\n"
        "./indices.csv:9:1: 'i7' needs numbers, but no choice of list 'g' (choices.csv line 8) has a score\n"},
    {"sources and a register", INDICES("", TREE "i2,Other,,ftee\ni3,Other,,q3\ni4,Other,,fte\n") AND("register.csv") "orgnr,fte,q3\n",
        "./indices.csv:4:4: 'ftee' is neither a question nor a column of the register; did you mean 'fte'?\n"
        "./indices.csv:5:4: 'q3' is a question and a column of the register; rename one\n"},
    {"an option that is missing", INDICES("", TREE "i2,Indicator,IX,q2/u\n") AND("choices.csv")
        "list_name,name,score,missing\nyn,1,1,\nyn,0,0,\nm,a,1,\nm,u,,unknown\ng,n,,\n",
        "./indices.csv:4:4: option 'u' of 'q2' counts as no answer (unknown)\n"},
    {"groups", INDICES(",Breaks", TREE_ "G1,Group,,q3,\nG2,Group,,q5,1;2\nG3,Group,,q2,\nG4,Group,,q2/a,\nG5,Group,,q3,10;x;5;20\nG6,Group,,q4,\nG7,Group,,q3,10;\n"),
        "./indices.csv:4:1: Group 'G1' is over numbers and needs Breaks\n"
        "./indices.csv:5:5: Breaks has no effect: 'q5' is a select_one, not a number\n"
        "./indices.csv:6:1: a select_multiple cannot be a Group: want a select_one, a text, or a number with Breaks\n"
        "./indices.csv:7:1: a single option cannot be a Group: want a select_one, a text, or a number with Breaks\n"
        "./indices.csv:8:5: Breaks 'x' is not a number\n"
        "./indices.csv:8:5: Breaks do not ascend: 5 comes after 10\n"
        "./indices.csv:10:5: Breaks '10;' has a blank part; parts stand between ';'\n"},
    {"denominators", INDICES(",Denominator,Low,High", "IX,Aggregate,,,,,\ni1,Indicator,IX,q3,DD,0,1\ni2,Indicator,IX,q3,GR,0,1\nD,Denominator,,q3,,,\nGR,Group,,q5,,,\nO,Other,,q3,D,,\n"),
        "./indices.csv:7:5: Denominator has no effect on an Other; leave it blank\n"
        "./indices.csv:3:5: Denominator 'DD' is no Denominator of this table; want D\n"
        "./indices.csv:4:5: Denominator 'GR' is a Group (line 6), where a Denominator is wanted\n"},
    {"goalposts", INDICES(",Low,High", "IX,Aggregate,,,,\ni1,Indicator,IX,q3,,\ni2,Indicator,IX,q3,1,\ni3,Indicator,IX,q3,10,1\ni4,Indicator,IX,q1,2,\ni5,Indicator,IX,q1,0,4\ni6,Indicator,IX,q3,a,1\n"),
        "./indices.csv:8:5: Low 'a' is not a number\n"
        "./indices.csv:3:1: number 'i1' has neither Low and High nor another Normalise; say between which values it lies, or choose minmax, zscore, rank, percentile or none\n"
        "./indices.csv:4:1: number 'i2' has neither Low and High nor another Normalise; say between which values it lies, or choose minmax, zscore, rank, percentile or none\n"
        "./indices.csv:5:1: Low 10 of 'i3' is not below High 1; to turn it, set Direction -1\n"
        "./indices.csv:6:1: Low 2 of 'i4' is not below High 1; to turn it, set Direction -1\n"
        "./indices.csv:8:1: number 'i6' has neither Low and High nor another Normalise; say between which values it lies, or choose minmax, zscore, rank, percentile or none\n"},
    {"other rules", INDICES(",Normalise,Low,High", "IX,Aggregate,,,,,\ni1,Indicator,IX,q3,rank,0,1\ni2,Indicator,IX,q3,minmax,5,5\ni3,Indicator,IX,q3,zscore,5,0\n"
        "i4,Indicator,IX,q3,zscore,5,1\ni5,Indicator,IX,q3,none,,\ni6,Indicator,IX,q3,percentile,0,\ni7,Indicator,IX,q3,min-max,,\n"),
        "./indices.csv:9:5: Normalise cannot be 'min-max'; did you mean 'minmax'?\n"
        "./indices.csv:3:6: Low has no effect when Normalise is 'rank'\n"
        "./indices.csv:3:7: High has no effect when Normalise is 'rank'\n"
        "./indices.csv:4:1: minmax to Low 5 and High 5: want Low below High\n"
        "./indices.csv:5:7: zscore to a standard deviation (High) of 0: want more than 0\n"
        "./indices.csv:8:6: Low has no effect when Normalise is 'percentile'\n"
        "./indices.csv:9:1: number 'i7' has neither Low and High nor another Normalise; say between which values it lies, or choose minmax, zscore, rank, percentile or none\n"},
    {"indices", INDICES(",Aggregate,Missing,MinShare,Strong", "IX,Aggregate,,,mean,zeros,2,101\ni1,Indicator,IX,q1,,,,\nA,Aggregate,,,gmean,complete,0.5,-1\ni2,Indicator,A,q1,,,,\n"),
        "./indices.csv:2:5: Aggregate cannot be 'mean'; did you mean 'amean'?\n"
        "./indices.csv:2:6: Missing cannot be 'zeros'; did you mean 'zero'?\n"
        "./indices.csv:2:7: MinShare '2' is not a share from 0 to 1\n"
        "./indices.csv:2:8: Strong '101' is not on 0-100\n"
        "./indices.csv:4:7: MinShare has no effect when Missing is 'complete'\n"
        "./indices.csv:4:8: Strong '-1' is not on 0-100\n"},
    {"not on 0-100", INDICES(",Normalise,High,Missing,Strong", "IX,Aggregate,,,,,zero,\nA,Aggregate,IX,,,,,50\ni1,Indicator,A,q3,zscore,,,\nB,Aggregate,,,,,zero,50\n"
        "i2,Indicator,B,q3,minmax,100,,\ni3,Indicator,B,q3,percentile,,,\ni4,Indicator,B,q1,,,,\nC,Aggregate,,,,,zero,\ni5,Indicator,C,q3,minmax,1,,\n"),
        "./indices.csv:2:7: Missing 'zero' needs an index on 0-100, which 'IX' is not, since 'i1' below it is normalised by zscore\n"
        "./indices.csv:3:8: Strong needs an index on 0-100, which 'A' is not, since 'i1' below it is normalised by zscore\n"
        "./indices.csv:9:7: Missing 'zero' needs an index on 0-100, which 'C' is not, since 'i5' below it is normalised by minmax\n"},
    {"bands for nothing", INDICES(",Normalise", "IX,Aggregate,,,\ni1,Indicator,IX,q3,rank\n") AND("settings.csv")
        "form_id,form_title,wave,bands\nf,T,2022,0=Low;50=High\n",
        "./settings.csv:2:4: bands has no effect: no index is on 0-100\n"},
    {"treat and impute", INDICES(",Treat,Impute", "IX,Aggregate,,,,\ni1,Indicator,IX,q1,trim,mode\ni2,Indicator,IX,q1,,mean:IX\ni3,Indicator,IX,q1,,median:GG\ni4,Indicator,IX,q1,none,none\nGR,Group,,q5,,\n"),
        "./indices.csv:3:5: Treat cannot be 'trim'; want none or winsorise\n"
        "./indices.csv:3:6: Impute cannot be 'mode'; want none, mean or median\n"
        "./indices.csv:4:6: Impute 'IX' is an Aggregate (line 2), where a Group is wanted\n"
        "./indices.csv:5:6: Impute 'GG' is no Group of this table; want GR\n"},
};
// clang-format on

static void indices_that_are_wrong(void **state)
{
    (void)state;
    survey_check(cases, COUNT(cases));
}

static struct form *read_form(struct arena *arena, const char *indices, const char *settings)
{
    struct findings found;
    survey_write(&(struct survey_case){"", "indices.csv", indices, ""});
    folder_write("settings.csv", settings, strlen(settings));
    struct form *form = survey_read(arena, &found);
    char *said = survey_findings(&found);
    CHECK(said[0] == '\0', "%s", said);
    free(said);
    assert_non_null(form);
    return form;
}

static void indices_as_they_are_taken(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    folder_open(&folder);
    const struct form *form = read_form(
        &arena,
        "iCode,iName,label::sv,Type,Parent,Source,Direction,Weight,Denominator,Low,High,Normalise,"
        "Treat,Impute,Aggregate,Missing,MinShare,Strong,Breaks\n"
        "IX,Top,,Aggregate,,,,,,,,,,,gmean,available,0.25,,\n"
        "A,,Del,Aggregate,IX,,,2,,,,,,,,complete,,70,\n"
        "i1,One,,Indicator,A,q1,-1,0.5,,,,,,,,,,,\n"
        "i2,,,Indicator,A,q2/b,,,,,,,,none,,,,,\n"
        "i3,,,Indicator,IX,q3,,,D,0,8,minmax,winsorise,median:GR,,,,,\n"
        "D,,,Denominator,,q3,,,,,,,,,,,,,\n"
        "GR,,,Group,,q5,,,,,,,,,,,,,\n"
        "SZ,,,Group,,q3,,,,,,,,,,,,,10;50.5\n",
        "form_id,form_title,wave,default_language,aggregate,missing,impute\n"
        "f,T,2022,sv,hmean,available,mean\n");
    const struct indicator *ix = form_indicator(form, "IX"), *a = form_indicator(form, "A");
    const struct indicator *i1 = form_indicator(form, "i1"), *i2 = form_indicator(form, "i2");
    const struct indicator *i3 = form_indicator(form, "i3"), *gr = form_indicator(form, "GR");
    const struct indicator *sz = form_indicator(form, "SZ");
    char class[INDICATOR_CLASS_SIZE];
    CHECK(ix->n_children == 2 && ix->children[0] == a && ix->children[1] == i3, "children");
    CHECK(a->parent == ix && i1->parent == a && ix->parent == NULL, "parents");
    CHECK(indicator_count_items(ix) == 3 && indicator_count_items(i1) == 1, "items");
    CHECK(ix->aggregate == AGGREGATE_GMEAN && ix->min_share == 0.25 && is_missing(ix->strong),
          "IX");
    CHECK(a->aggregate == AGGREGATE_HMEAN && a->policy == POLICY_COMPLETE && a->weight == 2 &&
              a->strong == 70,
          "A");
    CHECK(!ix->is_percent_scale && a->is_percent_scale, "scale");
    CHECK(i1->direction == -1 && i1->weight == 0.5 && i1->option == NO_OPTION, "i1");
    CHECK(i2->direction == 1 && i2->weight == 1 && i2->option == 1 && i2->impute == IMPUTE_NONE,
          "i2");
    CHECK(i3->denominator == form_indicator(form, "D") && i3->low == 0 && i3->high == 8 &&
              i3->normalise == NORMALISE_MINMAX && i3->treat == TREAT_WINSORISE &&
              i3->impute == IMPUTE_MEDIAN && i3->impute_group == gr,
          "i3");
    CHECK(i1->impute == IMPUTE_MEAN && i1->impute_group == NULL && is_missing(i1->low), "i1");
    CHECK(gr->list == form_list(form, "g") && sz->list == NULL, "lists");
    CHECK(sz->n_breaks == 2 && sz->breaks[1] == 50.5, "breaks");
    static const char *const classes[] = {"<=10", "10-50.5", ">50.5"};
    for (size_t i = 0; i < COUNT(classes); i++) {
        indicator_class_name(sz, i, class);
        CHECK(strcmp(class, classes[i]) == 0, "%s", class);
    }
    CHECK(strcmp(form_label(form, ix->labels, "en", ""), "Top") == 0, "iName is the label");
    CHECK(strcmp(form_label(form, a->labels, "sv", ""), "Del") == 0, "label");
    CHECK(strcmp(a->name, "Del") == 0 && strcmp(i2->name, "i2") == 0, "names");
    arena_release(&arena);
    folder_close(&folder);
}

static void questions_are_made_when_there_is_no_survey(void **state)
{
    (void)state;
    struct folder folder;
    struct arena arena = {0};
    struct findings found;
    static const struct survey_case bare = {
        "", "indices.csv",
        "iCode,Type,Parent,Source,Breaks\nIX,Aggregate,,,\na,Indicator,IX,,\nb,Indicator,IX,x,\n"
        "GR,Group,,,\nSZ,Group,,x,10\nO,Other,,fte,\n" AND(
            "settings.csv") "form_id,form_title,wave,normalise\nf,T,2018,minmax\n" AND("register."
                                                                                       "csv") "orgn"
                                                                                              "r,"
                                                                                              "fte"
                                                                                              "\n",
        ""};
    static const struct survey_case twice = {
        "", "indices.csv",
        "iCode,Type,Parent,Source\nIX,Aggregate,,\na,Indicator,IX,x\nG,Group,,x\n" AND(
            "settings.csv") "form_id,form_title,wave,normalise\nf,T,2018,minmax\n",
        ""};
    folder_open(&folder);
    survey_write(&bare);
    unlink("survey.csv");
    unlink("choices.csv");
    const struct form *form = survey_read(&arena, &found);
    assert_non_null(form);
    assert_int_equal(form->n_questions, 3);
    CHECK(form_question(form, "a")->type == QUESTION_DECIMAL, "a");
    CHECK(form_question(form, "x")->type == QUESTION_DECIMAL, "x");
    CHECK(form_question(form, "GR")->type == QUESTION_TEXT, "GR");
    CHECK(form_indicator(form, "O")->question == NULL, "fte is the register's");
    CHECK(form_indicator(form, "SZ")->question == form_question(form, "x"), "SZ");
    CHECK(!form->has_survey && form->has_register, "files");
    survey_write(&twice);
    unlink("survey.csv");
    unlink("choices.csv");
    CHECK(survey_read(&arena, &found) == NULL, "a text that is a number");
    char *got = survey_findings(&found);
    CHECK(strncmp(got,
                  "./indices.csv:4:4: column 'x' is a number in line 3 and a text here; without "
                  "survey.csv it can be one only\n",
                  100) == 0,
          "%s", got);
    free(got);
    arena_release(&arena);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(indices_that_are_wrong),
                                       TEST(indices_as_they_are_taken),
                                       TEST(questions_are_made_when_there_is_no_survey)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
