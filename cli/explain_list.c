/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mognad explain --list: which figures there are. */
#include "cli/difference_json.h"
#include "cli/explain.h"
#include "cli/text_table.h"
#include "store/figure_about.h"

#include <string.h>

/* Whether the id is of that family. */
static bool is_of(const char *id, const char *family)
{
    const size_t n = strlen(family);
    return strncmp(id, family, n) == 0 && id[n] == '/';
}

struct family_count {
    const char *name;
    size_t n;
};

/* The families in the order in which they are met; NULL when memory runs out. */
static struct family_count *count_families(const struct figures *figures, struct arena *arena,
                                           size_t *n)
{
    struct family_count *list = arena_array(arena, figures->n, struct family_count);
    *n = 0;
    for (size_t i = 0; list != NULL && i < figures->n; i++) {
        const char *id = figures->list[i].id;
        size_t at = 0;
        while (at < *n && !is_of(id, list[at].name))
            at++;
        if (at == *n)
            list[(*n)++].name = arena_text_n(arena, id, strcspn(id, "/"));
        if (list[at].name == NULL)
            return NULL;
        list[at].n++;
    }
    return list;
}

static enum status list_families(const struct explained *of, const struct figures *figures,
                                 const struct options *options, struct error *err)
{
    struct arena arena = {0};
    size_t n = 0;
    const struct family_count *list = count_families(figures, &arena, &n);
    json_t *json = json_array();
    bool is_whole = list != NULL && json != NULL;
    for (size_t i = 0; is_whole && i < n; i++) {
        const char *about = figure_about(list[i].name, of->language);
        is_whole = json_array_append_new(json, json_pack("{ss sI so}", "family", list[i].name,
                                                         "figures", (json_int_t)list[i].n, "about",
                                                         json_of_text(about))) == 0;
        if (!options->is_json)
            printf("%-17s %6zu  %s\n", list[i].name, list[i].n, about == NULL ? "" : about);
    }
    enum status status = is_whole ? OK : error_memory(err);
    if (status == OK && options->is_json &&
        (json_dumpf(json, stdout, JSON_INDENT(2)) != 0 || putchar('\n') == EOF))
        status = error_set(err, ERR_WRITE, "%s", _("cannot write to standard output"));
    json_decref(json);
    arena_release(&arena);
    return status;
}

static void print_line(const struct figure *figure)
{
    if (is_missing(figure->value))
        printf("%-60s %12s\n", figure->id, figure->status == NULL ? "" : figure->status);
    else
        printf("%-60s %12.*f\n", figure->id, figure->decimals, figure->value);
}

enum status explained_list(const struct explained *of, const struct figures *figures,
                           const char *pattern, const struct options *options, struct error *err)
{
    if (pattern == NULL)
        return list_families(of, figures, options, err);
    json_t *json = json_array();
    bool is_whole = json != NULL;
    size_t n = 0;
    for (size_t i = 0; is_whole && i < figures->n; i++) {
        const struct figure *figure = &figures->list[i];
        if (strcasestr(figure->id, pattern) == NULL)
            continue;
        n++;
        if (options->is_json)
            is_whole = json_array_append_new(json, json_pack("{ss so}", "id", figure->id, "value",
                                                             json_of_number(figure->value))) == 0;
        else
            print_line(figure);
    }
    enum status status = is_whole ? OK : error_memory(err);
    if (status == OK && options->is_json &&
        (json_dumpf(json, stdout, JSON_INDENT(2)) != 0 || putchar('\n') == EOF))
        status = error_set(err, ERR_WRITE, "%s", _("cannot write to standard output"));
    json_decref(json);
    if (status == OK && n == 0)
        return error_set(err, ERR_USAGE, _("no figure has '%s' in its id"), pattern);
    return status;
}
