//! The tags by group, each with its projects; and the projects that gain in two ways or more (共赢).

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use super::record::PROJECTS;
use super::tags::{DIGITAL, GAINS, NATURE, PATHS, PROJECT_TAGS, WAYS};
use crate::base::Result;
use crate::pages::{Params, Say, drawn, each_row, row_path};
use crate::record::{Actor, Kind, Ledger};

/// A tag and how many projects have it.
struct Tag {
    said: &'static str,
    path: String,
    projects: usize,
}

/// A project and what it gains.
struct Winner {
    name: String,
    path: String,
    gains: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "gains.html")]
struct GainsPage {
    say: Say,
    groups: Vec<(&'static str, Vec<Tag>)>,
    winners: Vec<Winner>,
}

/// By project: its tags.
pub type Tagged = BTreeMap<String, BTreeSet<String>>;

pub fn page(
    ledger: &mut Ledger,
    actor: &Actor,
    programme: &str,
    _: &Params,
    say: Say,
) -> Result<String> {
    let tagged = tagged(ledger, actor, programme)?;
    let tag = |word: &&'static str| Tag {
        said: english(word).map_or(word, |en| say.of(word, en)),
        path: Params::default().with("tag", word).link("/project_tags"),
        projects: tagged.values().filter(|tags| tags.contains(*word)).count(),
    };
    let group = |words: &'static [&'static str]| words.iter().map(tag).collect::<Vec<_>>();
    let groups = vec![
        (say.of("六条路径", "six paths"), group(&PATHS)),
        (say.of("产业三方式", "three ways of industry"), group(&WAYS)),
        (say.of("扶贫+", "relief and"), group(&NATURE)),
        (say.of("三方面成效", "three gains"), group(&GAINS)),
        (say.of("数字经济", "digital economy"), group(&DIGITAL)),
    ];
    let mut winners = Vec::new();
    each_row(ledger, actor, programme, &PROJECTS, |id, row| {
        let gains = tagged.get(row.text("code").unwrap_or("")).map_or_else(Vec::new, gains);
        if gains.len() > 1 {
            let name = row.text("name").unwrap_or("").to_string();
            winners.push(Winner { name, path: row_path(PROJECTS.name, id), gains });
        }
    })?;
    winners.sort_by(|a, b| (b.gains.len(), &a.name).cmp(&(a.gains.len(), &b.name)));
    drawn(&GainsPage { say, groups, winners })
}

pub fn tagged(ledger: &mut Ledger, actor: &Actor, programme: &str) -> Result<Tagged> {
    let mut tagged = Tagged::new();
    each_row(ledger, actor, programme, &PROJECT_TAGS, |_, row| {
        tagged.entry(row.written("project")).or_default().insert(row.written("tag"));
    })?;
    Ok(tagged)
}

/// Which of the three gains are among a project's tags.
pub fn gains(tags: &BTreeSet<String>) -> Vec<&'static str> {
    GAINS.into_iter().filter(|gain| tags.contains(*gain)).collect()
}

fn english(word: &str) -> Option<&'static str> {
    match PROJECT_TAGS.field("tag").map(|field| field.kind) {
        Some(Kind::Choice(tags)) => tags.iter().find(|tag| tag.word == word).map(|tag| tag.en),
        _ => None,
    }
}
