/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/rows_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

static const char delimiters[] = {',', ';', '\t', '|'};

static enum status open_file(const char *path, int *fd, struct error *err)
{
    const struct place at = {path, 0, 0};
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a pipe without a writer must not hang */
    if (*fd < 0)
        return error_at(err, ERR_OPEN, at, "%s", strerror(errno));
    struct stat about;
    if (fstat(*fd, &about) == 0 && S_ISREG(about.st_mode)) {
        posix_fadvise(*fd, 0, 0, POSIX_FADV_SEQUENTIAL);
        return OK;
    }
    const bool is_folder = S_ISDIR(about.st_mode);
    close(*fd);
    return error_at(err, ERR_OPEN, at, "%s",
                    is_folder ? _("this is a folder, not a file")
                              : _("this is not a regular file; copy the rows into one"));
}

/* The delimiter that a line "sep=;" (perhaps quoted) names, or 0. */
static char named_delimiter(const char *line, size_t n)
{
    while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
        n--;
    if (n >= 2 && line[0] == '"' && line[n - 1] == '"') {
        line++;
        n -= 2;
    }
    const bool is_naming = n == 5 && strncasecmp(line, "sep=", 4) == 0 && line[4] != '"';
    return is_naming ? line[4] : '\0';
}

struct fit {
    size_t fit, n_cells;
    bool is_row; /* well-formed, without quotes that are text */
};

/* Of rows of one cell, or of all others. */
static enum status try_delimiter(struct rows *rows, const struct rows_options *options,
                                 bool is_single, struct fit *out, struct error *err)
{
    const struct row *row = NULL;
    *out = (struct fit){0};
    TRY(rows_next(rows, &row, err));
    if (row == NULL || row->fault != NULL || (row->n_cells == 1) != is_single)
        return OK;
    *out = (struct fit){0, row->n_cells, row->quote_at.line == 0};
    out->fit = options->fit == NULL ? row->n_cells : options->fit(options->context, row);
    if (!out->is_row && row->n_cells == 1) /* quotes that mean something under another delimiter */
        *out = (struct fit){0};
    return OK;
}

static bool is_better(struct fit a, struct fit b)
{
    if (a.is_row != b.is_row)
        return a.is_row;
    return a.fit != b.fit ? a.fit > b.fit : a.n_cells > b.n_cells;
}

/* The one that stands most often in the line, for a first row that none of them can read. */
static char most_common(const char *line, size_t n)
{
    size_t most = 0;
    char common = delimiters[0];
    for (size_t i = 0; i < COUNT(delimiters); i++) {
        size_t count = 0;
        for (size_t k = 0; k < n; k++)
            count += line[k] == delimiters[i];
        if (count <= most)
            continue;
        most = count;
        common = delimiters[i];
    }
    return common;
}

/* *out is what to take when none fits. A row of one cell fits in one place at most: whether it does
   is worth asking only when no row of more cells fits. */
static enum status find_delimiter(struct rows *rows, const struct rows_options *options,
                                  uint64_t byte, char *out, struct error *err)
{
    struct fit best = {0};
    for (size_t i = 0; i < 2 * COUNT(delimiters); i++) {
        const bool is_single = i >= COUNT(delimiters);
        const char delimiter = delimiters[i % COUNT(delimiters)];
        struct fit fit;
        if (is_single && best.is_row && best.fit > 0)
            break;
        TRY(rows_restart(rows, byte, 1, delimiter, err));
        TRY(try_delimiter(rows, options, is_single, &fit, err));
        if (!is_better(fit, best))
            continue;
        best = fit;
        *out = delimiter;
    }
    return OK;
}

/* After the byte-order mark: a line "sep=;", else the first row. */
static enum status find_start(struct rows *rows, const struct rows_options *options, uint64_t byte,
                              struct error *err)
{
    const char *line = NULL;
    size_t n = 0;
    char delimiter = options->delimiter;
    TRY(rows_restart(rows, byte, 1, delimiters[0], err));
    TRY(lines_next(rows_lines(rows), &line, &n, err));
    const char named = named_delimiter(line, n);
    if (named != '\0')
        return rows_restart(rows, byte + n, 2, delimiter == '\0' ? named : delimiter, err);
    if (delimiter != '\0')
        return rows_restart(rows, byte, 1, delimiter, err);
    delimiter = most_common(line, n);
    TRY(find_delimiter(rows, options, byte, &delimiter, err));
    return rows_restart(rows, byte, 1, delimiter, err);
}

/* The copy needs no guessing. */
static enum status open_foreign(struct rows *rows, enum foreign_kind kind,
                                const struct rows_options *options, struct error *err)
{
    TRY(rows_read_foreign(rows, kind, (struct foreign_options){options->sheet, options->decimal},
                          err));
    return rows_restart(rows, 0, 1, ',', err);
}

static enum status open_own(struct rows *rows, const struct encoding *encoding,
                            const struct rows_options *options, struct error *err)
{
    if (encoding->is_copied)
        TRY(rows_read_copy(rows, err));
    return find_start(rows, options, encoding->is_copied ? 0 : encoding->n_mark, err);
}

enum status rows_open(const char *path, struct rows_options options, struct rows **out,
                      struct error *err)
{
    int fd = -1;
    struct encoding encoding = {.is_utf8 = true};
    enum status status = OK;
    *out = NULL;
    TRY(open_file(path, &fd, err));
    const enum foreign_kind kind = options.takes_foreign ? foreign_kind(fd) : FOREIGN_NONE;
    if (kind == FOREIGN_NONE)
        status = encoding_find(fd, (struct place){path, 0, 0}, options.encoding, &encoding, err);
    if (status != OK) {
        close(fd);
        return status;
    }
    struct rows *rows = rows_create(path, fd, &encoding, options.keeps_quotes);
    if (rows == NULL)
        return error_memory(err);
    if (options.parses_all)
        rows_parse_all(rows);
    status = kind == FOREIGN_NONE ? open_own(rows, &encoding, &options, err)
                                  : open_foreign(rows, kind, &options, err);
    if (status == OK)
        *out = rows;
    else
        rows_close(rows);
    return status;
}
