//! The parts of the file besides its text.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::export::blocks::{NUMBER_SIZE, Papers};

use super::body::xml_text;

/// The typeface. Decree: Times New Roman, of Unicode TCVN 6909:2001.
pub(super) const FONT: &str = "Times New Roman";

/// What kind of part each file is.
pub(super) const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    "</Types>"
);

/// Where the text and its properties are.
pub(super) const PACKAGE_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    "</Relationships>"
);

/// What the text needs. The header is `rId3`.
pub(super) const DOCUMENT_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>"#,
    "</Relationships>"
);

/// Layout as by Word 2013 and later, where a table's edge, not its text, stands at the margin.
pub(super) const SETTINGS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>"#,
    r#"<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
    "</w:settings>"
);

/// The page number, in the middle of the top margin.
pub(super) fn header() -> String {
    let rpr = format!(
        r#"<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="{NUMBER_SIZE}"/><w:szCs w:val="{NUMBER_SIZE}"/></w:rPr>"#
    );
    let field = |kind: &str| format!(r#"<w:r>{rpr}<w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
            r#"<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{begin}"#,
            r#"<w:r>{rpr}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>"#,
            r#"{separate}<w:r>{rpr}<w:t>2</w:t></w:r>{end}</w:p></w:hdr>"#
        ),
        begin = field("begin"),
        separate = field("separate"),
        end = field("end"),
        rpr = rpr,
    )
}

/// The typeface everywhere, also for Asian and complex scripts; names for titles and headings, so
/// that a reader's outline finds them. Their look is set where they stand.
pub(super) fn styles(language: &str) -> String {
    let language = match language {
        "vi" => "vi-VN",
        _ => "en-GB",
    };
    let style = |id: &str, name: &str, level: u8| {
        format!(
            concat!(
                r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>"#,
                r#"<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/>"#,
                r#"<w:pPr><w:keepNext/><w:outlineLvl w:val="{level}"/></w:pPr></w:style>"#
            ),
            id = id,
            name = name,
            level = level,
        )
    };
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
            r#"<w:docDefaults><w:rPrDefault><w:rPr>"#,
            r#"<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>"#,
            r#"<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>"#,
            r#"<w:lang w:val="{language}" w:eastAsia="{language}"/></w:rPr></w:rPrDefault>"#,
            r#"<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"#,
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>"#,
            r#"{title}{heading}</w:styles>"#
        ),
        font = FONT,
        language = language,
        title = style("Heading1", "heading 1", 0),
        heading = style("Heading2", "heading 2", 1),
    )
}

/// Title, author and date.
pub(super) fn core(papers: &Papers, made: chrono::NaiveDateTime) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new());
    let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
    writer.write_event(Event::Decl(declaration))?;
    let made = made.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let properties = writer.create_element("cp:coreProperties").with_attributes([
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ]);
    properties.write_inner_content(|writer| {
        for (name, text) in [
            ("dc:title", &papers.title),
            ("dc:creator", &papers.author),
            ("dc:language", &papers.language.to_owned()),
        ] {
            let text = xml_text(text);
            let element = writer.create_element(name);
            element.write_text_content(BytesText::new(&text))?;
        }
        for name in ["dcterms:created", "dcterms:modified"] {
            writer
                .create_element(name)
                .with_attribute(("xsi:type", "dcterms:W3CDTF"))
                .write_text_content(BytesText::new(&made))?;
        }
        Ok(())
    })?;
    Ok(writer.into_inner())
}
