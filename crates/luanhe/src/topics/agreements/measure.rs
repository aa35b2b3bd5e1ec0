//! How many agreements were signed and are in force, how many clauses are due and done.

use super::clauses::CLAUSES;
use super::progress::{CLAUSE_PROGRESS, FINISHED};
use super::record::AGREEMENTS;
use crate::base::{Text, text};
use crate::measure::{Basis, Indicator, Keep};
use crate::record::Total;

const REGION: Text = text("受援地区", "helped region");
const PLACE: Text = text("落实地区", "place of the clause");

pub static CLAUSES_DONE: Indicator = Indicator {
    id: "agreements.clauses_done",
    title: text("报告完成的协议条款", "clauses reported as done"),
    keeps: &[Keep::Is("stage", FINISHED)],
    measure: Total::Distinct("clause"),
    splits: &["clause"],
    says: text(
        "期内报“已完成”的条款，一条报几次只计一次；数量是否够由监测核",
        "clauses that were reported as done, each once; whether the figure suffices is for the rules",
    ),
    ..Indicator::of(
        &CLAUSE_PROGRESS,
        "day",
        Basis::flow(
            text("报告完成", "reported as done"),
            text("截至日期", "day of the report"),
            PLACE,
        ),
    )
};

pub static CLAUSES_DUE: Indicator = Indicator {
    id: "agreements.clauses_due",
    title: text("到期应完成的协议条款", "clauses due"),
    splits: &["agreement", "kind"],
    says: text("完成时限在期内的条款", "clauses whose day falls within the period"),
    ..Indicator::of(
        &CLAUSES,
        "due_on",
        Basis::flow(text("应完成", "due"), text("完成时限", "day due"), PLACE),
    )
};

pub static IN_FORCE: Indicator = Indicator {
    id: "agreements.in_force",
    title: text("期末有效的协议", "agreements in force at the end of the period"),
    splits: &["kind"],
    says: text(
        "已签署、过了期末仍有效的协议；期末当日到期的不计",
        "agreements that are signed and go on after the period; those that end on its last day do not count",
    ),
    ..Indicator::of(
        &AGREEMENTS,
        "signed_on",
        Basis::stock(
            "valid_until",
            text("有效", "in force"),
            text("签署日期、有效期至", "days of signature and end"),
            REGION,
        ),
    )
};

pub static SIGNED: Indicator = Indicator {
    id: "agreements.signed",
    title: text("签署协议", "agreements signed"),
    splits: &["kind"],
    says: text(
        "期内签署的协议，框架和分项各计一项",
        "agreements signed, frameworks and parts alike",
    ),
    ..Indicator::of(
        &AGREEMENTS,
        "signed_on",
        Basis::flow(text("签署", "signed"), text("签署日期", "day of signature"), REGION),
    )
};

/// Sorted by id.
pub static INDICATORS: &[&Indicator] = &[&CLAUSES_DONE, &CLAUSES_DUE, &IN_FORCE, &SIGNED];
