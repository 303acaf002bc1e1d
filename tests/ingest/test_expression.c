/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expressions are translated and then evaluated by a real store's SQLite, over one row of answers.
 */
#include "ingest/expression.h"

#include "store/connection.h"
#include "tests/check.h"

static const struct {
    const char *name;
    struct expression_column column;
} columns[] = {
    {"ja", {"ja", false}},            /* '1' */
    {"alder", {"alder", true}},       /* 42 */
    {"andel", {"andel", true}},       /* 12.5 */
    {"tom", {"tom", false}},          /* NULL, a text */
    {"tomt_tal", {"tomt_tal", true}}, /* NULL, a number */
    {"partner", {"partner", false}},  /* 'stat kommun' */
    {"kod", {"kod", false}},          /* '05' */
    {"text", {"text", false}},        /* 'Åre' */
};
static const char row[] = "CREATE TEMP TABLE t AS SELECT '1' AS ja, 42 AS alder, 12.5 AS andel, "
                          "NULL AS tom, NULL AS tomt_tal, 'stat kommun' AS partner, '05' AS kod, "
                          "'Åre' AS text";

static bool find(void *context, const char *name, struct expression_column *column)
{
    (void)context;
    for (size_t i = 0; i < COUNT(columns); i++)
        if (strcmp(columns[i].name, name) == 0) {
            *column = columns[i].column;
            return true;
        }
    return false;
}

static const char *const names[] = {"ja", "alder", "andel", "tom", "tomt_tal", "partner", "kod"};
static const struct expression_scope scope = {
    .at = {"survey.csv", 7, 3}, .self = "alder", .find = find, .names = names, .n_names = 7};

/* What the SQL gives: "1", "0", "NULL", or the error. */
static void evaluate(struct store *store, const char *sql, char *out, size_t size)
{
    char query[60000];
    snprintf(query, sizeof query, "SELECT %s FROM t", sql);
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(store->db, query, -1, &statement, NULL) != SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW)
        snprintf(out, size, "%s", sqlite3_errmsg(store->db));
    else if (sqlite3_column_type(statement, 0) == SQLITE_NULL)
        snprintf(out, size, "NULL");
    else
        snprintf(out, size, "%s", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
}

struct expected {
    const char *text, *want;
};

static void check_all(const struct expected *cases, size_t n,
                      const char *(*translate)(const char *, const struct expression_scope *,
                                               struct arena *, struct findings *))
{
    struct store *store = NULL;
    struct error err = {0};
    assert_int_equal(store_open("", &store, &err), OK);
    assert_int_equal(sqlite3_exec(store->db, row, NULL, NULL, NULL), SQLITE_OK);
    for (size_t i = 0; i < n; i++) {
        struct arena arena = {0};
        struct findings found = {.arena = &arena};
        char got[200] = "no SQL";
        const char *sql = translate(cases[i].text, &scope, &arena, &found);
        if (sql != NULL)
            evaluate(store, sql, got, sizeof got);
        CHECK(strcmp(got, cases[i].want) == 0, "%s: got %s (%s)", cases[i].text, got,
              found.n > 0 ? found.list[0].text : "no fault");
        arena_release(&arena);
    }
    store_close(store);
}

static void conditions_mean_what_xpath_means(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        // clang-format off
        {"${ja} = '1'", "1"},              {"${ja} = 1", "1"},
        {"${ja} != '1'", "0"},             {"${alder} > 40", "1"},
        {"${alder} >= 42", "1"},           {"${alder} < 42", "0"},
        {"${alder} = '42'", "1"},          {"${andel} = '12.5'", "1"},
        {"${alder} <= 42 and ${ja} = 1", "1"},
        {"${alder} > 42 or ${ja} = 1", "1"},
        {". >= 0 and . <= 100", "1"},
        /* empty answers */
        {"${tom} = ''", "1"},              {"${tom} != ''", "0"},
        {"${tomt_tal} = ''", "1"},         {"${tomt_tal} != ''", "0"},
        {"${tom} != 'a'", "1"},            {"${tomt_tal} = 0", "0"},
        {"${tomt_tal} != 0", "1"},         {"${tomt_tal} < 5", "0"},
        {"${tomt_tal} >= 5", "0"},         {"not(${tomt_tal} < 5)", "1"},
        {"${tom} = ${tomt_tal}", "1"},     {"${tom}", "0"},
        {"${ja}", "1"},                    {"not(${tom})", "1"},
        /* texts that are numbers, and that are not */
        {"${kod} = 5", "1"},               {"${kod} = '5'", "0"},
        {"${text} > 3", "0"},              {"${text} < 3", "0"},
        {"${text} = 3", "0"},              {"${text} != 3", "1"},
        {"'it''s' = \"it's\"", "no SQL"},  {"\"it's\" = \"it's\"", "1"},
        /* arithmetic: on reals, unary minus, precedence, left to right */
        {"1 + 2 * 3 = 7", "1"},            {"(1 + 2) * 3 = 9", "1"},
        {"7 div 2 = 3.5", "1"},            {"-7 mod 3 = -1", "1"},
        {"7.5 mod 2 = 1.5", "1"},          {"10 - 3 - 2 = 5", "1"},
        {"--2 = 2", "1"},                  {"1 div 0 = 1", "0"},
        {"${tomt_tal} + 1 > 0", "0"},      {"5 > 3 = 1", "1"},
        {"1 or 0 and 0", "1"},             {"0.5", "1"},
        {"0", "0"},                        {".5 = 0.5", "1"},
        {"3-1 = 2", "1"},                  {"${alder}-2 = 40", "1"},
        /* functions */
        {"selected(${partner}, 'stat')", "1"}, {"selected(${partner}, 'sta')", "0"},
        {"selected(${tom}, 'stat')", "0"}, {"count-selected(${partner}) = 2", "1"},
        {"count-selected(${tom}) = 0", "1"}, {"count-selected(${ja}) = 1", "1"},
        {"regex(${kod}, '[0-9]{2}')", "1"}, {"regex(${kod}, '[0-9]')", "0"},
        {"regex(${text}, '.re')", "1"},    {"regex(${alder}, '42')", "1"},
        {"if(${ja} = 1, 10, 20) = 10", "1"}, {"if(${ja} = 2, 'a', 'b') = 'b'", "1"},
        {"coalesce(${tomt_tal}, 7) = 7", "1"}, {"coalesce(${alder}, 7) = 42", "1"},
        {"not(selected(${partner}, 'kommun')) or ${alder} = 42", "1"},
        /* a name cannot break out of the SQL */
        {"${ja} = '''; DROP TABLE t; --'", "no SQL"},
        {"${ja} = \"'; DROP TABLE t; --\"", "0"},
        // clang-format on
    };
    check_all(cases, COUNT(cases), expression_condition);
}

static void values_keep_their_type(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        {"${alder} * 2", "84.0"},
        {"${alder}", "42"},
        {"${tom}", "NULL"},
        {"if(${ja} = 1, 'x', '')", "x"},
        {"if(${ja} = 2, 'x', '')", "NULL"},
        {"coalesce(${tom}, ${kod})", "05"},
        {"${alder} > 3", "1"},
        {"1 div 0", "NULL"},
    };
    check_all(cases, COUNT(cases), expression_value);
}

static void faults_name_the_character(void **state)
{
    (void)state;
    static const struct expected cases[] = {
        // clang-format off
        {"", "something is missing at the end (character 1 of '')"},
        {"${ja} =", "something is missing at the end (character 8 of '${ja} =')"},
        {"${jaa} = 1", "there is no 'jaa'; did you mean 'ja'? (character 1 of '${jaa} = 1')"},
        {"1 + ${zzzzzz}", "there is no 'zzzzzz' (character 5 of '1 + ${zzzzzz}')"},
        {"${ja = 1", "'${ja = 1' cannot be read (character 1 of '${ja = 1')"},
        {"${ja} = 'a", "''a' cannot be read (character 9 of '${ja} = 'a')"},
        {"${ja} == 1", "'=' does not fit here (character 8 of '${ja} == 1')"},
        {"${ja} & 1", "'& 1' cannot be read (character 7 of '${ja} & 1')"},
        {"(1 = 1", "')' is missing here (character 7 of '(1 = 1')"},
        {"1 = 1)", "')' does not fit here (character 6 of '1 = 1)')"},
        {"1 2", "'2' does not fit here (character 3 of '1 2')"},
        {"selectd(${ja}, 'x')", "there is no function 'selectd'; did you mean 'selected'? "
                                "(character 1 of 'selectd(${ja}, 'x')')"},
        {"today() > 1", "there is no function 'today' here (character 1 of 'today() > 1')"},
        {"not(1, 2)", "not() takes 1 arguments (character 1 of 'not(1, 2)')"},
        {"if(1, 2)", "if() takes 3 arguments (character 1 of 'if(1, 2)')"},
        {"selected ${ja}", "'(' is missing here (character 10 of 'selected ${ja}')"},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena arena = {0};
        struct findings found = {.arena = &arena};
        const char *sql = expression_condition(cases[i].text, &scope, &arena, &found);
        CHECK(sql == NULL && found.n == 1, "%s: %zu faults", cases[i].text, found.n);
        if (found.n == 1) {
            CHECK(strcmp(found.list[0].text, cases[i].want) == 0, "%s: %s", cases[i].text,
                  found.list[0].text);
            CHECK(found.list[0].at.line == 7 && found.list[0].at.column == 3, "%s: place",
                  cases[i].text);
        }
        arena_release(&arena);
    }
}

static void a_dot_needs_a_question(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct findings found = {.arena = &arena};
    struct expression_scope none = scope;
    none.self = NULL;
    CHECK(expression_condition(". > 1", &none, &arena, &found) == NULL, "a dot without question");
    assert_int_equal(found.n, 1);
    CHECK(strcmp(found.list[0].text, "'.' has no meaning here (character 1 of '. > 1')") == 0, "%s",
          found.list[0].text);
    arena_release(&arena);
}

static void depth_is_bounded(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct findings found = {.arena = &arena};
    char deep[4001];
    memset(deep, '(', 2000);
    memset(deep + 2000, ')', 2000);
    deep[4000] = '\0';
    CHECK(expression_condition(deep, &scope, &arena, &found) == NULL, "2000 brackets");
    assert_int_equal(found.n, 1);
    CHECK(strstr(found.list[0].text, "too deeply nested") != NULL, "%s", found.list[0].text);
    arena_release(&arena);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    static const char text[] = "if(${ja} = 1 and count-selected(${partner}) mod 2 = 0, -1, "
                               "coalesce(${tom}, 'x')) != '' or regex(${kod}, '[0-9]')";
    bool is_made = false;
    for (size_t nth = 1; !is_made && nth < 1000; nth++) {
        struct arena arena = {0}, texts = {0};
        struct findings found = {.arena = &texts};
        arena_fail_at(nth);
        is_made = expression_condition(text, &scope, &arena, &found) != NULL;
        arena_fail_at(0);
        CHECK(is_made || found.is_out_of_memory, "allocation %zu: silent", nth);
        arena_release(&arena);
        arena_release(&texts);
    }
    CHECK(is_made, "never made");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(conditions_mean_what_xpath_means),
        TEST(values_keep_their_type),
        TEST(faults_name_the_character),
        TEST(a_dot_needs_a_question),
        TEST(depth_is_bounded),
        TEST(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
