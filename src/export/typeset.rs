//! Paragraphs into lines, in a typeface metric-compatible with Times New Roman.

use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontStyle, FontWeight,
    IndentOptions, Layout, LayoutContext, LineHeight, OverflowWrap, StyleProperty,
};

use super::blocks::{Align, Para, Style, Twips};

/// What the typeface calls itself.
const FAMILY: &str = "Liberation Serif";

/// Regular, bold, italic, bold italic. Source and licence: `data/fonts`.
static FONTS: [&[u8]; 4] = [
    include_bytes!("../../data/fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../data/fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../data/fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../data/fonts/LiberationSerif-BoldItalic.ttf"),
];

/// Stands for a letter the typeface has not.
const STAND_IN: &str = "\u{25a1}";

/// Points of `twips`.
pub(super) fn points(twips: Twips) -> f32 {
    // A page has fewer than 2^15 twips, so nothing is lost.
    twips as f32 / 20.0
}

/// Sets paragraphs. Loading the typeface takes about a millisecond, so one serves a whole export.
pub struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    stand_in: Option<u32>,
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typesetter").finish_non_exhaustive()
    }
}

/// A paragraph in lines.
pub(super) struct Laid {
    /// All of its text.
    pub(super) text: String,
    /// The text broken into lines.
    pub(super) layout: Layout<()>,
}

impl Default for Typesetter {
    fn default() -> Self {
        let mut fonts = FontContext {
            // Never the fonts of the machine: the same roster gives the same bytes everywhere.
            collection: Collection::new(CollectionOptions {
                shared: false,
                system_fonts: false,
            }),
            source_cache: SourceCache::default(),
        };
        for font in FONTS {
            fonts
                .collection
                .register_fonts(Blob::new(Arc::new(font)), None);
        }
        let mut typesetter = Self {
            fonts,
            layouts: LayoutContext::new(),
            stand_in: None,
        };
        typesetter.stand_in = typesetter.find_stand_in();
        typesetter
    }
}

impl Typesetter {
    /// Width of `para` in one line.
    pub fn width(&mut self, para: &Para) -> Twips {
        let laid = self.lay(para, None);
        // Ceiling, so that what is as wide as this fits.
        (laid.layout.width() * 20.0).ceil() as Twips
    }

    /// The glyph drawn for a letter the typeface has not.
    pub(super) fn stand_in(&self) -> Option<u32> {
        self.stand_in
    }

    /// `para` in lines at most `width` points wide.
    pub(super) fn lay(&mut self, para: &Para, width: Option<f32>) -> Laid {
        let mut text = String::new();
        let mut ranges = Vec::new();
        for run in &para.runs {
            let start = text.len();
            text.extend(run.text.chars().map(shown));
            ranges.push((start..text.len(), run.style));
        }
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.fonts, &text, 1.0, false);
        // Papers read from the left; text that reads from the right does so within its line.
        builder.set_base_direction(BaseDirection::Ltr);
        builder.push_default(StyleProperty::FontFamily(FontFamily::named(FAMILY)));
        builder.push_default(StyleProperty::FontSize(para.size as f32 / 2.0));
        builder.push_default(StyleProperty::LineHeight(LineHeight::MetricsRelative(1.0)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        for (range, style) in ranges {
            if style.is_bold() {
                let bold = StyleProperty::FontWeight(FontWeight::BOLD);
                builder.push(bold, range.clone());
            }
            if style.is_italic() {
                builder.push(StyleProperty::FontStyle(FontStyle::Italic), range);
            }
        }
        let mut layout = builder.build(&text);
        layout.set_text_indent(points(para.first_indent), IndentOptions::default());
        layout.break_all_lines(width);
        let alignment = match para.align {
            Align::Left => Alignment::Left,
            Align::Center => Alignment::Center,
            Align::Justify => Alignment::Justify,
        };
        layout.align(alignment, AlignmentOptions::default());
        Laid { text, layout }
    }

    fn find_stand_in(&mut self) -> Option<u32> {
        let laid = self.lay(&Para::new(STAND_IN, 24, Style::Regular), None);
        let line = laid.layout.get(0)?;
        let run = line.runs().next()?;
        let glyph = run.clusters().next()?.glyphs().next()?;
        (glyph.id != 0).then_some(glyph.id)
    }
}

/// Letters of nobody's alphabet, which PDF/A bars from its text, show as the replacement character.
fn shown(char: char) -> char {
    match char {
        '\u{e000}'..='\u{F8FF}' | '\u{F0000}'.. | '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}' => {
            char::REPLACEMENT_CHARACTER
        }
        char if char.is_control() => char::REPLACEMENT_CHARACTER,
        char => char,
    }
}
