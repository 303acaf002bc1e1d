-- SPDX-License-Identifier: GPL-3.0-or-later
-- A store as version 1 of its schema made it, with a wave of two units. Never edited: stores like
-- this one are in people's folders.
PRAGMA application_id = 1297041230;
PRAGMA user_version = 1;
CREATE TABLE wave (
    id           INTEGER PRIMARY KEY,
    form         TEXT NOT NULL COLLATE NOCASE, -- form_id of settings.csv; a and A are one form
    year         INTEGER NOT NULL,             -- wave of settings.csv
    title        TEXT NOT NULL,                -- form_title, in the default language
    version      TEXT,
    closed       TEXT,                         -- date the field work closed, YYYY-MM-DD
    is_simulated INTEGER NOT NULL,             -- 1: the answers are drawn, not given
    unit_key     TEXT NOT NULL,                -- the column that identifies a unit
    n_frame      INTEGER NOT NULL,             -- units that should have answered
    n_read       INTEGER NOT NULL,             -- rows of answers read = n_rows + n_rejected
    n_rows       INTEGER NOT NULL,             -- rows in answer_<form>_<year>
    n_rejected   INTEGER NOT NULL,             -- rows of answers in reject
    UNIQUE (form, year)
) STRICT;

CREATE TABLE source (
    wave      INTEGER NOT NULL REFERENCES wave (id),
    name      TEXT NOT NULL, -- within the survey folder, or as given on the command line
    role      TEXT NOT NULL, -- settings, survey, ... register, answers
    sha256    TEXT NOT NULL,
    bytes     INTEGER NOT NULL,
    rows      INTEGER NOT NULL, -- without the header
    encoding  TEXT,
    delimiter TEXT,
    PRIMARY KEY (wave, role)
) STRICT;

CREATE TABLE question (
    wave        INTEGER NOT NULL REFERENCES wave (id),
    position    INTEGER NOT NULL, -- in the questionnaire, from 1
    name        TEXT NOT NULL,    -- column of answer_<form>_<year>
    header      TEXT NOT NULL,    -- of the export
    type        TEXT NOT NULL,    -- select_one, select_multiple, integer, decimal, text, ...
    list        TEXT,             -- choice list of a select
    section     TEXT,             -- the begin_group around it
    label       TEXT,             -- in the default language
    relevant    TEXT,
    "constraint" TEXT,
    calculation TEXT,
    PRIMARY KEY (wave, position)
) STRICT;

CREATE TABLE choice (
    wave     INTEGER NOT NULL REFERENCES wave (id),
    list     TEXT NOT NULL,
    position INTEGER NOT NULL, -- in the list, from 1
    name     TEXT NOT NULL,    -- what stands in answer_<form>_<year>
    label    TEXT,             -- in the default language
    score    REAL,
    missing  TEXT,             -- why choosing this counts as no answer; NULL: it is an answer
    PRIMARY KEY (wave, list, position)
) STRICT;

CREATE TABLE indicator (
    wave      INTEGER NOT NULL REFERENCES wave (id),
    position  INTEGER NOT NULL, -- in indices.csv, from 1
    code      TEXT NOT NULL,    -- iCode
    name      TEXT,             -- iName
    type      TEXT NOT NULL,    -- Indicator, Aggregate, Group, Denominator, Other
    parent    TEXT,             -- code of the index it is part of
    weight    REAL NOT NULL,    -- within the parent
    direction INTEGER NOT NULL, -- 1, or -1: turned
    source    TEXT,             -- column of answer_ or register_<form>_<year>
    PRIMARY KEY (wave, position)
) STRICT;

CREATE TABLE unit (
    id   INTEGER PRIMARY KEY,
    wave INTEGER NOT NULL REFERENCES wave (id),
    key  TEXT NOT NULL, -- unique in the wave; an orgnr as 202100-6073
    name TEXT           -- what reports call it; NULL: its key
) STRICT;

CREATE TABLE finding (
    id       INTEGER PRIMARY KEY,
    wave     INTEGER NOT NULL REFERENCES wave (id),
    severity TEXT NOT NULL, -- error, warning, info
    rule     TEXT NOT NULL, -- stable name of what was broken
    file     TEXT,
    line     INTEGER,       -- physical line, from 1
    "column" INTEGER,       -- CSV field number, from 1
    unit     TEXT,          -- key
    question TEXT,
    text     TEXT NOT NULL
) STRICT;

CREATE TABLE reject (
    id       INTEGER PRIMARY KEY,
    wave     INTEGER NOT NULL REFERENCES wave (id),
    role     TEXT NOT NULL, -- register or answers
    file     TEXT NOT NULL,
    line     INTEGER NOT NULL,
    "column" INTEGER,
    byte     INTEGER NOT NULL, -- offset of the row in the file
    rule     TEXT NOT NULL,
    reason   TEXT NOT NULL,
    raw      TEXT NOT NULL  -- as it stands in the file, turned to UTF-8
) STRICT;

CREATE TABLE figure (
    wave     INTEGER NOT NULL REFERENCES wave (id),
    position INTEGER NOT NULL, -- in the order computed, from 1
    id       TEXT NOT NULL, -- family/measure/subject[~subject][|group=level;...]
    value    REAL,          -- NULL: see status
    n        REAL,          -- observations behind it
    se       REAL,
    low      REAL,          -- interval
    high     REAL,
    p        REAL,
    status   TEXT NOT NULL, -- '', c withheld (small cell), x not available, z not applicable
    unit     TEXT NOT NULL,
    decimals INTEGER NOT NULL, -- as published
    method   TEXT NOT NULL,
    PRIMARY KEY (wave, id)
) STRICT;

CREATE TABLE run (
    wave  INTEGER NOT NULL REFERENCES wave (id),
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (wave, name)
) STRICT;

INSERT INTO wave VALUES (3, 'f', 2021, 'Old', '1', '2021-12-01', 1, 'id', 3, 2, 2, 0);
INSERT INTO source VALUES (3, 'answers.csv', 'answers', 'ab', 20, 2, 'UTF-8', ';');
INSERT INTO question VALUES (3, 1, 'q', 'q', 'integer', NULL, NULL, 'Åldern', NULL, NULL, NULL);
INSERT INTO indicator VALUES (3, 1, 'I', 'Index', 'Aggregate', NULL, 1.0, 1, NULL);
INSERT INTO unit VALUES (1, 3, 'a', NULL), (2, 3, 'b', 'B'), (3, 3, 'c', NULL);
INSERT INTO finding VALUES (1, 3, 'info', 'odd', 'answers.csv', 2, 1, 'a', 'q', 'odd');
INSERT INTO figure VALUES (3, 1, 'index/mean/I', 50.5, 2.0, NULL, NULL, NULL, NULL, '', 'points', 1, 'mean');
INSERT INTO run VALUES (3, 'mognad', '0.1');
CREATE TABLE "answer_f_2021" (line INTEGER PRIMARY KEY, unit_id INTEGER NOT NULL, q INTEGER) STRICT;
INSERT INTO answer_f_2021 VALUES (2, 1, 40), (3, 2, 61);
