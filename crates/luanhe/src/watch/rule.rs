//! A watch rule is data: what it finds, why that matters, what to do. Its statement gives the row's
//! id, region and entry, then what the marks of its sentence are filled with.

use super::calls::expanded;
use super::limit::{Limit, limits};
use super::mark::{Piece, Shown, pieces};
use crate::base::{Day, Fen, Lang, Result, Said, Text, Unit, say, text};
use crate::parties::PEOPLE;
#[cfg(test)]
use crate::record::{Engine, Holds, Kind};
use crate::record::{Field, Register, Value, statement};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Against a rule that has no exception.
    Error,
    /// To be looked at.
    Doubt,
}

impl Level {
    pub fn word(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Doubt => "doubt",
        }
    }

    pub const fn label(self) -> Text {
        match self {
            Level::Error => text("错误", "error"),
            Level::Doubt => text("疑点", "doubt"),
        }
    }
}

/// What one topic watches: its rules, the file of their statements, and the numbers of policy they
/// rest on.
#[derive(Clone, Copy, Debug)]
pub struct RuleBook {
    /// The word before the dot of its rules and limits.
    pub topic: &'static str,
    pub rules: &'static [Rule],
    /// `watch.sql`, one statement a rule. `$1` is the programme, `$2` the day on which it is asked.
    pub statements: &'static str,
    /// `limits.toml`.
    pub limits: &'static str,
}

impl RuleBook {
    pub fn limits(&self) -> Result<Vec<Limit>> {
        limits(self.topic, self.limits)
    }

    pub(super) fn statement(&self, rule: &Rule) -> String {
        expanded(statement(self.statements, rule.name()))
    }

    /// What the columns of a rule's statement hold.
    #[cfg(test)]
    pub fn columns(&self, engine: &mut Engine, rule: &Rule) -> Vec<Option<Holds>> {
        engine.prepares(&self.statement(rule)).expect("a statement that both engines take")
    }
}

#[derive(Debug)]
pub struct Rule {
    /// `posts.two_at_once`; its statement has the part behind the dot for a name.
    pub id: &'static str,
    pub level: Level,
    pub register: &'static Register,
    /// With a mark for each value that the statement gives behind id, region and entry: `{1}`,
    /// `{2:day}`, `{3:money}`, `{4:choice kind}`, `{5:limit}`.
    pub finds: Text,
    pub because: Text,
    pub remedy: Text,
    /// The section of the manual or the document that it rests on.
    pub source: &'static str,
}

impl Rule {
    pub const fn error(id: &'static str, register: &'static Register) -> Rule {
        let empty = text("", "");
        Rule {
            id,
            level: Level::Error,
            register,
            finds: empty,
            because: empty,
            remedy: empty,
            source: "",
        }
    }

    pub const fn doubt(id: &'static str, register: &'static Register) -> Rule {
        Rule { level: Level::Doubt, ..Rule::error(id, register) }
    }

    /// What it finds.
    pub const fn finds(self, zh: &'static str, en: &'static str) -> Rule {
        Rule { finds: text(zh, en), ..self }
    }

    /// Why that matters.
    pub const fn because(self, zh: &'static str, en: &'static str) -> Rule {
        Rule { because: text(zh, en), ..self }
    }

    /// What to do about it.
    pub const fn remedy(self, zh: &'static str, en: &'static str) -> Rule {
        Rule { remedy: text(zh, en), ..self }
    }

    pub const fn source(self, source: &'static str) -> Rule {
        Rule { source, ..self }
    }

    pub fn name(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(_, name)| name)
    }

    /// The sentence for one row that was found.
    pub fn sentence(&self, values: &[Value], limits: &[Limit]) -> Said {
        let filled = |lang| {
            let one = |piece: Piece<'_>| match piece {
                Piece::Words(words) => words.to_string(),
                Piece::Mark(at, shown) => {
                    let value = values.get(at - 1).unwrap_or(&Value::Null);
                    self.written(value, shown, limits).to(lang).to_string()
                }
            };
            pieces(self.finds.to(lang)).into_iter().map(one).collect()
        };
        Said { zh: filled(Lang::Zh), en: filled(Lang::En) }
    }

    /// The limits that a row was measured by: those which its sentence names.
    pub(super) fn limits_used(&self, values: &[Value], limits: &[Limit]) -> Vec<Limit> {
        let used = pieces(self.finds.zh).into_iter().filter_map(|piece| match piece {
            Piece::Mark(at, Shown::Limit) => limit(limits, values.get(at - 1)?),
            _ => None,
        });
        used.cloned().collect()
    }

    fn written(&self, value: &Value, shown: Shown<'_>, limits: &[Limit]) -> Said {
        match (shown, value) {
            (_, Value::Null | Value::Bytes(_)) => say!("（空）", "(empty)"),
            (Shown::Limit, _) => {
                limit(limits, value).map_or_else(|| say!("（未定）", "(not set)"), Limit::said)
            }
            (Shown::Money, Value::Int(fen)) => {
                let written = |lang| Unit::Fen.shown(Fen(*fen).0, lang);
                Said { zh: written(Lang::Zh), en: written(Lang::En) }
            }
            (Shown::Day, Value::Text(day)) => Said {
                zh: Day::parse(day).map_or_else(|| day.clone(), Day::in_chinese),
                en: day.clone(),
            },
            (Shown::Choice(name), Value::Text(word)) => match self.choice(name) {
                Some(field) => field.word(word),
                None => say!("{word}", "{word}"),
            },
            (_, Value::Text(word)) => say!("{word}", "{word}"),
            (_, Value::Int(i)) => say!("{i}", "{i}"),
            (_, Value::Real(x)) => say!("{x}", "{x}"),
        }
    }

    /// The field that a mark names: `kind` of the rule's own register, or `people.cadre_tie`.
    fn choice(&self, name: &str) -> Option<&'static Field> {
        match name.strip_prefix("people.") {
            Some(name) => PEOPLE.field(name),
            None => self.register.field(name),
        }
    }

    /// What is wrong between the marks and the columns of the statement, where anything is.
    #[cfg(test)]
    pub fn misfits(&self, columns: &[Option<Holds>]) -> Option<String> {
        let marks = |sentence| {
            let mut marks: Vec<(usize, Shown<'static>)> = pieces(sentence)
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Mark(at, shown) => Some((at, shown)),
                    Piece::Words(_) => None,
                })
                .collect();
            marks.sort_unstable();
            marks.dedup();
            marks
        };
        let (zh, en) = (marks(self.finds.zh), marks(self.finds.en));
        let given = columns.get(3..).unwrap_or(&[]);
        let all = zh.iter().map(|(at, _)| *at).eq(1..=given.len());
        if zh != en || !all {
            return Some(format!("marks {zh:?} and {en:?} for {} columns", given.len()));
        }
        let wrong = zh.iter().zip(given).find(|((_, shown), holds)| match (shown, holds) {
            (Shown::Choice(name), _)
                if !self.choice(name).is_some_and(|f| matches!(f.kind, Kind::Choice(_))) =>
            {
                true
            }
            (_, None) | (Shown::Plain, Some(_)) => false,
            (Shown::Money | Shown::Limit, Some(holds)) => *holds != Holds::Int,
            (Shown::Day | Shown::Choice(_), Some(holds)) => *holds != Holds::Text,
        });
        wrong.map(|(mark, holds)| format!("mark {mark:?} for a column that holds {holds:?}"))
    }
}

/// The limit that a statement names by its place in the list.
fn limit<'l>(limits: &'l [Limit], place: &Value) -> Option<&'l Limit> {
    limits.get(usize::try_from(place.int()?).ok()?)
}
