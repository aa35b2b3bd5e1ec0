//! Published figures, as tables; and held against rows.

use super::super::table::{PROGRAMME, check_indicator, check_row, check_rule, recorded};
use super::comparison::compared;
use super::measure;
use super::record::STATEMENTS;
use crate::claims::Verdict;
use crate::record::Actor;

const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

#[test]
fn a_published_figure_is_one_and_of_a_known_indicator() {
    check_row(
        &STATEMENTS,
        "what=带动增收 figure=3.7万余人 indicator=projects.people from_day=2016-01-01 to_day=2021-12-31",
        &[],
    );
    check_row(
        &STATEMENTS,
        "what=带动增收 figure=不少人 indicator=projects.persons from_day=2022-01-01 to_day=2021-12-31",
        &[
            "to_day: 期间止 2021-12-31 早于期间起 2022-01-01",
            "figure: “不少人”里读不出数",
            "indicator: 没有这个指标",
        ],
    );
}

#[test]
fn a_source_can_be_looked_up() {
    let said = check_rule(
        "statements.no_address",
        "2021-12-31",
        "statements:  code  what    figure   publisher  address  to_day
                      1     财政资金  16.5亿元  甲报       a.cn     2021-12-31
                    ! 2     财政资金  16.5亿元  乙报       -        2021-12-31",
    );
    assert_eq!(said, ["公布数“财政资金16.5亿元”（乙报）没有网址或页码"]);
}

/// One thing told twice: the same figure, another period or a basis written is no contradiction.
#[test]
fn two_figures_of_one_thing_name_their_bases() {
    let said = check_rule(
        "statements.two_figures",
        "2021-12-31",
        "statements:  code  what      figure      publisher  basis  to_day
                      1     脱贫人口    17.12万人    甲报       -      2021-12-31
                    ! 2     脱贫人口    超过40万人   乙报       -      2021-12-31
                      3     脱贫人口    17.12万人    丙报       -      2021-12-31
                      4     脱贫人口    40万人       丁报       -      2020-12-31
                      5     脱贫人口    41万人       戊报       户籍    2021-12-31",
    );
    assert_eq!(said, ["“脱贫人口”有两个数：17.12万人（甲报）与超过40万人（乙报），都没有写口径"]);
}

#[test]
fn figures_are_counted_with_and_without_an_indicator() {
    let rows = "statements:  code  indicator       to_day
                             1     funds.arrived   2021-01-01
                             2     -               2021-06-01
                             3     -               2022-01-01";
    check_indicator(&measure::COUNT, YEAR, rows, "2项");
    check_indicator(&measure::UNMATCHED, YEAR, rows, "1项");
}

/// 16.52亿元 leaves open 16.515 to 16.525; the rows of the table come to 16.5201, and to 16.53.
#[test]
fn each_is_held_against_rows_of_its_time_and_place() {
    let verdicts = |last: &str| {
        let table = format!(
            "funds:       batch  stage  amount       day
                          B1     到账   1652000000   2021-05-01
                          B2     到账   {last}       2021-06-01
             statements:  code   what      figure     indicator      from_day    to_day
                          1      财政资金  16.52亿元  funds.arrived  2021-01-01  2021-12-31
                          2      企业      41家       -              2021-01-01  2021-12-31
                          3      财政资金  16.52亿元  funds.arrived  2020-01-01  2020-12-31
                          4      财政资金  415人      funds.arrived  2021-01-01  2021-12-31"
        );
        let (mut ledger, _) = recorded(&table);
        let found = compared(&mut ledger, &Actor::system("t"), PROGRAMME).unwrap();
        found.into_iter().map(|s| (s.code, s.verdict)).collect::<Vec<_>>()
    };
    let (agrees, against, none) = (Verdict::Agrees, Verdict::Contradicted, Verdict::NoRecord);
    let expected = |first| {
        // Those of one indicator stand together.
        [("1", first), ("3", none), ("4", none), ("2", none)].map(|(code, v)| (code.to_string(), v))
    };
    assert_eq!(verdicts("10000"), expected(agrees));
    assert_eq!(verdicts("1000000"), expected(against));
}
