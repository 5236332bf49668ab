//! Why no roster keeps the rules, in parts that can be named, and what would mend it.
//!
//! In reading order: `part` names what can be taken away, `case` asks the solver about any
//! selection of parts, `clash` shrinks them to a few that cannot go together, `mend` says what can be
//! done about each, `ways` looks for the cheapest.

pub mod case;
pub mod clash;
pub mod mend;
pub mod part;
pub mod ways;
