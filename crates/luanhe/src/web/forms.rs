//! Forms for new rows, corrections, adjustments and voids: each accepted one is an entry.

use super::ask::Ask;
use super::reply::Reply;
use crate::base::{Error, Fault, Place, Result, say};
use crate::pages::{
    FormAsked, Params, Posting, Purpose, Seen, Typed, Verb, adjusting, checked, filled, form,
    no_reason, row_path, seen, typed,
};
use crate::record::{Act, Change, EntryKind, Ledger, Mending, Op, Origin, Register, Value};

/// What a form is about: the register and, but for a new one, the row.
struct About {
    register: &'static Register,
    seen: Option<Seen>,
    purpose: Purpose,
}

impl About {
    fn new(ledger: &mut Ledger, ask: &Ask) -> Result<About> {
        let register = ask.register(ledger)?;
        ask.actor()?.writes(register)?;
        Ok(About { register, seen: None, purpose: Purpose::New })
    }

    fn of(ledger: &mut Ledger, ask: &Ask, purpose: Purpose) -> Result<About> {
        let about = About::new(ledger, ask)?;
        let seen = seen(ledger, ask.actor()?, about.register, ask.part("id"))?;
        if !seen.stands() {
            return Err(Error::Conflict(say!("这一行已作废", "this row was voided")));
        }
        let mending = match purpose {
            Purpose::Adjustment => Mending::Adjusted,
            Purpose::New | Purpose::Correction => Mending::Corrected,
            Purpose::Voiding => Mending::Voided,
        };
        ledger.takes(about.register, seen.row(), mending)?;
        Ok(About { purpose, seen: Some(seen), ..about })
    }

    fn id(&self) -> &str {
        self.seen.as_ref().map_or("", |seen| seen.row().id.as_str())
    }

    fn path(&self) -> String {
        match &self.seen {
            None => format!("/{}", self.register.name),
            Some(seen) => row_path(self.register.name, &seen.row().id),
        }
    }

    fn action(&self) -> String {
        let noun = match self.purpose {
            Purpose::New => return self.path(),
            Purpose::Correction => "correction",
            Purpose::Adjustment => "adjustment",
            Purpose::Voiding => "voiding",
        };
        format!("{}/{noun}", self.path())
    }
}

/// Draws the form: with what stands, or with what was typed and its faults.
fn page(ask: &Ask, about: &About, typed: &Params, faults: &[Fault]) -> Result<Reply> {
    let asked = FormAsked {
        say: ask.say(),
        register: about.register,
        purpose: about.purpose,
        action: about.action(),
        back: about.path(),
        csrf: &ask.csrf,
        home: &ask.app.site.home,
        typed,
        faults,
    };
    let body = form(&asked)?;
    let reply = ask.page(Verb::Record, ask.say().text(&about.register.title), &body)?;
    Ok(match reply {
        Reply::Page(_, html) if !faults.is_empty() => Reply::Page(422, html),
        reply => reply,
    })
}

/// Writes, or gives the form back with what the ledger said against it.
fn written(
    ledger: &mut Ledger,
    ask: &Ask,
    about: &About,
    (kind, change): (EntryKind, Change),
    notice: &str,
) -> Result<Reply> {
    let origin = about.seen.as_ref().map_or(ask.app.site.origin, |seen| seen.row().origin);
    match write(ledger, ask, (kind, origin), change) {
        Ok(id) => {
            let row = row_path(about.register.name, &id);
            Ok(Reply::To(Params::default().with("notice", notice).link(&row)))
        }
        Err(Error::Faults(faults)) => page(ask, about, &ask.form, &faults),
        Err(error) => Err(error),
    }
}

/// Writes one change as one entry and gives the row's id.
pub fn write(
    ledger: &mut Ledger,
    ask: &Ask,
    (kind, origin): (EntryKind, Origin),
    mut change: Change,
) -> Result<String> {
    let id = match &change.id {
        Some(id) => id.clone(),
        None => ledger.clock.id()?,
    };
    change.id = Some(id.clone());
    let act = Act {
        kind,
        actor: ask.actor()?,
        reason: reason(ask).to_string(),
        programme: ask.app.site.programme.clone(),
        origin,
        source: String::new(),
        sheets: Vec::new(),
    };
    ledger.write(&act, &mut std::iter::once(Ok(change)))?;
    Ok(id)
}

fn reason(ask: &Ask) -> &str {
    let json = ask.json.as_ref().and_then(|j| j.get("reason")).and_then(|r| r.as_str());
    json.or(ask.form.get("reason")).unwrap_or("")
}

/// A change without a reason is a fault of its own, beside those of the fields.
fn needs_reason(ask: &Ask, faults: &mut Vec<Fault>) {
    faults.extend(no_reason(reason(ask)));
}

/// Whether the faults keep it from being saved: errors always, doubts until they were confirmed.
fn held_back(ask: &Ask, faults: &[Fault]) -> bool {
    faults.iter().any(Fault::is_error) || (!faults.is_empty() && !ask.form.has("sure"))
}

pub fn new(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    page(ask, &About::new(ledger, ask)?, &ask.query, &[])
}

pub fn add(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let about = About::new(ledger, ask)?;
    let typed = judged(ledger, ask, about.register, &ask.form, None)?;
    if held_back(ask, &typed.faults) {
        return page(ask, &about, &ask.form, &typed.faults);
    }
    let change = Change::new(about.register, typed.values);
    written(ledger, ask, &about, (EntryKind::Form, change), "saved")
}

/// Reads and judges a whole row, as a form or a program gives it: fields, the register's own checks,
/// its key, the writer's scope.
pub fn judged(
    ledger: &mut Ledger,
    ask: &Ask,
    register: &'static Register,
    params: &Params,
    seen: Option<&Seen>,
) -> Result<Typed> {
    let keys = ledger.keys.clone();
    let kept = seen.map(|seen| seen.row().opened(register, &keys)).transpose()?;
    let programme = &ask.app.site.programme;
    let mut typed = typed(ledger, register, programme, params, kept.as_deref())?;
    let id = seen.map(|seen| seen.row().id.as_str());
    // An adjusting entry is a difference: what holds for a row does not hold for it.
    if seen.is_none_or(|seen| seen.row().adjusts.is_none()) {
        checked(ledger, register, programme, id, &mut typed)?;
    }
    in_scope(ask, register, &mut typed)?;
    Ok(typed)
}

/// A place outside the writer's scope is a fault beside its field.
fn in_scope(ask: &Ask, register: &'static Register, typed: &mut Typed) -> Result<()> {
    let place = typed.values.get(register.at(register.region)).and_then(Value::text);
    if let Some(place) = place
        && ask.actor()?.in_scope(place).is_err()
    {
        typed.faults.push(Fault::error(
            Place::field(register.region),
            say!("该地区不在您的管辖范围内", "this place is outside your scope"),
            say!("请填管辖范围内的地区", "give a place within it"),
        ));
    }
    Ok(())
}

fn shown(ledger: &mut Ledger, ask: &Ask, purpose: Purpose) -> Result<Reply> {
    let about = About::of(ledger, ask, purpose)?;
    let row = about.seen.as_ref().expect("a form about a row has one").row();
    let mut stands = filled(ledger, about.register, row)?;
    if purpose == Purpose::Adjustment {
        stands.0.retain(|(name, _)| name == "seen");
    }
    page(ask, &about, &stands, &[])
}

pub fn correction(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    shown(ledger, ask, Purpose::Correction)
}

pub fn adjustment(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    shown(ledger, ask, Purpose::Adjustment)
}

pub fn voiding(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    shown(ledger, ask, Purpose::Voiding)
}

/// The entry whose version the writer had before their eyes.
fn version_seen(ask: &Ask) -> Option<i64> {
    ask.form.get("seen").and_then(|no| no.parse().ok())
}

pub fn correct(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let about = About::of(ledger, ask, Purpose::Correction)?;
    let register = about.register;
    let mut typed = judged(ledger, ask, register, &ask.form, about.seen.as_ref())?;
    needs_reason(ask, &mut typed.faults);
    if held_back(ask, &typed.faults) {
        return page(ask, &about, &ask.form, &typed.faults);
    }
    let op = Op::Put(typed.values);
    let change = Change { seen: version_seen(ask), ..Change::of(register, about.id(), op) };
    written(ledger, ask, &about, (EntryKind::Correct, change), "corrected")
}

pub fn void(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let about = About::of(ledger, ask, Purpose::Voiding)?;
    let mut faults = Vec::new();
    needs_reason(ask, &mut faults);
    if !faults.is_empty() {
        return page(ask, &about, &ask.form, &faults);
    }
    let change = Change::of(about.register, about.id(), Op::Void);
    let change = Change { seen: version_seen(ask), ..change };
    written(ledger, ask, &about, (EntryKind::Correct, change), "voided")
}

pub fn adjust(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let about = About::of(ledger, ask, Purpose::Adjustment)?;
    let row = about.seen.as_ref().expect("an adjustment is of a row").row();
    let posting = Posting {
        posted_on: ask.form.get("posted_on").unwrap_or(""),
        tally: ask.form.get("tally").unwrap_or("0"),
        reason: reason(ask),
    };
    match adjusting(ledger, about.register, row, &ask.form, &posting) {
        Ok(change) => written(ledger, ask, &about, (EntryKind::Adjust, change), "adjusted"),
        Err(Error::Faults(faults)) => page(ask, &about, &ask.form, &faults),
        Err(error) => Err(error),
    }
}
