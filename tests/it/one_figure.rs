//! How far apart the loads of each group are: the same figures wherever they are told.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::support::tructet;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/langson-2018");

/// How many people of a group count, and the least, the most and the spread of their loads.
type Figures = BTreeMap<String, [i64; 4]>;

/// `12`, `1.234` or `11–14` as numbers.
fn numbers(cell: &str) -> Vec<i64> {
    let parts = cell.split('–').map(|it| it.trim().replace('.', ""));
    parts.map(|it| it.parse().unwrap()).collect()
}

/// Figures from rows of group, people, before, after and spread.
fn of_rows<'a>(rows: impl Iterator<Item = Vec<&'a str>>) -> Figures {
    rows.map(|row| {
        let after = numbers(row[3]);
        let figures = [numbers(row[1])[0], after[0], after[1], numbers(row[4])[0]];
        (row[0].to_owned(), figures)
    })
    .collect()
}

fn of_markdown(path: &Path) -> Figures {
    let text = fs::read_to_string(path).unwrap();
    let (_, table) = text.split_once("| Nhóm | Số người |").unwrap();
    let rows = table.lines().skip(2).take_while(|it| it.starts_with('|'));
    of_rows(rows.map(|it| it.split('|').skip(1).map(str::trim).collect()))
}

fn of_page(path: &Path) -> Figures {
    let text = fs::read_to_string(path).unwrap();
    let (_, table) = text.split_once("<th scope=\"col\">Nhóm</th>").unwrap();
    let (_, body) = table.split_once("<tbody>").unwrap();
    let (body, _) = body.split_once("</tbody>").unwrap();
    let rows = body.lines().filter(|it| it.starts_with("<tr>"));
    of_rows(rows.map(|row| {
        let cells = row
            .split('<')
            .map(|it| it.split_once('>').map_or("", |it| it.1));
        cells.filter(|it| !it.trim().is_empty()).collect()
    }))
}

fn of_workbook(path: &Path) -> Figures {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let sheet = book.worksheet_range("Thống kê").unwrap();
    let cells = sheet.rows().skip(1).map(|row| (&row[0], &row[1..]));
    cells
        .map_while(|(group, row)| match (group, &row[0]) {
            (Data::String(group), Data::Float(_) | Data::Int(_)) => {
                let number = |at: usize| row[at].to_string().parse().unwrap();
                Some((group.clone(), [0, 3, 4, 5].map(number)))
            }
            _ => None,
        })
        .collect()
}

/// Figures from a table at the terminal, whose columns stand at least two spaces apart.
fn of_terminal(text: &str, heading: &str) -> Vec<Vec<String>> {
    let (_, table) = text.split_once(heading).unwrap();
    (table.lines().skip(1))
        .take_while(|it| !it.is_empty() && it.starts_with([' ', '─', '═']))
        .filter(|it| it.starts_with(' '))
        .map(|row| {
            let cells = row.split("  ").map(str::trim);
            cells
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .collect()
        })
        .collect()
}

#[test]
fn the_spread_reads_the_same_in_every_form() {
    let out = tempfile::tempdir().unwrap();
    let roster = out.path().join("roster.json");
    let planned = tructet([
        Path::new("plan"),
        SAMPLE.as_ref(),
        "--out".as_ref(),
        out.path(),
    ]);
    let planned = planned.ended(0).out;
    let fairness = tructet([
        Path::new("fairness"),
        SAMPLE.as_ref(),
        "--roster".as_ref(),
        &roster,
    ]);
    let fairness = fairness.ended(0).out;

    let expected = Figures::from([
        ("Trực lãnh đạo".to_owned(), [5, 23, 36, 13]),
        ("Trực cơ quan".to_owned(), [27, 11, 14, 3]),
        ("Trực kỹ thuật".to_owned(), [14, 13, 16, 3]),
    ]);
    let plan: Figures = (of_terminal(&planned, "Ít nhất").into_iter())
        .map(|row| {
            let figures = [1, 2, 3, 4].map(|at: usize| numbers(&row[at])[0]);
            (row[0].clone(), figures)
        })
        .collect();
    assert_eq!(plan, expected, "plan: {planned}");
    let told = of_terminal(&fairness, "Điểm sau");
    let told = of_rows((told.iter()).map(|row| {
        let row: Vec<_> = row.iter().map(String::as_str).collect();
        vec![row[0], row[1], row[2], row[3], row[5]]
    }));
    assert_eq!(told, expected, "fairness: {fairness}");
    let path = |name| out.path().join(name);
    assert_eq!(of_markdown(&path("lich-truc.md")), expected, "Markdown");
    assert_eq!(of_page(&path("lich-truc.html")), expected, "HTML");
    assert_eq!(of_workbook(&path("lich-truc.xlsx")), expected, "XLSX");
}
