/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/hypotheses.h"

#include "ingest/choices.h"
#include "ingest/names.h"
#include "ingest/say.h"
#include "ingest/scope.h"
#include "ingest/value.h"
#include "store/network.h"

#include <string.h>

enum {
    ID,
    CLAIM,
    TEST,
    Y,
    X,
    GROUP,
    LEVELS,
    CONTROLS,
    WHERE,
    ALTERNATIVE,
    CUT,
    NULL_VALUE,
    MARGIN,
    SOURCE
};

static const struct table_column columns[] = {
    [ID] = {.name = "id", .is_required = true},
    [CLAIM] = {.name = "claim", .has_languages = true},
    [TEST] = {.name = "test", .is_required = true},
    [Y] = {.name = "y", .is_required = true},
    [X] = {.name = "x"},
    [GROUP] = {.name = "group"},
    [LEVELS] = {.name = "levels"},
    [CONTROLS] = {.name = "controls"},
    [WHERE] = {.name = "where"},
    [ALTERNATIVE] = {.name = "alternative"},
    [CUT] = {.name = "cut"},
    [NULL_VALUE] = {.name = "null"},
    [MARGIN] = {.name = "margin"},
    [SOURCE] = {.name = "source"},
};

const struct table_layout hypotheses_layout = {"hypotheses", columns, COUNT(columns)};

/* What each test takes; .columns are those that have an effect besides y and x. */
#define TAKES(column) (1U << (column))
static const struct test {
    size_t n_y, least_x, most_x;
    unsigned columns;
} tests[HYPOTHESIS_TEST_COUNT] = {
    [TEST_CORRELATION] = {1, 1, 1, TAKES(CONTROLS) | TAKES(ALTERNATIVE)},
    [TEST_CORRELATION_DIFFERENCE] = {2, 1, 1, TAKES(ALTERNATIVE)},
    [TEST_MEAN_DIFFERENCE] = {1, 0, 0,
                              TAKES(GROUP) | TAKES(LEVELS) | TAKES(CUT) | TAKES(ALTERNATIVE)},
    [TEST_EQUIVALENCE] = {1, 1, 1, TAKES(MARGIN) | TAKES(CONTROLS)},
    [TEST_PROPORTION] = {1, 0, 0, TAKES(CUT) | TAKES(NULL_VALUE) | TAKES(ALTERNATIVE)},
    [TEST_REGRESSION] = {1, 1, SIZE_MAX, TAKES(CONTROLS) | TAKES(ALTERNATIVE)},
    [TEST_INTERACTION] = {1, 1, 1,
                          TAKES(GROUP) | TAKES(LEVELS) | TAKES(CONTROLS) | TAKES(ALTERNATIVE)},
};

struct row {
    const struct reading *in;
    const struct table *table;
    size_t row;
    const struct form *form;
    const char *name; /* of the test */
    const struct test *test;
};

static struct entry row_entry(const struct row *r, int column)
{
    return table_entry(r->table, r->row, column);
}

static bool takes(const struct row *r, int column)
{
    return (r->test->columns & TAKES(column)) != 0;
}

/* What is measured in a network that this folder does not have. */
static bool is_of_network(const char *code)
{
    static const char start[] = "network.";
    for (int i = 0; i < NETWORK_MEASURE_COUNT; i++)
        if (strncmp(code, start, strlen(start)) == 0 &&
            strcmp(code + strlen(start), network_measure_name((enum network_measure)i)) == 0)
            return true;
    return false;
}

/* A code of indices.csv, or a measure of the network; NULL for neither. */
static const struct indicator *find_number(const struct row *r, struct entry entry,
                                           const char *code)
{
    const struct indicator *indicator = form_indicator(r->form, code);
    if (indicator != NULL)
        return indicator;
    indicator = network_variable(r->form, code);
    const int measure = network_measure_of(r->form, indicator);
    if (indicator != NULL && network_measure_needs_group((enum network_measure)measure) &&
        r->form->cooperation.group == NULL)
        table_fault(r->in, entry.at,
                    _("%s '%s' needs departments; name their Group with the setting "
                      "cooperation_group"),
                    entry.column, code);
    return indicator;
}

static void fault_no_code(const struct row *r, struct entry entry, const char *code)
{
    if (is_of_network(code)) {
        table_fault(r->in, entry.at,
                    _("%s '%s' has no ties to be measured by: there is no cooperation.csv, and the "
                      "setting cooperation names no question"),
                    entry.column, code);
        return;
    }
    struct arena scratch = {0};
    const size_t n = r->form->n_indicators;
    const struct indicator *measures = r->form->cooperation.measures;
    const size_t n_all = measures == NULL ? n : n + NETWORK_MEASURE_COUNT;
    const char **names = arena_array(&scratch, n_all, const char *);
    for (size_t i = 0; names != NULL && i < n_all; i++)
        names[i] = i < n ? r->form->indicators[i].code : measures[i - n].code;
    table_fault(r->in, entry.at, _("%s '%s' is no code of indices.csv%s"), entry.column, code,
                names == NULL ? "" : say_nearest(r->in->arena, code, names, n_all));
    arena_release(&scratch);
}

/* The indicators that a list names, all of them numbers. */
static enum status take_numbers(const struct row *r, int column, const struct indicator ***out,
                                size_t *n, struct error *err)
{
    const struct entry entry = row_entry(r, column);
    const char *const *codes = NULL;
    size_t n_codes = 0;
    *n = 0;
    TRY(value_list(r->in, entry, &codes, &n_codes, err));
    *out = arena_array(r->in->arena, n_codes, const struct indicator *);
    if (*out == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n_codes; i++) {
        const struct indicator *indicator = find_number(r, entry, codes[i]);
        if (indicator == NULL)
            fault_no_code(r, entry, codes[i]);
        else if (indicator->type == INDICATOR_GROUP)
            table_fault(r->in, entry.at, _("%s '%s' is a Group, where a number is wanted"),
                        entry.column, codes[i]);
        for (size_t k = 0; k < *n; k++)
            if (indicator != NULL && (*out)[k] == indicator)
                table_fault(r->in, entry.at, _("%s names '%s' twice"), entry.column, codes[i]);
        (*out)[(*n)++] = indicator;
    }
    return OK;
}

static void check_counts(const struct row *r, const struct hypothesis *h)
{
    const struct test *test = r->test;
    if (h->n_y != test->n_y)
        table_fault(r->in, row_entry(r, Y).at,
                    test->n_y == 1 ? _("test %s takes one y, not %zu")
                                   : _("test %s takes two y, as in 'A;B', not %zu"),
                    r->name, h->n_y);
    if (test->most_x == 0 && h->n_x > 0)
        table_fault(r->in, row_entry(r, X).at, _("x has no effect on test %s; leave it blank"),
                    r->name);
    else if (h->n_x < test->least_x)
        table_fault(r->in, row_entry(r, X).at, _("test %s needs an x"), r->name);
    else if (test->most_x > 0 && h->n_x > test->most_x)
        table_fault(r->in, row_entry(r, X).at, _("test %s takes one x, not %zu"), r->name, h->n_x);
}

static bool is_among(const struct indicator *one, const struct indicator **list, size_t n)
{
    for (size_t i = 0; one != NULL && i < n; i++)
        if (list[i] == one)
            return true;
    return false;
}

/* A variable on both sides of a test explains itself. */
static void check_apart(const struct row *r, const struct hypothesis *h)
{
    for (size_t i = 0; i < h->n_x; i++)
        if (is_among(h->x[i], h->y, h->n_y))
            table_fault(r->in, row_entry(r, X).at, _("'%s' is both x and y"), h->x[i]->code);
    for (size_t i = 0; i < h->n_controls; i++)
        if (is_among(h->controls[i], h->y, h->n_y) || is_among(h->controls[i], h->x, h->n_x))
            table_fault(r->in, row_entry(r, CONTROLS).at, _("control '%s' is also x or y"),
                        h->controls[i]->code);
    if (is_among(h->group, h->y, h->n_y))
        table_fault(r->in, row_entry(r, GROUP).at, _("'%s' is both group and y"), h->group->code);
}

static void check_unused(const struct row *r)
{
    static const int optional[] = {GROUP, LEVELS, CONTROLS, ALTERNATIVE, CUT, NULL_VALUE, MARGIN};
    for (size_t i = 0; i < COUNT(optional); i++) {
        const struct entry entry = row_entry(r, optional[i]);
        if (entry.text[0] != '\0' && !takes(r, optional[i]))
            table_fault(r->in, entry.at, _("%s has no effect on test %s; leave it blank"),
                        entry.column, r->name);
    }
}

static void take_group(const struct row *r, struct hypothesis *h)
{
    const struct entry entry = row_entry(r, GROUP);
    if (entry.text[0] == '\0') {
        if (takes(r, GROUP))
            table_fault(r->in, entry.at, _("test %s needs a group"), r->name);
        return;
    }
    h->group = form_indicator(r->form, entry.text);
    if (h->group == NULL) {
        fault_no_code(r, entry, entry.text);
        return;
    }
    const bool may_be_index = takes(r, CUT);
    const bool is_index = h->group->type == INDICATOR_AGGREGATE;
    if (h->group->type != INDICATOR_GROUP && !(may_be_index && is_index))
        table_fault(r->in, entry.at,
                    may_be_index ? _("group '%s' is neither a Group nor an index")
                                 : _("group '%s' is no Group"),
                    entry.text);
    else if (is_index && is_missing(h->group->strong) && is_missing(h->cut))
        table_fault(r->in, entry.at,
                    _("index '%s' has no Strong to tell groups apart; give it one, or a cut here"),
                    entry.text);
    if (may_be_index && h->group->type == INDICATOR_GROUP && !is_missing(h->cut))
        table_fault(r->in, row_entry(r, CUT).at,
                    _("cut has no effect: '%s' is a Group and has levels"), entry.text);
}

/* The names of the levels that the form knows; *n 0 when only the data do. ERR_MEMORY. */
static enum status level_names(const struct row *r, const struct indicator *group,
                               const char ***out, size_t *n, struct error *err)
{
    const size_t n_classes = group->breaks != NULL ? group->n_breaks + 1 : 0;
    *n = group->list != NULL ? group->list->n : n_classes;
    *out = arena_array(r->in->arena, *n, const char *);
    for (size_t i = 0; *out != NULL && i < *n; i++) {
        char class[INDICATOR_CLASS_SIZE];
        if (group->list != NULL) {
            (*out)[i] = group->list->choices[i].name;
            continue;
        }
        indicator_class_name(group, i, class);
        if (((*out)[i] = arena_text(r->in->arena, class)) == NULL)
            return error_memory(err);
    }
    return *out == NULL ? error_memory(err) : OK;
}

static enum status check_levels(const struct row *r, const struct hypothesis *h, struct error *err)
{
    const struct entry entry = row_entry(r, LEVELS);
    const char **names = NULL;
    size_t n = 0;
    TRY(level_names(r, h->group, &names, &n, err));
    for (size_t i = 0; i < h->n_levels; i++) {
        bool is_known = n == 0;
        for (size_t k = 0; k < n; k++)
            is_known |= strcmp(names[k], h->levels[i]) == 0;
        if (!is_known)
            table_fault(r->in, entry.at, _("Group '%s' has no level '%s'%s"), h->group->code,
                        h->levels[i], say_nearest(r->in->arena, h->levels[i], names, n));
        for (size_t k = 0; k < i; k++)
            if (strcmp(h->levels[k], h->levels[i]) == 0)
                table_fault(r->in, entry.at, _("levels names '%s' twice"), h->levels[i]);
    }
    const bool is_directed = h->alternative != ALTERNATIVE_TWO_SIDED;
    if (h->n_levels == 1 || (is_directed && h->n_levels > 2))
        table_fault(r->in, entry.at, _("levels names %zu; two are compared, as in 'a;b'"),
                    h->n_levels);
    else if (is_directed && h->n_levels == 0 && n != 2)
        table_fault(r->in, entry.at, _("alternative '%s' needs two levels to compare, as in 'a;b'"),
                    row_entry(r, ALTERNATIVE).text);
    return OK;
}

static enum status take_levels(const struct row *r, struct hypothesis *h, struct error *err)
{
    const struct entry entry = row_entry(r, LEVELS);
    const char *const *levels = NULL;
    TRY(value_list(r->in, entry, &levels, &h->n_levels, err));
    h->levels = (const char **)(uintptr_t)levels;
    if (h->group == NULL)
        return OK;
    if (h->group->type == INDICATOR_GROUP)
        return check_levels(r, h, err);
    if (h->n_levels > 0)
        table_fault(r->in, entry.at,
                    _("levels has no effect: index '%s' is cut into strong and others"),
                    h->group->code);
    return OK;
}

static void take_figures(const struct row *r, struct hypothesis *h)
{
    const struct entry margin = row_entry(r, MARGIN), null = row_entry(r, NULL_VALUE);
    value_number(r->in, row_entry(r, CUT), &h->cut);
    value_number(r->in, null, &h->null);
    value_number(r->in, margin, &h->margin);
    if (takes(r, MARGIN) && margin.text[0] == '\0')
        table_fault(r->in, margin.at, _("test %s needs a margin"), r->name);
    if (h->margin <= 0)
        table_fault(r->in, margin.at, _("margin '%s' is not above 0"), margin.text);
    if (takes(r, MARGIN) && h->margin >= 1)
        table_fault(r->in, margin.at, _("margin '%s' is not below 1, as every r is"), margin.text);
    if (takes(r, NULL_VALUE) && !is_missing(h->null) && !(h->null > 0 && h->null < 1))
        table_fault(r->in, null.at, _("null '%s' is not a share between 0 and 1"), null.text);
}

static void check_proportion(const struct row *r, const struct hypothesis *h)
{
    const bool needs_cut = takes(r, NULL_VALUE) && is_missing(h->cut);
    if (needs_cut && h->n_y == 1 && h->y[0] != NULL && is_missing(h->y[0]->strong))
        table_fault(r->in, row_entry(r, CUT).at, _("'%s' has no Strong, so test %s needs a cut"),
                    h->y[0]->code, r->name);
}

static enum status take_where(const struct row *r, struct hypothesis *h, struct error *err)
{
    const struct entry entry = row_entry(r, WHERE);
    if (!value_text(entry, &h->where))
        return OK;
    return scope_check(
        r->in, r->form,
        (struct scope_expression){.text = h->where, .at = entry.at, .names = SCOPE_ALL}, err);
}

static enum status take_parts(const struct row *r, struct hypothesis *h, struct error *err)
{
    static const char *const alternatives[] = {[ALTERNATIVE_TWO_SIDED] = "two-sided",
                                               [ALTERNATIVE_GREATER] = "greater",
                                               [ALTERNATIVE_LESS] = "less"};
    int index = 0;
    check_unused(r);
    if (value_name(r->in, row_entry(r, ALTERNATIVE), alternatives, COUNT(alternatives), &index))
        h->alternative = (enum alternative)index;
    TRY(take_numbers(r, Y, &h->y, &h->n_y, err));
    TRY(take_numbers(r, X, &h->x, &h->n_x, err));
    TRY(take_numbers(r, CONTROLS, &h->controls, &h->n_controls, err));
    take_figures(r, h);
    take_group(r, h);
    TRY(take_levels(r, h, err));
    check_counts(r, h);
    check_apart(r, h);
    check_proportion(r, h);
    return take_where(r, h, err);
}

static enum status take_hypothesis(struct row *r, struct hypothesis *out, struct error *err)
{
    const char *names[COUNT(tests)];
    const struct entry id = row_entry(r, ID), test = row_entry(r, TEST);
    int index = -1;
    *out = (struct hypothesis){
        .id = id.text, .cut = MISSING, .null = MISSING, .margin = MISSING, .at = id.at};
    TRY(labels_read(r->in, (struct label_cell){r->table, r->row, CLAIM}, &out->claim, err));
    value_text(row_entry(r, SOURCE), &out->source);
    for (int i = 0; i < HYPOTHESIS_TEST_COUNT; i++)
        names[i] = hypothesis_test_name((enum hypothesis_test)i);
    if (id.text[0] == '\0')
        table_fault(r->in, id.at, "%s", _("the hypothesis has no id"));
    if (test.text[0] == '\0')
        table_fault(r->in, test.at, "%s", _("the hypothesis has no test"));
    if (!value_name(r->in, test, names, COUNT(tests), &index))
        return OK;
    r->name = names[index];
    r->test = &tests[index];
    out->test = (enum hypothesis_test)index;
    return take_parts(r, out, err);
}

enum status hypotheses_take(const struct reading *in, const struct table *table, struct form *form,
                            struct error *err)
{
    struct names ids = {.arena = in->arena};
    form->hypotheses = arena_array(in->arena, table->n_rows, struct hypothesis);
    if (form->hypotheses == NULL)
        return error_memory(err);
    for (size_t i = 0; i < table->n_rows; i++) {
        struct row row = {.in = in, .table = table, .row = i, .form = form};
        struct hypothesis *out = &form->hypotheses[form->n_hypotheses++];
        TRY(take_hypothesis(&row, out, err));
        if (out->id[0] != '\0')
            TRY(names_add(in, &ids, (struct name){out->id, out->at}, err));
    }
    return OK;
}
