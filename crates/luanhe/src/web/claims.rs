//! Claims: a text is pasted, and every figure of it is shown in place with its verdict.

use askama::Template;

use super::ask::Ask;
use super::reply::Reply;
use crate::base::{Day, Error, Fault, Place, Result, say};
use crate::claims::{Checked, Checking, Claim, Phrases, Verdict, check};
use crate::pages::{Say, Verb, drawn};
use crate::record::Ledger;

/// Characters of a text that a page can still show at once.
const LONGEST: usize = 200_000;

/// A stretch of the text: plain, or what was judged in it.
struct Stretch<'a> {
    text: String,
    claim: Option<(usize, &'a Claim)>,
}

#[derive(Template)]
#[template(path = "claims.html")]
struct ClaimsPage<'a> {
    say: Say,
    csrf: &'a str,
    text: &'a str,
    as_of: String,
    fault: String,
    checked: Option<&'a Checked>,
    counts: Vec<(&'static str, &'static str, String, usize)>,
    stretches: Vec<Stretch<'a>>,
    slogans: usize,
}

impl ClaimsPage<'_> {
    fn said(&self, verdict: &Verdict) -> String {
        verdict.said().to(self.say.0).to_string()
    }

    fn note<'n>(&self, zh: &'n str, en: &'n str) -> &'n str {
        self.say.of(zh, en)
    }
}

pub fn show(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    ask.actor()?;
    let as_of = ledger.clock.today().to_string();
    page(ask, "", as_of, String::new(), None)
}

pub fn judge(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let actor = ask.actor()?;
    let text = ask.form.get("text").unwrap_or("");
    let day = ask.form.get("as_of").unwrap_or("").to_string();
    let length = text.chars().count();
    let fault = match Day::parse(&day) {
        None => Some(Fault::error(
            Place::field("as_of"),
            say!("“{day}”不是日期", "“{day}” is not a day"),
            say!("请写成 2021-12-31", "write it as 2021-12-31"),
        )),
        Some(_) if text.trim().is_empty() => Some(Fault::error(
            Place::field("text"),
            say!("没有文字", "there is no text"),
            say!("请把要核对的一段贴到框里", "paste the paragraph to check"),
        )),
        Some(_) if length > LONGEST => Some(Fault::error(
            Place::field("text"),
            say!(
                "文稿有 {length} 字，超过 {LONGEST} 字",
                "{length} characters are more than {LONGEST}"
            ),
            say!(
                "请分段核对，或用命令 luanhe tell check",
                "check it in parts, or use luanhe tell check"
            ),
        )),
        Some(_) => None,
    };
    if let Some(fault) = fault {
        let said = Error::fault(fault).said(ask.lang);
        return page(ask, text, day, said, None);
    }
    let phrases = Phrases::of(ask.app.site.indicators());
    let as_of = Day::parse(&day).expect("just read");
    let asked = Checking::of(ledger, actor, &ask.app.site.programme, as_of, &phrases)?;
    let checked = check(ledger, &asked, text)?;
    page(ask, text, day, String::new(), Some(&checked))
}

fn page(
    ask: &Ask,
    text: &str,
    as_of: String,
    fault: String,
    checked: Option<&Checked>,
) -> Result<Reply> {
    let say = ask.say();
    let counted = |checked: &Checked| {
        let of = |v: &Verdict| {
            (v.sign(), v.word(), v.said().to(ask.lang).to_string(), checked.count(*v))
        };
        Verdict::ALL.iter().map(of).filter(|(.., n)| *n > 0).collect::<Vec<_>>()
    };
    let page = ClaimsPage {
        say,
        csrf: &ask.csrf,
        text,
        as_of,
        fault,
        checked,
        counts: checked.map(counted).unwrap_or_else(Vec::new),
        slogans: checked.map_or(0, |c| c.count(Verdict::Evaluative)),
        stretches: checked.map(|c| stretches(text, c)).unwrap_or_else(Vec::new),
    };
    ask.page(Verb::Tell, say.of("核对文稿", "Check a text"), &drawn(&page)?)
}

/// The text cut at what was judged. What overlaps an earlier claim is left to that one.
fn stretches<'a>(text: &str, checked: &'a Checked) -> Vec<Stretch<'a>> {
    let letters: Vec<char> = text.chars().collect();
    let (mut at, mut stretches) = (0, Vec::new());
    for (no, claim) in checked.claims.iter().enumerate() {
        let plain = claim.verdict == Verdict::NotAFigure;
        if claim.start < at || claim.end > letters.len() || plain {
            continue;
        }
        let before: String = letters[at..claim.start].iter().collect();
        stretches.push(Stretch { text: before, claim: None });
        let own: String = letters[claim.start..claim.end].iter().collect();
        stretches.push(Stretch { text: own, claim: Some((no, claim)) });
        at = claim.end;
    }
    stretches.push(Stretch { text: letters[at..].iter().collect(), claim: None });
    stretches
}
