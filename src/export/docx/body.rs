//! The text: `word/document.xml`.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::export::document::{
    Align, BOTTOM, Block, CELL_SIDE, CELL_TOP, Cell, LEFT, Lines, NUMBER_TOP, Orientation, Papers,
    Para, RIGHT, Role, Row, Run, Section, TOP, Table, Twips,
};

use super::parts::FONT;

type Xml = Writer<Vec<u8>>;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Width of lines in eighths of a point.
const LINE: &str = "4";
/// Height of the paragraph whose lower edge is a rule.
const RULE_HEIGHT: Twips = 60;

/// Whether a paragraph must stand on the page of what follows it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    Free,
    WithNext,
}

/// What XML can hold; anything else shows as the replacement character.
pub(super) fn xml_text(text: &str) -> Cow<'_, str> {
    let is_text = |it: char| {
        matches!(it, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
    };
    if text.chars().all(is_text) {
        return Cow::Borrowed(text);
    }
    let shown = |it| if is_text(it) { it } else { '\u{FFFD}' };
    Cow::Owned(text.chars().map(shown).collect())
}

pub(super) fn document(papers: &Papers) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::new());
    let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
    xml.write_event(Event::Decl(declaration))?;
    let root = xml.create_element("w:document");
    let root = root.with_attributes([("xmlns:w", MAIN), ("xmlns:r", RELATIONS)]);
    root.write_inner_content(|xml| {
        xml.create_element("w:body").write_inner_content(|xml| {
            for (nth, part) in papers.sections.iter().enumerate() {
                for block in &part.blocks {
                    write_block(xml, block, Keep::Free)?;
                }
                let is_last = nth + 1 == papers.sections.len();
                // A table must be followed by a paragraph; this one takes no room, and ends the
                // section if another follows.
                write_end(xml, (!is_last).then_some(part))?;
                if is_last {
                    write_section(xml, part)?;
                }
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(xml.into_inner())
}

fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let element = xml.create_element(name);
    let element = element.with_attributes(attributes.iter().copied());
    element.write_empty().map(|_| ())
}

fn value(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    empty(xml, name, &[("w:val", value)])
}

fn write_end(xml: &mut Xml, section: Option<&Section>) -> io::Result<()> {
    xml.create_element("w:p").write_inner_content(|xml| {
        xml.create_element("w:pPr").write_inner_content(|xml| {
            let line = [("w:line", "20"), ("w:lineRule", "exact")];
            empty(xml, "w:spacing", &line)?;
            xml.create_element("w:rPr")
                .write_inner_content(|xml| value(xml, "w:sz", "2"))?;
            match section {
                Some(section) => write_section(xml, section),
                None => Ok(()),
            }
        })?;
        Ok(())
    })?;
    Ok(())
}

fn write_section(xml: &mut Xml, section: &Section) -> io::Result<()> {
    let (width, height) = section.orientation.page();
    let (width, height) = (width.to_string(), height.to_string());
    xml.create_element("w:sectPr").write_inner_content(|xml| {
        empty(
            xml,
            "w:headerReference",
            &[("w:type", "default"), ("r:id", "rId3")],
        )?;
        let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
        if section.orientation == Orientation::Landscape {
            size.push(("w:orient", "landscape"));
        }
        empty(xml, "w:pgSz", &size)?;
        let margins = [
            ("w:top", TOP),
            ("w:right", RIGHT),
            ("w:bottom", BOTTOM),
            ("w:left", LEFT),
            ("w:header", NUMBER_TOP),
            ("w:footer", NUMBER_TOP),
            ("w:gutter", 0),
        ];
        let margins = margins.map(|(name, twips)| (name, twips.to_string()));
        let margins: Vec<_> = margins.iter().map(|it| (it.0, it.1.as_str())).collect();
        empty(xml, "w:pgMar", &margins)?;
        empty(xml, "w:pgNumType", &[("w:start", "1")])?;
        // Another first page, without a header: no number on it.
        empty(xml, "w:titlePg", &[])
    })?;
    Ok(())
}

fn write_block(xml: &mut Xml, block: &Block, keep: Keep) -> io::Result<()> {
    match block {
        Block::Para(para) => write_para(xml, para, keep),
        Block::Rule { left, right } => write_rule(xml, *left, *right, keep),
        Block::Table(table) => write_table(xml, table, keep),
        Block::Together(blocks) => {
            for (nth, block) in blocks.iter().enumerate() {
                let is_last = nth + 1 == blocks.len();
                write_block(xml, block, if is_last { keep } else { Keep::WithNext })?;
            }
            Ok(())
        }
    }
}

fn write_rule(xml: &mut Xml, left: Twips, right: Twips, keep: Keep) -> io::Result<()> {
    xml.create_element("w:p").write_inner_content(|xml| {
        xml.create_element("w:pPr").write_inner_content(|xml| {
            if keep == Keep::WithNext {
                empty(xml, "w:keepNext", &[])?;
            }
            xml.create_element("w:pBdr")
                .write_inner_content(|xml| border(xml, "w:bottom", "single"))?;
            let height = RULE_HEIGHT.to_string();
            let height = [("w:line", height.as_str()), ("w:lineRule", "exact")];
            empty(xml, "w:spacing", &height)?;
            let (left, right) = (left.to_string(), right.to_string());
            let indents = [("w:left", left.as_str()), ("w:right", right.as_str())];
            empty(xml, "w:ind", &indents)?;
            xml.create_element("w:rPr")
                .write_inner_content(|xml| value(xml, "w:sz", "2"))?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn write_para(xml: &mut Xml, para: &Para, keep: Keep) -> io::Result<()> {
    xml.create_element("w:p").write_inner_content(|xml| {
        xml.create_element("w:pPr")
            .write_inner_content(|xml| write_para_look(xml, para, keep))?;
        for run in para.runs.iter().filter(|it| !it.text.is_empty()) {
            write_run(xml, run, para.size)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Elements in the order of the schema.
fn write_para_look(xml: &mut Xml, para: &Para, keep: Keep) -> io::Result<()> {
    let style = match para.role {
        Role::Text => None,
        Role::Title => Some("Heading1"),
        Role::Heading => Some("Heading2"),
    };
    if let Some(style) = style {
        value(xml, "w:pStyle", style)?;
    }
    if keep == Keep::WithNext || style.is_some() {
        empty(xml, "w:keepNext", &[])?;
    }
    let (before, after) = (para.before.to_string(), para.after.to_string());
    let spacing = [
        ("w:before", before.as_str()),
        ("w:after", after.as_str()),
        ("w:line", "240"),
        ("w:lineRule", "auto"),
    ];
    empty(xml, "w:spacing", &spacing)?;
    if para.left != 0 || para.first_indent != 0 {
        let (left, first) = (para.left.to_string(), para.first_indent.to_string());
        let indents = [("w:left", left.as_str()), ("w:firstLine", first.as_str())];
        empty(xml, "w:ind", &indents)?;
    }
    let align = match para.align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Justify => "both",
    };
    value(xml, "w:jc", align)?;
    let size = para.size.to_string();
    xml.create_element("w:rPr").write_inner_content(|xml| {
        value(xml, "w:sz", &size)?;
        value(xml, "w:szCs", &size)
    })?;
    Ok(())
}

fn write_run(xml: &mut Xml, run: &Run, size: i32) -> io::Result<()> {
    xml.create_element("w:r").write_inner_content(|xml| {
        xml.create_element("w:rPr").write_inner_content(|xml| {
            let fonts = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"].map(|it| (it, FONT));
            empty(xml, "w:rFonts", &fonts)?;
            if run.style.is_bold() {
                empty(xml, "w:b", &[])?;
                empty(xml, "w:bCs", &[])?;
            }
            if run.style.is_italic() {
                empty(xml, "w:i", &[])?;
                empty(xml, "w:iCs", &[])?;
            }
            let size = size.to_string();
            value(xml, "w:sz", &size)?;
            value(xml, "w:szCs", &size)
        })?;
        let text = xml_text(&run.text);
        xml.create_element("w:t")
            .with_attribute(("xml:space", "preserve"))
            .write_text_content(BytesText::new(&text))?;
        Ok(())
    })?;
    Ok(())
}

fn border(xml: &mut Xml, side: &str, kind: &str) -> io::Result<()> {
    let look = [
        ("w:val", kind),
        ("w:sz", LINE),
        ("w:space", "0"),
        ("w:color", "000000"),
    ];
    empty(xml, side, &look)
}

fn write_table(xml: &mut Xml, table: &Table, keep: Keep) -> io::Result<()> {
    xml.create_element("w:tbl").write_inner_content(|xml| {
        write_table_look(xml, table)?;
        xml.create_element("w:tblGrid").write_inner_content(|xml| {
            for width in &table.widths {
                empty(xml, "w:gridCol", &[("w:w", &width.to_string())])?;
            }
            Ok(())
        })?;
        if let Some(head) = &table.head {
            write_row(xml, table, head, Kind::Head, Keep::WithNext)?;
        }
        for row in &table.rows {
            write_row(xml, table, row, Kind::Body, keep)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_table_look(xml: &mut Xml, table: &Table) -> io::Result<()> {
    let total: Twips = table.widths.iter().sum();
    xml.create_element("w:tblPr").write_inner_content(|xml| {
        let width = total.to_string();
        empty(
            xml,
            "w:tblW",
            &[("w:w", width.as_str()), ("w:type", "dxa")],
        )?;
        let kind = match table.lines {
            Lines::All => "single",
            Lines::None => "nil",
        };
        xml.create_element("w:tblBorders").write_inner_content(|xml| {
            for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                border(xml, &format!("w:{side}"), kind)?;
            }
            Ok(())
        })?;
        value_type(xml, "w:tblLayout", "fixed")?;
        let top = match table.lines {
            Lines::All => CELL_TOP,
            Lines::None => 0,
        };
        xml.create_element("w:tblCellMar").write_inner_content(|xml| {
            let sides = [
                ("w:top", top),
                ("w:left", CELL_SIDE),
                ("w:bottom", top),
                ("w:right", CELL_SIDE),
            ];
            for (side, twips) in sides {
                let twips = twips.to_string();
                empty(xml, side, &[("w:w", twips.as_str()), ("w:type", "dxa")])?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

fn value_type(xml: &mut Xml, name: &str, kind: &str) -> io::Result<()> {
    empty(xml, name, &[("w:type", kind)])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Repeated on each page.
    Head,
    Body,
}

fn write_row(xml: &mut Xml, table: &Table, row: &Row, kind: Kind, keep: Keep) -> io::Result<()> {
    xml.create_element("w:tr").write_inner_content(|xml| {
        xml.create_element("w:trPr").write_inner_content(|xml| {
            empty(xml, "w:cantSplit", &[])?;
            if kind == Kind::Head {
                empty(xml, "w:tblHeader", &[])?;
            }
            Ok(())
        })?;
        let mut column = 0;
        for cell in &row.cells {
            let end = (column + cell.span).min(table.widths.len());
            let width = table.widths[column..end].iter().sum();
            write_cell(xml, cell, width, keep)?;
            column = end;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_cell(xml: &mut Xml, cell: &Cell, width: Twips, keep: Keep) -> io::Result<()> {
    xml.create_element("w:tc").write_inner_content(|xml| {
        xml.create_element("w:tcPr").write_inner_content(|xml| {
            let width = width.to_string();
            empty(
                xml,
                "w:tcW",
                &[("w:w", width.as_str()), ("w:type", "dxa")],
            )?;
            if 1 < cell.span {
                value(xml, "w:gridSpan", &cell.span.to_string())?;
            }
            if let Some(grey) = cell.shade.grey() {
                let fill = format!("{grey:02X}{grey:02X}{grey:02X}");
                let shade = [
                    ("w:val", "clear"),
                    ("w:color", "auto"),
                    ("w:fill", fill.as_str()),
                ];
                empty(xml, "w:shd", &shade)?;
                value(xml, "w:vAlign", "center")?;
            }
            Ok(())
        })?;
        for block in &cell.blocks {
            write_block(xml, block, keep)?;
        }
        // A cell holds at least one paragraph.
        if cell.blocks.is_empty() {
            let size = 22;
            write_para(xml, &Para { size, ..Para::default() }, keep)?;
        }
        Ok(())
    })?;
    Ok(())
}
