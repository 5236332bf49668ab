-- The rules that a change was known to break are part of what was asked for.
DROP TRIGGER change_is_what_was_asked;
CREATE TRIGGER change_is_what_was_asked
BEFORE UPDATE OF id, kind, base, dropped, added, away, broken, requested_by, requested, reason ON change
BEGIN SELECT raise(ABORT, 'what was asked for is never changed'); END;
