//! What holds for every topic: sorted lists, whole limits, statements that both engines take.

use std::sync::Arc;

use super::*;
use crate::base::{Clock, Day};
use crate::record::{AfterClose, Field, Keys, Kind, Ledger, fresh_schema};

fn check(ledger: &mut Ledger) {
    let day = Day::new(2021, 12, 31).unwrap();
    ledger.watch(&rule_books(), "tj-cd", day).unwrap();
    for book in rule_books() {
        for rule in book.rules {
            let misfits = rule.misfits(&book.columns(&mut ledger.engine, rule));
            assert_eq!(misfits, None, "{}", rule.id);
        }
    }
}

fn open(address: &str) -> Ledger {
    let clock = Clock::fixed(Day::new(2022, 1, 1).unwrap());
    Ledger::open(address, Arc::new(catalog()), Arc::new(Keys::of(&[1; 32])), clock).unwrap()
}

#[test]
fn every_rule_runs_on_both_engines() {
    check(&mut open(":memory:"));
    check(&mut open(&fresh_schema("topics")));
}

#[test]
fn lists_are_sorted_and_names_fit_their_topic() {
    assert!(ALL.windows(2).all(|w| w[0].name < w[1].name));
    let mut told: Vec<&str> = TOLD.iter().map(|topic| topic.name).collect();
    told.sort_unstable();
    assert!(ALL.iter().map(|topic| topic.name).eq(told), "each topic is told of once");
    for topic in ALL {
        assert_eq!(topic.watch.topic, topic.name);
        let rules: Vec<&str> = topic.watch.rules.iter().map(|r| r.id).collect();
        let indicators: Vec<&str> = topic.indicators.iter().map(|i| i.id).collect();
        for ids in [rules, indicators] {
            assert!(ids.windows(2).all(|w| w[0] < w[1]), "{ids:?}");
            assert!(ids.iter().all(|id| id.starts_with(&format!("{}.", topic.name))), "{ids:?}");
        }
        for rule in topic.watch.rules {
            let said = [rule.finds, rule.because, rule.remedy];
            assert!(said.iter().all(|t| !t.zh.is_empty() && !t.en.is_empty()), "{}", rule.id);
            assert!(!rule.source.is_empty(), "{} needs a source", rule.id);
        }
    }
}

#[test]
fn declared_names_are_fields() {
    for register in catalog().registers {
        for name in register.key.iter().chain([&register.day, &register.region]) {
            register.at(name);
        }
    }
    for indicator in indicators() {
        let whole = indicator.whole.map_or(indicator.splits, |whole| whole.splits);
        assert!(indicator.splits.iter().all(|split| whole.contains(split)), "{}", indicator.id);
        let register = indicator.register;
        register.at(indicator.day);
        // What may change in a closed period must not be what is summed or dated by.
        let summed = match indicator.measure {
            crate::record::Total::Rows => None,
            crate::record::Total::Sum(field) | crate::record::Total::Distinct(field) => Some(field),
        };
        for name in summed.into_iter().chain([indicator.day, register.region, register.day]) {
            let field = register.field(name).expect("declared");
            assert_eq!(field.after_close, AfterClose::Frozen, "{} {name}", indicator.id);
        }
        indicator.splits.iter().for_each(|split| {
            register.at(split);
        });
        let query = crate::record::Query::of(register);
        for keep in indicator.keeps {
            let words: &[&str] = match keep {
                crate::measure::Keep::Is(_, word) => &[word],
                crate::measure::Keep::OneOf(_, words) => words,
                _ => &[],
            };
            let (crate::measure::Keep::Is(field, _)
            | crate::measure::Keep::OneOf(field, _)
            | crate::measure::Keep::Filled(field)
            | crate::measure::Keep::Empty(field)) = keep;
            let field = &query.register.fields[query.register.at(field)];
            assert!(words.iter().all(|word| is_word(field, word)), "{words:?} of {}", indicator.id);
        }
    }
}

#[test]
fn no_heading_names_two_fields() {
    use crate::import::heading::plain;
    for register in registers() {
        let mut headings = std::collections::BTreeSet::new();
        for field in register.fields {
            for heading in field.also {
                assert!(headings.insert(plain(heading)), "{heading} of {register:?}");
            }
        }
    }
}

#[test]
fn what_is_referred_to_has_one_plain_key() {
    for register in registers() {
        for name in register.fields.iter().filter_map(|field| field.names_rows_of()) {
            let target = super::register(name).unwrap();
            assert_eq!(target.key.len(), 1, "{target:?}");
            for field in target.fields.iter().filter(|f| f.names || target.key.contains(&f.name)) {
                assert_eq!(field.kind, Kind::Text, "{} of {target:?}", field.name);
            }
        }
    }
}

fn is_word(field: &Field, word: &str) -> bool {
    matches!(field.kind, Kind::Choice(words) if words.iter().any(|choice| choice.word == word))
}

/// Words, signs and quoted texts of a statement; a text keeps its first quote.
fn tokens(sql: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for (at, part) in sql.split('\'').enumerate() {
        if at % 2 == 1 {
            tokens.push(format!("'{part}"));
            continue;
        }
        let spaced = part.replace('(', " ( ").replace([')', ','], " ");
        tokens.extend(spaced.split_whitespace().map(str::to_string));
    }
    tokens
}

/// The field that a text of a statement is compared with: what stands before `=`, `<>`, `in (`, or
/// behind the `case` to whose `when` it belongs. `None` for patterns and for names of limits.
fn compared(tokens: &[String], at: usize) -> Option<String> {
    let before = tokens[..at].iter().rev();
    let mut before = before.skip_while(|token| token.starts_with('\'')).map(String::as_str);
    let name = match before.next()? {
        "=" | "<>" => before.next()?,
        "(" => match before.next()? {
            "in" => before.find(|token| *token != "not")?,
            _ => return None,
        },
        "when" => {
            let case = tokens[..at].iter().rposition(|token| token == "case")?;
            &tokens[case + 1]
        }
        _ => return None,
    };
    Some(name.trim_start_matches('(').to_string())
}

/// What a statement's texts are compared with that are no words of the field: a typo finds nothing,
/// and nothing would say so.
fn strange_words(sql: &str) -> Vec<String> {
    let tokens = tokens(sql);
    let tables = tokens.windows(2).filter_map(|pair| {
        let name = pair[0].strip_suffix("_now")?;
        Some((pair[1].clone(), catalog().register(name).ok()?))
    });
    let tables: Vec<_> = tables.collect();
    let mut strange = Vec::new();
    for (at, text) in tokens.iter().enumerate() {
        let (Some(word), Some(name)) = (text.strip_prefix('\''), compared(&tokens, at)) else {
            continue;
        };
        let (alias, name) = name.split_once('.').unwrap_or(("", &name));
        let mut fields = tables.iter().filter(|(a, _)| a == alias);
        if !fields.any(|(_, register)| register.field(name).is_some_and(|f| is_word(f, word))) {
            strange.push(format!("{alias}.{name} {word}"));
        }
    }
    strange
}

#[test]
fn statements_ask_only_for_words_that_fields_have() {
    let statements = ALL.iter().map(|topic| topic.watch.statements);
    let statements: std::collections::BTreeSet<&str> = statements.collect();
    let mut compared = 0;
    for file in statements {
        for statement in file.split(';') {
            assert_eq!(strange_words(statement), Vec::<String>::new());
            compared += tokens(statement).iter().filter(|t| t.starts_with('\'')).count();
        }
    }
    assert!(compared > 40, "{compared}");
}

#[test]
fn a_mistyped_word_of_a_statement_is_seen() {
    let sql = "select f.id, sum(case f.stage when '到帐' then 1 when '支付' then 2 end) \
        from funds_now f join people_now h on h.id = f.id \
        where f.stage not in ('拨付', '波付') and h.cadre_tie <> '村干' and f.purpose like '%购车%' \
        and limit('funds.idle_days', f.county, $2) > 3";
    assert_eq!(strange_words(sql), ["f.stage 到帐", "f.stage 波付", "h.cadre_tie 村干"]);
}

#[test]
fn a_key_is_made_of_fields_that_every_row_has() {
    for register in registers() {
        for name in register.key {
            assert!(register.fields[register.at(name)].required, "{name} of {register:?}");
        }
    }
}

/// Movements of money as a csv: voucher, county, day.
fn movements(rows: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut text =
        "批次号,环节,资金层级,资金用途,支援方,受援县,金额（元）,日期,凭证号\n".to_string();
    for (voucher, county, day) in rows {
        text += &format!("JN-1,到账,区级,产业,天津市津南区,{county},100,{day},{voucher}\n");
    }
    text.into_bytes()
}

#[test]
fn closed_and_foreign_rows_come_back_and_the_good_ones_land() {
    use crate::import::{Arrival, accept, try_out};
    use crate::record::{Actor, Origin, Query, Role};
    let mut ledger = open(":memory:");
    let me = Actor::system("t");
    let clerk = Actor { role: Role::County, scope: vec!["130825".into()], ..Actor::system("张") };
    let register = ledger.catalog.register("funds").unwrap();
    fn arrival<'a>(
        actor: &'a Actor,
        register: &'static crate::record::Register,
        bytes: &'a [u8],
    ) -> Arrival<'a> {
        let (programme, origin) = ("tj-cd", Origin::Own);
        let (others, mappings, name) = (&[][..], &[][..], "资金.csv");
        let beside = BESIDE;
        Arrival { actor, programme, origin, register, others, beside, mappings, name, bytes }
    }
    let before = movements(&[("V-1", "隆化县", "2021-02-05"), ("V-2", "隆化县", "2021-08-05")]);
    accept(&mut ledger, &arrival(&me, register, &before), &mut |_| Ok(())).unwrap();
    ledger.close(&me, "tj-cd", Day::parse("2021-06-30").unwrap(), "半年").unwrap();

    // What stands already, one correction into the closed months, two new rows of which one is open,
    // and one of another county.
    let file = movements(&[
        ("V-1", "隆化县", "2021-02-05"),
        ("V-2", "隆化县", "2021-03-05"),
        ("V-3", "隆化县", "2021-03-05"),
        ("V-4", "隆化县", "2021-09-05"),
        ("V-5", "围场县", "2021-09-05"),
    ]);
    let arrival = arrival(&clerk, register, &file);
    let looked = try_out(&mut ledger, &arrival).unwrap();
    let done = accept(&mut ledger, &arrival, &mut |_| Ok(())).unwrap();
    for outcome in [&looked, &done] {
        let faults = &outcome.reading.faults;
        let told: Vec<(u32, &str)> =
            faults.iter().map(|f| (f.place.row, f.place.field.as_str())).collect();
        assert_eq!(told, [(3, "day"), (4, "day"), (6, "county")]);
        assert_eq!((outcome.read, outcome.rejected), (5, 3));
        assert_eq!(faults[2].place.to_string(), "资金!F6");
    }
    assert_eq!((done.accepted, done.unchanged), (1, 1));
    let rows = ledger.list(&me, &Query::of(register)).unwrap();
    assert_eq!(rows.len(), 3);
    assert!(ledger.verify(None, &mut |_| {}).unwrap().is_whole());
}

#[test]
fn architecture_counts_rules_and_figures_as_they_are() {
    let map = include_str!("../../../../ARCHITECTURE.md");
    for topic in ALL {
        let own = |line: &&str| line.trim_start().starts_with(&format!("{} ", topic.name));
        let line = map.lines().find(own).expect("a line of the map");
        let (rules, figures) = (topic.watch.rules.len(), topic.indicators.len());
        let said = [format!(" {rules} rules"), format!(" {figures} figures")];
        assert!(said.iter().all(|said| line.contains(said)), "{line}: {said:?}");
    }
}

/// Each rule and indicator stands in a table of its topic, by its whole name.
#[test]
fn every_rule_and_indicator_has_a_table() {
    let tables = [
        ("agreements", include_str!("agreements/tests.rs")),
        ("cadres", include_str!("cadres/tests.rs")),
        ("care", include_str!("care/tests.rs")),
        ("deals", include_str!("deals/tests.rs")),
        ("exits", include_str!("exits/tests.rs")),
        ("firms", include_str!("firms/tests.rs")),
        ("funds", include_str!("funds/tests.rs")),
        ("leases", include_str!("leases/tests.rs")),
        ("households", include_str!("households/tests.rs")),
        ("guarantees", include_str!("guarantees/tests.rs")),
        ("pairings", include_str!("pairings/tests.rs")),
        ("policies", include_str!("policies/tests.rs")),
        ("posts", include_str!("posts/tests.rs")),
        ("projects", include_str!("projects/tests.rs")),
        ("relocations", include_str!("relocations/tests.rs")),
        ("resettlement", include_str!("resettlement/tests.rs")),
        ("sales", include_str!("sales/tests.rs")),
        ("statements", include_str!("statements/tests.rs")),
        ("tasks", include_str!("tasks/tests.rs")),
    ];
    for topic in ALL {
        let (_, table) = tables.iter().find(|(name, _)| *name == topic.name).expect("its tests");
        let rules = topic.watch.rules.iter().map(|rule| rule.id);
        let rules = rules.map(|id| format!("\"{id}\""));
        let name = |id: &'static str| id.split_once('.').expect("a topic and a name").1;
        let named = topic.indicators.iter().map(|i| name(i.id).to_uppercase());
        let missing: Vec<String> = rules
            .chain(named.map(|name| format!("&measure::{name}")))
            .filter(|word| !table.contains(word))
            .collect();
        assert!(missing.is_empty(), "no table for {missing:?}");
    }
}

/// A clearance holds for the version that was seen; the next one follows it, and a demo's is a demo's.
#[test]
fn a_row_that_changed_is_found_and_cleared_again() {
    use crate::record::{Act, Actor, Change, Compare, EntryKind, Op, Origin, Query};
    use crate::watch::{CLEARANCES, Finding, Which};
    let (mut ledger, _) = table::recorded(
        "funds:  batch  stage  amount  payee   payee_kind
                 B1     支付   100     水泥商  个人账户",
    );
    let me = Actor::system("t");
    let rule = rule("funds.personal_account").unwrap();
    let day = Day::new(2021, 12, 31).unwrap();
    let found = |ledger: &mut Ledger| -> Vec<Finding> {
        ledger.watch(&rule_books(), table::PROGRAMME, day).unwrap();
        let which = Which { rule: rule.id, ..Which::default() };
        ledger.findings(&me, &which).unwrap()
    };
    let clear = |ledger: &mut Ledger, found: &[Finding], reason: &str| {
        ledger.clear(&me, rule, table::PROGRAMME, found, reason).map(|_| ())
    };
    let first = found(&mut ledger);
    assert!(first[0].cleared.is_none() && clear(&mut ledger, &first, "短").is_err());
    clear(&mut ledger, &first, "已与凭证核对").unwrap();
    assert!(found(&mut ledger)[0].cleared.is_some());

    let row = ledger.get(&me, rule.register, &first[0].row).unwrap().unwrap();
    let mut values = row.values.clone();
    values[rule.register.fields.iter().position(|f| f.name == "amount").unwrap()] = 200.into();
    let act = Act {
        kind: EntryKind::Correct,
        actor: &me,
        reason: "金额".to_string(),
        programme: table::PROGRAMME.to_string(),
        origin: Origin::Synthetic,
        source: String::new(),
        sheets: Vec::new(),
    };
    let change = Change::of(rule.register, &row.id, Op::Sealed(values));
    ledger.write(&act, &mut std::iter::once(Ok(change))).unwrap();
    let second = found(&mut ledger);
    assert!(second[0].cleared.is_none(), "another version was seen");
    clear(&mut ledger, &second, "更正后再次核对").unwrap();
    let all = Query::of(&CLEARANCES).filter("rule", Compare::Is, rule.id);
    let cleared = ledger.list(&me, &all).unwrap();
    assert_eq!(cleared.len(), 1, "the second follows the first");
    assert_eq!(cleared[0].origin, Origin::Synthetic);
    assert_eq!(ledger.history(&me, &CLEARANCES, &cleared[0].id).unwrap().len(), 2);
}
