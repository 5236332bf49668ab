//! Papers as blocks of text and tables on pages, not yet in any file format.
//!
//! Measures are whole twips (1/20 point, 1440 an inch), as word processors count. Sizes, margins
//! and styles: Decree 30/2020/NĐ-CP, Appendix I.

/// 1/20 of a point.
pub type Twips = i32;

/// Twips of `mm` millimetres, rounded up so that a least margin is never undercut.
pub const fn mm(mm: i32) -> Twips {
    (mm * 14_400 + 253) / 254
}

/// A paper of one or more sections.
#[derive(Clone, Debug)]
pub struct Papers {
    /// What it is, for readers' title bars.
    pub title: String,
    /// Whose it is.
    pub author: String,
    /// Language as `vi` or `en`.
    pub language: &'static str,
    /// Its parts, each with its own pages.
    pub sections: Vec<Section>,
}

/// Which way a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// A4, 210 mm wide.
    Portrait,
    /// A4, 297 mm wide.
    Landscape,
}

/// Width of an upright A4 page.
const A4_WIDTH: Twips = 11_906;
/// Height of an upright A4 page.
const A4_HEIGHT: Twips = 16_838;

/// Margins of every page. Decree: top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm.
pub const TOP: Twips = mm(20);
/// Margin below; see [`TOP`].
pub const BOTTOM: Twips = mm(20);
/// Margin at the left, where papers are filed; see [`TOP`].
pub const LEFT: Twips = mm(30);
/// Margin at the right; see [`TOP`].
pub const RIGHT: Twips = mm(15);
/// From the upper edge to the page number, which stands in the middle of the top margin.
pub const NUMBER_TOP: Twips = mm(10);
/// Size of the page number in half points. Decree: 13–14, upright.
pub const NUMBER_SIZE: i32 = 26;

impl Orientation {
    /// Width and height of the page.
    pub fn page(self) -> (Twips, Twips) {
        match self {
            Self::Portrait => (A4_WIDTH, A4_HEIGHT),
            Self::Landscape => (A4_HEIGHT, A4_WIDTH),
        }
    }

    /// Width between the margins.
    pub fn width(self) -> Twips {
        self.page().0 - LEFT - RIGHT
    }
}

/// Pages that lie the same way; numbered from 1, the first number hidden.
#[derive(Clone, Debug)]
pub struct Section {
    /// Upright or lying.
    pub orientation: Orientation,
    /// What stands on them.
    pub blocks: Vec<Block>,
}

/// A thing that stands under the one before.
#[derive(Clone, Debug)]
pub enum Block {
    /// Text that is broken into lines.
    Para(Para),
    /// A thin line, indented from both sides.
    Rule {
        /// From the left.
        left: Twips,
        /// From the right.
        right: Twips,
    },
    /// Rows of cells.
    Table(Table),
    /// Blocks that stand on one page if they fit on any.
    Together(Vec<Block>),
    /// What follows begins a page.
    Break,
}

/// How lines stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// Filled to both sides.
    Justify,
}

/// What a paragraph is, for those who listen to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// What the paper or part is called.
    Title,
    /// Heads what follows, which stands on the same page.
    Heading,
}

/// A stretch of text in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The text, one line.
    pub text: String,
    /// How its letters look.
    pub style: Style,
}

/// How letters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Upright.
    #[default]
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Bold and italic.
    BoldItalic,
}

impl Style {
    /// Whether letters are bold.
    pub fn is_bold(self) -> bool {
        matches!(self, Self::Bold | Self::BoldItalic)
    }

    /// Whether letters are italic.
    pub fn is_italic(self) -> bool {
        matches!(self, Self::Italic | Self::BoldItalic)
    }

    /// The same, bold.
    pub fn bold(self) -> Self {
        match self {
            Self::Regular | Self::Bold => Self::Bold,
            Self::Italic | Self::BoldItalic => Self::BoldItalic,
        }
    }

    /// Bold where it was not, and the other way round.
    pub fn toggled_bold(self) -> Self {
        match self {
            Self::Regular => Self::Bold,
            Self::Bold => Self::Regular,
            Self::Italic => Self::BoldItalic,
            Self::BoldItalic => Self::Italic,
        }
    }

    /// Italic where it was not, and the other way round.
    pub fn toggled_italic(self) -> Self {
        match self {
            Self::Regular => Self::Italic,
            Self::Bold => Self::BoldItalic,
            Self::Italic => Self::Regular,
            Self::BoldItalic => Self::Bold,
        }
    }
}

/// Text in one or more styles, broken into lines together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Para {
    /// The text, in order.
    pub runs: Vec<Run>,
    /// Size of letters in half points.
    pub size: i32,
    /// How lines stand.
    pub align: Align,
    /// Indent of the first line beyond the others.
    pub first_indent: Twips,
    /// Indent of all lines.
    pub left: Twips,
    /// Space above.
    pub before: Twips,
    /// Space below.
    pub after: Twips,
    /// What it is.
    pub role: Role,
}

impl Para {
    /// `text` in one style, `size` in half points.
    pub fn new(text: &str, size: i32, style: Style) -> Self {
        Self {
            runs: vec![Run {
                text: text.to_owned(),
                style,
            }],
            size,
            ..Self::default()
        }
    }

    /// The same, in the middle.
    pub fn centered(self) -> Self {
        Self {
            align: Align::Center,
            ..self
        }
    }
}

/// Whether a table shows its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Around every cell.
    All,
    /// It only sets things side by side.
    None,
}

/// A table. Rows are never split over pages unless they are higher than one.
#[derive(Clone, Debug)]
pub struct Table {
    /// Widths of the columns.
    pub widths: Vec<Twips>,
    /// The row repeated on each page, if any.
    pub head: Option<Row>,
    /// Rows below the head.
    pub rows: Vec<Row>,
    /// Whether lines show.
    pub lines: Lines,
}

/// Cells side by side, as high as the highest.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Cells from the left; their spans add up to the columns.
    pub cells: Vec<Cell>,
    /// Whether it may stand at the foot of a page.
    pub keep: Keep,
}

impl Row {
    /// A row that may end a page.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self {
            cells,
            keep: Keep::Free,
        }
    }
}

/// Whether a thing must stand on the page of what follows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// It may end a page.
    #[default]
    Free,
    /// It may not.
    WithNext,
}

/// What stands in one or more columns of a row.
#[derive(Clone, Debug)]
pub struct Cell {
    /// How many columns it covers.
    pub span: usize,
    /// Colour behind the text.
    pub shade: Shade,
    /// What stands in it: paragraphs and rules.
    pub blocks: Vec<Block>,
}

/// Background of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shade {
    /// White.
    #[default]
    None,
    /// Light grey, of headings.
    Head,
}

impl Shade {
    /// Lightness of the grey.
    pub fn grey(self) -> Option<u8> {
        match self {
            Self::None => None,
            Self::Head => Some(0xE7),
        }
    }
}

impl Cell {
    /// One column wide, white.
    pub fn new(paras: Vec<Para>) -> Self {
        Self {
            span: 1,
            shade: Shade::None,
            blocks: paras.into_iter().map(Block::Para).collect(),
        }
    }
}

/// Height a rule takes; it stands near its lower edge, clear of the letters above.
pub const RULE_HEIGHT: Twips = 100;
/// Space between a cell's edge and its text, left and right.
pub const CELL_SIDE: Twips = 85;
/// The same above and below, in tables with lines.
pub const CELL_TOP: Twips = 40;
