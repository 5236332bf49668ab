//! Dates in words: lunar labels, weekdays, day kinds.
