//! 合计 rows are no data, but they say what the rows should add up to.
//!
//! A value printed with d decimals means [v−½·10⁻ᵈ, v+½·10⁻ᵈ); a mismatch is told only where the
//! interval of the total and that of the sum do not meet. Only money in 万元 or 亿元 is rounded when
//! it is printed; 元 and counts are exact.

use crate::base::{Fault, Fen, Place, say};
use crate::import::reading::{Reading, Total};

/// A column that can be added up.
#[derive(Clone, Debug)]
pub struct Adding {
    /// Its place among the columns read.
    pub at: usize,
    /// 1-based.
    pub column: u32,
    pub field: &'static str,
    pub is_money: bool,
    /// Fen of the column's unit where printed values are rounded, else 0.
    pub rounded_fen: i64,
}

/// The sum of a column over some rows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    pub value: i128,
    pub count: u64,
    /// Most decimals that any of them shows.
    pub decimals: u32,
    /// A cell could not be read.
    pub broken: bool,
}

impl Sum {
    pub fn add(&mut self, other: &Sum) {
        self.value += other.value;
        self.count += other.count;
        self.decimals = self.decimals.max(other.decimals);
        self.broken |= other.broken;
    }
}

/// Following data rows, and the total row that ends them, where one does.
#[derive(Clone, Debug, Default)]
pub struct Section {
    pub sums: Vec<Sum>,
    pub end: Option<TotalRow>,
}

#[derive(Clone, Debug)]
pub struct TotalRow {
    pub number: u32,
    /// Value and decimals of each adding column that prints one.
    pub printed: Vec<Option<(i64, u32)>>,
}

/// Whether a text says that its row is a total. Asked of every row, so most are sent off by their
/// last byte.
#[inline]
pub fn is_total(text: &str) -> bool {
    // 计 ends in A1, a wide blank, colon and bracket in 80, 9A and 89.
    const ENDS: &[u8] = b" \n\r:)lLmM\xA1\x80\x9A\x89";
    if text.as_bytes().last().is_none_or(|last| !ENDS.contains(last)) {
        return false;
    }
    let trimmed = text.trim_end_matches([' ', '\u{3000}', ':', '：', ')', '）', '\n', '\r']);
    if !trimmed.ends_with('计') {
        let word = trimmed.trim_start();
        return ["total", "subtotal", "sum"].iter().any(|total| word.eq_ignore_ascii_case(total));
    }
    if trimmed.len() > 60 {
        return false;
    }
    let plain = super::heading::plain(trimmed);
    let plain = plain.trim_start_matches('(');
    let named = ["合计", "小计", "总计"].iter().any(|word| plain.ends_with(word));
    matches!(plain, "共计" | "累计") || (named && plain.chars().count() <= 12)
}

/// Sums as the sections go by.
pub struct Checker {
    sheet: String,
    adding: Vec<Adding>,
    since_start: Vec<Sum>,
    since_total: Vec<Sum>,
    rows_seen: bool,
    /// A total printed above its rows.
    on_top: Vec<TotalRow>,
}

impl Checker {
    pub fn new(sheet: &str, adding: Vec<Adding>) -> Checker {
        let none = vec![Sum::default(); adding.len()];
        Checker {
            sheet: sheet.to_string(),
            since_start: none.clone(),
            since_total: none,
            adding,
            rows_seen: false,
            on_top: Vec::new(),
        }
    }

    pub fn section(&mut self, section: Section, reading: &mut Reading) {
        for (at, sum) in section.sums.iter().enumerate() {
            self.rows_seen |= sum.count > 0;
            self.since_start[at].add(sum);
            self.since_total[at].add(sum);
        }
        let Some(total) = section.end else { return };
        if !self.rows_seen {
            self.on_top.push(total);
            return;
        }
        for at in 0..self.adding.len() {
            let sums = [self.since_total[at], self.since_start[at]];
            self.compare(at, &total, &sums, reading);
        }
        self.since_total = vec![Sum::default(); self.adding.len()];
    }

    pub fn end(&mut self, reading: &mut Reading) {
        for total in std::mem::take(&mut self.on_top).into_iter().take(1) {
            for at in 0..self.adding.len() {
                self.compare(at, &total, &[self.since_start[at]], reading);
            }
        }
    }

    fn compare(&self, at: usize, total: &TotalRow, sums: &[Sum], reading: &mut Reading) {
        let Some((printed, decimals)) = total.printed[at] else { return };
        let adding = &self.adding[at];
        // Twice the width of the interval in which value and sum may differ.
        let slack = |sum: &Sum| {
            let step =
                |decimals: u32| i128::from(adding.rounded_fen) / 10i128.pow(decimals.min(12));
            step(decimals) + step(sum.decimals) * i128::from(sum.count)
        };
        let meets = |sum: &Sum| (sum.value - i128::from(printed)).abs() * 2 <= slack(sum);
        let agrees = match sums.iter().any(meets) {
            true => Some(true),
            false if sums.iter().any(|sum| sum.broken) => None,
            false => Some(false),
        };
        let near = sums.iter().min_by_key(|sum| (sum.value - i128::from(printed)).abs());
        let summed = near.and_then(|sum| i64::try_from(sum.value).ok()).unwrap_or(i64::MAX);
        let place = Place {
            field: adding.field.to_string(),
            ..Place::cell(&self.sheet, total.number, adding.column)
        };
        reading.totals.push(Total { place: place.clone(), printed, summed, agrees });
        if agrees == Some(false) {
            let shown = |value: i64| match adding.is_money {
                true => format!("{}元", Fen(value).yuan()),
                false => value.to_string(),
            };
            let (printed, summed) = (shown(printed), shown(summed));
            reading.add_fault(Fault::doubt(
                place,
                say!(
                    "合计写的是 {printed}，各行相加是 {summed}",
                    "the total says {printed}, the rows add up to {summed}"
                ),
                say!(
                    "请核对是合计错了，还是少了、多了行",
                    "look whether the total is wrong or a row is missing"
                ),
            ));
        }
    }
}
