//! What is watched about money.

use super::record::FUNDS;
use crate::watch::{Rule, RuleBook};

pub const BOOK: RuleBook = RuleBook {
    topic: "funds",
    rules: RULES,
    statements: include_str!("watch.sql"),
    limits: include_str!("limits.toml"),
};

static RULES: &[Rule] = &[
    Rule::doubt("funds.advance_over_limit", &FUNDS)
        .finds(
            "项目“{1}”预付款{2:money}，超过资金规模{3:money}的{4:limit}",
            "project {1}: {2:money} paid in advance, above {4:limit} of its budget of {3:money}",
        )
        .because(
            "预付款过多，施工方停工或退出时难以追回",
            "too much in advance is hard to recover when the work stops",
        )
        .remedy(
            "核对合同的预付条款；超出部分追回或补批准",
            "check the contract's terms; recover the excess or add the approval",
        )
        .source("支付管理通行要求：预付款不超过30%"),
    Rule::error("funds.arrived_over_allotted", &FUNDS)
        .finds(
            "批次{1}到账{2:money}，多于下达{3:money}",
            "batch {1}: {2:money} arrived, more than the {3:money} allotted",
        )
        .because(
            "到账不能多于下达，必有一处记错或漏记了一份文件",
            "what arrives cannot exceed what was allotted: one is wrong, or an order is missing",
        )
        .remedy(
            "核对指标文件和入账凭证；补记漏记的下达文件",
            "compare order and voucher; add the order that is missing",
        )
        .source("DQ-080"),
    Rule::error("funds.dormant", &FUNDS)
        .finds(
            "批次{1}自{2:day}到账后仍有{3:money}未支付，沉淀已超过{4:limit}",
            "batch {1}: {3:money} has lain unpaid since {2:day}, longer than {4:limit}",
        )
        .because(
            "沉淀两年以上的资金由财政收回",
            "money that lies for two years is taken back by the treasury",
        )
        .remedy(
            "报财政收回或重新安排，并说明原因",
            "report it to the treasury to be taken back or moved, with the reason",
        )
        .source("国务院：沉淀两年以上的资金收回；审计公告"),
    Rule::doubt("funds.idle", &FUNDS)
        .finds(
            "批次{1}自{2:day}到账后仍有{3:money}未支付，闲置已超过{4:limit}",
            "batch {1}: {3:money} still unpaid since it arrived on {2:day}, longer than {4:limit}",
        )
        .because(
            "闲置资金会被收回，项目和群众得不到帮扶",
            "idle money is taken back, and those it is for go without",
        )
        .remedy(
            "催办支付；用不出去的按程序调整到其他项目",
            "press for payment, or move it to another project by the rules",
        )
        .source("审计公告通行口径；国务院盘活存量资金要求"),
    Rule::doubt("funds.late_hop", &FUNDS)
        .finds(
            "批次{1}于{2:day}下达，{3:day}才到账，超过{4:limit}",
            "batch {1} was allotted on {2:day} and arrived only on {3:day}, later than {4:limit}",
        )
        .because(
            "拨付迟缓在绩效评价中扣分，也耽误项目开工",
            "late money costs points in the evaluation and delays the work",
        )
        .remedy("查明卡在哪一级财政，补说明", "find the treasury where it lay, and add the reason")
        .source("财农〔2021〕122号（云南评分表）"),
    Rule::doubt("funds.late_to_unit", &FUNDS)
        .finds(
            "批次{1}于{2:day}到账，{3:day}才拨付到单位，历时{4}个工作日，超过{5:limit}",
            "batch {1} arrived on {2:day} and was passed on only on {3:day}: {4} working days, more than {5:limit}",
        )
        .because(
            "拨付迟缓在绩效评价中扣分，也耽误项目开工",
            "late money costs points in the evaluation and delays the work",
        )
        .remedy(
            "查明卡在哪一步审批，补说明",
            "find the step at which it lay, and add the reason",
        )
        .source("财农〔2021〕122号（云南评分表）"),
    Rule::doubt("funds.management_over_limit", &FUNDS)
        .finds(
            "{1}年到账项目管理费{2:money}，超过全县当年到账{3:money}的{4:limit}",
            "{1}: {2:money} of management fees arrived, above {4:limit} of the county's {3:money}",
        )
        .because(
            "管理费挤占项目资金，超出部分审计要求退回",
            "fees take money from projects; auditors ask for what is above the limit",
        )
        .remedy(
            "超出部分调整到项目；用途记错的更正用途",
            "move the excess to projects; correct the use where it was mistaken",
        )
        .source("财农〔2021〕19号：项目管理费不超过1%"),
    Rule::error("funds.negative_list", &FUNDS)
        .finds(
            "批次{1}用途“{2}”（{3:money}）在负面清单内",
            "batch {1}: “{2}” ({3:money}) is on the negative list",
        )
        .because(
            "衔接和援助资金不得用于单位支出、车辆、楼堂馆所、奖金津贴、还债等",
            "aid must not pay for offices, cars, bonuses or debts",
        )
        .remedy(
            "退回该笔支出；如写法有误，更正用途说明",
            "take the payment back; correct the purpose if it was badly worded",
        )
        .source("财农〔2021〕19号负面清单"),
    Rule::error("funds.not_in_library", &FUNDS)
        .finds(
            "批次{1}的{2:money}没有对应的在库项目",
            "batch {1}: {2:money} has no project in the library",
        )
        .because("只有入库项目才能安排资金", "only projects in the library may get money")
        .remedy("补填项目编号，或先办理入库", "give the project's code, or list the project first")
        .source("DQ-081；项目库管理办法"),
    Rule::error("funds.paid_over_transferred", &FUNDS)
        .finds(
            "批次{1}支付{2:money}，多于拨付{3:money}",
            "batch {1}: {2:money} paid, more than the {3:money} transferred",
        )
        .because(
            "支付不能多于拨付，必有一处记错",
            "payments cannot exceed transfers; one of them is wrong",
        )
        .remedy("核对凭证，更正错的一笔", "check the vouchers and correct the wrong row")
        .source("DQ-080"),
    Rule::error("funds.personal_account", &FUNDS)
        .finds(
            "批次{1}向“{2}”的个人账户支付{3:money}",
            "batch {1}: {3:money} paid to the personal account of {2}",
        )
        .because(
            "援助资金只能付给单位账户或农户一卡通",
            "aid goes to organisations' accounts or to farmers' subsidy cards",
        )
        .remedy(
            "追回改付单位账户；到户补助改走一卡通",
            "recover it and pay the organisation, or use the subsidy card",
        )
        .source("审计公告：个人账户收付援助资金"),
    Rule::error("funds.transferred_over_arrived", &FUNDS)
        .finds(
            "批次{1}拨付{2:money}，多于到账{3:money}",
            "batch {1}: {2:money} transferred, more than the {3:money} that arrived",
        )
        .because(
            "拨付不能多于到账，必有一处记错",
            "transfers cannot exceed what arrived; one of them is wrong",
        )
        .remedy("核对凭证，更正错的一笔", "check the vouchers and correct the wrong row")
        .source("DQ-080"),
    Rule::doubt("funds.unit_mix", &FUNDS)
        .finds(
            "批次{1}本环节{2:money}与下达{3:money}恰差一万倍",
            "batch {1}: {2:money} here against {3:money} allotted: a factor of ten thousand",
        )
        .because(
            "多半是把万元当作元（或相反）",
            "most likely 万元 was read as 元, or the other way round",
        )
        .remedy("核对原表单位后更正", "check the unit in the sheet and correct it")
        .source("DQ-084"),
];
