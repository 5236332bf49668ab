//! One line → one property. The only place on the way in that knows the crate `ical`.

use ical::PropertyParser;

/// A property, its name in capitals.
#[derive(Clone, Debug)]
pub(super) struct Property {
    pub(super) name: String,
    pub(super) value: String,
    parameters: Vec<(String, String)>,
}

impl Property {
    /// The value of the parameter `name`.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The values of a list.
    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        (self.value.split(','))
            .map(str::trim)
            .filter(|it| !it.is_empty())
    }

    /// The value as TEXT is meant (RFC 5545, 3.3.11).
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut chars = self.value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => text.push('\n'),
                    Some(other) => text.push(other),
                    None => {}
                },
                other => text.push(other),
            }
        }
        text
    }
}

/// Parameters of those that matter.
const PARAMETERS: [&str; 4] = ["TZID", "VALUE", "RANGE", "FBTYPE"];

/// One property, or `None` if the line is none.
pub(super) fn property(text: &str) -> Option<Property> {
    let text = mended(text)?;
    // The parser ends lines at characters that stand for line ends elsewhere.
    if text.contains(['\r', '\u{0}']) {
        return None;
    }
    let read = PropertyParser::from_reader(text.as_bytes()).next()?.ok()?;
    let parameters = read.params.into_iter().flatten();
    Some(Property {
        name: read.name.to_ascii_uppercase(),
        value: read.value.unwrap_or_default().trim().to_owned(),
        parameters: parameters
            .map(|(key, values)| (key, values.join(",").trim().to_owned()))
            .collect(),
    })
}

/// The line as the standard wants it: no blanks round the name, no group before it as vCards have,
/// and of the parameters only those that matter. The crate panics at one without a value, and at
/// letters of two bytes in one it writes.
fn mended(line: &str) -> Option<String> {
    let colon = outside_quotes(line, ':')
        .next()
        .or_else(|| line.find(':'))?;
    let (head, value) = line.split_at(colon);
    let mut starts: Vec<usize> = outside_quotes(head, ';').collect();
    starts.push(head.len());
    let name = head[..starts[0]].trim();
    let name = name.rsplit_once('.').map_or(name, |(_, name)| name);
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || !name.chars().all(is_letter) {
        return None;
    }
    let mut text = name.to_owned();
    for ends in starts.windows(2) {
        let Some((key, value)) = head[ends[0] + 1..ends[1]].split_once('=') else {
            continue;
        };
        let (key, value) = (key.trim().to_ascii_uppercase(), value.trim());
        let plain = value.trim_matches('"');
        if PARAMETERS.contains(&key.as_str()) && !plain.is_empty() && !plain.contains('"') {
            text += &format!(";{key}=\"{plain}\"");
        }
    }
    Some(text + value)
}

/// Where `sought` stands in `text`, but for what is in quotes.
fn outside_quotes(text: &str, sought: char) -> impl Iterator<Item = usize> {
    let mut is_quoted = false;
    text.char_indices().filter_map(move |(at, c)| {
        is_quoted ^= c == '"';
        (c == sought && !is_quoted).then_some(at)
    })
}
