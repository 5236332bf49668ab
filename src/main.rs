//! The `tructet` command.

use std::process::ExitCode;

use tructet::cli;

fn main() -> ExitCode {
    cli::run(std::env::args_os().collect()).into()
}
