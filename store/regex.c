/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/connection.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void free_pattern(void *pattern)
{
    regfree(pattern);
    free(pattern);
}

/* XLSForm patterns are written for engines that know \d; POSIX does not. Writes "^(pattern)$" with
   \d spelt out to `out`, which has room for 3 bytes a byte and 5 more. */
static void write_pattern(const char *pattern, char *out)
{
    bool is_in_brackets = false;
    out += sprintf(out, "^(");
    for (const char *p = pattern; *p != '\0'; p++) {
        if (p[0] == '\\' && p[1] == 'd') {
            out += sprintf(out, "%s", is_in_brackets ? "0-9" : "[0-9]");
            p++;
        } else if (p[0] == '\\' && p[1] != '\0' && !is_in_brackets) {
            *out++ = *p++;
            *out++ = *p;
        } else {
            if (*p == '[' || *p == ']')
                is_in_brackets = *p == '[';
            *out++ = *p;
        }
    }
    sprintf(out, ")$");
}

/* NULL when memory runs out or the pattern is malformed (then *problem is set). */
static regex_t *compile(const char *pattern, char *problem, size_t size)
{
    char *whole = malloc(3 * strlen(pattern) + 5);
    regex_t *compiled = malloc(sizeof *compiled);
    problem[0] = '\0';
    int code = REG_ESPACE;
    if (whole != NULL && compiled != NULL) {
        write_pattern(pattern, whole);
        code = regcomp(compiled, whole, REG_EXTENDED | REG_NOSUB);
        if (code != 0 && code != REG_ESPACE)
            regerror(code, compiled, problem, size);
    }
    free(whole);
    if (code == 0)
        return compiled;
    free(compiled);
    return NULL;
}

static void report(sqlite3_context *context, const char *pattern, const char *problem)
{
    if (problem[0] == '\0') {
        sqlite3_result_error_nomem(context);
        return;
    }
    char *message = sqlite3_mprintf("regex '%s': %s", pattern, problem);
    if (message == NULL)
        sqlite3_result_error_nomem(context);
    else
        sqlite3_result_error(context, message, -1);
    sqlite3_free(message);
}

static void match(sqlite3_context *context, int n_arguments, sqlite3_value **arguments)
{
    (void)n_arguments;
    const char *text = (const char *)sqlite3_value_text(arguments[0]);
    const char *pattern = (const char *)sqlite3_value_text(arguments[1]);
    if (text == NULL || pattern == NULL)
        return;
    regex_t *compiled = sqlite3_get_auxdata(context, 1);
    const struct store *store = sqlite3_user_data(context);
    const locale_t before = uselocale(store->locale);
    bool is_kept = compiled != NULL;
    char problem[160];
    if (compiled == NULL)
        compiled = compile(pattern, problem, sizeof problem);
    if (compiled == NULL)
        report(context, pattern, problem);
    else
        sqlite3_result_int(context, regexec(compiled, text, 0, NULL, 0) == 0);
    uselocale(before);
    if (compiled != NULL && !is_kept)
        sqlite3_set_auxdata(context, 1, compiled, free_pattern);
}

int store_add_regex(struct store *store)
{
    return sqlite3_create_function(store->db, "mognad_regex", 2,
                                   SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, store,
                                   match, NULL, NULL);
}
