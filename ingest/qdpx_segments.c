/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of a project, and the stretches of them that were selected. */
#include "base/text.h"
#include "ingest/qdpx_inside.h"
#include "ingest/qdpx_text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const uint64_t largest_text = UINT64_C(64) << 20U;
static const size_t not_a_number = SIZE_MAX;

struct loaded {
    struct counted_text text;
    const char *path; /* of the file in which it stands; NULL: in project.qde */
    bool is_there;
};

struct stretch {
    size_t source, start, end;
    const char *speaker;
};

struct segmenting {
    struct archive *archive;
    const struct qdpx_raw *raw;
    struct qdpx *out;
    struct loaded *loaded;  /* of each source */
    size_t *segment_of;     /* of each selection; QDPX_NONE: none */
    struct textset seen;    /* source, start and end of each segment */
    struct stretch *spoken; /* n_spoken: by a case */
    size_t n_spoken, spoken_capacity;
    size_t capacity; /* of out->segments */
};

/* The entry that "internal://NAME" means: the folder is called "sources", by NVivo "Sources". NULL
   when there is none. */
static enum status find_text(const struct segmenting *s, const char *path,
                             const struct archive_entry **out, struct error *err)
{
    static const char scheme[] = "internal://";
    static const char *const folders[] = {"sources", "Sources"};
    *out = NULL;
    if (strncmp(path, scheme, sizeof scheme - 1) != 0)
        return OK;
    for (size_t i = 0; i < COUNT(folders) && *out == NULL; i++) {
        const char *name =
            arena_print(s->raw->arena, "%s/%s", folders[i], path + sizeof scheme - 1);
        if (name == NULL)
            return error_memory(err);
        *out = archive_find(s->archive, name);
    }
    return OK;
}

/* Takes a text, whose mark of the byte order does not count. */
static enum status count_text(struct segmenting *s, const char *bytes, size_t n,
                              struct loaded *loaded, struct error *err)
{
    static const char mark[] = "\xEF\xBB\xBF";
    const size_t n_mark = n >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    const bool is_atlas = strncasecmp(s->out->origin, "ATLAS", 5) == 0;
    loaded->is_there = true;
    return counted_text_get(bytes + n_mark, n - n_mark, is_atlas, s->raw->arena, &loaded->text,
                            err);
}

static enum status load_entry(struct segmenting *s, const struct archive_entry *entry,
                              struct loaded *loaded, struct error *err)
{
    const char *bytes = NULL;
    const struct place at = {entry->path, 0, 0};
    const size_t n = (size_t)entry->size;
    if (entry->size > largest_text) {
        qdpx_fault(s->raw, at, "%s", _("the text is larger than 64 MiB"));
        return OK;
    }
    TRY(archive_read(s->archive, entry, s->raw->arena, &bytes, err));
    if (!text_is_utf8(bytes, n) || memchr(bytes, '\0', n) != NULL) {
        qdpx_fault(s->raw, at, "%s", _("the text is not UTF-8, which the standard wants"));
        return OK;
    }
    loaded->path = arena_text(s->raw->arena, entry->path); /* outlives the archive */
    if (loaded->path == NULL)
        return error_memory(err);
    return count_text(s, bytes, n, loaded, err);
}

static enum status load_text(struct segmenting *s, size_t source, struct error *err)
{
    const struct qdpx_raw_source *raw = &s->raw->sources.list[source];
    struct loaded *loaded = &s->loaded[source];
    if (raw->content != NULL)
        return count_text(s, raw->content, strlen(raw->content), loaded, err);
    if (raw->path == NULL) {
        qdpx_fault(s->raw, raw->at, _("the source '%s' has no text"), raw->name);
        return OK;
    }
    const struct archive_entry *entry = NULL;
    TRY(find_text(s, raw->path, &entry, err));
    if (entry != NULL)
        return load_entry(s, entry, loaded, err);
    qdpx_fault(s->raw, raw->at, _("the text %s of the source '%s' is not in the project file"),
               raw->path, raw->name);
    return OK;
}

static size_t position(const char *text)
{
    size_t n = 0;
    const size_t length = text == NULL ? 0 : strlen(text);
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || n > (SIZE_MAX - 9) / 10)
            return not_a_number;
        n = n * 10 + (size_t)(text[i] - '0');
    }
    return length == 0 ? not_a_number : n;
}

static const char *or_nothing(const char *text)
{
    return text == NULL ? "" : text;
}

/* Whether the selection is a stretch of its text. */
static bool is_stretch(const struct segmenting *s, const struct qdpx_raw_selection *selection,
                       size_t start, size_t end)
{
    const struct loaded *loaded = &s->loaded[selection->source];
    if (start == not_a_number || end == not_a_number) {
        qdpx_fault(s->raw, selection->at,
                   _("a selection from '%s' to '%s': positions are whole numbers"),
                   or_nothing(selection->start), or_nothing(selection->end));
        return false;
    }
    if (start > end) {
        qdpx_fault(s->raw, selection->at, _("the selection is reversed: from %zu to %zu"), start,
                   end);
        return false;
    }
    if (!loaded->is_there) /* and has been said */
        return false;
    if (end > loaded->text.n_points)
        qdpx_fault(s->raw, selection->at,
                   _("the selection from %zu to %zu goes beyond its text '%s', which has %zu "
                     "characters%s"),
                   start, end, s->raw->sources.list[selection->source].name, loaded->text.n_points,
                   loaded->text.crlf_is_one ? _(", a line break counted as one") : "");
    else if (start == end && selection->n_codings > 0)
        findings_add(s->raw->found, FINDING_WARNING, "empty_selection", selection->at, NULL, NULL,
                     "the selection at %zu is empty; codings left out: %zu", start,
                     selection->n_codings);
    return end <= loaded->text.n_points && start < end;
}

static enum status add_segment(struct segmenting *s, const struct qdpx_raw_selection *selection,
                               size_t start, size_t end, struct error *err)
{
    const struct loaded *loaded = &s->loaded[selection->source];
    const struct counted_place from = counted_text_find(&loaded->text, start);
    const struct counted_place to = counted_text_find(&loaded->text, end);
    struct qdpx_segment *segments = arena_grown(s->raw->arena, s->out->segments, s->out->n_segments,
                                                &s->capacity, struct qdpx_segment);
    const char *text =
        arena_text_n(s->raw->arena, loaded->text.bytes + from.byte, to.byte - from.byte);
    if (segments == NULL || text == NULL)
        return error_memory(err);
    s->out->segments = segments;
    segments[s->out->n_segments++] = (struct qdpx_segment){
        .source = selection->source,
        .start = start,
        .end = end,
        .text = text,
        .at = loaded->path == NULL ? selection->at
                                   : (struct place){loaded->path, from.line, from.column},
    };
    return OK;
}

static enum status add_spoken(struct segmenting *s, struct stretch stretch, struct error *err)
{
    struct stretch *grown =
        arena_grown(s->raw->arena, s->spoken, s->n_spoken, &s->spoken_capacity, struct stretch);
    if (grown == NULL)
        return error_memory(err);
    s->spoken = grown;
    s->spoken[s->n_spoken++] = stretch;
    return OK;
}

/* A selection without a code is a segment in which no theme occurs, unless it bears a memo. */
static enum status take_selection(struct segmenting *s, size_t i, struct error *err)
{
    const struct qdpx_raw_selection *selection = &s->raw->selections.list[i];
    const size_t start = position(selection->start), end = position(selection->end);
    const size_t key[] = {selection->source, start, end};
    uint32_t segment = 0;
    s->segment_of[i] = QDPX_NONE;
    if (selection->n_codings == 0 && selection->n_cases == 0 && selection->has_memo)
        return OK;
    if (!is_stretch(s, selection, start, end))
        return OK;
    if (selection->n_cases > 0)
        TRY(add_spoken(s, (struct stretch){selection->source, start, end, selection->speaker},
                       err));
    if (selection->n_cases > 0 && selection->n_codings == 0)
        return OK;
    if (!textset_add(&s->seen, (const char *)key, sizeof key, &segment))
        return error_memory(err);
    if (segment == s->out->n_segments)
        TRY(add_segment(s, selection, start, end, err));
    if (s->out->segments[segment].speaker == NULL)
        s->out->segments[segment].speaker = selection->speaker;
    s->segment_of[i] = segment;
    return OK;
}

static int compare_stretches(const void *a, const void *b)
{
    const struct stretch *x = a, *y = b;
    if (x->source != y->source)
        return x->source < y->source ? -1 : 1;
    return (x->start > y->start) - (x->start < y->start);
}

/* Who speaks in a segment: the case whose stretch begins last before it, if that holds it whole. */
static void find_speakers(struct segmenting *s)
{
    if (s->n_spoken == 0)
        return;
    qsort(s->spoken, s->n_spoken, sizeof *s->spoken, compare_stretches);
    for (size_t i = 0; i < s->out->n_segments; i++) {
        struct qdpx_segment *segment = &s->out->segments[i];
        const struct stretch wanted = {segment->source, segment->start, 0, NULL};
        size_t low = 0, high = s->n_spoken;
        while (high - low > 1) {
            const size_t middle = low + (high - low) / 2;
            if (compare_stretches(&s->spoken[middle], &wanted) <= 0)
                low = middle;
            else
                high = middle;
        }
        const struct stretch *last = &s->spoken[low];
        if (segment->speaker == NULL && last->source == segment->source &&
            last->start <= segment->start && segment->end <= last->end)
            segment->speaker = last->speaker;
    }
}

/* Codings refer to segments from now on, each once. */
static enum status take_codings(struct segmenting *s, struct error *err)
{
    struct textset seen = {0};
    struct qdpx *out = s->out;
    size_t n = 0;
    bool has_memory = true;
    for (size_t i = 0; i < out->n_codings && has_memory; i++) {
        struct qdpx_coding coding = out->codings[i];
        coding.segment = s->segment_of[coding.segment];
        const size_t key[] = {coding.segment, coding.coder, coding.code};
        uint32_t index = 0;
        if (coding.segment == QDPX_NONE)
            continue;
        has_memory = textset_add(&seen, (const char *)key, sizeof key, &index);
        if (has_memory && index == n)
            out->codings[n++] = coding;
        else if (has_memory)
            findings_add(s->raw->found, FINDING_INFO, "coded_twice", coding.at, NULL, NULL,
                         "'%s' gave '%s' to the same stretch already; it counts once",
                         out->coders[coding.coder], out->codes[coding.code].name);
    }
    out->n_codings = n;
    textset_release(&seen);
    return has_memory ? OK : error_memory(err);
}

static enum status take_all(struct segmenting *s, struct error *err)
{
    const struct qdpx_raw *raw = s->raw;
    s->loaded = arena_array(raw->arena, raw->sources.n, struct loaded);
    s->segment_of = arena_array(raw->arena, raw->selections.n, size_t);
    if (s->loaded == NULL || s->segment_of == NULL)
        return error_memory(err);
    for (size_t i = 0; i < raw->sources.n; i++)
        TRY(load_text(s, i, err));
    for (size_t i = 0; i < raw->selections.n; i++)
        TRY(take_selection(s, i, err));
    find_speakers(s);
    return take_codings(s, err);
}

enum status qdpx_segments(struct archive *archive, const struct qdpx_raw *raw, struct qdpx *out,
                          struct error *err)
{
    struct segmenting s = {.archive = archive, .raw = raw, .out = out};
    const enum status status = take_all(&s, err);
    textset_release(&s.seen);
    return status;
}
