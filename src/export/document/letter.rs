//! The letter that carries the roster: in portrait, with the roster as its appendix in landscape.

use crate::domain::document::builtin::Form;
use crate::export::error::ExportError;
use crate::export::typeset::Typesetter;
use crate::export::view::RosterView;
use crate::text::document as words;

use super::appendix;
use super::fill::{self, BODY, Filler};
use super::head::{self, Dated};
use crate::export::blocks::{Block, Orientation, Papers, Para, Role, Section, Style};

pub(super) fn make(view: &RosterView, typesetter: &mut Typesetter) -> Result<Papers, ExportError> {
    let office = &view.office;
    let template = fill::template(view, Form::Letter(office.document.kind))?;
    let filler = Filler::new(view, &template);
    let width = Orientation::Portrait.width();
    let dated = Dated {
        number: format!("{} {}", words::words(view.lang).number, filler.number()),
        place_and_date: words::place_and_date(&office.place, &filler.issue_date()),
    };
    let mut blocks = vec![head::national(view, typesetter, width, Some(dated))];
    blocks.extend(head::letter_title(&filler, typesetter, width));
    if let Some(authority) = filler.line(&template.authority) {
        let authority = Para {
            before: 240,
            after: 120,
            role: Role::Heading,
            ..Para::new(&authority.to_uppercase(), BODY, Style::Bold)
        };
        blocks.push(Block::Para(authority.centered()));
    }
    blocks.extend(filler.body(&[], BODY, width));
    // A signature never stands on a page without text.
    let last = blocks.pop();
    let signing = head::signing(view, width);
    blocks.push(Block::Together(last.into_iter().chain([signing]).collect()));
    let letter = Section {
        orientation: Orientation::Portrait,
        blocks,
    };
    let titles: Vec<_> = filler.titles().into_iter().flatten().collect();
    Ok(Papers {
        title: if titles.is_empty() {
            words::paper_kind(view.lang, office.document.kind).to_owned()
        } else {
            titles.join(" ")
        },
        author: office.name.clone(),
        language: view.words.code,
        sections: vec![letter, appendix::make(view, &filler, &template.appendix)],
    })
}
