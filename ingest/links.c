/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/links.h"

#include "base/text.h"
#include "ingest/orgnr.h"
#include "ingest/say.h"
#include "ingest/textset.h"
#include "store/statement.h"

#include <string.h>

/* Units of a wave's frame by key; id[i] is that of the set's i-th. */
struct unit_keys {
    struct textset set;
    uint32_t *id; /* in the arena */
    size_t capacity;
};

/* The units of a wave that continue others; entry[i] is what the register says of the set's i-th.
 */
struct heads {
    struct textset set;
    const struct succession **entry;
};

/* A key as it stands in a register. */
struct named {
    const char *text;
    size_t n;
};

struct linking {
    struct arena *arena;
    size_t n_waves;
    struct unit_keys earlier; /* of the first wave */
    struct heads *heads;      /* n_waves */
    struct unit_links *out;
    size_t capacity;
    size_t first; /* of the links of the unit at hand */
};

/* One key whatever its hyphen; borrowed from `text` or `buffer`. */
static const char *canonical(const char *text, size_t *n, char buffer[ORGNR_SIZE])
{
    size_t trimmed = *n;
    while (trimmed > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        trimmed--;
    }
    while (trimmed > 0 && (text[trimmed - 1] == ' ' || text[trimmed - 1] == '\t'))
        trimmed--;
    *n = trimmed;
    if (!orgnr_canonical(text, trimmed, buffer))
        return text;
    *n = strlen(buffer);
    return buffer;
}

static enum status each_unit(struct store *store, const struct wave *wave,
                             enum status (*each)(void *context, uint32_t id, const char *key,
                                                 struct error *err),
                             void *context, struct error *err)
{
    static const char sql[] = "SELECT id, key FROM unit WHERE wave = ?1 ORDER BY id";
    struct statement *s = NULL;
    bool has_row = true;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    enum status status = statement_step(s, &has_row, err);
    while (status == OK && has_row) {
        status = each(context, (uint32_t)statement_integer(s, 0), statement_text(s, 1), err);
        if (status == OK)
            status = statement_step(s, &has_row, err);
    }
    statement_close(s);
    return status;
}

struct keys_reader {
    struct unit_keys *keys;
    struct arena *arena;
};

static enum status take_key(void *context, uint32_t id, const char *key, struct error *err)
{
    const struct keys_reader *reader = context;
    struct unit_keys *keys = reader->keys;
    char buffer[ORGNR_SIZE];
    size_t n = strlen(key);
    uint32_t index;
    const size_t before = keys->set.n;
    key = canonical(key, &n, buffer);
    keys->id = arena_grown(reader->arena, keys->id, before, &keys->capacity, uint32_t);
    if (keys->id == NULL || !textset_add(&keys->set, key, n, &index))
        return error_memory(err);
    if (keys->set.n > before)
        keys->id[before] = id;
    return OK;
}

static enum status read_keys(struct store *store, const struct wave *wave, struct arena *arena,
                             struct unit_keys *out, struct error *err)
{
    struct keys_reader reader = {out, arena};
    return each_unit(store, wave, take_key, &reader, err);
}

/* --- links -------------------------------------------------------------------------------------
 */

static enum status put_link(struct linking *l, uint32_t earlier, uint32_t later, struct error *err)
{
    struct unit_links *out = l->out;
    for (size_t i = l->first; i < out->n; i++)
        if (out->list[i].earlier == earlier)
            return OK;
    out->list = arena_grown(l->arena, out->list, out->n, &l->capacity, struct unit_link);
    if (out->list == NULL)
        return error_memory(err);
    out->list[out->n++] = (struct unit_link){earlier, later};
    return OK;
}

static enum status link_key(struct linking *l, struct named key, size_t level, uint32_t later,
                            struct error *err);

/* The names in a cell of successor_of, as the wave before waves[level] knows them. */
static enum status link_names(struct linking *l, const char *of, size_t level, uint32_t later,
                              struct error *err)
{
    for (size_t end; *of != '\0'; of += end + (of[end] == ';')) {
        end = strcspn(of, ";");
        TRY(link_key(l, (struct named){of, end}, level - 1, later, err));
    }
    return OK;
}

/* Links `later` with what the unit of that key, as waves[level] knows it, was in the first wave; a
   unit that continues others may have been there itself. */
static enum status link_key(struct linking *l, struct named key, size_t level, uint32_t later,
                            struct error *err)
{
    char buffer[ORGNR_SIZE];
    key.text = canonical(key.text, &key.n, buffer);
    for (; level > 0; level--) {
        const struct heads *heads = &l->heads[level];
        const uint32_t index = textset_find(&heads->set, key.text, key.n);
        if (index != TEXTSET_NONE)
            TRY(link_names(l, heads->entry[index]->of, level, later, err));
    }
    const uint32_t index = textset_find(&l->earlier.set, key.text, key.n);
    return index == TEXTSET_NONE ? OK : put_link(l, l->earlier.id[index], later, err);
}

static enum status link_unit(void *context, uint32_t id, const char *key, struct error *err)
{
    struct linking *l = context;
    l->first = l->out->n;
    return link_key(l, (struct named){key, strlen(key)}, l->n_waves - 1, id, err);
}

static enum status list_heads(const struct wave *wave, struct arena *arena, struct heads *out,
                              struct error *err)
{
    out->entry = arena_array(arena, wave->n_successions, const struct succession *);
    if (out->entry == NULL)
        return error_memory(err);
    for (size_t i = 0; i < wave->n_successions; i++) {
        char buffer[ORGNR_SIZE];
        size_t n = strlen(wave->successions[i].key);
        uint32_t index;
        const char *key = canonical(wave->successions[i].key, &n, buffer);
        if (!textset_add(&out->set, key, n, &index))
            return error_memory(err);
        out->entry[index] = &wave->successions[i];
    }
    return OK;
}

enum status links_get(struct store *store, const struct wave *const *waves, size_t n,
                      struct arena *arena, struct unit_links *out, struct error *err)
{
    *out = (struct unit_links){0};
    struct linking l = {.arena = arena, .n_waves = n, .out = out};
    l.heads = arena_array(arena, n, struct heads);
    enum status status = l.heads == NULL ? error_memory(err) : OK;
    for (size_t i = 1; status == OK && i < n; i++)
        status = list_heads(waves[i], arena, &l.heads[i], err);
    if (status == OK)
        status = read_keys(store, waves[0], arena, &l.earlier, err);
    if (status == OK)
        status = each_unit(store, waves[n - 1], link_unit, &l, err);
    for (size_t i = 0; l.heads != NULL && i < n; i++)
        textset_release(&l.heads[i].set);
    textset_release(&l.earlier.set);
    return status;
}

/* --- keys that nobody bears --------------------------------------------------------------------
 */

static void say_unknown(struct findings *found, const struct succession *succession,
                        const char *text, size_t n, const struct unit_keys *keys)
{
    enum { MOST_NAMES = 10000 };
    struct arena scratch = {0};
    const size_t n_names = keys->set.n <= MOST_NAMES ? keys->set.n : 0;
    const char **names = arena_array(&scratch, n_names, const char *);
    for (size_t i = 0; names != NULL && i < n_names; i++)
        names[i] = textset_text(&keys->set, (uint32_t)i);
    const char *quoted = say_quote(&scratch, text, n);
    const char *key = arena_text_n(&scratch, text, n);
    if (names == NULL || quoted == NULL || key == NULL)
        found->is_out_of_memory = true;
    else
        findings_add(found, FINDING_WARNING, "successor_of", succession->at, succession->key,
                     "successor_of",
                     "'%s' is no unit of the frame of any earlier wave of this run, so nothing is "
                     "compared with it%s",
                     quoted, say_nearest(&scratch, key, names, n_names));
    arena_release(&scratch);
}

static void check_names(struct findings *found, const struct succession *succession,
                        const struct unit_keys *keys)
{
    const char *of = succession->of;
    for (size_t end; *of != '\0'; of += end + (of[end] == ';')) {
        char buffer[ORGNR_SIZE];
        size_t n = end = strcspn(of, ";");
        const char *key = canonical(of, &n, buffer);
        if (n > 0 && textset_find(&keys->set, key, n) == TEXTSET_NONE)
            say_unknown(found, succession, key, n, keys);
    }
}

enum status links_check(struct store *store, const struct wave *const *waves, size_t n,
                        struct findings *found, struct error *err)
{
    const struct wave *last = waves[n - 1];
    struct arena arena = {0};
    struct unit_keys keys = {0}; /* of all earlier waves */
    enum status status = OK;
    if (n < 2 || last->n_successions == 0)
        return OK;
    for (size_t i = 0; status == OK && i + 1 < n; i++)
        status = read_keys(store, waves[i], &arena, &keys, err);
    for (size_t i = 0; status == OK && i < last->n_successions; i++)
        check_names(found, &last->successions[i], &keys);
    textset_release(&keys.set);
    arena_release(&arena);
    return status == OK && found->is_out_of_memory ? error_memory(err) : status;
}
