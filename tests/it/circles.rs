//! Files that import each other, over however many others, can only be understood together. None may
//! stand in different folders; in one folder, only those that are known.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::Source;

/// Folders with a circle among their own files. Take out what is opened; put nothing in.
const KNOWN: [&str; 7] = [
    "src/app",
    "src/domain",
    "src/export/docx",
    "src/input",
    "src/proof",
    "src/rules",
    "src/store",
];

/// Path of a module, as in `crate::a::b`: `["a", "b"]`.
type Module = Vec<String>;

/// For each file those that it names in an import or a path.
struct Imports {
    /// Module and file.
    files: BTreeMap<Module, String>,
    named: BTreeMap<Module, BTreeSet<Module>>,
}

impl Imports {
    fn of(sources: &[Source]) -> Self {
        let mut files = BTreeMap::new();
        for source in sources {
            let code = source.product();
            if let Some(module) = module_of(&source.path)
                && !code.is_empty()
            {
                files.insert(module, (source.path.clone(), code));
            }
        }
        let named = (files.iter())
            .map(|(module, (_, code))| {
                let named = paths(code).into_iter();
                let named = named.filter_map(|path| resolved(&files, module, &path));
                (module.clone(), named.filter(|it| it != module).collect())
            })
            .collect();
        Self {
            files: (files.into_iter())
                .map(|(it, (path, _))| (it, path))
                .collect(),
            named,
        }
    }

    /// The same without imports of a child from the `mod.rs` of its own folder, which declares it.
    fn without_parents(mut self) -> Self {
        for (module, named) in &mut self.named {
            let parent = &module[..module.len() - 1];
            let is_child =
                folder(&self.files[module]) == self.files.get(parent).map_or("", |it| folder(it));
            if is_child {
                named.remove(parent);
            }
        }
        self
    }

    /// Everything that `from` needs, directly or not.
    fn reached<'a>(&'a self, from: &'a Module) -> BTreeSet<&'a Module> {
        let mut reached = BTreeSet::new();
        let mut open = vec![from];
        while let Some(module) = open.pop() {
            for next in &self.named[module] {
                if reached.insert(next) {
                    open.push(next);
                }
            }
        }
        reached
    }

    /// Files of each circle: everything that needs each other.
    fn circles(&self) -> BTreeSet<BTreeSet<&str>> {
        let reached: BTreeMap<_, _> = (self.files.keys())
            .map(|it| (it, self.reached(it)))
            .collect();
        let in_circle = (self.files.keys()).filter(|it| reached[it].contains(it));
        in_circle
            .map(|it| {
                let others = reached[it]
                    .iter()
                    .filter(|other| reached[*other].contains(it));
                others.map(|it| self.files[*it].as_str()).collect()
            })
            .collect()
    }
}

/// `src/a/b.rs` and `src/a/b/mod.rs` are both `a::b`; `None` for those that see everything.
fn module_of(path: &str) -> Option<Module> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let module = path.strip_suffix("/mod").unwrap_or(path);
    let is_root = module == "lib" || module == "main";
    (!is_root).then(|| module.split('/').map(str::to_owned).collect())
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |it| it.0)
}

/// The file that `path`, written in `module`, leads to: the longest beginning of it that is one.
fn resolved<T>(files: &BTreeMap<Module, T>, module: &Module, path: &[String]) -> Option<Module> {
    let n_up = path.iter().take_while(|it| *it == "super").count();
    let (mut target, rest) = match path[0].as_str() {
        "crate" => (Vec::new(), &path[1..]),
        "self" => (module.clone(), &path[1..]),
        "super" => (
            module[..module.len().checked_sub(n_up)?].to_vec(),
            &path[n_up..],
        ),
        _ => (module.clone(), path),
    };
    let is_own = target == *module;
    let n_start = target.len();
    target.extend(rest.iter().cloned());
    while !files.contains_key(&target) {
        target.pop()?;
    }
    // A path that names no child of its own file is one of another crate, or of an import.
    (!is_own || n_start < target.len()).then_some(target)
}

/// Every path in `code` of two steps or more, groups spelled out.
fn paths(code: &str) -> Vec<Vec<String>> {
    let chars: Vec<char> = code.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let is_start = is_word(chars[at]) && (at == 0 || !is_word(chars[at - 1]));
        let is_inside = 2 <= at && chars[at - 1] == ':' && chars[at - 2] == ':';
        if is_start && !is_inside {
            let mut end = at;
            let tree = tree(&chars, &mut end);
            found.extend(tree.into_iter().filter(|it| 1 < it.len()));
        }
        at += 1;
    }
    found
}

/// The paths of `a`, `a::b` or `a::{b, c::d}` at `at`, which is moved behind it.
fn tree(chars: &[char], at: &mut usize) -> Vec<Vec<String>> {
    let is = |at: usize, char| chars.get(at) == Some(&char);
    let start = *at;
    while chars.get(*at).is_some_and(|it| is_word(*it)) {
        *at += 1;
    }
    let step: String = chars[start..*at].iter().collect();
    if !(is(*at, ':') && is(*at + 1, ':')) {
        return vec![vec![step]];
    }
    *at += 2;
    let mut rest = Vec::new();
    if is(*at, '{') {
        *at += 1;
        while *at < chars.len() && !is(*at, '}') {
            if is_word(chars[*at]) {
                rest.extend(tree(chars, at));
            } else {
                *at += 1;
            }
        }
        *at += 1;
    } else if chars.get(*at).is_some_and(|it| is_word(*it)) {
        rest.extend(tree(chars, at));
    }
    if rest.is_empty() {
        return vec![vec![step]];
    }
    let with_step = |mut path: Vec<String>| {
        path.insert(0, step.clone());
        path
    };
    rest.into_iter().map(with_step).collect()
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

#[test]
fn no_circle_of_imports_crosses_a_folder() {
    let imports = Imports::of(&Source::all("src"));
    let circles = imports.circles();
    let crossing: Vec<_> = (circles.iter())
        .filter(|it| {
            1 < it
                .iter()
                .map(|it| folder(it))
                .collect::<BTreeSet<_>>()
                .len()
        })
        .collect();
    assert_eq!(crossing, Vec::<&BTreeSet<&str>>::new());
}

#[test]
fn circles_within_a_folder_are_known() {
    let imports = Imports::of(&Source::all("src")).without_parents();
    let circles = imports.circles();
    let new: Vec<_> = (circles.iter())
        .filter(|it| it.iter().any(|it| !KNOWN.contains(&folder(it))))
        .collect();
    assert_eq!(new, Vec::<&BTreeSet<&str>>::new());
}

#[test]
fn the_scanner_sees_circles() {
    let source = |path: &str, text: &str| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let sources = [
        source("src/lib.rs", "mod a; mod b;"),
        source("src/a/mod.rs", "mod x;\nmod y;\nfn f() { x::f(); }"),
        source("src/a/x.rs", "use super::{f, y::{G, H}};"),
        source(
            "src/a/y.rs",
            "use std::fs;\nfn g() -> crate::b::z::T { fs::read() }",
        ),
        source("src/b/mod.rs", "mod z;"),
        source(
            "src/b/z.rs",
            "// use crate::a::x::X;\nuse super::super::a::y as w;",
        ),
        source("src/b/w.rs", "use self::inner::A;\nuse chrono::w::X;"),
    ];
    let imports = Imports::of(&sources);
    let parents = BTreeSet::from(["src/a/mod.rs", "src/a/x.rs"]);
    let crossing = BTreeSet::from(["src/a/y.rs", "src/b/z.rs"]);
    assert_eq!(
        imports.circles(),
        BTreeSet::from([parents, crossing.clone()])
    );
    let imports = imports.without_parents();
    assert_eq!(imports.circles(), BTreeSet::from([crossing]));
}
