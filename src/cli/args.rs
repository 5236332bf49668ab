//! What the command line may say. English help stands here as doc comments, Vietnamese in
//! [`super::help`].

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};

use crate::text::Lang;

use super::{approve, reject, replace, swap};
use super::{backup, diff, doctor, folder, history, import, period, publish, restore, show, solve};
use super::{
    calendar, check, explain, export, fairness, help, import_roster, init, lunar, plan, verify,
};

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
    /// The store; tructet.db unless told otherwise (`plan` uses one only if told)
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) db: Option<PathBuf>,
    /// Who does it, for the log; the account's name unless told otherwise (or TRUCTET_USER)
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        env = "TRUCTET_USER",
        hide_env = true
    )]
    pub(super) by: Option<String>,
    /// Print data, errors and questions only
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
    /// Judge a roster edited by hand and save it as a draft
    ImportRoster(import_roster::Args),
    /// Read an office folder into the store, showing what changes before it overwrites
    Import(import::Args),
    /// Write the office folder out again from what is stored
    Folder(folder::Args),
    /// Make the data of the next period of those of an earlier one
    Period(period::Args),
    /// Find the best roster for what was imported, prove it and save it as a draft
    Solve(solve::Args),
    /// A roster of the store, or the list of all
    Show(show::Args),
    /// Turns added, dropped and moved from one revision to another
    Diff(diff::Args),
    /// Put a draft in force
    Publish(publish::Args),
    /// Ask that two people exchange turns of the published roster
    Swap(swap::Args),
    /// Somebody falls out: who can stand in, and what that takes; ask for it
    Replace(replace::Args),
    /// Make a change that was asked for, as a leader; list what waits
    Approve(approve::Args),
    /// Decline a change that was asked for, as a leader
    Reject(reject::Args),
    /// Each person's record over the years; import earlier years
    History(history::Args),
    /// Copy the store, while others may be writing to it
    Backup(backup::Args),
    /// Bring the store back to a copy; what stood there is kept beside it
    Restore(restore::Args),
    /// Check the store: file, references, log, schema
    Doctor(doctor::Args),
}
