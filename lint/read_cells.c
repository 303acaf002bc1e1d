/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lint/read_cells.h"

#include "base/text.h"
#include "lint/find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void is_wrong(struct cells_reader *r, uint32_t row, uint32_t column, const char *text)
{
    lint_add(r->book->report, RULE_WRONG_CELL, r->sheet, lint_at(row, column), "%s", text);
}

/* --- rows and cells -------------------------------------------------------------------------- */

static void begin_row(struct cells_reader *r, const struct xml_element *element)
{
    const long row = attribute_long(element, "r", (long)r->row + 1);
    r->is_in_row = row > (long)r->row && row <= OOXML_ROWS;
    if (!r->is_in_row) {
        is_wrong(r, 0, 0, lint_say(r->book->report, _("row %ld stands after row %u"), row, r->row));
        return;
    }
    r->row = (uint32_t)row;
    r->column = 0;
    r->is_hidden = ooxml_is_yes(xml_attribute(element, "hidden"));
}

static bool find_column(struct cells_reader *r, const char *reference)
{
    uint32_t row = r->row, column = r->column + 1;
    const char *rest = reference == NULL ? "" : ooxml_cell(reference, &row, &column);
    if (rest == NULL || *rest != '\0') {
        is_wrong(r, r->row, 0,
                 lint_say(r->book->report, _("row %u: %s is no cell"), r->row,
                          lint_quote(r->book->report, reference)));
        return false;
    }
    if (row != r->row || column <= r->column || column > OOXML_COLUMNS) {
        is_wrong(r, row, column,
                 lint_say(r->book->report, _("it stands in row %u, after column %u"), r->row,
                          r->column));
        return false;
    }
    r->column = column;
    return true;
}

static void begin_cell(struct cells_reader *r, const struct xml_element *element)
{
    const char *type = xml_attribute(element, "t");
    r->is_in_cell = r->is_in_row && find_column(r, xml_attribute(element, "r"));
    r->style = attribute_long(element, "s", 0);
    snprintf(r->type, sizeof r->type, "%s", type == NULL ? "n" : type);
    r->value.n = r->formula.n = 0;
    r->has_value = r->has_formula = r->is_raised = r->is_phonetic = false;
}

enum status cells_start(struct cells_reader *r, const struct xml_element *element,
                        struct error *err)
{
    (void)err;
    if (is_element(element, "row"))
        begin_row(r, element);
    else if (is_element(element, "c"))
        begin_cell(r, element);
    if (!r->is_in_cell)
        return OK;
    if (is_element(element, "rPh"))
        r->is_phonetic = true;
    const char *raised = is_element(element, "vertAlign") ? xml_attribute(element, "val") : NULL;
    r->is_raised |= raised != NULL && strcmp(raised, "baseline") != 0;
    r->is_in_value = (is_element(element, "v") || is_element(element, "t")) && !r->is_phonetic;
    r->is_in_formula = is_element(element, "f");
    r->has_value |= r->is_in_value;
    r->has_formula |= r->is_in_formula;
    return OK;
}

enum status cells_text(struct cells_reader *r, const char *text, size_t n, struct error *err)
{
    if (r->is_in_value)
        return gather(&r->value, text, n, err);
    return r->is_in_formula ? gather(&r->formula, text, n, err) : OK;
}

/* --- what a cell holds ----------------------------------------------------------------------- */

static enum status hold_text(struct cells_reader *r, enum value_kind kind, struct lint_cell *cell,
                             struct error *err)
{
    cell->kind = (uint8_t)kind;
    return keep_text(r->book, gathered_text(&r->value), r->is_raised, &cell->text, err);
}

static void hold_shared(struct cells_reader *r, struct lint_cell *cell)
{
    char *end = NULL;
    const char *text = gathered_text(&r->value);
    const unsigned long number = strtoul(text, &end, 10);
    if (*end != '\0' || text[0] == '-' || number >= r->book->n_shared) {
        is_wrong(
            r, r->row, r->column,
            lint_say(r->book->report, _("its text is number %s of %zu"), text, r->book->n_shared));
        return;
    }
    cell->text = (uint32_t)number;
    cell->kind = VALUE_TEXT;
}

static enum status hold_number(struct cells_reader *r, struct lint_cell *cell, struct error *err)
{
    size_t n = r->value.n;
    const char *text = text_trimmed(gathered_text(&r->value), &n); /* as XML Schema allows */
    if (!text_number(text, n, '.', &cell->number))
        return hold_text(r, VALUE_WRONG, cell, err);
    cell->kind = VALUE_NUMBER;
    return OK;
}

static enum status hold(struct cells_reader *r, struct lint_cell *cell, struct error *err)
{
    if (r->value.n == 0)
        cell->kind = VALUE_NONE;
    else if (strcmp(r->type, "s") == 0)
        hold_shared(r, cell);
    else if (strcmp(r->type, "n") == 0)
        return hold_number(r, cell, err);
    else if (strcmp(r->type, "e") == 0)
        return hold_text(r, VALUE_ERROR, cell, err);
    else if (strcmp(r->type, "str") == 0 || strcmp(r->type, "inlineStr") == 0)
        return hold_text(r, VALUE_TEXT, cell, err);
    else /* a truth value, a date */
        cell->kind = VALUE_TRUTH;
    return OK;
}

static enum status put(struct cells_reader *r, const struct lint_cell *cell, struct error *err)
{
    struct lint_sheet *sheet = r->sheet;
    if (r->book->n_cells >= MOST_CELLS)
        return error_at(err, ERR_READ, (struct place){archive_path(r->book->archive), 0, 0},
                        _("the workbook has more than %d cells"), MOST_CELLS);
    if (sheet->n_cells == sheet->cells_capacity) {
        const size_t capacity = sheet->cells_capacity == 0 ? 64 : 2 * sheet->cells_capacity;
        struct lint_cell *larger = realloc(sheet->cells, capacity * sizeof *larger);
        if (larger == NULL)
            return error_memory(err);
        sheet->cells = larger;
        sheet->cells_capacity = capacity;
    }
    struct lint_area *used = &sheet->used;
    if (sheet->n_cells == 0)
        *used = lint_at(cell->row, cell->column);
    used->bottom = cell->row;
    used->left = cell->column < used->left ? cell->column : used->left;
    used->right = cell->column > used->right ? cell->column : used->right;
    sheet->cells[sheet->n_cells++] = *cell;
    r->book->n_cells++;
    return OK;
}

static bool has_word(const char *text, const char *word)
{
    return strcasestr(text, word) != NULL;
}

/* The address of HYPERLINK("#'Sheet 1'!A1", ...), when it stands there as a text. */
static enum status put_link(struct cells_reader *r, const char *formula, struct error *err)
{
    static const char call[] = "HYPERLINK(\"";
    struct lint_sheet *sheet = r->sheet;
    const char *from =
        strncasecmp(formula, call, strlen(call)) == 0 ? formula + strlen(call) : NULL;
    const char *to = from == NULL ? NULL : strchr(from, '"');
    if (to == NULL)
        return OK;
    char *address = arena_text_n(r->book->arena, from, (size_t)(to - from));
    struct lint_link *list =
        MORE(r->book, sheet->links, sheet->n_links, sheet->links_capacity, struct lint_link);
    if (address == NULL || list == NULL)
        return error_memory(err);
    sheet->links = list;
    const bool is_here = address[0] == '#';
    list[sheet->n_links++] = (struct lint_link){.area = lint_at(r->row, r->column),
                                                .place = is_here ? address + 1 : "",
                                                .target = is_here ? "" : address};
    return OK;
}

static enum status end_cell(struct cells_reader *r, struct error *err)
{
    const char *formula = gathered_text(&r->formula);
    struct lint_cell cell = {
        .row = r->row,
        .column = r->column,
        .style = r->style < 0 || r->style > INT32_MAX ? 0 : (uint32_t)r->style,
        .has_formula = r->has_formula,
        .is_broken = has_word(formula, "#REF!"),
    };
    TRY(put_link(r, formula, err));
    TRY(hold(r, &cell, err));
    /* a formula whose text is empty has a value all the same */
    cell.is_unknown = r->has_formula && r->value.n == 0 && strcmp(r->type, "str") != 0;
    const bool is_blank = cell.kind == VALUE_NONE ||
                          (cell.kind == VALUE_TEXT && lint_is_blank(lint_text_of(r->book, &cell)));
    return is_blank && !r->has_formula ? OK : put(r, &cell, err);
}

static void end_row(struct cells_reader *r)
{
    struct lint_sheet *sheet = r->sheet;
    const bool holds = sheet->n_cells > 0 && sheet->cells[sheet->n_cells - 1].row == r->row;
    if (r->is_in_row && r->is_hidden && holds) {
        sheet->hidden_row = sheet->n_hidden_rows == 0 ? r->row : sheet->hidden_row;
        sheet->n_hidden_rows++;
    }
    r->is_in_row = false;
}

enum status cells_end(struct cells_reader *r, const struct xml_element *element, struct error *err)
{
    enum status status = OK;
    r->is_in_value = r->is_in_formula = false;
    if (is_element(element, "rPh"))
        r->is_phonetic = false;
    if (is_element(element, "c") && r->is_in_cell) {
        r->is_in_cell = false;
        status = end_cell(r, err);
    }
    if (is_element(element, "row"))
        end_row(r);
    return status;
}

void cells_free(struct cells_reader *r)
{
    gathered_free(&r->value);
    gathered_free(&r->formula);
}
