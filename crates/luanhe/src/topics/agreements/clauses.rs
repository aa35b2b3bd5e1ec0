//! A clause (条款): what one side or both promised, how much of it, for which place, by when.

use super::super::unknown_indicator;
use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const KINDS: &[Choice] = &[
    choice("资金项目", "money and projects"),
    choice("产业合作", "industry"),
    choice("劳务协作", "labour"),
    choice("人才交流", "cadres and specialists"),
    choice("消费帮扶", "consumption"),
    choice("教育", "education"),
    choice("医疗卫生", "health"),
    choice("生态", "ecology"),
    choice("结对", "pairing"),
    choice("其他", "other"),
];

pub const QUANTITY: Kind = Kind::Decimal(2);

const FIELDS: &[Field] = &[
    Field::required("code", "条款编号", "clause", Kind::Text).also(&["编号", "条款号"]).filter(),
    Field::required("agreement", "协议编号", "agreement", Kind::Ref("agreements"))
        .also(&["协议号", "所属协议"]),
    Field::required("wording", "条款内容", "wording", Kind::Text).also(&["约定事项", "任务内容"]),
    Field::required("kind", "合作领域", "field", Kind::Choice(KINDS))
        .also(&["领域", "条款领域"])
        .filter(),
    Field::required("county", "落实地区", "place", Kind::Region)
        .also(&["受援县", "责任地区"])
        .filter(),
    Field::optional("owner", "责任单位", "owner", Kind::Named("organisations"))
        .also(&["牵头单位", "承办单位"]),
    Field::optional("quantity", "目标数量", "target", QUANTITY)
        .also(&["目标值", "目标", "任务数"])
        .hint("没有数量的条款留空", "empty where the clause has none"),
    Field::optional("unit", "计量单位", "unit", Kind::Text).also(&["单位"]),
    Field::optional("indicator", "对应指标", "indicator", Kind::Text).also(&["指标编号"]).hint(
        "台账能答的填指标编号，如 funds.arrived，页面把台账数排在填报数旁边",
        "where the ledger can tell, its indicator, like funds.arrived: the page shows both",
    ),
    Field::optional("from_day", "起算日期", "from", Kind::Day)
        .also(&["开始日期", "起始日期"])
        .hint("不填则从协议签署之日算", "the day of signature, where it is empty"),
    Field::required("due_on", "完成时限", "due on", Kind::Day)
        .also(&["应完成日期", "截止日期", "完成期限"])
        .filter(),
];

pub static CLAUSES: Register = Register {
    name: "clauses",
    title: text("协议条款台账", "clauses of agreements"),
    fields: FIELDS,
    key: &["code"],
    day: "due_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.positive("quantity"));
    faults.extend(row.in_order("from_day", "due_on"));
    if row.whole("quantity").is_some() != row.text("unit").is_some() {
        faults.push(row.fault(
            "unit",
            say!(
                "目标数量和计量单位只填了一个",
                "a target without a unit, or a unit without a target"
            ),
            say!("请两栏都填，或都留空", "fill both, or neither"),
        ));
    }
    faults.extend(unknown_indicator(row));
}
