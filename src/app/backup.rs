//! Copies of the store, and whether it is sound.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use tempfile::NamedTempFile;

use crate::store::Store;
use crate::store::audit::Mark;
use crate::store::backup::{copy_file, is_copy};
use crate::store::doctor::{Census, Flaw};

use super::actor::{Action, Actor};
use super::clock::Clock;
use super::error::AppError;
use super::office::Office;

/// Copies the store to the file `to`, which may be an older copy but nothing else. The copy is
/// checked before it takes that name.
///
/// # Errors
///
/// The store cannot be read or is not sound, or the copy cannot be written; an older copy is left
/// as it was then.
pub fn backup(office: &Office, to: &Path) -> Result<Census, AppError> {
    let store = office.reading(Action::Backup)?;
    if to.exists() && !is_copy(to) {
        return Err(AppError::Exists {
            path: to.to_owned(),
        });
    }
    let copy = beside(to)?;
    store.copy_to(copy.path())?;
    let census = must_be_sound(&Store::open_to_read(copy.path())?, office.path())?;
    put(copy, to)?;
    Ok(census)
}

/// What a restored store holds, and where what stood there before is.
#[derive(Clone, Debug)]
pub struct Restored {
    /// What it holds.
    pub census: Census,
    /// What stood there before, if anything did.
    pub kept: Option<PathBuf>,
}

/// Brings the store at `db` back to the copy `from`. What stood there, which may be too damaged to be
/// opened, is kept beside it.
///
/// # Errors
///
/// The copy is no store or not sound, or the store cannot be written or is in use; it is as it was
/// then.
pub fn restore(db: &Path, from: &Path, actor: &Actor, clock: Clock) -> Result<Restored, AppError> {
    actor.must_be_allowed(Action::Restore)?;
    let mark = Mark {
        who: &actor.id,
        at: clock.now(),
        why: "",
    };
    if !from.exists() {
        return Err(AppError::Unreadable {
            path: from.to_owned(),
            cause: std::io::ErrorKind::NotFound.into(),
        });
    }
    let copy = beside(db)?;
    copy_file(from, copy.path())?;
    // Brings an older copy to the newest schema.
    let mut source = Store::open(copy.path())?;
    let census = must_be_sound(&source, from)?;
    source.note_restore(&mark)?;
    let kept = db.exists().then(|| free_name(db, mark.at));
    match &kept {
        Some(aside) => replace(db, aside, &source)?,
        None => Store::open_or_create(db)?.replace_by(&source)?,
    }
    Ok(Restored { census, kept })
}

/// Puts `source` in place of what stands at `db`, which comes to stand at `aside`.
fn replace(db: &Path, aside: &Path, source: &Store) -> Result<(), AppError> {
    let in_place = |mut store: Store| {
        // Or what somebody writes between the two steps would be in neither.
        store.hold()?;
        store.copy_to(aside)?;
        store.replace_by(source)
    };
    match Store::open(db).and_then(in_place) {
        // Too damaged to be copied.
        Err(error) if error.is_damage() && db.is_file() => {
            let _ = fs::remove_file(aside);
            rename_all(db, aside)?;
            let made = Store::open_or_create(db).and_then(|mut it| it.replace_by(source));
            made.map_err(|error| {
                let _ = fs::remove_file(db);
                match rename_all(aside, db) {
                    Ok(()) => error.into(),
                    Err(also) => also,
                }
            })
        }
        Err(error) => {
            let _ = fs::remove_file(aside);
            Err(error.into())
        }
        Ok(()) => Ok(()),
    }
}

/// Gives a store and what belongs to it another name. Its log goes first: beside another store it
/// would be taken for that one's.
fn rename_all(from: &Path, to: &Path) -> Result<(), AppError> {
    for end in ["-wal", "-shm", ""] {
        let (from, to) = (with_end(from, end), with_end(to, end));
        if from.exists() {
            fs::rename(&from, &to).map_err(|cause| AppError::NotWritten { path: to, cause })?;
        }
    }
    Ok(())
}

/// What the store holds, and what is wrong with it.
///
/// # Errors
///
/// The store cannot be read at all.
pub fn doctor(office: &Office) -> Result<(Census, Vec<Flaw>), AppError> {
    Ok(office.reading(Action::Examine)?.doctor()?)
}

fn must_be_sound(store: &Store, path: &Path) -> Result<Census, AppError> {
    let (census, flaws) = store.doctor()?;
    if flaws.is_empty() {
        return Ok(census);
    }
    Err(AppError::Unsound {
        path: path.to_owned(),
        flaws,
    })
}

/// An empty file in the folder of `path`, gone again unless it takes a name. If the program is
/// killed it stays, under a name that tells whose it is.
fn beside(path: &Path) -> Result<NamedTempFile, AppError> {
    let not_written = |cause| AppError::NotWritten {
        path: path.to_owned(),
        cause,
    };
    (tempfile::Builder::new().prefix(".tructet-").suffix(".part"))
        .tempfile_in(folder_of(path))
        .map_err(not_written)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// Gives the file its name, for good.
fn put(file: NamedTempFile, path: &Path) -> Result<(), AppError> {
    let not_written = |cause| AppError::NotWritten {
        path: path.to_owned(),
        cause,
    };
    file.as_file().sync_all().map_err(not_written)?;
    file.persist(path).map_err(|it| not_written(it.error))?;
    let folder = fs::File::open(folder_of(path)).map_err(not_written)?;
    folder.sync_all().map_err(not_written)
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// A name that nothing has yet.
fn free_name(db: &Path, now: NaiveDateTime) -> PathBuf {
    let base = format!(".before-{}", now.format("%Y%m%dT%H%M%S"));
    let numbered = (2..).map(|number| with_end(db, &format!("{base}-{number}")));
    let mut names = std::iter::once(with_end(db, &base)).chain(numbered);
    names
        .find(|it| !it.exists())
        .unwrap_or_else(|| with_end(db, &base))
}
