//! The folder of an office written out again.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::domain::sources::{SheetName, Sources};
use crate::export::ExportFile;
use crate::export::write::{remove_files, write_files};
use crate::input::files::{Directory, Folder};
use crate::input::sources;

use super::actor::Action;
use super::error::AppError;
use super::office::Office;
use super::people_book;
use super::selector::{self, Selector};
use super::typed::{self, Known, Provenance};

/// What the table of people is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleForm {
    /// A workbook, with notes and lists to pick from.
    Book,
    /// A CSV file.
    List,
}

/// What becomes of a folder that says something else than what was last read from it or written
/// to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// Nothing is written.
    Keep,
    /// The files of an office in it are replaced.
    Replace,
}

const BOOK: &str = "people.xlsx";

/// The files of the folder that says `sources`.
///
/// # Errors
///
/// The table of people cannot be a workbook.
pub fn files(sources: &Sources, form: PeopleForm) -> Result<Vec<ExportFile>, AppError> {
    let verbatim = sources.files.iter().map(|(name, bytes)| ExportFile {
        path: name.clone(),
        bytes: bytes.clone(),
    });
    let mut files: Vec<_> = verbatim.collect();
    for (name, sheet) in &sources.sheets {
        files.push(if (*name, form) == (SheetName::People, PeopleForm::Book) {
            ExportFile {
                path: BOOK.to_owned(),
                bytes: people_book::write(sources)?,
            }
        } else {
            ExportFile {
                path: sources::file_name(*name),
                bytes: sources::csv_file(sheet),
            }
        });
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Writes the folder that says `sources` to `dir`, and answers the names of the files. `known` is
/// what was last read from a folder of this office or written to one: a folder that says just that
/// may be brought up to date. Files of an office that `sources` has not are taken away; all others
/// stay.
///
/// # Errors
///
/// There is something else in `dir` and it is to be kept, or a file cannot be written; nothing was
/// written then.
pub fn write(
    sources: &Sources,
    dir: &Path,
    form: PeopleForm,
    known: Option<&Sources>,
    foreign: Foreign,
) -> Result<Vec<String>, AppError> {
    let files = files(sources, form)?;
    let there = files_there(dir)?;
    if foreign == Foreign::Keep && !there.is_empty() {
        let said = Directory::open(dir)
            .ok()
            .and_then(|it| sources::read(&it).ok());
        if said.is_none() || said.as_ref() != known && said.as_ref() != Some(sources) {
            let path = dir.to_owned();
            return Err(AppError::ForeignFolder { path });
        }
    }
    write_files(dir, &files).map_err(AppError::Export)?;
    let names: Vec<_> = files.into_iter().map(|it| it.path).collect();
    let stale: Vec<_> = there.into_iter().filter(|it| !names.contains(it)).collect();
    remove_files(dir, &stale).map_err(AppError::Export)?;
    Ok(names)
}

/// The files of an office in `dir`.
fn files_there(dir: &Path) -> Result<Vec<String>, AppError> {
    let unreadable = |cause| AppError::Unreadable {
        path: dir.to_owned(),
        cause,
    };
    if !dir.exists() {
        return Ok(Vec::new());
    }
    fs::read_dir(dir).map_err(unreadable)?;
    let folder = Directory::open(dir).map_err(|it| AppError::Input(vec![it]))?;
    let names = |name: &str| folder.names(name).map_err(|it| AppError::Input(vec![it]));
    let mut there = BTreeSet::new();
    for name in names("")? {
        let inside = if dir.join(&name).is_dir() {
            names(&name)?
                .into_iter()
                .map(|it| format!("{name}/{it}"))
                .collect()
        } else {
            vec![name]
        };
        there.extend(
            inside
                .into_iter()
                .filter(|it| it == BOOK || sources::is_source(it)),
        );
    }
    Ok(there.into_iter().collect())
}

/// What writing a folder did.
#[derive(Clone, Debug)]
pub struct FolderWritten {
    /// The names of the files.
    pub files: Vec<String>,
    /// Whether somebody typed them, or they were inferred.
    pub provenance: Provenance,
    /// What it says.
    pub sources: Sources,
}

/// Writes the folder of the office and period that `selector` names to `dir`, and notes what it says, so
/// that a later import knows what was changed in it.
///
/// # Errors
///
/// Nothing was imported, the office is not clear; there is something else in `dir` and it is to be
/// kept; or a file or the store cannot be written.
pub fn write_out(
    office: &mut Office,
    selector: Selector<'_>,
    dir: &Path,
    form: PeopleForm,
    foreign: Foreign,
) -> Result<FolderWritten, AppError> {
    let store = office.reading(Action::Import)?;
    let (id, period) = selector::period(store, selector)?;
    let version = store.version(&id)?;
    let Known {
        sources,
        provenance,
    } = typed::known(store, &id, period.id())?;
    let last = store.folder(&id, period.id())?;
    let files = write(&sources, dir, form, last.as_ref(), foreign)?;
    match provenance {
        // Of files that nobody typed it cannot be told later what was changed in them.
        Provenance::Inferred { .. } => {}
        Provenance::Typed => {
            let (store, mark) = office.writing(Action::Import, "")?;
            store.note_folder(&id, period.id(), &sources, version, &mark)?;
        }
    }
    Ok(FolderWritten {
        files,
        provenance,
        sources,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::input::files::OFFICE;
    use crate::input::folder;

    use super::*;

    fn sample(name: &str) -> Sources {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("data")
            .join(name);
        sources::read(&Directory::open(&path).unwrap()).unwrap()
    }

    fn read(dir: &Path) -> Sources {
        sources::read(&Directory::open(dir).unwrap()).unwrap()
    }

    #[test]
    fn out_and_in_is_no_difference_in_either_form() {
        for name in ["langson-2018", "binhngo-2026"] {
            let sources = sample(name);
            for form in [PeopleForm::Book, PeopleForm::List] {
                let dir = tempfile::tempdir().unwrap();
                let folder = dir.path().join("a/b");
                let names = write(&sources, &folder, form, None, Foreign::Keep).unwrap();
                assert!(names.contains(&OFFICE.to_owned()));
                assert_eq!(read(&folder), sources, "{name} {form:?}");
                let written = Directory::open(&folder).unwrap();
                let facts = folder::read(&written).unwrap();
                assert_eq!(
                    facts.warnings.len(),
                    folder::read(&sources).unwrap().warnings.len()
                );
                assert_eq!(
                    facts.problem.facts(),
                    folder::read(&sources).unwrap().problem.facts()
                );
            }
        }
    }

    #[test]
    fn the_workbook_has_the_notes_and_lists_of_a_new_one() {
        let sources = sample("langson-2018");
        let book = people_book::write(&sources).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            let mut file = archive.by_name(name).unwrap();
            std::io::Read::read_to_string(&mut file, &mut text).unwrap();
            text
        };
        let (people, notes) = (part("xl/worksheets/sheet1.xml"), part("xl/comments1.xml"));
        assert!(
            people.contains("lãnh đạo,trưởng phòng,nhân viên"),
            "{people}"
        );
        assert!(
            people.contains("'danh mục'!$A$3:$A$201"),
            "units are listed"
        );
        let n_notes = notes.matches("<comment ").count();
        assert_eq!(
            n_notes,
            sources.sheets[&SheetName::People].head.columns.len()
        );
    }

    #[test]
    fn odd_cells_stand_in_a_workbook_as_typed() {
        let mut folder: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        folder.insert(OFFICE.to_owned(), b"[office]\nid = 'x'\n".to_vec());
        let people = "Danh sách,,\nMã,STT,Tỷ lệ làm việc,,Họ và tên\nan,01,100,x,'=1+1\n\
                      binh,1.0,050,,\"'=2\n+84\"\nchi,,50%,,'+84 _x0041_\n";
        folder.insert("people.csv".to_owned(), people.into());
        let sources = sources::read(&folder).unwrap();
        for form in [PeopleForm::Book, PeopleForm::List] {
            let dir = tempfile::tempdir().unwrap();
            write(&sources, dir.path(), form, None, Foreign::Keep).unwrap();
            assert_eq!(read(dir.path()), sources, "{form:?}");
        }
    }

    #[test]
    fn only_a_folder_that_says_what_is_known_is_replaced() {
        let (old, new) = (sample("langson-2018"), sample("binhngo-2026"));
        let dir = tempfile::tempdir().unwrap();
        let write =
            |sources, known, foreign| write(sources, dir.path(), PeopleForm::List, known, foreign);
        fs::write(dir.path().join("ghi-chu.docx"), "x").unwrap();
        write(&old, None, Foreign::Keep).unwrap();
        let before = read(dir.path());
        let refused = write(&new, None, Foreign::Keep);
        assert!(matches!(refused, Err(AppError::ForeignFolder { .. })));
        let refused = write(&new, Some(&new), Foreign::Keep);
        assert!(matches!(refused, Err(AppError::ForeignFolder { .. })));
        assert_eq!(read(dir.path()), before);
        write(&old, None, Foreign::Keep).unwrap();
        write(&new, Some(&old), Foreign::Keep).unwrap();
        assert_eq!(
            read(dir.path()),
            new,
            "pins and leave of the old one are gone"
        );
        fs::write(dir.path().join("people.csv"), "damaged").unwrap();
        assert!(write(&new, Some(&new), Foreign::Keep).is_err());
        write(&old, Some(&new), Foreign::Replace).unwrap();
        assert_eq!(read(dir.path()), old);
        assert!(dir.path().join("ghi-chu.docx").exists());
    }
}
