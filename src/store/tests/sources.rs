//! What was typed, each version of it.

use super::*;
use crate::domain::sources::{Column, Sheet, SheetHead, SheetName, SheetRow, Sources};
use crate::store::sources::Typed;

fn typed(office: &str, people: &[(&str, &str)]) -> Sources {
    let column = |key: &str| Column {
        key: key.to_owned(),
        heading: key.to_uppercase(),
    };
    let row = |(id, phone): &(&str, &str)| SheetRow {
        id: (*id).to_owned(),
        cells: [("id", *id), ("phone", *phone)]
            .map(|(key, text)| (key.to_owned(), text.to_owned()))
            .into(),
    };
    let head = SheetHead {
        above: vec![vec!["Danh sách".to_owned()]],
        columns: vec![column("id"), column("phone")],
    };
    let rows = people.iter().map(row).collect();
    let mut sources = Sources::default();
    sources
        .files
        .insert("office.toml".to_owned(), office.as_bytes().to_vec());
    sources
        .files
        .insert("leave/an.ics".to_owned(), vec![0, 255]);
    sources
        .sheets
        .insert(SheetName::People, Sheet { head, rows });
    sources
}

#[track_caller]
fn import(store: &mut Store, sources: &Sources, folder: Option<&Sources>) {
    let version = store.version("so").unwrap();
    let typed = Typed { sources, folder };
    store
        .import_typed(&data(|_| {}), typed, version, &mark(1))
        .unwrap();
    assert_eq!(
        store.sources("so", "tet-2018").unwrap().as_ref(),
        Some(sources)
    );
    assert_sound(store);
}

#[test]
fn what_was_typed_comes_back_and_so_does_what_the_folder_said() {
    let (_folder, mut store) = fresh();
    assert_eq!(store.sources("so", "tet-2018").unwrap(), None);
    assert_eq!(store.folder("so", "tet-2018").unwrap(), None);
    let first = typed("a", &[("an", "1"), ("binh", "2")]);
    import(&mut store, &first, Some(&first));
    assert_eq!(store.folder("so", "tet-2018").unwrap(), Some(first.clone()));
    let n_entries = store.log().unwrap().len();
    import(&mut store, &first, Some(&first));
    assert_eq!(
        store.log().unwrap().len(),
        n_entries,
        "the same again is nothing"
    );
    // A save in between: the folder says what it did.
    let second = typed("b", &[("binh", "2"), ("chi", "3")]);
    import(&mut store, &second, None);
    assert_eq!(store.folder("so", "tet-2018").unwrap(), Some(first.clone()));
    // A folder that says something else than what became of it.
    let third = typed("a", &[("an", "9")]);
    import(&mut store, &second, Some(&third));
    assert_eq!(store.folder("so", "tet-2018").unwrap(), Some(third));
    let version = store.version("so").unwrap();
    store
        .note_folder("so", "tet-2018", &second, version, &mark(2))
        .unwrap();
    assert_eq!(
        store.folder("so", "tet-2018").unwrap(),
        Some(second.clone())
    );
    let stale = store.note_folder("so", "tet-2018", &first, version - 1, &mark(2));
    assert!(matches!(stale, Err(StoreError::OfficeChanged { .. })));
    let other = typed("c", &[]);
    import(&mut store, &other, Some(&other));
    assert_eq!(store.folder("so", "tet-2018").unwrap(), Some(other));
    assert_eq!(store.sources("so", "tet-2019").unwrap(), None);
    assert_sound(&store);
}

#[test]
fn nothing_typed_is_changed_or_deleted() {
    let (_folder, mut store) = fresh();
    let first = typed("a", &[("an", "1")]);
    import(&mut store, &first, Some(&first));
    store
        .note_folder(
            "so",
            "tet-2018",
            &typed("b", &[]),
            store.version("so").unwrap(),
            &mark(2),
        )
        .unwrap();
    for sql in [
        "UPDATE source SET body = NULL",
        "DELETE FROM source",
        "UPDATE folder SET import = 1",
        "DELETE FROM folder",
        "UPDATE folder_source SET body = NULL",
        "DELETE FROM folder_source",
    ] {
        assert!(store.connection.execute_batch(sql).is_err(), "{sql}");
    }
}

#[test]
fn doctor_sees_what_was_typed_behind_its_back() {
    let tampered = |edit: &str| -> Vec<Flaw> {
        let (_folder, mut store) = fresh();
        let first = typed("a", &[("an", "1")]);
        import(&mut store, &first, Some(&first));
        let version = store.version("so").unwrap();
        store
            .note_folder("so", "tet-2018", &typed("b", &[]), version, &mark(2))
            .unwrap();
        let drops = ["source", "folder", "folder_source"].map(|table| {
            format!("DROP TRIGGER {table}_is_never_changed; DROP TRIGGER {table}_is_never_deleted;")
        });
        let sql = format!("PRAGMA foreign_keys = OFF; {} {edit}", drops.concat());
        store.connection.execute_batch(&sql).unwrap();
        store.doctor().unwrap().1
    };
    assert_eq!(tampered(""), []);
    let import = Flaw::Unlogged {
        table: "import",
        id: 1,
    };
    let folder = |id| Flaw::Unlogged {
        table: "folder",
        id,
    };
    for (edit, flaw) in [
        (
            "UPDATE source SET body = x'00' WHERE file = 'office.toml'",
            import.clone(),
        ),
        (
            "UPDATE source SET place = 9 WHERE id = '=an'",
            import.clone(),
        ),
        ("DELETE FROM source WHERE file = 'leave/an.ics'", import),
        (
            "UPDATE folder_source SET body = x'00' WHERE file = 'office.toml'",
            folder(2),
        ),
        (
            "DELETE FROM folder_source; DELETE FROM folder WHERE id = 2",
            folder(2),
        ),
        (
            "UPDATE source SET body = x'00' WHERE id = '=an'",
            Flaw::Unreadable {
                table: "source",
                id: "people =an".to_owned(),
            },
        ),
    ] {
        assert!(
            tampered(edit).contains(&flaw),
            "{edit}: {:?}",
            tampered(edit)
        );
    }
}
