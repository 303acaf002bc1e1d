/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/archive.h"

#include <minizip/unzip.h>
#include <stdlib.h>
#include <string.h>

#include "base/archive_inside.h"

enum { PIECE = 1 << 16 };

const char *archive_path(const struct archive *archive)
{
    return archive->path;
}

size_t archive_count(const struct archive *archive)
{
    return archive->n_entries;
}

const struct archive_entry *archive_entry(const struct archive *archive, size_t i)
{
    return &archive->entries[i];
}

static int compare_to_name(const void *name, const void *entry)
{
    return strcmp(name, (*(const struct archive_entry *const *)entry)->name);
}

const struct archive_entry *archive_find(const struct archive *archive, const char *name)
{
    const struct archive_entry *const *found =
        bsearch(name, archive->by_name, archive->n_entries, sizeof(struct archive_entry *),
                compare_to_name);
    return found == NULL ? NULL : *found;
}

static enum status is_bad(const struct archive_entry *entry, const char *why, struct error *err)
{
    (void)error_at(err, ERR_READ, (struct place){entry->path, 0, 0}, "%s", why);
    return ERR_READ; /* never OK, also to clang-tidy */
}

static enum status begin(struct archive *archive, const struct archive_entry *entry,
                         struct error *err)
{
    const unz64_file_pos at = {.pos_in_zip_directory = entry->directory_byte,
                               .num_of_file = entry->number};
    if (unzGoToFilePos64(archive->zip, &at) != UNZ_OK)
        return is_bad(entry, _("the zip file's list of entries is damaged"), err);
    const int result = unzOpenCurrentFile(archive->zip);
    if (result == UNZ_INTERNALERROR)
        return error_memory(err);
    if (result != UNZ_OK)
        return is_bad(entry, _("it is not what the zip file's list of entries says of it"), err);
    return OK;
}

static enum status take_all(struct archive *archive, const struct archive_entry *entry,
                            archive_take *take, void *context, struct error *err)
{
    for (uint64_t left = entry->size; left > 0;) {
        const int n = unzReadCurrentFile(archive->zip, archive->piece, PIECE);
        if (n <= 0)
            return is_bad(entry,
                          n == 0 ? _("it is shorter than the zip file's list of entries says")
                                 : _("its packed bytes are damaged or cut short"),
                          err);
        TRY(take(archive->piece, (size_t)n, context, err));
        left -= (uint64_t)n; /* minizip stops where the size that is claimed does */
    }
    return OK;
}

enum status archive_each_piece(struct archive *archive, const struct archive_entry *entry,
                               archive_take *take, void *context, struct error *err)
{
    if (archive->piece == NULL && (archive->piece = malloc(PIECE)) == NULL)
        return error_memory(err);
    TRY(begin(archive, entry, err));
    const enum status status = take_all(archive, entry, take, context, err);
    const int result = unzCloseCurrentFile(archive->zip);
    if (status == OK && result != UNZ_OK)
        return is_bad(entry, _("it is damaged: its checksum does not fit"), err);
    return status;
}

struct whole {
    char *bytes;
    size_t n;
};

static enum status append(const char *bytes, size_t n, void *context, struct error *err)
{
    (void)err;
    struct whole *whole = context;
    memcpy(whole->bytes + whole->n, bytes, n);
    whole->n += n;
    return OK;
}

enum status archive_read(struct archive *archive, const struct archive_entry *entry,
                         struct arena *arena, const char **out, struct error *err)
{
    struct whole whole = {.bytes = arena_array(arena, (size_t)entry->size + 1, char)};
    *out = whole.bytes;
    return whole.bytes == NULL ? error_memory(err)
                               : archive_each_piece(archive, entry, append, &whole, err);
}
