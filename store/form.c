/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/form.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* In the order of the constants; has_answer: a column in the export. */
static const struct {
    const char *name;
    bool has_answer;
} question_types[] = {
    [QUESTION_SELECT_ONE] = {"select_one", true},
    [QUESTION_SELECT_MULTIPLE] = {"select_multiple", true},
    [QUESTION_INTEGER] = {"integer", true},
    [QUESTION_DECIMAL] = {"decimal", true},
    [QUESTION_TEXT] = {"text", true},
    [QUESTION_DATE] = {"date", true},
    [QUESTION_NOTE] = {"note", false},
    [QUESTION_BEGIN_GROUP] = {"begin_group", false},
    [QUESTION_END_GROUP] = {"end_group", false},
    [QUESTION_CALCULATE] = {"calculate", true},
};

static const char *const indicator_types[] = {
    [INDICATOR_ITEM] = "Indicator", [INDICATOR_AGGREGATE] = "Aggregate",
    [INDICATOR_GROUP] = "Group",    [INDICATOR_DENOMINATOR] = "Denominator",
    [INDICATOR_OTHER] = "Other",
};

bool question_has_answer(enum question_type type)
{
    return question_types[type].has_answer;
}

const char *question_type_name(enum question_type type)
{
    return question_types[type].name;
}

int question_type_by_name(const char *name)
{
    for (size_t i = 0; i < COUNT(question_types); i++)
        if (strcmp(question_types[i].name, name) == 0)
            return (int)i;
    return -1;
}

const char *hypothesis_test_name(enum hypothesis_test test)
{
    static const char *const names[] = {
        [TEST_CORRELATION] = "correlation",
        [TEST_CORRELATION_DIFFERENCE] = "correlation_difference",
        [TEST_MEAN_DIFFERENCE] = "mean_difference",
        [TEST_EQUIVALENCE] = "equivalence",
        [TEST_PROPORTION] = "proportion",
        [TEST_REGRESSION] = "regression",
        [TEST_INTERACTION] = "interaction",
    };
    static_assert(COUNT(names) == HYPOTHESIS_TEST_COUNT, "every test needs a name");
    return names[test];
}

const char *indicator_type_name(enum indicator_type type)
{
    return indicator_types[type];
}

struct question *form_question(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->n_questions; i++)
        if (strcmp(form->questions[i].name, name) == 0)
            return &form->questions[i];
    return NULL;
}

struct choice_list *form_list(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->n_lists; i++)
        if (strcmp(form->lists[i].name, name) == 0)
            return &form->lists[i];
    return NULL;
}

struct indicator *form_indicator(const struct form *form, const char *code)
{
    for (size_t i = 0; i < form->n_indicators; i++)
        if (strcmp(form->indicators[i].code, code) == 0)
            return &form->indicators[i];
    return NULL;
}

/* "sv" names "Svenska (sv)", "sv" and nothing else. */
static bool is_language(const char *language, const char *tag)
{
    const size_t n = strlen(tag), n_language = strlen(language);
    if (strcmp(language, tag) == 0)
        return true;
    return n > 0 && n_language > n + 2 && language[n_language - 1] == ')' &&
           language[n_language - n - 2] == '(' &&
           strncmp(language + n_language - n - 1, tag, n) == 0;
}

const char *form_label_in(const struct form *form, struct labels labels, const char *language)
{
    for (size_t i = 0; labels.text != NULL && i < form->n_languages; i++)
        if (labels.text[i] != NULL && is_language(form->languages[i], language))
            return labels.text[i];
    return NULL;
}

const char *form_label(const struct form *form, struct labels labels, const char *language,
                       const char *fallback)
{
    if (labels.text == NULL)
        return fallback;
    const char *text = language != NULL ? form_label_in(form, labels, language) : NULL;
    if (text != NULL)
        return text;
    return form->n_languages > 0 && labels.text[0] != NULL ? labels.text[0] : fallback;
}

size_t form_count_columns(const struct form *form)
{
    size_t n = 0;
    for (size_t i = 0; i < form->n_questions; i++) {
        const struct question *question = &form->questions[i];
        if (question_has_answer(question->type))
            n += question->type == QUESTION_SELECT_MULTIPLE ? question->list->n : 1;
    }
    return n;
}

void indicator_class_name(const struct indicator *group, size_t i, char *out)
{
    if (i == 0)
        snprintf(out, INDICATOR_CLASS_SIZE, "<=%.15g", group->breaks[0]);
    else if (i == group->n_breaks)
        snprintf(out, INDICATOR_CLASS_SIZE, ">%.15g", group->breaks[i - 1]);
    else
        snprintf(out, INDICATOR_CLASS_SIZE, "%.15g-%.15g", group->breaks[i - 1], group->breaks[i]);
}

size_t indicator_count_items(const struct indicator *indicator)
{
    if (indicator->type != INDICATOR_AGGREGATE)
        return 1;
    size_t n = 0;
    for (size_t i = 0; i < indicator->n_children; i++)
        n += indicator_count_items(indicator->children[i]);
    return n;
}

const char *form_file(const struct form *form, const char *path)
{
    const size_t n = strlen(form->folder);
    const bool is_within = path != NULL && strncmp(path, form->folder, n) == 0 && path[n] == '/';
    return is_within ? path + n + 1 : path;
}
