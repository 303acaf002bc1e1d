/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/uncertainty.h"

#include "ingest/say.h"
#include "ingest/uncertainty_default.h"
#include "ingest/uncertainty_effect.h"
#include "ingest/value.h"

#include <stdlib.h>
#include <string.h>

enum { PARAMETER, VALUES, RANGE, LEVELS };

static const struct table_column columns[] = {
    [PARAMETER] = {.name = "parameter", .is_required = true},
    [VALUES] = {.name = "values"},
    [RANGE] = {.name = "range"},
    [LEVELS] = {.name = "levels"},
};

const struct table_layout uncertainty_layout = {"uncertainty", columns, COUNT(columns)};

enum { MOST_VALUES = 8 }; /* no list of base/method.h is longer, with "own" */

struct row {
    const struct reading *in;
    const struct table *table;
    size_t row;
    const struct form *form;
    struct uncertainty_choice *out;
    const struct indicator **indices; /* out->indices while they are gathered */
};

static struct entry row_entry(const struct row *r, int column)
{
    return table_entry(r->table, r->row, column);
}

static const char *row_name(const struct row *r)
{
    return uncertainty_name(r->out->parameter);
}

static void check_unused(const struct row *r)
{
    const enum uncertainty_takes takes = uncertainty_takes(r->out->parameter);
    const bool is_unused[] = {[VALUES] = takes != UNCERTAINTY_VALUES,
                              [RANGE] = takes != UNCERTAINTY_RANGE,
                              [LEVELS] = uncertainty_is_of_all(r->out->parameter)};
    for (int column = VALUES; column <= LEVELS; column++) {
        const struct entry entry = row_entry(r, column);
        if (is_unused[column] && entry.text[0] != '\0')
            table_fault(r->in, entry.at, _("%s has no effect on %s; leave it blank"), entry.column,
                        row_name(r));
    }
}

/* "own" and the names of the parameter's list; their number. */
static int value_names(enum uncertainty_parameter parameter, const char **out)
{
    int n = 0;
    method_names((enum method_list)uncertainty_list(parameter), &n);
    for (int i = UNCERTAINTY_OWN; i < n; i++)
        out[i - UNCERTAINTY_OWN] = uncertainty_value_name(parameter, i);
    return n - UNCERTAINTY_OWN;
}

static enum status take_values(const struct row *r, struct error *err)
{
    const struct entry entry = row_entry(r, VALUES);
    const char *names[MOST_VALUES];
    const char *const *parts = NULL;
    size_t n_parts = 0;
    if (uncertainty_takes(r->out->parameter) != UNCERTAINTY_VALUES)
        return OK;
    const int n_names = value_names(r->out->parameter, names);
    if (entry.text[0] == '\0')
        table_fault(r->in, entry.at, _("%s needs values, such as 'own;%s'"), row_name(r),
                    uncertainty_value_name(r->out->parameter, 1));
    TRY(value_list(r->in, entry, &parts, &n_parts, err));
    int *values = arena_array(r->in->arena, n_parts, int);
    r->out->values = values;
    if (values == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n_parts; i++) {
        const struct entry part = {parts[i], entry.column, entry.at};
        bool is_new = true;
        int name = 0;
        if (!value_name(r->in, part, names, n_names, &name))
            continue;
        for (size_t k = 0; k < r->out->n_values; k++)
            is_new &= values[k] != name + UNCERTAINTY_OWN;
        if (is_new)
            values[r->out->n_values++] = name + UNCERTAINTY_OWN;
        else
            table_fault(r->in, entry.at, _("%s names '%s' twice"), entry.column, parts[i]);
    }
    return OK;
}

static void take_range(const struct row *r)
{
    const struct entry entry = row_entry(r, RANGE);
    double f = 0;
    if (uncertainty_takes(r->out->parameter) != UNCERTAINTY_RANGE)
        return;
    if (entry.text[0] == '\0')
        table_fault(r->in, entry.at, _("%s needs a range, such as 0.25 for up to 25 per cent"),
                    row_name(r));
    if (!value_number(r->in, entry, &f))
        return;
    if (f > 0 && f <= 1) {
        r->out->low = -f;
        r->out->high = f;
    } else {
        table_fault(r->in, entry.at, _("range '%s' is not above 0 and at most 1"), entry.text);
    }
}

static bool is_above(const struct indicator *upper, const struct indicator *lower)
{
    for (lower = lower->parent; lower != NULL; lower = lower->parent)
        if (lower == upper)
            return true;
    return false;
}

/* Whether varying both would vary one thing twice. */
static bool is_shared(enum uncertainty_parameter parameter, const struct indicator *a,
                      const struct indicator *b)
{
    return a == b || (uncertainty_is_of_items(parameter) && (is_above(a, b) || is_above(b, a)));
}

/* Whether the row, or one before, has this index; the fault is then told. */
static bool is_taken(const struct row *r, const struct indicator *index)
{
    const struct place at = row_entry(r, LEVELS).at;
    for (const struct uncertainty_choice *c = r->form->uncertainty; c <= r->out; c++) {
        const size_t n = c->parameter == r->out->parameter ? c->n_indices : 0;
        for (size_t i = 0; i < n; i++) {
            const struct indicator *before = c == r->out ? r->indices[i] : c->indices[i];
            if (!is_shared(c->parameter, before, index))
                continue;
            if (c != r->out)
                table_fault(r->in, at, _("%s of '%s' is varied already in line %ld"), row_name(r),
                            index->code, c->at.line);
            else if (before == index)
                table_fault(r->in, at, _("levels names '%s' twice"), index->code);
            else
                table_fault(r->in, at, _("levels names both '%s' and '%s', which share items"),
                            before->code, index->code);
            return true;
        }
    }
    return false;
}

static void add_index(const struct row *r, const struct indicator *index)
{
    if (!is_taken(r, index))
        r->indices[r->out->n_indices++] = index;
}

/* An index that was named. */
static void add_named(const struct row *r, const struct indicator *index)
{
    const char *idle = uncertainty_idle(r->out, index);
    const struct entry entry = row_entry(r, LEVELS);
    if (idle == NULL) {
        add_index(r, index);
        return;
    }
    table_fault(r->in, entry.at, _("%s has no effect on index '%s': %s"), row_name(r), index->code,
                _(idle));
}

/* All indices of a level; false when there is none. */
static bool add_level(const struct row *r, double level)
{
    bool is_there = false, has_effect = false;
    for (size_t i = 0; i < r->form->n_indicators; i++) {
        const struct indicator *index = &r->form->indicators[i];
        if (index->type != INDICATOR_AGGREGATE || uncertainty_level(index) != level)
            continue;
        is_there = true;
        if (uncertainty_idle(r->out, index) != NULL)
            continue;
        has_effect = true;
        add_index(r, index);
    }
    if (is_there && !has_effect)
        table_fault(r->in, row_entry(r, LEVELS).at, _("%s has no effect on any index of level %g"),
                    row_name(r), level);
    return is_there;
}

static void fault_no_index(const struct row *r, const char *code)
{
    struct arena scratch = {0};
    const struct entry entry = row_entry(r, LEVELS);
    const char **names = arena_array(&scratch, r->form->n_indicators, const char *);
    size_t n = 0;
    for (size_t i = 0; names != NULL && i < r->form->n_indicators; i++)
        if (r->form->indicators[i].type == INDICATOR_AGGREGATE)
            names[n++] = r->form->indicators[i].code;
    table_fault(r->in, entry.at, _("levels '%s' is no index of indices.csv%s"), code,
                names == NULL ? "" : say_nearest(r->in->arena, code, names, n));
    arena_release(&scratch);
}

static void take_level(const struct row *r, const char *part)
{
    const struct entry entry = row_entry(r, LEVELS);
    const struct indicator *index = form_indicator(r->form, part);
    char *end = NULL;
    if (index != NULL && index->type == INDICATOR_AGGREGATE) {
        add_named(r, index);
        return;
    }
    if (index != NULL) {
        table_fault(r->in, entry.at, _("levels '%s' is no index but %s"), part,
                    indicator_type_name(index->type));
        return;
    }
    const long level = strtol(part, &end, 10);
    if (*end != '\0' || part[0] < '0' || part[0] > '9')
        fault_no_index(r, part);
    else if (level == 1)
        table_fault(r->in, entry.at, "%s",
                    _("level 1 is that of the items; name the indices above them, from level 2"));
    else if (!add_level(r, (double)level))
        table_fault(r->in, entry.at, _("no index has level %s"), part);
}

/* A blank cell: whatever the row has an effect on, of the rules of items from the roots down. */
static void take_all(const struct row *r)
{
    const bool is_of_roots = uncertainty_is_of_items(r->out->parameter);
    bool has_effect = false;
    for (size_t i = 0; i < r->form->n_indicators; i++) {
        const struct indicator *index = &r->form->indicators[i];
        if (index->type != INDICATOR_AGGREGATE || (is_of_roots && index->parent != NULL) ||
            uncertainty_idle(r->out, index) != NULL)
            continue;
        has_effect = true;
        add_index(r, index);
    }
    if (!has_effect && r->in->found->count[FINDING_FAULT] == 0)
        table_fault(r->in, row_entry(r, PARAMETER).at, _("%s has no effect on any index"),
                    row_name(r));
}

static int compare_places(const void *a, const void *b)
{
    const struct indicator *const *x = a, *const *y = b;
    return (*x > *y) - (*x < *y); /* all in one array */
}

static enum status take_levels(struct row *r, struct error *err)
{
    const struct entry entry = row_entry(r, LEVELS);
    const char *const *parts = NULL;
    size_t n = 0;
    if (uncertainty_is_of_all(r->out->parameter))
        return OK;
    r->indices = arena_array(r->in->arena, r->form->n_indicators, const struct indicator *);
    if (r->indices == NULL)
        return error_memory(err);
    r->out->indices = r->indices;
    value_text(entry, &r->out->levels);
    TRY(value_list(r->in, entry, &parts, &n, err));
    for (size_t i = 0; i < n; i++)
        take_level(r, parts[i]);
    if (entry.text[0] == '\0')
        take_all(r);
    if (r->out->n_indices > 1)
        qsort(r->indices, r->out->n_indices, sizeof *r->indices, compare_places);
    return OK;
}

static bool has_value(const struct uncertainty_choice *choice, int value)
{
    for (size_t i = 0; i < choice->n_values; i++)
        if (choice->values[i] == value)
            return true;
    return false;
}

/* The rule that would take the items off 0-100; UNCERTAINTY_OWN when there is none. */
static int off_percent(const struct uncertainty_choice *choice)
{
    static const int off[] = {NORMALISE_ZSCORE, NORMALISE_RANK, NORMALISE_NONE};
    for (size_t i = 0; i < COUNT(off); i++)
        if (has_value(choice, off[i]))
            return off[i];
    return UNCERTAINTY_OWN;
}

static void check_normalise(const struct row *r, const struct indicator *index)
{
    const struct place at = row_entry(r, VALUES).at;
    const struct indicator *item = uncertainty_lacks_goalposts(index);
    const struct indicator *zero = uncertainty_needs_percent(index);
    const int off = off_percent(r->out);
    if (has_value(r->out, NORMALISE_GOALPOSTS) && item != NULL)
        table_fault(r->in, at, _("goalposts cannot be had: '%s' has none"), item->code);
    if (off != UNCERTAINTY_OWN && zero != NULL)
        table_fault(r->in, at, _("%s cannot be had: index '%s' has Missing 'zero' and needs 0-100"),
                    method_name(METHOD_NORMALISE, off), zero->code);
}

/* What a rule asks of the indices that it would be put on. */
static void check_values(const struct row *r)
{
    for (size_t i = 0; i < r->out->n_indices; i++) {
        const struct indicator *index = r->out->indices[i];
        if (r->out->parameter == UNCERTAINTY_NORMALISE)
            check_normalise(r, index);
        if (r->out->parameter == UNCERTAINTY_MISSING && has_value(r->out, POLICY_ZERO) &&
            !index->is_percent_scale)
            table_fault(r->in, row_entry(r, VALUES).at,
                        _("zero cannot be had: index '%s' is not on 0-100"), index->code);
    }
}

static void check_once(const struct row *r)
{
    for (const struct uncertainty_choice *c = r->form->uncertainty; c < r->out; c++)
        if (c->parameter == r->out->parameter && uncertainty_is_of_all(c->parameter))
            table_fault(r->in, r->out->at, _("%s are drawn anew already in line %ld"), row_name(r),
                        c->at.line);
}

static enum status take_row(struct row *r, struct error *err)
{
    const char *names[UNCERTAINTY_COUNT];
    const struct entry parameter = row_entry(r, PARAMETER);
    int index = UNCERTAINTY_COUNT; /* of no row when it is not known */
    for (int i = 0; i < UNCERTAINTY_COUNT; i++)
        names[i] = uncertainty_name((enum uncertainty_parameter)i);
    *r->out = (struct uncertainty_choice){.low = MISSING, .high = MISSING, .at = parameter.at};
    if (parameter.text[0] == '\0')
        table_fault(r->in, parameter.at, "%s", _("the row has no parameter"));
    const bool is_known = value_name(r->in, parameter, names, COUNT(names), &index);
    r->out->parameter = (enum uncertainty_parameter)index;
    if (!is_known)
        return OK;
    check_unused(r);
    TRY(take_values(r, err));
    take_range(r);
    check_once(r);
    const enum uncertainty_takes takes = uncertainty_takes(r->out->parameter);
    const bool has_rule = takes == UNCERTAINTY_VALUES  ? r->out->n_values > 0
                          : takes == UNCERTAINTY_RANGE ? !is_missing(r->out->high)
                                                       : true;
    if (has_rule)
        TRY(take_levels(r, err));
    check_values(r);
    return OK;
}

enum status uncertainty_take(const struct reading *in, const struct table *table, struct form *form,
                             struct error *err)
{
    if (!table->exists)
        return uncertainty_default(in->arena, form, err);
    form->uncertainty = arena_array(in->arena, table->n_rows, struct uncertainty_choice);
    if (form->uncertainty == NULL)
        return error_memory(err);
    for (size_t i = 0; i < table->n_rows; i++) {
        struct row row = {in, table, i, form, &form->uncertainty[i], NULL};
        TRY(take_row(&row, err));
        form->n_uncertainty++;
    }
    return OK;
}
