-- SPDX-License-Identifier: GPL-3.0-or-later
-- From version 2 to 3: who co-operates with whom.

-- A tie that a unit of the frame reports: it co-operates with another one.
CREATE TABLE cooperation (
    wave   INTEGER NOT NULL REFERENCES wave (id),
    "from" TEXT NOT NULL, -- unit.key of the one that reports it
    "to"   TEXT NOT NULL, -- unit.key of the one that it names
    area   TEXT,          -- what the co-operation is about; NULL: not said
    weight REAL           -- NULL: not said
) STRICT;
CREATE INDEX cooperation_of_wave ON cooperation (wave);
