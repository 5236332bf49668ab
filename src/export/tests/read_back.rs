//! What a DOCX file says, read by other code than wrote it.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// A paragraph of a DOCX file, as read back.
#[derive(Debug, Default)]
pub(super) struct ParaBack {
    pub(super) text: String,
    pub(super) sizes: Vec<u32>,
    pub(super) fonts: Vec<String>,
    pub(super) is_bold: bool,
    pub(super) is_italic: bool,
    pub(super) align: String,
    pub(super) first_indent: u32,
    pub(super) before: u32,
    pub(super) line: u32,
}

/// What a DOCX file says.
#[derive(Debug, Default)]
pub(super) struct ReadBack {
    pub(super) paras: Vec<ParaBack>,
    /// Attributes of `pgSz` and `pgMar`, each section together.
    pub(super) pages: Vec<Vec<(String, String)>>,
    pub(super) n_repeated_rows: usize,
    pub(super) n_rows: usize,
    pub(super) n_unsplit_rows: usize,
}

pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

pub(super) fn read_back(bytes: &[u8]) -> ReadBack {
    let xml = part(bytes, "word/document.xml");
    let mut reader = Reader::from_str(&xml);
    let mut back = ReadBack::default();
    let mut is_in_text = false;
    let mut is_in_run = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return back,
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let attributes: Vec<(String, String)> = (tag.attributes())
                    .map(|it| {
                        let it = it.unwrap();
                        let key = it.key.as_ref().to_owned();
                        (key, it.value.to_string())
                    })
                    .collect();
                let value = |key: &str| {
                    let found = attributes.iter().find(|it| it.0 == key);
                    found.map_or(String::new(), |it| it.1.clone())
                };
                let number = |key: &str| value(key).parse().unwrap_or(0);
                match name.as_str() {
                    "w:tr" => back.n_rows += 1,
                    "w:tblHeader" => back.n_repeated_rows += 1,
                    "w:cantSplit" => back.n_unsplit_rows += 1,
                    "w:pgSz" => back.pages.push(attributes.clone()),
                    "w:pgMar" => back.pages.last_mut().unwrap().extend(attributes.clone()),
                    "w:p" => back.paras.push(ParaBack::default()),
                    "w:r" => is_in_run = true,
                    "w:t" => is_in_text = true,
                    _ => {}
                }
                let Some(para) = back.paras.last_mut() else {
                    continue;
                };
                match name.as_str() {
                    "w:jc" => para.align = value("w:val"),
                    "w:ind" => para.first_indent = number("w:firstLine"),
                    "w:spacing" => {
                        para.before = number("w:before");
                        para.line = number("w:line");
                    }
                    "w:sz" if is_in_run => para.sizes.push(number("w:val")),
                    "w:b" if is_in_run => para.is_bold = true,
                    "w:i" if is_in_run => para.is_italic = true,
                    "w:rFonts" => para.fonts.extend(attributes.into_iter().map(|it| it.1)),
                    _ => {}
                }
            }
            Event::End(tag) => match tag.name().as_ref() {
                "w:r" => is_in_run = false,
                "w:t" => is_in_text = false,
                _ => {}
            },
            Event::Text(text) if is_in_text => {
                back.paras.last_mut().unwrap().text += &text;
            }
            Event::GeneralRef(entity) if is_in_text => {
                let char = match entity.resolve_char_ref().unwrap() {
                    Some(char) => char.to_string(),
                    None => quick_xml::escape::resolve_xml_entity(&entity)
                        .unwrap()
                        .to_owned(),
                };
                back.paras.last_mut().unwrap().text += &char;
            }
            Event::Text(_)
            | Event::GeneralRef(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}
