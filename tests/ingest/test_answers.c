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
    "form_id,form_title,wave,unit_key" columns "\nf,T,2022,id" values "\n"
#define INDICES                                                                                    \
    AND("indices.csv")                                                                             \
    "iCode,Type,Parent,Low,High\nI,Aggregate,,,\ns,Indicator,I,,\nn,Other,,,\nd,Other,,,\n"        \
    "w,Other,,,\nm,Other,,,\n"
#define CHOICES                                                                                    \
    AND("choices.csv")                                                                             \
    "list_name,name,label::sv,label::en,score,missing\n"                                           \
    "scale,1,Inte alls,Not at all,1,\nscale,2,Delvis,Partly,2,\nscale,9,Vet ej,Don't "             \
    "know,,unknown\n"                                                                              \
    "word,north,Norr,North,1,\nword,south,Söder,South,2,\nword,up,Norr,Up,3,\n"                   \
    "many,a,Alla,All,1,\nmany,b,Bolag,Firms,1,\nmany,x,Vet ej,Don't know,,unknown\n"
#define SURVEY                                                                                     \
    AND("survey.csv")                                                                              \
    "type,name\nselect_one scale,s\nselect_one word,w\ninteger,n\ndecimal,d\ntext,t\ndate,dat\n"   \
    "select_multiple many,m\n"
#define BASE SETTINGS("", "") INDICES CHOICES SURVEY
/* The same questions in groups and with texts, and one of a name in two parts. */
#define GROUPED                                                                                    \
    SETTINGS("", "")                                                                               \
    INDICES CHOICES AND("survey.csv") "type,name,column,label::sv,label::en\n"                     \
                                      "begin_group,outer,,,\n"                                     \
                                      "select_one scale,s,,Hur mycket av allt?,How much?\n"        \
                                      "begin_group,inner,,,\n"                                     \
                                      "select_one word,w,,Vart?,Where to?\n"                       \
                                      "select_multiple many,m,,Vilka,Which\n"                      \
                                      "end_group,,,,\nend_group,,,,\ninteger,n,N1_SQ001,,\n"       \
                                      "decimal,d,,,\ntext,t,,,\ndate,dat,,,\n"
#define TWO_ROWS SETTINGS(",header_rows", ",2") INDICES CHOICES SURVEY
#define HEAD "id;s;w;n;d;t;dat;m\n"

struct answers_case {
    const char *name, *files, *answers, *findings, *rows, *missing, *rejects;
};

static void check_case(const struct answers_case *c)
{
    static const char rows[] = "SELECT line, s, w, n, d, t, dat, m FROM answer_f_2022";
    static const char missing[] = "SELECT line, question, reason FROM missing_f_2022";
    static const char rejects[] = "SELECT line, byte, rule, raw FROM reject ORDER BY line";
    struct loaded loaded;
    folder_empty();
    folder_write_all(c->files);
    folder_write("answers.csv", c->answers, strlen(c->answers));
    load(&loaded);
    check_text(c->name, "findings", loaded_findings(&loaded), c->findings);
    if (loaded.status == OK) {
        check_text(c->name, "rows", get_sql(loaded.store, rows), c->rows);
        check_text(c->name, "missing", get_sql(loaded.store, missing), c->missing);
        check_text(c->name, "rejects", get_sql(loaded.store, rejects), c->rejects);
        CHECK(loaded.wave.n_read == loaded.wave.n_rows + loaded.wave.n_rejected, "%s: %zu rows",
              c->name, loaded.wave.n_read);
    }
    unload(&loaded);
}

// clang-format off
static const struct answers_case cells[] = {
    {"as it should be", BASE, HEAD "u1;1;north;7;1,5;text;2022-12-09;a b\n",
        "answers.csv:2:5: info: numbers are read with decimal comma, as '1,5' shows\n",
        "2|1|north|7|1.5|text|2022-12-09|a b", "", ""},
    {"all empty", BASE, HEAD "u1;;;;;;;\n", "", "2|-|-|-|-|-|-|-", "", ""},
    {"blanks are empty", BASE, HEAD "u1; ;\t;  ;\xC2\xA0;   ; ; \n", "", "2|-|-|-|-|-|-|-", "", ""},
    {"labels, blanks and case", BASE, HEAD "u1; INTE ALLS ;söDER;;;;;all\nu2;Don't know;NORTH;;;;;\n",
        "answers.csv:3:2: info: answers are known by their labels in en, as this one to s\n",
        "2|1|south|-|-|-|-|a\n3|9|north|-|-|-|-|-", "", ""},
    {"text is kept as it is", BASE, HEAD "u1;;;;; a \"\"b ;\"\";\n",
        "answers.csv:2:6: warning: a quote inside a cell that is not quoted is kept as text; was it to begin or end one?\n",
        "2|-|-|-|-| a \"\"b |-|-", "", ""},
    {"a quoted text", BASE, HEAD "u1;;;;;\" a\n\"\"b\"\" \";;\n", "", "2|-|-|-|-| a\n\"b\" |-|-", "", ""},
    {"no such choice", BASE, HEAD "u1;7;noth;;;;;\n",
        "answers.csv:2:2: error: '7' is not an answer to s (want 1, 2 or 9)\n"
        "answers.csv:2:3: error: 'noth' is not an answer to w (want north, south or up); did you mean 'north'?\n",
        "2|-|-|-|-|-|-|-", "2|s|invalid\n2|w|invalid", ""},
    {"a label of two choices", BASE, HEAD "u1;;Norr;;;;;\nu2;;norr;;;;;\n",
        "answers.csv:2:3: error: 'Norr' is the label of more than one answer to w (want its name: north, south or up)\n"
        "answers.csv:3:3: error: 'norr' is the label of more than one answer to w (want its name: north, south or up)\n",
        "2|-|-|-|-|-|-|-\n3|-|-|-|-|-|-|-", "2|w|invalid\n3|w|invalid", ""},
    {"whole numbers written with decimals", BASE, HEAD "u1;1.0;;;;;;\nu2;2,00;;;;;;\nu3;1.5;;;;;;\n",
        "answers.csv:4:2: error: '1.5' is not an answer to s (want 1, 2 or 9)\n"
        "answers.csv:2:2: info: '1.0' is read as the whole number it is, here and wherever the answers are of the list 'scale'\n",
        "2|1|-|-|-|-|-|-\n3|2|-|-|-|-|-|-\n4|-|-|-|-|-|-|-", "4|s|invalid", ""},
    {"numbers that are none", BASE, HEAD "u1;;;1,5;1.5;;;\nu2;;;x;1 000;;;\nu3;;;3,0;1e2;;;\nu4;;;9007199254740993;,5;;;\nu5;;;-0;nan;;;\n",
        "answers.csv:2:4: error: '1,5' is not a whole number, which n wants\n"
        "answers.csv:2:5: error: '1.5' is not a number, which d wants (as 12,5: with decimal comma)\n"
        "answers.csv:3:4: error: 'x' is not a whole number, which n wants\n"
        "answers.csv:5:4: error: '9007199254740993' is too large for n (at most 9007199254740991)\n"
        "answers.csv:6:5: error: 'nan' is not a number, which d wants (as 12,5: with decimal comma)\n"
        "answers.csv:2:4: info: numbers are read with decimal comma, as '1,5' shows\n"
        "answers.csv:3:5: info: '1 000' is read as 1000, and likewise elsewhere in d\n",
        "2|-|-|-|-|-|-|-\n3|-|-|-|1000.0|-|-|-\n4|-|-|3|100.0|-|-|-\n5|-|-|-|0.5|-|-|-\n6|-|-|0|-|-|-|-",
        "2|n|invalid\n2|d|invalid\n3|n|invalid\n5|n|invalid\n6|d|invalid", ""},
    {"numbers in groups and in per cent", BASE, HEAD "u1;;;1 234;1.234,5;;;\nu2;;;58%;58,5 %;;;\nu3;;;1.234.567;12%;;;\nu4;;;1.234;\xE2\x88\x92" "5;;;\n",
        "answers.csv:5:4: error: '1.234' is not a whole number, which n wants\n"
        "answers.csv:2:5: info: numbers are read with decimal comma, as '1.234,5' shows\n"
        "answers.csv:2:4: info: '1 234' is read as 1234, and likewise elsewhere in n\n"
        "answers.csv:2:5: info: '1.234,5' is read as 1234.5, and likewise elsewhere in d\n"
        "answers.csv:3:4: info: '58%' is read as 58, and likewise elsewhere in n\n"
        "answers.csv:3:5: info: '58,5 %' is read as 58.5, and likewise elsewhere in d\n",
        "2|-|-|1234|1234.5|-|-|-\n3|-|-|58|58.5|-|-|-\n4|-|-|1234567|12.0|-|-|-\n5|-|-|-|-5.0|-|-|-", "5|n|invalid", ""},
    {"shares and per cents in one column", BASE, HEAD "u1;;;;0,58;;;\nu2;;;;58%;;;\nu3;;;;0,2;;;\n",
        "answers.csv:3:5: warning: d has both shares and numbers with '%', and each is read as it is written: here '58%' as 58\n"
        "answers.csv:2:5: info: numbers are read with decimal comma, as '0,58' shows\n",
        "2|-|-|-|0.58|-|-|-\n3|-|-|-|58.0|-|-|-\n4|-|-|-|0.2|-|-|-", "", ""},
    {"times of day", BASE, HEAD "u1;;;;;;2022-03-01 14:05;\nu2;;;;;;1 mars 2022;\nu3;;;;;;2022-03-01T14:05:33+01:00;\n",
        "answers.csv:2:7: info: of '2022-03-01 14:05' only the day is kept, here and elsewhere in dat\n",
        "2|-|-|-|-|-|2022-03-01|-\n3|-|-|-|-|-|2022-03-01|-\n4|-|-|-|-|-|2022-03-01|-", "", ""},
    {"numbers of labels", SETTINGS(",label_numbers", ",yes") INDICES CHOICES SURVEY, HEAD "u1;3;2;;;;;3\nu2;9;up;;;;;1 2\nu3;1.0;;;;;;a\n",
        "answers.csv:3:2: error: '9' is not an answer to s (want 1 to 3: the number of a label)\n"
        "answers.csv:4:2: info: '1.0' is read as the whole number it is, here and wherever the answers are of the list 'scale'\n",
        "2|9|south|-|-|-|-|x\n3|-|up|-|-|-|-|a b\n4|1|-|-|-|-|-|a", "3|s|invalid", ""},
    {"LimeSurvey's other", SETTINGS("", "") INDICES SURVEY AND("choices.csv") "list_name,name,score\nscale,1,1\nscale,-oth-,2\nword,a,1\nword,Other,2\nmany,a,1\nmany,other,1\n",
        "id;s;w;n;d;t;dat;m[a];m[other]\nu1;-oth-;-oth-;;;;;Y;something else\nu2;1;a;;;;;N;\nu3;1;a;;;;;N;more\n",
        "answers.csv:2:9: info: a text in the column of 'other' says that it is chosen in m, and is not kept; a text question of its own with this column keeps it\n",
        "2|-oth-|Other|-|-|-|-|a other\n3|1|a|-|-|-|-|\n4|1|a|-|-|-|-|other", "", ""},
    {"what could be thousands", BASE, HEAD "u1;;;;1.234;;;\n",
        "answers.csv:2:5: warning: numbers are read with decimal point, but '1.234' and all others could be thousands: set `decimal` in settings.csv to say which\n",
        "2|-|-|-|1.234|-|-|-", "", ""},
    {"the first of two that could be thousands", BASE, HEAD "u1;;;;1.234;;;\nu2;;;;5,678;;;\n",
        "answers.csv:3:5: error: '5,678' is not a number, which d wants (as 12.5: with decimal point)\n"
        "answers.csv:2:5: warning: numbers are read with decimal point, but '1.234' and all others could be thousands: set `decimal` in settings.csv to say which\n",
        "2|-|-|-|1.234|-|-|-\n3|-|-|-|-|-|-|-", "3|d|invalid", ""},
    {"a later number leaves no doubt", BASE, HEAD "u1;;;;1.234;;;\nu2;;;;1,5;;;\n",
        "answers.csv:2:5: error: '1.234' is not a number, which d wants (as 12,5: with decimal comma)\n"
        "answers.csv:3:5: info: numbers are read with decimal comma, as '1,5' shows\n",
        "2|-|-|-|-|-|-|-\n3|-|-|-|1.5|-|-|-", "2|d|invalid", ""},
    {"a lone comma decides nothing", BASE, HEAD "u1;;;;74,7;;;\nu2;;;;1.5;;;\nu3;;;;2.5;;;\nu4;;;;1,234;;;\nu5;;;;5,678;;;\n",
        "answers.csv:2:5: error: '74,7' is not a number, which d wants (as 12.5: with decimal point)\n"
        "answers.csv:5:5: error: '1,234' is not a number, which d wants (as 12.5: with decimal point)\n"
        "answers.csv:6:5: error: '5,678' is not a number, which d wants (as 12.5: with decimal point)\n"
        "answers.csv:3:5: info: numbers are read with decimal point, as '1.5' shows\n",
        "2|-|-|-|-|-|-|-\n3|-|-|-|1.5|-|-|-\n4|-|-|-|2.5|-|-|-\n5|-|-|-|-|-|-|-\n6|-|-|-|-|-|-|-",
        "2|d|invalid\n5|d|invalid\n6|d|invalid", ""},
    {"of as many the first decides", BASE, HEAD "u1;;;;1.5;;;\nu2;;;;2,5;;;\n",
        "answers.csv:3:5: error: '2,5' is not a number, which d wants (as 12.5: with decimal point)\n"
        "answers.csv:2:5: info: numbers are read with decimal point, as '1.5' shows\n",
        "2|-|-|-|1.5|-|-|-\n3|-|-|-|-|-|-|-", "3|d|invalid", ""},
    {"the settings say how numbers are written", SETTINGS(",decimal", ",.") INDICES CHOICES SURVEY, HEAD "u1;;;;1.234;;;\nu2;;;;1,5;;;\n",
        "answers.csv:3:5: error: '1,5' is not a number, which d wants (as 12.5: with decimal point)\n",
        "2|-|-|-|1.234|-|-|-\n3|-|-|-|-|-|-|-", "3|d|invalid", ""},
    {"dates", BASE, HEAD "u1;;;;;;20221209;\nu2;;;;;;2022-12-09 00:00:00;\nu3;;;;;;2022-02-29;\nu4;;;;;;9/12/2022;\n",
        "answers.csv:4:7: error: '2022-02-29' is not a date, which dat wants (as 2022-12-09)\n"
        "answers.csv:5:7: error: '9/12/2022' is not a date, which dat wants (as 2022-12-09)\n",
        "2|-|-|-|-|-|2022-12-09|-\n3|-|-|-|-|-|2022-12-09|-\n4|-|-|-|-|-|-|-\n5|-|-|-|-|-|-|-",
        "4|dat|invalid\n5|dat|invalid", ""},
    {"several choices", BASE, HEAD "u1;;;;;;;b a\nu2;;;;;;;x\nu3;;;;;;; a  a \nu4;;;;;;;a x\nu5;;;;;;;a q b\nu6;;;;;;;Don't know\n",
        "answers.csv:6:8: error: 'q' is not an answer to m (want a, b or x)\n"
        "answers.csv:5:8: warning: 'x' says there is no answer to m, but others are chosen too\n",
        "2|-|-|-|-|-|-|a b\n3|-|-|-|-|-|-|x\n4|-|-|-|-|-|-|a\n5|-|-|-|-|-|-|a x\n6|-|-|-|-|-|-|-\n7|-|-|-|-|-|-|x",
        "6|m|invalid", ""},
    {"missing codes", SETTINGS(",missing_codes", ",N/A=not_applicable;-99=not_asked;9=refused") INDICES CHOICES SURVEY,
        HEAD "u1;N/A;-99;-99;N/A;N/A;-99; N/A \nu2;9;9;9;;9;9;9\n", "",
        "2|-|-|-|-|-|-|-\n3|9|-|-|-|-|-|-",
        "2|s|not_applicable\n2|w|not_asked\n2|n|not_asked\n2|d|not_applicable\n2|t|not_applicable\n2|dat|not_asked\n2|m|not_applicable\n"
        "3|w|refused\n3|n|refused\n3|t|refused\n3|dat|refused\n3|m|refused", ""},
    {"a cell of several lines is quoted on one", BASE, HEAD "u1;\"a\nb\r\nc\rd\te\x7F\";;;;;;\nu2;;;\"7\n8\";;;;\n",
        "answers.csv:2:2: error: 'a␤b␤c␤d␉e␡' is not an answer to s (want 1, 2 or 9)\n"
        "answers.csv:6:4: error: '7␤8' is not a whole number, which n wants\n",
        "2|-|-|-|-|-|-|-\n6|-|-|-|-|-|-|-", "2|s|invalid\n6|n|invalid", ""},
    {"a long cell is quoted in part", BASE, HEAD "u1;ååååååååååååååååååååååååååååååååååååååååå;;;;;;\n",
        "answers.csv:2:2: error: 'åååååååååååååååååååååååååååååå…' is not an answer to s (want 1, 2 or 9)\n",
        "2|-|-|-|-|-|-|-", "2|s|invalid", ""},
};
// clang-format on

static void cells_are_values_or_say_why_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cells); i++)
        check_case(&cells[i]);
}

// clang-format off
static const struct answers_case rows[] = {
    {"no rows", BASE, HEAD, "", "", "", ""},
    {"an empty file", BASE, "", "stopped: ./answers.csv: the file is empty: wanted a header with the names of the columns\n", "", "", ""},
    {"ragged rows", BASE, HEAD "u1;1\nu2;1;;;;;;\nu3;1;;;;;;;x\nu4\n",
        "answers.csv:2: error: 2 cells, where the header has 8\n"
        "answers.csv:4: error: 9 cells, where the header has 8\n"
        "answers.csv:5: error: 1 cell, where the header has 8\n",
        "3|1|-|-|-|-|-|-", "", "2|19|ragged_row|u1;1\n4|35|ragged_row|u3;1;;;;;;;x\n5|48|ragged_row|u4"},
    {"a delimiter at the end of the rows", BASE, HEAD "u1;1;;;;;;;\nu2;2;;;;;;; ;\nu3;2;;;;;;\n",
        "answers.csv:2: info: 9 cells, where the header has 8; the empty ones at the end are passed over, here and in other rows\n",
        "2|1|-|-|-|-|-|-\n3|2|-|-|-|-|-|-\n4|2|-|-|-|-|-|-", "", ""},
    {"a delimiter at the end of the header", BASE, "id;s;w;n;d;t;dat;m;;\nu1;1;;;;;;a\nu2;1;;;;;\nu3;2;;;;;;;;\n",
        "answers.csv:3: error: 7 cells, where the header has 10\n"
        "answers.csv:2: info: 8 cells, where the header has 10, without names at its end; so it is taken, here and in other rows\n",
        "2|1|-|-|-|-|-|a\n4|2|-|-|-|-|-|-", "", "3|33|ragged_row|u2;1;;;;;"},
    {"rows of delimiters", BASE, HEAD "u1;1;;;;;;\n;;;;;;;\n;; ;\n",
        "answers.csv:3: info: a row of empty cells\nanswers.csv:4: info: a row of empty cells\n",
        "2|1|-|-|-|-|-|-", "", "3|30|blank_row|;;;;;;;\n4|38|blank_row|;; ;"},
    {"below the table", BASE, HEAD "u1;1;;;;;;\nTotalt;2;;;;;;\nKälla: enkäten 2022;;;;;;;\n\"Anm.\nnot\";;;;;;;\nTotaltext;2;;;;;;\n",
        "answers.csv:3:1: warning: 'Totalt' is no unit: it looks like a total or a note below the table\n"
        "answers.csv:4:1: warning: 'Källa: enkäten 2022' is no unit: it looks like a total or a note below the table\n"
        "answers.csv:5:1: warning: 'Anm.␤not' is no unit: it is a text of several lines\n",
        "2|1|-|-|-|-|-|-\n7|2|-|-|-|-|-|-", "",
        "3|30|not_a_unit|Totalt;2;;;;;;\n4|45|not_a_unit|Källa: enkäten 2022;;;;;;;\n5|74|not_a_unit|\"Anm.\nnot\";;;;;;;"},
    {"files that were joined", BASE, "\xEF\xBB\xBF\xEF\xBB\xBFid;s;w;n;d;t;dat;m\nu1;1;;;;;;\n\xEF\xBB\xBFid;s;w;n;d;t;dat;m\n",
        "answers.csv:3:1: warning: 'id' is no unit: the header stands here again\n"
        "answers.csv:1: info: a byte-order mark inside the header is passed over\n"
        "answers.csv:3:1: info: a byte-order mark inside the file: was it joined of several?\n",
        "2|1|-|-|-|-|-|-", "", "3|36|not_a_unit|\xEF\xBB\xBFid;s;w;n;d;t;dat;m"},
    {"an unclosed quote costs one row", BASE, HEAD "u1;1;;;;\"x;;\nu2;2;;;;;;\n",
        "answers.csv:2:6: error: a quoted cell is never closed\n",
        "3|2|-|-|-|-|-|-", "", "2|19|malformed_row|u1;1;;;;\"x;;"},
    {"no key", BASE, HEAD ";1;;;;;;\n  ;1;;;;;;\n",
        "answers.csv:2:1: error: no unit: the column 'id' is empty\n"
        "answers.csv:3:1: error: no unit: the column 'id' is empty\n",
        "", "", "2|19|no_key|;1;;;;;;\n3|28|no_key|  ;1;;;;;;"},
    {"twice: none counts", BASE, HEAD "u1;1;;;;;;\nu2;1;;;;;;\nu1;2;;;;;;\nu1;2;;;;;;\n",
        "answers.csv:4:1: error: 'u1' has answered before, on line 2: none of its rows is used (set `duplicates` to first or last to use one)\n"
        "answers.csv:5:1: error: 'u1' has answered before, on line 2: none of its rows is used (set `duplicates` to first or last to use one)\n"
        "answers.csv:2:1: error: 'u1' answers again on line 4: none of its rows is used (set `duplicates` to first or last to use one)\n",
        "3|1|-|-|-|-|-|-", "",
        "2|19|repeated_answer|u1;1;;;;;;\n4|41|repeated_answer|u1;2;;;;;;\n5|52|repeated_answer|u1;2;;;;;;"},
    {"twice: the first counts", SETTINGS(",duplicates", ",first") INDICES CHOICES SURVEY, HEAD "u1;1;;x;;;;\nu2;1;;;;;;\nu1;2;;;;;;\nu1;2;;;;;;\n",
        "answers.csv:2:4: error: 'x' is not a whole number, which n wants\n"
        "answers.csv:4:1: warning: 'u1' has answered before, on line 2, and the first row is used\n"
        "answers.csv:5:1: warning: 'u1' has answered before, on line 2, and the first row is used\n",
        "2|1|-|-|-|-|-|-\n3|1|-|-|-|-|-|-", "2|n|invalid",
        "4|42|repeated_answer|u1;2;;;;;;\n5|53|repeated_answer|u1;2;;;;;;"},
    {"twice: the last counts", SETTINGS(",duplicates", ",last") INDICES CHOICES SURVEY, HEAD "u1;1;;x;;;;\nu2;1;;;;;;\nu1;2;;;;;;\nu1;;;;;;;a\n",
        "answers.csv:2:4: error: 'x' is not a whole number, which n wants\n"
        "answers.csv:2:1: warning: 'u1' answers again on line 4, and the last row is used\n"
        "answers.csv:4:1: warning: 'u1' answers again on line 5, and the last row is used\n",
        "3|1|-|-|-|-|-|-\n5|-|-|-|-|-|-|a", "",
        "2|19|repeated_answer|u1;1;;x;;;;\n4|42|repeated_answer|u1;2;;;;;;"},
    {"not finished", SETTINGS(",complete_column", ",done") INDICES CHOICES SURVEY,
        "id;s;w;n;d;t;dat;m;done\nu1;1;;;;;;;\nu1;2;;;;;;;2022-10-01\n",
        "answers.csv:2:9: info: 'u1' did not finish: the column 'done' is empty\n",
        "3|2|-|-|-|-|-|-", "", "2|24|incomplete|u1;1;;;;;;;"},
    {"Windows-1252", BASE, HEAD "u1;;S\xF6" "der;;;\xE5;;\nu2;\xE4;;;;;;\n",
        "answers.csv:3:2: error: 'ä' is not an answer to s (want 1, 2 or 9)\n"
        "answers.csv:2:3: info: answers are known by their labels in sv, as this one to w\n",
        "2|-|south|-|-|å|-|-\n3|-|-|-|-|-|-|-", "3|s|invalid", ""},
    {"carriage returns and blank lines", BASE, "id;s;w;n;d;t;dat;m\r\nu1;1;;;;;;\r\n\r\nu2;2;;;;;;", "",
        "2|1|-|-|-|-|-|-\n4|2|-|-|-|-|-|-", "", ""},
};
// clang-format on

static void rows_are_taken_or_rejected_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        check_case(&rows[i]);
}

// clang-format off
static const struct answers_case headers[] = {
    {"in another order, with more columns", BASE, "m;extra;s;w;id;n;d;t;dat;Extra two\na;z;1;;u1;;;;;\n",
        "answers.csv:1: info: 2 columns are not in the codebook and are not read: 'extra', 'Extra two'\n",
        "2|1|-|-|-|-|-|a", "", ""},
    {"blanks around names", BASE, " id;s ;w;n;d;t;dat;m\nu1;1;;;;;;\n", "", "2|1|-|-|-|-|-|-", "", ""},
    {"a comma", BASE, "id,s,w,n,d,t,dat,m\nu1,1,,,,,,\n", "", "2|1|-|-|-|-|-|-", "", ""},
    {"columns that are missing", BASE, "id;s;W;dd;t;dat\n",
        "stopped: ./answers.csv:1: 1 column of the export differs from the codebook in case only: 'W', where the codebook has 'w'; 3 columns of the codebook are missing in the export: 'n', 'd', 'm'\n", "", "", ""},
    {"no key", BASE, "key;s;w;n;d;t;dat;m\n",
        "stopped: ./answers.csv:1: 1 column of the codebook is missing in the export: 'id'\n", "", "", ""},
    {"a column twice", BASE, "id;s;w;n;d;t;dat;m;s\n",
        "stopped: ./answers.csv:1: the column 's' stands twice in the export, in the fields 2 and 9; remove or rename one\n", "", "", ""},
    {"a column thrice, with texts", BASE, "id;s. A;w;n;d;t;dat;m;s. B;s: C\n",
        "stopped: ./answers.csv:1: the column 's' stands 3 times in the export, first in the fields 2 and 9; keep one\n", "", "", ""},
    {"all in upper case", BASE, "ID;S;W;N;D;T;DAT;M/A;M/B;M/X\n",
        "stopped: ./answers.csv:1: 10 columns of the export differ from the codebook in case only, as 'ID', where the codebook has 'id'\n", "", "", ""},
    {"a name that is misspelt", BASE, "id;s;w;n;d;t;date;m\n",
        "stopped: ./answers.csv:1: 1 column of the codebook is missing in the export: 'dat' (did you mean 'date'?)\n", "", "", ""},
    {"an unread column of two lines", BASE, "id;s;w;n;d;t;dat;m;\"z\ny\"\nu1;1;;;;;;;\n",
        "answers.csv:1: info: 1 column is not in the codebook and is not read: 'z␤y'\n", "3|1|-|-|-|-|-|-", "", ""},
    {"a column of two lines in other case", BASE, "id;\"S. a\nb\";w;n;d;t;dat;m\n",
        "stopped: ./answers.csv:1: 1 column of the export differs from the codebook in case only: 'S. a␤b', where the codebook has 's'\n", "", "", ""},
    {"an unread column twice", BASE, "id;s;w;n;d;t;dat;m;z;z\nu1;1;;;;;;;;\n",
        "answers.csv:1: info: 2 columns are not in the codebook and are not read: 'z', 'z'\n", "2|1|-|-|-|-|-|-", "", ""},
    {"code and text", BASE, "id;\"s. How\nmuch?\";w Where to?;n: How many;d;t;dat;m\nu1;1;;7;;;;\n", "", "3|1|-|7|-|-|-|-", "", ""},
    {"a column per option, with strokes", BASE, "id;s;w;n;d;t;dat;m/a;m/b;m/x\nu1;;;;;;;1;0;\nu2;;;;;;;;;\nu3;;;;;;;0;0;0\nu4;;;;;;;0;;Ja\nu5;;;;;;;Alla;nej;\nu6;;;;;;;2;;\n",
        "answers.csv:7:8: error: '2' does not say whether 'a' is chosen in m (want 1, 0 or its label)\n",
        "2|-|-|-|-|-|-|a\n3|-|-|-|-|-|-|-\n4|-|-|-|-|-|-|\n5|-|-|-|-|-|-|x\n6|-|-|-|-|-|-|a\n7|-|-|-|-|-|-|-", "7|m|invalid", ""},
    {"a column per option, in brackets", BASE, "id;s;w;n;d;t;dat;m[a];m[b];m[x]\nu1;;;;;;;Y;N;\n", "", "2|-|-|-|-|-|-|a", "", ""},
    {"an option is missing", BASE, "id;s;w;n;d;t;dat;m_a;m_b\n",
        "stopped: ./answers.csv:1: 1 option has no column in the export: 'm/x'\n", "", "", ""},
    {"an option is missing where another is near", BASE, "id;s;w;n;d;t;dat;m/a;m/b;m/b;xm/x\n",
        "stopped: ./answers.csv:1: the column 'm/b' stands twice in the export, in the fields 9 and 10; remove or rename one; 1 option has no column in the export: 'm/x' (did you mean 'xm/x'?)\n", "", "", ""},
    {"as LimeSurvey writes them", GROUPED, "\xEF\xBB\xBF\"id\";\"s\";\"w. Vart?\";\"m[a]. \"\"Många\"\" [Alla]\";\"m[b]\";\"m[x]\";\"N1[SQ001]. Hur\nmånga?\";d;t;dat\r\n"
        "\"u1\";\"1\";\"north\";\"Y\";\"N\";\"\";\"7\";;;\r\n", "", "3|1|north|7|-|-|-|a", "", ""},
    {"as KoBo writes them", GROUPED, "id,outer/s,outer/inner/w,outer/inner/m,outer/inner/m/a,outer/inner/m/b,N1/SQ001,d,t,dat\nu1,1,north,a b,1,1,,,,\n",
        "answers.csv:1: info: 2 columns are not in the codebook and are not read: 'outer/inner/m/a', 'outer/inner/m/b'\n",
        "2|1|north|-|-|-|-|a b", "", ""},
    {"as KoBo writes them, a column per option", GROUPED, "id,outer/s,outer/inner/w,outer/inner/m/a,outer/inner/m/b,outer/inner/m/x,N1_SQ001,d,t,dat\nu1,1,north,1,1,0,,,,\n", "",
        "2|1|north|-|-|-|-|a b", "", ""},
    {"as ODK Central writes them", GROUPED, "id,outer-s,outer-inner-w,outer-inner-m,N1.SQ001,d,t,dat\nu1,1,north,b,,,,\n", "",
        "2|1|north|-|-|-|-|b", "", ""},
    {"by the whole text, in either language", GROUPED, "id;\"Hur  MYCKET\nav allt?\";Where to?;Vilka - Alla;Vilka - Bolag;Vilka - Vet ej;N1_SQ001;d;t;dat\nu1;1;north;1;;;;;;\n",
        "answers.csv:1:2: info: 2 columns are known by the texts of their questions, as 'Hur  MYCKET␤av allt?' is s\n",
        "3|1|north|-|-|-|-|a", "", ""},
    {"by an abbreviated text, with labels of the options", GROUPED, "id;Hur mycket ..;Where t…;Which [All];Which [Firms];Which [Don't know];N1_SQ001;d;t;dat\nu1;2;up;Y;Y;N;;;;\n",
        "answers.csv:1:2: info: 2 columns are known by the texts of their questions, as 'Hur mycket ..' is s\n",
        "2|2|up|-|-|-|-|a b", "", ""},
    {"by an abbreviation that is too short, and a text that stands twice", GROUPED, "id;Hur ..;Where to?;Where to?;m;N1_SQ001;d;t;dat\n",
        "stopped: ./answers.csv:1: the column 'Where to?' stands twice in the export, in the fields 3 and 4; remove or rename one; 1 column of the codebook is missing in the export: 's'\n", "", "", ""},
    {"names quoted twice", BASE, "\"\"\"id\"\"\";\"\"\"s\"\"\";w;n;d;t;dat;m\nu1;2;;;;;;\n", "", "2|2|-|-|-|-|-|-", "", ""},
    {"two rows, the texts below the names", TWO_ROWS, HEAD "Nyckel;Hur mycket?;Vart?;;;;;\nu1;2;up;;;;;\n", "", "3|2|up|-|-|-|-|-", "", ""},
    {"two rows, the names below texts that span", TWO_ROWS, "Vem?;Hur;;;;;;Vilka;;\nid;s;w;n;d;t;dat;a;b;x\nu1;2;up;;;;;1;0;0\n",
        "stopped: ./answers.csv:1: 1 column of the codebook is missing in the export: 'm'\n", "", "", ""},
    {"two rows, the options below their question", TWO_ROWS, "id;s;w;n;d;t;dat;m;;\n;Response;;;;;;a;Bolag;x\nu1;2;up;;;;;1;0;0\n", "",
        "3|2|up|-|-|-|-|a", "", ""},
    {"two rows, of which one is not there", TWO_ROWS, HEAD, "stopped: ./answers.csv: the file ends within its header: header_rows is 2 in settings.csv\n", "", "", ""},
    {"a header that is broken", BASE, "\"id;s;w\n", "stopped: ./answers.csv:1:1: a quoted cell is never closed\n", "", "", ""},
};
// clang-format on

static void headers_are_matched_with_the_codebook(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(headers); i++)
        check_case(&headers[i]);
}

/* The wave in memory says what the store says. */
static void memory_holds_what_the_store_holds(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(SETTINGS(",missing_codes", ",-99=not_asked") INDICES CHOICES SURVEY AND(
        "answers.csv") HEAD "u1;2;up;7;1,5;t;;b\nu2;9;;-99;x;;;x\nu3;7;-99;;;;;\n");
    load(&loaded);
    assert_int_equal(loaded.status, OK);
    const struct wave *wave = &loaded.wave;
    static const char *const names[] = {"s", "w", "m", "n", "d"};
    const struct column *at[COUNT(names)];
    for (size_t i = 0; i < COUNT(names); i++)
        at[i] = &wave->columns[form_question(loaded.form, names[i])->column];
    static const uint8_t s[] = {1, 2, CODE_MISSING(MISSING_INVALID)};
    static const uint8_t w[] = {2, CODE_MISSING(MISSING_NO_ANSWER),
                                CODE_MISSING(MISSING_NOT_ASKED)};
    static const uint8_t m_a[] = {0, CODE_MISSING(MISSING_UNKNOWN),
                                  CODE_MISSING(MISSING_NO_ANSWER)};
    static const uint8_t m_b[] = {1, CODE_MISSING(MISSING_UNKNOWN),
                                  CODE_MISSING(MISSING_NO_ANSWER)};
    CHECK(memcmp(at[0]->code, s, 3) == 0, "s");
    CHECK(memcmp(at[1]->code, w, 3) == 0, "w");
    CHECK(memcmp(at[2][0].code, m_a, 3) == 0, "m/a");
    CHECK(memcmp(at[2][1].code, m_b, 3) == 0, "m/b");
    CHECK(at[3]->number[0] == 7 && missing_reason(at[3]->number[1]) == MISSING_NOT_ASKED &&
              missing_reason(at[3]->number[2]) == MISSING_NO_ANSWER,
          "n");
    CHECK(at[4]->number[0] == 1.5 && missing_reason(at[4]->number[1]) == MISSING_INVALID, "d");
    CHECK(wave->n_frame == 3 && wave->n_read == 3 && wave->n_rejected == 0, "counts");
    CHECK(wave->line[2] == 4 && wave->field[0] == 2, "places");
    CHECK(wave->finding_count[FINDING_ERROR] == 2 && wave->finding_count[FINDING_INFO] == 1,
          "findings");
    check_sql(loaded.store, "SELECT n_frame, n_read, n_rows, n_rejected FROM wave", "3|3|3|0");
    check_sql(loaded.store,
              "SELECT name, role, bytes, rows, encoding, delimiter FROM source"
              " WHERE role = 'answers'",
              "answers.csv|answers|68|3|UTF-8|;");
    unload(&loaded);
}

/* A list of more choices than one byte can tell apart. */
static void long_lists_take_two_bytes(void **state)
{
    (void)state;
    struct loaded loaded;
    char choices[16384] = "list_name,name,score\n";
    for (int i = 0; i < 300; i++)
        sprintf(choices + strlen(choices), "scale,k%d,%d\nword,w%d,%d\nmany,m%d,%d\n", i, i, i, i,
                i, i);
    folder_empty();
    folder_write_all(SETTINGS(",missing_codes", ",-=refused") INDICES SURVEY);
    folder_write("choices.csv", choices, strlen(choices));
    folder_write_all(AND("answers.csv") HEAD
                     "u1;k299;w0;;;;;m299 m1\nu2;-;K254;;;;;\nu3;k249;;;;;;m0\n");
    load(&loaded);
    check_text(
        "long lists", "findings", loaded_findings(&loaded),
        "answers.csv:3:3: error: 'K254' is not an answer to w (want w0, w1, w2, w3, w4, w5, w6, "
        "w7, w8, w9 or one of 290 more); did you mean 'w254'?\n");
    check_sql(loaded.store, "SELECT s, w, m FROM answer_f_2022",
              "k299|w0|m1 m299\n-|-|-\nk249|-|m0");
    const struct column *s = &loaded.wave.columns[form_question(loaded.form, "s")->column];
    const struct column *m = &loaded.wave.columns[form_question(loaded.form, "m")->column];
    assert_int_equal(s->kind, COLUMN_WIDE);
    CHECK(s->wide[0] == 299 && s->wide[1] == WIDE_MISSING(MISSING_REFUSED) && s->wide[2] == 249,
          "%d %d %d", s->wide[0], s->wide[1], s->wide[2]);
    CHECK(m[299].code[0] == 1 && m[1].code[0] == 1 && m[0].code[0] == 0 && m[0].code[2] == 1,
          "options");
    unload(&loaded);
}

static void the_export_may_name_the_units(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(SETTINGS(",name_column,duplicates", ",who,last") INDICES CHOICES SURVEY AND(
        "answers.csv") "id;who;s;w;n;d;t;dat;m\nu1; Ett ;;;;;;;\nu2;;;;;;;;\nu1;Uno;;;;;;;\n");
    load(&loaded);
    CHECK(loaded.status == OK, "%s", loaded.err.text);
    check_sql(loaded.store, "SELECT id, key, name FROM unit", "1|u1|Ett\n2|u2|-");
    check_sql(loaded.store, "SELECT line, unit_id FROM answer_f_2022", "3|2\n4|1");
    CHECK(loaded.wave.unit[0] == 2 && loaded.wave.unit[1] == 1, "units of the rows");
    unload(&loaded);
}

static void drawn_answers_are_known(void **state)
{
    (void)state;
    static const struct {
        const char *cells;
        bool want;
    } cases[] = {{"1", true}, {"0", false}, {"", false}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct loaded loaded;
        char answers[200];
        folder_empty();
        folder_write_all(BASE);
        const int n = snprintf(answers, sizeof answers,
                               "id;s;w;n;d;t;dat;m;simulated\nu1;1;;;;;;;%s\n", cases[i].cells);
        folder_write("answers.csv", answers, (size_t)n);
        load(&loaded);
        check_text("simulated", "findings", loaded_findings(&loaded), "");
        CHECK(loaded.wave.is_simulated == cases[i].want, "'%s'", cases[i].cells);
        unload(&loaded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(cells_are_values_or_say_why_not),
        TEST(rows_are_taken_or_rejected_whole),
        TEST(headers_are_matched_with_the_codebook),
        TEST(memory_holds_what_the_store_holds),
        TEST(long_lists_take_two_bytes),
        TEST(the_export_may_name_the_units),
        TEST(drawn_answers_are_known),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
