//! Branch and price: the nodes, how they are branched on, and the proof that comes of it.

pub(crate) mod branch;
pub(crate) mod incumbent;
pub(crate) mod node;
pub(crate) mod proof;
