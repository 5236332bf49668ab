//! Solutions without a proof: local search from nothing, repair of the relaxation, and large
//! neighbourhood search.

pub(crate) mod lns;
pub(crate) mod repair;
pub(crate) mod search;
