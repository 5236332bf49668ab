-- A roster belongs to an office and a period. Until now every period was a Tết and its key the lunar
-- year; `tet-2018` is the Tết of 2018. Bodies, records, differences and the log stay as they were
-- written: they are sealed.

CREATE TABLE period (
    office TEXT NOT NULL REFERENCES office (id),
    id TEXT NOT NULL,
    -- The day by which periods follow each other.
    anchor TEXT NOT NULL,
    -- The JSON of the domain's type: its name, its kind and what that needs.
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, id)
) STRICT, WITHOUT ROWID;

-- Anchor and body, which need the lunar calendar, are filled in after this.
INSERT INTO period
SELECT office, 'tet-' || year, '', '{}' FROM (
    SELECT office, year FROM revision
    UNION SELECT office, year FROM season
    UNION SELECT office, year FROM past_year
);

-- Revisions, and the changes that point to them.

DROP INDEX revision_of_year;
DROP INDEX revision_in_force;
DROP INDEX change_of_base;
ALTER TABLE revision RENAME TO old_revision;
ALTER TABLE change RENAME TO old_change;

CREATE TABLE revision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'superseded')),
    -- Civil time in Vietnam, `YYYY-MM-DDTHH:MM:SS`.
    created TEXT NOT NULL,
    -- The content of roster.json.
    record TEXT NOT NULL CHECK (json_valid(record)),
    -- The revision of the same office and period in force when work on this one began.
    seen INTEGER NOT NULL,
    -- When it was published; civil time in Vietnam.
    published TEXT,
    FOREIGN KEY (office, period) REFERENCES period (office, id)
) STRICT;

INSERT INTO revision (id, office, period, state, created, record, seen, published)
SELECT id, office, 'tet-' || year, state, created, record, seen, published
FROM old_revision ORDER BY id;

CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('swap', 'replace')),
    state TEXT NOT NULL
        CHECK (state IN ('requested', 'approved', 'rejected', 'applied', 'overridden')),
    -- The published revision it was asked of.
    base INTEGER NOT NULL REFERENCES revision (id),
    -- The published revision it made.
    revision INTEGER UNIQUE REFERENCES revision (id),
    -- Turns taken away and turns given, lists of {"person", "shift"}.
    dropped TEXT NOT NULL CHECK (json_valid(dropped)),
    added TEXT NOT NULL CHECK (json_valid(added)),
    -- Who falls out and when, a list of {"person", "leave"}.
    away TEXT NOT NULL CHECK (json_valid(away)),
    -- Codes of the rules it breaks.
    broken TEXT NOT NULL CHECK (json_valid(broken)),
    requested_by TEXT NOT NULL,
    requested TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT,
    decided TEXT,
    decision TEXT,
    CHECK ((state = 'requested') = (decided IS NULL)),
    CHECK ((state IN ('applied', 'overridden')) = (revision IS NOT NULL))
) STRICT;

INSERT INTO change SELECT * FROM old_change ORDER BY id;

DROP TABLE old_change;
DROP TABLE old_revision;

CREATE INDEX revision_of_period ON revision (office, period, id);
CREATE UNIQUE INDEX revision_in_force ON revision (office, period) WHERE state = 'published';
CREATE INDEX change_of_base ON change (base);

CREATE TRIGGER revision_is_never_changed
BEFORE UPDATE OF id, office, period, created, record, seen ON revision
BEGIN SELECT raise(ABORT, 'a revision is never changed'); END;

CREATE TRIGGER revision_is_published_once
BEFORE UPDATE OF published ON revision WHEN OLD.published IS NOT NULL
BEGIN SELECT raise(ABORT, 'a revision is published once'); END;

CREATE TRIGGER revision_goes_forward
BEFORE UPDATE OF state ON revision
WHEN (OLD.state, NEW.state) NOT IN (VALUES ('draft', 'published'), ('published', 'superseded'))
BEGIN SELECT raise(ABORT, 'draft, published, superseded: only in this order'); END;

CREATE TRIGGER revision_is_never_deleted
BEFORE DELETE ON revision
BEGIN SELECT raise(ABORT, 'a revision is never deleted'); END;

CREATE TRIGGER change_is_what_was_asked
BEFORE UPDATE OF id, kind, base, dropped, added, away, broken, requested_by, requested, reason ON change
BEGIN SELECT raise(ABORT, 'what was asked for is never changed'); END;

CREATE TRIGGER change_goes_forward
BEFORE UPDATE OF state ON change
WHEN OLD.state IN ('rejected', 'applied', 'overridden') OR NEW.state = 'requested'
BEGIN SELECT raise(ABORT, 'a change is settled once'); END;

CREATE TRIGGER change_is_never_deleted
BEFORE DELETE ON change
BEGIN SELECT raise(ABORT, 'a change is never deleted'); END;

-- What imports changed.

ALTER TABLE difference RENAME TO old_difference;

CREATE TABLE difference (
    import INTEGER NOT NULL REFERENCES import (id),
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    before TEXT CHECK (json_valid(before)),
    after TEXT CHECK (json_valid(after)),
    PRIMARY KEY (import, kind, period, id),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT, WITHOUT ROWID;

INSERT INTO difference
SELECT import,
    CASE kind WHEN 'season' THEN 'profile' WHEN 'past_year' THEN 'past_period' ELSE kind END,
    'tet-' || year, id, before, after
FROM old_difference;

DROP TABLE old_difference;

-- What offices said of themselves, each table after those it points to.

ALTER TABLE season RENAME TO old_profile;
ALTER TABLE past_year RENAME TO old_past_period;
ALTER TABLE day RENAME TO old_day;
ALTER TABLE skill RENAME TO old_skill;
ALTER TABLE unit RENAME TO old_unit;
ALTER TABLE duty RENAME TO old_duty;
ALTER TABLE shift RENAME TO old_shift;
ALTER TABLE person RENAME TO old_person;
ALTER TABLE leave RENAME TO old_leave;
ALTER TABLE pair RENAME TO old_pair;
ALTER TABLE pin RENAME TO old_pin;
ALTER TABLE rule RENAME TO old_rule;

-- The office as printed for a period. `id` is the office's.
CREATE TABLE profile (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id)
) STRICT, WITHOUT ROWID;

INSERT INTO profile (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_profile;

-- What a person stood in an earlier period, as told from outside. `id` is the person's.
CREATE TABLE past_period (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id)
) STRICT, WITHOUT ROWID;

INSERT INTO past_period (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_past_period;

CREATE TABLE day (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id)
) STRICT, WITHOUT ROWID;

INSERT INTO day (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_day;

CREATE TABLE skill (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id)
) STRICT, WITHOUT ROWID;

INSERT INTO skill (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_skill;

CREATE TABLE unit (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id)
) STRICT, WITHOUT ROWID;

INSERT INTO unit (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_unit;

CREATE TABLE duty (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id)
) STRICT, WITHOUT ROWID;

INSERT INTO duty (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_duty;

CREATE TABLE shift (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    duty TEXT GENERATED ALWAYS AS (body ->> '$.duty') STORED,
    skill TEXT GENERATED ALWAYS AS (body ->> '$.skill') STORED,
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id),
    FOREIGN KEY (office, period, duty) REFERENCES duty (office, period, id),
    FOREIGN KEY (office, period, skill) REFERENCES skill (office, period, id)
) STRICT, WITHOUT ROWID;

INSERT INTO shift (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_shift;

CREATE TABLE person (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    unit TEXT GENERATED ALWAYS AS (body ->> '$.unit') STORED,
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id),
    FOREIGN KEY (office, period, unit) REFERENCES unit (office, period, id)
) STRICT, WITHOUT ROWID;

INSERT INTO person (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_person;

CREATE TABLE leave (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    person TEXT GENERATED ALWAYS AS (body ->> '$.person') STORED,
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id),
    FOREIGN KEY (office, period, person) REFERENCES person (office, period, id)
) STRICT, WITHOUT ROWID;

INSERT INTO leave (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_leave;

CREATE TABLE pair (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    a TEXT GENERATED ALWAYS AS (body ->> '$.a') STORED,
    b TEXT GENERATED ALWAYS AS (body ->> '$.b') STORED,
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id),
    FOREIGN KEY (office, period, a) REFERENCES person (office, period, id),
    FOREIGN KEY (office, period, b) REFERENCES person (office, period, id)
) STRICT, WITHOUT ROWID;

INSERT INTO pair (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_pair;

CREATE TABLE pin (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    person TEXT GENERATED ALWAYS AS (body ->> '$.person') STORED,
    shift TEXT GENERATED ALWAYS AS (body ->> '$.shift') STORED,
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id),
    FOREIGN KEY (office, period, person) REFERENCES person (office, period, id),
    FOREIGN KEY (office, period, shift) REFERENCES shift (office, period, id)
) STRICT, WITHOUT ROWID;

INSERT INTO pin (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_pin;

CREATE TABLE rule (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    gone INTEGER REFERENCES import (id),
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (office, period, id),
    FOREIGN KEY (office, period) REFERENCES period (office, id)
) STRICT, WITHOUT ROWID;

INSERT INTO rule (office, period, id, place, gone, body)
SELECT office, 'tet-' || year, id, place, gone, body FROM old_rule;

CREATE UNIQUE INDEX profile_of_period ON profile (office, period);

DROP TABLE old_rule;
DROP TABLE old_pin;
DROP TABLE old_pair;
DROP TABLE old_leave;
DROP TABLE old_person;
DROP TABLE old_shift;
DROP TABLE old_duty;
DROP TABLE old_unit;
DROP TABLE old_skill;
DROP TABLE old_day;
DROP TABLE old_past_period;
DROP TABLE old_profile;

CREATE TRIGGER period_is_never_deleted BEFORE DELETE ON period
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER profile_is_never_deleted BEFORE DELETE ON profile
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER past_period_is_never_deleted BEFORE DELETE ON past_period
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
CREATE TRIGGER difference_is_never_deleted BEFORE DELETE ON difference
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER difference_is_never_changed BEFORE UPDATE ON difference
BEGIN SELECT raise(ABORT, 'what stood before is never changed'); END;
