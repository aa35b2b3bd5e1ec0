//! A form drawn from FIELDS: for a new row, a correction, an adjustment, a void. Faults stand beside
//! their fields, and nothing that was typed is lost.

use askama::Template;

use super::layout::drawn;
use super::list::places;
use super::params::Params;
use super::persons::Persons;
use super::say::Say;
use crate::base::{Fault, RegionCode, Result};
use crate::record::{Field, Kind, Ledger, Recorded, Register, Value};

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    New,
    Correction,
    /// A signed difference for a closed period.
    Adjustment,
    Voiding,
}

impl Purpose {
    fn title(self, say: Say) -> &'static str {
        match self {
            Purpose::New => say.of("录入", "Add"),
            Purpose::Correction => say.of("更正", "Correct"),
            Purpose::Adjustment => say.of("调整", "Adjust"),
            Purpose::Voiding => say.of("作废", "Void"),
        }
    }

    fn explains(self, say: Say) -> &'static str {
        match self {
            Purpose::New => "",
            Purpose::Correction => say.of(
                "更正是一个新版本；原来的内容留在历史里，写明是谁、何时、为什么。",
                "A correction is a new version. What stood before stays in the history, with who, when and why.",
            ),
            Purpose::Adjustment => say.of(
                "已结账期间的行不能改动。填差额（可为负数）和入账日；入账日须在未结账期间。",
                "A row of a closed period is not changed. Give the difference (it may be negative) and the day on which it is booked, in a period that is open.",
            ),
            Purpose::Voiding => say.of(
                "作废的行不再计入任何数字，但留在历史里，可以撤销。",
                "A voided row counts in no figure. It stays in the history, and the voiding can be undone.",
            ),
        }
    }
}

pub struct Input {
    pub name: &'static str,
    pub label: String,
    pub hint: &'static str,
    pub required: bool,
    pub kind: InputKind,
    pub value: String,
    /// Reason and remedy, and whether it is an error.
    pub faults: Vec<(String, bool)>,
}

pub enum InputKind {
    Text,
    Day,
    Month,
    Number,
    Place,
    Words(Vec<(String, String, bool)>),
    /// A sensitive value: never shown again; empty keeps it.
    Sealed,
}

/// All that a form is drawn from.
pub struct FormAsked<'a> {
    pub say: Say,
    pub register: &'static Register,
    pub purpose: Purpose,
    /// Where it is sent, and where it is left for.
    pub action: String,
    pub back: String,
    pub csrf: &'a str,
    pub home: &'a RegionCode,
    /// What was typed, or what stands.
    pub typed: &'a Params,
    pub faults: &'a [Fault],
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    say: Say,
    title: String,
    explains: &'static str,
    asked: &'a FormAsked<'a>,
    inputs: Vec<Input>,
    /// Faults that no field on the page has.
    general: Vec<String>,
    errors: usize,
    doubts: bool,
    reason: String,
    posted_on: String,
    tally: String,
    seen: String,
    places: Vec<(String, &'static str)>,
}

impl FormPage<'_> {
    fn is_new(&self) -> bool {
        self.asked.purpose == Purpose::New
    }

    fn adjusts(&self) -> bool {
        self.asked.purpose == Purpose::Adjustment
    }
}

pub fn form(asked: &FormAsked<'_>) -> Result<String> {
    let (say, typed) = (asked.say, asked.typed);
    let typed_in = asked.register.fields.iter().filter(|field| !field.kind.is_given());
    let shown = typed_in.filter(|field| match asked.purpose {
        Purpose::New | Purpose::Correction => true,
        Purpose::Adjustment => field.kind.is_number(),
        Purpose::Voiding => false,
    });
    let inputs: Vec<Input> = shown.map(|field| input(asked, field)).collect();
    let own = |fault: &&Fault| !inputs.iter().any(|i| i.name == fault.place.field);
    let general: Vec<String> = asked.faults.iter().filter(own).map(|f| said(say, f)).collect();
    let errors = asked.faults.iter().filter(|f| f.is_error()).count();
    let value = |name: &str| typed.get(name).unwrap_or("").to_string();
    let page = FormPage {
        say,
        title: match say.0 {
            crate::base::Lang::Zh => {
                format!("{}：{}", asked.purpose.title(say), asked.register.title.zh)
            }
            crate::base::Lang::En => {
                format!("{}: {}", asked.purpose.title(say), asked.register.title.en)
            }
        },
        explains: asked.purpose.explains(say),
        asked,
        general,
        errors,
        doubts: errors == 0 && !asked.faults.is_empty(),
        reason: value("reason"),
        posted_on: value("posted_on"),
        tally: value("tally"),
        seen: value("seen"),
        inputs,
        places: places(asked.home),
    };
    drawn(&page)
}

fn said(say: Say, fault: &Fault) -> String {
    let comma = say.of("；", "; ");
    format!("{}{comma}{}", say.said(&fault.reason), say.said(&fault.remedy))
}

fn input(asked: &FormAsked<'_>, field: &'static Field) -> Input {
    let say = asked.say;
    let value = asked.typed.get(field.name).unwrap_or("").to_string();
    let kind = match field.kind {
        Kind::Day => InputKind::Day,
        Kind::Month => InputKind::Month,
        kind if kind.is_number() => InputKind::Number,
        Kind::Region => InputKind::Place,
        Kind::Choice(words) => {
            let option = |c: &crate::record::Choice| {
                (c.word.to_string(), say.of(c.word, c.en).to_string(), c.word == value)
            };
            InputKind::Words(words.iter().map(option).collect())
        }
        _ if field.kind.is_sensitive() => InputKind::Sealed,
        _ => InputKind::Text,
    };
    let faults = asked.faults.iter().filter(|f| f.place.field == field.name);
    Input {
        name: field.name,
        label: say.heading(field),
        hint: field.hint.to(say.0),
        required: field.required && asked.purpose == Purpose::New,
        kind,
        value,
        faults: faults.map(|f| (said(say, f), f.is_error())).collect(),
    }
}

/// What stands in a row, as its form shows it first: persons by name, sensitive values left out.
pub fn filled(ledger: &mut Ledger, register: &'static Register, row: &Recorded) -> Result<Params> {
    let keys = ledger.keys.clone();
    let mut rows = [row.opened(register, &keys)?];
    let persons = Persons::of(ledger, register, &rows)?;
    persons.name(register, &mut rows[0]);
    let mut params = Params(vec![("seen".to_string(), row.entry_no.to_string())]);
    for (field, value) in register.fields.iter().zip(&rows[0]) {
        let word = match (field.kind, value) {
            (kind, _) if kind.is_sensitive() => continue,
            (_, Value::Null) => continue,
            (Kind::Region, Value::Text(code)) => {
                format!("{code} {}", Say(crate::base::Lang::Zh).place(code))
            }
            _ => field.plain(value),
        };
        params.0.push((field.name.to_string(), word));
    }
    Ok(params)
}
