//! What holds for every topic: sorted lists, whole limits, statements that both engines take.

use std::sync::Arc;

use super::*;
use crate::base::{Clock, Day};
use crate::record::{Engine, Keys, Ledger};

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
    let postgres = std::env::var("LUANHE_TEST_POSTGRES").expect("./test starts a PostgreSQL");
    let mut engine = Engine::open(&postgres).unwrap();
    engine.batch("drop schema if exists topics cascade; create schema topics").unwrap();
    check(&mut open(&format!("{postgres} options='-c search_path=topics'")));
}

#[test]
fn lists_are_sorted_and_names_fit_their_topic() {
    assert!(ALL.windows(2).all(|w| w[0].name < w[1].name));
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
    for indicator in ALL.iter().flat_map(|t| t.indicators) {
        let register = indicator.register;
        register.at(indicator.day);
        indicator.splits.iter().for_each(|split| {
            register.at(split);
        });
        let query = crate::record::Query::of(register);
        for keep in indicator.keeps {
            let (crate::measure::Keep::Is(field, _)
            | crate::measure::Keep::OneOf(field, _)
            | crate::measure::Keep::Filled(field)
            | crate::measure::Keep::Empty(field)) = keep;
            query.register.at(field);
        }
    }
    for (register, headings) in headings() {
        headings.iter().for_each(|(field, _)| {
            register.at(field);
        });
    }
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
        ("funds", include_str!("funds/tests.rs")),
        ("posts", include_str!("posts/tests.rs")),
        ("projects", include_str!("projects/tests.rs")),
    ];
    for topic in ALL {
        let (_, table) = tables.iter().find(|(name, _)| *name == topic.name).expect("its tests");
        let rules = topic.watch.rules.iter().map(|rule| rule.id);
        let missing: Vec<&str> = rules
            .chain(topic.indicators.iter().map(|indicator| indicator.id))
            .filter(|id| !table.contains(&format!("\"{id}\"")))
            .collect();
        assert!(missing.is_empty(), "no table for {missing:?}");
    }
}
