//! Named SQL statements from `.sql` files: `-- name: held_in` and the text up to the next name.

/// Each statement of a file with its name, in order.
///
/// # Panics
/// Where text stands before the first name; a test reads every file.
pub fn named(file: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    let mut parts = file.split("-- name:");
    let before = parts.next().expect("split gives at least one part");
    assert!(before.lines().all(|l| l.trim().is_empty() || l.starts_with("--")), "{before}");
    for part in parts {
        let (name, text) = part.split_once('\n').expect("a statement follows its name");
        found.push((name.trim(), text.trim().trim_end_matches(';')));
    }
    found
}

/// The statement of that name.
///
/// # Panics
/// Where there is none: names are written beside their file, and tests run each.
pub fn statement(file: &'static str, name: &str) -> &'static str {
    let found = named(file).into_iter().find(|(n, _)| *n == name);
    found.unwrap_or_else(|| panic!("no statement `{name}`")).1
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn statements_are_found_by_their_names() {
        let file = "-- of posts\n-- name: a\nselect 1;\n\n-- name: b\nselect 2\n  from x;\n";
        assert_eq!(named(file), [("a", "select 1"), ("b", "select 2\n  from x")]);
    }
}
