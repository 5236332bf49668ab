//! Papers as DOCX (Office Open XML, ECMA-376), with nothing in it that a paper does not need.
//!
//! Sizes of letters are half points, measures twips, exactly those of the model. No clock, no
//! random ids: the same paper gives the same bytes.

mod body;
mod parts;
mod table;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::blocks::Papers;
use super::error::ExportError;

/// `papers` as a DOCX file. `made` is its date.
///
/// # Errors
///
/// Our own fault.
pub fn write(papers: &Papers, made: chrono::NaiveDateTime) -> Result<Vec<u8>, ExportError> {
    package(papers, made).map_err(|cause| ExportError::not_rendered("docx", cause))
}

fn package(papers: &Papers, made: chrono::NaiveDateTime) -> Result<Vec<u8>, std::io::Error> {
    let body = body::document(papers)?;
    let core = parts::core(papers, made)?;
    let styles = parts::styles(papers.language);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The earliest moment a ZIP file can name.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in [
        ("[Content_Types].xml", parts::CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", parts::PACKAGE_RELATIONS.as_bytes()),
        ("docProps/core.xml", &core),
        ("word/document.xml", &body),
        (
            "word/_rels/document.xml.rels",
            parts::DOCUMENT_RELATIONS.as_bytes(),
        ),
        ("word/styles.xml", styles.as_bytes()),
        ("word/settings.xml", parts::SETTINGS.as_bytes()),
        ("word/header1.xml", parts::header().as_bytes()),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
