//! Texts against a small ledger whose totals are summed by hand.

use std::sync::Arc;

use super::{Checked, Checking, Phrases, Verdict, check};
use crate::base::{Clock, Day, RegionCode, Text, Unit, text};
use crate::measure::{self, Basis, Indicator, Keep, Nature};
use crate::record::{
    Act, Actor, Catalog, Change, EntryKind, Field, Keys, Kind, Ledger, Origin, Register, Total,
    Value,
};

static GIVEN: Register = Register {
    name: "given",
    title: text("资金", "money"),
    fields: &[
        Field::required("county", "县", "county", Kind::Region).filter(),
        Field::required("day", "日期", "day", Kind::Day).filter(),
        Field::required("use", "用途", "use", Kind::Text),
        Field::required("amount", "金额", "amount", Kind::Money),
        Field::required("holder", "人", "holder", Kind::Text),
    ],
    key: &[],
    day: "day",
    region: "county",
    personal: false,
    check: |_, _| {},
};

const fn flow(id: &'static str, title: Text, unit: Unit, measure: Total) -> Indicator {
    Indicator {
        id,
        title,
        unit,
        basis: Basis {
            nature: Nature::Flow,
            counted: text("到账", "arrived"),
            date: text("日期", "day"),
            place: text("县", "county"),
        },
        version: 1,
        register: &GIVEN,
        keeps: &[],
        measure,
        whole: None,
        day: "day",
        splits: &[],
        says: text("", ""),
        said: &[],
    }
}

static INDICATORS: &[Indicator] = &[
    flow("given.money", text("投入财政援助资金", "aid given"), Unit::Fen, Total::Sum("amount")),
    Indicator {
        keeps: &[Keep::Is("use", "产业")],
        ..flow(
            "given.industry",
            text("投入产业财政援助资金", "aid for industry"),
            Unit::Fen,
            Total::Sum("amount"),
        )
    },
    flow("given.people", text("帮助贫困人口", "people"), Unit::People, Total::Distinct("holder")),
];

/// 2020: 3 000 000 元 for industry; 2021: 1 000 000 元 for industry and 250 050 元 for roads; two persons.
fn ledger(origin: Origin) -> Ledger {
    let clock = Clock::fixed(Day::new(2022, 3, 1).unwrap());
    let catalog =
        Catalog { registers: vec![&GIVEN], derived: measure::derived(INDICATORS.iter().collect()) };
    let keys = Arc::new(Keys::of(&[1; 32]));
    let mut ledger = Ledger::open(":memory:", Arc::new(catalog), keys, clock).unwrap();
    let me = Actor::system("测试");
    let act = Act {
        kind: EntryKind::Form,
        actor: &me,
        reason: String::new(),
        programme: "p".to_string(),
        origin,
        source: String::new(),
        sheets: Vec::new(),
    };
    let rows = [
        ("130828", "2020-05-01", "产业", 300_000_000, "a"),
        ("130828", "2021-05-01", "产业", 100_000_000, "a"),
        ("130825", "2021-06-01", "道路", 25_005_000, "b"),
    ];
    let change = |(county, day, what, fen, holder): (&str, &str, &str, i64, &str)| {
        let values = vec![county.into(), day.into(), what.into(), Value::Int(fen), holder.into()];
        Ok(Change::new(&GIVEN, values))
    };
    ledger.write(&act, &mut rows.map(change).into_iter()).unwrap();
    ledger
}

fn checked(origin: Origin, text: &str) -> Checked {
    let phrases = Phrases::of(INDICATORS.iter());
    let me = Actor::system("测试");
    let asked = Checking {
        actor: &me,
        programme: "p",
        since: Day::new(2016, 1, 1).unwrap(),
        region: RegionCode::parse("130800").unwrap(),
        helper: RegionCode::parse("120000").unwrap(),
        as_of: Day::new(2022, 3, 1).unwrap(),
        phrases: &phrases,
    };
    check(&mut ledger(origin), &asked, text).unwrap()
}

/// Each figure of the text with its verdict and indicator.
fn verdicts(origin: Origin, text: &str) -> Vec<(String, Verdict, Option<&'static str>)> {
    let checked = checked(origin, text);
    let figures = checked.claims.into_iter().filter(|claim| claim.is_figure());
    figures.map(|claim| (claim.text, claim.verdict, claim.indicator)).collect()
}

#[test]
fn a_figure_is_judged_within_what_its_print_leaves_open() {
    use Verdict::{Agrees, Contradicted};
    // In all 425.005 万元; 2021 alone 125.005 万元; for industry 400 万元.
    for (text, verdict) in [
        ("累计投入财政援助资金425.005万元。", Agrees),
        ("累计投入财政援助资金425.0万元。", Agrees),
        ("累计投入财政援助资金425.1万元。", Contradicted),
        ("累计投入财政援助资金420余万元。", Agrees),
        ("累计投入财政援助资金430余万元。", Contradicted),
        ("累计投入财政援助资金不足430万元。", Agrees),
        ("累计投入财政援助资金超过430万元。", Contradicted),
        ("累计投入财政援助资金425.005亿元。", Contradicted),
        ("2021年，投入财政援助资金125.005万元。", Agrees),
        ("2020年，投入财政援助资金125.005万元。", Contradicted),
        ("累计帮助2名贫困人口脱贫。", Agrees),
        ("累计帮助3名贫困人口脱贫。", Contradicted),
    ] {
        let found = verdicts(Origin::Synthetic, text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].1, verdict, "{text}");
    }
}

#[test]
fn own_rows_prove_and_synthetic_ones_agree() {
    let text = "累计投入财政援助资金425.005万元。";
    assert_eq!(verdicts(Origin::Own, text)[0].1, Verdict::Proven);
    assert_eq!(verdicts(Origin::Synthetic, text)[0].1, Verdict::Agrees);
}

#[test]
fn the_more_particular_indicator_is_meant_where_its_words_stand() {
    let found =
        verdicts(Origin::Own, "累计投入财政援助资金425.005万元。累计投入产业财政援助资金400万元。");
    let ids: Vec<_> = found.iter().map(|(_, _, id)| id.unwrap()).collect();
    assert_eq!(ids, ["given.money", "given.industry"]);
    assert!(found.iter().all(|(_, verdict, _)| *verdict == Verdict::Proven));
}

#[test]
fn what_no_indicator_speaks_of_has_no_record() {
    let found =
        verdicts(Origin::Own, "引进企业41家，涉及资金58.24亿元，投入财政援助资金同比增长3%。");
    assert!(found.iter().all(|(_, verdict, _)| *verdict == Verdict::NoRecord), "{found:?}");
    assert_eq!(found.len(), 3);
}

#[test]
fn a_period_without_rows_is_no_contradiction() {
    let found = verdicts(Origin::Own, "2018年，投入财政援助资金50万元。");
    assert_eq!(found[0].1, Verdict::NoRecord);
}

#[test]
fn names_and_dates_are_no_figures_and_slogans_are_shown() {
    let checked = checked(Origin::Own, "自2016年以来，高标准推进“百万只肉羊基地”建设。");
    assert!(checked.claims.iter().all(|claim| !claim.is_figure()));
    assert_eq!(checked.count(Verdict::Evaluative), 1);
}

#[test]
fn a_place_within_the_programme_narrows_the_answer() {
    let found = verdicts(Origin::Own, "滦平县累计投入财政援助资金25.005万元。");
    let other = verdicts(Origin::Own, "隆化县累计投入财政援助资金25.005万元。");
    // 隆化 is 130825, 滦平 130824 has nothing.
    assert_eq!(other[0].1, Verdict::Proven);
    assert_eq!(found[0].1, Verdict::NoRecord);
}

#[test]
fn places_are_counted_in_characters() {
    let checked = checked(Origin::Own, "累计投入财政援助资金425.005万元。");
    let claim = &checked.claims[0];
    assert_eq!((claim.start, claim.end), (10, 19));
    assert_eq!(claim.value.as_ref().map(ToString::to_string).as_deref(), Some("4250050"));
}
