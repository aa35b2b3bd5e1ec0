//! Which place a text means on a day: a code, a full path, a name or its short form; where several
//! places bear it, all of them are listed and none is guessed.

use std::collections::HashMap;

use crate::base::{Day, Fault, Place, RegionCode, Said, say};

use super::{Boundary, Division, LATEST, Level, Regions};

/// A place, and what a reader should know about how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub code: RegionCode,
    pub note: Option<Said>,
}

impl Found {
    fn plain(code: RegionCode) -> Found {
        Found { code, note: None }
    }
}

/// Why no single place was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound {
    /// The places that bear the name on that day; empty where none does.
    pub candidates: Vec<RegionCode>,
    pub reason: Said,
    pub remedy: Said,
}

impl NotFound {
    pub fn fault(self, place: Place) -> Fault {
        Fault::error(place, self.reason, self.remedy)
    }

    fn unknown(text: &str) -> NotFound {
        NotFound {
            candidates: Vec::new(),
            reason: say!("不认识地名“{text}”", "no place is called “{text}”"),
            remedy: say!(
                "请写全称（如河北省承德市隆化县），或写6、9、12位区划代码",
                "write the full name, such as 河北省承德市隆化县, or the code of 6, 9 or 12 digits"
            ),
        }
    }
}

/// Every full and short name, with the divisions that bear it.
pub(super) struct Names(HashMap<String, Vec<Bearer>>);

#[derive(Clone, Copy)]
struct Bearer {
    at: usize,
    full: bool,
}

/// One way to read a text: the division at its end, whether that was named in full, and what was
/// left over (a township's name).
struct Reading<'a> {
    at: usize,
    full: bool,
    rest: &'a str,
}

impl Names {
    pub(super) fn of(divisions: &[Division]) -> Names {
        let mut names: HashMap<String, Vec<Bearer>> = HashMap::new();
        for (at, division) in divisions.iter().enumerate() {
            names.entry(division.name.to_string()).or_default().push(Bearer { at, full: true });
            for short in short_names(division.name) {
                names.entry(short).or_default().push(Bearer { at, full: false });
            }
        }
        Names(names)
    }
}

/// No address that names a village is longer; what is longer is cut and so not found.
const LONGEST: usize = 80;

const ENDINGS: [&str; 14] = [
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "特区",
    "省",
    "市",
    "县",
    "区",
    "盟",
    "旗",
];

/// Peoples as the names of autonomous places write them, the longer before the shorter.
const PEOPLES: &str = "柯尔克孜族 柯尔克孜 塔吉克族 塔吉克 哈萨克族 哈萨克 维吾尔族 维吾尔 \
    达斡尔族 鄂伦春族 鄂温克族 蒙古族 蒙古 朝鲜族 傈僳族 拉祜族 布依族 景颇族 纳西族 普米族 土家族 \
    仡佬族 仫佬族 毛南族 撒拉族 保安族 东乡族 裕固族 布朗族 独龙族 锡伯族 锡伯 哈尼族 各族 满族 回族 \
    藏族 苗族 彝族 壮族 侗族 瑶族 白族 傣族 黎族 畲族 羌族 水族 佤族 土族 怒族 京族";

/// 围场满族蒙古族自治县: 围场, 围场县; 平泉市: 平泉. No short name has fewer than two characters.
fn short_names(name: &str) -> Vec<String> {
    let Some((stem, ending)) = ENDINGS.iter().find_map(|e| Some((name.strip_suffix(e)?, *e)))
    else {
        return Vec::new();
    };
    let autonomous = ending.strip_prefix("自治");
    let mut bare = stem;
    while let (Some(_), Some(shorter)) =
        (autonomous, PEOPLES.split(' ').find_map(|p| bare.strip_suffix(p)))
    {
        // 内蒙古 is itself a name; 东乡族自治县 is called 东乡.
        if shorter.chars().count() < 2 {
            bare = bare.strip_suffix('族').unwrap_or(bare);
            break;
        }
        bare = shorter;
    }
    if bare.chars().count() < 2 {
        return Vec::new();
    }
    let mut short = vec![bare.to_string()];
    if let Some(plain) = autonomous.filter(|plain| *plain != "区") {
        short.push(format!("{bare}{plain}"));
    }
    short
}

impl Regions {
    /// The place that a text means on a day. `within` is where the writer is at home: of several
    /// places with the name, those inside it are meant.
    pub fn find(
        &self,
        text: &str,
        day: Day,
        within: Option<&RegionCode>,
    ) -> Result<Found, NotFound> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).take(LONGEST).collect();
        let year = day.year().min(LATEST);
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            return self.by_digits(&text, year);
        }
        let mut readings = Vec::new();
        self.read(&text, None, &mut readings);
        let whole = readings.iter().any(|r| r.rest.is_empty());
        readings.retain(|r| !whole || r.rest.is_empty());
        let mut found = self.standing(&readings, year);
        if let (None, Some(home)) = (found.first(), within) {
            found = self.townships_called(&text, home);
        }
        if let Some(home) = within.filter(|h| found.iter().any(|f| h.holds(&f.code))) {
            found.retain(|f| home.holds(&f.code));
        }
        match found.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(NotFound::unknown(&text)),
            _ => Err(self.ambiguous(&text, year, found)),
        }
    }

    fn by_digits(&self, text: &str, year: i16) -> Result<Found, NotFound> {
        // Statistics write counties with zeros to twelve digits.
        let short = match text.len() {
            12 if text.ends_with("000000") => &text[..6],
            12 if text.ends_with("000") => &text[..9],
            9 if text.ends_with("000") => &text[..6],
            _ => text,
        };
        let unknown = || NotFound {
            reason: say!("没有区划代码“{text}”", "there is no division code “{text}”"),
            ..NotFound::unknown(text)
        };
        let code = RegionCode::parse(short).filter(|c| self.is_known(c.as_str()));
        let code = code.ok_or_else(unknown)?;
        if self.stands(&code, year) || self.stands(&code, year - 1) {
            return Ok(Found::plain(code));
        }
        let then = self
            .at(&code, year, Boundary::Then)
            .map_err(|reason| NotFound { reason, ..unknown() })?;
        // A township keeps the digits it was given: those of another year cannot be told.
        let kept = if code.as_str().len() > 6 { code.clone() } else { then.clone() };
        let name = self.name(&then, year).unwrap_or("");
        Ok(Found {
            code: kept,
            note: Some(say!(
                "{year}年没有代码{code}，当时是{name}（{then}）",
                "there was no code {code} in {year}; it was {name} ({then}) then"
            )),
        })
    }

    /// Reads names from the left, each inside the one before: 河北省, 承德市, 隆化县, then a rest
    /// that may be a township.
    fn read<'a>(&self, text: &'a str, outer: Option<usize>, found: &mut Vec<Reading<'a>>) {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        for end in ends {
            let Some(bearers) = self.names.0.get(&text[..end]) else { continue };
            for &Bearer { at, full } in bearers {
                if outer.is_some_and(|outer| !self.lies_in(at, outer)) {
                    continue;
                }
                let rest = &text[end..];
                let inner = rest.strip_prefix("市辖区").filter(|r| !r.is_empty()).unwrap_or(rest);
                if !rest.is_empty() {
                    self.read(inner, Some(at), found);
                }
                if rest.is_empty() || self.divisions[at].level() == Level::County && full {
                    found.push(Reading { at, full, rest });
                }
            }
        }
    }

    fn lies_in(&self, inner: usize, outer: usize) -> bool {
        let (inner, outer) = (&self.divisions[inner], &self.divisions[outer]);
        let named = inner.city == outer.name && inner.code[..2] == outer.code[..2];
        inner.level() > outer.level() && (named || outer.region().holds(&inner.region()))
    }

    /// The readings as codes of a year: names that stood at its end or at the end of the year before
    /// come first, full before short; only if there are none, names of other years count.
    fn standing(&self, readings: &[Reading<'_>], year: i16) -> Vec<Found> {
        let stood = |r: &&Reading<'_>| {
            let division = &self.divisions[r.at];
            division.stands_in(year) || division.stands_in(year - 1)
        };
        let mut found = Vec::new();
        for full in [true, false] {
            if found.is_empty() {
                let named = readings.iter().filter(|r| r.full == full).filter(stood);
                let place =
                    |r: &Reading<'_>| self.with_township(self.divisions[r.at].code, r.rest, year);
                found = named.map(place).collect();
            }
        }
        for full in [true, false] {
            if found.is_empty() {
                let named = readings.iter().filter(|r| r.full == full);
                found = named.filter_map(|r| self.carried(r, year)).collect();
            }
        }
        // A place that changed its name in this year bears two: the one of the year's end is meant.
        let ended = |f: &Found| {
            found.len() > 1
                && !self.stands(&f.code, year)
                && self
                    .carry(&f.code.as_str()[..6], year - 1, year)
                    .is_ok_and(|heir| found.iter().any(|g| g.code.as_str()[..6] == *heir))
        };
        let mut kept: Vec<Found> = found.iter().filter(|f| !ended(f)).cloned().collect();
        kept.sort_by(|a, b| a.code.cmp(&b.code));
        kept.dedup_by(|a, b| a.code == b.code);
        kept
    }

    /// A name of another year: the code that the same place had in this one.
    fn carried(&self, reading: &Reading<'_>, year: i16) -> Option<Found> {
        let division = &self.divisions[reading.at];
        let from = year.clamp(division.first, division.last);
        let code = self.carry(division.code, from, year).ok()?;
        let name = self.nearest(code, year)?.name;
        let mut found = self.with_township(code, reading.rest, year);
        let was = division.name;
        found.note = Some(say!(
            "{year}年没有“{was}”，按当时的{name}（{code}）记",
            "there was no {was} in {year}; recorded as {name} ({code}) of that year"
        ));
        Some(found)
    }

    /// The township that `rest` names in a county; where the table has none, the county with a note.
    fn with_township(&self, county: &'static str, rest: &str, year: i16) -> Found {
        let code = RegionCode::parse(county).expect("a code of the table");
        if rest.is_empty() {
            return Found::plain(code);
        }
        let now = self.carry(county, year, LATEST).unwrap_or(county);
        let mut best: Option<(&str, &str)> = None;
        for (own, name) in self.townships_of(now) {
            let longer = best.is_none_or(|(_, other)| name.len() > other.len());
            if rest.starts_with(name) && longer {
                best = Some((own, name));
            }
        }
        match best {
            Some((own, _)) if now == county => {
                let text = format!("{county}{own}");
                Found::plain(RegionCode::parse(&text).expect("nine digits"))
            }
            _ => Found {
                code,
                note: Some(say!(
                    "“{rest}”不在{LATEST}年的乡镇表中，记到县级",
                    "“{rest}” is not among the townships of {LATEST}; recorded for the county"
                )),
            },
        }
    }

    /// Townships of that name inside a county, prefecture or province.
    fn townships_called(&self, name: &str, home: &RegionCode) -> Vec<Found> {
        let counties = self
            .townships
            .keys()
            .filter(|county| RegionCode::parse(county).is_some_and(|c| home.holds(&c)));
        let mut found: Vec<Found> = counties
            .flat_map(|county| {
                let same = self.townships_of(county).filter(|(_, own)| *own == name);
                same.filter_map(move |(own, _)| RegionCode::parse(&format!("{county}{own}")))
            })
            .map(Found::plain)
            .collect();
        found.sort_by(|a, b| a.code.cmp(&b.code));
        found
    }

    fn ambiguous(&self, text: &str, year: i16, found: Vec<Found>) -> NotFound {
        let candidates: Vec<RegionCode> = found.into_iter().map(|f| f.code).collect();
        let shown = |code: &RegionCode| {
            format!("{}（{code}）", self.path(code, year).as_deref().unwrap_or(""))
        };
        let all = candidates.iter().map(shown).collect::<Vec<_>>().join("、");
        NotFound {
            candidates,
            reason: say!("“{text}”可以是{all}", "“{text}” may be {all}"),
            remedy: say!(
                "请写上所在的省、市，或写区划代码",
                "name the province and prefecture too, or give the code"
            ),
        }
    }
}
