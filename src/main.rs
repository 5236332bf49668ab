//! The `tructet` command.

fn main() {}
