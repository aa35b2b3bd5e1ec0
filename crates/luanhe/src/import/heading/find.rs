//! The search for the heading: each of the first rows is tried as its beginning, with one to four
//! levels, and the one that names most fields is taken.

use std::collections::{BTreeMap, BTreeSet};

use super::label::{GIVEN_BACK, Unit, is_row_number, place_level, plain, stated_unit};
use super::words::{Named, Sure, Words};
use crate::import::book::{Area, Cell, Lines};

/// Rows in which the heading may begin.
pub const SEARCHED: usize = 40;
const LEVELS: usize = 4;

/// A column of the sheet that holds a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// 0-based.
    pub column: u16,
    /// Its place among the register's fields.
    pub field: usize,
    /// As printed, levels joined by `/`.
    pub heading: String,
    /// As stated by the column or above the table.
    pub unit: Option<Unit>,
    /// Columns to its right that go on with what it says: 县, 乡镇 and 行政村 are one place.
    pub joined: Vec<u16>,
}

/// A heading that names no field.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown {
    pub column: u16,
    pub heading: String,
    /// What a mapping remembers.
    pub plain: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// First and last row, 1-based; 0 where no heading was found.
    pub first: u32,
    pub last: u32,
    pub columns: Vec<Column>,
    pub unknown: Vec<Unknown>,
    /// Columns that name a field which another column has already.
    pub twice: Vec<Column>,
    /// How many columns are known by all of their levels.
    whole: usize,
}

impl Found {
    /// Most fields, required ones before others; then by their whole headings, which a title above
    /// would spoil; then fewest unknown. A field named twice weighs more than one left out: two
    /// levels tell it apart. Of equals the first stands, for headings are printed again.
    fn score(&self, words: &Words) -> (i64, usize, i64) {
        let weight = |column: &Column| if words.is_required(column.field) { 8 } else { 4 };
        let fields: i64 = self.columns.iter().map(weight).sum();
        let twice: i64 = self.twice.iter().map(|column| weight(column) + 1).sum();
        (fields - twice, self.whole, -(self.unknown.len() as i64))
    }

    /// The last column that has a heading.
    pub fn last_column(&self) -> u16 {
        let known = self.columns.iter().map(|column| column.column);
        known.chain(self.unknown.iter().map(|unknown| unknown.column)).max().unwrap_or(0)
    }

    pub fn column(&self, field: usize) -> Option<&Column> {
        self.columns.iter().find(|column| column.field == field)
    }
}

/// The first rows as text, merged cells repeated over their area.
struct Grid {
    rows: BTreeMap<u32, BTreeMap<u16, String>>,
    /// Rows and columns 0-based, as `rows` has them 1-based.
    merges: Vec<Area>,
}

pub fn find(head: &Lines, merges: &[Area], words: &Words) -> Found {
    let grid = Grid::new(head, merges);
    let starts: Vec<u32> = grid.rows.keys().copied().take(SEARCHED).collect();
    let mut best = Found::default();
    let mut best_score = None;
    let mut tried = BTreeSet::new();
    for first in starts.iter().filter(|first| !grid.is_inside_merge(**first)) {
        for levels in 1..=LEVELS {
            let last = grid.closed_below(*first, *first + levels as u32 - 1);
            if !tried.insert((*first, last)) || !grid.rows.contains_key(&last) {
                continue;
            }
            let found = grid.columns(*first, last, words);
            let score = found.score(words);
            if !found.columns.is_empty() && best_score.is_none_or(|best| score > best) {
                (best, best_score) = (found, Some(score));
            }
        }
    }
    if best.columns.is_empty() {
        return best;
    }
    grid.take_units(&mut best);
    best
}

impl Grid {
    fn new(head: &Lines, merges: &[Area]) -> Grid {
        let mut rows: BTreeMap<u32, BTreeMap<u16, String>> = BTreeMap::new();
        for line in head.iter() {
            let row = rows.entry(line.number).or_default();
            for (column, cell) in line.cells() {
                let text = match cell {
                    Cell::Text(text) => text.to_string(),
                    Cell::Number(x) => x.to_string(),
                    _ => continue,
                };
                if !plain(&text).is_empty() {
                    row.insert(column, text);
                }
            }
        }
        let deepest = rows.keys().last().copied().unwrap_or(0);
        let merges: Vec<Area> = merges.iter().filter(|area| area.top < deepest).copied().collect();
        for area in &merges {
            let own = rows.get(&(area.top + 1)).and_then(|row| row.get(&area.left)).cloned();
            let Some(text) = own else { continue };
            for row in area.top..=area.bottom.min(area.top + LEVELS as u32) {
                // Rows that hold nothing of their own are not made up.
                if let Some(row) = rows.get_mut(&(row + 1)) {
                    for column in area.left..=area.right.min(area.left + 200) {
                        row.entry(column).or_insert_with(|| text.clone());
                    }
                }
            }
        }
        Grid { rows, merges }
    }

    /// Whether a cell merged downwards begins above the row and reaches into it.
    fn is_inside_merge(&self, row: u32) -> bool {
        self.merges.iter().any(|area| area.top + 1 < row && row <= area.bottom + 1)
    }

    /// The last row of a heading, moved down to where its merged cells end.
    fn closed_below(&self, first: u32, last: u32) -> u32 {
        let mut closed = last;
        for area in &self.merges {
            if (first..=closed).contains(&(area.top + 1)) && area.bottom >= closed {
                closed = area.bottom + 1;
            }
        }
        // A row merged down at the end may hold nothing of its own.
        let held = self.rows.range(first..=closed.min(first + LEVELS as u32)).next_back();
        held.map_or(last, |(row, _)| (*row).max(last))
    }

    /// A column's texts from the top, repeats dropped.
    fn levels(&self, first: u32, last: u32, column: u16) -> Vec<&str> {
        let mut levels: Vec<&str> = Vec::new();
        for row in first..=last {
            let text = self.text(row, last, column);
            if let Some(text) = text.filter(|text| levels.last() != Some(text)) {
                levels.push(text);
            }
        }
        levels
    }

    fn text(&self, row: u32, last: u32, column: u16) -> Option<&str> {
        let cells = self.rows.get(&row)?;
        if let Some(text) = cells.get(&column) {
            return Some(text);
        }
        // In csv a merged heading is one text and blanks to its right; it reaches as far as the row
        // below has texts.
        if row == last || !self.merges.is_empty() {
            return None;
        }
        let below = self.rows.get(&(row + 1))?;
        below.get(&column)?;
        let (left, text) = cells.range(..column).next_back()?;
        (*left..=column).all(|c| below.contains_key(&c)).then_some(text)
    }

    fn columns(&self, first: u32, last: u32, words: &Words) -> Found {
        let mut found = Found { first, last, ..Found::default() };
        let used: BTreeSet<u16> =
            self.rows.range(first..=last).flat_map(|(_, row)| row.keys().copied()).collect();
        let mut named: Vec<(Column, Sure)> = Vec::new();
        let mut left: Vec<&str> = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        for column in used {
            let texts = self.levels(first, last, column);
            // A heading merged over columns that nothing tells apart is the first one's.
            if texts == left && self.is_merged_with_left(first, last, column) {
                continue;
            }
            left.clone_from(&texts);
            let levels: Vec<String> = texts.iter().map(|text| plain(text)).collect();
            let heading = texts.iter().map(|text| text.trim()).collect::<Vec<_>>().join("/");
            if let Some(level) = levels.last().and_then(|lowest| place_level(lowest)) {
                parts.push(Part { column, level, heading: heading.clone() });
            }
            match words.named(&levels) {
                Some(Named { field: Some(field), unit, sure }) => {
                    let joined = Vec::new();
                    named.push((Column { column, field, heading, unit, joined }, sure));
                }
                Some(_) => {}
                None => {
                    let plain = levels.concat();
                    if !is_row_number(&plain) && !GIVEN_BACK.contains(&&*plain) {
                        found.unknown.push(Unknown { column, heading, plain });
                    }
                }
            }
        }
        if let Some(place) = words.place {
            join_places(place, &parts, &mut named, &mut found.unknown);
        }
        for (at, (column, sure)) in named.iter().enumerate() {
            let rivals = || {
                let all = named.iter().enumerate();
                all.filter(|(other, (rival, _))| *other != at && rival.field == column.field)
            };
            if rivals().any(|(_, (_, rival))| rival > sure) {
                found.unknown.push(unknown(column));
            } else if rivals().all(|(_, (_, rival))| rival < sure) {
                found.columns.push(column.clone());
                found.whole += usize::from(*sure > Sure::Lowest);
            } else if *sure == Sure::Lowest {
                // 户数 under two headings: only a person can say which is meant.
                found.unknown.push(unknown(column));
            } else if rivals().any(|(other, (_, rival))| rival == sure && other < at) {
                found.twice.push(column.clone());
            } else {
                found.columns.push(column.clone());
            }
        }
        found.unknown.sort_by_key(|unknown| unknown.column);
        found
    }

    fn is_merged_with_left(&self, first: u32, last: u32, column: u16) -> bool {
        self.merges.iter().any(|area| {
            (first..=last).contains(&(area.top + 1)) && area.left < column && column <= area.right
        })
    }

    /// Units from a row of units below, or from a “单位：” line above or in the heading.
    fn take_units(&self, found: &mut Found) {
        if let Some(row) = self.rows.get(&(found.last + 1)) {
            let own = row.iter().filter(|(_, text)| !GIVEN_BACK.contains(&&*plain(text)));
            let units: Vec<_> = own.map(|(c, text)| (*c, row_unit(text))).collect();
            if units.iter().any(|(_, unit)| unit.is_some())
                && units.iter().all(|(_, unit)| unit.is_some())
            {
                found.last += 1;
                for column in &mut found.columns {
                    let own = units.iter().find(|(c, _)| *c == column.column);
                    let own = own.and_then(|(_, unit)| unit.clone());
                    column.unit = own.or(column.unit.take());
                }
            }
        }
        let above = self.rows.range(..=found.last).rev();
        let stated = above.flat_map(|(_, row)| row.values()).find_map(|t| stated_unit(&plain(t)));
        for column in &mut found.columns {
            column.unit = column.unit.take().or_else(|| stated.clone());
        }
    }
}

/// A column that holds one level of a place.
struct Part {
    column: u16,
    level: usize,
    heading: String,
}

/// Makes one column of those that hold a place level by level, where no other column says it whole.
fn join_places(
    place: usize,
    parts: &[Part],
    named: &mut Vec<(Column, Sure)>,
    unknown: &mut Vec<Unknown>,
) {
    let descends = parts.windows(2).all(|pair| pair[0].level < pair[1].level);
    let is_part = |column: u16| parts.iter().any(|part| part.column == column);
    let said_whole = named.iter().any(|(c, _)| c.field == place && !is_part(c.column));
    let [first, rest @ ..] = parts else { return };
    if rest.is_empty() || !descends || said_whole {
        return;
    }
    named.retain(|(column, _)| !is_part(column.column));
    unknown.retain(|unknown| !is_part(unknown.column));
    let headings: Vec<&str> = parts.iter().map(|part| part.heading.as_str()).collect();
    let column = Column {
        column: first.column,
        field: place,
        heading: headings.join("＋"),
        unit: None,
        joined: rest.iter().map(|part| part.column).collect(),
    };
    named.push((column, Sure::Whole));
}

fn unknown(column: &Column) -> Unknown {
    let levels: Vec<String> = column.heading.split('/').map(plain).collect();
    Unknown { column: column.column, heading: column.heading.clone(), plain: levels.concat() }
}

fn row_unit(text: &str) -> Option<Unit> {
    let text = plain(text);
    Unit::parse(text.trim_matches(['(', ')']))
}

/// Whether a row only numbers the columns: 1 2 3, or 甲 乙 1 2.
pub fn numbers_columns(cells: impl Iterator<Item = String>) -> bool {
    let (mut last, mut count) = (0.0, 0);
    for text in cells {
        if matches!(text.as_str(), "甲" | "乙" | "丙" | "丁" | "戊" | "栏次" | "栏目") {
            continue;
        }
        let digits =
            text.trim_matches(['(', ')', '①']).split('=').next().unwrap_or("").parse::<f64>();
        match digits {
            Ok(x) if x == last + 1.0 || (count == 0 && x == 0.0) => (last, count) = (x, count + 1),
            _ => return false,
        }
    }
    count >= 3
}
