/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/encoding.h"

#include "ingest/block.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <unistr.h>

enum { SCAN_SIZE = 128 * 1024, LONGEST_CHARACTER = 4, HIGH = 128 };

/* The first byte from `i` on that is not ASCII; n when there is none. */
static size_t skip_ascii(const unsigned char *s, size_t i, size_t n)
{
    for (; i + BLOCK <= n; i += BLOCK) {
        const uint64_t high = block_find_high((const char *)s + i);
        if (high != 0)
            return i + (size_t)__builtin_ctzll(high);
    }
    while (i < n && s[i] < HIGH)
        i++;
    return i;
}

/* The first byte that begins no character; n when all are good. With more to come, a character may
   be cut at the end: its first byte is returned in *cut, else n. */
static size_t bad_utf8(const unsigned char *s, size_t n, bool is_more_to_come, size_t *cut)
{
    *cut = n;
    for (size_t i = skip_ascii(s, 0, n); i < n; i = skip_ascii(s, i, n)) {
        ucs4_t character = 0;
        const int length = u8_mbtoucr(&character, s + i, n - i);
        if (length == -2 && is_more_to_come) {
            *cut = i;
            return n;
        }
        if (length < 0)
            return i;
        i += (size_t)length;
    }
    return n;
}

static size_t bad_single(const struct encoding *encoding, const unsigned char *s, size_t n)
{
    for (size_t i = skip_ascii(s, 0, n); i < n; i = skip_ascii(s, i + 1, n))
        if (encoding->n[s[i]] == 0)
            return i;
    return n;
}

/* Likewise in either encoding. */
static size_t bad_character(const struct encoding *encoding, const unsigned char *s, size_t n,
                            bool is_more_to_come, size_t *cut)
{
    *cut = n;
    return encoding->is_utf8 ? bad_utf8(s, n, is_more_to_come, cut) : bad_single(encoding, s, n);
}

static size_t nul_byte(const unsigned char *s, size_t n)
{
    const unsigned char *nul = memchr(s, 0, n);
    return nul == NULL ? n : (size_t)(nul - s);
}

size_t encoding_bad_byte(const struct encoding *encoding, const char *bytes, size_t n)
{
    const unsigned char *s = (const unsigned char *)bytes;
    size_t cut;
    return bad_character(encoding, s, nul_byte(s, n), false, &cut);
}

/* Fills `room`; less than that only at the end of the file. */
static enum status read_whole(int fd, struct place at, unsigned char *buffer, size_t *room,
                              struct error *err)
{
    size_t n = 0;
    while (n < *room) {
        const ssize_t got = read(fd, buffer + n, *room - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_at(err, ERR_READ, at, "%s", strerror(errno));
        if (got == 0)
            break;
        n += (size_t)got;
    }
    *room = n;
    return OK;
}

/* Notes where the first bad byte of the file is, and whether every byte but NUL is a character. */
static enum status scan(int fd, struct place at, struct encoding *encoding, bool *is_valid,
                        struct error *err)
{
    unsigned char buffer[SCAN_SIZE + LONGEST_CHARACTER];
    size_t kept = 0;
    uint64_t offset = 0; /* of buffer + kept */
    encoding->first_bad = UINT64_MAX;
    *is_valid = true;
    if (lseek(fd, 0, SEEK_SET) < 0)
        return error_at(err, ERR_READ, at, "%s", strerror(errno));
    for (size_t got = SCAN_SIZE; *is_valid && got == SCAN_SIZE; offset += SCAN_SIZE) {
        TRY(read_whole(fd, at, buffer + kept, &got, err));
        const size_t n = kept + got;
        size_t cut;
        const size_t wrong = bad_character(encoding, buffer, n, got == SCAN_SIZE, &cut);
        const size_t bad = nul_byte(buffer, wrong);
        if (bad < n && encoding->first_bad == UINT64_MAX)
            encoding->first_bad = offset - kept + bad;
        *is_valid = wrong == n;
        memmove(buffer, buffer + cut, n - cut);
        kept = n - cut;
    }
    return OK;
}

/* What a byte becomes, by iconv. False when it needs another byte to be a character. */
static bool fill_byte(iconv_t converter, unsigned char byte, struct encoding *encoding)
{
    char in[1] = {(char)byte}, *from = in, *to = encoding->text[byte];
    size_t n_in = 1, room = ENCODING_GROWTH;
    iconv(converter, NULL, NULL, NULL, NULL);
    const size_t result = iconv(converter, &from, &n_in, &to, &room);
    if (result == (size_t)-1 && errno != EILSEQ)
        return false;
    encoding->n[byte] =
        result == (size_t)-1 || byte == 0 ? 0 : (unsigned char)(ENCODING_GROWTH - room);
    return true;
}

/* One byte a character, and ASCII where ASCII is: else the delimiter could not be told. */
static bool fill_bytes(iconv_t converter, struct encoding *encoding)
{
    for (int byte = 0; byte < 256; byte++) {
        if (!fill_byte(converter, (unsigned char)byte, encoding))
            return false;
        if (byte > 0 && byte < HIGH &&
            (encoding->n[byte] != 1 || encoding->text[byte][0] != (char)byte))
            return false;
    }
    return true;
}

/* What people and their programs call it. */
static const struct {
    const char *said, *name;
} aliases[] = {
    {"UTF8", "UTF-8"},         {"UTF-8-SIG", "UTF-8"}, {"ANSI", "windows-1252"},
    {"latin-1", "ISO-8859-1"}, {"UTF16", "UTF-16"},    {"UTF-16-LE", "UTF-16LE"},
    {"UTF-16-BE", "UTF-16BE"},
};

static const char *known_name(const char *said)
{
    for (size_t i = 0; i < COUNT(aliases); i++)
        if (strcasecmp(aliases[i].said, said) == 0)
            return aliases[i].name;
    return said;
}

static bool is_utf8_name(const char *name)
{
    return strcasecmp(name, "UTF-8") == 0;
}

static bool is_utf16_name(const char *name)
{
    return strcasecmp(name, "UTF-16") == 0;
}

/* Whether characters mean another thing after others have switched to it (ISO-2022-JP): the place
   of a byte in such a file cannot be told from what stands around it. Writing in it ends with a
   switch back. */
static bool has_shift_states(const char *name)
{
    static const char *const samples[] = {"\xC3\xA9", "\xE3\x81\x82", "\xE4\xB8\xAD"};
    const iconv_t converter = iconv_open(name, "UTF-8");
    size_t n_last = 0;
    for (size_t i = 0; converter != (iconv_t)-1 && i < COUNT(samples); i++) {
        char in[4], out[32], *from = in, *to = out;
        size_t n_in = strlen(samples[i]), room = sizeof out;
        memcpy(in, samples[i], n_in);
        iconv(converter, &from, &n_in, &to, &room);
        const size_t left = room;
        iconv(converter, NULL, NULL, &to, &room);
        n_last += left - room;
    }
    if (converter != (iconv_t)-1)
        iconv_close(converter);
    return n_last > 0;
}

/* One byte a character is read as it stands, anything else by way of a copy. */
static enum status use_other(struct place at, const char *name, struct encoding *encoding,
                             struct error *err)
{
    encoding->name = name;
    const iconv_t converter = strchr(name, '/') != NULL ? (iconv_t)-1 : iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return error_at(err, ERR_ENCODING, at,
                        _("encoding '%s' is not known; say 'UTF-8' or 'windows-1252'"), name);
    encoding->is_utf8 = !fill_bytes(converter, encoding);
    encoding->is_copied = encoding->is_utf8;
    iconv_close(converter);
    if (encoding->is_copied && has_shift_states(name))
        return error_at(err, ERR_ENCODING, at,
                        _("encoding '%s' cannot be read; save the file as UTF-8"), name);
    return OK;
}

bool encoding_is_readable(const char *said)
{
    struct encoding encoding = {0};
    const char *name = known_name(said);
    return is_utf8_name(name) || use_other((struct place){0}, name, &encoding, NULL) == OK;
}

/* The longer ones before those that they begin with. */
static const struct {
    const char *name, *mark;
    size_t n;
} marks[] = {
    {"UTF-8", "\xEF\xBB\xBF", 3}, {"UTF-32LE", "\xFF\xFE\0\0", 4}, {"UTF-32BE", "\0\0\xFE\xFF", 4},
    {"UTF-16LE", "\xFF\xFE", 2},  {"UTF-16BE", "\xFE\xFF", 2},
};

/* What the byte-order mark says, before anything else is asked; *name is NULL without a mark. */
static enum status read_mark(int fd, struct place at, size_t *n_mark, const char **name,
                             struct error *err)
{
    unsigned char start[4] = {0};
    size_t n = sizeof start;
    *name = NULL;
    *n_mark = 0;
    if (lseek(fd, 0, SEEK_SET) < 0)
        return error_at(err, ERR_READ, at, "%s", strerror(errno));
    TRY(read_whole(fd, at, start, &n, err));
    for (size_t i = 0; i < COUNT(marks) && *name == NULL; i++)
        if (n >= marks[i].n && memcmp(start, marks[i].mark, marks[i].n) == 0) {
            *name = marks[i].name;
            *n_mark = marks[i].n;
        }
    return OK;
}

/* The encoding to be read, of what the mark and what the settings say: NULL when neither does. */
static enum status settle(struct place at, const char *marked, const char **wanted,
                          struct error *err)
{
    const bool is_utf16 = *wanted != NULL && is_utf16_name(*wanted);
    const bool is_marked_so = is_utf16 && marked != NULL && strncmp(marked, "UTF-16", 6) == 0;
    if (marked != NULL && *wanted != NULL && !is_marked_so && strcasecmp(marked, *wanted) != 0)
        return error_at(err, ERR_ENCODING, at,
                        _("the file is %s, by its byte-order mark, and not '%s'"), marked, *wanted);
    if (is_utf16 && marked == NULL)
        return error_at(err, ERR_ENCODING, at, "%s",
                        _("the file has no byte-order mark that says which UTF-16 it is; set "
                          "`encoding` to UTF-16LE, which Windows writes, or UTF-16BE"));
    if (marked != NULL)
        *wanted = marked;
    return OK;
}

enum status encoding_find(int fd, struct place at, const char *wanted, struct encoding *out,
                          struct error *err)
{
    *out = (struct encoding){.name = "UTF-8", .is_utf8 = true};
    const char *marked = NULL;
    bool is_valid;
    if (wanted != NULL)
        wanted = known_name(wanted);
    TRY(read_mark(fd, at, &out->n_mark, &marked, err));
    TRY(settle(at, marked, &wanted, err));
    if (wanted != NULL && !is_utf8_name(wanted)) {
        TRY(use_other(at, wanted, out, err));
        return out->is_copied ? OK : scan(fd, at, out, &is_valid, err);
    }
    TRY(scan(fd, at, out, &is_valid, err));
    if (is_valid || wanted != NULL)
        return OK;
    TRY(use_other(at, "windows-1252", out, err));
    return scan(fd, at, out, &is_valid, err);
}

const char *encoding_after_mark(const char *text)
{
    while (strncmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    return text;
}

static const char replacement[] = "\xEF\xBF\xBD";

static size_t convert_utf8(const unsigned char *s, size_t n, char *out)
{
    size_t written = 0;
    for (size_t i = 0, cut; i < n;) {
        const size_t good = bad_utf8(s + i, nul_byte(s + i, n - i), false, &cut);
        memcpy(out + written, s + i, good);
        written += good;
        i += good;
        if (i == n)
            break;
        memcpy(out + written, replacement, 3);
        written += 3;
        i++;
    }
    return written;
}

static size_t convert_single(const struct encoding *encoding, const unsigned char *s, size_t n,
                             char *out)
{
    size_t written = 0;
    for (size_t i = 0; i < n; i++) {
        const bool is_bad = encoding->n[s[i]] == 0;
        const size_t length = is_bad ? 3 : encoding->n[s[i]];
        memcpy(out + written, is_bad ? replacement : encoding->text[s[i]], 3);
        written += length;
    }
    return written;
}

size_t encoding_convert(const struct encoding *encoding, const char *bytes, size_t n, char *out)
{
    const unsigned char *s = (const unsigned char *)bytes;
    return encoding->is_utf8 ? convert_utf8(s, n, out) : convert_single(encoding, s, n, out);
}
