/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/book.h"
#include "store/figure.h"
#include "tests/check.h"

#include "parts.h"
#include "tests/report/written.h"

#include <locale.h>
#include <signal.h>
#include <sys/resource.h>

static const struct book_about about = {.title = "Rapport",
                                        .subject = "Statistik",
                                        .author = "Projektet & vänner",
                                        .language = "sv-SE",
                                        .date = "2022-12-09",
                                        .is_review = true};

/* One row: the cells that the context points at. */
static enum status give_cells(void *context, size_t row, struct cell *cells, struct error *err)
{
    (void)row;
    (void)err;
    const struct cell *from = context;
    cells[0] = from[0];
    cells[1] = from[1];
    return OK;
}

static struct table_column columns[] = {{.header = "Namn"}, {.header = "Värde", .is_number = true}};
static struct cell sound_cells[] = {{.text = "Index"}, {.kind = CELL_NUMBER, .number = 63.4}};

static struct table make_table(void)
{
    return (struct table){.sheet = "Blad ett",
                          .name = "Blad_ett",
                          .title = "Rubrik",
                          .sentence = "En mening.",
                          .note = "En anmärkning.",
                          .back = "Till bladet Innehåll",
                          .back_to = {.sheet = "Blad ett"},
                          .columns = columns,
                          .n_columns = 2,
                          .n_rows = 1,
                          .row = give_cells,
                          .context = sound_cells};
}

/* Writes the table into an empty folder; what is left there in *n_files. */
static enum status write_table(const struct table *table, size_t *n_files, struct error *err)
{
    struct folder folder;
    folder_open(&folder);
    static const char path[] = "report.xlsx";
    struct book *book = NULL;
    enum status status = book_open(path, &about, &book, err);
    if (status == OK)
        status = book_add(book, table, err);
    if (status == OK)
        status = book_finish(book, err);
    book_close(book);
    *n_files = count_files();
    folder_close(&folder);
    return status;
}

static void a_table_that_cannot_be_written_leaves_nothing(void **state)
{
    (void)state;
    static struct cell nan[] = {{.text = "a"}, {.kind = CELL_NUMBER, .number = NAN}};
    static struct cell blank[] = {{.text = ""}, {.kind = CELL_COUNT, .number = 1}};
    static struct cell bad[] = {{.text = "\xe5"}, {.kind = CELL_COUNT, .number = 1}};
    static struct cell beyond[] = {{.text = "\x0b"}, {.kind = CELL_COUNT, .number = 1}};
    static struct table_column twice[] = {{.header = "Åtgärd"}, {.header = "åtgärd"}};
    static struct table_column broken[] = {{.header = "a\nb"}, {.header = "c"}};
    struct table tables[14];
    for (size_t i = 0; i < COUNT(tables); i++)
        tables[i] = make_table();
    tables[1].context = nan;
    tables[2].context = blank;
    tables[3].context = bad;
    tables[4].context = beyond;
    tables[5].columns = twice;
    tables[6].columns = broken;
    tables[7].sheet = "A1";
    tables[8].name = "A1";
    tables[9].n_rows = 0;
    tables[10].n_rows = 1048572;
    tables[11].sentence = "";
    tables[12].title = "tab\t";
    tables[13].back = "";
    static const char *const want[] = {
        "",
        "the sheet 'Blad ett', cell B6, is not a finite number",
        "the sheet 'Blad ett', cell A6, is empty",
        "the sheet 'Blad ett', cell A6, is not UTF-8",
        "the sheet 'Blad ett', cell A6, holds a control character",
        "the sheet 'Blad ett', cell B5, repeats the header of a column",
        "the sheet 'Blad ett', cell A5, is a header with a line break",
        "the name of the sheet 'A1' reads like a number or a cell",
        "the name of the table 'A1' reads like a cell",
        "the sheet 'Blad ett' has no rows or no columns",
        ("the sheet 'Blad ett' has 1048572 rows and 2 columns; a workbook holds 1048571 and 16384: "
         "leave it out with --no-workbook; figures.csv has all figures"),
        "the sheet 'Blad ett', cell A2, is empty",
        "the sheet 'Blad ett', cell A1, holds a control character",
        "the sheet 'Blad ett', cell A4, is empty",
    };
    for (size_t i = 0; i < COUNT(tables); i++) {
        struct error err = {0};
        size_t n_files = 99;
        const enum status got = write_table(&tables[i], &n_files, &err);
        CHECK(got == (i == 0 ? OK : ERR_BOOK) && strcmp(err.text, want[i]) == 0, "%zu: got %d, %s",
              i, (int)got, err.text);
        CHECK(n_files == (i == 0), "%zu: %zu files are left", i, n_files);
    }
}

static void two_sheets_of_one_name(void **state)
{
    (void)state;
    static const struct {
        const char *sheet, *table, *want;
    } cases[] = {
        {"BLAD ETT", "Annan", "the workbook has a sheet 'BLAD ETT' already (case is ignored)"},
        {"Blad två", "blad_ETT", "the workbook has a table 'blad_ETT' already (case is ignored)"},
        {"Blad två", "Blad_två", ""},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct folder folder;
        folder_open(&folder);
        static const char path[] = "report.xlsx";
        struct error err = {0};
        struct book *book = NULL;
        const struct table first = make_table();
        struct table second = make_table();
        second.sheet = cases[i].sheet;
        second.name = cases[i].table;
        CHECK(book_open(path, &about, &book, &err) == OK, "%s", err.text);
        CHECK(book_add(book, &first, &err) == OK, "%s", err.text);
        const enum status got = book_add(book, &second, &err);
        CHECK(strcmp(err.text, cases[i].want) == 0, "got %s", err.text);
        CHECK((got == OK) == (book_finish(book, &(struct error){0}) == OK), "finished after %d",
              (int)got);
        book_close(book);
        folder_close(&folder);
    }
}

static void properties_that_cannot_be(void **state)
{
    (void)state;
    struct book_about abouts[4];
    for (size_t i = 0; i < COUNT(abouts); i++)
        abouts[i] = about;
    abouts[0].date = "9 december";
    abouts[1].date = NULL;
    abouts[2].date = "2022-12-09T10";
    abouts[3].title = "a\x01";
    static const char *const want[] = {
        "a workbook needs a date like 2022-12-31, not '9 december'",
        "a workbook needs a date like 2022-12-31, not ''",
        "a workbook needs a date like 2022-12-31, not '2022-12-09T10'",
        "the workbook's property 'a\x01' holds a control character",
    };
    for (size_t i = 0; i < COUNT(abouts); i++) {
        struct error err = {0};
        struct book *book = NULL;
        const enum status got = book_open("/tmp/never.xlsx", &abouts[i], &book, &err);
        CHECK(got == ERR_BOOK && book == NULL && strcmp(err.text, want[i]) == 0, "got %d, %s",
              (int)got, err.text);
        book_close(book);
    }
}

/* The rows of plain tables stand in a temporary file. */
static void a_temporary_file_says_where_it_fails(void **state)
{
    (void)state;
    struct table table = make_table();
    size_t n_files;
    struct error err = {0};
    table.is_plain = true;
    setenv("TMPDIR", "/no/such", 1);
    CHECK(write_table(&table, &n_files, &err) == ERR_WRITE, "made");
    assert_string_equal(err.text, "a temporary file cannot be made in /no/such: No such file or "
                                  "directory; name another folder with TMPDIR");
    setenv("TMPDIR", "/tmp", 1);
    struct rlimit before;
    getrlimit(RLIMIT_FSIZE, &before);
    const struct rlimit none = {0, before.rlim_max};
    (void)signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &none);
    err = (struct error){0};
    const enum status status = write_table(&table, &n_files, &err);
    setrlimit(RLIMIT_FSIZE, &before);
    unsetenv("TMPDIR");
    CHECK(status == ERR_WRITE, "written");
    assert_string_equal(err.text, "a temporary file cannot be written in /tmp: File too large; "
                                  "name another folder with TMPDIR");
}

static void a_comma_as_decimal_sign_is_refused(void **state)
{
    (void)state;
    if (setlocale(LC_NUMERIC, "sv_SE.UTF-8") == NULL) {
        print_message("no locale sv_SE.UTF-8: not tried\n");
        return;
    }
    struct error err = {0};
    struct book *book = NULL;
    const enum status got = book_open("/tmp/never.xlsx", &about, &book, &err);
    setlocale(LC_NUMERIC, "C");
    CHECK(got == ERR_BOOK && book == NULL, "got %d", (int)got);
    CHECK(strcmp(err.text, "a workbook cannot be written with ',' as decimal sign: LC_NUMERIC must "
                           "be C") == 0,
          "%s", err.text);
}

static void a_folder_that_is_not_there(void **state)
{
    (void)state;
    struct error err = {0};
    struct book *book = NULL;
    const enum status got = book_open("/nowhere/report.xlsx", &about, &book, &err);
    CHECK(got == ERR_WRITE && book == NULL, "got %d", (int)got);
    CHECK(strcmp(err.text, "/nowhere/report.xlsx: cannot be written: No such file or directory") ==
              0,
          "%s", err.text);
}

static void what_stood_there_stays_until_all_is_well(void **state)
{
    (void)state;
    struct folder folder;
    folder_open(&folder);
    static const char path[] = "report.xlsx";
    FILE *file = fopen(path, "w");
    fputs("last year's", file);
    fclose(file);
    struct error err = {0};
    struct book *book = NULL;
    CHECK(book_open(path, &about, &book, &err) == OK, "%s", err.text);
    CHECK(book_finish(book, &err) == ERR_BOOK, "%s", "a workbook without sheets was finished");
    book_close(book);
    char kept[32] = "";
    file = fopen(path, "r");
    CHECK(file != NULL && fgets(kept, sizeof kept, file) != NULL, "%s", "it is gone");
    if (file != NULL)
        fclose(file);
    CHECK(strcmp(kept, "last year's") == 0 && count_files() == 1, "%s", kept);
    folder_close(&folder);
}

/* One row of three columns: the cells that the context points at. */
static enum status give_three(void *context, size_t row, struct cell *cells, struct error *err)
{
    (void)row;
    (void)err;
    memcpy(cells, context, 3 * sizeof *cells);
    return OK;
}

/* Writes the table and says whether the part holds the text. */
static bool written_part_holds(const struct table *table, const char *part, const char *text)
{
    struct folder folder;
    folder_open(&folder);
    static const char path[] = "report.xlsx";
    struct book *book = NULL;
    struct error err = {0};
    CHECK(book_open(path, &about, &book, &err) == OK, "%s", err.text);
    CHECK(book_add(book, table, &err) == OK, "%s", err.text);
    CHECK(book_finish(book, &err) == OK, "%s", err.text);
    book_close(book);
    const bool holds = part_holds(path, part, text);
    folder_close(&folder);
    return holds;
}

/* The library's own strings come first: A1 to A4, then the rows, then the headers. */
static void plain_rows_stand_after_the_librarys(void **state)
{
    (void)state;
    static struct table_column three[] = {
        {.header = "Namn"}, {.header = "Värde", .is_number = true}, {.header = "Id"}};
    static struct cell cells[] = {{.text = " ]]>&<\"'=1+1"},
                                  {.kind = CELL_NUMBER, .number = 0.1 + 0.2, .decimals = 1},
                                  {.text = "_x000D_"}};
    static const struct {
        const char *name, *part, *want;
    } cases[] = {
        // clang-format off
        {"a shared string by its number", "xl/worksheets/sheet1.xml", "<row r=\"6\"><c r=\"A6\" s=\"1\" t=\"s\"><v>4</v></c>"},
        {"that string",  "xl/sharedStrings.xml", "<si><t>Till bladet Innehåll</t></si><si><t xml:space=\"preserve\"> ]]&gt;&amp;&lt;\"'=1+1</t></si>"},
        {"every digit",  "xl/worksheets/sheet1.xml", "<c r=\"B6\" s=\"2\"><v>0.30000000000000004</v></c>"},
        {"an escape escaped", "xl/worksheets/sheet1.xml", "<c r=\"C6\" s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">_x005F_x000D_</t></is></c></row></sheetData>"},
        {"the reach",    "xl/worksheets/sheet1.xml", "<dimension ref=\"A1:C6\"/>"},
        {"text apart from a number", "xl/styles.xml", "<alignment horizontal=\"left\" vertical=\"top\" indent=\"1\" wrapText=\"1\"/>"},
        // clang-format on
    };
    struct table table = make_table();
    table.columns = three;
    table.n_columns = 3;
    table.row = give_three;
    table.context = cells;
    table.is_plain = true;
    for (size_t i = 0; i < COUNT(cases); i++)
        CHECK(written_part_holds(&table, cases[i].part, cases[i].want), "%s is not there",
              cases[i].name);
}

/* With the value that it gives, whoever writes it. */
static void formulas_stand_with_their_values(void **state)
{
    (void)state;
    static struct table_column three[] = {
        {.header = "Namn"}, {.header = "Värde", .is_number = true}, {.header = "Id"}};
    static struct cell cells[] = {
        {.kind = CELL_NUMBER, .number = 2, .formula = "IF(C6<3,2,\"<&\")"},
        {.kind = CELL_NUMBER, .number = 1.5, .formula = "SUM(1/2,1)", .is_array = true},
        {.kind = CELL_COUNT, .number = 1, .formula = "1"}};
    static const struct {
        const char *name, *want;
    } cases[] = {
        // clang-format off
        {"a condition", "><f>IF(C6&lt;3,2,\"&lt;&amp;\")</f><v>2</v></c>"},
        {"an array", "><f t=\"array\" ref=\"B6\">SUM(1/2,1)</f><v>1.5</v></c>"},
        {"a count", "><f>1</f><v>1</v></c>"},
        // clang-format on
    };
    struct table table = make_table();
    table.columns = three;
    table.n_columns = 3;
    table.row = give_three;
    table.context = cells;
    for (int plain = 0; plain < 2; plain++) {
        table.is_plain = plain == 1;
        for (size_t i = 0; i < COUNT(cases); i++)
            CHECK(written_part_holds(&table, "xl/worksheets/sheet1.xml", cases[i].want),
                  "%s is not there (plain: %d)", cases[i].name, plain);
    }
}

/* Neighbours that lead to one place are one link, with the figure's id as tip. */
static void links_say_where_they_lead(void **state)
{
    (void)state;
    static const struct figure figure = {.id = "a/b/c|d=\"e&'"};
    static struct table_column three[] = {
        {.header = "Namn"}, {.header = "Värde", .is_number = true}, {.header = "n"}};
    const struct target there = {.sheet = "Blad <d'or>", .row = 3, .column = 2};
    struct cell cells[] = {
        {.text = "Index", .target = {.sheet = "Blad ett"}},
        {.kind = CELL_NUMBER, .number = 1, .formula = "1", .figure = &figure, .target = there},
        {.kind = CELL_WITHHELD, .figure = &figure, .target = there}};
    static const char sheet[] = "xl/worksheets/sheet1.xml";
    static const char want[] = "<hyperlink ref=\"A6\" location=\"'Blad ett'!A1\"/>"
                               "<hyperlink ref=\"B6:C6\" location=\"'Blad &lt;d''or>'!C8\" "
                               "tooltip=\"a/b/c|d=&quot;e&amp;'\"/></hyperlinks>";
    struct table table = make_table();
    table.columns = three;
    table.n_columns = 3;
    table.row = give_three;
    table.context = cells;
    for (int is_plain = 0; is_plain < 2; is_plain++) {
        table.is_plain = is_plain;
        CHECK(written_part_holds(&table, sheet, want), "plain %d: not there", is_plain);
        CHECK(written_part_holds(&table, sheet, "<hyperlink ref=\"A4\""), "plain %d: no way back",
              is_plain);
    }
    CHECK(written_part_holds(&table, "xl/styles.xml", "<u/>"), "%s", "no text looks like a link");
    cells[0].target = cells[1].target = cells[2].target = (struct target){0};
    CHECK(!written_part_holds(&table, sheet, "<hyperlink ref=\"B5"), "%s", "leads nowhere");
}

/* Excel drops all links of a sheet that has more than 65,530. */
static void a_sheet_has_no_more_links_than_excel_reads(void **state)
{
    (void)state;
    static struct cell cells[] = {{.text = "Index", .target = {.sheet = "Blad ett"}},
                                  {.kind = CELL_COUNT, .number = 1}};
    static const char sheet[] = "xl/worksheets/sheet1.xml";
    struct table table = make_table();
    table.context = cells;
    table.is_plain = true;
    table.n_rows = 65530;
    CHECK(written_part_holds(&table, sheet, "ref=\"A65532\" location"), "%s", "too few");
    CHECK(written_part_holds(&table, sheet, "<c r=\"A65534\""), "%s", "the last row is lost");
    CHECK(!written_part_holds(&table, sheet, "ref=\"A65534\" location"), "%s", "too many");
}

/* libxlsxwriter draws no interval of its own length for each row. */
static void intervals_are_put_into_the_charts(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum chart_kind kind;
        enum series_kind series;
        const char *want;
    } cases[] = {
        // clang-format off
        {"marks",  CHART_DOTS,    SERIES_MARK,   "</c:f></c:numRef></c:minus><c:spPr><a:ln w=\"12700\"><a:solidFill><a:srgbClr val=\"404040\"/></a:solidFill></a:ln></c:spPr></c:errBars><c:cat>"},
        {"bars",   CHART_BARS,    SERIES_BARS,   "<c:errBars><c:errBarType val=\"both\"/><c:errValType val=\"cust\"/><c:noEndCap val=\"0\"/><c:plus><c:numRef><c:f>'Blad ett'!$AC$6:$AC$6</c:f></c:numRef></c:plus>"},
        {"points", CHART_SCATTER, SERIES_POINTS, "<c:errBars><c:errDir val=\"y\"/><c:errBarType val=\"both\"/>"},
        {"parts are left as they are", CHART_STACK, SERIES_PART, "<c:grouping val=\"stacked\"/>"},
        // clang-format on
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct chart charts[2] = {{.kind = CHART_BARS,
                                   .title = "Ett",
                                   .alt = "Ett.",
                                   .x = {.title = "x"},
                                   .y = {.title = "y"},
                                   .series = {{.kind = SERIES_BARS,
                                               .name = "Värde",
                                               .x = {"Blad ett", 0, 0, 1},
                                               .y = {"Blad ett", 1, 0, 1}}},
                                   .n_series = 1}};
        charts[1] = charts[0];
        charts[1].kind = cases[i].kind;
        charts[1].series[0].kind = cases[i].series;
        if (cases[i].kind != CHART_STACK) {
            charts[1].series[0].down = (struct stretch){"Blad ett", 27, 0, 1};
            charts[1].series[0].up = (struct stretch){"Blad ett", 28, 0, 1};
        }
        struct table table = make_table();
        table.charts = charts;
        table.n_charts = 2;
        CHECK(written_part_holds(&table, "xl/charts/chart2.xml", cases[i].want), "%s",
              cases[i].name);
        CHECK(!written_part_holds(&table, "xl/charts/chart1.xml", "errBars"), "%s, another chart",
              cases[i].name);
    }
}

/* The library would take them for formulas. */
static void names_in_charts_are_texts(void **state)
{
    (void)state;
    struct chart chart = {.kind = CHART_BARS,
                          .title = "=cmd|' /C calc'!A0",
                          .alt = "Ett.",
                          .x = {.title = "=x!A1"},
                          .y = {.title = "=y!A1"},
                          .series = {{.kind = SERIES_BARS,
                                      .name = "=s!A1",
                                      .x = {"Blad ett", 0, 0, 1},
                                      .y = {"Blad ett", 1, 0, 1}}},
                          .n_series = 1};
    static const char *const want[] = {"<a:t>=cmd|' /C calc'!A0</a:t>", "<a:t>=x!A1</a:t>",
                                       "<a:t>=y!A1</a:t>", "<c:tx><c:v>=s!A1</c:v></c:tx>"};
    struct table table = make_table();
    table.charts = &chart;
    table.n_charts = 1;
    for (size_t i = 0; i < COUNT(want); i++)
        CHECK(written_part_holds(&table, "xl/charts/chart1.xml", want[i]), "no %s", want[i]);
    static const char *const formulas[] = {"<c:f>cmd", "<c:f>x!", "<c:f>y!", "<c:f>s!"};
    for (size_t i = 0; i < COUNT(formulas); i++)
        CHECK(!written_part_holds(&table, "xl/charts/chart1.xml", formulas[i]), "%s", formulas[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(formulas_stand_with_their_values),
        TEST(a_table_that_cannot_be_written_leaves_nothing),
        TEST(two_sheets_of_one_name),
        TEST(properties_that_cannot_be),
        TEST(a_temporary_file_says_where_it_fails),
        TEST(a_comma_as_decimal_sign_is_refused),
        TEST(a_folder_that_is_not_there),
        TEST(what_stood_there_stays_until_all_is_well),
        TEST(plain_rows_stand_after_the_librarys),
        TEST(links_say_where_they_lead),
        TEST(a_sheet_has_no_more_links_than_excel_reads),
        TEST(intervals_are_put_into_the_charts),
        TEST(names_in_charts_are_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
