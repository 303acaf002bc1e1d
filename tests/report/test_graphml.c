/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/graphml.h"
#include "tests/check.h"
#include "tests/folder.h"

/* Two units that name each other and one that did not answer; names that XML has marks for. */
static void a_small_network_to_the_letter(void **state)
{
    (void)state;
    struct folder folder;
    struct error err = {0};
    struct indicator group = {.code = "size"}, index = {.code = "I&J"};
    uint16_t level[] = {0, NO_LEVEL, 1};
    uint16_t *levels[] = {level};
    const char *level_names[] = {"<=10", ">10"};
    const char *keys[] = {"a", "b", "c"}, *names[] = {"A <1>", "B \"2\" & co", "Å"};
    uint32_t rows[] = {1, 0, NETWORK_NO_ROW};
    bool answered[] = {true, true, false};
    struct tie ties[] = {{0, 1, 1}, {1, 0, 0.1}, {1, 2, 2.5}};
    double degree[] = {1, 2, MISSING}, scores[] = {61.25, MISSING};
    struct grouping groups[] = {{.of = &group, .n_levels = 2, .names = level_names}};
    struct score score = {.index = &index, .value = scores};
    struct form form = {.n_indicators = 0};
    struct network network = {.n = 3,
                              .key = keys,
                              .name = names,
                              .row = rows,
                              .has_answered = answered,
                              .level = levels,
                              .ties = ties,
                              .n_ties = 3,
                              .measure = {[NETWORK_OUT_DEGREE] = degree}};
    const struct wave wave = {.form = &form,
                              .network = &network,
                              .groups = groups,
                              .n_groups = 1,
                              .scores = &score,
                              .n_scores = 1};
    static const char want[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
        "  <key id=\"key\" for=\"node\" attr.name=\"key\" attr.type=\"string\"/>\n"
        "  <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
        "  <key id=\"answered\" for=\"node\" attr.name=\"answered\" attr.type=\"boolean\"/>\n"
        "  <key id=\"g0\" for=\"node\" attr.name=\"size\" attr.type=\"string\"/>\n"
        "  <key id=\"m0\" for=\"node\" attr.name=\"out_degree\" attr.type=\"double\"/>\n"
        "  <key id=\"m1\" for=\"node\" attr.name=\"in_degree\" attr.type=\"double\"/>\n"
        "  <key id=\"m2\" for=\"node\" attr.name=\"ei\" attr.type=\"double\"/>\n"
        "  <key id=\"m3\" for=\"node\" attr.name=\"across\" attr.type=\"double\"/>\n"
        "  <key id=\"m4\" for=\"node\" attr.name=\"betweenness\" attr.type=\"double\"/>\n"
        "  <key id=\"s0\" for=\"node\" attr.name=\"I&amp;J\" attr.type=\"double\"/>\n"
        "  <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
        "  <graph id=\"network\" edgedefault=\"directed\">\n"
        "    <node id=\"n0\">\n"
        "      <data key=\"key\">a</data>\n"
        "      <data key=\"label\">A &lt;1&gt;</data>\n"
        "      <data key=\"answered\">true</data>\n"
        "      <data key=\"g0\">&lt;=10</data>\n"
        "      <data key=\"m0\">1</data>\n"
        "    </node>\n"
        "    <node id=\"n1\">\n"
        "      <data key=\"key\">b</data>\n"
        "      <data key=\"label\">B \"2\" &amp; co</data>\n"
        "      <data key=\"answered\">true</data>\n"
        "      <data key=\"m0\">2</data>\n"
        "      <data key=\"s0\">61.25</data>\n"
        "    </node>\n"
        "    <node id=\"n2\">\n"
        "      <data key=\"key\">c</data>\n"
        "      <data key=\"label\">Å</data>\n"
        "      <data key=\"answered\">false</data>\n"
        "      <data key=\"g0\">&gt;10</data>\n"
        "    </node>\n"
        "    <edge source=\"n0\" target=\"n1\">\n"
        "      <data key=\"weight\">1</data>\n"
        "    </edge>\n"
        "    <edge source=\"n1\" target=\"n0\">\n"
        "      <data key=\"weight\">0.10000000000000001</data>\n"
        "    </edge>\n"
        "    <edge source=\"n1\" target=\"n2\">\n"
        "      <data key=\"weight\">2.5</data>\n"
        "    </edge>\n"
        "  </graph>\n"
        "</graphml>\n";
    char got[sizeof want + 512] = "";
    folder_open(&folder);
    CHECK(graphml_write("network.graphml", &wave, &err) == OK, "%s", err.text);
    FILE *file = fopen("network.graphml", "rb");
    assert_non_null(file);
    got[fread(got, 1, sizeof got - 1, file)] = '\0';
    fclose(file);
    CHECK(strcmp(got, want) == 0, "got\n%s", got);
    CHECK(graphml_write("no/such/folder.graphml", &wave, &err) == ERR_WRITE, "%s", err.text);
    folder_close(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(a_small_network_to_the_letter)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
