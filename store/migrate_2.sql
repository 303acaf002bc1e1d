-- SPDX-License-Identifier: GPL-3.0-or-later
-- From version 1 (schema.sql) to 2: which questions two waves have in common.

-- A row of crosswalk.csv: a question of an earlier wave that became one of this wave.
CREATE TABLE crossing (
    wave      INTEGER NOT NULL REFERENCES wave (id),
    position  INTEGER NOT NULL, -- in crosswalk.csv, from 1
    variable  TEXT NOT NULL,    -- question of this wave
    from_wave INTEGER NOT NULL, -- year of the earlier one
    from_name TEXT NOT NULL,    -- its question
    recode    TEXT,             -- 1=1;2=4: its choices as this wave's; NULL: the same
    PRIMARY KEY (wave, position)
) STRICT;
