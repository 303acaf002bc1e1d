/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/labels.h"

#include "base/text.h"
#include "ingest/say.h"

#include <string.h>

static bool has_language(const struct languages *languages, const char *name)
{
    for (size_t i = 0; i < languages->n; i++)
        if (strcmp(languages->name[i], name) == 0)
            return true;
    return false;
}

static size_t count_families(const struct table *const *tables, size_t n_tables)
{
    size_t n = 0;
    for (size_t i = 0; i < n_tables; i++)
        n += tables[i]->n_families;
    return n;
}

/* The "(en)" of "English (en)"; "" without. */
static const char *language_code(const char *name)
{
    const size_t n = strlen(name);
    const char *from = strrchr(name, '(');
    return from != NULL && name[n - 1] == ')' ? from : "";
}

/* Two languages that differ only in case, or bear the same code, are one that was misspelt: its
   texts would be lost. */
static enum status check_spelling(const struct reading *in, const struct languages *languages,
                                  const char *name, struct place at, struct error *err)
{
    const char *folded = text_folded(in->arena, name);
    for (size_t i = 0; i < languages->n; i++) {
        const char *other = text_folded(in->arena, languages->name[i]);
        if (folded == NULL || other == NULL)
            return error_memory(err);
        const char *code = language_code(folded);
        if (strcmp(folded, other) == 0 ||
            (code[0] != '\0' && strcmp(code, language_code(other)) == 0))
            table_fault(in, at, _("language '%s' is elsewhere written '%s'"), name,
                        languages->name[i]);
    }
    return OK;
}

static enum status add_languages(const struct reading *in, const struct table *table,
                                 struct languages *out, struct error *err)
{
    for (size_t i = 0; i < table->n_families; i++) {
        const struct table_family *family = &table->families[i];
        const struct place at = {table->path, table->header_line, (int)family->field + 1};
        if (family->language == NULL || has_language(out, family->language))
            continue;
        TRY(check_spelling(in, out, family->language, at, err));
        out->name[out->n++] = family->language;
    }
    return OK;
}

/* Whether one of the tables has a text without a language that is not the form's title. */
static bool has_plain(const struct table *const *tables, size_t n_tables)
{
    for (size_t i = 0; i < n_tables; i++)
        for (size_t k = 0; k < tables[i]->n_families; k++)
            if (tables[i]->families[k].language == NULL &&
                strcmp(tables[i]->layout->role, "settings") != 0)
                return true;
    return false;
}

/* A column "label" beside "label::<default>" would say the same thing twice. */
static void check_plain(const struct reading *in, const struct table *table, const char *language)
{
    for (size_t i = 0; i < table->n_families; i++)
        for (size_t k = 0; k < table->n_families; k++) {
            const struct table_family *plain = &table->families[i], *other = &table->families[k];
            if (plain->language != NULL || other->language == NULL ||
                plain->column != other->column || strcmp(other->language, language) != 0)
                continue;
            const char *name = table->layout->columns[plain->column].name;
            table_fault(in, (struct place){table->path, table->header_line, (int)plain->field + 1},
                        _("column '%s' and column '%s::%s' are the same, since '%s' is the "
                          "default_language"),
                        name, name, language, language);
        }
}

static void put_first(struct languages *languages, const char *name)
{
    size_t i = 0;
    while (i < languages->n && strcmp(languages->name[i], name) != 0)
        i++;
    if (i == languages->n)
        languages->n++;
    memmove(languages->name + 1, languages->name, i * sizeof *languages->name);
    languages->name[0] = name;
}

enum status labels_languages(struct reading *in, const struct table *const *tables, size_t n_tables,
                             struct entry wanted, struct error *err)
{
    struct languages *out = &in->languages;
    *out = (struct languages){
        .name = arena_array(in->arena, count_families(tables, n_tables) + 1, const char *)};
    if (out->name == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n_tables; i++)
        TRY(add_languages(in, tables[i], out, err));
    const char *first = out->n > 0 ? out->name[0] : "default";
    if (wanted.text[0] != '\0' && out->n > 0 && !has_language(out, wanted.text) &&
        !has_plain(tables, n_tables))
        table_fault(in, wanted.at, _("default_language '%s' is in no header%s"), wanted.text,
                    say_nearest(in->arena, wanted.text, out->name, out->n));
    put_first(out, wanted.text[0] != '\0' ? wanted.text : first);
    for (size_t i = 0; i < n_tables; i++)
        check_plain(in, tables[i], out->name[0]);
    return OK;
}

static size_t language_index(const struct languages *languages, const char *name)
{
    for (size_t i = 0; name != NULL && i < languages->n; i++)
        if (strcmp(languages->name[i], name) == 0)
            return i;
    return 0;
}

static enum status put_text(const struct reading *in, size_t i, const char *text,
                            struct labels *out)
{
    const char **list = (const char **)(uintptr_t)out->text;
    if (list == NULL)
        list = arena_array(in->arena, in->languages.n, const char *);
    if (list == NULL)
        return ERR_MEMORY;
    list[i] = text;
    out->text = list;
    return OK;
}

enum status labels_read(const struct reading *in, struct label_cell from, struct labels *out,
                        struct error *err)
{
    *out = (struct labels){0};
    for (size_t i = 0; i < from.table->n_families; i++) {
        const struct table_family *family = &from.table->families[i];
        if (family->column != from.column)
            continue;
        const struct entry entry = table_family_entry(from.table, from.row, family);
        if (entry.text[0] == '\0')
            continue;
        if (put_text(in, language_index(&in->languages, family->language), entry.text, out) != OK)
            return error_memory(err);
    }
    return OK;
}

bool labels_is_default(const struct languages *languages, const char *language)
{
    return language == NULL || (languages->n > 0 && strcmp(language, languages->name[0]) == 0);
}

enum status labels_put(const struct reading *in, const char *language, const char *text,
                       struct labels *out, struct error *err)
{
    const size_t i = language_index(&in->languages, language);
    return put_text(in, i, text, out) == OK ? OK : error_memory(err);
}

enum status labels_of(const struct reading *in, const char *text, struct labels *out,
                      struct error *err)
{
    *out = (struct labels){0};
    return put_text(in, 0, text, out) == OK ? OK : error_memory(err);
}
