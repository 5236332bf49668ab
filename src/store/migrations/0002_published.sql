-- What follows upon a published roster: who changed what and why.

-- The newest revision of the same office and year when work on this one began: what was published
-- later is unknown to it.
ALTER TABLE revision ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
-- When it was published; civil time in Vietnam.
ALTER TABLE revision ADD COLUMN published TEXT;

UPDATE revision SET state = 'superseded' WHERE state = 'published' AND EXISTS (
    SELECT * FROM revision AS newer
    WHERE newer.office = revision.office AND newer.year = revision.year
        AND newer.state = 'published' AND revision.id < newer.id
);
UPDATE revision SET seen = id - 1;
UPDATE revision SET published = created WHERE state <> 'draft';

CREATE UNIQUE INDEX revision_in_force ON revision (office, year) WHERE state = 'published';

CREATE TRIGGER revision_is_never_changed
BEFORE UPDATE OF id, office, year, created, record, seen ON revision
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

-- Who did what, when and why. Each row seals all before it.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY CHECK (0 < id),
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL CHECK (json_valid(what)),
    why TEXT NOT NULL,
    -- SHA-256, in hexadecimal, of the row before and this one.
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit log is never shortened'); END;

-- Asked-for changes of a published roster.
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

CREATE INDEX change_of_base ON change (base);

CREATE TRIGGER change_is_what_was_asked
BEFORE UPDATE OF id, kind, base, dropped, added, away, requested_by, requested, reason ON change
BEGIN SELECT raise(ABORT, 'what was asked for is never changed'); END;

CREATE TRIGGER change_goes_forward
BEFORE UPDATE OF state ON change
WHEN OLD.state IN ('rejected', 'applied', 'overridden') OR NEW.state = 'requested'
BEGIN SELECT raise(ABORT, 'a change is settled once'); END;

CREATE TRIGGER change_is_never_deleted
BEFORE DELETE ON change
BEGIN SELECT raise(ABORT, 'a change is never deleted'); END;
