//! Pages as a tagged PDF file.

use std::collections::BTreeMap;
use std::num::{NonZeroU16, NonZeroU32};

use chrono::{Datelike, NaiveDateTime, Timelike};
use krilla::color::luma;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TableHeaderScope, Tag, TagGroup,
    TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

use crate::export::blocks::Papers;
use crate::export::typeset::Laid;

use super::flow::{Flow, Kind, NodeIdx, Op, Page};

/// Width of lines in points.
const LINE_WIDTH: f32 = 0.5;

pub(super) fn paint(
    papers: &Papers,
    made: NaiveDateTime,
    flow: &Flow,
    stand_in: Option<u32>,
) -> Result<Vec<u8>, String> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| format!("{error:?}"))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    document.set_metadata(metadata(papers, made));
    let mut painter = Painter {
        flow,
        stand_in,
        fonts: BTreeMap::new(),
        leaves: BTreeMap::new(),
    };
    for page in &flow.pages {
        painter.page(&mut document, page)?;
    }
    let mut tree = TagTree::new().with_lang(Some(papers.language.to_owned()));
    for section in &flow.sections {
        if let Some(group) = painter.group(*section) {
            tree.push(group);
        }
    }
    document.set_tag_tree(tree);
    document.set_outline(outline(papers, flow));
    document.finish().map_err(|error| format!("{error:?}"))
}

fn metadata(papers: &Papers, made: NaiveDateTime) -> Metadata {
    // Within u8 by definition of the calendar and the clock.
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(made.year()).unwrap_or(0);
    let date = DateTime::new(year)
        .month(small(made.month()))
        .day(small(made.day()))
        .hour(small(made.hour()))
        .minute(small(made.minute()))
        .second(small(made.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(papers.title.clone())
        .authors(vec![papers.author.clone()])
        .language(papers.language.to_owned())
        .creator("tructet".to_owned())
        .creation_date(date)
}

/// One entry for each section.
fn outline(papers: &Papers, flow: &Flow) -> Outline {
    let mut outline = Outline::new();
    let starts = flow.pages.iter().enumerate().filter(|it| it.1.number == 1);
    for (nth, (page, _)) in starts.enumerate() {
        let text = match flow.sections.get(nth).and_then(|it| title_of(flow, *it)) {
            Some(title) => title,
            None => papers.title.clone(),
        };
        let top = XyzDestination::new(page, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(text, top));
    }
    outline
}

/// The text of a section's first title.
fn title_of(flow: &Flow, section: NodeIdx) -> Option<String> {
    let children = &flow.nodes[section].children;
    let title = children
        .iter()
        .find(|it| flow.nodes[**it].kind == Kind::Title)?;
    text_of(flow, *title)
}

fn text_of(flow: &Flow, wanted: NodeIdx) -> Option<String> {
    let mut ops = flow.pages.iter().flat_map(|it| &it.ops);
    ops.find_map(|op| match op {
        Op::Text { para, node, .. } if *node == Some(wanted) => {
            Some(flow.paras[*para].text.clone())
        }
        Op::Text { .. } | Op::Line { .. } | Op::Box { .. } => None,
    })
}

struct Painter<'a> {
    flow: &'a Flow,
    stand_in: Option<u32>,
    fonts: BTreeMap<u64, Font>,
    leaves: BTreeMap<NodeIdx, Vec<Identifier>>,
}

impl Painter<'_> {
    fn page(&mut self, document: &mut Document, page: &Page) -> Result<(), String> {
        let (width, height) = page.size;
        let settings = PageSettings::from_wh(width, height).ok_or("a page without size")?;
        let mut krilla_page = document.start_page_with(settings);
        let mut surface = krilla_page.surface();
        for op in &page.ops {
            match op {
                Op::Text {
                    para,
                    lines,
                    x,
                    y,
                    node,
                } => {
                    let tag = match node {
                        Some(_) => ContentTag::Span(SpanTag::empty()),
                        None => artifact(ArtifactType::PaginationOther),
                    };
                    let id = surface.start_tagged(tag);
                    let laid = &self.flow.paras[*para];
                    self.text(&mut surface, laid, lines.clone(), (*x, *y))?;
                    surface.end_tagged();
                    if let Some(node) = node {
                        self.leaves.entry(*node).or_default().push(id);
                    }
                }
                Op::Line { from, to } => line(&mut surface, *from, *to),
                Op::Box {
                    x,
                    y,
                    width,
                    height,
                    grey,
                } => {
                    let rect = Rect::from_xywh(*x, *y, *width, *height);
                    if let Some(rect) = rect {
                        shade(&mut surface, rect, *grey);
                    }
                }
            }
        }
        surface.finish();
        krilla_page.finish();
        Ok(())
    }

    fn text(
        &mut self,
        surface: &mut Surface<'_>,
        laid: &Laid,
        lines: std::ops::Range<usize>,
        (left, top): (f32, f32),
    ) -> Result<(), String> {
        surface.set_stroke(None);
        surface.set_fill(Some(fill(0)));
        let first = laid.layout.get(lines.start);
        let offset = first.map_or(0.0, |it| it.metrics().block_min_coord);
        for line in lines.filter_map(|it| laid.layout.get(it)) {
            let metrics = line.metrics();
            let y = top + metrics.baseline - offset;
            let mut x = left + metrics.inline_min_coord + metrics.offset;
            for run in line.runs() {
                let font = self.font(run.font())?;
                let size = run.font_size();
                let mut glyphs = Vec::new();
                let start = Point::from_xy(x, y);
                for cluster in run.visual_clusters() {
                    if cluster.is_ligature_continuation() {
                        if let Some(glyph) = glyphs.last_mut() {
                            let glyph: &mut KrillaGlyph = glyph;
                            glyph.text_range.end = cluster.text_range().end;
                        }
                        continue;
                    }
                    for glyph in cluster.glyphs() {
                        let id = match (glyph.id, self.stand_in) {
                            (0, Some(stand_in)) => stand_in,
                            (id, _) => id,
                        };
                        glyphs.push(KrillaGlyph::new(
                            GlyphId::new(id),
                            glyph.advance / size,
                            glyph.x / size,
                            glyph.y / size,
                            0.0,
                            cluster.text_range(),
                            None,
                        ));
                        x += glyph.advance;
                    }
                }
                surface.draw_glyphs(start, &glyphs, font, &laid.text, size, false);
            }
        }
        Ok(())
    }

    fn font(&mut self, data: &parley::FontData) -> Result<Font, String> {
        let id = data.data.id();
        if let Some(font) = self.fonts.get(&id) {
            return Ok(font.clone());
        }
        let (bytes, _) = data.data.clone().into_raw_parts();
        let font = Font::new(bytes.into(), data.index).ok_or("a font that cannot be read")?;
        self.fonts.insert(id, font.clone());
        Ok(font)
    }

    /// The structure under a node; `None` if nothing in it was drawn.
    fn group(&mut self, idx: NodeIdx) -> Option<TagGroup> {
        let flow = self.flow;
        let node = &flow.nodes[idx];
        let mut group = match node.kind {
            Kind::Section => TagGroup::new(Tag::Section),
            Kind::Title | Kind::Heading => {
                let level = if node.kind == Kind::Title { 1 } else { 2 };
                let level = NonZeroU16::new(level)?;
                TagGroup::new(Tag::Hn(level, text_of(flow, idx)))
            }
            Kind::Paragraph => TagGroup::new(Tag::P),
            Kind::Table => TagGroup::new(Tag::Table),
            Kind::Head => TagGroup::new(Tag::THead),
            Kind::Body => TagGroup::new(Tag::TBody),
            Kind::Row => TagGroup::new(Tag::TR),
            Kind::HeadCell(span) => {
                TagGroup::new(Tag::TH(TableHeaderScope::Column).with_col_span(columns(span)))
            }
            Kind::Cell(span) => TagGroup::new(Tag::TD.with_col_span(columns(span))),
        };
        for leaf in self.leaves.remove(&idx).unwrap_or_default() {
            group.push(leaf);
        }
        for child in &node.children {
            if let Some(child) = self.group(*child) {
                group.push(child);
            }
        }
        // A cell may be empty, and must be there all the same.
        let is_cell = matches!(node.kind, Kind::Cell(_) | Kind::HeadCell(_));
        (is_cell || !group.children.is_empty()).then_some(group)
    }
}

/// How many columns a cell covers, where it is more than one.
fn columns(span: usize) -> Option<NonZeroU32> {
    let span = u32::try_from(span).ok().filter(|it| 1 < *it)?;
    NonZeroU32::new(span)
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn fill(lightness: u8) -> Fill {
    Fill {
        paint: luma::Color::new(lightness).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }
}

fn line(surface: &mut Surface<'_>, from: (f32, f32), to: (f32, f32)) {
    let mut path = PathBuilder::new();
    path.move_to(from.0, from.1);
    path.line_to(to.0, to.1);
    if let Some(path) = path.finish() {
        surface.start_tagged(artifact(ArtifactType::Layout));
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            paint: luma::Color::new(0).into(),
            width: LINE_WIDTH,
            ..Stroke::default()
        }));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}

fn shade(surface: &mut Surface<'_>, rect: Rect, grey: u8) {
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    if let Some(path) = path.finish() {
        surface.start_tagged(artifact(ArtifactType::Layout));
        surface.set_stroke(None);
        surface.set_fill(Some(fill(grey)));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}
