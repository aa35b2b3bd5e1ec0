//! What is watched about money.

use super::record::FUNDS;
use crate::base::{Text, text};
use crate::watch::{Level, Rule, Shown};

use Shown::{AsIs, Money};

const STATEMENTS: &str = include_str!("watch.sql");

/// What a rule says to people: what it finds, why that matters, what to do.
struct Says(Text, Text, Text);

const fn rule(
    id: &'static str,
    level: Level,
    shows: &'static [Shown],
    source: &'static str,
    says: Says,
) -> Rule {
    let Says(finds, because, remedy) = says;
    Rule { id, level, register: &FUNDS, finds, because, remedy, shows, statements: STATEMENTS, source }
}

pub static RULES: &[Rule] = &[
    rule(
        "funds.idle",
        Level::Doubt,
        &[AsIs, AsIs, Money],
        "审计公告通行口径；国务院盘活存量资金要求",
        Says(
            text("批次{1}自{2}到账后仍有{3}未支付，已属闲置", "batch {1}: {3} still unpaid since it arrived on {2}"),
            text("闲置资金会被收回，项目和群众得不到帮扶", "idle money is taken back, and those it is for go without"),
            text("催办支付；用不出去的按程序调整到其他项目", "press for payment, or move it to another project by the rules"),
        ),
    ),
    rule(
        "funds.late_hop",
        Level::Doubt,
        &[AsIs, AsIs, AsIs],
        "财农〔2021〕122号（云南评分表）",
        Says(
            text("批次{1}于{2}下达，{3}才到账，超过规定天数", "batch {1} was allotted on {2} and arrived only on {3}"),
            text("拨付迟缓在绩效评价中扣分，也耽误项目开工", "late money costs points in the evaluation and delays the work"),
            text("查明卡在哪一级财政，补说明", "find the treasury where it lay, and add the reason"),
        ),
    ),
    rule(
        "funds.negative_list",
        Level::Error,
        &[AsIs, AsIs, Money],
        "财农〔2021〕19号负面清单",
        Says(
            text("批次{1}用途“{2}”（{3}）在负面清单内", "batch {1}: “{2}” ({3}) is on the negative list"),
            text("衔接和援助资金不得用于单位支出、车辆、楼堂馆所、奖金津贴、还债等", "aid must not pay for offices, cars, bonuses or debts"),
            text("退回该笔支出；如写法有误，更正用途说明", "take the payment back; correct the purpose if it was badly worded"),
        ),
    ),
    rule(
        "funds.not_in_library",
        Level::Error,
        &[AsIs, Money],
        "DQ-081；项目库管理办法",
        Says(
            text("批次{1}的{2}没有对应的在库项目", "batch {1}: {2} has no project in the library"),
            text("只有入库项目才能安排资金", "only projects in the library may get money"),
            text("补填项目编号，或先办理入库", "give the project's code, or list the project first"),
        ),
    ),
    rule(
        "funds.paid_over_transferred",
        Level::Error,
        &[AsIs, Money, Money],
        "DQ-080",
        Says(
            text("批次{1}支付{2}，多于拨付{3}", "batch {1}: {2} paid, more than the {3} transferred"),
            text("支付不能多于拨付，必有一处记错", "payments cannot exceed transfers; one of them is wrong"),
            text("核对凭证，更正错的一笔", "check the vouchers and correct the wrong row"),
        ),
    ),
    rule(
        "funds.personal_account",
        Level::Error,
        &[AsIs, AsIs, Money],
        "审计公告：个人账户收付援助资金",
        Says(
            text("批次{1}向“{2}”的个人账户支付{3}", "batch {1}: {3} paid to the personal account of {2}"),
            text("援助资金只能付给单位账户或农户一卡通", "aid goes to organisations' accounts or to farmers' subsidy cards"),
            text("追回改付单位账户；到户补助改走一卡通", "recover it and pay the organisation, or use the subsidy card"),
        ),
    ),
    rule(
        "funds.transferred_over_arrived",
        Level::Error,
        &[AsIs, Money, Money],
        "DQ-080",
        Says(
            text("批次{1}拨付{2}，多于到账{3}", "batch {1}: {2} transferred, more than the {3} that arrived"),
            text("拨付不能多于到账，必有一处记错", "transfers cannot exceed what arrived; one of them is wrong"),
            text("核对凭证，更正错的一笔", "check the vouchers and correct the wrong row"),
        ),
    ),
    rule(
        "funds.unit_mix",
        Level::Doubt,
        &[AsIs, Money, Money],
        "DQ-084",
        Says(
            text("批次{1}本环节{2}与下达{3}恰差一万倍", "batch {1}: {2} here against {3} allotted: a factor of ten thousand"),
            text("多半是把万元当作元（或相反）", "most likely 万元 was read as 元, or the other way round"),
            text("核对原表单位后更正", "check the unit in the sheet and correct it"),
        ),
    ),
];
