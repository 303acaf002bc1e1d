/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/random.h"
#include "ingest/rows.h"
#include "ingest/split.h"
#include "tests/check.h"
#include "tests/folder.h"

#include <sys/stat.h>

/* A file as one line per row: line, first byte and bytes in the file, then its cells; a quoted cell
   wears its quotes, one that starts on another line than its row says which. */
static void print_row(FILE *out, const struct row *row)
{
    fprintf(out, "%ld %llu+%llu ", row->line, (unsigned long long)row->byte,
            (unsigned long long)row->n_bytes);
    if (row->fault != NULL)
        fprintf(out, "!%s %s:%ld:%d: %s", row->rule, row->fault_at.file, row->fault_at.line,
                row->fault_at.column, row->fault);
    for (size_t i = 0; i < row->n_cells; i++) {
        const struct cell *cell = &row->cells[i];
        fputc('[', out);
        if (cell->line != row->line)
            fprintf(out, "%ld:", cell->line);
        fprintf(out, cell->is_quoted ? "\"%s\"]" : "%s]", cell->text);
        if (strlen(cell->text) != cell->n)
            fprintf(out, "(n=%zu)", cell->n);
    }
    fputc('\n', out);
}

static void print_rows(FILE *out, struct rows_options options)
{
    struct rows *rows = NULL;
    const struct row *row = NULL;
    struct error err = {0};
    enum status status = rows_open("in.csv", options, &rows, &err);
    for (uint64_t n = 0; status == OK; n++) {
        CHECK(rows_count(rows) == n, "count %llu", (unsigned long long)rows_count(rows));
        status = rows_next(rows, &row, &err);
        if (status != OK || row == NULL)
            break;
        print_row(out, row);
    }
    if (status != OK)
        fprintf(out, "%s\n", err.text);
    CHECK((status == OK) == (err.text[0] == '\0'), "status %d: '%s'", (int)status, err.text);
    rows_close(rows);
}

/* The rows of the file as text; the caller frees it. */
static char *rows_as_text(struct rows_options options)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    print_rows(out, options);
    fclose(out);
    return text;
}

static void check_rows(const char *name, const char *bytes, size_t n, struct rows_options options,
                       const char *want)
{
    folder_write("in.csv", bytes, n);
    char *got = rows_as_text(options);
    CHECK(strcmp(got, want) == 0, "%s: got\n%swant\n%s", name, got, want);
    free(got);
}

#define BYTES(literal) literal, sizeof(literal) - 1
#define EURO "\xE2\x82\xAC"
#define OE "\xC3\xB6"

// clang-format off
static const struct {
    const char *name, *bytes;
    size_t n;
    struct rows_options options;
    const char *want;
} cases[] = {
    {"plain", BYTES("a,b\n1,2\n"), {0}, "1 0+3 [a][b]\n2 4+3 [1][2]\n"},
    {"no break at the end", BYTES("a,b\n1,2"), {0}, "1 0+3 [a][b]\n2 4+3 [1][2]\n"},
    {"an empty cell at the end", BYTES("a,b\n1,"), {0}, "1 0+3 [a][b]\n2 4+2 [1][]\n"},
    {"CRLF", BYTES("a,b\r\n1,2\r\n"), {0}, "1 0+3 [a][b]\n2 5+3 [1][2]\n"},
    {"CR alone", BYTES("a,b\r1,2\r"), {0}, "1 0+3 [a][b]\n2 4+3 [1][2]\n"},
    {"mixed breaks", BYTES("a\rb\nc\r\nd"), {0}, "1 0+1 [a]\n2 2+1 [b]\n3 4+1 [c]\n4 7+1 [d]\n"},
    {"empty file", BYTES(""), {0}, ""},
    {"only breaks", BYTES("\n\r\n\r"), {0}, ""},
    {"only a mark", BYTES("\xEF\xBB\xBF"), {0}, ""},
    {"blank lines count", BYTES("\n\na,b\n\r\n\n1,2\n"), {0}, "3 2+3 [a][b]\n6 9+3 [1][2]\n"},
    {"blanks are kept", BYTES(" a ,\tb\n  \n"), {.delimiter = ','}, "1 0+6 [ a ][\tb]\n2 7+2 [  ]\n"},
    {"quoted blanks are kept", BYTES("\" a \",b\n"), {0}, "1 0+7 [\" a \"][b]\n"},
    {"quotes within", BYTES("\"a\"\"b\",c\n\"\",\"\"\"\"\n"), {0},
        "1 0+8 [\"a\"b\"][c]\n2 9+7 [\"\"][\"\"\"]\n"},
    {"delimiter within", BYTES("\"a,b\",c\n"), {.delimiter = ','}, "1 0+7 [\"a,b\"][c]\n"},
    {"break within", BYTES("a,b\n\"x\ny\",2,\"p\"\n9,z\n"), {0},
        "1 0+3 [a][b]\n2 4+11 [\"x\ny\"][3:2][3:\"p\"]\n4 16+3 [9][z]\n"},
    {"CRLF within", BYTES("\"x\r\n\r\ny\"\"\",2\r\n9,z\r\n"), {0},
        "1 0+12 [\"x\r\n\r\ny\"\"][3:2]\n4 14+3 [9][z]\n"},
    {"CR within", BYTES("\"x\ry\",\"2\"\r9,\"z\"\r"), {0},
        "1 0+9 [\"x\ry\"][2:\"2\"]\n3 10+5 [9][\"z\"]\n"},
    {"breaks in two cells", BYTES("\"1\n2\",\"\n\",c,\"\n\n\"\nd\n"), {0},
        "1 0+16 [\"1\n2\"][2:\"\n\"][3:c][3:\"\n\n\"]\n6 17+1 [d]\n"},
    {"break within, at the end", BYTES("\"x\ny\""), {0}, "1 0+5 [\"x\ny\"]\n"},
    {"last cell quoted, at the end", BYTES("a,\"x\""), {0}, "1 0+5 [a][\"x\"]\n"},
    {"ragged", BYTES("a,b\n1\n1,2,3\n"), {0}, "1 0+3 [a][b]\n2 4+1 [1]\n3 6+5 [1][2][3]\n"},
    {"long cells", BYTES("aaaaaaaaaaaaaaa,bbbbbbbbbbbbbbbb,ccccccccccccccccc,d\n"), {0},
        "1 0+52 [aaaaaaaaaaaaaaa][bbbbbbbbbbbbbbbb][ccccccccccccccccc][d]\n"},

    {"never closed", BYTES("a,b\n1,\"2\n"), {0},
        "1 0+3 [a][b]\n2 4+4 !malformed_row in.csv:2:2: a quoted cell is never closed\n"},
    {"never closed, the lines after it are read", BYTES("a,b\n1,\"2\n3,4\n\n5,6"), {0},
        "1 0+3 [a][b]\n2 4+4 !malformed_row in.csv:2:2: a quoted cell is never closed\n"
        "3 9+3 [3][4]\n5 14+3 [5][6]\n"},
    {"never closed after a break within", BYTES("a,b\n\"1\n2\",\"3\n4,5\n"), {0},
        "1 0+3 [a][b]\n2 4+2 !malformed_row in.csv:3:2: a quoted cell is never closed\n"
        "3 7+5 !malformed_row in.csv:3:1: a quote inside a cell that is not quoted\n4 13+3 [4][5]\n"},
    {"lone quote", BYTES("\""), {0}, "1 0+1 !malformed_row in.csv:1:1: a quoted cell is never closed\n"},
    {"text after the closing quote", BYTES("a,b\n1,\"2\"x\n3,4\n"), {0},
        "1 0+3 [a][b]\n2 4+6 !malformed_row in.csv:2:2: text after the closing quote of a cell\n3 11+3 [3][4]\n"},
    {"blank after the closing quote", BYTES("\"2\" ,b\n3,4\n"), {.delimiter = ','},
        "1 0+6 !malformed_row in.csv:1:1: text after the closing quote of a cell\n2 7+3 [3][4]\n"},
    {"quote in a bare cell", BYTES("a,b\n1,5\"\n3,4\n"), {0},
        "1 0+3 [a][b]\n2 4+4 !malformed_row in.csv:2:2: a quote inside a cell that is not quoted\n3 9+3 [3][4]\n"},
    {"quotes in bare cells, to be kept", BYTES("37.8\"N ,\"b\"\n x\"\"y, \"z\",\"\"\"\"\n9,1\"\n\"a\nb\",c\"d"), {.keeps_quotes = true, .delimiter = ','},
        "1 0+11 [37.8\"N ][\"b\"]\n2 12+15 [ x\"\"y][ \"z\"][\"\"\"]\n3 28+4 [9][1\"]\n4 33+9 [\"a\nb\"][5:c\"d]\n"},
    {"text after the closing quote is no quote to be kept", BYTES("a,\"b\"c\nd\"e\n"), {.keeps_quotes = true},
        "1 0+6 !malformed_row in.csv:1:2: text after the closing quote of a cell\n2 7+3 [d\"e]\n"},
    {"a stray quote is found lines later, and costs one row",
        BYTES("a,b\n1,\"x\n2,y\n3,\"z\"\n4,w\n"), {0},
        "1 0+3 [a][b]\n2 4+4 !malformed_row in.csv:4:2: text after the closing quote of a cell\n"
        "3 9+3 [2][y]\n4 13+5 [3][\"z\"]\n5 19+3 [4][w]\n"},

    {"byte-order mark", BYTES("\xEF\xBB\xBF" "a,b\n1,2\n"), {0}, "1 3+3 [a][b]\n2 7+3 [1][2]\n"},
    {"mark before a quote", BYTES("\xEF\xBB\xBF" "\"a\",b\n"), {0}, "1 3+5 [\"a\"][b]\n"},
    {"UTF-8", BYTES("a,b\n" OE ",\"" EURO "\"\n"), {0}, "1 0+3 [a][b]\n2 4+8 [" OE "][\"" EURO "\"]\n"},
    {"Windows-1252", BYTES("a,b\n\xF6,\"\x80\"\n"), {0}, "1 0+3 [a][b]\n2 4+5 [" OE "][\"" EURO "\"]\n"},
    {"Windows-1252, no such character", BYTES("a,b\nx\xE5,\"1\n\x81\"\n2,3\n"), {0},
        "1 0+3 [a][b]\n2 4+8 !encoding in.csv:3:2: byte 0x81 is not windows-1252 text\n4 13+3 [2][3]\n"},
    {"encoding said: Latin-1", BYTES("a,b\n\xF6,2\n"), {.encoding = "ISO-8859-1"},
        "1 0+3 [a][b]\n2 4+3 [" OE "][2]\n"},
    {"encoding said: UTF-8 as Windows-1252", BYTES("a,b\n\xC3\xB6,2\n"), {.encoding = "windows-1252"},
        "1 0+3 [a][b]\n2 4+4 [\xC3\x83\xC2\xB6][2]\n"},
    {"encoding said: not UTF-8", BYTES("a,b\n1,\xF6\n2,3\n4,\xC0\x80\n5,\xED\xA0\x80\n"), {.encoding = "utf-8"},
        "1 0+3 [a][b]\n2 4+3 !encoding in.csv:2:2: byte 0xF6 is not UTF-8 text\n3 8+3 [2][3]\n"
        "4 12+4 !encoding in.csv:4:2: byte 0xC0 is not UTF-8 text\n"
        "5 17+5 !encoding in.csv:5:2: byte 0xED is not UTF-8 text\n"},
    {"mark and not UTF-8", BYTES("\xEF\xBB\xBF" "a,b\n1,\xF6\n"), {0},
        "1 3+3 [a][b]\n2 7+3 !encoding in.csv:2:2: byte 0xF6 is not UTF-8 text\n"},
    {"NUL", BYTES("a,b\n1,x\0y\n\"" OE "\n\0\",3\n4,5\n"), {0},
        "1 0+3 [a][b]\n2 4+5 !nul_byte in.csv:2:2: a NUL byte is no text\n"
        "3 10+8 !nul_byte in.csv:4:1: a NUL byte is no text\n5 19+3 [4][5]\n"},
    {"NUL in Windows-1252", BYTES("\xF6,b\n1,\0\n"), {0},
        "1 0+3 [" OE "][b]\n2 4+3 !nul_byte in.csv:2:2: a NUL byte is no text\n"},
    {"a bad byte in a malformed row", BYTES("\xC0,\"b\n\"x\n1,2\n"), {.encoding = "UTF-8"},
        "1 0+4 !encoding in.csv:1:1: byte 0xC0 is not UTF-8 text\n"
        "2 5+2 !malformed_row in.csv:2:1: a quoted cell is never closed\n3 8+3 [1][2]\n"},
    {"encoding not known", BYTES("a\n"), {.encoding = "utf8000"},
        "in.csv: encoding 'utf8000' is not known; say 'UTF-8' or 'windows-1252'\n"},
    {"encoding that people call otherwise", BYTES("a,b\n\xF6,2\n"), {.encoding = "latin-1"},
        "1 0+3 [a][b]\n2 4+3 [" OE "][2]\n"},
    {"encoding of one or two bytes", BYTES("a,b\n\x83\x7D,2\n"), {.encoding = "SHIFT_JIS"},
        "1 0+3 [a][b]\n2 4+5 [\xE3\x83\x9E][2]\n"},
    {"encoding of one or two bytes, cut and unknown", BYTES("\x83,b\n1,\x81\xAD\n2,3\n\x83"), {.encoding = "SHIFT_JIS"},
        "1 0+3 !encoding in.csv:1:1: what stands here is not SHIFT_JIS text\n"
        "2 4+6 !encoding in.csv:2:2: what stands here is not SHIFT_JIS text\n3 11+3 [2][3]\n"
        "4 15+1 !encoding in.csv:4:1: what stands here is not SHIFT_JIS text\n"},
    {"encoding without ASCII", BYTES("\x81\x6B\x82\x25"), {.encoding = "EBCDIC-US"}, "1 0+3 [a][b]\n"},
    {"encoding with shift states", BYTES("a\n"), {.encoding = "ISO-2022-JP"},
        "in.csv: encoding 'ISO-2022-JP' cannot be read; save the file as UTF-8\n"},
    {"encoding with an instruction", BYTES("a\n"), {.encoding = "UTF-16//IGNORE"},
        "in.csv: encoding 'UTF-16//IGNORE' is not known; say 'UTF-8' or 'windows-1252'\n"},
    {"mark against the encoding said", BYTES("\xEF\xBB\xBF" "a\n"), {.encoding = "latin1"},
        "in.csv: the file is UTF-8, by its byte-order mark, and not 'latin1'\n"},
    {"mark of UTF-16 against the encoding said", BYTES("\xFF\xFE" "a\0"), {.encoding = "utf-8"},
        "in.csv: the file is UTF-16LE, by its byte-order mark, and not 'utf-8'\n"},
    {"mark of the other UTF-16", BYTES("\xFF\xFE" "a\0"), {.encoding = "UTF-16BE"},
        "in.csv: the file is UTF-16LE, by its byte-order mark, and not 'UTF-16BE'\n"},
    {"UTF-16", BYTES("\xFF\xFE" "a\0,\0\xF6\0\n\0" "1\0,\0\xAC\x20\n\0"), {0},
        "1 0+4 [a][" OE "]\n2 5+5 [1][" EURO "]\n"},
    {"UTF-16, big end first", BYTES("\xFE\xFF\0a\0;\0b\0\r\0\n\0" "1\0;\x20\xAC"), {0},
        "1 0+3 [a][b]\n2 5+5 [1][" EURO "]\n"},
    {"UTF-16, its mark and its name", BYTES("\xFE\xFF\0a"), {.encoding = "UTF-16"}, "1 0+1 [a]\n"},
    {"UTF-16 said, without a mark", BYTES("a\0\t\0b\0\r\0"), {.encoding = "utf-16le"}, "1 0+3 [a][b]\n"},
    {"UTF-16 without a mark that says which", BYTES("a\0"), {.encoding = "UTF-16"},
        "in.csv: the file has no byte-order mark that says which UTF-16 it is; set `encoding` to UTF-16LE, "
        "which Windows writes, or UTF-16BE\n"},
    {"UTF-16 that nothing says", BYTES("a\0\n\0"), {0},
        "1 0+2 !nul_byte in.csv:1:1: a NUL byte is no text\n2 3+1 !nul_byte in.csv:2:1: a NUL byte is no text\n"},
    {"UTF-16, a character of four bytes", BYTES("\xFF\xFE\x3D\xD8\x00\xDE,\0b\0\n\0"), {0},
        "1 0+6 [\xF0\x9F\x98\x80][b]\n"},
    {"UTF-16, surrogates alone", BYTES("\xFF\xFE" "a\0,\0\x3D\xD8\n\0\x00\xDE\n\0" "b\0,\0c\0\n\0" "d\0\x3D\xD8"), {0},
        "1 0+3 !encoding in.csv:1:2: what stands here is not UTF-16LE text\n"
        "2 4+1 !encoding in.csv:2:1: what stands here is not UTF-16LE text\n3 6+3 [b][c]\n"
        "4 10+2 !encoding in.csv:4:1: what stands here is not UTF-16LE text\n"},
    {"UTF-16, half a character at the end", BYTES("\xFF\xFE" "a\0\n\0" "b\0,\0c"), {0},
        "1 0+1 [a]\n2 2+3 !encoding in.csv:2:2: what stands here is not UTF-16LE text\n"},
    {"UTF-16, a byte after the last break", BYTES("\xFF\xFE" "a\0\n\0\n"), {0},
        "1 0+1 [a]\n2 2+1 !encoding in.csv:2:1: what stands here is not UTF-16LE text\n"},
    {"UTF-16, NUL", BYTES("\xFF\xFE" "a\0\n\0\0\0\n\0"), {0},
        "1 0+1 [a]\n2 2+1 !nul_byte in.csv:2:1: a NUL byte is no text\n"},
    {"UTF-16, only a mark", BYTES("\xFE\xFF"), {0}, ""},
    {"UTF-16, sep= line", BYTES("\xFF\xFEs\0e\0p\0=\0;\0\r\0\n\0a\0,\0b\0;\0c\0"), {0}, "2 7+5 [a,b][c]\n"},
    {"UTF-32", BYTES("\xFF\xFE\0\0a\0\0\0,\0\0\0\xF6\0\0\0"), {0}, "1 0+4 [a][" OE "]\n"},
    {"UTF-32, big end first, and no character", BYTES("\0\0\xFE\xFF\0\0\0a\0\0\0,\0\0\xD8\0\0\0\0\n\0\0\0b"), {0},
        "1 0+3 !encoding in.csv:1:2: what stands here is not UTF-32BE text\n2 4+1 [b]\n"},

    {"semicolon", BYTES("a;b;c\n1,5;2;3\n"), {0}, "1 0+5 [a][b][c]\n2 6+7 [1,5][2][3]\n"},
    {"tab", BYTES("a\tb\n"), {0}, "1 0+3 [a][b]\n"},
    {"bar", BYTES("a|b\n"), {0}, "1 0+3 [a][b]\n"},
    {"delimiter said", BYTES("a:b;c\n"), {.delimiter = ':'}, "1 0+5 [a][b;c]\n"},
    {"a delimiter that breaks quotes does not fit", BYTES("\"a,b\";\"c,d,e\"\n"), {0}, "1 0+13 [\"a,b\"][\"c,d,e\"]\n"},
    {"sep= line", BYTES("sep=;\r\na,b;c\r\n"), {0}, "2 7+5 [a,b][c]\n"},
    {"sep= line, quoted, after a mark", BYTES("\xEF\xBB\xBF" "\"Sep=|\"\na;b|c\n"), {0}, "2 11+5 [a;b][c]\n"},
    {"what is said goes before sep=", BYTES("sep=;\na,b;c\n"), {.delimiter = ','}, "2 6+5 [a][b;c]\n"},
    {"sep= and nothing more", BYTES("sep=,"), {0}, ""},
    {"sep= of two letters is a cell", BYTES("sep=ab,c\n"), {0}, "1 0+8 [sep=ab][c]\n"},
};
// clang-format on

static void rows_of_small_files(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(cases); i++)
        check_rows(cases[i].name, cases[i].bytes, cases[i].n, cases[i].options, cases[i].want);
    folder_close(&folder);
}

/* The delimiter under which the header names columns wins over the one that gives more cells. */
/* Drawn of what CSV is made of; in most files quotes and broken characters are rare. */
static size_t draw_file(struct random *random, char *bytes, size_t most)
{
    static const char *const pieces[] = {"a",
                                         ";",
                                         ",",
                                         ";1;2;;3",
                                         "\n",
                                         "\r\n",
                                         "\r",
                                         " ",
                                         "9",
                                         OE,
                                         "abcdefghijklmnopqrstuvwxyz0123456789;",
                                         "\t",
                                         ";\n",
                                         "|",
                                         "\"",
                                         "\"a;\n\"\"\"",
                                         "\xFF",
                                         "\xC3"};
    const size_t n_rare = 4, n_pieces = COUNT(pieces) - (random_below(random, 2) == 0 ? n_rare : 0);
    const size_t wanted = random_below(random, most);
    size_t n = 0;
    while (n < wanted) {
        const char *piece = pieces[random_below(random, n_pieces)];
        memcpy(bytes + n, piece, strlen(piece));
        n += strlen(piece);
        if (random_below(random, 3000) == 0)
            bytes[n++] = '\0';
    }
    return n;
}

/* What is split without libcsv has the same cells at the same places, and the same faults. */
static void lines_are_split_as_libcsv_parses_them(void **state)
{
    (void)state;
    static const char delimiters[] = {0, ';', ','};
    struct random random = random_stream(7, 0);
    char bytes[2100];
    for (int i = 0; i < 150; i++) {
        const size_t n = draw_file(&random, bytes, i % 2 == 0 ? 60 : 2000);
        struct rows_options options = {.delimiter = delimiters[i % 3], .keeps_quotes = i % 4 < 2};
        folder_write("in.csv", bytes, n);
        char *split = rows_as_text(options);
        options.parses_all = true;
        char *parsed = rows_as_text(options);
        CHECK(strcmp(split, parsed) == 0, "file %d: split\n%sparsed\n%s", i, split, parsed);
        free(split);
        free(parsed);
    }
}

/* Cells of all lengths up to some blocks, in lines of all lengths; with room for one cell only, the
   number is the same. */
static void cells_may_end_anywhere_in_a_block(void **state)
{
    (void)state;
    struct cell cells[2], first[1];
    for (size_t n = 1; n < 200; n++) {
        for (size_t at = 0; at < n; at++) {
            char *text = malloc(n), *copy = malloc(n + SPLIT_ROOM);
            assert_true(text != NULL && copy != NULL);
            memset(text, 'x', n);
            text[at] = ';';
            const struct split split = {text, n, ';', 3, copy};
            CHECK(split_line(&split, first, 1) == 2, "%zu of %zu", at, n);
            CHECK(split_line(&split, cells, 2) == 2, "%zu of %zu", at, n);
            CHECK(cells[0].n == at && cells[1].n == n - at - 1 && strlen(cells[0].text) == at &&
                      strlen(cells[1].text) == n - at - 1 && cells[1].line == 3,
                  "%zu of %zu: '%s' '%s'", at, n, cells[0].text, cells[1].text);
            free(text);
            free(copy);
        }
    }
}

static size_t count_known(void *context, const struct row *row)
{
    size_t known = 0;
    for (size_t i = 0; i < row->n_cells; i++)
        known += strcmp(row->cells[i].text, context) == 0;
    return known;
}

static void the_delimiter_fits_the_header(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    char name[] = "q,1";
    check_rows("", BYTES("q,1;x,y,z\n"), (struct rows_options){.fit = count_known, .context = name},
               "1 0+9 [q,1][x,y,z]\n");
    check_rows("", BYTES("q,1;x,y,z\n"), (struct rows_options){0}, "1 0+9 [q][1;x][y][z]\n");
    folder_close(&folder);
}

static void files_that_cannot_be_opened(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    assert_int_equal(mkdir("sub", 0700), 0);
    assert_int_equal(mkfifo("pipe", 0600), 0);
    static const char *const want[] = {
        "none.csv: No such file or directory",
        "sub: this is a folder, not a file",
        "pipe: this is not a regular file; copy the rows into one",
    };
    static const char *const paths[] = {"none.csv", "sub", "pipe"};
    for (size_t i = 0; i < COUNT(paths); i++) {
        struct error err = {0};
        struct rows *rows = NULL;
        const enum status status = rows_open(paths[i], (struct rows_options){0}, &rows, &err);
        CHECK(status == ERR_OPEN && rows == NULL && strcmp(err.text, want[i]) == 0, "%s", err.text);
    }
    rows_close(NULL);
    folder_close(&folder);
}

/* Rows whose length varies around the reader's block, with breaks, quotes and a character of two
   bytes at every offset; the places are those that were written. */
static void places_hold_across_blocks(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    enum { ROWS = 3000 };
    static char filler[1000];
    memset(filler, 'f', sizeof filler);
    FILE *file = fopen("in.csv", "wb");
    assert_non_null(file);
    uint64_t byte[ROWS];
    for (int i = 0; i < ROWS; i++) {
        byte[i] = (uint64_t)ftell(file);
        fprintf(file, "%d,%.*s,\"" OE "%.*s\"\"\r\n\",x\r\n", i, i % 997, filler, i % 13, filler);
    }
    fclose(file);
    struct rows *rows = NULL;
    const struct row *row = NULL;
    struct error err = {0};
    assert_int_equal(rows_open("in.csv", (struct rows_options){0}, &rows, &err), OK);
    for (int i = 0; i < ROWS; i++) {
        assert_int_equal(rows_next(rows, &row, &err), OK);
        assert_non_null(row);
        assert_int_equal(row->n_cells, 4);
        CHECK(row->byte == byte[i] && row->line == 2L * i + 1, "row %d", i);
        CHECK(atoi(row->cells[0].text) == i, "row %d: %s", i, row->cells[0].text);
        CHECK(row->cells[1].n == (size_t)i % 997, "row %d", i);
        CHECK(row->cells[2].n == (size_t)i % 13 + 5 && row->cells[2].is_quoted, "row %d", i);
        CHECK(row->cells[3].line == row->line + 1, "row %d", i);
    }
    assert_int_equal(rows_next(rows, &row, &err), OK);
    assert_null(row);
    CHECK(strcmp(rows_encoding(rows), "UTF-8") == 0, "%s", rows_encoding(rows));
    CHECK(rows_count(rows) == ROWS, "%llu", (unsigned long long)rows_count(rows));
    rows_close(rows);
    folder_close(&folder);
}

/* What is only found beyond the first blocks decides about the whole file. */
static void the_encoding_is_that_of_the_whole_file(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    enum { SIZE = 128 * 1024 };
    for (size_t size = SIZE - 2; size <= SIZE + 2; size++) {
        char *bytes = malloc(size + 8);
        assert_non_null(bytes);
        memset(bytes, 'a', size);
        memcpy(bytes + size, EURO "\n\xE5\n", 6);
        for (int is_utf8 = 0; is_utf8 < 2; is_utf8++) {
            struct rows *rows = NULL;
            struct error err = {0};
            folder_write("in.csv", bytes, size + (is_utf8 ? 4 : 6));
            assert_int_equal(rows_open("in.csv", (struct rows_options){0}, &rows, &err), OK);
            CHECK(strcmp(rows_encoding(rows), is_utf8 ? "UTF-8" : "windows-1252") == 0, "%zu: %s",
                  size, rows_encoding(rows));
            rows_close(rows);
        }
        free(bytes);
    }
    folder_close(&folder);
}

/* A bad byte is found wherever it stands, also after a character that two blocks share. */
static void bad_bytes_are_found_across_blocks(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    enum { SIZE = 128 * 1024 };
    for (size_t size = SIZE - 5; size <= SIZE + 3; size++) {
        struct rows *rows = NULL;
        const struct row *row = NULL;
        struct error err = {0};
        char *bytes = malloc(size + 8);
        assert_non_null(bytes);
        memset(bytes, 'a', size);
        memcpy(bytes + size, "\n" EURO "\n\xE5", 6);
        folder_write("in.csv", bytes, size + 6);
        const struct rows_options options = {.encoding = "UTF-8"};
        assert_int_equal(rows_open("in.csv", options, &rows, &err), OK);
        for (int i = 0; i < 3; i++) {
            assert_int_equal(rows_next(rows, &row, &err), OK);
            assert_non_null(row);
            CHECK((row->fault != NULL) == (i == 2), "%zu: row %d", size, i);
        }
        rows_close(rows);
        free(bytes);
    }
    folder_close(&folder);
}

/* A line too long to be had whole is one row and one line. */
static void a_line_that_never_ends_is_stopped(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    enum { LONG = 40 * 1024 * 1024 };
    char *bytes = malloc(LONG + 8);
    assert_non_null(bytes);
    memset(bytes, 'a', LONG);
    memcpy(bytes, "h\n", 2);
    memcpy(bytes + LONG, "\nb\n", 3);
    folder_write("in.csv", bytes, LONG + 3);
    free(bytes);
    struct rows *rows = NULL;
    const struct row *row = NULL;
    struct error err = {0};
    assert_int_equal(rows_open("in.csv", (struct rows_options){0}, &rows, &err), OK);
    for (long line = 1; line <= 3; line++) {
        assert_int_equal(rows_next(rows, &row, &err), OK);
        assert_non_null(row);
        CHECK(row->line == line && (row->fault != NULL) == (line == 2), "line %ld", row->line);
        CHECK(row->n_bytes == (line == 2 ? LONG - 2 : 1), "%llu bytes",
              (unsigned long long)row->n_bytes);
    }
    assert_int_equal(rows_next(rows, &row, &err), OK);
    assert_null(row);
    rows_close(rows);
    folder_close(&folder);
}

/* Ten megabytes in one cell, of many lines, are one cell; what comes after it has its line. */
static void a_cell_of_ten_megabytes_is_read(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    enum { LINE = 100, LINES = 100000 };
    FILE *file = fopen("in.csv", "wb");
    assert_non_null(file);
    fputs("h,i\n\"", file);
    for (int i = 0; i < LINES; i++)
        fprintf(file, "%0*d\n", LINE - 1, i);
    fputs("\",x\na,b\n", file);
    fclose(file);
    struct rows *rows = NULL;
    const struct row *row = NULL;
    struct error err = {0};
    assert_int_equal(rows_open("in.csv", (struct rows_options){0}, &rows, &err), OK);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(rows_next(rows, &row, &err), OK);
        assert_non_null(row);
        CHECK(row->fault == NULL && row->n_cells == 2, "row %d: %s", i, row->fault);
        CHECK(i != 1 || row->cells[0].n == (size_t)LINE * LINES, "%zu bytes", row->cells[0].n);
    }
    CHECK(row->line == LINES + 3 && strcmp(row->cells[1].text, "b") == 0, "line %ld", row->line);
    rows_close(rows);
    folder_close(&folder);
}

static void a_quote_that_swallows_the_file_is_stopped(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    FILE *file = fopen("in.csv", "wb");
    assert_non_null(file);
    fputs("a\n\"b\n", file);
    for (int i = 0; i < 20000; i++)
        fprintf(file, "%01000d\n", i);
    fclose(file);
    struct rows *rows = NULL;
    const struct row *row = NULL;
    struct error err = {0};
    assert_int_equal(rows_open("in.csv", (struct rows_options){0}, &rows, &err), OK);
    for (int i = 0; i < 20002; i++) {
        assert_int_equal(rows_next(rows, &row, &err), OK);
        assert_non_null(row);
        CHECK((row->fault != NULL) == (i == 1) && row->line == i + 1, "row %d: %s", i,
              row->fault == NULL ? "no fault" : row->fault);
        if (i == 1)
            CHECK(strcmp(row->fault, "a row of over 16 MB; is a quoted cell never closed?") == 0 &&
                      row->fault_at.line == 2 && row->fault_at.column == 1 && row->n_bytes == 2,
                  "%s:%ld:%d", row->fault, row->fault_at.line, row->fault_at.column);
    }
    assert_int_equal(rows_next(rows, &row, &err), OK);
    assert_null(row);
    rows_close(rows);
    folder_close(&folder);
}

/* UTF-16 in blocks and beyond: every row is there, and where the file says that it is. */
static void the_places_in_a_file_that_is_copied(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    enum { ROWS = 20000 };
    struct rows *rows = NULL;
    const struct row *row = NULL;
    struct error err = {0};
    static uint64_t byte[ROWS];
    FILE *file = fopen("in.csv", "wb");
    assert_non_null(file);
    fwrite("\xFE\xFF", 1, 2, file);
    for (int i = 0; i < ROWS; i++) {
        byte[i] = (uint64_t)ftell(file);
        for (int k = 0; k < i % 17; k++)
            fwrite(k % 3 == 0 ? "\xD8\x3D\xDE\x00" : "\x00\xE5\x20\xAC", 1, 4, file);
        fwrite("\0,\0x\0\n", 1, 6, file);
    }
    fclose(file);
    assert_int_equal(rows_open("in.csv", (struct rows_options){.delimiter = ','}, &rows, &err), OK);
    CHECK(strcmp(rows_encoding(rows), "UTF-16BE") == 0, "%s", rows_encoding(rows));
    for (int i = 0; i < ROWS; i++) {
        assert_int_equal(rows_next(rows, &row, &err), OK);
        assert_non_null(row);
        CHECK(row->n_cells == 2 && row->line == i + 1 && row->fault == NULL, "row %d", i);
        if (i % 97 == 0 || i > ROWS - 3)
            CHECK(rows_origin(rows, row->byte) == byte[i], "row %d: %llu, not %llu", i,
                  (unsigned long long)rows_origin(rows, row->byte), (unsigned long long)byte[i]);
    }
    assert_int_equal(rows_next(rows, &row, &err), OK);
    assert_null(row);
    rows_close(rows);
    folder_close(&folder);
}

static void the_raw_text_of_a_row(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *encoding, *want;
    } raws[] = {
        {"a,b\n1,\"2\"\"\xC3\xB6\"x\n", NULL, "1,\"2\"\"" OE "\"x"},
        {"a,b\n1,\"2\"\"\xF6\"x\n", NULL, "1,\"2\"\"" OE "\"x"},
        {"a,b\n1,\"2\"\"\xF6\"x\n", "UTF-8", "1,\"2\"\"\xEF\xBF\xBD\"x"},
    };
    struct folder folder;
    folder_open(&folder);
    for (size_t i = 0; i < COUNT(raws); i++) {
        struct arena arena = {0};
        struct rows *rows = NULL;
        const struct row *row = NULL;
        const char *raw = NULL;
        struct error err = {0};
        folder_write("in.csv", raws[i].bytes, strlen(raws[i].bytes));
        const struct rows_options options = {.encoding = raws[i].encoding};
        assert_int_equal(rows_open("in.csv", options, &rows, &err), OK);
        assert_int_equal(rows_next(rows, &row, &err), OK);
        assert_int_equal(rows_next(rows, &row, &err), OK);
        assert_int_equal(rows_raw(rows, row->byte, row->n_bytes, &arena, &raw, &err), OK);
        CHECK(strcmp(raw, raws[i].want) == 0, "%s", raw);
        assert_int_equal(rows_raw(rows, row->byte, 100, &arena, &raw, &err), ERR_READ);
        CHECK(strcmp(err.text, "in.csv: the file became shorter while it was read") == 0, "%s",
              err.text);
        rows_close(rows);
        arena_release(&arena);
    }
    folder_close(&folder);
}

static bool read_all(size_t nth)
{
    struct rows *rows = NULL;
    const struct row *row = NULL;
    struct error err = {0};
    arena_fail_at(nth);
    enum status status = rows_open("in.csv", (struct rows_options){0}, &rows, &err);
    while (status == OK && (status = rows_next(rows, &row, &err)) == OK && row != NULL)
        ;
    arena_fail_at(0);
    CHECK(status == OK || (status == ERR_MEMORY && strcmp(err.text, "out of memory") == 0), "%s",
          err.text);
    rows_close(rows);
    return status == OK;
}

static void any_allocation_may_fail(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    FILE *file = fopen("in.csv", "wb");
    assert_non_null(file);
    for (int i = 0; i < 3000; i++)
        fprintf(file, "%0*d,,,,\"x\n\",,,,,,,,,,,,,,,,,\n%s", i, i,
                i % 999 == 998 ? "\"x\"y\n" : "");
    fclose(file);
    size_t nth = 1;
    while (!read_all(nth))
        nth++;
    CHECK(nth > 5, "only %zu allocations", nth);
    folder_close(&folder);
}

static void a_cell_is_trimmed_as_any_text(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",     " ",   "\t",         "\xC2\xA0",    "a",          " a",
        "a ",   "a b", "\xC2\xA0 a", "a \xC2\xA0",  "\xC3\xA5r",  "tv\xC3\xA5",
        "~a\n", "\r~", "\x7F",       "\xC3\xA0 \f", "\xC2\xA0\v", "!\xC2\xA0\xC2\xA0",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        const struct cell cell = {.text = texts[i], .n = strlen(texts[i])};
        size_t n, want_n;
        const char *text = cell_trimmed(&cell, &n), *want = text_trimmed(texts[i], &want_n);
        CHECK(n == want_n && (n == 0 || text == want), "'%s': %zu bytes, want %zu", texts[i], n,
              want_n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_of_small_files),
        TEST(lines_are_split_as_libcsv_parses_them),
        TEST(cells_may_end_anywhere_in_a_block),
        TEST(the_delimiter_fits_the_header),
        TEST(files_that_cannot_be_opened),
        TEST(places_hold_across_blocks),
        TEST(the_encoding_is_that_of_the_whole_file),
        TEST(bad_bytes_are_found_across_blocks),
        TEST(a_line_that_never_ends_is_stopped),
        TEST(a_cell_of_ten_megabytes_is_read),
        TEST(a_quote_that_swallows_the_file_is_stopped),
        TEST(the_places_in_a_file_that_is_copied),
        TEST(the_raw_text_of_a_row),
        TEST(a_cell_is_trimmed_as_any_text),
        TEST(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
