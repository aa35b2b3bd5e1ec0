//! The tasks as a tree from the strategy to the quarters: windows, states, what is finished below, the last
//! updates of both sides on one timeline, and the ledger's own figure.

use std::collections::BTreeMap;

use askama::Template;

use super::super::figure_beside;
use super::record::{DONE, ROLLED, TASKS};
use super::updates::TASK_UPDATES;
use crate::base::{Day, Result};
use crate::pages::{Params, Say, asked_day, drawn, each_row, row_path};
use crate::record::{Actor, Ledger, Row};

/// How many updates of a task stand on the page.
const UPDATES: usize = 4;

struct Update {
    day: String,
    side: String,
    unit: String,
    percent: String,
    note: String,
    next: String,
}

struct Task {
    code: String,
    parent: String,
    title: String,
    path: String,
    level: String,
    place: String,
    owner: String,
    basis: String,
    state: String,
    word: String,
    rolled_into: String,
    from: Option<Day>,
    due: Option<Day>,
    finished: Option<Day>,
    /// Steps below the top.
    depth: usize,
    /// Tasks below it, and those of them that are finished.
    below: (usize, usize),
    updates: Vec<Update>,
    measured: Option<(String, String)>,
}

impl Task {
    fn of(id: &str, row: &Row<'_>, say: Say) -> Task {
        let shown = |name: &str| say.value(&TASKS.fields[TASKS.at(name)], row.value(name));
        Task {
            code: row.written("code"),
            parent: row.written("parent"),
            title: row.written("title"),
            path: row_path(TASKS.name, id),
            level: shown("level"),
            place: shown("county"),
            owner: row.written("owner"),
            basis: row.written("basis"),
            state: shown("state"),
            word: row.written("state"),
            rolled_into: row.written("rolled_into"),
            from: row.day("from_day"),
            due: row.day("due_on"),
            finished: row.day("finished_on"),
            depth: 0,
            below: (0, 0),
            updates: Vec::new(),
            measured: None,
        }
    }

    fn is_open(&self) -> bool {
        matches!(self.word.as_str(), "未启动" | "推进中")
    }

    /// The tag's colour on a page.
    fn tag(&self, day: Day) -> &'static str {
        match () {
            () if self.word == DONE => "good",
            () if self.word == ROLLED => "doubt",
            () if self.is_open() && self.due.is_some_and(|due| due < day) => "error",
            () => "",
        }
    }

    /// Days left of an open task's window.
    fn left(&self, day: Day) -> Option<i32> {
        self.due.filter(|_| self.is_open()).map(|due| due.since(day))
    }
}

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    say: Say,
    day: Day,
    tasks: Vec<Task>,
}

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    params: &Params,
    say: Say,
) -> Result<String> {
    let day = asked_day(ledger, actor, programme, params)?;
    let mut tasks: BTreeMap<String, Task> = BTreeMap::new();
    let mut indicators = Vec::new();
    each_row(ledger, actor, programme, &TASKS, |id, row| {
        let task = Task::of(id, row, say);
        if let (Some(indicator), Some(from)) = (row.text("indicator"), task.from) {
            let place = row.written("county");
            indicators.push((task.code.clone(), indicator.to_string(), place, from));
        }
        tasks.insert(task.code.clone(), task);
    })?;
    let mut updates: BTreeMap<String, Vec<Update>> = BTreeMap::new();
    each_row(ledger, actor, programme, &TASK_UPDATES, |_, row| {
        if row.day("day").is_some_and(|on| on <= day) {
            updates.entry(row.written("task")).or_default().push(update(row, say));
        }
    })?;
    for (code, indicator, place, from) in indicators {
        let figure =
            figure_beside(ledger, actor, (&indicator, &place), (programme, from, day), say)?;
        tasks.entry(code).and_modify(|task| task.measured = figure);
    }
    for (code, mut own) in updates {
        own.sort_by(|a, b| b.day.cmp(&a.day));
        own.truncate(UPDATES);
        tasks.entry(code).and_modify(|task| task.updates = own);
    }
    drawn(&PlanPage { say, day, tasks: in_order(tasks) })
}

fn update(row: &Row<'_>, say: Say) -> Update {
    let shown =
        |name: &str| say.value(&TASK_UPDATES.fields[TASK_UPDATES.at(name)], row.value(name));
    Update {
        day: shown("day"),
        side: shown("side"),
        unit: shown("unit"),
        percent: shown("percent"),
        note: shown("note"),
        next: shown("next"),
    }
}

/// Each task behind the one above it. A task whose parent is not there, or that stands in a ring, is
/// at the top.
fn in_order(mut tasks: BTreeMap<String, Task>) -> Vec<Task> {
    let mut below: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for task in tasks.values() {
        let known = tasks.contains_key(&task.parent);
        let parent = if known { task.parent.clone() } else { String::new() };
        below.entry(parent).or_default().push(task.code.clone());
    }
    let finished = |codes: &[String], tasks: &BTreeMap<String, Task>| {
        codes.iter().filter(|code| tasks.get(*code).is_some_and(|t| t.word == DONE)).count()
    };
    let counts: Vec<(String, (usize, usize))> = below
        .iter()
        .map(|(code, codes)| (code.clone(), (codes.len(), finished(codes, &tasks))))
        .collect();
    for (code, count) in counts {
        tasks.entry(code).and_modify(|task| task.below = count);
    }
    let mut ordered = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let push = |open: &mut Vec<(String, usize)>, code: &str, depth: usize| {
        let codes = below.get(code).into_iter().flatten().rev();
        open.extend(codes.map(|code| (code.clone(), depth)));
    };
    push(&mut open, "", 0);
    while let Some((code, depth)) = open.pop() {
        push(&mut open, &code, depth + 1);
        if let Some(task) = tasks.remove(&code) {
            ordered.push(Task { depth, ..task });
        }
    }
    ordered.extend(tasks.into_values());
    ordered
}
