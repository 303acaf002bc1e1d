-- SPDX-License-Identifier: GPL-3.0-or-later
-- From version 3 to 4: coded group talks (folders of kind dialogues).

-- A talk of one group.
CREATE TABLE dialogue_session (
    wave         INTEGER NOT NULL REFERENCES wave (id),
    position     INTEGER NOT NULL, -- in sessions.csv, from 1
    name         TEXT NOT NULL,
    life_event   TEXT NOT NULL,    -- what it is about
    date         TEXT,             -- YYYY-MM-DD
    participants INTEGER,
    PRIMARY KEY (wave, position)
) STRICT;

-- Who went through which session: a coder's silence about a segment means that no code fits.
CREATE TABLE dialogue_coder (
    wave    INTEGER NOT NULL REFERENCES wave (id),
    session TEXT NOT NULL,
    coder   TEXT NOT NULL,
    PRIMARY KEY (wave, session, coder)
) STRICT;

-- The tree of codes.
CREATE TABLE dialogue_code (
    wave     INTEGER NOT NULL REFERENCES wave (id),
    position INTEGER NOT NULL, -- in codes.csv, from 1
    name     TEXT NOT NULL,
    parent   TEXT,             -- the code above; whoever gives a code gives those above it
    label    TEXT,             -- in the default language
    facet    TEXT,             -- needed, unnecessary, wanted ...; NULL: a free theme
    PRIMARY KEY (wave, position)
) STRICT;

-- A stretch of what one speaker said.
CREATE TABLE dialogue_segment (
    wave      INTEGER NOT NULL REFERENCES wave (id),
    position  INTEGER NOT NULL, -- in segments.csv, from 1
    session   TEXT NOT NULL,
    name      TEXT NOT NULL,    -- unique in its session
    speaker   TEXT,             -- a pseudonym
    text      TEXT,
    reference TEXT,             -- where it stands, such as a time in a recording
    "start"   INTEGER NOT NULL, -- in the session's source text, in Unicode code points
    "end"     INTEGER NOT NULL, -- behind its last one; 0 when the text stands for itself
    PRIMARY KEY (wave, position)
) STRICT;

-- A coder gave a code to a segment.
CREATE TABLE dialogue_coding (
    wave    INTEGER NOT NULL REFERENCES wave (id),
    segment INTEGER NOT NULL, -- position in dialogue_segment
    coder   TEXT NOT NULL,
    code    TEXT NOT NULL,
    PRIMARY KEY (wave, segment, coder, code)
) STRICT;

-- A row of needs.csv: an index of the survey beside that has to do with a theme.
CREATE TABLE dialogue_need (
    wave     INTEGER NOT NULL REFERENCES wave (id),
    position INTEGER NOT NULL, -- in needs.csv, from 1
    theme    TEXT NOT NULL,    -- code
    "index"  TEXT NOT NULL,    -- code of the index
    reason   TEXT,             -- in the default language
    PRIMARY KEY (wave, position)
) STRICT;
