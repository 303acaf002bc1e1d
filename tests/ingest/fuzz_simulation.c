/* SPDX-License-Identifier: GPL-3.0-or-later */
/* simulation.csv beside a small questionnaire: whatever stands in it, it is refused or answers can
   be drawn. */
#include "tests/check.h"
#include "tests/ingest/simulated.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct folder folder;

static void close_folder(void)
{
    folder_close(&folder);
}

static void open_folder(void)
{
    folder_open(&folder);
    simulated_write(NULL);
    if (atexit(close_folder) != 0)
        abort();
}

static void try_to_draw(struct simulated *s)
{
    const enum status status = simulate_answers(s->job, "answers.csv", &s->result, &s->err);
    if (status != OK || s->result.n_units != 5 || s->result.n_answering > 5 ||
        s->result.n_complete > s->result.n_answering)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (folder.path[0] == '\0')
        open_folder();
    folder_write("simulation.csv", (const char *)data, size);
    struct simulated s;
    simulated_open(&s, (struct simulate_options){0});
    if (s.job == NULL || s.err.text[0] != '\0')
        __builtin_trap();
    if (s.faults.count[FINDING_FAULT] == 0)
        try_to_draw(&s);
    simulated_close(&s);
    return 0;
}
