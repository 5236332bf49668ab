//! Why an export was not written.

use std::io;
use std::path::PathBuf;

/// What stands where a file should go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// A folder where a file should be.
    Folder,
    /// A symbolic link, which is neither followed nor replaced.
    Link,
    /// A file, pipe or device where a folder or an ordinary file should be.
    Other,
}

impl Obstacle {
    fn as_str(self) -> &'static str {
        match self {
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Other => "no ordinary file or folder",
        }
    }
}

/// Why an export was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A file or folder cannot be written. Unless it failed at the very last step, the renaming,
    /// every file is as it was.
    #[error("E401 {}: cannot be written: {cause}", path.display())]
    NotWritten {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Something else stands where a file should go; nothing was written.
    #[error("E402 {}: {} is in the way", path.display(), found.as_str())]
    InTheWay {
        /// Where the file was to go.
        path: PathBuf,
        /// What stands there.
        found: Obstacle,
    },
    /// All is written, but a calendar of an earlier roster is still there.
    #[error("E403 {}: an old calendar cannot be removed: {cause}", path.display())]
    NotRemoved {
        /// The old file that is still there.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A writer failed, which is our own fault; nothing was written.
    #[error("E404 {format}: cannot be rendered: {cause}")]
    NotRendered {
        /// Name of the format.
        format: &'static str,
        /// What the library says.
        cause: String,
    },
}

impl ExportError {
    pub(super) fn not_rendered(format: &'static str, cause: impl ToString) -> Self {
        let cause = cause.to_string();
        Self::NotRendered { format, cause }
    }
}
