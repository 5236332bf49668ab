//! Where rosters come from: files and the store.

use std::io;
use std::path::{Path, PathBuf};

use crate::domain::facts::Assignment;
use crate::domain::problem::Problem;
use crate::domain::roster::Roster;
use crate::input;
use crate::input::error::{InputError, Place};
use crate::input::files::{Directory, bytes_of};
use crate::input::folder::OfficeFolder;
use crate::rules::record::RosterRecord;

use super::error::AppError;
use super::office::Office;
use super::revisions;
use super::selector::Selector;

/// The store where none is named.
pub const STORE_FILE: &str = "tructet.db";

/// Most bytes of a `roster.json`. One of 800 people has about 5 MB.
const MAX_BYTES: u64 = 256 << 20;

/// What the office folder at `path` says.
///
/// # Errors
///
/// It is not there, or every fault of it.
pub fn folder(path: &Path) -> Result<OfficeFolder, AppError> {
    let folder = Directory::open(path).map_err(|it| AppError::Input(vec![it]))?;
    input::folder::read(&folder).map_err(AppError::Input)
}

/// Reads a `roster.json`. Whether it is right is for `proof::verify` to say.
///
/// # Errors
///
/// It cannot be read, or is no roster.
pub fn record(path: &Path) -> Result<RosterRecord, AppError> {
    Ok(record_and_unread(path)?.0)
}

/// The same, and the fields of the file that nothing reads.
///
/// # Errors
///
/// As [`record`].
pub fn record_and_unread(path: &Path) -> Result<(RosterRecord, Vec<String>), AppError> {
    let not_a_roster = |error: serde_json::Error| AppError::NotARoster {
        path: path.to_owned(),
        cause: error.to_string(),
    };
    let bytes = bytes(path)?;
    let mut unread = Vec::new();
    let mut reader = serde_json::Deserializer::from_slice(&bytes);
    let note = |it: serde_ignored::Path<'_>| unread.push(it.to_string());
    let record = serde_ignored::deserialize(&mut reader, note).map_err(not_a_roster)?;
    reader.end().map_err(not_a_roster)?;
    Ok((record, unread))
}

/// Reads a `roster.json` whose facts hold together.
///
/// # Errors
///
/// It cannot be read, is no roster, or contradicts itself.
pub fn sound_record(path: &Path) -> Result<RosterRecord, AppError> {
    let record = record(path)?;
    let place = Place::file(&path.display().to_string());
    let fault = |cause| InputError::Facts {
        place: place.clone(),
        cause,
    };
    match Problem::new(record.problem.clone()) {
        Ok(_) => Ok(record),
        Err(causes) => Err(AppError::Input(causes.into_iter().map(fault).collect())),
    }
}

/// The bytes of a file that holds a roster.
///
/// # Errors
///
/// It cannot be read, or is larger than any roster.
pub fn bytes(path: &Path) -> Result<Vec<u8>, AppError> {
    bytes_of(path, MAX_BYTES).map_err(|cause| {
        let path = path.to_owned();
        if cause.kind() == io::ErrorKind::FileTooLarge {
            let cause = cause.to_string();
            AppError::NotARoster { path, cause }
        } else {
            AppError::Unreadable { path, cause }
        }
    })
}

/// The roster in the file `path` (json, csv or xlsx), of whose people and shifts only those of `problem`.
///
/// # Errors
///
/// It cannot be read, or is no roster of `problem`.
pub fn roster(path: &Path, problem: &Problem) -> Result<Roster, AppError> {
    let name = path.display().to_string();
    let assignments = input::roster::read(&name, &bytes(path)?, problem);
    Ok(Roster::from_assignments(problem, &assignments.map_err(AppError::Input)?).0)
}

/// What names a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// A roster in this file.
    File(PathBuf),
    /// A revision of the store.
    Revision(i64),
}

impl Named {
    /// A number is a revision, unless a file is called so.
    pub fn by(text: &Path) -> Self {
        let number = text.to_str().and_then(|it| it.parse().ok());
        match number.filter(|_| !text.exists()) {
            Some(number) => Self::Revision(number),
            None => Self::File(text.to_owned()),
        }
    }
}

/// A roster to be kept but where it must move.
#[derive(Clone, Debug)]
pub enum Reference {
    /// In a file (json, csv or xlsx).
    File(PathBuf),
    /// Of the store.
    Record(Box<RosterRecord>),
}

impl Reference {
    /// The revision `id` of `office`.
    ///
    /// # Errors
    ///
    /// The store cannot be read, or has no such revision.
    pub fn revision(office: &Office, id: i64) -> Result<Self, AppError> {
        let shown = revisions::show(office, Some(id), Selector::default())?;
        Ok(Self::Record(Box::new(shown.record)))
    }

    /// Its turns. People and shifts of a `roster.json` or a revision need not be known to `problem`.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is no roster.
    pub(super) fn assignments(&self, problem: &Problem) -> Result<Vec<Assignment>, AppError> {
        let path = match self {
            Self::Record(record) => return Ok(record.assignments.clone()),
            Self::File(path) => path,
        };
        let bytes = bytes(path)?;
        if bytes.iter().find(|it| !it.is_ascii_whitespace()) == Some(&b'{') {
            // Not checked against `problem`: whoever has left is in it.
            return Ok(record(path)?.assignments);
        }
        let name = path.display().to_string();
        input::roster::read(&name, &bytes, problem).map_err(AppError::Input)
    }
}
