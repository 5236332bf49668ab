//! What the command line may say. English help stands here as doc comments, Vietnamese in
//! [`super::help`].

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};

use crate::text::Lang;

use super::{calendar, check, explain, export, fairness, help, init, lunar, plan, verify};

/// Plans who stands duty over Tết: fair, legal, proven optimal.
#[derive(Debug, Parser)]
#[command(name = "tructet", version, max_term_width = 100)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = help::GLOBAL)]
pub(super) struct Global {
    /// Language of everything shown: vi or en (or the environment's TRUCTET_LANG)
    #[arg(long, global = true, env = "TRUCTET_LANG", default_value = "vi")]
    #[arg(hide_env = true, hide_possible_values = true)]
    pub(super) lang: LangArg,
    /// Print data as JSON
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// The store of rosters; `export` reads tructet.db unless told otherwise
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) db: Option<PathBuf>,
    /// Print data and errors only
    #[arg(long, global = true)]
    pub(super) quiet: bool,
    /// Colors: auto, always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    #[arg(hide_possible_values = true)]
    pub(super) color: ColorChoice,
}

/// Language of everything shown.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum LangArg {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl From<LangArg> for Lang {
    fn from(arg: LangArg) -> Self {
        match arg {
            LangArg::Vi => Self::Vi,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write templates of an office folder
    Init(init::Args),
    /// Read an office folder, find the best roster, prove it and write it out
    Plan(plan::Args),
    /// Look for faults in an office folder, or judge a roster
    Check(check::Args),
    /// Recompute cost, rules and the proof of optimality of a roster.json from the file alone
    Verify(verify::Args),
    /// Why somebody stands a turn, or does not, and what anybody else would cost
    Explain(explain::Args),
    /// How even the loads are, before and after, and how even they could be at best
    Fairness(fairness::Args),
    /// The days off of one Tết, and why each is off
    Calendar(calendar::Args),
    /// The lunar date of a day, or the day of a lunar date
    Lunar(lunar::Args),
    /// Write a roster in another format
    Export(export::Args),
}

/// Seconds, also `0.5`.
pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}
