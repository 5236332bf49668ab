//! One function for each thing a user can do. The faces (`cli`) only parse, call and print.

pub mod calendar;
pub mod change;
pub mod check;
pub mod clock;
pub mod describe;
pub mod edition;
pub mod error;
pub mod history;
pub mod import;
pub mod import_roster;
pub mod init;
pub mod keeping;
mod people_book;
pub mod pick;
pub mod plan;
pub mod publish;
pub mod revisions;
pub mod shortage;
pub mod solve;
pub mod source;
pub mod summary;
pub mod verify;
