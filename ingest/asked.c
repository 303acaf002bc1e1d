/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/asked.h"

#include "base/text.h"

#include <string.h>

enum { MOST_NAMES = 8, LEAST_BEGINNING = 6 /* bytes of a label that is cut */ };

struct asked asked_in(struct header *header, const struct form *form)
{
    return (struct asked){.header = header, .form = form, .example = NOT_THERE};
}

/* What a question's column may be called without its texts. */
struct names {
    const char *list[MOST_NAMES];
    size_t n;
};

static void add_name(struct asked *asked, struct names *names, const char *name)
{
    name = header_kept(asked->header, name);
    if (name[0] != '\0' && names->n < MOST_NAMES)
        names->list[names->n++] = name;
}

/* "outer/inner/q1", of its groups from the inside out. */
static const char *path_of(struct asked *asked, const struct question *question, char between)
{
    const char *path = question->name;
    for (const struct question *g = question->section; g != NULL && path != NULL; g = g->section)
        path = arena_print(asked->header->arena, "%s%c%s", g->name, between, path);
    return path;
}

/* The last of "[", "_", "/" and "." that parts a name in two; NULL: none. */
static const char *find_part(const char *name)
{
    const char *bracket = strrchr(name, '[');
    if (bracket != NULL && name[strlen(name) - 1] == ']')
        return bracket;
    const char *last = NULL;
    for (const char *c = name; *c != '\0'; c++)
        if (strchr("_/.", *c) != NULL)
            last = c;
    return last;
}

/* "q1_SQ001" may be "q1[SQ001]", and the other way round; but not where q1 is a question itself,
   whose option that would be. */
static void add_parted(struct asked *asked, struct names *names, const char *name)
{
    static const char *const forms[][2] = {{"[", "]"}, {"_", ""}, {"/", ""}, {".", ""}};
    const char *part = find_part(name);
    if (part == NULL || part == name)
        return;
    struct arena *arena = asked->header->arena;
    const char *whole = arena_text_n(arena, name, (size_t)(part - name));
    const size_t n = strlen(part + 1) - (*part == '[' ? 1 : 0);
    const char *rest = arena_text_n(arena, part + 1, n);
    if (whole == NULL || rest == NULL)
        asked->header->is_out_of_memory = true;
    else if (n > 0 && form_question(asked->form, whole) == NULL)
        for (size_t i = 0; i < COUNT(forms); i++)
            if (*forms[i][0] != *part)
                add_name(asked, names,
                         arena_print(arena, "%s%s%s%s", whole, forms[i][0], rest, forms[i][1]));
}

static struct names names_of(struct asked *asked, const struct field *field)
{
    struct names names = {{field->header}, 1};
    const struct question *question = field->question;
    if (question == NULL)
        return names;
    const bool is_named = strcmp(field->header, question->name) == 0;
    for (const char *c = "/-:"; *c != '\0' && is_named && question->section != NULL; c++)
        add_name(asked, &names, path_of(asked, question, *c));
    add_parted(asked, &names, field->header);
    return names;
}

/* Folded, and every run of blanks as one. */
static const char *key_of(struct arena *arena, const char *text)
{
    char *key = text_folded(arena, text);
    size_t n = 0;
    for (size_t i = 0; key != NULL && key[i] != '\0'; i++) {
        const bool is_blank = strchr(" \t\r\n\v\f", key[i]) != NULL;
        if (!is_blank)
            key[n++] = key[i];
        else if (n > 0 && key[n - 1] != ' ')
            key[n++] = ' ';
    }
    if (key != NULL)
        key[n] = '\0';
    return key;
}

static const char *label_of(const struct form *form, size_t k)
{
    const struct question *question = &form->questions[k / form->n_languages];
    if (!question_has_answer(question->type) || question->labels.text == NULL)
        return NULL;
    return question->labels.text[k % form->n_languages];
}

static bool make_keys(struct asked *asked)
{
    struct header *header = asked->header;
    const struct form *form = asked->form;
    const size_t n = form->n_questions * form->n_languages;
    if (asked->keys != NULL)
        return true;
    const char **keys = arena_array(header->arena, n, const char *);
    const char **name_keys = arena_array(header->arena, header->n_names, const char *);
    bool is_made = keys != NULL && name_keys != NULL;
    for (size_t k = 0; k < n && is_made; k++) {
        const char *label = label_of(form, k);
        keys[k] = label == NULL ? NULL : key_of(header->arena, label);
        is_made = label == NULL || keys[k] != NULL;
    }
    for (size_t k = 0; k < header->n_names && is_made; k++) {
        name_keys[k] = key_of(header->arena, header->names[k]);
        is_made = name_keys[k] != NULL;
    }
    header->is_out_of_memory |= !is_made;
    asked->keys = is_made ? keys : NULL;
    asked->name_keys = name_keys;
    return is_made;
}

/* The length of a beginning that ".." or "…" ends; 0 when the text is whole. */
static size_t beginning(const char *key)
{
    static const char *const cuts[] = {"...", "..", "…"};
    const size_t n = strlen(key);
    for (size_t i = 0; i < COUNT(cuts); i++) {
        const size_t n_cut = strlen(cuts[i]);
        if (n >= n_cut + LEAST_BEGINNING && strcmp(key + n - n_cut, cuts[i]) == 0)
            return n - n_cut;
    }
    return 0;
}

/* Whether a header is the question's text, and no other question's. With `cut` bytes only these are
   compared. */
static bool is_text_of(const struct asked *asked, const char *key, size_t cut, size_t question)
{
    const size_t n_languages = asked->form->n_languages;
    const size_t n = asked->form->n_questions * n_languages;
    bool is_it = false;
    for (size_t k = 0; k < n && key[0] != '\0'; k++) {
        const char *label = asked->keys[k];
        if (label == NULL || (cut > 0 ? strncmp(label, key, cut) != 0 : strcmp(label, key) != 0))
            continue;
        if (k / n_languages != question)
            return false;
        is_it = true;
    }
    return is_it;
}

static int find_by_text(struct asked *asked, const struct question *question, const char **wanted)
{
    const struct header *header = asked->header;
    int found = NOT_THERE;
    if (question == NULL || asked->form->n_languages == 0 || !make_keys(asked))
        return NOT_THERE;
    const size_t number = (size_t)(question - asked->form->questions);
    for (size_t k = 0; k < header->n_names; k++) {
        const char *key = asked->name_keys[k];
        const int column = (int)(k % header->n);
        if (found == column ||
            !(is_text_of(asked, key, 0, number) ||
              (beginning(key) > 0 && is_text_of(asked, key, beginning(key), number))))
            continue;
        found = found == NOT_THERE ? column : THERE_TWICE;
        *wanted = header->names[k];
    }
    return found;
}

static int find_by_name(struct asked *asked, const struct field *field, const char **wanted)
{
    const struct names names = names_of(asked, field);
    *wanted = field->header;
    for (size_t i = 0; i < names.n; i++) {
        const int cell = header_find(asked->header, names.list[i]);
        if (cell == NOT_THERE)
            continue;
        *wanted = names.list[i];
        return cell;
    }
    return NOT_THERE;
}

int asked_find_whole(struct asked *asked, const struct field *field)
{
    const struct names names = names_of(asked, field);
    int cell = NOT_THERE;
    for (size_t i = 0; i < names.n && cell == NOT_THERE; i++)
        cell = header_find_whole(asked->header, names.list[i]);
    return cell;
}

int asked_find(struct asked *asked, const struct field *field, const char **wanted)
{
    const int cell = find_by_name(asked, field, wanted);
    return cell != NOT_THERE ? cell : find_by_text(asked, field->question, wanted);
}

void asked_take(struct asked *asked, const struct field *field, int column)
{
    const char *wanted;
    asked->header->is_used[column] = true;
    if (find_by_name(asked, field, &wanted) == column)
        return;
    if (asked->n_by_text++ > 0)
        return;
    asked->example = column;
    asked->example_of = field->name;
}

/* How an option stands after its question: by its name, by its label. */
static const struct {
    const char *before, *after;
    bool is_label;
} option_forms[] = {
    {"/", "", false}, {"[", "]", false}, {"_", "", false},  {".", "", false}, {"/", "", true},
    {"[", "]", true}, {" [", "]", true}, {" - ", "", true}, {": ", "", true}, {" (", ")", true},
};

static int try_option(struct asked *asked, const char *question, const char *option, size_t form,
                      const char **wanted)
{
    struct header *header = asked->header;
    const char *name = header_kept(header, arena_print(header->arena, "%s%s%s%s", question,
                                                       option_forms[form].before, option,
                                                       option_forms[form].after));
    if (name[0] == '\0')
        return NOT_THERE;
    const int cell =
        option_forms[form].is_label ? header_find_whole(header, name) : header_find(header, name);
    if (cell != NOT_THERE)
        *wanted = name;
    return cell;
}

static int try_labels(struct asked *asked, const char *question, const struct choice *choice,
                      size_t form, const char **wanted)
{
    int cell = NOT_THERE;
    for (size_t i = 0;
         i < asked->form->n_languages && choice->labels.text != NULL && cell == NOT_THERE; i++)
        if (choice->labels.text[i] != NULL)
            cell = try_option(asked, question, choice->labels.text[i], form, wanted);
    return cell;
}

/* After one of the names or texts of the question. */
static int find_after(struct asked *asked, const char *question, const struct choice *choice,
                      const char **wanted)
{
    int cell = NOT_THERE;
    for (size_t form = 0; form < COUNT(option_forms) && cell == NOT_THERE; form++)
        cell = option_forms[form].is_label
                   ? try_labels(asked, question, choice, form, wanted)
                   : try_option(asked, question, choice->name, form, wanted);
    return cell;
}

int asked_find_option(struct asked *asked, const struct field *field, size_t option,
                      const char **wanted)
{
    const struct choice *choice = &field->codes->list->choices[option];
    const struct names names = names_of(asked, field);
    const struct question *question = field->question;
    int cell = NOT_THERE;
    *wanted = header_kept(asked->header,
                          arena_print(asked->header->arena, "%s/%s", field->header, choice->name));
    for (size_t i = 0; i < names.n && cell == NOT_THERE; i++)
        cell = find_after(asked, names.list[i], choice, wanted);
    for (size_t i = 0; question != NULL && question->labels.text != NULL &&
                       i < asked->form->n_languages && cell == NOT_THERE;
         i++)
        if (question->labels.text[i] != NULL)
            cell = find_after(asked, question->labels.text[i], choice, wanted);
    return cell;
}

int asked_find_folded(struct asked *asked, const struct field *field)
{
    return header_find_folded(asked->header, field->header);
}

int asked_find_folded_option(struct asked *asked, const char *question, const char *option)
{
    struct header *header = asked->header;
    int cell = NOT_THERE;
    for (size_t i = 0; i < COUNT(option_forms) && cell == NOT_THERE; i++)
        if (!option_forms[i].is_label)
            cell = header_find_folded(
                header, header_kept(header, arena_print(header->arena, "%s%s%s%s", question,
                                                        option_forms[i].before, option,
                                                        option_forms[i].after)));
    return cell;
}
