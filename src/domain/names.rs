//! Vietnamese text: comparison without diacritics, and the order of people's names.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without any diacritic, for headings and key words however they are typed.
pub fn fold(text: &str) -> String {
    let plain = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase);
    let d = |c| if c == '\u{111}' { 'd' } else { c };
    plain
        .map(d)
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The order of a Vietnamese list: given name (the last word) first, then the rest; letters before
/// tones; a, ă, â and the like are letters of their own, đ follows d.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameKey {
    letters: Vec<Vec<(char, u8)>>,
    tones: Vec<u8>,
}

/// The place of a full name in such a list.
pub fn name_key(name: &str) -> NameKey {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if let Some(given) = words.pop() {
        words.insert(0, given);
    }
    let mut tones = Vec::new();
    let letters = words.iter().map(|word| letters(word, &mut tones)).collect();
    NameKey { letters, tones }
}

/// How a name is spelled: the same for upper and lower case, composed and decomposed letters,
/// any blanks, and both ways to place a tone mark (Thuý, Thúy); different for any other letter or
/// tone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling(Vec<(Vec<(char, u8)>, u8)>);

/// The spelling of `name`.
pub fn spelling(name: &str) -> Spelling {
    // Commands that no reader sees.
    let is_shown = |it: &char| !matches!(it, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let shown: String = (name.chars())
        .filter(|it| it.is_whitespace() || !it.is_control())
        .filter(is_shown)
        .collect();
    let word = |word: &str| {
        let mut tones = Vec::new();
        let letters = letters(word, &mut tones);
        (letters, tones.into_iter().max().unwrap_or(0))
    };
    Spelling(shown.split_whitespace().map(word).collect())
}

/// The letters of a word, each with its variant; tones are appended apart.
fn letters(word: &str, tones: &mut Vec<u8>) -> Vec<(char, u8)> {
    let mut letters: Vec<(char, u8)> = Vec::new();
    for c in word.nfd().flat_map(char::to_lowercase) {
        let variant = match c {
            '\u{306}' => 1, // breve: ă
            '\u{302}' => 2, // circumflex: â ê ô
            '\u{31b}' => 3, // horn: ơ ư
            _ => 0,
        };
        // The order of dictionaries: level, grave, hook, tilde, acute, dot below.
        let tone = match c {
            '\u{300}' => 1,
            '\u{309}' => 2,
            '\u{303}' => 3,
            '\u{301}' => 4,
            '\u{323}' => 5,
            _ => 0,
        };
        if variant != 0 {
            if let Some(last) = letters.last_mut() {
                last.1 = variant;
            }
        } else if tone != 0 {
            if let Some(last) = tones.last_mut() {
                *last = tone;
            }
        } else {
            letters.push(if c == '\u{111}' { ('d', 1) } else { (c, 0) });
            tones.push(0);
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_case_marks_and_double_blanks() {
        assert_eq!(fold("  Họ  và Tên "), "ho va ten");
        assert_eq!(fold("ĐƠN VỊ"), "don vi");
        assert_eq!(fold("Nguye\u{302}\u{303}n"), "nguyen");
    }

    #[test]
    fn a_name_is_spelled_one_way_only() {
        for (one, two, is_same) in [
            ("Hoàng Thị Thuý", " hoàng  thị THÚY", true),
            ("Hoà", "Hòa", true),
            ("Nguye\u{302}\u{303}n", "Nguyễn", true),
            ("An\u{202e}\u{0}", "An", true),
            ("Hà", "Hạ", false),
            ("Đào", "Dào", false),
            ("Ân", "An", false),
            ("An Bình", "AnBình", false),
        ] {
            assert_eq!(spelling(one) == spelling(two), is_same, "{one} {two}");
        }
    }

    #[test]
    fn people_stand_by_given_name() {
        let mut names = [
            "Nguyễn Văn Ân",
            "Trần Thị Đào",
            "Lê Văn An",
            "Hoàng Văn Dũng",
            "Bùi Thị Ánh",
            "Đỗ Văn An",
            "Phạm Thị Ơn",
            "Vũ Văn Oanh",
            "Cao Văn Ánh",
        ];
        names.sort_by_key(|name| name_key(name));
        assert_eq!(
            names,
            [
                "Đỗ Văn An",
                "Lê Văn An",
                "Bùi Thị Ánh",
                "Cao Văn Ánh",
                "Nguyễn Văn Ân",
                "Hoàng Văn Dũng",
                "Trần Thị Đào",
                "Vũ Văn Oanh",
                "Phạm Thị Ơn",
            ]
        );
    }
}
