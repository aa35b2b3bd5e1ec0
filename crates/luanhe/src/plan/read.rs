//! What people write down for a plan: amounts with their unit, two tables as CSV, limits as TOML. All
//! faults are collected, each with its file and cell.

use csv::StringRecord;

use super::ask::{Candidate, County, Industry, Limits, Most, Segment};
use crate::base::{Day, Error, Fault, Fen, Place, Result, Said, say};
use crate::parties::regions;
use crate::record::Origin;

/// An amount with its unit: 9000万, 1.2亿元, 35000元.
pub fn money(text: &str, place: Place) -> Result<Fen, Fault> {
    let plain = text.trim().trim_end_matches('元');
    let has_yuan = text.trim().ends_with('元');
    let fen = match (plain.strip_suffix('万'), plain.strip_suffix('亿')) {
        (Some(digits), _) => Fen::parse(digits.trim(), Fen::WAN),
        (_, Some(digits)) => Fen::parse(digits.trim(), Fen::YI),
        _ if has_yuan => Fen::parse(plain.trim(), Fen::YUAN),
        _ => None,
    };
    fen.ok_or_else(|| {
        Fault::error(
            place,
            say!("“{text}”不是带单位的金额", "“{text}” is no amount with its unit"),
            say!("请写明单位，如 9000万、1.2亿、35000元", "name the unit: 9000万, 1.2亿, 35000元"),
        )
    })
}

/// A share, as 50% or 0.5, in parts per million.
pub fn share(text: &str, place: Place) -> Result<i64, Fault> {
    let plain = text.trim();
    let ppm = match plain.strip_suffix(['%', '％']) {
        Some(digits) => Fen::parse(digits.trim(), 10_000),
        None => Fen::parse(plain, 1_000_000),
    };
    ppm.map(|ppm| ppm.0).filter(|ppm| (0..=1_000_000).contains(ppm)).ok_or_else(|| {
        Fault::error(
            place,
            say!("“{text}”不是 0 到 100% 之间的占比", "“{text}” is no share within 0 and 100%"),
            say!("请写成 50% 或 0.5", "write it as 50% or 0.5"),
        )
    })
}

/// A CSV with its headings, whose cells are asked for by any of their names.
struct Sheet<'a> {
    name: &'a str,
    headings: StringRecord,
    /// Each with its line in the file.
    rows: Vec<(u32, StringRecord)>,
}

impl<'a> Sheet<'a> {
    fn read(name: &'a str, bytes: &[u8]) -> Result<Sheet<'a>> {
        let text = std::str::from_utf8(bytes).map_err(|_| {
            Error::fault(Fault::error(
                Place { sheet: name.to_string(), ..Place::default() },
                say!("不是 UTF-8 编码的 CSV", "not a CSV in UTF-8"),
                say!("请另存为“CSV UTF-8”", "save it as “CSV UTF-8”"),
            ))
        })?;
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let headings = reader.headers().map_err(|e| broken(name, &e))?.clone();
        let mut rows = Vec::new();
        for row in reader.records() {
            let row = row.map_err(|e| broken(name, &e))?;
            let line = row.position().map_or(0, |position| position.line());
            if row.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push((u32::try_from(line).unwrap_or(u32::MAX), row));
            }
        }
        Ok(Sheet { name, headings, rows })
    }

    fn column(&self, names: &[&str]) -> Option<usize> {
        self.headings.iter().position(|heading| names.contains(&heading.trim()))
    }

    /// The column, or a fault that names what it may be called.
    fn needed(&self, names: &[&str], faults: &mut Vec<Fault>) -> Option<usize> {
        let found = self.column(names);
        if found.is_none() {
            let names = names.join("、");
            faults.push(Fault::error(
                Place::cell(self.name, 1, 1),
                say!("没有“{names}”这一列", "there is no column “{names}”"),
                say!("请在首行补上这一列", "add it to the first line"),
            ));
        }
        found
    }
}

fn broken(name: &str, error: &csv::Error) -> Error {
    Error::fault(Fault::error(
        Place { sheet: name.to_string(), ..Place::default() },
        say!("读不了这个 CSV：{error}", "cannot read this CSV: {error}"),
        say!("请另存为“CSV UTF-8”再试", "save it as “CSV UTF-8” and try again"),
    ))
}

/// One row, read cell by cell; what cannot be read becomes a fault.
struct Cells<'s, 'f> {
    sheet: &'s Sheet<'s>,
    line: u32,
    row: &'s StringRecord,
    faults: &'f mut Vec<Fault>,
}

impl Cells<'_, '_> {
    fn place(&self, column: usize) -> Place {
        Place::cell(self.sheet.name, self.line, u32::try_from(column + 1).unwrap_or(u32::MAX))
    }

    fn text(&self, column: usize) -> &str {
        self.row.get(column).map_or("", str::trim)
    }

    /// Text that must be there.
    fn word(&mut self, column: usize) -> String {
        let text = self.text(column).to_string();
        if text.is_empty() {
            self.fault(column, say!("这一格是空的", "this cell is empty"));
        }
        text
    }

    fn fault(&mut self, column: usize, reason: Said) {
        let place = self.place(column);
        let heading = self.sheet.headings.get(column).map_or("", str::trim);
        let remedy = say!("请按表头“{heading}”填写", "fill it in as the heading “{heading}” says");
        self.faults.push(Fault::error(place, reason, remedy));
    }

    /// A decimal number times `per`, exact; empty is none.
    fn counted(&mut self, column: Option<usize>, per: i64) -> Option<i64> {
        let column = column.filter(|column| !self.text(*column).is_empty())?;
        let found = Fen::parse(self.text(column), per);
        if found.is_none() {
            let text = self.text(column).to_string();
            self.fault(column, say!("“{text}”不是数", "“{text}” is no number"));
        }
        found.map(|found| found.0)
    }

    fn number(&mut self, column: Option<usize>) -> Option<f64> {
        let column = column.filter(|column| !self.text(*column).is_empty())?;
        let found = self.text(column).parse::<f64>().ok().filter(|number| number.is_finite());
        if found.is_none() {
            let text = self.text(column).to_string();
            self.fault(column, say!("“{text}”不是数", "“{text}” is no number"));
        }
        found
    }
}

/// Reads a table of projects: code, county, use, least amount, and for each segment its amount in 万元
/// and its gain per 万元.
pub fn candidates(name: &str, bytes: &[u8]) -> Result<Vec<Candidate>> {
    let sheet = Sheet::read(name, bytes)?;
    let mut faults = Vec::new();
    let code = sheet.needed(&["project", "项目编号"], &mut faults);
    let county = sheet.needed(&["county", "县"], &mut faults);
    let fund_use = sheet.needed(&["type", "资金用途"], &mut faults);
    let segments = segment_columns(&sheet, &mut faults);
    let (Some(code), Some(county), Some(fund_use)) = (code, county, fund_use) else {
        return Err(Error::Faults(faults));
    };
    let title = sheet.column(&["name", "项目名称"]);
    let least = sheet.column(&["min_10k", "最低额（万元）"]);
    let households = sheet.column(&["households", "计划受益户数"]);
    let people = sheet.column(&["people", "计划受益人数"]);
    let mut read = Vec::new();
    for (line, row) in &sheet.rows {
        let mut cells = Cells { sheet: &sheet, line: *line, row, faults: &mut faults };
        let mut parts = Vec::new();
        for (amount, gain) in &segments {
            let amount = cells.counted(Some(*amount), Fen::WAN).map(Fen);
            let gain = cells.number(Some(*gain));
            if let Some(amount) = amount {
                parts.push(Segment { amount, gain: gain.unwrap_or(0.0) });
            }
        }
        read.push(Candidate {
            code: cells.word(code),
            name: title.map_or("", |title| cells.text(title)).to_string(),
            county: cells.word(county),
            fund_use: cells.word(fund_use),
            least: Fen(cells.counted(least, Fen::WAN).unwrap_or(0)),
            segments: parts,
            households: cells.counted(households, 1),
            people: cells.counted(people, 1),
            origin: Origin::Own,
            place: cells.place(code),
        });
    }
    if read.is_empty() && faults.is_empty() {
        faults.push(Fault::error(
            Place::cell(name, 1, 1),
            say!("表中没有项目", "the table has no project"),
            say!("请在首行之下逐行填写项目", "give a project on each line below the first"),
        ));
    }
    if faults.is_empty() { Ok(read) } else { Err(Error::Faults(faults)) }
}

/// The columns of amount and gain of the first, second … segment.
fn segment_columns(sheet: &Sheet<'_>, faults: &mut Vec<Fault>) -> Vec<(usize, usize)> {
    let mut columns = Vec::new();
    for k in 1.. {
        let amount = [format!("seg{k}_10k"), format!("第{k}段金额（万元）")];
        let gain = [format!("gain{k}"), format!("第{k}段每万元效益")];
        let (amount, gain) = (amount.each_ref().map(|n| n.as_str()), gain.each_ref());
        if k > 1 && sheet.column(&amount).is_none() {
            break;
        }
        let amount = sheet.needed(&amount, faults);
        let gain = sheet.needed(&gain.map(|n| n.as_str()), faults);
        let (Some(amount), Some(gain)) = (amount, gain) else { break };
        columns.push((amount, gain));
    }
    columns
}

/// Reads a table of counties: rural people in ten thousands, floor and cap in 万元.
pub fn counties(name: &str, bytes: &[u8], day: Day) -> Result<Vec<County>> {
    let sheet = Sheet::read(name, bytes)?;
    let mut faults = Vec::new();
    let Some(code) = sheet.needed(&["county", "县"], &mut faults) else {
        return Err(Error::Faults(faults));
    };
    let people = sheet.column(&["rural_pop_10k", "乡村人口（万人）"]);
    let floor = sheet.column(&["floor_10k", "保底（万元）"]);
    let cap = sheet.column(&["cap_10k", "上限（万元）"]);
    let mut read = Vec::new();
    for (line, row) in &sheet.rows {
        let mut cells = Cells { sheet: &sheet, line: *line, row, faults: &mut faults };
        let county = County::new(&cells.word(code), day, cells.place(code));
        read.push(County {
            floor: Fen(cells.counted(floor, Fen::WAN).unwrap_or(0)),
            cap: cells.counted(cap, Fen::WAN).map(Fen),
            people: cells.counted(people, 10_000),
            source: name.to_string(),
            ..county
        });
    }
    if faults.is_empty() { Ok(read) } else { Err(Error::Faults(faults)) }
}

/// Adds the limits of a TOML file to those there are: `[industry] share, uses, source`,
/// `[projects] at_most, source`, and for each county `[[county]] county, floor, cap, people, source`.
pub fn toml_limits(name: &str, text: &str, day: Day, limits: &mut Limits) -> Result<()> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| {
        Error::fault(Fault::error(
            Place { sheet: name.to_string(), ..Place::default() },
            say!("读不了限制文件：{e}", "cannot read the file of limits: {e}"),
            say!("请按 TOML 的写法改正", "correct it as TOML is written"),
        ))
    })?;
    let mut reader = Toml { name, faults: Vec::new() };
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("industry", toml::Value::Table(entry)) => {
                limits.industry = reader.industry(entry);
            }
            ("projects", toml::Value::Table(entry)) => {
                reader.only(entry, "projects", &["at_most", "source"]);
                let projects = reader.whole(entry, "projects", "at_most").unwrap_or(1);
                let source = reader.source(entry, "projects");
                limits.most = Some(Most { projects, source });
            }
            ("county", toml::Value::Array(entries)) => {
                for (at, entry) in entries.iter().enumerate() {
                    let path = format!("county {}", at + 1);
                    match entry.as_table() {
                        Some(entry) => reader.county(entry, &path, day, limits),
                        None => reader.unknown(&path),
                    }
                }
            }
            _ => reader.unknown(key),
        }
    }
    if reader.faults.is_empty() { Ok(()) } else { Err(Error::Faults(reader.faults)) }
}

struct Toml<'a> {
    name: &'a str,
    faults: Vec<Fault>,
}

impl Toml<'_> {
    fn place(&self, path: &str) -> Place {
        Place::field(&format!("{}: {path}", self.name))
    }

    fn unknown(&mut self, path: &str) {
        let place = self.place(path);
        self.faults.push(Fault::error(
            place,
            say!("限制文件中没有这一项", "a file of limits knows no such entry"),
            say!(
                "可写 [industry]、[projects] 和 [[county]]",
                "it may have [industry], [projects] and [[county]]"
            ),
        ));
    }

    fn only(&mut self, entry: &toml::Table, path: &str, known: &[&str]) {
        for key in entry.keys().filter(|key| !known.contains(&key.as_str())) {
            let place = self.place(&format!("{path}.{key}"));
            let known = known.join("、");
            self.faults.push(Fault::error(
                place,
                say!("没有这一项", "there is no such entry"),
                say!("可写的有：{known}", "it may have: {known}"),
            ));
        }
    }

    /// A number of policy without its source is refused.
    fn source(&mut self, entry: &toml::Table, path: &str) -> String {
        let source = entry.get("source").and_then(toml::Value::as_str).map_or("", str::trim);
        if source.is_empty() {
            let place = self.place(&format!("{path}.source"));
            self.faults.push(Fault::error(
                place,
                say!("没有写依据", "its source is missing"),
                say!("请写文件名、文号和条款", "name the document, its number and clause"),
            ));
        }
        source.to_string()
    }

    /// A value as it would be written by hand.
    fn written(&self, entry: &toml::Table, key: &str) -> Option<String> {
        entry.get(key).map(|value| match value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        })
    }

    fn money(&mut self, entry: &toml::Table, path: &str, key: &str) -> Option<Fen> {
        let text = self.written(entry, key)?;
        let found = money(&text, self.place(&format!("{path}.{key}")));
        found.map_err(|fault| self.faults.push(fault)).ok()
    }

    fn whole(&mut self, entry: &toml::Table, path: &str, key: &str) -> Option<i64> {
        let found = entry.get(key).and_then(toml::Value::as_integer);
        if found.is_none() {
            let place = self.place(&format!("{path}.{key}"));
            self.faults.push(Fault::error(
                place,
                say!("须是整数", "it must be a whole number"),
                say!("请写成 {key} = 20", "write it as {key} = 20"),
            ));
        }
        found
    }

    fn industry(&mut self, entry: &toml::Table) -> Option<Industry> {
        self.only(entry, "industry", &["share", "uses", "source"]);
        let source = self.source(entry, "industry");
        let text = self.written(entry, "share").unwrap_or_else(String::new);
        let least_ppm = share(&text, self.place("industry.share"));
        let least_ppm = least_ppm.map_err(|fault| self.faults.push(fault)).ok()?;
        let uses = entry
            .get("uses")
            .and_then(toml::Value::as_array)
            .map(|uses| uses.iter().filter_map(toml::Value::as_str).map(str::to_string).collect());
        Some(Industry { least_ppm, uses: uses.unwrap_or_else(industry_uses), source })
    }

    fn county(&mut self, entry: &toml::Table, path: &str, day: Day, limits: &mut Limits) {
        self.only(entry, path, &["county", "floor", "cap", "people", "source"]);
        let source = self.source(entry, path);
        let written = self.written(entry, "county").unwrap_or_else(String::new);
        let place = self.place(&format!("{path}.county"));
        let (floor, cap) = (self.money(entry, path, "floor"), self.money(entry, path, "cap"));
        let people = entry.contains_key("people").then(|| self.whole(entry, path, "people"));
        // A table of counties may name them in its own way; otherwise the register of places knows.
        let known = limits.counties.iter_mut().find(|county| county.code == written);
        let county = match known {
            Some(county) => county,
            None if limits.complete => {
                let reason =
                    say!("“{written}”不在各县表中", "“{written}” is not among the counties");
                let remedy = say!("请与各县表写法一致", "write it as in the table of counties");
                return self.faults.push(Fault::error(place, reason, remedy));
            }
            None => match regions().find(&written, day, None) {
                Ok(found) => {
                    limits.counties.push(County::new(found.code.as_str(), day, place));
                    limits.counties.last_mut().expect("pushed above")
                }
                Err(not) => return self.faults.push(not.fault(place)),
            },
        };
        county.floor = floor.unwrap_or(county.floor);
        county.cap = cap.or(county.cap);
        county.people = people.flatten().or(county.people);
        county.source = source;
    }
}

/// The uses of money that count as industry in the project library.
pub fn industry_uses() -> Vec<String> {
    vec!["产业".to_string()]
}
