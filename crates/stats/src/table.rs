//! The input of a study: named columns of equal length, put into one canonical order, so that the
//! order in which rows came can change nothing.

use std::cmp::Ordering;
use std::collections::HashMap;

use sha2::{Digest, Sha256};

/// Names as codes into a sorted list of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Keys {
    pub codes: Vec<u32>,
    pub words: Vec<String>,
}

impl Keys {
    pub fn of<S: AsRef<str>>(names: &[S]) -> Keys {
        let mut words = Words::default();
        names.iter().for_each(|name| words.push(name.as_ref()));
        words.keys()
    }

    pub fn word(&self, row: usize) -> &str {
        &self.words[self.codes[row] as usize]
    }
}

/// Names as they come, each kept once.
#[derive(Default)]
pub(crate) struct Words {
    codes: Vec<u32>,
    words: Vec<String>,
    seen: HashMap<String, u32>,
}

impl Words {
    pub(crate) fn push(&mut self, name: &str) {
        let code = match self.seen.get(name) {
            Some(code) => *code,
            None => {
                let code = self.words.len() as u32;
                self.seen.insert(name.to_string(), code);
                self.words.push(name.to_string());
                code
            }
        };
        self.codes.push(code);
    }

    pub(crate) fn keys(self) -> Keys {
        let Words { mut codes, mut words, .. } = self;
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        order.sort_by(|&a, &b| words[a as usize].cmp(&words[b as usize]));
        let mut place = vec![0; words.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old as usize] = new as u32;
        }
        words.sort();
        for code in &mut codes {
            *code = place[*code as usize];
        }
        Keys { codes, words }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    Keys(Keys),
    Periods(Vec<i64>),
    /// NaN stands for an empty cell.
    Numbers(Vec<f64>),
}

impl Data {
    fn len(&self) -> usize {
        match self {
            Data::Keys(keys) => keys.codes.len(),
            Data::Periods(periods) => periods.len(),
            Data::Numbers(numbers) => numbers.len(),
        }
    }

    fn compare(&self, a: usize, b: usize) -> Ordering {
        match self {
            Data::Keys(keys) => keys.codes[a].cmp(&keys.codes[b]),
            Data::Periods(periods) => periods[a].cmp(&periods[b]),
            Data::Numbers(numbers) => numbers[a].total_cmp(&numbers[b]),
        }
    }

    fn reorder(&mut self, order: &[u32]) {
        fn pick<T: Copy>(from: &[T], order: &[u32]) -> Vec<T> {
            order.iter().map(|&i| from[i as usize]).collect()
        }
        match self {
            Data::Keys(keys) => keys.codes = pick(&keys.codes, order),
            Data::Periods(periods) => *periods = pick(periods, order),
            Data::Numbers(numbers) => *numbers = pick(numbers, order),
        }
    }

    fn hash(&self, into: &mut Sha256) {
        match self {
            Data::Keys(keys) => {
                for word in &keys.words {
                    into.update((word.len() as u64).to_le_bytes());
                    into.update(word.as_bytes());
                }
                keys.codes.iter().for_each(|c| into.update(c.to_le_bytes()));
            }
            Data::Periods(periods) => periods.iter().for_each(|p| into.update(p.to_le_bytes())),
            Data::Numbers(numbers) => {
                numbers.iter().for_each(|x| into.update(x.to_bits().to_le_bytes()));
            }
        }
    }
}

/// A long table with the vintage of its data.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Where and when the data come from, as the reader should see it.
    pub vintage: String,
    columns: Vec<(String, Data)>,
    lines: Vec<u32>,
}

impl Table {
    pub fn new(vintage: &str) -> Table {
        Table { vintage: vintage.to_string(), columns: Vec::new(), lines: Vec::new() }
    }

    pub fn keys<S: AsRef<str>>(self, name: &str, names: &[S]) -> Table {
        self.with(name, Data::Keys(Keys::of(names)))
    }

    pub fn periods(self, name: &str, periods: Vec<i64>) -> Table {
        self.with(name, Data::Periods(periods))
    }

    /// NaN stands for an empty cell; all NaN and both zeros are made one, so that they hash alike.
    pub fn numbers(self, name: &str, mut numbers: Vec<f64>) -> Table {
        for x in &mut numbers {
            if x.is_nan() {
                *x = f64::NAN;
            } else if *x == 0.0 {
                *x = 0.0;
            }
        }
        self.with(name, Data::Numbers(numbers))
    }

    /// Adds a column; panics where its length differs, which is a mistake of the caller's code.
    pub fn with(mut self, name: &str, data: Data) -> Table {
        if self.columns.is_empty() {
            self.lines = (1..=data.len() as u32).collect();
        }
        assert_eq!(data.len(), self.lines.len(), "columns of a table have one length: {name}");
        self.columns.push((name.to_string(), data));
        self
    }

    /// The numbers by which the rows are known where they came from, in place of 1, 2, 3.
    pub(crate) fn at(mut self, lines: Vec<u32>) -> Table {
        if !self.columns.is_empty() {
            assert_eq!(lines.len(), self.lines.len(), "a number for each row");
            self.lines = lines;
        }
        self
    }

    pub fn len(&self) -> usize {
        self.lines.len()
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The number of a row where it came from; counted from 1, if it was not given.
    pub fn line(&self, row: usize) -> u32 {
        self.lines[row]
    }

    pub fn lines(&self) -> &[u32] {
        &self.lines
    }

    pub fn column(&self, name: &str) -> Option<&Data> {
        self.columns.iter().find(|(n, _)| n == name).map(|(_, data)| data)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|(name, _)| name.as_str())
    }

    /// The key column of that name, if the table has it.
    pub fn key(&self, name: &str) -> Option<&Keys> {
        match self.column(name) {
            Some(Data::Keys(keys)) => Some(keys),
            _ => None,
        }
    }

    pub fn period(&self, name: &str) -> Option<&[i64]> {
        match self.column(name) {
            Some(Data::Periods(periods)) => Some(periods),
            _ => None,
        }
    }

    pub fn number(&self, name: &str) -> Option<&[f64]> {
        match self.column(name) {
            Some(Data::Numbers(numbers)) => Some(numbers),
            _ => None,
        }
    }

    /// Keeps the named columns, in that order, and sorts the rows by them from left to right.
    pub(crate) fn canonical(mut self, names: &[&str]) -> Table {
        let mut columns = Vec::with_capacity(names.len());
        for name in names {
            if let Some(at) = self.columns.iter().position(|(n, _)| n == name) {
                columns.push(self.columns.swap_remove(at));
            }
        }
        self.columns = columns;
        let compare = |a: &u32, b: &u32| {
            self.compare(*a as usize, *b as usize, self.columns.len()).then(a.cmp(b))
        };
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        if !order.is_sorted_by(|a, b| compare(a, b) != Ordering::Greater) {
            order.sort_unstable_by(compare);
            self.columns.iter_mut().for_each(|(_, data)| data.reorder(&order));
            self.lines = order.iter().map(|&i| self.lines[i as usize]).collect();
        }
        self
    }

    fn compare(&self, a: usize, b: usize, columns: usize) -> Ordering {
        let mut order = self.columns[..columns].iter().map(|(_, data)| data.compare(a, b));
        order.find(|o| *o != Ordering::Equal).unwrap_or(Ordering::Equal)
    }

    /// Lines of rows that agree with the row before in the first `columns` columns.
    pub(crate) fn repeated(&self, columns: usize) -> Vec<u32> {
        let same = |i: &usize| self.compare(i - 1, *i, columns) == Ordering::Equal;
        (1..self.len()).filter(same).map(|i| self.lines[i]).collect()
    }

    /// SHA-256 over vintage, columns and rows in canonical order.
    pub(crate) fn digest(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(self.vintage.as_bytes());
        for (name, data) in &self.columns {
            hash.update([0]);
            hash.update(name.as_bytes());
            hash.update([0]);
            data.hash(&mut hash);
        }
        hex(&hash.finalize())
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
