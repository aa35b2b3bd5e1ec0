//! An agreement (协议): its place under a framework, its parties, on which document it rests, from when
//! until when it holds. Titles are entered as they stand on the paper.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

pub const FRAMEWORK: &str = "框架协议";
const PART: &str = "分项协议";

const KINDS: &[Choice] = &[
    choice(FRAMEWORK, "framework agreement"),
    choice(PART, "sub-agreement of a framework"),
    choice("区县协议", "between a district and a county"),
    choice("年度协议", "for one year"),
    choice("补充协议", "supplement"),
    choice("备忘录", "memorandum"),
];

/// Before it is signed.
const DRAFTS: [&str; 2] = ["草拟", "会签"];

const STATES: &[Choice] = &[
    choice("草拟", "drafted"),
    choice("会签", "being countersigned"),
    choice("签署", "signed"),
    choice("履行", "carried out"),
    choice("变更", "amended"),
    choice("到期", "expired"),
    choice("终止", "terminated"),
];

const FIELDS: &[Field] = &[
    Field::required("code", "协议编号", "agreement", Kind::Text).also(&["编号", "协议号"]).filter(),
    Field::required("title", "协议名称", "title", Kind::Text)
        .also(&["文件名称", "协议标题"])
        .hint("照协议文本的标题写", "as it stands on the paper")
        .names(),
    Field::required("kind", "协议类型", "kind", Kind::Choice(KINDS))
        .also(&["类型", "协议类别"])
        .filter(),
    Field::optional("parent", "所属框架协议", "framework", Kind::Ref("agreements"))
        .also(&["上级协议", "主协议"])
        .hint("框架协议留空；先列框架协议，再列分项", "empty for a framework, which comes first"),
    Field::optional("parts", "分项协议份数", "number of sub-agreements", Kind::Whole)
        .also(&["子协议数", "分项协议数"])
        .hint("“1+4”框架协议填4", "4 for a framework of “1+4”"),
    Field::required("helper", "援方签约单位", "signed for the helper by", Kind::Text)
        .also(&["甲方", "支援方签约单位", "帮扶方签约单位"])
        .hint("多个单位用顿号隔开", "several are parted by 、")
        .filter(),
    Field::required("helped", "受方签约单位", "signed for the helped by", Kind::Text)
        .also(&["乙方", "受援方签约单位"])
        .hint("多个单位用顿号隔开", "several are parted by 、")
        .filter(),
    Field::required("county", "受援地区", "helped region", Kind::Region)
        .also(&["受援方所在地", "受援县"])
        .filter(),
    Field::optional("basis", "依据文件", "basis", Kind::Text)
        .leads_to("policies")
        .also(&["依据", "文件依据"])
        .hint("文件库里有的填文件编号", "its code, where the documents of policy have it"),
    Field::optional("signed_on", "签署日期", "signed on", Kind::Day)
        .also(&["签订日期", "签约日期", "签署时间"])
        .hint("草拟、会签中的留空", "empty until it is signed")
        .filter(),
    Field::optional("valid_until", "有效期至", "valid until", Kind::Day)
        .ends()
        .also(&["到期日期", "协议到期日"])
        .hint(
            "提前终止的填终止日期；长期有效的留空",
            "the day of termination; empty where no end is set",
        )
        .filter(),
    Field::required("state", "协议状态", "state", Kind::Choice(STATES))
        .later()
        .also(&["状态", "履行状态"])
        .filter(),
    Field::optional("renews", "续签的协议", "renews", Kind::Ref("agreements"))
        .also(&["续签自", "原协议编号"])
        .hint("原协议的编号", "the code of the one before"),
    Field::optional("remark", "说明", "remark", Kind::Text).also(&["备注"]),
];

pub static AGREEMENTS: Register = Register {
    name: "agreements",
    title: text("协议台账", "agreements"),
    fields: FIELDS,
    key: &["code"],
    day: "signed_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("signed_on", "valid_until"));
    faults.extend(row.positive("parts"));
    check_place(row, faults);
    for name in ["parent", "renews"] {
        if row.text(name).is_some_and(|code| row.text("code") == Some(code)) {
            faults.push(row.fault(
                name,
                say!("填的是它自己的编号", "it names itself"),
                say!("请填另一份协议的编号，或留空", "name another agreement, or leave it empty"),
            ));
        }
    }
    if row.text("helper").is_some_and(|helper| row.text("helped") == Some(helper)) {
        faults.push(row.fault(
            "helped",
            say!("协议只有一方", "an agreement with one party"),
            say!("请填对方签约单位", "name the other party"),
        ));
    }
    let draft = row.text("state").is_some_and(|state| DRAFTS.contains(&state));
    match row.day("signed_on") {
        None if !draft => faults.push(row.fault(
            "signed_on",
            say!("协议已签而没有签署日期", "signed, but without a day"),
            say!("请补签署日期，或改为草拟、会签", "add the day, or call it a draft"),
        )),
        Some(_) if draft => faults.push(row.doubt(
            "state",
            say!("有签署日期而状态是未签", "a day of signature on what is not signed"),
            say!("请核对协议状态", "check the state"),
        )),
        _ => {}
    }
}

/// A framework stands by itself, a sub-agreement under one.
fn check_place(row: &Row<'_>, faults: &mut Vec<Fault>) {
    let (kind, parent) = (row.text("kind"), row.text("parent"));
    if kind == Some(FRAMEWORK) && parent.is_some() {
        faults.push(row.fault(
            "parent",
            say!("框架协议不属于另一份框架协议", "a framework under another framework"),
            say!(
                "请留空；原协议填在“续签的协议”",
                "leave it empty; the one before goes to “renews”"
            ),
        ));
    }
    if kind == Some(PART) && parent.is_none() {
        faults.push(row.fault(
            "parent",
            say!("分项协议没有所属框架协议", "a sub-agreement without its framework"),
            say!("请填框架协议的编号", "give the framework's code"),
        ));
    }
    if kind != Some(FRAMEWORK) && row.whole("parts").is_some() {
        faults.push(row.doubt(
            "parts",
            say!("只有框架协议有分项协议", "only a framework has sub-agreements"),
            say!("请留空", "leave it empty"),
        ));
    }
}
