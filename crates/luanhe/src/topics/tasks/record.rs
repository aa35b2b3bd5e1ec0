//! A task: what is to be done, under which strategy or year, within which window, by whom; and into which
//! later task it went where it was not finished.

use super::super::unknown_indicator;
use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

const STRATEGY: &str = "战略";

const LEVELS: &[Choice] =
    &[choice(STRATEGY, "strategy"), choice("年度", "year"), choice("季度", "quarter")];

pub const DONE: &str = "完成";
pub const ROLLED: &str = "转下期";

pub const STATES: &[Choice] = &[
    choice("未启动", "not begun"),
    choice("推进中", "going on"),
    choice(DONE, "finished"),
    choice(ROLLED, "carried over"),
    choice("取消", "given up"),
];

const FIELDS: &[Field] = &[
    Field::required("code", "任务编号", "task", Kind::Text).also(&["编号", "任务号"]).filter(),
    Field::required("title", "任务", "title", Kind::Text).also(&[
        "任务名称",
        "任务内容",
        "工作任务",
    ]),
    Field::required("level", "任务层级", "level", Kind::Choice(LEVELS))
        .also(&["层级", "任务类型"])
        .filter(),
    Field::optional("parent", "上级任务", "parent", Kind::Ref("tasks"))
        .also(&["所属任务"])
        .hint("战略任务留空；先列上级，再列下级", "empty for a strategy, which comes first"),
    Field::required("county", "落实地区", "place", Kind::Region)
        .also(&["责任地区", "地区"])
        .filter(),
    Field::optional("owner", "责任单位", "owner", Kind::Named("organisations"))
        .also(&["牵头单位", "承办单位"]),
    Field::optional("basis", "依据文件", "basis", Kind::Text)
        .leads_to("policies")
        .also(&["依据"])
        .hint("文件库里有的填文件编号", "its code, where the documents of policy have it"),
    Field::optional("indicator", "对应指标", "indicator", Kind::Text)
        .also(&["指标编号"])
        .hint("台账能答的填指标编号", "where the ledger can tell, its indicator"),
    Field::required("from_day", "窗口期起", "window from", Kind::Day)
        .also(&["开始日期", "起始日期"])
        .filter(),
    Field::required("due_on", "窗口期止", "window until", Kind::Day)
        .also(&["完成时限", "应完成日期", "截止日期"])
        .filter(),
    Field::required("state", "任务状态", "state", Kind::Choice(STATES))
        .later()
        .also(&["状态", "完成情况"])
        .filter(),
    Field::optional("finished_on", "完成日期", "finished on", Kind::Day)
        .ends()
        .also(&["办结日期"])
        .filter(),
    Field::optional("rolled_into", "转入任务", "went into", Kind::Ref("tasks"))
        .later()
        .also(&["结转任务"])
        .hint("转下期的填接续任务的编号", "the task that goes on with it"),
];

pub static TASKS: Register = Register {
    name: "tasks",
    title: text("任务台账", "tasks"),
    fields: FIELDS,
    key: &["code"],
    day: "due_on",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.in_order("from_day", "due_on"));
    faults.extend(row.in_order("from_day", "finished_on"));
    for name in ["parent", "rolled_into"] {
        if row.text(name).is_some_and(|code| row.text("code") == Some(code)) {
            faults.push(row.fault(
                name,
                say!("填的是它自己的编号", "it names itself"),
                say!("请填另一项任务的编号，或留空", "name another task, or leave it empty"),
            ));
        }
    }
    if (row.text("level") == Some(STRATEGY)) == row.text("parent").is_some() {
        faults.push(row.fault(
            "parent",
            say!(
                "战略任务没有上级任务，年度、季度任务须有",
                "a strategy stands alone; a year or quarter has a parent"
            ),
            say!("请核对任务层级和上级任务", "check level and parent"),
        ));
    }
    if (row.text("state") == Some(DONE)) != row.day("finished_on").is_some() {
        faults.push(row.fault(
            "finished_on",
            say!("完成的任务须有完成日期，没完成的不填", "finished tasks have a day, others none"),
            say!("请核对任务状态和完成日期", "check state and day"),
        ));
    }
    if (row.text("state") == Some(ROLLED)) != row.text("rolled_into").is_some() {
        faults.push(row.doubt(
            "rolled_into",
            say!(
                "转下期的任务须写明转入哪一项，其他不填",
                "what was carried over names its successor, others do not"
            ),
            say!("请补接续任务的编号", "name the task that goes on with it"),
        ));
    }
    faults.extend(unknown_indicator(row));
}
