//! What is watched about shared medical service.

use super::points::POINTS;
use super::referrals::REFERRALS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "care",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::doubt("care.accept_late", &REFERRALS)
        .finds(
            "转诊{1}（{2:choice urgency}）{3:day}发起，{4}没有在{5:limit}内受理",
            "referral {1} ({2:choice urgency}) of {3:day} was not accepted by {4} within {5:limit}",
        )
        .because(
            "急的病等不起，没有时限的转诊等于没有转诊",
            "an illness does not wait; a referral without a clock is none",
        )
        .remedy(
            "已受理的补时刻，没受理的立即催办或退回写明原因",
            "add the time where it was accepted; else press for it, or refuse it with a reason",
        )
        .source("分级诊疗服务流程；时限待核"),
    Rule::doubt("care.cost_over_line", &REFERRALS)
        .finds(
            "转诊{1}个人自付{2:money}，超过{4:limit}（户编号{3}）",
            "referral {1}: the patient paid {2:money}, above {4:limit} (household {3})",
        )
        .because(
            "自付过高可能返贫致贫，要进防返贫监测",
            "a bill like this can make a household poor; it must be looked at",
        )
        .remedy(
            "转县里入户核实；户编号没填的先补上",
            "have the household visited; add its number where it lacks",
        )
        .source("部门筛查预警：医疗自付费用过高"),
    Rule::doubt("care.idle_point", &POINTS)
        .finds(
            "远程医疗点{1}（{2}）最近有服务的月份是{3:day}，超过{4:limit}没有服务",
            "point {1} ({2}): last month with a session {3:day}, none within {4:limit}",
        )
        .because("设备闲置是审计常见问题", "idle devices are what auditors look for")
        .remedy(
            "补报月报；不用的办停用或调剂",
            "report the months, or close the point and pass the devices on",
        )
        .source("审计关注：远程诊疗设备闲置"),
    Rule::doubt("care.no_follow_up", &REFERRALS)
        .finds(
            "转诊{1}{2:day}转回，{3}没有在{4:limit}内随访",
            "referral {1} was sent back on {2:day} and not followed up by {3} within {4:limit}",
        )
        .because(
            "下转后没人管，分级诊疗就断在最后一步",
            "nobody who looks after the returned: the chain breaks at its last link",
        )
        .remedy("补随访日期，没随访的安排随访", "add the day, or have the patient visited")
        .source("分级诊疗服务流程；期限待核"),
    Rule::doubt("care.report_late", &REFERRALS)
        .finds(
            "转诊{1}{2:day}受理，{3}没有在{4:limit}内出报告",
            "referral {1}, accepted on {2:day}, was not answered by {3} within {4:limit}",
        )
        .because("基层等着报告给病人用药", "the township waits for the answer to treat the patient")
        .remedy(
            "已出报告的补时刻，没出的催办",
            "add the time where it was answered; else press for it",
        )
        .source("分级诊疗服务流程；时限待核"),
];
