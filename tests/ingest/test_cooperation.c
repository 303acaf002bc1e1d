/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/network.h"
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

/* Five units, of which E is too small for the frame and D does not answer. */
#define SURVEY(columns, values)                                                                    \
    AND("settings.csv")                                                                            \
    "form_id,form_title,wave,unit_key,name_column,frame" columns                                   \
    "\nf,T,2022,id,name,${fte} > 10" values                                                        \
    "\n" AND("survey.csv") "type,name\ninteger,q\nselect_multiple other,who\nselect_one "          \
                           "yn,s\n" AND(                                                           \
                               "indices.csv") "iCode,Type,Parent,Source,Low,High,Breaks\nI,"       \
                                              "Aggregate,,,,,\n"                                   \
                                              "q,Indicator,I,,0,10,\ndepartment,Group,,dep,,,"     \
                                              "\nsize,Group,,fte,,,100\n"                          \
                                              "said,Group,,s,,,\n" AND(                            \
                                                  "register.csv") "id,name,dep,fte\nA1,Alfa,X,"    \
                                                                  "11\n"                           \
                                                                  "B1,Beta,X,200\nC1,Gamma,Y,12\n" \
                                                                  "D1,Delta,,500\nE1,Epsilon,Y,"   \
                                                                  "9\n"
#define CHOICES                                                                                    \
    AND("choices.csv")                                                                             \
    "list_name,name,missing\nother,A1,\nother,Beta,\nother,C2,\nother,D1,\nother,E1,\n"            \
    "other,x,unknown\nyn,1,\nyn,0,\n"
#define ANSWERS AND("answers.csv") "id,q,who,s\nC1,1,A1 E1 D1,1\nA1,2,A1 Beta,0\nB1,3,x,1\n"
#define TIES(text) AND("cooperation.csv") text

/* "A1>B1 1\n" for each tie in memory, then who answered. */
static const char *network_text(const struct network *network)
{
    static char text[1024];
    size_t n = 0;
    text[0] = '\0';
    for (size_t i = 0; i < network->n_ties; i++)
        n += (size_t)snprintf(text + n, sizeof text - n, "%s>%s %g\n",
                              network->key[network->ties[i].from],
                              network->key[network->ties[i].to], network->ties[i].weight);
    for (size_t i = 0; i < network->n; i++)
        if (network->has_answered[i])
            n += (size_t)snprintf(text + n, sizeof text - n, "%s ", network->key[i]);
    return text;
}

struct tie_case {
    const char *name, *files, *findings, *network, *rejects;
};

// clang-format off
static const struct tie_case cases[] = {
    {"as it should be", SURVEY("", "") CHOICES ANSWERS TIES("from,to\nA1,B1\nB1,A1\nC1,D1\n"),
        "", "A1>B1 1\nB1>A1 1\nC1>D1 1\nA1 B1 C1 ", ""},
    {"areas and weights", SURVEY("", "") CHOICES ANSWERS
        TIES("weight;area;to;from\n1,5;data;B1;A1\n;tid;B1;A1\n2; data ;C1;A1\n"),
        "cooperation.csv:2:1: info: numbers are read with decimal comma, as '1,5' shows\n",
        "A1>B1 2.5\nA1>C1 2\nA1 B1 C1 ", ""},
    {"nothing but a header", SURVEY("", "") CHOICES ANSWERS TIES("from,to\n"), "", "A1 B1 C1 ", ""},
    {"one that did not answer the survey reports", SURVEY("", "") CHOICES ANSWERS TIES("from,to\nD1,A1\n"),
        "", "D1>A1 1\nA1 B1 C1 D1 ", ""},
    {"units", SURVEY("", "") CHOICES ANSWERS TIES("from,to\nA2,B1\nA1,E1\nA1,A1\nA1,\n,B1\nA1,nowhere\n"),
        "cooperation.csv:2:1: error: 'A2' is no unit of the frame\n"
        "cooperation.csv:3:2: error: 'E1' is in the register, but not in the frame\n"
        "cooperation.csv:4:2: error: 'A1' is said to co-operate with itself\n"
        "cooperation.csv:5:2: error: no unit: the column 'to' is empty\n"
        "cooperation.csv:6:1: error: no unit: the column 'from' is empty\n"
        "cooperation.csv:7:2: error: 'nowhere' is no unit of the frame\n",
        "A1 B1 C1 ", "2|unknown_unit|A2,B1\n3|unknown_unit|A1,E1\n4|self_tie|A1,A1\n5|no_key|A1,\n6|no_key|,B1\n7|unknown_unit|A1,nowhere"},
    {"twice", SURVEY("", "") CHOICES ANSWERS TIES("from,to,area\nA1,B1,x\nA1,B1,y\nA1,B1,x\nB1,A1,x\n"),
        "cooperation.csv:4:1: error: the tie from 'A1' to 'B1' is there already in line 2\n",
        "A1>B1 2\nB1>A1 1\nA1 B1 C1 ", "4|repeated_tie|A1,B1,x"},
    {"weights", SURVEY("", "") CHOICES ANSWERS TIES("from,to,weight\nA1,B1,-1\nA1,C1,0\nA1,D1,x\nB1,A1,0.5\n"),
        "cooperation.csv:2:3: error: '-1' is not above 0, as the weight of a tie is\n"
        "cooperation.csv:3:3: error: '0' is not above 0, as the weight of a tie is\n"
        "cooperation.csv:4:3: error: 'x' is not a number, which weight wants (as 12.5: with decimal point)\n"
        "cooperation.csv:5:3: info: numbers are read with decimal point, as '0.5' shows\n",
        "B1>A1 0.5\nA1 B1 C1 ", "2|not_positive|A1,B1,-1\n3|not_positive|A1,C1,0\n4|not_a_number|A1,D1,x"},
    {"rows that are none", SURVEY("", "") CHOICES ANSWERS TIES("from,to\nA1,B1,C1\nA1\n\"A1\"x,B1\nA1,C1\n"),
        "cooperation.csv:2: error: 3 cells, where the header has 2\n"
        "cooperation.csv:3: error: 1 cell, where the header has 2\n"
        "cooperation.csv:4:1: error: text after the closing quote of a cell\n",
        "A1>C1 1\nA1 B1 C1 ", "2|ragged_row|A1,B1,C1\n3|ragged_row|A1\n4|malformed_row|\"A1\"x,B1"},
    {"a question", SURVEY(",cooperation", ",who") CHOICES ANSWERS,
        "answers.csv:3:3: error: 'A1' is said to co-operate with itself\n"
        "choices.csv:4:2: info: 'C2' is no unit of the frame; who chooses it has no tie by that\n"
        "choices.csv:6:2: info: 'E1' is in the register, but not in the frame; who chooses it has no tie by that\n",
        "A1>B1 1\nC1>A1 1\nC1>D1 1\nA1 C1 ", ""},
    {"a question without units", SURVEY(",cooperation", ",who") ANSWERS AND("choices.csv")
        "list_name,name\nother,a\nother,b\nyn,1\nyn,0\n" AND("answers.csv") "id,q,who,s\nA1,2,a,1\n",
        "stopped: ./survey.csv:3:2: cooperation: no choice of list 'other' is a unit of the frame, by its key or by its name\n", "", ""},
};
// clang-format on

static void ties_are_taken_or_rejected(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct loaded loaded;
        folder_empty();
        folder_write_all(cases[i].files);
        load(&loaded);
        check_text(cases[i].name, "findings", loaded_findings(&loaded), cases[i].findings);
        if (loaded.status == OK) {
            const struct network *network = loaded.wave.network;
            char kept[64];
            check_text(cases[i].name, "network", network_text(network), cases[i].network);
            check_text(cases[i].name, "rejects",
                       get_sql(loaded.store, "SELECT line, rule, raw FROM reject"
                                             " WHERE role = 'cooperation' ORDER BY line"),
                       cases[i].rejects);
            snprintf(kept, sizeof kept, "%zu", network->n_read - network->n_rejected);
            check_sql(loaded.store, "SELECT count(*) FROM cooperation", kept);
        }
        unload(&loaded);
    }
}

static void what_the_network_knows_of_its_units(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(SURVEY("", "") CHOICES ANSWERS TIES("from,to,area\nA1,B1,data\nA1,C1,\n"));
    load(&loaded);
    const struct network *network = loaded.wave.network;
    assert_non_null(network);
    CHECK(network->n == 4 && strcmp(network->name[3], "Delta") == 0, "units");
    CHECK(network->row[0] == 1 && network->row[2] == 0 && network->row[3] == NETWORK_NO_ROW,
          "rows");
    CHECK(network->group == &loaded.wave.groups[0], "the Group named department");
    CHECK(network->department[0] == 0 && network->department[2] == 1 &&
              network->department[3] == NO_LEVEL,
          "departments");
    CHECK(network->level[1][0] == 0 && network->level[1][3] == 1, "classes");
    CHECK(network->level[2][0] != NO_LEVEL && network->level[2][3] == NO_LEVEL,
          "only answers tell");
    CHECK(network->n_areas == 1 && network->n_of_area[0] == 1 && !network->has_weights, "areas");
    check_sql(loaded.store, "SELECT \"from\", \"to\", area, weight FROM cooperation",
              "A1|B1|data|-\nA1|C1|-|-");
    check_sql(loaded.store, "SELECT rows FROM source WHERE role = 'cooperation'", "2");
    unload(&loaded);
}

static void organisation_numbers_need_no_hyphen(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(AND("settings.csv") "form_id,form_title,wave\nf,T,2022\n" AND("indices.csv") "iCode,Type,Parent,Low,High\nI,Aggregate,,,\nq,Indicator,I,0,10\n" AND(
        "register.csv") "orgnr\n202100-5489\n2021006073\n" AND("answers.csv") "orgnr,q\n2021005489,"
                                                                              "1\n" TIES("from,"
                                                                                         "to\n20210"
                                                                                         "05489,"
                                                                                         "202100-"
                                                                                         "6073\n202"
                                                                                         "100-5480,"
                                                                                         "202100607"
                                                                                         "3\n"));
    load(&loaded);
    check_text("orgnr", "findings", loaded_findings(&loaded),
               "cooperation.csv:3:1: error: '202100-5480' is no unit of the frame; did you mean "
               "'202100-5489'?\n");
    check_text("orgnr", "network", network_text(loaded.wave.network),
               "202100-5489>202100-6073 1\n202100-5489 ");
    CHECK(loaded.wave.network->group == NULL, "there are no departments");
    unload(&loaded);
}

static void without_a_register_those_who_answered_are_the_units(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(AND("settings.csv") "form_id,form_title,wave,unit_key\nf,T,2022,id\n" AND(
        "indices.csv") "iCode,Type,Parent,Low,High\nI,Aggregate,,,\nq,Indicator,I,0,10\n"
                       "department,Group,,,\n" AND(
                           "answers.csv") "id,q,department\nb,1,X\na,2,Y\n" TIES("from,to\na,b\nc,"
                                                                                 "a\n"));
    load(&loaded);
    check_text("no register", "findings", loaded_findings(&loaded),
               "cooperation.csv:3:1: error: 'c' is no unit of the frame\n");
    check_text("no register", "network", network_text(loaded.wave.network), "a>b 1\nb a ");
    assert_non_null(loaded.wave.network->department);
    CHECK(loaded.wave.network->department[0] == 0, "department of b");
    unload(&loaded);
}

/* Ties of other units than those of the register that is given are not read, one by one refused. */
static void another_register_has_other_ties(void **state)
{
    (void)state;
    const struct wave_ingest_options other = {.register_file = "other.csv"};
    static const char *const registers[] = {"id,name,dep,fte\nZ1,Z,X,11\n",
                                            "id,name,dep,fte\nA1,Alfa,X,11\nB1,Beta,X,12\n"};
    static const char *const want[] = {
        "cooperation.csv:info: the ties are not read: most of the first rows are about units "
        "that this register has not, which is not the folder's own\n",
        ""};
    for (size_t i = 0; i < COUNT(registers); i++) {
        struct loaded loaded;
        folder_empty();
        folder_write_all(SURVEY("", "") CHOICES TIES("from,to\nA1,B1\n")
                             AND("answers.csv") "id,q,who,s\n");
        folder_write("other.csv", registers[i], strlen(registers[i]));
        load_into(&loaded, "", other);
        check_text("other", "findings", loaded_findings(&loaded), want[i]);
        CHECK(loaded.wave.network != NULL && loaded.wave.network->n_ties == i, "%zu", i);
        unload(&loaded);
    }
}

static void no_ties_no_network(void **state)
{
    (void)state;
    struct loaded loaded;
    folder_empty();
    folder_write_all(SURVEY("", "") CHOICES ANSWERS);
    load(&loaded);
    check_text("none", "findings", loaded_findings(&loaded), "");
    CHECK(loaded.wave.network == NULL, "a network of nothing");
    unload(&loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(ties_are_taken_or_rejected),
        TEST(what_the_network_knows_of_its_units),
        TEST(organisation_numbers_need_no_hyphen),
        TEST(without_a_register_those_who_answered_are_the_units),
        TEST(another_register_has_other_ties),
        TEST(no_ties_no_network),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
