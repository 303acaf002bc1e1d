/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/finding_groups.h"

#include "store/statement.h"

static enum status each_of_severity(struct statement *s, enum severity severity,
                                    enum status (*each)(void *context, struct grouped_finding of,
                                                        struct error *err),
                                    void *context, struct error *err)
{
    statement_bind_text(s, 2, severity_name(severity));
    for (;;) {
        bool has_row;
        TRY(statement_step(s, &has_row, err));
        if (!has_row)
            return OK;
        const struct finding finding = {
            .severity = severity,
            .rule = statement_text(s, 0),
            .at = {statement_text(s, 1), (long)statement_integer(s, 2),
                   (int)statement_integer(s, 3)},
            .unit = statement_text(s, 4),
            .question = statement_text(s, 5),
            .text = statement_text(s, 6),
        };
        TRY(each(context,
                 (struct grouped_finding){&finding, (size_t)statement_integer(s, 7),
                                          (size_t)statement_integer(s, 8)},
                 err));
    }
}

enum status store_each_grouped_finding(struct store *store, const struct wave *wave, size_t most,
                                       enum status (*each)(void *context, struct grouped_finding of,
                                                           struct error *err),
                                       void *context, struct error *err)
{
    static const char sql[] =
        "WITH grouped AS (SELECT id, rule, file, line, \"column\", unit, question, text,"
        " row_number() OVER (alike ORDER BY id) AS position, count(*) OVER alike AS n,"
        " min(id) OVER alike AS first FROM finding WHERE wave = ?1 AND severity = ?2"
        " WINDOW alike AS (PARTITION BY rule, file, question,"
        " CASE WHEN unit IS NULL THEN text END))"
        " SELECT rule, file, line, \"column\", unit, question, text, position, n FROM grouped"
        " WHERE position <= ?3 ORDER BY first, position";
    struct statement *s = NULL;
    TRY(statement_open(store, sql, &s, err));
    statement_bind_integer(s, 1, wave->id);
    statement_bind_integer(s, 3, (int64_t)most);
    enum status status = OK;
    for (int severity = 0; severity < SEVERITY_COUNT && status == OK; severity++)
        status = each_of_severity(s, (enum severity)severity, each, context, err);
    statement_close(s);
    return status;
}
