//! Divisions by year (GB/T 2260): which name a code had, what lay in what, and who followed whom.
//! The tables and their sources are in `data/regions`.

mod crosswalk;
mod english;
mod lookup;
#[cfg(test)]
mod tests;

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::DeflateDecoder;
use foldhash::{HashMap, HashMapExt};

use crate::base::{Day, RegionCode};

pub use crosswalk::Boundary;
#[cfg(test)]
pub use lookup::NotFound;

use crosswalk::Changes;
use lookup::Names;

/// The year of the newest table; later years answer as this one does.
pub const LATEST: i16 = 2026;

/// The day whose names and boundaries hold where a place is given without a day.
pub fn latest_day() -> Day {
    Day::new(LATEST, 12, 31).expect("the last day of a year")
}

/// A name that a code had from one year's end to another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    pub code: &'static str,
    pub name: &'static str,
    pub first: i16,
    /// `i16::MAX` where it still stands.
    pub last: i16,
    /// The prefecture, where the code's own prefix does not give it (139001 武安市: 邯郸市).
    city: &'static str,
}

impl Division {
    pub fn stands_in(&self, year: i16) -> bool {
        let year = year.min(LATEST);
        self.first <= year && year <= self.last
    }

    /// Years between a year and the nearest in which this stood.
    fn distance(&self, year: i16) -> i16 {
        (self.first - year).max(year - self.last).max(0)
    }

    pub fn region(&self) -> RegionCode {
        RegionCode::parse(self.code).expect("a code of the table")
    }

    fn level(&self) -> Level {
        Level::of(self.code)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Province,
    Prefecture,
    County,
    Township,
    Village,
}

impl Level {
    pub fn of(code: &str) -> Level {
        match code.len() {
            6 if code.ends_with("0000") => Level::Province,
            6 if code.ends_with("00") => Level::Prefecture,
            6 => Level::County,
            9 => Level::Township,
            _ => Level::Village,
        }
    }
}

pub struct Regions {
    /// By code, then first year.
    divisions: Vec<Division>,
    /// Where in `divisions` a code's names stand.
    by_code: HashMap<&'static str, (usize, usize)>,
    names: Names,
    changes: Changes,
    /// Of each county the line of its townships: `101韩麻营镇`, tabs between.
    townships: HashMap<&'static str, &'static str>,
}

/// The tables, read once.
pub fn regions() -> &'static Regions {
    static REGIONS: OnceLock<Regions> = OnceLock::new();
    REGIONS.get_or_init(|| {
        let divisions = read_divisions(include_str!("../../../../../data/regions/divisions.tsv"));
        let mut by_code: HashMap<&str, (usize, usize)> = HashMap::new();
        for (at, division) in divisions.iter().enumerate() {
            by_code.entry(division.code).or_insert((at, at)).1 = at + 1;
        }
        Regions {
            names: Names::of(&divisions),
            divisions,
            by_code,
            changes: Changes::read(include_str!("../../../../../data/regions/changes.tsv")),
            townships: read_townships(),
        }
    })
}

fn read_divisions(table: &'static str) -> Vec<Division> {
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let mut next = || cells.next().unwrap_or("");
        let (code, name, first, last) = (next(), next(), next(), next());
        Division {
            code,
            name,
            first: first.parse().expect("a year"),
            last: if last.is_empty() { i16::MAX } else { last.parse().expect("a year") },
            city: next(),
        }
    };
    table.lines().skip(1).map(row).collect()
}

fn read_townships() -> HashMap<&'static str, &'static str> {
    static TEXT: OnceLock<String> = OnceLock::new();
    let text = TEXT.get_or_init(|| {
        let packed = include_bytes!("../../../../../data/regions/townships.tsv.deflate");
        let mut text = String::new();
        DeflateDecoder::new(&packed[..]).read_to_string(&mut text).expect("the packed table");
        text
    });
    text.lines().filter_map(|line| line.split_once('\t')).collect()
}

impl Regions {
    /// All names that a county, prefecture or province code ever had, oldest first.
    pub fn history(&self, code: &str) -> &[Division] {
        self.by_code.get(code).map_or(&[], |&(from, to)| &self.divisions[from..to])
    }

    /// Whether the code, or of a longer code its county, stood at the end of the year.
    pub fn stands(&self, code: &RegionCode, year: i16) -> bool {
        self.division(code, year).is_some()
    }

    /// Whether a row of that day may carry the code: it stood at the end of the year, or at the end
    /// of the year before (the tables do not know the day of a change).
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the statistics of the yearbooks are the next to use it")
    )]
    pub fn is_valid_on(&self, code: &RegionCode, day: Day) -> bool {
        self.stands(code, day.year()) || self.stands(code, day.year() - 1)
    }

    /// Whether the code, or of a longer code its county, ever stood: prefixes of ID numbers keep
    /// old codes for ever.
    pub fn is_known(&self, code: &str) -> bool {
        code.get(..6).is_some_and(|county| self.by_code.contains_key(county))
    }

    fn division(&self, code: &RegionCode, year: i16) -> Option<&Division> {
        self.history(&code.as_str()[..6]).iter().find(|d| d.stands_in(year))
    }

    /// The name in that year or, where the code did not stand, in the nearest year in which it did.
    fn nearest(&self, code: &str, year: i16) -> Option<&Division> {
        self.history(code.get(..6)?).iter().min_by_key(|d| d.distance(year))
    }

    /// The name of a place in a year: 平泉县 of 130823 in 2016. A code that did not stand then
    /// answers with the name it had nearest to that year; a village with that of its township.
    pub fn name(&self, code: &RegionCode, year: i16) -> Option<&'static str> {
        let text = code.as_str();
        match text.get(6..9).filter(|own| *own != "000") {
            Some(own) => self.township(&text[..6], own),
            None => self.nearest(text, year).map(|d| d.name),
        }
    }

    fn township(&self, county: &str, own: &str) -> Option<&'static str> {
        self.townships_of(county).find(|(digits, _)| *digits == own).map(|(_, name)| name)
    }

    /// The three digits and the name of each township of a county, of the newest table.
    fn townships_of(&self, county: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        let line: &'static str = self.townships.get(county).copied().unwrap_or("");
        line.split('\t').filter(|cell| !cell.is_empty()).map(|cell| cell.split_at(3))
    }

    /// The prefecture or province that a place lay in.
    pub fn parent(&self, code: &RegionCode, year: i16) -> Option<RegionCode> {
        let text = code.as_str();
        let up = match Level::of(text) {
            Level::Province => return None,
            Level::Prefecture => format!("{}0000", &text[..2]),
            Level::Village => text[..9].to_string(),
            Level::Township => text[..6].to_string(),
            Level::County => self
                .prefecture(text, year)
                .map_or_else(|| format!("{}0000", &text[..2]), std::string::ToString::to_string),
        };
        RegionCode::parse(&up)
    }

    fn prefecture(&self, county: &str, year: i16) -> Option<&'static str> {
        let own = self.nearest(county, year)?;
        if own.city.is_empty() {
            let code = format!("{}00", &county[..4]);
            return self.nearest(&code, year).map(|d| d.code);
        }
        let in_province = |d: &&Division| d.code[..2] == county[..2] && d.stands_in(year);
        let mut all = self.divisions.iter().filter(in_province);
        all.find(|d| d.level() == Level::Prefecture && d.name == own.city).map(|d| d.code)
    }

    /// The full name: 河北省承德市平泉市, 天津市津南区, 河北省承德市隆化县蓝旗镇.
    pub fn path(&self, code: &RegionCode, year: i16) -> Option<String> {
        let mut names = vec![self.name(code, year)?];
        let mut at = code.clone();
        while let Some(up) = self.parent(&at, year) {
            match self.name(&up, year) {
                Some(name) if names.last() != Some(&name) => names.push(name),
                _ => {}
            }
            at = up;
        }
        names.reverse();
        Some(names.concat())
    }

    /// What lay directly in a province, prefecture or county in a year, by code. Townships are
    /// those of the newest table.
    pub fn children(&self, code: &RegionCode, year: i16) -> Vec<(RegionCode, &'static str)> {
        let text = code.as_str();
        if Level::of(text) >= Level::County {
            let county = &text[..6];
            let full = |own: &str| RegionCode::parse(&format!("{county}{own}")).expect("9 digits");
            let whole = text.len() == 6;
            return self
                .townships_of(county)
                .filter(|_| whole)
                .map(|(own, name)| (full(own), name))
                .collect();
        }
        let below = |d: &&Division| {
            d.code[..2] == text[..2]
                && d.code != text
                && d.stands_in(year)
                && self.parent(&d.region(), year).as_ref() == Some(code)
        };
        self.divisions.iter().filter(below).map(|d| (d.region(), d.name)).collect()
    }
}
