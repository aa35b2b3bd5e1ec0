use expect_test::{Expect, expect};

use super::{LimitBook, RuleFault, RuleSet};

const HEAD: &str = r#"id = "t"
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
columns = { paid = "元", hospital = "code", date = "day" }
day = "date"
[tables.harvest]
of = "household"
key = "hid"
columns = { loss = "分" }
"#;

const SET: &str = r#"[set]
population = "true"
category = "1"
severity = "highest()"
categories = [{ code = 1, zh = "甲", en = "one" }]
"#;

const LIMITS: &str = r#"
[[limits]]
name = "line"
title = { zh = "监测线", en = "line" }
unit = "元/人"
values = [
    { from = 2024-01-01, value = 8000, source = "a" },
    { from = 2025-06-01, value = 9000, source = "b" },
    { region = "13", from = 2023-01-01, value = 7600, source = "c" },
    { region = "1308", from = 2030-01-01, value = 1, source = "d" },
]
[[limits]]
name = "share"
title = { zh = "比例", en = "share" }
unit = "%"
values = [{ from = 2020-01-01, value = 30, source = "e" }]
"#;

fn book() -> LimitBook {
    LimitBook::parse(&[("l.toml".to_string(), LIMITS.to_string())]).unwrap()
}

fn parse(body: &str) -> Result<RuleSet, Vec<RuleFault>> {
    let text = format!("{HEAD}{body}{SET}");
    RuleSet::parse(&[("r.toml".to_string(), text)], &book())
}

fn faults(body: &str, expect: Expect) {
    let lines = HEAD.lines().count();
    let faults = parse(body).expect_err("faults");
    let text: Vec<String> = faults
        .iter()
        .map(|f| format!("{}:{}: {}", f.line.saturating_sub(lines), f.column, f.text))
        .collect();
    expect.assert_eq(&text.join("\n"));
}

#[test]
fn a_rule_set_is_read() {
    let set = parse(
        "[person]\nsick = \"has(medical over 12 months)\"\n[household]\nn = \"count(persons where not sick)\"\n\
         poor = \"before < limit('line') * n * (100% - limit('share'))\"\n",
    )
    .unwrap();
    let names: Vec<&str> = set.features.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names, ["sick", "n", "poor"]);
    assert_eq!(set.limits, ["line", "share"]);
}

#[test]
fn the_most_specific_region_wins_before_the_latest_date() {
    let book = book();
    let on = |region, day| book.find("line").unwrap().on(region, day).map(|v| v.value);
    assert_eq!(on(120101, 20250101), Some(800_000));
    assert_eq!(on(120101, 20250601), Some(900_000));
    assert_eq!(
        on(130828, 20250601),
        Some(760_000),
        "an older provincial value beats a newer national one"
    );
    assert_eq!(on(120101, 20231231), None, "nobody has set one");
}

#[test]
fn all_faults_are_found_at_once_with_line_and_column() {
    faults(
        r#"[person]
a = "sum(medcial.paid)"
b = "sum(medical.payed)"
c = "paid > 3"
[household]
d = "sum(medical.paid)"
e = "before < limit('lin') + 3人"
f = "before > 3"
g = "f and before"
h = "kind > 2"
i = "j"
j = "i"
"#,
        expect![[r#"
            2:10: unknown table `medcial`; did you mean `medical`?
            3:18: unknown name `payed`; did you mean `paid`?
            4:6: unknown name `paid`; there are: a, b, born, c, flags
            6:10: `medical` is about persons: make a [person] feature and add up persons.…
            7:15: unknown limit `lin`; did you mean `line`?
            8:13: 分 and a count (no unit) do not go together
            9:12: a condition expected, this is 分
            10:11: codes have no order: use = , != or in, not >
            12:6: `i` is defined by itself"#]],
    );
}

#[test]
fn units_of_per_cent_are_made_equal() {
    assert!(parse("[household]\nx = \"before * 70% < before\"\n").is_ok());
    faults(
        "[household]\nx = \"before * before < before\"\n",
        expect!["2:22: 分·分 and 分 do not go together"],
    );
}

#[test]
fn rules_have_their_own_faults() {
    let rule = |id: &str, bit: u8, when: &str| {
        format!(
            "[[rules]]\nid = \"{id}\"\nbit = {bit}\nseverity = 1\nwhen = \"{when}\"\nfinds = {{ zh = \"a\", en = \"a\" }}\n\
             why = {{ zh = \"a\", en = \"a\" }}\nremedy = {{ zh = \"a\", en = \"a\" }}\nsource = \"a\"\n"
        )
    };
    let body = [
        rule("A", 1, "hits('B') > 0"),
        rule("B", 2, "hit('A')"),
        rule("C", 2, "hit('D')"),
        rule("C", 3, "sum(harvest.loss) > 0"),
        rule("E", 4, "before >"),
    ];
    faults(
        &body.concat(),
        expect![[r#"
            5:9: `A` depends on its own hit
            14:9: `B` depends on its own hit
            20:7: bit 2 is already that of `B`
            23:13: unknown rule `D`; there are: A, B, C, E
            29:7: the rule `C` is already defined
            32:9: rows are added up in features only: name this as a feature
            41:17: a value expected, found the end"#]],
    );
}

#[test]
fn keys_and_types_of_the_file_are_checked() {
    faults(
        "[policy]\nbad_ids = \"refuse\"\nduplicate_household = \"set-aside\"\n[unknown]\nabsent = 0\n[tables.x]\nof = \"village\"\nkey = 1\ncolums = {}\n",
        expect![[r#"
            2:1: unknown kind of fault `bad_ids`; did you mean `bad_id`?
            3:1: `duplicate_household` cannot be set aside: no result could be right
            5:10: a text expected, found integer
            7:7: `village`: a table is of a person or of a household
            8:7: a text expected, found integer
            9:1: unknown key `colums`; did you mean `columns`?"#]],
    );
}

#[test]
fn limits_have_their_own_faults() {
    let text = "[[limits]]\nname = \"a\"\ntitle = { zh = \"a\", en = \"a\" }\nunit = \"斤\"\nvalues = [{ from = 2024, value = \"x\", source = \"s\" }]\n";
    let faults = LimitBook::parse(&[("l.toml".to_string(), text.to_string())]).unwrap_err();
    let text: Vec<String> = faults.iter().map(ToString::to_string).collect();
    expect![[r#"
        l.toml:4:9: `斤` is no unit; units are made of 分 元 人 月 日 % 次 and /
        l.toml:5:20: a day (2025-01-01) expected, found integer
        l.toml:5:34: a whole number expected, found string"#]]
    .assert_eq(&text.join("\n"));
}

/// The limits of the benchmark, without values.
fn benchmark_limits() -> String {
    let unit = |name: &str| match name {
        "line" => "分/人",
        "job_months" | "job_long" => "月",
        "multi_k" => "项",
        name if name.ends_with("_pct") => "%",
        _ => "分",
    };
    let names = "line oop_abs oop_pct oop_min oop_person drop_pct near_pct far_pct job_months job_long dis_abs dis_pct dis_min tr_pct multi_k";
    names
        .split(' ')
        .map(|name| {
            let unit = unit(name);
            format!("[[limits]]\nname = \"{name}\"\ntitle = {{ zh = \"a\", en = \"a\" }}\nunit = \"{unit}\"\nvalues = []\n")
        })
        .collect()
}

fn sound(files: &[(&str, &str)], limits: &[&str]) -> RuleSet {
    let limits: Vec<_> =
        limits.iter().map(|text| ("limits.toml".to_string(), text.to_string())).collect();
    let book = LimitBook::parse(&limits).unwrap_or_else(|faults| panic!("{faults:?}"));
    let files: Vec<_> =
        files.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
    RuleSet::parse(&files, &book).unwrap_or_else(|faults| {
        panic!("{}", faults.iter().map(|f| format!("{f}\n")).collect::<String>())
    })
}

const BENCHMARK: &str = include_str!("../../../../bench/screening/rules.toml");

#[test]
fn the_benchmark_rules_are_right() {
    assert_eq!(sound(&[("rules.toml", BENCHMARK)], &[&benchmark_limits()]).rules.len(), 20);
}

#[test]
fn the_second_rule_set_is_right() {
    let rules = include_str!("../../../../bench/screening/second/rules.toml");
    let limits = include_str!("../../../../bench/screening/second/limits.toml");
    assert_eq!(sound(&[("rules.toml", rules)], &[limits]).rules.len(), 8);
}

#[test]
fn the_sample_of_the_manual_adds_a_rule_to_another_set() {
    let manual = include_str!("../../../../docs/screening.md");
    let blocks: Vec<&str> =
        manual.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let files = [("rules.toml", BENCHMARK), ("sample.toml", blocks[0])];
    let set = sound(&files, &[&benchmark_limits(), blocks[1]]);
    assert_eq!(set.rules.last().map(|rule| (rule.id.as_str(), rule.bit)), Some(("DRY", 21)));
}

proptest::proptest! {
    #[test]
    fn no_text_brings_the_parser_down(text in "[a-z0-9 .,()'<>=+*%\\-分人é\\[\\]\"{}\n#]{0,120}") {
        let _ = super::syntax::parse(&text).is_ok();
        let _ = parse(&text).is_ok();
        let _ = RuleSet::parse(&[("r".to_string(), text)], &book()).is_ok();
    }

    #[test]
    fn no_expression_brings_the_checker_down(words in proptest::collection::vec(proptest::sample::select(vec![
        "sum(", "max(", "count(", "has(", "limit(", "at_least(", "hits(", "(", ")", ",", "medical", "medical.paid", "persons",
        "persons.born", "harvest.loss", "before", "kind", "where", "over", "12 months", "year", "and", "or", "not", "<", "=", "+", "*",
        "in", "if", "then", "else", "3", "30%", "0", "'line'", "'2025-01-01'",
    ]), 0..14)) {
        let text = words.join(" ");
        let _ = parse(&format!("[household]\nx = \"{text}\"\n[person]\ny = \"{text}\"\n")).is_ok();
    }
}
