/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/personal.h"

#include "base/error.h"
#include "ingest/personal_inside.h"

#include <string.h>

/* Names that many bear and that are no other word; written by us, by no means all. */
static const char *const given_names[] = {
    "Ahmed",    "Alexander", "Ali",       "Alice",   "Amanda", "Anders", "Andreas",   "Anna",
    "Anneli",   "Annika",    "Astrid",    "Axel",    "Bengt",  "Bertil", "Birgitta",  "Carina",
    "Carl",     "Caroline",  "Daniel",    "David",   "Ebba",   "Elias",  "Elin",      "Elisabeth",
    "Ellen",    "Emelie",    "Emil",      "Emma",    "Erik",   "Eva",    "Fatima",    "Filip",
    "Fredrik",  "Gunilla",   "Gunnar",    "Gustav",  "Göran",  "Hanna",  "Hassan",    "Helena",
    "Henrik",   "Hussein",   "Håkan",     "Ida",     "Ingrid", "Jenny",  "Joakim",    "Johan",
    "Johanna",  "Jonas",     "Josefin",   "Julia",   "Karin",  "Karl",   "Katarina",  "Kerstin",
    "Kristina", "Lars",      "Leif",      "Lena",    "Linda",  "Linnéa", "Lucas",     "Magnus",
    "Maja",     "Malin",     "Margareta", "Maria",   "Marie",  "Martin", "Mathias",   "Mattias",
    "Mikael",   "Mohamed",   "Monica",    "Niklas",  "Nils",   "Olof",   "Oskar",     "Patrik",
    "Peter",    "Pontus",    "Rebecka",   "Rickard", "Robert", "Sara",   "Sebastian", "Simon",
    "Sofia",    "Stefan",    "Susanne",   "Sven",    "Thomas", "Tobias", "Ulf",       "Ulla",
    "Ulrika",   "Viktor",    "Wilhelm",   "William", "Yusuf",  "Åke",    "Åsa",
};

/* After these a capital word is a name. */
static const char *const heralds[] = {"heter",  "hette",       "name is",     "namnet är", "named",
                                      "kallas", "namn är",     "called",      "fru",       "herr",
                                      "doktor", "handläggare", "handläggaren"};

/* Names of agencies and services end like these. */
static const char *const public_ends[] = {"verket",  "kassan",    "myndigheten", "kommun",
                                          "nämnden", "styrelsen", "centralen",   "guiden",
                                          "byrån",   "tjänst",    "regionen"};

const char *personal_kind_name(enum personal_kind kind)
{
    static const char *const names[] = {[PERSONAL_IDENTITY] = "a personal identity number",
                                        [PERSONAL_EMAIL] = "an e-mail address",
                                        [PERSONAL_PHONE] = "a telephone number",
                                        [PERSONAL_NAME] = "a name"};
    _Static_assert(COUNT(names) == PERSONAL_KIND_COUNT, "every kind needs its name");
    return names[kind];
}

static size_t word_length(const char *text, size_t at)
{
    size_t n = 0;
    while (personal_is_word(text, at + n) ||
           (n > 0 && ((unsigned char)text[at + n] & 0xC0U) == 0x80U))
        n++;
    return n;
}

/* A to Z, or one of those with an accent of Latin-1. */
static bool is_capital(const char *text, size_t at)
{
    const unsigned char c = (unsigned char)text[at],
                        next = c == 0 ? 0 : (unsigned char)text[at + 1];
    return (c >= 'A' && c <= 'Z') || (c == 0xC3 && next >= 0x80 && next <= 0x9E && next != 0x97);
}

/* A capital word in small letters behind the first, and not what an agency is called. */
static size_t capital_word(const char *text, size_t at)
{
    const size_t n = is_capital(text, at) ? word_length(text, at) : 0;
    const size_t first = (unsigned char)text[at] == 0xC3 ? 2 : 1;
    if (n <= first || is_capital(text, at + first))
        return 0;
    for (size_t i = 0; i < COUNT(public_ends); i++) {
        const size_t n_end = strlen(public_ends[i]);
        if (n >= n_end && memcmp(text + at + n - n_end, public_ends[i], n_end) == 0)
            return 0;
    }
    return n;
}

/* That word with the capital words that follow it. */
static size_t whole_name(const char *text, size_t at)
{
    size_t n = capital_word(text, at);
    while (n > 0) {
        const size_t blank = text[at + n] == '-' ? 1 : personal_blank(text, at + n);
        const size_t more = blank > 0 ? capital_word(text, at + n + blank) : 0;
        if (more == 0)
            break;
        n += blank + more;
    }
    return n;
}

static bool is_given_name(const char *text, size_t at)
{
    const size_t n = word_length(text, at);
    const size_t n_name = n > 1 && text[at + n - 1] == 's' ? n - 1 : n; /* genitive */
    for (size_t i = 0; i < COUNT(given_names); i++) {
        const size_t n_given = strlen(given_names[i]);
        if ((n_given == n || n_given == n_name) && memcmp(text + at, given_names[i], n_given) == 0)
            return true;
    }
    return false;
}

static bool has_herald(const char *text, size_t at)
{
    size_t end = at;
    while (end > 0 && text[end - 1] == ' ')
        end--;
    for (size_t i = 0; end < at && i < COUNT(heralds); i++) {
        const size_t n = strlen(heralds[i]);
        const bool is_there = end >= n && memcmp(text + end - n, heralds[i], n) == 0;
        if (is_there && (end == n || !personal_is_word(text, end - n - 1)))
            return true;
    }
    return false;
}

static size_t name_at(const char *text, size_t at)
{
    if (!is_capital(text, at))
        return 0;
    if (is_given_name(text, at)) {
        const size_t n = whole_name(text, at);
        return n > 0 ? n : word_length(text, at);
    }
    return has_herald(text, at) ? whole_name(text, at) : 0;
}

static bool is_of_address(const char *text, size_t at)
{
    return personal_is_word(text, at) || ((unsigned char)text[at] & 0xC0U) == 0x80U ||
           (text[at] != '\0' && strchr("._%+-", text[at]) != NULL);
}

static size_t email_at(const char *text, size_t at)
{
    size_t end = at, dots = 0, last = 0; /* `last`: characters behind the last dot */
    if (at > 0 && is_of_address(text, at - 1))
        return 0; /* looked at from its start */
    while (is_of_address(text, end))
        end++;
    if (end == at || text[end] != '@')
        return 0;
    const size_t host = ++end;
    for (; is_of_address(text, end); end++) {
        const bool is_dot = text[end] == '.';
        dots += is_dot && end > host && is_of_address(text, end + 1);
        last = is_dot ? 0 : last + 1;
    }
    while (end > host && text[end - 1] == '.') /* of the sentence */
        end--;
    return dots > 0 && end > host + 3 ? end - at : 0;
}

/* A number may start with a sign; a word is at its first letter. */
static bool is_start(const char *text, size_t at)
{
    const bool is_inside = at > 0 && (personal_is_word(text, at - 1) ||
                                      ((unsigned char)text[at - 1] & 0xC0U) == 0x80U);
    return !is_inside && (text[at] == '+' || personal_is_word(text, at));
}

static bool look_at(const char *text, size_t at, struct personal *out)
{
    const size_t n[] = {
        [PERSONAL_IDENTITY] = personal_identity(text, at),
        [PERSONAL_EMAIL] = email_at(text, at),
        [PERSONAL_PHONE] = personal_phone(text, at),
        [PERSONAL_NAME] = name_at(text, at),
    };
    for (int kind = 0; kind < PERSONAL_KIND_COUNT; kind++)
        if (n[kind] > 0) {
            *out = (struct personal){(enum personal_kind)kind, at, n[kind]};
            return true;
        }
    return false;
}

bool personal_next(const char *text, size_t from, struct personal *out)
{
    for (size_t at = from; text[at] != '\0'; at++)
        if (is_start(text, at) && look_at(text, at, out))
            return true;
    return false;
}

/* A '*' for each letter and digit from `start` on, of which the first stays. Bytes that continue a
   character go with it. */
static size_t put_masked(char *to, const char *from, size_t n)
{
    size_t used = 0;
    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)from[i];
        const bool is_more = (c & 0xC0U) == 0x80U;
        const bool is_first = used == 0 || (is_more && used == i && i < 4 && (from[0] & 0x80) != 0);
        if (is_first)
            to[used++] = from[i];
        else if (!is_more)
            to[used++] = personal_is_word(from, i) ? '*' : from[i];
    }
    return used;
}

char *personal_masked_hit(struct arena *arena, const char *text, const struct personal *hit)
{
    char *out = arena_array(arena, hit->n + 1, char);
    if (out != NULL)
        put_masked(out, text + hit->start, hit->n);
    return out;
}

char *personal_masked(struct arena *arena, const char *text)
{
    const size_t n = strlen(text);
    char *out = arena_array(arena, n + 1, char);
    struct personal hit = {0};
    size_t done = 0, used = 0;
    while (out != NULL && personal_next(text, done, &hit)) {
        memcpy(out + used, text + done, hit.start - done);
        used += hit.start - done;
        used += put_masked(out + used, text + hit.start, hit.n);
        done = hit.start + hit.n;
    }
    if (out != NULL)
        memcpy(out + used, text + done, n - done);
    return out;
}
