//! Fixed lines that every renderer prints alike.

use crate::base::{Day, Lang, Said, say};

pub fn attached_line(label: &str, title: &Said, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{label}：{}", title.zh),
        Lang::En => format!("{label}: {}", title.en),
    }
}

pub fn day_line(day: Day, lang: Lang) -> String {
    match lang {
        Lang::Zh => day.in_chinese(),
        Lang::En => day.to_string(),
    }
}

pub fn unit_line(unit: &Said, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("单位：{}", unit.zh),
        Lang::En => format!("Unit: {}", unit.en),
    }
}

pub fn note_line(note: &Said, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("注：{}", note.zh),
        Lang::En => format!("Note: {}", note.en),
    }
}

/// What proves a later change to a partner who keeps the paper.
pub fn chain_line(head: &str, lang: Lang) -> String {
    say!("账本链首（SM3）：{head}", "Head of the ledger's chain (SM3): {head}").to(lang).to_string()
}
