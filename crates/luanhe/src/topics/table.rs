//! Tests as tables that an official can read. A line that begins with a register and a colon names
//! columns; the lines below are its rows. `!` marks the rows that a rule must find, `-` is an empty
//! cell, money is in yuan, a decimal in its smallest unit. Required fields without a column get something plausible.

use std::sync::Arc;

use super::{ALL, catalog, rule};
use crate::base::{Clock, Day, Fen, Lang, RegionCode};
use crate::measure::{Indicator, Question};
use crate::record::{
    Act, Actor, Change, EntryKind, Keys, Kind, Ledger, Op, Origin, Register, Row, Value,
};
use crate::watch::{RuleBook, Which};

pub const PROGRAMME: &str = "tj-cd";

/// A ledger in memory that holds the rows of a table, and the ids of those that are marked.
pub fn recorded(table: &str) -> (Ledger, Vec<String>) {
    let clock = Clock::fixed(Day::new(2022, 1, 1).expect("a day"));
    let keys = Arc::new(Keys::of(&[1; 32]));
    let mut ledger = Ledger::open(":memory:", Arc::new(catalog()), keys, clock).unwrap();
    let (changes, marked) = read(&ledger, table);
    let act = Act {
        kind: EntryKind::Form,
        actor: &Actor::system("t"),
        reason: String::new(),
        programme: PROGRAMME.to_string(),
        origin: Origin::Synthetic,
        source: String::new(),
        sheets: Vec::new(),
    };
    ledger.write(&act, &mut changes.into_iter().map(Ok)).unwrap();
    (ledger, marked)
}

fn read(ledger: &Ledger, table: &str) -> (Vec<Change>, Vec<String>) {
    let (mut changes, mut marked) = (Vec::new(), Vec::new());
    let mut head: Option<(&'static Register, Vec<&str>)> = None;
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // A time of day has a colon too, but never behind one word alone.
        let named = line.split_once(':').filter(|(name, _)| !name.contains(' '));
        if let Some((name, columns)) = named {
            let register = ledger.catalog.register(name).unwrap();
            head = Some((register, columns.split_whitespace().collect()));
            continue;
        }
        let (register, columns) = head.as_ref().expect("a register before its rows");
        let (found, cells) = line.strip_prefix('!').map_or((false, line), |cells| (true, cells));
        let cells: Vec<&str> = cells.split_whitespace().collect();
        assert_eq!(cells.len(), columns.len(), "{line}");
        let given: Vec<(&str, &str)> = columns.iter().copied().zip(cells).collect();
        let named = given.iter().find(|(column, _)| *column == "id");
        let number = format!("{:03}", changes.len() + 1);
        let id = named.map_or_else(|| number.clone(), |(_, id)| id.to_string());
        let fields: Vec<(&str, &str)> = given.into_iter().filter(|(c, _)| *c != "id").collect();
        changes.push(Change::of(register, &id, Op::Put(values(register, &fields, &number))));
        marked.extend(found.then_some(id));
    }
    (changes, marked)
}

/// One value for each field; `number` keeps natural keys apart.
fn values(register: &'static Register, given: &[(&str, &str)], number: &str) -> Vec<Value> {
    let unknown = given.iter().find(|(name, _)| register.field(name).is_none());
    assert_eq!(unknown, None, "a column that {} has not", register.name);
    let one = |field: &crate::record::Field| {
        let cell = given.iter().find(|(name, _)| *name == field.name).map(|(_, cell)| *cell);
        match (cell, field.kind) {
            (Some("-"), _) => Value::Null,
            (None, _) if !field.required => Value::Null,
            (Some(cell), Kind::Money) => Fen::parse(cell, Fen::YUAN).expect(cell).into(),
            (Some(cell), Kind::Whole | Kind::Decimal(_)) => cell.parse::<i64>().expect(cell).into(),
            (Some(cell), Kind::Day | Kind::Month) => Day::parse(cell).expect(cell).into(),
            (Some(cell), Kind::Choice(words)) => {
                assert!(words.iter().any(|choice| choice.word == cell), "{cell}");
                cell.into()
            }
            (Some(cell), _) => cell.into(),
            (None, Kind::Money) => Fen(10_000).into(),
            (None, Kind::Whole | Kind::Decimal(_)) => 1.into(),
            (None, Kind::Day | Kind::Month) => "2021-06-30".into(),
            (None, Kind::Choice(words)) => words[0].word.into(),
            (None, Kind::Region) => "130825".into(),
            (None, _) => format!("{}{number}", field.name).into(),
        }
    };
    register.fields.iter().map(one).collect()
}

/// Runs a rule over a table: it must find the marked rows, and no other. Gives its sentences.
pub fn check_rule(id: &str, as_of: &str, table: &str) -> Vec<String> {
    let (mut ledger, mut marked) = recorded(table);
    let wanted = rule(id).unwrap();
    let book = ALL.iter().map(|t| t.watch).find(|b| b.rules.iter().any(|r| r.id == id)).unwrap();
    let at = book.rules.iter().position(|r| std::ptr::eq(r, wanted)).unwrap();
    let alone = RuleBook { rules: &book.rules[at..=at], ..book };
    ledger.watch(&[alone], PROGRAMME, Day::parse(as_of).unwrap()).unwrap();
    let mut found = ledger.findings(&Actor::system("t"), &Which::default()).unwrap();
    found.sort_by(|a, b| a.row.cmp(&b.row));
    let said = || found.iter().map(|f| f.said.zh.clone()).collect::<Vec<_>>();
    marked.sort();
    let rows: Vec<&str> = found.iter().map(|f| f.row.as_str()).collect();
    assert_eq!(rows, marked, "{id}: {:#?}", said());
    assert!(found.iter().all(|f| !f.said.zh.contains(['{', '}'])), "{:#?}", said());
    said()
}

/// Asks for an indicator over a table: the figure as it is shown, from the cube and from the rows.
pub fn check_indicator(
    indicator: &'static Indicator,
    (from, to): (&str, &str),
    table: &str,
    shown: &str,
) {
    let (mut ledger, _) = recorded(table);
    let day = |iso| Day::parse(iso).unwrap();
    let home = RegionCode::parse("130800").unwrap();
    let question = Question::new(indicator, home, day(from), day(to));
    let me = Actor::system("t");
    let cube = ledger.ask(&me, &question).unwrap();
    assert_eq!(indicator.unit.shown(cube.value, Lang::Zh), shown, "{}", indicator.id);
    // What was known on that day is answered from the rows.
    let rows = Question { known_on: Some(ledger.clock.today()), ..question };
    let rows = ledger.ask(&me, &rows).unwrap();
    assert_eq!(cube.value, rows.value, "{}: cube and rows", indicator.id);
}

/// Gives a row (`field=value field=value`) to its register's check: each fault by field and reason.
pub fn check_row(register: &'static Register, row: &str, faults: &[&str]) {
    let given: Vec<(&str, &str)> =
        row.split_whitespace().map(|pair| pair.split_once('=').expect(pair)).collect();
    let values = values(register, &given, "1");
    let mut found = Vec::new();
    (register.check)(&Row { register, values: &values }, &mut found);
    let said: Vec<String> =
        found.iter().map(|f| format!("{}: {}", f.place.field, f.reason.zh)).collect();
    assert_eq!(said, faults, "{row}");
}
