//! The map: one indicator, county by county, each county a link to its rows.

use askama::Template;

use super::ask::Ask;
use super::measures::read_question;
use super::reply::Reply;
use crate::base::{Error, Lang, RegionCode, Result, Said, say};
use crate::measure::Question;
use crate::pages::{Say, Verb, drawn, rows_url};
use crate::parties::{Boundary, regions};
use crate::record::Ledger;
use crate::tell::{Area, BOUNDARY_SOURCE, BOUNDARY_YEAR, Map, Place, Scale, Value};

#[derive(Template)]
#[template(path = "map.html")]
struct MapPage {
    say: Say,
    indicators: Vec<(&'static str, &'static str, bool)>,
    from: String,
    to: String,
    svg: String,
    /// Place, value and rows: the map in words.
    lines: Vec<(String, String, String)>,
    basis: &'static str,
}

pub fn map(ledger: &mut Ledger, ask: &Ask) -> Result<Reply> {
    let (say, site) = (ask.say(), &ask.app.site);
    let asked = ask.query.get("indicator").unwrap_or("");
    let indicator = match asked {
        "" => site.indicators().next(),
        id => site.indicators().find(|i| i.id == id),
    };
    let indicator = indicator
        .ok_or_else(|| Error::Missing(say!("没有指标 {asked}", "there is no indicator {asked}")))?;
    let question = Question { by: Some("region".to_string()), ..read_question(ask, indicator)? };
    let answer = ask.answer(ledger, &question)?;
    let mut places: Vec<Place> = Vec::new();
    let mut lines = Vec::new();
    for part in &answer.parts {
        let shown = indicator.unit.shown(part.value, ask.lang);
        lines.push((say.place(&part.word), shown, rows_url(&question, Some(&part.word))));
        let Some(then) = RegionCode::parse(&part.word) else { continue };
        // Counties that merged or were renamed are shown as what they are now.
        let Ok(now) = regions().at(&then, BOUNDARY_YEAR, Boundary::Now) else { continue };
        match places.iter_mut().find(|p| p.region == now) {
            Some(place) => place.value = place.value.number().map(|v| v + part.value).into(),
            None => {
                let name = |lang| Say(lang).place(now.as_str());
                let name = Said { zh: name(Lang::Zh), en: name(Lang::En) };
                places.push(Place { region: now, name, value: Value::Bare(part.value) });
            }
        }
    }
    let map = Map {
        title: Said::from(indicator.title),
        scale: Scale::of(indicator.unit),
        source: Said::from(BOUNDARY_SOURCE),
        area: Area::Inside(site.home.clone()),
        places,
    };
    let page = MapPage {
        say,
        indicators: site
            .indicators()
            .map(|i| (i.id, say.text(&i.title), i.id == indicator.id))
            .collect(),
        from: question.from.to_string(),
        to: question.to.to_string(),
        svg: map.svg(900.0, "map", ask.lang),
        lines,
        basis: say.text(&indicator.says),
    };
    ask.page(Verb::Aside, say.of("地图", "Map"), &drawn(&page)?)
}
