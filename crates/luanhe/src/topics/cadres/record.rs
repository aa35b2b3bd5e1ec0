//! What a secondment is, and what makes a row one: one person's term at one unit of the other side. A
//! person with two terms is two person-times and one person.
//!
//! The seconded stand in the register of people like everybody else, without a household (decision
//! 0013): only an ID number tells that two terms are one person's.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

pub const DIRECTIONS: &[Choice] =
    &[choice("派往受援方", "to the helped side"), choice("派往支援方", "to the helping side")];

pub const CATEGORIES: &[Choice] = &[
    choice("党政挂职", "office holder"),
    choice("医生", "doctor"),
    choice("教师", "teacher"),
    choice("农技", "farming adviser"),
    choice("科技", "science and technology"),
    choice("规划", "planner"),
    choice("其他专技", "other specialist"),
];

const FIELDS: &[Field] =
    &[
        Field::required("person", "干部人才证件号码", "seconded person", Kind::Person).also(&[
            "身份证号",
            "证件号码",
            "公民身份证号",
            "挂职干部身份证号",
        ]),
        Field::required("direction", "选派方向", "direction", Kind::Choice(DIRECTIONS))
            .also(&["派往方向", "选派类型"])
            .filter(),
        Field::required("category", "人才类别", "category", Kind::Choice(CATEGORIES))
            .also(&["干部人才类别", "类别", "专业类别"])
            .filter(),
        Field::required("county", "受援县（市、区）", "helped county", Kind::Region)
            .also(&["受援县", "挂职县", "服务县", "受援地区"])
            .hint(
                "无论派往哪一方，都填受援一方的县",
                "the helped side's county, whatever the direction",
            )
            .filter(),
        Field::required("from_unit", "派出单位", "sent by", Kind::Named("organisations")).also(&[
            "选派单位",
            "原单位",
            "原工作单位",
        ]),
        Field::required("to_unit", "接收单位", "received by", Kind::Named("organisations"))
            .also(&["挂职单位", "服务单位", "受援单位"]),
        Field::required("post", "挂任职务", "post", Kind::Text).later().also(&[
            "挂职职务",
            "现任职务",
            "岗位",
        ]),
        Field::required("from_day", "到岗日期", "from", Kind::Day)
            .also(&["到岗时间", "挂职开始时间", "起始日期", "到任日期"])
            .filter(),
        Field::required("due_day", "计划期满日期", "planned until", Kind::Day)
            .later()
            .also(&["计划期满", "计划结束时间", "期满日期"])
            .hint("延期的改为新的期满日期", "the new day, where the term is prolonged")
            .filter(),
        Field::optional("until_day", "离任日期", "until", Kind::Day)
            .ends()
            .also(&["离任时间", "返回日期", "终止日期", "实际结束时间"])
            .hint("仍在任的请留空；填离任当日", "leave empty during the term; the day of leaving")
            .filter(),
        Field::optional("task", "帮扶任务", "task", Kind::Text).later().also(&[
            "工作任务",
            "帮扶内容",
            "主要工作",
        ]),
    ];

pub static SECONDMENTS: Register = Register {
    name: "secondments",
    title: text("干部人才选派台账", "secondments"),
    fields: FIELDS,
    key: &["person", "from_day"],
    day: "from_day",
    region: "county",
    personal: true,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("from_day", "due_day"));
    faults.extend(row.in_order("from_day", "until_day"));
    if row.text("from_unit") == row.text("to_unit") {
        faults.push(row.fault(
            "to_unit",
            say!("接收单位就是派出单位", "the unit that received is the one that sent"),
            say!("请填对方的单位", "name the unit of the other side"),
        ));
    }
}
