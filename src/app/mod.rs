//! One function for each thing a user can do. The faces (`cli`) only parse, call and print.

pub mod alternatives;
pub mod calendar;
pub mod check;
pub mod clock;
pub mod conflict;
pub mod describe;
pub mod enough;
pub mod error;
pub mod explain;
pub mod fairness;
pub mod init;
pub mod least_change;
pub mod plan;
pub mod publish;
pub mod shortage;
pub mod source;
pub mod summary;
pub mod verify;
