//! What is watched about leases and rents.

use super::contracts::LEASES;
use super::rents::RENTS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "leases",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::doubt("leases.overdue", &LEASES)
        .finds(
            "合同{1}欠租{2}期、{3:money}，最早一期{4:day}应付，账龄M{5}",
            "contract {1}: {2} rents of {3:money} in arrears since {4:day}, class M{5}",
        )
        .because("逾期早催收，拖过三个月多半要收回设备", "asked early, arrears are paid; later the machine must go back")
        .remedy("催收；已付的补付清日期", "press for it; add the day where it was paid")
        .source("融资租赁逾期分档：M1为1—30天，M2为31—60天"),
    Rule::error("leases.overdue_m3", &LEASES)
        .finds(
            "合同{1}欠租{2}期、{3:money}，最早一期{4:day}应付，已超过{5:limit}（M3以上）",
            "contract {1}: {2} rents of {3:money} in arrears since {4:day}, beyond {5:limit} (M3 and over)",
        )
        .because(
            "M3以上属不良，贴息和担保都可能被追偿",
            "beyond M2 it is a bad asset; subsidies and guarantees may be called",
        )
        .remedy("启动担保或收回设备，更正合同状态", "call the guarantee or take the machine back; correct the state")
        .source("融资租赁逾期分档：M3以上为61天及以上"),
    Rule::doubt("leases.rent_differs", &RENTS)
        .finds(
            "合同{1}第{2}期应付{3:money}，与合同租金{4:money}相差{5}分",
            "contract {1}, rent {2}: {3:money} is due, {5} fen from the contract's {4:money}",
        )
        .because("租金表须与合同一致，末期除外", "the schedule follows the contract, but for its last rent")
        .remedy("核对合同；变更的补变更协议", "check the contract, or attach the agreement that changed it")
        .source("融资租赁合同：等额租金"),
    Rule::error("leases.rent_outside_term", &RENTS)
        .finds(
            "合同{1}租期{2}个月，租金表有第{3}期",
            "contract {1} runs for {2} months and has a rent number {3}",
        )
        .because("多出的租金没有合同依据", "no contract founds the rent")
        .remedy("更正期次或租期", "correct the number or the months")
        .source("融资租赁合同：租期"),
    Rule::error("leases.same_serial", &LEASES)
        .finds(
            "合同{1}与{2}租的是同一台设备（{3}）",
            "contracts {1} and {2} lease the same machine ({3})",
        )
        .because(
            "一物二租，物资价值也重复计算",
            "one machine leased twice; its value counts twice",
        )
        .remedy(
            "核对铭牌；重复的作废，旧合同已结束的更正状态",
            "look at the plate; void the repetition, or correct the state where the first has ended",
        )
        .source("租赁物应唯一可识别；不得一物多融"),
];
