use crate::export::blocks::{Block, Cell, Keep, Lines, Row, Table, mm};

use super::*;

/// Pages of `blocks`; no line may stand outside the margins, none may be lost, and only heads
/// of tables are drawn again.
#[track_caller]
fn check(blocks: Vec<Block>) -> Flow {
    let orientation = Orientation::Landscape;
    let papers = Papers {
        title: String::new(),
        author: String::new(),
        language: "vi",
        sections: vec![Section {
            orientation,
            blocks,
        }],
    };
    let flow = flow(&papers, &mut Typesetter::default());
    let bottom = points(orientation.page().1 - BOTTOM);
    let mut drawn: Vec<Vec<usize>> = (flow.paras.iter())
        .map(|it| vec![0; it.layout.len()])
        .collect();
    for page in &flow.pages {
        for op in &page.ops {
            if let Op::Text {
                para, lines, y, x, ..
            } = op
            {
                let heights = lines.clone().filter_map(|it| {
                    let line = flow.paras[*para].layout.get(it)?;
                    Some(line.metrics().line_height)
                });
                assert!(y + heights.sum::<f32>() <= bottom + 0.1, "{y} {lines:?}");
                assert!(points(LEFT) <= *x, "{x}");
                for line in lines.clone() {
                    drawn[*para][line] += 1;
                }
            }
        }
    }
    for (para, lines) in flow.paras.iter().zip(&drawn) {
        let is_head = para.text == "head";
        let is_right = |times: &usize| *times == 1 || is_head && 1 < *times;
        assert!(lines.iter().all(is_right), "{:?}: {lines:?}", para.text);
    }
    flow
}

fn para(text: &str) -> Para {
    Para::new(text, 24, Style::Regular)
}

fn table(rows: Vec<Row>) -> Block {
    let head = Cell {
        shade: crate::export::blocks::Shade::Head,
        ..Cell::new(vec![para("head")])
    };
    Block::Table(Table {
        widths: vec![mm(50), mm(60)],
        head: Some(Row::new(vec![head.clone(), head])),
        rows,
        lines: Lines::All,
    })
}

fn row(lines: usize) -> Row {
    let text = "chữ ".repeat(lines * 12);
    Row::new(vec![
        Cell::new(vec![para("a"), para(&text)]),
        Cell::new(vec![para("b")]),
    ])
}

#[test]
fn rows_are_whole_and_heads_repeated() {
    let rows: Vec<Row> = (0..60).map(|it| row(1 + it % 5)).collect();
    let flow = check(vec![Block::Para(para("above")), table(rows)]);
    assert!(3 < flow.pages.len());
    for page in &flow.pages {
        let is_head =
            |op: &&Op| matches!(op, Op::Text { para, .. } if flow.paras[*para].text == "head");
        assert_eq!(page.ops.iter().filter(is_head).count(), 2);
    }
}

#[test]
fn a_row_higher_than_a_page_goes_on_and_loses_nothing() {
    let flow = check(vec![table(vec![row(2), row(150), row(2)])]);
    assert!(3 <= flow.pages.len());
}

#[test]
fn what_must_stand_together_does() {
    let heading = Row {
        keep: Keep::WithNext,
        ..row(1)
    };
    for n_above in 0..30 {
        let mut blocks = vec![Block::Para(para("x")); n_above];
        let together = ["một", "hai", "ba"].map(|it| Block::Para(para(it)));
        blocks.push(Block::Together(together.to_vec()));
        blocks.push(table(vec![heading.clone(), row(3)]));
        let flow = check(blocks);
        let page_of = |text: &str| {
            flow.pages.iter().position(|page| {
                page.ops
                    .iter()
                    .any(|op| matches!(op, Op::Text { para, .. } if flow.paras[*para].text == text))
            })
        };
        assert_eq!(page_of("một"), page_of("ba"), "{n_above}");
    }
}

#[test]
fn a_heading_stands_above_what_it_heads() {
    for n_above in 0..40 {
        for n_lines in [1, 3, 8] {
            let heading = Para {
                role: Role::Heading,
                ..para("heading")
            };
            let mut blocks = vec![Block::Para(para("x")); n_above];
            blocks.push(Block::Para(heading));
            blocks.push(Block::Para(para(&"chữ ".repeat(n_lines * 28))));
            let flow = check(blocks);
            let is_last = |page: &Page| {
                let last = page.ops.iter().rev().find_map(|op| match op {
                    Op::Text { para, .. } => Some(*para),
                    Op::Line { .. } | Op::Box { .. } => None,
                });
                last.is_some_and(|it| flow.paras[it].text == "heading")
            };
            assert!(!flow.pages.iter().any(is_last), "{n_above} {n_lines}");
        }
    }
}

#[test]
fn no_line_of_a_paragraph_stands_alone() {
    for n_above in 0..40 {
        let mut blocks = vec![Block::Para(para("x")); n_above];
        blocks.push(Block::Para(para(&"chữ ".repeat(150))));
        let flow = check(blocks);
        for op in flow.pages.iter().flat_map(|it| &it.ops) {
            if let Op::Text { para, lines, .. } = op
                && 3 < flow.paras[*para].layout.len()
            {
                assert!(2 <= lines.len(), "{n_above}: {lines:?}");
            }
        }
    }
}
