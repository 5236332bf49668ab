//! Stable and unique names: UIDs of events and file names, made from ids.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Marks an id written in hexadecimal.
const HEX: &str = "x-";

/// The UID of `person` on `shift` in `office`, and in the period whose `Period::uid_part` is
/// `period`: letters, digits, `.`, `-` and one `@`. Two different turns have different UIDs: no part
/// holds `--`, which stands between them.
pub(super) fn uid(shift: &str, person: &str, office: &str, period: Option<&str>) -> String {
    let part = |id: &str| {
        let is_plain = id
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || b".-".contains(&it))
            && !id.starts_with('-')
            && !id.ends_with('-')
            && !id.contains("--");
        part(id, is_plain)
    };
    let period = period.map_or_else(String::new, |it| format!("--{}", part(it)));
    format!(
        "{}--{}--{}{period}@tructet",
        part(shift),
        part(person),
        part(office)
    )
}

/// Names of files for a set of ids.
pub(super) struct FileNames {
    /// How many ids differ only in case.
    n_alike: BTreeMap<String, usize>,
}

impl FileNames {
    pub(super) fn of<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        let mut n_alike = BTreeMap::new();
        for id in ids {
            *n_alike.entry(id.to_lowercase()).or_insert(0) += 1;
        }
        Self { n_alike }
    }

    /// A name for `id`, one of the set, that no other of the set has, even where case does not
    /// count.
    pub(super) fn stem(&self, id: &str) -> String {
        let is_safe = id
            .bytes()
            .all(|it| it.is_ascii_alphanumeric() || b".-_".contains(&it))
            && !id.ends_with('.');
        let is_alone = self.n_alike.get(&id.to_lowercase()) == Some(&1);
        part(id, is_safe && is_alone)
    }
}

/// `id` itself if it is plain and cannot be taken for hexadecimal, else its bytes in hexadecimal.
fn part(id: &str, is_plain: bool) -> String {
    let looks_like_hex = id
        .get(..HEX.len())
        .is_some_and(|it| it.eq_ignore_ascii_case(HEX));
    if is_plain && !id.is_empty() && !looks_like_hex {
        return id.to_owned();
    }
    id.bytes().fold(HEX.to_owned(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_uid_shows_what_it_is_made_of() {
        assert_eq!(
            uid("2018-02-15.technical.night", "an", "so-tttt", None),
            "2018-02-15.technical.night--an--so-tttt@tructet"
        );
        assert_eq!(uid("a", "b_c", "", None), "a--x-625f63--x-@tructet");
        assert_eq!(
            uid("a", "b", "c", Some("le-30-4")),
            "a--b--c--le-30-4@tructet"
        );
    }

    #[test]
    fn different_turns_have_different_uids() {
        let ids = [
            "", "a", "A", "-", "--", "a-", "-a", "a--a", "a.a", "a_a", "x-", "x-61", "\u{1ebf}",
            "@", "a\nb",
        ];
        let in_any_period = |office| [None, Some("a"), Some("a--a")].map(|period| (office, period));
        let mut uids = BTreeSet::new();
        for shift in ids {
            for person in ids {
                for (office, period) in ids.into_iter().flat_map(in_any_period) {
                    let uid = uid(shift, person, office, period);
                    assert!(
                        uid.bytes()
                            .all(|it| it.is_ascii_alphanumeric() || b".@-".contains(&it))
                    );
                    assert!(uids.insert(uid));
                }
            }
        }
    }

    #[test]
    fn file_names_are_safe_and_differ_where_case_does_not_count() {
        let ids = [
            "an", "NV01", "Binh", "binh", "x-616e", "X-1", "../etc", "a/b", "a.", "", "con\n",
            "\u{110}", "\u{111}",
        ];
        let names = FileNames::of(ids.into_iter());
        let stems: Vec<_> = ids.iter().map(|it| names.stem(it)).collect();
        assert_eq!(stems[..2], ["an", "NV01"]);
        for stem in &stems {
            assert!(
                stem.bytes()
                    .all(|it| it.is_ascii_alphanumeric() || b".-_".contains(&it))
            );
            assert!(
                !stem.is_empty() && !stem.ends_with('.') && !stem.contains(".."),
                "{stem}"
            );
        }
        let folded: BTreeSet<_> = stems.iter().map(|it| it.to_lowercase()).collect();
        assert_eq!(folded.len(), ids.len());
    }
}
