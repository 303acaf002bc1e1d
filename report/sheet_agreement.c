/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/cell.h"
#include "report/columns.h"
#include "report/kept_rows.h"
#include "report/sheet.h"
#include "report/talk.h"
#include "store/agreement.h"

/* Kappa of two coders; where there are others, it is among the figures. */
static struct cell kappa(struct draft *draft, const char *code)
{
    const struct dialogues *d = talks(draft);
    if (d->n_coders != 2)
        return cell_missing(CELL_NOT_APPLICABLE);
    const char *one = figure_level(draft->arena, "coder", d->coders[0]);
    const char *other = figure_level(draft->arena, "with", d->coders[1]);
    const char *group =
        one == NULL || other == NULL ? NULL : arena_print(draft->arena, "%s;%s", one, other);
    draft->is_out_of_memory |= group == NULL;
    return cell_value(draft_figure(draft, "agreement/kappa", code, NULL, group));
}

static void put(struct kept_rows *rows, size_t code)
{
    struct draft *draft = rows->draft;
    const char *name = code == NO_CODE ? NULL : talks(draft)->codes[code].name;
    const struct figure *alpha = draft_figure(draft, "agreement/alpha", name, NULL, NULL);
    struct cell *cells = kept_rows_add(rows);
    cells[0] =
        cell_text(code == NO_CODE ? draft_text(draft, TEXT_AGREEMENT_ALL) : talk_code(draft, code));
    cells_put_estimate(cells + 1, alpha);
    cells[5] = talk_verdict(draft, code);
    cells[6] = cell_value(draft_figure(draft, "agreement/percent", name, NULL, NULL));
    cells[7] = kappa(draft, name);
    cells[8] = cell_id(alpha);
}

/* The themes that have a verdict, and those that are not to be used. */
struct verdicts {
    size_t n, n_bad;
};

static struct verdicts count_verdicts(struct draft *draft)
{
    const struct dialogues *d = talks(draft);
    struct verdicts count = {0, 0};
    for (size_t code = 0; code < d->n_codes; code++) {
        const struct figure *verdict =
            draft_figure(draft, "agreement/verdict", d->codes[code].name, NULL, NULL);
        if (verdict == NULL || is_missing(verdict->value))
            continue;
        count.n++;
        count.n_bad += verdict->value == AGREEMENT_NOT_TO_BE_USED;
    }
    return count;
}

static const char *sentence(struct draft *draft)
{
    const struct figure *alpha = draft_figure(draft, "agreement/alpha", NULL, NULL, NULL);
    const struct verdicts count = count_verdicts(draft);
    if (alpha == NULL || is_missing(alpha->value))
        return draft_text(draft, TEXT_AGREEMENT_SENTENCE_NONE);
    return SAY(draft, TEXT_AGREEMENT_SENTENCE, draft_estimate(draft, alpha),
               draft_count(draft, (double)count.n_bad), draft_count(draft, (double)count.n));
}

static enum status build(struct draft *draft, struct table *table, struct error *err)
{
    static const struct column_text columns[] = {
        {TEXT_COLUMN_THEME, false, 40}, {TEXT_COLUMN_ALPHA, true, 0},
        {TEXT_COLUMN_LOW, true, 0},     {TEXT_COLUMN_HIGH, true, 0},
        {TEXT_COLUMN_UNITS, true, 0},   {TEXT_COLUMN_JUDGEMENT, false, 0},
        {TEXT_COLUMN_PERCENT, true, 0}, {TEXT_COLUMN_KAPPA, true, 0},
        {TEXT_COLUMN_FIGURE, false, 0}};
    table->is_plain = true;
    table->sentence = sentence(draft);
    table->note = draft_text(draft, TEXT_AGREEMENT_NOTE);
    draft_columns(draft, columns, COUNT(columns), table);
    struct kept_rows rows;
    TRY(kept_rows_open(draft, table, &rows, err));
    put(&rows, NO_CODE);
    for (size_t code = 0; code < talks(draft)->n_codes; code++)
        put(&rows, code);
    kept_rows_close(&rows, table);
    return OK;
}

const struct sheet sheet_agreement = {.name = TEXT_SHEET_AGREEMENT,
                                      .about = TEXT_ABOUT_AGREEMENT,
                                      .part = PART_TALKS,
                                      .of = SHEET_OF_DIALOGUES,
                                      .build = build};
