-- What offices typed. Nothing is changed or deleted: of each row the one of the newest import is in
-- force.

CREATE TABLE source (
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    -- The name of a file, or of a sheet.
    file TEXT NOT NULL,
    -- The id of a row of a sheet; empty: a whole file, or what stands over the rows.
    id TEXT NOT NULL,
    import INTEGER NOT NULL REFERENCES import (id),
    -- Its place among the rows of its sheet.
    place INTEGER NOT NULL,
    -- The bytes of a file; of a sheet JSON. NULL: it is gone.
    body BLOB,
    PRIMARY KEY (office, period, file, id, import),
    FOREIGN KEY (office, period) REFERENCES period (office, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX source_of_import ON source (import);

-- Each time a folder was read or written whose contents the store knows since.
CREATE TABLE folder (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    office TEXT NOT NULL,
    period TEXT NOT NULL,
    -- The folder says what the store did after this import, but for `folder_source`.
    import INTEGER NOT NULL REFERENCES import (id),
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    FOREIGN KEY (office, period) REFERENCES period (office, id)
) STRICT;

CREATE TABLE folder_source (
    folder INTEGER NOT NULL REFERENCES folder (id),
    file TEXT NOT NULL,
    id TEXT NOT NULL,
    place INTEGER NOT NULL,
    -- As in `source`.
    body BLOB,
    PRIMARY KEY (folder, file, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER source_is_never_changed BEFORE UPDATE ON source
BEGIN SELECT raise(ABORT, 'what was typed is never changed'); END;
CREATE TRIGGER source_is_never_deleted BEFORE DELETE ON source
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER folder_is_never_changed BEFORE UPDATE ON folder
BEGIN SELECT raise(ABORT, 'what a folder said is never changed'); END;
CREATE TRIGGER folder_is_never_deleted BEFORE DELETE ON folder
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
CREATE TRIGGER folder_source_is_never_changed BEFORE UPDATE ON folder_source
BEGIN SELECT raise(ABORT, 'what a folder said is never changed'); END;
CREATE TRIGGER folder_source_is_never_deleted BEFORE DELETE ON folder_source
BEGIN SELECT raise(ABORT, 'nothing is deleted'); END;
