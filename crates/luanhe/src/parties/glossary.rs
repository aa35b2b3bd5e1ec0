//! One Chinese term, one identifier: GLOSSARY.md is sorted, has nothing twice, and knows every field
//! and register of parties.

use std::collections::BTreeSet;

use super::REGISTERS;

struct Term<'a> {
    zh: &'a str,
    identifier: &'a str,
}

fn terms(text: &str) -> Vec<Term<'_>> {
    let body = text.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
    let rows = body.filter(|line| line.starts_with('|')).map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 4, "four cells a line: {line}");
        assert!(cells.iter().all(|cell| !cell.is_empty()), "an empty cell: {line}");
        Term { zh: cells[0], identifier: cells[1] }
    });
    rows.collect()
}

#[test]
fn the_glossary_is_sorted_and_says_nothing_twice() {
    let terms = terms(include_str!("../../../../GLOSSARY.md"));
    assert!(terms.len() > 90);
    for two in terms.windows(2) {
        let (one, next) = (two[0].identifier, two[1].identifier);
        assert!(one < next, "`{next}` must stand before `{one}`, or stands twice");
    }
    let mut words = BTreeSet::new();
    for term in &terms {
        assert!(words.insert(term.zh), "{} has two identifiers", term.zh);
    }
}

#[test]
fn the_glossary_knows_every_register_and_field_of_parties() {
    let terms = terms(include_str!("../../../../GLOSSARY.md"));
    let known: BTreeSet<&str> = terms.iter().map(|term| term.identifier).collect();
    let named = REGISTERS
        .iter()
        .flat_map(|register| register.fields.iter().map(|field| field.name).chain([register.name]));
    let missing: Vec<&str> = named.filter(|name| !known.contains(name)).collect();
    assert!(missing.is_empty(), "GLOSSARY.md lacks {missing:?}");
}
