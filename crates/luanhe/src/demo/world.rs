//! From a seed to files.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, XlsxError};

use super::books::{Book, Maker, makers};
use super::dice::Dice;
use super::line::Typed;
use super::money::{Batch, batches};
use super::parties::PROGRAMME;
use super::people::People;
use super::posts;
use super::projects::{Project, library};
use super::quoted::QUOTED;
use super::sheet::{self, Sheet};
use super::spelling;
use crate::base::{Day, Error, Result, file};
use crate::record::Origin;

/// The day of which the demo is told: the rules find on it what is planted, and nothing else.
pub const AS_OF: &str = "2021-12-31";

pub fn day(iso: &str) -> Day {
    Day::parse(iso).expect("a day of the demo")
}

/// Money, projects and outputs are the same in both; people, posts and what they get are fewer in
/// the small one, of some 5,000 rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Full,
    Small,
}

/// Everything that the workbooks are written from.
pub struct World {
    pub size: Size,
    pub dice: Dice,
    pub people: People,
    pub projects: Vec<Project>,
    pub batches: Vec<Batch>,
}

/// A workbook that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workbook {
    /// `funds.longhua`, as the planted faults name it.
    pub id: &'static str,
    pub path: PathBuf,
    /// The register that it is imported into.
    pub register: &'static str,
    pub office: &'static str,
    pub title: String,
    pub programme: &'static str,
    /// Made up, but for what newspapers published.
    pub origin: Origin,
    /// Rows that the importer reads, and those of them that it must refuse.
    pub rows: usize,
    pub refused: usize,
}

impl World {
    pub fn new(size: Size, seed: u64) -> World {
        let dice = Dice::new(seed);
        let mut people = People::new(size, dice);
        posts::mark(&mut people);
        let mut projects = library(dice);
        let batches = batches(&mut projects, dice);
        World { size, dice, people, projects, batches }
    }
}

/// Writes the workbooks into a folder, on all cores, and gives them in the order in which they are to
/// be imported; `progress` is told each one when it is written. The same size and seed give the same
/// bytes.
pub fn write(
    folder: &Path,
    size: Size,
    seed: u64,
    progress: &(dyn Fn(&Workbook) + Sync),
) -> Result<Vec<Workbook>> {
    let world = World::new(size, seed);
    let makers: Vec<_> = makers().zip(1..).collect();
    let one = |((id, make, of), number): &(&Maker, usize)| {
        let workbook = write_book(&make(&world, id, *of), folder, *number, world.dice)?;
        progress(&workbook);
        Ok(workbook)
    };
    let mut all: Vec<Workbook> = makers.par_iter().map(one).collect::<Result<_>>()?;
    for quoted in &QUOTED {
        all.push(quoted.write(folder, all.len() + 1)?);
    }
    Ok(all)
}

fn write_book(book: &Book, folder: &Path, number: usize, dice: Dice) -> Result<Workbook> {
    let ending = if book.is_csv { "csv" } else { "xlsx" };
    let title = super::line::register(book.register).title.zh;
    let name = format!("{number:02}-{title}-{}{}.{ending}", book.office.name, suffix(book));
    let path = folder.join(name);
    let bytes = match book.is_csv {
        true => csv(book, dice),
        false => xlsx(book, dice).map_err(|e| Error::broken("write a demo workbook", e))?,
    };
    file::write(&path, &bytes)?;
    let lines = || book.sheets.iter().flat_map(|sheet| &sheet.lines);
    Ok(Workbook {
        id: book.id,
        path,
        register: book.register,
        office: book.office.name,
        title: book.title.clone(),
        programme: PROGRAMME,
        origin: Origin::Synthetic,
        rows: lines().count(),
        refused: lines().filter(|line| line.refused).count(),
    })
}

/// What tells two workbooks of one office and register apart: the name of the only sheet.
fn suffix(book: &Book) -> String {
    match book.sheets.as_slice() {
        [one] => format!("-{}", one.name),
        _ => String::new(),
    }
}

fn xlsx(book: &Book, dice: Dice) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let properties = DocProperties::new()
        .set_title(&book.title)
        .set_author(book.office.name)
        .set_comment("合成数据，仅供演示")
        .set_creation_datetime(&sheet::made_on()?);
    workbook.set_properties(&properties);
    for sheet in &book.sheets {
        sheet::write(workbook.add_worksheet(), sheet, book.office, dice)?;
    }
    workbook.save_to_buffer()
}

/// As Excel saves csv in a Chinese Windows: GBK, and lines that end in CR LF.
fn csv(book: &Book, dice: Dice) -> Vec<u8> {
    let mut text = String::new();
    for sheet in &book.sheets {
        add_csv(sheet, book, dice, &mut text);
    }
    encoding_rs::GBK.encode(&text).0.into_owned()
}

fn add_csv(sheet: &Sheet, book: &Book, dice: Dice, text: &mut String) {
    let mut add = |cells: Vec<String>| {
        *text += &cells.join(",");
        *text += "\r\n";
    };
    let blanks = sheet.columns.len() - 1;
    add([sheet.title.clone()].into_iter().chain(vec![String::new(); blanks]).collect());
    add(sheet.columns.iter().map(|column| column.heading.to_string()).collect());
    for (at, line) in sheet.lines.iter().enumerate() {
        let cell = |(number, column): (usize, &sheet::Column)| {
            let place = at * 40 + number;
            let slip = line.slipped(column.field).cloned();
            let typed = slip.unwrap_or_else(|| {
                spelling::typed(line, column.field, (book.office, sheet.unit), dice, place)
            });
            match typed {
                Typed::Blank => String::new(),
                Typed::Text(text) => text,
                Typed::Number(x) => x.to_string(),
                // As a Chinese Excel shows a day.
                Typed::Date(day) => day.to_string().replace("-0", "-").replace('-', "/"),
            }
        };
        add(sheet.columns.iter().enumerate().map(cell).collect());
    }
}
