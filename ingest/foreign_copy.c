/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/foreign_copy.h"

#include "base/text.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum status foreign_copy_open(struct foreign_copy *copy, struct place at, struct error *err)
{
    *copy = (struct foreign_copy){.at = at};
    copy->file = tmpfile();
    if (copy->file == NULL)
        return error_at(err, ERR_READ, at, _("no temporary file for it: %s"), strerror(errno));
    return OK;
}

static bool reserve(struct foreign_copy *copy, size_t n)
{
    if (copy->n + n <= copy->capacity)
        return true;
    const size_t capacity = 2 * (copy->n + n) + 1024;
    char *row = realloc(copy->row, capacity);
    if (row == NULL) {
        copy->is_out_of_memory = true;
        return false;
    }
    copy->row = row;
    copy->capacity = capacity;
    return true;
}

/* Blank cells up to `column`. A row must not look like a blank line: its first cell is quoted when
   it is empty. */
static void fill_up(struct foreign_copy *copy, size_t column)
{
    if (!reserve(copy, column - copy->n_cells + 3))
        return;
    for (; copy->n_cells < column; copy->n_cells++) {
        if (copy->n_cells > 0)
            copy->row[copy->n++] = ',';
        else {
            copy->row[copy->n++] = '"';
            copy->row[copy->n++] = '"';
        }
    }
}

static bool is_plain(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
            return false;
    return true;
}

void foreign_copy_cell(struct foreign_copy *copy, size_t column, const char *text, size_t n)
{
    if (n == 0 || column < copy->n_cells)
        return;
    fill_up(copy, column);
    if (!reserve(copy, 2 * n + 3))
        return;
    const bool is_quoted = !is_plain(text, n);
    if (copy->n_cells > 0)
        copy->row[copy->n++] = ',';
    if (is_quoted)
        copy->row[copy->n++] = '"';
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '"')
            copy->row[copy->n++] = '"';
        copy->row[copy->n++] = text[i];
    }
    if (is_quoted)
        copy->row[copy->n++] = '"';
    copy->n_cells++;
}

static void note_number(struct foreign_copy *copy, uint32_t number)
{
    if (copy->n_rows == copy->numbers_capacity) {
        const size_t capacity = 2 * copy->n_rows + 256;
        uint32_t *numbers = realloc(copy->numbers, capacity * sizeof *numbers);
        if (numbers == NULL) {
            copy->is_out_of_memory = true;
            return;
        }
        copy->numbers = numbers;
        copy->numbers_capacity = capacity;
    }
    copy->numbers[copy->n_rows++] = number;
}

void foreign_copy_fill(struct foreign_copy *copy)
{
    fill_up(copy, copy->width > copy->n_cells ? copy->width : copy->n_cells);
}

void foreign_copy_end_row(struct foreign_copy *copy, uint32_t number)
{
    if (copy->n_cells > 0) {
        if (copy->width == 0)
            copy->width = copy->n_cells;
        if (copy->n_cells < copy->width)
            fill_up(copy, copy->width);
        if (reserve(copy, 1)) {
            copy->row[copy->n++] = '\n';
            fwrite(copy->row, 1, copy->n, copy->file);
            note_number(copy, number);
        }
    }
    copy->n = copy->n_cells = 0;
}

void foreign_copy_discard(struct foreign_copy *copy)
{
    if (copy->file != NULL)
        fclose(copy->file);
    free(copy->row);
    free(copy->numbers);
    *copy = (struct foreign_copy){0};
}

static enum status hand_over(struct foreign_copy *copy, struct arena *arena, struct foreign *out,
                             struct error *err)
{
    out->numbers = arena_array(arena, copy->n_rows, uint32_t);
    if (copy->is_out_of_memory || out->numbers == NULL)
        return error_memory(err);
    if (copy->n_rows > 0)
        memcpy(out->numbers, copy->numbers, copy->n_rows * sizeof *out->numbers);
    out->n_rows = copy->n_rows;
    if (fflush(copy->file) != 0 || ferror(copy->file) || (out->fd = dup(fileno(copy->file))) < 0)
        return error_at(err, ERR_READ, copy->at, _("no temporary file for it: %s"),
                        strerror(errno));
    if (lseek(out->fd, 0, SEEK_SET) == 0)
        return OK;
    close(out->fd);
    return error_at(err, ERR_READ, copy->at, "%s", strerror(errno));
}

enum status foreign_copy_close(struct foreign_copy *copy, struct arena *arena, struct foreign *out,
                               struct error *err)
{
    const enum status status = hand_over(copy, arena, out, err);
    foreign_copy_discard(copy);
    return status;
}

size_t foreign_number(double x, char decimal, char *out)
{
    out[0] = '\0';
    if (!isfinite(x))
        return 0;
    int n = 0;
    for (int digits = 15; digits <= 17; digits++) {
        double again;
        n = snprintf(out, TEXT_NUMBER_SIZE, "%.*g", digits, x);
        if (text_number(out, (size_t)n, '.', &again) && again == x)
            break;
    }
    char *point = decimal == ',' ? strchr(out, '.') : NULL;
    if (point != NULL)
        *point = ',';
    return (size_t)n;
}

/* Days since 1970-01-01 as a date of the Gregorian calendar; after Hinnant's days_from_civil,
   turned round: eras of 400 years that begin on 1 March. */
size_t foreign_date(int64_t days, int64_t seconds, char *out)
{
    const int64_t first = -719162, last = 2932896; /* 0001-01-01, 9999-12-31 */
    out[0] = '\0';
    if (days < first || days > last || seconds < 0 || seconds >= 86400)
        return 0;
    const int64_t shifted = days + 719468, era = shifted / 146097;
    const int64_t of_era = shifted - era * 146097;
    const int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t month_from_march = (5 * of_year + 2) / 153;
    const int day = (int)(of_year - (153 * month_from_march + 2) / 5 + 1);
    const int month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
    const int year = (int)(year_of_era + era * 400 + (month <= 2));
    int n = snprintf(out, FOREIGN_DATE_SIZE, "%04d-%02d-%02d", year, month, day);
    if (seconds > 0)
        n += snprintf(out + n, FOREIGN_DATE_SIZE - (size_t)n, " %02d:%02d:%02d",
                      (int)(seconds / 3600), (int)(seconds / 60 % 60), (int)(seconds % 60));
    return (size_t)n;
}
