//! Files → facts, or every fault at once.

pub mod folder;
