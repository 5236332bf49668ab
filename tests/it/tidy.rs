//! The rules of the house that no compiler checks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use tructet::rules::RuleCode;

/// Each room and the rooms it may import from. `lib.rs` and `main.rs` may see everything.
const LAYERS: [(&str, &[&str]); 12] = [
    ("calendar", &[]),
    ("domain", &["calendar"]),
    ("rules", &["calendar", "domain"]),
    ("solver", &["calendar", "domain", "rules"]),
    ("proof", &["calendar", "domain", "rules"]),
    ("input", &["calendar", "domain", "rules"]),
    ("store", &["calendar", "domain", "rules"]),
    ("text", &["calendar", "domain", "rules"]),
    ("export", &["calendar", "domain", "rules", "text"]),
    (
        "words",
        &[
            "calendar", "domain", "rules", "proof", "input", "store", "text", "export",
        ],
    ),
    (
        "app",
        &[
            "calendar", "domain", "rules", "solver", "proof", "input", "store", "text", "export",
            "words",
        ],
    ),
    (
        "cli",
        &[
            "calendar", "domain", "rules", "solver", "proof", "input", "store", "text", "export",
            "words", "app",
        ],
    ),
];

/// Most lines of code in a file, tests and comments not counted. Most files have far fewer; this is
/// no reason to cut one thing in two, only to ask whether a file that long holds several.
const MAX_LINES: usize = 600;

/// Where Vietnamese may stand in code.
const VIETNAMESE: [&str; 5] = [
    "src/text/",
    "src/words/",
    "src/app/describe",
    "src/cli/help",
    "tests/",
];

#[test]
fn layers_import_only_what_stands_below_them() {
    let allowed: BTreeMap<_, _> = LAYERS.into_iter().collect();
    let mut faults = Vec::new();
    for file in Source::all("src") {
        let Some(layer) = file.layer() else { continue };
        let Some(below) = allowed.get(layer) else {
            faults.push(format!("{}: `{layer}` is no room of the house", file.path));
            continue;
        };
        for target in file.layers_named() {
            let is_own = target == layer;
            let is_known = allowed.contains_key(target.as_str());
            if is_known && !is_own && !below.contains(&target.as_str()) {
                faults.push(format!("{}: `{layer}` imports `{target}`", file.path));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn files_stay_small() {
    let mut faults = Vec::new();
    for file in Source::all("src") {
        let n_lines = (file.product().lines())
            .filter(|line| !line.trim().is_empty())
            .count();
        if MAX_LINES < n_lines {
            faults.push(format!("{}: {n_lines} lines of code", file.path));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn vietnamese_stands_only_where_words_belong() {
    let mut faults = Vec::new();
    for file in Source::all("src") {
        if VIETNAMESE.iter().any(|it| file.path.starts_with(it)) {
            continue;
        }
        for (idx, line) in file.product().lines().enumerate() {
            if line.chars().any(is_vietnamese) {
                faults.push(format!("{}:{}: {}", file.path, idx + 1, line.trim()));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn no_globs_no_re_exports_nothing_left_unfinished() {
    let unfinished =
        ["TO", "FIX"].map(|it| format!("{it}{}", if it == "TO" { "DO" } else { "ME" }));
    let mut faults = Vec::new();
    for file in Source::all("src") {
        let mut words = file.text.split(|it: char| !it.is_alphanumeric());
        if words.any(|it| unfinished.iter().any(|mark| mark == it)) {
            faults.push(format!("{}: left unfinished", file.path));
        }
        for line in file.product().lines().map(str::trim) {
            let is_glob = line.starts_with("use ") && line.contains("::*");
            if is_glob || line.starts_with("pub use ") || line.starts_with("pub(crate) use ") {
                faults.push(format!("{}: {line}", file.path));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn what_the_command_line_prints_as_json_has_a_type() {
    let faults: Vec<_> = (Source::all("src/cli").into_iter())
        .filter(|it| it.product().contains("json!"))
        .map(|it| it.path)
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_rule_and_error_code_is_documented() {
    let docs = ["README.md", "docs/errors.md"].map(|it| read(&root().join(it)));
    let listed: BTreeSet<_> = docs.iter().flat_map(|it| codes(it)).collect();
    let mut wanted: BTreeSet<_> = RuleCode::ALL
        .iter()
        .map(|it| it.as_str().to_owned())
        .collect();
    for file in Source::all("src") {
        wanted.extend(codes(&file.product()).filter(|it| it.starts_with('E')));
    }
    let missing: Vec<_> = wanted.difference(&listed).collect();
    let stale: Vec<_> = listed.difference(&wanted).collect();
    assert_eq!((missing, stale), (Vec::new(), Vec::new()), "missing, stale");
}

#[test]
fn the_scanner_sees_code_and_only_code() {
    let text = "//! Doc: Việt.\nuse crate::rules::{Rule, RuleSet}; // đuôi\n/* a /* b */ ữ */\n\
                let a = \"// not a comment \\\" still\"; let b = '\"'; let c = r#\"/* raw \" */\"#;\n\
                fn f<'a>(x: &'a str) {}\n#[cfg(test)]\nmod tests { let x = crate::cli::X; }\n";
    let file = Source {
        path: "src/domain/x.rs".to_owned(),
        text: text.to_owned(),
    };
    let code = file.product();
    assert!(!code.chars().any(is_vietnamese), "{code}");
    assert!(code.contains("// not a comment"), "{code}");
    assert!(code.contains("/* raw"), "{code}");
    assert!(code.contains("fn f<'a>"), "{code}");
    assert_eq!(file.layers_named(), BTreeSet::from(["rules".to_owned()]));
    let grouped = Source {
        path: "src/domain/x.rs".to_owned(),
        text: "use crate::{cli::{A, b}, app::C};\nuse super::super::solver::x;".to_owned(),
    };
    assert_eq!(
        grouped.layers_named(),
        BTreeSet::from(["app", "cli", "solver"].map(str::to_owned))
    );
}

/// One Rust file.
pub(crate) struct Source {
    /// Path from the root of the package, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn all(folder: &str) -> Vec<Self> {
        let mut files = Vec::new();
        collect(&root().join(folder), &mut files);
        files.sort();
        assert!(!files.is_empty(), "no sources in {folder}");
        (files.iter())
            .map(|file| Self {
                path: (file.strip_prefix(root()).unwrap())
                    .to_str()
                    .unwrap()
                    .replace('\\', "/"),
                text: read(file),
            })
            .collect()
    }

    /// The room it stands in, if any.
    fn layer(&self) -> Option<&str> {
        let (layer, _) = self.path.strip_prefix("src/")?.split_once('/')?;
        Some(layer)
    }

    /// The code that ends in the product: no comments, no tests.
    pub(crate) fn product(&self) -> String {
        if self.path.ends_with("/tests.rs") || self.path.contains("/tests/") {
            return String::new();
        }
        let code = without_comments(&self.text);
        match code.find("#[cfg(test)]\nmod ") {
            Some(at) => code[..at].to_owned(),
            None => code,
        }
    }

    /// The first step of each path that starts at the root of the crate.
    fn layers_named(&self) -> BTreeSet<String> {
        let code = self.product();
        let mut named = BTreeSet::new();
        for (at, _) in code.match_indices("crate::") {
            named.extend(first_steps(&code[at + "crate::".len()..]));
        }
        let depth = self.path.matches('/').count() - usize::from(self.path.ends_with("/mod.rs"));
        let to_root = "super::".repeat(depth);
        for (at, _) in code.match_indices(&to_root) {
            named.extend(first_steps(&code[at + to_root.len()..]));
        }
        named
    }
}

/// `a` of `a::b`, or `a` and `c` of `{a::{b}, c}`.
fn first_steps(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        (text.chars())
            .take_while(|it| it.is_alphanumeric() || *it == '_')
            .collect()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut depth = 1;
    let mut is_start = true;
    let mut names = Vec::new();
    for (at, char) in group.char_indices() {
        match char {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => is_start = true,
            it if it.is_whitespace() => {}
            _ if is_start => {
                names.push(name(&group[at..]));
                is_start = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

/// `code` with its comments taken out; strings and line breaks stay.
fn without_comments(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    let at = |idx: usize| chars.get(idx).copied().unwrap_or('\0');
    let mut out = String::new();
    let mut idx = 0;
    while idx < chars.len() {
        let end = match (at(idx), at(idx + 1)) {
            ('/', '/') => {
                while idx < chars.len() && at(idx) != '\n' {
                    idx += 1;
                }
                continue;
            }
            ('/', '*') => {
                let mut depth = 0;
                while idx < chars.len() {
                    match (at(idx), at(idx + 1)) {
                        ('/', '*') => (depth, idx) = (depth + 1, idx + 2),
                        ('*', '/') => (depth, idx) = (depth - 1, idx + 2),
                        ('\n', _) => {
                            out.push('\n');
                            idx += 1;
                        }
                        _ => idx += 1,
                    }
                    if depth == 0 {
                        break;
                    }
                }
                continue;
            }
            ('r', '"' | '#') => raw_string_end(&chars, idx),
            ('"', _) => string_end(&chars, idx),
            ('\'', '\\') => (idx + 3..).find(|it| at(*it) == '\'' || at(*it) == '\0'),
            ('\'', _) if at(idx + 2) == '\'' => Some(idx + 2),
            _ => None,
        };
        let end = end.unwrap_or(idx).min(chars.len() - 1);
        out.extend(&chars[idx..=end]);
        idx = end + 1;
    }
    out
}

fn string_end(chars: &[char], start: usize) -> Option<usize> {
    let mut idx = start + 1;
    while idx < chars.len() {
        match chars[idx] {
            '\\' => idx += 1,
            '"' => return Some(idx),
            _ => {}
        }
        idx += 1;
    }
    None
}

fn raw_string_end(chars: &[char], start: usize) -> Option<usize> {
    let n_hashes = chars[start + 1..]
        .iter()
        .take_while(|it| **it == '#')
        .count();
    if chars.get(start + 1 + n_hashes) != Some(&'"') {
        return None;
    }
    (start + 2 + n_hashes..chars.len()).find_map(|idx| {
        let hashes = chars.get(idx + 1..idx + 1 + n_hashes)?;
        (chars[idx] == '"' && hashes.iter().all(|it| *it == '#')).then_some(idx + n_hashes)
    })
}

/// Codes of rules and errors in `text`: `R05`, `E104`.
fn codes(text: &str) -> impl Iterator<Item = String> {
    text.split(|it: char| !it.is_ascii_alphanumeric() && it != '_')
        .filter(|word| {
            let n_digits = match word.as_bytes().first() {
                Some(b'R') => 2,
                Some(b'E') => 3,
                _ => return false,
            };
            word.len() == 1 + n_digits && word[1..].bytes().all(|it| it.is_ascii_digit())
        })
        .map(str::to_owned)
}

/// A letter that English has not: with a diacritic, a combining one, or `đ`.
fn is_vietnamese(char: char) -> bool {
    matches!(char, '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}')
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|it| it == "rs") {
            out.push(path);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
