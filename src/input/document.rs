//! What an office says about its papers: `[document]` of `office.toml`, and its own templates.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::calendar::period::Period;
use crate::domain::document::builtin;
use crate::domain::document::template::{MAX_BYTES, Template, TemplateFault};
use crate::domain::document::{Document, PaperKind, SignAs, Signing};

use super::error::{Expected, InputError, Place, Thing, nearest};
use super::files::{Folder, invalid};
use super::{csv, when};

/// The folder of an office's own templates.
pub(super) const TEMPLATES: &str = "templates";

/// Whether a file of that name is a text.
pub(super) fn is_text(name: &str) -> bool {
    name.ends_with(".txt")
}

/// Most bytes of one.
pub(super) const MAX_TEMPLATE_BYTES: u64 = MAX_BYTES as u64;

/// The table `[document]` as written.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RawDocument {
    #[serde(rename = "type")]
    kind: PaperKind,
    number: String,
    symbol: String,
    date: String,
    bases: Vec<String>,
    recipients: Vec<String>,
    archive: String,
    sign_as: SignAs,
    head_title: String,
    signer_title: String,
    signer: String,
    keeper: String,
}

/// What `[document]` and `[report]` say; dates are those near `period`.
pub(super) fn read(
    raw: RawDocument,
    report: Option<&toml::Value>,
    period: &Period,
    faults: &mut Vec<InputError>,
) -> Document {
    let date = match raw.date.trim() {
        "" => None,
        text => {
            let date = when::date(text, period);
            if date.is_none() {
                faults.push(invalid("document.date", text, Expected::Date));
            }
            date
        }
    };
    let hour = |key| {
        let value = report.and_then(|it| it.get(key)?.as_str());
        value.unwrap_or_default().to_owned()
    };
    Document {
        kind: raw.kind,
        number: raw.number,
        symbol: raw.symbol,
        date,
        bases: raw.bases,
        recipients: raw.recipients,
        archive: raw.archive,
        signing: Signing {
            sign_as: raw.sign_as,
            head: raw.head_title,
            title: raw.signer_title,
            name: raw.signer,
        },
        keeper: raw.keeper,
        report_daily: hour("daily"),
        report_final: hour("final"),
        templates: BTreeMap::new(),
    }
}

/// The office's own templates in `folder`, by file name, where they say something else than the
/// built-in ones. A text file that is named as none of them is doubtful.
pub(super) fn templates(
    folder: &dyn Folder,
    faults: &mut Vec<InputError>,
    warnings: &mut Vec<InputError>,
) -> BTreeMap<String, String> {
    let mut own = BTreeMap::new();
    for builtin in &builtin::ALL {
        let name = format!("{TEMPLATES}/{}", builtin.file);
        match folder.bytes(&name, MAX_TEMPLATE_BYTES) {
            Ok(None) => {}
            Ok(Some(bytes)) => {
                if let Some(text) = template(&name, &bytes, faults)
                    && !text.lines().eq(builtin.text.lines())
                {
                    own.insert(builtin.file.to_owned(), text);
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    match folder.names(TEMPLATES) {
        Ok(names) => warnings.extend(strangers(names)),
        Err(fault) => faults.push(fault),
    }
    own
}

fn template(name: &str, bytes: &[u8], faults: &mut Vec<InputError>) -> Option<String> {
    let Some(text) = csv::decode(bytes) else {
        let file = name.to_owned();
        faults.push(InputError::Encoding { file });
        return None;
    };
    if let Err(found) = Template::read(&text) {
        let fault = |TemplateFault { line, cause }| InputError::Template {
            place: Place::file(name).row(line),
            cause,
        };
        faults.extend(found.into_iter().map(fault));
        return None;
    }
    Some(text)
}

/// Text files among `files` that no template is named.
fn strangers(files: Vec<String>) -> Vec<InputError> {
    let names = || builtin::ALL.iter().map(|it| it.file);
    let is_stranger = |it: &String| is_text(it) && names().all(|name| name != it);
    let unknown = |found: String| InputError::Unknown {
        place: Place::file(TEMPLATES),
        thing: Thing::Template,
        nearest: nearest(&found, names()),
        found,
    };
    (files.into_iter().filter(is_stranger))
        .map(unknown)
        .collect()
}
