//! Files onto the disk: all or none.

use std::collections::BTreeSet;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::error::{ExportError, Obstacle};
use super::{ExportFile, ics};

/// The folder of calendars.
const CALENDARS: &str = "ics";

/// Writes the exports `files` into `dir` as [`write_files`] does. Then calendars that an earlier
/// roster left behind are removed: files in `ics/` that are named as ours, begin as ours do, and are
/// not among `files`.
///
/// # Errors
///
/// As there.
pub fn write_all(dir: &Path, files: &[ExportFile]) -> Result<(), ExportError> {
    write_files(dir, files)?;
    remove_stale(&dir.join(CALENDARS), files)
}

/// Writes `files` into `dir`, which is made if it is not there.
///
/// Each is first written in full to a temporary file beside its target; only when all are on the
/// disk are they renamed. Whatever else is in `dir` stays.
///
/// # Errors
///
/// Something is in the way or cannot be written: every file is as it was. Only if renaming itself
/// fails, after all has been checked and written, may some files be new and others old; each of
/// them is whole.
pub fn write_files(dir: &Path, files: &[ExportFile]) -> Result<(), ExportError> {
    let mut made = MadeFolders::default();
    let staged = match stage(dir, files, &mut made) {
        Ok(staged) => staged,
        Err(error) => {
            made.remove();
            return Err(error);
        }
    };
    for (file, target) in staged {
        file.persist(&target)
            .map_err(|error| not_written(&target, error.error))?;
    }
    Ok(())
}

/// Removes the files `names` of `dir`; those that are not there are no error.
///
/// # Errors
///
/// One cannot be removed.
pub fn remove_files(dir: &Path, names: &[String]) -> Result<(), ExportError> {
    for path in names.iter().map(|it| dir.join(it)) {
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                return Err(ExportError::NotRemoved { path, cause });
            }
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

/// All files written beside their targets. Dropping them takes them away again.
fn stage(
    dir: &Path,
    files: &[ExportFile],
    made: &mut MadeFolders,
) -> Result<Vec<(NamedTempFile, PathBuf)>, ExportError> {
    let mut staged = Vec::new();
    made.make(dir)?;
    for file in files {
        let target = dir.join(&file.path);
        let folder = target.parent().unwrap_or(dir);
        if folder != dir {
            refuse(folder, Expected::Folder)?;
            made.make(folder)?;
        }
        refuse(&target, Expected::File)?;
        let temporary = write_beside(folder, &file.bytes).map_err(|it| not_written(&target, it))?;
        staged.push((temporary, target));
    }
    Ok(staged)
}

fn write_beside(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".tructet-").suffix(".tmp");
    if let Some(permissions) = permissions_of_a_new_file() {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// As any program makes a file, not for the owner's eyes only as temporary files are.
#[cfg(unix)]
fn permissions_of_a_new_file() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn permissions_of_a_new_file() -> Option<Permissions> {
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    File,
    Folder,
}

/// Only nothing, or what is expected, may stand at `path`.
fn refuse(path: &Path, expected: Expected) -> Result<(), ExportError> {
    let kind = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata.file_type(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(not_written(path, error)),
    };
    let found = if kind.is_symlink() {
        Obstacle::Link
    } else if kind.is_dir() {
        match expected {
            Expected::Folder => return Ok(()),
            Expected::File => Obstacle::Folder,
        }
    } else if kind.is_file() && expected == Expected::File {
        return Ok(());
    } else {
        Obstacle::Other
    };
    let path = path.to_owned();
    Err(ExportError::InTheWay { path, found })
}

/// Folders that were not there before.
#[derive(Default)]
struct MadeFolders {
    outermost_first: Vec<PathBuf>,
}

impl MadeFolders {
    fn make(&mut self, folder: &Path) -> Result<(), ExportError> {
        let missing: Vec<_> = (folder.ancestors())
            .take_while(|it| !it.as_os_str().is_empty() && !it.exists())
            .collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(|cause| not_written(folder, cause))?;
            self.outermost_first.push(folder.to_owned());
        }
        if folder.is_dir() {
            return Ok(());
        }
        Err(ExportError::InTheWay {
            path: folder.to_owned(),
            found: Obstacle::Other,
        })
    }

    /// Leaves no trace of a write that failed. What cannot be removed holds something of others.
    fn remove(self) {
        for folder in self.outermost_first.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

fn remove_stale(calendars: &Path, files: &[ExportFile]) -> Result<(), ExportError> {
    let current: BTreeSet<_> = (files.iter())
        .filter_map(|it| it.path.strip_prefix(CALENDARS)?.strip_prefix('/'))
        .collect();
    if current.is_empty() {
        return Ok(());
    }
    let not_removed = |path: &Path, cause| ExportError::NotRemoved {
        path: path.to_owned(),
        cause,
    };
    let entries = fs::read_dir(calendars).map_err(|cause| not_removed(calendars, cause))?;
    for entry in entries {
        let entry = entry.map_err(|cause| not_removed(calendars, cause))?;
        let is_file = entry.file_type().is_ok_and(|it| it.is_file());
        let (name, path) = (entry.file_name(), entry.path());
        let Some(name) = name.to_str().filter(|it| is_file && !current.contains(it)) else {
            continue;
        };
        // What cannot be read is not known to be ours.
        if beginning(&path).is_ok_and(|bytes| ics::is_ours(name, &bytes)) {
            fs::remove_file(&path).map_err(|cause| not_removed(&path, cause))?;
        }
    }
    Ok(())
}

/// The first few hundred bytes.
fn beginning(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(File::open(path)?, 512), &mut bytes)?;
    Ok(bytes)
}

fn not_written(path: &Path, cause: io::Error) -> ExportError {
    let path = path.to_owned();
    ExportError::NotWritten { path, cause }
}
