//! Vectors: GB 11643 and GB 32100 as the domain brief §5.2–5.3 has them, all persons fictional;
//! the social credit codes are the standard's sample and public registrations of firms.

use super::{
    Judged, Sex, bank_account, citizen_id, disability_card, organisation_code, phone, uscc,
};
use crate::base::{Day, Severity};
use crate::record::{Kind, masked};

fn today() -> Day {
    Day::new(2022, 2, 26).unwrap()
}

fn reasons<T>(judged: &Judged<T>) -> String {
    judged.flaws.iter().map(|f| f.reason.zh.as_str()).collect::<Vec<_>>().join("|")
}

#[test]
fn id_numbers_give_birth_and_sex() {
    for (number, birth, sex) in [
        ("11010519491231002X", "1949-12-31", Sex::Female),
        ("13082819650312001x", "1965-03-12", Sex::Male),
        ("130821198001010026", "1980-01-01", Sex::Female),
        ("130881199202290037", "1992-02-29", Sex::Male),
        ("130825194810150042", "1948-10-15", Sex::Female),
        ("130822197511300017", "1975-11-30", Sex::Male),
    ] {
        let judged = citizen_id(number, today());
        assert_eq!(judged.flaws, [], "{number}");
        let id = judged.value.unwrap();
        assert_eq!((id.birth.to_string().as_str(), id.sex), (birth, sex), "{number}");
        assert_eq!(id.number, number.to_uppercase());
    }
    let id = citizen_id("13082819650312001X", today()).value.unwrap();
    assert_eq!(id.age(Day::new(2022, 3, 11).unwrap()), 56);
    assert_eq!(id.age(Day::new(2022, 3, 12).unwrap()), 57);
    assert_eq!(id.region(), "130828");
}

#[test]
fn each_fault_of_an_id_number_is_named() {
    for (number, reason) in [
        ("130828196503120010", "校验码不对"),
        ("440524188001010014", "年龄超过120岁"),
        ("130828196502300019", "出生日期不存在"),
        ("130828203001010019", "晚于今天"),
        ("1308281965031200", "应为18位，这里是16位"),
        ("13082819650312O01X", "以外的字符"),
        ("1.30828E+17", "末几位已丢失"),
        ("990828196503120010", "不是1980年以来"),
    ] {
        let judged = citizen_id(number, today());
        assert_eq!(judged.value, None, "{number}");
        assert!(reasons(&judged).contains(reason), "{number}: {}", reasons(&judged));
        for flaw in &judged.flaws {
            assert!(!flaw.reason.zh.contains(number) && !flaw.reason.en.is_empty());
        }
    }
    // All at once, not the first only.
    let all = reasons(&citizen_id("990828196502300010", today()));
    assert!(all.contains("区划代码") && all.contains("不存在") && all.contains("校验码"), "{all}");
}

#[test]
fn an_old_number_is_brought_to_eighteen_and_a_strange_county_is_doubted() {
    let judged = citizen_id("130828650312001", today());
    assert_eq!(judged.value.as_ref().unwrap().number, "13082819650312001X");
    assert_eq!(judged.flaws[0].severity, Severity::Doubt);

    let judged = citizen_id("130899196503120015", today());
    assert!(judged.value.is_some());
    assert_eq!(judged.flaws[0].severity, Severity::Doubt);
}

#[test]
fn disability_cards_carry_kind_and_level() {
    let card = disability_card("13082819650312001X43", today()).value.unwrap();
    assert_eq!((card.kind, card.level), (4, 3));
    assert!(disability_card("13082819650312001X43B1", today()).value.is_some());
    assert!(disability_card("13082819650312001X83", today()).value.is_none());
    assert!(disability_card("13082819650312001X45", today()).value.is_none());
    assert!(disability_card("13082819650312001X4", today()).value.is_none());
}

#[test]
fn social_credit_codes_are_judged_as_the_vectors_say() {
    let table = include_str!("../../../../../data/codes/uscc_vectors.csv");
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let judged = uscc(cells[0]);
        match cells[2] {
            "ok" => assert_eq!(judged.flaws, [], "{line}"),
            "real-but-fails-checksum" | "invalid-checksum" => {
                assert!(judged.value.is_some(), "{line}");
                assert!(reasons(&judged).contains("校验码"), "{line}");
            }
            _ => assert!(judged.value.is_none(), "{line}"),
        }
        if cells[4] == "True" {
            assert_eq!(organisation_code(&cells[0][8..17]).flaws, [], "{line}");
        }
    }
    for code in [
        "91130828MA0D3FX81T",
        "93130825MA08K2B410",
        "91120000MA05T7Q98Q",
        "52130800MJ0912AB2C",
        "91130822MA00003490",
        "91130822MA000004XW",
    ] {
        assert_eq!(uscc(code).flaws, [], "{code}");
    }
    assert_eq!(uscc("91350100M000100Y4Z").value, None);
    assert_eq!(organisation_code("MA000004-X").flaws, []);
    assert_eq!(organisation_code("MA000004-1").flaws.len(), 1);
}

#[test]
fn telephones_and_accounts_are_read_as_people_write_them() {
    assert_eq!(phone("138 0000 1234").value.as_deref(), Some("13800001234"));
    assert_eq!(phone("138 0000 1234").flaws, []);
    assert_eq!(phone("0314-1234567").flaws, []);
    assert_eq!(phone("1380000123").flaws.len(), 1);
    assert!(phone("无").value.is_none());
    assert_eq!(bank_account("6228480000000000019").value, None);
    assert!(bank_account("6228 4800 0000 0000 018").value.is_some());
    assert!(bank_account("0401012000012345").value.is_some());
    assert!(bank_account("12345a7890").value.is_none());
}

#[test]
fn masks_show_enough_to_tell_two_apart() {
    assert_eq!(masked(Kind::IdNumber, "13082819650312001X"), "130828********001X");
    assert_eq!(masked(Kind::Phone, "13800001234"), "138****1234");
}
