//! A movement of aid money: which batch, at which hop, how much, on which day, by which voucher.

use crate::base::{Fault, say, text};
use crate::parties::USES;
use crate::record::{Choice, Field, Kind, Register, Row, choice};

/// The hops in the order in which money takes them (§2.4 of the trade's rules: each hop has its
/// date, amount and voucher).
pub const STAGES: &[Choice] = &[
    choice("下达", "allotted"),
    choice("到账", "arrived"),
    choice("拨付", "transferred"),
    choice("支付", "paid"),
    choice("收回", "taken back"),
];

pub const TIERS: &[Choice] =
    &[choice("市级", "city"), choice("区级", "district"), choice("乡镇级", "township")];

const PAYEES: &[Choice] = &[
    choice("单位", "organisation"),
    choice("农户一卡通", "farmer's subsidy card"),
    choice("个人账户", "personal account"),
];

const FIELDS: &[Field] = &[
    Field::required("batch", "批次号", "batch", Kind::Text)
        .also(&["批次", "资金批次", "批次编号", "资金编号"])
        .hint("同一笔援助资金各环节用同一批次号", "one batch number for all hops of the same money")
        .filter(),
    Field::required("stage", "环节", "hop", Kind::Choice(STAGES))
        .also(&["资金环节", "流转环节", "状态"])
        .filter(),
    Field::required("tier", "资金层级", "tier", Kind::Choice(TIERS))
        .also(&["层级", "资金级次", "级次", "资金来源层级"])
        .filter(),
    Field::required("use", "资金用途", "use", Kind::Choice(USES))
        .also(&["用途", "资金投向", "投向", "使用方向"])
        .filter(),
    Field::required("giver", "支援方", "giver", Kind::Region)
        .also(&["援助方", "帮扶方", "支援区", "援助区", "拨款单位所在区"])
        .filter(),
    Field::required("county", "受援县（市、区）", "county", Kind::Region)
        .also(&["受援县", "受援方", "受援县区", "县（市、区）", "县区", "帮扶县"])
        .filter(),
    Field::optional("project", "项目编号", "project", Kind::Ref("projects"))
        .also(&["项目代码", "对应项目编号", "项目库编号"])
        .filter(),
    Field::required("amount", "金额", "amount", Kind::Money)
        .hint(
            "收回资金用环节“收回”，金额仍填正数",
            "money taken back is a hop of its own, still positive",
        )
        .also(&["资金额", "金额合计", "援助金额", "拨付金额", "到账金额", "支付金额", "资金规模"])
        .filter(),
    Field::required("day", "日期", "day", Kind::Day)
        .also(&["时间", "办理日期", "到账日期", "拨付日期", "支付日期", "下达日期", "发生日期"])
        .hint("该环节发生的日期", "the day on which this hop happened")
        .filter(),
    Field::required("voucher", "凭证号", "voucher", Kind::Text)
        .also(&["凭证编号", "文号", "凭证号（文号）", "记账凭证号", "拨款凭证"])
        .hint("下达填文号，其余填凭证号", "an order's document number, else the voucher's"),
    Field::optional("unit", "实施单位", "implementing unit", Kind::Named("organisations")).also(&[
        "项目实施单位",
        "用款单位",
        "拨入单位",
    ]),
    Field::optional("payee", "收款方", "payee", Kind::Text).also(&[
        "收款单位",
        "收款人",
        "收款方名称",
    ]),
    Field::optional("payee_kind", "收款方类型", "kind of payee", Kind::Choice(PAYEES))
        .also(&["收款类型", "账户性质"]),
    Field::optional("account", "收款账号", "account", Kind::Bank).also(&[
        "银行账号",
        "收款银行账号",
        "账号",
    ]),
    Field::optional("purpose", "用途说明", "purpose", Kind::Text).also(&[
        "资金用途说明",
        "摘要",
        "说明",
        "备注",
    ]),
];

pub static FUNDS: Register = Register {
    name: "funds",
    title: text("财政援助资金流水", "movements of fiscal aid"),
    fields: FIELDS,
    key: &["batch", "stage", "voucher"],
    day: "day",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.positive("amount"));
    let giver = row.text("giver").unwrap_or("");
    let city = giver.ends_with("0000");
    let tier = row.text("tier").unwrap_or("");
    if !giver.is_empty() && (tier == "市级") != city {
        faults.push(row.fault(
            "giver",
            say!("资金层级“{tier}”与支援方 {giver} 不符", "tier {tier} does not fit giver {giver}"),
            say!(
                "市级资金的支援方填省（直辖市），区级、乡镇级填区",
                "a city-tier giver is the municipality, the others a district"
            ),
        ));
    }
    if row.text("stage") == Some("支付") && row.text("payee").is_none() {
        faults.push(row.fault(
            "payee",
            say!("支付没有收款方", "a payment without payee"),
            say!("请填收款方全称", "give the payee's full name"),
        ));
    }
}
