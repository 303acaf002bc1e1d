/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/leaf.h"

#include "base/missing.h"

#include <stdlib.h>
#include <string.h>

enum {
    PAGE_HEADER = 8,
    POINTER = 2,                     /* bytes that a row takes in the page besides itself */
    LONGEST_RECORD = LEAF_SIZE - 35, /* a longer one would go on on other pages */
    LONGEST_VARINT = 9,
    SHORT_BODY = 8, /* of a value that is copied in one go */
    SLACK = 16,
    TABLE_LEAF = 13
};

/* Serial types of the record format. */
enum { TYPE_NULL = 0, TYPE_REAL = 7, TYPE_ZERO = 8, TYPE_ONE = 9, TYPE_TEXT = 13 };

/* A value as it stands in a record. */
struct written {
    uint8_t type;
    uint8_t n; /* bytes of body; NOT_SHORT: see the value itself */
    uint8_t body[SHORT_BODY];
};
enum { NOT_SHORT = 255 };

/* What the codes of a list stand for. */
struct written_list {
    const struct bulk_value *values;
    struct written *list; /* owned */
    size_t n;
};

struct leaf {
    size_t n_columns;
    struct written_list *lists; /* n_lists, of which there are at most n_columns */
    size_t n_lists;
    const struct written_list **of; /* by column; NULL: no codes */
    unsigned char *page;            /* borrowed */
    size_t n_rows, top;             /* the rows lie in page[top ..] */
    uint32_t last;                  /* key of the row before */
    unsigned char *types, *body;    /* of the record being made */
    unsigned char *types_end, *body_end;
};

static unsigned char *put_big_endian(unsigned char *out, uint64_t value, size_t n)
{
    for (size_t i = n; i > 0; i--)
        *out++ = (unsigned char)(value >> (8 * (i - 1)));
    return out;
}

/* Seven bits a byte, the highest first. Of values below 2^56. */
static unsigned char *put_varint(unsigned char *out, uint64_t value)
{
    size_t n = 1;
    while (value >> (7 * n) != 0)
        n++;
    for (size_t i = n; i > 0; i--)
        *out++ = (unsigned char)((value >> (7 * (i - 1)) & 0x7F) | (i > 1 ? 0x80U : 0U));
    return out;
}

static void put_integer(struct leaf *leaf, int64_t value)
{
    static const uint8_t sizes[] = {1, 2, 3, 4, 6, 8};
    if (value == 0 || value == 1) {
        *leaf->types_end++ = (unsigned char)(value == 0 ? TYPE_ZERO : TYPE_ONE);
        return;
    }
    size_t i = 0;
    const uint64_t magnitude = value < 0 ? ~(uint64_t)value : (uint64_t)value;
    while (i < 5 && magnitude >> (8 * sizes[i] - 1) != 0)
        i++;
    *leaf->types_end++ = (unsigned char)(i + 1);
    leaf->body_end = put_big_endian(leaf->body_end, (uint64_t)value, sizes[i]);
}

static void put_null(struct leaf *leaf)
{
    *leaf->types_end++ = TYPE_NULL;
}

static void put_number(struct leaf *leaf, double x, bool is_integer)
{
    uint64_t bits;
    if (is_missing(x)) {
        put_null(leaf);
    } else if (is_integer) {
        put_integer(leaf, (int64_t)x);
    } else {
        memcpy(&bits, &x, sizeof bits);
        *leaf->types_end++ = TYPE_REAL;
        leaf->body_end = put_big_endian(leaf->body_end, bits, sizeof bits);
    }
}

/* False when the text alone is too long for a page. */
static bool put_text(struct leaf *leaf, struct bulk_text text)
{
    if (text.text == NULL) {
        put_null(leaf);
        return true;
    }
    if ((size_t)(leaf->body_end - leaf->body) + text.n > LONGEST_RECORD)
        return false;
    leaf->types_end = put_varint(leaf->types_end, TYPE_TEXT + 2 * (uint64_t)text.n);
    memcpy(leaf->body_end, text.text, text.n);
    leaf->body_end += text.n;
    return true;
}

static bool put_value(struct leaf *leaf, const struct bulk_value *value)
{
    if (value->kind == BULK_IS_TEXT)
        return put_text(leaf, value->text);
    if (value->kind == BULK_IS_INTEGER)
        put_integer(leaf, value->integer);
    else
        put_null(leaf);
    return true;
}

static bool put_code(struct leaf *leaf, const struct written_list *list, size_t code)
{
    const struct written *written = &list->list[code];
    if (written->n == NOT_SHORT)
        return put_value(leaf, &list->values[code]);
    *leaf->types_end++ = written->type;
    memcpy(leaf->body_end, written->body, SHORT_BODY);
    leaf->body_end += written->n;
    return true;
}

/* The codes from column `i` on, as long as they are short; the column after them. A byte written
   through a pointer may be any byte for the compiler, so the ends are held in variables here. */
static size_t put_short_codes(struct leaf *leaf, const struct bulk_column *columns, size_t i,
                              size_t row)
{
    unsigned char *types_end = leaf->types_end, *body_end = leaf->body_end;
    const struct written_list *const *of = leaf->of;
    const size_t n = leaf->n_columns;
    for (; i < n && columns[i].kind == BULK_CODE; i++) {
        const struct written *written = &of[i]->list[columns[i].code[row]];
        if (written->n == NOT_SHORT)
            break;
        *types_end++ = written->type;
        memcpy(body_end, written->body, SHORT_BODY);
        body_end += written->n;
    }
    leaf->types_end = types_end;
    leaf->body_end = body_end;
    return i;
}

static bool put_cell(struct leaf *leaf, const struct bulk_column *column,
                     const struct written_list *list, size_t row)
{
    switch (column->kind) {
    case BULK_CODE:
        return put_code(leaf, list, column->code[row]);
    case BULK_WIDE:
        if (column->wide[row] < column->n_values)
            return put_code(leaf, list, column->wide[row]);
        put_null(leaf);
        return true;
    case BULK_REAL:
    case BULK_INTEGER:
        put_number(leaf, column->number[row], column->kind == BULK_INTEGER);
        return true;
    case BULK_COUNT:
        put_integer(leaf, column->count[row]);
        return true;
    case BULK_RANK:
        if (column->count[row] > 0)
            put_integer(leaf, column->count[row]);
        else
            put_null(leaf);
        return true;
    case BULK_SHORT:
        put_integer(leaf, column->wide[row]);
        return true;
    default:
        return put_text(leaf, column->text[row]);
    }
}

struct leaf *leaf_create(size_t n_columns)
{
    struct leaf *leaf = calloc(1, sizeof *leaf);
    if (leaf == NULL)
        return NULL;
    leaf->n_columns = n_columns;
    leaf->lists = calloc(n_columns, sizeof *leaf->lists);
    leaf->of = calloc(n_columns, sizeof *leaf->of);
    leaf->types = malloc(n_columns * LONGEST_VARINT);
    leaf->body = malloc(LONGEST_RECORD + n_columns * SHORT_BODY + SLACK);
    if (leaf->lists != NULL && leaf->of != NULL && leaf->types != NULL && leaf->body != NULL)
        return leaf;
    leaf_free(leaf);
    return NULL;
}

static void forget_lists(struct leaf *leaf)
{
    for (size_t i = 0; i < leaf->n_lists; i++)
        free(leaf->lists[i].list);
    leaf->n_lists = 0;
}

void leaf_free(struct leaf *leaf)
{
    if (leaf == NULL)
        return;
    forget_lists(leaf);
    free(leaf->lists);
    free(leaf->of);
    free(leaf->types);
    free(leaf->body);
    free(leaf);
}

static bool has_codes(const struct bulk_column *column)
{
    return column->kind == BULK_CODE || column->kind == BULK_WIDE;
}

static struct written write_value(struct leaf *leaf, const struct bulk_value *value)
{
    struct written written = {.n = NOT_SHORT};
    leaf->types_end = leaf->types;
    leaf->body_end = leaf->body;
    if (!put_value(leaf, value) || leaf->types_end - leaf->types != 1 ||
        leaf->body_end - leaf->body > SHORT_BODY)
        return written;
    written.type = leaf->types[0];
    written.n = (uint8_t)(leaf->body_end - leaf->body);
    memcpy(written.body, leaf->body, written.n);
    return written;
}

/* Questions share their lists, which are written once. NULL when memory runs out. */
static const struct written_list *write_list(struct leaf *leaf, const struct bulk_column *column)
{
    for (size_t i = 0; i < leaf->n_lists; i++)
        if (leaf->lists[i].values == column->values)
            return &leaf->lists[i];
    const size_t n = column->kind == BULK_CODE ? 256 : column->n_values;
    struct written *list = calloc(n + 1, sizeof *list);
    if (list == NULL)
        return NULL;
    for (size_t i = 0; i < n; i++)
        list[i] = write_value(leaf, &column->values[i]);
    struct written_list *made = &leaf->lists[leaf->n_lists++];
    *made = (struct written_list){column->values, list, n};
    return made;
}

static bool is_prepared(const struct leaf *leaf, const struct bulk_column *columns)
{
    for (size_t i = 0; i < leaf->n_columns; i++)
        if (has_codes(&columns[i]) &&
            (leaf->of[i] == NULL || leaf->of[i]->values != columns[i].values))
            return false;
    return true;
}

bool leaf_prepare(struct leaf *leaf, const struct bulk_column *columns)
{
    if (is_prepared(leaf, columns))
        return true;
    forget_lists(leaf);
    memset(leaf->of, 0, leaf->n_columns * sizeof *leaf->of);
    for (size_t i = 0; i < leaf->n_columns; i++)
        if (has_codes(&columns[i]) && (leaf->of[i] = write_list(leaf, &columns[i])) == NULL)
            return false;
    return true;
}

void leaf_begin(struct leaf *leaf, unsigned char *page)
{
    leaf->page = page;
    leaf->n_rows = 0;
    leaf->top = LEAF_SIZE;
}

size_t leaf_count(const struct leaf *leaf)
{
    return leaf->n_rows;
}

/* The size of the header counts itself. */
static unsigned char *put_header_size(unsigned char *out, size_t n_types)
{
    const size_t n = n_types + 1 < 0x80 ? n_types + 1 : n_types + 2;
    return put_varint(out, n < 0x4000 ? n : n + 1);
}

/* From the end of the page towards its beginning; pointers to the rows grow from there. */
static bool place(struct leaf *leaf, uint32_t key, const unsigned char *size, size_t n_size)
{
    unsigned char before[2 * LONGEST_VARINT];
    const size_t n_types = (size_t)(leaf->types_end - leaf->types);
    const size_t n_body = (size_t)(leaf->body_end - leaf->body);
    const size_t n_record = n_size + n_types + n_body;
    const size_t n_before =
        (size_t)(put_varint(put_varint(before, n_record), key) - (unsigned char *)before);
    const size_t n = n_before + n_record;
    if (n_record > LONGEST_RECORD || leaf->top < PAGE_HEADER + POINTER * (leaf->n_rows + 1) + n)
        return false;
    leaf->top -= n;
    unsigned char *out = leaf->page + leaf->top;
    memcpy(out, before, n_before);
    memcpy(out += n_before, size, n_size);
    memcpy(out += n_size, leaf->types, n_types);
    memcpy(out + n_types, leaf->body, n_body);
    put_big_endian(leaf->page + PAGE_HEADER + POINTER * leaf->n_rows, leaf->top, POINTER);
    leaf->n_rows++;
    leaf->last = key;
    return true;
}

bool leaf_add(struct leaf *leaf, const struct bulk_column *columns, size_t row)
{
    const uint32_t key = columns[0].count[row];
    if (leaf->n_rows > 0 && key <= leaf->last)
        return false;
    leaf->types_end = leaf->types;
    leaf->body_end = leaf->body;
    put_null(leaf); /* the key stands before the record */
    for (size_t i = 1; (i = put_short_codes(leaf, columns, i, row)) < leaf->n_columns; i++)
        if (!put_cell(leaf, &columns[i], leaf->of[i], row))
            return false;
    unsigned char size[LONGEST_VARINT];
    const unsigned char *end = put_header_size(size, (size_t)(leaf->types_end - leaf->types));
    return place(leaf, key, size, (size_t)(end - (unsigned char *)size));
}

void leaf_end(struct leaf *leaf)
{
    unsigned char *out = leaf->page;
    *out++ = TABLE_LEAF;
    out = put_big_endian(out, 0, 2); /* no free block */
    out = put_big_endian(out, leaf->n_rows, 2);
    out = put_big_endian(out, leaf->top & 0xFFFF, 2); /* 0 stands for 65536 */
    *out = 0;                                         /* no fragments */
}
