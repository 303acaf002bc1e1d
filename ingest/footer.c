/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/footer.h"

#include "base/error.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

/* Swedish and English, without what folding case in ASCII does not reach. */
static const char *const words[] = {
    "summa",   "totalt", "total", "totals", "sum",   "medel",      "medelvärde", "genomsnitt",
    "average", "mean",   "antal", "median", "källa", "Källa",      "KÄLLA",      "source",
    "not",     "note",   "notes", "anm",    "obs",   "anmärkning",
};

static bool is_word(const char *key, size_t n)
{
    const char *colon = memchr(key, ':', n);
    size_t length = colon == NULL ? n : (size_t)(colon - key);
    while (length > 0 && (key[length - 1] == ' ' || key[length - 1] == '.'))
        length--;
    for (size_t i = 0; i < COUNT(words); i++)
        if ((words[i][0] | ('a' ^ 'A')) == (key[0] | ('a' ^ 'A')) && strlen(words[i]) == length &&
            strncasecmp(words[i], key, length) == 0)
            return true;
    return false;
}

static bool has_digit(const char *key, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (key[i] >= '0' && key[i] <= '9')
            return true;
    return false;
}

const char *footer_fault(const char *key, size_t n, const char *name)
{
    if (strlen(name) == n && memcmp(name, key, n) == 0)
        return "the header stands here again";
    if (is_word(key, n))
        return "it looks like a total or a note below the table";
    if (memchr(key, '\n', n) != NULL || memchr(key, '\r', n) != NULL)
        return "it is a text of several lines";
    if (strcmp(name, "orgnr") == 0 && !has_digit(key, n))
        return "an organisation number has digits";
    return NULL;
}
