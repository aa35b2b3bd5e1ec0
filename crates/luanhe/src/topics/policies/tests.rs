//! Documents of policy, as tables: each check, rule and indicator with what it must say and what it must
//! not.

use super::super::table::{check_indicator, check_row, check_rule, recorded};
use super::clauses::POLICY_CLAUSES;
use super::measure;
use super::record::POLICIES;
use crate::base::Lang;
use crate::pages::{Params, Say};
use crate::record::Actor;

#[test]
fn a_document_has_its_number_and_ends_after_it_begins() {
    check_row(&POLICIES, "code=P1 number=财农〔2021〕19号 issued_on=2021-03-26", &[]);
    check_row(
        &POLICIES,
        "code=P1 number=19 issued_on=2021-03-26 until_day=2021-03-25 replaces=P1",
        &[
            "until_day: 失效日期 2021-03-25 早于发布日期 2021-03-26",
            "replaces: 填的是它自己的编号",
            "number: 文号里没有“〔年份〕”和“号”",
        ],
    );
    check_row(&POLICY_CLAUSES, "number=第三条", &[]);
}

#[test]
fn an_agreement_rests_on_what_is_in_force() {
    let said = check_rule(
        "policies.expired_basis",
        "2021-12-31",
        "policies:    code  title  issued_on   until_day
                    ! P1    旧办法 2017-01-01  2020-12-31
                      P2    新办法 2021-01-01  -
                      P3    旧意见 2016-01-01  2020-12-31
                      P4    规划   2016-01-01  2021-12-31
         agreements:  code  title  basis  state  signed_on   valid_until
                      A     甲     P1     履行   2019-01-01  -
                      B     乙     P1     履行   2019-01-01  2022-12-31
                      C     丙     P2     履行   2019-01-01  -
                      D     丁     P3     到期   2019-01-01  2020-12-31
                      E     戊     P4     履行   2019-01-01  -",
    );
    assert_eq!(said, ["《旧办法》2020年12月31日已失效，仍是协议《甲》的依据"]);
}

#[test]
fn what_is_replaced_has_a_last_day() {
    let said = check_rule(
        "policies.replaced",
        "2021-12-31",
        "policies:  code  title  replaces  issued_on   until_day
                  ! P1    旧一   -         2017-01-01  -
                    P2    新一   P1        2021-01-01  -
                    P3    旧二   -         2017-01-01  2020-12-31
                    P4    新二   P3        2021-01-01  -
                    P5    旧三   -         2017-01-01  -
                    P6    新三   P5        2022-01-01  -",
    );
    assert_eq!(said, ["《旧一》已由《新一》替代，没有失效日期"]);
}

#[test]
fn a_number_is_one_document_s_and_something_leads_to_it() {
    let said = check_rule(
        "policies.same_number",
        "2021-12-31",
        "policies:  code  title  number  cited
                    P1    甲     1号     -
                    P2    乙     2号     -
                  ! P3    丙     1号     -
                    P4    丁     -       日报
                    P5    戊     -       日报",
    );
    assert_eq!(said, ["《丙》与《甲》文号相同（1号）"]);
    let said = check_rule(
        "policies.unsourced",
        "2021-12-31",
        "policies:  id  title  number  cited
                    a   甲     1号     -
                    b   乙     -       日报
                  ! c   丙     -       -
                    d   丁     -       -
         evidence:  row
                    policies/d",
    );
    assert_eq!(said, ["《丙》没有文号、出处，也没有附原文"]);
}

#[test]
fn documents_are_in_force_until_they_end() {
    let table = "policies:  issued_on   until_day
                            2016-01-01  2020-12-31
                            2016-01-01  2021-12-31
                            2021-01-01  2022-06-30
                            2021-06-30  -";
    let year = ("2021-01-01", "2021-12-31");
    check_indicator(&measure::IN_FORCE, year, table, "2项");
    check_indicator(&measure::ISSUED, year, table, "2项");
}

/// A limit of posts rests on a document by its number; rows of two registers rest on one by its code.
#[test]
fn the_page_shows_what_rests_on_a_document() {
    let (mut ledger, _) = recorded(
        "policies:        code  title  number             until_day
                          P1    旧办法 -                  2020-12-31
                          P2    挂钩   财农〔2021〕122号  -
         policy_clauses:  policy  number  wording
                          P1      第三条  按季报送
         agreements:      code  basis
                          A     P1
         pairings:        helper  basis
                          津南    P1",
    );
    let params = Params::default().with("day", "2021-12-31");
    let me = Actor::system("t");
    let page = super::basis::page(&mut ledger, &me, "tj-cd", &params, Say(Lang::Zh)).unwrap();
    for part in ["已失效", "第三条", "按季报送", "协议台账 A", "结对关系 津南"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let cited = super::super::limits().unwrap();
    let cited = cited.iter().filter(|limit| limit.source.contains("财农〔2021〕122号")).count();
    assert_eq!(page.matches("门槛：").count(), cited);
}
