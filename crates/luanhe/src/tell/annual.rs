//! The annual brief: the chapters of the topics, what the rules found, and the page that grades it.

use super::document::{Chapter, Column, Document, Row, Table};
use super::issue::Issue;
use super::layout::Figures;
use super::scale::Scale;
use super::sentence::Sentence;
use super::teller::Teller;
use crate::base::{Day, Month, Result, Said, Unit, say};
use crate::parties::{Programme, programme};
use crate::record::Origin;
use crate::record::{Actor, Ledger};
use crate::watch::{Level, Limit, Rule, Which, limits_used};

/// What an annual brief is asked for.
pub struct Brief<'a> {
    pub actor: &'a Actor,
    pub programme: &'a str,
    pub year: i16,
    pub issued: Day,
    pub rules: &'a [&'static Rule],
    pub chapters: &'a [fn(&mut Teller<'_>) -> Result<Chapter>],
    pub earlier: Option<&'a Issue>,
}

/// Writes the brief of a year as a document.
pub fn annual(ledger: &mut Ledger, brief: &Brief<'_>) -> Result<Document> {
    let Programme { name, since, region, helper, .. } =
        programme(ledger, brief.actor, brief.programme)?;
    let head = ledger.head()?;
    let mut teller = Teller {
        ledger,
        actor: brief.actor,
        programme: brief.programme.to_string(),
        name,
        since,
        region,
        helper,
        year: brief.year,
        as_of: Day::at(head.recorded_at),
    };
    let mut chapters = Vec::new();
    for chapter in brief.chapters {
        let chapter = chapter(&mut teller)?;
        if !chapter.blocks.is_empty() {
            chapters.push(chapter);
        }
    }
    chapters.push(problems(&mut teller, brief.rules)?);
    let (year, place) = (brief.year, teller.place());
    let (zh, en) = (place.zh, place.en);
    let mut document = Document {
        title: Said {
            zh: format!("{}{year}年度简报（{zh}）", teller.name.zh),
            en: format!("{}: annual brief {year} ({en})", teller.name.en),
        },
        number: None,
        programme: teller.name.clone(),
        from: teller.since,
        to: Month::of(year, 12).last_day(),
        as_of: teller.as_of,
        issued: brief.issued,
        issuer: teller.name.clone(),
        origin: Origin::Own,
        chain_head: head.printed(),
        chapters,
        attachments: Vec::new(),
    };
    let least = Figures::of(&document).iter().map(|(_, figure)| figure.origin).max();
    document.origin = least.unwrap_or(Origin::Own);
    Ok(document.graded(brief.earlier))
}

/// What the rules found and nobody has cleared, by rule.
fn problems(teller: &mut Teller<'_>, rules: &[&'static Rule]) -> Result<Chapter> {
    let chapter = Chapter::new(say!("存在问题", "Open problems"));
    let region = teller.region.prefix().to_string();
    let programme = teller.programme.clone();
    let which = Which { programme: &programme, region: &region, ..Which::default() };
    let found = teller.ledger.findings(teller.actor, &which)?;
    let open = |rule: &&&'static Rule| {
        let these = found.iter().filter(|f| f.rule == rule.id && f.cleared.is_none());
        i64::try_from(these.count()).expect("findings in memory")
    };
    let mut rows: Vec<(i64, &&'static Rule)> = rules.iter().map(|r| (open(&r), r)).collect();
    rows.retain(|(count, _)| *count > 0);
    rows.sort_by_key(|(count, rule)| (rule.level, std::cmp::Reverse(*count)));
    if rows.is_empty() {
        let none = say!("按现行规则没有未核销的问题。", "The rules in force find nothing open.");
        return Ok(chapter.paragraph([Sentence::plain(none)]));
    }
    let total: i64 = rows.iter().map(|(count, _)| count).sum();
    let errors: i64 =
        rows.iter().filter(|(_, rule)| rule.level == Level::Error).map(|(count, _)| count).sum();
    let intro = say!(
        "监测规则查出未核销问题{total}条，其中错误{errors}条。",
        "The watch rules have {total} open findings, {errors} of them errors."
    );
    let line = |(count, rule): &(i64, &&'static Rule)| {
        let because = Said::from(rule.because);
        let remedy = Said::from(rule.remedy);
        Row::plain([
            Said::from(rule.level.label()).into(),
            because.into(),
            (*count).into(),
            remedy.into(),
        ])
    };
    let table = Table {
        title: say!("未核销的问题", "Open findings"),
        columns: vec![
            Column::words(say!("级别", "level"), 8),
            Column::words(say!("为何要紧", "why it matters"), 40),
            Column::number(say!("条数", "count"), Scale::of(Unit::Items), 10),
            Column::words(say!("怎么办", "what to do"), 42),
        ],
        rows: rows.iter().map(line).collect(),
        notes: limits_used(found.iter().filter(|f| f.cleared.is_none()))
            .into_iter()
            .map(Limit::line)
            .collect(),
    };
    Ok(chapter.paragraph([Sentence::plain(intro)]).table(table))
}
