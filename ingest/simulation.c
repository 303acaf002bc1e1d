/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/simulation.h"

#include "base/missing.h"
#include "ingest/say.h"
#include "ingest/value.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* What a row may speak of, and where a term may follow. */
enum { BLANK = 1, INDEX = 2, QUESTION = 4, CHOICE = 8, SECTION = 16, WORD = 32 };

struct rule {
    const char *kind, *word;
    unsigned names, may_have_on, must_have_on; /* sums of the above */
    double low, high;
    bool is_whole;
    const char *wanted; /* what the name must be, for messages */
};

#define ANY_NUMBER -HUGE_VAL, HUGE_VAL
#define SHARE 0, 1
#define ANSWERS (BLANK | INDEX | QUESTION)

// clang-format off
static const struct rule rules[] = {
    [SIMULATION_FACTOR] = {"factor", NULL, INDEX, INDEX, INDEX, -1, 1, false, N_("an index")},
    [SIMULATION_PERSISTENCE] = {"persistence", "response", BLANK | INDEX | WORD, 0, 0, SHARE, false, N_("an index or 'response'")},
    [SIMULATION_RESPONSE] = {"response", "count", BLANK | WORD, BLANK, BLANK, -1, 1, false, N_("'count'")},
    [SIMULATION_LOADING] = {"loading", NULL, ANSWERS | CHOICE, QUESTION | CHOICE, 0, -1, 1, false, N_("an index, a question or question/choice")},
    [SIMULATION_SHIFT] = {"shift", NULL, ANSWERS | CHOICE, 0, 0, ANY_NUMBER, false, N_("an index, a question or question/choice")},
    [SIMULATION_NO_ANSWER] = {"no_answer", NULL, ANSWERS, ANSWERS, 0, SHARE, false, N_("an index or a question")},
    [SIMULATION_UNKNOWN] = {"unknown", NULL, ANSWERS, ANSWERS, 0, SHARE, false, N_("an index or a question")},
    [SIMULATION_NOT_APPLICABLE] = {"not_applicable", NULL, ANSWERS, ANSWERS, 0, SHARE, false, N_("an index or a question")},
    [SIMULATION_BREAKOFF] = {"breakoff", NULL, BLANK | SECTION, 0, 0, SHARE, false, N_("a section (begin_group)")},
    [SIMULATION_LOW] = {"low", NULL, QUESTION, 0, 0, ANY_NUMBER, false, N_("a question")},
    [SIMULATION_HIGH] = {"high", NULL, QUESTION, 0, 0, ANY_NUMBER, false, N_("a question")},
    [SIMULATION_AT_MOST] = {"at_most", NULL, QUESTION, 0, 0, 1, 1000, true, N_("a question")},
    [SIMULATION_TEXT] = {"text", NULL, QUESTION, 0, 0, SHARE, false, N_("a question")},
    [SIMULATION_TIE] = {"tie", NULL, BLANK, BLANK, 0, ANY_NUMBER, false, N_("blank: the row is about all ties")},
    [SIMULATION_TIE_TO] = {"tie_to", NULL, BLANK, BLANK, BLANK, ANY_NUMBER, false, N_("blank: the row is about all ties")},
    [SIMULATION_TIE_WITHIN] = {"tie_within", NULL, BLANK, BLANK, 0, ANY_NUMBER, false, N_("blank: the row is about all ties")},
    [SIMULATION_TIE_ACROSS] = {"tie_across", NULL, BLANK, BLANK, 0, ANY_NUMBER, false, N_("blank: the row is about all ties")},
    [SIMULATION_TIE_MUTUAL] = {"tie_mutual", NULL, BLANK, 0, 0, SHARE, false, N_("blank: the row is about all ties")},
};
// clang-format on
_Static_assert(COUNT(rules) == SIMULATION_KIND_COUNT, "every kind of row needs its rule");

static const struct rule count_rule = {"response", "count", WORD, 0, 0, 1, 1e9, true, NULL};

enum { KIND, NAME, ON, VALUE, NOTE };
static const struct table_column columns[] = {
    [KIND] = {"kind", .is_required = true},
    [NAME] = {"name", .is_required = true},
    [ON] = {.name = "on"},
    [VALUE] = {"value", .is_required = true},
    [NOTE] = {.name = "note"},
};
static const struct table_layout layout = {"simulation", columns, COUNT(columns)};

void simulation_fault(struct findings *faults, struct simulation_row *row, int column,
                      const char *format, ...)
{
    char text[sizeof(struct error)];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const unsigned bit = 1U << (unsigned)(column % 32);
    if ((row->faulted & bit) != 0)
        return;
    row->faulted |= bit;
    struct place at = row->at;
    at.column = column;
    findings_add(faults, FINDING_FAULT, "simulation", at, NULL, NULL, "%s", text);
}

struct simulation_row *simulation_find(const struct simulation *table, enum simulation_kind kind,
                                       const char *name, const char *on)
{
    for (size_t i = 0; i < table->n; i++) {
        struct simulation_row *row = &table->rows[i];
        if (row->kind == kind && strcmp(row->name, name) == 0 && strcmp(row->on, on) == 0)
            return row;
    }
    return NULL;
}

/* ---- names */

static const struct choice *choice_named(const struct question *question, const char *name)
{
    for (size_t i = 0; question->list != NULL && i < question->list->n; i++)
        if (strcmp(question->list->choices[i].name, name) == 0)
            return &question->list->choices[i];
    return NULL;
}

static const struct question *question_before_slash(const struct form *form, const char *name)
{
    const char *slash = strchr(name, '/');
    const size_t n = slash == NULL ? 0 : (size_t)(slash - name);
    for (size_t i = 0; n > 0 && i < form->n_questions; i++)
        if (strncmp(form->questions[i].name, name, n) == 0 && form->questions[i].name[n] == '\0')
            return &form->questions[i];
    return NULL;
}

/* What the name is of all that the rule allows; 0 when it is nothing of it. */
static unsigned class_of(const struct form *form, const struct rule *rule, const char *name)
{
    if (*name == '\0')
        return rule->names & BLANK;
    if ((rule->names & WORD) != 0 && strcmp(name, rule->word) == 0)
        return WORD;
    const struct indicator *index = form_indicator(form, name);
    if ((rule->names & INDEX) != 0 && index != NULL && index->type == INDICATOR_AGGREGATE)
        return INDEX;
    const struct question *question = form_question(form, name);
    const bool is_section = question != NULL && question->type == QUESTION_BEGIN_GROUP;
    if ((rule->names & SECTION) != 0 && is_section)
        return SECTION;
    if ((rule->names & QUESTION) != 0 && question != NULL && question_has_answer(question->type))
        return QUESTION;
    const struct question *of_choice = question_before_slash(form, name);
    if ((rule->names & CHOICE) != 0 && of_choice != NULL &&
        choice_named(of_choice, strchr(name, '/') + 1) != NULL)
        return CHOICE;
    return 0;
}

/* All names that the rule allows; choices only of the question before the slash. */
static const char **candidates(const struct form *form, const struct rule *rule, const char *name,
                               struct arena *arena, size_t *n)
{
    const struct question *of_choice = question_before_slash(form, name);
    const size_t n_choices = of_choice == NULL || of_choice->list == NULL ? 0 : of_choice->list->n;
    const char **names =
        arena_array(arena, form->n_indicators + form->n_questions + n_choices + 1, const char *);
    *n = 0;
    if (names == NULL)
        return NULL;
    if (rule->word != NULL)
        names[(*n)++] = rule->word;
    for (size_t i = 0; (rule->names & CHOICE) != 0 && i < n_choices; i++)
        names[(*n)++] =
            arena_print(arena, "%s/%s", of_choice->name, of_choice->list->choices[i].name);
    for (size_t i = 0; (rule->names & INDEX) != 0 && i < form->n_indicators; i++)
        if (form->indicators[i].type == INDICATOR_AGGREGATE)
            names[(*n)++] = form->indicators[i].code;
    for (size_t i = 0; i < form->n_questions; i++) {
        const struct question *q = &form->questions[i];
        const unsigned class = q->type == QUESTION_BEGIN_GROUP ? SECTION
                               : question_has_answer(q->type)  ? QUESTION
                                                               : 0;
        if ((rule->names & class) != 0)
            names[(*n)++] = q->name;
    }
    return names;
}

/* ---- rows */

static const struct rule *rule_of(const struct simulation_row *row)
{
    const bool is_count = row->kind == SIMULATION_RESPONSE && *row->name != '\0';
    return is_count ? &count_rule : &rules[row->kind];
}

static bool check_name(const struct reading *in, const struct form *form,
                       struct simulation_row *row)
{
    const struct rule *rule = &rules[row->kind];
    const unsigned class = class_of(form, rule, row->name);
    if (class == 0 && *row->name == '\0') {
        simulation_fault(in->found, row, row->name_column,
                         _("a row '%s' says in 'name' what it is about: %s"), rule->kind,
                         _(rule->wanted));
        return false;
    }
    if (class == 0) {
        size_t n;
        const char **names = candidates(form, rule, row->name, in->arena, &n);
        simulation_fault(in->found, row, row->name_column, _("'%s' is not %s%s"), row->name,
                         _(rule->wanted), say_nearest(in->arena, row->name, names, n));
        return false;
    }
    if (*row->on != '\0' && (rule->may_have_on & class) == 0) {
        simulation_fault(in->found, row, row->on_column,
                         _("'%s' has no meaning here: leave 'on' blank"), row->on);
        return false;
    }
    if (*row->on == '\0' && (rule->must_have_on & class) != 0) {
        simulation_fault(in->found, row, row->on_column,
                         _("a row '%s' says in 'on' what it depends on"), rule->kind);
        return false;
    }
    return true;
}

static bool take_value(const struct reading *in, struct entry entry, struct simulation_row *row)
{
    row->value = MISSING;
    if (!value_number(in, entry, &row->value)) {
        if (*entry.text == '\0')
            simulation_fault(in->found, row, row->value_column, "%s", _("a value is wanted"));
        return false;
    }
    const struct rule *rule = rule_of(row);
    if (rule->is_whole &&
        (row->value < rule->low || row->value > rule->high || row->value != floor(row->value))) {
        simulation_fault(in->found, row, row->value_column,
                         _("%s is not a whole number of %g or more"), entry.text, rule->low);
        return false;
    }
    if (row->value < rule->low || row->value > rule->high) {
        simulation_fault(in->found, row, row->value_column, _("%s is not between %g and %g"),
                         entry.text, rule->low, rule->high);
        return false;
    }
    return true;
}

static bool take_row(const struct reading *in, const struct form *form, const struct table *table,
                     size_t i, struct simulation_row *row)
{
    const char *names[SIMULATION_KIND_COUNT];
    for (size_t kind = 0; kind < COUNT(rules); kind++)
        names[kind] = rules[kind].kind;
    const struct entry kind_entry = table_entry(table, i, KIND);
    const struct entry name = table_entry(table, i, NAME), on = table_entry(table, i, ON);
    const struct entry value = table_entry(table, i, VALUE);
    *row = (struct simulation_row){
        .name = name.text,
        .on = on.text,
        .at = table_row_at(table, i),
        .name_column = name.at.column,
        .on_column = on.at.column,
        .value_column = value.at.column,
    };
    int kind = 0;
    if (!value_name(in, kind_entry, names, SIMULATION_KIND_COUNT, &kind)) {
        if (*kind_entry.text == '\0')
            simulation_fault(in->found, row, kind_entry.at.column, "%s",
                             _("a row says in 'kind' what it sets"));
        return false;
    }
    row->kind = (enum simulation_kind)kind;
    const bool has_name = check_name(in, form, row);
    return take_value(in, value, row) && has_name;
}

static enum status use_defaults(struct arena *arena, struct simulation *out, struct error *err)
{
    static const struct simulation_row rows[] = {
        {.kind = SIMULATION_LOADING, .value = 0.7},
        {.kind = SIMULATION_PERSISTENCE, .value = 0.5},
        {.kind = SIMULATION_NO_ANSWER, .value = 0.02},
        {.kind = SIMULATION_UNKNOWN, .value = 0.02},
        {.kind = SIMULATION_NOT_APPLICABLE, .value = 0.02},
        {.kind = SIMULATION_TEXT, .value = 0.1},
    };
    out->rows = arena_array(arena, COUNT(rows), struct simulation_row);
    if (out->rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < COUNT(rows); i++) {
        out->rows[i] = rows[i];
        out->rows[i].name = out->rows[i].on = "";
        out->rows[i].is_used = true;
    }
    out->n = COUNT(rows);
    return OK;
}

enum status simulation_read(const struct form *form, struct arena *arena, struct findings *faults,
                            struct simulation *out, struct error *err)
{
    const struct reading in = {.arena = arena, .found = faults, .folder = form->folder};
    struct table table;
    *out = (struct simulation){0};
    TRY(table_read(&in, &layout, &table, err));
    if (!table.exists)
        return use_defaults(arena, out, err);
    out->rows = arena_array(arena, table.n_rows, struct simulation_row);
    if (out->rows == NULL)
        return error_memory(err);
    for (size_t i = 0; i < table.n_rows; i++) {
        struct simulation_row row;
        if (!take_row(&in, form, &table, i, &row))
            continue;
        const struct simulation_row *first = simulation_find(out, row.kind, row.name, row.on);
        if (first == NULL)
            out->rows[out->n++] = row;
        else
            simulation_fault(faults, &row, 0, _("the same is set in line %ld already"),
                             first->at.line);
    }
    return OK;
}
