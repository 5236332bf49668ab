//! Is a folder sound, and is a roster right?

use std::path::Path;

use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::input;
use crate::input::error::InputError;
use crate::input::reading::Reading;
use crate::rules::RuleSet;
use crate::rules::evaluate::{Evaluation, evaluate};

use super::error::AppError;
use super::read;

/// A folder without faults, and the roster judged by it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What the folder says.
    pub problem: Problem,
    /// The rules it was judged by.
    pub rules: RuleSet,
    /// Doubtful things that stop nothing.
    pub warnings: Vec<InputError>,
    /// What was understood of people's time, and where it stands.
    pub reading: Reading,
    /// The roster and what the rules say of it, if one was given.
    pub judged: Option<(Roster, Evaluation)>,
}

/// Reads `folder`, and judges `roster` by it.
///
/// # Errors
///
/// Every fault of the folder, else every fault of the roster's file.
pub fn check(folder: &Path, roster: Option<&Path>) -> Result<Checked, AppError> {
    let folder = read::folder(folder)?;
    let problem = folder.problem;
    let judged = match roster {
        None => None,
        Some(path) => {
            let name = path.display().to_string();
            let bytes = read::bytes(path)?;
            let assignments = input::roster::read(&name, &bytes, &problem);
            let assignments = assignments.map_err(AppError::Input)?;
            let (roster, _) = Roster::from_assignments(&problem, &assignments);
            let evaluation = evaluate(&problem, &folder.rules, &roster);
            Some((roster, evaluation))
        }
    };
    Ok(Checked {
        problem,
        rules: folder.rules,
        warnings: folder.warnings,
        reading: folder.reading,
        judged,
    })
}
