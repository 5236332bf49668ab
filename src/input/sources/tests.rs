use std::path::Path;

use proptest::prelude::*;

use crate::domain::sources::{Edit, Item, Sheet, SheetName, Sources};

use super::super::files::{Directory, Folder};
use super::super::folder;
use super::edits::{difference, edited};
use super::merge::merged;
use super::{csv_file, read};

const SAMPLES: [&str; 2] = ["data/langson-2018", "data/binhngo-2026"];

fn sample(name: &str) -> (Directory, Sources) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let folder = Directory::open(&path).unwrap();
    let sources = read(&folder).unwrap();
    (folder, sources)
}

fn langson() -> Sources {
    sample(SAMPLES[0]).1
}

fn office(sources: &Sources) -> String {
    String::from_utf8(sources.files["office.toml"].clone()).unwrap()
}

fn key(path: &[&str], value: Option<&str>) -> Edit {
    let path = path.iter().map(|it| (*it).to_owned()).collect();
    Edit::text(Item::Key { path }, None, value)
}

fn cell(row: &str, column: &str, text: &str) -> Edit {
    let item = Item::Cell {
        sheet: SheetName::People,
        row: row.to_owned(),
        column: column.to_owned(),
    };
    Edit::text(item, None, Some(text))
}

fn row(row: &str, is_there: bool) -> Edit {
    let item = Item::Row {
        sheet: SheetName::People,
        row: row.to_owned(),
    };
    Edit::text(item, None, is_there.then_some(""))
}

/// Lines of `new` that are not in `old`, and the other way round.
fn changed_lines(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let not_in = |a: &str, b: &str| {
        let lines = a.lines().filter(|it| b.lines().all(|other| other != *it));
        lines.map(str::to_owned).collect()
    };
    (not_in(old, new), not_in(new, old))
}

#[test]
fn samples_say_the_same_as_sources() {
    for name in SAMPLES {
        let (directory, sources) = sample(name);
        let bytes = directory.bytes("office.toml", 1 << 20).unwrap();
        assert_eq!(sources.bytes("office.toml", 1 << 20).unwrap(), bytes);
        assert_eq!(read(&sources).unwrap(), sources, "{name}");
        let (read, again) = (folder::read(&directory), folder::read(&sources));
        let (read, again) = (read.unwrap(), again.unwrap());
        assert_eq!(again.problem.facts(), read.problem.facts(), "{name}");
        assert_eq!(again.rules, read.rules);
        assert_eq!(again.carry_years, read.carry_years);
        assert_eq!(again.warnings, read.warnings);
    }
    assert_eq!(langson().names("leave").unwrap().len(), 3);
}

#[test]
fn a_value_changes_its_line_only() {
    let sources = langson();
    let old = office(&sources);
    for (edit, was, is) in [
        (
            key(
                &["duties", "technical", "shifts", "night", "need"],
                Some("2"),
            ),
            vec!["need = 1"],
            vec!["need = 2"],
        ),
        (
            key(&["office", "upland"], Some("false")),
            vec![
                "upland = true        # miền núi, biên giới: lao động nữ mang thai được miễn từ tháng thứ 6",
            ],
            vec![
                "upland = false        # miền núi, biên giới: lao động nữ mang thai được miễn từ tháng thứ 6",
            ],
        ),
        (
            key(
                &["duties", "office", "shifts", "day", "need_on", "eve"],
                Some("4"),
            ),
            vec!["need_on = { eve = 3, first_day = 3 }"],
            vec!["need_on = { eve = 4, first_day = 3 }"],
        ),
        (
            key(
                &["duties", "office", "shifts", "night", "need_on", "eve"],
                Some("3"),
            ),
            vec![],
            vec!["need_on = { eve = 3 }"],
        ),
        (
            key(&["rules", "wishes", "avoid_weight"], None),
            vec!["avoid_weight = 20"],
            vec![],
        ),
        (
            key(&["rules", "min_rest", "hours"], Some("11")),
            vec!["hours = 12"],
            vec!["hours = 11"],
        ),
        (
            key(&["window", "first"], Some("\"14/02\"")),
            vec![],
            vec!["first = \"14/02\""],
        ),
        (
            key(&["changes", "equals"], Some("\"any\"")),
            vec![],
            vec!["[changes]", "equals = \"any\""],
        ),
    ] {
        let new = office(&edited(&sources, std::slice::from_ref(&edit)));
        let (gone, come) = changed_lines(&old, &new);
        // "need = 1" and the like stand elsewhere too.
        assert!(gone.iter().all(|it| was.contains(&it.as_str())), "{gone:?}");
        let n_of = |text: &str, line: &str| text.lines().filter(|it| *it == line).count();
        for line in was {
            assert_eq!(n_of(&new, line) + 1, n_of(&old, line), "{line}");
        }
        for line in &is {
            assert_eq!(n_of(&new, line), n_of(&old, line) + 1, "{line}\n{new}");
        }
        assert!(come.iter().all(|it| is.contains(&it.as_str())), "{come:?}");
    }
}

#[test]
fn things_of_lists_come_and_go() {
    let sources = langson();
    let shift = |key_: &str, value| {
        key(
            &["duties", "leadership", "shifts", "half", key_],
            Some(value),
        )
    };
    let more = edited(
        &sources,
        &[
            key(&["units", "doi", "id"], Some("\"doi\"")),
            key(&["units", "doi", "name"], Some("\"Đội xe\"")),
            shift("id", "\"half\""),
            shift("name", "\"Nửa ngày\""),
            shift("start", "\"07:30\""),
            shift("hours", "12"),
            key(&["pairs", "ha.tt/khanh.lv/apart", "a"], Some("\"ha.tt\"")),
            key(
                &["pairs", "ha.tt/khanh.lv/apart", "b"],
                Some("\"khanh.lv\""),
            ),
            key(
                &["pairs", "ha.tt/khanh.lv/apart", "kind"],
                Some("\"apart\""),
            ),
        ],
    );
    let read = folder::read(&more).unwrap().problem.into_facts();
    assert!(read.units.iter().any(|it| it.name == "Đội xe"));
    assert_eq!(read.pairs.len(), 3);
    let half = |it: &&crate::domain::duty::Shift| it.duty == "leadership" && it.name == "Nửa ngày";
    assert_eq!(read.shifts.iter().filter(half).count(), 7);
    let (gone, _) = changed_lines(&office(&sources), &office(&more));
    assert_eq!(gone, [""; 0]);
    // And out again.
    let less = edited(&more, &difference(&more, &sources));
    assert_eq!(
        folder::read(&less).unwrap().problem.into_facts(),
        folder::read(&sources).unwrap().problem.into_facts()
    );
    let without = edited(
        &sources,
        &[key(&["pairs", "tuan.nv/huong.lt/apart", "a"], None)],
    );
    assert_eq!(
        folder::read(&without)
            .unwrap()
            .problem
            .into_facts()
            .pairs
            .len(),
        1
    );
}

#[test]
fn lists_take_another_order() {
    let sources = langson();
    let order = ["technical", "leadership", "office"];
    let edit = Edit {
        item: Item::KeyOrder {
            path: vec!["duties".to_owned()],
        },
        before: None,
        after: Some(serde_json::to_vec(&order).unwrap()),
    };
    let new = edited(&sources, &[edit]);
    let facts = folder::read(&new).unwrap().problem.into_facts();
    let ids: Vec<_> = facts.duties.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, order);
    let mut shifts = facts.shifts;
    let mut before = folder::read(&sources).unwrap().problem.into_facts().shifts;
    shifts.sort_by(|a, b| a.key.cmp(&b.key));
    before.sort_by(|a, b| a.key.cmp(&b.key));
    assert_eq!(shifts, before, "each shift stayed with its duty");
    let differences: Vec<_> = difference(&sources, &new)
        .into_iter()
        .map(|it| it.item)
        .collect();
    let path = vec!["duties".to_owned()];
    assert_eq!(differences, [Item::KeyOrder { path }]);
}

#[test]
fn cells_rows_and_columns_change() {
    let sources = langson();
    let new = edited(
        &sources,
        &[
            cell("ha.tt", "phone", "0200 000 999"),
            cell("ha.tt", "max_turns", "1"),
            row("moi.nv", true),
            cell("moi.nv", "id", "moi.nv"),
            cell("moi.nv", "name", "Nguyễn Văn Mới"),
            cell("moi.nv", "unit", "vanphong"),
            cell("moi.nv", "duties", "office"),
            row("an.hv", false),
        ],
    );
    let people = folder::read(&new).unwrap().problem.into_facts().people;
    let find = |id: &str| people.iter().find(|it| it.id == id);
    assert_eq!(find("ha.tt").unwrap().phone, "0200 000 999");
    assert_eq!(find("ha.tt").unwrap().max_turns, Some(1));
    assert_eq!(find("moi.nv").unwrap().name, "Nguyễn Văn Mới");
    assert!(find("an.hv").is_none());
    let heads = &new.sheets[&SheetName::People].head.columns;
    assert_eq!(heads.last().unwrap().heading, "Số ca tối đa");
}

#[test]
fn what_no_reader_knows_survives() {
    let mut folder: std::collections::BTreeMap<String, Vec<u8>> = Default::default();
    folder.insert(
        "office.toml".to_owned(),
        "# lời\r\n[office]\r\nid = 'x' # mã\r\n".into(),
    );
    let people = "Danh sách;;\nMã;;STT;Họ và tên;STT\nan;?;1;An;2\n;;;;x\n";
    folder.insert("people.csv".to_owned(), people.into());
    let sources = read(&folder).unwrap();
    let sheet = &sources.sheets[&SheetName::People];
    let keys: Vec<_> = sheet
        .head
        .columns
        .iter()
        .map(|it| it.key.as_str())
        .collect();
    assert_eq!(keys, ["id", "", "stt", "name", "stt#2"]);
    assert_eq!(sheet.head.above, [["Danh sách"]]);
    let csv = String::from_utf8(csv_file(sheet)).unwrap();
    let expected = "\u{feff}Danh sách,,,,\nMã,,STT,Họ và tên,STT\nan,?,1,An,2\n,,,,x\n";
    assert_eq!(csv, expected);
    let new = edited(&sources, &[key(&["office", "id"], Some("\"y\""))]);
    assert_eq!(office(&new), "# lời\r\n[office]\r\nid = \"y\" # mã\r\n");
}

#[track_caller]
fn both(mine: &[Edit], theirs: &[Edit]) -> Result<Sources, Vec<Item>> {
    let base = langson();
    let (mine, theirs) = (edited(&base, mine), edited(&base, theirs));
    let merged = merged(&base, &mine, &theirs);
    merged.map_err(|found| found.into_iter().map(|it| it.item).collect())
}

#[test]
fn each_keeps_what_only_they_changed() {
    let need = |value| {
        key(
            &["duties", "office", "shifts", "night", "need"],
            Some(value),
        )
    };
    let mine = [need("3"), cell("ha.tt", "phone", "1"), row("an.hv", false)];
    let theirs = [
        key(&["office", "hotline"], Some("\"113\"")),
        cell("ha.tt", "title", "Giám đốc"),
        cell("thuy.ht", "phone", "2"),
    ];
    let merged = both(&mine, &theirs).unwrap();
    let all: Vec<_> = mine.iter().chain(&theirs).cloned().collect();
    assert_eq!(merged, edited(&langson(), &all));
    // The same change by both is no conflict.
    assert_eq!(both(&mine, &mine).unwrap(), edited(&langson(), &mine));
    let more = [need("3"), cell("thuy.ht", "phone", "2")];
    assert!(both(&mine, &more).is_ok());
}

#[test]
fn what_both_changed_differently_is_a_conflict() {
    let need = |value| {
        key(
            &["duties", "office", "shifts", "night", "need"],
            Some(value),
        )
    };
    let items = |found: Result<Sources, Vec<Item>>| found.unwrap_err();
    assert_eq!(items(both(&[need("3")], &[need("4")])), [need("3").item]);
    let phone = |text| cell("ha.tt", "phone", text);
    assert_eq!(items(both(&[phone("1")], &[phone("2")])), [phone("").item]);
    // Somebody taken out by one and changed by the other.
    assert_eq!(
        items(both(&[row("ha.tt", false)], &[phone("2")])),
        [phone("").item]
    );
    assert_eq!(
        items(both(&[phone("2")], &[row("ha.tt", false)])),
        [phone("").item]
    );
    let max = cell("ha.tt", "max_turns", "1");
    let found = items(both(&[row("ha.tt", false)], std::slice::from_ref(&max)));
    assert!(
        found.contains(&max.item),
        "a cell that was empty: {found:?}"
    );
    // A duty taken out by one, with a key new in it by the other.
    let gone = key(&["duties", "technical", "id"], None);
    let senior = key(
        &["duties", "technical", "shifts", "day", "night"],
        Some("true"),
    );
    assert_eq!(
        items(both(&[gone], std::slice::from_ref(&senior))),
        [senior.item]
    );
}

#[test]
fn comments_of_both_survive_or_are_a_conflict() {
    let base = langson();
    let commented = |comment: &str, hours: &str| {
        let mut sources = base.clone();
        let text = format!("# {comment}\n{}", office(&base)).replace("hours = 12", hours);
        sources.files.insert("office.toml".to_owned(), text.into());
        sources
    };
    let hotline = key(&["office", "hotline"], Some("\"113\""));
    let keyed = edited(&base, std::slice::from_ref(&hotline));
    let noted = commented("ghi chú", "hours = 11");
    for (mine, theirs) in [(&noted, &keyed), (&keyed, &noted)] {
        let text = office(&merged(&base, mine, theirs).unwrap());
        assert_eq!(
            text,
            office(&edited(&noted, std::slice::from_ref(&hotline)))
        );
    }
    let other = commented("khác", "hours = 12");
    let found = merged(&base, &noted, &other).unwrap_err();
    assert_eq!(found[0].item, Item::Layout {});
    assert_eq!(
        found[0].was.as_deref(),
        base.files.get("office.toml").map(Vec::as_slice)
    );
}

/// Cells as people type them, and as they should not.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("an".to_owned()),
        "[a-cĐỗ=+@'\";,|\n\t -]{0,6}".prop_map(|it| it.trim().to_owned()),
    ]
}

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let heading = prop_oneof![
        Just("Mã".to_owned()),
        Just("name".to_owned()),
        Just("Điện thoại".to_owned()),
        Just("Năm".to_owned()),
        typed(),
    ];
    let heads = prop::collection::vec(heading, 1..6);
    let rows = prop::collection::vec(prop::collection::vec(typed(), 1..7), 0..5);
    let above = prop::collection::vec(prop::collection::vec(typed(), 1..3), 0..2);
    (above, heads, rows).prop_map(|(above, heads, rows)| {
        let all = above.into_iter().chain([heads]).chain(rows);
        all.collect()
    })
}

fn sheet_of(name: SheetName, rows: Vec<Vec<String>>) -> Sheet {
    let place = super::super::error::Place::file("x.csv");
    let rows = (1..).zip(rows).collect();
    super::sheet::of(name, super::super::table::Table { place, rows })
}

fn any_sources() -> impl Strategy<Value = Sources> {
    let sheet = |name| {
        prop::option::of(table()).prop_map(move |it| it.map(|it| (name, sheet_of(name, it))))
    };
    let people = table().prop_map(|it| Some((SheetName::People, sheet_of(SheetName::People, it))));
    let sheets = (people, sheet(SheetName::History), sheet(SheetName::Pins));
    (any_office(), sheets, prop::option::of("[a-b]{0,3}")).prop_map(|(office, sheets, leave)| {
        let mut sources = Sources::default();
        sources
            .files
            .insert("office.toml".to_owned(), office.into_bytes());
        if let Some(leave) = leave {
            sources
                .files
                .insert("leave/a.ics".to_owned(), leave.into_bytes());
        }
        sources
            .sheets
            .extend([sheets.0, sheets.1, sheets.2].into_iter().flatten());
        sources
    })
}

/// Texts of the shape of `office.toml`, with comments.
fn any_office() -> impl Strategy<Value = String> {
    let named = |list: &'static str| {
        prop::collection::btree_map("[a-d]", 0_u8..4, 0..4).prop_map(move |it| {
            let text = |(id, n): (String, u8)| {
                format!("[[{list}]] # {n}\nid = \"{id}\"\nname = \"{id}{n}\"\n\n")
            };
            it.into_iter().map(text).collect::<String>()
        })
    };
    let shift = (any::<bool>(), 0_u8..4, prop::option::of(0_u8..3));
    let shifts = prop::collection::btree_map("[a-c]", shift, 0..3);
    let duties = prop::collection::vec((shifts, any::<bool>()), 0..3).prop_map(|duties| {
        let mut text = String::new();
        for (id, (shifts, is_senior)) in ["x", "y", "z"].into_iter().zip(duties) {
            text += &format!("[[duties]]\nid = \"{id}\"\nsenior = {is_senior}\n");
            for (id, (is_noted, need, on_eve)) in shifts {
                let note = if is_noted { " # ghi chú" } else { "" };
                text += &format!("[[duties.shifts]]\nid = \"{id}\"{note}\nneed = {need}\n");
                if let Some(n) = on_eve {
                    text += &format!("need_on = {{ eve = {n} }}{note}\n");
                }
            }
        }
        text
    });
    let rules = prop::collection::btree_map("[a-c]", 0_u8..3, 0..3).prop_map(|it| {
        let text = |(name, n)| format!("[rules.{name}]\nweight = {n}\n");
        it.into_iter().map(text).collect::<String>()
    });
    (
        0_u8..3,
        named("units"),
        duties,
        named("skills"),
        rules,
        any::<bool>(),
    )
        .prop_map(|(n, units, duties, skills, rules, is_swapped)| {
            let head = format!("# đầu\n[office]\nid = \"o\"\nyear = {n}  # năm\n\n");
            if is_swapped {
                format!("{head}{skills}{duties}{rules}{units}")
            } else {
                format!("{head}{units}{skills}{rules}{duties}# cuối\n")
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn out_and_in_is_no_difference(sources in any_sources()) {
        prop_assert_eq!(read(&sources).unwrap(), sources);
    }

    #[test]
    fn the_difference_leads_from_one_to_the_other(a in any_sources(), b in any_sources()) {
        let edits = difference(&a, &b);
        prop_assert_eq!(&edited(&a, &edits), &b, "{:#?}", edits);
        prop_assert_eq!(difference(&a, &a), []);
    }

    #[test]
    fn an_edit_out_and_in_is_no_difference(a in any_sources(), b in any_sources()) {
        // Some of the way from one to another.
        let edits = difference(&a, &b);
        let some: Vec<_> = edits.into_iter().filter(|it| it.item != Item::Layout {}).step_by(2).collect();
        let new = edited(&a, &some);
        prop_assert_eq!(read(&new).unwrap(), new);
    }

    #[test]
    fn who_changed_nothing_is_in_nobodys_way(base in any_sources(), other in any_sources()) {
        prop_assert_eq!(merged(&base, &other, &base).unwrap(), other.clone());
        prop_assert_eq!(merged(&base, &base, &other).unwrap(), other.clone());
        prop_assert_eq!(merged(&base, &other, &other).unwrap(), other);
    }

    #[test]
    fn what_is_merged_has_all_that_each_changed(
        base in any_sources(),
        mine in any_sources(),
        theirs in any_sources(),
    ) {
        if let Ok(merged) = merged(&base, &mine, &theirs) {
            let now = difference(&base, &merged);
            for edit in difference(&base, &mine).iter().chain(&difference(&base, &theirs)) {
                if matches!(edit.item, Item::Key { .. } | Item::Cell { .. } | Item::File { .. } | Item::Row { .. }) {
                    let found = now.iter().find(|it| it.item == edit.item);
                    prop_assert_eq!(found.and_then(|it| it.after.clone()), edit.after.clone(), "{:?}", edit.item);
                }
            }
        }
    }
}
