//! What an office told of a task on a day: both sides write on one timeline.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const SIDES: &[Choice] = &[
    choice("援方市", "helping city"),
    choice("援方区", "helping district"),
    choice("受方市", "helped city"),
    choice("受方县", "helped county"),
];

const FIELDS: &[Field] = &[
    Field::required("task", "任务编号", "task", Kind::Ref("tasks")).also(&["任务号"]),
    Field::required("side", "填报方", "side", Kind::Choice(SIDES)).also(&["层级"]).filter(),
    Field::required("unit", "填报单位", "office", Kind::Text).also(&["单位"]).filter(),
    Field::required("county", "落实地区", "place", Kind::Region).also(&["责任地区"]).filter(),
    Field::required("day", "填报日期", "day", Kind::Day).also(&["日期", "更新日期"]).filter(),
    Field::required("percent", "完成率（%）", "percent", Kind::Whole).also(&["完成率", "进度"]),
    Field::required("note", "进展", "note", Kind::Text).also(&["进展情况", "工作进展"]),
    Field::optional("next", "下一步", "next", Kind::Text).also(&["下一步打算"]),
];

pub static TASK_UPDATES: Register = Register {
    name: "task_updates",
    title: text("任务进展台账", "updates of tasks"),
    fields: FIELDS,
    key: &["task", "unit", "day"],
    day: "day",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    if row.whole("percent").is_some_and(|percent| !(0..=100).contains(&percent)) {
        faults.push(row.fault(
            "percent",
            say!("完成率不在0至100之间", "a percentage outside 0 to 100"),
            say!("请填0至100的整数", "give a whole number from 0 to 100"),
        ));
    }
}
