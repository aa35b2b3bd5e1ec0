//! A target (目标企业): a firm or institution in Beijing that a district courts. Two districts that court
//! one firm are two rows, for a rule to find by its code.

use crate::base::{Fault, say, text};
use crate::parties::STAGES;
use crate::record::{Choice, Field, Kind, Register, Row, choice};

pub const LEVELS: &[Choice] = &[
    choice("总部", "headquarters"),
    choice("二级", "second level"),
    choice("三级", "third level"),
    choice("分支机构", "branch"),
];

pub const OWNERSHIPS: &[Choice] = &[
    choice("央企", "central state firm"),
    choice("地方国企", "local state firm"),
    choice("非公有制", "private"),
    choice("事业单位", "public institution"),
];

const SECTORS: &[Choice] = &[
    choice("企业", "firm"),
    choice("科研", "research"),
    choice("医疗", "hospital"),
    choice("高校", "university"),
    choice("市场物流", "market or logistics"),
];

/// The first two digits of every place in Beijing.
const BEIJING: &str = "11";

const FIELDS: &[Field] = &[
    Field::required("firm", "目标企业", "firm", Kind::Named("organisations"))
        .also(&["目标单位", "企业名称", "对接企业"])
        .hint(
            "填单位库里的名称或统一社会信用代码",
            "its name or social credit code in the register of organisations",
        )
        .filter(),
    Field::required("level", "企业层级", "level", Kind::Choice(LEVELS))
        .also(&["层级", "总部级别"])
        .filter(),
    Field::required("ownership", "所有制", "ownership", Kind::Choice(OWNERSHIPS))
        .also(&["企业性质", "所有制性质"])
        .filter(),
    Field::required("sector", "疏解类别", "kind", Kind::Choice(SECTORS))
        .also(&["功能类别", "非首都功能类别"])
        .filter(),
    Field::optional("parent_group", "来源集团", "group", Kind::Named("organisations"))
        .also(&["所属集团", "集团", "集团总部"])
        .hint("集团最上一级；独立单位留空", "the top of its group; empty where it stands alone")
        .filter(),
    Field::required("from_region", "现所在地", "in Beijing at", Kind::Region)
        .also(&["北京所在区", "总部所在地", "现址"])
        .hint("疏解的须在北京", "what moves out of Beijing is in Beijing"),
    Field::required("county", "对接区", "courted by", Kind::Region)
        .also(&["对接区县", "承接区", "引进区"])
        .filter(),
    Field::optional("owner", "责任单位", "looked after by", Kind::Named("organisations"))
        .later()
        .also(&["跟进单位", "包联单位"]),
    Field::required("stage", "所处阶段", "stage", Kind::Choice(STAGES))
        .later()
        .also(&["阶段", "对接阶段", "目前进展"])
        .filter(),
    Field::optional("stage_on", "进入阶段日期", "in this stage since", Kind::Day)
        .later()
        .also(&["进入该阶段时间", "阶段日期"])
        .filter(),
    Field::optional("next_action", "下一步工作", "next action", Kind::Text)
        .later()
        .also(&["下一步", "下步工作"]),
    Field::optional("next_on", "下一步时限", "next action by", Kind::Day)
        .later()
        .also(&["下步时限", "完成时限"])
        .filter(),
    Field::optional("window_until", "窗口期截止", "window until", Kind::Day)
        .later()
        .also(&["窗口期", "窗口期截止日期"])
        .hint("如租约到期、疏解批复的期限", "such as the end of its lease or of its permit to move")
        .filter(),
    Field::required("listed_on", "列入日期", "listed on", Kind::Day)
        .also(&["登记日期", "列入时间", "摸排日期"])
        .filter(),
];

pub static TARGETS: Register = Register {
    name: "targets",
    title: text("疏解目标企业", "targets of relocation"),
    fields: FIELDS,
    key: &["firm", "county"],
    day: "listed_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    if row.text("from_region").is_some_and(|place| !place.starts_with(BEIJING)) {
        faults.push(row.fault(
            "from_region",
            say!(
                "现所在地不在北京，不算疏解",
                "it is not in Beijing, so it does not move out of it"
            ),
            say!(
                "请填北京的区；不在北京的记入签约项目",
                "give the district of Beijing; others are deals"
            ),
        ));
    }
    faults.extend(row.in_order("listed_on", "window_until"));
}
