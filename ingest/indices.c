/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/indices_inside.h"

#include "ingest/names.h"
#include "ingest/say.h"
#include "ingest/value.h"

#include <string.h>

static const struct table_column columns[] = {
    [INDEX_CODE] = {.name = "iCode", .is_required = true},
    [INDEX_NAME] = {.name = "iName"},
    [INDEX_LABEL] = {.name = "label", .has_languages = true},
    [INDEX_LEVEL] = {.name = "Level"},
    [INDEX_PARENT] = {.name = "Parent"},
    [INDEX_DIRECTION] = {.name = "Direction"},
    [INDEX_WEIGHT] = {.name = "Weight"},
    [INDEX_TYPE] = {.name = "Type", .is_required = true},
    [INDEX_DENOMINATOR] = {.name = "Denominator"},
    [INDEX_UNIT] = {.name = "Unit"},
    [INDEX_TARGET] = {.name = "Target"},
    [INDEX_SOURCE] = {.name = "Source"},
    [INDEX_BREAKS] = {.name = "Breaks"},
    [INDEX_NORMALISE] = {.name = "Normalise"},
    [INDEX_LOW] = {.name = "Low"},
    [INDEX_HIGH] = {.name = "High"},
    [INDEX_AGGREGATE] = {.name = "Aggregate"},
    [INDEX_MISSING] = {.name = "Missing"},
    [INDEX_MIN_SHARE] = {.name = "MinShare"},
    [INDEX_STRONG] = {.name = "Strong"},
    [INDEX_TREAT] = {.name = "Treat"},
    [INDEX_IMPUTE] = {.name = "Impute"},
};
_Static_assert(COUNT(columns) == INDEX_COLUMN_COUNT, "every column needs its name");

const struct table_layout indices_layout = {"indices", columns, COUNT(columns)};

enum { ITEM = 1, AGGREGATE = 2, GROUP = 4, DENOMINATOR = 8, OTHER = 16 };

static const unsigned bit_of_type[] = {[INDICATOR_ITEM] = ITEM,
                                       [INDICATOR_AGGREGATE] = AGGREGATE,
                                       [INDICATOR_GROUP] = GROUP,
                                       [INDICATOR_DENOMINATOR] = DENOMINATOR,
                                       [INDICATOR_OTHER] = OTHER};

/* Which types a column has an effect on; Level, Unit and Target are shown for all. */
static const struct {
    int column;
    unsigned types;
} effects[] = {
    {INDEX_PARENT, ITEM | AGGREGATE},
    {INDEX_DIRECTION, ITEM},
    {INDEX_WEIGHT, ITEM | AGGREGATE},
    {INDEX_DENOMINATOR, ITEM},
    {INDEX_SOURCE, ITEM | GROUP | DENOMINATOR | OTHER},
    {INDEX_BREAKS, GROUP},
    {INDEX_NORMALISE, ITEM},
    {INDEX_LOW, ITEM},
    {INDEX_HIGH, ITEM},
    {INDEX_AGGREGATE, AGGREGATE},
    {INDEX_MISSING, AGGREGATE},
    {INDEX_MIN_SHARE, AGGREGATE},
    {INDEX_STRONG, AGGREGATE},
    {INDEX_TREAT, ITEM},
    {INDEX_IMPUTE, ITEM},
};

static const char *const type_names[] = {N_("an Indicator"), N_("an Aggregate"), N_("a Group"),
                                         N_("a Denominator"), N_("an Other")};

/* An option that would have no effect is an error, but for an aggregate's Direction 1, which COINr
   writes. */
static void check_effects(const struct indices *work, size_t i)
{
    const struct indicator *indicator = &work->form->indicators[i];
    for (size_t k = 0; k < COUNT(effects); k++) {
        const struct entry entry = index_entry(work, i, effects[k].column);
        const bool is_shown_only = effects[k].column == INDEX_DIRECTION &&
                                   indicator->type == INDICATOR_AGGREGATE &&
                                   strcmp(entry.text, "1") == 0;
        if (entry.text[0] == '\0' || is_shown_only ||
            (effects[k].types & bit_of_type[indicator->type]) != 0)
            continue;
        table_fault(work->in, entry.at, _("%s has no effect on %s; leave it blank"), entry.column,
                    _(type_names[indicator->type]));
    }
}

static bool take_type(const struct indices *work, size_t i, struct indicator *out)
{
    const char *names[INDICATOR_OTHER + 1];
    const struct entry entry = index_entry(work, i, INDEX_TYPE);
    int type = INDICATOR_OTHER;
    for (int k = 0; k <= INDICATOR_OTHER; k++)
        names[k] = indicator_type_name((enum indicator_type)k);
    if (entry.text[0] == '\0')
        table_fault(work->in, entry.at, "%s",
                    _("Type is blank; want Indicator, Aggregate, Group, Denominator or Other"));
    const bool is_known = value_name(work->in, entry, names, COUNT(names), &type);
    out->type = (enum indicator_type)type;
    return is_known;
}

static void take_direction(const struct indices *work, size_t i, struct indicator *out)
{
    const struct entry entry = index_entry(work, i, INDEX_DIRECTION);
    double direction = 1;
    if (out->type != INDICATOR_ITEM || !value_number(work->in, entry, &direction))
        return;
    if (direction != 1 && direction != -1)
        table_fault(work->in, entry.at, _("Direction '%s' is neither 1 nor -1"), entry.text);
    out->direction = direction < 0 ? -1 : 1;
}

static void take_weight(const struct indices *work, size_t i, struct indicator *out)
{
    const struct entry entry = index_entry(work, i, INDEX_WEIGHT);
    if (!value_number(work->in, entry, &out->weight) || out->weight >= 0)
        return;
    table_fault(work->in, entry.at, _("Weight '%s' is negative"), entry.text);
    out->weight = 1;
}

static enum status take_labels(const struct indices *work, size_t i, struct indicator *out,
                               struct error *err)
{
    TRY(labels_read(work->in, (struct label_cell){work->table, i, INDEX_LABEL}, &out->labels, err));
    out->name = index_entry(work, i, INDEX_NAME).text;
    if (out->labels.text == NULL && out->name[0] != '\0')
        TRY(labels_of(work->in, out->name, &out->labels, err));
    if (out->name[0] == '\0')
        out->name = out->labels.text != NULL && out->labels.text[0] != NULL ? out->labels.text[0]
                                                                            : out->code;
    return OK;
}

static enum status take_indicator(const struct indices *work, size_t i, struct error *err)
{
    struct indicator *out = &work->form->indicators[i];
    const struct entry code = index_entry(work, i, INDEX_CODE);
    *out = (struct indicator){.code = code.text,
                              .level = MISSING,
                              .target = MISSING,
                              .direction = 1,
                              .weight = 1,
                              .option = NO_OPTION,
                              .low = MISSING,
                              .high = MISSING,
                              .strong = MISSING,
                              .at = code.at};
    work->is_known[i] = take_type(work, i, out);
    value_number(work->in, index_entry(work, i, INDEX_LEVEL), &out->level);
    value_number(work->in, index_entry(work, i, INDEX_TARGET), &out->target);
    value_text(index_entry(work, i, INDEX_UNIT), &out->unit);
    take_direction(work, i, out);
    take_weight(work, i, out);
    if (work->is_known[i])
        check_effects(work, i);
    return take_labels(work, i, out, err);
}

static enum status check_codes(const struct indices *work, struct error *err)
{
    struct names names = {.arena = work->in->arena};
    for (size_t i = 0; i < work->form->n_indicators; i++) {
        const struct indicator *indicator = &work->form->indicators[i];
        if (indicator->code[0] == '\0') {
            table_fault(work->in, indicator->at, "%s", _("iCode is blank"));
            continue;
        }
        names_check(work->in, indicator->code, indicator->at);
        TRY(names_add(work->in, &names, (struct name){indicator->code, indicator->at}, err));
    }
    return OK;
}

static void fault_unnamed(const struct indices *work, struct entry entry, const char *code,
                          enum indicator_type type)
{
    struct arena scratch = {0};
    size_t n = 0;
    const char **names = arena_array(&scratch, work->form->n_indicators, const char *);
    for (size_t i = 0; names != NULL && i < work->form->n_indicators; i++)
        if (work->form->indicators[i].type == type)
            names[n++] = work->form->indicators[i].code;
    table_fault(work->in, entry.at, _("%s '%s' is no %s of this table%s"), entry.column, code,
                indicator_type_name(type),
                names == NULL ? "" : say_nearest(work->in->arena, code, names, n));
    arena_release(&scratch);
}

struct indicator *index_named(const struct indices *work, struct entry entry, const char *code,
                              enum indicator_type type)
{
    struct indicator *indicator = form_indicator(work->form, code);
    if (indicator != NULL && indicator->type == type)
        return indicator;
    if (indicator == NULL)
        fault_unnamed(work, entry, code, type);
    else if (work->is_known[indicator - work->form->indicators])
        table_fault(work->in, entry.at, _("%s '%s' is %s (line %ld), where %s is wanted"),
                    entry.column, code, _(type_names[indicator->type]), indicator->at.line,
                    _(type_names[type]));
    return NULL;
}

enum status indices_take(const struct reading *in, const struct table *table,
                         const struct index_defaults *defaults, struct form *form,
                         struct error *err)
{
    struct indices work = {in,   table, defaults, form, arena_array(in->arena, table->n_rows, bool),
                           false};
    form->indicators = arena_array(in->arena, table->n_rows, struct indicator);
    form->n_indicators = table->n_rows;
    if (form->indicators == NULL || work.is_known == NULL) {
        form->n_indicators = 0;
        return error_memory(err);
    }
    if (table->n_rows == 0 && table->n_fields > 0)
        table_fault(in, (struct place){table->path, 0, 0}, "%s",
                    _("there is no row below the header"));
    for (size_t i = 0; i < table->n_rows; i++)
        TRY(take_indicator(&work, i, err));
    TRY(check_codes(&work, err));
    if (!form->has_survey)
        TRY(indices_make_questions(&work, err));
    TRY(indices_link_sources(&work, err));
    TRY(indices_link_tree(&work, err));
    indices_take_rules(&work);
    indices_check_tree(&work);
    indices_check_rules(&work);
    return OK;
}
