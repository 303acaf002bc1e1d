/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book_rows.h"

#include "base/text.h"
#include "report/book_check.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum {
    CHUNK = 1 << 15,
    CELL_HEAD = 256,       /* more bytes than a cell takes without its text */
    SHARED_MOST = 1 << 15, /* strings; more stand in their cells */
    FIRST_SLOTS = 1 << 10,
    MEMORY_LEVEL = 8,
    LEVEL = 1 /* of compression: a third more bytes in a third of the time */
};

/* What is used of libxlsxwriter beside its documented calls: another shape does not compile.
   NOLINTNEXTLINE(bugprone-macro-parentheses): a type stands in no parentheses */
#define HAS_TYPE(expression, type) _Generic((expression), type : true, default : false)
static_assert(HAS_TYPE(&lxw_get_sst_index,
                       struct sst_element *(*)(lxw_sst *, const char *, uint8_t)),
              "lxw_get_sst_index");
static_assert(HAS_TYPE(((struct sst_element *)NULL)->index, uint32_t), "sst_element.index");
static_assert(HAS_TYPE(((struct sst_element *)NULL)->string, char *), "sst_element.string");
static_assert(HAS_TYPE(((lxw_workbook *)NULL)->sst, lxw_sst *), "lxw_workbook.sst");
static_assert(HAS_TYPE(&lxw_format_get_xf_index, int32_t (*)(lxw_format *)), "xf index");
static_assert(HAS_TYPE(((lxw_worksheet *)NULL)->dim_rowmax, lxw_row_t), "lxw_worksheet.dim_rowmax");
static_assert(HAS_TYPE(((lxw_worksheet *)NULL)->dim_colmax, lxw_col_t), "lxw_worksheet.dim_colmax");

struct row_sink {
    struct row_strings *strings; /* borrowed */
    struct package_segment segment;
    z_stream stream;
    const char *folder; /* of the file */
    bool is_failed;     /* for want of memory, unless there is a failure */
    int failure;        /* errno of the first writing that failed; 0: none did */
    char row[24];       /* the row's number as text */
    size_t row_length, n;
    char raw[CHUNK];
    unsigned char packed[CHUNK];
};

char *scratch_folder(bool is_large)
{
    static char memory[] = "/dev/shm";
    static char usual[] = P_tmpdir;
    char *named = getenv("TMPDIR");
    if (named != NULL && named[0] != '\0')
        return named;
    return !is_large && access(memory, W_OK | X_OK) == 0 ? memory : usual;
}

/* Where the file system knows no files without a name: one that loses it at once. */
static int open_unlinked(const char *folder)
{
    char *path = NULL;
    if (asprintf(&path, "%s/mognad.XXXXXX", folder) < 0)
        return -1;
    const int descriptor = mkstemp(path);
    if (descriptor >= 0)
        (void)unlink(path);
    free(path);
    return descriptor;
}

/* A file without a name, gone when it is closed; NULL with errno. */
static FILE *open_scratch(const char *folder)
{
    int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0 && (errno == EOPNOTSUPP || errno == EISDIR))
        descriptor = open_unlinked(folder);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w+");
    if (file == NULL && descriptor >= 0)
        close(descriptor);
    return file;
}

enum status row_sink_open(struct row_strings *strings, bool is_large, struct row_sink **out,
                          struct error *err)
{
    *out = NULL;
    struct row_sink *sink = calloc(1, sizeof *sink);
    if (sink == NULL)
        return error_memory(err);
    sink->strings = strings;
    if (deflateInit2(&sink->stream, LEVEL, Z_DEFLATED, -MAX_WBITS, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
        free(sink);
        return error_memory(err);
    }
    sink->folder = scratch_folder(is_large);
    sink->segment.file = open_scratch(sink->folder);
    if (sink->segment.file == NULL) {
        const int failure = errno;
        (void)error_set(err, ERR_WRITE,
                        _("a temporary file cannot be made in %s: %s; name another folder with "
                          "TMPDIR"),
                        sink->folder, strerror(failure));
        row_sink_close(sink);
        return ERR_WRITE;
    }
    *out = sink;
    return OK;
}

/* Compresses what has gathered. */
static void drain(struct row_sink *sink, int flush)
{
    sink->segment.crc = (uint32_t)crc32(sink->segment.crc, (Bytef *)sink->raw, (uInt)sink->n);
    sink->segment.size += sink->n;
    sink->stream.next_in = (Bytef *)sink->raw;
    sink->stream.avail_in = (uInt)sink->n;
    sink->n = 0;
    do {
        sink->stream.next_out = sink->packed;
        sink->stream.avail_out = CHUNK;
        sink->is_failed |= deflate(&sink->stream, flush) == Z_STREAM_ERROR;
        const size_t n = CHUNK - sink->stream.avail_out;
        if (fwrite(sink->packed, 1, n, sink->segment.file) != n) {
            sink->is_failed = true;
            sink->failure = errno;
        }
    } while (sink->stream.avail_out == 0 && !sink->is_failed);
}

static void put(struct row_sink *sink, const char *bytes, size_t n)
{
    while (n > 0) {
        if (sink->n == CHUNK)
            drain(sink, Z_NO_FLUSH);
        const size_t room = CHUNK - sink->n;
        const size_t here = n < room ? n : room;
        memcpy(sink->raw + sink->n, bytes, here);
        sink->n += here;
        bytes += here;
        n -= here;
    }
}
#define PUT(sink, literal) put((sink), (literal), sizeof(literal) - 1)

void row_sink_raw(struct row_sink *sink, const char *bytes, size_t n)
{
    put(sink, bytes, n);
}

/* A place for at least CELL_HEAD bytes; what is written there is kept by `written`. */
static char *room(struct row_sink *sink)
{
    if (CHUNK - sink->n < CELL_HEAD)
        drain(sink, Z_NO_FLUSH);
    return sink->raw + sink->n;
}

static void written(struct row_sink *sink, const char *end)
{
    sink->n = (size_t)(end - sink->raw);
}

static char *write_bytes(char *to, const char *bytes, size_t n)
{
    memcpy(to, bytes, n);
    return to + n;
}
#define WRITE(to, literal) write_bytes((to), (literal), sizeof(literal) - 1)

static char *write_whole(char *to, size_t x)
{
    char digits[24];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + x % 10);
    while ((x /= 10) > 0);
    return write_bytes(to, digits + at, sizeof digits - at);
}

/* The text as XML has it; a cell's text that reads like an escape is escaped itself. */
static void put_escaped(struct row_sink *sink, const char *text)
{
    for (size_t n = 0; *text != '\0'; text += n) {
        n = strcspn(text, "&<>_");
        put(sink, text, n);
        if (text[n] == '&')
            PUT(sink, "&amp;");
        else if (text[n] == '<')
            PUT(sink, "&lt;");
        else if (text[n] == '>')
            PUT(sink, "&gt;");
        else if (text[n] == '_' && book_is_escape(text + n))
            PUT(sink, "_x005F_");
        else
            put(sink, text + n, text[n] == '_');
        n += text[n] != '\0';
    }
}

void row_sink_begin(struct row_sink *sink, size_t row, double height)
{
    sink->row_length = (size_t)(write_whole(sink->row, row + 1) - sink->row);
    char *to = WRITE(room(sink), "<row r=\"");
    to = write_bytes(to, sink->row, sink->row_length);
    if (height > 0) {
        to = WRITE(to, "\" ht=\"");
        to = write_whole(to, (size_t)height);
        to = WRITE(to, "\" customHeight=\"1");
    }
    written(sink, WRITE(to, "\">"));
}

void row_sink_end(struct row_sink *sink)
{
    written(sink, WRITE(room(sink), "</row>"));
}

/* `<c r="C7" s="4`, with its last quote to come. */
static char *write_cell_head(struct row_sink *sink, size_t column, int style)
{
    char letters[8];
    size_t at = sizeof letters;
    for (size_t left = column + 1; left > 0; left = (left - 1) / 26)
        letters[--at] = (char)('A' + (left - 1) % 26);
    char *to = WRITE(room(sink), "<c r=\"");
    to = write_bytes(to, letters + at, sizeof letters - at);
    to = write_bytes(to, sink->row, sink->row_length);
    to = WRITE(to, "\" s=\"");
    return write_whole(to, (size_t)style);
}

void row_sink_number(struct row_sink *sink, size_t column, int style, double x)
{
    char *to = WRITE(write_cell_head(sink, column, style), "\"><v>");
    to += text_put_number(x, to);
    written(sink, WRITE(to, "</v></c>"));
}

void row_sink_formula(struct row_sink *sink, size_t column, int style, const struct cell *cell)
{
    char *to = write_cell_head(sink, column, style);
    const char *name = sink->raw + sink->n + strlen("<c r=\"");
    const size_t name_length = strcspn(name, "\"");
    to = WRITE(to, "\"><f");
    if (cell->is_array) {
        to = WRITE(to, " t=\"array\" ref=\"");
        to = WRITE(write_bytes(to, name, name_length), "\"");
    }
    written(sink, WRITE(to, ">"));
    put_escaped(sink, cell->formula);
    to = WRITE(room(sink), "</f><v>");
    to += text_put_number(cell->number, to);
    written(sink, WRITE(to, "</v></c>"));
}

/* FNV-1a, as for the figures' ids. */
static size_t text_hash(const char *text)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(1099511628211);
    return (size_t)(hash ^ hash >> 32);
}

static struct sst_element **find_slot(const struct row_strings *strings, const char *text)
{
    size_t at = text_hash(text) & (strings->n_slots - 1);
    while (strings->slot[at] != NULL && strcmp(strings->slot[at]->string, text) != 0)
        at = (at + 1) & (strings->n_slots - 1);
    return &strings->slot[at];
}

/* Keeps at least half of the slots empty; false when memory runs out. */
static bool make_slots(struct row_strings *strings)
{
    if (strings->n * 2 < strings->n_slots)
        return true;
    const struct row_strings old = *strings;
    strings->n_slots = old.n_slots == 0 ? FIRST_SLOTS : 2 * old.n_slots;
    strings->slot = arena_array(strings->arena, strings->n_slots, struct sst_element *);
    if (strings->slot == NULL) {
        *strings = old;
        return false;
    }
    for (size_t i = 0; i < old.n_slots; i++)
        if (old.slot[i] != NULL)
            *find_slot(strings, old.slot[i]->string) = old.slot[i];
    return true;
}

/* The workbook's shared string of that text; NULL when there is to be none. */
static const struct sst_element *share(struct row_sink *sink, const char *text)
{
    struct row_strings *strings = sink->strings;
    if (!make_slots(strings)) {
        sink->is_failed = true;
        return NULL;
    }
    struct sst_element **slot = find_slot(strings, text);
    if (*slot == NULL && strings->n < SHARED_MOST) {
        *slot = lxw_get_sst_index(strings->table, text, LXW_FALSE);
        sink->is_failed |= *slot == NULL;
        strings->n += *slot != NULL;
    }
    return *slot;
}

/* Escapes stand in the cell: a shared string is written as it is. */
static bool has_escape(const char *text)
{
    for (const char *at = text; (at = strstr(at, "_x")) != NULL; at++)
        if (book_is_escape(at))
            return true;
    return false;
}

void row_sink_text(struct row_sink *sink, size_t column, int style, const char *text)
{
    const struct sst_element *shared = has_escape(text) ? NULL : share(sink, text);
    char *to = write_cell_head(sink, column, style);
    if (shared != NULL) {
        to = write_whole(WRITE(to, "\" t=\"s\"><v>"), shared->index);
        written(sink, WRITE(to, "</v></c>"));
        return;
    }
    written(sink, WRITE(to, "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"));
    put_escaped(sink, text);
    written(sink, WRITE(room(sink), "</t></is></c>"));
}

enum status row_sink_finish(struct row_sink *sink, struct package_segment *out, struct error *err)
{
    drain(sink, Z_SYNC_FLUSH);
    if (!sink->is_failed && fflush(sink->segment.file) != 0)
        sink->failure = errno;
    if (sink->failure != 0)
        return error_set(err, ERR_WRITE,
                         _("a temporary file cannot be written in %s: %s; name another folder "
                           "with TMPDIR"),
                         sink->folder, strerror(sink->failure));
    if (sink->is_failed)
        return error_memory(err);
    *out = sink->segment;
    sink->segment.file = NULL;
    return OK;
}

void row_sink_close(struct row_sink *sink)
{
    if (sink == NULL)
        return;
    (void)deflateEnd(&sink->stream);
    if (sink->segment.file != NULL)
        fclose(sink->segment.file);
    free(sink);
}
