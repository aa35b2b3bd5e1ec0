//! The project's rules about its own code. Each failure says what to do instead; the exceptions
//! below have a reason each, and the lists may only shrink.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each module and what it may use. ARCHITECTURE.md shows the same ladder.
const LADDER: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("record", &["base"]),
    ("evidence", &["base", "record"]),
    ("parties", &["base", "record"]),
    ("import", &["base", "record", "parties"]),
    ("watch", &["base", "record", "parties"]),
    ("workflow", &["base", "record", "evidence", "parties", "watch"]),
    ("measure", &["base", "record", "parties"]),
    ("claims", &["base", "record", "parties", "measure"]),
    ("plan", &["base", "record", "parties", "measure"]),
    ("tell", &["base", "record", "parties", "watch", "measure", "plan"]),
    (
        "pages",
        &[
            "base", "record", "evidence", "parties", "import", "watch", "workflow", "measure",
            "plan", "tell",
        ],
    ),
    (
        "topics",
        &[
            "base", "record", "evidence", "parties", "import", "watch", "workflow", "measure",
            "claims", "plan", "tell", "pages",
        ],
    ),
    (
        "demo",
        &[
            "base", "record", "evidence", "parties", "import", "watch", "workflow", "measure",
            "plan", "tell", "topics",
        ],
    ),
    (
        "web",
        &[
            "base", "record", "evidence", "parties", "import", "watch", "workflow", "measure",
            "claims", "plan", "tell", "pages", "topics",
        ],
    ),
    (
        "cli",
        &[
            "base", "record", "evidence", "parties", "import", "watch", "workflow", "measure",
            "claims", "plan", "tell", "pages", "topics", "demo", "web",
        ],
    ),
];

const FUNCTION_LINES: usize = 70;
const FILE_LINES: usize = 500;
const TEST_FILE_LINES: usize = 800;
const LOCKED_PACKAGES: usize = 450;

/// Files over the limit on the day the limit came, each with its reason.
const LONG_FILES: &[(&str, &str)] = &[];

const BANNED: &[(&str, &str)] = &[
    ("unwrap_or_default()", "say what a missing value means here"),
    ("#[allow(", "#[expect(…, reason = \"…\")], or repair it"),
    ("#[ignore", "assert today's behaviour and say why"),
    ("format!(\"select", "a named statement in a .sql file"),
    ("unimplemented!(", "finish it, or leave it out"),
    ("// Step ", "a function with a name"),
];

const BANNED_NAMES: &[&str] =
    &["utils", "util", "helpers", "common", "misc", "manager", "service", "v2", "temp", "stuff"];

/// All that may stand at the top of the repository.
const TOP: &[&str] = &[
    ".ci",
    ".git",
    ".gitignore",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "GLOSSARY.md",
    "LICENSE",
    "README.md",
    "README.zh-CN.md",
    "bench",
    "clippy.toml",
    "cluster",
    "crates",
    "data",
    "docs",
    "rustfmt.toml",
    "target",
    "test",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace")
}

fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in folder.read_dir().expect("a folder of the workspace") {
            let path = entry.expect("an entry of it").path();
            if path.is_dir() {
                open.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Every Rust file of the workspace with its path from the root and its text.
fn sources() -> Vec<(String, String)> {
    let root = root();
    files_below(&root.join("crates"), ".rs")
        .into_iter()
        .map(|path| {
            let bytes = std::fs::File::open(&path).and_then(std::io::read_to_string);
            let name = path.strip_prefix(&root).expect("below the root").to_string_lossy();
            (name.into_owned(), bytes.expect("a source file"))
        })
        .collect()
}

fn is_test(name: &str) -> bool {
    name.ends_with("tests.rs") || name.contains("/tests/") || name.ends_with("tidy.rs")
}

fn no(errors: Vec<String>) {
    assert!(errors.is_empty(), "\n{}", errors.join("\n"));
}

/// The modules named as `crate::x` in a text, whichever way it is written.
fn modules_used(text: &str) -> BTreeSet<String> {
    let word = |t: &str| -> String {
        t.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
    };
    let mut used = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => {
                used.insert(word(rest));
            }
            Some(group) => {
                let mut depth = 0;
                let mut start = true;
                for (i, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        c if start && c.is_alphabetic() => {
                            used.insert(word(&group[i..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    used
}

#[test]
fn modules_use_only_the_rungs_below_them() {
    let mut errors = Vec::new();
    for (name, text) in sources() {
        let Some(inside) = name.strip_prefix("crates/luanhe/src/") else { continue };
        let module = inside.split(['/', '.']).next().expect("split gives at least one part");
        if matches!(module, "main" | "tidy") || is_test(&name) {
            continue;
        }
        let Some((_, allowed)) = LADDER.iter().find(|(rung, _)| *rung == module) else {
            errors.push(format!("{name}: `{module}` has no rung; give it one in tidy.rs"));
            continue;
        };
        for used in modules_used(&text) {
            let known = LADDER.iter().any(|(rung, _)| *rung == used);
            if known && used != module && !allowed.contains(&used.as_str()) {
                errors.push(format!(
                    "{name}: `{module}` may not use `{used}`; move what is shared down the ladder"
                ));
            }
        }
    }
    no(errors);
}

#[test]
fn architecture_shows_the_same_ladder() {
    let map = std::fs::File::open(root().join("ARCHITECTURE.md")).and_then(std::io::read_to_string);
    let map = map.expect("ARCHITECTURE.md");
    let rows = map.lines().filter(|line| line.starts_with("| `"));
    let shown: Vec<(String, Vec<String>)> = rows
        .map(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let words =
                |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_string).collect();
            (cells[0].trim_matches('`').to_string(), words(cells[2]))
        })
        .collect();
    let own = |(rung, used): &(&str, &[&str])| {
        (rung.to_string(), used.iter().map(|used| used.to_string()).collect())
    };
    let ladder: Vec<(String, Vec<String>)> = LADDER.iter().map(own).collect();
    assert_eq!(shown, ladder, "ARCHITECTURE.md and tidy.rs differ");
}

#[test]
fn no_topic_uses_another() {
    let mut errors = Vec::new();
    for (name, text) in sources() {
        let Some(inside) = name.strip_prefix("crates/luanhe/src/topics/") else { continue };
        let Some((topic, _)) = inside.split_once('/') else { continue };
        for (at, _) in text.match_indices("topics::") {
            let used: String =
                text[at + 8..].chars().take_while(|c| c.is_ascii_lowercase()).collect();
            if !used.is_empty() && used != topic {
                errors.push(format!(
                    "{name}: uses topic `{used}`; what it needs is a party or an indicator"
                ));
            }
        }
    }
    no(errors);
}

/// Name and length of each function of a formatted file, found by its indentation.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = line.len() - code.len();
        let head = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "async fn ", "const fn "]
            .iter()
            .any(|h| code.starts_with(h))
            || code.starts_with("pub async fn ")
            || code.starts_with("pub const fn ");
        if !head {
            continue;
        }
        let close = format!("{}}}", " ".repeat(indent));
        let length = lines[at..].iter().position(|l| **l == close).map_or(1, |n| n + 1);
        let name = code.split("fn ").nth(1).and_then(|n| n.split(['(', '<']).next());
        found.push((name.expect("a function has a name").to_string(), length));
    }
    found
}

#[test]
fn files_and_functions_stay_short() {
    let mut errors = Vec::new();
    for (name, text) in sources() {
        let lines = text.lines().count();
        let limit = if is_test(&name) { TEST_FILE_LINES } else { FILE_LINES };
        let body = text.find("#[cfg(test)]\nmod tests {").map_or(&text[..], |at| &text[..at]);
        let counted = if is_test(&name) { lines } else { body.lines().count() };
        if counted > limit && !LONG_FILES.iter().any(|(long, _)| *long == name) {
            errors.push(format!("{name}: {counted} lines; split it by question (≤ {limit})"));
        }
        for (function, length) in functions(body) {
            if length > FUNCTION_LINES && !is_test(&name) {
                errors
                    .push(format!("{name}: `{function}` has {length} lines (≤ {FUNCTION_LINES})"));
            }
        }
    }
    no(errors);
}

#[test]
fn banned_words_and_names_do_not_appear() {
    let mut errors = Vec::new();
    for (name, text) in sources() {
        if name.ends_with("tidy.rs") {
            continue;
        }
        // Only `record` builds SQL, from the names that FIELDS declare.
        let builds_sql = name.starts_with("crates/luanhe/src/record/");
        for part in name.split(['/', '.']) {
            if BANNED_NAMES.contains(&part) {
                errors.push(format!("{name}: `{part}` says nothing; name the thing it is about"));
            }
        }
        for (word, instead) in BANNED {
            if builds_sql && word.starts_with("format!") {
                continue;
            }
            for (number, line) in text.lines().enumerate().filter(|(_, l)| l.contains(word)) {
                errors.push(format!("{name}:{}: `{word}`: {instead}\n    {line}", number + 1));
            }
        }
    }
    no(errors);
}

#[test]
fn every_source_file_is_part_of_a_module() {
    let all = sources();
    let mut errors = Vec::new();
    for (name, _) in &all {
        let path = Path::new(name);
        let stem = path.file_stem().expect("a file").to_string_lossy().into_owned();
        let folder = path.parent().expect("a folder").to_string_lossy().into_owned();
        if matches!(stem.as_str(), "main" | "lib")
            || name.contains("/benches/")
            || name.contains("/examples/")
            || name.contains("/fuzz/")
        {
            continue;
        }
        let (stem, folder) = match (stem.as_str(), folder.rsplit_once('/')) {
            ("mod", Some((above, own))) => (own.to_string(), above.to_string()),
            _ => (stem, folder),
        };
        let declared = all.iter().any(|(other, text)| {
            let near = other.starts_with(&format!("{folder}/")) || *other == format!("{folder}.rs");
            near && text.contains(&format!("mod {stem};"))
        });
        if !declared {
            errors.push(format!("{name}: no `mod {stem};` names it; use it or delete it"));
        }
    }
    no(errors);
}

#[test]
fn the_root_holds_only_what_is_known() {
    let mut errors = Vec::new();
    for entry in root().read_dir().expect("the root") {
        let name = entry.expect("an entry of it").file_name().to_string_lossy().into_owned();
        if !TOP.contains(&name.as_str()) {
            errors.push(format!("{name}: not known at the top; find it a place, or delete it"));
        }
    }
    no(errors);
}

#[test]
fn dependencies_stay_within_the_budget() {
    let lock = std::fs::File::open(root().join("Cargo.lock")).and_then(std::io::read_to_string);
    let packages = lock.expect("Cargo.lock").matches("[[package]]").count();
    assert!(packages <= LOCKED_PACKAGES, "{packages} packages (≤ {LOCKED_PACKAGES}): drop one");
}

#[test]
fn tidy_sees_what_it_should() {
    let used = modules_used("use crate::{base::{Day, Fen}, record::Field};\ncrate::web::serve()");
    assert_eq!(used.into_iter().collect::<Vec<_>>(), ["base", "record", "web"]);
    let text = "fn a() {\n    1\n}\n\nimpl X {\n    pub fn b(&self) {\n    }\n}\n";
    assert_eq!(functions(text), [("a".to_string(), 3), ("b".to_string(), 2)]);
}
