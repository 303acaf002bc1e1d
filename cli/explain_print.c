/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/explain.h"
#include "cli/text_table.h"
#include "store/figure_about.h"

#include <libintl.h>
#include <string.h>

enum { INDENT = 2, LABEL = 12, MOST_RELATED = 12, NUMBER_SIZE = 64 };

static const char *write_published(double x, int decimals, char out[NUMBER_SIZE])
{
    if (is_missing(x))
        return "-";
    snprintf(out, NUMBER_SIZE, "%.*f", decimals, x);
    return out;
}

/* "  value       58.1": a label of up to ten letters. */
static void put_label(const char *label, FILE *file)
{
    size_t width = 0;
    for (const char *c = label; *c != '\0'; c++)
        width += ((unsigned char)*c & 0xC0) != 0x80;
    fprintf(file, "%*s%s%*s", INDENT, "", label, width < LABEL ? (int)(LABEL - width) : 1, "");
}

static void put_number(const char *label, double x, int decimals, FILE *file)
{
    char number[NUMBER_SIZE];
    if (is_missing(x))
        return;
    put_label(label, file);
    fprintf(file, "%s\n", write_published(x, decimals, number));
}

static const char *status_text(const char *status)
{
    switch (status == NULL ? '\0' : status[0]) {
    case 'c':
        return _("withheld: there are too few units");
    case 'x':
        return _("it has a meaning here, but cannot be had from these answers");
    case 'z':
        return _("it has no meaning here");
    default:
        return NULL;
    }
}

static void put_value(const struct figure *figure, FILE *file)
{
    char low[NUMBER_SIZE], high[NUMBER_SIZE], published[NUMBER_SIZE];
    static const double SMALLEST_P = 0.0001;
    enum { P_DECIMALS = 4 };
    const char *status = status_text(figure->status);
    put_label(_("value"), file);
    if (is_missing(figure->value))
        fprintf(file, "-\n");
    else
        fprintf(file, _("%s  (exactly %.17g)\n"),
                write_published(figure->value, figure->decimals, published), figure->value);
    if (status != NULL) {
        put_label(_("status"), file);
        fprintf(file, "%s: %s\n", figure->status, status);
    }
    if (figure->unit != NULL && figure->unit[0] != '\0') {
        put_label(_("unit"), file);
        fprintf(file, "%s\n", figure->unit);
    }
    put_number("n", figure->n, 0, file);
    put_number(_("std. error"), figure->se, figure->decimals + 2, file);
    if (!is_missing(figure->low) && !is_missing(figure->high)) {
        put_label(_("interval"), file);
        fprintf(file, _("%s to %s\n"), write_published(figure->low, figure->decimals, low),
                write_published(figure->high, figure->decimals, high));
    }
    if (figure->p < SMALLEST_P) {
        put_label("p", file);
        fprintf(file, "< %.4f\n", SMALLEST_P);
    } else {
        put_number("p", figure->p, P_DECIMALS, file);
    }
}

static void put_heading(const char *text, FILE *file)
{
    fputc('\n', file);
    text_wrap(text, 0, file);
}

static void put_figure(const struct explained *of, const struct explanation *e, FILE *file)
{
    const char *about = figure_about(e->parts.family, of->language);
    fprintf(file, "%s\n", e->figure->id);
    if (about != NULL)
        text_wrap(about, INDENT, file);
    fputc('\n', file);
    put_value(e->figure, file);
    put_heading(_("Method"), file);
    text_wrap(e->figure->method == NULL || e->figure->method[0] == '\0' ? _("not told")
                                                                        : e->figure->method,
              INDENT, file);
}

/* Notes and steps in their order; a heading before the first step of a row of them. */
static enum status put_parts(const struct explanation *e, FILE *file, struct error *err)
{
    enum explain_part_kind before = e->figure == NULL ? EXPLAIN_NOTE : EXPLAIN_TABLE;
    for (size_t i = 0; i < e->n; i++) {
        const struct explain_part *part = &e->list[i];
        if (part->kind == EXPLAIN_TABLE) {
            put_heading(part->table->title, file);
            if (!text_table(part->table, file))
                return error_memory(err);
        } else {
            if (part->kind == EXPLAIN_STEP && before != EXPLAIN_STEP)
                put_heading(_("Arithmetic"), file);
            else if (part->kind == EXPLAIN_NOTE && before == EXPLAIN_TABLE)
                fputc('\n', file);
            text_wrap(part->text, INDENT, file);
        }
        before = part->kind;
    }
    if (e->reproduced == REPRODUCED_YES)
        put_heading(_("Made anew from the answers, it comes to the same."), file);
    else if (e->reproduced == REPRODUCED_NO)
        put_heading(_("Made anew from the answers it comes to something else: please report this."),
                    file);
    return OK;
}

static void put_related(const struct explanation *e, bool is_full, FILE *file)
{
    char number[NUMBER_SIZE];
    if (e->n_related == 0)
        return;
    put_heading(_("Hangs together with"), file);
    for (size_t i = 0; i < e->n_related && (is_full || i < MOST_RELATED); i++)
        fprintf(
            file, "  %-44s %12s  %s\n", e->related[i].figure->id,
            write_published(e->related[i].figure->value, e->related[i].figure->decimals, number),
            e->related[i].why);
    if (!is_full && e->n_related > MOST_RELATED)
        fprintf(file, _("  and %zu more; --full lists them all\n"), e->n_related - MOST_RELATED);
}

/* "mognad 0.1.0, gsl 2.7.1, seed 1 ...". */
static void put_facts(const struct explained *of, FILE *file)
{
    static const char in_force[] = "in_force.";
    struct arena arena = {0};
    const char *text = "";
    for (size_t i = 0; text != NULL && i < of->n_facts; i++) {
        const char *name = of->facts[i].name;
        if (strncmp(name, in_force, sizeof in_force - 1) == 0)
            name += sizeof in_force - 1;
        text = arena_print(&arena, "%s%s%s%s%s", text, i > 0 ? ", " : "", name,
                           of->facts[i].value[0] == '\0' ? "" : " ", of->facts[i].value);
    }
    if (text != NULL && text[0] != '\0')
        text_wrap(text, INDENT, file);
    arena_release(&arena);
}

/* What the folder would tell besides. */
static void put_hint(const struct explained *of, FILE *file)
{
    if (of->is_stored)
        put_heading(_("From the store alone. The survey folder tells more (rules, units, all "
                      "arithmetic): mognad explain FIGURE SURVEY"),
                    file);
}

static void put_sources(const struct explained *of, FILE *file)
{
    char heading[400];
    snprintf(heading, sizeof heading, _("Made of %s: %s %d%s"), of->from, of->form, of->year,
             of->is_simulated ? _(", simulated answers") : "");
    put_heading(heading, file);
    for (size_t i = 0; i < of->n_sources; i++) {
        const struct source *source = &of->sources[i];
        fprintf(file, _("  %-17s %6llu rows %9llu bytes  %-13s sha256 %.12s...\n"), source->name,
                (unsigned long long)source->rows, (unsigned long long)source->bytes,
                source->encoding == NULL ? "" : source->encoding, source->sha256);
    }
    put_facts(of, file);
}

enum status explained_print(const struct explained *of, const struct explanation *e, bool is_full,
                            struct error *err)
{
    if (e->figure != NULL)
        put_figure(of, e, stdout);
    TRY(put_parts(e, stdout, err));
    put_related(e, is_full, stdout);
    put_sources(of, stdout);
    put_hint(of, stdout);
    return OK;
}
