//! An exit (退出): one county or village, the days of its steps, the document that approved it, and how
//! many were poor before and are still.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

pub const COUNTY: &str = "贫困县";
pub const VILLAGE: &str = "贫困村";

const LEVELS: &[Choice] = &[choice(COUNTY, "county"), choice(VILLAGE, "village")];

/// Percent, kept in hundredths.
const RATE: Kind = Kind::Decimal(2);

const FIELDS: &[Field] = &[
    Field::required("name", "退出单位", "place that leaves", Kind::Text)
        .also(&["贫困县名称", "贫困村名称", "县（村）名称"])
        .filter(),
    Field::required("level", "退出类别", "level", Kind::Choice(LEVELS))
        .also(&["类别", "退出层级"])
        .filter(),
    Field::required("county", "所在地", "place", Kind::Region)
        .also(&["所在县", "受援县"])
        .hint("贫困村写到乡镇", "for a village its township")
        .filter(),
    Field::optional("planned_on", "计划退出日期", "planned", Kind::Day)
        .also(&["计划摘帽日期", "计划退出时间", "计划摘帽时间"])
        .hint("只写年份的填当年12月31日", "31 December where only the year is planned")
        .filter(),
    Field::optional("assessed_on", "评估检查日期", "assessed on", Kind::Day).also(&[
        "评估验收日期",
        "评估检查时间",
        "核查日期",
    ]),
    Field::optional("noticed_on", "公示日期", "public notice on", Kind::Day).also(&["公示时间"]),
    Field::optional("approved_on", "批准退出日期", "approved on", Kind::Day)
        .also(&["批准日期", "摘帽日期", "退出日期", "摘帽时间"])
        .hint("没有批准的留空", "empty until it is approved")
        .filter(),
    Field::optional("announced_on", "公告日期", "announced on", Kind::Day).also(&["公告时间"]),
    Field::optional("document", "批准文号", "document", Kind::Text).also(&["批准文件", "退出批复"]),
    Field::optional("people_before", "识别时贫困人口", "poor at the beginning", Kind::Whole)
        .also(&["建档立卡贫困人口", "原有贫困人口"]),
    Field::optional("rate", "退出时贫困发生率（%）", "poverty rate at the exit (%)", RATE)
        .also(&["贫困发生率", "综合贫困发生率"]),
    Field::optional("people_left", "现有贫困人口", "still poor", Kind::Whole)
        .later()
        .also(&["剩余贫困人口", "未脱贫人口"])
        .hint("全部脱贫的填0", "0 where nobody is"),
];

pub static EXITS: Register = Register {
    name: "exits",
    title: text("贫困退出台账", "exits"),
    fields: FIELDS,
    key: &["name", "county"],
    day: "approved_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    for name in ["people_before", "people_left", "rate"] {
        faults.extend(row.not_negative(name));
    }
    faults.extend(row.part_of("people_left", "people_before"));
    faults.extend(row.in_order("noticed_on", "approved_on"));
    faults.extend(row.in_order("approved_on", "announced_on"));
    if row.whole("rate").is_some_and(|rate| rate > 10_000) {
        faults.push(row.fault(
            "rate",
            say!("贫困发生率超过100%", "a rate above 100%"),
            say!("请填百分数，如1.85", "give percent, like 1.85"),
        ));
    }
    if row.day("approved_on").is_none() && row.text("document").is_some() {
        faults.push(row.doubt(
            "approved_on",
            say!("有批准文号而没有批准日期", "a document of approval without its day"),
            say!("请照文件补批准日期", "take the day from the document"),
        ));
    }
}
