/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <minizip/unzip.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/archive_inside.h"
#include "base/text.h"

enum { NAME_SIZE = 1024, DEFAULT_RATIO = 200, DEFAULT_ENTRIES = 10000, END_SIZE = 22 };
static const uint64_t mebibyte = UINT64_C(1) << 20U;

/* Flags of an entry (APPNOTE.TXT, 4.4.4) that say that it is encrypted, in one way or another. */
enum { FLAGS_ENCRYPTED = 1U << 0U | 1U << 6U | 1U << 13U };

static enum status refuse(const struct archive *archive, const char *why, struct error *err)
{
    (void)error_at(err, ERR_READ, (struct place){archive->path, 0, 0}, "%s", why);
    return ERR_READ; /* never OK, also to clang-tidy */
}

static enum status refuse_entry(const struct archive *archive, const char *name, const char *why,
                                struct error *err)
{
    (void)error_at(err, ERR_READ, (struct place){archive->path, 0, 0}, _("the entry '%s' %s"), name,
                   why);
    return ERR_READ;
}

static enum status open_file(const char *path, int *fd, off_t *size, struct error *err)
{
    const struct place at = {path, 0, 0};
    struct stat about;
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe must not hang */
    if (*fd < 0)
        return error_at(err, ERR_OPEN, at, "%s", strerror(errno));
    const bool is_known = fstat(*fd, &about) == 0;
    *size = is_known ? about.st_size : 0;
    if (is_known && S_ISREG(about.st_mode))
        return OK;
    close(*fd);
    return error_at(err, ERR_OPEN, at, "%s",
                    is_known && S_ISDIR(about.st_mode) ? _("this is a folder, not a file")
                                                       : _("this is not a regular file"));
}

/* Whether the record that ends a zip file (APPNOTE.TXT, 4.3.16), and its comment, are all there.
   minizip takes what lies beyond the end of a file for zeros, so for an archive of no entries. */
static bool has_whole_end(const unsigned char *tail, size_t n)
{
    for (size_t i = n; i >= 4; i--) {
        const unsigned char *record = tail + i - 4;
        if (memcmp(record, "PK\5\6", 4) != 0)
            continue;
        const size_t room = n - (i - 4);
        return room >= END_SIZE && room - END_SIZE >= (size_t)(record[20] | record[21] << 8);
    }
    return false;
}

static enum status check_end(const char *path, int fd, off_t size, struct error *err)
{
    const off_t most = END_SIZE + UINT16_MAX;
    const size_t n = (size_t)(size < most ? size : most);
    unsigned char *tail = malloc(n + 1);
    if (tail == NULL)
        return error_memory(err);
    const bool is_whole =
        pread(fd, tail, n, size - (off_t)n) == (ssize_t)n && has_whole_end(tail, n);
    free(tail);
    return is_whole ? OK
                    : error_at(err, ERR_READ, (struct place){path, 0, 0},
                               _("this is not a zip file, or its end is missing"));
}

static enum status check_file(const char *path, struct error *err)
{
    int fd = -1;
    off_t size = 0;
    TRY(open_file(path, &fd, &size, err));
    const enum status status = check_end(path, fd, size, err);
    close(fd);
    return status;
}

static struct archive_limits or_defaults(struct archive_limits limits)
{
    return (struct archive_limits){
        .entry_bytes = limits.entry_bytes == 0 ? 256 * mebibyte : limits.entry_bytes,
        .total_bytes = limits.total_bytes == 0 ? 1024 * mebibyte : limits.total_bytes,
        .ratio = limits.ratio == 0 ? DEFAULT_RATIO : limits.ratio,
        .entries = limits.entries == 0 ? DEFAULT_ENTRIES : limits.entries,
    };
}

/* Whether one of the folders of a name is "..". */
static bool climbs(const char *name)
{
    for (const char *part = name; part != NULL;) {
        const size_t n = strcspn(part, "/");
        if (n == 2 && part[0] == '.' && part[1] == '.')
            return true;
        part = part[n] == '/' ? part + n + 1 : NULL;
    }
    return false;
}

static bool is_drive(const char *name)
{
    const char letter = (char)(name[0] | 0x20);
    return letter >= 'a' && letter <= 'z' && name[1] == ':';
}

/* Why a name is not to be trusted, or NULL. */
static const char *name_fault(const char *name)
{
    if (name[0] == '\0')
        return _("has no name");
    if (name[0] == '/' || is_drive(name))
        return _("has an absolute name, which leads out of the archive");
    if (climbs(name))
        return _("has '..' in its name, which leads out of the archive");
    if (strchr(name, '\\') != NULL)
        return _("has a backslash in its name; folders are separated by '/'");
    for (const char *c = name; *c != '\0'; c++)
        if ((unsigned char)*c < ' ')
            return _("has a control character in its name");
    return NULL;
}

/* Why what is said of an entry cannot be accepted, or NULL. */
static const char *content_fault(const struct archive *archive, const unz_file_info64 *info)
{
    if ((info->flag & FLAGS_ENCRYPTED) != 0)
        return _("is encrypted; export it without a password");
    if (info->compression_method != 0 && info->compression_method != Z_DEFLATED)
        return _("is packed with a method that is neither 'stored' nor 'deflated'");
    if (info->uncompressed_size > archive->limits.entry_bytes)
        return _("claims to be larger than is allowed");
    if (info->compression_method == 0 && info->compressed_size != info->uncompressed_size)
        return _("is stored as it is, but claims two sizes");
    if (info->uncompressed_size > mebibyte &&
        info->uncompressed_size / archive->limits.ratio > info->compressed_size)
        return _("would grow beyond measure when unpacked");
    return NULL;
}

static enum status add_entry(struct archive *archive, const char *name, const unz_file_info64 *info,
                             struct error *err)
{
    struct archive_entry *entry = &archive->entries[archive->n_entries];
    unz64_file_pos at;
    if (unzGetFilePos64(archive->zip, &at) != UNZ_OK)
        return refuse(archive, _("the zip file's list of entries is damaged"), err);
    *entry = (struct archive_entry){
        .name = arena_text(&archive->arena, name),
        .path = arena_print(&archive->arena, "%s/%s", archive->path, name),
        .size = info->uncompressed_size,
        .is_folder = name[strlen(name) - 1] == '/',
        .packed = info->compressed_size,
        .directory_byte = at.pos_in_zip_directory,
        .number = at.num_of_file,
    };
    if (entry->name == NULL || entry->path == NULL)
        return error_memory(err);
    archive->by_name[archive->n_entries++] = entry;
    return OK;
}

static enum status read_entry(struct archive *archive, struct error *err)
{
    char name[NAME_SIZE] = "";
    unz_file_info64 info = {0};
    if (unzGetCurrentFileInfo64(archive->zip, &info, name, sizeof name, NULL, 0, NULL, 0) != UNZ_OK)
        return refuse(archive, _("the zip file's list of entries is damaged"), err);
    if (info.size_filename >= sizeof name)
        return refuse(archive, _("an entry's name is longer than 1,023 bytes"), err);
    if (strlen(name) != info.size_filename || !text_is_utf8(name, strlen(name)))
        return refuse(archive, _("an entry's name is not UTF-8"), err);
    const char *fault = name_fault(name);
    if (fault == NULL)
        fault = content_fault(archive, &info);
    if (fault != NULL)
        return refuse_entry(archive, name, fault, err);
    return add_entry(archive, name, &info, err);
}

static int compare_names(const void *a, const void *b)
{
    const struct archive_entry *const *x = a, *const *y = b;
    return strcmp((*x)->name, (*y)->name);
}

static enum status check_all(struct archive *archive, struct error *err)
{
    uint64_t total = 0;
    qsort(archive->by_name, archive->n_entries, sizeof(struct archive_entry *), compare_names);
    for (size_t i = 0; i < archive->n_entries; i++) {
        const char *name = archive->by_name[i]->name;
        total += archive->by_name[i]->size; /* each within its limit: no overflow */
        if (i > 0 && strcmp(name, archive->by_name[i - 1]->name) == 0)
            return refuse_entry(archive, name, _("is there twice"), err);
        if (total > archive->limits.total_bytes)
            return refuse(archive, _("all entries together would be larger than is allowed"), err);
    }
    return OK;
}

static enum status read_list(struct archive *archive, struct error *err)
{
    unz_global_info64 about = {0};
    if (unzGetGlobalInfo64(archive->zip, &about) != UNZ_OK)
        return refuse(archive, _("the zip file's list of entries is damaged"), err);
    if (about.number_entry > archive->limits.entries)
        return refuse(archive, _("the zip file claims more entries than are allowed"), err);
    const size_t n = (size_t)about.number_entry;
    archive->entries = arena_array(&archive->arena, n, struct archive_entry);
    archive->by_name = arena_array(&archive->arena, n, const struct archive_entry *);
    if (archive->entries == NULL || archive->by_name == NULL)
        return error_memory(err);
    for (size_t i = 0; i < n; i++) {
        const int result = i == 0 ? unzGoToFirstFile(archive->zip) : unzGoToNextFile(archive->zip);
        if (result != UNZ_OK)
            return refuse(archive, _("the zip file's list of entries is damaged"), err);
        TRY(read_entry(archive, err));
    }
    return check_all(archive, err);
}

static enum status open_zip(struct archive *archive, struct error *err)
{
    archive->zip = unzOpen64(archive->path);
    if (archive->zip == NULL)
        return refuse(archive, _("this is not a zip file, or its end is missing"), err);
    return read_list(archive, err);
}

enum status archive_open(const char *path, struct archive_limits limits, struct archive **out,
                         struct error *err)
{
    *out = NULL;
    TRY(check_file(path, err));
    struct archive *archive = calloc(1, sizeof *archive);
    if (archive == NULL)
        return error_memory(err);
    archive->limits = or_defaults(limits);
    archive->path = arena_text(&archive->arena, path);
    const enum status status = archive->path == NULL ? error_memory(err) : open_zip(archive, err);
    if (status == OK)
        *out = archive;
    else
        archive_close(archive);
    return status;
}

void archive_close(struct archive *archive)
{
    if (archive == NULL)
        return;
    if (archive->zip != NULL)
        unzClose(archive->zip);
    free(archive->piece);
    arena_release(&archive->arena);
    free(archive);
}
