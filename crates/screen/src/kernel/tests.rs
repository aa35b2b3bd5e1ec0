use proptest::prelude::*;

use super::{Cells, Part, Plan, Rows, Screener};
use crate::{
    oracle::Oracle,
    rules::{LimitBook, RuleSet},
};

const RULES: &str = r#"
id = "t"
version = "1"
title = { zh = "试", en = "test" }
[registry.households]
key = "hid"
region = "county"
columns = { kind = "code", before = "分" }
[registry.persons]
key = "pid"
household = "hid"
columns = { flags = "code", born = "day" }
[tables.medical]
of = "person"
key = "pid"
columns = { paid = "分", hospital = "code", date = "day" }
day = "date"
coverage = ["11", "1308"]
[tables.harvest]
of = "household"
key = "hid"
columns = { loss = "分" }
[person]
able = "bit(flags, 0)"
old = "born < '1960-01-01'"
paid = "sum(medical.paid over 12 months)"
paid_year = "sum(medical.paid where hospital != 2 over year)"
stay = { is = "max(medical.paid)", unknown = { no_row = "unknown" } }
smallest = "min(medical.paid)"
hospitals = { is = "distinct(medical.hospital)", unknown = { uncovered = "zero" } }
dear = "has(medical where paid > limit('dear'))"
last = "has(medical over last year)"
worker = "able and not old"
[household]
n = "count(persons where not dead or able)"
dead = "count(persons where known(stay) and stay > 50分)"
paid = "sum(persons.paid)"
paid_year = "sum(persons.paid_year)"
paid_most = "max(persons.paid where worker)"
least = "min(persons.smallest)"
hospitals = "sum(persons.hospitals)"
kinds = "distinct(persons.hospitals)"
dear = "has(persons where dear)"
loss = "sum(harvest.loss)"
losses = { is = "count(harvest where loss > limit('dear'))", unknown = { absent = "zero", no_row = "unknown" } }
share = "if kind in (1, 2) then paid * limit('share') else paid * 100% - loss"
[set]
population = "n > 0 or kind = 3"
category = "if hits('A', 'B') > 0 then 2 else if known(loss) then 1 else 0"
severity = "highest() + (if hits() >= 3 then 1 else 0)"
categories = [{ code = 1, zh = "甲", en = "one" }, { code = 2, zh = "乙", en = "two" }]
"#;

const CONDITIONS: [&str; 8] = [
    "paid + paid_year > before - loss",
    "share < before * limit('share')",
    "at_least(2, paid > 100分, dear, loss > 20分, losses > 0, not (kind = 1))",
    "hits('A', 'B') = 2 or hit('C') and kinds > 1",
    "paid_most > paid_year and least < 40分 or dear",
    "max(paid, loss, before) > 150分 and min(paid, loss) >= -paid",
    "known(share) and known(dear) and hospitals >= 2",
    "dead > 0 and n = dead",
];

const LIMITS: &str = r#"
[[limits]]
name = "dear"
title = { zh = "贵", en = "dear" }
unit = "分"
values = [
    { from = 2024-01-01, value = 40, source = "a" },
    { region = "1308", from = 2020-01-01, value = 70, source = "b" },
]
[[limits]]
name = "share"
title = { zh = "比例", en = "share" }
unit = "%"
values = [{ region = "11", from = 2020-01-01, value = 30, source = "e" }, { region = "13", from = 2020-01-01, value = 45, source = "e" }]
"#;

fn rule_set() -> (RuleSet, LimitBook) {
    let book = LimitBook::parse(&[("l".to_string(), LIMITS.to_string())]).unwrap();
    let mut text = RULES.replace(
        "\"count(persons where not dead or able)\"",
        "\"count(persons where not old or able)\"",
    );
    for (index, when) in CONDITIONS.iter().enumerate() {
        let id = char::from(b'A' + index as u8);
        let (bit, severity) = (index * 3 + 1, index % 3 + 1);
        text += &format!(
            "[[rules]]\nid = \"{id}\"\nbit = {bit}\nseverity = {severity}\nwhen = \"{when}\"\nfinds = {{ zh = \"a\", en = \"a\" }}\n\
             why = {{ zh = \"a\", en = \"a\" }}\nremedy = {{ zh = \"a\", en = \"a\" }}\nsource = \"a\"\n"
        );
    }
    match RuleSet::parse(&[("t".to_string(), text)], &book) {
        Ok(set) => (set, book),
        Err(faults) => panic!("{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>()),
    }
}

fn cells(values: Vec<(i64, bool)>) -> Cells<i64> {
    let any = values.iter().any(|(_, unknown)| *unknown);
    let unknown = if any { values.iter().map(|(_, u)| u8::from(*u)).collect() } else { Vec::new() };
    Cells { values: values.iter().map(|(v, u)| if *u { 0 } else { *v }).collect(), unknown }
}

fn column(
    length: usize,
    values: impl Strategy<Value = i64> + Clone,
    gaps: bool,
) -> impl Strategy<Value = Cells<i64>> {
    let unknown = if gaps { 0.2 } else { 0.0 };
    prop::collection::vec((values, prop::bool::weighted(unknown)), length).prop_map(cells)
}

fn rows(
    subjects: usize,
    delivered: bool,
    amounts: BoxedStrategy<i64>,
) -> impl Strategy<Value = (Vec<u32>, Vec<Vec<i64>>)> {
    let most = if delivered && subjects > 0 { subjects * 2 } else { 0 };
    let days = prop::sample::select(vec![
        20231231, 20240101, 20240515, 20240516, 20241231, 20250101, 20250515, 20250516,
    ]);
    let row = (0..subjects.max(1) as u32, amounts, 0..4_i64, days);
    prop::collection::vec(row, 0..=most).prop_map(|rows| {
        let subjects = rows.iter().map(|r| r.0).collect();
        let columns = vec![
            rows.iter().map(|r| r.1).collect(),
            rows.iter().map(|r| r.2).collect(),
            rows.iter().map(|r| r.3).collect(),
        ];
        (subjects, columns)
    })
}

/// Amounts that are small, or so large that 64 bits cannot be proven.
fn part() -> impl Strategy<Value = Part<i64>> {
    let sizes = prop::collection::vec(
        (0..4_usize, prop::sample::select(vec![110101, 130828, 130101, 650101])),
        0..30,
    );
    (
        sizes,
        any::<bool>(),
        prop::bool::weighted(0.8),
        prop::bool::weighted(0.8),
        prop::bool::weighted(0.2),
    )
        .prop_flat_map(|(sizes, gaps, medical, harvest, huge)| {
            let regions: Vec<u32> = sizes.iter().map(|(_, region)| *region).collect();
            let owners: Vec<u32> = sizes
                .iter()
                .enumerate()
                .flat_map(|(h, (n, _))| std::iter::repeat_n(h as u32, *n))
                .collect();
            let (h, p) = (regions.len(), owners.len());
            let amounts = if huge {
                prop_oneof![-100..100_i64, Just(i64::MAX - 9), Just(-i64::MAX + 9)].boxed()
            } else {
                (-20..100_i64).boxed()
            };
            (
                (column(h, 0..4_i64, gaps), column(h, -50..300_i64, gaps)),
                (
                    column(p, 0..4_i64, gaps),
                    column(
                        p,
                        prop::sample::select(vec![19500101, 19591231, 19600101, 20000101]),
                        gaps,
                    ),
                ),
                rows(p, medical, amounts.clone()),
                rows(h, harvest, amounts),
                prop::collection::btree_set(0..p.max(1) as u32, 0..=p.min(2)),
            )
                .prop_map(move |(hc, pc, m, d, out)| {
                    let known = |columns: &[Vec<i64>]| {
                        columns.iter().map(|c| Cells::known(c.clone())).collect::<Vec<_>>()
                    };
                    Part {
                        regions: regions.clone(),
                        set_aside: vec![],
                        household_columns: vec![hc.0, hc.1],
                        owners: owners.clone(),
                        not_counted: out
                            .into_iter()
                            .filter(|person| (*person as usize) < p)
                            .collect(),
                        person_columns: vec![pc.0, pc.1],
                        tables: vec![
                            Rows { delivered: medical, subjects: m.0, columns: known(&m.1) },
                            Rows { delivered: harvest, subjects: d.0, columns: known(&d.1[..1]) },
                        ],
                    }
                })
        })
}

const DAY: u32 = 20250515;

fn agree(part: &Part<i64>) {
    let (set, book) = rule_set();
    let plan = Plan::new(&set, &book, DAY);
    let result = Screener::new(&plan).screen(part).expect("nothing leaves 128 bits here");
    let oracle = Oracle { set: &set, book: &book, day: DAY, part };
    let (mut hits, mut unsure) = (result.hits.iter(), result.unknown.iter());
    for household in 0..part.regions.len() {
        let verdict = oracle.verdict(household).unwrap();
        if verdict.belongs == Some(false) {
            continue;
        }
        let mask = |wanted| {
            let rules = set.rules.iter().zip(&verdict.rules).filter(|(_, truth)| **truth == wanted);
            rules.fold(0_u64, |mask, (rule, _)| mask | 1 << (rule.bit - 1))
        };
        if mask(Some(true)) != 0 {
            let hit = hits.next().expect("the oracle finds a hit");
            assert_eq!(hit.household as usize, household);
            assert_eq!(hit.reasons, mask(Some(true)), "household {household}");
            assert_eq!(Some(i128::from(hit.severity)), verdict.severity);
            assert_eq!(i128::from(hit.category), verdict.category.unwrap_or(0));
        }
        if mask(None) != 0 {
            assert_eq!(unsure.next(), Some(&(household as u32, mask(None))));
        }
    }
    assert_eq!((hits.next(), unsure.next()), (None, None));
    let flagged: u64 = result.counts.values().map(|counts| counts.flagged).sum();
    assert_eq!(flagged, result.hits.len() as u64);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn the_kernel_says_what_the_oracle_says(part in part()) {
        agree(&part);
    }
}

fn one_household(before: i64, paid: Vec<i64>) -> Part<i64> {
    let n = paid.len();
    Part {
        regions: vec![110101],
        set_aside: vec![],
        household_columns: vec![Cells::known(vec![1]), Cells::known(vec![before])],
        owners: vec![0],
        not_counted: vec![],
        person_columns: vec![Cells::known(vec![1]), Cells::known(vec![19800101])],
        tables: vec![
            Rows {
                delivered: true,
                subjects: vec![0; n],
                columns: vec![
                    Cells::known(paid),
                    Cells::known(vec![1; n]),
                    Cells::known(vec![20250102; n]),
                ],
            },
            Rows { delivered: true, subjects: vec![], columns: vec![Cells::known(vec![])] },
        ],
    }
}

#[test]
fn what_64_bits_cannot_hold_is_calculated_in_128() {
    let part = one_household(i64::MAX - 1, vec![i64::MAX - 1; 3]);
    agree(&part);
    let (set, book) = rule_set();
    let plan = Plan::new(&set, &book, DAY);
    let mut screener = Screener::new(&plan);
    screener.screen(&part).unwrap();
    assert_eq!(screener.slow_parts, 1);
}

#[test]
fn a_value_beyond_128_bits_names_the_household_and_the_rule() {
    let (mut set, book) = rule_set();
    let square =
        |num: crate::rules::Num| crate::rules::Num::Times(Box::new(num.clone()), Box::new(num));
    let before = crate::rules::Num::Column(1);
    set.rules[4].when = crate::rules::Cond::Compare(
        crate::rules::Compare::Under,
        square(square(before.clone())),
        before,
    );
    let plan = Plan::new(&set, &book, DAY);
    let overflow = Screener::new(&plan).screen(&one_household(i64::MAX - 1, vec![])).unwrap_err();
    assert_eq!(overflow, super::Overflow { household: 0, bit: Some(12) });
}
