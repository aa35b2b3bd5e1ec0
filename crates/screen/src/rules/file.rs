//! The rule file: its sections, and the order in which they are checked.

use toml::de::DeTable;

use super::{
    Cond, Level, LimitBook, Num, Policy, Registry, Rule, RuleFault, RuleSet, Silence, Table, Type,
    Unit, Words,
    check::{Checker, Scope, Source},
    column::{columns, table},
    place::{Page, hint},
    toml_page::{Entry, Part, root},
};
use crate::faults::FaultKind;

const SECTIONS: [&str; 12] = [
    "id",
    "version",
    "title",
    "regions",
    "registry",
    "unknown",
    "policy",
    "tables",
    "person",
    "household",
    "rules",
    "set",
];

/// A rule before its condition is checked.
struct Draft {
    rule: Rule,
    at: usize,
    source: Source,
}

/// What belongs to the set as a whole.
struct Head {
    id: String,
    version: String,
    title: Words,
    registry: Registry,
}

/// Everything that can be read without knowing the names.
#[derive(Default)]
struct Body {
    regions: Vec<String>,
    policies: Vec<(String, Policy)>,
    tables: Vec<(Table, usize, usize)>,
    features: Vec<(Level, String, Source)>,
    drafts: Vec<Draft>,
    population: Option<Source>,
    category: Option<Source>,
    severity: Option<Source>,
    categories: Vec<(u8, Words)>,
    silence: Silence,
}

pub(super) fn parse(
    files: &[(String, String)],
    book: &LimitBook,
) -> Result<RuleSet, Vec<RuleFault>> {
    let mut pages: Vec<Page> = files.iter().map(|(name, text)| Page::new(name, text)).collect();
    let roots: Vec<Option<DeTable>> = pages.iter_mut().map(root).collect();
    let mut body = Body::default();
    let mut head = None;
    for (index, (page, root)) in pages.iter_mut().zip(&roots).enumerate() {
        let Some(root) = root else { continue };
        let top = Part::new(root, 0);
        top.only(page, &SECTIONS);
        if index == 0 {
            head = read_head(page, &top);
        }
        read_body(page, index, &top, &mut body);
    }
    let Some(head) = head else { return Err(all_faults(pages)) };
    finish(pages, book, head, body)
}

fn all_faults(pages: Vec<Page>) -> Vec<RuleFault> {
    let mut faults: Vec<RuleFault> = Vec::new();
    for mut page in pages {
        page.faults.sort_by_key(|fault| (fault.line, fault.column));
        faults.append(&mut page.faults);
    }
    faults
}

fn read_head(page: &mut Page, top: &Part) -> Option<Head> {
    let id = top.text(page, "id");
    let version = top.text(page, "version");
    let title = top.words(page, "title");
    let registry = top.part(page, "registry");
    let registry = registry.and_then(|part| read_registry(page, &part));
    Some(Head { id: id?.0, version: version?.0, title: title?, registry: registry? })
}

fn read_registry(page: &mut Page, part: &Part) -> Option<Registry> {
    part.only(page, &["households", "persons"]);
    let households = part.part(page, "households");
    let persons = part.part(page, "persons");
    let (households, persons) = (households?, persons?);
    households.only(page, &["key", "region", "columns"]);
    persons.only(page, &["key", "household", "columns"]);
    let household_key = households.text(page, "key");
    let region = households.text(page, "region");
    let person_key = persons.text(page, "key");
    let person_household = persons.text(page, "household");
    Some(Registry {
        household_columns: columns(page, &households),
        person_columns: columns(page, &persons),
        household_key: household_key?.0,
        region: region?.0,
        person_key: person_key?.0,
        person_household: person_household?.0,
    })
}

fn read_body(page: &mut Page, index: usize, top: &Part, body: &mut Body) {
    body.regions.extend(top.texts(page, "regions"));
    if let Some(part) = top.maybe_part(page, "unknown") {
        body.silence = silence(page, &part, body.silence);
    }
    if let Some(part) = top.maybe_part(page, "policy") {
        policies(page, &part, &mut body.policies);
    }
    if let Some(part) = top.maybe_part(page, "tables") {
        for (name, at, entry) in part.entries() {
            if let Some(table) = entry.long(page).and_then(|part| table(page, &name, &part)) {
                body.tables.push((table, index, at));
            }
        }
    }
    for (level, key) in [(Level::Person, "person"), (Level::Household, "household")] {
        let Some(part) = top.maybe_part(page, key) else { continue };
        for (name, at, entry) in part.entries() {
            let Some(source) = feature(page, index, &entry, body.silence) else { continue };
            if body.features.iter().any(|(l, n, _)| *l == level && *n == name) {
                page.fault(at, format!("the {key} feature `{name}` is already defined"));
            }
            body.features.push((level, name, source));
        }
    }
    for part in top.parts(page, "rules") {
        if let Some(draft) = draft(page, index, &part) {
            body.drafts.push(draft);
        }
    }
    if let Some(part) = top.maybe_part(page, "set") {
        set(page, index, &part, body);
    }
}

fn silence(page: &mut Page, part: &Part, usual: Silence) -> Silence {
    part.only(page, &["absent", "uncovered", "no_row"]);
    let mut gap = |key: &str, usual| match part.maybe_text(page, key) {
        None => usual,
        Some((text, at)) => super::Gap::parse(&text).unwrap_or_else(|| {
            page.fault(at, format!("`{text}`: write zero or unknown"));
            usual
        }),
    };
    Silence {
        absent: gap("absent", usual.absent),
        uncovered: gap("uncovered", usual.uncovered),
        no_row: gap("no_row", usual.no_row),
    }
}

fn policies(page: &mut Page, part: &Part, found: &mut Vec<(String, Policy)>) {
    let kinds: Vec<&str> = FaultKind::ALL.iter().map(|kind| kind.name()).collect();
    for (name, at, entry) in part.entries() {
        if !kinds.contains(&name.as_str()) {
            let hint = hint(&name, kinds.iter().copied());
            page.fault(at, format!("unknown kind of fault `{name}`{hint}"));
            continue;
        }
        let fixed = FaultKind::ALL.iter().any(|kind| kind.name() == name && kind.always_refused());
        match entry.short(page).as_ref().map(|(text, _)| text.as_str()) {
            Some("refuse") => found.push((name, Policy::Refuse)),
            Some("set-aside") if fixed => {
                page.fault(at, format!("`{name}` cannot be set aside: no result could be right"));
            }
            Some("set-aside") => found.push((name, Policy::SetAside)),
            _ => page.fault(at, "write \"refuse\" or \"set-aside\""),
        }
    }
}

/// `"expression"` or `{ is = "expression", unknown = { absent = "zero" } }`.
fn feature(page: &mut Page, index: usize, entry: &Entry, usual: Silence) -> Option<Source> {
    if let Some((text, at)) = entry.short(page) {
        return Some(Source { page: index, at, text, silence: usual });
    }
    let part = entry.long(page)?;
    part.only(page, &["is", "unknown"]);
    let own = part.maybe_part(page, "unknown");
    let silence = own.map_or(usual, |part| silence(page, &part, usual));
    let (text, at) = part.text(page, "is")?;
    Some(Source { page: index, at, text, silence })
}

fn small(page: &mut Page, part: &Part, key: &str, most: u8) -> Option<u8> {
    let number = part.number(page, key)?;
    let small = u8::try_from(number).ok().filter(|n| (1..=most).contains(n));
    if small.is_none() {
        page.fault(part.at, format!("`{key}` is {number}; it must be 1 to {most}"));
    }
    small
}

fn draft(page: &mut Page, index: usize, part: &Part) -> Option<Draft> {
    const KEYS: [&str; 8] = ["id", "bit", "severity", "when", "finds", "why", "remedy", "source"];
    part.only(page, &KEYS);
    let id = part.text(page, "id");
    let bit = small(page, part, "bit", 64);
    let severity = small(page, part, "severity", 100);
    let when = part.text(page, "when");
    let finds = part.words(page, "finds");
    let why = part.words(page, "why");
    let remedy = part.words(page, "remedy");
    let origin = part.text(page, "source");
    let (text, at) = when?;
    let (id, place) = id?;
    if id.is_empty() || id.bytes().any(|b| !b.is_ascii_alphanumeric() && b != b'_' && b != b'-') {
        page.fault(place, "an id is made of A-Z, a-z, 0-9, _ and -");
    }
    let source = Source { page: index, at, text: text.clone(), silence: Silence::USUAL };
    let rule = Rule {
        id,
        bit: bit?,
        severity: severity?,
        when: Cond::Const(false),
        text,
        finds: finds?,
        why: why?,
        remedy: remedy?,
        source: origin?.0,
    };
    Some(Draft { rule, at: place, source })
}

fn set(page: &mut Page, index: usize, part: &Part, body: &mut Body) {
    part.only(page, &["population", "category", "severity", "categories"]);
    let read = |page: &mut Page, key: &str| {
        let (text, at) = part.text(page, key)?;
        Some(Source { page: index, at, text, silence: Silence::USUAL })
    };
    body.population = read(page, "population");
    body.category = read(page, "category");
    body.severity = read(page, "severity");
    for item in part.parts(page, "categories") {
        item.only(page, &["code", "zh", "en"]);
        let code = small(page, &item, "code", 250);
        let (zh, en) = (item.text(page, "zh"), item.text(page, "en"));
        let (Some(code), Some((zh, _)), Some((en, _))) = (code, zh, en) else { continue };
        if body.categories.iter().any(|(known, _)| *known == code) {
            page.fault(item.at, format!("category {code} is already defined"));
        }
        body.categories.push((code, Words { zh, en }));
    }
    if body.categories.is_empty() {
        page.fault(part.at, "`categories` is missing: [{ code = 1, zh = \"…\", en = \"…\" }]");
    }
}

fn finish(
    pages: Vec<Page>,
    book: &LimitBook,
    head: Head,
    mut body: Body,
) -> Result<RuleSet, Vec<RuleFault>> {
    let mut checker = Checker::new(pages, book, head.registry);
    for (table, index, at) in std::mem::take(&mut body.tables) {
        if table.name == "persons" || checker.tables.iter().any(|known| known.name == table.name) {
            checker.pages[index]
                .fault(at, format!("the table `{}` is already defined", table.name));
        }
        checker.tables.push(table);
    }
    body.drafts.sort_by_key(|draft| draft.rule.bit);
    unique_rules(&mut checker, &body.drafts);
    checker.rule_ids = body.drafts.iter().map(|draft| draft.rule.id.clone()).collect();
    checker.sources = std::mem::take(&mut body.features);
    checker.check_features();
    let mut rules = Vec::new();
    for mut draft in std::mem::take(&mut body.drafts) {
        if let Some(when) = checker.condition(&draft.source, Scope::Rule) {
            draft.rule.when = when;
        }
        rules.push(draft);
    }
    circles(&mut checker, &rules);
    let (population, category, severity) = set_level(&mut checker, &body);
    if checker.pages.iter().any(|page| !page.faults.is_empty()) {
        return Err(all_faults(checker.pages));
    }
    Ok(RuleSet {
        id: head.id,
        version: head.version,
        title: head.title,
        registry: checker.registry,
        tables: checker.tables,
        features: checker.features,
        rules: rules.into_iter().map(|draft| draft.rule).collect(),
        population,
        category,
        severity,
        categories: body.categories,
        limits: checker.limits,
        regions: body.regions,
        policies: body.policies,
    })
}

fn unique_rules(checker: &mut Checker, drafts: &[Draft]) {
    for (index, draft) in drafts.iter().enumerate() {
        let page = &mut checker.pages[draft.source.page];
        for before in &drafts[..index] {
            if before.rule.bit == draft.rule.bit {
                let text =
                    format!("bit {} is already that of `{}`", draft.rule.bit, before.rule.id);
                page.fault(draft.at, text);
            }
            if before.rule.id == draft.rule.id {
                page.fault(draft.at, format!("the rule `{}` is already defined", draft.rule.id));
            }
        }
    }
}

/// Rules may count hits of other rules, but not in a circle.
fn circles(checker: &mut Checker, rules: &[Draft]) {
    for (index, draft) in rules.iter().enumerate() {
        let mut open = super::expression::rules_used(&draft.rule.when);
        let mut seen = Vec::new();
        while let Some(next) = open.pop() {
            if next == index {
                let text = format!("`{}` depends on its own hit", draft.rule.id);
                checker.pages[draft.source.page].fault(draft.source.at, text);
                break;
            }
            if !seen.contains(&next) {
                seen.push(next);
                open.extend(super::expression::rules_used(&rules[next].rule.when));
            }
        }
    }
}

fn set_level(checker: &mut Checker, body: &Body) -> (Cond, Num, Num) {
    let (mut population, mut category, mut severity) =
        (Cond::Const(true), Num::Const(1), Num::Const(1));
    let (Some(one), Some(two), Some(three)) = (&body.population, &body.category, &body.severity)
    else {
        checker.pages[0].fault(0, "`[set]` needs population, category and severity");
        return (population, category, severity);
    };
    if let Some(checked) = checker.condition(one, Scope::Population) {
        population = checked;
    }
    if let Some(checked) = checker.plain_number(two, Scope::Set) {
        category = checked;
    }
    if let Some(checked) = checker.plain_number(three, Scope::Set) {
        severity = checked;
    }
    (population, category, severity)
}

impl Type {
    /// `分`, `元/人`, `%`, `月` …, `code` or `day`, with what a number in it is multiplied by.
    pub(super) fn parse(text: &str) -> Option<(Type, i64)> {
        match text {
            "code" => Some((Type::Code, 1)),
            "day" => Some((Type::Day, 1)),
            _ => Unit::parse(text).map(|(unit, scale)| (Type::Number(unit), scale)),
        }
    }
}
