/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/qdpx.h"

#include "ingest/qdpx_inside.h"

#include <string.h>

/* Recordings may lie in the archive, and are large; only the description and the texts, which have
   limits of their own, are unpacked. */
static const struct archive_limits limits = {.entry_bytes = UINT64_C(1) << 40U,
                                             .total_bytes = UINT64_C(1) << 40U};

static bool is_description(const struct archive_entry *entry)
{
    const size_t n = strlen(entry->name);
    return n > 4 && strcmp(entry->name + n - 4, ".qde") == 0 && strchr(entry->name, '/') == NULL;
}

/* project.qde, or the only description there is: ATLAS.ti names it after the project. */
static enum status find_description(const struct archive *archive, const struct qdpx_raw *raw,
                                    const struct archive_entry **out, const char *path,
                                    struct error *err)
{
    size_t n = 0;
    *out = archive_find(archive, "project.qde");
    for (size_t i = 0; i < archive_count(archive) && *out == NULL; i++)
        n += is_description(archive_entry(archive, i));
    for (size_t i = 0; i < archive_count(archive) && *out == NULL && n == 1; i++)
        if (is_description(archive_entry(archive, i)))
            *out = archive_entry(archive, i);
    if (*out == NULL)
        return error_at(err, ERR_READ, (struct place){path, 0, 0}, "%s",
                        n == 0 ? _("there is no project.qde in it, so this is no REFI-QDA project")
                               : _("there are several descriptions (*.qde) in it"));
    if (n > 0)
        findings_add(raw->found, FINDING_INFO, "project_name", (struct place){(*out)->path, 0, 0},
                     NULL, NULL, "%s", "the standard wants this file to be called project.qde");
    return OK;
}

static enum status read_project(struct archive *archive, const char *path, struct qdpx_raw *raw,
                                struct qdpx *out, struct error *err)
{
    const struct archive_entry *entry = NULL;
    TRY(find_description(archive, raw, &entry, path, err));
    out->path = arena_text(raw->arena, entry->path);
    if (out->path == NULL)
        return error_memory(err);
    TRY(qdpx_gather(archive, entry, raw, err));
    TRY(qdpx_link(raw, out, err));
    return qdpx_segments(archive, raw, out, err);
}

enum status qdpx_read(const char *path, struct arena *arena, struct findings *found,
                      struct qdpx *out, struct error *err)
{
    struct archive *archive = NULL;
    struct qdpx_raw raw = {.arena = arena, .found = found};
    *out = (struct qdpx){0};
    TRY(archive_open(path, limits, &archive, err));
    const enum status status = read_project(archive, path, &raw, out, err);
    textset_release(&raw.users.guids);
    textset_release(&raw.cases.guids);
    textset_release(&raw.variables.guids);
    textset_release(&raw.code_guids);
    textset_release(&raw.source_guids);
    textset_release(&raw.selection_guids);
    archive_close(archive);
    return status == OK && found->is_out_of_memory ? error_memory(err) : status;
}
