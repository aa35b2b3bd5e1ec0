//! The next moves of a row, and making one: the step and the row's new state are one entry.

use super::register::STEPS;
use super::{Due, Move, Workflow};
use crate::base::{Day, Error, Fault, Place, Result, Said, say};
use crate::record::{
    Act, Actor, Change, Compare, Entry, EntryKind, Ledger, Op, Query, Recorded, Role, Row, Value,
};
use crate::watch::Limit;

/// A move that a row can make next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    pub to: &'static str,
    pub needs_document: bool,
    /// What is still missing before this actor can make it; empty where it can be made.
    pub lacks: Vec<Said>,
    pub due: Option<Due>,
}

/// A move to make.
pub struct Step<'a> {
    pub to: &'a str,
    pub day: Day,
    pub document: &'a str,
}

/// A move that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub was: String,
    pub state: String,
    pub day: String,
    pub document: String,
    pub by: String,
    pub entry: i64,
}

/// What a row can do next, in the order of its workflow, those that are due first in front.
pub fn next_moves(
    ledger: &mut Ledger,
    actor: &Actor,
    workflow: &Workflow,
    row: &Recorded,
    limits: &[Limit],
) -> Result<Vec<Next>> {
    let mut all = Vec::new();
    for made in workflow.from(workflow.state_of(row)) {
        all.push(Next {
            to: made.to,
            needs_document: made.document,
            lacks: lacks(ledger, actor, workflow, row, made)?,
            due: workflow.due(row, made, limits),
        });
    }
    all.sort_by_key(|next| next.due.as_ref().map_or((true, None), |due| (false, Some(due.day))));
    Ok(all)
}

fn lacks(
    ledger: &mut Ledger,
    actor: &Actor,
    workflow: &Workflow,
    row: &Recorded,
    made: &Move,
) -> Result<Vec<Said>> {
    let mut lacks = Vec::new();
    if actor.writes(workflow.register).is_err()
        || (actor.role != Role::System && !made.by.contains(&actor.role))
    {
        let labels: Vec<_> = made.by.iter().map(|role| role.label()).collect();
        lacks.push(Said {
            zh: format!("由{}办理", labels.iter().map(|l| l.zh).collect::<Vec<_>>().join("或")),
            en: format!("for {}", labels.iter().map(|l| l.en).collect::<Vec<_>>().join(" or ")),
        });
    }
    if made.evidence && ledger.evidence_of(actor, workflow.register, &row.id)?.is_empty() {
        lacks.push(say!("须先附上佐证", "evidence must be attached first"));
    }
    Ok(lacks)
}

/// The steps of a row, the first first.
pub fn steps_of(ledger: &mut Ledger, workflow: &Workflow, id: &str) -> Result<Vec<Taken>> {
    let row = format!("{}/{id}", workflow.register.name);
    let query = Query { limit: 500, ..Query::of(&STEPS) }.filter("row", Compare::Is, row);
    let steps = ledger.list(&Actor::system("steps"), &query)?;
    let one = |step: &Recorded| {
        let text = |name| step.value(&STEPS, name).text().unwrap_or("").to_string();
        let by = ledger.entry(step.entry_no)?.actor;
        let (was, state, day, document) =
            (text("was"), text("state"), text("day"), text("document"));
        Ok(Taken { was, state, day, document, by, entry: step.entry_no })
    };
    steps.iter().map(one).collect()
}

/// Makes a move: the step is recorded, and the row has its new state and day.
///
/// # Errors
/// `Missing` outside the actor's scope, `Refused` where another role makes the move, `Faults` for
/// what it lacks, all at once.
pub fn advance(
    ledger: &mut Ledger,
    actor: &Actor,
    workflow: &Workflow,
    id: &str,
    step: &Step<'_>,
) -> Result<Entry> {
    let register = workflow.register;
    actor.writes(register)?;
    let row = ledger.get(actor, register, id)?.ok_or_else(|| {
        Error::Missing(say!(
            "没有这一行，或不在您的管辖范围内",
            "no such row, or none within your scope"
        ))
    })?;
    let was = workflow.state_of(&row).to_string();
    let Some(made) = workflow.from(&was).find(|m| m.to == step.to) else {
        return Err(no_such_move(workflow, &was, step.to));
    };
    let keys = ledger.keys.clone();
    let mut values = row.opened(register, &keys)?;
    values[register.at(workflow.state)] = step.to.into();
    if let Some(field) = made.sets {
        values[register.at(field)] = step.day.into();
    }
    let mut faults: Vec<Fault> = lacks(ledger, actor, workflow, &row, made)?
        .into_iter()
        .map(|lack| Fault::error(Place::field("to"), lack, say!("办妥后再试", "then try again")))
        .collect();
    faults.extend(faults_of(ledger, made, step));
    let mut checked = Vec::new();
    (register.check)(&Row { register, values: &values }, &mut checked);
    faults.extend(checked.into_iter().filter(Fault::is_error));
    if !faults.is_empty() {
        return Err(Error::Faults(faults));
    }
    let document = Some(step.document.trim()).filter(|text| !text.is_empty());
    let stepped: Vec<Value> = vec![
        format!("{}/{id}", register.name).into(),
        was.as_str().into(),
        step.to.into(),
        step.day.into(),
        document.into(),
        row.value(register, register.region).clone(),
    ];
    let change = Change::of(register, id, Op::Put(values));
    let change = Change { seen: Some(row.entry_no), ..change };
    let act = Act {
        kind: EntryKind::Form,
        actor,
        reason: format!("{was} → {}", step.to),
        programme: row.programme.clone(),
        origin: row.origin,
        source: step.document.trim().to_string(),
        sheets: Vec::new(),
    };
    ledger.write(&act, &mut [Ok(change), Ok(Change::new(&STEPS, stepped))].into_iter())
}

fn faults_of(ledger: &Ledger, made: &Move, step: &Step<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (day, today) = (step.day, ledger.clock.today());
    if day > today {
        faults.push(Fault::error(
            Place::field("day"),
            say!("{day} 还没有到", "{day} has not come yet"),
            say!("请填实际办理的日期", "give the day on which it was done"),
        ));
    }
    if made.document && step.document.trim().is_empty() {
        faults.push(Fault::error(
            Place::field("document"),
            say!("没有写文号", "no document is named"),
            say!("请填批复或验收文件的文号", "give the number of the document that says so"),
        ));
    }
    faults
}

fn no_such_move(workflow: &Workflow, was: &str, to: &str) -> Error {
    let can: Vec<&str> = workflow.from(was).map(|m| m.to).collect();
    let can = can.join("、");
    Error::fault(Fault::error(
        Place::field("to"),
        say!("“{was}”之后不能是“{to}”", "“{to}” does not follow “{was}”"),
        say!("可以是：{can}", "these do: {can}"),
    ))
}
