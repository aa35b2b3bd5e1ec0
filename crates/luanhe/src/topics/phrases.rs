//! The two texts that Luanhe is built for, phrase by phrase. The document `docs/seeds.md` is the data:
//! its table is what people read in the repository and what the page shows, and the commands that it
//! names lead to figures, registers and pages.

use super::{indicators, registers};
use crate::measure::Indicator;
use crate::record::Register;

const TEXT: &str = include_str!("../../../../docs/seeds.md");

/// How far a phrase is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Works,
    Partly,
    NotYet,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Phrase {
    /// `B18`: the text's letter and its number.
    pub code: &'static str,
    pub phrase: &'static str,
    /// What the phrase asks of a system, in English.
    pub asks: &'static str,
    /// What there is today, commands in backticks.
    pub there: &'static str,
    pub status: Status,
}

/// All of them, in the order of the texts.
pub fn phrases() -> impl Iterator<Item = Phrase> {
    TEXT.lines().filter_map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [code, phrase, asks, there, status] = cells[..] else { return None };
        let status = match status {
            "works" => Status::Works,
            "partly" => Status::Partly,
            "not yet" => Status::NotYet,
            _ => return None,
        };
        Some(Phrase { code, phrase, asks, there, status })
    })
}

impl Phrase {
    /// What the commands and pages that it names are made of.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.there.split('`').skip(1).step_by(2).flat_map(str::split_whitespace)
    }

    pub fn indicators(&self) -> impl Iterator<Item = &'static Indicator> {
        indicators().filter(|indicator| self.words().any(|word| word == indicator.id))
    }

    pub fn registers(&self) -> impl Iterator<Item = &'static Register> {
        registers().filter(|register| self.words().any(|word| word == register.name))
    }

    /// Addresses of the site.
    pub fn pages(&self) -> impl Iterator<Item = &'static str> {
        self.words().filter(|word| word.starts_with('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::{Phrase, Status, TEXT, phrases};
    use crate::measure::studies;
    use crate::topics::{ALL, indicator, register, rule};

    #[test]
    fn they_are_counted_as_they_stand() {
        let count = |status| phrases().filter(|phrase| phrase.status == status).count();
        let [works, partly, not_yet] = [Status::Works, Status::Partly, Status::NotYet].map(count);
        assert_eq!(works + partly + not_yet, 127);
        let said = format!("**{works} work, {partly} partly, {not_yet} not yet.**");
        assert!(TEXT.contains(&said), "{said}");
    }

    /// The texts have 26 phrases and 101, each once and in order.
    #[test]
    fn none_is_missing() {
        let codes: Vec<&str> = phrases().map(|phrase| phrase.code).collect();
        let expected = (1..=26).map(|n| format!("A{n}")).chain((1..=101).map(|n| format!("B{n}")));
        assert_eq!(codes, expected.collect::<Vec<_>>());
    }

    /// A row that names what was taken away fails here.
    #[test]
    fn what_they_name_is_there() {
        let mut errors = Vec::new();
        for phrase in phrases() {
            errors.extend(missing(&phrase).into_iter().map(|e| format!("{}: {e}", phrase.code)));
        }
        assert!(errors.is_empty(), "{errors:#?}");
    }

    fn missing(phrase: &Phrase) -> Vec<String> {
        let mut errors = Vec::new();
        let words: Vec<&str> = phrase.words().collect();
        for (at, word) in words.iter().enumerate() {
            let after = words.get(at + 1).copied().unwrap_or("");
            match *word {
                "import" if register(after).is_err() => errors.push(format!("register {after}")),
                "study" if studies::find(after).is_err() => errors.push(format!("study {after}")),
                _ => {}
            }
            let topic = word.split_once('.').map(|(topic, _)| topic);
            if topic.is_some_and(|topic| ALL.iter().any(|t| t.name == topic))
                && indicator(word).is_err()
                && rule(word).is_err()
            {
                errors.push(format!("neither figure nor rule: {word}"));
            }
            let own_page = word.strip_prefix("/topics/").and_then(|rest| rest.split_once('/'));
            if let Some((topic, page)) = own_page {
                let topic = ALL.iter().find(|t| t.name == topic);
                if !topic.is_some_and(|t| t.pages.iter().any(|p| p.name == page)) {
                    errors.push(format!("page {word}"));
                }
            }
        }
        if phrase.status != Status::NotYet && words.is_empty() {
            errors.push("names no command and no page".to_string());
        }
        errors
    }
}
