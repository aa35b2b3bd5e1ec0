//! Progress (进展): how far a clause had come by a day, counted from its beginning, and what proves it.

use crate::base::{Fault, say, text};
use crate::record::{Choice, Field, Kind, Register, Row, choice};

use super::clauses::QUANTITY;

pub const FINISHED: &str = "已完成";

const STAGES: &[Choice] = &[
    choice("未启动", "not begun"),
    choice("推进中", "going on"),
    choice("受阻", "held up"),
    choice(FINISHED, "done"),
];

const FIELDS: &[Field] = &[
    Field::required("clause", "条款编号", "clause", Kind::Ref("clauses")).also(&["条款号"]),
    Field::required("county", "落实地区", "place", Kind::Region)
        .also(&["受援县", "责任地区"])
        .filter(),
    Field::required("day", "截至日期", "as of", Kind::Day)
        .also(&["统计截止日", "填报日期", "截止日期"])
        .hint("一般为季度末", "as a rule the end of a quarter")
        .filter(),
    Field::optional("done", "累计完成数", "done so far", QUANTITY)
        .also(&["累计完成", "完成数量", "完成数"])
        .hint(
            "从起算日期到截至日期的累计，不是当季数",
            "from the clause's beginning, not of the quarter alone",
        ),
    Field::required("stage", "进展情况", "stage", Kind::Choice(STAGES))
        .also(&["完成情况", "推进情况"])
        .filter(),
    Field::optional("document", "佐证材料", "proof", Kind::Text)
        .also(&["佐证", "证明材料", "佐证文号"])
        .hint(
            "文件名或文号；原件可作佐证附上",
            "its name or number; the paper itself can be attached",
        ),
    Field::optional("note", "进展说明", "note", Kind::Text).also(&["存在问题", "备注"]),
];

pub static CLAUSE_PROGRESS: Register = Register {
    name: "clause_progress",
    title: text("条款进展台账", "progress of clauses"),
    fields: FIELDS,
    key: &["clause", "day"],
    day: "day",
    region: "county",
    personal: false,
    check,
};

fn check(row: &Row<'_>, faults: &mut Vec<Fault>) {
    faults.extend(row.not_negative("done"));
    if row.text("stage") == Some("未启动") && row.whole("done").is_some_and(|done| done > 0) {
        faults.push(row.doubt(
            "stage",
            say!("有完成数而写未启动", "something is done, but it has not begun"),
            say!("请核对进展情况", "check the stage"),
        ));
    }
}
