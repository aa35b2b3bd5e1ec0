//! The registers of parties: their descriptions hold together, and their checks say what is wrong.

use std::collections::BTreeSet;

use super::identity::{disability_card, judge, organisation_code, uscc};
use super::industry::industry;
use super::{PEOPLE, PROGRAMMES, REGISTERS, regions};
use crate::base::{Day, Fault};
use crate::record::{Kind, Register, Row, Value, parted};

/// A row of a register from the fields that are given.
fn row(register: &'static Register, given: &[(&str, &str)]) -> Vec<Value> {
    let mut values = vec![Value::Null; register.fields.len()];
    for (field, text) in given {
        values[register.at(field)] = (*text).into();
    }
    values
}

fn faults(register: &'static Register, given: &[(&str, &str)]) -> Vec<Fault> {
    let values = row(register, given);
    let mut faults = Vec::new();
    (register.check)(&Row { register, values: &values }, &mut faults);
    faults
}

fn fields_at_fault(register: &'static Register, given: &[(&str, &str)]) -> Vec<String> {
    faults(register, given).into_iter().map(|f| f.place.field).collect()
}

const PERSON: &[(&str, &str)] =
    &[("name", "李明"), ("id_number", "13082819650312001X"), ("region", "130828101")];

#[test]
fn registers_name_only_fields_that_they_declare() {
    for register in REGISTERS {
        let mut names = BTreeSet::new();
        for field in register.fields {
            assert!(names.insert(field.name), "{} twice in {register:?}", field.name);
            assert!(!field.label.zh.is_empty() && !field.label.en.is_empty());
            if let Kind::Choice(choices) = field.kind {
                let words: BTreeSet<&str> = choices.iter().map(|c| c.word).collect();
                assert_eq!(words.len(), choices.len(), "{}", field.name);
            }
        }
        let named = register.key.iter().chain([&register.day, &register.region]);
        assert!(named.clone().all(|name| names.contains(name)), "{register:?}");
    }
}

#[test]
fn what_is_entered_for_a_person_must_agree_with_the_id_number() {
    assert_eq!(faults(&PEOPLE, PERSON), []);
    let with =
        |more: &[(&'static str, &'static str)]| fields_at_fault(&PEOPLE, &[PERSON, more].concat());
    assert_eq!(with(&[("sex", "男"), ("born_on", "1965-03-12")]), [""; 0]);
    assert_eq!(with(&[("sex", "女"), ("born_on", "1965-03-13")]), ["sex", "born_on"]);
    assert_eq!(with(&[("died_on", "1964-01-01")]), ["died_on"]);
    assert_eq!(with(&[("health", "残疾")]), ["disability_level"]);
    assert_eq!(with(&[("health", "健康"), ("disability_level", "二级")]), ["health"]);
    assert_eq!(with(&[("household_type", "脱贫户")]), ["household"]);
    assert_eq!(with(&[("name", "李 明2")]), ["name"]);
}

#[test]
fn a_programme_has_a_plain_code_and_ends_after_it_begins() {
    let given = [("code", "TJ CD"), ("from_day", "2021-01-01"), ("until_day", "2020-12-31")];
    assert_eq!(fields_at_fault(&PROGRAMMES, &given), ["code", "until_day"]);
    let names: Vec<&str> = parted("承德职业技术学院、 承德应职院").collect();
    assert_eq!(names, ["承德职业技术学院", "承德应职院"]);
}

#[test]
fn industries_are_found_by_code() {
    assert_eq!(industry("0314").map(|i| i.name), Some("羊的饲养"));
    assert_eq!(industry("0142").map(|i| i.name), Some("食用菌种植"));
    assert_eq!(industry("9999"), None);
}

proptest::proptest! {
    /// Whatever a cell holds, it is judged and not stumbled over.
    #[test]
    fn no_text_stops_a_judgement(text in "[0-9XＸ县市区承德隆化桥东A-Z一.+ -]{0,24}") {
        let today = Day::new(2022, 2, 26).unwrap();
        for kind in [Kind::IdNumber, Kind::Phone, Kind::Bank] {
            let judged = judge(kind, &text, today);
            proptest::prop_assert!(judged.value.is_some() || !judged.flaws.is_empty());
        }
        let _ = (uscc(&text), organisation_code(&text), disability_card(&text, today));
        if let Ok(found) = regions().find(&text, today, None) {
            proptest::prop_assert!(regions().path(&found.code, 2022).is_some());
        }
    }
}
