//! Sentences: a template in both languages and the figures that stand in it.

use serde::Serialize;

use super::figure::Figure;
use crate::base::{Lang, Said};

/// What stands in a `{name}` of a template.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Figure(Box<Figure>),
    Words(Said),
}

impl From<Figure> for Part {
    fn from(figure: Figure) -> Part {
        Part::Figure(Box::new(figure))
    }
}

impl From<&Figure> for Part {
    fn from(figure: &Figure) -> Part {
        figure.clone().into()
    }
}

impl From<Said> for Part {
    fn from(words: Said) -> Part {
        Part::Words(words)
    }
}

/// One sentence. `*…*` in the template is emphasis; `{name}` is a part.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    pub template: Said,
    pub parts: Vec<(String, Part)>,
}

/// A stretch of a sentence in one language, as renderers set it.
#[derive(Clone, Debug, PartialEq)]
pub enum Run<'a> {
    Text(&'a str),
    Strong(&'a str),
    Figure(&'a Figure),
}

impl Sentence {
    pub fn plain(words: Said) -> Sentence {
        Sentence { template: words, parts: Vec::new() }
    }

    pub fn runs(&self, lang: Lang) -> Vec<Run<'_>> {
        let mut runs = Vec::new();
        let mut strong = false;
        let mut rest = self.template.to(lang);
        while let Some(at) = rest.find(['{', '*']) {
            push(&mut runs, &rest[..at], strong);
            if rest[at..].starts_with('*') {
                strong = !strong;
                rest = &rest[at + 1..];
                continue;
            }
            let end = rest[at..].find('}').map_or(rest.len(), |n| at + n);
            let name = &rest[at + 1..end];
            match self.parts.iter().find(|(part, _)| part == name) {
                Some((_, Part::Figure(figure))) => runs.push(Run::Figure(figure)),
                Some((_, Part::Words(words))) => push(&mut runs, words.to(lang), strong),
                // A name without a part is shown as it stands, so that the reader sees the gap.
                None => push(&mut runs, &rest[at..(end + 1).min(rest.len())], strong),
            }
            rest = rest.get(end + 1..).unwrap_or("");
        }
        push(&mut runs, rest, strong);
        runs
    }

    pub fn figures(&self) -> impl Iterator<Item = &Figure> {
        self.parts.iter().filter_map(|(_, part)| match part {
            Part::Figure(figure) => Some(&**figure),
            Part::Words(_) => None,
        })
    }

    /// The sentence as plain text.
    pub fn text(&self, lang: Lang) -> String {
        let runs = self.runs(lang);
        runs.iter()
            .map(|run| match run {
                Run::Text(text) | Run::Strong(text) => (*text).to_string(),
                Run::Figure(figure) => figure.shown(lang),
            })
            .collect()
    }
}

fn push<'a>(runs: &mut Vec<Run<'a>>, text: &'a str, strong: bool) {
    match (text.is_empty(), strong) {
        (true, _) => {}
        (false, true) => runs.push(Run::Strong(text)),
        (false, false) => runs.push(Run::Text(text)),
    }
}

/// `sentence!("累计投入{money}。", "{money} in all.", money = figure)`: each part in both languages.
macro_rules! sentence {
    ($zh:literal, $en:literal $(, $name:ident = $part:expr)* $(,)?) => {
        $crate::tell::Sentence {
            template: $crate::base::Said { zh: $zh.to_string(), en: $en.to_string() },
            parts: vec![$((stringify!($name).to_string(), $crate::tell::Part::from($part))),*],
        }
    };
}
pub(crate) use sentence;
