//! Papers as PDF: typeface embedded, text that can be searched, tagged for screen readers, PDF/A-2a
//! and PDF/UA-1.

mod flow;
mod paint;
mod table;

use super::blocks::{Block, Orientation, Papers};
use super::error::ExportError;
use super::typeset::Typesetter;

/// Height of `blocks` under each other, in points.
pub fn height(blocks: &[Block], orientation: Orientation, typesetter: &mut Typesetter) -> f32 {
    flow::height(blocks, orientation, typesetter)
}

/// `papers` as a PDF file. `made` is its date.
///
/// # Errors
///
/// Our own fault.
pub fn write(
    papers: &Papers,
    made: chrono::NaiveDateTime,
    typesetter: &mut Typesetter,
) -> Result<Vec<u8>, ExportError> {
    let flow = flow::flow(papers, typesetter);
    paint::paint(papers, made, &flow, typesetter.stand_in())
        .map_err(|cause| ExportError::not_rendered("pdf", cause))
}
