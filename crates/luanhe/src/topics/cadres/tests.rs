//! Secondments and trainings, as tables: each check, rule and indicator with what it must say and what
//! it must not.

use super::super::table::{check_indicator, check_row, check_rule};
use super::measure;
use super::record::SECONDMENTS;
use super::trainings::TRAININGS;

#[test]
fn a_term_ends_after_it_begins_and_leads_elsewhere() {
    check_row(&SECONDMENTS, "from_day=2021-03-01 due_day=2021-03-01 until_day=2021-03-02", &[]);
    check_row(
        &SECONDMENTS,
        "from_day=2021-03-01 due_day=2021-02-28 until_day=2021-02-27 from_unit=甲校 to_unit=甲校",
        &[
            "due_day: 计划期满日期 2021-02-28 早于到岗日期 2021-03-01",
            "until_day: 离任日期 2021-02-27 早于到岗日期 2021-03-01",
            "to_unit: 接收单位就是派出单位",
        ],
    );
}

#[test]
fn nobody_is_trained_for_longer_than_the_session() {
    check_row(&TRAININGS, "days=5 persons=40 helped=40 person_days=200", &[]);
    check_row(&TRAININGS, "days=5 persons=40 person_days=187", &[]);
    check_row(
        &TRAININGS,
        "days=5 persons=40 helped=41 person_days=201",
        &[
            "helped: 其中脱贫人口 41 大于参训人次 40",
            "person_days: 人天数 201 大于参训人次乘天数（200）",
        ],
    );
    check_row(
        &TRAININGS,
        "days=0 persons=1 person_days=0",
        &["days: 培训天数 0 须大于零", "person_days: 人天数 0 须大于零"],
    );
}

/// On the day on which one leaves the next term may begin.
#[test]
fn one_person_s_terms_do_not_overlap() {
    let said = check_rule(
        "cadres.overlap",
        "2021-12-31",
        "secondments:  person  category  from_day    until_day
                       A       教师      2018-03-01  2018-09-01
                       A       教师      2018-09-01  2019-09-01
                     ! B       教师      2018-08-31  2019-08-31
                       B       医生      2018-03-01  2018-09-01
                       C       医生      2018-03-01  -
                     ! C       规划      2020-03-01  -
                       D       医生      2021-03-01  -
                       D       医生      2022-03-01  -",
    );
    assert_eq!(
        said,
        [
            "同一人2018年3月1日起的任期未结束，2018年8月31日又起一期（教师）",
            "同一人2018年3月1日起的任期未结束，2020年3月1日又起一期（规划）"
        ]
    );
}

#[test]
fn a_term_that_is_over_has_a_last_day() {
    let said = check_rule(
        "cadres.past_due",
        "2021-12-31",
        "secondments:  person  category  from_day    due_day     until_day
                     ! A       党政挂职  2019-11-01  2021-12-30  -
                       B       党政挂职  2019-11-01  2021-12-31  -
                       C       党政挂职  2019-11-01  2021-11-01  2021-10-20",
    );
    assert_eq!(said, ["党政挂职任期2021年12月30日期满，没有离任日期"]);
}

#[test]
fn a_joint_session_is_reported_in_parts() {
    let said = check_rule(
        "cadres.session_twice",
        "2021-12-31",
        "trainings:  title  base  county  kind          from_day    days  persons
                     甲班   基地  130825  专业技术人才  2021-05-10  5     40
                   ! 乙班   基地  130828  专业技术人才  2021-05-10  5     40
                     丙班   基地  130821  专业技术人才  2021-05-10  5     39
                     丁班   学院  130821  专业技术人才  2021-05-10  5     40
                     戊班   基地  130825  专业技术人才  2021-06-10  5     40
                     己班   基地  130825  专业技术人才  2021-06-10  5     40",
    );
    assert_eq!(said, ["2021年5月10日在基地的40人次培训，另一县也报了同样的人次"]);
}

/// What was planned counts where nobody has left yet.
#[test]
fn a_visit_is_no_term() {
    let said = check_rule(
        "cadres.short_term",
        "2021-12-31",
        "secondments:  person  category  from_day    due_day     until_day
                       A       医生      2021-06-01  2021-07-01  -
                     ! B       医生      2021-06-01  2021-06-30  -
                     ! C       医生      2021-06-01  2021-12-01  2021-06-15
                       D       医生      2021-06-01  2021-06-15  2021-09-01",
    );
    assert_eq!(said[1], "医生任期只有14天，少于30天（待核）");
}

const SINCE: (&str, &str) = ("2016-01-01", "2021-12-31");
const YEAR: (&str, &str) = ("2021-01-01", "2021-12-31");

/// A has two terms: two person-times, one person.
#[test]
fn person_times_stand_beside_persons() {
    let table = "secondments:  person  direction   from_day    until_day
                               A       派往受援方  2017-05-01  2018-05-01
                               A       派往受援方  2019-05-01  -
                               B       派往受援方  2020-05-01  2021-12-31
                               C       派往受援方  2021-12-31  -
                               D       派往支援方  2021-05-01  -
                               E       派往受援方  2022-01-01  -";
    check_indicator(&measure::SENT, SINCE, table, "4人次");
    check_indicator(&measure::SENT_PEOPLE, SINCE, table, "3人");
    check_indicator(&measure::SENT, YEAR, table, "1人次");
    // At the end of 2021: A and C.
    check_indicator(&measure::IN_POST, YEAR, table, "2人");
    check_indicator(&measure::HOSTED, SINCE, table, "1人次");
}

#[test]
fn trainings_add_up_by_heads_and_by_days() {
    let table = "trainings:  title  from_day    days  persons  person_days
                             甲班   2020-05-10  5     40       196
                             乙班   2021-05-10  3     30       90
                             丙班   2021-06-10  2     25       50
                             丁班   2022-05-10  5     40       200";
    check_indicator(&measure::TRAINED, SINCE, table, "95人次");
    check_indicator(&measure::TRAINED_DAYS, SINCE, table, "336人天");
    check_indicator(&measure::TRAINED, YEAR, table, "55人次");
}
