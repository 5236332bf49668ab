//! The files of an office, wherever they are: in a directory, in memory, in a store.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::{Expected, InputError, Place};

/// The file of an office, its duties, shifts and rules.
pub const OFFICE: &str = "office.toml";

/// The place of a key of `office.toml`: `window.first`.
pub(super) fn key(name: &str) -> Place {
    Place::file(OFFICE).column(name)
}

/// What a key of `office.toml` says is not what it should be.
pub(super) fn invalid(name: &str, found: impl ToString, expected: Expected) -> InputError {
    InputError::Invalid {
        place: key(name),
        found: found.to_string(),
        expected,
    }
}

/// Files by name. Names are relative, with `/` between their parts: `leave/an.nv.ics`.
pub trait Folder {
    /// The bytes of the file `name`; `None` if there is none.
    ///
    /// # Errors
    ///
    /// It cannot be read, or has more than `limit` bytes.
    fn bytes(&self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, InputError>;

    /// The last parts of the names of what stands directly in the folder `name`, in order; nothing
    /// if there is no such folder.
    ///
    /// # Errors
    ///
    /// It cannot be read.
    fn names(&self, name: &str) -> Result<Vec<String>, InputError>;
}

/// A directory on a disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directory {
    path: PathBuf,
}

impl Directory {
    /// The directory at `path`.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn open(path: &Path) -> Result<Self, InputError> {
        if path.is_dir() {
            let path = path.to_owned();
            return Ok(Self { path });
        }
        Err(InputError::Missing {
            file: path.display().to_string(),
        })
    }

    /// Where `name` is. A name with letters in an old encoding, as ZIP files bring them, was shown
    /// without these; there is another way to it only through the directory.
    fn find(&self, name: &str) -> PathBuf {
        let path = self.path.join(name);
        if path.exists() || !name.contains(char::REPLACEMENT_CHARACTER) {
            return path;
        }
        let folder = path.parent().unwrap_or(&self.path);
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths = entries.map(|it| it.path());
        let is_it = |it: &PathBuf| it.file_name().map(|it| it.to_string_lossy().into_owned());
        let shown = path.file_name().map(|it| it.to_string_lossy().into_owned());
        paths.find(|it| is_it(it) == shown).unwrap_or(path)
    }
}

impl Folder for Directory {
    fn bytes(&self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, InputError> {
        read_capped(&self.find(name), name, limit)
    }

    fn names(&self, name: &str) -> Result<Vec<String>, InputError> {
        let unreadable = |cause: String| InputError::Unreadable {
            file: name.to_owned(),
            cause,
        };
        let list = || -> io::Result<Vec<String>> {
            let entries = fs::read_dir(self.path.join(name))?;
            let shown = |it: fs::DirEntry| it.file_name().to_string_lossy().into_owned();
            entries.map(|entry| entry.map(shown)).collect()
        };
        let mut names = match list() {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(unreadable(error.to_string())),
        };
        names.sort();
        if let Some(same) = names.windows(2).find(|it| it[0] == it[1]) {
            let cause = format!("two names that are not UTF-8 look alike: {}", same[0]);
            return Err(unreadable(cause));
        }
        Ok(names)
    }
}

/// Files in memory, by name: an upload, or a folder made up for a test.
impl Folder for BTreeMap<String, Vec<u8>> {
    fn bytes(&self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, InputError> {
        let bytes = self.get(name);
        bytes.map(|it| capped(it.clone(), name, limit)).transpose()
    }

    fn names(&self, name: &str) -> Result<Vec<String>, InputError> {
        Ok(names_in(name, self.keys().map(String::as_str)))
    }
}

/// What [`Folder::names`] answers where `files` are the names of all files.
pub(super) fn names_in<'a>(folder: &str, files: impl Iterator<Item = &'a str>) -> Vec<String> {
    let inside = |file: &'a str| {
        if folder.is_empty() {
            Some(file)
        } else {
            file.strip_prefix(folder)?.strip_prefix('/')
        }
    };
    let first = |rest: &str| rest.split('/').next().unwrap_or_default().to_owned();
    let mut names: Vec<_> = files.filter_map(inside).map(first).collect();
    names.sort();
    names.dedup();
    names
}

/// The bytes of the file at `path`, called `name`, if there is one.
///
/// # Errors
///
/// It cannot be read, or has more than `limit` bytes.
pub(super) fn read_capped(
    path: &Path,
    name: &str,
    limit: u64,
) -> Result<Option<Vec<u8>>, InputError> {
    let unreadable = |error: io::Error| InputError::Unreadable {
        file: name.to_owned(),
        cause: error.to_string(),
    };
    match bytes_of(path, limit) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Err(too_big(name, limit)),
        Err(error) => Err(unreadable(error)),
    }
}

/// What is said of a folder, a pipe or a device.
pub const NOT_A_FILE: &str = "not a file";

/// The bytes of the file at `path`. What is no file is not opened: a pipe would wait for a writer,
/// and a device may never end.
///
/// # Errors
///
/// It cannot be read; of kind [`io::ErrorKind::FileTooLarge`] if it has more than `limit` bytes,
/// also if it grows while it is read.
pub fn bytes_of(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, NOT_A_FILE));
    }
    let too_large = || {
        io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("more than {limit} bytes"),
        )
    };
    if limit < about.len() {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if limit < bytes.len() as u64 {
        return Err(too_large());
    }
    Ok(bytes)
}

pub(super) fn capped(bytes: Vec<u8>, name: &str, limit: u64) -> Result<Vec<u8>, InputError> {
    if limit < bytes.len() as u64 {
        return Err(too_big(name, limit));
    }
    Ok(bytes)
}

fn too_big(name: &str, limit: u64) -> InputError {
    InputError::TooBig {
        place: Place::file(name),
        limit,
        unit: "bytes",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_memory(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let file = |name: &&str| ((*name).to_owned(), name.as_bytes().to_vec());
        names.iter().map(file).collect()
    }

    fn on_disk(names: &[&str]) -> (tempfile::TempDir, Directory) {
        let dir = tempfile::tempdir().unwrap();
        for name in names {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        let folder = Directory::open(dir.path()).unwrap();
        (dir, folder)
    }

    #[test]
    fn a_directory_and_memory_say_the_same() {
        let names = ["office.toml", "leave/b.ics", "leave/a.ics", "leaves.txt"];
        let (_dir, disk) = on_disk(&names);
        let memory = in_memory(&names);
        for folder in [&disk as &dyn Folder, &memory] {
            let all = ["leave", "leaves.txt", "office.toml"];
            assert_eq!(folder.names("").unwrap(), all);
            assert_eq!(folder.names("leave").unwrap(), ["a.ics", "b.ics"]);
            assert_eq!(folder.names("templates").unwrap(), [""; 0]);
            let bytes = |name, limit| folder.bytes(name, limit);
            assert_eq!(bytes("leave/a.ics", 11).unwrap().unwrap(), b"leave/a.ics");
            assert_eq!(bytes("leave/c.ics", 11).unwrap(), None);
            assert_eq!(
                bytes("leave/a.ics", 10),
                Err(too_big("leave/a.ics", 10)),
                "one byte too many"
            );
        }
    }

    #[test]
    fn a_directory_that_is_not_there_is_a_fault() {
        let (dir, _) = on_disk(&["office.toml"]);
        for name in ["no-such", "office.toml"] {
            let path = dir.path().join(name);
            let file = path.display().to_string();
            assert_eq!(Directory::open(&path), Err(InputError::Missing { file }));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_in_an_old_encoding_leads_to_its_file() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        let (dir, folder) = on_disk(&[]);
        let write = |name: &[u8]| fs::write(dir.path().join(OsStr::from_bytes(name)), name);
        // "Thuỷ.ics" as Windows-1258 has it.
        write(b"Thu\xd2y.ics").unwrap();
        let names = folder.names("").unwrap();
        assert_eq!(names, ["Thu\u{fffd}y.ics"]);
        assert_eq!(
            folder.bytes(&names[0], 99).unwrap().unwrap(),
            b"Thu\xd2y.ics"
        );
        write(b"Thu\xd3y.ics").unwrap();
        assert!(
            folder.names("").is_err(),
            "it cannot be told which is which"
        );
    }
}
