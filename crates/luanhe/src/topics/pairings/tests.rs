//! Pairings, as tables: each check, rule and indicator with what it must say and what it must not.

use super::super::table::{check_indicator, check_row, check_rule, recorded};
use super::measure;
use super::record::PAIRINGS;
use crate::base::Lang;
use crate::pages::{Params, Say};
use crate::record::{Actor, Origin, Query};

#[test]
fn both_sides_are_of_the_tier() {
    let row = |helper: &str, helped: &str, tier: &str, faults: &[&str]| {
        let row = format!("helper_region={helper} helped_region={helped} tier={tier}");
        check_row(&PAIRINGS, &row, faults);
    };
    row("120112", "130825", "区县", &[]);
    row("120000", "130800", "市", &[]);
    row("120112", "130800", "区县", &["helped_region: 所在地与结对层级不是一级"]);
    row("130825", "130825", "区县", &["helped_region: 帮扶方与受援方是同一个地方"]);
    check_row(
        &PAIRINGS,
        "helper_region=120112 helped_region=130825 tier=学校 from_day=2021-02-01 until_day=2021-01-31",
        &["until_day: 解除日期 2021-01-31 早于结对日期 2021-02-01"],
    );
}

/// The county was 平泉县 (130823) until 2017 and is 平泉市 (130881).
#[test]
fn townships_are_paired_where_their_counties_are() {
    let said = check_rule(
        "pairings.crossed",
        "2021-12-31",
        "pairings:  helper  helped  tier  helper_region  helped_region  until_day
                    甲区    平泉县  区县  120111         130823         -
                    乙区    隆化县  区县  120112         130825         2020-12-31
                    甲一    平一    乡镇  120111101      130881101      -
                  ! 甲二    隆一    乡镇  120111102      130825101      -
                  ! 乙一    隆二    村    120112101      130825102      -
                    乙二    隆三    村    120112102      130825103      2020-12-31
                    丙企    隆四    企业  120000         130825         -",
    );
    assert_eq!(said[0], "甲二与隆一结对（乡镇），所在区县之间没有结对");
}

#[test]
fn what_ended_is_followed_by_another() {
    let said = check_rule(
        "pairings.ended",
        "2021-12-31",
        "pairings:  helper  helped  tier  until_day
                  ! 甲校    一中    学校  2021-12-30
                    甲校    二中    学校  2021-12-31
                    甲校    三中    学校  2020-12-31
                    乙校    三中    学校  -
                  ! 甲院    县院    医院  2020-12-31
                    乙院    县院    学校  -",
    );
    assert_eq!(said[0], "甲校与一中的结对（学校）2021年12月30日解除后，一中没有新的结对");
}

#[test]
fn a_pairing_has_a_day_and_a_document() {
    let table = |marks: [&str; 2]| {
        format!(
            "pairings:  helper  helped  from_day    until_day   basis  cited
                        甲      一      2021-01-01  -           协议   -
                        甲      二      2021-01-01  -           -      日报
                      {} 甲      三      -           -           协议   -
                      {} 甲      四      2021-01-01  -           -      -
                        甲      五      2021-01-01  2021-06-30  -      -",
            marks[0], marks[1]
        )
    };
    let said = check_rule("pairings.undated", "2021-12-31", &table(["!", " "]));
    assert_eq!(said, ["甲与三的结对没有日期，不计入任何一年"]);
    let said = check_rule("pairings.unfounded", "2021-12-31", &table([" ", "!"]));
    assert_eq!(said, ["甲与四的结对没有依据文件，也没有出处"]);
}

#[test]
fn pairs_stand_until_they_end() {
    let table = "pairings:  helper  helped  tier  from_day    until_day
                            甲      一      学校  2019-01-01  2021-12-31
                            甲      二      学校  2020-01-01  2022-01-01
                            乙      二      学校  2021-01-01  -
                            丙      三      医院  2021-12-31  -
                            丁      四      医院  -           -";
    check_indicator(&measure::STANDING, ("2021-01-01", "2021-12-31"), table, "3对");
    check_indicator(&measure::FORMED, ("2021-01-01", "2021-12-31"), table, "2对");
}

/// 隆化 lacks a hospital that still helps and everything that was never paired; the city's own row has
/// one tier only. 平泉县 counts as 平泉市.
#[test]
fn the_matrix_shows_pairs_ends_and_gaps() {
    let (mut ledger, _) = recorded(
        "pairings:  helper  helped  tier  helper_region  helped_region  from_day    until_day
                    天津    承德    市    120000         130800         2016-11-01  -
                    津南    隆化    区县  120112         130825         2017-03-01  -
                    西青    平泉    区县  120111         130823         2017-03-01  -
                    甲镇    隆一    乡镇  120112101      130825101      2018-03-01  -
                    乙镇    隆一    乡镇  120112102      130825101      2019-03-01  -
                    甲院    县院    医院  120112         130825         2018-01-01  2020-12-31",
    );
    let mut shown = |day: &str| {
        let params = Params::default().with("day", day);
        super::matrix::page(&mut ledger, &Actor::system("t"), "tj-cd", &params, Say(Lang::Zh))
            .unwrap()
    };
    let now = shown("2021-12-31");
    for part in ["<td>平泉市</td>", "<li>隆化县：医院</li>", "<li>平泉市：乡镇</li>", ">已解除<"]
    {
        assert!(now.contains(part), "{part}: {now}");
    }
    assert!(!now.contains("<td>平泉县") && !now.contains("承德市："), "{now}");
    assert_eq!(now.matches("<li>").count(), 5 + 6);
    assert!(now.contains(">1/"), "one township, helped twice: {now}");
    let before = shown("2020-06-30");
    assert!(!before.contains("<li>隆化县：医院</li>"), "{before}");
}

/// Two of three stand; the programme that does not say what it follows gets nothing; a second time there
/// is nothing left to do.
#[test]
fn what_stands_is_carried_into_the_programme_that_follows() {
    let (mut ledger, _) = recorded(
        "programmes:  code   follows
                      xt     tj-cd
                      other  -
         pairings:    helper  helped  tier  from_day    until_day
                      甲      一      学校  2019-01-01  -
                      甲      二      学校  2019-01-01  2021-12-31
                      乙      二      学校  2021-01-01  -",
    );
    let me = Actor::system("t");
    let mut carry = |into: &str| super::carry(&mut ledger, &me, "tj-cd", into);
    assert!(carry("other").is_err());
    let first = carry("xt").unwrap();
    assert_eq!((first.rows, first.known, first.entries.len()), (2, 0, 1));
    let again = carry("xt").unwrap();
    assert_eq!((again.rows, again.known, again.entries.len()), (0, 2, 0));
    let query = Query { programme: "xt".to_string(), ..Query::of(&PAIRINGS) };
    let rows = ledger.list(&me, &query).unwrap();
    let helped = |at: usize| rows[at].value(&PAIRINGS, "helped").text().unwrap().to_string();
    assert_eq!([helped(0), helped(1)], ["一", "二"]);
    assert!(rows.iter().all(|row| row.origin == Origin::Synthetic));
}
