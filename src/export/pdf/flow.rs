//! Blocks onto pages: where each line of text and each rule stands, and what it belongs to.

use std::ops::Range;

use crate::export::document::{
    BOTTOM, Block, CELL_SIDE, CELL_TOP, Cell, Keep, LEFT, Lines, NUMBER_SIZE, NUMBER_TOP,
    Orientation, Papers, Para, RULE_HEIGHT, Role, Row, Section, Style, TOP, Table,
};
use crate::export::typeset::{Laid, Typesetter, points};

/// What a node of the structure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Section,
    Title,
    Heading,
    Paragraph,
    Table,
    Head,
    Body,
    Row,
    HeadCell(usize),
    Cell(usize),
}

/// A node of the structure: what it is, and the nodes in it.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) children: Vec<NodeIdx>,
}

pub(super) type NodeIdx = usize;

/// Something drawn; measures are points from the upper left corner.
pub(super) enum Op {
    /// Lines of a paragraph; `x`, `y` is where the first of them begins. `None` belongs to no
    /// node: page numbers, headings repeated.
    Text {
        para: usize,
        lines: Range<usize>,
        x: f32,
        y: f32,
        node: Option<NodeIdx>,
    },
    /// A line.
    Line { from: (f32, f32), to: (f32, f32) },
    /// A grey box.
    Box {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        grey: u8,
    },
}

/// A page.
pub(super) struct Page {
    pub(super) size: (f32, f32),
    pub(super) ops: Vec<Op>,
    /// Number within its section, from 1.
    pub(super) number: usize,
}

/// All of it.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) paras: Vec<Laid>,
    pub(super) nodes: Vec<Node>,
    pub(super) pages: Vec<Page>,
    /// Nodes of the sections.
    pub(super) sections: Vec<NodeIdx>,
}

/// Least room under a heading for it to stay on a page.
const ROOM_UNDER_HEADING: f32 = 40.0;
/// From a rule down to what follows.
const UNDER_RULE: f32 = 0.5;

pub(super) fn flow(papers: &Papers, typesetter: &mut Typesetter) -> Flow {
    let mut flow = Flow::default();
    for section in &papers.sections {
        let node = flow.node(None, Kind::Section);
        flow.sections.push(node);
        let mut pen = Pen {
            flow: &mut flow,
            typesetter,
            orientation: section.orientation,
            y: 0.0,
            node,
            number: 0,
        };
        pen.section(section);
    }
    flow
}

/// Height of `blocks` under each other, in points.
pub(super) fn height(
    blocks: &[Block],
    orientation: Orientation,
    typesetter: &mut Typesetter,
) -> f32 {
    let mut pen = Pen {
        flow: &mut Flow::default(),
        typesetter,
        orientation,
        y: 0.0,
        node: 0,
        number: 0,
    };
    blocks.iter().map(|it| pen.height(it)).sum()
}

impl Flow {
    fn node(&mut self, parent: Option<NodeIdx>, kind: Kind) -> NodeIdx {
        let idx = self.nodes.len();
        let children = Vec::new();
        self.nodes.push(Node { kind, children });
        if let Some(parent) = parent {
            self.nodes[parent].children.push(idx);
        }
        idx
    }
}

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

struct LaidRow {
    cells: Vec<LaidCell>,
    top: f32,
    lines: Lines,
}

impl LaidRow {
    fn height(&self) -> f32 {
        let heights = self.cells.iter().map(|it| it.height(0..it.pieces.len()));
        heights.fold(0.0, f32::max) + 2.0 * self.top
    }
}

/// Writes down the pages of a section.
struct Pen<'a> {
    flow: &'a mut Flow,
    typesetter: &'a mut Typesetter,
    orientation: Orientation,
    y: f32,
    node: NodeIdx,
    number: usize,
}

impl Pen<'_> {
    fn section(&mut self, section: &Section) {
        self.new_page();
        for block in &section.blocks {
            self.block(block);
        }
    }

    fn top(&self) -> f32 {
        points(TOP)
    }

    fn bottom(&self) -> f32 {
        points(self.orientation.page().1 - BOTTOM)
    }

    fn width(&self) -> f32 {
        points(self.orientation.width())
    }

    fn is_at_top(&self) -> bool {
        self.y <= self.top()
    }

    fn draw(&mut self, op: Op) {
        if let Some(page) = self.flow.pages.last_mut() {
            page.ops.push(op);
        }
    }

    fn new_page(&mut self) {
        let (width, height) = self.orientation.page();
        self.number += 1;
        self.flow.pages.push(Page {
            size: (points(width), points(height)),
            ops: Vec::new(),
            number: self.number,
        });
        self.y = self.top();
        if 1 < self.number {
            let number = self.number.to_string();
            let number = Para::new(&number, NUMBER_SIZE, Style::Regular).centered();
            let (para, n_lines) = self.lay(&number, self.width());
            self.draw(Op::Text {
                para,
                lines: 0..n_lines,
                x: points(LEFT),
                y: points(NUMBER_TOP),
                node: None,
            });
        }
    }

    fn lay(&mut self, para: &Para, width: f32) -> (usize, usize) {
        let laid = self.typesetter.lay(para, Some(width));
        let n_lines = laid.layout.len();
        self.flow.paras.push(laid);
        (self.flow.paras.len() - 1, n_lines)
    }

    fn line_height(&self, para: usize, line: usize) -> f32 {
        let line = self.flow.paras[para].layout.get(line);
        line.map_or(0.0, |it| it.metrics().line_height)
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Para(para) => self.para(para),
            Block::Rule { left, right } => {
                let x = points(LEFT + left);
                let end = points(LEFT - right) + self.width();
                let y = self.y + points(RULE_HEIGHT) - UNDER_RULE;
                self.draw(Op::Line {
                    from: (x, y),
                    to: (end, y),
                });
                self.y += points(RULE_HEIGHT);
            }
            Block::Table(table) => self.table(table),
            Block::Break => {
                if !self.is_at_top() {
                    self.new_page();
                }
            }
            Block::Together(blocks) => {
                let height: f32 = blocks.iter().map(|it| self.height(it)).sum();
                let is_short = height <= self.bottom() - self.top();
                if is_short && self.bottom() < self.y + height {
                    self.new_page();
                }
                for block in blocks {
                    self.block(block);
                }
            }
        }
    }

    /// Height of a block that is not split.
    fn height(&mut self, block: &Block) -> f32 {
        let n_paras = self.flow.paras.len();
        let height = match block {
            Block::Para(para) => {
                let width = self.width() - points(para.left);
                let laid = self.typesetter.lay(para, Some(width));
                laid.layout.height() + points(para.before + para.after)
            }
            Block::Rule { .. } => points(RULE_HEIGHT),
            Block::Break => 0.0,
            Block::Table(table) => {
                let rows = table.head.iter().chain(&table.rows);
                rows.map(|it| self.lay_row(table, it).height()).sum()
            }
            Block::Together(blocks) => blocks.iter().map(|it| self.height(it)).sum(),
        };
        self.flow.paras.truncate(n_paras);
        height
    }

    fn para(&mut self, para: &Para) {
        let width = self.width() - points(para.left);
        let (idx, n_lines) = self.lay(para, width);
        let kind = match para.role {
            Role::Text => Kind::Paragraph,
            Role::Title => Kind::Title,
            Role::Heading => Kind::Heading,
        };
        let is_empty = self.flow.paras[idx].text.is_empty();
        let node = (!is_empty).then(|| self.flow.node(Some(self.node), kind));
        if !self.is_at_top() {
            self.y += points(para.before);
        }
        let heights: Vec<f32> = (0..n_lines).map(|it| self.line_height(idx, it)).collect();
        let under = match para.role {
            Role::Text => 0.0,
            Role::Title | Role::Heading => ROOM_UNDER_HEADING,
        };
        let mut first = 0;
        while first < n_lines {
            let room = self.bottom() - self.y - under;
            let mut n_fit = count_that_fit(&heights[first..], room);
            let n_left = n_lines - first;
            // Neither the first line of a paragraph alone at the foot of a page, nor the last one
            // alone at the head of the next.
            if n_fit < n_left && n_fit == 1 && first == 0 {
                n_fit = 0;
            } else if 0 < n_fit && n_fit + 1 == n_left {
                n_fit = if n_fit == 2 && first == 0 {
                    0
                } else {
                    n_fit - 1
                };
            }
            if n_fit == 0 {
                if !self.is_at_top() {
                    self.new_page();
                    continue;
                }
                n_fit = 1;
            }
            self.draw(Op::Text {
                para: idx,
                lines: first..first + n_fit,
                x: points(LEFT + para.left),
                y: self.y,
                node,
            });
            self.y += heights[first..first + n_fit].iter().sum::<f32>();
            first += n_fit;
        }
        self.y += points(para.after);
    }

    fn table(&mut self, table: &Table) {
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
                needed += self.lay_row(table, next).height();
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

/// How many of `heights` fit into `room`.
fn count_that_fit(heights: &[f32], room: f32) -> usize {
    let mut sum = 0.0;
    let fits = |height: &&f32| {
        sum += **height;
        // A hair more than the page is a matter of rounding.
        sum <= room + 0.01
    };
    heights.iter().take_while(fits).count()
}
