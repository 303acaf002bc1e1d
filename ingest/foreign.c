/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/foreign.h"

#include "ingest/sav.h"
#include "ingest/sheet.h"

#include <string.h>
#include <unistd.h>

enum foreign_kind foreign_kind(int fd)
{
    char begin[4] = "";
    if (pread(fd, begin, sizeof begin, 0) != (ssize_t)sizeof begin)
        return FOREIGN_NONE;
    if (memcmp(begin, "$FL2", 4) == 0 || memcmp(begin, "$FL3", 4) == 0)
        return FOREIGN_SAV;
    if (memcmp(begin, "\xD0\xCF\x11\xE0", 4) == 0)
        return FOREIGN_OLD;
    return memcmp(begin, "PK\x03\x04", 4) == 0 ? FOREIGN_XLSX : FOREIGN_NONE;
}

enum status foreign_read(enum foreign_kind kind, const char *path, struct foreign_options options,
                         struct arena *arena, struct foreign *out, struct error *err)
{
    if (kind == FOREIGN_OLD)
        return error_at(err, ERR_READ, (struct place){path, 0, 0}, "%s",
                        _("this is a workbook in Excel's old format, or with a password; save it "
                          "as .xlsx without a password"));
    return kind == FOREIGN_SAV ? sav_read(path, options, arena, out, err)
                               : sheet_read(path, options, arena, out, err);
}

void foreign_release(struct foreign *foreign)
{
    for (size_t i = 0; i < foreign->n_columns; i++)
        textset_release(&foreign->columns[i].missing);
}
