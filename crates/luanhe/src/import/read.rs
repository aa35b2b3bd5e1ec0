//! A book is read for a register: every sheet that fits gives rows, every one that does not is
//! told why. Blocks of rows are judged on all cores while the next are inflated; only blocks under
//! way, names of rows, faults and repairs are in memory.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::mpsc::sync_channel;

use rayon::prelude::*;

use super::batch::Batch;
use super::book::{Block, Book, Cell, Lines};
use super::cell::Lookups;
use super::heading::{Column, Found, GIVEN_BACK, Mapping, SEARCHED, Words, find, plain};
use super::judge::{Judge, Judged};
use super::reading::{ColumnFound, Reading, SheetReading, Unmapped, letters};
use super::totals::Checker;
use crate::base::{Fault, Place, Result, Said, say};
use crate::record::{Kind, Register};

/// What a book is read for.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    pub register: &'static Register,
    /// Registers to name where the sheet fits another one better.
    pub others: &'a [&'static Register],
    pub lookups: &'a Lookups<'a>,
    /// Those of the office that sends the book.
    pub mappings: &'a [Mapping],
    /// A row may be told again, for each row of a finer register.
    pub merges: bool,
}

/// Reads and judges every row. Accepted rows are given to `take` in batches, in order; without it
/// the run is dry and keeps no rows. An error means that the file cannot be read at all; a book that
/// does not fit gives a `Reading` that says so.
pub fn read(
    book: &Book,
    request: &Request<'_>,
    mut take: Option<&mut dyn FnMut(Batch) -> Result<()>>,
) -> Result<Reading> {
    let words = Words::new(request.register, request.mappings);
    let mut reading = Reading::default();
    let mut misfits = Vec::new();
    for at in 0..book.sheets.len() {
        let head = book.head(at, SEARCHED + 20)?;
        let found = find(&head, &book.sheets[at].merges, &words);
        let mut sheet = describe(book, at, &head, &found, request.register, &words);
        sheet.passed_over = why_passed_over(book, at, &head);
        if sheet.passed_over.is_some() {
            reading.sheets.push(sheet);
            continue;
        }
        if let Some(fault) = misfit(&sheet, &found, &head, book, at, request) {
            sheet.passed_over = Some(fault.reason.clone());
            reading.sheets.push(sheet);
            misfits.push(fault);
            continue;
        }
        reading.sheets.push(sheet);
        let mut judge = Judge::new(request.register, &found, &words, request.lookups);
        (judge.sheet, judge.sheet_name) = (at, &book.sheets[at].name);
        (judge.wants_rows, judge.merges) = (take.is_some(), request.merges);
        doubt_units(&judge, &found, &mut reading);
        let (from, repaired) = (reading.faults.len(), reading.repairs.len());
        let taker: Option<&mut dyn FnMut(Batch) -> Result<()>> = match &mut take {
            Some(take) => Some(&mut **take),
            None => None,
        };
        read_sheet(book, &judge, &mut reading, taker)?;
        reading.faults[from..].sort_by_key(|fault| (fault.place.row, fault.place.column));
        reading.repairs[repaired..].sort_by_key(|repair| (repair.place.row, repair.place.column));
    }
    let fits = reading.fits();
    for mut fault in misfits {
        // One sheet that fits is what the file was sent for; the others are mentioned.
        if fits {
            fault.severity = crate::base::Severity::Doubt;
        }
        reading.add_fault(fault);
    }
    if !fits && reading.faults.is_empty() {
        reading.add_fault(nothing_to_read(book));
    }
    Ok(reading)
}

fn describe(
    book: &Book,
    at: usize,
    head: &Lines,
    found: &Found,
    register: &Register,
    words: &Words,
) -> SheetReading {
    let fields = register.fields;
    let columns = found.columns.iter().map(|column| {
        let field = &fields[column.field];
        let unit = column.unit.as_ref().filter(|u| (field.kind == Kind::Money) == u.fen.is_some());
        let number = u32::from(column.column) + 1;
        ColumnFound {
            field: field.name,
            column: number,
            letters: letters(number),
            heading: column.heading.clone(),
            unit: unit.map_or(String::new(), |unit| unit.word.clone()),
        }
    });
    let unmapped = found.unknown.iter().map(|unknown| {
        let number = u32::from(unknown.column) + 1;
        let below = head.iter().filter(|line| line.number > found.last);
        let samples = below.filter_map(|line| match line.cell(unknown.column) {
            Cell::Text(text) => Some(text.to_string()),
            Cell::Number(x) => Some(x.to_string()),
            _ => None,
        });
        let closest = words.closest(&unknown.plain).map(|field| fields[field].name);
        let taken = |name: &&str| !found.columns.iter().any(|c| fields[c.field].name == *name);
        Unmapped {
            column: number,
            letters: letters(number),
            heading: unknown.heading.clone(),
            plain: unknown.plain.clone(),
            closest: closest.filter(taken),
            samples: samples.take(3).collect(),
        }
    });
    SheetReading {
        name: book.sheets[at].name.clone(),
        heading: (found.first, found.last),
        columns: columns.collect(),
        unmapped: unmapped.collect(),
        ..SheetReading::default()
    }
}

/// Sheets that are not looked into, whatever they hold.
fn why_passed_over(book: &Book, at: usize, head: &Lines) -> Option<Said> {
    let sheet = &book.sheets[at];
    if head.is_empty() {
        Some(say!("空表", "empty"))
    } else if GIVEN_BACK.contains(&&*plain(&sheet.name)) {
        Some(say!("系统退回时加的说明", "added when the workbook was given back"))
    } else if sheet.hidden {
        Some(say!("隐藏的工作表，不读", "hidden sheets are not read"))
    } else {
        None
    }
}

/// Why a sheet does not fit the register, where it does not.
fn misfit(
    sheet: &SheetReading,
    found: &Found,
    head: &Lines,
    book: &Book,
    at: usize,
    request: &Request<'_>,
) -> Option<Fault> {
    let register = request.register;
    let place = Place::cell(&sheet.name, found.first.max(1), 1);
    let (first, last) = sheet.heading;
    if let [one, rest @ ..] = found.twice.as_slice() {
        let heading = &one.heading;
        let reason = match rest {
            [] => say!("有两列都是“{heading}”", "two columns are both “{heading}”"),
            _ => say!("左右并排放了两张表", "two tables stand side by side"),
        };
        let remedy = match rest {
            [] => say!("请只留一列，或改掉其中一个表头", "keep one, or rename the other"),
            _ => say!(
                "请把右边的表移到左边表的下面，或另放一张工作表",
                "move the right one below the left one, or to its own sheet"
            ),
        };
        let column = u32::from(one.column) + 1;
        return Some(Fault::error(Place { column, ..place }, reason, remedy));
    }
    let missing: Vec<_> = register
        .fields
        .iter()
        .enumerate()
        .filter(|(at, field)| field.required && found.column(*at).is_none())
        .map(|(_, field)| field.label)
        .collect();
    if missing.is_empty() && !found.columns.is_empty() {
        return None;
    }
    let zh = missing.iter().map(|label| label.zh).collect::<Vec<_>>().join("、");
    let en = missing.iter().map(|label| label.en).collect::<Vec<_>>().join(", ");
    let title = register.title;
    let reason = match found.columns.len() {
        0 => Said {
            zh: format!("没有找到“{}”的表头", title.zh),
            en: format!("no heading of “{}” was found", title.en),
        },
        n if first == last => Said {
            zh: format!("第 {first} 行像是表头，认出 {n} 列，但缺必填的列：{zh}"),
            en: format!("row {first} looks like the heading, but these are missing: {en}"),
        },
        n => Said {
            zh: format!("第 {first}–{last} 行像是表头，认出 {n} 列，但缺必填的列：{zh}"),
            en: format!("rows {first}–{last} look like the heading, but these are missing: {en}"),
        },
    };
    let remedy = match closest(head, &book.sheets[at].merges, request, found.columns.len()) {
        Some(other) => Said {
            zh: format!("这张表更像“{}”，请到那里导入", other.title.zh),
            en: format!("it looks more like “{}”; import it there", other.title.en),
        },
        None => say!(
            "请下载模板对照；表头叫法不同的，可在对应页面手工指定一次",
            "compare with the template, or match the headings once by hand"
        ),
    };
    Some(Fault::error(place, reason, remedy))
}

/// Another register that names more of the columns.
fn closest(
    head: &Lines,
    merges: &[super::book::Area],
    request: &Request<'_>,
    known: usize,
) -> Option<&'static Register> {
    let own = request.register.name;
    let scored = request.others.iter().filter(|other| other.name != own).map(|other| {
        let found = find(head, merges, &Words::new(other, &[]));
        (found.columns.len(), *other)
    });
    scored
        .filter(|(count, _)| *count > known.max(1))
        .max_by_key(|(count, _)| *count)
        .map(|(_, register)| register)
}

fn nothing_to_read(book: &Book) -> Fault {
    Fault::error(
        Place { sheet: book.name.clone(), ..Place::default() },
        say!("没有可读的工作表", "there is no sheet to read"),
        say!(
            "请检查是否选错了文件，或取消工作表的隐藏",
            "look whether it is the right file, or unhide its sheets"
        ),
    )
}

/// Money without a stated unit is taken as 元, and said so.
fn doubt_units(judge: &Judge<'_>, found: &Found, reading: &mut Reading) {
    for Column { column, field, heading, unit, .. } in &found.columns {
        let field = &judge.register.fields[*field];
        if field.kind == Kind::Money && unit.as_ref().is_none_or(|unit| unit.fen.is_none()) {
            let place = Place {
                field: field.name.to_string(),
                ..Place::cell(judge.sheet_name, found.last, u32::from(*column) + 1)
            };
            reading.add_fault(Fault::doubt(
                place,
                say!(
                    "“{heading}”没有写单位，按元读",
                    "“{heading}” states no unit; it is read as 元"
                ),
                say!("请在表头写明（元）或（万元）", "state (元) or (万元) in the heading"),
            ));
        }
    }
}

/// Digests are hashes already.
#[derive(Default)]
struct Digest(u64);

impl Hasher for Digest {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, digest: u64) {
        self.0 = digest;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The first row of each name. Two names share a digest once in a million files of five million rows.
type Names = HashMap<u64, u32, BuildHasherDefault<Digest>>;

fn read_sheet(
    book: &Book,
    judge: &Judge<'_>,
    reading: &mut Reading,
    mut take: Option<&mut dyn FnMut(Batch) -> Result<()>>,
) -> Result<()> {
    let mut names = Names::default();
    let mut told = Told::default();
    let mut checker = Checker::new(judge.sheet_name, judge.adding.clone());
    judge_blocks(book, judge, &mut |mut judged| {
        if judge.merges {
            merge_repeats(&mut judged, judge, &mut told);
        } else {
            mark_repeats(&mut judged, judge, &mut names);
        }
        let batch = tally(judged, judge, &mut checker, reading);
        if let (Some(take), true) = (&mut take, batch.0.rows() > 0) {
            take(batch.0)?;
        }
        Ok(batch.1)
    })?;
    checker.end(reading);
    let sheet = &reading.sheets[judge.sheet];
    let counts = sheet.counts;
    if sheet.hidden_rows > 0 {
        let count = sheet.hidden_rows;
        reading.add_fault(Fault::doubt(
            Place { sheet: judge.sheet_name.to_string(), ..Place::default() },
            say!("有 {count} 行是隐藏的，也读了", "{count} hidden rows were read too"),
            say!("不想导入的，请删掉再导入", "delete those that are not wanted, and import again"),
        ));
    }
    reading.counts.read += counts.read;
    reading.counts.accepted += counts.accepted;
    reading.counts.rejected += counts.rejected;
    reading.counts.repaired += counts.repaired;
    Ok(())
}

/// Adds a block's findings to the reading; gives its rows, and whether to go on.
fn tally(
    judged: Judged,
    judge: &Judge<'_>,
    checker: &mut Checker,
    reading: &mut Reading,
) -> (Batch, bool) {
    for section in judged.sections {
        checker.section(section, reading);
    }
    let sheet = &mut reading.sheets[judge.sheet];
    sheet.counts.read += judged.read;
    sheet.counts.rejected += judged.rejected;
    sheet.counts.accepted += judged.read - judged.rejected;
    sheet.counts.repaired += judged.repaired;
    sheet.hidden_rows += judged.hidden;
    sheet.skipped.totals += judged.skipped.totals;
    sheet.skipped.blank += judged.skipped.blank;
    sheet.skipped.notes += judged.skipped.notes;
    sheet.skipped.headings += judged.skipped.headings;
    sheet.skipped.retold += judged.skipped.retold;
    reading.add_faults(judged.faults, judged.fault_count);
    reading.add_repairs(judged.repairs, judged.repair_count);
    if let Some(row) = judged.second_table {
        reading.add_fault(Fault::error(
            Place::cell(judge.sheet_name, row, 1),
            say!(
                "从第 {row} 行起是另一张表，后面没有读",
                "another table begins at row {row}; it was not read"
            ),
            say!("请把它移到单独的工作表再导入", "move it to a sheet of its own and import again"),
        ));
    }
    (judged.batch, judged.second_table.is_none())
}

/// Strikes out rows whose key an earlier row has; marks equal lines where rows have no key.
fn mark_repeats(judged: &mut Judged, judge: &Judge<'_>, names: &mut Names) {
    for at in 0..judged.batch.rows() {
        let (Some(name), repaired) = judged.names[at] else { continue };
        let number = judged.batch.number(at);
        let first = match names.entry(name) {
            Entry::Vacant(vacant) => {
                vacant.insert(number);
                continue;
            }
            Entry::Occupied(first) => *first.get(),
        };
        let fault = if let Some(key) = judge.key.first() {
            let field = &judge.register.fields[*key];
            let (zh, en) = (field.label.zh, field.label.en);
            judged.batch.strike(at);
            judged.rejected += 1;
            judged.repaired -= u64::from(repaired);
            Fault::error(
                judge.place(number, field.name),
                say!("与第 {first} 行的“{zh}”相同", "row {first} has the same “{en}”"),
                say!("请删去重复的一行，或改正编号", "delete one of them, or correct the key"),
            )
        } else {
            let fault = Fault::doubt(
                Place::cell(judge.sheet_name, number, 0),
                say!("与第 {first} 行完全相同", "it is equal to row {first} in every column"),
                say!(
                    "两行都已保留；重复填报的请删去一行",
                    "both are kept; delete one if it was entered twice"
                ),
            );
            judged.batch.doubt(at, fault.clone());
            fault
        };
        judged.faults.push(fault);
        judged.fault_count += 1;
    }
}

/// The first row of each name, with a digest of each of its values.
type Told = HashMap<u64, (u32, Vec<u64>), BuildHasherDefault<Digest>>;

/// Strikes out rows that tell again what an earlier row of the same key told, and refuses those that
/// tell something else; a cell left empty tells nothing.
fn merge_repeats(judged: &mut Judged, judge: &Judge<'_>, told: &mut Told) {
    for at in 0..judged.batch.rows() {
        let (Some(name), repaired) = judged.names[at] else { continue };
        let own = judged.batch.digests(at, &judge.hash);
        let (first, before) = match told.entry(name) {
            Entry::Vacant(vacant) => {
                vacant.insert((judged.batch.number(at), own));
                continue;
            }
            Entry::Occupied(first) => first.into_mut(),
        };
        judged.batch.strike(at);
        judged.repaired -= u64::from(repaired);
        let differs = own.iter().zip(&*before).position(|(own, known)| *own != 0 && own != known);
        let Some(field) = differs else {
            judged.read -= 1;
            judged.skipped.retold += 1;
            continue;
        };
        judged.rejected += 1;
        let field = &judge.register.fields[field];
        let (zh, en) = (field.label.zh, field.label.en);
        judged.faults.push(Fault::error(
            judge.place(judged.batch.number(at), field.name),
            say!(
                "“{zh}”与第 {first} 行不同，而两行说的是同一条记录",
                "“{en}” differs from row {first}, which tells of the same"
            ),
            say!("请把两行改成一致", "make both rows say the same"),
        ));
        judged.fault_count += 1;
    }
}

/// Judges the blocks of a sheet on all cores and gives the outcomes in order, until `take` says
/// `false`.
fn judge_blocks(
    book: &Book,
    judge: &Judge<'_>,
    take: &mut dyn FnMut(Judged) -> Result<bool>,
) -> Result<()> {
    let cores = rayon::current_num_threads().max(1);
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel::<Block<'_>>(cores);
        let reader = scope
            .spawn(move || book.blocks(judge.sheet, &mut |block| Ok(send.send(block).is_ok())));
        let mut outcome = Ok(true);
        while let Ok(first) = receive.recv() {
            let mut blocks = vec![first];
            blocks.extend(receive.try_iter().take(cores * 2 - 1));
            let judged: Vec<Result<Judged>> =
                blocks.par_iter().map(|block| judge.block(block)).collect();
            for judged in judged {
                outcome = judged.and_then(&mut *take);
                if !matches!(outcome, Ok(true)) {
                    break;
                }
            }
            if !matches!(outcome, Ok(true)) {
                break;
            }
        }
        drop(receive);
        let read = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        outcome.and(read)
    })
}
