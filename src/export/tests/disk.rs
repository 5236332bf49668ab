//! Files onto the disk.

use std::fs;
use std::path::Path;

use crate::export::ExportFile;
use crate::export::error::{ExportError, Obstacle};
use crate::export::ics;
use crate::export::write::write_all;
use crate::text::Lang;

use super::{tiny, view_of};

fn file(path: &str, text: &str) -> ExportFile {
    ExportFile {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

/// Paths and texts under `folder`, folders with a `/` at the end.
fn listing(folder: &Path) -> Vec<(String, String)> {
    fn collect(root: &Path, folder: &Path, out: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            if path.is_dir() && !path.is_symlink() {
                out.push((name + "/", String::new()));
                collect(root, &path, out);
            } else {
                out.push((name, fs::read_to_string(&path).unwrap_or_default()));
            }
        }
    }
    let mut out = Vec::new();
    collect(folder, folder, &mut out);
    out.sort();
    out
}

#[test]
fn files_are_made_and_replaced_and_others_stay() {
    let root = tempfile::tempdir().unwrap();
    let dir = root.path().join("deep/out");
    write_all(&dir, &[file("a.md", "1"), file("ics/all.ics", "1")]).unwrap();
    fs::write(dir.join("mine.txt"), "mine").unwrap();
    write_all(&dir, &[file("a.md", "2"), file("ics/all.ics", "2")]).unwrap();
    let wanted = [
        ("a.md", "2"),
        ("ics/", ""),
        ("ics/all.ics", "2"),
        ("mine.txt", "mine"),
    ];
    assert_eq!(
        listing(&dir),
        wanted.map(|(path, text)| (path.to_owned(), text.to_owned()))
    );
}

#[test]
fn whatever_is_in_the_way_nothing_changes() {
    type Make = fn(&Path);
    let obstacles: [(&str, Make, Obstacle); 5] = [
        (
            "b.md",
            |path| fs::create_dir(path).unwrap(),
            Obstacle::Folder,
        ),
        ("ics", |path| fs::write(path, "x").unwrap(), Obstacle::Other),
        #[cfg(unix)]
        (
            "b.md",
            |path| std::os::unix::fs::symlink("a.md", path).unwrap(),
            Obstacle::Link,
        ),
        #[cfg(unix)]
        (
            "b.md",
            |path| std::os::unix::fs::symlink("nowhere", path).unwrap(),
            Obstacle::Link,
        ),
        #[cfg(unix)]
        (
            "ics",
            |path| std::os::unix::fs::symlink("/tmp", path).unwrap(),
            Obstacle::Link,
        ),
    ];
    for (name, make, expected) in obstacles {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(name);
        fs::write(root.path().join("a.md"), "old").unwrap();
        make(&path);
        let before = listing(root.path());
        let files = [
            file("a.md", "new"),
            file("b.md", "new"),
            file("ics/all.ics", "new"),
        ];
        let error = write_all(root.path(), &files).unwrap_err();
        assert!(
            matches!(&error, ExportError::InTheWay { path: at, found } if *at == path && *found == expected),
            "{error}"
        );
        assert_eq!(listing(root.path()), before);
    }
}

#[test]
fn a_folder_that_cannot_be_made_leaves_no_trace() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("out"), "a file").unwrap();
    let files = [file("a.md", "1")];
    let error = write_all(&root.path().join("out"), &files).unwrap_err();
    assert!(error.to_string().starts_with("E402"), "{error}");
    let error = write_all(&root.path().join("out/deeper"), &files).unwrap_err();
    assert!(error.to_string().starts_with("E401"), "{error}");
    let too_long = [
        file("a.md", "1"),
        file(&format!("{}.md", "x".repeat(300)), "1"),
    ];
    let error = write_all(&root.path().join("new/out"), &too_long).unwrap_err();
    assert!(error.to_string().starts_with("E401"), "{error}");
    assert_eq!(
        listing(root.path()),
        [("out".to_owned(), "a file".to_owned())]
    );
}

#[test]
fn calendars_of_those_no_longer_on_duty_go() {
    let root = tempfile::tempdir().unwrap();
    let files = ics::files(&view_of(Lang::Vi, &tiny(), None));
    write_all(root.path(), &files).unwrap();
    let calendars = root.path().join("ics");
    let ours = &files[4].bytes;
    fs::write(calendars.join("person-old.ics"), ours).unwrap();
    fs::write(calendars.join("duty-old.ics"), ours).unwrap();
    for (name, bytes) in [
        ("holidays.ics", ours.as_slice()),
        ("person-copy.ics.bak", ours),
        ("person-other.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"),
        ("person-empty.ics", b""),
    ] {
        fs::write(calendars.join(name), bytes).unwrap();
    }
    fs::create_dir(calendars.join("person-folder.ics")).unwrap();
    write_all(root.path(), &files).unwrap();
    let left: Vec<_> = (listing(&calendars).into_iter())
        .map(|(path, _)| format!("ics/{path}"))
        .filter(|path| files.iter().all(|it| it.path != *path))
        .collect();
    let kept = [
        "holidays.ics",
        "person-copy.ics.bak",
        "person-empty.ics",
        "person-folder.ics/",
        "person-other.ics",
    ];
    assert_eq!(left, kept.map(|it| format!("ics/{it}")));
}

#[cfg(unix)]
#[test]
fn files_can_be_read_as_any_others_can() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().unwrap();
    write_all(root.path(), &[file("a.md", "1")]).unwrap();
    fs::write(root.path().join("b.md"), "1").unwrap();
    let mode = |name: &str| {
        fs::metadata(root.path().join(name))
            .unwrap()
            .permissions()
            .mode()
    };
    assert_eq!(mode("a.md"), mode("b.md"));
}
