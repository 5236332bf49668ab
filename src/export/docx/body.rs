//! The text: `word/document.xml`.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::export::blocks::{
    Align, BOTTOM, Block, Keep, LEFT, NUMBER_TOP, Orientation, Papers, Para, RIGHT, RULE_HEIGHT,
    Role, Run, Section, TOP, Twips,
};

use super::parts::FONT;
use super::table::{border, write_table};

pub(super) type Xml = Writer<Vec<u8>>;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What XML can hold; anything else shows as the replacement character.
pub(super) fn xml_text(text: &str) -> Cow<'_, str> {
    let is_text = |it: char| matches!(it, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{e000}'..='\u{FFFD}' | '\u{10000}'..);
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

pub(super) fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let element = xml.create_element(name);
    let element = element.with_attributes(attributes.iter().copied());
    element.write_empty().map(|_| ())
}

pub(super) fn value(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
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

pub(super) fn write_block(xml: &mut Xml, block: &Block, keep: Keep) -> io::Result<()> {
    match block {
        Block::Para(para) => write_para(xml, para, keep),
        Block::Rule { left, right } => write_rule(xml, *left, *right, keep),
        Block::Table(table) => write_table(xml, table, keep),
        Block::Break => write_break(xml),
        Block::Together(blocks) => {
            for (nth, block) in blocks.iter().enumerate() {
                let is_last = nth + 1 == blocks.len();
                write_block(xml, block, if is_last { keep } else { Keep::WithNext })?;
            }
            Ok(())
        }
    }
}

/// A paragraph without height, from which on a new page begins.
fn write_break(xml: &mut Xml) -> io::Result<()> {
    xml.create_element("w:p").write_inner_content(|xml| {
        xml.create_element("w:pPr").write_inner_content(|xml| {
            empty(xml, "w:pageBreakBefore", &[])?;
            let line = [("w:line", "20"), ("w:lineRule", "exact")];
            empty(xml, "w:spacing", &line)?;
            xml.create_element("w:rPr")
                .write_inner_content(|xml| value(xml, "w:sz", "2"))?;
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
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

pub(super) fn write_para(xml: &mut Xml, para: &Para, keep: Keep) -> io::Result<()> {
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
