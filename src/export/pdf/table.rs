//! Tables onto pages: heads repeated, rows whole unless no page holds them.

use std::ops::Range;

use crate::export::blocks::{
    Block, CELL_SIDE, CELL_TOP, Cell, Keep, LEFT, Lines, RULE_HEIGHT, Row, Table,
};
use crate::export::typeset::points;

use super::flow::{Kind, NodeIdx, Op, Pen, UNDER_RULE, count_that_fit};

/// A line of a cell, or a rule in it, as it will stand under the one before.
struct Piece {
    para: usize,
    line: Option<usize>,
    /// From the cell's left edge.
    x: f32,
    before: f32,
    height: f32,
    width: f32,
}

/// A cell, laid.
struct LaidCell {
    x: f32,
    width: f32,
    span: usize,
    grey: Option<u8>,
    pieces: Vec<Piece>,
}

impl LaidCell {
    fn height(&self, range: Range<usize>) -> f32 {
        self.pieces[range]
            .iter()
            .map(|it| it.before + it.height)
            .sum()
    }
}

pub(super) struct LaidRow {
    cells: Vec<LaidCell>,
    top: f32,
    lines: Lines,
}

impl LaidRow {
    pub(super) fn height(&self) -> f32 {
        let heights = self.cells.iter().map(|it| it.height(0..it.pieces.len()));
        heights.fold(0.0, f32::max) + 2.0 * self.top
    }
}

impl Pen<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let node = self.flow.node(Some(self.node), Kind::Table);
        let head = table.head.as_ref().map(|it| self.lay_row(table, it));
        let body_height = self.bottom() - self.top();
        let mut is_headed = false;
        let mut body = None;
        for (nth, source) in table.rows.iter().enumerate() {
            let row = self.lay_row(table, source);
            let head_height = head.as_ref().map_or(0.0, LaidRow::height);
            let mut needed = row.height();
            if let (Keep::WithNext, Some(next)) = (source.keep, table.rows.get(nth + 1)) {
                needed += self.row_height(table, next);
            }
            if !is_headed {
                needed += head_height;
            }
            let is_tall = body_height < row.height() + head_height;
            if self.bottom() < self.y + needed && !self.is_at_top() && (!is_tall || !is_headed) {
                self.new_page();
                self.repeat(head.as_ref(), &mut is_headed, node);
            } else if !is_headed {
                self.repeat(head.as_ref(), &mut is_headed, node);
            }
            let parent = *body.get_or_insert_with(|| self.flow.node(Some(node), Kind::Body));
            let row_node = self.flow.node(Some(parent), Kind::Row);
            let nodes: Vec<NodeIdx> = (row.cells.iter())
                .map(|it| self.flow.node(Some(row_node), Kind::Cell(it.span)))
                .collect();
            self.row(&row, head.as_ref(), &nodes);
        }
    }

    /// Draws the head. Only the first time is it part of the structure.
    fn repeat(&mut self, head: Option<&LaidRow>, is_headed: &mut bool, node: NodeIdx) {
        if let Some(head) = head {
            let nodes: Vec<NodeIdx> = if *is_headed {
                Vec::new()
            } else {
                let group = self.flow.node(Some(node), Kind::Head);
                let row = self.flow.node(Some(group), Kind::Row);
                (head.cells.iter())
                    .map(|it| self.flow.node(Some(row), Kind::HeadCell(it.span)))
                    .collect()
            };
            let ranges: Vec<_> = head.cells.iter().map(|it| 0..it.pieces.len()).collect();
            self.part_of_row(head, &ranges, &nodes);
        }
        *is_headed = true;
    }

    /// Draws a row: whole, or, where no page holds it, line by line over several.
    fn row(&mut self, row: &LaidRow, head: Option<&LaidRow>, nodes: &[NodeIdx]) {
        let mut starts = vec![0; row.cells.len()];
        loop {
            let room = self.bottom() - self.y - 2.0 * row.top;
            let mut ranges: Vec<Range<usize>> = (row.cells.iter().zip(&starts))
                .map(|(cell, start)| {
                    let heights: Vec<f32> = (cell.pieces[*start..].iter())
                        .map(|it| it.before + it.height)
                        .collect();
                    *start..start + count_that_fit(&heights, room)
                })
                .collect();
            let is_stuck = ranges.iter().all(Range::is_empty)
                && (row.cells.iter().zip(&starts)).any(|(it, start)| *start < it.pieces.len());
            if is_stuck {
                // A line higher than a page, which no size of letters gives.
                for (range, cell) in ranges.iter_mut().zip(&row.cells) {
                    range.end = (range.start + 1).min(cell.pieces.len());
                }
            }
            self.part_of_row(row, &ranges, nodes);
            starts = ranges.into_iter().map(|it| it.end).collect();
            if (row.cells.iter().zip(&starts)).all(|(it, start)| *start == it.pieces.len()) {
                return;
            }
            self.new_page();
            if let Some(head) = head {
                let ranges: Vec<_> = head.cells.iter().map(|it| 0..it.pieces.len()).collect();
                self.part_of_row(head, &ranges, &[]);
            }
        }
    }

    fn part_of_row(&mut self, row: &LaidRow, ranges: &[Range<usize>], nodes: &[NodeIdx]) {
        let content = (row.cells.iter().zip(ranges))
            .map(|(cell, range)| cell.height(range.clone()))
            .fold(0.0, f32::max);
        let height = content + 2.0 * row.top;
        for (nth, (cell, range)) in row.cells.iter().zip(ranges).enumerate() {
            let left = points(LEFT) + cell.x;
            if let Some(grey) = cell.grey {
                self.draw(Op::Box {
                    x: left,
                    y: self.y,
                    width: cell.width,
                    height,
                    grey,
                });
            }
            let slack = match cell.grey {
                Some(_) => (content - cell.height(range.clone())) / 2.0,
                None => 0.0,
            };
            self.cell(
                cell,
                range.clone(),
                (left, self.y + row.top + slack),
                nodes.get(nth),
            );
        }
        if row.lines == Lines::All {
            self.frame(row, height);
        }
        self.y += height;
    }

    fn frame(&mut self, row: &LaidRow, height: f32) {
        let left = points(LEFT);
        let edges = row.cells.iter().map(|it| it.x + it.width);
        let right = edges.clone().fold(0.0, f32::max);
        let (top, bottom) = (self.y, self.y + height);
        for y in [top, bottom] {
            self.draw(Op::Line {
                from: (left, y),
                to: (left + right, y),
            });
        }
        for x in edges.chain([0.0]) {
            self.draw(Op::Line {
                from: (left + x, top),
                to: (left + x, bottom),
            });
        }
    }

    /// Lines of the same paragraph are drawn in one go.
    fn cell(
        &mut self,
        cell: &LaidCell,
        range: Range<usize>,
        (left, top): (f32, f32),
        node: Option<&NodeIdx>,
    ) {
        let mut y = top;
        for group in cell.pieces[range]
            .chunk_by(|a, b| a.para == b.para && a.line.is_some() && b.line.is_some())
        {
            let first = &group[0];
            y += first.before;
            let height: f32 = group.iter().map(|it| it.height).sum();
            match first.line {
                Some(line) => {
                    let is_empty = self.flow.paras[first.para].text.is_empty();
                    let node = node.filter(|_| !is_empty);
                    let node = node.map(|it| self.flow.node(Some(*it), Kind::Paragraph));
                    self.draw(Op::Text {
                        para: first.para,
                        lines: line..line + group.len(),
                        x: left + first.x,
                        y,
                        node,
                    });
                }
                None => self.draw(Op::Line {
                    from: (left + first.x, y + height - UNDER_RULE),
                    to: (left + first.x + first.width, y + height - UNDER_RULE),
                }),
            }
            y += height;
        }
    }

    /// Height of a row that is not drawn yet.
    pub(super) fn row_height(&mut self, table: &Table, row: &Row) -> f32 {
        let n_paras = self.flow.paras.len();
        let height = self.lay_row(table, row).height();
        self.flow.paras.truncate(n_paras);
        height
    }

    fn lay_row(&mut self, table: &Table, row: &Row) -> LaidRow {
        let mut cells = Vec::new();
        let mut column = 0;
        for cell in &row.cells {
            let end = (column + cell.span).min(table.widths.len());
            let x = table.widths[..column].iter().sum();
            let width = table.widths[column..end].iter().sum();
            cells.push(self.lay_cell(cell, points(x), points(width)));
            column = end;
        }
        let top = match table.lines {
            Lines::All => points(CELL_TOP),
            Lines::None => 0.0,
        };
        LaidRow {
            cells,
            top,
            lines: table.lines,
        }
    }

    fn lay_cell(&mut self, cell: &Cell, x: f32, width: f32) -> LaidCell {
        let side = points(CELL_SIDE);
        let inner = width - 2.0 * side;
        let mut pieces = Vec::new();
        for block in &cell.blocks {
            match block {
                Block::Para(para) => {
                    let (idx, n_lines) = self.lay(para, inner - points(para.left));
                    for line in 0..n_lines {
                        let after = if line + 1 == n_lines {
                            points(para.after)
                        } else {
                            0.0
                        };
                        pieces.push(Piece {
                            para: idx,
                            line: Some(line),
                            x: side + points(para.left),
                            before: if line == 0 { points(para.before) } else { 0.0 },
                            height: self.line_height(idx, line) + after,
                            width: inner,
                        });
                    }
                }
                Block::Rule { left, right } => pieces.push(Piece {
                    para: usize::MAX,
                    line: None,
                    x: side + points(*left),
                    before: 0.0,
                    height: points(RULE_HEIGHT),
                    width: inner - points(left + right),
                }),
                // Cells hold paragraphs and rules only.
                Block::Table(_) | Block::Together(_) | Block::Break => {}
            }
        }
        LaidCell {
            x,
            width,
            span: cell.span,
            grey: cell.shade.grey(),
            pieces,
        }
    }
}
