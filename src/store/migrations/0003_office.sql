-- What offices said of themselves when their folders were imported. `body` is the JSON of the
-- domain's type; what foreign keys need is taken out of it. Nothing is deleted: what a later folder
-- lacks is marked as gone, and `difference` keeps what stood before.

CREATE TABLE office (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

INSERT INTO office SELECT DISTINCT office FROM revision;

-- Each time something of an office was changed. Its newest import is the office's version.
CREATE TABLE import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    office TEXT NOT NULL REFERENCES office (id),
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE INDEX import_of_office ON import (office, id);

-- One row a thing that an import changed.
CREATE TABLE difference (
    import INTEGER NOT NULL REFERENCES import (id),
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    before TEXT CHECK (json_valid(before)),
    after TEXT CHECK (json_valid(after)),
    PRIMARY KEY (import, kind, year, id),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE season (
    office TEXT NOT NULL REFERENCES office (id),
    -- Lunar year, written as the solar year of its first day.
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, year, id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX season_of_year ON season (office, year);

-- What a person stood in an earlier year, as told from outside. `id` is the person's.
CREATE TABLE past_year (
    office TEXT NOT NULL REFERENCES office (id),
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, year, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE day (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, year, id),
    FOREIGN KEY (office, year) REFERENCES season (office, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE skill (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, year, id),
    FOREIGN KEY (office, year) REFERENCES season (office, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, year, id),
    FOREIGN KEY (office, year) REFERENCES season (office, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE duty (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, year, id),
    FOREIGN KEY (office, year) REFERENCES season (office, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE shift (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    duty TEXT GENERATED ALWAYS AS (body ->> '$.duty') STORED,
    skill TEXT GENERATED ALWAYS AS (body ->> '$.skill') STORED,
    PRIMARY KEY (office, year, id),
    FOREIGN KEY (office, year) REFERENCES season (office, year),
    FOREIGN KEY (office, year, duty) REFERENCES duty (office, year, id),
    FOREIGN KEY (office, year, skill) REFERENCES skill (office, year, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    unit TEXT GENERATED ALWAYS AS (body ->> '$.unit') STORED,
    PRIMARY KEY (office, year, id),
    FOREIGN KEY (office, year) REFERENCES season (office, year),
    FOREIGN KEY (office, year, unit) REFERENCES unit (office, year, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE leave (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    person TEXT GENERATED ALWAYS AS (body ->> '$.person') STORED,
    PRIMARY KEY (office, year, id),
    FOREIGN KEY (office, year) REFERENCES season (office, year),
    FOREIGN KEY (office, year, person) REFERENCES person (office, year, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pair (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    a TEXT GENERATED ALWAYS AS (body ->> '$.a') STORED,
    b TEXT GENERATED ALWAYS AS (body ->> '$.b') STORED,
    PRIMARY KEY (office, year, id),
    FOREIGN KEY (office, year) REFERENCES season (office, year),
    FOREIGN KEY (office, year, a) REFERENCES person (office, year, id),
    FOREIGN KEY (office, year, b) REFERENCES person (office, year, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pin (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    person TEXT GENERATED ALWAYS AS (body ->> '$.person') STORED,
    shift TEXT GENERATED ALWAYS AS (body ->> '$.shift') STORED,
    PRIMARY KEY (office, year, id),
    FOREIGN KEY (office, year) REFERENCES season (office, year),
    FOREIGN KEY (office, year, person) REFERENCES person (office, year, id),
    FOREIGN KEY (office, year, shift) REFERENCES shift (office, year, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule (
    office TEXT NOT NULL,
    year INTEGER NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, year, id),
    FOREIGN KEY (office, year) REFERENCES season (office, year)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER office_is_never_deleted BEFORE DELETE ON office
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER import_is_never_deleted BEFORE DELETE ON import
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER difference_is_never_deleted BEFORE DELETE ON difference
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER season_is_never_deleted BEFORE DELETE ON season
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER past_year_is_never_deleted BEFORE DELETE ON past_year
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER day_is_never_deleted BEFORE DELETE ON day
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER skill_is_never_deleted BEFORE DELETE ON skill
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER unit_is_never_deleted BEFORE DELETE ON unit
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER duty_is_never_deleted BEFORE DELETE ON duty
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER shift_is_never_deleted BEFORE DELETE ON shift
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER person_is_never_deleted BEFORE DELETE ON person
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER leave_is_never_deleted BEFORE DELETE ON leave
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER pair_is_never_deleted BEFORE DELETE ON pair
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER pin_is_never_deleted BEFORE DELETE ON pin
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER rule_is_never_deleted BEFORE DELETE ON rule
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;

CREATE TRIGGER difference_is_never_changed BEFORE UPDATE ON difference
BEGIN SELECT raise(ABORT, 'what stood before is never changed'); END;
