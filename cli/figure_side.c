/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/figure_side.h"

#include "cli/print.h"
#include "cli/versions.h"
#include "ingest/acceptance.h"
#include "ingest/figures.h"
#include "ingest/run_facts.h"
#include "store/get.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- figures.csv */

/* What the figures were made of: run.json of a run, figures.json of a survey. */
static enum status read_record(const struct reading *in, struct figures_of_wave *wave,
                               struct error *err)
{
    TRY(run_facts_read(in, &wave->made_of, &wave->has_record, err));
    if (!wave->has_record)
        TRY(acceptance_read(in, &wave->made_of, &wave->has_record, err));
    return OK;
}

/* The table FOLDER/role.csv. */
static enum status read_table(struct figure_side *side, const char *folder, const char *role,
                              struct error *err)
{
    struct findings found = {.arena = side->arena};
    const struct reading in = {.arena = side->arena, .found = &found, .folder = folder};
    side->waves = arena_array(side->arena, 1, struct figures_of_wave);
    if (side->waves == NULL)
        return error_memory(err);
    side->n = 1;
    side->waves[0].figures.arena = side->arena;
    TRY(figures_read_file(&in, role, &side->waves[0].year, &side->waves[0].figures, err));
    if (strcmp(role, "figures") == 0)
        TRY(read_record(&in, &side->waves[0], err));
    for (size_t i = 0; i < found.n; i++)
        print_finding(&found.list[i], stderr);
    return findings_status(&found, err);
}

/* "FOLDER/role.csv" cut in two. */
static enum status read_file(struct figure_side *side, struct error *err)
{
    static const char suffix[] = ".csv";
    const char *slash = strrchr(side->path, '/'), *name = slash == NULL ? side->path : slash + 1;
    const size_t n = strlen(name), n_suffix = sizeof suffix - 1;
    if (n <= n_suffix || strcmp(name + n - n_suffix, suffix) != 0)
        return error_at(err, ERR_USAGE, (struct place){side->path, 0, 0}, "%s",
                        _("is neither a store nor a table NAME.csv of figures"));
    const char *folder =
        slash == NULL ? "." : arena_text_n(side->arena, side->path, (size_t)(slash - side->path));
    const char *role = arena_text_n(side->arena, name, n - n_suffix);
    if (folder == NULL || role == NULL)
        return error_memory(err);
    return read_table(side, folder[0] == '\0' ? "/" : folder, role, err);
}

/* ---- a store */

static enum fact_kind kind_of(const char *name)
{
    if (strncmp(name, "--", 2) == 0 || strncmp(name, "in_force.", 9) == 0)
        return FACT_OPTION;
    return strcmp(name, PROGRAM_NAME) == 0 ? FACT_PROGRAM : FACT_LIBRARY;
}

static const char *name_of(const char *name)
{
    return strncmp(name, "in_force.", 9) == 0 ? name + 9 : name;
}

static enum status get_record(struct store *store, int64_t id, struct acceptance *out,
                              struct error *err)
{
    struct source *sources = NULL;
    struct run_fact *facts = NULL;
    size_t n = 0;
    TRY(store_get_sources(store, id, out->arena, &sources, &n, err));
    for (size_t i = 0; i < n; i++)
        TRY(acceptance_put(out, FACT_INPUT, sources[i].name, sources[i].sha256, err));
    TRY(store_get_run(store, id, out->arena, &facts, &n, err));
    for (size_t i = 0; i < n; i++)
        TRY(acceptance_put(out, kind_of(facts[i].name), name_of(facts[i].name), facts[i].value,
                           err));
    return OK;
}

static enum status get_waves(struct figure_side *side, struct store *store, struct error *err)
{
    struct stored_wave *stored = NULL;
    TRY(store_get_waves(store, side->arena, &stored, &side->n, err));
    side->waves = arena_array(side->arena, side->n, struct figures_of_wave);
    if (side->waves == NULL)
        return error_memory(err);
    for (size_t i = 0; i < side->n; i++) {
        struct figures_of_wave *wave = &side->waves[i];
        *wave = (struct figures_of_wave){.form = stored[i].form,
                                         .year = stored[i].year,
                                         .figures = {.arena = side->arena},
                                         .made_of = {.arena = side->arena, .reason = ""},
                                         .has_record = true};
        TRY(store_get_figures(store, stored[i].id, &wave->figures, err));
        TRY(get_record(store, stored[i].id, &wave->made_of, err));
    }
    return OK;
}

static enum status read_store(struct figure_side *side, const char *path, struct error *err)
{
    struct store *store = NULL;
    TRY(store_open_to_read(path, &store, err));
    const enum status status = get_waves(side, store, err);
    store_close(store);
    return status;
}

/* ---- whatever it is */

static bool is_store(const char *path)
{
    static const char magic[] = "SQLite format 3";
    char start[sizeof magic] = "";
    FILE *file = fopen(path, "rbe");
    if (file == NULL)
        return false;
    const size_t n = fread(start, 1, sizeof start, file);
    fclose(file);
    return n == sizeof start && memcmp(start, magic, sizeof magic) == 0;
}

static enum status read_folder(struct figure_side *side, struct error *err)
{
    const char *table = arena_print(side->arena, "%s/figures.csv", side->path);
    const char *store = arena_print(side->arena, "%s/mognad.db", side->path);
    if (table == NULL || store == NULL)
        return error_memory(err);
    if (access(table, F_OK) == 0)
        return read_table(side, side->path, "figures", err);
    if (access(store, F_OK) == 0)
        return read_store(side, store, err);
    return error_at(err, ERR_OPEN, (struct place){side->path, 0, 0}, "%s",
                    _("there is neither a figures.csv nor a mognad.db in this folder"));
}

/* Leaves the wave of that year alone. */
static enum status keep_year(struct figure_side *side, int year, struct error *err)
{
    const struct place at = {side->path, 0, 0};
    size_t n = 0;
    for (size_t i = 0; i < side->n; i++)
        if (year == 0 || side->waves[i].year == year)
            side->waves[n++] = side->waves[i];
    side->n = n;
    if (n == 0 && year != 0)
        return error_at(err, ERR_USAGE, at, _("there are no figures of %d"), year);
    return n > 0 ? OK : error_at(err, ERR_USAGE, at, "%s", _("there are no figures"));
}

enum status figure_side_read(struct figure_side *side, const char *path, int year,
                             struct error *err)
{
    struct stat about;
    side->path = path;
    if (stat(path, &about) != 0)
        return error_at(err, ERR_OPEN, (struct place){path, 0, 0}, "%s", strerror(errno));
    if (S_ISDIR(about.st_mode))
        TRY(read_folder(side, err));
    else if (is_store(path))
        TRY(read_store(side, path, err));
    else
        TRY(read_file(side, err));
    return keep_year(side, year, err);
}
