//! How many tasks were due, finished and carried over.

use super::record::{DONE, ROLLED, TASKS};
use crate::base::{Text, text};
use crate::measure::{Basis, Indicator, Keep};

const PLACE: Text = text("落实地区", "place of the task");

const DUE_BY: Indicator = Indicator {
    splits: &["level", "state"],
    ..Indicator::of(
        &TASKS,
        "due_on",
        Basis::flow(text("应完成", "due"), text("窗口期止", "end of the window"), PLACE),
    )
};

pub static CARRIED: Indicator = Indicator {
    id: "tasks.carried",
    title: text("转下期的任务", "tasks carried over"),
    keeps: &[Keep::Is("state", ROLLED)],
    says: text(
        "窗口期在期内、没有完成而转入后一项的任务",
        "due within the period, unfinished, and gone into a later one",
    ),
    ..DUE_BY
};

pub static DUE: Indicator = Indicator {
    id: "tasks.due",
    title: text("到期应完成的任务", "tasks due"),
    says: text(
        "窗口期止在期内的任务，各层级都计",
        "tasks whose window ends within the period, at every level",
    ),
    ..DUE_BY
};

pub static FINISHED: Indicator = Indicator {
    id: "tasks.finished",
    title: text("到期任务中已完成的", "tasks due that are finished"),
    keeps: &[Keep::Is("state", DONE)],
    says: text("窗口期止在期内、状态为完成的任务", "due within the period, and finished by now"),
    ..DUE_BY
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&CARRIED, &DUE, &FINISHED];
