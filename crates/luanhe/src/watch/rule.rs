//! A watch rule is data: what it finds, why that matters, what to do, and the statement that finds
//! it. The statement gives the row's id, region and entry, then what the sentence is filled with.

use crate::base::{Day, Fen, Lang, Said, Text, text};
use crate::record::{Register, Value};

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

/// How a value that the statement gives is written into the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    AsIs,
    Money,
}

#[derive(Debug)]
pub struct Rule {
    /// `posts.two_at_once`; its statement has the part behind the dot for a name.
    pub id: &'static str,
    pub level: Level,
    pub register: &'static Register,
    /// With `{1}`, `{2}` … for the values that the statement gives behind id, region and entry.
    pub finds: Text,
    pub because: Text,
    pub remedy: Text,
    pub shows: &'static [Shown],
    /// The topic's `watch.sql`. `$1` is the programme, `$2` the day on which it is asked.
    pub statements: &'static str,
    /// The section of the manual or the document that it rests on.
    pub source: &'static str,
}

impl Rule {
    pub const fn error(
        id: &'static str,
        register: &'static Register,
        statements: &'static str,
    ) -> Rule {
        let empty = text("", "");
        Rule {
            id,
            level: Level::Error,
            register,
            finds: empty,
            because: empty,
            remedy: empty,
            shows: &[],
            statements,
            source: "",
        }
    }

    pub const fn doubt(
        id: &'static str,
        register: &'static Register,
        statements: &'static str,
    ) -> Rule {
        Rule { level: Level::Doubt, ..Rule::error(id, register, statements) }
    }

    /// What it finds; `shows` says how each value of the statement is written at its mark.
    pub const fn finds(self, shows: &'static [Shown], zh: &'static str, en: &'static str) -> Rule {
        Rule { finds: text(zh, en), shows, ..self }
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
    pub fn sentence(&self, values: &[Value]) -> Said {
        let mut said = Said::from(self.finds);
        for (at, (value, shown)) in values.iter().zip(self.shows).enumerate() {
            let mark = format!("{{{}}}", at + 1);
            said.zh = said.zh.replace(&mark, &written(value, *shown, Lang::Zh));
            said.en = said.en.replace(&mark, &written(value, *shown, Lang::En));
        }
        said
    }
}

fn written(value: &Value, shown: Shown, lang: Lang) -> String {
    match (value, shown) {
        (Value::Int(fen), Shown::Money) => crate::base::Unit::Fen.shown(Fen(*fen).0, lang),
        (Value::Int(i), Shown::AsIs) => i.to_string(),
        (Value::Text(word), _) => match (Day::parse(word), lang) {
            (Some(day), Lang::Zh) => day.in_chinese(),
            _ => word.clone(),
        },
        (Value::Real(x), _) => x.to_string(),
        (Value::Null | Value::Bytes(_), _) => match lang {
            Lang::Zh => "（空）".to_string(),
            Lang::En => "(empty)".to_string(),
        },
    }
}
