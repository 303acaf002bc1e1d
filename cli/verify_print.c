/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/difference.h"
#include "cli/verify.h"

#include <libintl.h>
#include <string.h>

enum { MOST_LINES = 20, MOST_ROWS = 8 };

static const char *const cause_texts[] = {
    [CAUSE_ROW] = N_("a row changed that they hang on"),
    [CAUSE_WAVE] = N_("an earlier wave changed that they are compared with"),
    [CAUSE_INPUT] = N_("an input changed"),
    [CAUSE_OPTION] = N_("an option changed"),
    [CAUSE_METHOD] = N_("the method changed"),
    [CAUSE_PROGRAM] = N_("another version of the program or of a library"),
    [CAUSE_EDITED] = N_("figures.csv was edited after it was accepted"),
    [CAUSE_MACHINE] = N_("nothing on record changed: another build, machine or C library"),
    [CAUSE_UNKNOWN] = N_("not known, as there is no figures.json"),
};
_Static_assert(COUNT(cause_texts) == CAUSE_COUNT, "every cause needs a text");

static void print_rows(const struct verified *verified, const char *file, FILE *out)
{
    const size_t n_file = strlen(file);
    size_t n = 0;
    for (size_t i = 0; i < verified->n_changes; i++) {
        const struct fact_change *change = &verified->changes[i];
        if (change->kind != FACT_ROW || strncmp(change->name, file, n_file) != 0)
            continue;
        if (n < MOST_ROWS)
            fprintf(out, "%s%s%s", n == 0 ? ": " : ", ", change->name + n_file + 1,
                    change->is == NULL    ? _(" (gone)")
                    : change->was == NULL ? _(" (new)")
                                          : "");
        n++;
    }
    if (n > MOST_ROWS)
        fprintf(out, _(" and %zu more"), n - MOST_ROWS);
}

static void print_input(const struct verified *verified, const struct fact_change *change,
                        FILE *file)
{
    if (change->is == NULL)
        fprintf(file, _("  %s is not there any longer"), change->name);
    else if (change->was == NULL)
        fprintf(file, _("  %s is new"), change->name);
    else
        fprintf(file, _("  %s changed"), change->name);
    print_rows(verified, change->name, file);
    fputc('\n', file);
}

/* What is made of something else than the accepted figures were. */
static void print_changes(const struct verified *verified, FILE *file)
{
    for (size_t i = 0; i < verified->n_changes; i++) {
        const struct fact_change *change = &verified->changes[i];
        const char *was = change->was == NULL ? "-" : change->was;
        const char *is = change->is == NULL ? "-" : change->is;
        switch (change->kind) {
        case FACT_INPUT:
            print_input(verified, change, file);
            break;
        case FACT_WAVE:
            if (change->was != NULL && change->is != NULL)
                fprintf(file, _("  the wave of %s changed\n"), change->name);
            break;
        case FACT_OPTION:
        case FACT_PROGRAM:
        case FACT_LIBRARY:
            fprintf(file, _("  %s is %s, was %s\n"), change->name, is, was);
            break;
        case FACT_FIGURES:
            fputs(_("  figures.csv was edited after it was accepted\n"), file);
            break;
        case FACT_ROW: /* told with its file */
        case FACT_KIND_COUNT:
            break;
        }
    }
}

/* "2020, 2021", or that none stood beside. */
static void print_years(const struct acceptance *of, FILE *file)
{
    size_t n = 0;
    for (size_t i = 0; i < of->n; i++)
        if (of->facts[i].kind == FACT_WAVE)
            fprintf(file, "%s%s", n++ > 0 ? ", " : "", of->facts[i].name);
    if (n == 0)
        fputs(_("no earlier wave"), file);
}

/* What was left out because other waves stood beside. */
static void print_apart(const struct verified *verified, const struct options *options, FILE *file)
{
    const size_t n = verified->n_apart > 0 ? verified->n_apart : verified->n_apart_is;
    if (n == 0)
        return;
    fprintf(file,
            ngettext("  %zu figure about earlier waves was not compared: accepted beside ",
                     "  %zu figures about earlier waves were not compared: accepted beside ", n),
            n);
    print_years(&verified->was, file);
    fputs(_(", now beside "), file);
    print_years(&verified->is, file);
    fputc('\n', file);
    if (options->is_accepting && verified->n_apart > 0 && verified->n_apart_is == 0)
        fputs(_("  they are accepted no longer; to keep them, accept the waves together\n"), file);
}

/* How many of n differences have that cause. */
struct cause_count {
    enum cause cause;
    size_t n;
};

/* The one thing behind all of them, if there is one. */
static const char *because_of_all(const struct verified *verified, enum cause cause,
                                  const struct difference *list, size_t n)
{
    const char *all = NULL;
    for (size_t i = 0; i < n; i++) {
        if (verified_cause(verified, &list[i]) != cause)
            continue;
        const char *one = verified_because(verified, &list[i]);
        if (one == NULL || (all != NULL && strcmp(one, all) != 0))
            return NULL;
        all = one;
    }
    return all;
}

static void print_cause(const struct verified *verified, struct cause_count count,
                        const struct difference *list, size_t n, FILE *file)
{
    const char *because = because_of_all(verified, count.cause, list, n);
    if (because == NULL)
        fprintf(file, _("    likely cause of %zu: %s\n"), count.n, _(cause_texts[count.cause]));
    else
        fprintf(file, _("    likely cause of %zu: %s (%s)\n"), count.n, _(cause_texts[count.cause]),
                because);
}

static void print_kind(const struct verified *verified, const struct difference *list, size_t n,
                       FILE *file)
{
    size_t count[CAUSE_COUNT] = {0};
    fprintf(file, "  %s %zu: %s\n", difference_name(list->kind), n, _(difference_text(list->kind)));
    for (size_t i = 0; i < n; i++)
        count[verified_cause(verified, &list[i])]++;
    for (int cause = 0; cause < CAUSE_COUNT; cause++)
        if (count[cause] > 0)
            print_cause(verified, (struct cause_count){(enum cause)cause, count[cause]}, list, n,
                        file);
    for (size_t i = 0; i < n && i < MOST_LINES; i++)
        difference_print(&list[i], file);
    if (n > MOST_LINES)
        fprintf(file, _("    and %zu more; --json lists them all\n"), n - MOST_LINES);
}

static void print_headline(const struct verified *verified, const struct options *options,
                           FILE *file)
{
    const size_t n = verified->job->figures.n - (options->is_accepting ? 0 : verified->n_apart_is);
    const size_t n_differ = verified->found.n;
    fprintf(file, "%s: ", verified->job->folder);
    if (options->is_accepting && verified->accepted.n == 0)
        fprintf(file, _("%zu figures accepted, the first: %s\n"), n, options->reason);
    else if (options->is_accepting)
        fprintf(file,
                ngettext("%zu figures accepted, %zu difference: %s\n",
                         "%zu figures accepted, %zu differences: %s\n", n_differ),
                n, n_differ, options->reason);
    else if (n_differ == 0)
        fprintf(file, _("%zu figures, all as accepted\n"), n);
    else
        fprintf(file,
                ngettext("%zu figures, %zu difference from those accepted (%s)\n",
                         "%zu figures, %zu differences from those accepted (%s)\n", n_differ),
                n, n_differ, verified->has_record ? verified->was.reason : _("no figures.json"));
}

void verified_print(const struct verified *verified, const struct options *options, FILE *file)
{
    print_headline(verified, options, file);
    if (options->is_accepting && verified->accepted.n == 0)
        return; /* everything is new */
    print_changes(verified, file);
    print_apart(verified, options, file);
    const struct differences *found = &verified->found;
    for (size_t first = 0; first < found->n;) {
        const size_t n = found->count[found->list[first].kind];
        print_kind(verified, &found->list[first], n, file);
        first += n;
    }
}
