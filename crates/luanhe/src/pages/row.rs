//! A row: what it says, who said so and where, how it came to say it, and what was found about it.

use askama::Template;

use super::layout::{drawn, row_path};
use super::list::reference;
use super::persons::Persons;
use super::referring::{Referring, referring};
use super::say::{Say, moment};
use crate::base::{Day, Error, Lang, Result, say};
use crate::evidence::{Attached, is_picture};
use crate::record::{Actor, Entry, Kind, Ledger, Recorded, Register, Role, Value};
use crate::workflow::{Next, Taken};

/// A row that the actor may see, with all of its versions. A voided one has no current version.
pub struct Seen {
    pub versions: Vec<(Entry, Recorded, bool)>,
}

impl Seen {
    pub fn last(&self) -> &(Entry, Recorded, bool) {
        self.versions.last().expect("a row that is seen has a version")
    }

    pub fn row(&self) -> &Recorded {
        &self.last().1
    }

    pub fn stands(&self) -> bool {
        self.last().2
    }
}

/// Looks a row up within the actor's scope. A row outside it is missing, like one that never was.
pub fn seen(
    ledger: &mut Ledger,
    actor: &Actor,
    register: &'static Register,
    id: &str,
) -> Result<Seen> {
    let versions = ledger.history(actor, register, id)?;
    if versions.is_empty() {
        return Err(Error::Missing(say!(
            "没有这一行，或不在您的管辖范围内",
            "no such row, or none within your scope"
        )));
    }
    Ok(Seen { versions })
}

/// A picture of more bytes is downloaded, not shown.
const LARGEST_PICTURE: i64 = 8 << 20;

pub struct Item {
    pub label: String,
    /// The cell that it was read from, and the view of it.
    pub cell: Option<(String, String)>,
    pub value: String,
    pub sealed: bool,
    pub link: Option<String>,
}

pub struct Version {
    pub no: i64,
    pub what: String,
    pub who: String,
    pub when: String,
    pub reason: String,
    /// Label, before, after.
    pub changes: Vec<(String, String, String)>,
}

/// Where a row stands in its workflow.
pub struct Progress {
    pub state: String,
    pub next: Vec<Next>,
    pub taken: Vec<Taken>,
    pub today: Day,
}

impl Progress {
    /// When a move is due and by what; how long it is overdue.
    fn due(&self, say: Say, next: &Next) -> Option<(String, bool)> {
        let due = next.due.as_ref()?;
        let late = self.today.since(due.day);
        let colon = say.of("：", ": ");
        let mut line = format!("{}{colon}{}", say.of("期限", "due"), due.day);
        line += &format!("（{}）", say.said(&due.by));
        if late > 0 {
            line += &match say.0 {
                Lang::Zh => format!("，已超 {late} 天"),
                Lang::En => format!(", {late} days over"),
            };
        }
        if let Some(note) = &due.note {
            line += &format!("；{}", say.said(note));
        }
        Some((line, late > 0))
    }
}

/// What else the page shows, looked up by the door: it knows files and findings.
pub struct Beside {
    /// File, sheet and cell, with the address of the view of the cell.
    pub source: Option<(String, String)>,
    /// Field and address of each cell that the row was read from: `amount`, `G7`.
    pub cells: Vec<(String, String)>,
    /// Sentence, remedy, whether it is cleared, and where it is cleared.
    pub findings: Vec<(String, String, bool, String)>,
    pub evidence: Vec<Attached>,
    /// The life of the row, where its register has a workflow.
    pub progress: Option<Progress>,
    pub csrf: String,
    /// Sensitive values in the clear, once, after a reason was given and recorded.
    pub revealed: Option<Vec<Value>>,
    pub may_attach: bool,
}

#[derive(Template)]
#[template(path = "row.html")]
struct RowPage<'a> {
    say: Say,
    title: &'a str,
    list: String,
    path: String,
    stands: bool,
    origin: (&'static str, &'static str),
    adjusts: Option<String>,
    posted_on: &'a str,
    items: Vec<Item>,
    has_sealed: bool,
    may_reveal: bool,
    writes: bool,
    closed: bool,
    /// Of a kind that goes on after it is closed: what is later may be corrected.
    lasts: bool,
    versions: Vec<Version>,
    referring: Vec<Referring>,
    beside: &'a Beside,
}

impl RowPage<'_> {
    /// The picture itself, where a browser shows it and it is small enough to come with the page.
    fn picture(&self, piece: &Attached) -> Option<String> {
        let shown = is_picture(piece.media) && piece.bytes <= LARGEST_PICTURE;
        shown.then(|| format!("/evidence/{}/picture", piece.id))
    }

    /// Page, size, day and place of taking, who attached it and when.
    fn about(&self, piece: &Attached) -> String {
        let say = self.say;
        let page = piece.page.map(|page| format!("{} {page}", say.of("页码", "page")));
        let taken = match (&piece.taken_on, &piece.taken_at) {
            (None, None) => None,
            (on, at) => {
                let parts: Vec<&str> = [on, at].into_iter().flatten().map(String::as_str).collect();
                Some(format!("{} {}", say.of("拍摄", "taken"), parts.join(" · ")))
            }
        };
        let day = piece.attached_on.as_deref().unwrap_or("");
        let by = format!("{} {day} {}", piece.attached_by, say.of("上传", "attached it"));
        let kib = (piece.bytes + 1023) / 1024;
        let size = format!("{} KiB", crate::base::grouped(&kib.to_string()));
        let parts = [page, Some(size), taken, Some(by.trim().to_string())];
        parts.into_iter().flatten().collect::<Vec<_>>().join("；")
    }

    /// How many rows with the same file the reader may not see.
    fn hidden(&self, piece: &Attached) -> usize {
        piece.others - piece.also_on.len()
    }
}

pub fn row(
    ledger: &mut Ledger,
    actor: &Actor,
    register: &'static Register,
    seen: &Seen,
    beside: &Beside,
    say: Say,
) -> Result<String> {
    let keys = ledger.keys.clone();
    let recorded = seen.row();
    let shown = match &beside.revealed {
        Some(open) => open.clone(),
        None => recorded.shown(register, &keys)?,
    };
    let mut versions = Vec::new();
    for (_, version, _) in &seen.versions {
        versions.push(version.shown(register, &keys)?);
    }
    let persons = Persons::of(ledger, register, &versions)?;
    versions.iter_mut().for_each(|values| persons.name(register, values));
    let items = register.fields.iter().zip(&shown).map(|(field, value)| Item {
        label: say.heading(field),
        cell: beside.cells.iter().find(|(name, _)| name == field.name).map(|(name, address)| {
            let row = row_path(register.name, &recorded.id);
            (address.clone(), format!("{row}/source?field={name}"))
        }),
        value: persons.named(field, value).unwrap_or_else(|| say.value(field, value)),
        sealed: field.kind.is_sensitive() && !value.is_null(),
        link: match (field.kind, value.is_null()) {
            (Kind::File, false) => Some(format!("{}/file", row_path(register.name, &recorded.id))),
            _ => reference(field, value),
        },
    });
    let items: Vec<Item> = items.collect();
    let page = RowPage {
        say,
        title: say.text(&register.title),
        list: format!("/{}", register.name),
        path: row_path(register.name, &recorded.id),
        stands: seen.stands(),
        origin: origin(say, recorded),
        adjusts: recorded.adjusts.as_ref().map(|id| row_path(register.name, id)),
        posted_on: recorded.posted_on.as_deref().unwrap_or(""),
        has_sealed: items.iter().any(|i| i.sealed),
        may_reveal: beside.revealed.is_none() && actor.role != Role::Administrator,
        writes: actor.writes(register).is_ok(),
        closed: ledger.is_closed(register, recorded)?,
        lasts: register.lasts() && recorded.adjusts.is_none(),
        versions: told(register, seen, &versions, say),
        referring: referring(ledger, actor, register, recorded, say)?,
        items,
        beside,
    };
    drawn(&page)
}

fn origin(say: Say, row: &Recorded) -> (&'static str, &'static str) {
    use crate::record::Origin;
    let label = match row.origin {
        Origin::Own => say.of("本单位录入", "entered by an office"),
        Origin::Quoted => say.of("引自公开来源", "quoted from a public source"),
        Origin::Synthetic => say.of("合成数据，不作凭证", "synthetic, proof of nothing"),
    };
    (row.origin.word(), label)
}

/// Each version with what it changed, the latest first. `shown` are their values.
fn told(register: &Register, seen: &Seen, shown: &[Vec<Value>], say: Say) -> Vec<Version> {
    let mut out = Vec::new();
    let mut before: Option<&[Value]> = None;
    for ((entry, _, put), now) in seen.versions.iter().zip(shown) {
        let changes = match before {
            None => Vec::new(),
            Some(before) => changes(register, before, now, say),
        };
        out.push(Version {
            no: entry.no,
            what: if *put { act(say, &entry.kind) } else { say.of("作废", "voided").to_string() },
            who: entry.actor.clone(),
            when: moment(entry.recorded_at),
            reason: entry.reason.clone(),
            changes,
        });
        before = Some(now);
    }
    out.reverse();
    out
}

fn changes(
    register: &Register,
    before: &[Value],
    now: &[Value],
    say: Say,
) -> Vec<(String, String, String)> {
    let fields = register.fields.iter().zip(before.iter().zip(now));
    let changed = fields.filter(|(_, (before, now))| before != now);
    changed
        .map(|(f, (before, now))| (say.heading(f), say.value(f, before), say.value(f, now)))
        .collect()
}

/// The kind of an entry in words.
pub fn act(say: Say, kind: &str) -> String {
    match kind {
        "import" => say.of("导入", "import"),
        "form" => say.of("录入", "form"),
        "correct" => say.of("更正", "correction"),
        "undo" => say.of("撤销", "undo"),
        "close" => say.of("结账", "closing"),
        "adjust" => say.of("调整", "adjustment"),
        "access" => say.of("访问", "access"),
        other => other,
    }
    .to_string()
}
