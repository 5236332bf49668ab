//! Page layout: where each line of text and each rule of a block stands, on which page, and which
//! structure element it belongs to.

use std::ops::Range;

use crate::export::blocks::{
    BOTTOM, Block, LEFT, NUMBER_SIZE, NUMBER_TOP, Orientation, Papers, Para, RULE_HEIGHT, Role,
    Section, Style, TOP,
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
    /// A straight line, in points from the upper left corner.
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

/// A page and all that is drawn on it.
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

/// From a rule down to what follows.
pub(super) const UNDER_RULE: f32 = 0.5;

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
    pub(super) fn node(&mut self, parent: Option<NodeIdx>, kind: Kind) -> NodeIdx {
        let idx = self.nodes.len();
        let children = Vec::new();
        self.nodes.push(Node { kind, children });
        if let Some(parent) = parent {
            self.nodes[parent].children.push(idx);
        }
        idx
    }
}

/// Writes down the pages of a section.
pub(super) struct Pen<'a> {
    pub(super) flow: &'a mut Flow,
    typesetter: &'a mut Typesetter,
    orientation: Orientation,
    pub(super) y: f32,
    pub(super) node: NodeIdx,
    number: usize,
}

impl Pen<'_> {
    fn section(&mut self, section: &Section) {
        self.new_page();
        for (nth, block) in section.blocks.iter().enumerate() {
            let under = match (block, section.blocks.get(nth + 1)) {
                (Block::Para(para), Some(next)) if para.role != Role::Text => self.least(next),
                _ => 0.0,
            };
            match block {
                Block::Para(para) => self.para(para, under),
                Block::Rule { .. } | Block::Table(_) | Block::Together(_) | Block::Break => {
                    self.block(block);
                }
            }
        }
    }

    pub(super) fn top(&self) -> f32 {
        points(TOP)
    }

    pub(super) fn bottom(&self) -> f32 {
        points(self.orientation.page().1 - BOTTOM)
    }

    fn width(&self) -> f32 {
        points(self.orientation.width())
    }

    pub(super) fn is_at_top(&self) -> bool {
        self.y <= self.top()
    }

    pub(super) fn draw(&mut self, op: Op) {
        if let Some(page) = self.flow.pages.last_mut() {
            page.ops.push(op);
        }
    }

    pub(super) fn new_page(&mut self) {
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

    pub(super) fn lay(&mut self, para: &Para, width: f32) -> (usize, usize) {
        let laid = self.typesetter.lay(para, Some(width));
        let n_lines = laid.layout.len();
        self.flow.paras.push(laid);
        (self.flow.paras.len() - 1, n_lines)
    }

    pub(super) fn line_height(&self, para: usize, line: usize) -> f32 {
        let line = self.flow.paras[para].layout.get(line);
        line.map_or(0.0, |it| it.metrics().line_height)
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Para(para) => self.para(para, 0.0),
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
                rows.map(|it| self.row_height(table, it)).sum()
            }
            Block::Together(blocks) => blocks.iter().map(|it| self.height(it)).sum(),
        };
        self.flow.paras.truncate(n_paras);
        height
    }

    /// Height of what of a block must stand on the page it begins on.
    fn least(&mut self, block: &Block) -> f32 {
        let height = self.height(block);
        let n_paras = self.flow.paras.len();
        let least = match block {
            Block::Para(para) => {
                let (idx, n_lines) = self.lay(para, self.width() - points(para.left));
                let two = (0..2).map(|it| self.line_height(idx, it)).sum::<f32>();
                // Three lines are not parted: one of them would stand alone.
                if n_lines <= 3 {
                    height
                } else {
                    two + points(para.before)
                }
            }
            Block::Table(table) => {
                let rows = table.head.iter().chain(table.rows.first());
                rows.map(|it| self.row_height(table, it)).sum()
            }
            Block::Rule { .. } | Block::Together(_) | Block::Break => height,
        };
        self.flow.paras.truncate(n_paras);
        least
    }

    /// `under` is the height that must stand on the same page below it.
    fn para(&mut self, para: &Para, under: f32) {
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
}

/// How many of `heights` fit into `room`.
pub(super) fn count_that_fit(heights: &[f32], room: f32) -> usize {
    let mut sum = 0.0;
    let fits = |height: &&f32| {
        sum += **height;
        // A hair more than the page is a matter of rounding.
        sum <= room + 0.01
    };
    heights.iter().take_while(fits).count()
}

#[cfg(test)]
mod tests;
