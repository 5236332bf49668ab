-- Every roster ever saved. A revision is never changed but for its state, and never deleted.
CREATE TABLE revision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    office TEXT NOT NULL,
    -- Lunar year, written as the solar year of its first day.
    year INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'published', 'superseded')),
    -- Civil time in Vietnam, `YYYY-MM-DDTHH:MM:SS`.
    created TEXT NOT NULL,
    -- The content of roster.json.
    record TEXT NOT NULL CHECK (json_valid(record))
) STRICT;

CREATE INDEX revision_of_year ON revision (office, year, id);
